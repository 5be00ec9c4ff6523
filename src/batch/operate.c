#include "batch/operate.h"
#include "batch/each.h"
#include "batch/kernels.h"

static void compare_rows(Block *block, const Op *op, uint64_t *may_yes, uint64_t *may_no, uint32_t word,
                         uint64_t rows) {
  const Plan *plan = block->plan;
  const Register a = {.kind = REGISTER_NUMBER, .type = plan->numbers.at[op->left].type, .number = op->left};
  Register b = {.kind = REGISTER_NUMBER, .number = op->right};
  if (op->right != NO_NUMBER) b.type = plan->numbers.at[op->right].type;
  else b.kind = REGISTER_CONSTANT, b.constant = value_range(op->constant, op->constant, BASIS_NONE);
  for (; rows; rows &= rows - 1) {
    uint32_t row = word * 64 + (uint32_t)__builtin_ctzll(rows);
    Value truth = logic_compare((Order)op->order, block_value(block, &a, row), block_value(block, &b, row));
    block_set(may_yes, row, truth.may & VALUE_YES);
    block_set(may_no, row, truth.may & VALUE_NO);
  }
}

/* A count of which nothing is known is at least 0: that may decide, against 0 and less or another column. */
static bool floor_matters(const Plan *plan, const Op *op) {
  bool counts = plan->numbers.at[op->left].type->word == TYPE_COUNT;
  if (op->right == NO_NUMBER) return counts && op->constant <= 0;
  return counts || plan->numbers.at[op->right].type->word == TYPE_COUNT;
}

static uint64_t exact_rows(const Block *block, const Op *op, bool floor, uint64_t known, uint32_t word) {
  uint64_t exact = 0;
  for (int side = 0; side < 2; side++) {
    uint32_t number = side ? op->right : op->left;
    if (number == NO_NUMBER) continue;
    const NumberColumn *column = &block->numbers[number];
    if (!block->plan->numbers.at[number].fact) exact = ~UINT64_C(0);
    else if (column->wide) exact |= column->partial[word];
  }
  uint64_t left = block->rows - word * 64 < 64 ? (UINT64_C(1) << (block->rows & 63)) - 1 : ~UINT64_C(0);
  return (floor ? ~UINT64_C(0) : exact) & ~known & left;
}

static void do_compare(Block *block, const Op *op, const Kernels *kernels, uint32_t words) {
  static const KernelOrder base[] = {
    [ORDER_EQUAL] = KERNEL_EQUAL,     [ORDER_NOT_EQUAL] = KERNEL_EQUAL, [ORDER_LESS] = KERNEL_BELOW,
    [ORDER_AT_MOST] = KERNEL_AT_MOST, [ORDER_GREATER] = KERNEL_AT_MOST, [ORDER_AT_LEAST] = KERNEL_BELOW};
  bool turned = op->order == ORDER_NOT_EQUAL || op->order == ORDER_GREATER || op->order == ORDER_AT_LEAST;
  bool floor = floor_matters(block->plan, op);
  const NumberColumn *a = &block->numbers[op->left], *b = op->right == NO_NUMBER ? NULL : &block->numbers[op->right];
  uint64_t *yes = block_plane(block, op->out), *no = block_plane(block, op->out + 1);
  kernels->compare(a->low, b ? b->low : NULL, op->constant, base[op->order], yes, words);
  for (uint32_t w = 0; w < words; w++) {
    uint64_t truth = turned ? ~yes[w] : yes[w], known = a->known[w] & (b ? b->known[w] : ~UINT64_C(0));
    yes[w] = truth | ~known;
    no[w] = ~truth | ~known;
    uint64_t exact = exact_rows(block, op, floor, known, w);
    if (exact) compare_rows(block, op, yes, no, w, exact);
  }
}

static inline uint64_t turn(Bit bit) { return 0 - (uint64_t)(bit & 1); }

static void do_and(Block *block, const Op *op, uint32_t words) {
  const uint64_t *restrict a = block_plane(block, op->a >> 1), *restrict b = block_plane(block, op->b >> 1);
  uint64_t *restrict out = block_plane(block, op->out);
  const uint64_t ta = turn(op->a), tb = turn(op->b);
  for (uint32_t w = 0; w < words; w++) out[w] = (a[w] ^ ta) & (b[w] ^ tb);
}

static void do_three(Block *block, const Op *op, uint32_t words) {
  const uint64_t *a = block_plane(block, op->a >> 1), *b = block_plane(block, op->b >> 1),
                 *c = block_plane(block, op->c >> 1);
  uint64_t *out = block_plane(block, op->out);
  const uint64_t ta = turn(op->a), tb = turn(op->b), tc = turn(op->c);
  for (uint32_t w = 0; w < words; w++) {
    uint64_t x = a[w] ^ ta, y = b[w] ^ tb, z = c[w] ^ tc;
    out[w] = op->kind == OP_ODD ? x ^ y ^ z : (x & y) | (z & (x | y));
  }
}

void block_run(Block *block) {
  const Kernels *kernels = kernels_best();
  const Bits *bits = &block->plan->bits;
  uint32_t words = (block->rows + 63) / 64;
  block_fill(block);
  for (size_t i = 0; i < bits->ops.count; i++) {
    const Op *op = &bits->ops.at[i];
    switch ((OpKind)op->kind) {
      case OP_AND: do_and(block, op, words); break;
      case OP_ODD: case OP_TWO: do_three(block, op, words); break;
      case OP_COMPARE: do_compare(block, op, kernels, words); break;
      case OP_EACH: each_run(block, &block->plan->eaches.at[op->left]); break;
    }
  }
}

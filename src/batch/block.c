#include "batch/block.h"
#include <string.h>
#include "batch/each.h"
#include "batch/kernels.h"

/* ---- room: as many rows as keep all planes and columns within what a processor has near by ---- */

#define NEAR_BYTES (384u << 10)
#define ROWS_MOST 1024
#define ROWS_LEAST 64

static uint32_t rows_that_fit(const Plan *plan) {
  size_t bits = plan->bits.planes + (plan->numbers.count * 8 + plan->facts.count) * 8, rows = ROWS_MOST;
  while (rows > ROWS_LEAST && bits * rows / 8 > NEAR_BYTES) rows /= 2;
  return (uint32_t)rows;
}

static NumberColumn open_number(const Block *block, const PlanNumber *plan) {
  NumberColumn column = {.known = block_plane(block, plan->known)};
  column.low = mem_alloc_flat(block->room * sizeof(int64_t));
  column.high = mem_alloc_flat(block->room * sizeof(int64_t));
  column.flags = mem_alloc_flat(block->room);
  column.unit = plan->units ? mem_alloc_flat(block->room) : NULL;
  column.partial = mem_alloc_flat(block->words * sizeof(uint64_t));
  column.wide = !plan->fact;
  return column;
}

Block *block_open(const Plan *plan) {
  Block *block = MEM_NEW(Block);
  block->plan = plan;
  block->room = rows_that_fit(plan);
  block->words = block->room / 64;
  block->planes = mem_alloc_flat(((size_t)plan->bits.planes + 1) * block->words * sizeof(uint64_t));
  block->numbers = MEM_NEW_ARRAY(NumberColumn, plan->numbers.count + 1);
  for (size_t i = 0; i < plan->numbers.count; i++) block->numbers[i] = open_number(block, &plan->numbers.at[i]);
  block->codes = MEM_NEW_ARRAY(uint8_t *, plan->facts.count + 1);
  for (size_t i = 0; i < plan->facts.count; i++)
    if (plan->facts.at[i].fact->type->members) block->codes[i] = mem_alloc_flat(block->room);
  return block;
}

void block_clear(Block *block) {
  block->rows = 0;
  block->patches.count = 0;
  for (size_t i = 0; i < block->plan->numbers.count; i++) {
    NumberColumn *column = &block->numbers[i];
    if (!block->plan->numbers.at[i].fact) continue;
    memset(column->known, 0, block->words * sizeof(uint64_t));
    column->wide = false;
  }
}

/* ---- facts to planes ---- */

void block_widen(Block *block, uint32_t number) {
  NumberColumn *column = &block->numbers[number];
  Value unknown = type_unknown(block->plan->numbers.at[number].type);
  if (column->wide) return;
  column->wide = true;
  memset(column->partial, 0, block->words * sizeof(uint64_t));
  for (uint32_t row = 0; row < block->rows; row++) {
    bool known = column->known[row >> 6] >> (row & 63) & 1;
    column->high[row] = known ? column->low[row] : unknown.high;
    if (!known) column->low[row] = unknown.low;
    column->flags[row] = known ? 0 : unknown.flags;
    if (column->unit) column->unit[row] = 0;
  }
}

static void patch_bits(Block *block, const PlanFact *fact, const Patch *patch) {
  for (uint32_t m = 0; m < fact->reg->count; m++) {
    block_set(block_plane(block, fact->planes + m), patch->row, patch->value.may >> m & 1);
    if (fact->fact->type->set)
      block_set(block_plane(block, fact->planes + fact->reg->count + m), patch->row, patch->value.must >> m & 1);
  }
}

static void patch_number(Block *block, const PlanFact *fact, const Patch *patch) {
  NumberColumn *column = &block->numbers[fact->reg->number];
  block_widen(block, fact->reg->number);
  column->low[patch->row] = patch->value.low;
  column->high[patch->row] = patch->value.high;
  column->flags[patch->row] = patch->value.flags;
  if (column->unit) column->unit[patch->row] = patch->value.unit;
  block_set(column->known, patch->row, value_certain(&patch->value));
  block_set(column->partial, patch->row, !value_certain(&patch->value));
}

/* Of a set no code is a member: every row that says something is patched. */
static void fill_bits(Block *block, uint32_t slot, const Kernels *kernels) {
  const PlanFact *fact = &block->plan->facts.at[slot];
  uint32_t words = (block->rows + 63) / 64;
  for (uint32_t m = 0; m < fact->reg->count; m++) {
    kernels->member(block->codes[slot], (uint8_t)m, block_plane(block, fact->planes + m), words);
    if (fact->fact->type->set) memset(block_plane(block, fact->planes + fact->reg->count + m), 0, words * sizeof(uint64_t));
  }
}

static void fill_facts(Block *block, const Kernels *kernels) {
  const Plan *plan = block->plan;
  for (uint32_t i = 0; i < plan->facts.count; i++)
    if (block->codes[i]) fill_bits(block, i, kernels);
  for (size_t i = 0; i < block->patches.count; i++) {
    const Patch *patch = &block->patches.at[i];
    const PlanFact *fact = &plan->facts.at[patch->slot];
    if (fact->fact->type->members) patch_bits(block, fact, patch);
    else patch_number(block, fact, patch);
  }
  for (uint32_t i = 0; i < plan->numbers.count; i++)
    if (plan->numbers.at[i].fact && plan->numbers.at[i].units) block_widen(block, i);
}

/* ---- values one by one ---- */

static Value bits_value(const Block *block, const Register *reg, uint32_t row) {
  uint64_t may = 0, must = 0;
  for (uint32_t m = 0; m < reg->count; m++) {
    may |= (uint64_t)block_bit(block, reg->may[m], row) << m;
    if (reg->must) must |= (uint64_t)block_bit(block, reg->must[m], row) << m;
  }
  return reg->kind == REGISTER_SET ? value_set(must, may, BASIS_NONE) : value_members(may, BASIS_NONE);
}

static Value number_value(const Block *block, const Register *reg, uint32_t row) {
  const NumberColumn *column = &block->numbers[reg->number];
  bool known = column->known[row >> 6] >> (row & 63) & 1;
  if (!column->wide) return known ? value_range(column->low[row], column->low[row], BASIS_NONE) : type_unknown(reg->type);
  Value value = {.form = VALUE_RANGE, .flags = column->flags[row], .low = column->low[row], .high = column->high[row]};
  if (column->unit) value.unit = column->unit[row];
  return value;
}

static int64_t digits_value(const Block *block, const Digits *digits, uint32_t row) {
  int64_t number = 0;
  for (size_t i = 0; i < digits->count; i++) number |= (int64_t)block_bit(block, digits->at[i], row) << i;
  return number * DECIMAL_ONE;
}

Value block_value(const Block *block, const Register *reg, uint32_t row) {
  switch (reg->kind) {
    case REGISTER_CONSTANT: return reg->constant;
    case REGISTER_MEMBERS:
    case REGISTER_SET: return bits_value(block, reg, row);
    case REGISTER_NUMBER: return number_value(block, reg, row);
    case REGISTER_COUNT:
      return value_range(digits_value(block, &reg->low, row), digits_value(block, &reg->high, row), BASIS_NONE);
  }
  return reg->constant;
}

/* ---- operations ---- */

static void compare_rows(Block *block, const Op *op, uint64_t *may_yes, uint64_t *may_no, uint32_t word, uint64_t rows) {
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
  static const KernelOrder base[] = {[ORDER_EQUAL] = KERNEL_EQUAL, [ORDER_NOT_EQUAL] = KERNEL_EQUAL, [ORDER_LESS] = KERNEL_BELOW,
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
  const uint64_t *a = block_plane(block, op->a >> 1), *b = block_plane(block, op->b >> 1), *c = block_plane(block, op->c >> 1);
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
  fill_facts(block, kernels);
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

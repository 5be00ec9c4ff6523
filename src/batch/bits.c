#include "batch/bits.h"

/* ---- each operation once ---- */

static uint64_t mixed(uint64_t x) {
  x ^= x >> 31;
  x *= UINT64_C(0x9E3779B97F4A7C15);
  return x ^ x >> 29;
}

static uint64_t op_hash(const Op *op) {
  uint64_t h = mixed(op->kind | (uint64_t)op->order << 8 | (uint64_t)op->a << 32);
  h = mixed(h ^ ((uint64_t)op->b << 32 | op->c));
  h = mixed(h ^ ((uint64_t)op->left << 32 | op->right));
  return mixed(h ^ (uint64_t)op->constant);
}

static bool op_same(const Op *x, const Op *y) {
  return x->kind == y->kind && x->order == y->order && x->a == y->a && x->b == y->b && x->c == y->c &&
         x->left == y->left && x->right == y->right && x->constant == y->constant;
}

static uint32_t *slot_of(const Bits *bits, const Op *op) {
  size_t at = (size_t)op_hash(op) & (bits->known_room - 1);
  while (bits->known[at] && !op_same(&bits->ops.at[bits->known[at] - 1], op)) at = (at + 1) & (bits->known_room - 1);
  return &bits->known[at];
}

static void make_room(Bits *bits) {
  if (bits->ops.count * 2 < bits->known_room) return;
  bits->known_room = bits->known_room ? bits->known_room * 2 : 1024;
  bits->known = mem_alloc_flat(bits->known_room * sizeof *bits->known);
  for (size_t i = 0; i < bits->ops.count; i++)
    if (bits->ops.at[i].kind != OP_EACH) *slot_of(bits, &bits->ops.at[i]) = (uint32_t)i + 1;
}

uint32_t bits_planes(Bits *bits, uint32_t count) {
  if (!bits->planes) bits->planes = 1;
  uint32_t first = bits->planes;
  bits->planes += count;
  return first;
}

static uint32_t planes_of(const Op *op) { return op->kind == OP_COMPARE ? 2 : 1; }

static uint32_t add_op(Bits *bits, Op op) {
  make_room(bits);
  uint32_t *slot = slot_of(bits, &op);
  if (*slot) return bits->ops.at[*slot - 1].out;
  op.out = bits_planes(bits, planes_of(&op));
  list_push(&bits->ops, op);
  *slot = (uint32_t)bits->ops.count;
  return op.out;
}

void bits_each(Bits *bits, uint32_t index) {
  list_push(&bits->ops, ((Op){.kind = OP_EACH, .left = index}));
}

uint32_t bits_compare(Bits *bits, unsigned order, uint32_t left, uint32_t right, int64_t constant) {
  return add_op(bits,
                (Op){.kind = OP_COMPARE, .order = (uint8_t)order, .left = left, .right = right, .constant = constant});
}

/* ---- operations, with what is plain folded away ---- */

Bit bits_and(Bits *bits, Bit a, Bit b) {
  if (a > b) return bits_and(bits, b, a);
  if (a == BIT_NO || a == bit_not(b)) return BIT_NO;
  if (a == BIT_YES || a == b) return b;
  return add_op(bits, (Op){.kind = OP_AND, .a = a, .b = b}) << 1;
}

static void order_three(Bit *a, Bit *b, Bit *c) {
  Bit t;
  if (*a > *b) t = *a, *a = *b, *b = t;
  if (*b > *c) t = *b, *b = *c, *c = t;
  if (*a > *b) t = *a, *a = *b, *b = t;
}

/* Turning an operand over turns the result over, so none stays turned. */
Bit bits_odd(Bits *bits, Bit a, Bit b, Bit c) {
  Bit turned = (a ^ b ^ c) & 1;
  a &= ~1u, b &= ~1u, c &= ~1u;
  order_three(&a, &b, &c);
  if (a == b) return c ^ turned;
  if (b == c) return a ^ turned;
  return add_op(bits, (Op){.kind = OP_ODD, .a = a, .b = b, .c = c}) << 1 ^ turned;
}

Bit bits_two(Bits *bits, Bit a, Bit b, Bit c) {
  order_three(&a, &b, &c);
  if (a == BIT_NO) return bits_and(bits, b, c);
  if (a == BIT_YES) return bits_or(bits, b, c);
  if (a == b || b == c) return b;
  if (a == bit_not(b)) return c;
  if (b == bit_not(c)) return a;
  return add_op(bits, (Op){.kind = OP_TWO, .a = a, .b = b, .c = c}) << 1;
}

/* ---- numbers ---- */

/* The digit of a column of ones; what they carry goes into the next. A queue, so that the chain stays short. */
static Bit add_column(Bits *bits, Digits *column, Digits *next) {
  size_t head = 0;
  while (column->count - head > 1) {
    Bit a = column->at[head++], b = column->at[head++];
    Bit c = head < column->count ? column->at[head++] : BIT_NO;
    list_push(column, bits_odd(bits, a, b, c));
    Bit carry = bits_two(bits, a, b, c);
    if (carry != BIT_NO) list_push(next, carry);
  }
  return column->at[head];
}

Digits bits_sum(Bits *bits, const Bit *ones, size_t count) {
  Digits column = {0}, sum = {0};
  for (size_t i = 0; i < count; i++)
    if (ones[i] != BIT_NO) list_push(&column, ones[i]);
  while (column.count) {
    Digits next = {0};
    Bit digit = add_column(bits, &column, &next);
    list_push(&sum, digit);
    column = next;
  }
  return sum;
}

Bit bits_below(Bits *bits, const Digits *number, int64_t limit) {
  if (limit <= 0) return BIT_NO;
  if (number->count < 62 && limit >> number->count) return BIT_YES;
  Bit below = BIT_NO;
  for (size_t i = 0; i < number->count; i++) {
    Bit zero = bit_not(number->at[i]);
    below = limit >> i & 1 ? bits_or(bits, zero, below) : bits_and(bits, zero, below);
  }
  return below;
}

/* Comparisons and counts as operations on bits. */
#include <assert.h>
#include "batch/plan.h"
#include "value/logic.h"

static const Register *each_compare(Plan *plan, Order order, const Node *node, const Register *a, const Register *b) {
  Node *own = MEM_NEW(Node);
  *own = *node;                   /* `between` is two comparisons */
  own->kind = NODE_COMPARE;
  own->op = (uint8_t)order;
  PlanEach each = {.kind = EACH_NODE, .node = own, .count = 2, .operands = MEM_NEW_ARRAY(const Register *, 2)};
  each.operands[0] = a;
  each.operands[1] = b;
  return plan_each(plan, each, plan->program->yes_no);
}

/* ---- members ---- */

const Register *plan_in_mask(Plan *plan, const Register *a, uint64_t mask) {
  Bit yes = BIT_NO, no = BIT_NO;
  assert(a->kind == REGISTER_MEMBERS);   /* `one of` on a set is made of comparisons */
  for (uint32_t i = 0; i < a->count; i++) {
    if (mask >> i & 1) yes = bits_or(&plan->bits, yes, a->may[i]);
    else no = bits_or(&plan->bits, no, a->may[i]);
  }
  return plan_truth(plan, no, yes);
}

/* The mask of what is possible on every row; false where rows differ. */
static bool constant_mask(const Register *a, uint64_t *mask) {
  *mask = 0;
  for (uint32_t i = 0; i < a->count; i++) {
    if (!bit_constant(a->may[i])) return false;
    *mask |= (uint64_t)a->may[i] << i;
  }
  return true;
}

static const Register *not_if(Plan *plan, bool turned, const Register *truth) {
  return turned ? plan_truth(plan, truth_yes(truth), truth_no(truth)) : truth;
}

static const Register *members_equal(Plan *plan, const Register *a, const Register *b) {
  Bit overlap = BIT_NO, same = BIT_YES;
  for (uint32_t i = 0; i < a->count; i++) {
    overlap = bits_or(&plan->bits, overlap, bits_and(&plan->bits, a->may[i], b->may[i]));
    same = bits_and(&plan->bits, same, bit_not(bits_odd(&plan->bits, a->may[i], b->may[i], BIT_NO)));
  }
  return plan_truth(plan, bit_not(bits_and(&plan->bits, same, plan_certain(plan, a))), overlap);
}

static const Register *compare_members(Plan *plan, Order order, const Node *node, const Register *a,
                                       const Register *b) {
  uint64_t mask;
  if (order == ORDER_EQUAL || order == ORDER_NOT_EQUAL)
    return not_if(plan, order == ORDER_NOT_EQUAL, members_equal(plan, a, b));
  if (!constant_mask(b, &mask) || (mask & (mask - 1)) || !mask) return each_compare(plan, order, node, a, b);
  uint64_t below = mask - 1;
  switch (order) {
    case ORDER_LESS: return plan_in_mask(plan, a, below);
    case ORDER_AT_MOST: return plan_in_mask(plan, a, below | mask);
    case ORDER_GREATER: return plan_in_mask(plan, a, ~(below | mask));
    default: return plan_in_mask(plan, a, ~below);
  }
}

static const Register *sets_equal(Plan *plan, const Register *a, const Register *b) {
  Bit apart = BIT_NO;
  for (uint32_t i = 0; i < a->count; i++) {
    apart = bits_or(&plan->bits, apart, bits_and(&plan->bits, a->must[i], bit_not(b->may[i])));
    apart = bits_or(&plan->bits, apart, bits_and(&plan->bits, b->must[i], bit_not(a->may[i])));
  }
  Bit certain = bits_and(&plan->bits, plan_certain(plan, a), plan_certain(plan, b));
  return plan_truth(plan, bits_or(&plan->bits, apart, bit_not(certain)), bit_not(apart));
}

/* ---- counts in binary, with a constant ---- */

static int64_t rounded_up(int64_t millionths) { return millionths / DECIMAL_ONE + (millionths % DECIMAL_ONE > 0); }
static int64_t rounded_down(int64_t millionths) { return millionths / DECIMAL_ONE - (millionths % DECIMAL_ONE < 0); }

static const Register *count_equal(Plan *plan, const Register *count, int64_t number) {
  Bits *bits = &plan->bits;
  int64_t up = rounded_up(number), down = rounded_down(number);
  Bit below = bits_below(bits, &count->high, up), above = bit_not(bits_below(bits, &count->low, down + 1));
  Bit yes = BIT_NO;
  if (up == down)
    yes = bits_and(bits, bit_not(bits_below(bits, &count->low, up)), bits_below(bits, &count->high, up + 1));
  return plan_truth(plan, bit_not(yes), bit_not(bits_or(bits, below, above)));
}

/* `count < limit` of whole numbers. */
static const Register *count_below(Plan *plan, const Register *count, int64_t limit) {
  return plan_truth(plan, bit_not(bits_below(&plan->bits, &count->high, limit)),
                    bits_below(&plan->bits, &count->low, limit));
}

static const Register *compare_count(Plan *plan, Order order, const Register *count, int64_t number) {
  switch (order) {
    case ORDER_EQUAL: return count_equal(plan, count, number);
    case ORDER_NOT_EQUAL: return not_if(plan, true, count_equal(plan, count, number));
    case ORDER_LESS: return count_below(plan, count, rounded_up(number));
    case ORDER_AT_MOST: return count_below(plan, count, rounded_down(number) + 1);
    case ORDER_GREATER: return not_if(plan, true, count_below(plan, count, rounded_down(number) + 1));
    case ORDER_AT_LEAST: break;
  }
  return not_if(plan, true, count_below(plan, count, rounded_up(number)));
}

/* ---- numbers ---- */

static bool plain_constant(const Register *a) {
  return a->kind == REGISTER_CONSTANT && a->type->word != TYPE_DURATION && !(a->constant.flags & VALUE_MAYBE_NO_DATE) &&
         value_certain(&a->constant);
}

static bool plain_column(const Register *a) { return a->kind == REGISTER_NUMBER && a->type->word != TYPE_DURATION; }

static Order mirrored(Order order) {
  switch (order) {
    case ORDER_LESS: return ORDER_GREATER;
    case ORDER_AT_MOST: return ORDER_AT_LEAST;
    case ORDER_GREATER: return ORDER_LESS;
    case ORDER_AT_LEAST: return ORDER_AT_MOST;
    case ORDER_EQUAL: case ORDER_NOT_EQUAL: break;
  }
  return order;
}

static const Register *from_planes(Plan *plan, uint32_t first) {
  return plan_truth(plan, (first + 1) << 1, first << 1);
}

static const Register *compare_numbers(Plan *plan, Order order, const Node *node, const Register *a,
                                       const Register *b) {
  if (a->kind == REGISTER_CONSTANT && b->kind == REGISTER_CONSTANT)
    return plan_constant(plan->program->yes_no, logic_compare(order, a->constant, b->constant));
  if (a->kind == REGISTER_CONSTANT) return compare_numbers(plan, mirrored(order), node, b, a);
  if (a->kind == REGISTER_COUNT && plain_constant(b)) return compare_count(plan, order, a, b->constant.low);
  if (plain_column(a) && plain_constant(b))
    return from_planes(plan, bits_compare(&plan->bits, order, a->number, NO_NUMBER, b->constant.low));
  if (plain_column(a) && plain_column(b))
    return from_planes(plan, bits_compare(&plan->bits, order, a->number, b->number, 0));
  return each_compare(plan, order, node, a, b);
}

const Register *plan_compare(Plan *plan, Order order, const Node *node, const Register *a, const Register *b) {
  if (a->kind == REGISTER_MEMBERS && b->kind == REGISTER_MEMBERS) return compare_members(plan, order, node, a, b);
  if (a->kind == REGISTER_SET && b->kind == REGISTER_SET)
    return not_if(plan, order == ORDER_NOT_EQUAL, sets_equal(plan, a, b));
  bool members = a->kind == REGISTER_MEMBERS || a->kind == REGISTER_SET;
  return members ? each_compare(plan, order, node, a, b) : compare_numbers(plan, order, node, a, b);
}

/* ---- counting conditions ---- */

static const Register *counted(Plan *plan, const Bit *surely, const Bit *possibly, uint32_t count) {
  Register *reg = MEM_NEW(Register);
  *reg = (Register){.kind = REGISTER_COUNT, .type = plan->program->count};
  reg->low = bits_sum(&plan->bits, surely, count);
  reg->high = bits_sum(&plan->bits, possibly, count);
  return reg;
}

/* As logic_at_least and logic_at_most have it, of a number that is the same on every row. */
static const Register *at_least(Plan *plan, const Register *count, const Value *n) {
  bool open_high = n->flags & VALUE_OPEN_HIGH, open_low = n->flags & VALUE_OPEN_LOW;
  Bit yes = open_high ? BIT_NO : bit_not(bits_below(&plan->bits, &count->low, rounded_up(n->high)));
  Bit no = open_low ? BIT_NO : bits_below(&plan->bits, &count->high, rounded_up(n->low));
  return plan_truth(plan, bit_not(yes), bit_not(no));
}

static const Register *at_most(Plan *plan, const Register *count, const Value *n) {
  bool open_high = n->flags & VALUE_OPEN_HIGH, open_low = n->flags & VALUE_OPEN_LOW;
  Bit no = open_high ? BIT_NO : bit_not(bits_below(&plan->bits, &count->low, rounded_down(n->high) + 1));
  Bit yes = open_low ? BIT_NO : bits_below(&plan->bits, &count->high, rounded_down(n->low) + 1);
  return plan_truth(plan, bit_not(yes), bit_not(no));
}

/* The most common: one of several. */
static const Register *one_of_them(Plan *plan, const Bit *surely, const Bit *possibly, uint32_t count) {
  Bit yes = BIT_NO, may = BIT_NO;
  for (uint32_t i = 0; i < count; i++) {
    yes = bits_or(&plan->bits, yes, surely[i]);
    may = bits_or(&plan->bits, may, possibly[i]);
  }
  return plan_truth(plan, bit_not(yes), may);
}

static const Register *each_counting(Plan *plan, const Node *node, const Register *number) {
  PlanEach each = {.kind = EACH_NODE, .node = node, .count = node->count + 1};
  each.operands = MEM_NEW_ARRAY(const Register *, node->count + 1);
  each.operands[0] = number;
  for (uint32_t i = 0; i < node->count; i++) each.operands[i + 1] = plan_node(plan, node->list[i]);
  return plan_each(plan, each, node->type);
}

const Register *plan_counting(Plan *plan, const Node *node) {
  Bit *surely = mem_alloc_flat((node->count + 1) * sizeof(Bit)),
      *possibly = mem_alloc_flat((node->count + 1) * sizeof(Bit));
  for (uint32_t i = 0; i < node->count; i++) {
    const Register *part = plan_node(plan, node->list[i]);
    if (!part) return NULL;
    surely[i] = bit_not(truth_no(part));
    possibly[i] = truth_yes(part);
  }
  if (node->kind == NODE_COUNT) return counted(plan, surely, possibly, node->count);
  const Register *number = plan_node(plan, node->number);
  if (!number) return NULL;
  if (number->kind != REGISTER_CONSTANT || number->constant.flags & VALUE_MAYBE_NO_DATE)
    return each_counting(plan, node, number);
  const Value *n = &number->constant;
  if (node->kind == NODE_AT_LEAST && value_certain(n) && rounded_up(n->low) == 1)
    return one_of_them(plan, surely, possibly, node->count);
  const Register *count = counted(plan, surely, possibly, node->count);
  return node->kind == NODE_AT_LEAST ? at_least(plan, count, n) : at_most(plan, count, n);
}

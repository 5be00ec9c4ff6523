/* Conditions that cannot hold together, that leave nothing over, or that an earlier line has taken already. Each is
 * read as a claim about one thing: that it is among these members, or lies in this range. */
#include "study/lint.h"

/* ---- the same expression ---- */

typedef LIST(const Node *) Kids;

static void add_kid(void *owner, Node *kid, bool elsewhere) {
  Kids *kids = owner;
  (void)elsewhere;
  list_push(kids, kid);
}

static bool same_leaf(const Node *a, const Node *b) {
  switch ((NodeKind)a->kind) {
    case NODE_CONSTANT: return value_same(&a->constant, &b->constant);
    case NODE_FACT: case NODE_PARAMETER: case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST:
      return a->index == b->index;
    case NODE_UNIT: return a->unit == b->unit;
    case NODE_IN_MASK: return a->mask == b->mask;
    case NODE_TODAY: case NODE_NOT: case NODE_AND: case NODE_OR: case NODE_EVER: case NODE_NEVER: case NODE_AT:
    case NODE_FOR: case NODE_AT_LEAST: case NODE_AT_MOST: case NODE_COUNT: case NODE_COMPARE: case NODE_BETWEEN:
    case NODE_IN: case NODE_EMPTY: case NODE_KNOWN: case NODE_DISPUTED: case NODE_CONFLICT: case NODE_IN_FORCE:
    case NODE_ADD: case NODE_MULTIPLY: case NODE_SUBTRACT: case NODE_DIVIDE: case NODE_NEGATE: case NODE_DATE_ADD:
    case NODE_DATE_SUBTRACT: case NODE_CHANGES: case NODE_START_OF: case NODE_TIME_BETWEEN: return true;
  }
  return false;
}

/* Of a window the kids tell all: `in last` has a duration, `since` a date. Recursive as deep as the parser allows. */
static bool same(const Node *a, const Node *b) {
  Kids x = {0}, y = {0};
  if (a->kind != b->kind || a->op != b->op || a->type != b->type || !same_leaf(a, b)) return false;
  node_each_kid(a, add_kid, &x);
  node_each_kid(b, add_kid, &y);
  if (x.count != y.count) return false;
  for (size_t i = 0; i < x.count; i++)
    if (!same(x.at[i], y.at[i])) return false;
  return true;
}

/* Equal for nodes that are the same; seldom for others. */
static void add_print(void *owner, Node *kid, bool elsewhere) {
  uint64_t *print = owner;
  (void)elsewhere;
  *print = (*print ^ kid->kind ^ (uint64_t)kid->op << 8) * UINT64_C(0x9E3779B97F4A7C15);
  if (kid->kind == NODE_CONSTANT && kid->constant.form != VALUE_TEXTS) *print += (uint64_t)kid->constant.low;
  if (kid->kind == NODE_FACT || kid->kind == NODE_PARAMETER) *print += kid->index;
  if (kid->kind == NODE_UNIT) *print += kid->unit->index;
  if (kid->kind == NODE_IN_MASK) *print += kid->mask;
  *print ^= *print >> 29;
  node_each_kid(kid, add_print, print);
}

static bool same_subject(const Holding *x, const Holding *y) {
  return x->ranged == y->ranged && x->all == y->all && x->print == y->print && same(x->subject, y->subject);
}

/* ---- reading a condition as a holding ---- */

static bool is_numeric(const Type *type) {
  return type->word == TYPE_COUNT || type->word == TYPE_NUMBER || type->word == TYPE_PERCENT ||
         type->word == TYPE_MONEY || type->word == TYPE_DATE;
}

static bool set_range(Holding *holding, Order order, int64_t bound) {
  holding->ranged = true;
  holding->low = INT64_MIN;
  holding->high = INT64_MAX;
  switch (order) {
    case ORDER_EQUAL: holding->low = holding->high = bound; return true;
    case ORDER_NOT_EQUAL: return false;
    case ORDER_LESS: holding->high = bound - 1; return bound > INT64_MIN;
    case ORDER_AT_MOST: holding->high = bound; return true;
    case ORDER_GREATER: holding->low = bound + 1; return bound < INT64_MAX;
    case ORDER_AT_LEAST: holding->low = bound; return true;
  }
  return false;
}

static bool set_mask(Holding *holding, const Type *type, Order order, uint64_t one) {
  uint64_t below = one - 1;
  holding->all = members_all(type->members);
  switch (order) {
    case ORDER_EQUAL: holding->mask = one; break;
    case ORDER_NOT_EQUAL: holding->mask = ~one; break;
    case ORDER_LESS: holding->mask = below; break;
    case ORDER_AT_MOST: holding->mask = below | one; break;
    case ORDER_GREATER: holding->mask = ~(below | one); break;
    case ORDER_AT_LEAST: holding->mask = ~below; break;
  }
  holding->mask &= holding->all;
  return true;
}

static bool comparison(Holding *holding, const Node *node) {
  const Node *bound = node->b;
  if (bound->kind != NODE_CONSTANT || !value_certain(&bound->constant)) return false;
  holding->subject = node->a;
  if (is_numeric(node->a->type)) return set_range(holding, (Order)node->op, bound->constant.low);
  if (node->a->type->set || !node->a->type->members) return false;
  return set_mask(holding, node->a->type, (Order)node->op, bound->constant.may);
}

static bool between(Holding *holding, const Node *node) {
  if (node->b->kind != NODE_CONSTANT || node->c->kind != NODE_CONSTANT || !is_numeric(node->a->type)) return false;
  if (!value_certain(&node->b->constant) || !value_certain(&node->c->constant)) return false;
  *holding = (Holding){.subject = node->a, .ranged = true, .low = node->b->constant.low, .high = node->c->constant.low};
  return true;
}

static bool membership(Holding *holding, const Node *node) {
  const Type *type = node->in_subject->type;
  if (type->set) return false;
  holding->subject = node->in_subject;
  holding->mask = node->mask;
  holding->all = type->word == TYPE_YES_NO ? VALUE_EITHER : type->members ? members_all(type->members) : 0;
  return holding->all != 0;
}

static bool contrary(Holding *holding) {
  int64_t low = holding->low, high = holding->high;
  if (!holding->ranged) holding->mask = holding->all & ~holding->mask;
  else if (low == INT64_MIN && high < INT64_MAX) holding->low = high + 1, holding->high = INT64_MAX;
  else if (high == INT64_MAX && low > INT64_MIN) holding->high = low - 1, holding->low = INT64_MIN;
  else return false;
  return holding->subject->type->word != TYPE_DATE;    /* of no date both may be no */
}

static Holding opaque(const Node *node) {
  return (Holding){.subject = node, .mask = VALUE_YES, .all = VALUE_EITHER};
}

static bool take(const Node *node, Holding *holding) {
  *holding = opaque(node);
  if (node->kind == NODE_NOT) return take(node->a, holding) && contrary(holding);
  if (node->kind == NODE_COMPARE && comparison(holding, node)) return true;
  if (node->kind == NODE_BETWEEN && between(holding, node)) return true;
  if (node->kind == NODE_IN_MASK && membership(holding, node)) return true;
  *holding = opaque(node);
  return true;
}

Holding lint_holding(const Node *node) {
  Holding holding;
  if (!take(node, &holding)) holding = opaque(node);
  add_print(&holding.print, (Node *)(uintptr_t)holding.subject, false);
  return holding;
}

void lint_holdings(const Node *node, NodeKind joined, Holdings *holdings) {
  Holding whole = lint_holding(node);
  list_push(holdings, whole);
  for (uint32_t i = 0; node->kind == joined && i < node->count; i++) lint_holdings(node->list[i], joined, holdings);
}

/* ---- what follows ---- */

bool lint_excludes(const Holding *x, const Holding *y) {
  bool apart = x->ranged ? x->high < y->low || y->high < x->low : !(x->mask & y->mask);
  return apart && same_subject(x, y);
}

static bool below_and_above(const Holding *x, const Holding *y) {
  return x->low == INT64_MIN && y->high == INT64_MAX && y->low > INT64_MIN && x->high >= y->low - 1;
}

/* Of a date that does not exist neither may hold. */
bool lint_covers(const Holding *x, const Holding *y) {
  bool whole = x->ranged ? below_and_above(x, y) || below_and_above(y, x) : (x->mask | y->mask) == x->all;
  return whole && same_subject(x, y) && x->subject->type->word != TYPE_DATE;
}

static bool within(const Holding *x, const Holding *y) {
  bool narrower = x->ranged ? x->low >= y->low && x->high <= y->high : !(x->mask & ~y->mask);
  return narrower && same_subject(x, y);
}

bool lint_implies(const Holdings *later, const Holdings *earlier) {
  for (size_t l = 0; l < later->count; l++)
    for (size_t e = 0; e < earlier->count; e++)
      if (within(&later->at[l], &earlier->at[e])) return true;
  return false;
}

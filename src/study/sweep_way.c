/* Which way an expression moves as the swept fact rises. What is lifted over the possible moves with both its ends, and
 * the truth of a comparison then goes from no over unknown to yes, or back, once. */
#include "study/sweep_inside.h"

static Way turned(Way way) { return way == WAY_UP ? WAY_DOWN : way == WAY_DOWN ? WAY_UP : way; }

static Way joined(Way a, Way b) {
  if (a == WAY_FLAT || a == b) return b;
  return b == WAY_FLAT ? a : WAY_MIXED;
}

World *sweep_inside(Stretching *stretch) {
  if (!stretch->inside) stretch->inside = sweep_world(stretch->sweeping, stretch->low, stretch->high);
  return stretch->inside;
}

/* ---- signs, for products and quotients ---- */

typedef enum Sign { SIGN_NEGATIVE = -1, SIGN_EITHER, SIGN_POSITIVE, SIGN_UNKNOWN } Sign;   /* zero may be with any */

/* At other dates only what does not vary has a sign that is known here: constants, and the swept fact supposed for
 * ever. */
static bool known_everywhere(const Stretching *stretch, const Node *node) {
  const Assertion *supposed = stretch->sweeping->sweep->supposed;
  if (node->kind == NODE_FACT && sweep_reads(stretch->sweeping, node)) return !supposed->opens && !supposed->closes;
  return !(node->flags & NODE_VARIES);
}

static Sign sign_of(Stretching *stretch, const Node *node, bool elsewhere, bool strictly) {
  if (elsewhere && !known_everywhere(stretch, node)) return SIGN_UNKNOWN;
  Value value = eval_node(sweep_inside(stretch), node, stretch->sweeping->sweep->day).value;
  if (value.flags & VALUE_FAILED) return SIGN_UNKNOWN;
  if (!(value.flags & VALUE_OPEN_LOW) && (strictly ? value.low > 0 : value.low >= 0)) return SIGN_POSITIVE;
  if (!(value.flags & VALUE_OPEN_HIGH) && (strictly ? value.high < 0 : value.high <= 0)) return SIGN_NEGATIVE;
  return SIGN_UNKNOWN;
}

static Way signed_way(Way way, Sign sign) {
  if (way == WAY_FLAT) return WAY_FLAT;
  return sign == SIGN_POSITIVE ? way : sign == SIGN_NEGATIVE ? turned(way) : WAY_MIXED;
}

static Way product_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way way = sweep_way(stretch, node->list[0], elsewhere);
  Sign sign = sign_of(stretch, node->list[0], elsewhere, false);
  for (uint32_t i = 1; i < node->count; i++) {
    Way next = sweep_way(stretch, node->list[i], elsewhere);
    Sign other = sign_of(stretch, node->list[i], elsewhere, false);
    way = joined(signed_way(way, other), signed_way(next, sign));
    sign = sign == SIGN_UNKNOWN || other == SIGN_UNKNOWN ? SIGN_UNKNOWN : sign == other ? SIGN_POSITIVE : SIGN_NEGATIVE;
  }
  return way;
}

static Way quotient_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way above = sweep_way(stretch, node->a, elsewhere), below = sweep_way(stretch, node->b, elsewhere);
  Sign divisor = sign_of(stretch, node->b, elsewhere, true);
  if (divisor == SIGN_UNKNOWN) return above == WAY_FLAT && below == WAY_FLAT ? WAY_FLAT : WAY_MIXED;
  return joined(signed_way(above, divisor), signed_way(turned(below), sign_of(stretch, node->a, elsewhere, false)));
}

/* ---- truths ---- */

static Way compare_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way way = joined(sweep_way(stretch, node->a, elsewhere), turned(sweep_way(stretch, node->b, elsewhere)));
  switch ((Order)node->op) {
  case ORDER_GREATER: case ORDER_AT_LEAST: return way;
  case ORDER_LESS: case ORDER_AT_MOST: return turned(way);
  case ORDER_EQUAL: case ORDER_NOT_EQUAL: break;
  }
  return way == WAY_FLAT ? WAY_FLAT : WAY_MIXED;
}

static Way between_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way a = sweep_way(stretch, node->a, elsewhere);
  Way above = joined(a, turned(sweep_way(stretch, node->b, elsewhere)));
  Way below = joined(turned(a), sweep_way(stretch, node->c, elsewhere));
  return joined(above, below);
}

static Way list_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way way = WAY_FLAT;
  for (uint32_t i = 0; i < node->count; i++) way = joined(way, sweep_way(stretch, node->list[i], elsewhere));
  return way;
}

/* A window that reaches further back holds more. */
static Way window_way(Stretching *stretch, const Node *in_last, const Node *since, bool elsewhere) {
  Way way = in_last ? sweep_way(stretch, in_last, elsewhere) : WAY_FLAT;
  return since ? joined(way, turned(sweep_way(stretch, since, elsewhere))) : way;
}

static Way elsewhere_way(Stretching *stretch, const Node *node, bool elsewhere) {
  Way way;
  switch ((NodeKind)node->kind) {
  case NODE_EVER: case NODE_NEVER:
    way = joined(sweep_way(stretch, node->subject, true), window_way(stretch, node->in_last, node->since, elsewhere));
    return node->kind == NODE_EVER ? way : turned(way);
  case NODE_FOR: return joined(sweep_way(stretch, node->a, true), turned(sweep_way(stretch, node->b, elsewhere)));
  case NODE_AT: return sweep_reads(stretch->sweeping, node->b) ? WAY_MIXED : sweep_way(stretch, node->a, true);
  default: break;
  }
  return window_way(stretch, node->event_in_last, node->event_since, elsewhere);   /* NODE_COUNT_EVENTS */
}

/* ---- any node ---- */

static Way unit_node_way(const Stretching *stretch, const Node *node, bool elsewhere) {
  uint32_t slot = stretch->sweeping->slots[node->unit->index] - 1;
  return (Way)stretch->ways[elsewhere ? stretch->sweeping->cone.count + slot : slot];
}

Way sweep_way(Stretching *stretch, const Node *node, bool elsewhere) {
  if (!sweep_reads(stretch->sweeping, node)) return WAY_FLAT;
  switch ((NodeKind)node->kind) {
  case NODE_FACT: case NODE_PARAMETER: return WAY_UP;
  case NODE_UNIT: return unit_node_way(stretch, node, elsewhere);
  case NODE_AND: case NODE_OR: case NODE_ADD: case NODE_COUNT: return list_way(stretch, node, elsewhere);
  case NODE_NOT: case NODE_NEGATE: return turned(sweep_way(stretch, node->a, elsewhere));
  case NODE_AT_LEAST:
    return joined(list_way(stretch, node, elsewhere), turned(sweep_way(stretch, node->number, elsewhere)));
  case NODE_AT_MOST:
    return joined(turned(list_way(stretch, node, elsewhere)), sweep_way(stretch, node->number, elsewhere));
  case NODE_COMPARE: return compare_way(stretch, node, elsewhere);
  case NODE_BETWEEN: return between_way(stretch, node, elsewhere);
  case NODE_MULTIPLY: return product_way(stretch, node, elsewhere);
  case NODE_DIVIDE: return quotient_way(stretch, node, elsewhere);
  case NODE_SUBTRACT: case NODE_DATE_SUBTRACT:
    return joined(sweep_way(stretch, node->a, elsewhere), turned(sweep_way(stretch, node->b, elsewhere)));
  case NODE_DATE_ADD: return joined(sweep_way(stretch, node->a, elsewhere), sweep_way(stretch, node->b, elsewhere));
  case NODE_TIME_BETWEEN:
    return joined(turned(sweep_way(stretch, node->a, elsewhere)), sweep_way(stretch, node->b, elsewhere));
  case NODE_EVER:
  case NODE_NEVER:
  case NODE_FOR:
  case NODE_AT:
  case NODE_COUNT_EVENTS: return elsewhere_way(stretch, node, elsewhere);
  case NODE_CONSTANT: case NODE_TODAY: case NODE_FIRST: case NODE_LAST: case NODE_IN_FORCE: break;   /* read nothing */
  case NODE_IN:
  case NODE_IN_MASK:
  case NODE_EMPTY:
  case NODE_KNOWN:
  case NODE_DISPUTED:
  case NODE_CONFLICT:
  case NODE_CHANGES:
  case NODE_START_OF: return WAY_MIXED;
  }
  return WAY_MIXED;
}

/* ---- units ---- */

/* `when C` alone moves as C does, and one value without a condition as the value does. */
Way sweep_unit_way(Stretching *stretch, const Unit *unit, bool elsewhere) {
  const Layer *layer = &unit->layers[0];
  if (unit->layer_count != 1 || unit->applies || layer->count < 1) return WAY_MIXED;
  const Branch *first = &layer->branches[0];
  bool rest = layer->count == 1 || (layer->count == 2 && layer->branches[1].otherwise && !layer->branches[1].value);
  if (first->value && unit->kind == UNIT_REQUIREMENT) {
    if (first->when || layer->count != 1 || first->not_applicable) return WAY_MIXED;
    Way way = sweep_way(stretch, first->value, elsewhere || first->by);
    return first->by ? joined(way, sweep_way(stretch, first->by, elsewhere)) : way;
  }
  if (first->value) return first->when || layer->count != 1 ? WAY_MIXED : sweep_way(stretch, first->value, elsewhere);
  if (type_form(unit->type) != VALUE_MEMBERS || !first->when || !rest || !value_is_yes(&first->constant))
    return WAY_MIXED;
  if (layer->count == 2 && !value_is_no(&layer->branches[1].constant)) return WAY_MIXED;
  return sweep_way(stretch, first->when, elsewhere);
}

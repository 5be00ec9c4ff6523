/* What the evaluator wants to know of a node beforehand: whether it varies from date to date, and how. */
#include "model/build.h"

enum { MONOTONE = NODE_RISING | NODE_FALLING };

static uint16_t turned(uint16_t flags) {
  uint16_t rest = flags & (uint16_t)~MONOTONE;
  if (flags & NODE_RISING) rest |= NODE_FALLING;
  if (flags & NODE_FALLING) rest |= NODE_RISING;
  return rest;
}

/* A node that is not DAILY is constant while nothing else changes: rising and falling at once. */
static uint16_t motion(const Node *node) {
  return node->flags & NODE_DAILY ? node->flags & MONOTONE : MONOTONE;
}

static void finish_node(void *owner, Node *node, bool elsewhere);

static uint16_t list_motion(const Node *node) {
  uint16_t all = MONOTONE;
  for (uint32_t i = 0; i < node->count; i++) all &= motion(node->list[i]);
  return all;
}

static bool constant_not_negative(const Node *node) {
  return node->kind == NODE_CONSTANT && !(node->constant.flags & VALUE_OPEN_LOW) && node->constant.low >= 0;
}

/* A product moves one way when all but one factor are constants that are not negative. */
static uint16_t product_motion(const Node *node) {
  uint16_t all = MONOTONE;
  for (uint32_t i = 0; i < node->count; i++) {
    if (constant_not_negative(node->list[i])) continue;
    if (all != MONOTONE) return 0;
    all = motion(node->list[i]);
  }
  return all;
}

static uint16_t own_motion(const Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_TODAY: return NODE_RISING;
  case NODE_ADD: return list_motion(node);
  case NODE_MULTIPLY: return product_motion(node);
  case NODE_SUBTRACT: return motion(node->a) & turned(motion(node->b));
  case NODE_TIME_BETWEEN: return turned(motion(node->a)) & motion(node->b);
  case NODE_DIVIDE: return constant_not_negative(node->b) ? motion(node->a) : 0;
  case NODE_NEGATE: return turned(motion(node->a));
  case NODE_DATE_ADD: case NODE_DATE_SUBTRACT: return node->b->flags & NODE_DAILY ? 0 : motion(node->a);
  case NODE_UNIT: {
    const Unit *unit = node->unit;
    bool single = unit->layer_count == 1 && unit->layers[0].count == 1 && unit->layers[0].branches[0].value;
    return single ? motion(unit->layers[0].branches[0].value) : 0;
  }
  case NODE_CONSTANT: case NODE_FACT: case NODE_PARAMETER: case NODE_NOT: case NODE_AND: case NODE_OR: case NODE_EVER:
  case NODE_NEVER:
  case NODE_AT:
  case NODE_FOR:
  case NODE_AT_LEAST:
  case NODE_AT_MOST:
  case NODE_COUNT:
  case NODE_COMPARE:
  case NODE_BETWEEN:
  case NODE_IN:
  case NODE_IN_MASK:
  case NODE_EMPTY:
  case NODE_KNOWN:
  case NODE_DISPUTED:
  case NODE_CONFLICT:
  case NODE_IN_FORCE: case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST: case NODE_CHANGES: case NODE_START_OF:
    break;
  }
  return 0;
}

/* Whether the value itself may move every day. Truths do not: what compares finds the days on which it turns. */
static bool unit_daily(const Unit *unit) {
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Node *value = unit->layers[l].branches[b].value;
      if (unit->kind == UNIT_DEFINITION && value && value->flags & NODE_DAILY) return true;
    }
  return false;
}

static bool hands_on_daily(NodeKind kind) {
  return kind == NODE_ADD || kind == NODE_MULTIPLY || kind == NODE_SUBTRACT || kind == NODE_DIVIDE ||
         kind == NODE_NEGATE || kind == NODE_DATE_ADD || kind == NODE_DATE_SUBTRACT || kind == NODE_TIME_BETWEEN;
}

static bool starts_varying(NodeKind kind) {
  return kind == NODE_TODAY || kind == NODE_FACT || kind == NODE_PARAMETER || kind == NODE_UNIT ||
         kind == NODE_COUNT_EVENTS || kind == NODE_FIRST || kind == NODE_LAST || kind == NODE_CHANGES ||
         kind == NODE_EVER || kind == NODE_NEVER || kind == NODE_FOR || kind == NODE_START_OF;
}

static void finish_node(void *owner, Node *node, bool elsewhere) {
  Node *above = owner;
  (void)elsewhere;
  node_each_kid(node, finish_node, node);
  if (starts_varying((NodeKind)node->kind)) node->flags |= NODE_VARIES;
  if (node->kind == NODE_TODAY || (node->kind == NODE_UNIT && unit_daily(node->unit))) node->flags |= NODE_DAILY;
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED) node->flags |= NODE_ASKS_RECORD;
  if (node->kind == NODE_AT && node->a->flags & NODE_DAILY && node->b->flags & NODE_DAILY) node->flags |= NODE_DAILY;
  if (node->flags & NODE_DAILY) node->flags |= own_motion(node);
  if (!above) return;
  above->flags |= node->flags & (NODE_VARIES | NODE_ASKS_RECORD);
  if (hands_on_daily((NodeKind)above->kind)) above->flags |= node->flags & NODE_DAILY;
}

void finish_expression(Program *program, Node *node) {
  (void)program;
  finish_node(NULL, node, false);
}

void finish_units(Program *program) {
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    if (unit->applies) finish_node(NULL, unit->applies, false);
    for (uint32_t l = 0; l < unit->layer_count; l++)
      for (uint32_t b = 0; b < unit->layers[l].count; b++) {
        const Branch *branch = &unit->layers[l].branches[b];
        if (branch->when) finish_node(NULL, branch->when, false);
        if (branch->value) finish_node(NULL, branch->value, false);
        if (branch->by) finish_node(NULL, branch->by, false);
      }
  }
  for (size_t i = 0; i < program->invariants.count; i++)
    if (!node_failed(program->invariants.at[i]->condition))
      finish_node(NULL, program->invariants.at[i]->condition, false);
}

#include "study/decision.h"

static bool same_span(Span a, Span b) { return a.from == b.from && a.to == b.to; }

/* `all indicators` is one condition as far as the author wrote it. */
static bool parts_written(const Node *node) {
  for (uint32_t i = 0; i < node->count; i++)
    if (same_span(node->list[i]->span, node->span)) return false;
  return true;
}

static bool joins(const Node *node) {
  if (node->kind == NODE_NOT) return true;
  bool list =
    node->kind == NODE_AND || node->kind == NODE_OR || node->kind == NODE_AT_LEAST || node->kind == NODE_AT_MOST;
  return list && node->count && parts_written(node);
}

static void find_leaves(Decision *decision, const Node *node) {
  if (!joins(node)) list_push(&decision->leaves, ((Leaf){.node = node}));
  else if (node->kind == NODE_NOT) find_leaves(decision, node->a);
  else
    for (uint32_t i = 0; i < node->count; i++) find_leaves(decision, node->list[i]);
}

Decision decision_of(const Node *root) {
  Decision decision = {.root = root};
  find_leaves(&decision, root);
  return decision;
}

void decision_ask(Decision *decision, World *world, Day day) {
  for (size_t i = 0; i < decision->leaves.count; i++)
    decision->leaves.at[i].value = eval_node(world, decision->leaves.at[i].node, day).value;
}

/* ---- the tree once more, over leaves that are known ---- */

typedef struct Retry {
  const Decision *decision;
  World *world;
  Day day;
  size_t at;                /* the next leaf */
  size_t turned;            /* the leaf that is turned round */
} Retry;

static Value retry(Retry *retrying, const Node *node);

static Value retry_leaf(Retry *retrying) {
  Value value = retrying->decision->leaves.at[retrying->at].value;
  return retrying->at++ == retrying->turned ? logic_not(value) : value;
}

static Value retry_counted(Retry *retrying, const Node *node) {
  Value *parts = MEM_NEW_ARRAY(Value, node->count);
  Value number = eval_node(retrying->world, node->number, retrying->day).value;
  for (uint32_t i = 0; i < node->count; i++) parts[i] = retry(retrying, node->list[i]);
  return node->kind == NODE_AT_LEAST ? logic_at_least(number, parts, node->count)
                                     : logic_at_most(number, parts, node->count);
}

static Value retry_list(Retry *retrying, const Node *node) {
  Value result = retry(retrying, node->list[0]);
  for (uint32_t i = 1; i < node->count; i++) {
    Value next = retry(retrying, node->list[i]);
    result = node->kind == NODE_AND ? logic_and(result, next) : logic_or(result, next);
  }
  return result;
}

static Value retry(Retry *retrying, const Node *node) {
  if (!joins(node)) return retry_leaf(retrying);
  if (node->kind == NODE_NOT) return logic_not(retry(retrying, node->a));
  if (node->kind == NODE_AND || node->kind == NODE_OR) return retry_list(retrying, node);
  return retry_counted(retrying, node);
}

bool decision_turns_on(const Decision *decision, World *world, Day day, size_t leaf) {
  Retry as_is = {.decision = decision, .world = world, .day = day, .turned = SIZE_MAX};
  Retry turned = {.decision = decision, .world = world, .day = day, .turned = leaf};
  Value before = retry(&as_is, decision->root), after = retry(&turned, decision->root);
  return value_certain(&before) && value_certain(&after) && before.may != after.may;
}

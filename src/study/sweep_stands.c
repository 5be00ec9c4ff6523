/* Whether nothing can turn inside a stretch. */
#include "study/sweep_inside.h"

static bool node_stands(Stretching *stretch, const Node *node);

/* ---- all parts stand ---- */

typedef struct Parts {
  Stretching *stretch;
  bool stand;
} Parts;

static void visit_part(void *owner, Node *kid, bool elsewhere) {
  Parts *parts = owner;
  if (!parts->stand) return;
  parts->stand = elsewhere ? !sweep_reads(parts->stretch->sweeping, kid) : node_stands(parts->stretch, kid);
}

static bool parts_stand(Stretching *stretch, const Node *node) {
  Parts parts = {stretch, true};
  if (node->kind == NODE_FACT || node->kind == NODE_PARAMETER) return stretch->low == stretch->high;
  if (node->kind == NODE_UNIT) return stretch->stands[stretch->sweeping->slots[node->unit->index] - 1];
  node_each_kid(node, visit_part, &parts);
  return parts.stand;
}

/* ---- with the fact anywhere inside, only other things leave it open ---- */

static bool among(const Sweeping *sweeping, const Dependences *on) {
  for (size_t i = 0; i < on->count; i++)
    if (on->at[i].kind == sweeping->kind && on->at[i].index == sweeping->index) return true;
  return false;
}

static Depend *depend_of(Stretching *stretch) {
  if (!stretch->depend) stretch->depend = depend_open(sweep_inside(stretch), stretch->sweeping->sweep->day);
  return stretch->depend;
}

static bool settled_inside(Stretching *stretch, const Node *node) {
  if (sweep_asks(stretch->sweeping, node)) return false;
  Value value = eval_node(sweep_inside(stretch), node, stretch->sweeping->sweep->day).value;
  if (value_certain(&value)) return true;
  Dependences on = depend_node(depend_of(stretch), node);
  return !among(stretch->sweeping, &on);
}

/* ---- it moves one way, and is the same at both ends ---- */

static Value at_end(const Stretching *stretch, int end, const Node *node) {
  return eval_node(stretch->ends[end], node, stretch->sweeping->sweep->day).value;
}

static void visit_failed(void *owner, Node *kid, bool elsewhere) {
  Parts *parts = owner;
  if (elsewhere || !parts->stand) return;
  for (int end = 0; end < 2; end++) {
    Value value = at_end(parts->stretch, end, kid);
    parts->stand &= !(value.flags & VALUE_FAILED);
  }
}

static bool same_comparison(const Stretching *stretch, Order order, const Node *left, const Node *right) {
  Value low = logic_compare(order, at_end(stretch, 0, left), at_end(stretch, 0, right));
  Value high = logic_compare(order, at_end(stretch, 1, left), at_end(stretch, 1, right));
  return shift_same(&low, &high);
}

static bool one_way(Stretching *stretch, const Node *a, const Node *b) {
  Way left = sweep_way(stretch, a, false), right = sweep_way(stretch, b, false);
  if (left == WAY_MIXED || right == WAY_MIXED) return false;
  return left == WAY_FLAT || right == WAY_FLAT || left != right;
}

/* Equality is `at least` and `at most`, each of which turns once; so is `between`. */
static bool sides_stand(Stretching *stretch, const Node *node) {
  bool between = node->kind == NODE_BETWEEN;
  const Node *low = node->b, *high = between ? node->c : node->b;
  if (!one_way(stretch, node->a, low) || !one_way(stretch, node->a, high)) return false;
  return same_comparison(stretch, ORDER_AT_LEAST, node->a, low) &&
         same_comparison(stretch, ORDER_AT_MOST, node->a, high);
}

static bool turns_not(Stretching *stretch, const Node *node) {
  Parts parts = {stretch, true};
  node_each_kid(node, visit_failed, &parts);
  if (!parts.stand) return false;
  bool equality = node->kind == NODE_COMPARE && (node->op == ORDER_EQUAL || node->op == ORDER_NOT_EQUAL);
  bool ranges = node->kind == NODE_BETWEEN || (equality && type_form(node->a->type) == VALUE_RANGE);
  if (ranges) return sides_stand(stretch, node);
  Way way = sweep_way(stretch, node, false);
  if (way == WAY_MIXED) return false;
  Value low = at_end(stretch, 0, node), high = at_end(stretch, 1, node);
  return shift_same(&low, &high);
}

/* ---- what is known of the record ---- */

/* The fact itself is known at every point. What is worked out from it and from nothing else that is open is known, too.
 */
static bool knowledge_stands(Stretching *stretch, const Node *node) {
  if (node->a->kind == NODE_FACT || node->a->kind == NODE_PARAMETER) return true;
  if (node->kind != NODE_KNOWN || sweep_asks(stretch->sweeping, node->a)) return false;
  Value low = at_end(stretch, 0, node), high = at_end(stretch, 1, node);
  if (!value_is_yes(&low) || !value_is_yes(&high) || sweep_way(stretch, node->a, false) == WAY_MIXED) return false;
  Dependences on = depend_node(depend_of(stretch), node->a);
  return on.count == 0 || (on.count == 1 && among(stretch->sweeping, &on));
}

static bool node_stands(Stretching *stretch, const Node *node) {
  if (!sweep_reads(stretch->sweeping, node)) return true;
  if (parts_stand(stretch, node)) return true;
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED) return knowledge_stands(stretch, node);
  return settled_inside(stretch, node) || turns_not(stretch, node);
}

/* ---- units ---- */

static bool branch_stands(Stretching *stretch, const Branch *branch) {
  if (branch->when && !node_stands(stretch, branch->when)) return false;
  if (branch->by) return !sweep_reads(stretch->sweeping, branch->value) && node_stands(stretch, branch->by);
  return !branch->value || node_stands(stretch, branch->value);
}

static bool branches_stand(Stretching *stretch, const Unit *unit) {
  if (unit->applies && !node_stands(stretch, unit->applies)) return false;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++)
      if (!branch_stands(stretch, &unit->layers[l].branches[b])) return false;
  return true;
}

static bool unit_settled(Stretching *stretch, const Unit *unit) {
  if (stretch->sweeping->asks[stretch->sweeping->slots[unit->index] - 1]) return false;
  Value value = eval_unit(sweep_inside(stretch), unit, stretch->sweeping->sweep->day).value;
  if (value_certain(&value)) return true;
  if (value.flags & VALUE_CONFLICT) return false;
  Dependences on = depend_unit(depend_of(stretch), unit);
  return !among(stretch->sweeping, &on);
}

static bool unit_turns_not(Stretching *stretch, const Unit *unit) {
  Day day = stretch->sweeping->sweep->day;
  if (sweep_unit_way(stretch, unit, false) == WAY_MIXED) return false;
  Value low = eval_unit(stretch->ends[0], unit, day).value, high = eval_unit(stretch->ends[1], unit, day).value;
  return !((low.flags | high.flags) & VALUE_FAILED) && shift_same(&low, &high);
}

bool sweep_unit_stands(Stretching *stretch, const Unit *unit) {
  return branches_stand(stretch, unit) || unit_settled(stretch, unit) || unit_turns_not(stretch, unit);
}

/* ---- what does not stand ---- */

typedef struct Deeper {
  Stretching *stretch;
  const Node *found;
} Deeper;

static void visit_deeper(void *owner, Node *kid, bool elsewhere) {
  Deeper *deeper = owner;
  bool truth = kid->type && kid->type->word == TYPE_YES_NO && !kid->type->set;
  if (deeper->found || elsewhere || !truth || node_stands(deeper->stretch, kid)) return;
  deeper->found = kid;
}

static const Node *deepest(Stretching *stretch, const Node *node) {
  for (Deeper deeper = {stretch, NULL};; deeper.found = NULL) {
    node_each_kid(node, visit_deeper, &deeper);
    if (!deeper.found) return node;
    node = deeper.found;
  }
}

static const Node *first_open(Stretching *stretch, const Branch *branch) {
  const Node *parts[] = {branch->when, branch->by, branch->value};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i] && !node_stands(stretch, parts[i])) return deepest(stretch, parts[i]);
  return NULL;
}

SweepOpen sweep_culprit(Stretching *stretch, const Unit *unit) {
  SweepOpen open = {.unit = unit};
  if (unit->applies && !node_stands(stretch, unit->applies)) open.node = deepest(stretch, unit->applies);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count && !open.node; b++) {
      open.branch = &unit->layers[l].branches[b];
      open.node = first_open(stretch, open.branch);
    }
  return open;
}

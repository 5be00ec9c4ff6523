/* What depends on the swept fact, and how. */
#include "study/sweep_inside.h"

typedef struct Reading {
  const Sweeping *sweeping;
  bool found;
} Reading;

static void visit_reads(void *owner, Node *kid, bool elsewhere) {
  Reading *reading = owner;
  (void)elsewhere;
  if (!reading->found) reading->found = sweep_reads(reading->sweeping, kid);
}

static bool is_swept(const Sweeping *sweeping, const Node *node) {
  SymbolKind kind = node->kind == NODE_FACT        ? SYMBOL_FACT
                    : node->kind == NODE_PARAMETER ? SYMBOL_PARAMETER
                                                   : SYMBOL_NONE;
  return kind == sweeping->kind && node->index == sweeping->index;
}

bool sweep_reads(const Sweeping *sweeping, const Node *node) {
  Reading reading = {sweeping, false};
  if (node->kind == NODE_FACT || node->kind == NODE_PARAMETER) return is_swept(sweeping, node);
  if (node->kind == NODE_UNIT) return sweeping->slots[node->unit->index];
  if (node->kind == NODE_IN_FORCE) return false;
  node_each_kid(node, visit_reads, &reading);
  return reading.found;
}

/* ---- numbers that move all along ---- */

static bool moves_along(const Sweeping *sweeping, const Node *node);

static bool list_moves(const Sweeping *sweeping, const Node *node) {
  for (uint32_t i = 0; i < node->count; i++)
    if (moves_along(sweeping, node->list[i])) return true;
  return false;
}

static bool moves_along(const Sweeping *sweeping, const Node *node) {
  if (type_form(node->type) != VALUE_RANGE || !sweep_reads(sweeping, node)) return false;
  switch ((NodeKind)node->kind) {
  case NODE_FACT: case NODE_PARAMETER: return true;
  case NODE_UNIT: return sweeping->smooth[sweeping->slots[node->unit->index] - 1];
  case NODE_ADD: case NODE_MULTIPLY: return list_moves(sweeping, node);
  case NODE_NEGATE: case NODE_AT: return moves_along(sweeping, node->a);
  case NODE_SUBTRACT: case NODE_DIVIDE: case NODE_DATE_ADD: case NODE_DATE_SUBTRACT: case NODE_TIME_BETWEEN:
    return moves_along(sweeping, node->a) || moves_along(sweeping, node->b);
  default: return false;    /* counts and dates of events, of changes, of conditions: they move in steps */
  }
}

/* ---- what asks about the record ---- */

static void visit_asks(void *owner, Node *kid, bool elsewhere) {
  Reading *reading = owner;
  (void)elsewhere;
  if (!reading->found) reading->found = sweep_asks(reading->sweeping, kid);
}

bool sweep_asks(const Sweeping *sweeping, const Node *node) {
  Reading reading = {sweeping, false};
  if (!sweep_reads(sweeping, node)) return false;
  if (node->kind == NODE_UNIT) return sweeping->asks[sweeping->slots[node->unit->index] - 1];
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED || node->kind == NODE_CONFLICT) return true;
  node_each_kid(node, visit_asks, &reading);
  return reading.found;
}

/* ---- unit by unit, those that are read before those that read them ---- */

static void classify_node(Sweeping *sweeping, uint32_t slot, const Node *node, bool value) {
  if (!node) return;
  sweeping->asks[slot] |= sweep_asks(sweeping, node);
  if (value) sweeping->smooth[slot] |= moves_along(sweeping, node);
}

void sweep_classify(Sweeping *sweeping) {
  for (uint32_t slot = 0; slot < sweeping->cone.count; slot++) {
    const Unit *unit = sweeping->sweep->world->program->units.at[sweeping->cone.units[slot]];
    classify_node(sweeping, slot, unit->applies, false);
    for (uint32_t l = 0; l < unit->layer_count; l++)
      for (uint32_t b = 0; b < unit->layers[l].count; b++) {
        const Branch *branch = &unit->layers[l].branches[b];
        classify_node(sweeping, slot, branch->when, false);
        classify_node(sweeping, slot, branch->by, false);
        classify_node(sweeping, slot, branch->value, unit->kind == UNIT_DEFINITION);
      }
  }
}

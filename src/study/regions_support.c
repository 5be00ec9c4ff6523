/* What a condition reads: units, facts, events, and the comparisons in which they meet. */
#include "study/regions.h"

static void visit(void *owner, Node *node, bool elsewhere);

static void add_unit(Support *support, uint32_t index) {
  if (support->has_unit[index]) return;
  support->has_unit[index] = 1;
  list_push(&support->units, support->program->units.at[index]);
}

/* ---- comparisons ---- */

static bool ordered_number(const Type *type) { return !type->set && type_form(type) == VALUE_RANGE; }

static void add_contrast(Support *support, const Node *a, Order order, const Node *b) {
  list_push(&support->contrasts, ((Contrast){a, b, order}));
}

static void note_other(void *owner, Node *node, bool elsewhere) {
  bool *any = owner;
  (void)elsewhere;
  *any |= node->kind == NODE_FACT || node->kind == NODE_UNIT;
  node_each_kid(node, note_other, owner);
}

/* Nothing in it is a fact's doing: parameters, constants, events, today. */
static bool settled(const Node *node) {
  bool any = node->kind == NODE_FACT || node->kind == NODE_UNIT;
  node_each_kid(node, note_other, &any);
  return !any;
}

static void note_plain(Support *support, const Node *side, const Node *other) {
  if (side->kind == NODE_FACT && settled(other)) support->plain[side->index]++;
}

static void note_compare(Support *support, const Node *node) {
  Order order = (Order)node->op;
  if (!ordered_number(node->a->type)) {
    list_push(&support->tests, node);
    return;
  }
  if (order == ORDER_EQUAL || order == ORDER_NOT_EQUAL) {
    add_contrast(support, node->a, ORDER_AT_LEAST, node->b);
    add_contrast(support, node->a, ORDER_AT_MOST, node->b);
  } else add_contrast(support, node->a, order, node->b);
  note_plain(support, node->a, node->b);
  note_plain(support, node->b, node->a);
}

/* Of a scale, too: the ends of `between` are then tests of members. */
static void note_between(Support *support, const Node *node) {
  if (!ordered_number(node->a->type)) {
    list_push(&support->tests, node);
    return;
  }
  add_contrast(support, node->a, ORDER_AT_LEAST, node->b);
  add_contrast(support, node->a, ORDER_AT_MOST, node->c);
  if (node->a->kind == NODE_FACT && settled(node->b) && settled(node->c)) support->plain[node->a->index]++;
  else if (node->a->kind != NODE_FACT) {
    note_plain(support, node->b, node->a);
    note_plain(support, node->c, node->a);
  }
}

static void visit(void *owner, Node *node, bool elsewhere) {
  Support *support = owner;
  (void)elsewhere;
  if (node->kind == NODE_FACT) {
    support->has_fact[node->index] = 1;
    support->reads[node->index]++;
  }
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    support->has_event[node->index] = 1;
  if (node->kind == NODE_UNIT) add_unit(support, node->unit->index);
  if (node->kind == NODE_COMPARE) note_compare(support, node);
  if (node->kind == NODE_BETWEEN) note_between(support, node);
  if (node->kind == NODE_IN || node->kind == NODE_IN_MASK || node->kind == NODE_EMPTY || node->kind == NODE_CHANGES)
    list_push(&support->tests, node);
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED || node->kind == NODE_CONFLICT)
    support->asks_record = true;
  node_each_kid(node, visit, owner);
}

static void visit_if(Support *support, Node *node) {
  if (node) visit(support, node, false);
}

static void visit_unit(Support *support, const Unit *unit) {
  visit_if(support, unit->applies);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      visit_if(support, branch->when);
      visit_if(support, branch->value);
      visit_if(support, branch->by);
    }
  for (uint32_t i = 0; i < unit->read_count; i++) add_unit(support, unit->reads[i]);
  for (uint32_t i = 0; i < unit->read_elsewhere_count; i++) add_unit(support, unit->reads_elsewhere[i]);
}

/* No recursion along a chain of definitions: units found are worked through in turn. */
Support *support_of(Program *program, const Node *target) {
  Support *support = MEM_NEW(Support);
  support->program = program;
  support->target = target;
  support->has_unit = mem_alloc_flat(program->units.count + 1);
  support->has_fact = mem_alloc_flat(program->facts.count + 1);
  support->has_event = mem_alloc_flat(program->events.count + 1);
  support->reads = mem_alloc_flat((program->facts.count + 1) * sizeof *support->reads);
  support->plain = mem_alloc_flat((program->facts.count + 1) * sizeof *support->plain);
  visit(support, (Node *)(uintptr_t)target, false);
  for (size_t i = 0; i < support->units.count; i++) visit_unit(support, support->units.at[i]);
  return support;
}

/* What lies directly under a node: the one place that knows the shapes. */
#include "model/program.h"

typedef void Visit(void *owner, Node *kid, bool elsewhere);

static void visit_if(Visit *visit, void *owner, Node *kid, bool elsewhere) {
  if (kid) visit(owner, kid, elsewhere);
}

static void visit_list(const Node *node, Visit *visit, void *owner) {
  for (uint32_t i = 0; i < node->count; i++) visit(owner, node->list[i], false);
}

void node_each_kid(const Node *node, Visit *visit, void *owner) {
  switch ((NodeKind)node->kind) {
  case NODE_CONSTANT:
  case NODE_FACT:
  case NODE_PARAMETER:
  case NODE_UNIT:
  case NODE_TODAY:
  case NODE_FIRST:
  case NODE_LAST: return;
  case NODE_NOT: case NODE_EMPTY: case NODE_KNOWN: case NODE_DISPUTED: case NODE_CONFLICT: case NODE_IN_FORCE:
  case NODE_NEGATE:
    visit(owner, node->a, false);
    return;
  case NODE_AND: case NODE_OR: case NODE_COUNT: case NODE_ADD: case NODE_MULTIPLY:
    visit_list(node, visit, owner);
    return;
  case NODE_AT_LEAST: case NODE_AT_MOST:
    visit(owner, node->number, false);
    visit_list(node, visit, owner);
    return;
  case NODE_EVER: case NODE_NEVER: case NODE_CHANGES:
    visit(owner, node->subject, true);
    visit_if(visit, owner, node->in_last, false);
    visit_if(visit, owner, node->since, false);
    return;
  case NODE_AT: case NODE_FOR:
    visit(owner, node->a, true);
    visit(owner, node->b, false);
    return;
  case NODE_START_OF:
    visit(owner, node->a, true);
    return;
  case NODE_BETWEEN:
    visit(owner, node->a, false);
    visit(owner, node->b, false);
    visit(owner, node->c, false);
    return;
  case NODE_IN_MASK:
    visit(owner, node->in_subject, false);
    return;
  case NODE_COMPARE: case NODE_IN: case NODE_SUBTRACT: case NODE_DIVIDE: case NODE_DATE_ADD: case NODE_DATE_SUBTRACT:
  case NODE_TIME_BETWEEN:
    visit(owner, node->a, false);
    visit(owner, node->b, false);
    return;
  case NODE_COUNT_EVENTS:
    visit_if(visit, owner, node->event_in_last, false);
    visit_if(visit, owner, node->event_since, false);
    return;
  }
}

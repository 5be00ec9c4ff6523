/* Expressions about other dates, events and the passing of time. */
#include "model/build.h"

/* A duration: a literal, or a parameter, fact or definition of that type. */
static Node *duration_node(Build *build, const Expr *expr) {
  Node *node = build_expression(build, expr, build->program->duration);
  if (node_failed(node) || node->type == build->program->duration) return node;
  Diag *diag =
    build_error(build, DIAG_WRONG_TYPE, expr->span, "a duration is due here, not %s", type_words(node->type));
  diag_mend(diag, "for instance `24 months`");
  return node_stand_in(build, expr->span);
}

static Node *date_node(Build *build, const Expr *expr) {
  Node *node = build_expression(build, expr, build->program->date);
  if (node_failed(node) || node->type == build->program->date) return node;
  Diag *diag = build_error(build, DIAG_WRONG_TYPE, expr->span, "a date is due here, not %s", type_words(node->type));
  diag_mend(diag, "for instance `2021-10-01` or `today`");
  return node_stand_in(build, expr->span);
}

static bool build_window(Build *build, const Window *window, Node **in_last, Node **since) {
  *in_last = window->in_last ? duration_node(build, window->in_last) : NULL;
  *since = window->since ? date_node(build, window->since) : NULL;
  return !(*in_last && node_failed(*in_last)) && !(*since && node_failed(*since));
}

static Node *ever(Build *build, const Expr *expr) {
  Node *in_last, *since, *a = build_condition(build, expr->ever.condition);
  if (!build_window(build, &expr->ever.window, &in_last, &since) || node_failed(a))
    return node_stand_in(build, expr->span);
  Node *node = node_make(build, expr->kind == EXPR_EVER ? NODE_EVER : NODE_NEVER, build->program->yes_no, expr->span);
  node->subject = a;
  node->in_last = in_last;
  node->since = since;
  return node;
}

static void note_variable(void *owner, Node *kid, bool elsewhere);

static bool can_vary(const Node *node) {
  bool found = node->kind == NODE_FACT || node->kind == NODE_PARAMETER || node->kind == NODE_UNIT ||
               node->kind == NODE_TODAY || node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST ||
               node->kind == NODE_LAST;
  if (!found) node_each_kid(node, note_variable, &found);
  return found;
}

static void note_variable(void *owner, Node *kid, bool elsewhere) {
  bool *found = owner;
  (void)elsewhere;
  if (!*found) *found = can_vary(kid);
}

/* `C at D`, and `(value at D)` in brackets: the value keeps its type. */
static Node *at(Build *build, const Expr *expr, const Type *expected) {
  Node *a = expr->a->kind == EXPR_REF ? build_reference(build, expr->a->ref, expr->a->span, expected, false)
                                      : build_expression(build, expr->a, expected);
  Node *b = date_node(build, expr->b);
  if (node_failed(a) || node_failed(b)) return node_stand_in(build, expr->span);
  if (!can_vary(a)) {
    Diag *diag =
      build_error(build, DIAG_CANNOT_VARY, expr->span, "this is the same on every date: `at` changes nothing");
    diag_mend(diag, "leave out the `at`");
    return node_stand_in(build, expr->span);
  }
  return node_pair(build, NODE_AT, a->type, expr->span, a, b);
}

static Node *for_period(Build *build, const Expr *expr) {
  Node *a = build_condition(build, expr->a), *b = duration_node(build, expr->b);
  if (node_failed(a) || node_failed(b)) return node_stand_in(build, expr->span);
  return node_pair(build, NODE_FOR, build->program->yes_no, expr->span, a, b);
}

static bool find_event(Build *build, const Ref *ref, uint32_t *index) {
  Symbol *symbol = build_look_up(build, &ref->name, "event");
  if (!symbol) return false;
  if (symbol->kind != SYMBOL_EVENT) {
    Diag *diag = build_error(build, DIAG_WRONG_KIND, ref->name.span, "`%s` is %s, and an event is due here",
                             text_c(ref->name.name->text), symbol_words(symbol->kind));
    if (symbol->kind == SYMBOL_FACT)
      diag_mend(diag, "of a fact ask `changes of %s in last ...`", text_c(ref->name.name->text));
    return false;
  }
  int64_t found = build_index(build, symbol, ref);
  if (found < 0) return false;
  *index = (uint32_t)found;
  build->program->events.at[found]->read = true;
  return true;
}

static Node *events(Build *build, const Expr *expr, NodeKind kind) {
  uint32_t index;
  Node *in_last, *since;
  const EventsExpr *source = expr->events;
  if (!find_event(build, &source->ref, &index) || !build_window(build, &source->window, &in_last, &since))
    return node_stand_in(build, expr->span);
  Node *node =
    node_make(build, kind, kind == NODE_COUNT_EVENTS ? build->program->count : build->program->date, expr->span);
  node->index = index;
  node->event_in_last = in_last;
  node->event_since = since;
  return node;
}

static Node *changes(Build *build, const Expr *expr) {
  Node *in_last, *since;
  Node *subject = build_reference(build, &expr->events->ref, expr->span, NULL, true);
  if (!build_window(build, &expr->events->window, &in_last, &since) || node_failed(subject))
    return node_stand_in(build, expr->span);
  Node *node = node_make(build, NODE_CHANGES, build->program->count, expr->span);
  node->subject = subject;
  node->in_last = in_last;
  node->since = since;
  return node;
}

static Node *start_of(Build *build, const Expr *expr) {
  Node *a = build_condition(build, expr->a);
  return node_failed(a) ? a : node_pair(build, NODE_START_OF, build->program->date, expr->span, a, NULL);
}

static Node *time_between(Build *build, const Expr *expr) {
  Node *a = date_node(build, expr->a), *b = date_node(build, expr->b);
  if (node_failed(a) || node_failed(b)) return node_stand_in(build, expr->span);
  Node *node = node_pair(build, NODE_TIME_BETWEEN, build->program->count, expr->span, a, b);
  node->op = expr->op;
  return node;
}

Node *build_in_time(Build *build, const Expr *expr, const Type *expected) {
  switch ((ExprKind)expr->kind) {
  case EXPR_EVER: case EXPR_NEVER: return ever(build, expr);
  case EXPR_AT: return at(build, expr, expected);
  case EXPR_FOR: return for_period(build, expr);
  case EXPR_COUNT_EVENTS: return events(build, expr, NODE_COUNT_EVENTS);
  case EXPR_FIRST: return events(build, expr, NODE_FIRST);
  case EXPR_LAST: return events(build, expr, NODE_LAST);
  case EXPR_CHANGES: return changes(build, expr);
  case EXPR_START_OF: return start_of(build, expr);
  default: return time_between(build, expr);
  }
}

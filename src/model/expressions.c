/* Expressions as written, to typed nodes. */
#include "model/build.h"

static Node *logic_list(Build *build, const Expr *expr, NodeKind kind) {
  Node **list = node_room(build, expr->list.count);
  bool failed = false;
  for (size_t i = 0; i < expr->list.count; i++) {
    list[i] = build_condition(build, expr->list.at[i]);
    failed |= node_failed(list[i]);
  }
  return failed ? node_stand_in(build, expr->span)
                : node_list(build, kind, build->program->yes_no, expr->span, list, expr->list.count);
}

static Node *negation(Build *build, Node *a, Span span) {
  if (node_failed(a)) return a;
  return node_pair(build, NODE_NOT, build->program->yes_no, span, a, NULL);
}

Node *node_not(Build *build, Node *a, Span span) { return negation(build, a, span); }

/* ---- literals ---- */

static const Type *literal_type(Build *build, const Literal *literal, const Type *expected) {
  const Program *program = build->program;
  switch (literal->kind) {
  case LITERAL_NUMBER:
    if (expected == program->date) return program->date;
    return literal->number >= 0 && literal->number % DECIMAL_ONE == 0 ? program->count : program->number;
  case LITERAL_PERCENT: return program->percent;
  case LITERAL_MONEY: return program->money;
  case LITERAL_DURATION: return program->duration;
  case LITERAL_DATE: return program->date;
  case LITERAL_TEXT: return program->text;
  case LITERAL_YES: case LITERAL_NO: return program->yes_no;
  case LITERAL_NAME: case LITERAL_ERROR: return expected;
  }
  return expected;
}

/* A plain number beside a unit is nearly always a forgotten `%` or `£`: said with the mend, not as a clash of types. */
static bool forgot_unit(const Program *program, const Literal *literal, const Type *expected) {
  if (literal->kind != LITERAL_NUMBER || !expected || literal->number == 0) return false;
  return expected == program->percent || expected == program->money || expected == program->duration;
}

static Node *literal_node(Build *build, const Literal *literal, Span span, const Type *expected) {
  Value value;
  const Type *type = forgot_unit(build->program, literal, expected) ? expected : literal_type(build, literal, expected);
  if (literal->kind == LITERAL_NUMBER && literal->number == 0 && expected &&
      (expected == build->program->percent || expected == build->program->money))
    return node_constant(build, expected, value_range(0, 0, BASIS_NONE), span);
  if (!type || !build_literal(build, type, literal, &value)) return node_stand_in(build, span);
  return node_constant(build, type, value, span);
}

/* ---- counting conditions ---- */

static Node *count_number(Build *build, const Expr *expr) {
  Node *number = build_expression(build, expr, build->program->count);
  if (node_failed(number) || number->type == build->program->count) return number;
  build_error(build, DIAG_WRONG_TYPE, expr->span, "a count is due here, not %s", type_words(number->type));
  return node_stand_in(build, expr->span);
}

static Node *quantified_node(Build *build, const QuantifiedExpr *quantified, Span span, Node **list, size_t count) {
  const Type *yes_no = build->program->yes_no;
  for (size_t i = 0; i < count; i++)
    if (node_failed(list[i])) return node_stand_in(build, span);
  switch (quantified->quantifier) {
  case QUANT_ALL: {
    Node *all = node_list(build, NODE_AND, yes_no, span, list, count);
    all->flags |= NODE_ALL_OF;
    return all;
  }
  case QUANT_NONE: {
    Node *none = negation(build, node_list(build, NODE_OR, yes_no, span, list, count), span);
    none->flags |= NODE_NONE_OF;
    return none;
  }
  case QUANT_AT_LEAST: case QUANT_AT_MOST: break;
  }
  Node *number = count_number(build, quantified->number);
  if (node_failed(number)) return number;
  NodeKind kind = quantified->quantifier == QUANT_AT_LEAST ? NODE_AT_LEAST : NODE_AT_MOST;
  Node *node = node_list(build, kind, yes_no, span, list, count);
  node->number = number;
  return node;
}

/* An indicator that an amendment adds does not count while the amendment is not in force: of `all` it asks nothing
 * then. */
static Node *indicator_node(Build *build, Unit *unit, Quantifier quantifier, Span span) {
  Node *node = node_unit(build, unit, span);
  bool limited = unit->from != DAY_BEFORE_TIME || unit->until != DAY_AFTER_TIME;
  if (quantifier != QUANT_ALL || !limited || !unit->subject.home.decl->amends) return node;
  Node **either = node_room(build, 2);
  Node *in_force = node_pair(build, NODE_IN_FORCE, build->program->yes_no, span, node_unit(build, unit, span), NULL);
  in_force->flags |= NODE_INDICATORS;
  either[0] = negation(build, in_force, span);
  either[1] = node;
  return node_list(build, NODE_OR, build->program->yes_no, span, either, 2);
}

static Node *over_indicators(Build *build, const QuantifiedExpr *quantified, Span span) {
  if (!build->signature) {
    build_error(build, DIAG_MISPLACED, span, "only a signature has indicators to count");
    return node_stand_in(build, span);
  }
  const Signature *signature = build->signature;
  Node **list = node_room(build, signature->indicator_count);
  for (uint32_t i = 0; i < signature->indicator_count; i++)
    list[i] = indicator_node(build, signature->indicators[i].unit, quantified->quantifier, span);
  Node *node = quantified_node(build, quantified, span, list, signature->indicator_count);
  node->flags |= NODE_INDICATORS;
  return node;
}

/* `for each` within `for each` multiplies: once this is reached, every loop of the program ends. */
static bool repeats_too_often(Build *build, Span span) {
  if (++build->repeated <= REPEATED_MOST) return false;
  if (build->repeated == REPEATED_MOST + 1)
    build_error(build, DIAG_NESTING, span, "the `for each` within conditions come to more than %d conditions",
                (int)REPEATED_MOST);
  return true;
}

static Node *over_each(Build *build, const QuantifiedExpr *quantified, Span span) {
  bool failed;
  const Members *family = build_each(build, &quantified->each, &failed);
  if (failed || !family) return node_stand_in(build, span);
  Node **list = node_room(build, family->count);
  const Binding *outer = build->binding;
  for (uint32_t m = 0; m < family->count; m++) {
    if (repeats_too_often(build, span)) return node_stand_in(build, span);
    Binding binding = {quantified->each.variable.name, family, (int)m, outer};
    build->binding = &binding;
    list[m] = build_condition(build, quantified->list.at[0]);
    build->binding = outer;
  }
  return quantified_node(build, quantified, span, list, family->count);
}

Node *build_quantified(Build *build, const Expr *expr) {
  const QuantifiedExpr *quantified = expr->quantified;
  if (quantified->indicators) return over_indicators(build, quantified, expr->span);
  if (quantified->each.variable.name) return over_each(build, quantified, expr->span);
  Node **list = node_room(build, quantified->list.count);
  for (size_t i = 0; i < quantified->list.count; i++) list[i] = build_condition(build, quantified->list.at[i]);
  return quantified_node(build, quantified, expr->span, list, quantified->list.count);
}

/* ---- everything ---- */

Node *build_expression(Build *build, const Expr *expr, const Type *expected) {
  switch ((ExprKind)expr->kind) {
  case EXPR_ERROR: return node_stand_in(build, expr->span);
  case EXPR_OR: return logic_list(build, expr, NODE_OR);
  case EXPR_AND: return logic_list(build, expr, NODE_AND);
  case EXPR_NOT: return negation(build, build_condition(build, expr->a), expr->span);
  case EXPR_EVER: case EXPR_NEVER: case EXPR_AT: case EXPR_FOR: case EXPR_COUNT_EVENTS: case EXPR_FIRST: case EXPR_LAST:
  case EXPR_CHANGES: case EXPR_START_OF: case EXPR_SPAN_OF_TIME: return build_in_time(build, expr, expected);
  case EXPR_QUANTIFIED: return build_quantified(build, expr);
  case EXPR_COMPARE: case EXPR_ONE_OF: return build_comparison(build, expr);
  case EXPR_STATUS: return build_status(build, expr);
  case EXPR_ADD: case EXPR_MULTIPLY: case EXPR_SUBTRACT: case EXPR_DIVIDE: case EXPR_NEGATE: case EXPR_AFTER:
    return build_arithmetic(build, expr, expected);
  case EXPR_REF: return build_reference(build, expr->ref, expr->span, expected, false);
  case EXPR_LITERAL: return literal_node(build, expr->literal, expr->span, expected);
  case EXPR_TODAY: return node_make(build, NODE_TODAY, build->program->date, expr->span);
  case EXPR_STANDING: return build_standing(build, expr);
  }
  return node_stand_in(build, expr->span);
}

/* One expression on its own, in the terms of a finished program. */
Node *program_expression(Program *program, Module *module, const Decl *decl, const Expr *expr, Source *file,
                         const Type *expected, Diags *diags) {
  Build build = {.program = program, .diags = diags, .home = {decl, module, file}};
  size_t before = diags->errors;
  Node *node = expected == program->yes_no ? build_condition(&build, expr) : build_expression(&build, expr, expected);
  if (diags->errors != before || node_failed(node)) return NULL;
  finish_expression(program, node);
  return node;
}

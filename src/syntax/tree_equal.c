#include "syntax/format.h"

/* ---- small parts ---- */

static bool same_name(const Name *a, const Name *b) {
  if (!a || !b) return a == b;
  return text_equal(a->text, b->text);
}

static bool same_ident(Ident a, Ident b) { return same_name(a.name, b.name); }

static bool same_idents(Idents a, Idents b) {
  bool same = a.count == b.count;
  for (size_t i = 0; same && i < a.count; i++) same = same_ident(a.at[i], b.at[i]);
  return same;
}

static bool same_ref(const Ref *a, const Ref *b) {
  if (!a || !b) return a == b;
  return same_ident(a->name, b->name) && same_ident(a->index, b->index) && same_ident(a->part, b->part);
}

static bool same_each(Each a, Each b) {
  return same_ident(a.variable, b.variable) && same_ident(a.type, b.type);
}

static bool same_date(PartialDate a, PartialDate b) {
  return a.first == b.first && a.last == b.last;
}

static bool same_bound(DateBound a, DateBound b) {
  return a.given == b.given && a.between == b.between && same_date(a.date, b.date);
}

static bool same_bounds(DateBounds a, DateBounds b) {
  bool same = a.count == b.count;
  for (size_t i = 0; same && i < a.count; i++) same = same_bound(a.at[i], b.at[i]);
  return same;
}

static bool same_period(Period a, Period b) {
  return same_bound(a.from, b.from) && same_bound(a.until, b.until);
}

static bool same_cites(Cites a, Cites b) {
  bool same = a.count == b.count;
  for (size_t i = 0; same && i < a.count; i++)
    same = same_ident(a.at[i].source, b.at[i].source) && text_equal(a.at[i].paragraph, b.at[i].paragraph) &&
           a.at[i].basis == b.at[i].basis && text_equal(a.at[i].by, b.at[i].by);
  return same;
}

static bool same_literal(const Literal *a, const Literal *b) {
  if (!a || !b) return a == b;
  if (a->kind != b->kind) return false;
  switch (a->kind) {
  case LITERAL_ERROR: case LITERAL_YES: case LITERAL_NO: return true;
  case LITERAL_NUMBER: case LITERAL_PERCENT: case LITERAL_MONEY: return a->number == b->number;
  case LITERAL_DURATION: return a->unit == b->unit && a->count == b->count;
  case LITERAL_DATE: return same_date(a->date, b->date);
  case LITERAL_TEXT: return text_equal(a->text, b->text);
  case LITERAL_NAME: return same_name(a->name, b->name);
  }
  return false;
}

/* ---- expressions: as deep as PARSE_NESTING lets them be ---- */

static bool same_expr(const Expr *a, const Expr *b);

static bool same_exprs(Exprs a, Exprs b) {
  bool same = a.count == b.count;
  for (size_t i = 0; same && i < a.count; i++) same = same_expr(a.at[i], b.at[i]);
  return same;
}

static bool same_window(Window a, Window b) {
  return same_expr(a.in_last, b.in_last) && same_expr(a.since, b.since);
}

static bool same_quantified(const QuantifiedExpr *a, const QuantifiedExpr *b) {
  return a->quantifier == b->quantifier && a->indicators == b->indicators && same_expr(a->number, b->number) &&
         same_exprs(a->list, b->list) && same_each(a->each, b->each);
}

static bool same_standing(const StandingExpr *a, const StandingExpr *b) {
  return a->kind == b->kind && same_ident(a->of, b->of) && same_ident(a->severity, b->severity);
}

static bool same_inside(const Expr *a, const Expr *b) {
  switch ((ExprKind)a->kind) {
  case EXPR_ERROR: case EXPR_TODAY: return true;
  case EXPR_OR: case EXPR_AND: case EXPR_ADD: case EXPR_MULTIPLY: return same_exprs(a->list, b->list);
  case EXPR_EVER:
  case EXPR_NEVER:
    return same_expr(a->ever.condition, b->ever.condition) && same_window(a->ever.window, b->ever.window);
  case EXPR_QUANTIFIED: return same_quantified(a->quantified, b->quantified);
  case EXPR_ONE_OF:
    return same_expr(a->one_of.subject, b->one_of.subject) && same_exprs(*a->one_of.choices, *b->one_of.choices);
  case EXPR_REF: return same_ref(a->ref, b->ref);
  case EXPR_LITERAL: return same_literal(a->literal, b->literal);
  case EXPR_STANDING: return same_standing(a->standing, b->standing);
  case EXPR_COUNT_EVENTS: case EXPR_FIRST: case EXPR_LAST: case EXPR_CHANGES:
    return same_ref(&a->events->ref, &b->events->ref) && same_window(a->events->window, b->events->window);
  case EXPR_NOT: case EXPR_AT: case EXPR_FOR: case EXPR_COMPARE: case EXPR_STATUS: case EXPR_SUBTRACT: case EXPR_DIVIDE:
  case EXPR_NEGATE: case EXPR_AFTER: case EXPR_START_OF: case EXPR_SPAN_OF_TIME:
    return same_expr(a->a, b->a) && same_expr(a->b, b->b) && same_expr(a->c, b->c);
  }
  return false;
}

static bool same_expr(const Expr *a, const Expr *b) {
  if (!a || !b) return a == b;
  return a->kind == b->kind && a->op == b->op && a->negated == b->negated && a->brackets == b->brackets &&
         same_inside(a, b);
}

/* ---- statements and lines ---- */

static bool same_statement(const Statement *a, const Statement *b) {
  if (!a || !b) return a == b;
  bool same = a->kind == b->kind && a->values.count == b->values.count;
  for (size_t i = 0; same && i < a->values.count; i++) same = same_literal(&a->values.at[i], &b->values.at[i]);
  return same && same_ref(&a->ref, &b->ref) && same_bounds(a->on, b->on) && same_period(a->period, b->period) &&
         a->planned == b->planned && same_bound(a->recorded, b->recorded) && same_cites(a->cites, b->cites);
}

static bool same_line(const Line *a, const Line *b) {
  if (!a->period != !b->period || (a->period && !same_period(*a->period, *b->period))) return false;
  return a->kind == b->kind && a->condition == b->condition && a->unknown == b->unknown &&
         same_ident(a->name, b->name) && text_equal(a->label, b->label) && same_idents(a->parties, b->parties) &&
         same_expr(a->when, b->when) && same_expr(a->value, b->value) && same_expr(a->by, b->by) &&
         same_literal(a->literal, b->literal) && same_statement(a->statement, b->statement) &&
         same_ref(a->because, b->because) && a->basis == b->basis &&
         same_cites(a->cites, b->cites);
}

static bool same_lines(Lines a, Lines b) {
  bool same = a.count == b.count;
  for (size_t i = 0; same && i < a.count; i++) same = same_line(a.at[i], b.at[i]);
  return same;
}

/* ---- declarations ---- */

static bool same_type(const TypeExpr *a, const TypeExpr *b) {
  if (!a || !b) return a == b;
  return a->set == b->set && a->word == b->word && same_ident(a->name, b->name);
}

static bool same_source(const SourceDecl *a, const SourceDecl *b) {
  return text_equal(a->by, b->by) && same_bound(a->dated, b->dated) && a->basis == b->basis;
}

static bool same_fact(const FactDecl *a, const FactDecl *b) {
  return same_type(&a->type, &b->type) && text_equal(a->ask, b->ask) && a->fixed == b->fixed &&
         same_ident(a->decided_by, b->decided_by) && same_ident(a->judged_by, b->judged_by) &&
         same_literal(a->stale_after, b->stale_after);
}

static bool same_right(const RightDecl *a, const RightDecl *b) {
  return a->kind == b->kind && same_idents(a->holders, b->holders) && same_idents(a->against, b->against) &&
         same_ident(a->matter, b->matter);
}

static bool same_scenario(const ScenarioDecl *a, const ScenarioDecl *b) {
  return text_equal(a->case_path, b->case_path) && same_bound(a->as_at, b->as_at) &&
         same_bound(a->as_known, b->as_known) && a->as_planned == b->as_planned;
}

static bool same_own(const Decl *a, const Decl *b) {
  switch (a->kind) {
  case DECL_SOURCE: return same_source(a->source, b->source);
  case DECL_TYPE: case DECL_SCALE: return same_idents(a->members, b->members);
  case DECL_FACT: return same_fact(a->fact, b->fact);
  case DECL_PARAMETER: case DECL_DEFINE: return same_type(a->type, b->type);
  case DECL_HOLIDAYS: return same_bounds(a->dates, b->dates);
  case DECL_ROLE: return a->cardinality == b->cardinality;
  case DECL_RIGHT: return same_right(a->right, b->right);
  case DECL_SCENARIO: return same_scenario(a->scenario, b->scenario);
  case DECL_ALWAYS: return same_expr(a->always, b->always);
  case DECL_RECORD: case DECL_STATEMENT: return same_statement(a->statement, b->statement);
  case DECL_CASE: return same_bound(a->case_as_at, b->case_as_at);
  case DECL_MODULE:
  case DECL_USE:
  case DECL_PARTY:
  case DECL_EVENT:
  case DECL_DUTY:
  case DECL_MATTER:
  case DECL_REQUIREMENT:
  case DECL_SIGNATURE: return true;
  }
  return false;
}

static bool same_decl(const Decl *a, const Decl *b) {
  return a->kind == b->kind && a->amends == b->amends && a->broken == b->broken && same_ident(a->name, b->name) &&
         text_equal(a->label, b->label) && same_each(a->each, b->each) && same_cites(a->cites, b->cites) &&
         same_period(a->in_force, b->in_force) && same_lines(a->lines, b->lines) && same_own(a, b);
}

bool tree_equal(const Tree *a, const Tree *b) {
  bool same = a->is_case == b->is_case && a->decls.count == b->decls.count;
  for (size_t i = 0; same && i < a->decls.count; i++) same = same_decl(a->decls.at[i], b->decls.at[i]);
  return same;
}

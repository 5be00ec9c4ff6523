#include <string.h>
#include "syntax/ast_build.h"
#include "syntax/complain.h"
#include "syntax/traits.h"

/* Depth counts what an author would call nesting: brackets, prefixes, and the steps of a chain of `-`, `/`, `at` or
 * `for`, which lean to the left. It bounds the height of the tree, and so every recursion over it. */

static Expr *node(Parser *parser, ExprKind kind, Span span) {
  Expr *expr = AST_NEW(parser, Expr);
  expr->kind = (uint8_t)kind;
  expr->span = parser_relative(parser, span);
  return expr;
}

static unsigned deeper(const Expr *a, const Expr *b) {
  unsigned left = a ? a->depth : 0, right = b ? b->depth : 0;
  return left > right ? left : right;
}

/* What is nested too deep is left out, with one message a declaration and the rest of its line. */
static Expr *deepened(Parser *parser, Expr *expr, unsigned depth, Span span) {
  if (depth <= PARSE_NESTING) {
    expr->depth = (uint16_t)depth;
    return expr;
  }
  if (parser->too_deep != parser->decl) complain_nesting(parser, span);
  parser->too_deep = parser->decl;
  parser->tokens.refused =
    !(traits_of(parser->tokens.last.kind) & TRAIT_DECLARATION) && parser->tokens.last.kind != TOKEN_END;
  ast_swallowed(parser);
  return ast_error(parser, span);
}

Expr *ast_error(Parser *parser, Span span) {
  return node(parser, EXPR_ERROR, span);
}

Expr *ast_lost_expr(Parser *parser, Span span) {
  ast_swallowed(parser);
  return ast_error(parser, span);
}

Expr *ast_today(Parser *parser, Span span) {
  return node(parser, EXPR_TODAY, span);
}

Expr *ast_brackets(Parser *parser, Expr *inside, Span span) {
  inside->brackets = true;
  return deepened(parser, inside, inside->depth + 1u, span);
}

Expr *ast_chain(Parser *parser, ExprKind kind, Expr *a, Expr *b, Span span) {
  if (a->kind == EXPR_ERROR && (kind == EXPR_ADD || kind == EXPR_MULTIPLY)) return a;
  if (a->kind != kind || a->brackets) {
    Expr *chain = node(parser, kind, span);
    unsigned depth = deeper(a, b) + (a->kind == EXPR_SUBTRACT || a->kind == EXPR_DIVIDE);
    AST_PUSH(parser, &chain->list, a);
    AST_PUSH(parser, &chain->list, b);
    return deepened(parser, chain, depth, span);
  }
  AST_PUSH(parser, &a->list, b);
  a->span = parser_relative(parser, span);
  a->depth = (uint16_t)deeper(a, b);
  return a;
}

static bool leans(const Expr *a) {
  if (a->brackets) return false;
  switch ((ExprKind)a->kind) {
  case EXPR_AT: case EXPR_FOR: case EXPR_ADD: case EXPR_MULTIPLY: case EXPR_SUBTRACT: case EXPR_DIVIDE: return true;
  case EXPR_ERROR: case EXPR_OR: case EXPR_AND: case EXPR_NOT: case EXPR_EVER: case EXPR_NEVER: case EXPR_QUANTIFIED:
  case EXPR_COMPARE:
  case EXPR_ONE_OF:
  case EXPR_STATUS:
  case EXPR_NEGATE:
  case EXPR_REF:
  case EXPR_LITERAL:
  case EXPR_TODAY:
  case EXPR_AFTER: case EXPR_STANDING: case EXPR_COUNT_EVENTS: case EXPR_FIRST: case EXPR_LAST: case EXPR_CHANGES:
  case EXPR_START_OF: case EXPR_SPAN_OF_TIME: return false;
  }
  return false;
}

Expr *ast_infix(Parser *parser, ExprKind kind, Expr *a, Expr *b, Span span) {
  if (a->kind == EXPR_ERROR) return a;
  Expr *expr = node(parser, kind, span);
  expr->a = a;
  expr->b = b;
  return deepened(parser, expr, deeper(a, b) + leans(a), span);
}

Expr *ast_prefix(Parser *parser, ExprKind kind, Expr *a, Span span) {
  Expr *expr = node(parser, kind, span);
  expr->a = a;
  return deepened(parser, expr, a->depth + 1u, span);
}

/* `-2` is a literal. */
Expr *ast_negate(Parser *parser, Expr *a, Span span) {
  bool number =
    a->kind == EXPR_LITERAL && !a->brackets &&
    (a->literal->kind == LITERAL_NUMBER || a->literal->kind == LITERAL_PERCENT || a->literal->kind == LITERAL_MONEY);
  if (!number || a->literal->number < 0) return ast_prefix(parser, EXPR_NEGATE, a, span);
  *a->literal = ast_negative(parser, *a->literal, span);
  a->span = a->literal->span;
  return a;
}

Expr *ast_ever(Parser *parser, ExprKind kind, Expr *condition, Window window, Span span) {
  Expr *expr = node(parser, kind, span);
  expr->ever.condition = condition;
  expr->ever.window = window;
  return deepened(parser, expr, deeper(condition, window.since) + 1, span);
}

Expr *ast_compare(Parser *parser, CompareOp op, Expr *a, Expr *b, Span span) {
  Expr *expr = node(parser, EXPR_COMPARE, span);
  expr->op = (uint8_t)op;
  expr->a = a;
  expr->b = b;
  return deepened(parser, expr, deeper(a, b), span);
}

Expr *ast_between(Parser *parser, Expr *a, Expr *low, Expr *high, Span span) {
  Expr *expr = ast_compare(parser, COMPARE_BETWEEN, a, low, span);
  expr->c = high;
  return deepened(parser, expr, deeper(expr, high), span);
}

Exprs ast_choices(Parser *parser, Exprs choices, Literal choice) {
  Ident name = {choice.name, choice.span};
  Expr *expr = choice.kind == LITERAL_NAME ? ast_name_expr(parser, name) : ast_literal_expr(parser, choice);
  AST_PUSH(parser, &choices, expr);
  return choices;
}

Expr *ast_one_of(Parser *parser, Expr *subject, bool negated, Exprs choices, Span span) {
  Expr *expr = node(parser, EXPR_ONE_OF, span);
  expr->negated = negated;
  expr->one_of.subject = subject;
  expr->one_of.choices = AST_NEW(parser, Exprs);
  *expr->one_of.choices = choices;
  return deepened(parser, expr, subject->depth, span);
}

Expr *ast_status(Parser *parser, Expr *a, bool negated, StatusWord status, Span span) {
  Expr *expr = node(parser, EXPR_STATUS, span);
  expr->op = (uint8_t)status;
  expr->negated = negated;
  expr->a = a;
  return deepened(parser, expr, a->depth, span);
}

/* ---- counting conditions ---- */

QuantifiedExpr *ast_indicators(Parser *parser) {
  QuantifiedExpr *listing = AST_NEW(parser, QuantifiedExpr);
  listing->indicators = true;
  return listing;
}

QuantifiedExpr *ast_listing(Parser *parser, QuantifiedExpr *listing, Expr *expr) {
  if (!listing) listing = AST_NEW(parser, QuantifiedExpr);
  AST_PUSH(parser, &listing->list, expr);
  return listing;
}

QuantifiedExpr *ast_listing_each(Parser *parser, Expr *expr, Ident variable, Ident type) {
  QuantifiedExpr *listing = ast_listing(parser, NULL, expr);
  listing->each = (Each){variable, type};
  return listing;
}

Expr *ast_quantified(Parser *parser, Quantifier quantifier, Expr *number, QuantifiedExpr *listing, Span span) {
  Expr *expr = node(parser, EXPR_QUANTIFIED, span);
  unsigned depth = 0;
  listing->quantifier = quantifier;
  listing->number = number;
  expr->quantified = listing;
  for (size_t i = 0; i < listing->list.count; i++)
    if (listing->list.at[i]->depth >= depth) depth = listing->list.at[i]->depth + 1u;
  return deepened(parser, expr, depth, span);
}

/* ---- the smallest expressions ---- */

Ref *ast_ref(Parser *parser, Ident name, Ident index) {
  Ref *ref = AST_NEW(parser, Ref);
  ref->name = name;
  ref->index = index;
  return ref;
}

Ref *ast_ref_part(Ref *ref, Ident part) {
  ref->part = part;
  return ref;
}

Expr *ast_ref_expr(Parser *parser, Ref *ref, Span span) {
  Expr *expr = node(parser, EXPR_REF, span);
  expr->ref = ref;
  return expr;
}

Expr *ast_name_expr(Parser *parser, Ident name) {
  Expr *expr = AST_NEW(parser, Expr);
  expr->kind = EXPR_REF;
  expr->span = name.span;
  expr->ref = ast_ref(parser, name, (Ident){0});
  return expr;
}

Expr *ast_literal_expr(Parser *parser, Literal literal) {
  Expr *expr = AST_NEW(parser, Expr);
  expr->kind = EXPR_LITERAL;
  expr->span = literal.span;
  expr->literal = AST_NEW(parser, Literal);
  *expr->literal = literal;
  return expr;
}

Expr *ast_after(Parser *parser, Literal duration, Expr *date, Span span) {
  Expr *expr = node(parser, EXPR_AFTER, span);
  expr->a = ast_literal_expr(parser, duration);
  expr->b = date;
  return deepened(parser, expr, date->depth + 1u, span);
}

Expr *ast_standing(Parser *parser, StandingKind kind, Ident of, Ident severity, Span span) {
  Expr *expr = node(parser, EXPR_STANDING, span);
  expr->standing = AST_NEW(parser, StandingExpr);
  *expr->standing = (StandingExpr){kind, of, severity};
  return expr;
}

Expr *ast_events(Parser *parser, ExprKind kind, Ref *ref, Window window, Span span) {
  Expr *expr = node(parser, kind, span);
  expr->events = AST_NEW(parser, EventsExpr);
  *expr->events = (EventsExpr){*ref, window};
  return deepened(parser, expr, window.since ? window.since->depth + 1u : 0, span);
}

Expr *ast_span_of_time(Parser *parser, TimeUnit unit, Expr *a, Expr *b, Span span) {
  Expr *expr = ast_infix(parser, EXPR_SPAN_OF_TIME, a, b, span);
  if (expr->kind != EXPR_SPAN_OF_TIME) return expr;
  expr->op = (uint8_t)unit;
  return deepened(parser, expr, deeper(a, b) + 1, span);
}

void ast_more_room(Parser *parser, void **at, size_t *room, size_t bytes, size_t element_bytes) {
  size_t wider = *room ? *room * 2 : 1;
  void *block = mem_pool_alloc(&parser->tree->pool, wider * element_bytes);
  if (bytes) memcpy(block, *at, bytes);
  *at = block;
  *room = wider;
}

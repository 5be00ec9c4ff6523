/* The constructors of the tree, one a form. They are called by the grammar alone. Spans here are absolute, as the
 * parser has them; in the tree they are relative to the declaration that ast_begin opened. Lists are exact or nearly so
 * and live in the tree's pool: nobody may push to them later. */
#ifndef REMIT_SYNTAX_AST_BUILD_H
#define REMIT_SYNTAX_AST_BUILD_H
#include "syntax/parser.h"

/* ---- declarations (ast_decl.c): they fill the one that is open ---- */

DeclKind ast_kind_of(int token);                /* of the keyword that begins a declaration */
/* Whether the parser may stop here: see redraft.h. */
bool ast_begin(Parser *parser, uint32_t offset);
void ast_open(Parser *parser, DeclKind kind, Ident name);
void ast_amend(Parser *parser, DeclKind kind, Ident name);
void ast_finish(Parser *parser, Span span);     /* it is complete and joins the tree */
void ast_give_up(Parser *parser);               /* it is lost but for its name */
void ast_swallowed(Parser *parser);             /* a part of it is lost */
void ast_label(Parser *parser, Text label, Span span);
void ast_each(Parser *parser, Ident variable, Ident type);
void ast_head_cites(Parser *parser, Cites cites);
void ast_in_force(Parser *parser, DateBound from, DateBound until, Span span);
void ast_source_by(Parser *parser, Text by, Span span);
void ast_source_dated(Parser *parser, DateBound dated, Span span);
void ast_source_basis(Parser *parser, Basis basis, Span span);
void ast_members(Parser *parser, Idents members);
void ast_holidays(Parser *parser, DateBounds dates);
void ast_cardinality(Parser *parser, Cardinality cardinality);
void ast_always(Parser *parser, Text label, Span label_span, Expr *condition);
void ast_case_date(Parser *parser, DateBound date);
void ast_stating(Parser *parser, DeclKind kind, Statement *statement);
void ast_fact_type(Parser *parser, TypeExpr type);
void ast_fact_ask(Parser *parser, Text ask, Span span);
void ast_fact_fixed(Parser *parser, Span span);
void ast_fact_decided(Parser *parser, Ident party, Span span);
void ast_fact_judged(Parser *parser, Ident party, Span span);
void ast_fact_stale(Parser *parser, Literal after, Span span);
void ast_decl_type(Parser *parser, TypeExpr type);
void ast_define_when(Parser *parser, Cites head, Expr *when, Cites own, Span span);
void ast_define_type(Parser *parser, TypeExpr type, Cites cites);
void ast_right_kind(Parser *parser, RightKind kind, Idents holders, Idents against);
void ast_right_matter(Parser *parser, Ident matter, Span span);
void ast_open_scenario(Parser *parser, Text title, Span span);
void ast_scenario_case(Parser *parser, Text path, Span span);
void ast_scenario_at(Parser *parser, DateBound date, Span span);
void ast_scenario_known(Parser *parser, DateBound date, Span span);
void ast_scenario_planned(Parser *parser, Span span);

TypeExpr ast_type(Parser *parser, TypeWord word, Span span);
TypeExpr ast_named_type(Parser *parser, Ident name, Span span);
TypeExpr ast_set_type(TypeExpr element);

/* ---- the lines of declarations (ast_line.c) ---- */

void ast_line(Parser *parser, Line *line);      /* NULL is allowed: no line */
Line *ast_value_line(Parser *parser, Literal value, Period period, Span span);
Line *ast_value_cites(Parser *parser, Cites cites);   /* goes to the value before it, else to the head */
Line *ast_gives(Parser *parser, Expr *value, Condition condition, Cites cites, Span span);
Line *ast_role_line(Parser *parser, Ident role, Idents parties, Condition condition, Cites cites, Span span);
Line *ast_unsettled_line(Parser *parser, Ident role, Condition condition, Cites cites, Span span);
Line *ast_held_when(Parser *parser, Expr *when, Cites cites, Span span);
Line *ast_branch(Parser *parser, LineKind kind, Condition condition, Cites cites, Span span);
Line *ast_on_line(Parser *parser, Idents parties, Span span);
Line *ast_when_line(Parser *parser, LineKind kind, Expr *when, Cites cites, Span span);
Line *ast_must(Parser *parser, Expr *condition, Expr *by, Expr *when, Cites cites, Span span);
Line *ast_named_line(Parser *parser, LineKind kind, Ident name, Span span);
Line *ast_indicator(Parser *parser, LineKind kind, Ident name, Text label, Expr *when, Cites cites, Span span);
Line *ast_severity(Parser *parser, Ident level, Condition condition, Cites cites, Span span);
Line *ast_probe(Parser *parser, Text text, Span span);
Line *ast_given(Parser *parser, Statement *statement, Span span);
Line *ast_expect(Parser *parser, Expr *condition, Ref *because, Basis basis, Span span);

/* ---- names, citations, values, dates, statements (ast_value.c) ---- */

Ident ast_ident(const Parser *parser, Ident name, Span span);
Idents ast_names(Parser *parser, Idents names, Ident name);
Text ast_joined(Parser *parser, Text first, Text second, Span span);
Cite ast_cite(Parser *parser, Ident source, Text paragraph, Basis basis, Text by, Span span);
Cites ast_cites(Parser *parser, Cites cites, Cite cite);
Cites ast_cites_joined(Parser *parser, Cites first, Cites second);
Literal ast_literal(const Parser *parser, Literal literal, Span span);
Literal ast_negative(const Parser *parser, Literal literal, Span span);
Literal ast_text_literal(const Parser *parser, Text text, Span span);
Literal ast_word_literal(const Parser *parser, LiteralKind kind, Span span);
Literal ast_name_literal(const Parser *parser, Ident name, Span span);
Literals ast_values(Parser *parser, Literals values, Literal value);
DateBound ast_date(Parser *parser, Literal date, Span span);
DateBound ast_between_dates(Parser *parser, DateBound first, DateBound last, Span span);
DateBounds ast_bounds(Parser *parser, DateBounds bounds, DateBound bound);

Statement *ast_statement(Parser *parser, Ref *ref, Span span);  /* the one being stated, complete */
void ast_value_alone(Parser *parser, Span span);
void ast_stated(Parser *parser, StatementKind kind, Literals values);
void ast_stated_bound(Parser *parser, StatementKind kind, Literal value);
void ast_stated_between(Parser *parser, Literal low, Literal high);
void ast_stated_on(Parser *parser, DateBounds dates);
void ast_statement_period(Parser *parser, Period period);
void ast_statement_planned(Parser *parser, Span span);
void ast_statement_recorded(Parser *parser, DateBound date, Span span);
void ast_statement_cites(Parser *parser, Cites cites);

/* ---- expressions (ast_expr.c) ---- */

Expr *ast_chain(Parser *parser, ExprKind kind, Expr *a, Expr *b, Span span); /* a chain without brackets is one node */
Expr *ast_infix(Parser *parser, ExprKind kind, Expr *a, Expr *b, Span span);
Expr *ast_prefix(Parser *parser, ExprKind kind, Expr *a, Span span);
Expr *ast_negate(Parser *parser, Expr *a, Span span);
Expr *ast_ever(Parser *parser, ExprKind kind, Expr *condition, Window window, Span span);
Expr *ast_compare(Parser *parser, CompareOp op, Expr *a, Expr *b, Span span);
Expr *ast_between(Parser *parser, Expr *a, Expr *low, Expr *high, Span span);
Expr *ast_one_of(Parser *parser, Expr *subject, bool negated, Exprs choices, Span span);
Exprs ast_choices(Parser *parser, Exprs choices, Literal choice);
Expr *ast_status(Parser *parser, Expr *a, bool negated, StatusWord status, Span span);
Expr *ast_quantified(Parser *parser, Quantifier quantifier, Expr *number, QuantifiedExpr *listing, Span span);
QuantifiedExpr *ast_indicators(Parser *parser);
QuantifiedExpr *ast_listing(Parser *parser, QuantifiedExpr *listing, Expr *expr);
QuantifiedExpr *ast_listing_each(Parser *parser, Expr *expr, Ident variable, Ident type);
Expr *ast_ref_expr(Parser *parser, Ref *ref, Span span);
Expr *ast_name_expr(Parser *parser, Ident name);
Expr *ast_literal_expr(Parser *parser, Literal literal);
Expr *ast_error(Parser *parser, Span span);
Expr *ast_lost_expr(Parser *parser, Span span);
Expr *ast_today(Parser *parser, Span span);
Expr *ast_brackets(Parser *parser, Expr *inside, Span span);
Expr *ast_after(Parser *parser, Literal duration, Expr *date, Span span);
Expr *ast_standing(Parser *parser, StandingKind kind, Ident of, Ident severity, Span span);
Expr *ast_events(Parser *parser, ExprKind kind, Ref *ref, Window window, Span span);
Expr *ast_span_of_time(Parser *parser, TimeUnit unit, Expr *a, Expr *b, Span span);
Ref *ast_ref(Parser *parser, Ident name, Ident index);
Ref *ast_ref_part(Ref *ref, Ident part);

/* ---- lists in the pool ---- */

#define AST_PUSH(parser, list, value)                                                                          \
  ((list)->count < (list)->room                                                                                \
       ? (void)0                                                                                               \
       : ast_more_room(parser, (void **)&(list)->at, &(list)->room, (list)->count * sizeof *(list)->at,        \
                       sizeof *(list)->at),                                                                    \
   (void)((list)->at[(list)->count++] = (value)))
#define AST_NEW(parser, T) ((T *)mem_pool_alloc(&(parser)->tree->pool, sizeof(T)))

/* Twice the room, one place at first: most lists have one element. */
void ast_more_room(Parser *parser, void **at, size_t *room, size_t bytes, size_t element_bytes);
#endif

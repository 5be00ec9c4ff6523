/* Declarations, as the grammar finds their heads, lines and ends. */
#include "syntax/ast_build.h"
#include "syntax/complain.h"
#include "syntax/redraft.h"
#include "syntax/words.h"

DeclKind ast_kind_of(int token) {
  switch (token) {
  case TOKEN_MODULE: return DECL_MODULE;
  case TOKEN_USE: return DECL_USE;
  case TOKEN_SOURCE: return DECL_SOURCE;
  case TOKEN_PARTY: return DECL_PARTY;
  case TOKEN_TYPE: return DECL_TYPE;
  case TOKEN_SCALE: return DECL_SCALE;
  case TOKEN_FACT: return DECL_FACT;
  case TOKEN_EVENT: return DECL_EVENT;
  case TOKEN_PARAMETER: return DECL_PARAMETER;
  case TOKEN_HOLIDAYS: return DECL_HOLIDAYS;
  case TOKEN_ROLE: return DECL_ROLE;
  case TOKEN_DUTY: return DECL_DUTY;
  case TOKEN_MATTER: return DECL_MATTER;
  case TOKEN_RIGHT: return DECL_RIGHT;
  case TOKEN_REQUIREMENT: return DECL_REQUIREMENT;
  case TOKEN_SIGNATURE: return DECL_SIGNATURE;
  case TOKEN_SCENARIO: return DECL_SCENARIO;
  case TOKEN_ALWAYS: return DECL_ALWAYS;
  case TOKEN_RECORD: return DECL_RECORD;
  case TOKEN_CASE: return DECL_CASE;
  }
  return DECL_DEFINE;
}

bool ast_begin(Parser *parser, uint32_t offset) {
  parser->base = offset;
  parser->decl = AST_NEW(parser, Decl);
  parser->decl->offset = offset;
  return redraft_joint(parser);
}

void ast_open(Parser *parser, DeclKind kind, Ident name) {
  Decl *decl = parser->decl;
  decl->kind = kind;
  decl->name = name;
  switch (kind) {
  case DECL_SOURCE: decl->source = AST_NEW(parser, SourceDecl); return;
  case DECL_FACT: decl->fact = AST_NEW(parser, FactDecl); return;
  case DECL_RIGHT: decl->right = AST_NEW(parser, RightDecl); return;
  case DECL_SCENARIO: decl->scenario = AST_NEW(parser, ScenarioDecl); return;
  case DECL_MODULE:
  case DECL_USE:
  case DECL_PARTY:
  case DECL_TYPE:
  case DECL_SCALE:
  case DECL_EVENT:
  case DECL_PARAMETER:
  case DECL_HOLIDAYS: case DECL_ROLE: case DECL_DEFINE: case DECL_DUTY: case DECL_MATTER: case DECL_REQUIREMENT:
  case DECL_SIGNATURE: case DECL_ALWAYS: case DECL_RECORD: case DECL_CASE: case DECL_STATEMENT: return;
  }
}

void ast_amend(Parser *parser, DeclKind kind, Ident name) {
  ast_open(parser, kind, name);
  parser->decl->amends = true;
}

void ast_finish(Parser *parser, Span span) {
  parser->decl->span = parser_relative(parser, span);
  list_push(&parser->tree->decls, parser->decl);
  parser->decl = NULL;
}

void ast_swallowed(Parser *parser) {
  if (parser->decl) parser->decl->broken = true;
}

/* A declaration with a name stays declared, so that its uses are not called unknown. */
void ast_give_up(Parser *parser) {
  Decl *decl = parser->decl;
  if (decl && decl->name.name) {
    decl->broken = true;
    ast_finish(parser, (Span){decl->offset, decl->offset + decl->name.span.to});
  }
  parser->decl = NULL;
}

/* ---- heads ---- */

void ast_label(Parser *parser, Text label, Span span) {
  parser->decl->label = label;
  parser->decl->label_span = parser_relative(parser, span);
}

void ast_each(Parser *parser, Ident variable, Ident type) {
  parser->decl->each = (Each){variable, type};
}

void ast_head_cites(Parser *parser, Cites cites) {
  parser->decl->cites = ast_cites_joined(parser, parser->decl->cites, cites);
}

void ast_in_force(Parser *parser, DateBound from, DateBound until, Span span) {
  Period *period = &parser->decl->in_force;
  if (period->from.given || period->until.given) complain_twice(parser, span, "in force");
  *period = (Period){from, until};
}

/* ---- small declarations ---- */

void ast_source_by(Parser *parser, Text by, Span span) {
  SourceDecl *source = parser->decl->source;
  if (source->by.bytes) complain_twice(parser, span, "by");
  source->by = by;
}

void ast_source_dated(Parser *parser, DateBound dated, Span span) {
  SourceDecl *source = parser->decl->source;
  if (source->dated.given) complain_twice(parser, span, "dated");
  source->dated = dated;
}

void ast_source_basis(Parser *parser, Basis basis, Span span) {
  SourceDecl *source = parser->decl->source;
  if (source->basis != BASIS_NONE) complain_twice(parser, span, text_c(parser_text(parser, span)));
  source->basis = basis;
}

void ast_members(Parser *parser, Idents members) {
  parser->decl->members = members;
  if (members.count > PARSE_MEMBERS) parser->decl->members.count = PARSE_MEMBERS;
}

void ast_holidays(Parser *parser, DateBounds dates) {
  parser->decl->kind = DECL_HOLIDAYS;
  parser->decl->dates = dates;
}

void ast_cardinality(Parser *parser, Cardinality cardinality) {
  parser->decl->cardinality = cardinality;
}

void ast_always(Parser *parser, Text label, Span label_span, Expr *condition) {
  parser->decl->kind = DECL_ALWAYS;
  ast_label(parser, label, label_span);
  parser->decl->always = condition;
}

void ast_case_date(Parser *parser, DateBound date) {
  parser->decl->case_as_at = date;
}

void ast_stating(Parser *parser, DeclKind kind, Statement *statement) {
  parser->decl->kind = kind;
  parser->decl->statement = statement;
}

/* ---- types and facts ---- */

TypeExpr ast_type(Parser *parser, TypeWord word, Span span) {
  return (TypeExpr){.word = word, .span = parser_relative(parser, span)};
}

TypeExpr ast_named_type(Parser *parser, Ident name, Span span) {
  const char *remit = name.name ? words_foreign_type(name.name->text) : NULL;
  if (remit) complain_foreign(parser, ast_absolute(parser->decl, name.span), remit);
  if (remit) ast_swallowed(parser);
  return (TypeExpr){.word = TYPE_NAMED, .name = name, .span = parser_relative(parser, span)};
}

TypeExpr ast_set_type(TypeExpr element) {
  element.set = true;
  return element;
}

void ast_fact_type(Parser *parser, TypeExpr type) {
  parser->decl->fact->type = type;
}

void ast_fact_ask(Parser *parser, Text ask, Span span) {
  FactDecl *fact = parser->decl->fact;
  if (fact->ask.bytes) complain_twice(parser, span, "ask");
  fact->ask = ask;
}

void ast_fact_fixed(Parser *parser, Span span) {
  FactDecl *fact = parser->decl->fact;
  if (fact->fixed) complain_twice(parser, span, "fixed");
  fact->fixed = true;
}

void ast_fact_decided(Parser *parser, Ident party, Span span) {
  FactDecl *fact = parser->decl->fact;
  if (fact->decided_by.name) complain_twice(parser, span, "decided by");
  fact->decided_by = party;
}

void ast_fact_judged(Parser *parser, Ident party, Span span) {
  FactDecl *fact = parser->decl->fact;
  if (fact->judged_by.name) complain_twice(parser, span, "judged by");
  fact->judged_by = party;
}

void ast_fact_stale(Parser *parser, Literal after, Span span) {
  FactDecl *fact = parser->decl->fact;
  if (fact->stale_after) complain_twice(parser, span, "stale after");
  fact->stale_after = AST_NEW(parser, Literal);
  *fact->stale_after = after;
}

void ast_decl_type(Parser *parser, TypeExpr type) {
  parser->decl->type = AST_NEW(parser, TypeExpr);
  *parser->decl->type = type;
}

/* ---- definitions, rights, scenarios ---- */

void ast_define_when(Parser *parser, Cites head, Expr *when, Cites own, Span span) {
  parser->decl->cites = head;
  ast_line(parser, ast_gives(parser, NULL, (Condition){CONDITION_WHEN, when}, own, span));
}

void ast_define_type(Parser *parser, TypeExpr type, Cites cites) {
  ast_decl_type(parser, type);
  parser->decl->cites = cites;
}

void ast_right_kind(Parser *parser, RightKind kind, Idents holders, Idents against) {
  RightDecl *right = parser->decl->right;
  right->kind = kind;
  right->holders = holders;
  right->against = against;
}

void ast_right_matter(Parser *parser, Ident matter, Span span) {
  RightDecl *right = parser->decl->right;
  if (right->matter.name) complain_twice(parser, span, "on");
  right->matter = matter;
}

void ast_open_scenario(Parser *parser, Text title, Span span) {
  ast_open(parser, DECL_SCENARIO, (Ident){0});
  ast_label(parser, title, span);
}

void ast_scenario_case(Parser *parser, Text path, Span span) {
  ScenarioDecl *scenario = parser->decl->scenario;
  if (scenario->case_path.bytes) complain_twice(parser, span, "case");
  scenario->case_path = path;
  scenario->case_span = parser_relative(parser, span);
}

void ast_scenario_at(Parser *parser, DateBound date, Span span) {
  ScenarioDecl *scenario = parser->decl->scenario;
  if (scenario->as_at.given) complain_twice(parser, span, "as at");
  scenario->as_at = date;
}

void ast_scenario_known(Parser *parser, DateBound date, Span span) {
  ScenarioDecl *scenario = parser->decl->scenario;
  if (scenario->as_known.given) complain_twice(parser, span, "as known");
  scenario->as_known = date;
}

void ast_scenario_planned(Parser *parser, Span span) {
  ScenarioDecl *scenario = parser->decl->scenario;
  if (scenario->as_planned) complain_twice(parser, span, "as planned");
  scenario->as_planned = true;
}

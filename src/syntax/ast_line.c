/* The lines inside declarations. */
#include "syntax/ast_build.h"
#include "syntax/misspelt.h"

void ast_line(Parser *parser, Line *line) {
  if (line) AST_PUSH(parser, &parser->decl->lines, line);
}

static Line *line_of(Parser *parser, LineKind kind, Span span) {
  Line *line = AST_NEW(parser, Line);
  line->kind = kind;
  line->span = parser_relative(parser, span);
  return line;
}

static Line *branch_of(Parser *parser, LineKind kind, Condition condition, Cites cites, Span span) {
  Line *line = line_of(parser, kind, span);
  line->condition = condition.kind;
  line->when = condition.when;
  line->cites = cites;
  return line;
}

Line *ast_branch(Parser *parser, LineKind kind, Condition condition, Cites cites, Span span) {
  return branch_of(parser, kind, condition, cites, span);
}

Line *ast_when_line(Parser *parser, LineKind kind, Expr *when, Cites cites, Span span) {
  return branch_of(parser, kind, (Condition){CONDITION_WHEN, when}, cites, span);
}

Line *ast_held_when(Parser *parser, Expr *when, Cites cites, Span span) {
  return ast_when_line(parser, LINE_HELD, when, cites, span);
}

Line *ast_value_line(Parser *parser, Literal value, Period period, Span span) {
  Line *line = line_of(parser, LINE_VALUE, span);
  line->literal = AST_NEW(parser, Literal);
  *line->literal = value;
  line->period = AST_NEW(parser, Period);
  *line->period = period;
  return line;
}

Line *ast_value_cites(Parser *parser, Cites cites) {
  Decl *decl = parser->decl;
  Cites *owner = decl->lines.count ? &decl->lines.at[decl->lines.count - 1]->cites : &decl->cites;
  *owner = ast_cites_joined(parser, *owner, cites);
  return NULL;
}

Line *ast_gives(Parser *parser, Expr *value, Condition condition, Cites cites, Span span) {
  Line *line = branch_of(parser, LINE_GIVES, condition, cites, span);
  line->value = value;
  return line;
}

Line *ast_role_line(Parser *parser, Ident role, Idents parties, Condition condition, Cites cites, Span span) {
  if (misspelt_role(parser, ast_absolute(parser->decl, role.span))) {
    ast_swallowed(parser);
    return NULL;
  }
  Line *line = branch_of(parser, LINE_ROLE, condition, cites, span);
  line->name = role;
  line->parties = parties;
  return line;
}

Line *ast_unsettled_line(Parser *parser, Ident role, Condition condition, Cites cites, Span span) {
  Line *line = branch_of(parser, LINE_ROLE, condition, cites, span);
  line->name = role;
  line->unknown = true;
  return line;
}

Line *ast_on_line(Parser *parser, Idents parties, Span span) {
  Line *line = line_of(parser, LINE_ON, span);
  line->parties = parties;
  return line;
}

Line *ast_must(Parser *parser, Expr *condition, Expr *by, Expr *when, Cites cites, Span span) {
  Line *line = branch_of(parser, LINE_MUST, (Condition){when ? CONDITION_WHEN : CONDITION_ALWAYS, when}, cites, span);
  line->value = condition;
  line->by = by;
  return line;
}

Line *ast_named_line(Parser *parser, LineKind kind, Ident name, Span span) {
  Line *line = line_of(parser, kind, span);
  line->name = name;
  return line;
}

Line *ast_indicator(Parser *parser, LineKind kind, Ident name, Text label, Expr *when, Cites cites, Span span) {
  Line *line = ast_when_line(parser, kind, when, cites, span);
  line->name = name;
  line->label = label;
  return line;
}

Line *ast_severity(Parser *parser, Ident level, Condition condition, Cites cites, Span span) {
  Line *line = branch_of(parser, LINE_SEVERITY, condition, cites, span);
  line->name = level;
  return line;
}

Line *ast_probe(Parser *parser, Text text, Span span) {
  Line *line = line_of(parser, LINE_PROBE, span);
  line->label = text;
  return line;
}

Line *ast_given(Parser *parser, Statement *statement, Span span) {
  Line *line = line_of(parser, LINE_GIVEN, span);
  line->statement = statement;
  return line;
}

Line *ast_expect(Parser *parser, Expr *condition, Ref *because, Basis basis, Span span) {
  Line *line = line_of(parser, LINE_EXPECT, span);
  line->value = condition;
  line->because = because;
  line->basis = basis;
  return line;
}

#include <string.h>
#include "syntax/ast_build.h"
#include "syntax/complain.h"

/* ---- names, texts, citations ---- */

Ident ast_ident(const Parser *parser, Ident name, Span span) {
  name.span = parser_relative(parser, span);
  return name;
}

/* One name beyond the limit is kept, so that this is said once. */
Idents ast_names(Parser *parser, Idents names, Ident name) {
  if (names.count == PARSE_MEMBERS)
    complain(parser, DIAG_TOO_MANY_MEMBERS, ast_absolute(parser->decl, name.span),
             "this is the 65th: no type and no list of names has more than 64");
  if (names.count <= PARSE_MEMBERS) AST_PUSH(parser, &names, name);
  return names;
}

/* Room for more behind the text that was joined last: twice what is needed, so that many parts cost no more than one.
 */
static char *room_for(Parser *parser, Text first, uint32_t bytes) {
  if (first.at == parser->joined && bytes < parser->joined_room) return parser->joined;
  parser->joined_room = 2 * bytes + 1;
  parser->joined = mem_pool_alloc(&parser->tree->pool, parser->joined_room);
  if (first.bytes) memcpy(parser->joined, first.at, first.bytes);
  return parser->joined;
}

/* Texts that stand beside each other are one. */
Text ast_joined(Parser *parser, Text first, Text second, Span span) {
  uint32_t bytes = first.bytes + second.bytes;
  if (bytes > PARSE_TEXT_BYTES) {
    complain(parser, DIAG_TEXT_LONG, (Span){span.from, span.from + 1}, "these texts together are longer than 64 KiB");
    return (Text){0};
  }
  char *both = room_for(parser, first, bytes);
  if (second.bytes) memcpy(both + first.bytes, second.at, second.bytes);
  return (Text){both, bytes};
}

Cite ast_cite(Parser *parser, Ident source, Text paragraph, Basis basis, Text by, Span span) {
  return (Cite){
    .source = source, .paragraph = paragraph, .basis = basis, .by = by, .span = parser_relative(parser, span)};
}

Cites ast_cites(Parser *parser, Cites cites, Cite cite) {
  AST_PUSH(parser, &cites, cite);
  return cites;
}

Cites ast_cites_joined(Parser *parser, Cites first, Cites second) {
  for (size_t i = 0; i < second.count; i++) AST_PUSH(parser, &first, second.at[i]);
  return first;
}

/* ---- values ---- */

Literal ast_literal(const Parser *parser, Literal literal, Span span) {
  literal.span = parser_relative(parser, span);
  return literal;
}

Literal ast_negative(const Parser *parser, Literal literal, Span span) {
  if (literal.kind != LITERAL_ERROR) literal.number = -literal.number;
  return ast_literal(parser, literal, span);
}

Literal ast_text_literal(const Parser *parser, Text text, Span span) {
  return ast_literal(parser, (Literal){.kind = LITERAL_TEXT, .text = text}, span);
}

Literal ast_word_literal(const Parser *parser, LiteralKind kind, Span span) {
  return ast_literal(parser, (Literal){.kind = kind}, span);
}

Literal ast_name_literal(const Parser *parser, Ident name, Span span) {
  return ast_literal(parser, (Literal){.kind = LITERAL_NAME, .name = name.name}, span);
}

Literals ast_values(Parser *parser, Literals values, Literal value) {
  AST_PUSH(parser, &values, value);
  return values;
}

/* ---- dates ---- */

/* A date that cannot be read may be any, so that nothing more is said of it. */
static const PartialDate ANY_DAY = {DAY_FIRST, DAY_LAST};

static PartialDate year_of(Parser *parser, Literal year, Span span) {
  PartialDate date = ANY_DAY;
  Text text = parser_text(parser, span);
  DateStatus status = calendar_parse(text, &date);
  if (year.kind == LITERAL_ERROR || status == DATE_OK) return date;
  if (status == DATE_OUT_OF_RANGE) {
    complain(parser, DIAG_DATE_RANGE, span, "`%s` is outside the dates of Remit, 1900 to 2199", complain_word(text));
    return ANY_DAY;
  }
  Diag *diag = complain(parser, DIAG_DATE_FORM, span, "a date is due here, not `%s`", complain_word(text));
  if (diag) diag_mend(diag, "dates are written `2014-10-01`, `2014-10` or `2014`");
  return ANY_DAY;
}

DateBound ast_date(Parser *parser, Literal date, Span span) {
  DateBound bound = {.given = true, .span = parser_relative(parser, span)};
  bound.date = date.kind == LITERAL_DATE    ? date.date
               : date.kind == LITERAL_ERROR ? ANY_DAY
                                            : year_of(parser, date, span);
  return bound;
}

DateBound ast_between_dates(Parser *parser, DateBound first, DateBound last, Span span) {
  DateBound bound = {.given = true, .between = true, .span = parser_relative(parser, span)};
  bound.date = (PartialDate){first.date.first, last.date.last};
  if (bound.date.first <= bound.date.last) return bound;
  Diag *diag = complain(parser, DIAG_DATE_FORM, span, "`between` names the later date first");
  if (diag) diag_mend(diag, "the earlier date comes first");
  bound.date = ANY_DAY;
  return bound;
}

DateBounds ast_bounds(Parser *parser, DateBounds bounds, DateBound bound) {
  AST_PUSH(parser, &bounds, bound);
  return bounds;
}

/* ---- statements of fact ---- */

void ast_stated(Parser *parser, StatementKind kind, Literals values) {
  parser->statement = AST_NEW(parser, Statement);
  parser->statement->kind = kind;
  parser->statement->values = values;
}

void ast_stated_bound(Parser *parser, StatementKind kind, Literal value) {
  ast_stated(parser, kind, ast_values(parser, (Literals){0}, value));
}

void ast_stated_between(Parser *parser, Literal low, Literal high) {
  ast_stated(parser, STATEMENT_BETWEEN, ast_values(parser, ast_values(parser, (Literals){0}, low), high));
}

void ast_stated_on(Parser *parser, DateBounds dates) {
  ast_stated(parser, STATEMENT_ON, (Literals){0});
  parser->statement->on = dates;
}

void ast_statement_period(Parser *parser, Period period) {
  parser->statement->period = period;
}

void ast_statement_planned(Parser *parser, Span span) {
  if (parser->statement->planned) complain_twice(parser, span, "planned");
  parser->statement->planned = true;
}

void ast_statement_recorded(Parser *parser, DateBound date, Span span) {
  if (parser->statement->recorded.given) complain_twice(parser, span, "recorded");
  parser->statement->recorded = date;
}

void ast_statement_cites(Parser *parser, Cites cites) {
  parser->statement->cites = ast_cites_joined(parser, parser->statement->cites, cites);
}

Statement *ast_statement(Parser *parser, Ref *ref, Span span) {
  Statement *statement = parser->statement;
  statement->ref = *ref;
  statement->span = parser_relative(parser, span);
  return statement;
}

void ast_value_alone(Parser *parser, Span span) {
  Ref none = {0};
  ast_stating(parser, DECL_STATEMENT, ast_statement(parser, &none, span));
}

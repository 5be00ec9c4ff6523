#include "syntax/settle.h"
#include "syntax/complain.h"
#include "syntax/join.h"
#include "syntax/lexeme.h"
#include "syntax/reader.h"
#include "syntax/traits.h"

/* ---- words that are names out of their place ---- */

/* A name of a statement may be spelt like a word that can end the one before. */
static bool statement_begins(Parser *parser) {
  return join_states(reader_peek(parser, 0)->kind);
}

static bool statement_word(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  if (!tokens->stating) return false;
  bool value_due = tokens->before == TOKEN_IS || (!tokens->before && tokens->start == TOKEN_START_VALUE);
  if (value_due) return tokens->last.kind == TOKEN_NONE;
  return traits_of(tokens->before) & TRAIT_ENDS && !statement_begins(parser);
}

static bool status_word(const Tokens *tokens) {
  bool after_is = tokens->before == TOKEN_IS || tokens->before == TOKEN_IS_NOT;
  switch (tokens->last.kind) {
  case TOKEN_UNKNOWN:
    return after_is || (tokens->before == TOKEN_NAME && tokens->declaration == TOKEN_DUTY) ||
           join_line_may_begin(tokens, TOKEN_RIGHT) || (!tokens->before && tokens->start == TOKEN_START_VALUE);
  case TOKEN_HELD: if (join_line_may_begin(tokens, TOKEN_RIGHT)) return true; break;
  case TOKEN_RAISED: if (join_line_may_begin(tokens, TOKEN_SIGNATURE)) return true; break;
  }
  return after_is && !tokens->stating;
}

/* In a source's declaration a basis stands alone. */
static bool basis_word(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->declaration != TOKEN_SOURCE || !(traits_of(tokens->before) & TRAIT_ENDS)) return false;
  return !tokens->stating || !statement_begins(parser);
}

static bool type_due(const Tokens *tokens) {
  return tokens->before == ':' || tokens->before == TOKEN_SET_OF;
}

static bool is_word_here(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  switch (tokens->last.kind) {
  case TOKEN_TYPE_COUNT: case TOKEN_TYPE_NUMBER: case TOKEN_TYPE_PERCENT: case TOKEN_TYPE_MONEY: case TOKEN_TYPE_DATE:
  case TOKEN_TYPE_DURATION: case TOKEN_TYPE_TEXT:
    return type_due(tokens);
  case TOKEN_CONFLICT: case TOKEN_NOBODY: case TOKEN_KNOWN: case TOKEN_UNKNOWN: case TOKEN_DISPUTED: case TOKEN_HELD:
  case TOKEN_RAISED: case TOKEN_MET: case TOKEN_BREACHED: case TOKEN_PENDING: case TOKEN_APPLICABLE:
    return status_word(tokens);
  case TOKEN_STATED: case TOKEN_IMPLIED: case TOKEN_OPINION: case TOKEN_PROPOSED:
    return tokens->before == TOKEN_AS || basis_word(parser);
  case TOKEN_NONE: case TOKEN_COMPLETE: case TOKEN_PLANNED: case TOKEN_RECORDED: return statement_word(parser);
  case TOKEN_ONE: return tokens->before == TOKEN_AT_LEAST && tokens->declaration == TOKEN_ROLE;
  case TOKEN_INDICATORS:
    return tokens->before == TOKEN_NUMBER || (tokens->before == TOKEN_NAME && tokens->declaration == TOKEN_SIGNATURE);
  }
  return false;
}

static void become_name(Parser *parser) {
  Token *token = &parser->tokens.last;
  token->kind = TOKEN_NAME;
  token->value.TOKEN_NAME = lexeme_name(parser, parser_text(parser, token->span));
}

/* `true` and `false` where a value is due are a habit from elsewhere. */
static bool is_foreign_truth(const Tokens *tokens) {
  return (tokens->last.kind == TOKEN_WORD_TRUE || tokens->last.kind == TOKEN_WORD_FALSE) &&
         (tokens->before == TOKEN_IS || tokens->before == TOKEN_IS_NOT || tokens->before == '=');
}

static void settle_soft(Parser *parser) {
  Token *token = &parser->tokens.last;
  if (is_word_here(parser)) return;
  if (!is_foreign_truth(&parser->tokens)) {
    become_name(parser);
    return;
  }
  bool yes = token->kind == TOKEN_WORD_TRUE;
  complain_foreign(parser, token->span, yes ? "`yes`" : "`no`");
  token->kind = yes ? TOKEN_YES : TOKEN_NO;
}

/* A word of the language where nothing but a name can stand, on the same line, is meant as a name. */
static bool is_misused(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  uint16_t before = traits_of(tokens->before), here = traits_of(tokens->last.kind);
  if (!(here & TRAIT_RESERVED)) return false;
  if (tokens->last.first) return tokens->start == TOKEN_START_CASE && statement_begins(parser);
  if (tokens->before == TOKEN_SEVERITY && tokens->last.kind == TOKEN_IS) return false;   /* `severity is high` */
  if (before & TRAIT_WANTS_NAME) return true;
  return before & TRAIT_WANTS_OPERAND && here & TRAIT_DECLARATION;
}

/* ---- what is kept in mind ---- */

/* The parser is sent on from here as from a mistake, but it was said already what it is. */
static void refuse_nesting(Parser *parser) {
  if (!parser->decl || parser->too_deep != parser->decl) complain_nesting(parser, parser->tokens.last.span);
  parser->too_deep = parser->decl;
  parser->tokens.refused = true;
}

static void note_declaration(Tokens *tokens) {
  if (tokens->last.kind == TOKEN_CASE && tokens->start != TOKEN_START_CASE) return;
  tokens->declaration = tokens->last.kind;
  tokens->depth = 0;
  if (tokens->start == TOKEN_START_CASE) return;
  tokens->stating = tokens->last.kind == TOKEN_RECORD;
  tokens->body_indent = UINT32_MAX;
}

static void note(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_PARTY && type_due(tokens)) {
    tokens->last.kind = TOKEN_TYPE_PARTY;
    return;
  }
  switch (tokens->last.kind) {
  case '(':
    if (tokens->depth == PARSE_NESTING) refuse_nesting(parser);
    else tokens->depth++;
    return;
  case ')': tokens->depth -= tokens->depth > 0; return;
  case TOKEN_GIVEN: tokens->stating = true; return;
  case TOKEN_EXPECT: tokens->stating = false; return;
  }
  note_declaration(tokens);
}

/* `not not not ...`: counted here, so that the parser's stack stays small. */
static void note_prefix(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  if (traits_of(tokens->before) & TRAIT_ENDS && tokens->last.kind == '-') return;
  if (++tokens->prefixes <= PARSE_NESTING) return;
  refuse_nesting(parser);
  tokens->prefixes = 0;
}

/* The line before ends where a name is due, and this name begins a line of its own: `when a or`, then `delivers trust`.
 */
static void note_gap(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  uint16_t before = traits_of(tokens->before);
  if (!(before & (TRAIT_WANTS_NAME | TRAIT_WANTS_OPERAND)) || before & TRAIT_DECLARATION) return;
  if (tokens->last.indent > tokens->body_indent) return;
  const Token *next = reader_peek(parser, 0);
  bool role = tokens->declaration == TOKEN_DUTY && (next->kind == TOKEN_NAME || next->kind == TOKEN_UNKNOWN);
  if (next->first || !(role || (tokens->stating && join_states(next->kind)))) return;
  complain_gap(parser, tokens->before_span,
               before & TRAIT_WANTS_NAME ? TEXT("a name") : TEXT("a value or a condition"));
  parser->tokens.refused = true;
}

void settle_last(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  uint16_t traits = traits_of(tokens->last.kind);
  if (traits & TRAIT_PAIR) {
    join_last(parser);
    traits = traits_of(tokens->last.kind);
  }
  if (traits & TRAIT_SOFT) settle_soft(parser);
  else if (traits & TRAIT_RESERVED && is_misused(parser)) {
    complain_reserved(parser, tokens->last.span);
    become_name(parser);
  } else if (traits & TRAIT_NOTED) note(parser);
  if (tokens->last.first && tokens->last.kind == TOKEN_NAME) note_gap(parser);
  if (tokens->last.first && tokens->last.indent < tokens->body_indent && !(traits & TRAIT_DECLARATION))
    tokens->body_indent = tokens->last.indent;
  if (traits & TRAIT_PREFIX) note_prefix(parser);
  else if (tokens->last.kind != TOKEN_DURATION) tokens->prefixes = 0;
}

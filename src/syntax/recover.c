#include "syntax/recover.h"
#include "syntax/misspelt.h"
#include "syntax/reader.h"
#include "syntax/settle.h"
#include "syntax/traits.h"

static bool could_be_name(int kind) {
  return kind == TOKEN_NAME || traits_of(kind) & TRAIT_SOFT;
}

/* `requirment` at the margin: the parser stumbles on it next, and says so. */
static bool begins_misspelt(const Parser *parser, const Token *token) {
  return token->kind == TOKEN_NAME && token->first && !token->indent && misspelt_keyword(parser, token->span);
}

/* A keyword inside a line begins a declaration only with a name behind it: `set party` does not. */
static bool begins_declaration(Parser *parser, const Token *token) {
  if (begins_misspelt(parser, token)) return true;
  if (!(traits_of(token->kind) & TRAIT_DECLARATION) || token->kind == TOKEN_CASE) return false;
  if (token->first) return true;
  const Token *next = reader_peek(parser, 0);
  return next->kind == TOKEN_NAME && !next->first && !(traits_of(parser->tokens.before) & TRAIT_WANTS_NAME);
}

static bool begins_case_item(const Parser *parser, const Token *token) {
  if (!token->first || token->indent > parser->tokens.body_indent) return false;
  return could_be_name(token->kind) || traits_of(token->kind) & TRAIT_DECLARATION;
}

static bool begins_right_line(Parser *parser, const Token *token) {
  if (token->kind == TOKEN_NOT) return reader_peek(parser, 0)->kind == TOKEN_HELD;
  return token->kind == TOKEN_NOT_HELD || token->kind == TOKEN_HELD || token->kind == TOKEN_UNKNOWN ||
         token->kind == TOKEN_WHEN;
}

static bool begins_requirement_line(Parser *parser, const Token *token) {
  if (token->kind == TOKEN_NOT) return reader_peek(parser, 0)->kind == TOKEN_APPLICABLE;
  return token->kind == TOKEN_NOT_APPLICABLE || token->kind == TOKEN_ON || token->kind == TOKEN_MUST ||
         token->kind == TOKEN_APPLIES;
}

static bool begins_signature_line(const Token *token) {
  return token->kind == TOKEN_GROUP || token->kind == TOKEN_INDICATOR || token->kind == TOKEN_MITIGATION ||
         token->kind == TOKEN_RAISED || token->kind == TOKEN_SEVERITY || token->kind == TOKEN_PROBE;
}

static bool begins_line(Parser *parser, const Token *token) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->declaration == TOKEN_DEFINE && token->kind == TOKEN_GIVES) return true;
  if (token->kind == TOKEN_GIVEN || token->kind == TOKEN_EXPECT) return tokens->declaration == TOKEN_SCENARIO;
  if (!token->first) return false;
  bool body = token->indent <= tokens->body_indent;
  if (token->kind == TOKEN_NAME && body && misspelt_clause(parser, token->span)) return true;
  switch (tokens->declaration) {
  case TOKEN_DUTY: return could_be_name(token->kind) && body;
  case TOKEN_PARAMETER: return token->kind == TOKEN_IS;
  case TOKEN_RIGHT: return begins_right_line(parser, token);
  case TOKEN_REQUIREMENT: return begins_requirement_line(parser, token);
  case TOKEN_SIGNATURE: return begins_signature_line(token);
  }
  return false;
}

static int sync_at(Parser *parser, const Token *token) {
  if (token->kind == TOKEN_END) return TOKEN_SYNC_DECL;
  if (token->span.from == parser->tokens.offered_at) return 0;
  if (parser->tokens.start == TOKEN_START_CASE) return begins_case_item(parser, token) ? TOKEN_SYNC_DECL : 0;
  if (begins_declaration(parser, token)) return TOKEN_SYNC_DECL;
  return begins_line(parser, token) ? TOKEN_SYNC_LINE : 0;
}

/* The place becomes the parser's next token, read afresh: no name is due there. */
static int offer(Parser *parser, Span *span, int sync) {
  Tokens *tokens = &parser->tokens;
  *span = (Span){tokens->last.span.from, tokens->last.span.from};
  tokens->offered = tokens->replay = true;
  tokens->offered_at = tokens->last.span.from;
  tokens->before = 0;
  tokens->depth = tokens->prefixes = 0;
  settle_last(parser);
  return sync;
}

static int close_brackets(Parser *parser, Span *span) {
  Tokens *tokens = &parser->tokens;
  tokens->depth--;
  tokens->offered = true;
  *span = tokens->last.span;
  return ')';
}

int recover_next(REMIT_STYPE *value, Span *span, Parser *parser) {
  Tokens *tokens = &parser->tokens;
  unsigned inner = 0;
  (void)value;
  if (tokens->last.kind == '(' && !tokens->offered && !tokens->refused) tokens->depth -= tokens->depth > 0;
  if (tokens->offered && tokens->last.kind != TOKEN_END) reader_take(parser);
  tokens->offered = tokens->replay = tokens->refused = false;
  for (;; reader_take(parser)) {
    int sync = sync_at(parser, &tokens->last);
    if (sync) return offer(parser, span, sync);
    if (tokens->last.kind == '(') inner++;
    if (tokens->last.kind != ')') continue;
    if (inner) inner--;
    else if (tokens->depth) return close_brackets(parser, span);
  }
}

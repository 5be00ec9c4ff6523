#include "syntax/tokens.h"
#include <string.h>
#include "syntax/complain.h"
#include "syntax/lexeme.h"
#include "syntax/recover.h"
#include "syntax/traits.h"

/* ---- the scanner's words, up to two ahead ---- */

static void scan(Parser *parser, Token *token) {
  Tokens *tokens = &parser->tokens;
  token->kind = tokens_scan(&token->value, &token->span, tokens->scanner);
  token->first = tokens->line_start;
  token->indent = tokens->line_indent;
  tokens->line_start = false;
}

Token *tokens_peek(Parser *parser, unsigned i) {
  Tokens *tokens = &parser->tokens;
  while (tokens->ahead_count <= i) scan(parser, &tokens->ahead[tokens->ahead_count++]);
  return &tokens->ahead[i];
}

void tokens_drop(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  tokens->ahead[0] = tokens->ahead[1];
  tokens->ahead_count--;
}

void tokens_take(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  tokens->before = tokens->last.kind;
  tokens->before_first = tokens->last.first;
  tokens->before_span = tokens->last.span;
  if (tokens->last.kind == TOKEN_END) return;
  if (parser->stopped) {
    tokens->last.kind = TOKEN_END;
    return;
  }
  if (!tokens->ahead_count) {
    scan(parser, &tokens->last);
    return;
  }
  tokens->last = tokens->ahead[0];
  tokens_drop(parser);
}

void tokens_line_start(Tokens *tokens, uint32_t offset) {
  uint32_t indent = 0;
  while (indent < offset && tokens->buffer[offset - indent - 1] != '\n') indent++;
  tokens->line_start = true;
  tokens->line_indent = indent;
}

/* ---- two words, one token ---- */

static bool word_is(const Parser *parser, const Token *token, const char *word) {
  size_t bytes = strlen(word);
  return token->span.to - token->span.from == bytes && !memcmp(parser->source->text.at + token->span.from, word, bytes);
}

/* `held`, `unknown`, `not held` begin a line only where nothing else is due. */
static bool line_may_begin(const Tokens *tokens, int declaration) {
  return tokens->declaration == declaration && (!tokens->before || traits_of(tokens->before) & TRAIT_ENDS);
}

static int pair_not(Parser *parser, const Token *next) {
  const Tokens *tokens = &parser->tokens;
  if (next->kind == TOKEN_IN) return TOKEN_NOT_IN;
  if (next->kind == TOKEN_HELD && line_may_begin(tokens, TOKEN_RIGHT)) return TOKEN_NOT_HELD;
  if (next->kind == TOKEN_APPLICABLE && line_may_begin(tokens, TOKEN_REQUIREMENT)) return TOKEN_NOT_APPLICABLE;
  return 0;
}

static int pair_as(const Token *next) {
  if (next->kind == TOKEN_AT) return TOKEN_AS_AT;
  if (next->kind == TOKEN_PLANNED) return TOKEN_AS_PLANNED;
  if (next->kind == TOKEN_KNOWN) return TOKEN_AS_KNOWN;
  return 0;
}

static int pair_in(const Parser *parser, const Token *next) {
  if (next->kind == TOKEN_LAST) return TOKEN_IN_LAST;
  return word_is(parser, next, "force") ? TOKEN_IN_FORCE : 0;
}

static int pair_at(const Parser *parser, const Token *next) {
  if (word_is(parser, next, "least")) return TOKEN_AT_LEAST;
  return word_is(parser, next, "most") ? TOKEN_AT_MOST : 0;
}

/* What is followed by `of`. */
static int pair_of(int kind) {
  switch (kind) {
  case TOKEN_WORD_SET: return TOKEN_SET_OF;
  case TOKEN_TYPE_COUNT: return TOKEN_COUNT_OF;
  case TOKEN_WORD_CHANGES: return TOKEN_CHANGES_OF;
  case TOKEN_WORD_START: return TOKEN_START_OF;
  case TOKEN_WORD_ALL: return TOKEN_ALL_OF;
  case TOKEN_NONE: return TOKEN_NONE_OF;
  case TOKEN_ONE: return TOKEN_ONE_OF;
  case TOKEN_WORD_CLAIM: return TOKEN_CLAIM_OF;
  case TOKEN_WORD_POWER: return TOKEN_POWER_OF;
  case TOKEN_WORD_LIBERTY: return TOKEN_LIBERTY_OF;
  case TOKEN_WORD_IMMUNITY: return TOKEN_IMMUNITY_OF;
  }
  return 0;
}

/* The token that `last` and the word behind it make together, or 0. */
static int pair(Parser *parser, const Token *next) {
  const Tokens *tokens = &parser->tokens;
  switch (tokens->last.kind) {
  case TOKEN_IS: return next->kind == TOKEN_NOT ? TOKEN_IS_NOT : 0;
  case TOKEN_NOT: return pair_not(parser, next);
  case TOKEN_AS: return pair_as(next);
  case TOKEN_IN: return pair_in(parser, next);
  case TOKEN_AT: return pair_at(parser, next);
  case TOKEN_FOR: return word_is(parser, next, "each") ? TOKEN_FOR_EACH : 0;
  case TOKEN_RAISED: return word_is(parser, next, "signatures") ? TOKEN_RAISED_SIGNATURES : 0;
  case TOKEN_BREACHED: return word_is(parser, next, "requirements") ? TOKEN_BREACHED_REQUIREMENTS : 0;
  case TOKEN_HELD: return word_is(parser, next, "rights") ? TOKEN_HELD_RIGHTS : 0;
  case TOKEN_WORD_EXACTLY: return next->kind == TOKEN_ONE && tokens->declaration == TOKEN_ROLE ? TOKEN_EXACTLY_ONE : 0;
  case TOKEN_WORD_ANY: return next->kind == TOKEN_TYPE_NUMBER && tokens->declaration == TOKEN_ROLE ? TOKEN_ANY_NUMBER : 0;
  case TOKEN_WORD_DAYS: return next->kind == TOKEN_FROM && !tokens->stating ? TOKEN_DAYS_FROM : 0;
  case TOKEN_WORD_MONTHS: return next->kind == TOKEN_FROM && !tokens->stating ? TOKEN_MONTHS_FROM : 0;
  case TOKEN_WORD_YEARS: return next->kind == TOKEN_FROM && !tokens->stating ? TOKEN_YEARS_FROM : 0;
  case TOKEN_WORD_ALL:
    if (next->kind == TOKEN_INDICATORS) return TOKEN_ALL_INDICATORS;
    break;
  }
  return next->kind == TOKEN_OF ? pair_of(tokens->last.kind) : 0;
}

static bool is_unit(int kind) {
  return kind == TOKEN_WORD_DAY || kind == TOKEN_WORD_DAYS || kind == TOKEN_WORD_WEEK || kind == TOKEN_WORD_MONTH ||
         kind == TOKEN_WORD_MONTHS || kind == TOKEN_WORD_YEAR || kind == TOKEN_WORD_YEARS;
}

static bool is_days(int kind) {
  return kind == TOKEN_WORD_DAY || kind == TOKEN_WORD_DAYS;
}

/* `10 working days`: a number, then a unit, is one token. */
static void join(Parser *parser);

static void join_duration(Parser *parser) {
  Token *number = &parser->tokens.last, *unit = tokens_peek(parser, 0);
  bool working = unit->kind == TOKEN_WORD_WORKING && is_days(tokens_peek(parser, 1)->kind);
  if (working) tokens_drop(parser);
  if (!is_unit(unit->kind)) return;
  Text digits = parser_text(parser, number->span);
  number->span.to = unit->span.to;
  number->kind = TOKEN_DURATION;
  number->value.TOKEN_DURATION = lexeme_duration(parser, number->value.TOKEN_NUMBER, digits, unit->kind, working, number->span);
  tokens_drop(parser);
}

static bool states(int kind) {
  return kind == TOKEN_IS || kind == TOKEN_ON || kind == TOKEN_INCLUDES || kind == TOKEN_EXCLUDES;
}

/* Whether a list cannot go on with this word. */
static bool ends_list(Parser *parser, const Token *next) {
  switch (next->kind) {
  case TOKEN_CITE: case TOKEN_WHEN: case TOKEN_OTHERWISE: case TOKEN_FROM: case TOKEN_UNTIL: case TOKEN_ON: case TOKEN_OVER:
  case TOKEN_AGAINST: case TOKEN_END: case ')':
    return true;
  }
  if (!next->first) return false;
  if (traits_of(next->kind) & TRAIT_DECLARATION) return true;
  if (!parser->tokens.stating || next->indent > parser->tokens.body_indent) return false;
  const Token *then = tokens_peek(parser, 1);
  return states(then->kind) || (then->kind == TOKEN_NAME && !then->first);
}

/* A comma with nothing behind it is left out. */
static void skip_last_comma(Parser *parser) {
  if (!ends_list(parser, tokens_peek(parser, 0))) return;
  Diag *diag = complain(parser, DIAG_SYNTAX, parser->tokens.last.span, "nothing stands behind this `,`");
  if (diag) diag_mend(diag, "leave it out, or name one more");
  parser->tokens.last = *tokens_peek(parser, 0);
  tokens_drop(parser);
  if (traits_of(parser->tokens.last.kind) & TRAIT_PAIR) join(parser);
}

static void join(Parser *parser) {
  Token *token = &parser->tokens.last, *next = tokens_peek(parser, 0);
  if (token->kind == ',') {
    skip_last_comma(parser);
    return;
  }
  if (token->kind == TOKEN_NUMBER) {
    join_duration(parser);
    return;
  }
  int joined = pair(parser, next);
  if (!joined) return;
  token->kind = joined;
  token->span.to = next->span.to;
  tokens_drop(parser);
}

/* ---- words that are names out of their place ---- */

/* A name of a statement may be spelt like a word that can end the one before. */
static bool statement_begins(Parser *parser) {
  return states(tokens_peek(parser, 0)->kind);
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
           line_may_begin(tokens, TOKEN_RIGHT) || (!tokens->before && tokens->start == TOKEN_START_VALUE);
  case TOKEN_HELD: if (line_may_begin(tokens, TOKEN_RIGHT)) return true; break;
  case TOKEN_RAISED: if (line_may_begin(tokens, TOKEN_SIGNATURE)) return true; break;
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

/* The line before ends where a name is due, and this name begins a line of its own: `when a or`, then `delivers trust`. */
static void note_gap(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  uint16_t before = traits_of(tokens->before);
  if (!(before & (TRAIT_WANTS_NAME | TRAIT_WANTS_OPERAND)) || before & TRAIT_DECLARATION) return;
  if (tokens->last.indent > tokens->body_indent) return;
  const Token *next = tokens_peek(parser, 0);
  bool role = tokens->declaration == TOKEN_DUTY && (next->kind == TOKEN_NAME || next->kind == TOKEN_UNKNOWN);
  if (next->first || !(role || (tokens->stating && states(next->kind)))) return;
  complain_gap(parser, tokens->before_span, before & TRAIT_WANTS_NAME ? TEXT("a name") : TEXT("a value or a condition"));
  parser->tokens.refused = true;
}

void tokens_settle(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  uint16_t traits = traits_of(tokens->last.kind);
  if (traits & TRAIT_PAIR) {
    join(parser);
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

/* ---- the parser's side ---- */

int tokens_next(REMIT_STYPE *value, Span *span, Parser *parser, bool recovering) {
  Tokens *tokens = &parser->tokens;
  if (!tokens->started) {
    tokens->started = true;
    *span = (Span){0, 0};
    return tokens->start;
  }
  if (recovering) return recover_next(value, span, parser);
  tokens->offered = false;
  if (tokens->replay) tokens->replay = false;
  else if (tokens->last.kind == TOKEN_END) return 0;
  else {
    tokens_take(parser);
    tokens_settle(parser);
  }
  *value = tokens->last.value;
  *span = tokens->last.span;
  if (tokens->last.kind == TOKEN_BROKEN) tokens->refused = true;
  return tokens->refused ? TOKEN_BROKEN : tokens->last.kind;
}

void tokens_open(Parser *parser, int start) {
  Tokens *tokens = &parser->tokens;
  Text text = parser->source->text;
  tokens->buffer = mem_alloc_flat(text.bytes + 2u);
  if (text.bytes) memcpy(tokens->buffer, text.at, text.bytes);
  tokens->start = start;
  tokens->stating = start == TOKEN_START_CASE || start == TOKEN_START_STATEMENT || start == TOKEN_START_VALUE;
  tokens->body_indent = tokens->offered_at = UINT32_MAX;
  tokens->line_start = true;
  tokens->scanner = tokens_open_scanner(parser, tokens->buffer, text.bytes + 2u);
}

void tokens_close(Parser *parser) {
  tokens_close_scanner(parser->tokens.scanner);
  mem_free(parser->tokens.buffer);
  parser->tokens.scanner = parser->tokens.buffer = NULL;
}

bool tokens_reserved(int kind) {
  return traits_of(kind) & TRAIT_RESERVED;
}

bool tokens_begins_declaration(int kind) {
  return traits_of(kind) & TRAIT_DECLARATION;
}

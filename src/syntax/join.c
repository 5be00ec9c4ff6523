#include "syntax/join.h"
#include <string.h>
#include "syntax/complain.h"
#include "syntax/lexeme.h"
#include "syntax/reader.h"
#include "syntax/traits.h"

static bool word_is(const Parser *parser, const Token *token, const char *word) {
  size_t bytes = strlen(word);
  return token->span.to - token->span.from == bytes && !memcmp(parser->source->text.at + token->span.from, word, bytes);
}

/* `held`, `unknown`, `not held` begin a line only where nothing else is due. */
bool join_line_may_begin(const Tokens *tokens, int declaration) {
  return tokens->declaration == declaration && (!tokens->before || traits_of(tokens->before) & TRAIT_ENDS);
}

static int pair_not(Parser *parser, const Token *next) {
  const Tokens *tokens = &parser->tokens;
  if (next->kind == TOKEN_IN) return TOKEN_NOT_IN;
  if (next->kind == TOKEN_HELD && join_line_may_begin(tokens, TOKEN_RIGHT)) return TOKEN_NOT_HELD;
  if (next->kind == TOKEN_APPLICABLE && join_line_may_begin(tokens, TOKEN_REQUIREMENT)) return TOKEN_NOT_APPLICABLE;
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
  case TOKEN_WORD_ANY:
    return next->kind == TOKEN_TYPE_NUMBER && tokens->declaration == TOKEN_ROLE ? TOKEN_ANY_NUMBER : 0;
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

bool join_states(int kind) {
  return kind == TOKEN_IS || kind == TOKEN_ON || kind == TOKEN_INCLUDES || kind == TOKEN_EXCLUDES;
}

/* `count_of is 2`, and in the next line `days is 3`: the fact called `days`, not `2 days`. */
static bool begins_statement(Parser *parser, const Token *unit) {
  return parser->tokens.stating && unit->first && join_states(reader_peek(parser, 1)->kind);
}

/* `10 working days`: a number, then a unit, is one token. */
static void join_duration(Parser *parser) {
  Token *number = &parser->tokens.last, *unit = reader_peek(parser, 0);
  bool working = unit->kind == TOKEN_WORD_WORKING && is_days(reader_peek(parser, 1)->kind);
  if (working) reader_drop(parser);
  if (!is_unit(unit->kind) || begins_statement(parser, unit)) return;
  Text digits = parser_text(parser, number->span);
  number->span.to = unit->span.to;
  number->kind = TOKEN_DURATION;
  number->value.TOKEN_DURATION =
    lexeme_duration(parser, number->value.TOKEN_NUMBER, digits, unit->kind, working, number->span);
  reader_drop(parser);
}

/* Whether a list cannot go on with this word. */
static bool ends_list(Parser *parser, const Token *next) {
  switch (next->kind) {
  case TOKEN_CITE:
  case TOKEN_WHEN:
  case TOKEN_OTHERWISE:
  case TOKEN_FROM:
  case TOKEN_UNTIL:
  case TOKEN_ON:
  case TOKEN_OVER:
  case TOKEN_AGAINST: case TOKEN_END: case ')':
    return true;
  }
  if (!next->first) return false;
  if (traits_of(next->kind) & TRAIT_DECLARATION) return true;
  if (!parser->tokens.stating || next->indent > parser->tokens.body_indent) return false;
  const Token *then = reader_peek(parser, 1);
  return join_states(then->kind) || (then->kind == TOKEN_NAME && !then->first);
}

/* A comma with nothing behind it is left out. */
static void skip_last_comma(Parser *parser) {
  if (!ends_list(parser, reader_peek(parser, 0))) return;
  Diag *diag = complain(parser, DIAG_SYNTAX, parser->tokens.last.span, "nothing stands behind this `,`");
  if (diag) diag_mend(diag, "leave it out, or name one more");
  parser->tokens.last = *reader_peek(parser, 0);
  reader_drop(parser);
  if (traits_of(parser->tokens.last.kind) & TRAIT_PAIR) join_last(parser);
}

void join_last(Parser *parser) {
  Token *token = &parser->tokens.last, *next = reader_peek(parser, 0);
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
  reader_drop(parser);
}

#include "syntax/mistake.h"
#include "syntax/complain.h"
#include "syntax/misspelt.h"
#include "syntax/reader.h"
#include "syntax/traits.h"

static const char *turn_in_case(const Tokens *tokens) {
  if (traits_of(tokens->last.kind) & TRAIT_DECLARATION)
    return "a case states facts; what they mean is declared in a module, a `.remit` file";
  return NULL;
}

static const char *turn_in_rules(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_CASE) {
    parser->stopped = true;
    return "a case stands in a file of its own, whose name ends in `.case`";
  }
  if (tokens->last.kind == TOKEN_NAME && reader_peek(parser, 0)->kind == TOKEN_IS)
    return "to state a fact in a module, say `record` before it";
  return NULL;
}

static const char *turn_in_statement(const Tokens *tokens) {
  switch (tokens->last.kind) {
  case TOKEN_TO: return "say `is between ... and ...`";
  case TOKEN_SINCE: return "say `from`";
  case TOKEN_FROM: return "say `from` before `until`";
  case TOKEN_IS_NOT: return "state what is: a value, `one of (...)`, `is no` or `is unknown`";
  case TOKEN_OR: case TOKEN_AND: return "say `one of (a, b)`, or list the members of a set with `,`";
  case '=': case '<': case '>': case TOKEN_LE: case TOKEN_GE: return "say `is`, `is at least` or `is at most`";
  }
  return NULL;
}

/* After a value that a comparison could follow. */
static const char *turn_in_comparison(const Tokens *tokens) {
  switch (tokens->last.kind) {
  case TOKEN_AT_LEAST: return "say `is at least`, or `>=`";
  case TOKEN_AT_MOST: return "say `is at most`, or `<=`";
  case TOKEN_BETWEEN: return "say `is between`";
  }
  return NULL;
}

/* Words that are right one by one, but not in this order. */
static const char *known_turn(Parser *parser, const Expected *expected, bool complete) {
  const Tokens *tokens = &parser->tokens;
  if (expect_has(expected, "`<=`") && turn_in_comparison(tokens)) return turn_in_comparison(tokens);
  if (tokens->last.kind == TOKEN_GIVES && expect_has(expected, "`when`"))
    return "say `when` before a condition, or `: TYPE` before `gives`";
  if (tokens->before == TOKEN_IS && tokens->last.kind == TOKEN_IN) return "say `in` without `is`";
  if (tokens->before == TOKEN_IS_NOT && tokens->last.kind == TOKEN_IN) return "say `not in` without `is`";
  if (tokens->start == TOKEN_START_CASE && turn_in_case(tokens)) return turn_in_case(tokens);
  if (tokens->start == TOKEN_START_RULES && tokens->last.first && complete) return turn_in_rules(parser);
  return tokens->stating ? turn_in_statement(tokens) : NULL;
}

static void complain_misfit(Parser *parser, const Expected *expected, Text phrase, bool complete) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_END) {
    complain(parser, DIAG_SYNTAX, tokens->last.span, "there is nothing here%s", complain_phrase(phrase));
    return;
  }
  const char *word = complain_word(parser_text(parser, tokens->last.span));
  const char *turn = known_turn(parser, expected, complete);
  Diag *diag = complain(parser, DIAG_SYNTAX, tokens->last.span, "`%s` does not fit here%s", word,
                        turn ? "" : complain_phrase(phrase));
  if (diag && turn) diag_mend(diag, "%s", turn);
}

void mistake_report(Parser *parser, const Expected *expected) {
  const Tokens *tokens = &parser->tokens;
  int kind = tokens->last.kind;
  bool follows_mistake = parser->mistakes && !tokens->last.first && parser->mistaken_at == tokens->before_span.from;
  if (tokens->refused || follows_mistake) return;
  bool complete = expect_has(expected, "the end of the file"), begins = kind == TOKEN_END || tokens->last.first;
  if (kind == TOKEN_END && !parser->mistakes) parser->unfinished = true;
  if (misspelt_complain(parser, expected)) return;
  Text phrase = expect_phrase(expected);
  if (begins && !complete && tokens->before_span.to) complain_gap(parser, tokens->before_span, phrase);
  else complain_misfit(parser, expected, phrase, complete);
}

#include "syntax/complain.h"
#include <stdarg.h>
#include "syntax/misspelt.h"
#include "syntax/tokens.h"

Diag *complain(Parser *parser, DiagCode code, Span span, const char *format, ...) {
  va_list args;
  if (parser->mistakes > PARSE_MISTAKES || (parser->mistakes && parser->mistaken_at == span.from)) return NULL;
  parser->mistaken_at = span.from;
  va_start(args, format);
  const char *text = text_c(text_format_list(format, args));
  va_end(args);
  if (++parser->mistakes > PARSE_MISTAKES) {
    parser->stopped = true;
    return diag_add(parser->diags, DIAG_MISTAKES, parser->source, span, "more than %d mistakes: what follows was not read", PARSE_MISTAKES);
  }
  return diag_add(parser->diags, code, parser->source, span, "%s", text);
}

const char *complain_word(Text word) {
  uint32_t end = 40;
  if (word.bytes <= end) return text_c(word);
  while (end && ((unsigned char)word.at[end] & 0xC0) == 0x80) end--;
  return text_c(text_format("%s...", text_c(text_slice(word, 0, end))));
}

void complain_reserved(Parser *parser, Span span) {
  Text word = parser_text(parser, span);
  Diag *diag = complain(parser, DIAG_RESERVED, span, "`%s` is a word of the language and cannot be a name", complain_word(word));
  if (diag) diag_mend(diag, "call it `the_%s`, for example", complain_word(word));
}

void complain_nesting(Parser *parser, Span span) {
  Diag *diag = complain(parser, DIAG_NESTING, (Span){span.from, span.from + 1}, "this is nested more than %d levels deep", PARSE_NESTING);
  if (diag) diag_mend(diag, "give a part of it a name with `define`");
}

void complain_foreign(Parser *parser, Span span, const char *remit) {
  Text sign = parser_text(parser, span);
  bool word = sign.bytes && (*sign.at | 0x20) >= 'a' && (*sign.at | 0x20) <= 'z';
  Diag *diag = complain(parser, DIAG_FOREIGN, span, "`%s` is not a %s of Remit", complain_word(sign), word ? "word" : "sign");
  if (diag) diag_mend(diag, "write %s", remit);
}

void complain_twice(Parser *parser, Span span, const char *clause) {
  complain(parser, DIAG_CLAUSE_TWICE, span, "`%s` stands here a second time", clause);
}

/* ---- what does not fit, and what would ---- */

static const char *with_phrase(Text phrase) {
  return phrase.bytes ? text_c(text_format("; %s could come next", text_c(phrase))) : "";
}

/* The line before is unfinished: that is where the mistake is, and not in the word that showed it. */
void complain_gap(Parser *parser, Span last, Text phrase) {
  Span end = {last.to ? last.to - 1 : 0, last.to};
  while (end.from > last.from && ((unsigned char)parser->source->text.at[end.from] & 0xC0) == 0x80) end.from--;
  complain(parser, DIAG_SYNTAX, end, "something is missing here%s", with_phrase(phrase));
}

static const char *turn_in_case(const Tokens *tokens) {
  if (tokens_begins_declaration(tokens->last.kind))
    return "a case states facts; what they mean is declared in a module, a `.remit` file";
  return NULL;
}

static const char *turn_in_rules(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_CASE) {
    parser->stopped = true;
    return "a case stands in a file of its own, whose name ends in `.case`";
  }
  if (tokens->last.kind == TOKEN_NAME && tokens_peek(parser, 0)->kind == TOKEN_IS)
    return "to state a fact in a module, say `record` before it";
  return NULL;
}

static const char *turn_in_statement(const Tokens *tokens) {
  switch (tokens->last.kind) {
  case TOKEN_IS_NOT: return "state what is: a value, `one of (...)`, `is no` or `is unknown`";
  case TOKEN_OR: case TOKEN_AND: return "say `one of (a, b)`, or list the members of a set with `,`";
  case '=': case '<': case '>': case TOKEN_LE: case TOKEN_GE: return "say `is`, `is at least` or `is at most`";
  }
  return NULL;
}

/* Words that are right one by one, but not in this order. */
static const char *known_turn(Parser *parser, bool complete) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->before == TOKEN_IS && tokens->last.kind == TOKEN_IN) return "say `in` without `is`";
  if (tokens->before == TOKEN_IS_NOT && tokens->last.kind == TOKEN_IN) return "say `not in` without `is`";
  if (tokens->start == TOKEN_START_CASE && turn_in_case(tokens)) return turn_in_case(tokens);
  if (tokens->start == TOKEN_START_RULES && tokens->last.first && complete) return turn_in_rules(parser);
  return tokens->stating ? turn_in_statement(tokens) : NULL;
}

static void complain_misfit(Parser *parser, Text phrase, bool complete) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_END) {
    complain(parser, DIAG_SYNTAX, tokens->last.span, "there is nothing here%s", with_phrase(phrase));
    return;
  }
  const char *word = complain_word(parser_text(parser, tokens->last.span)), *turn = known_turn(parser, complete);
  Diag *diag = complain(parser, DIAG_SYNTAX, tokens->last.span, "`%s` does not fit here%s", word, turn ? "" : with_phrase(phrase));
  if (diag && turn) diag_mend(diag, "%s", turn);
}

void complain_syntax(Parser *parser, const Expected *expected) {
  const Tokens *tokens = &parser->tokens;
  int kind = tokens->last.kind;
  bool follows_mistake = parser->mistakes && !tokens->last.first && parser->mistaken_at == tokens->before_span.from;
  if (tokens->refused || follows_mistake) return;
  bool complete = expect_has(expected, "the end of the file"), begins = kind == TOKEN_END || tokens->last.first;
  if (kind == TOKEN_END && !parser->mistakes) parser->unfinished = true;
  if (misspelt_complain(parser, expected)) return;
  Text phrase = expect_phrase(expected);
  if (begins && !complete && tokens->before_span.to) complain_gap(parser, tokens->before_span, phrase);
  else complain_misfit(parser, phrase, complete);
}

#include "syntax/complain.h"
#include <stdarg.h>

Diag *complain(Parser *parser, DiagCode code, Span span, const char *format, ...) {
  va_list args;
  if (parser->mistakes > PARSE_MISTAKES || (parser->mistakes && parser->mistaken_at == span.from)) return NULL;
  parser->mistaken_at = span.from;
  va_start(args, format);
  const char *text = text_c(text_format_list(format, args));
  va_end(args);
  if (++parser->mistakes > PARSE_MISTAKES) {
    parser->stopped = true;
    return diag_add(parser->diags, DIAG_MISTAKES, parser->source, span,
                    "more than %d mistakes: what follows was not read", PARSE_MISTAKES);
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
  Diag *diag =
    complain(parser, DIAG_RESERVED, span, "`%s` is a word of the language and cannot be a name", complain_word(word));
  if (diag) diag_mend(diag, "call it `the_%s`, for example", complain_word(word));
}

void complain_nesting(Parser *parser, Span span) {
  Diag *diag = complain(parser, DIAG_NESTING, (Span){span.from, span.from + 1},
                        "this is nested more than %d levels deep", PARSE_NESTING);
  if (diag) diag_mend(diag, "give a part of it a name with `define`");
}

void complain_foreign(Parser *parser, Span span, const char *remit) {
  Text sign = parser_text(parser, span);
  bool word = sign.bytes && (*sign.at | 0x20) >= 'a' && (*sign.at | 0x20) <= 'z';
  Diag *diag =
    complain(parser, DIAG_FOREIGN, span, "`%s` is not a %s of Remit", complain_word(sign), word ? "word" : "sign");
  if (diag) diag_mend(diag, "write %s", remit);
}

void complain_twice(Parser *parser, Span span, const char *clause) {
  complain(parser, DIAG_CLAUSE_TWICE, span, "`%s` stands here a second time", clause);
}

const char *complain_phrase(Text phrase) {
  return phrase.bytes ? text_c(text_format("; %s could come next", text_c(phrase))) : "";
}

/* The line before is unfinished: that is where the mistake is, and not in the word that showed it. */
Diag *complain_gap(Parser *parser, Span last, Text phrase) {
  Span end = {last.to ? last.to - 1 : 0, last.to};
  while (end.from > last.from && ((unsigned char)parser->source->text.at[end.from] & 0xC0) == 0x80) end.from--;
  return complain(parser, DIAG_SYNTAX, end, "something is missing here%s", complain_phrase(phrase));
}

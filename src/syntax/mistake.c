#include "syntax/mistake.h"
#include "syntax/complain.h"
#include "syntax/misspelt.h"
#include "syntax/turns.h"

static Diag *complain_misfit(Parser *parser, Text phrase) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_END)
    return complain(parser, DIAG_SYNTAX, tokens->last.span, "there is nothing here%s", complain_phrase(phrase));
  const char *word = complain_word(parser_text(parser, tokens->last.span));
  return complain(parser, DIAG_SYNTAX, tokens->last.span, "`%s` does not fit here%s", word, complain_phrase(phrase));
}

/* What could come next, or what to write instead where that is known. */
static void complain_either(Parser *parser, const Expected *expected, bool gap) {
  const char *turn = turn_here(parser, expected);
  Text phrase = turn ? TEXT("") : expect_phrase(expected);
  Diag *diag = gap ? complain_gap(parser, parser->tokens.before_span, phrase) : complain_misfit(parser, phrase);
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
  complain_either(parser, expected,
                  begins && !complete && tokens->before_span.to && !turn_keyless(parser, expected));
}

/* Messages about syntax, in an author's words. Spans here are absolute. */
#ifndef REMIT_SYNTAX_COMPLAIN_H
#define REMIT_SYNTAX_COMPLAIN_H
#include "syntax/parser.h"

/* NULL once there are so many that reading has stopped. */
Diag *complain(Parser *parser, DiagCode code, Span span, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* What an author wrote, as a message shows it: cut where it is long. */
const char *complain_word(Text word);
void complain_reserved(Parser *parser, Span span);
void complain_nesting(Parser *parser, Span span);
/* A sign or word that other languages use for `remit`, which is the way to write it here, backquoted. */
void complain_foreign(Parser *parser, Span span, const char *remit);
/* A clause that stands a second time in one declaration. */
void complain_twice(Parser *parser, Span span, const char *clause);
/* Something is missing behind `last`, the last word that is right; `phrase` could stand there, where it is not empty.
 * NULL where nothing more is said. */
Diag *complain_gap(Parser *parser, Span last, Text phrase);
/* "; PHRASE could come next", or nothing. */
const char *complain_phrase(Text phrase);
#endif

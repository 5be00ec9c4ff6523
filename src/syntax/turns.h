/* Words that are right one by one, but not in this order, and lines that lack their first word: what to write instead.
 * Private to this floor. */
#ifndef REMIT_SYNTAX_TURNS_H
#define REMIT_SYNTAX_TURNS_H
#include "syntax/expect.h"
#include "syntax/parser.h"

/* For the token delivered last, which does not fit. NULL: none is known. */
const char *turn_here(Parser *parser, const Expected *expected);
/* Whether the token delivered last begins a line that lacks its first word, so that it is the one to point at. */
bool turn_keyless(const Parser *parser, const Expected *expected);
#endif

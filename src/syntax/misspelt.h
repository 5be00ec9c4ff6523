/* Whether a mistake comes from a word that is nearly one of the language. Private to this floor. */
#ifndef REMIT_SYNTAX_MISSPELT_H
#define REMIT_SYNTAX_MISSPELT_H
#include "syntax/expect.h"
#include "syntax/parser.h"

/* Says so and returns true; else says nothing. */
bool misspelt_complain(Parser *parser, const Expected *expected);
/* Whether this name is nearly a word that begins a declaration. */
bool misspelt_keyword(const Parser *parser, Span span);
/* Whether it is nearly a word that begins a line. */
bool misspelt_clause(const Parser *parser, Span span);
/* A line of a duty whose "role" stands inside another line and is nearly `when` or `otherwise`. */
bool misspelt_role(Parser *parser, Span span);
#endif

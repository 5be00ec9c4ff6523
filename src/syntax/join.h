/* Words that are one token together: `at least`, `for each`, `10 working days`. Private to this floor. */
#ifndef REMIT_SYNTAX_JOIN_H
#define REMIT_SYNTAX_JOIN_H
#include "syntax/parser.h"

/* Joins the word taken last with those behind it, where they belong together; leaves out a comma that ends a list. */
void join_last(Parser *parser);
/* Whether `held`, `unknown` and the like begin a line of this declaration here: only where nothing else is due. */
bool join_line_may_begin(const Tokens *tokens, int declaration);
/* Whether a word of this kind follows the name that a statement begins with. */
bool join_states(int kind);
#endif

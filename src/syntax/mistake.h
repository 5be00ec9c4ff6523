/* What is said of a token that does not fit. Private to this floor. */
#ifndef REMIT_SYNTAX_MISTAKE_H
#define REMIT_SYNTAX_MISTAKE_H
#include "syntax/expect.h"
#include "syntax/parser.h"

/* The token delivered last does not fit; `expected` is what would. */
void mistake_report(Parser *parser, const Expected *expected);
#endif

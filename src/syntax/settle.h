/* What a word is where it stands: a word of the language, or a name. Private to this floor. */
#ifndef REMIT_SYNTAX_SETTLE_H
#define REMIT_SYNTAX_SETTLE_H
#include "syntax/parser.h"

/* Settles the word taken last, and keeps in mind what it changes for those that follow. */
void settle_last(Parser *parser);
#endif

/* Between flex and bison. The scanner knows words; which of them are words of the language depends on where they stand:
 * `count` is a type after `:`, an operator before `of`, and a name elsewhere. reader.c reads the words, join.c makes
 * one token of two, settle.c makes names of words out of their place, and recover.c finds where to go on after a
 * mistake. */
#ifndef REMIT_SYNTAX_TOKENS_H
#define REMIT_SYNTAX_TOKENS_H
#include "syntax/parser.h"

/* The parser's next token. `recovering`: the parser has met a mistake and wants SYNC_LINE or SYNC_DECL. */
int tokens_next(REMIT_STYPE *value, Span *span, Parser *parser, bool recovering);
#endif

/* The words of the language as words. Private to this floor; other floors have parse_words. */
#ifndef REMIT_SYNTAX_WORDS_H
#define REMIT_SYNTAX_WORDS_H
#include "syntax/parse.h"

int words_token(Text word);             /* of a reserved word; 0 of others */
/* How Remit says what another language calls `word`, backquoted; NULL where nothing is known. */
const char *words_foreign(Text word);
const char *words_foreign_type(Text word);   /* the same of what stands for a type */
#endif

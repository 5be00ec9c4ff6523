/* What is known of each token. Private to this floor. */
#ifndef REMIT_SYNTAX_TRAITS_H
#define REMIT_SYNTAX_TRAITS_H
#include <stdint.h>
#include "remit.tab.h"

enum {
  TRAIT_PAIR = 1,           /* may become one token with the word behind it */
  TRAIT_SOFT = 2,           /* a name unless its place makes it a word of the language */
  TRAIT_RESERVED = 4,       /* never a name */
  TRAIT_ENDS = 8,           /* an operand or a name may end here, so that none is due */
  TRAIT_WANTS_NAME = 16,    /* nothing but a name can follow */
  TRAIT_WANTS_OPERAND = 32, /* an operand or a name must follow */
  TRAIT_DECLARATION = 64,   /* begins a declaration */
  TRAIT_PREFIX = 128,       /* nests what follows it */
  TRAIT_NOTED = 256         /* changes what settle.c keeps in mind */
};

uint16_t traits_of(int kind);
#endif

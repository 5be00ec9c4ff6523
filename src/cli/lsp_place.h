/* What stands before the cursor, as words: while one types, the text is hardly ever whole, so that no tree can tell. */
#ifndef REMIT_CLI_LSP_PLACE_H
#define REMIT_CLI_LSP_PLACE_H
#include "base/list.h"
#include "base/text.h"

typedef struct Word {       /* a word, a number, a text (its quote alone) or a sign */
  Text text;
  bool first;               /* on its line */
} Word;

typedef struct TypingPlace {
  LIST(Word) words;         /* of the declaration, before the word begun */
  Text begun;               /* the word before the cursor; may be empty */
  bool first;               /* it begins its line */
  bool margin;              /* at the very margin, where declarations begin */
  bool quiet;               /* inside a comment or a text: nothing is to be proposed */
} TypingPlace;

TypingPlace typing_place(Text text, uint32_t offset);
/* The word `back` steps before the one begun: 1 is the last. Empty beyond the beginning. */
Text place_word(const TypingPlace *place, size_t back);
bool place_is(const TypingPlace *place, size_t back, const char *word);
/* What is declared here: `duty`, also of `amend duty`; empty outside. */
Text place_declares(const TypingPlace *place);
#endif

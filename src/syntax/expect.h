/* What could come next, told in three phrases at most. Private to this floor. */
#ifndef REMIT_SYNTAX_EXPECT_H
#define REMIT_SYNTAX_EXPECT_H
#include "base/text.h"

#define EXPECT_MOST 192

typedef struct Expected {       /* the words that grammar/remit.y gives its tokens: "`when`", "a name" */
  const char *words[EXPECT_MOST];
  unsigned count;
} Expected;

bool expect_has(const Expected *expected, const char *word);
/* "`when`, `otherwise` or a name"; empty when nothing at all could follow. */
Text expect_phrase(const Expected *expected);
#endif

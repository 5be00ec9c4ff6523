/* Editing a line at a terminal, by Debian's libedit, which is loaded when it is first wanted: what does not edit lines
 * neither needs nor loads it. */
#ifndef REMIT_CLI_EDIT_H
#define REMIT_CLI_EDIT_H
#include "base/list.h"
#include "base/text.h"

typedef struct Completions {
  size_t from;              /* the offset at which the word to be completed begins */
  LIST(Text) words;         /* whole words; in order of the alphabet */
} Completions;

typedef struct Edit Edit;
typedef void EditComplete(void *owner, Text line, size_t cursor, Completions *found);

/* NULL where there is no libedit, or the terminal cannot be edited on. */
Edit *edit_open(EditComplete *complete, void *owner);
/* False at the end of input. The line comes without its line feed; *cancelled after Ctrl-C. */
bool edit_line(Edit *edit, const char *prompt, Text *line, bool *cancelled);
void edit_remember(Edit *edit, Text line);
void edit_close(Edit *edit);
#endif

/* Lines to be run, from whatever they come: a person at a terminal, a pipe, a file. */
#ifndef REMIT_CLI_REPL_READ_H
#define REMIT_CLI_REPL_READ_H
#include "base/list.h"
#include "base/text.h"
#include "cli/edit.h"

typedef enum LineResult { LINE_READ, LINE_CANCELLED, LINE_END } LineResult;

typedef struct Lines {
  int descriptor;           /* of what is read without editing */
  bool prompts;             /* without editing, but for a person */
  Edit *edit;               /* NULL: no editing */
  char *buffer;             /* read, but not yet handed out */
  size_t at, count;
  bool ended;
  bool held;                /* one line was put back */
  Text line;
} Lines;

void lines_open(Lines *lines, int descriptor);
LineResult lines_next(Lines *lines, const char *prompt, Text *line);
void lines_put_back(Lines *lines, Text line);
#endif

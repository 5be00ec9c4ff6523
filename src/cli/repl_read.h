/* Typed to be run, from whatever they come: a person at a terminal, a pipe, a file. */
#ifndef REMIT_CLI_REPL_READ_H
#define REMIT_CLI_REPL_READ_H
#include "base/list.h"
#include "base/text.h"
#include "cli/edit.h"

typedef enum ReadResult { READ_LINE, READ_CANCELLED, READ_END } ReadResult;

typedef struct Typed {
  int descriptor;           /* of what is read without editing */
  bool prompts;             /* without editing, but for a person */
  Edit *edit;               /* NULL: no editing */
  char *buffer;             /* read, but not yet handed out */
  size_t at, count;
  bool ended;
  int error_number;         /* where it ended because it could not be read */
  bool held;                /* one line was put back */
  Text line;
} Typed;

void typed_open(Typed *from, int descriptor);
ReadResult typed_next(Typed *from, const char *prompt, Text *line);
void typed_put_back(Typed *from, Text line);
#endif

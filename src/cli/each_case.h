/* What the verbs that answer one question about each case of a file share: reading, output, the page, the status. */
#ifndef REMIT_CLI_EACH_CASE_H
#define REMIT_CLI_EACH_CASE_H
#include "cli/workshop.h"
#include "view/page.h"

/* Answers about the `index`-th case of the file; `with` is what each_case was given. Anything but EXIT_DONE ends it. */
typedef Exit CaseAnswer(Workshop *workshop, Sink *sink, const CaseFile *file, size_t index, const void *with);

/* Reads the first argument's cases, answers for each to standard output, prints the messages, and says how it ended. */
Exit each_case(const Options *options, CaseAnswer *answer, const void *with);
/* As --format and --color ask, and as wide as the terminal. */
PageOptions page_for(const Options *options);
#endif

/* What the verbs that read rules and cases share: finding the library, reading, supposing, reporting mistakes. */
#ifndef REMIT_CLI_WORKSHOP_H
#define REMIT_CLI_WORKSHOP_H
#include "cli/options.h"
#include "engine/conclude.h"

typedef struct Workshop {
  const Options *options;
  Diags diags;
  Session session;
  CaseFiles cases;
  Text library;               /* the folder of the shipped rules */
} Workshop;

/* What messages call the arguments that are text of the language, as they would a file. */
#define THE_CONDITION "the condition"
#define THE_RANGE "the range"

void workshop_open(Workshop *workshop, const Options *options);
/* Reads the cases named as arguments from `first` up to `last` (not included). One whose rules hold no rule at all is
 * an error, and left out. */
void workshop_cases(Workshop *workshop, size_t first, size_t last);
/* Complains of a program without any rule. */
bool workshop_has_rules(Workshop *workshop, const Program *program);
/* Prints the messages so far on standard error, and says with what status they end the program. */
Exit workshop_end(Workshop *workshop);
/* How a program ends that made these mistakes; `otherwise` where there are none but warnings. */
Exit workshop_status(const Diags *diags, Exit otherwise);

/* The world of a case with what the options suppose, and the head that tells of it. NULL after messages in diags. */
World *workshop_world(Workshop *workshop, const CaseFile *file, Head *head);
/* One more supposition, as written behind an option; `wanted` is SYMBOL_FACT (anything will do) or SYMBOL_PARAMETER.
 * False after a message in diags. */
bool workshop_suppose(Workshop *workshop, const CaseFile *file, const char *option, Text written, SymbolKind wanted,
                      Assertions *supposed);
/* All that --set and --param suppose, of a case or (a CaseFile with nothing but its program) of every case. */
bool workshop_suppose_all(Workshop *workshop, const CaseFile *file, Head *head, Assertions *supposed);
/* Whether --fail-on names one of the findings. */
bool workshop_fails(const Workshop *workshop, const Conclusions *conclusions);
#endif

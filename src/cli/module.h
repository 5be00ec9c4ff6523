/* What the verbs share that take a module: a rule file, or a module's name. */
#ifndef REMIT_CLI_MODULE_H
#define REMIT_CLI_MODULE_H
#include "cli/workshop.h"

/* The program of `rules/core.remit` or of `core`; NULL with messages in the workshop. */
Program *module_program(Workshop *workshop, Text written);
/* The same, for a verb that shows what the module says: one that says nothing at all is a mistake too. */
Program *module_with_words(Workshop *workshop, Text written);
/* Complains that nothing has this name, with the nearest ones. */
void module_complain_name(Workshop *workshop, const Program *program, Text name);
#endif

/* What can be said of a case by looking at its statements side by side. */
#ifndef REMIT_FACTS_CASECHECK_H
#define REMIT_FACTS_CASECHECK_H
#include "facts/facts.h"

/* An error for each statement that says word for word the same as an earlier one. */
void refuse_twice(const CaseFile *file, Diags *diags);
/* An error for a fact of which more statements hold on one day than a history takes. */
void refuse_crowds(const Program *program, const Assertions *assertions, Diags *diags);
#endif

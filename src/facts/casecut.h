/* What remains of a case's statements beside suppositions that put them aside. Also amended parameters. */
#ifndef REMIT_FACTS_CASECUT_H
#define REMIT_FACTS_CASECUT_H
#include "facts/facts.h"

/* The case's statements, in order, without what the suppositions put aside: some as they are, some cut at the ends of a
 * supposition's period. Plans stay: they are no part of what happened. */
Assertions case_remains(const CaseFile *file, const Assertions *suppositions);
#endif

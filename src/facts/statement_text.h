/* Assertions as the statements that make them. Also amended parameters. */
#ifndef REMIT_FACTS_STATEMENT_TEXT_H
#define REMIT_FACTS_STATEMENT_TEXT_H
#include "facts/facts.h"

/* The shortest form: `2014`, `2014-10`, `2014-10-01`, `between D1 and D2`. */
void statement_date(Sink *sink, PartialDate date);
/* One line, or two where a set is known in part by both `includes` and `excludes`. With `source` its citations are put
 * aside and that source is cited. */
void statement_write(Sink *sink, const Program *program, const Assertion *assertion, const char *source);
#endif

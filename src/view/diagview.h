/* Messages as an author reads them: what is wrong, where, the line with the place marked, and the mend.
 *
 *     error R0203: there is no fact, conclusion or parameter called `vacancy_rte`
 *       --> rules/core.remit:12:8
 *        |
 *     12 |   when vacancy_rte > 15%
 *        |        ^^^^^^^^^^^
 *        = did you mean `vacancy_rate`?
 */
#ifndef REMIT_VIEW_DIAGVIEW_H
#define REMIT_VIEW_DIAGVIEW_H
#include "base/sink.h"
#include "source/diag.h"

#define DIAGVIEW_LIMIT 20

/* Prints the messages in the order they stand (see diag_sort), a blank line between two, and "and N more" after
 * `limit` of them (0: no limit). Warnings give way to errors that would else not fit. Lines are at most 120 columns
 * long, but for the message's own words. */
void diagview_print(Sink *sink, const Diags *diags, bool colour, unsigned limit);
#endif

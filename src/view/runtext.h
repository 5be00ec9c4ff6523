/* `remit run` for people: what a risk manager can read aloud, on a terminal or as Markdown. */
#ifndef REMIT_VIEW_RUNTEXT_H
#define REMIT_VIEW_RUNTEXT_H
#include "view/report.h"

/* `all`: also what is not held, not raised, not applicable, one by one. */
void runtext_print(Sink *sink, const Head *head, const Conclusions *conclusions, PageOptions options, bool all);

/* Also for other verbs' reports. */
void report_open(Report *report, Sink *sink, const Head *head, const Conclusions *conclusions, PageOptions options,
                 bool all);
void runtext_head(Report *report);
void runtext_sources(Report *report);              /* those cited so far, in full */
/* Who holds a role: "the Trust Board", "nobody", "the trust or the council, depending on ...". */
void say_holders(Report *report, const Conclusion *conclusion);
/* The sentence of a right from its holder's side, without the holder: "may end the contract, binding the trust". */
void say_right(Report *report, const Right *right);
void say_right_not(Report *report, const Right *right);         /* "has no power to end the contract" */
void say_holder_of_right(Report *report, const Right *right,
                         bool in_sentence); /* "The council and the trust, together" */

/* ---- the sections, in order ---- */
void runtext_duties(Report *report);
void runtext_rights(Report *report);
void runtext_requirements(Report *report);
void runtext_signatures(Report *report);
void runtext_definitions(Report *report);
void runtext_record(Report *report);
#endif

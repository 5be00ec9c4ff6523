/* `remit ask`: what the interview says. */
#ifndef REMIT_VIEW_ASKVIEW_H
#define REMIT_VIEW_ASKVIEW_H
#include "study/ask.h"
#include "view/sentence.h"

/* The report is one that report_open made, without conclusions. */
void askview_opening(Report *report);
void askview_question(Report *report, const Interview *interview, size_t number);
/* What hangs on the question. */
void askview_why(Report *report, const Interview *interview);
/* What may be typed. */
void askview_help(Report *report);
/* What was not asked about, and what is still open. */
void askview_end(Report *report, const AskLeft *left);
#endif

/* `remit sweep`: the breakpoints, and what changes at each. */
#ifndef REMIT_VIEW_SWEEPVIEW_H
#define REMIT_VIEW_SWEEPVIEW_H
#include "study/sweep.h"
#include "view/shiftview.h"

void sweepview_text(Sink *sink, const Head *head, const Sweep *sweep, PageOptions options);
void sweepview_json(Sink *sink, const Head *head, const Sweep *sweep);
void sweepview_csv(Sink *sink, const Head *head, const Sweep *sweep);
/* What follows the head, also for the REPL. */
void sweepview_points(Report *report, const Sweep *sweep);
/* `vacancy_rate`, `as_at`. */
Text sweepview_name(const Sweep *sweep);
/* The source of the expression that could not be followed, on one line; its place in *file and *span. */
Text sweepview_expression(const SweepOpen *open, Source **file, Span *span);
#endif

/* Periods of conclusions as bars and lists, as JSON, as a table, as a picture. */
#ifndef REMIT_VIEW_TIMELINEVIEW_H
#define REMIT_VIEW_TIMELINEVIEW_H
#include "study/periods.h"
#include "view/csvwrite.h"
#include "view/runjson.h"
#include "view/sentence.h"

/* `all`: also what stays the same throughout. */
void timelineview_text(Sink *sink, const Head *head, const Periods *periods, PageOptions options, bool all);
void timelineview_json(Sink *sink, const Head *head, const Periods *periods);
void timelineview_csv(Sink *sink, const Head *head, const Periods *periods, bool header);
void timelineview_svg(Sink *sink, const Head *head, const Periods *periods, bool all);

/* What follows the head, also for the REPL. */
void timelineview_chart(Report *report, const Periods *periods, bool all);

/* ---- parts ---- */

/* "Children's social care: who delivers the service". */
void say_conclusion_title(Report *report, const Unit *unit);
/* The answer of a period; of one that moves, its rule: "1 on 1 June 2021, growing by 1 a day to 365 on ...". */
void say_standing(Report *report, const Unit *unit, const Standing *standing);
/* "a Statutory Direction is in force: from no to yes". */
void say_cause(Report *report, const Cause *cause);
/* `before`, then where it is from: false, and nothing, where no source is given. */
bool say_cause_sources(Report *report, const Cause *cause, const char *before);
/* What was composed on the page, without marks of style: for forms that have none. */
Text said_plainly(Report *report);

/* Not certain, only because sources disagree. */
bool disputed_value(const Value *value);

/* How an answer looks in a bar. */
typedef enum Look { LOOK_YES, LOOK_NO, LOOK_OPEN, LOOK_OTHER } Look;
Look look_of(const Unit *unit, const Standing *standing);
/* Which of the different answers of a conclusion it is, from 0, in order of appearance. */
unsigned answer_number(const UnitPeriods *periods, size_t which);
#endif

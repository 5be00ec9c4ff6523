/* One conclusion on two sides, and what made it come out otherwise: the phrases and cells that what-ifs, sweeps,
 * comparisons and the impact of new rules share. */
#ifndef REMIT_VIEW_SHIFTVIEW_H
#define REMIT_VIEW_SHIFTVIEW_H
#include "study/shift.h"
#include "view/csvwrite.h"
#include "view/runjson.h"
#include "view/sentence.h"

/* "Children's social care: who delivers the service"; else the label, with the warning sign of an indicator. */
void say_shift_name(Report *report, const Unit *unit);
/* The answer without its grounds: "held", "the trust or the council", "not known", "£4.7m". */
void say_shift_answer(Report *report, const Conclusion *conclusion);
/* "held → not held". */
void say_shift(Report *report, const Shift *shift);
/* "a direction is in force: no (supposed; was yes)", from the second side's argument. False, with nothing said, where
 * nothing could be singled out. */
bool say_shift_cause(Report *report, const ShiftCause *cause);
/* The same where neither side came first: "a direction is in force: no (Slough: yes)". There must be a leaf. */
void say_shift_cause_beside(Report *report, const ShiftCause *cause, Text first);
/* The rule that decides on a side: "rules/core.remit:12", or what stands in for one. False, with nothing said, where
 * several may decide. */
bool say_shift_rule(Report *report, const ArgumentStep *decides);

/* A heading wherever another kind of conclusion begins; `last` is NULL before the first. */
void shift_heading(Report *report, const Unit *unit, const Unit *last);
/* Each with its answers and because of what, under a heading for each kind of conclusion; a cause that they all have is
 * said once. */
void shift_show_all(Report *report, const Shifts *shifts);

/* ---- for programs ---- */
const char *shift_kind(const Unit *unit);          /* "role", "right", ... as in the CSV of `run` */
/* One cell: the status word, `trust|council`, `£1000..`, `unknown`. */
Text shift_cell(const Program *program, const Conclusion *conclusion);
Text shift_cause_text(Report *report, const ShiftCause *cause);    /* plain; empty for none */
/* The members "conclusion", "kind" and "label" of an object that is open. */
void shift_json_name(JsonOut *json, const Unit *unit);
/* The members "before" and "after", each an object or null. */
void shift_json_answers(JsonOut *json, const Program *const programs[2], const Shift *shift);
/* The answer as an object: value, basis, depends_on. */
void shift_json_answer(JsonOut *json, const char *key, const Program *program, const Conclusion *conclusion);
/* The member "because": an object or null. */
void shift_json_cause(JsonOut *json, Report *report, const ShiftCause *cause);
/* A member about the rule that decides: an object or null. */
void shift_json_rule(JsonOut *json, const char *key, const ArgumentStep *decides);
/* The member "changes": a list. */
void shift_json_all(JsonOut *json, Report *report, const Shifts *shifts);
/* The cells kind, name, label, before, after, because. */
void shift_csv(Csv *csv, Report *report, const Shift *shift);
#endif

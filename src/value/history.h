/* What statements say of one fact over time, as steps; and records of events. Language page, section 5.
 *
 * A statement's `from` and `until` may be unknown days; two written with the same first and last possible day are the
 * same day. On a day d it holds certainly when from.last <= d < until.first, possibly when from.first <= d < until.last
 * otherwise. An open-ended statement ends where the next one of the same fact with another value begins. "Next" means
 * one that certainly begins later (this.from.last <= next.from.first, not both the same day). Where its unknown first
 * day overlaps that of one with another value, either may have come first, so it holds possibly, never certainly,
 * until something that certainly begins later ends it; with the same pair of days neither ends the other.
 *
 * On a day: where some certainly hold, the value is what those allow, if that and all that possibly hold have something
 * in common; else the hull of all of them, disputed. Where none certainly holds it is the hull of those that possibly
 * do; nothing known is among it unless there can be no gap (claims.h). A set is treated member by member.
 * Basis: of what all allow, the strongest such that statements of it and stronger ones say as much; of a hull the
 * weakest (BASIS_NONE where nothing is known).
 */
#ifndef REMIT_VALUE_HISTORY_H
#define REMIT_VALUE_HISTORY_H
#include "value/value.h"

/* One statement, ready for a history: planned or not-yet-known ones have been dropped or turned before. */
typedef struct Claim {
  Value value;              /* with its basis; VALUE_UNSTATED where it is not certain */
  PartialDate from, until;  /* DAY_BEFORE_TIME / DAY_AFTER_TIME in both fields when absent */
  bool open_ended;          /* no `until` was given */
  uint32_t tag;             /* the caller's: an index of the statement */
} Claim;

typedef struct Step {       /* holds from `from` until the next step's */
  Day from;                 /* the first step's is DAY_BEFORE_TIME */
  bool transition;          /* exactly one change of value falls on an unknown day from `from` to the next step's, both
                               included: certain and different before and after */
  bool gap;                 /* by history_make_loose: it may be that nothing is said of these days */
  Value value;
  const uint32_t *tags;     /* the claims it rests on: those that made it what it is, in order of tag */
  uint32_t tag_count;
} Step;

typedef struct History {
  const Step *steps;        /* at least one */
  uint32_t count;
} History;

/* No more claims than this may hold on one day: each step lists those that it rests on. */
enum { HISTORY_MOST = 500 };
/* The claim with which, in order of their beginning, more than HISTORY_MOST may hold on one day; NULL: none. */
const Claim *history_crowded(const Claim *claims, size_t count, Value unknown);

/* `unknown` is the value of days of which nothing is said (value_unknown of the fact's type). Neighbouring steps
 * with the same value, basis, reasons, transition and tags are merged. */
History history_make(const Claim *claims, size_t count, Value unknown);
/* The same, but for days on which nothing certainly holds: there it is what may hold, whether or not there is a gap.
 * Not of sets of several members. */
History history_make_loose(const Claim *claims, size_t count, Value unknown);
/* The step on a day: binary search; the last step's end is DAY_AFTER_TIME. */
uint32_t history_step_at(const History *history, Day day);
/* The value of a step as whoever reads it sees it: that rules disagree about it is for `is conflict` to ask. */
static inline Value history_seen(const History *history, uint32_t step) {
  Value value = history->steps[step].value;
  value.flags &= (uint8_t)~VALUE_CONFLICT;
  return value;
}
static inline Day history_until(const History *history, uint32_t step) {
  return step + 1 < history->count ? history->steps[step + 1].from : DAY_AFTER_TIME;
}
/* How often the value changed on a day d with after < d <= to, over the steps that hold on some day from `after` to
 * `to`. Between two steps certain and different: one; a transition step counts one when the whole change falls inside,
 * none or one when it straddles an edge; any other uncertain step leaves the upper end open (the lower one counts the
 * certain steps that differ from the certain one before). RANGE in millionths. Basis: the weakest of those steps. */
Value history_changes(const History *history, Day after, Day to);

/* ---- events ---- */

typedef struct Occurrence {
  PartialDate date;
  uint32_t tag;             /* the statement; dates of one statement are different events */
  uint8_t basis;
} Occurrence;

typedef struct Coverage {   /* days of which the record is complete: from <= d < until */
  Day from, until;          /* the certain part only: from.last .. until.first */
  uint32_t tag;
  uint8_t basis;
} Coverage;

typedef struct EventRecord {
  const Occurrence *occurrences;  /* by first day, last day, tag */
  uint32_t occurrence_count;
  const Coverage *coverage;       /* by from */
  uint32_t coverage_count;
  const Day *critical;            /* sorted: every day c where an answer may change as `today`, `to` or `after` reaches
                                     it: first days, last days and the days after, beginnings of coverage and the days
                                     before, its ends */
  uint32_t critical_count;
  bool exact;                     /* every date is a single day */
} EventRecord;

EventRecord events_make(Occurrence *occurrences, size_t occurrence_count, Coverage *coverage, size_t coverage_count);
/* Events on days d with after < d <= to: RANGE in millionths. Low: the fewest different events that the dates which
 * certainly fall inside can be (dates of one statement are different events; of different statements they may be one).
 * High: all that may fall inside, open unless the record is complete on every day of the window. Basis: the weakest of
 * the dates that certainly fall inside and, where the record is complete, of the coverage it takes. */
Value events_count(const EventRecord *record, Day after, Day to);
/* The same of a window that begins after one of wide..narrow: the least of the shortest, the most of the longest. */
Value events_count_between(const EventRecord *record, Day wide, Day narrow, Day to);
/* The earliest, and the latest, up to `today`; VALUE_MAYBE_NO_DATE where none certainly falls there. An event that is
 * not on the record may fall on every day of which it is not complete. */
Value events_first(const EventRecord *record, Day today);
Value events_last(const EventRecord *record, Day today);
/* The smallest critical day after `day` (DAY_AFTER_TIME when none); the largest not after it (DAY_BEFORE_TIME). */
Day events_next_critical(const EventRecord *record, Day day);
Day events_previous_critical(const EventRecord *record, Day day);
#endif

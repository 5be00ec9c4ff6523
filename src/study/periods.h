/* The periods over which conclusions stand, exact to the day, with the cause of every change.
 *
 * Each conclusion is asked at the first date, told until when its answer stands, and asked again there: the cost grows
 * with the changes, not with the days. A value that moves with `today` is one period, shown by its ends and, where it
 * moves evenly, by how much a day. The law: what a period says of a day D is what `run --as-at D` says.
 *
 * A cause is found by comparing the arguments on the last day before a change and on its first day: which of the facts,
 * thresholds, events, commencements, deadlines and dates that they rest on is another.
 */
#ifndef REMIT_STUDY_PERIODS_H
#define REMIT_STUDY_PERIODS_H
#include "engine/argument.h"
#include "engine/conclude.h"

typedef enum CauseKind {
  CAUSE_FACT,               /* fact `index` went from `before` to `after` */
  CAUSE_PARAMETER,          /* parameter `index` likewise: a value line commenced */
  CAUSE_EVENT,              /* event `index` happened, or may have: `date` */
  CAUSE_EVENT_LEFT,         /* event `index` of `date` left its window */
  CAUSE_RECORD,             /* the record of event `index` stopped, or began, to be complete */
  CAUSE_FACT_LEFT,          /* the days on which fact `index` was `before` left their window */
  CAUSE_COMMENCED, CAUSE_ENDED,  /* unit, or layer of it, came into force, or went out of it */
  CAUSE_DEADLINE,           /* the last day of unit's requirement, `after`, was or may have been the day before */
  CAUSE_DATE,               /* node, which looks at today, turned to `after` */
  CAUSE_TIME                /* nothing but time passed */
} CauseKind;

typedef struct Cause {
  CauseKind kind;
  uint32_t index;
  const Type *type;         /* of before and after */
  Value before, after;
  PartialDate date;
  const Unit *unit;
  const Layer *layer;
  const Node *node;
  LIST(Citations) cites;    /* where it is said so, or was said what is so no more; may be empty */
} Cause;
typedef LIST(Cause) Causes;

typedef struct Standing {   /* one period: from <= d < until */
  Day from, until;
  Value value;              /* on its first day */
  bool moves;               /* with `today`; then `last` is the value of its last day */
  Value last;
  int64_t daily;            /* how much it grows a day, in the value's unit, where that is the same every day; else 0 */
  bool disputed;            /* not certain, only because sources disagree */
  Positions positions;      /* of a role that is not certain: who may hold it, on the first day */
  Causes causes;            /* of the change at `from`; empty at the beginning of the range */
} Standing;

typedef struct UnitPeriods {
  const Unit *unit;
  LIST(Standing) at;        /* in order, without gaps, from the range's first day to its last */
} UnitPeriods;

typedef struct Periods {
  World *world;
  Day from, to;             /* both included */
  LIST(UnitPeriods) units;
  uint64_t evaluations;     /* of units, while the periods were found; what is kept from before costs none */
} Periods;

typedef LIST(const Unit *) PeriodUnits;
Periods periods_make(World *world, const PeriodUnits *units, Day from, Day to);
/* Roles, rights, requirements, signatures and definitions, in order of declaration by kind. */
PeriodUnits periods_all_units(const Program *program);
/* The first day of which the record says anything with a date; `otherwise` where it says nothing. */
Day periods_first_day(const World *world, Day otherwise);

/* ---- causes.c ---- */
Causes causes_of(Arguments *arguments, const Unit *unit, Day day);   /* of the change on `day` */
#endif

/* The evaluator's inside, shared by its files only.
 *
 * A computation narrows a Stretch: the period over which its answer stands. For a node that is not NODE_DAILY the
 * value itself stands for all of it; for a daily one everything but `today` does, so that whoever compares it can look
 * for the day on which the comparison turns. A unit that a computation needs and that is not kept yet is worked out in
 * the middle of it, a few levels deep: a walk over thousands of days then goes on where it was. Below that it is a
 * *miss*: the computation unwinds with a value that nobody uses, the agenda works the unit out, and it starts again.
 */
#ifndef REMIT_ENGINE_MACHINE_H
#define REMIT_ENGINE_MACHINE_H
#include <assert.h>
#include "engine/answers.h"

enum { MACHINE_DEEPEST = 4 };   /* each level may take as much stack as the nesting that the parser allows */

typedef struct Machine {
  World *world;
  struct Warm *warm;        /* of what is filled (warm.h); else NULL */
  unsigned depth;           /* computations that wait for this one; MACHINE_DEEPEST: it works nothing out by itself */
  bool missed;
  const Unit *missed_unit;
  Day missed_day;
} Machine;

/* ---- eval.c ---- */
/* The answer of a unit on a day; NULL, and the miss noted, where there is none yet and it is not worked out here. */
const Entry *machine_read(Machine *machine, const Unit *unit, Day day);
/* The answer of a unit on a day, worked out where it is not kept. */
Entry machine_entry(World *world, const Unit *unit, Day day);
/* The same, kept nowhere; false where something that it reads is not kept. */
bool machine_try(World *world, struct Warm *warm, const Unit *unit, Day day, Entry *entry);
/* Runs a computation until it misses nothing. */
typedef Value Compute(Machine *machine, const void *what, Day day, Stretch *stretch);
Value machine_run(World *world, Compute *compute, const void *what, Day day, Stretch *stretch);
/* The first day on which the record says anything of what a node reads, through whatever it is defined by. */
Day machine_first_said(Machine *machine, const Branch *branch);

/* ---- node.c ---- */
Value node_value(Machine *machine, const Node *node, Day day, Stretch *stretch);

/* ---- days.c ---- */
/* A value on a day; what moves with today stands for that day alone. */
Value days_value(Machine *machine, const Node *node, Day day, Stretch *stretch);

typedef Value Fold(Value a, Value b);
typedef struct Days {       /* the days of a condition from `from` on, folded into one value */
  const Node *condition;
  Fold *fold;
  Day from;
  unsigned which;           /* of the windows of this condition */
  bool slides;              /* tomorrow it begins on another day */
} Days;

/* What is kept of long walks over the days of a condition: the same days are walked from many days, and a walk
 * over days must not walk all of them again on each. `which` tells two windows of one condition apart. */
typedef struct Folded {
  Stretch run;
  Value value;              /* the fold of all runs up to this one */
} Folded;
typedef struct RunBack {    /* from a day backwards, while the condition is not certainly no */
  Day day;
  Day certain_from;         /* it has certainly held since */
  Day possible_from;        /* it may have held since; DAY_FIRST: as far back as the calendar reaches */
  uint8_t basis, reasons;
} RunBack;
typedef struct Walked {
  struct WalkedKey {
    const Node *condition;
    uint64_t which;
  } key;
  Day from;                 /* of the runs: */
  LIST(Folded) runs;        /* in order of days, each where the one before it ends */
  RunBack back;             /* DAY_AFTER_TIME: none */
} Walked;
/* Kept by agenda.c. NULL where nothing is kept and it is not to be made. */
Walked *machine_walked(World *world, const Node *condition, unsigned which, bool make);
/* The last run up to a day, not before `from`, with the fold of all; `first`: the run that holds on `from`. */
Folded days_fold(Machine *machine, const Days *days, Day to, Stretch *first);
/* Empty, possible_from being the day after, where the condition is certainly no on the day. */
RunBack days_run_back(Machine *machine, const Node *condition, Day day);

/* ---- time.c ---- */
Value time_value(Machine *machine, const Node *node, Day day, Stretch *stretch);
/* Whether a condition held on some day of from..to (both included), as a truth over all of them; narrows the stretch to
 * where the last period of the condition ends. An empty range is certainly no. Of two beginnings what both agree on. */
Value time_ever(Machine *machine, const Node *condition, const Starts *from, Day to, Stretch *stretch);

/* ---- units.c ---- */
Value unit_value(Machine *machine, const void *what, Day day, Stretch *stretch);
Value branch_truth(Machine *machine, const Branch *branch, Day day, Stretch *stretch);
void unit_narrow_force(const Unit *unit, Day day, Stretch *stretch);

/* What is wholly unknown rests on nothing. */
static inline Value machine_rests(Value value, Value unknown) {
  if (!value_certain(&value) && value_same(&value, &unknown)) value.basis = BASIS_NONE;
  return value;
}

static inline Day clamp_day(int64_t day) {
  return day < DAY_FIRST ? DAY_FIRST : day > DAY_LAST ? DAY_LAST : (Day)day;
}
#endif

/* One conclusion on two sides - two worlds, two dates, two cases, two versions of the rules - and what made it come out
 * otherwise. What-ifs, sweeps, comparisons and the impact of new rules are all made of these.
 *
 * The cause is read back from the argument of the second side: from the conclusion down, always to the first counting
 * step that comes out otherwise on the first side. An argument is a sufficient set (engine/argument.h), so where the
 * answers differ there is such a step, down to a fact, an event or a threshold. Sides of different programs share no
 * steps; what made the difference between them is a matter of their rules (study/impact.h).
 */
#ifndef REMIT_STUDY_SHIFT_H
#define REMIT_STUDY_SHIFT_H
#include "engine/argument.h"
#include "engine/conclude.h"

typedef struct Side {
  World *world;
  Day day;
  Arguments *arguments;     /* made on first use, as is the next */
  Depend *depend;
  const struct Side *other; /* with which it has been compared, and by unit what was found to have come out otherwise */
  HashMap leaves;
} Side;

static inline Side side_of(World *world, Day day) { return (Side){.world = world, .day = day}; }
ArgumentStep *side_argument(Side *side, const Unit *unit);

typedef struct ShiftCause {
  ArgumentStep
    *decides[2]; /* the rule, the running out of rules or the commencement that decides; NULL where several may */
  ArgumentStep *leaf;       /* of the second side: what came out otherwise. NULL: nothing could be singled out */
  ArgumentStep *condition;  /* of the second side: the condition over the leaf that turned; NULL: none */
  bool elsewhere;           /* the leaf was asked for another date than the side's own */
  Value before;             /* what the leaf comes to on the first side, where it is a fact or a parameter */
} ShiftCause;

typedef struct Shift {
  const Unit *unit[2];      /* NULL: that side's rules have no such conclusion */
  Conclusion at[2];
  bool same;                /* the same answer on both sides: only where all are asked for */
  ShiftCause cause;
} Shift;
typedef LIST(Shift) Shifts;

/* The same answer, whatever it rests on. */
bool shift_same(const Value *a, const Value *b);
/* The step that decides a conclusion; NULL where several may. */
ArgumentStep *shift_decides(Side *side, const Unit *unit);
/* One conclusion of two sides of the same program. */
Shift shift_of(Side *before, Side *after, const Unit *unit);

typedef struct ShiftSum {
  Shifts shifts;            /* in the order of reading: duties, rights, requirements, signatures, definitions */
  size_t looked_at;         /* conclusions that could differ */
  size_t rests; /* those of them with the same answer, which now rests on something else (stronger or weaker) */
} ShiftSum;

/* All that differ, of the same program; of one root and one date only what depends on what they do not share is looked
 * at. `all`: also what is the same. */
ShiftSum shift_between(Side *before, Side *after, bool all);
/* Conclusions of two programs, paired by name and kind; causes have no leaf. */
ShiftSum shift_across(Side *before, Side *after, bool all);
/* What pairs conclusions of two programs: a signature's severity has its name, so kinds are told apart. */
Text shift_key(const Unit *unit);
HashMap shift_by_key(const Program *program);      /* to Unit */
/* The conclusion of that name and kind in another program; NULL: it has none. */
const Unit *shift_namesake(Program *program, const Unit *unit);
/* Whether a conclusion comes out the same on a day by both sides' rules: compared as written, since each program
 * numbers its members for itself. */
bool shift_same_across(const Side *before, const Unit *old, const Side *after, const Unit *new, Day day_before,
                       Day day_after);

/* The units of a program in the order of reading; a signature's severity, indicators and mitigations follow it. */
typedef LIST(const Unit *) UnitsRead;
UnitsRead shift_reading_order(const Program *program);
#endif

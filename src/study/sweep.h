/* Where conclusions change as one fact (or parameter, or the as-at date) moves over a range: the breakpoints only,
 * exactly.
 *
 * A conclusion's answer is a step function of what is swept, over a grid of millionths, days or members. A stretch of
 * the range is left alone where nothing can turn inside it, which is known without looking at the values between:
 *   - a node that does not read the swept fact, or all of whose parts stand, stands;
 *   - evaluated with the fact anywhere in the stretch (`between p and q`: every operator is lifted over what is
 * possible, and sound), it is certain, or what leaves it open is something else than the fact;
 *   - it moves one way only, as the truth of a comparison does whose sides rise or fall, and is the same at both ends.
 * Any other stretch is halved, down to two neighbours, which are both evaluated. So products of two sides that move
 * against each other are split where they turn, and nothing is ever stepped through. Each breakpoint is thereby an
 * evaluation on both sides of it. What would have to be halved without end is not followed, and said to be so.
 */
#ifndef REMIT_STUDY_SWEEP_H
#define REMIT_STUDY_SWEEP_H
#include "study/shift.h"

/* Halvings that one conclusion may take for nothing, and for each breakpoint found. */
#define SWEEP_IDLE_HALVINGS 1500
#define SWEEP_HALVINGS 64

typedef struct SweepBreak {
  int64_t at;               /* the first value of the new piece: millionths, a day, or a member's index */
  int64_t before;           /* its neighbour, the last value of the old piece */
  Shifts shifts;            /* from `before` to `at` */
} SweepBreak;

typedef struct SweepOpen {  /* a conclusion that could not be followed */
  const Unit *unit;
  const Branch *branch;     /* in which the expression stands; NULL: in `applies when` */
  const Node *node;
} SweepOpen;

typedef struct Sweep {
  World *world;
  Day day;
  bool as_at;               /* the as-at date is swept; else the subject of `supposed` */
  Assertion *supposed;      /* its period and subject; the value is put in */
  const Type *type;         /* of what is swept */
  int64_t low, high, grid;
  LIST(SweepBreak) breaks;  /* ascending */
  LIST(const Unit *) moving;  /* numbers and dates that move all along: only the rule that gives them is of interest */
  LIST(SweepOpen) open;
  size_t looked_at;         /* conclusions that depend on it */
  size_t worlds;            /* values and stretches that were evaluated */
} Sweep;

/* Whether values of the type can be swept. */
bool sweep_type(const Type *type);
/* The value at a point of the range, for views. */
Value sweep_value(const Sweep *sweep, int64_t at);

/* Over a fact or parameter: `low` and `high` are suppositions of its ends, both certain, low before high. */
Sweep *sweep_fact(World *world, Day day, const Assertion *low, const Assertion *high);
Sweep *sweep_as_at(World *world, Day low, Day high);
#endif

/* The evaluator: what a unit or a node comes to, in a world, at a date. Pure: the same question has the same answer.
 *
 * Results of units are kept in their world, each with the period over which it cannot change; a child world keeps its
 * own for the units in the cones of what it changed and asks its root for the rest. Across units evaluation is
 * iterative (an agenda, no recursion: a chain of 100,000 definitions is nothing special); inside one expression it is
 * recursive, whose nesting the parser limits.
 */
#ifndef REMIT_ENGINE_EVAL_H
#define REMIT_ENGINE_EVAL_H
#include <signal.h>
#include "facts/world.h"

typedef struct Kept {
  Value value;
  Day from, until;          /* it stands for from <= d < until */
} Kept;

Kept eval_unit(World *world, const Unit *unit, Day day);
typedef struct EvalChange {
  const Unit *unit;
  const Value *value;       /* lives as long as the worlds do */
} EvalChange;

/* All conclusions of a child world on a day: those whose answer (with its basis and period) is another than the root's,
 * in dependency order; every other conclusion is the root's. `changes` has room for all of the program's. Of worlds
 * that suppose one value of one fact for all time, which are looked up by what they read (warm.h), the fastest way to
 * all. */
uint32_t eval_changes(World *world, Day day, EvalChange *changes);
/* A node of the program, or one made by program_expression. Not kept, but for the units it reads. */
Kept eval_node(World *world, const Node *node, Day day);
/* The same for a unit that moves with `today`: its value on the day, and the period over which all but `today`
 * stands. Of what does not move daily it says what eval_unit says. */
Kept eval_unit_still(World *world, const Unit *unit, Day day);
/* Set by a handler of signals: nothing more is evaluated. Every question is then answered at once with "unknown" for
 * all time, so that whatever asks comes to its end; the asker must throw away what it got, and clear the flag. What is
 * kept stays true, and no such answer is. */
extern volatile sig_atomic_t eval_stop;
/* How many units have been evaluated in this world and its root since it was made (not served from what was kept). */
uint64_t eval_count(const World *world);

/* ---- how an answer came about, for arguments and conclusions: asked afterwards, in the same terms ---- */

/* The truth of a branch's condition on a day (certainly yes for `otherwise` and none). */
Value eval_branch(World *world, const Branch *branch, Day day);
/* What the branch gives if it decides, with the basis of its citations. */
Value eval_branch_value(World *world, const Unit *unit, const Branch *branch, Day day);
/* What the unit comes to when no branch decides. */
Value eval_run_out(const Unit *unit);
/* Whether a layer decides: one of its branches applies, and no amendment that displaces it does. */
Value eval_layer_decides(World *world, const Unit *unit, uint32_t layer, Day day);
/* The deadline of a requirement's branch that has one, and the first day that is looked at: at the earliest and at the
 * latest, which is the same where it is certain. */
Value eval_due(World *world, const Branch *branch, Day day);
typedef struct Starts {
  Day early, late;
  uint8_t reasons;          /* why it is not certain; not told afterwards */
} Starts;
Starts eval_starts(World *world, const Unit *unit, const Branch *branch, Day day);
bool eval_in_force(const Unit *unit, Day day);

/* The window of an `ever`, `never`, `for`, `changes of` or `count of` as seen from a day: the days d with
 * after < d <= day. Where its length or beginning is known in part, `after` is one of wide..narrow; without a window it
 * is the day before the calendar begins (of a count of events DAY_BEFORE_TIME). */
typedef struct Reach {
  Day wide, narrow;
} Reach;
Reach eval_reach(World *world, const Node *node, Day day);
#endif

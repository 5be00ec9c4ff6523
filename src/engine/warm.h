/* Many suppositions about one fact, asked of one world and date: what each conclusion came to before is looked up by
 * what it reads.
 *
 * Beneath a root and a date all but the fact stands. A conclusion that reads the fact only in comparisons comes out by
 * their truths alone; one that reads other conclusions, by what those came to. So each conclusion in the fact's cone
 * has few answers, which are kept with the truths and answers that led to them. The first time, and whatever is not of
 * that kind, is evaluated as ever: nothing here knows how to reach an answer.
 *
 * Shared by the evaluator's files only.
 */
#ifndef REMIT_ENGINE_WARM_H
#define REMIT_ENGINE_WARM_H
#include "engine/machine.h"

enum { WARM_UNKNOWN = 255, WARM_STATES = 8 };   /* state 0 is the root's own answer */

typedef struct Warm Warm;
/* For a fact and a day of a root; made on first use. NULL where the fact's cone is empty. */
Warm *warm_of(World *root, uint32_t fact, Day day, Warm **all);
/* Whether a child's history of the fact is of the kind that is looked up: one certain value for all time. */
bool warm_fits(const World *child);
/* Works out every conclusion in the cone; `states` (by slot) comes as WARM_UNKNOWN throughout. */
void warm_fill(Warm *warm, World *child, uint8_t *states);
/* The answer behind a state. */
const Entry *warm_entry(const Warm *warm, uint32_t slot, uint8_t state);
/* The count over a list of conclusions, from those outside the cone and the states of those inside; false where it
 * cannot be told that way. */
bool warm_count(Warm *warm, const Node *node, Day day, Stretch *stretch, Value *value);
#endif

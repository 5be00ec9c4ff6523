/* Building the steps of a history. Private to value/. */
#ifndef REMIT_VALUE_STEPS_H
#define REMIT_VALUE_STEPS_H
#include "base/list.h"
#include "value/claims.h"

typedef LIST(Step) Steps;
typedef LIST(uint32_t) Tags;

/* Adds a tag where it belongs in ascending order, once. */
void tags_add(Tags *tags, uint32_t tag);
/* Appends a step with these tags, or drops it where it says just what the one before says. A transition is always its
 * own step. */
void steps_append(Steps *steps, Step step, const Tags *tags);
/* Whether the days before and behind a step are certain of two values, and the step is either of them. */
bool steps_turn(const Steps *steps, size_t at);
/* v with this basis, and these reasons where it is not certain. */
Value steps_value(Value v, Basis basis, unsigned reasons);

/* Of a fact that is not a set. `loose`: a gap makes nothing more possible. */
History timeline_make(const Claim *claims, size_t count, const Value *unknown, bool loose);
/* Of a set: each member has a timeline of its own. */
const Claim *set_crowded(const Claim *claims, size_t count, const Value *unknown);
History set_timeline_make(const Claim *claims, size_t count, const Value *unknown, bool loose);
#endif

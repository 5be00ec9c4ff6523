/* What the operators over numbers and over dates share. Private to value/. */
#ifndef REMIT_VALUE_ARITHMETIC_H
#define REMIT_VALUE_ARITHMETIC_H
#include "value/logic.h"

/* A result's basis and reasons from its operands. `v` has its ends, and VALUE_FAILED with its error where it failed. */
Value arithmetic_finish(Value v, const Value *a, const Value *b);
/* True where the operands decide without looking at numbers: one failed (the first one's error), or is certainly no
 * date (then so is the result). */
bool arithmetic_early(const Value *a, const Value *b, Value *result);
#endif

/* Operations that are done row by row, by the operators of floor 3: arithmetic, durations, dates, joins of numbers. */
#ifndef REMIT_BATCH_EACH_H
#define REMIT_BATCH_EACH_H
#include "batch/columns.h"
#include "value/logic.h"

void each_run(Block *block, const PlanEach *each);
#endif

/* Does what a plan says to a block whose rows have been read. */
#ifndef REMIT_BATCH_OPERATE_H
#define REMIT_BATCH_OPERATE_H
#include "batch/columns.h"

void block_run(Block *block);
#endif

/* A row of a block as the tree evaluator wants it. */
#ifndef REMIT_BATCH_ROWS_H
#define REMIT_BATCH_ROWS_H
#include "batch/read.h"

void rows_for_tree(const Reader *reader, const Block *block, uint32_t row, Text name, BatchRow *tree_row);
#endif

/* No rows, but how often each conclusion comes to what, and percentiles of numbers; all together, or by a fact. */
#ifndef REMIT_BATCH_SUMMARY_H
#define REMIT_BATCH_SUMMARY_H
#include "batch/tally.h"
#include "batch/write.h"

#define SUMMARY_GROUPS 10000

typedef struct CellSummary {
  uint64_t *coded;            /* by code */
  HashMap others;             /* by answer: uint64_t; of cells that are printed row by row */
  LIST(Text) order;           /* the answers in `others`, in order of first appearance */
  Tally numbers;              /* those known exactly */
} CellSummary;

typedef struct Group {
  Text name;
  uint64_t cases;
  CellSummary *cells;
} Group;

typedef struct Summary {
  Writer *writer;
  const Register *by;         /* NULL: all together */
  LIST(Group *) groups;       /* in order of first appearance */
  HashMap by_name;
  uint8_t *codes;             /* of 64 rows */
  bool too_many;
} Summary;

void summary_open(Summary *summary, Writer *writer, const Register *by);
void summary_block(Summary *summary, const Block *block);
void summary_write(Summary *summary);
#endif

/* No rows, but how often each conclusion comes to what, and percentiles of numbers; all together, or by a fact. */
#ifndef REMIT_BATCH_SUMMARY_H
#define REMIT_BATCH_SUMMARY_H
#include "batch/tally.h"
#include "batch/write.h"

#define SUMMARY_GROUPS 10000
#define SUMMARY_ANSWERS 65536 /* different ones of a conclusion that is no number; the rest are counted together */

typedef struct CellSummary {
  uint64_t *coded;            /* by code */
  HashMap others;             /* by answer: uint64_t; of cells that are printed row by row */
  LIST(Text) order;           /* the answers in `others`, in order of first appearance */
  Tally numbers;              /* those known exactly; */
  LIST(int64_t) listed;       /* in a worker: the same, row by row, for whoever tallies them */
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
  bool lists;                 /* a worker's: it is handed on, piece by piece */
  bool too_many;
} Summary;

void summary_open(Summary *summary, Writer *writer, const Register *by);
void summary_block(Summary *summary, const Block *block);
void summary_write(Summary *summary);

/* ---- of a piece of the input, in another process ---- */

/* What has been counted, as bytes; nothing has then been counted. */
void summary_hand_on(Summary *summary, Sink *bytes);
void summary_forget(Summary *summary);
/* Adds what another process counted of the rows that follow. */
void summary_add(Summary *summary, Text text);

/* ---- inside ---- */
Group *summary_group(Summary *summary, Text name);   /* the first of all where there are too many */
void summary_count(CellSummary *cell, Text answer, uint64_t cases);
#endif

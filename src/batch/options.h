/* What is wanted of a batch, and what the tree evaluator is asked for its rows. */
#ifndef REMIT_BATCH_OPTIONS_H
#define REMIT_BATCH_OPTIONS_H
#include "batch/cells.h"
#include "facts/caserow.h"
#include "facts/world.h"

typedef enum BatchErrors { BATCH_STOP, BATCH_KEEP, BATCH_SKIP } BatchErrors;

typedef struct BatchName {    /* a column by another name */
  Text name;                  /* a fact, an event, `case` or `as_at`; `-`: the column is passed over */
  Text header;                /* as the table has it; `*`: all that mean nothing else */
} BatchName;

typedef struct BatchRow {     /* a row for the tree evaluator */
  Text text;                  /* without its line end */
  uint32_t line;              /* of the input, from 1 */
  size_t ordinal;             /* from 1 */
  Text name;
  Day as_at;
  bool dated;                 /* the row itself says when */
  const bool *wanted;         /* by Plan.cells: those that the plan leaves to the tree */
  Text header;                /* of a table, as it stands */
  bool json;                  /* else a row of a table, whose needed cells are: */
  const struct Table *table;  /* of an object: what its keys mean */
  const CaseCell *cells;      /* spans from the row's beginning */
  size_t count;
} BatchRow;

typedef struct BatchAnswers {
  bool passes;                /* the filter */
  Day as_at;
  Text name;
  Text *cells;                /* by Plan.cells: those wanted, */
  Value *values;              /* and what they say */
  Text by;                    /* with --by, where all was asked: the fact's value as a cell */
  Text full;                  /* with --full: the whole answer */
  Text error;                 /* of a row in error: its code, place and words; else empty */
} BatchAnswers;

/* The tree evaluator, or the library above it. `all`: every cell, else those that the plan leaves to it. */
typedef struct BatchTree {
  void *owner;
  void (*answer)(void *owner, const BatchRow *row, bool all, BatchAnswers *answers);
} BatchTree;

typedef struct BatchOptions {
  Text path;                  /* of the input, for messages and names of cases */
  int input;                  /* open for reading; */
  Text begun;                 /* what has been read of it before, to see what it is */
  bool json;                  /* the input is NDJSON */
  CellForm form;              /* of the output */
  bool full;                  /* the tree's whole answer of every row, as NDJSON */
  const World *supposed;      /* no case, with what is supposed of every row; NULL: nothing is */
  bool by_tree;               /* what rows state is the tree evaluator's (--as-known asks when it was known) */
  bool as_at_given;
  Day as_at;                  /* given, or today's: for rows without a date of their own */
  LIST(BatchName) names;
  LIST(Text) missing;         /* words that say no more than an empty cell */
  LIST(Text) keep;            /* columns of the input that go along */
  LIST(const Unit *) units;
  const Node *filter;
  BatchErrors errors;
  bool check_all;
  bool summary;
  const Fact *by;
  unsigned jobs;
  BatchTree tree;
  bool (*write)(void *owner, const char *bytes, size_t count);
  void (*progress)(void *owner, uint64_t rows, uint64_t bytes);
  void *owner;                /* of write and progress */
} BatchOptions;
#endif

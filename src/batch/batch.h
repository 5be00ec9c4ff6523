/* Many cases, one row each: read, concluded and written block by block, in memory that does not grow with their number.
 */
#ifndef REMIT_BATCH_BATCH_H
#define REMIT_BATCH_BATCH_H
#include "batch/options.h"

typedef struct BatchResult {
  uint64_t rows, written, wrong;
  Text error;                 /* what ended it; empty: nothing did */
  bool died;                  /* a worker process ended before its work did */
  bool unreadable;            /* the input could not be read: error_number */
  bool unwritten;             /* the output could not be written */
  int error_number;
} BatchResult;

/* The header is read and resolved in batch_open; NULL with messages. */
typedef struct Batch Batch;
Batch *batch_open(Program *program, const BatchOptions *options, Diags *diags);
BatchResult batch_run(Batch *batch);
#endif

/* Many cases, one row each: read, concluded and written block by block, in memory that does not grow with their number.
 */
#ifndef REMIT_BATCH_BATCH_H
#define REMIT_BATCH_BATCH_H
#include "batch/jobs.h"
#include "batch/summary.h"
#include "batch/write.h"

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

/* ---- inside ---- */
struct Batch {
  BatchOptions options;
  Program *program;
  Reader reader;
  Plan *plan;
  Cells *cells;
  Block *block;
  Writer writer;
  Summary summary;
  const Register *by;
  uint64_t begin;             /* of the rows that several processes share, in bytes, */
  uint64_t end;               /* and their end; UINT64_MAX: a pipe's */
  Stream *stream;             /* of a pipe */
  Sink counted;               /* of a piece: what a worker counted */
  bool inside_mark;           /* of a piece: the bytes taken last end within a mark, */
  uint64_t mark;              /* whose number this is the beginning of */
  BatchResult result;
};

/* Block by block in this process: what begins before `until`. */
void batch_blocks(Batch *batch, uint64_t until);
/* Whether nothing more is wanted, or can be done. */
bool batch_ends(const Batch *batch);
void batch_tell(const Batch *batch);      /* of progress */
/* In several processes; false where one had better do it. */
bool batch_jobs(Batch *batch);
#endif

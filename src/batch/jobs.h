/* Several processes on one input. Each takes every so-many-th piece, begins at the first row after the piece's
 * beginning, and hands the finished rows over through shared memory, where the parent writes them in order. A piece's
 * beginning is a guess: a line feed may stand inside quotes. So the parent holds each piece to where the one before
 * really ended, and does what was guessed wrong again itself; also what holds a row in error, whose message wants the
 * true line. */
#ifndef REMIT_BATCH_JOBS_H
#define REMIT_BATCH_JOBS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JOBS_WORKERS 256

typedef struct JobsChannel JobsChannel;

typedef struct JobsPiece {      /* what came of a piece */
  uint64_t from, to;            /* the bytes that were worked on: from the first row to behind the last */
  uint64_t rows, lines, written;
} JobsPiece;

typedef struct Jobs {
  void *owner;
  unsigned workers;
  uint64_t begin, end;          /* of the rows; end: UINT64_MAX where it is not known */
  uint64_t piece_bytes;
  /* A process besides the workers, which gives them their input; NULL: none is needed. */
  void (*feed)(void *owner);
  /* In a worker, counted from 0, before a piece: whether the input goes on to there. */
  bool (*reaches)(void *owner, unsigned worker, uint64_t from);
  /* There: does the rows that begin from `from` on and before `until`; the finished bytes go to jobs_put. It may end
   * early where the parent had better go on: `to` says where. */
  void (*work)(void *owner, JobsChannel *channel, uint64_t from, uint64_t until, JobsPiece *piece);
  /* In the parent, in order: some finished bytes; `marked` once jobs_mark was called before them. False: no more is
   * wanted. */
  bool (*take)(void *owner, const char *bytes, size_t count, bool marked);
  /* A piece has been taken up to piece->to; the parent goes on itself from there to `until` and returns where it ended.
   */
  uint64_t (*taken)(void *owner, const JobsPiece *piece, uint64_t until);
} Jobs;

/* From `work`: tells where the first row of the piece is, before any bytes. */
void jobs_begin(JobsChannel *channel, uint64_t from);
void jobs_put(JobsChannel *channel, const char *bytes, size_t count);
/* There is something in the bytes from now on that the parent has to look for. */
void jobs_mark(JobsChannel *channel);
/* False when a process died, or when taking was ended. */
bool jobs_run(const Jobs *jobs, bool *died);
#endif

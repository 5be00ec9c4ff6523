/* Numbers counted by value: exactly up to 65,536 different ones. Beyond that they are kept in levels: a number of level
 * n stands for 2^n, and a full level is sorted and every other of its numbers moved up, which shifts no rank by more
 * than 2^n. With 32,768 numbers a level that is 1/32,768 of all for each level there is: a percentile is right within
 * 0.1 % in rank up to 2^47 numbers (Manku, Rajagopalan and Lindsay, 1998). What comes of it depends on the order in
 * which numbers are added and on nothing else. */
#ifndef REMIT_BATCH_TALLY_H
#define REMIT_BATCH_TALLY_H
#include "base/mem.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLY_EXACT 65536
#define TALLY_LEVEL 32768
#define TALLY_LEVELS 48

typedef struct TallyEntry {
  int64_t value;
  uint64_t count;
} TallyEntry;

typedef struct TallyLevel {
  int64_t *values;            /* NULL: none has come so far */
  uint32_t count;
  bool odd;                   /* which of each two moves up: they take turns */
} TallyLevel;

typedef struct Tally {        /* zeroed = empty */
  TallyEntry *entries;        /* open addressing; NULL once there are levels */
  size_t used, room;
  uint64_t count;
  int64_t least, most;
  TallyLevel *levels;         /* NULL: every number is counted by itself */
} Tally;

void tally_add(Tally *tally, int64_t value);
/* The least value to which at least `permille` of all do not exceed; the tally must not be empty. 0: the least of all.
 */
int64_t tally_percentile(const Tally *tally, unsigned permille);
static inline bool tally_exact(const Tally *tally) { return tally->levels == NULL; }
#endif

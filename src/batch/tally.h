/* Numbers counted by value: exactly up to 65,536 different ones; beyond that neighbours are counted together, so that a
 * percentile is right within 0.1 % in rank. */
#ifndef REMIT_BATCH_TALLY_H
#define REMIT_BATCH_TALLY_H
#include "base/mem.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLY_EXACT 65536

typedef struct TallyEntry {
  int64_t value;              /* the highest of those counted together */
  uint64_t count;
} TallyEntry;

typedef struct Tally {        /* zeroed = empty */
  TallyEntry *entries;        /* open addressing */
  size_t used, room;
  uint64_t count;
  bool merged;                /* neighbours have been counted together */
} Tally;

void tally_add(Tally *tally, int64_t value);
/* The least value to which at least `permille` of all do not exceed; the tally must not be empty. 0: the least of all.
 */
int64_t tally_percentile(const Tally *tally, unsigned permille);
#endif

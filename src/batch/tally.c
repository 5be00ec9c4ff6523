#include "batch/tally.h"
#include <stdlib.h>
#include <string.h>

static size_t place_of(const TallyEntry *entries, size_t room, int64_t value) {
  uint64_t h = (uint64_t)value * UINT64_C(0x9E3779B97F4A7C15);
  size_t at = (size_t)(h ^ h >> 32) & (room - 1);
  while (entries[at].count && entries[at].value != value) at = (at + 1) & (room - 1);
  return at;
}

static void rehash(Tally *tally, const TallyEntry *old, size_t old_room, size_t room) {
  tally->entries = mem_alloc_flat(room * sizeof *tally->entries);
  tally->room = room;
  tally->used = 0;
  for (size_t i = 0; i < old_room; i++) {
    if (!old[i].count) continue;
    TallyEntry *entry = &tally->entries[place_of(tally->entries, room, old[i].value)];
    tally->used += !entry->count;
    *entry = (TallyEntry){old[i].value, entry->count + old[i].count};
  }
}

static int by_value(const void *a, const void *b) {
  const TallyEntry *x = a, *y = b;
  return x->value < y->value ? -1 : x->value > y->value;
}

static TallyEntry *sorted(const Tally *tally, size_t *count) {
  TallyEntry *entries = mem_alloc_flat((tally->used + 1) * sizeof *entries);
  *count = 0;
  for (size_t i = 0; i < tally->room; i++)
    if (tally->entries[i].count) entries[(*count)++] = tally->entries[i];
  if (*count) qsort(entries, *count, sizeof *entries, by_value);
  return entries;
}

/* Neighbours together, none more than a 40,000th of all. */
static void merge(Tally *tally) {
  size_t count, kept = 0;
  TallyEntry *entries = sorted(tally, &count);
  uint64_t most = tally->count / 40000 + 1;
  for (size_t i = 0; i < count; i++) {
    if (kept && entries[kept - 1].count + entries[i].count <= most) {
      entries[kept - 1].count += entries[i].count;
      entries[kept - 1].value = entries[i].value;
    } else {
      entries[kept++] = entries[i];
    }
  }
  tally->merged = true;
  rehash(tally, entries, kept, tally->room);
  mem_free(entries);
}

void tally_add(Tally *tally, int64_t value) {
  if (tally->used * 2 >= tally->room) {
    if (tally->used >= TALLY_EXACT) merge(tally);
    else rehash(tally, tally->entries, tally->room, tally->room ? tally->room * 2 : 64);
  }
  TallyEntry *entry = &tally->entries[place_of(tally->entries, tally->room, value)];
  tally->used += !entry->count;
  *entry = (TallyEntry){value, entry->count + 1};
  tally->count++;
}

int64_t tally_percentile(const Tally *tally, unsigned permille) {
  size_t count;
  TallyEntry *entries = sorted(tally, &count);
  uint64_t want = (tally->count * permille + 999) / 1000, seen = 0;
  size_t i = 0;
  for (; i + 1 < count; i++) {
    seen += entries[i].count;
    if (seen >= want) break;
  }
  int64_t value = entries[i].value;
  mem_free(entries);
  return value;
}

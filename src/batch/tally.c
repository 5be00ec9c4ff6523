#include "batch/tally.h"
#include <stdlib.h>
#include <string.h>

/* ---- one by one ---- */

static size_t place_of(const TallyEntry *entries, size_t room, int64_t value) {
  uint64_t h = (uint64_t)value * UINT64_C(0x9E3779B97F4A7C15);
  size_t at = (size_t)(h ^ h >> 32) & (room - 1);
  while (entries[at].count && entries[at].value != value) at = (at + 1) & (room - 1);
  return at;
}

static void rehash(Tally *tally, size_t room) {
  const TallyEntry *old = tally->entries;
  TallyEntry *entries = mem_alloc_flat(room * sizeof *entries);
  for (size_t i = 0; i < tally->room; i++)
    if (old[i].count) entries[place_of(entries, room, old[i].value)] = old[i];
  tally->entries = entries;
  tally->room = room;
}

static int by_value(const void *a, const void *b) {
  const TallyEntry *x = a, *y = b;
  return x->value < y->value ? -1 : x->value > y->value;
}

/* ---- in levels ---- */

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

/* With room for what may move up into a level that is all but full. */
static void level_put(TallyLevel *level, int64_t value) {
  if (!level->values) level->values = mem_alloc_flat(2 * TALLY_LEVEL * sizeof *level->values);
  level->values[level->count++] = value;
}

static void add_standing(Tally *tally, unsigned n, int64_t value) {
  level_put(&tally->levels[n], value);
  for (; tally->levels[n].count >= TALLY_LEVEL && n + 1 < TALLY_LEVELS; n++) {
    TallyLevel *full = &tally->levels[n];
    uint32_t pairs = full->count / 2;
    qsort(full->values, full->count, sizeof *full->values, by_size);
    for (uint32_t i = 0; i < pairs; i++) level_put(full + 1, full->values[2 * i + full->odd]);
    full->odd = !full->odd;
    full->values[0] = full->values[full->count - 1];
    full->count &= 1;
  }
}

static TallyEntry *sorted(const Tally *tally, size_t *count) {
  size_t room = tally->used;
  for (unsigned n = 0; tally->levels && n < TALLY_LEVELS; n++) room += tally->levels[n].count;
  TallyEntry *entries = mem_alloc_flat((room + 1) * sizeof *entries);
  *count = 0;
  for (size_t i = 0; !tally->levels && i < tally->room; i++)
    if (tally->entries[i].count) entries[(*count)++] = tally->entries[i];
  for (unsigned n = 0; tally->levels && n < TALLY_LEVELS; n++)
    for (uint32_t i = 0; i < tally->levels[n].count; i++)
      entries[(*count)++] = (TallyEntry){tally->levels[n].values[i], UINT64_C(1) << n};
  qsort(entries, *count, sizeof *entries, by_value);
  return entries;
}

static void begin_levels(Tally *tally) {
  size_t count;
  TallyEntry *entries = sorted(tally, &count);
  tally->levels = MEM_NEW_ARRAY(TallyLevel, TALLY_LEVELS);
  for (size_t i = 0; i < count; i++)
    for (unsigned n = 0; n < TALLY_LEVELS; n++)
      if (entries[i].count >> n & 1) add_standing(tally, n, entries[i].value);
  mem_free(entries);
  mem_free(tally->entries);
  tally->entries = NULL;
  tally->used = tally->room = 0;
}

/* ---- the whole ---- */

static void add_exactly(Tally *tally, int64_t value) {
  if (tally->used * 2 >= tally->room) rehash(tally, tally->room ? tally->room * 2 : 64);
  TallyEntry *entry = &tally->entries[place_of(tally->entries, tally->room, value)];
  tally->used += !entry->count;
  *entry = (TallyEntry){value, entry->count + 1};
  if (tally->used > TALLY_EXACT) begin_levels(tally);
}

void tally_add(Tally *tally, int64_t value) {
  if (!tally->count || value < tally->least) tally->least = value;
  if (!tally->count || value > tally->most) tally->most = value;
  tally->count++;
  if (tally->levels) add_standing(tally, 0, value);
  else add_exactly(tally, value);
}

int64_t tally_percentile(const Tally *tally, unsigned permille) {
  if (permille == 0) return tally->least;
  if (permille >= 1000) return tally->most;
  size_t count, i = 0;
  TallyEntry *entries = sorted(tally, &count);
  uint64_t want = (tally->count * permille + 999) / 1000, seen = 0;
  for (; i + 1 < count; i++) {
    seen += entries[i].count;
    if (seen >= want) break;
  }
  int64_t value = entries[i].value;
  mem_free(entries);
  return value;
}

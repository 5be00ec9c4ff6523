#include "value/coverage.h"

/* The first day from `day` on that coverage of this basis or stronger leaves out: coverage is in order of beginning. */
static Day first_hole(const EventRecord *record, Basis weakest, Day day) {
  for (uint32_t k = 0; k < record->coverage_count && record->coverage[k].from <= day; k++)
    if (record->coverage[k].basis <= weakest && record->coverage[k].until > day) day = record->coverage[k].until;
  return day;
}

/* The last day up to `day` that is left out; DAY_BEFORE_TIME when all are in. */
static Day last_hole(const EventRecord *record, Day day) {
  for (uint32_t k = record->coverage_count; k-- > 0;) {
    const Coverage *coverage = &record->coverage[k];
    if (coverage->from > day || coverage->until <= day) continue;
    if (coverage->from == DAY_BEFORE_TIME) return DAY_BEFORE_TIME;
    day = coverage->from - 1;
  }
  return day;
}

bool coverage_holes(const EventRecord *record, Day first, Day last, Day *earliest, Day *latest) {
  if (first > last) return false;
  *earliest = first_hole(record, BASIS_SUPPOSED, first);
  *latest = last_hole(record, last);
  return *earliest <= last;
}

Basis coverage_basis(const EventRecord *record, Day first, Day last) {
  int basis = BASIS_NONE;
  if (first > last) return BASIS_NONE;
  while (basis < BASIS_SUPPOSED && first_hole(record, (Basis)basis, first) <= last) basis++;
  return (Basis)basis;
}

#include "value/claims.h"

#include <stdlib.h>

static int compare_days(Day a, Day b) { return (a > b) - (a < b); }

static int compare_holdings(const void *left, const void *right) {
  const Claim *a = ((const Holding *)left)->claim, *b = ((const Holding *)right)->claim;
  const int first = compare_days(a->from.first, b->from.first);
  const int last = compare_days(a->from.last, b->from.last);
  return first ? first : last ? last : (a->tag > b->tag) - (a->tag < b->tag);
}

static bool same_dates(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

/* The first holding whose from.first is not before `day`. */
static size_t lower_bound(const Holdings *holdings, Day day) {
  size_t low = 0, high = holdings->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (holdings->at[middle].claim->from.first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

bool holding_possible(const Holding *holding, Day day) {
  return holding->claim->from.first <= day && day < holding->until.last;
}

bool holding_certain(const Holding *holding, Day day) {
  return !holding->doubtful && holding->claim->from.last <= day && day < holding->until.first;
}

/* ---- where an open-ended claim ends ---- */

/* The greatest of some days, and the greatest of those that belong to other values than that one: so the greatest of
 * all but a given value's is known without going through them. The least, of negated days. */
typedef struct Greatest {
  int64_t day, other_day;   /* INT64_MIN: none */
  const Value *value;
} Greatest;

static Greatest greatest_with(Greatest greatest, int64_t day, const Value *value) {
  if (!greatest.value) return (Greatest){day, INT64_MIN, value};
  if (value_same(greatest.value, value)) {
    if (day > greatest.day) greatest.day = day;
  } else if (day > greatest.day) {
    greatest = (Greatest){day, greatest.day, value};
  } else if (day > greatest.other_day) {
    greatest.other_day = day;
  }
  return greatest;
}

static int64_t greatest_but(const Greatest *greatest, const Value *value) {
  if (!greatest->value) return INT64_MIN;
  return value_same(greatest->value, value) ? greatest->other_day : greatest->day;
}

/* What stands around a holding in the order, so that none is compared with all others. */
typedef struct Around {
  size_t next_other;        /* the next with another value */
  Greatest last_before;     /* of the last possible days of those before it */
  Greatest last_from;       /* of the negated last possible days of it and those behind it */
} Around;

static Around *look_around(const Holdings *holdings) {
  Around *around = MEM_NEW_ARRAY(Around, holdings->count + 1);
  for (size_t k = 0; k < holdings->count; k++) {
    const Claim *claim = holdings->at[k].claim;
    around[k + 1].last_before = greatest_with(around[k].last_before, claim->from.last, &claim->value);
  }
  for (size_t k = holdings->count; k-- > 0;) {
    const Claim *claim = holdings->at[k].claim;
    const bool run = k + 1 < holdings->count && value_same(&claim->value, &holdings->at[k + 1].claim->value);
    around[k].next_other = run ? around[k + 1].next_other : k + 1;
    around[k].last_from = greatest_with(around[k + 1].last_from, -(int64_t)claim->from.last, &claim->value);
  }
  return around;
}

/* The first from k on with another value. */
static size_t other_from(const Holdings *holdings, const Around *around, size_t k, const Value *value) {
  if (k < holdings->count && value_same(&holdings->at[k].claim->value, value)) return around[k].next_other;
  return k;
}

/* It ends where the first of those with another value begins that certainly begin later: at the least of their first
 * possible days at the earliest, at the least of their last possible ones at the latest. `group_end` is behind the last
 * with the same dates. */
static void end_by_later(const Holdings *holdings, const Around *around, size_t group_end, Holding *ended) {
  const Claim *claim = ended->claim;
  size_t later = lower_bound(holdings, claim->from.last);
  if (later < group_end) later = group_end;
  const size_t other = other_from(holdings, around, later, &claim->value);
  ended->until = (PartialDate){DAY_AFTER_TIME, DAY_AFTER_TIME};
  if (other == holdings->count) return;
  ended->until.first = holdings->at[other].claim->from.first;
  ended->until.last = (Day)-greatest_but(&around[later].last_from, &claim->value);
}

/* Whether another value may have begun before it or after it: those of the group `begin` to `end` began with it. */
static bool order_unknown(const Holdings *holdings, const Around *around, size_t begin, size_t end,
                          const Claim *claim) {
  if (greatest_but(&around[begin].last_before, &claim->value) > claim->from.first) return true;
  return other_from(holdings, around, end, &claim->value) < lower_bound(holdings, claim->from.last);
}

/* ---- whether anything follows the end of a closed claim ---- */

static bool begins_with(const Holdings *holdings, PartialDate dates) {
  for (size_t k = lower_bound(holdings, dates.first); k < holdings->count; k++) {
    const PartialDate from = holdings->at[k].claim->from;
    if (from.first > dates.first || from.last > dates.last) return false;
    if (from.last == dates.last) return true;
  }
  return false;
}

static void settle_closed(const Holdings *holdings, Holding *holding) {
  holding->until = holding->claim->until;
  holding->followed = holding->until.first >= holding->claim->from.last && begins_with(holdings, holding->until);
}

/* Those from `begin` on that have the same dates; returns where they end. */
static size_t settle_group(const Holdings *holdings, const Around *around, size_t begin) {
  size_t end = begin + 1;
  const PartialDate from = holdings->at[begin].claim->from;
  while (end < holdings->count && same_dates(holdings->at[end].claim->from, from)) end++;
  for (size_t k = begin; k < end; k++) {
    Holding *holding = &holdings->at[k];
    if (!holding->claim->open_ended) {
      settle_closed(holdings, holding);
      continue;
    }
    end_by_later(holdings, around, end, holding);
    holding->doubtful = order_unknown(holdings, around, begin, end, holding->claim);
    holding->followed = true;
  }
  return end;
}

/* A period that ends on the day it begins, or before, holds never: it says nothing and ends nothing. */
static bool never_holds(const Claim *claim) {
  return !claim->open_ended && (claim->until.last <= claim->from.first || same_dates(claim->from, claim->until));
}

static void in_order(Holdings *holdings, const Claim *claims, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (!never_holds(&claims[k])) holdings->at[holdings->count++].claim = &claims[k];
  if (holdings->count) qsort(holdings->at, holdings->count, sizeof *holdings->at, compare_holdings);
  for (size_t k = 0; k < holdings->count; k++) {
    const Day last = holdings->at[k].claim->from.last;
    holdings->last_before[k] = k > 0 && holdings->last_before[k - 1] > last ? holdings->last_before[k - 1] : last;
  }
}

Holdings holdings_make(const Claim *claims, size_t count) {
  Holdings holdings = {MEM_NEW_ARRAY(Holding, count + 1), 0, mem_alloc_flat(sizeof(Day) * (count + 1))};
  in_order(&holdings, claims, count);
  const Around *around = look_around(&holdings);
  for (size_t k = 0; k < holdings.count;) k = settle_group(&holdings, around, k);
  return holdings;
}

/* ---- gaps ---- */

/* Of the claims that have certainly begun the one with the latest first possible day: the fewest may be later still. */
static bool latest_begun(const Holdings *holdings, size_t begun, Day day, Day *first) {
  for (size_t k = begun; k-- > 0;) {
    *first = holdings->at[k].claim->from.first;
    if (holdings->at[k].claim->from.last <= day) return true;
  }
  return false;
}

bool holdings_gap(const Holdings *holdings, Day day) {
  const size_t begun = day == DAY_AFTER_TIME ? holdings->count : lower_bound(holdings, day + 1);
  Day first = 0;
  if (!latest_begun(holdings, begun, day, &first)) return true;
  for (size_t k = begun; k-- > 0 && holdings->last_before[k] >= first;) {
    const Holding *since = &holdings->at[k];
    if (since->claim->from.last >= first && !since->followed && since->until.first <= day) return true;
  }
  return false;
}

/* ---- the days that matter ---- */

static int compare_day_pointers(const void *a, const void *b) { return compare_days(*(const Day *)a, *(const Day *)b); }

/* As each begins, all have ended whose end is not behind that day. */
const Claim *holdings_crowded(const Holdings *holdings) {
  Day *ends = mem_alloc_flat(sizeof(Day) * (holdings->count + 1));
  size_t ended = 0;
  for (size_t k = 0; k < holdings->count; k++) ends[k] = holdings->at[k].until.last;
  if (holdings->count) qsort(ends, holdings->count, sizeof *ends, compare_day_pointers);
  for (size_t k = 0; k < holdings->count; k++) {
    while (ends[ended] <= holdings->at[k].claim->from.first) ended++;
    if (k + 1 - ended > HISTORY_MOST) return holdings->at[k].claim;
  }
  return NULL;
}

size_t holdings_days(const Holdings *holdings, Day **days) {
  Day *all = mem_alloc_flat(sizeof(Day) * (4 * holdings->count + 1));
  size_t count = 0, kept = 1;
  all[count++] = DAY_BEFORE_TIME;
  for (size_t k = 0; k < holdings->count; k++) {
    const Holding *holding = &holdings->at[k];
    const Day edges[4] = {holding->claim->from.first, holding->claim->from.last, holding->until.first,
                          holding->until.last};
    for (int edge = 0; edge < 4; edge++)
      if (edges[edge] != DAY_AFTER_TIME) all[count++] = edges[edge];
  }
  qsort(all, count, sizeof *all, compare_day_pointers);
  for (size_t k = 1; k < count; k++)
    if (all[k] != all[kept - 1]) all[kept++] = all[k];
  *days = all;
  return kept;
}

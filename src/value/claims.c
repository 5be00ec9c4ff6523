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

static bool differ(const Claim *a, const Claim *b) {
  return !value_same(&a->value, &b->value) && !same_dates(a->from, b->from);
}

/* For each holding the next in order with another value, so that runs of one value are skipped. */
static size_t *next_others(const Holdings *holdings) {
  size_t *next = mem_alloc_flat(sizeof(size_t) * (holdings->count + 1));
  for (size_t k = holdings->count; k-- > 0;) {
    const bool run = k + 1 < holdings->count &&
                     value_same(&holdings->at[k].claim->value, &holdings->at[k + 1].claim->value);
    next[k] = run ? next[k + 1] : k + 1;
  }
  return next;
}

/* It ends where the first of those begins that certainly begin later: at the least of their first possible days at the
 * earliest, at the least of their last possible ones at the latest. */
static void end_by_later(const Holdings *holdings, const size_t *next, Holding *ended) {
  ended->until = (PartialDate){DAY_AFTER_TIME, DAY_AFTER_TIME};
  size_t k = lower_bound(holdings, ended->claim->from.last);
  while (k < holdings->count) {
    const Claim *later = holdings->at[k].claim;
    if (later->from.first >= ended->until.last) break;
    if (differ(ended->claim, later)) {
      if (later->from.first < ended->until.first) ended->until.first = later->from.first;
      if (later->from.last < ended->until.last) ended->until.last = later->from.last;
    }
    k = value_same(&ended->claim->value, &later->value) ? next[k] : k + 1;
  }
}

/* Whether another value may have begun before it or after it. */
static bool order_unknown(const Holdings *holdings, const Holding *holding) {
  const PartialDate from = holding->claim->from;
  for (size_t k = lower_bound(holdings, from.last); k-- > 0 && holdings->last_before[k] > from.first;)
    if (holdings->at[k].claim->from.last > from.first && differ(holding->claim, holdings->at[k].claim)) return true;
  return false;
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

static void settle(const Holdings *holdings, const size_t *next, Holding *holding) {
  if (holding->claim->open_ended) {
    end_by_later(holdings, next, holding);
    holding->doubtful = order_unknown(holdings, holding);
    holding->followed = true;
  } else {
    holding->until = holding->claim->until;
    holding->followed = holding->until.first >= holding->claim->from.last && begins_with(holdings, holding->until);
  }
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
  const size_t *next = next_others(&holdings);
  for (size_t k = 0; k < holdings.count; k++) settle(&holdings, next, &holdings.at[k]);
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

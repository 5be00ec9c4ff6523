#include <stdlib.h>

#include "value/coverage.h"

static int compare_days(Day a, Day b) { return (a > b) - (a < b); }

/* ---- making a record ---- */

static int compare_occurrences(const void *left, const void *right) {
  const Occurrence *a = left, *b = right;
  const int first = compare_days(a->date.first, b->date.first);
  const int last = compare_days(a->date.last, b->date.last);
  return first ? first : last ? last : (a->tag > b->tag) - (a->tag < b->tag);
}

static int compare_coverage(const void *left, const void *right) {
  const Coverage *a = left, *b = right;
  const int from = compare_days(a->from, b->from), until = compare_days(a->until, b->until);
  return from ? from : until ? until : (a->tag > b->tag) - (a->tag < b->tag);
}

static int compare_day_pointers(const void *a, const void *b) { return compare_days(*(const Day *)a, *(const Day *)b); }

static size_t occurrence_days(const EventRecord *record, Day *days) {
  size_t count = 0;
  for (uint32_t k = 0; k < record->occurrence_count; k++) {
    const PartialDate date = record->occurrences[k].date;
    days[count++] = date.first;
    days[count++] = date.last;
    days[count++] = date.last + 1;
  }
  return count;
}

static size_t coverage_days(const EventRecord *record, Day *days) {
  size_t count = 0;
  for (uint32_t k = 0; k < record->coverage_count; k++) {
    const Coverage *coverage = &record->coverage[k];
    if (coverage->from != DAY_BEFORE_TIME) days[count++] = coverage->from - 1, days[count++] = coverage->from;
    if (coverage->until != DAY_AFTER_TIME) days[count++] = coverage->until;
  }
  return count;
}

static void find_critical(EventRecord *record) {
  Day *days = mem_alloc_flat(sizeof(Day) * (3 * ((size_t)record->occurrence_count + record->coverage_count) + 1));
  size_t count = occurrence_days(record, days);
  uint32_t kept = 0;
  count += coverage_days(record, days + count);
  if (count) qsort(days, count, sizeof *days, compare_day_pointers);
  for (size_t k = 0; k < count; k++)
    if (kept == 0 || days[k] != days[kept - 1]) days[kept++] = days[k];
  record->critical = days;
  record->critical_count = kept;
}

EventRecord events_make(Occurrence *occurrences, size_t occurrence_count, Coverage *coverage, size_t coverage_count) {
  EventRecord record = {.occurrences = occurrences,
                        .occurrence_count = (uint32_t)occurrence_count,
                        .coverage = coverage,
                        .coverage_count = (uint32_t)coverage_count,
                        .exact = true};
  if (occurrence_count) qsort(occurrences, occurrence_count, sizeof *occurrences, compare_occurrences);
  if (coverage_count) qsort(coverage, coverage_count, sizeof *coverage, compare_coverage);
  for (size_t k = 0; k < occurrence_count; k++) record.exact &= occurrences[k].date.first == occurrences[k].date.last;
  find_critical(&record);
  return record;
}

/* ---- counting ---- */

typedef struct EventWindow {  /* days d with after < d <= to */
  Day after, to;
} EventWindow;

static bool surely_inside(EventWindow window, PartialDate date) {
  return date.first > window.after && date.last <= window.to;
}

static bool maybe_inside(EventWindow window, PartialDate date) {
  return date.last > window.after && date.first <= window.to;
}

/* The first occurrence that begins on this day or later. */
static uint32_t begins_from(const EventRecord *record, Day day) {
  uint32_t low = 0, high = record->occurrence_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (record->occurrences[middle].date.first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Those that may lie in a window are among these: of days known in part, also those that began long before it. */
static uint32_t near_first(const EventRecord *record, EventWindow window) {
  return record->exact ? begins_from(record, window.after + 1) : 0;
}
static uint32_t near_end(const EventRecord *record, EventWindow window) { return begins_from(record, window.to + 1); }

/* Of single days: on each as many as one statement gives at most. Occurrences are in order of day, then statement. */
static int64_t fewest_exact(const EventRecord *record, EventWindow window) {
  int64_t total = 0, on_day = 0, of_statement = 0;
  const Occurrence *before = NULL;
  for (uint32_t k = near_first(record, window), end = near_end(record, window); k < end; k++) {
    const Occurrence *this = &record->occurrences[k];
    if (!surely_inside(window, this->date)) continue;
    const bool same_day = before && before->date.first == this->date.first;
    of_statement = same_day && before->tag == this->tag ? of_statement + 1 : 1;
    if (!same_day) total += on_day, on_day = 0;
    if (of_statement > on_day) on_day = of_statement;
    before = this;
  }
  return total + on_day;
}

typedef struct Placed {
  const Occurrence *occurrence;
  size_t event;             /* which event explains this date */
} Placed;

typedef struct Placing {
  Placed *dates;            /* dealt with so far */
  size_t count;
  Day *events;              /* each on the last possible day of the date that first needed it: ascending */
  size_t *taken;            /* by event: the count when it was last seen to explain a date of the statement in hand */
  size_t event_count;
} Placing;

/* Dates come in order of their last days, and those that ended before this one may begin explain no event of its. */
static void mark_taken(Placing *placing, const Occurrence *now) {
  for (size_t k = placing->count; k-- > 0 && placing->dates[k].occurrence->date.last >= now->date.first;)
    if (placing->dates[k].occurrence->tag == now->tag) placing->taken[placing->dates[k].event] = placing->count;
}

/* The earliest event that may explain this date and explains no other of its statement, since later ones may serve more
 * of what is to come; else a new one, as late as can be. This gives the fewest, by Hall's condition for intervals. */
static size_t event_for(Placing *placing, const Occurrence *occurrence) {
  size_t event = placing->event_count;
  mark_taken(placing, occurrence);
  while (event > 0 && placing->events[event - 1] >= occurrence->date.first) event--;
  while (event < placing->event_count && placing->taken[event] == placing->count) event++;
  if (event == placing->event_count) placing->events[placing->event_count++] = occurrence->date.last;
  return event;
}

static int compare_last_days(const void *left, const void *right) {
  const Occurrence *a = ((const Placed *)left)->occurrence, *b = ((const Placed *)right)->occurrence;
  const int last = compare_days(a->date.last, b->date.last);
  return last ? last : compare_occurrences(a, b);
}

static size_t dates_inside(const EventRecord *record, EventWindow window, Placed *dates) {
  size_t count = 0;
  for (uint32_t k = near_first(record, window), end = near_end(record, window); k < end; k++)
    if (surely_inside(window, record->occurrences[k].date)) dates[count++].occurrence = &record->occurrences[k];
  if (count) qsort(dates, count, sizeof *dates, compare_last_days);
  return count;
}

static int64_t fewest_partial(const EventRecord *record, EventWindow window) {
  const size_t room = (size_t)record->occurrence_count + 1;
  Placing placing = {MEM_NEW_ARRAY(Placed, room), 0, mem_alloc_flat(sizeof(Day) * room),
                     mem_alloc_flat(sizeof(size_t) * room), 0};
  const size_t inside = dates_inside(record, window, placing.dates);
  for (; placing.count < inside; placing.count++) {
    Placed *date = &placing.dates[placing.count];
    date->event = event_for(&placing, date->occurrence);
  }
  mem_free(placing.dates);
  mem_free(placing.events);
  mem_free(placing.taken);
  return (int64_t)placing.event_count;
}

static int64_t most_inside(const EventRecord *record, EventWindow window) {
  int64_t most = 0;
  for (uint32_t k = near_first(record, window), end = near_end(record, window); k < end; k++)
    most += maybe_inside(window, record->occurrences[k].date);
  return most;
}

static Basis weakest_inside(const EventRecord *record, EventWindow window) {
  Basis basis = BASIS_NONE;
  for (uint32_t k = near_first(record, window), end = near_end(record, window); k < end; k++)
    if (surely_inside(window, record->occurrences[k].date))
      basis = basis_weaker(basis, (Basis)record->occurrences[k].basis);
  return basis;
}

static int64_t fewest_inside(const EventRecord *record, EventWindow window) {
  if (window.after >= window.to) return 0;
  return record->exact ? fewest_exact(record, window) : fewest_partial(record, window);
}

Value events_count_between(const EventRecord *record, Day wide, Day narrow, Day to) {
  const EventWindow longest = {wide, to}, shortest = {narrow, to};
  Day earliest, latest;
  if (wide >= to) return value_range(0, 0, BASIS_NONE);
  const Day first = wide == DAY_BEFORE_TIME ? DAY_BEFORE_TIME : wide + 1;
  const bool open = coverage_holes(record, first, to, &earliest, &latest);
  const int64_t low = fewest_inside(record, shortest), high = most_inside(record, longest);
  const Basis covered = open ? BASIS_NONE : coverage_basis(record, first, to);
  return value_open_range(false, low * DECIMAL_ONE, open, high * DECIMAL_ONE,
                          basis_weaker(covered, weakest_inside(record, shortest)));
}

Value events_count(const EventRecord *record, Day after, Day to) {
  return events_count_between(record, after, after, to);
}

/* ---- the first and the last ---- */

/* What is possible of the first or last event up to today. Certain events bound it on both sides, possible ones and
 * holes in the record only let it reach further. */
typedef struct Extreme {
  bool some_certain, some_possible;
  bool open_low;
  Day low, high;
  Basis basis;              /* the strongest of the certain events that set the inner end */
} Extreme;

static void reach(Extreme *extreme, Day low, Day high) {
  if (!extreme->some_possible || low < extreme->low) extreme->low = low;
  if (!extreme->some_possible || high > extreme->high) extreme->high = high;
  extreme->some_possible = true;
}

/* Every day on which some event up to today may have been. */
static Extreme possible_days(const EventRecord *record, Day today) {
  Extreme extreme = {0};
  Day earliest, latest;
  for (uint32_t k = 0; k < record->occurrence_count; k++) {
    const PartialDate date = record->occurrences[k].date;
    if (date.first <= today) reach(&extreme, date.first, date.last < today ? date.last : today);
  }
  if (coverage_holes(record, DAY_BEFORE_TIME, today, &earliest, &latest)) {
    extreme.open_low = earliest == DAY_BEFORE_TIME;
    reach(&extreme, earliest, latest);
  }
  return extreme;
}

/* The first is no later than the last possible day of any event that is certain; the last no earlier than its first. */
static void bound(Extreme *extreme, bool first, const Occurrence *occurrence) {
  Day *end = first ? &extreme->high : &extreme->low;
  const Day day = first ? occurrence->date.last : occurrence->date.first;
  const bool tighter = !extreme->some_certain || (first ? day < *end : day > *end);
  const Basis basis = (Basis)occurrence->basis;
  if (tighter) *end = day, extreme->basis = basis;
  else if (day == *end) extreme->basis = basis_stronger(extreme->basis, basis);
  extreme->some_certain = true;
}

static Extreme extreme_of(const EventRecord *record, Day today, bool first) {
  Extreme extreme = possible_days(record, today);
  for (uint32_t k = 0; k < record->occurrence_count; k++)
    if (record->occurrences[k].date.last <= today) bound(&extreme, first, &record->occurrences[k]);
  if (!first && extreme.some_certain) extreme.open_low = false;
  return extreme;
}

static Value extreme_value(const Extreme *extreme, Basis basis) {
  Value v = value_open_range(extreme->open_low, extreme->low, false, extreme->high, basis);
  if (extreme->some_certain) return v;
  v.flags |= VALUE_MAYBE_NO_DATE | VALUE_UNSTATED;
  return v;
}

Value events_first(const EventRecord *record, Day today) {
  const Extreme extreme = extreme_of(record, today, true);
  if (!extreme.some_possible) return value_no_date(coverage_basis(record, DAY_BEFORE_TIME, today));
  const Basis before = extreme.open_low ? BASIS_NONE : coverage_basis(record, DAY_BEFORE_TIME, extreme.low - 1);
  return extreme_value(&extreme, basis_weaker(before, extreme.basis));
}

Value events_last(const EventRecord *record, Day today) {
  const Extreme extreme = extreme_of(record, today, false);
  if (!extreme.some_possible) return value_no_date(coverage_basis(record, DAY_BEFORE_TIME, today));
  return extreme_value(&extreme, basis_weaker(coverage_basis(record, extreme.high + 1, today), extreme.basis));
}

/* ---- critical days ---- */

/* How many critical days are not after `day`. */
static uint32_t critical_up_to(const EventRecord *record, Day day) {
  uint32_t low = 0, high = record->critical_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (record->critical[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

Day events_next_critical(const EventRecord *record, Day day) {
  const uint32_t at = critical_up_to(record, day);
  return at < record->critical_count ? record->critical[at] : DAY_AFTER_TIME;
}

Day events_previous_critical(const EventRecord *record, Day day) {
  const uint32_t at = critical_up_to(record, day);
  return at > 0 ? record->critical[at - 1] : DAY_BEFORE_TIME;
}

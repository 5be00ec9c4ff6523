#include <string.h>

#include "value/history.h"
#include "values.h"

#define MOST 5              /* occurrences in a random record */
#define DAYS 8              /* days 0 .. 7 */

static Occurrence on(Day first, Day last, uint32_t tag, Basis basis) {
  return (Occurrence){{first, last}, tag, (uint8_t)basis};
}

static Coverage complete(Day from, Day until, Basis basis) { return (Coverage){from, until, 0, (uint8_t)basis}; }

static void assert_range(Value got, int64_t low, int64_t high, bool open_high, Basis basis) {
  assert_sound_form(&got);
  assert_int_equal(got.low, low * DECIMAL_ONE);
  if (!open_high) assert_int_equal(got.high, high * DECIMAL_ONE);
  assert_int_equal(!(got.flags & VALUE_OPEN_HIGH), !open_high);
  assert_int_equal(got.basis, basis);
}

/* ---- by hand ---- */

static void an_empty_record_says_nothing(void **state) {
  (void)state;
  const EventRecord record = events_make(NULL, 0, NULL, 0);
  const Value first = events_first(&record, 10), last = events_last(&record, 10);
  assert_range(events_count(&record, 0, 10), 0, 0, true, BASIS_NONE);
  assert_range(events_count(&record, 10, 10), 0, 0, false, BASIS_NONE);
  assert_true(first.flags & VALUE_OPEN_LOW && first.high == 10 && first.flags & VALUE_MAYBE_NO_DATE);
  assert_true(value_same(&first, &last));
  assert_int_equal(events_next_critical(&record, 0), DAY_AFTER_TIME);
  assert_int_equal(events_previous_critical(&record, 0), DAY_BEFORE_TIME);
}

static void complete_and_none(void **state) {
  (void)state;
  Coverage coverage[] = {complete(20, 40, BASIS_OPINION), complete(DAY_BEFORE_TIME, 20, BASIS_STATED),
                         complete(15, 30, BASIS_SUPPOSED)};
  const EventRecord record = events_make(NULL, 0, coverage, 3);
  const Value never = events_first(&record, 39), perhaps = events_last(&record, 40);
  assert_true(value_no_date_certain(&never) && never.basis == BASIS_OPINION);
  assert_true(values_allows_no_date(&perhaps) && perhaps.low == 40 && perhaps.high == 40);
  assert_range(events_count(&record, 0, 19), 0, 0, false, BASIS_STATED);
  assert_range(events_count(&record, 0, 39), 0, 0, false, BASIS_OPINION);
  assert_range(events_count(&record, 0, 40), 0, 0, true, BASIS_NONE);
}

/* The language page's example: `on 2019-04, 2021-01-15`, `complete from 2015 until 2022-08-31`. */
static void a_record_with_a_month(void **state) {
  (void)state;
  Occurrence occurrences[] = {on(300, 300, 0, BASIS_STATED), on(100, 129, 0, BASIS_STATED)};
  Coverage coverage[] = {complete(0, 400, BASIS_IMPLIED)};
  const EventRecord record = events_make(occurrences, 2, coverage, 1);
  assert_range(events_count(&record, 10, 350), 2, 2, false, BASIS_IMPLIED);
  assert_range(events_count(&record, 110, 350), 1, 2, false, BASIS_IMPLIED);
  assert_range(events_count(&record, 10, 400), 2, 2, true, BASIS_STATED);
  const Value last = events_last(&record, 350), first = events_first(&record, 350);
  assert_true(value_certain(&last) && last.low == 300 && last.basis == BASIS_IMPLIED);
  assert_true(first.flags & VALUE_OPEN_LOW && first.high == 129);
  assert_int_equal(events_next_critical(&record, 100), 129);
  assert_int_equal(events_next_critical(&record, 129), 130);
  assert_int_equal(events_previous_critical(&record, 99), 0);
  assert_int_equal(events_previous_critical(&record, -1), -1);
}

static void two_sources_may_mean_one_event(void **state) {
  (void)state;
  Occurrence occurrences[] = {on(5, 5, 0, BASIS_STATED), on(5, 5, 1, BASIS_OPINION), on(5, 5, 1, BASIS_OPINION)};
  Coverage coverage[] = {complete(DAY_BEFORE_TIME, DAY_AFTER_TIME, BASIS_STATED)};
  const EventRecord record = events_make(occurrences, 3, coverage, 1);
  const Value first = events_first(&record, 9);
  assert_range(events_count(&record, 0, 9), 2, 3, false, BASIS_OPINION);
  assert_true(value_certain(&first) && first.low == 5 && first.basis == BASIS_STATED);
}

/* ---- against every completion ---- */

typedef struct Case {
  Occurrence occurrences[MOST];
  Coverage coverage[2];
  size_t count, coverage_count;
  EventRecord record;
  Day days[MOST];           /* of a completion, by occurrence */
} Case;

static void any_case(uint64_t *seed, Case *this, bool exact) {
  memset(this, 0, sizeof *this);
  this->count = (size_t)values_pick(seed, 0, MOST);
  this->coverage_count = (size_t)values_pick(seed, 0, 2);
  for (size_t k = 0; k < this->count; k++) {
    const Day first = (Day)values_pick(seed, 0, DAYS - 1);
    const Day last = exact ? first : (Day)values_pick(seed, first, first + 3 < DAYS ? first + 3 : DAYS - 1);
    this->occurrences[k] = on(first, last, (uint32_t)values_pick(seed, 0, 2), BASIS_STATED);
  }
  for (size_t k = 0; k < this->coverage_count; k++) {
    const Day from = (Day)values_pick(seed, -1, DAYS - 1), until = (Day)values_pick(seed, from < 0 ? 0 : from, DAYS);
    const Day beginning = from < 0 ? DAY_BEFORE_TIME : from, end = until == DAYS ? DAY_AFTER_TIME : until;
    this->coverage[k] = complete(beginning, end, BASIS_STATED);
  }
  this->record = events_make(this->occurrences, this->count, this->coverage, this->coverage_count);
  for (size_t k = 0; k < this->count; k++) this->days[k] = this->occurrences[k].date.first;
}

static bool next_completion(Case *this) {
  for (size_t k = 0; k < this->count; k++) {
    if (this->days[k]++ < this->occurrences[k].date.last) return true;
    this->days[k] = this->occurrences[k].date.first;
  }
  return false;
}

static bool covered(const Case *this, Day day) {
  for (size_t k = 0; k < this->coverage_count; k++)
    if (this->coverage[k].from <= day && day < this->coverage[k].until) return true;
  return false;
}

/* The fewest events on a day are as many as one statement puts there; the most are all. */
static void count_day(const Case *this, Day day, int64_t *fewest, int64_t *most) {
  int64_t by_tag[3] = {0}, largest = 0;
  for (size_t k = 0; k < this->count; k++)
    if (this->days[k] == day) {
      const int64_t count = ++by_tag[this->occurrences[k].tag];
      if (count > largest) largest = count;
      ++*most;
    }
  *fewest += largest;
}

/* Over all completions the fewest and the most recorded events of a window, which must be just what is said. */
static void check_count(Case *this, Day after, Day to) {
  const Value got = events_count(&this->record, after, to);
  int64_t low = INT64_MAX, high = 0;
  bool holes = false;
  for (Day day = after + 1; day <= to; day++) holes |= !covered(this, day);
  do {
    int64_t fewest = 0, most = 0;
    for (Day day = after + 1; day <= to; day++) count_day(this, day, &fewest, &most);
    if (fewest < low) low = fewest;
    if (most > high) high = most;
  } while (next_completion(this));
  assert_sound_form(&got);
  assert_int_equal(got.low, low * DECIMAL_ONE);
  assert_int_equal(!(got.flags & VALUE_OPEN_HIGH), !holes);
  if (!holes) assert_int_equal(got.high, high * DECIMAL_ONE);
}

static void counts_are_exact(void **state) {
  (void)state;
  uint64_t seed = 40;
  Case this;
  for (int round = 0; round < 3000; round++) {
    any_case(&seed, &this, round % 4 == 0);
    const Day after = (Day)values_pick(&seed, -1, DAYS - 1);
    check_count(&this, after, (Day)values_pick(&seed, after, DAYS));
    check_count(&this, -1, DAYS);
  }
}

/* What may be the first event: a recorded one, or one on a day that the record leaves open, or none. */
typedef struct Possible {
  uint64_t days;            /* bit d + 1: day d; bit 0: a day before day 0 */
  bool none;
} Possible;

static Possible possible_extreme(Case *this, Day today, bool first) {
  Possible possible = {0, false};
  do {
    Day extreme = first ? DAY_AFTER_TIME : DAY_BEFORE_TIME;
    for (size_t k = 0; k < this->count; k++)
      if (this->days[k] <= today && (first ? this->days[k] < extreme : this->days[k] > extreme))
        extreme = this->days[k];
    const bool some = extreme != DAY_AFTER_TIME && extreme != DAY_BEFORE_TIME;
    if (some) possible.days |= UINT64_C(1) << (extreme + 1);
    else possible.none = true;
    for (Day day = -1; day <= today; day++)
      if (!covered(this, day) && (!some || (first ? day < extreme : day > extreme)))
        possible.days |= UINT64_C(1) << (day + 1);
  } while (next_completion(this));
  return possible;
}

static void check_extreme(Case *this, Day today, bool first) {
  const Value got = first ? events_first(&this->record, today) : events_last(&this->record, today);
  const Possible possible = possible_extreme(this, today, first);
  assert_sound_form(&got);
  assert_int_equal(values_allows_no_date(&got), possible.none);
  if (possible.days == 0) {
    assert_true(value_no_date_certain(&got));
    return;
  }
  assert_int_equal(!(got.flags & VALUE_OPEN_LOW), !(possible.days & 1));
  if (!(possible.days & 1)) assert_int_equal(got.low, __builtin_ctzll(possible.days) - 1);
  assert_int_equal(got.high, 62 - __builtin_clzll(possible.days));
}

static void first_and_last_are_exact(void **state) {
  (void)state;
  uint64_t seed = 41;
  Case this;
  for (int round = 0; round < 3000; round++) {
    any_case(&seed, &this, round % 4 == 0);
    const Day today = (Day)values_pick(&seed, 0, DAYS);
    check_extreme(&this, today, true);
    check_extreme(&this, today, false);
  }
}

/* ---- critical days ---- */

static bool is_critical(const EventRecord *record, Day day) { return events_previous_critical(record, day) == day; }

/* Where nothing is critical, nothing changes as today, or either end of a window, moves on by a day. */
static void nothing_changes_between_critical_days(void **state) {
  (void)state;
  uint64_t seed = 42;
  Case this;
  for (int round = 0; round < 3000; round++) {
    any_case(&seed, &this, round % 4 == 0);
    const EventRecord *record = &this.record;
    const Day edge = (Day)values_pick(&seed, -2, DAYS + 2), day = (Day)values_pick(&seed, -2, DAYS + 2);
    if (is_critical(record, day)) continue;
    const Day next = events_next_critical(record, day - 1), before = events_previous_critical(record, day);
    assert_true(next > day && before < day);
    if (edge < day - 1) assert_same(events_count(record, edge, day), events_count(record, edge, day - 1));
    if (edge > day) assert_same(events_count(record, day, edge), events_count(record, day - 1, edge));
    const Value first = events_first(record, day), first_before = events_first(record, day - 1);
    if (value_certain(&first)) assert_same(first, first_before);
    assert_int_equal(value_certain(&first), value_certain(&first_before));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_record_says_nothing),
      cmocka_unit_test(complete_and_none),
      cmocka_unit_test(a_record_with_a_month),
      cmocka_unit_test(two_sources_may_mean_one_event),
      cmocka_unit_test(counts_are_exact),
      cmocka_unit_test(first_and_last_are_exact),
      cmocka_unit_test(nothing_changes_between_critical_days),
  };
  return UNIT_RUN(tests);
}

#include <string.h>

#include "value/overlay.h"
#include "values.h"

#define MOST 4              /* claims in a random history */
#define DAYS 9              /* days 0 .. 8 matter; before day 0 nothing has begun but what always was */

static const PartialDate always = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}, for_ever = {DAY_AFTER_TIME, DAY_AFTER_TIME};

/* ---- by hand ---- */

static Claim claim(Value value, Day first, Day last, uint32_t tag) {
  return (Claim){value, {first, last}, for_ever, true, tag};
}

static Claim closed(Value value, Day from, Day until, uint32_t tag) {
  return (Claim){value, {from, from}, {until, until}, false, tag};
}

static Value member(unsigned k, Basis basis) { return value_members(UINT64_C(1) << k, basis); }
static Value nothing(void) { return value_unknown(VALUE_MEMBERS, 7); }

static const Value *on(const History *history, Day day) { return &history->steps[history_step_at(history, day)].value; }

static void assert_on(const History *history, Day day, uint64_t may, unsigned flags, Basis basis) {
  const Value *value = on(history, day);
  assert_sound_form(value);
  assert_int_equal(value->may, may);
  assert_int_equal(value->flags, flags);
  assert_int_equal(value->basis, basis);
}

static void nothing_said(void **state) {
  (void)state;
  const History history = history_make(NULL, 0, nothing());
  assert_int_equal(history.count, 1);
  assert_int_equal(history.steps[0].from, DAY_BEFORE_TIME);
  assert_int_equal(history_until(&history, 0), DAY_AFTER_TIME);
  assert_on(&history, 5, 7, VALUE_UNSTATED, BASIS_NONE);
}

static void the_next_ends_the_last(void **state) {
  (void)state;
  const Claim claims[] = {claim(member(1, BASIS_OPINION), 20, 20, 1), claim(member(0, BASIS_STATED), 10, 10, 0),
                          claim(member(1, BASIS_STATED), 30, 30, 2), claim(nothing(), 40, 40, 3)};
  const History history = history_make(claims, 4, nothing());
  assert_int_equal(history.count, 5);
  assert_on(&history, 9, 7, VALUE_UNSTATED, BASIS_NONE);
  assert_on(&history, 10, 1, 0, BASIS_STATED);
  assert_on(&history, 29, 2, 0, BASIS_OPINION);
  assert_on(&history, 30, 2, 0, BASIS_STATED);
  assert_on(&history, 40, 7, VALUE_UNSTATED, BASIS_NONE);
  assert_int_equal(history.steps[3].tag_count, 2);
  assert_int_equal(history.steps[3].tags[0], 1);
  assert_int_equal(history.steps[3].tags[1], 2);
}

static void no_more_hold_on_a_day_than_a_step_takes(void **state) {
  (void)state;
  Claim claims[HISTORY_MOST + 2];
  for (uint32_t k = 0; k < HISTORY_MOST + 2; k++) claims[k] = claim(member(1, BASIS_STATED), 10, 10, k);
  assert_null(history_crowded(claims, HISTORY_MOST, nothing()));
  assert_ptr_equal(history_crowded(claims, HISTORY_MOST + 1, nothing()), &claims[HISTORY_MOST]);
  claims[0].from = (PartialDate){20, 20};
  assert_ptr_equal(history_crowded(claims, HISTORY_MOST + 2, nothing()), &claims[HISTORY_MOST + 1]);
  for (uint32_t k = 0; k < HISTORY_MOST + 2; k++) {
    claims[k].from = (PartialDate){(Day)k, (Day)k};
    claims[k].value = member(k % 2, BASIS_STATED);
  }
  assert_null(history_crowded(claims, HISTORY_MOST + 2, nothing()));
}

static void a_year_is_a_transition(void **state) {
  (void)state;
  const Claim claims[] = {claim(member(0, BASIS_STATED), 10, 10, 0), claim(member(1, BASIS_OPINION), 20, 30, 1)};
  const History history = history_make(claims, 2, nothing());
  assert_int_equal(history.count, 4);
  assert_on(&history, 19, 1, 0, BASIS_STATED);
  assert_on(&history, 20, 3, VALUE_UNSTATED, BASIS_OPINION);
  assert_on(&history, 29, 3, VALUE_UNSTATED, BASIS_OPINION);
  assert_on(&history, 30, 2, 0, BASIS_OPINION);
  assert_true(history.steps[2].transition);
  const struct { Day after, to; int64_t low, high; } counts[] = {
      {10, 19, 0, 0}, {19, 30, 1, 1}, {19, 29, 0, 1}, {20, 40, 0, 1}, {29, 30, 0, 1}, {30, 40, 0, 0}, {50, 40, 0, 0}};
  for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
    const Value changes = history_changes(&history, counts[k].after, counts[k].to);
    assert_int_equal(changes.low, counts[k].low * DECIMAL_ONE);
    assert_int_equal(changes.high, counts[k].high * DECIMAL_ONE);
    assert_sound_form(&changes);
  }
  assert_true(history_changes(&history, 9, 40).flags & VALUE_OPEN_HIGH);
  assert_int_equal(history_changes(&history, 9, 40).low, DECIMAL_ONE);
}

static void an_until_and_a_from_in_one_year_are_one_day(void **state) {
  (void)state;
  Claim claims[] = {closed(member(0, BASIS_STATED), 0, 0, 0), claim(member(1, BASIS_STATED), 20, 30, 1)};
  claims[0].from = always;
  claims[0].until = (PartialDate){20, 30};
  const History history = history_make(claims, 2, nothing());
  assert_int_equal(history.count, 3);
  assert_on(&history, 25, 3, VALUE_UNSTATED, BASIS_STATED);
  assert_true(history.steps[1].transition);
}

/* The language page's example of a disputed fact. */
static void sources_that_disagree(void **state) {
  (void)state;
  Claim claims[] = {closed(value_yes_no(false, BASIS_STATED), 0, 100, 0),
                    closed(value_yes_no(true, BASIS_STATED), 100, 900, 1),
                    claim(value_yes_no(true, BASIS_OPINION), 50, 60, 2)};
  claims[0].from = always;
  const History history = history_make(claims, 3, value_truth(VALUE_EITHER, BASIS_NONE));
  assert_on(&history, 49, VALUE_NO, 0, BASIS_STATED);
  assert_int_equal(on(&history, 50)->flags, VALUE_DISPUTED | VALUE_UNSTATED);
  assert_int_equal(on(&history, 60)->flags, VALUE_DISPUTED);
  assert_on(&history, 100, VALUE_YES, 0, BASIS_STATED);
  assert_on(&history, 900, VALUE_YES, 0, BASIS_OPINION);
}

static void what_both_allow(void **state) {
  (void)state;
  const Claim claims[] = {{value_open_range(false, 7, true, 0, BASIS_STATED), always, for_ever, true, 0},
                          {value_open_range(true, 0, false, 10, BASIS_OPINION), always, for_ever, true, 1},
                          {value_range(5, 30, BASIS_SUPPOSED), always, for_ever, true, 2}};
  const History history = history_make(claims, 3, value_unknown(VALUE_RANGE, 0));
  assert_int_equal(history.count, 1);
  assert_same(history.steps[0].value, value_range(7, 10, BASIS_NONE));
  assert_int_equal(history.steps[0].value.basis, BASIS_OPINION);
  assert_int_equal(history.steps[0].tag_count, 3);
}

static void sets_go_member_by_member(void **state) {
  (void)state;
  const Claim claims[] = {claim(value_set(3, 3, BASIS_STATED), 10, 10, 0),
                          claim(value_set(0, 5, BASIS_OPINION), 20, 30, 1),   /* excludes the second */
                          claim(value_set(4, 7, BASIS_STATED), 25, 25, 2)};   /* includes the third */
  const History history = history_make(claims, 3, value_unknown(VALUE_SET, 7));
  assert_same(*on(&history, 9), value_unknown(VALUE_SET, 7));
  assert_same(*on(&history, 10), value_set(3, 3, BASIS_STATED));
  assert_same(*on(&history, 20), value_set(1, 3, BASIS_STATED));
  assert_same(*on(&history, 25), value_set(5, 7, BASIS_STATED));
  assert_same(*on(&history, 30), value_set(5, 5, BASIS_STATED));
  assert_int_equal(on(&history, 30)->basis, BASIS_OPINION);
  assert_true(history_changes(&history, 10, 24).flags & VALUE_OPEN_HIGH);
}

static void one_change_of_a_set(void **state) {
  (void)state;
  const Claim claims[] = {claim(value_set(1, 1, BASIS_STATED), 10, 10, 0),
                          claim(value_set(2, 2, BASIS_STATED), 20, 30, 1)};
  const History history = history_make(claims, 2, value_unknown(VALUE_SET, 3));
  const Value changes = history_changes(&history, 15, 35);
  assert_int_equal(changes.low, DECIMAL_ONE);
  assert_true(value_certain(&changes));
}

/* ---- against a day-by-day evaluator, over every completion of the dates ---- */

typedef struct Completion {
  Day from[MOST], until[MOST];
} Completion;

typedef struct Case {
  Claim claims[MOST];
  size_t count;
  PartialDate *dates[2 * MOST];  /* each different pair of days once, ... */
  Day days[2 * MOST];            /* ... and the day that a completion gives it */
  size_t date_count;
  Value unknown;
} Case;

static bool same_dates(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

static void add_date(Case *this, PartialDate *date) {
  for (size_t k = 0; k < this->date_count; k++)
    if (same_dates(*this->dates[k], *date)) return;
  this->dates[this->date_count++] = date;
}

static Day day_of(const Case *this, PartialDate date) {
  for (size_t k = 0; k < this->date_count; k++)
    if (same_dates(*this->dates[k], date)) return this->days[k];
  return date.first;
}

/* The next completion of the dates, as an odometer turns; false after the last. */
static bool next_completion(Case *this) {
  for (size_t k = 0; k < this->date_count; k++) {
    if (this->days[k]++ < this->dates[k]->last) return true;
    this->days[k] = this->dates[k]->first;
  }
  return false;
}

static size_t completion_count(const Case *this) {
  size_t count = 1;
  for (size_t k = 0; k < this->date_count; k++) count *= (size_t)(this->dates[k]->last - this->dates[k]->first + 1);
  return count;
}

static bool begins_later(const Case *this, const Claim *one, const Claim *other) {
  const Day first = day_of(this, one->from), second = day_of(this, other->from);
  if (same_dates(one->from, other->from)) return false;
  return second > first || (second == first && one->from.last <= other->from.first);
}

/* Where a claim ends; `member` is 0, or the member of a set that is asked about. */
typedef bool (*Differ)(const Claim *one, const Claim *other, uint64_t bit);

static bool values_differ(const Claim *one, const Claim *other, uint64_t bit) {
  (void)bit;
  return !value_same(&one->value, &other->value);
}

/* in: 2, out: 1, said to be unknown: 3, silent: 0 */
static uint64_t says_of(const Claim *claim, uint64_t bit) {
  if (claim->value.must == 0 && claim->value.may == 7) return 3;
  return claim->value.must & bit ? 2 : claim->value.may & bit ? 0 : 1;
}

static bool members_differ(const Claim *one, const Claim *other, uint64_t bit) {
  return says_of(other, bit) && says_of(one, bit) != says_of(other, bit);
}

/* Written to end where it begins, it says nothing. */
static bool never_holds(const Claim *claim) {
  return !claim->open_ended && (claim->until.last <= claim->from.first || same_dates(claim->from, claim->until));
}

static bool holds_on(const Case *this, const Claim *claim, Day day, Differ differ, uint64_t bit) {
  Day end = claim->open_ended ? DAY_AFTER_TIME : day_of(this, claim->until);
  for (size_t k = 0; k < this->count && claim->open_ended; k++) {
    const Claim *other = &this->claims[k];
    const Day begin = day_of(this, other->from);
    if (never_holds(other) || !differ(claim, other, bit) || !begins_later(this, claim, other)) continue;
    if (begin < end) end = begin;
  }
  return !never_holds(claim) && day_of(this, claim->from) <= day && day < end;
}

static Value value_on(const Case *this, Day day, bool *disputed) {
  Value agreed = this->unknown, hull = this->unknown;
  bool some = false;
  *disputed = false;
  for (size_t k = 0; k < this->count; k++) {
    const Value *value = &this->claims[k].value;
    if (!holds_on(this, &this->claims[k], day, values_differ, 0)) continue;
    hull = some ? value_join(&hull, value) : *value;
    some = true;
    if (!*disputed && value_overlap(&agreed, value)) agreed = value_meet(&agreed, value);
    else *disputed = true;
  }
  return *disputed ? hull : agreed;
}

static Value set_on(const Case *this, Day day) {
  Value set = this->unknown;
  for (uint64_t bit = 1; bit < 8; bit <<= 1) {
    uint64_t said = 0;
    for (size_t k = 0; k < this->count; k++)
      if (says_of(&this->claims[k], bit) < 3 && holds_on(this, &this->claims[k], day, members_differ, bit))
        said |= says_of(&this->claims[k], bit);
    if (said == 2) set.must |= bit;
    if (said == 1) set.may &= ~bit;
  }
  return set;
}

/* ---- random cases ---- */

static PartialDate any_date(uint64_t *seed) {
  const Day first = (Day)values_pick(seed, 0, DAYS - 2);
  const Day width = unit_random(seed) % 2 ? 0 : (Day)values_pick(seed, 1, 3);
  return (PartialDate){first, first + width < DAYS ? first + width : DAYS - 1};
}

static Value any_value(uint64_t *seed) {
  const Basis basis = (Basis)values_pick(seed, BASIS_STATED, BASIS_SUPPOSED);
  const int64_t kind = values_pick(seed, 0, 9);
  if (kind == 0) return nothing();
  return kind < 3 ? value_members((uint64_t)values_pick(seed, 1, 6), basis) : member((unsigned)(kind % 3), basis);
}

static Value any_set(uint64_t *seed) {
  const uint64_t may = (uint64_t)values_pick(seed, 0, 7), must = (uint64_t)values_pick(seed, 0, 7) & may;
  const int64_t kind = values_pick(seed, 0, 3);
  return value_set(kind == 0 ? may : must, kind == 1 ? may | must : kind == 0 ? may : 7, BASIS_STATED);
}

static void any_case(uint64_t *seed, Case *this, Value (*value)(uint64_t *), bool exact) {
  memset(this, 0, sizeof *this);
  this->count = (size_t)values_pick(seed, 1, MOST);
  for (size_t k = 0; k < this->count; k++) {
    Claim *claim = &this->claims[k];
    *claim = (Claim){value(seed), any_date(seed), for_ever, unit_random(seed) % 3 != 0, (uint32_t)k};
    if (unit_random(seed) % 8 == 0) claim->from = always;
    if (exact) claim->from.last = claim->from.first;
    if (!claim->open_ended) {
      claim->until = any_date(seed);
      if (claim->until.first < claim->from.last) claim->until.first = claim->from.last;
      if (exact || claim->until.last < claim->until.first) claim->until.last = claim->until.first;
    }
  }
  for (size_t k = 0; k < this->count; k++) {
    add_date(this, &this->claims[k].from);
    if (!this->claims[k].open_ended) add_date(this, &this->claims[k].until);
  }
  for (size_t k = 0; k < this->date_count; k++) this->days[k] = this->dates[k]->first;
}

static void assert_includes(const Value *wide, const Value *narrow) {
  const Value join = value_join(wide, narrow);
  assert_true(value_same(&join, wide));
}

/* ---- the laws ---- */

static void exact_dates_give_exact_days(void **state) {
  (void)state;
  uint64_t seed = 30;
  Case this;
  for (int round = 0; round < 3000; round++) {
    any_case(&seed, &this, any_value, true);
    this.unknown = nothing();
    const History history = history_make(this.claims, this.count, this.unknown);
    for (Day day = -1; day <= DAYS; day++) {
      bool disputed;
      const Value expected = value_on(&this, day, &disputed);
      assert_sound_form(on(&history, day));
      assert_same(*on(&history, day), expected);
      assert_int_equal(on(&history, day)->flags & VALUE_DISPUTED, disputed ? VALUE_DISPUTED : 0);
    }
  }
}

/* A window whose count has an end must have no day of which a completion knows nothing, and hold its count. */
static void check_changes(const History *history, const Value *days, Day after, Day to) {
  const Value changes = history_changes(history, after, to);
  int64_t count = 0;
  bool all_known = value_certain(&days[after + 1]);
  for (Day day = after + 1; day <= to; day++) {
    all_known &= value_certain(&days[day + 1]);
    count += !value_same(&days[day + 1], &days[day]);
  }
  assert_sound_form(&changes);
  if (all_known) assert_true(values_allows(&changes, count * DECIMAL_ONE));
  else assert_true(changes.flags & VALUE_OPEN_HIGH);
}

static void check_completion(const Case *this, const History *history) {
  Value days[DAYS + 2];
  for (Day day = -1; day <= DAYS; day++) {
    bool disputed;
    days[day + 1] = value_on(this, day, &disputed);
    assert_includes(on(history, day), &days[day + 1]);
  }
  for (Day after = -1; after < DAYS; after++)
    for (Day to = after + 1; to <= DAYS; to += 3) check_changes(history, days, after, to);
}

static void partial_dates_are_sound(void **state) {
  (void)state;
  uint64_t seed = 31;
  Case this;
  for (int round = 0; round < 3000; round++) {
    any_case(&seed, &this, any_value, false);
    this.unknown = nothing();
    if (completion_count(&this) > 60) continue;
    const History history = history_make(this.claims, this.count, this.unknown);
    for (uint32_t k = 0; k < history.count; k++) assert_sound_form(&history.steps[k].value);
    do check_completion(&this, &history);
    while (next_completion(&this));
  }
}

static void sets_are_sound(void **state) {
  (void)state;
  uint64_t seed = 32;
  Case this;
  for (int round = 0; round < 1000; round++) {
    any_case(&seed, &this, any_set, round % 3 == 0);
    this.unknown = value_unknown(VALUE_SET, 7);
    if (completion_count(&this) > 60) continue;
    const History history = history_make(this.claims, this.count, this.unknown);
    do
      for (Day day = -1; day <= DAYS; day++) {
        const Value expected = set_on(&this, day);
        assert_sound_form(on(&history, day));
        assert_includes(on(&history, day), &expected);
        if (round % 3 == 0) assert_same(*on(&history, day), expected);
      }
    while (next_completion(&this));
  }
}

/* ---- suppositions: the first of the last claims puts the others aside over its period ---- */

static Case some_of(const Case *this, size_t begin, size_t skipped) {
  Case some = *this;
  some.count = 0;
  for (size_t k = begin; k < this->count; k++)
    if (k != skipped) some.claims[some.count++] = this->claims[k];
  return some;
}

/* On the first day of its own on which another begins too, the supposition may be of one day with it or later. */
static bool begins_with_another(const Case *this, size_t first) {
  const PartialDate from = this->claims[first].from;
  for (size_t k = first + 1; k < this->count; k++) {
    const PartialDate other = this->claims[k].from;
    if (!same_dates(other, from) && other.last == from.first && day_of(this, other) == day_of(this, from)) return true;
  }
  return false;
}

static Value supposed_on(const Case *this, size_t first, Day day) {
  const Claim *claim = &this->claims[first];
  const Day until = claim->open_ended ? DAY_AFTER_TIME : day_of(this, claim->until);
  const bool inside = !never_holds(claim) && day_of(this, claim->from) <= day && day < until;
  const Case some = inside ? some_of(this, first, MOST) : some_of(this, 0, first);
  bool disputed;
  return value_on(&some, day, &disputed);
}

static History supposed_history(const Case *this, size_t first) {
  const Case base = some_of(this, 0, first);
  const History stated = history_make(base.claims, base.count, this->unknown);
  return overlay_splice(&stated, &this->claims[first], this->count - first, this->unknown);
}

static void suppositions_are_sound(void **state) {
  (void)state;
  uint64_t seed = 34;
  Case this;
  for (int round = 0; round < 6000; round++) {
    const bool exact = round % 4 == 0;
    any_case(&seed, &this, any_value, exact);
    this.unknown = nothing();
    if (completion_count(&this) > 60) continue;
    const size_t first = (size_t)values_pick(&seed, 0, (int64_t)this.count - 1);
    const History history = supposed_history(&this, first);
    for (uint32_t k = 0; k < history.count; k++) assert_sound_form(&history.steps[k].value);
    do
      for (Day day = -1; day <= DAYS && !begins_with_another(&this, first); day++) {
        const Value expected = supposed_on(&this, first, day);
        assert_includes(on(&history, day), &expected);
        if (exact) assert_same(*on(&history, day), expected);
      }
    while (next_completion(&this));
  }
}

static void order_of_statements_never_matters(void **state) {
  (void)state;
  uint64_t seed = 33;
  Case this;
  for (int round = 0; round < 1000; round++) {
    Claim turned[MOST];
    any_case(&seed, &this, any_value, false);
    for (size_t k = 0; k < this.count; k++) turned[this.count - 1 - k] = this.claims[k];
    const History one = history_make(this.claims, this.count, nothing());
    const History other = history_make(turned, this.count, nothing());
    assert_int_equal(one.count, other.count);
    for (uint32_t k = 0; k < one.count; k++) {
      assert_true(value_same_all(&one.steps[k].value, &other.steps[k].value));
      assert_int_equal(one.steps[k].from, other.steps[k].from);
      assert_int_equal(one.steps[k].tag_count, other.steps[k].tag_count);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_said),
      cmocka_unit_test(the_next_ends_the_last),
      cmocka_unit_test(no_more_hold_on_a_day_than_a_step_takes),
      cmocka_unit_test(a_year_is_a_transition),
      cmocka_unit_test(an_until_and_a_from_in_one_year_are_one_day),
      cmocka_unit_test(sources_that_disagree),
      cmocka_unit_test(what_both_allow),
      cmocka_unit_test(sets_go_member_by_member),
      cmocka_unit_test(one_change_of_a_set),
      cmocka_unit_test(exact_dates_give_exact_days),
      cmocka_unit_test(partial_dates_are_sound),
      cmocka_unit_test(sets_are_sound),
      cmocka_unit_test(suppositions_are_sound),
      cmocka_unit_test(order_of_statements_never_matters),
  };
  return UNIT_RUN(tests);
}

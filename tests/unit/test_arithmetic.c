#include "values.h"

typedef __int128 Wide;
typedef Value (*Operator)(Value a, Value b, uint32_t site);

static const Operator operators[] = {logic_add, logic_subtract, logic_multiply, logic_divide};
#define SITE 77

/* ---- exact results, by 128-bit arithmetic of the test's own ---- */

static Wide half_to_even(Wide dividend, Wide divisor) {
  if (divisor < 0) dividend = -dividend, divisor = -divisor;
  Wide floor = dividend / divisor - (dividend % divisor < 0);
  const Wide rest = dividend - floor * divisor;
  if (2 * rest > divisor || (2 * rest == divisor && floor % 2 != 0)) floor++;
  return floor;
}

/* False where there is no result. */
static bool exact(int operator, int64_t a, int64_t b, Wide *result) {
  if (operator == 3 && b == 0) return false;
  const Wide results[] = {(Wide)a + b, (Wide)a - b, half_to_even((Wide)a * b, DECIMAL_ONE),
                          b ? half_to_even((Wide)a * DECIMAL_ONE, b) : 0};
  *result = results[operator];
  return *result >= INT64_MIN && *result <= INT64_MAX;
}

static const int64_t boundary[] = {
    0,       1,       -1,      2,       -2,            3,             499999,         500000,        -500000,
    999999,  1000000, -1000000, 1000001, 1500000,      -1500000,      2500000,        3037000499949, 3037000500000,
    -3037000500000,   INT64_MAX / 2,    INT64_MIN / 2, INT64_MAX / 1000000,           INT64_MAX - 1, INT64_MAX,
    INT64_MIN + 1,    INT64_MIN};
#define BOUNDARIES (sizeof boundary / sizeof *boundary)

static void check_boundary(int operator, int64_t a, int64_t b) {
  Wide expected = 0;
  const Value got = operators[operator](value_range(a, a, BASIS_STATED), value_range(b, b, BASIS_OPINION), SITE);
  assert_sound_form(&got);
  if (exact(operator, a, b, &expected)) {
    assert_true(value_certain(&got) && got.low == (int64_t)expected && got.basis == BASIS_OPINION);
    return;
  }
  const unsigned kind = operator == 3 && b == 0 ? VALUE_ERROR_BY_ZERO : VALUE_ERROR_OVERFLOW;
  assert_int_equal(got.error, kind << 24 | SITE);
  assert_int_equal(got.flags, VALUE_FAILED | VALUE_OPEN_LOW | VALUE_OPEN_HIGH);
}

/* 4 x 26 x 26 rows, and 26 negations. */
static void boundary_table(void **state) {
  (void)state;
  for (int operator = 0; operator < 4; operator++)
    for (size_t a = 0; a < BOUNDARIES; a++)
      for (size_t b = 0; b < BOUNDARIES; b++) check_boundary(operator, boundary[a], boundary[b]);
  for (size_t a = 0; a < BOUNDARIES; a++) {
    const Value got = logic_negate(value_range(boundary[a], boundary[a], BASIS_STATED), SITE);
    if (boundary[a] == INT64_MIN) assert_int_equal(got.error, VALUE_ERROR_OVERFLOW << 24 | SITE);
    else assert_int_equal(got.low, -boundary[a]);
  }
}

/* ---- small ranges, every completion ---- */

/* Products are taken of thousandths, so that they come to whole millionths and rounding hides nothing. */
static int64_t grain(int operator) { return operator == 2 ? 1000 : 1; }

/* How far an open end reaches in the test. */
static int64_t reach_low(const Value *v, int64_t step) { return v->flags & VALUE_OPEN_LOW ? -40 * step : v->low; }
static int64_t reach_high(const Value *v, int64_t step) { return v->flags & VALUE_OPEN_HIGH ? 40 * step : v->high; }

typedef struct Hull {
  int64_t low, high;
} Hull;

/* The least and the largest over all completions. */
static Hull hull_of(int operator, const Value *a, const Value *b, const Value *got) {
  const int64_t step = grain(operator);
  Hull hull = {INT64_MAX, INT64_MIN};
  for (int64_t x = reach_low(a, step); x <= reach_high(a, step); x += step)
    for (int64_t y = reach_low(b, step); y <= reach_high(b, step); y += step) {
      Wide result;
      if (!exact(operator, x, y, &result)) continue;
      assert_true(values_allows(got, (int64_t)result));
      if (result < hull.low) hull.low = (int64_t)result;
      if (result > hull.high) hull.high = (int64_t)result;
    }
  return hull;
}

static bool contains_zero(const Value *v) { return v->low <= 0 && v->high >= 0; }

/* Closed operands give the hull exactly; a divisor with 0 in it gives nothing but 0 / 0's error. */
static void check_small(int operator, const Value *a, const Value *b) {
  const Value got = operators[operator](*a, *b, SITE);
  const Hull hull = hull_of(operator, a, b, &got);
  const unsigned open = VALUE_OPEN_LOW | VALUE_OPEN_HIGH;
  assert_sound_form(&got);
  if (operator == 3 && contains_zero(b)) {
    assert_true(value_range_whole(&got));
    assert_int_equal(!(got.flags & VALUE_FAILED), b->low != b->high);
  } else if (!((a->flags | b->flags) & open)) {
    assert_int_equal(got.low, hull.low);
    assert_int_equal(got.high, hull.high);
  } else {
    /* A closed end is reached, or is the 0 that a quotient comes near to. */
    if (!(got.flags & VALUE_OPEN_LOW)) assert_true(got.low == hull.low || (operator == 3 && got.low == 0));
    if (!(got.flags & VALUE_OPEN_HIGH)) assert_true(got.high == hull.high || (operator == 3 && got.high == 0));
  }
  if (!value_certain(&got) && !(got.flags & VALUE_FAILED))
    assert_int_equal(got.flags & (unsigned)VALUE_REASONS, value_reasons(a) | value_reasons(b));
}

static size_t small_ranges(int64_t step, Value *values) {
  size_t count = 0;
  for (int64_t low = -2; low <= 2; low++)
    for (int64_t high = low; high <= 2; high++)
      for (unsigned open = 0; open < 4; open++)
        values[count++] = values_range(low * step, high * step, open, BASIS_STATED);
  return count;
}

static void small_ranges_are_exact(void **state) {
  (void)state;
  Value values[60];
  for (int operator = 0; operator < 4; operator++) {
    const size_t count = small_ranges(grain(operator), values);
    for (size_t a = 0; a < count; a++)
      for (size_t b = 0; b < count; b++) check_small(operator, &values[a], &values[b]);
  }
}

/* ---- products and quotients of whole numbers, ends by hand ---- */

static Value whole(int64_t low, int64_t high, unsigned open) {
  return values_range(low * DECIMAL_ONE, high * DECIMAL_ONE, open, BASIS_STATED);
}

static void corner_cases(void **state) {
  (void)state;
  const Value any = value_unknown(VALUE_RANGE, 0), zero = whole(0, 0, 0), some = whole(2, 0, 2);
  assert_same(logic_multiply(any, zero, SITE), zero);
  assert_same(logic_multiply(some, whole(-3, -3, 0), SITE), whole(0, -6, 1));
  assert_same(logic_multiply(some, whole(-1, 1, 0), SITE), any);
  assert_same(logic_multiply(some, whole(0, 4, 0), SITE), whole(0, 0, 2));
  assert_same(logic_multiply(some, some, SITE), whole(4, 0, 2));
  assert_same(logic_divide(whole(6, 12, 0), whole(2, 3, 0), SITE), whole(2, 6, 0));
  assert_same(logic_divide(whole(6, 12, 0), some, SITE), whole(0, 6, 0));
  assert_same(logic_divide(some, some, SITE), whole(0, 0, 2));
  assert_same(logic_divide(some, whole(0, 1, 0), SITE), any);
  assert_same(logic_divide(zero, whole(-1, 1, 0), SITE), any);
  assert_same(logic_divide(whole(-4, 4, 0), whole(0, -2, 1), SITE), whole(-2, 2, 0));
  assert_same(logic_subtract(some, some, SITE), any);
  assert_same(logic_add(some, whole(1, 1, 0), SITE), whole(3, 0, 2));
  assert_same(logic_negate(some, SITE), whole(0, -2, 1));
  assert_int_equal(logic_multiply(any, zero, SITE).basis, BASIS_STATED);
}

static void ends_round_half_to_even(void **state) {
  (void)state;
  const Value half = value_range(500000, 500000, BASIS_STATED);
  const Value got = logic_multiply(value_range(1, 3, BASIS_STATED), half, SITE);
  assert_int_equal(got.low, 0);
  assert_int_equal(got.high, 2);
}

/* ---- large random ranges, random completions ---- */

static int64_t any_number(uint64_t *seed) {
  const int64_t number = (int64_t)(unit_random(seed) >> unit_random(seed) % 64);
  return unit_random(seed) % 2 ? number : -(number / 2);
}

static Value any_range(uint64_t *seed) {
  int64_t low = any_number(seed), high = unit_random(seed) % 3 ? any_number(seed) : low;
  const int64_t swap = high;
  if (low > high) high = low, low = swap;
  const unsigned open = unit_random(seed) % 8 ? 0 : (unsigned)values_pick(seed, 1, 3);
  return values_range(low, high, open, BASIS_STATED);
}

static int64_t any_completion(uint64_t *seed, const Value *v) {
  const uint64_t width = (uint64_t)v->high - (uint64_t)v->low;
  const uint64_t step = width == UINT64_MAX ? unit_random(seed) : unit_random(seed) % (width + 1);
  return (int64_t)((uint64_t)v->low + step);
}

/* A completion that has no result is within the promise only if the result was uncertain. */
static void large_ranges_are_sound(void **state) {
  (void)state;
  uint64_t seed = 6;
  for (int round = 0; round < 100000; round++) {
    const int operator = (int)values_pick(&seed, 0, 3);
    const Value a = any_range(&seed), b = any_range(&seed), got = operators[operator](a, b, SITE);
    Wide result;
    assert_sound_form(&got);
    for (int completion = 0; completion < 2; completion++)
      if (exact(operator, any_completion(&seed, &a), any_completion(&seed, &b), &result))
        assert_true(values_allows(&got, (int64_t)result));
      else assert_false(value_certain(&got));
  }
}

/* ---- errors, no date, units ---- */

static void errors_travel(void **state) {
  (void)state;
  Value disputed = value_range(1, 2, BASIS_NONE);
  disputed.flags = VALUE_DISPUTED;
  const Value first = value_error(VALUE_ERROR_BY_ZERO, 1), second = value_error(VALUE_ERROR_OVERFLOW, 2);
  for (int operator = 0; operator < 4; operator++) {
    assert_int_equal(operators[operator](first, second, SITE).error, first.error);
    assert_int_equal(operators[operator](disputed, second, SITE).error, second.error);
    assert_true(operators[operator](disputed, second, SITE).flags & VALUE_DISPUTED);
  }
  const Value truth = logic_compare(ORDER_LESS, first, disputed);
  assert_int_equal(truth.flags, VALUE_FAILED | VALUE_DISPUTED);
  assert_int_equal(truth.error, first.error);
  assert_int_equal(logic_not(truth).error, first.error);
  assert_int_equal(logic_and(value_yes_no(false, BASIS_NONE), truth).error, 0);
  assert_int_equal(logic_multiply(first, value_range(0, 0, BASIS_NONE), SITE).error, first.error);
}

static void no_date_travels(void **state) {
  (void)state;
  const Value never = value_no_date(BASIS_IMPLIED), day = value_range(40000, 40000, BASIS_STATED);
  const Value maybe = values_maybe_no_date(day), week = value_duration(7, UNIT_DAYS, BASIS_OPINION);
  const Value later = logic_date_add(never, week, NULL, 0, SITE), perhaps = logic_date_add(maybe, week, NULL, 0, SITE);
  assert_true(value_no_date_certain(&later) && later.basis == BASIS_IMPLIED);
  assert_true(values_allows_no_date(&perhaps) && perhaps.low == 40007 && perhaps.high == 40007);
  const Value age = logic_time_between(TIME_DAYS, maybe, day);
  assert_true(values_allows_no_date(&age) && age.low == 0 && age.high == 0 && !value_certain(&age));
  assert_int_equal(logic_compare(ORDER_GREATER, logic_time_between(TIME_DAYS, never, day), age).may, VALUE_NO);
}

static void units_add_only_to_their_own(void **state) {
  (void)state;
  const Value month = value_duration(2, UNIT_MONTHS, BASIS_STATED), day = value_duration(3, UNIT_DAYS, BASIS_STATED);
  const Value none = value_duration(0, UNIT_DAYS, BASIS_STATED), sum = logic_add(none, month, SITE);
  const Value mixed = logic_add(month, day, SITE), ratio = logic_divide(month, logic_add(month, month, SITE), SITE);
  assert_true(value_range_whole(&mixed) && value_reasons(&mixed) == VALUE_UNSTATED);
  assert_true(sum.unit == UNIT_MONTHS && sum.low == 2);
  assert_true(ratio.unit == 0 && ratio.low == DECIMAL_ONE / 2);
  assert_int_equal(logic_negate(month, SITE).unit, UNIT_MONTHS);
  assert_int_equal(logic_negate(month, SITE).low, -2);
}

/* ---- dates ---- */

static bool moved(Day day, int64_t count, DurationUnit unit, Day *sum) {
  switch (unit) {
    case UNIT_DAYS: return calendar_add_days(day, count, sum);
    case UNIT_WORKING_DAYS: return calendar_add_working_days(day, count, NULL, 0, sum);
    case UNIT_MONTHS: return calendar_add_months(day, count, sum);
  }
  return false;
}

static void check_move(uint64_t *seed, const Value *date, const Value *duration, const Value *got, int sign) {
  Day sum;
  for (int completion = 0; completion < 4; completion++) {
    const Day day = (Day)any_completion(seed, date);
    if (moved(day, sign * any_completion(seed, duration), (DurationUnit)duration->unit, &sum))
      assert_true(values_allows(got, sum));
    else assert_int_equal(got->error, VALUE_ERROR_DATE_RANGE << 24 | SITE);
  }
}

static void dates_move_soundly(void **state) {
  (void)state;
  uint64_t seed = 18;
  for (int round = 0; round < 10000; round++) {
    const int64_t edge = values_pick(&seed, 0, 1) * (DAY_LAST - 60);
    const int64_t start = round % 4 ? values_pick(&seed, 0, DAY_LAST - 60) : edge;
    const Value date = value_range(start, start + values_pick(&seed, 0, 60), BASIS_STATED);
    const int64_t fewest = values_pick(&seed, -30, 30);
    Value duration = value_range(fewest, fewest + values_pick(&seed, 0, 5), BASIS_STATED);
    duration.unit = (uint8_t)values_pick(&seed, 0, 2);
    const Value later = logic_date_add(date, duration, NULL, 0, SITE);
    const Value earlier = logic_date_subtract(date, duration, NULL, 0, SITE);
    assert_sound_form(&later);
    check_move(&seed, &date, &duration, &later, 1);
    check_move(&seed, &date, &duration, &earlier, -1);
  }
}

static void dates_leave_the_calendar(void **state) {
  (void)state;
  const Value last = value_range(DAY_LAST, DAY_LAST, BASIS_STATED), first = value_range(0, 0, BASIS_STATED);
  const Value day = value_duration(1, UNIT_DAYS, BASIS_STATED);
  const Value ages = value_duration(INT64_MIN, UNIT_MONTHS, BASIS_STATED);
  const Value some_days = value_open_range(false, 1, true, 0, BASIS_STATED);
  assert_int_equal(logic_date_add(last, day, NULL, 0, 5).error, VALUE_ERROR_DATE_RANGE << 24 | 5);
  assert_int_equal(logic_date_subtract(first, day, NULL, 0, 5).error, VALUE_ERROR_DATE_RANGE << 24 | 5);
  assert_int_equal(logic_date_subtract(first, ages, NULL, 0, 5).error, VALUE_ERROR_OVERFLOW << 24 | 5);
  assert_int_equal(logic_date_add(first, ages, NULL, 0, 5).error, VALUE_ERROR_DATE_RANGE << 24 | 5);
  const Value open = logic_date_add(first, some_days, NULL, 0, 5);
  assert_true(open.low == 1 && open.flags & VALUE_OPEN_HIGH && !(open.flags & VALUE_OPEN_LOW));
  const Value back = logic_date_subtract(last, some_days, NULL, 0, 5);
  assert_true(back.high == DAY_LAST - 1 && back.flags & VALUE_OPEN_LOW);
}

static int64_t distance(TimeUnit unit, Day from, Day to) {
  switch (unit) {
    case TIME_DAYS: return to - from;
    case TIME_MONTHS: return calendar_months_between(from, to);
    case TIME_YEARS: return calendar_years_between(from, to);
  }
  return 0;
}

static void times_between_are_sound(void **state) {
  (void)state;
  uint64_t seed = 19;
  for (int round = 0; round < 10000; round++) {
    const int64_t a = values_pick(&seed, 30000, 30800), b = values_pick(&seed, 30000, 30800);
    const Value from = values_range(a, a + values_pick(&seed, 0, 40), round % 11 ? 0 : 1, BASIS_STATED);
    const Value to = value_range(b, b + values_pick(&seed, 0, 40), BASIS_STATED);
    const TimeUnit unit = (TimeUnit)(round % 3);
    const Value got = logic_time_between(unit, from, to);
    assert_sound_form(&got);
    if (from.flags & VALUE_OPEN_LOW) {
      assert_true(got.flags & VALUE_OPEN_HIGH);
      continue;
    }
    for (int completion = 0; completion < 3; completion++)
      assert_true(values_allows(&got, DECIMAL_ONE * distance(unit, (Day)any_completion(&seed, &from),
                                                             (Day)any_completion(&seed, &to))));
    assert_int_equal(got.low, DECIMAL_ONE * distance(unit, (Day)from.high, (Day)to.low));
    assert_int_equal(got.high, DECIMAL_ONE * distance(unit, (Day)from.low, (Day)to.high));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(boundary_table),
      cmocka_unit_test(small_ranges_are_exact),
      cmocka_unit_test(corner_cases),
      cmocka_unit_test(ends_round_half_to_even),
      cmocka_unit_test(large_ranges_are_sound),
      cmocka_unit_test(errors_travel),
      cmocka_unit_test(no_date_travels),
      cmocka_unit_test(units_add_only_to_their_own),
      cmocka_unit_test(dates_move_soundly),
      cmocka_unit_test(dates_leave_the_calendar),
      cmocka_unit_test(times_between_are_sound),
  };
  return UNIT_RUN(tests);
}

#include "unit.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "base/sink.h"
#include "calendar_digests.inc"
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAYS (DAY_LAST + 1)

/* The lists are what calendar_digests.py makes: `calendar_digests.py days` prints one to compare. */
static void assert_digest(Sink *list, const char *expected) {
  char hex[65];
  hash_sha256_hex(list->at, list->count, hex);
  assert_string_equal(hex, expected);
  mem_free(list->at);
}

static void sum_line(Sink *list, Day day, int64_t n, bool possible, Day sum) {
  char out[DATE_ROOM] = "-";
  if (possible) calendar_print(sum, out);
  sink_format(list, "%d %lld %s\n", day, (long long)n, out);
}

static void every_day_is_pythons(void **state) {
  (void)state;
  Sink list = {.count = 0};
  for (Day day = 0; day < DAYS; day++) {
    char out[DATE_ROOM];
    YearMonthDay d = calendar_split(day);
    assert_true(calendar_valid(d.year, d.month, d.day));
    assert_int_equal(calendar_day(d.year, d.month, d.day), day);
    assert_int_equal(calendar_print(day, out), 10);
    sink_format(&list, "%d %s %d\n", day, out, calendar_weekday(day));
  }
  assert_digest(&list, DIGEST_DAYS);
}

static void months_are_pythons(void **state) {
  (void)state;
  static const int shifts[] = {-1200, -121, -25, -13, -12, -11, -2, -1,  0,    1,
                               2,     3,    11,  12,  13,  24,  48, 119, 1200, 3599};
  Sink list = {.count = 0};
  for (Day day = 0; day < DAYS; day += 5)
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
      Day sum = 0;
      bool possible = calendar_add_months(day, shifts[i], &sum);
      sum_line(&list, day, shifts[i], possible, sum);
    }
  assert_digest(&list, DIGEST_MONTHS);
}

static void months_between_are_pythons(void **state) {
  (void)state;
  Sink list = {.count = 0};
  for (int64_t n = 0; n < 40000; n++) {
    Day a = (Day)(n * 7919 % DAYS), b = (Day)(n * 104729 % DAYS);
    sink_format(&list, "%d %d %lld\n", a, b, (long long)calendar_months_between(a, b));
  }
  assert_digest(&list, DIGEST_BETWEEN);
}

static void working_days_are_pythons(void **state) {
  (void)state;
  static const int counts[] = {-30, -10, -6, -1, 0, 1, 4, 5, 10, 250};
  Day holidays[DAYS / 97 + 1];
  size_t holiday_count = 0;
  Sink list = {.count = 0};
  for (Day day = 0; day < DAYS; day += 97) holidays[holiday_count++] = day;
  for (Day day = 400; day < DAYS - 400; day += 41)
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
      Day sum = 0;
      bool possible = calendar_add_working_days(day, counts[i], holidays, holiday_count, &sum);
      sum_line(&list, day, counts[i], possible, sum);
    }
  assert_digest(&list, DIGEST_WORKING);
}

static void months_between_inverts_adding(void **state) {
  (void)state;
  uint64_t random = 7;
  for (int i = 0; i < 300000; i++) {
    Day from = (Day)(unit_random(&random) % DAYS), to = (Day)(unit_random(&random) % DAYS), sum;
    int64_t n = calendar_months_between(from, to), years = calendar_years_between(from, to);
    assert_true(calendar_months_between(to, from) == -n && calendar_years_between(to, from) == -years);
    if (to < from) continue;
    assert_true(calendar_add_months(from, n, &sum) && sum <= to);
    assert_true(!calendar_add_months(from, n + 1, &sum) || sum > to);
    assert_true(calendar_add_months(from, years * 12, &sum) && sum <= to);
    assert_true(!calendar_add_months(from, years * 12 + 12, &sum) || sum > to);
  }
}

static Day day_of(const char *text) {
  PartialDate date;
  assert_int_equal(calendar_parse(text_of(text), &date), DATE_OK);
  assert_int_equal(date.first, date.last);
  return date.first;
}

static void leap_years_keep_their_day(void **state) {
  (void)state;
  Day sum;
  assert_true(calendar_add_months(day_of("2020-02-29"), 12, &sum) && sum == day_of("2021-02-28"));
  assert_true(calendar_add_months(day_of("2020-01-31"), 1, &sum) && sum == day_of("2020-02-29"));
  assert_true(calendar_add_months(day_of("2020-03-31"), -1, &sum) && sum == day_of("2020-02-29"));
  assert_true(calendar_add_months(day_of("2100-01-31"), 1, &sum) && sum == day_of("2100-02-28"));
  assert_int_equal(calendar_years_between(day_of("2020-02-29"), day_of("2021-02-28")), 1);
  assert_int_equal(calendar_years_between(day_of("2020-02-29"), day_of("2021-02-27")), 0);
  assert_false(calendar_valid(1900, 2, 29));
  assert_true(calendar_valid(2000, 2, 29));
}

static void sums_out_of_range_are_refused(void **state) {
  (void)state;
  Day sum;
  assert_false(calendar_add_days(0, -1, &sum));
  assert_false(calendar_add_days(DAY_LAST, 1, &sum));
  assert_false(calendar_add_days(DAY_LAST, INT64_MAX, &sum));
  assert_false(calendar_add_days(0, INT64_MIN, &sum));
  assert_true(calendar_add_days(0, DAY_LAST, &sum) && sum == DAY_LAST);
  assert_false(calendar_add_months(0, -1, &sum));
  assert_false(calendar_add_months(DAY_LAST, 1, &sum));
  assert_false(calendar_add_months(DAY_LAST, INT64_MAX, &sum));
  assert_false(calendar_add_months(0, INT64_MIN, &sum));
  assert_false(calendar_add_working_days(DAY_LAST - 3, 10, NULL, 0, &sum));
  assert_false(calendar_add_working_days(3, -10, NULL, 0, &sum));
  assert_false(calendar_add_working_days(3, INT64_MAX, NULL, 0, &sum));
  assert_false(calendar_add_working_days(3, INT64_MIN, NULL, 0, &sum));
  assert_true(calendar_add_working_days(5, 0, NULL, 0, &sum) && sum == 5);
}

static void dates_are_read_strictly(void **state) {
  (void)state;
  static const struct {
    const char *text;
    DateStatus status;
  } readings[] = {
      {"1900-01-01", DATE_OK},          {"2199-12-31", DATE_OK},         {"2015", DATE_OK},
      {"2015-12", DATE_OK},             {"2024-02-29", DATE_OK},         {"2023-02-29", DATE_IMPOSSIBLE},
      {"1900-02-29", DATE_IMPOSSIBLE},  {"2015-13", DATE_IMPOSSIBLE},    {"2015-00", DATE_IMPOSSIBLE},
      {"2015-04-31", DATE_IMPOSSIBLE},  {"2015-04-00", DATE_IMPOSSIBLE}, {"1800-02-30", DATE_IMPOSSIBLE},
      {"1899-12-31", DATE_OUT_OF_RANGE}, {"2200-01-01", DATE_OUT_OF_RANGE}, {"0000", DATE_OUT_OF_RANGE},
      {"9999-12-31", DATE_OUT_OF_RANGE}, {"", DATE_MALFORMED},            {"15", DATE_MALFORMED},
      {"2015-1-1", DATE_MALFORMED},     {"2015-01-1", DATE_MALFORMED},   {"2015/01/01", DATE_MALFORMED},
      {"2015-01-01 ", DATE_MALFORMED},  {"20150101", DATE_MALFORMED},    {"2015-01-01T00:00", DATE_MALFORMED},
      {"-015", DATE_MALFORMED},         {"201a", DATE_MALFORMED},        {"2015-", DATE_MALFORMED},
  };
  for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
    PartialDate date;
    DateStatus status = calendar_parse(text_of(readings[i].text), &date);
    if (status != readings[i].status) fail_msg("`%s`: status %d", readings[i].text, status);
  }
}

static void partial(const char *text, const char *first, const char *last, const char *people) {
  PartialDate date;
  char out[DATE_ROOM];
  assert_int_equal(calendar_parse(text_of(text), &date), DATE_OK);
  assert_int_equal(date.first, day_of(first));
  assert_int_equal(date.last, day_of(last));
  assert_int_equal(calendar_print_partial(date, out), strlen(text));
  assert_string_equal(out, text);
  assert_int_equal(calendar_print_long(date, out), strlen(people));
  assert_string_equal(out, people);
}

static void partial_dates_keep_their_form(void **state) {
  (void)state;
  char out[DATE_ROOM];
  partial("2014-10-01", "2014-10-01", "2014-10-01", "1 October 2014");
  partial("2015-12", "2015-12-01", "2015-12-31", "December 2015");
  partial("2016-02", "2016-02-01", "2016-02-29", "February 2016");
  partial("2015", "2015-01-01", "2015-12-31", "2015");
  partial("2014-09-30", "2014-09-30", "2014-09-30", "30 September 2014");
  PartialDate odd = {day_of("2015-01-02"), day_of("2015-12-31")};
  assert_int_equal(calendar_print_partial(odd, out) + calendar_print_long(odd, out), 0);
  odd = (PartialDate){day_of("2015-01-01"), day_of("2015-02-28")};
  assert_int_equal(calendar_print_partial(odd, out) + calendar_print_long(odd, out), 0);
  assert_int_equal(calendar_print(DAY_AFTER_TIME, out) + calendar_print(DAY_BEFORE_TIME, out), 0);
}

static void today_obeys_the_time_zone(void **state) {
  (void)state;
  setenv("TZ", "Etc/GMT+12", 1);
  Day west = calendar_now();
  setenv("TZ", "Etc/GMT-14", 1);
  Day east = calendar_now();
  assert_true(east == west + 1 || east == west + 2);
  assert_true(west * INT64_C(86400) - INT64_C(25567) * 86400 <= (int64_t)time(NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day_is_pythons),
      cmocka_unit_test(months_are_pythons),
      cmocka_unit_test(months_between_are_pythons),
      cmocka_unit_test(working_days_are_pythons),
      cmocka_unit_test(months_between_inverts_adding),
      cmocka_unit_test(leap_years_keep_their_day),
      cmocka_unit_test(sums_out_of_range_are_refused),
      cmocka_unit_test(dates_are_read_strictly),
      cmocka_unit_test(partial_dates_keep_their_form),
      cmocka_unit_test(today_obeys_the_time_zone),
  };
  return UNIT_RUN(tests);
}

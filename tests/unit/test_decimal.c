#include "unit.h"
#include "base/decimal.h"
#include <string.h>

typedef struct Row {
  const char *name;
  DecimalStatus (*operation)(Millionths, Millionths, Millionths *);
  Millionths a, b;
  DecimalStatus status;
  Millionths result;
} Row;

static const Row rows[] = {
#define ROW(name, a, b, status, result) {#name, decimal_##name, a, b, status, result},
#include "decimal_table.inc"
#undef ROW
};

static void arithmetic_is_exact(void **state) {
  (void)state;
  assert_true(sizeof rows / sizeof *rows >= 200);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const Row *row = &rows[i];
    Millionths result = 0;
    DecimalStatus status = row->operation(row->a, row->b, &result);
    if (status == row->status && (status != DECIMAL_OK || result == row->result)) continue;
    fail_msg("%s(%lld, %lld): status %d, %lld; expected %d, %lld", row->name, (long long)row->a, (long long)row->b,
             status, (long long)result, row->status, (long long)row->result);
  }
}

typedef struct Reading {
  const char *text;
  DecimalStatus status;
  Millionths value;
} Reading;

static const Reading readings[] = {
    {"0", DECIMAL_OK, 0},
    {"-0", DECIMAL_OK, 0},
    {"12", DECIMAL_OK, 12000000},
    {"3.5", DECIMAL_OK, 3500000},
    {"-3.5", DECIMAL_OK, -3500000},
    {"0.000001", DECIMAL_OK, 1},
    {"1_000", DECIMAL_OK, 1000000000},
    {"1_000_000.25", DECIMAL_OK, 1000000250000},
    {"0.000_001", DECIMAL_OK, 1},
    {"007", DECIMAL_OK, 7000000},
    {"999999999999.999999", DECIMAL_OK, INT64_C(999999999999999999)},
    {"-999_999_999_999.999999", DECIMAL_OK, INT64_C(-999999999999999999)},
    {"1000000000000", DECIMAL_OVERFLOW, 0},
    {"99999999999999999999999999", DECIMAL_OVERFLOW, 0},
    {"1.0000000", DECIMAL_TOO_FINE, 0},
    {"0.1234567", DECIMAL_TOO_FINE, 0},
    {"", DECIMAL_MALFORMED, 0},
    {"-", DECIMAL_MALFORMED, 0},
    {"+1", DECIMAL_MALFORMED, 0},
    {".5", DECIMAL_MALFORMED, 0},
    {"5.", DECIMAL_MALFORMED, 0},
    {"1.2.3", DECIMAL_MALFORMED, 0},
    {"_1", DECIMAL_MALFORMED, 0},
    {"1_", DECIMAL_MALFORMED, 0},
    {"1__0", DECIMAL_MALFORMED, 0},
    {"1_.5", DECIMAL_MALFORMED, 0},
    {"1._5", DECIMAL_MALFORMED, 0},
    {"1.5_", DECIMAL_MALFORMED, 0},
    {"1e3", DECIMAL_MALFORMED, 0},
    {" 1", DECIMAL_MALFORMED, 0},
    {"1 ", DECIMAL_MALFORMED, 0},
    {"--1", DECIMAL_MALFORMED, 0},
    {"0x1", DECIMAL_MALFORMED, 0},
};

static void numbers_are_read_strictly(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
    Millionths value = 0;
    DecimalStatus status = decimal_parse(text_of(readings[i].text), &value);
    if (status != readings[i].status || value != readings[i].value)
      fail_msg("`%s`: status %d, %lld", readings[i].text, status, (long long)value);
  }
}

static void printed(Millionths value, const char *expected) {
  char out[DECIMAL_ROOM];
  assert_int_equal(decimal_print(value, out), strlen(expected));
  assert_string_equal(out, expected);
}

static void numbers_are_printed_shortest(void **state) {
  (void)state;
  printed(0, "0");
  printed(1, "0.000001");
  printed(-1, "-0.000001");
  printed(12000000, "12");
  printed(-3500000, "-3.5");
  printed(100000, "0.1");
  printed(INT64_MAX, "9223372036854.775807");
  printed(INT64_MIN, "-9223372036854.775808");
}

static void printing_and_reading_agree(void **state) {
  (void)state;
  uint64_t random = 1;
  for (int i = 0; i < 200000; i++) {
    char out[DECIMAL_ROOM];
    Millionths value = (Millionths)(unit_random(&random) >> (i % 50)) % INT64_C(1000000000000000000), again;
    if (i % 2) value = -value;
    size_t bytes = decimal_print(value, out);
    assert_int_equal(decimal_parse((Text){out, (uint32_t)bytes}, &again), DECIMAL_OK);
    assert_true(again == value);
  }
}

static void scaling_is_exact_or_refused(void **state) {
  (void)state;
  Millionths value = 0;
  assert_int_equal(decimal_scale(17500000, 1, 100, &value), DECIMAL_OK);
  assert_true(value == 175000);
  assert_int_equal(decimal_scale(4700000, 1000000, 1, &value), DECIMAL_OK);
  assert_true(value == INT64_C(4700000000000));
  assert_int_equal(decimal_scale(1, 1, 100, &value), DECIMAL_TOO_FINE);
  assert_int_equal(decimal_scale(-150, 1, 100, &value), DECIMAL_TOO_FINE);
  assert_int_equal(decimal_scale(-300, 1, 100, &value), DECIMAL_OK);
  assert_true(value == -3);
  assert_int_equal(decimal_scale(INT64_MAX, 1000, 1, &value), DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scale(INT64_MIN, INT64_MIN, 1, &value), DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scale(INT64_MIN, 1, -1, &value), DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scale(1, 1, 0, &value), DECIMAL_BY_ZERO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arithmetic_is_exact),
      cmocka_unit_test(numbers_are_read_strictly),
      cmocka_unit_test(numbers_are_printed_shortest),
      cmocka_unit_test(printing_and_reading_agree),
      cmocka_unit_test(scaling_is_exact_or_refused),
  };
  return UNIT_RUN(tests);
}

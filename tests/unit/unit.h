/* What every unit test includes first. One group a file: cmocka writes one TAP plan a group. */
#ifndef REMIT_TESTS_UNIT_H
#define REMIT_TESTS_UNIT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/mem.h"
#include "base/text.h"

static inline int unit_open(void **state) {
  (void)state;
  mem_open();
  return 0;
}

static inline int unit_close(void **state) {
  (void)state;
  mem_close();
  return 0;
}

/* Runs the tests between an opened and a closed heap. */
#define UNIT_RUN(tests) cmocka_run_group_tests(tests, unit_open, unit_close)

static inline void assert_text(Text text, const char *expected) {
  assert_string_equal(text_c(text), expected);
}

/* A generator of our own, so that every machine sees the same numbers (Steele and Vigna's splitmix64). */
static inline uint64_t unit_random(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}
#endif

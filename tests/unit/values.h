/* What the tests of src/value/ share: random values, and completions to hold every operator against. */
#ifndef REMIT_TESTS_VALUES_H
#define REMIT_TESTS_VALUES_H
#include "unit.h"
#include "value/logic.h"

static inline int64_t values_pick(uint64_t *seed, int64_t low, int64_t high) {
  return low + (int64_t)(unit_random(seed) % (uint64_t)(high - low + 1));
}

/* A range whose ends are low..high, in turn closed, open below, open above, open both ways. */
static inline Value values_range(int64_t low, int64_t high, unsigned open, Basis basis) {
  return value_open_range(open & 1, low, open & 2, high, basis);
}

static inline Value values_maybe_no_date(Value v) {
  v.flags |= VALUE_MAYBE_NO_DATE | VALUE_UNSTATED;
  return v;
}

/* Whether a number (or no date) is one of the possibilities. */
static inline bool values_allows(const Value *v, int64_t number) { return v->low <= number && number <= v->high; }
static inline bool values_allows_no_date(const Value *v) { return v->flags & VALUE_MAYBE_NO_DATE; }

static inline void assert_same(Value got, Value expected) {
  if (!value_same(&got, &expected))
    fail_msg("form %d flags %d %lld..%lld, not form %d flags %d %lld..%lld", got.form, got.flags, (long long)got.low,
             (long long)got.high, expected.form, expected.flags, (long long)expected.low, (long long)expected.high);
}

/* Every value is certain and without reasons, or not and with one; what is wholly unknown has no basis. */
static inline void assert_sound_form(const Value *v) {
  const unsigned reasons = v->flags & (unsigned)VALUE_REASONS;
  assert_true(value_certain(v) ? reasons == 0 : reasons != 0);
  assert_true(!(v->flags & VALUE_FAILED) == !v->error);
  if (v->form == VALUE_RANGE && value_range_whole(v)) assert_int_equal(v->basis, BASIS_NONE);
}
#endif

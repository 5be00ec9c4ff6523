#include <stdlib.h>

#include "values.h"

#define PARTS 4
#define ONE DECIMAL_ONE

/* ---- and, or, not: Kleene's tables, with basis and reasons ---- */

/* The truths that each part may have, by the letter: basis and reasons differ so that mixing them up shows. */
static const Value *some_truths(size_t *count) {
  static Value truths[9];
  const Value made[] = {value_yes_no(true, BASIS_NONE),     value_yes_no(true, BASIS_STATED),
                        value_yes_no(true, BASIS_SUPPOSED), value_yes_no(false, BASIS_NONE),
                        value_yes_no(false, BASIS_IMPLIED), value_yes_no(false, BASIS_PROPOSED),
                        value_truth(VALUE_EITHER, BASIS_NONE)};
  for (size_t k = 0; k < 7; k++) truths[k] = made[k];
  truths[7] = truths[8] = truths[6];
  truths[7].flags = VALUE_DISPUTED;
  truths[8].flags = VALUE_FAILED;
  truths[8].error = 8;
  *count = 9;
  return truths;
}

/* What and (yes: true) or or (yes: false) come to: `all` where every part must have it, `any` where one is enough. */
static Value expected_chain(const Value *parts, size_t count, uint64_t all, uint64_t any) {
  Basis weakest = BASIS_NONE, strongest = BASIS_SUPPOSED;
  Value undecided = value_truth(VALUE_EITHER, BASIS_NONE);
  size_t with_all = 0, with_any = 0;
  undecided.flags = 0;
  for (size_t k = 0; k < count; k++) {
    weakest = basis_weaker(weakest, (Basis)parts[k].basis);
    with_all += parts[k].may == all;
    with_any += parts[k].may == any;
    if (parts[k].may == any) strongest = basis_stronger(strongest, (Basis)parts[k].basis);
    if (parts[k].may == VALUE_EITHER) undecided.flags |= parts[k].flags, undecided.error |= parts[k].error;
  }
  if (with_any) return value_truth(any, strongest);
  return with_all == count ? value_truth(all, weakest) : undecided;
}

static void assert_truth(Value got, Value expected) {
  assert_sound_form(&got);
  assert_true(value_same_all(&got, &expected));
}

static void chains_are_kleenes(void **state) {
  (void)state;
  size_t count;
  const Value *truths = some_truths(&count);
  for (size_t a = 0; a < count; a++)
    for (size_t b = 0; b < count; b++)
      for (size_t c = 0; c < count; c++) {
        const Value parts[] = {truths[a], truths[b], truths[c]};
        assert_truth(logic_and(logic_and(parts[0], parts[1]), parts[2]),
                     expected_chain(parts, 3, VALUE_YES, VALUE_NO));
        assert_truth(logic_or(parts[0], logic_or(parts[1], parts[2])), expected_chain(parts, 3, VALUE_NO, VALUE_YES));
      }
}

static void not_turns_and_keeps(void **state) {
  (void)state;
  size_t count;
  const Value *truths = some_truths(&count);
  for (size_t k = 0; k < count; k++) {
    const Value turned = logic_not(truths[k]);
    assert_truth(logic_not(turned), truths[k]);
    assert_int_equal(turned.may, truths[k].may == VALUE_YES ? VALUE_NO : truths[k].may == VALUE_NO ? VALUE_YES : 3);
  }
}

static void a_conflict_hands_on_that_it_is_unsettled(void **state) {
  (void)state;
  Value conflict = value_truth(VALUE_EITHER, BASIS_NONE), yes = value_yes_no(true, BASIS_STATED);
  conflict.flags = VALUE_CONFLICT;
  assert_int_equal(logic_and(conflict, yes).flags, VALUE_UNSTATED);
  yes.flags = VALUE_NOT_IN_FORCE;
  assert_int_equal(logic_not(yes).flags, 0);
}

/* ---- at least, at most, how many ---- */

static int by_basis(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* The n-th strongest basis of the parts with this truth. */
static int nth_basis(const Value *parts, uint64_t truth, int64_t n) {
  int bases[PARTS], count = 0;
  if (n <= 0) return BASIS_NONE;
  for (int k = 0; k < PARTS; k++)
    if (parts[k].may == truth) bases[count++] = parts[k].basis;
  qsort(bases, (size_t)count, sizeof *bases, by_basis);
  assert_true(n <= count);
  return bases[n - 1];
}

typedef struct Range {
  int64_t low, high;
} Range;

static Range possible_count(const Value *parts) {
  Range range = {0, 0};
  for (int k = 0; k < PARTS; k++) range.low += parts[k].may == VALUE_YES, range.high += parts[k].may != VALUE_NO;
  return range;
}

static void check_least(const Value *parts, const Value *n, Value got) {
  const Range count = possible_count(parts);
  const int64_t most = (n->high + ONE - 1) / ONE, least = (n->low + ONE - 1) / ONE;
  const bool yes = !(n->flags & VALUE_OPEN_HIGH) && count.low * ONE >= n->high;
  const bool no = !(n->flags & VALUE_OPEN_LOW) && count.high * ONE < n->low;
  assert_sound_form(&got);
  assert_int_equal(got.may, yes ? VALUE_YES : no ? VALUE_NO : VALUE_EITHER);
  if (yes) assert_int_equal(got.basis, basis_weaker((Basis)nth_basis(parts, VALUE_YES, most), (Basis)n->basis));
  if (no)
    assert_int_equal(got.basis, basis_weaker((Basis)nth_basis(parts, VALUE_NO, PARTS - least + 1), (Basis)n->basis));
}

static void check_most(const Value *parts, const Value *n, Value got) {
  const Range count = possible_count(parts);
  const bool yes = !(n->flags & VALUE_OPEN_LOW) && count.high * ONE <= n->low;
  const bool no = !(n->flags & VALUE_OPEN_HIGH) && count.low * ONE > n->high;
  assert_sound_form(&got);
  assert_int_equal(got.may, yes ? VALUE_YES : no ? VALUE_NO : VALUE_EITHER);
  if (yes)
    assert_int_equal(got.basis, basis_weaker((Basis)nth_basis(parts, VALUE_NO, PARTS - n->low / ONE), (Basis)n->basis));
  if (no)
    assert_int_equal(got.basis, basis_weaker((Basis)nth_basis(parts, VALUE_YES, n->high / ONE + 1), (Basis)n->basis));
}

static unsigned undecided_reasons(const Value *parts) {
  unsigned reasons = 0;
  for (int k = 0; k < PARTS; k++) reasons |= value_reasons(&parts[k]);
  return reasons;
}

static void check_number(const Value *parts, const Value *n) {
  const Value least = logic_at_least(*n, parts, PARTS), most = logic_at_most(*n, parts, PARTS);
  const unsigned reasons = undecided_reasons(parts) | value_reasons(n);
  check_least(parts, n, least);
  check_most(parts, n, most);
  if (least.may == VALUE_EITHER) assert_int_equal(least.flags, reasons);
  if (most.may == VALUE_EITHER) assert_int_equal(most.flags, reasons);
}

static void check_parts(const Value *parts) {
  for (int64_t low = 0; low <= 11; low++)
    for (int64_t high = low; high <= 11; high += 1 + 2 * (low % 2))
      for (unsigned open = 0; open < 4; open++) {
        const Value n = values_range(low * ONE / 2, high * ONE / 2, open, BASIS_IMPLIED);
        check_number(parts, &n);
      }
  const Value count = logic_count(parts, PARTS);
  const Range range = possible_count(parts);
  assert_sound_form(&count);
  assert_int_equal(count.low, range.low * ONE);
  assert_int_equal(count.high, range.high * ONE);
}

static void counting_conditions_are_exact(void **state) {
  (void)state;
  size_t count, at[PARTS];
  const Value *truths = some_truths(&count);
  for (size_t k = 0; k < count * count * count * count; k++) {
    Value parts[PARTS];
    size_t rest = k;
    for (int part = 0; part < PARTS; part++, rest /= count) at[part] = rest % count, parts[part] = truths[at[part]];
    if (k % 7 == 0) check_parts(parts);
  }
}

static void no_date_is_never_enough_nor_few(void **state) {
  (void)state;
  const Value yes = value_yes_no(true, BASIS_STATED), never = value_no_date(BASIS_OPINION);
  Value maybe = values_maybe_no_date(value_range(ONE, ONE, BASIS_STATED));
  assert_truth(logic_at_least(never, &yes, 1), value_yes_no(false, BASIS_OPINION));
  assert_truth(logic_at_most(never, &yes, 1), value_yes_no(false, BASIS_OPINION));
  assert_int_equal(logic_at_least(maybe, &yes, 1).may, VALUE_EITHER);
  assert_int_equal(logic_at_most(maybe, &yes, 1).may, VALUE_EITHER);
}

/* ---- comparisons against every completion ---- */

static bool holds(Order order, int64_t a, int64_t b) {
  switch (order) {
    case ORDER_EQUAL: return a == b;
    case ORDER_NOT_EQUAL: return a != b;
    case ORDER_LESS: return a < b;
    case ORDER_AT_MOST: return a <= b;
    case ORDER_GREATER: return a > b;
    case ORDER_AT_LEAST: return a >= b;
  }
  return false;
}

/* The truths of a comparison over numbers and no date; open ends reach as far as 9 either way. */
static uint64_t number_truths(Order order, const Value *a, const Value *b) {
  uint64_t truths = 0;
  for (int64_t x = -9; x <= 9; x++)
    for (int64_t y = -9; y <= 9; y++)
      if (values_allows(a, x) && values_allows(b, y)) truths |= holds(order, x, y) ? VALUE_YES : VALUE_NO;
  if ((a->flags | b->flags) & VALUE_MAYBE_NO_DATE) truths |= order == ORDER_NOT_EQUAL ? VALUE_YES : VALUE_NO;
  return truths;
}

static void assert_decided(Value got, uint64_t truths, const Value *a, const Value *b) {
  assert_sound_form(&got);
  assert_int_equal(got.may, truths);
  if (truths == VALUE_EITHER) assert_int_equal(got.flags, value_reasons(a) | value_reasons(b));
}

static void numbers_compare(void **state) {
  (void)state;
  Value values[90];
  size_t count = 0;
  for (int64_t low = -1; low <= 2; low++)
    for (int64_t high = low; high <= 2; high++)
      for (unsigned open = 0; open < 4; open++) {
        values[count++] = values_range(low, high, open, (Basis)(1 + (low + 1 + high + 1) % 6));
        values[count] = values_maybe_no_date(values[count - 1]);
        count++;
      }
  values[count++] = value_no_date(BASIS_OPINION);
  for (size_t a = 0; a < count; a++)
    for (size_t b = 0; b < count; b++)
      for (Order order = ORDER_EQUAL; order <= ORDER_AT_LEAST; order++)
        assert_decided(logic_compare(order, values[a], values[b]), number_truths(order, &values[a], &values[b]),
                       &values[a], &values[b]);
}

static void a_comparison_rests_on_both(void **state) {
  (void)state;
  const Value stated = value_range(3, 3, BASIS_STATED), opinion = value_range(4, 9, BASIS_OPINION);
  const Value constant = value_range(1, 1, BASIS_NONE), never = value_no_date(BASIS_IMPLIED);
  assert_int_equal(logic_compare(ORDER_LESS, stated, opinion).basis, BASIS_OPINION);
  assert_int_equal(logic_compare(ORDER_LESS, constant, stated).basis, BASIS_STATED);
  assert_int_equal(logic_compare(ORDER_LESS, constant, constant).basis, BASIS_NONE);
  assert_truth(logic_compare(ORDER_EQUAL, never, opinion), value_yes_no(false, BASIS_IMPLIED));
  assert_truth(logic_compare(ORDER_NOT_EQUAL, opinion, never), value_yes_no(true, BASIS_IMPLIED));
  assert_truth(logic_compare(ORDER_AT_MOST, never, value_no_date(BASIS_STATED)), value_yes_no(false, BASIS_STATED));
}

static void open_ends_are_beyond_every_number(void **state) {
  (void)state;
  const Value least = value_range(INT64_MIN, INT64_MIN, BASIS_STATED), any = value_unknown(VALUE_RANGE, 0);
  const Value most = value_range(INT64_MAX, INT64_MAX, BASIS_STATED);
  for (Order order = ORDER_EQUAL; order <= ORDER_AT_LEAST; order++) {
    assert_int_equal(logic_compare(order, any, least).may, VALUE_EITHER);
    assert_int_equal(logic_compare(order, most, any).may, VALUE_EITHER);
    assert_int_equal(logic_compare(order, any, any).may, VALUE_EITHER);
  }
}

static uint64_t member_truths(Order order, uint64_t a, uint64_t b) {
  uint64_t truths = 0;
  for (int x = 0; x < 4; x++)
    for (int y = 0; y < 4; y++)
      if ((a >> x & 1) && (b >> y & 1)) truths |= holds(order, x, y) ? VALUE_YES : VALUE_NO;
  return truths;
}

static void scales_compare(void **state) {
  (void)state;
  for (uint64_t x = 1; x < 16; x++)
    for (uint64_t y = 1; y < 16; y++) {
      const Value a = value_members(x << 60, BASIS_STATED), b = value_members(y << 60, BASIS_STATED);
      for (Order order = ORDER_EQUAL; order <= ORDER_AT_LEAST; order++)
        assert_decided(logic_compare(order, a, b), member_truths(order, x, y), &a, &b);
      const bool all = (x & ~y) == 0, none = (x & y) == 0;
      assert_int_equal(logic_in_mask(a, y << 60).may, all ? VALUE_YES : none ? VALUE_NO : VALUE_EITHER);
    }
}

/* Between is exact where low is not above high, and sound anyway. */
static void between_is_sound(void **state) {
  (void)state;
  uint64_t seed = 20;
  for (int round = 0; round < 20000; round++) {
    Value v[3];
    uint64_t truths = 0;
    for (int k = 0; k < 3; k++) {
      const int64_t low = values_pick(&seed, -3, 3);
      v[k] = values_range(low, values_pick(&seed, low, 3), (unsigned)values_pick(&seed, 0, 15), BASIS_STATED);
    }
    for (int64_t x = -5; x <= 5; x++)
      for (int64_t low = -5; low <= 5; low++)
        for (int64_t high = -5; high <= 5; high++)
          if (values_allows(&v[0], x) && values_allows(&v[1], low) && values_allows(&v[2], high))
            truths |= low <= x && x <= high ? VALUE_YES : VALUE_NO;
    const Value got = logic_between(v[0], v[1], v[2]);
    assert_int_equal(got.may | truths, got.may);
    if (v[1].high <= v[2].low) assert_int_equal(got.may, truths);
  }
}

/* ---- sets ---- */

static size_t some_sets(Value *sets) {
  size_t count = 0;
  for (uint64_t may = 0; may < 8; may++)
    for (uint64_t must = 0; must <= may; must++)
      if ((must & ~may) == 0) sets[count++] = value_set(must, may, BASIS_STATED);
  return count;
}

static bool allows_set(const Value *set, uint64_t members) {
  return (set->must & ~members) == 0 && (members & ~set->may) == 0;
}

typedef bool (*SetQuestion)(uint64_t members, uint64_t other);

static bool equals(uint64_t members, uint64_t other) { return members == other; }
static bool is_empty(uint64_t members, uint64_t other) { return members == (other & 0); }
static bool is_one_of(uint64_t members, uint64_t other) {
  return members && !(members & (members - 1)) && (members & other);
}

static uint64_t set_truths(const Value *set, SetQuestion question, uint64_t other) {
  uint64_t truths = 0;
  for (uint64_t members = 0; members < 8; members++)
    if (allows_set(set, members)) truths |= question(members, other) ? VALUE_YES : VALUE_NO;
  return truths;
}

static void sets_compare(void **state) {
  (void)state;
  Value sets[27];
  const size_t count = some_sets(sets);
  for (size_t a = 0; a < count; a++) {
    assert_int_equal(logic_set_empty(sets[a]).may, set_truths(&sets[a], is_empty, 0));
    for (size_t b = 0; b < count; b++) {
      uint64_t truths = 0;
      for (uint64_t other = 0; other < 8; other++)
        if (allows_set(&sets[b], other)) truths |= set_truths(&sets[a], equals, other);
      assert_decided(logic_compare(ORDER_EQUAL, sets[a], sets[b]), truths, &sets[a], &sets[b]);
    }
  }
}

static void members_meet_sets(void **state) {
  (void)state;
  Value sets[27];
  const size_t count = some_sets(sets);
  for (size_t s = 0; s < count; s++)
    for (uint64_t may = 1; may < 8; may++) {
      const Value member = value_members(may, BASIS_OPINION);
      uint64_t in = 0, alone = 0;
      for (uint64_t members = 0; members < 8; members++)
        for (uint64_t bit = 1; bit < 8; bit <<= 1)
          if (allows_set(&sets[s], members) && (bit & may)) {
            in |= members & bit ? VALUE_YES : VALUE_NO;
            alone |= members == bit ? VALUE_YES : VALUE_NO;
          }
      assert_decided(logic_member_in(member, sets[s]), in, &member, &sets[s]);
      assert_decided(logic_compare(ORDER_EQUAL, member, sets[s]), alone, &member, &sets[s]);
      assert_decided(logic_compare(ORDER_EQUAL, sets[s], member), alone, &member, &sets[s]);
      /* Of a set in which nothing is certain but that it is one of the mask, the masks are not followed further. */
      const Value in_mask = logic_in_mask(sets[s], may);
      assert_int_equal(in_mask.may | set_truths(&sets[s], is_one_of, may), in_mask.may);
      if (value_certain(&sets[s])) assert_true(value_certain(&in_mask));
    }
}

static void texts_and_knowledge(void **state) {
  (void)state;
  const Text ab[] = {TEXT("a"), TEXT("b")};
  const Value a = value_text(ab[0], BASIS_STATED), either = value_texts(ab, 2, BASIS_STATED);
  const Value c = value_text(TEXT("c"), BASIS_OPINION), any = value_unknown(VALUE_TEXTS, 0);
  assert_true(logic_compare(ORDER_EQUAL, a, a).may == VALUE_YES);
  assert_truth(logic_compare(ORDER_NOT_EQUAL, either, c), value_yes_no(true, BASIS_OPINION));
  assert_int_equal(logic_compare(ORDER_EQUAL, either, a).may, VALUE_EITHER);
  assert_int_equal(logic_compare(ORDER_EQUAL, any, a).may, VALUE_EITHER);
  assert_truth(logic_known(a), value_yes_no(true, BASIS_NONE));
  assert_truth(logic_known(either), value_yes_no(false, BASIS_NONE));
}

/* ---- durations: every length in days that each may come to ---- */

static bool may_last(DurationUnit unit, int64_t count, int64_t days) {
  const int64_t size = count < 0 ? -count : count, length = count < 0 ? -days : days;
  switch (unit) {
    case UNIT_DAYS: return length == size;
    case UNIT_WORKING_DAYS: return size == 0 ? days == 0 : length >= size;
    case UNIT_MONTHS: return 28 * size <= length && length <= 31 * size;
  }
  return false;
}

static uint64_t duration_truths(Order order, const Value *a, const Value *b) {
  uint64_t truths = 0;
  for (int64_t x = -150; x <= 150; x++)
    for (int64_t y = -150; y <= 150; y++)
      if (may_last((DurationUnit)a->unit, a->low, x) && may_last((DurationUnit)b->unit, b->low, y))
        truths |= holds(order, x, y) ? VALUE_YES : VALUE_NO;
  return truths;
}

static void units_compare_by_days(void **state) {
  (void)state;
  static const int64_t counts[] = {-60, -31, -2, -1, 0, 1, 2, 28, 31, 60, 70};
  for (size_t x = 0; x < 11; x++)
    for (size_t y = 0; y < 11; y++)
      for (int units = 1; units < 9; units++) {
        const Value a = value_duration(counts[x], (DurationUnit)(units / 3), BASIS_STATED);
        const Value b = value_duration(counts[y], (DurationUnit)(units % 3), BASIS_STATED);
        const bool far = (a.unit == UNIT_MONTHS && llabs(a.low) > 4) || (b.unit == UNIT_MONTHS && llabs(b.low) > 4);
        if (a.unit == b.unit || far) continue;
        for (Order order = ORDER_EQUAL; order <= ORDER_AT_LEAST; order++)
          assert_int_equal(logic_compare(order, a, b).may, duration_truths(order, &a, &b));
      }
  const Value huge = value_duration(INT64_MAX / 2, UNIT_MONTHS, BASIS_STATED);
  const Value day = value_duration(1, UNIT_DAYS, BASIS_STATED);
  assert_int_equal(logic_compare(ORDER_EQUAL, huge, day).may, VALUE_EITHER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chains_are_kleenes),
      cmocka_unit_test(not_turns_and_keeps),
      cmocka_unit_test(a_conflict_hands_on_that_it_is_unsettled),
      cmocka_unit_test(counting_conditions_are_exact),
      cmocka_unit_test(no_date_is_never_enough_nor_few),
      cmocka_unit_test(numbers_compare),
      cmocka_unit_test(a_comparison_rests_on_both),
      cmocka_unit_test(open_ends_are_beyond_every_number),
      cmocka_unit_test(scales_compare),
      cmocka_unit_test(between_is_sound),
      cmocka_unit_test(sets_compare),
      cmocka_unit_test(members_meet_sets),
      cmocka_unit_test(texts_and_knowledge),
      cmocka_unit_test(units_compare_by_days),
  };
  return UNIT_RUN(tests);
}

#include "values.h"

/* ---- making and asking ---- */

static void makes_what_it_says(void **state) {
  (void)state;
  const Text ab[] = {TEXT("b"), TEXT("a"), TEXT("b")};
  const Value made[] = {value_yes_no(true, BASIS_STATED), value_truth(VALUE_EITHER, BASIS_STATED),
                        value_members(4, BASIS_OPINION), value_members(6, BASIS_OPINION),
                        value_set(1, 1, BASIS_STATED), value_set(1, 3, BASIS_STATED),
                        value_range(5, 5, BASIS_STATED), value_range(5, 6, BASIS_STATED),
                        value_open_range(false, 5, true, 0, BASIS_STATED), value_duration(3, UNIT_MONTHS, BASIS_STATED),
                        value_text(TEXT("x"), BASIS_STATED), value_texts(ab, 3, BASIS_STATED),
                        value_no_date(BASIS_STATED), value_error(VALUE_ERROR_OVERFLOW, 7)};
  const bool certain[] = {1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0};
  for (size_t k = 0; k < sizeof made / sizeof *made; k++) {
    assert_int_equal(value_certain(&made[k]), certain[k]);
    assert_sound_form(&made[k]);
  }
  assert_int_equal(made[1].basis, BASIS_NONE);
  assert_int_equal(made[3].basis, BASIS_OPINION);
  assert_int_equal(made[11].texts->count, 2);
  assert_text(made[11].texts->at[0], "a");
  assert_int_equal(made[13].error, VALUE_ERROR_OVERFLOW << 24 | 7);
}

static void knows_nothing(void **state) {
  (void)state;
  const Value made[] = {value_unknown(VALUE_MEMBERS, 7), value_unknown(VALUE_SET, 7), value_unknown(VALUE_RANGE, 0),
                        value_unknown(VALUE_TEXTS, 0)};
  for (size_t k = 0; k < 4; k++) {
    assert_false(value_certain(&made[k]));
    assert_int_equal(made[k].basis, BASIS_NONE);
    assert_int_equal(value_reasons(&made[k]), VALUE_UNSTATED);
  }
  const Value one_member = value_unknown(VALUE_MEMBERS, 1);
  assert_true(value_certain(&one_member));
}

static void yes_and_no_are_certain(void **state) {
  (void)state;
  Value yes = value_yes_no(true, BASIS_STATED), either = value_truth(VALUE_EITHER, BASIS_NONE);
  assert_true(value_is_yes(&yes) && !value_is_no(&yes));
  assert_false(value_is_yes(&either) || value_is_no(&either));
  yes.flags |= VALUE_CONFLICT;
  assert_false(value_is_yes(&yes) || value_certain(&yes));
  assert_int_equal(value_reasons(&yes), VALUE_UNSTATED);
}

static void basis_has_an_order(void **state) {
  (void)state;
  for (int a = BASIS_NONE; a <= BASIS_SUPPOSED; a++)
    for (int b = a; b <= BASIS_SUPPOSED; b++) {
      assert_int_equal(basis_weaker((Basis)a, (Basis)b), b);
      assert_int_equal(basis_stronger((Basis)b, (Basis)a), a);
    }
  assert_string_equal(basis_word(BASIS_NONE), "");
  assert_string_equal(basis_word(BASIS_SUPPOSED), "supposed");
}

/* ---- meet and join against the possibilities themselves ---- */

/* Every pair of some values, all of one form. */
typedef void (*PairCheck)(const Value *a, const Value *b);

static void every_pair(const Value *values, size_t count, PairCheck check) {
  for (size_t a = 0; a < count; a++)
    for (size_t b = 0; b < count; b++) check(&values[a], &values[b]);
}

static void check_basis(const Value *a, const Value *b, const Value *meet) {
  const bool by_a = value_same(meet, a), by_b = value_same(meet, b);
  const Basis expected = by_a && by_b ? basis_stronger(a->basis, b->basis)
                         : by_a       ? a->basis
                         : by_b       ? b->basis
                                      : basis_weaker(a->basis, b->basis);
  assert_int_equal(meet->basis, expected);
}

static void check_members(const Value *a, const Value *b) {
  assert_int_equal(value_overlap(a, b), (a->may & b->may) != 0);
  const Value join = value_join(a, b);
  assert_int_equal(join.may, a->may | b->may);
  if (!value_overlap(a, b)) return;
  const Value meet = value_meet(a, b);
  assert_int_equal(meet.may, a->may & b->may);
  assert_sound_form(&meet);
  check_basis(a, b, &meet);
}

static void members_combine(void **state) {
  (void)state;
  Value values[15];
  for (unsigned may = 1; may < 16; may++) values[may - 1] = value_members(may, (Basis)(may % 7));
  every_pair(values, 15, check_members);
}

static bool set_allows(const Value *v, uint64_t set) { return (v->must & ~set) == 0 && (set & ~v->may) == 0; }

static void check_sets(const Value *a, const Value *b) {
  bool overlap = false;
  for (uint64_t set = 0; set < 8; set++) overlap |= set_allows(a, set) && set_allows(b, set);
  assert_int_equal(value_overlap(a, b), overlap);
  const Value join = value_join(a, b), meet = overlap ? value_meet(a, b) : join;
  for (uint64_t set = 0; set < 8; set++) {
    if (set_allows(a, set) || set_allows(b, set)) assert_true(set_allows(&join, set));
    if (overlap) assert_int_equal(set_allows(&meet, set), set_allows(a, set) && set_allows(b, set));
  }
}

static void sets_combine(void **state) {
  (void)state;
  Value values[27];
  size_t count = 0;
  for (uint64_t may = 0; may < 8; may++)
    for (uint64_t must = 0; must <= may; must++)
      if ((must & ~may) == 0) values[count++] = value_set(must, may, (Basis)((must + may) % 7));
  assert_int_equal(count, 27);
  every_pair(values, count, check_sets);
}

static void check_ranges(const Value *a, const Value *b) {
  bool overlap = values_allows_no_date(a) && values_allows_no_date(b);
  for (int64_t n = -6; n <= 6; n++) overlap |= values_allows(a, n) && values_allows(b, n);
  assert_int_equal(value_overlap(a, b), overlap);
  const Value join = value_join(a, b), meet = overlap ? value_meet(a, b) : join;
  for (int64_t n = -6; n <= 6; n++) {
    if (values_allows(a, n) || values_allows(b, n)) assert_true(values_allows(&join, n));
    if (overlap) assert_int_equal(values_allows(&meet, n), values_allows(a, n) && values_allows(b, n));
  }
  assert_int_equal(values_allows_no_date(&join), values_allows_no_date(a) || values_allows_no_date(b));
  if (overlap) {
    assert_int_equal(values_allows_no_date(&meet), values_allows_no_date(a) && values_allows_no_date(b));
    assert_sound_form(&meet);
    check_basis(a, b, &meet);
  }
}

static void ranges_combine(void **state) {
  (void)state;
  Value values[200];
  size_t count = 0;
  for (int64_t low = -2; low <= 2; low++)
    for (int64_t high = low; high <= 2; high++)
      for (unsigned open = 0; open < 4; open++) {
        const Value v = values_range(low, high, open, (Basis)(count % 7));
        values[count++] = v;
        values[count++] = values_maybe_no_date(v);
      }
  values[count++] = value_no_date(BASIS_OPINION);
  every_pair(values, count, check_ranges);
}

static void check_texts(const Value *a, const Value *b) {
  static const char *const words[] = {"a", "b", "c"};
  const Value join = value_join(a, b);
  const bool overlap = value_overlap(a, b);
  const Value meet = overlap ? value_meet(a, b) : join;
  bool common = false;
  for (size_t k = 0; k < 3; k++) {
    const Value word = value_text(text_of(words[k]), BASIS_NONE);
    const bool in_a = value_overlap(a, &word), in_b = value_overlap(b, &word);
    common |= in_a && in_b;
    assert_int_equal(value_overlap(&join, &word), in_a || in_b);
    if (overlap) assert_int_equal(value_overlap(&meet, &word), in_a && in_b);
  }
  assert_int_equal(overlap, common);
}

static void texts_combine(void **state) {
  (void)state;
  const Text words[] = {TEXT("a"), TEXT("b"), TEXT("c")};
  Value values[8];
  for (unsigned mask = 0; mask < 8; mask++) {
    Text chosen[3];
    size_t count = 0;
    for (unsigned k = 3; k-- > 0;)
      if (mask & 1u << k) chosen[count++] = words[k];
    values[mask] = value_texts(chosen, count, BASIS_STATED);
  }
  every_pair(values, 8, check_texts);
}

static void units_go_together_only_at_nothing(void **state) {
  (void)state;
  const Value month = value_duration(1, UNIT_MONTHS, BASIS_STATED), days = value_duration(30, UNIT_DAYS, BASIS_STATED);
  const Value zero = value_duration(0, UNIT_MONTHS, BASIS_STATED), any = value_unknown(VALUE_RANGE, 0);
  const Value zero_days = value_duration(0, UNIT_DAYS, BASIS_STATED);
  assert_false(value_overlap(&month, &days));
  const Value hull = value_join(&month, &days);
  assert_true(value_range_whole(&hull) && hull.basis == BASIS_NONE);
  assert_true(value_same(&zero, &zero_days));
  const Value met = value_meet(&any, &month);
  assert_int_equal(met.unit, UNIT_MONTHS);
  assert_same(met, month);
  const Value up_to_a_month = value_join(&zero_days, &month);
  assert_int_equal(up_to_a_month.unit, UNIT_MONTHS);
  assert_int_equal(up_to_a_month.high, 1);
}

static void a_join_has_no_reason_of_its_own(void **state) {
  (void)state;
  const Value a = value_members(1, BASIS_STATED), b = value_members(2, BASIS_OPINION);
  Value cause = value_truth(VALUE_EITHER, BASIS_NONE);
  cause.flags = VALUE_DISPUTED | VALUE_FAILED;
  cause.error = 9;
  Value join = value_join(&a, &b);
  assert_int_equal(join.flags, 0);
  assert_int_equal(value_reasons(&join), VALUE_UNSTATED);
  join = value_because(join, &cause);
  assert_int_equal(join.flags, VALUE_DISPUTED | VALUE_FAILED);
  assert_int_equal(join.error, 9);
  assert_int_equal(value_because(a, &cause).flags, 0);
  const Value same = value_members(1, BASIS_SUPPOSED);
  join = value_join(&a, &same);
  assert_true(value_certain(&join) && join.basis == BASIS_STATED);
}

static void an_error_stays_through_a_join(void **state) {
  (void)state;
  const Value error = value_error(VALUE_ERROR_BY_ZERO, 3), one = value_range(1, 1, BASIS_STATED);
  const Value join = value_join(&one, &error);
  assert_int_equal(join.error, VALUE_ERROR_BY_ZERO << 24 | 3);
  assert_sound_form(&join);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(makes_what_it_says),
      cmocka_unit_test(knows_nothing),
      cmocka_unit_test(yes_and_no_are_certain),
      cmocka_unit_test(basis_has_an_order),
      cmocka_unit_test(members_combine),
      cmocka_unit_test(sets_combine),
      cmocka_unit_test(ranges_combine),
      cmocka_unit_test(texts_combine),
      cmocka_unit_test(units_go_together_only_at_nothing),
      cmocka_unit_test(a_join_has_no_reason_of_its_own),
      cmocka_unit_test(an_error_stays_through_a_join),
  };
  return UNIT_RUN(tests);
}

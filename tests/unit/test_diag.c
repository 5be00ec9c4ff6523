#include "unit.h"
#include "source/diag.h"

#define A_CODE DIAG_BYTE_NUL
#define ANOTHER DIAG_BYTE_CONTROL

static Source *source_named(const char *path) {
  return source_of_text(text_of(path), TEXT("when vacancy_rte > 15%\n"));
}

static void codes_have_titles(void **state) {
  (void)state;
  assert_string_equal(diag_title(DIAG_BYTE_NUL), "a NUL byte");
  assert_true(diag_known(10) && !diag_known(9999) && !diag_known(0));
  assert_int_equal(diag_severity(DIAG_FILE_MISSING), DIAG_ERROR);
}

static void one_message_a_mistake(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *a = source_named("a"), *b = source_named("b");
  Diag *first = diag_add(&diags, A_CODE, a, (Span){1, 2}, "first of %d", 2);
  assert_ptr_equal(diag_add(&diags, A_CODE, a, (Span){1, 2}, "second"), first);
  assert_text(first->text, "first of 2");
  assert_ptr_not_equal(diag_add(&diags, A_CODE, a, (Span){1, 3}, "longer"), first);
  assert_ptr_not_equal(diag_add(&diags, ANOTHER, a, (Span){1, 2}, "other code"), first);
  assert_ptr_not_equal(diag_add(&diags, A_CODE, b, (Span){1, 2}, "other file"), first);
  assert_int_equal(diags.errors, 4);
  assert_int_equal(diags.all.count, 4);
}

static void placeless_messages_merge_by_text(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Diag *x = diag_add(&diags, A_CODE, NULL, (Span){0, 0}, "no file `x`");
  assert_ptr_not_equal(diag_add(&diags, A_CODE, NULL, (Span){0, 0}, "no file `y`"), x);
  assert_ptr_equal(diag_add(&diags, A_CODE, NULL, (Span){0, 0}, "no file `x`"), x);
}

static void merged_messages_hang_once(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *a = source_named("a");
  for (int i = 0; i < 2; i++) {
    Diag *diag = diag_add(&diags, A_CODE, a, (Span){1, 2}, "twice");
    diag_mend(diag, "mend %d", i);
    diag_note(diag, a, (Span){3, 4}, "first stated here");
    diag_fix(diag, a, (Span){1, 2}, TEXT("x"));
  }
  const Diag *diag = diags.all.at[0];
  assert_text(diag->mend, "mend 0");
  assert_int_equal(diag->notes.count, 1);
  assert_int_equal(diag->fixes.count, 1);
}

static void sorted_by_reading_place_and_arrival(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *first = source_named("z"), *second = source_named("a"), *untold = source_named("m");
  diag_source(&diags, first);
  diag_source(&diags, second);
  diag_source(&diags, first);
  diag_add(&diags, A_CODE, untold, (Span){0, 1}, "7");
  diag_add(&diags, A_CODE, second, (Span){0, 1}, "6");
  diag_add(&diags, A_CODE, first, (Span){9, 10}, "5");
  diag_add(&diags, A_CODE, first, (Span){4, 9}, "3");
  diag_add(&diags, ANOTHER, first, (Span){4, 5}, "4");
  diag_add(&diags, A_CODE, first, (Span){0, 9}, "2");
  diag_add(&diags, A_CODE, NULL, (Span){0, 0}, "1");
  diag_sort(&diags);
  for (size_t i = 0; i < 7; i++) assert_int_equal(diags.all.at[i]->text.at[0], '1' + (int)i);
}

static void storms_are_counted(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *a = source_named("a");
  for (uint32_t i = 0; i < DIAGS_KEPT + 5000; i++) {
    Diag *diag = diag_add(&diags, A_CODE, a, (Span){i, i + 1}, "number %u", i);
    diag_mend(diag, "mend");
    diag_note(diag, a, (Span){0, 1}, "note");
    diag_fix(diag, a, (Span){0, 1}, TEXT(""));
  }
  assert_int_equal(diags.all.count, DIAGS_KEPT);
  assert_int_equal(diags.errors, DIAGS_KEPT + 5000);
  assert_int_equal(diags.spill.notes.count, 0);
  diag_sort(&diags);
}

static const char *mend_of(const char *wanted, const char *const *candidates) {
  Diags diags = {.errors = 0};
  DiagNearest nearest = {.wanted = text_of(wanted)};
  for (; *candidates; candidates++) diag_nearest_offer(&nearest, text_of(*candidates));
  Diag *diag = diag_add(&diags, A_CODE, NULL, (Span){0, 0}, "x");
  diag_nearest_mend(diag, &nearest);
  return diag->mend.bytes ? text_c(diag->mend) : "";
}

#define MEND(wanted, ...) mend_of(wanted, (const char *const[]){__VA_ARGS__, NULL})

static void the_nearest_are_offered(void **state) {
  (void)state;
  assert_string_equal(MEND("vacancy_rte", "vacancy_cap", "vacancy_rate", "budget"), "did you mean `vacancy_rate`?");
  assert_string_equal(MEND("dfe", "bfe", "afe", "xyz"), "did you mean `afe` or `bfe`?");
  assert_string_equal(MEND("dfe", "cfe", "bfe", "efe", "afe", "bfe"), "did you mean `afe`, `bfe` or `cfe`?");
  assert_string_equal(MEND("direction", "budget", "vacancy"), "");
  assert_string_equal(MEND("trust", "trust"), "");
  assert_string_equal(MEND("a", "b"), "did you mean `b`?");
  assert_string_equal(MEND("ab", "xy"), "");
  assert_string_equal(MEND("dirction_in_frce", "direction_in_force"), "did you mean `direction_in_force`?");
}

/* All names of a message are compared or none, so that which are offered never hangs on their order. */
static void helping_ends(void **state) {
  (void)state;
  Diags diags = {.compared = DIAGS_COMPARED - 1};
  DiagNearest last = diag_nearest(&diags, TEXT("trust"));
  diag_nearest_offer(&last, TEXT("council"));
  diag_nearest_offer(&last, TEXT("trusts"));
  DiagNearest none = diag_nearest(&diags, TEXT("trust"));
  diag_nearest_offer(&none, TEXT("trusts"));
  assert_int_equal(last.count, 1);
  assert_true(none.full);
  assert_int_equal(none.count, 0);
  assert_int_equal(diags.compared, DIAGS_COMPARED + 1);
}

static void a_single_hit_is_a_fix(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *a = source_named("a");
  DiagNearest nearest = {.wanted = TEXT("vacancy_rte")};
  diag_nearest_offer(&nearest, TEXT("vacancy_rate"));
  Diag *exact = diag_add(&diags, A_CODE, a, (Span){5, 16}, "x"),
       *wide = diag_add(&diags, A_CODE, a, (Span){0, 16}, "x");
  diag_nearest_mend(exact, &nearest);
  diag_nearest_mend(wide, &nearest);
  assert_int_equal(exact->fixes.count, 1);
  assert_text(exact->fixes.at[0].text, "vacancy_rate");
  assert_int_equal(wide->fixes.count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes_have_titles),
      cmocka_unit_test(one_message_a_mistake),
      cmocka_unit_test(placeless_messages_merge_by_text),
      cmocka_unit_test(merged_messages_hang_once),
      cmocka_unit_test(sorted_by_reading_place_and_arrival),
      cmocka_unit_test(storms_are_counted),
      cmocka_unit_test(the_nearest_are_offered),
      cmocka_unit_test(helping_ends),
      cmocka_unit_test(a_single_hit_is_a_fix),
  };
  return UNIT_RUN(tests);
}

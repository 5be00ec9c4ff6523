/* What is looked up (engine/warm.h) is what evaluation says: every conclusion of worlds that suppose one value of one
 * fact. */
#include "unit.h"

#include <stdlib.h>

#include "engine/eval.h"
#include "model/print.h"

static Session session;
static Diags diags;

static const char rules[] =
  "module odd \"Odd\"\n"
  "fact x : number\nfact y : number\nfact z : number\nfact p : yes/no\nfact q : yes/no\nfact d : date\n"
  "scale grade is bad < fair < good\nfact g : grade\n"
  "parameter limit \"L\" : number\n  is 3 from 2015-01-01\n  is 5 from 2020-06-01\n"
  "define a when x > 3\n"
  "define b when x > y and p\n"
  "define c when (x = z or 4 <= x) and not q\n"
  "define e when x is between 2 and 6\n"
  "define f when x * 2 > z\n"
  "define h when p or q\n"
  "define i when p is known\n"
  "define j when p and y > 2\n"
  "define k when at least 2 of (a, b, c, e)\n"
  "define l when a and j\n"
  "define m : number\n  gives x + 1 when a\n  gives y otherwise\n"
  "define n when ever a\n"
  "define o when m > 5 or h\n"
  "define r when g is at least fair and a\n"
  "define t when g is bad\n"
  "define t2 when g is one of (bad, fair) and p\n"
  "define t3 when x < 5\n"
  "define t4 when 5 < x\n"
  "define t5 when x is not 4\n"
  "define t6 : number\n  gives m when j\n  gives 0 otherwise\n"
  "define u when days from d to today > x\n"
  "signature s1 \"S1\"\n  indicator v \"v\" when x > 1\n  raised when at least 1 indicator\n"
  "signature s2 \"S2\"\n  indicator w \"w\" when y > x\n  severity high when all indicators\n  severity low otherwise\n"
  "signature s3 \"S3\"  in force from 2022-01-01\n  indicator v \"v\" when p\n"
  "define band : number\n  gives 1 when raised signatures < 1\n  gives 2 when raised signatures < 2\n  gives 3 "
  "otherwise\n"
  "requirement req \"R\"\n  applies when p\n  must a by 2021-06-01\n";

static const char *const texts[] = {
  "x is 1\ny is 4\nz is 6\np is yes\nq is no\nd is 2019-05-01\ng is fair\n",
  "y is between 2 and 5\nz is at least 4\nq is yes from 2019\nd is 2016\n",
  "x is 9 from 2020-02-01\nx is 2 until 2020-02-01\np is no\ng is one of (bad, good)\n",
};

static const char *const suppositions[] = {
  "x=0",          "x=2",          "x=3",
  "x=3.000001",   "x=4",          "x=6",
  "x=6.5",        "x=99",         "x is between 1 and 5",
  "y=1",          "y=2.5",        "y=7",
  "p=yes",        "p=no",         "z=6",
  "z=12",         "g=bad",        "g=good",
  "d=2018-01-01", "d=2020-12-30", "x is 5 from 2020-07-01",
};

static void same_answers(World *root, Assertion *supposed, Day day) {
  const Program *program = root->program;
  World *looked_up = world_suppose_one(root, supposed), *evaluated = world_suppose_one(root, supposed);
  EvalChange *changes = MEM_NEW_ARRAY(EvalChange, program->units.count + 1);
  bool *changed = mem_alloc_flat(program->units.count + 1);
  uint32_t count = eval_changes(looked_up, day, changes);
  for (uint32_t i = 0; i < count; i++) {
    Kept kept = eval_unit(evaluated, changes[i].unit, day);
    assert_true(value_same_all(changes[i].value, &kept.value));
    changed[changes[i].unit->index] = true;
  }
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    Kept a = eval_unit(looked_up, unit, day), b = eval_unit(evaluated, unit, day), base = eval_unit(root, unit, day);
    if (!value_same_all(&a.value, &b.value) || a.from != b.from || a.until != b.until)
      fail_msg("%s: %s looked up, %s evaluated", text_c(unit->subject.name),
               text_c(print_stated_text(unit->type, &a.value)), text_c(print_stated_text(unit->type, &b.value)));
    bool differs = !value_same_all(&base.value, &b.value) || base.from != b.from || base.until != b.until;
    assert_int_equal(changed[unit->index], differs);
    Kept later = eval_unit(looked_up, unit, day + 400), plain = eval_unit(evaluated, unit, day + 400);
    assert_true(value_same_all(&later.value, &plain.value));
  }
}

static void suppose_all(const CaseFile *file, const char *const *written, size_t count, int rounds) {
  World *root = world_make(file->program, file, (WorldOptions){0});
  for (int i = 0; i < rounds; i++) {
    const char *words = written[(size_t)rand() % count];
    Assertion *supposed =
      assertion_parse(file->program, (CaseFile *)(uintptr_t)file, source_of_text(TEXT("x"), text_of(words)), &diags);
    if (!supposed) fail_msg("%s: %s", words, text_c(diags.all.at[diags.all.count - 1]->text));
    same_answers(root, supposed, file->as_at + rand() % 3 * 90);
  }
}

static void test_odd(void **state) {
  (void)state;
  loader_text(session.loader, TEXT("odd.remit"), text_of(rules), &diags);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    CaseFiles files = {0};
    Text text = text_format("case odd \"Odd\" as at 2021-01-01\nuse odd\n%s", texts[i]);
    case_read_source(&session, source_of_text(TEXT("odd.case"), text), TEXT(""), &files);
    for (size_t m = 0; m < diags.all.count; m++)
      if (diags.all.at[m]->severity == DIAG_ERROR) fail_msg("%s", text_c(diags.all.at[m]->text));
    suppose_all(files.at[0], suppositions, sizeof suppositions / sizeof *suppositions, 150);
  }
}

static void test_example(void **state) {
  static const char *const written[] = {"vacancy_rate=30%",       "vacancy_rate=5%",      "trust_operational=no",
                                        "trust_operational=yes",  "ofsted=good",          "ofsted=inadequate",
                                        "direction_in_force=yes", "direction_in_force=no"};
  CaseFiles files = {0};
  (void)state;
  case_read(&session, TEXT("examples/doncaster.case"), TEXT(""), &files);
  assert_int_equal(files.count, 1);
  suppose_all(files.at[0], written, sizeof written / sizeof *written, 40);
}

/* While eval_stop is set nothing is worked out, and what is answered then is kept nowhere. */
static void test_stop(void **state) {
  CaseFiles files = {0};
  (void)state;
  case_read(&session, TEXT("examples/doncaster.case"), TEXT(""), &files);
  const CaseFile *file = files.at[0];
  World *stopped = world_make(file->program, file, (WorldOptions){0});
  World *fresh = world_make(file->program, file, (WorldOptions){0});
  for (size_t u = 0; u < file->program->units.count; u++) {
    const Unit *unit = file->program->units.at[u];
    const Node *reads = unit->layer_count && unit->layers[0].count ? unit->layers[0].branches[0].when : NULL;
    eval_stop = 1;
    Kept none = eval_unit(stopped, unit, file->as_at);
    if (reads) eval_node(stopped, reads, file->as_at);
    eval_stop = 0;
    assert_true(!value_certain(&none.value) && none.until == DAY_AFTER_TIME);
  }
  for (size_t u = 0; u < file->program->units.count; u++) {
    Kept after = eval_unit(stopped, file->program->units.at[u], file->as_at);
    Kept right = eval_unit(fresh, file->program->units.at[u], file->as_at);
    assert_true(value_same_all(&after.value, &right.value) && after.from == right.from && after.until == right.until);
  }
}

/* A chain longer than computations wait for each other, whose ends are read twice. */
static void test_chain(void **state) {
  CaseFiles files = {0};
  Sink rules = {0};
  (void)state;
  sink_c(&rules, "module chain\nfact x : yes/no\ndefine c0 when x\ndefine c1 when x\n");
  for (int i = 2; i < 60; i++) sink_format(&rules, "define c%d when c%d or c%d\n", i, i - 1, i - 2);
  loader_text(session.loader, TEXT("chain.remit"), sink_result(&rules), &diags);
  Text text = TEXT("case chain as at 2021-01-01\nuse chain\nx is yes from 2020-01-01\nx is no until 2020-01-01\n");
  case_read_source(&session, source_of_text(TEXT("chain.case"), text), TEXT(""), &files);
  assert_int_equal(files.count, 1);
  World *world = world_make(files.at[0]->program, files.at[0], (WorldOptions){0});
  const Unit *last = program_unit(files.at[0]->program, TEXT("c59"));
  Kept now = eval_unit(world, last, files.at[0]->as_at), before = eval_unit(world, last, files.at[0]->as_at - 400);
  assert_true(value_is_yes(&now.value) && value_is_no(&before.value));
  assert_int_equal(now.from, before.until);
}

static int open_all(void **state) {
  (void)state;
  mem_open();
  srand(3);
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_odd), cmocka_unit_test(test_example),
                                     cmocka_unit_test(test_stop),
                                     cmocka_unit_test(test_chain)};
  return cmocka_run_group_tests(tests, open_all, NULL);
}

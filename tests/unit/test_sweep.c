/* Stepping on a coarse random grid agrees with the breakpoints: for the facts of the examples that can be swept, and
 * for expressions that turn, whatever else is unknown. */
#include "unit.h"

#include <stdlib.h>

#include "study/sweep.h"

static Session session;
static Diags diags;

static const char odd_rules[] =
  "module odd \"Odd\"\n"
  "fact x : number\nfact y : number\nfact z : number\nfact p : yes/no\nfact q : yes/no\nfact d : date\nfact m : money\n"
  "event e \"E\"\n"
  "parameter limit \"L\" : number\n  is 3 from 2015-01-01\n  is 5 from 2020-06-01\n"
  "define hill when x * (10 - x) > z\n"
  "define ratio when m / (x + 1) > m / 4\n"
  "define opened when x > y\n"
  "define mixed when (x > 2.5 and p) or (y > 3 and q)\n"
  "define equal when x = z or x = y\n"
  "define inside when x is between limit and z + 1\n"
  "define band : number\n  gives 1 when x < 2\n  gives 2 when x < limit\n  gives 3 when p\n  gives 4 otherwise\n"
  "define high when band >= 3\n"
  "define ever_high when ever x > limit\n"
  "define once when (x > limit) at d\n"
  "define long_so when x > 4 for 12 months\n"
  "define told when y is known or x is known\n"
  "define cost : number\n  gives z / x\n"
  "define dear when cost > 2\n"
  "define some when at least 2 of (x > 1, x > y, x < 8, p)\n"
  "define changed when changes of band in last 24 months > 0\n"
  "define since_d when count of e since d >= 1\n"
  "define old when days from d to today > 400\n"
  "signature s \"S\"\n  indicator a \"a\" when x > 1\n  indicator b \"b\" when x < 6\n  indicator c \"c\" when old\n"
  "  raised when at least 2 indicators\n  severity high when all indicators\n  severity medium otherwise\n"
  "requirement r \"R\"\n  applies when p\n  must x > 4 by d + 6 months\n";

static const char *const odd_cases[] = {
  "z is 21\np is yes\nd is 2018-04-01\nm is £100\ne complete from 2010 until 2021-01-01\ne on 2019-03-01\n",
  "z is 4\nq is yes\ny is between 2 and 5\nd is 2020-08-15\nm is at least £3\n",
  "y is 7\np is no\nz is between 1 and 30\nd is 2016\n",
  "x is 1 from 2014 until 2019\nx is 9 from 2019\nz is 0\n",
};

/* ---- one sweep against its grid ---- */

static World *world_at(const Sweep *sweep, int64_t at) {
  Assertion *supposed = MEM_NEW(Assertion);
  *supposed = *sweep->supposed;
  supposed->value = sweep_value(sweep, at);
  return world_suppose_one(sweep->world, supposed);
}

static int64_t piece_of(const Sweep *sweep, int64_t at) {
  int64_t first = sweep->low;
  for (size_t i = 0; i < sweep->breaks.count && sweep->breaks.at[i].at <= at; i++) first = sweep->breaks.at[i].at;
  return first;
}

static bool excused(const Sweep *sweep, const Unit *unit) {
  for (size_t i = 0; i < sweep->moving.count; i++)
    if (sweep->moving.at[i] == unit) return true;
  for (size_t i = 0; i < sweep->open.count; i++)
    if (sweep->open.at[i].unit == unit) return true;
  return false;
}

static void check_point(const Sweep *sweep, int64_t at) {
  World *here = world_at(sweep, at), *piece = world_at(sweep, piece_of(sweep, at));
  const Program *program = sweep->world->program;
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    Value a = eval_unit(here, unit, sweep->day).value, b = eval_unit(piece, unit, sweep->day).value;
    if (shift_same(&a, &b) || excused(sweep, unit)) continue;
    fail_msg("%s differs between %lld and %lld", text_c(unit->subject.name), (long long)piece_of(sweep, at),
             (long long)at);
  }
}

/* Whole numbers and their neighbours are where authors put thresholds. */
static int64_t random_point(const Sweep *sweep) {
  int64_t steps = (sweep->high - sweep->low) / sweep->grid;
  int64_t at =
    sweep->low + (int64_t)(((uint64_t)rand() << 31 | (uint64_t)rand()) % (uint64_t)(steps + 1)) * sweep->grid;
  if (rand() % 2 && sweep->grid == 1 && sweep->high - sweep->low > DECIMAL_ONE)
    at = at / DECIMAL_ONE * DECIMAL_ONE + rand() % 3 - 1;
  return at < sweep->low ? sweep->low : at > sweep->high ? sweep->high : at;
}

static void check_sweep(World *world, Day day, const char *low, const char *high, int points) {
  CaseFile *file = (CaseFile *)(uintptr_t)world->case_file;
  Assertion *first = assertion_parse(world->program, file, source_of_text(TEXT("low"), text_of(low)), &diags);
  Assertion *last = assertion_parse(world->program, file, source_of_text(TEXT("high"), text_of(high)), &diags);
  assert_non_null(first);
  assert_non_null(last);
  Sweep *sweep = sweep_fact(world, day, first, last);
  for (size_t i = 0; i < sweep->breaks.count; i++) {
    assert_true(i == 0 || sweep->breaks.at[i - 1].at < sweep->breaks.at[i].at);
    assert_int_equal(sweep->breaks.at[i].at - sweep->breaks.at[i].before, sweep->grid);
  }
  for (int i = 0; i < points; i++) check_point(sweep, random_point(sweep));
}

/* ---- expressions that turn ---- */

static void test_odd(void **state) {
  (void)state;
  loader_text(session.loader, TEXT("odd.remit"), text_of(odd_rules), &diags);
  for (size_t i = 0; i < sizeof odd_cases / sizeof *odd_cases; i++) {
    CaseFiles files = {0};
    Text text = text_format("case odd \"Odd\" as at 2021-01-01\nuse odd\n%s", odd_cases[i]);
    case_read_source(&session, source_of_text(TEXT("odd.case"), text), TEXT(""), &files);
    for (size_t m = 0; m < diags.all.count; m++)
      if (diags.all.at[m]->severity == DIAG_ERROR) fail_msg("%s", text_c(diags.all.at[m]->text));
    World *world = world_make(files.at[0]->program, files.at[0], (WorldOptions){0});
    check_sweep(world, files.at[0]->as_at, "x=-3", "x=14", 60);
    check_sweep(world, files.at[0]->as_at, "x is 0 from 2020-03-01", "x is 12 from 2020-03-01", 40);
    check_sweep(world, files.at[0]->as_at, "y=0", "y=10", 40);
    check_sweep(world, files.at[0]->as_at, "z=-5", "z=40", 40);
    check_sweep(world, files.at[0]->as_at, "m=£0", "m=£1m", 40);
    check_sweep(world, files.at[0]->as_at, "d=2014-01-01", "d=2022-12-31", 40);
    check_sweep(world, files.at[0]->as_at, "limit=0", "limit=10", 40);
  }
}

/* ---- the examples ---- */

static const char *const ranges[][3] = {
  {"examples/doncaster.case", "vacancy_rate=0%", "vacancy_rate=60%"},
  {"examples/doncaster.case", "ofsted=inadequate", "ofsted=outstanding"},
  {"examples/doncaster.case", "churn_limit=0", "churn_limit=12"},
  {"examples/west_sussex.case", "caseload=0", "caseload=50"},
};

static void test_examples(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    CaseFiles files = {0};
    case_read(&session, text_of(ranges[i][0]), TEXT(""), &files);
    assert_int_equal(files.count, 1);
    World *world = world_make(files.at[0]->program, files.at[0], (WorldOptions){0});
    check_sweep(world, files.at[0]->as_at, ranges[i][1], ranges[i][2], 15);
  }
}

/* ---- the as-at date ---- */

static void test_as_at(void **state) {
  CaseFiles files = {0};
  (void)state;
  case_read(&session, TEXT("examples/doncaster.case"), TEXT(""), &files);
  World *world = world_make(files.at[0]->program, files.at[0], (WorldOptions){0});
  Day low = calendar_day(2013, 1, 1), high = calendar_day(2023, 1, 1);
  Sweep *sweep = sweep_as_at(world, low, high);
  for (int i = 0; i < 40; i++) {
    Day day = low + rand() % (high - low + 1), piece = (Day)piece_of(sweep, day);
    for (size_t u = 0; u < world->program->units.count; u++) {
      const Unit *unit = world->program->units.at[u];
      Value a = eval_unit(world, unit, day).value, b = eval_unit(world, unit, piece).value;
      if (!shift_same(&a, &b) && !excused(sweep, unit)) fail_msg("%s differs", text_c(unit->subject.name));
    }
  }
}

static int open_all(void **state) {
  (void)state;
  mem_open();
  srand(20);
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_odd), cmocka_unit_test(test_examples),
                                     cmocka_unit_test(test_as_at)};
  return cmocka_run_group_tests(tests, open_all, NULL);
}

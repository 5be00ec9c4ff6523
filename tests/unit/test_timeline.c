/* The law of timelines: what a period says of a day is what a run as at that day says; and every change has a cause. */
#include "unit.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "model/print.h"
#include "random_program.h"
#include "study/periods.h"

static const Standing *standing_on(const UnitPeriods *periods, Day day) {
  for (size_t i = 0; i < periods->at.count; i++)
    if (periods->at.at[i].from <= day && day < periods->at.at[i].until) return &periods->at.at[i];
  return NULL;
}

static Text words(const Unit *unit, const Value *value) {
  Sink sink = {0};
  print_cell(&sink, unit->type, value);
  sink_format(&sink, " %u", value->flags & (unsigned)(VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED));
  return sink_result(&sink);
}

/* Of a period that moves evenly the value of each day follows from the first. */
static bool says(const Unit *unit, const Standing *standing, Day day, const Value *value) {
  Value said = standing->value;
  if (standing->moves && standing->daily == 0) return true;
  if (standing->moves) said.low = said.high = said.low + standing->daily * (day - standing->from);
  if (!value_same(&said, value)) return false;
  return text_equal(words(unit, &said), words(unit, value));
}

static uint64_t checked;    /* conclusions on a day */

static void check_day(World *fresh, const UnitPeriods *periods, Day day, uint64_t seed) {
  const Standing *standing = standing_on(periods, day);
  Value value = eval_unit(fresh, periods->unit, day).value;
  checked++;
  assert_non_null(standing);
  if (says(periods->unit, standing, day, &value)) return;
  fail_msg("seed %d, %s on day %d: the timeline says %s, a run %s", (int)seed, text_c(periods->unit->subject.name), day,
           text_c(words(periods->unit, &standing->value)), text_c(words(periods->unit, &value)));
}

static void check_shape(const Periods *all, const UnitPeriods *periods) {
  Day day = all->from;
  for (size_t i = 0; i < periods->at.count; i++) {
    const Standing *standing = &periods->at.at[i];
    assert_int_equal(standing->from, day);
    assert_true(standing->until > day);
    assert_true((standing->causes.count > 0) == (i > 0));
    day = standing->until;
  }
  assert_int_equal(day, all->to + 1);
}

/* Both sides of every change, and some days in between; each day in a world of its own, which knows nothing yet. */
static void check_law(const CaseFile *file, Day from, Day to, unsigned days, uint64_t seed) {
  World *world = world_make(file->program, file, (WorldOptions){0});
  PeriodUnits units = periods_all_units(file->program);
  Periods all = periods_make(world, &units, from, to);
  Dice dice = {seed, false};
  for (size_t u = 0; u < all.units.count; u++) check_shape(&all, &all.units.at[u]);
  for (unsigned i = 0; i < days; i++) {
    World *fresh = world_make(file->program, file, (WorldOptions){0});
    Day day = from + (Day)roll(&dice, (unsigned)(to - from + 1));
    for (size_t u = 0; u < all.units.count; u++) check_day(fresh, &all.units.at[u], day, seed);
  }
  World *edges = world_make(file->program, file, (WorldOptions){0});
  for (size_t u = 0; u < all.units.count; u++)
    for (size_t i = 0; i < all.units.at[u].at.count; i++) {
      check_day(edges, &all.units.at[u], all.units.at[u].at.at[i].from, seed);
      check_day(edges, &all.units.at[u], all.units.at[u].at.at[i].until - 1, seed);
    }
}

static void the_law_over_random_programs(void **state) {
  (void)state;
  const char *asked = getenv("REMIT_TRIALS");
  uint64_t trials = asked ? strtoull(asked, NULL, 10) : 12;
  for (uint64_t seed = 0; seed < trials; seed++) {
    const CaseFile *file = random_case(seed, true);
    if (file) check_law(file, calendar_day(2011, 6, 1), calendar_day(2017, 1, 1), 4, seed);
  }
  if (asked) print_message("%lu answers of a timeline were those of a run on the day\n", (unsigned long)checked);
}

static int examples_only(const struct dirent *entry) {
  const char *dot = strrchr(entry->d_name, '.');
  return dot != NULL && strcmp(dot, ".case") == 0;
}

static void the_law_over_examples(void **state) {
  (void)state;
  struct dirent **files;
  Session session;
  Diags diags = {0};
  CaseFiles cases = {0};
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  int count = scandir("examples", &files, examples_only, alphasort);
  for (int i = 0; i < count; i++) {
    case_read(&session, text_format("examples/%s", files[i]->d_name), TEXT(""), &cases);
    free(files[i]);
  }
  if (count > 0) free(files);
  assert_true(cases.count > 10);
  for (size_t i = 0; i < cases.count; i++)
    check_law(cases.at[i], calendar_day(2012, 1, 1), calendar_day(2023, 1, 1), 3, i);
}

/* ---- causes, and moving values ---- */

static const CaseFile *one_case(const char *rules, const char *facts) {
  Session *session = MEM_NEW(Session);
  Diags *diags = MEM_NEW(Diags);
  CaseFiles *cases = (CaseFiles *)mem_alloc(sizeof *cases);
  session_open(session, TEXT(""), TEXT("/nowhere"), diags);
  loader_text(session->loader, TEXT("m.remit"), text_format("module m \"m\"\n%s", rules), diags);
  case_read_source(session,
                   source_of_text(TEXT("k.case"), text_format("case k1 \"K\" as at 2020-01-01\nuse m\n%s", facts)),
                   TEXT(""), cases);
  for (size_t i = 0; i < diags->all.count; i++)
    if (diags->all.at[i]->severity == DIAG_ERROR) fail_msg("%s", text_c(diags->all.at[i]->text));
  assert_int_equal(cases->count, 1);
  return cases->at[0];
}

static UnitPeriods periods_of(const CaseFile *file, const char *name, Day from, Day to) {
  PeriodUnits units = {0};
  list_push(&units, program_unit(file->program, text_of(name)));
  return periods_make(world_make(file->program, file, (WorldOptions){0}), &units, from, to).units.at[0];
}

static const CauseKind *kinds_of(const UnitPeriods *periods) {
  static CauseKind kinds[16];
  for (size_t i = 1; i < periods->at.count && i < 16; i++) {
    assert_int_equal(periods->at.at[i].causes.count, 1);
    kinds[i] = periods->at.at[i].causes.at[0].kind;
  }
  return kinds;
}

static void an_event_leaves_its_window(void **state) {
  (void)state;
  const CaseFile *file =
    one_case("event e \"E\"\nparameter limit : count\n  is 1 from 2000-01-01\n  is 2 from 2016-01-01\n"
             "define d when count of e in last 12 months >= limit\n",
             "e on 2014-03-01, 2015-06-01\ne complete from 2000 until 2030-01-01\n");
  UnitPeriods periods = periods_of(file, "d", calendar_day(2013, 1, 1), calendar_day(2019, 1, 1));
  const CauseKind *kinds = kinds_of(&periods);
  assert_int_equal(periods.at.count, 5);
  assert_int_equal(periods.at.at[1].from, calendar_day(2014, 3, 1));
  assert_int_equal(kinds[1], CAUSE_EVENT);
  assert_int_equal(periods.at.at[2].from, calendar_day(2015, 3, 1));
  assert_int_equal(kinds[2], CAUSE_EVENT_LEFT);
  assert_int_equal(kinds[3], CAUSE_EVENT);
  assert_int_equal(periods.at.at[4].from, calendar_day(2016, 1, 1));
  assert_int_equal(kinds[4], CAUSE_PARAMETER);
}

static void deadlines_dates_and_commencement(void **state) {
  (void)state;
  const CaseFile *file = one_case("party p \"P\"\nfact a : yes/no\nfact a2 : yes/no\nfact day : date\nrequirement k "
                                  "\"k\"\n  on p\n  must a by 2015-03-31\n"
                                  "right r \"r\" in force from 2014-05-01\n  liberty of p\n  held when today < day\n"
                                  "define old when (not a) for 12 months\n",
                                  "a is no from 2014-01-01\na is yes from 2016-01-01\nday is 2015-01-01\n");
  Day from = calendar_day(2014, 2, 1), to = calendar_day(2019, 1, 1);
  UnitPeriods k = periods_of(file, "k", from, to), r = periods_of(file, "r", from, to),
              old = periods_of(file, "old", from, to);
  assert_int_equal(k.at.count, 2);
  assert_int_equal(k.at.at[1].from, calendar_day(2015, 4, 1));
  assert_int_equal(kinds_of(&k)[1], CAUSE_DEADLINE);
  assert_int_equal(r.at.count, 3);
  assert_int_equal(kinds_of(&r)[1], CAUSE_COMMENCED);
  assert_int_equal(kinds_of(&r)[2], CAUSE_DATE);
  assert_int_equal(old.at.count, 3);
  assert_int_equal(old.at.at[1].from, calendar_day(2014, 12, 31));
  assert_int_equal(kinds_of(&old)[2], CAUSE_FACT);
}

static void what_moves_is_one_period(void **state) {
  (void)state;
  const CaseFile *file = one_case("fact day : date\ndefine age : count\n  gives days from day to today\n"
                                  "define months : count\n  gives months from day to today\n", "day is 2014-01-31\n");
  UnitPeriods age = periods_of(file, "age", calendar_day(2014, 2, 1), calendar_day(2019, 1, 1));
  UnitPeriods months = periods_of(file, "months", calendar_day(2014, 2, 1), calendar_day(2014, 12, 31));
  assert_int_equal(age.at.count, 1);
  assert_true(age.at.at[0].moves);
  assert_int_equal(age.at.at[0].daily, DECIMAL_ONE);
  assert_int_equal(months.at.count, 12);
  assert_false(months.at.at[0].moves);
  assert_int_equal(months.at.at[1].from, calendar_day(2014, 2, 28));
}

/* ---- what it costs, by counting ---- */

/* 300 facts, each read by one definition, which another reads; `changes` of them turn, each on a day of its own. */
static Periods counted(unsigned changes, Day to) {
  Sink rules = {0}, facts = {0};
  for (unsigned i = 0; i < 300; i++) {
    sink_format(&rules, "fact f%u : yes/no\ndefine a%u when f%u\ndefine b%u when a%u and f%u\n", i, i, i, i, i, i);
    sink_format(&facts, "f%u is no from 2010-01-01\n", i);
  }
  for (unsigned i = 0; i < changes; i++) {
    char day[DATE_ROOM];
    calendar_print(calendar_day(2012, 1, 1) + (Day)i, day);
    sink_format(&facts, "f%u is yes from %s\n", i, day);
  }
  const CaseFile *file = one_case(text_c(sink_result(&rules)), text_c(sink_result(&facts)));
  PeriodUnits units = periods_all_units(file->program);
  return periods_make(world_make(file->program, file, (WorldOptions){0}), &units, calendar_day(2011, 1, 1), to);
}

/* A deadline looks back over all days: one answer for each of them took seconds (the second evaluator, seed 100300). */
static void since_an_unknown_day_stands_until_it(void **state) {
  (void)state;
  const CaseFile *file =
    one_case("event e \"E\"\nfact day : date\ndefine d when count of e since day >= 1\n",
             "e on 2014-03-01\ne complete from 2000 until 2030-01-01\nday is at most 2019-01-01\n");
  World *world = world_make(file->program, file, (WorldOptions){0});
  Kept kept = eval_unit(world, program_unit(file->program, TEXT("d")), calendar_day(2016, 1, 1));
  assert_false(value_certain(&kept.value));
  assert_true(kept.from <= calendar_day(2014, 3, 2));
  assert_int_equal(kept.until, calendar_day(2019, 1, 1));
}

/* Each conclusion once, and once more for each change that touches it: neither the days nor the other changes count. */
static void a_timeline_evaluates_what_changes_touch(void **state) {
  (void)state;
  const unsigned changes[] = {0, 1, 10, 300};
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    Periods once = counted(changes[i], calendar_day(2014, 1, 1)), longer = counted(changes[i], calendar_day(2180, 1, 1));
    assert_int_equal(once.evaluations, 600 + 2 * changes[i]);
    assert_int_equal(longer.evaluations, once.evaluations);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_timeline_evaluates_what_changes_touch),
    cmocka_unit_test(since_an_unknown_day_stands_until_it),
    cmocka_unit_test(an_event_leaves_its_window),
    cmocka_unit_test(deadlines_dates_and_commencement),
    cmocka_unit_test(what_moves_is_one_period),
    cmocka_unit_test(the_law_over_examples),
    cmocka_unit_test(the_law_over_random_programs),
  };
  return UNIT_RUN(tests);
}

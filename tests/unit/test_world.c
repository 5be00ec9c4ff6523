/* Worlds: what counts, plans, suppositions. */
#include "cases.h"

static Cases cases;

static World *world_of(const char *statements, WorldOptions options) {
  cases_open(&cases);
  const char *head =
    "case x\nuse m\nsource old \"Old\" dated 2015\nsource new \"New\" dated 2020-03\nsource undated \"Undated\"\n";
  CaseFile *file = cases_one(&cases, "x.case", text_c(text_format("%s%s", head, statements)));
  return world_make(file->program, file, options);
}

static World *plain(const char *statements) { return world_of(statements, (WorldOptions){0}); }

/* ---- the root ---- */

static void nothing_is_assumed(void **state) {
  (void)state;
  World *world = plain("");
  assert_string_equal(cases_fact(world, "operating"), "unknown");
  assert_string_equal(cases_event(world, "change"), "");
  assert_int_equal(world_first_said(world, SYMBOL_FACT, cases_index(world, "operating")), DAY_AFTER_TIME);
}

static void statements_make_histories(void **state) {
  (void)state;
  World *world = plain(
    "ofsted is weak from 2015-01-01 cite old\nofsted is good from 2017-11-01\nrate is at least 20% until 2014-10-01\n"
    "scope includes care\nscope excludes help\ngrade[leaders] is good\nchange on 2019-04, 2021-01-15\n"
    "change complete from 2015 until 2022-08-31\n");
  assert_string_equal(cases_fact(world, "ofsted"), "unknown | 2015-01-01 weak stated | 2017-11-01 good uncited");
  assert_string_equal(cases_fact(world, "rate"), "20%.. | 2014-10-01 unknown");
  assert_string_equal(cases_fact(world, "scope"), "care, education?");
  assert_string_equal(cases_fact(world, "grade[leaders]"), "good uncited");
  assert_string_equal(cases_fact(world, "grade[practice]"), "unknown");
  assert_string_equal(cases_event(world, "change"),
                      "2019-04-01..2019-04-30 2021-01-15 complete 2015-12-31..2022-08-31");
  assert_int_equal(world_first_said(world, SYMBOL_FACT, cases_index(world, "ofsted")), calendar_day(2015, 1, 1));
  assert_int_equal(world_first_said(world, SYMBOL_FACT, cases_index(world, "rate")), DAY_BEFORE_TIME);
  assert_int_equal(world_first_said(world, SYMBOL_EVENT, cases_index(world, "change")), calendar_day(2015, 12, 31));
}

static void records_of_modules_join(void **state) {
  (void)state;
  assert_string_equal(cases_fact(plain(""), "settled"), "unknown | 2014-05-01 yes stated");
  World *world = plain("settled is no until 2014-06-01 cite old\n");
  assert_string_equal(cases_fact(world, "settled"), "no stated | 2014-05-01 unknown! | 2014-06-01 yes stated");
  const History *history = world_fact(world, cases_index(world, "settled"));
  const Assertion *record = world_assertion(world, history->steps[2].tags[0]);
  assert_text(record->file->path, "m.remit");
}

static void as_known_counts_what_was_dated_or_recorded_by_then(void **state) {
  (void)state;
  const char *statements =
    "ofsted is weak from 2014-01-01 cite old\nofsted is good from 2019-01-01 cite new\nsize is 4\n"
    "operating is yes recorded 2015-06-01\nnote is \"n\" cite undated\nlevel is 3 cite undated, old\n";
  World *world = world_of(statements, (WorldOptions){.as_known = true, .known_on = calendar_day(2020, 3, 30)});
  assert_string_equal(cases_fact(world, "ofsted"), "unknown | 2014-01-01 weak stated");
  assert_string_equal(cases_fact(world, "size"), "unknown");
  assert_string_equal(cases_fact(world, "operating"), "yes uncited");
  assert_string_equal(cases_fact(world, "note"), "unknown");
  assert_string_equal(cases_fact(world, "level"), "3 stated");
  assert_int_equal(world->left_out.count, 3);
  world = world_of(statements, (WorldOptions){.as_known = true, .known_on = calendar_day(2020, 3, 31)});
  assert_string_equal(cases_fact(world, "ofsted"), "unknown | 2014-01-01 weak stated | 2019-01-01 good stated");
  assert_int_equal(world->left_out.count, 2);
  world = world_of(statements, (WorldOptions){.as_known = true, .known_on = calendar_day(2014, 12, 30)});
  assert_string_equal(cases_fact(world, "settled"), "unknown");
}

/* ---- plans ---- */

static void plans_play_no_part_unless_taken_as_carried_out(void **state) {
  (void)state;
  const char *statements =
    "operating is yes from 2014-10-01 cite old\noperating is no from 2022-09-01 planned cite old\n"
    "change on 2019\nchange on 2023 planned\n";
  World *world = plain(statements);
  assert_string_equal(cases_fact(world, "operating"), "unknown | 2014-10-01 yes stated");
  assert_string_equal(cases_event(world, "change"), "2019-01-01..2019-12-31");
  assert_int_equal(world->plans.count, 2);
  world = world_of(statements, (WorldOptions){.as_planned = true});
  assert_string_equal(cases_fact(world, "operating"), "unknown | 2014-10-01 yes stated | 2022-09-01 no supposed");
  assert_string_equal(cases_event(world, "change"), "2019-01-01..2019-12-31 2023-01-01..2023-12-31");
  assert_int_equal(world->plans.count, 2);
}

static void a_plan_replaces_what_is_stated_over_its_period(void **state) {
  (void)state;
  WorldOptions planned = {.as_planned = true};
  World *world = world_of("ofsted is weak\nofsted is good from 2016-01-01 until 2017-01-01 planned\n", planned);
  assert_string_equal(cases_fact(world, "ofsted"), "weak uncited | 2016-01-01 good supposed | 2017-01-01 weak uncited");
  world = world_of("ofsted is weak\nofsted is good from 2016 planned\nofsted is outstanding from 2018-01-01 planned\n",
                   planned);
  assert_string_equal(
    cases_fact(world, "ofsted"),
    "weak uncited | 2016-01-01~ weak|good | 2016-12-31 good supposed | 2018-01-01 outstanding supposed");
  world = world_of("scope is care\nscope includes help from 2016-01-01 planned\n", planned);
  assert_string_equal(cases_fact(world, "scope"), "care uncited | 2016-01-01 care, help supposed");
}

/* ---- suppositions ---- */

typedef struct What {
  const char *statements, *suppositions, *fact, *line;
} What;

static void the_first_supposition_puts_aside_and_later_ones_join(void **state) {
  static const What rows[] = {
    {"operating is no from 2014-01-01\n", "operating=yes", "operating", "yes supposed"},
    {"operating is no from 2014-01-01\n", "operating is yes from 2016-01-01 until 2017-01-01", "operating",
     "unknown | 2014-01-01 no uncited | 2016-01-01 yes supposed | 2017-01-01 no uncited"},
    {"ofsted is weak from 2015-01-01\nofsted is good from 2017-11-01\n",
     "ofsted is outstanding from 2016-01-01 until 2018-01-01", "ofsted",
     "unknown | 2015-01-01 weak uncited | 2016-01-01 outstanding supposed | 2018-01-01 good uncited"},
    {"ofsted is weak\n", "ofsted is good from 2016", "ofsted",
     "weak uncited | 2016-01-01~ weak|good | 2016-12-31 good supposed"},
    {"ofsted is weak\n", "ofsted is good until 2016", "ofsted",
     "good supposed | 2016-01-01~ weak|good | 2016-12-31 weak uncited"},
    /* More than one change may lie in these: what was before is none of the two. */
    {"ofsted is weak until 2016-01-01\nofsted is inadequate from 2016-01-01\n", "ofsted is good from 2016", "ofsted",
     "weak uncited | 2016-01-01 inadequate|good | 2016-12-31 good supposed"},
    {"ofsted is weak until 2016\nofsted is good from 2016\n", "ofsted is outstanding until 2016-06-01", "ofsted",
     "outstanding supposed | 2016-06-01 weak|good | 2016-12-31 good uncited"},
    {"ofsted is weak from 2015-01-01\n",
     "ofsted is good from 2016-01-01 until 2017-01-01;ofsted is outstanding from 2018-01-01", "ofsted",
     "unknown | 2015-01-01 weak uncited | 2016-01-01 good supposed | 2017-01-01 weak uncited | 2018-01-01 outstanding "
     "supposed"},
    {"ofsted is weak\n", "ofsted is good;ofsted is outstanding from 2018-01-01", "ofsted",
     "good supposed | 2018-01-01 outstanding supposed"},
    {"ofsted is weak\n", "ofsted is good;ofsted is outstanding", "ofsted", "good|outstanding!"},
    {"size is 4\n", "size is unknown", "size", "unknown"},
    {"settled is no\n", "settled=no", "settled", "no supposed"},
    {"scope is care\n", "scope includes help", "scope", "care, help supposed"},
    {"scope is care\n", "scope excludes care", "scope", "none supposed"},
    {"scope is care\n", "scope is help", "scope", "help supposed"},
    {"scope is care\n", "scope includes help;scope excludes care", "scope", "help supposed"},
    {"scope is care\n", "scope includes help from 2016-01-01", "scope",
     "care uncited | 2016-01-01 care, help supposed"},
    {"scope is care\n", "scope=care|help", "scope", "care, help supposed"},
    {"rate is 20%\n", "rate=at least 30%", "rate", "30%.."},
    {"note is \"a\"\n", "note=plain words", "note", "\"plain words\" supposed"},
    {"grade[leaders] is weak\n", "grade[leaders]=good", "grade[leaders]", "good supposed"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    World *root = plain(rows[i].statements), *child = cases_suppose(&cases, root, rows[i].suppositions);
    const char *before = cases_fact(root, rows[i].fact);
    assert_string_equal(cases_fact(child, rows[i].fact), rows[i].line);
    assert_string_equal(cases_fact(root, rows[i].fact), before);
  }
}

static void events_are_supposed(void **state) {
  static const What rows[] = {
    {"change on 2019-04-01\nchange complete from 2015-01-01\n", "change on 2020-01-01", "change", "2020-01-01"},
    {"change on 2019-04-01\nchange complete from 2015-01-01\n", "change=2020-01-01|2021", "change",
     "2020-01-01 2021-01-01..2021-12-31"},
    {"change on 2019-04-01, 2020-06-01\n", "change none from 2020-01-01 until 2021-01-01", "change",
     "2019-04-01 complete 2020-01-01..2021-01-01"},
    {"change on 2019-04-01, 2020-06-01\n", "change complete from 2019-01-01 until 2021-01-01", "change",
     "2019-04-01 2020-06-01 complete 2019-01-01..2021-01-01"},
    {"change on 2019\nchange complete from 2018-01-01 until 2022-01-01\n",
     "change none from 2019-07-01 until 2020-01-01", "change",
     " complete 2018-01-01..2019-01-01 complete 2019-07-01..2020-01-01 complete 2020-01-01..2022-01-01"},
    {"change on 2019-04-01\n", "change=none", "change", " complete .."},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    World *child = cases_suppose(&cases, plain(rows[i].statements), rows[i].suppositions);
    assert_string_equal(cases_event(child, rows[i].fact), rows[i].line);
  }
}

static void parameters_are_supposed(void **state) {
  (void)state;
  World *root = plain("");
  uint32_t most = cases_index(root, "most");
  assert_string_equal(cases_parameter(root, "most"), "unknown | 2013-01-01 2 uncited | 2021-04-01 3 uncited");
  World *child = cases_suppose(&cases, root, "operating=yes;most=5");
  assert_string_equal(cases_parameter(child, "most"), "5 supposed");
  const Step *step = world_parameter(child, most)->steps;
  assert_ptr_equal(world_parameter_assertion(child, most, step->tags[0]), child->supposed.at[1]);
  child = cases_suppose(&cases, root, "most is 7 from 2015-01-01 until 2022-01-01");
  assert_string_equal(cases_parameter(child, "most"),
                      "unknown | 2013-01-01 2 uncited | 2015-01-01 7 supposed | 2022-01-01 3 uncited");
  assert_null(world_parameter_assertion(child, most, world_parameter(child, most)->steps[1].tags[0]));
}

static void children_of_children_hold_all_suppositions(void **state) {
  (void)state;
  World *root = plain("operating is no\nofsted is weak\nsize is 3\n");
  World *child = cases_suppose(&cases, root, "ofsted is good;operating=yes");
  World *grandchild = cases_suppose(&cases, child, "ofsted is outstanding from 2020-01-01;size=4");
  assert_ptr_equal(grandchild->parent, root);
  assert_int_equal(grandchild->supposed.count, 4);
  assert_string_equal(cases_fact(grandchild, "ofsted"), "good supposed | 2020-01-01 outstanding supposed");
  assert_string_equal(cases_fact(grandchild, "operating"), "yes supposed");
  assert_string_equal(cases_fact(grandchild, "size"), "4 supposed");
  assert_string_equal(cases_fact(child, "size"), "3 uncited");
  assert_int_equal(grandchild->change_count, 3);
  assert_ptr_equal(world_suppose(grandchild, &child->supposed), grandchild);
  const Step *last = &world_fact(grandchild, cases_index(root, "ofsted"))->steps[1];
  assert_ptr_equal(world_assertion(grandchild, last->tags[last->tag_count - 1]), grandchild->supposed.at[2]);
}

static void suppositions_lie_over_plans(void **state) {
  (void)state;
  World *root =
    world_of("ofsted is weak\nofsted is good from 2016-01-01 planned\n", (WorldOptions){.as_planned = true});
  World *child = cases_suppose(&cases, root, "ofsted is outstanding from 2017-01-01 until 2018-01-01");
  assert_string_equal(
    cases_fact(child, "ofsted"),
    "weak uncited | 2016-01-01 good supposed | 2017-01-01 outstanding supposed | 2018-01-01 good supposed");
}

static void wrong_suppositions_are_refused(void **state) {
  static const char *const lines[] = {"operating",
                                      "operating=maybe",
                                      "nothing=yes",
                                      "operating=yes planned",
                                      "operating is yes planned",
                                      "change is yes",
                                      "operating on 2015",
                                      "most on 2015",
                                      "",
                                      "=",
                                      "operating=",
                                      "ofsted is good from 2016 until 2015"};
  (void)state;
  World *world = plain("");
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    size_t errors = cases.diags.errors;
    assert_null(assertion_parse(world->program, NULL, source_of_text(TEXT("--set"), text_of(lines[i])), &cases.diags));
    if (cases.diags.errors != errors + 1) fail_msg("%s: %zu errors", lines[i], cases.diags.errors - errors);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_is_assumed),
    cmocka_unit_test(statements_make_histories),
    cmocka_unit_test(records_of_modules_join),
    cmocka_unit_test(as_known_counts_what_was_dated_or_recorded_by_then),
    cmocka_unit_test(plans_play_no_part_unless_taken_as_carried_out),
    cmocka_unit_test(a_plan_replaces_what_is_stated_over_its_period),
    cmocka_unit_test(the_first_supposition_puts_aside_and_later_ones_join),
    cmocka_unit_test(events_are_supposed),
    cmocka_unit_test(parameters_are_supposed),
    cmocka_unit_test(children_of_children_hold_all_suppositions),
    cmocka_unit_test(suppositions_lie_over_plans),
    cmocka_unit_test(wrong_suppositions_are_refused),
  };
  return UNIT_RUN(tests);
}

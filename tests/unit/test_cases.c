/* Reading cases: the three forms agree, every mistake has its message and place, and what is written reads back. */
#include "cases.h"

static Cases cases;

/* ---- mistakes: one message each ---- */

typedef struct Bad {
  const char *path, *text;
  unsigned code, line, column;
  const char *words;        /* some of the message, or of its mend */
} Bad;

#define CASE "case x\nuse m\n"
#define JSON "{\"case\":\"x\",\"use\":\"m\",\n"
#define CSV "case,use,"

static const Bad bad_cases[] = {
  {"x.case", "", 5, 1, 1, "the file says nothing"},
  {"x.case", " \n\t\n", 5, 1, 1, "the file says nothing"},
  {"x.case", "use m\n", 508, 1, 1, "a case file begins with `case`"},
  {"x.case", "case x\nuse m\ncase y\n", 508, 3, 6, "a file holds one case"},
  {"x.case", "case x\n", 506, 1, 1, "names no module"},
  {"x.case", "case x\nuse m\nuse other\n", 508, 3, 5, "one module"},
  {"x.case", "case x\nuse nowhere\n", 203, 2, 5, "there is no module `nowhere`"},
  {"x.case", "case x as at 2015-12\nuse m\n", 509, 1, 14, "one day"},
  {"x.case", "case x\nuse other\nrate is 20%\nsize is 3\n", 507, 2, 5, "for another module"},
  {"x.case", "case x\nuse other\nrate is 20%\n", 201, 3, 1, "rate"},
  {"x.case", CASE "oprating is yes\n", 201, 3, 1, "did you mean `operating`?"},
  {"x.case", CASE "ofsted is god\n", 207, 3, 11, "did you mean `good`?"},
  {"x.case", CASE "rate is 20\n", 303, 3, 9, "20%"},
  {"x.case", CASE "ofsted is good from 2015 until 2014\n", 307, 3, 32, "`until` must be after `from`"},
  {"x.case", CASE "ofsted is good from 2015-02 until 2015-02-01\n", 307, 3, 35, "`until` must be after `from`"},
  {"x.case", CASE "change complete from 2015 until 2014\n", 307, 3, 33, "`until` must be after `from`"},
  {"x.case", CASE "size is between 10 and 7\n", 501, 3, 17, "the larger comes first"},
  {"x.case", CASE "ofsted is between good and weak\n", 501, 3, 19, "the larger comes first"},
  {"x.case", CASE "begun is between 2016 and 2015\n", 501, 3, 18, "the larger comes first"},
  {"x.case", CASE "notice is between 3 months and 100 days\n", 501, 3, 19, "different units"},
  {"x.case", CASE "size is 1234567890123\n", 108, 3, 9, "too large"},
  {"x.case", CASE "begun is 2023-02-29\n", 111, 3, 10, "2023-02-29"},
  {"x.case", CASE "change is yes\n", 502, 3, 1, "`change` is an event, not a fact"},
  {"x.case", CASE "change is none\n", 502, 3, 1, "write `change none from"},
  {"x.case", CASE "ofsted on 2015\n", 502, 3, 1, "`ofsted` is a fact, not an event"},
  {"x.case", CASE "ofsted none from 2015\n", 502, 3, 1, "`ofsted` is a fact, not an event"},
  {"x.case", CASE "scope none\n", 502, 3, 1, "write `scope is none`"},
  {"x.case", CASE "ofsted includes good\n", 503, 3, 17, "not a set"},
  {"x.case", CASE "ofsted is none\n", 503, 3, 1, "not a set"},
  {"x.case", CASE "ofsted is good, weak\n", 503, 3, 11, "it has one value"},
  {"x.case", CASE "scope is one of (care, help)\n", 503, 3, 18, "member by member"},
  {"x.case", CASE "run_by is at least trust\n", 302, 3, 20, "no order"},
  {"x.case", CASE "most is 4\n", 504, 3, 1, "a parameter of the rules"},
  {"x.case", CASE "operating is yes cite nobody\n", 213, 3, 23, "no source called `nobody`"},
  {"x.case", CASE "operating is yes\noperating is yes\n", 505, 4, 1, "word for word"},
  {"x.case", CASE "change on 2015\nchange on 2015\n", 505, 4, 1, "word for word"},
  {"x.case", CASE "source s \"S\"\nsource s \"T\"\nsize is 1 cite s\n", 202, 4, 8, "declared twice"},
  {"x.case", CASE "party nobody \"N\"\n", 201, 3, 7, "no party called `nobody`"},
  {"x.case", CASE "grade is good\n", 209, 3, 1, "say which member"},
  {"x.case", CASE "grade[leader] is good\n", 207, 3, 7, "did you mean `leaders`?"},
};

static const Bad bad_json[] = {
  {"x.json", "{\"use\":\"m\",}", 601, 1, 12, "a comma stands before this bracket"},
  {"x.json", JSON "\"facts\":{\"size\":NaN}}", 601, 2, 17, "no number in JSON"},
  {"x.json", JSON "\"facts\":{\"size\":1,\"size\":2}}", 602, 2, 19, "stands twice"},
  {"x.json", "[3]", 603, 1, 2, "a case"},
  {"x.json", "{\"case\":\"x\",\"facts\":{}}", 506, 1, 1, "names no module"},
  {"x.json", "{\"use\":\"Not a name\"}", 606, 1, 9, "cannot be the name of a module"},
  {"x.json", "{\"use\":3}", 603, 1, 8, "the name of a module is due here, not a number"},
  {"x.json", "{\"use\":\"m\",\"as_at\":\"2020-02-30\"}", 605, 1, 21, "no day `2020-02-30`"},
  {"x.json", "{\"use\":\"m\",\"as_at\":\"2020\"}", 509, 1, 21, "one day"},
  {"x.json", "{\"use\":\"m\",\"fact\":{}}", 604, 1, 13, "did you mean `facts`?"},
  {"x.json", "{\"use\":\"other\",\"facts\":{\"rate\":1,\"size\":2}}", 507, 1, 9, "for another module"},
  {"x.json", JSON "\"facts\":[]}", 603, 2, 9, "an object of facts by name is due here, not a list"},
  {"x.json", JSON "\"facts\":{\"ofsted\":\"god\"}}", 207, 2, 20, "did you mean `good`?"},
  {"x.json", JSON "\"facts\":{\"oprating\":true}}", 201, 2, 11, "did you mean `operating`?"},
  {"x.json", JSON "\"facts\":{\"grade[leader]\":\"good\"}}", 207, 2, 17, "did you mean `leaders`?"},
  {"x.json", JSON "\"facts\":{\"no name\":true}}", 606, 2, 11, "cannot be the name of a fact"},
  {"x.json", JSON "\"facts\":{\"operating\":\"maybe\"}}", 303, 2, 23, "yes or no is due here"},
  {"x.json", JSON "\"facts\":{\"size\":true}}", 303, 2, 17, "a count is due here"},
  {"x.json", JSON "\"facts\":{\"size\":1.5}}", 303, 2, 17, "fraction"},
  {"x.json", JSON "\"facts\":{\"level\":1e12}}", 607, 2, 18, "12 digits before the point"},
  {"x.json", JSON "\"facts\":{\"level\":1e-7}}", 607, 2, 18, "6 digits after the point"},
  {"x.json", JSON "\"facts\":{\"rate\":0.2}}", 303, 2, 17, "a percentage is due here"},
  {"x.json", JSON "\"facts\":{\"size\":\"between 10 and 7\"}}", 501, 2, 26, "the larger comes first"},
  {"x.json", JSON "\"facts\":{\"size\":[1]}}", 603, 2, 18, "an object such as"},
  {"x.json", JSON "\"facts\":{\"size\":{\"from\":\"2015\"}}}", 603, 2, 17, "lacks the key \"value\""},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":[1,2]}}}", 603, 2, 26, "a value is due here, not a list"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":null}}}", 603, 2, 26, "a value is due here, not null"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":{}}}}", 603, 2, 26, "a value is due here, not an object"},
  {"x.json", JSON "\"facts\":{\"scope\":{\"includes\":\"none\"}}}", 603, 2, 30, "the name of a member"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"cite\":5}}}", 603, 2, 35, "the name of a source is due here, not a number"},
  {"x.json", "{\"use\":\"m\",\"as_at\":\"1800-01-01\"}", 605, 1, 21, "outside the dates that can be used"},
  {"x.json", JSON "\"events\":{\"change\":[{\"on\":[\"2015\"]},\"2016\"]}}", 603, 2, 37, "an object such as"},
  {"x.json", JSON "\"sources\":{\"s\":{\"label\":\"S\",\"basis\":\"good\"}}}", 603, 2, 37, "\"stated\", \"implied\""},
  {"x.json", JSON "\"sources\":{\"s\":{\"label\":\"S\",\"dated\":true}}}", 603, 2, 37, "a date in quotes"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"from\":\"between 2016 and 2015\"}}}", 501, 2, 36, "date"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"form\":\"2015\"}}}", 604, 2, 29, "did you mean `from`?"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"from\":\"2015\",\"until\":\"2014\"}}}", 307, 2, 51,
   "`until` must be after `from`"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"from\":\"soon\"}}}", 605, 2, 36,
   "a date is due here, not `soon`"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"from\":true}}}", 603, 2, 35, "a date in quotes"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"cite\":\"nobody\"}}}", 213, 2, 36, "no source called `nobody`"},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"cite\":{\"source\":\"book\",\"as\":\"fact\"}}}}", 603, 2, 57,
   "\"stated\", \"implied\""},
  {"x.json", JSON "\"facts\":{\"size\":{\"value\":1,\"planned\":\"yes\"}}}", 603, 2, 38, "true or false is due here"},
  {"x.json", JSON "\"facts\":{\"scope\":{\"includes\":\"care\",\"excludes\":\"help\"}}}", 603, 2, 38, "one statement"},
  {"x.json", JSON "\"facts\":{\"scope\":[\"care\",\"hlp\"]}}", 207, 2, 27, "did you mean `help`?"},
  {"x.json", JSON "\"facts\":{\"note\":\"a\\u0000b\"}}", 608, 2, 17, "a NUL byte is written here as an escape"},
  {"x.json", JSON "\"facts\":{\"change\":[\"2015\"]}}", 502, 2, 11, "`change` is an event"},
  {"x.json", JSON "\"events\":{\"size\":[\"2015\"]}}", 502, 2, 12, "`size` is a fact"},
  {"x.json", JSON "\"events\":{\"change\":[\"2015\",\"x\"]}}", 605, 2, 29, "a date is due here, not `x`"},
  {"x.json", JSON "\"events\":{\"change\":{\"complete\":[[\"2015\",\"2016\",\"2017\"]]}}}", 603, 2, 33,
   "a period is due here"},
  {"x.json", JSON "\"sources\":{\"dated\":\"S\"}}", 606, 2, 13, "a word of the language"},
  {"x.json", JSON "\"sources\":{\"s\":3}}", 603, 2, 16, "a text, or an object with a \"label\""},
  {"x.json", JSON "\"sources\":{\"s\":{\"dated\":\"x\"}}}", 605, 2, 26, "a date is due here"},
};

static const Bad bad_csv[] = {
  {"x.csv", "case,use,size\n", 622, 1, 1, "no rows"},
  {"x.csv", "case;use;size\nx;m;1\n", 621, 1, 1, "part the cells by commas"},
  {"x.csv", "size\n8\n", 506, 2, 1, "names no module"},
  {"x.csv", "\"case\n", 620, 1, 1, "never closed"},
  {"x.csv", CSV "size,size\nx,m,1,2\n", 621, 1, 15, "two columns `size`"},
  {"x.csv", CSV "sise\nx,m,1\ny,m,2\n", 201, 1, 10, "did you mean `size`?"},
  {"x.csv", CSV "Size (posts)\nx,m,1\n", 606, 1, 10, "cannot be the name of a fact"},
  {"x.csv", CSV "grade[leader]\nx,m,good\n", 207, 1, 16, "did you mean `leaders`?"},
  {"x.csv", CSV "rate,level\nx,other,1%,2\ny,other,1%,2\n", 507, 1, 10, "for another module"},
  {"x.csv", CSV "ofsted\nx,m,god\n", 207, 2, 5, "did you mean `good`?"},
  {"x.csv", CSV "ofsted\nx,m,\"go\"\"d\"\n", 104, 2, 6, NULL},
  {"x.csv", CSV "size\nw,m,1\ny,m\n", 620, 3, 4, "this record has 2 cells, the first has 3"},
  {"x.csv", CSV "size\nx,m,\"1\" \n", 620, 2, 8, "behind the closing quote"},
  {"x.csv", CSV "scope\nx,m,care|hlp\n", 207, 2, 10, "did you mean `help`?"},
  {"x.csv", CSV "begun\nx,m,2023-02-29\n", 111, 2, 5, "2023-02-29"},
  {"x.csv", CSV "as_at\nx,m,2015\n", 509, 2, 5, "one day"},
  {"x.csv", CSV "change\nx,m,2015|x\n", 605, 2, 10, "a date is due here"},
  {"x.csv", "case,size\nx,1\n", 506, 2, 1, "names no module"},
};

static void faulted(const Bad *bad) {
  cases_open(&cases);
  CaseFiles files = cases_read(&cases, bad->path, bad->text);
  if (bad->code == 0) return;
  if (cases.diags.errors != 1) {
    for (size_t i = 0; i < cases.diags.all.count; i++)
      print_message("R%04d %s\n", (int)cases.diags.all.at[i]->code, text_c(cases.diags.all.at[i]->text));
    fail_msg("%zu errors in %s", cases.diags.errors, bad->text);
  }
  const Diag *diag = cases.diags.all.at[0];
  for (size_t i = 0; diag->severity != DIAG_ERROR; i++) diag = cases.diags.all.at[i];
  Place place = source_place(diag->source, diag->span.from);
  const char *said = text_c(text_format("%s; %s", text_c(diag->text), text_c(diag->mend)));
  if ((unsigned)diag->code != bad->code || place.line != bad->line || place.column != bad->column ||
      (bad->words != NULL && strstr(said, bad->words) == NULL)) {
    fail_msg("R%04d at %u:%u `%s`\n%s", (int)diag->code, place.line, place.column, said, bad->text);
  }
  for (size_t i = 0; i < files.count; i++) assert_string_not_equal(text_c(files.at[i]->name), "x");
}

static void every_mistake_in_a_case_file(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad_cases / sizeof *bad_cases; i++) faulted(&bad_cases[i]);
}

static void every_mistake_in_json(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad_json / sizeof *bad_json; i++) faulted(&bad_json[i]);
}

static void every_mistake_in_csv(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad_csv / sizeof *bad_csv; i++) faulted(&bad_csv[i]);
}

static void files_that_cannot_be_read(void **state) {
  static const struct { const char *path; DiagCode code; } rows[] = {
    {"/nowhere/x.case", DIAG_FILE_MISSING}, {"/tmp", DIAG_FILE_FOLDER}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    CaseFiles files = {0};
    cases_open(&cases);
    case_read(&cases.session, text_of(rows[i].path), TEXT(""), &files);
    assert_int_equal(files.count, 0);
    assert_int_equal(cases.diags.errors, 1);
    assert_int_equal(cases.diags.all.at[0]->code, rows[i].code);
  }
}

static void broken_rules_are_told_once(void **state) {
  (void)state;
  cases_open(&cases);
  cases.diags = (Diags){0};
  loader_text(cases.session.loader, TEXT("worse.remit"), TEXT("module worse \"W\"\ndefine a when nothing_there\n"),
              &cases.diags);
  for (unsigned i = 0; i < 3; i++) assert_int_equal(cases_read(&cases, "x.case", "case x\nuse worse\n").count, 0);
  assert_int_equal(cases.diags.errors, 1);
  assert_int_equal(cases.session.programs.count, 1);
}

/* ---- warnings of check ---- */

static const char *warnings(const char *statements) {
  cases_open(&cases);
  CaseFile *file = cases_one(
    &cases, "x.case",
    text_c(text_format("case x\nuse m\nsource a \"A\"\nsource b \"B\"\nsize is 1 cite a, b\n%s", statements)));
  cases.diags = (Diags){0};
  case_check(file, &cases.diags);
  Sink codes = {0};
  for (size_t i = 0; i < cases.diags.all.count; i++) {
    const Diag *diag = cases.diags.all.at[i];
    sink_format(&codes, "%d:%u ", (int)diag->code, source_place(diag->source, diag->span.from).line);
  }
  assert_int_equal(cases.diags.errors, 0);
  return text_c(sink_result(&codes));
}

static void check_warns(void **state) {
  (void)state;
  assert_string_equal(warnings(""), "");
  assert_string_equal(warnings("source c \"C\"\n"), "751:6 ");
  assert_string_equal(warnings("operating is yes from 2014-10-01 cite a\noperating is yes from 2014-04 cite b\n"),
                      "750:6 ");
  assert_string_equal(warnings("operating is yes from 2014-10-01 cite a\noperating is yes from 2014-10 cite b\n"), "");
  assert_string_equal(warnings("operating is yes from 2014-10-01 cite a\noperating is yes from 2014-04 cite a\n"), "");
  assert_string_equal(warnings("operating is yes from 2014-10-01 cite a\noperating is no until 2014-10-01 cite "
                               "a\noperating is yes from 2014-04 cite b\n"),
                      "");
  assert_string_equal(warnings("operating is yes from 2010 until 2012 cite a\noperating is yes from 2014-04 cite b\n"),
                      "");
  assert_string_equal(
    warnings(
      "operating is yes from 2010 cite a\noperating is no from 2012 cite b\noperating is yes from 2014-04 cite b\n"),
    "");
  assert_string_equal(
    warnings("operating is yes from 2014-10-01 planned cite a\noperating is yes from 2014-04 cite b\n"), "");
}

/* ---- the three forms ---- */

static bool same_history(const History *a, const History *b) {
  for (uint32_t i = 0; i < a->count; i++) {
    const Step *step = &b->steps[history_step_at(b, a->steps[i].from)];
    if (!value_same_all(&a->steps[i].value, &step->value) || a->steps[i].transition != step->transition) return false;
  }
  return a->count == b->count;
}

static void same_worlds(const World *a, const World *b, const char *what) {
  for (uint32_t i = 0; i < a->program->facts.count; i++) {
    if (same_history(world_fact(a, i), world_fact(b, i))) continue;
    const Fact *fact = a->program->facts.at[i];
    fail_msg("%s\n%s: %s\nagainst %s", what, text_c(fact->subject.name), cases_line(world_fact(a, i), fact->type),
             cases_line(world_fact(b, i), fact->type));
  }
  assert_string_equal(cases_event(a, "change"), cases_event(b, "change"));
}

static World *world_of(const char *path, const char *text, WorldOptions options) {
  CaseFile *file = cases_one(&cases, path, text);
  return world_make(file->program, file, options);
}

static void one_case_in_three_forms(void **state) {
  static const char as_case[] =
    "case x \"X\" as at 2022-08-31\nuse m\nsource s \"S\" dated 2022-07-26\nsource t \"T\" by \"Ray\" dated 2020-10 "
    "opinion\nparty trust \"Our trust\"\n"
    "operating is yes from 2014-10-01 until 2022-09-01 cite s \"2\"\noperating is no from 2022-09-01 planned cite "
    "s\noperating is yes from 2014-04 cite t as implied by \"Joe\"\n"
    "rate is at least 20% from 2013 until 2014-10\nsize is between 7 and 10 recorded 2021\nspend is £4.7m\nscope "
    "includes care, help\nscope excludes education cite s, t\n"
    "run_by is one of (council, trust)\nbegun is 2015-12\nnotice is 18 months\nnote is \"one, \\\"two\\\"\"\nlevel is "
    "3.5 from between 2015 and 2016\ngrade[leaders] is good\n"
    "change on 2019-04, 2021-01-15 cite s\nchange complete from 2015 until 2022-08-31 cite s\nchange none until 2010\n";
  static const char as_json[] =
    "{\"case\":\"x\",\"label\":\"X\",\"as_at\":\"2022-08-31\",\"use\":\"m\",\"sources\":{\"s\":{\"label\":\"S\","
    "\"dated\":\"2022-07-26\"},\n"
    "\"t\":{\"label\":\"T\",\"by\":\"Ray\",\"dated\":\"2020-10\",\"basis\":\"opinion\"}},\"parties\":{\"trust\":\"Our "
    "trust\"},\"facts\":{\n"
    "\"operating\":[{\"value\":true,\"from\":\"2014-10-01\",\"until\":\"2022-09-01\",\"cite\":{\"source\":\"s\","
    "\"paragraph\":\"2\"}},\n"
    "{\"value\":\"no\",\"from\":\"2022-09-01\",\"planned\":true,\"cite\":\"s\"},{\"value\":\"yes\",\"from\":\"2014-"
    "04\",\"cite\":[{\"source\":\"t\",\"as\":\"implied\",\"by\":\"Joe\"}]}],\n"
    "\"rate\":{\"value\":\"at least 20%\",\"from\":2013,\"until\":\"2014-10\"},\"size\":{\"value\":\"between 7 and "
    "10\",\"recorded\":\"2021\"},\"spend\":\"\\u00a34.7m\",\n"
    "\"scope\":[{\"includes\":[\"care\",\"help\"]},{\"excludes\":\"education\",\"cite\":[\"s\",\"t\"]}],\"run_by\":"
    "\"one of (council, trust)\",\"begun\":\"2015-12\",\n"
    "\"notice\":\"18 months\",\"note\":\"one, \\\"two\\\"\",\"level\":{\"value\":3.5,\"from\":\"between 2015 and "
    "2016\"},\"grade[leaders]\":\"good\",\"settled\":null},\n"
    "\"events\":{\"change\":[{\"on\":[\"2019-04\",\"2021-01-15\"],\"complete\":[[\"2015\",\"2022-08-31\"]],\"cite\":"
    "\"s\"},{\"none\":[null,\"2010\"]}]}}\n";
  (void)state;
  cases_open(&cases);
  for (unsigned planned = 0; planned < 2; planned++) {
    WorldOptions options = {.as_planned = planned == 1};
    World *a = world_of("x.case", as_case, options), *b = world_of("x.json", as_json, options);
    same_worlds(a, b, "json");
    assert_int_equal(a->case_file->as_at, b->case_file->as_at);
    assert_text(b->case_file->label, "X");
    assert_text(b->case_file->party_labels.at[1], "Our trust");
    assert_int_equal(a->plans.count, b->plans.count);
  }
}

static void rows_of_a_table_are_cases(void **state) {
  (void)state;
  cases_open(&cases);
  CaseFiles files =
    cases_read(&cases, "t.csv",
               "\xEF\xBB\xBF"
               "case,use,as_at,operating,ofsted,rate,spend,scope,note,grade[leaders],change,level\r\n"
               "a,m,2020-01-01,yes,good,20%,\"£1_000\",care|help,\"He said \"\"no\"\"\",weak,2015|2016-02,1.5\r\n"
               "b,m,,,at least weak,at most 5%,,\"care, help\",,,,\r\n,m,,unknown,,,,none,,,none,");
  assert_int_equal(cases.diags.errors, 0);
  assert_int_equal(files.count, 3);
  World *world = world_make(files.at[0]->program, files.at[0], (WorldOptions){0});
  assert_string_equal(cases_fact(world, "operating"), "yes uncited");
  assert_string_equal(cases_fact(world, "spend"), "£1000 uncited");
  assert_string_equal(cases_fact(world, "scope"), "care, help uncited");
  assert_string_equal(cases_fact(world, "note"), "\"He said \\\"no\\\"\" uncited");
  assert_string_equal(cases_fact(world, "grade[leaders]"), "weak uncited");
  assert_string_equal(cases_event(world, "change"), "2015-01-01..2015-12-31 2016-02-01..2016-02-29");
  assert_int_equal(files.at[0]->as_at, calendar_day(2020, 1, 1));
  world = world_make(files.at[1]->program, files.at[1], (WorldOptions){0});
  assert_string_equal(cases_fact(world, "operating"), "unknown");
  assert_string_equal(cases_fact(world, "ofsted"), "weak|good|outstanding");
  assert_string_equal(cases_fact(world, "scope"), "care, help uncited");
  assert_false(files.at[1]->dated);
  assert_text(files.at[2]->name, "t_3");
  world = world_make(files.at[2]->program, files.at[2], (WorldOptions){0});
  assert_string_equal(cases_fact(world, "scope"), "none uncited");
  assert_ptr_equal(files.at[0]->program, files.at[2]->program);
}

static void lines_of_ndjson_are_cases(void **state) {
  (void)state;
  cases_open(&cases);
  CaseFiles files =
    cases_read(&cases, "t.ndjson",
               "{\"case\":\"a\",\"use\":\"m\",\"facts\":{\"size\":1}}\n{\"use\":\"m\",\"facts\":{\"size\":01}}\n"
               "{\"case\":7,\"use\":\"m\",\"facts\":{\"size\":\"3\"}}\n{\"use\":\"m\"}");
  assert_int_equal(cases.diags.errors, 1);
  assert_int_equal(files.count, 3);
  assert_text(files.at[1]->name, "7");
  assert_text(files.at[2]->name, "t_3");
}

/* ---- made at random: the forms agree, and what is written reads back ---- */

static const char *const dates[] = {
  "2012", "2013-05", "2014-02-03", "2015-07-01", "2016", "2017-11-30", "between 2018 and 2019-06"};
static const char *const exact_dates[] = {"2012-06-01", "2013-01-01", "2014-02-03", "2015-07-01",
                                          "2016-12-31", "2018-03-01", "2020-06-15"};
static const char *const subjects[] = {"operating", "ofsted", "rate", "size",
                                       "scope",     "run_by", "note", "grade[leaders]"};
static const char *const values[][5] = {
  {"yes", "no", "yes", "no", "unknown"},
  {"good", "weak", "at least weak", "one of (weak, outstanding)", "between weak and good"},
  {"20%", "5%", "at least 10%", "between 1% and 7.5%", "at most 50%"},
  {"1", "2", "between 1 and 3", "at most 4", "at least 2"},
  {"care", "care, help", "none", "education", "unknown"},
  {"trust", "council", "one of (trust, council)", "unknown", "trust"},
  {"\"a\"", "\"b\"", "one of (\"a\", \"b\")", "unknown", "\"c\""},
  {"good", "weak", "inadequate", "unknown", "at most good"}};

static unsigned pick(uint64_t *seed, unsigned count) { return (unsigned)(unit_random(seed) % count); }

static const char *json_quoted(const char *text) {
  Sink sink = {0};
  sink_char(&sink, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"') sink_char(&sink, '\\');
    sink_char(&sink, *text);
  }
  sink_char(&sink, '"');
  return text_c(sink_result(&sink));
}

typedef struct Both {
  Sink as_case, as_json;
} Both;

static void part(Both *both, const char *keyword, const char *value) {
  sink_format(&both->as_case, " %s %s", keyword, value);
  sink_format(&both->as_json, ",\"%s\":%s", keyword, json_quoted(value));
}

/* One statement about a fact; none of two is the same, since each has its own paragraph. */
static void add_statement(Both *both, unsigned fact, unsigned ordinal, const char *const *days, uint64_t *seed) {
  const char *value = values[fact][pick(seed, 5)];
  sink_format(&both->as_case, "%s is %s", subjects[fact], value);
  sink_format(&both->as_json, "%s{\"value\":%s", ordinal > 0 ? "," : "", json_quoted(value));
  if (pick(seed, 3) > 0) part(both, "from", days[pick(seed, 4)]);
  if (pick(seed, 3) == 0) part(both, "until", days[4 + pick(seed, 3)]);
  if (pick(seed, 8) == 0) {
    sink_c(&both->as_case, " planned");
    sink_c(&both->as_json, ",\"planned\":true");
  }
  const char *source = pick(seed, 2) > 0 ? "s" : "t";
  sink_format(&both->as_case, " cite %s \"%u\"\n", source, ordinal);
  sink_format(&both->as_json, ",\"cite\":{\"source\":\"%s\",\"paragraph\":\"%u\"}}", source, ordinal);
}

static Both random_case(uint64_t *seed, const char *const *days) {
  Both both = {0};
  unsigned facts = 0;
  sink_c(&both.as_case, "case x\nuse m\nsource s \"S\" dated 2020\nsource t \"T\" opinion\n");
  sink_c(&both.as_json, "{\"case\":\"x\",\"use\":\"m\",\"sources\":{\"s\":{\"label\":\"S\",\"dated\":\"2020\"},\"t\":{"
                        "\"label\":\"T\",\"basis\":\"opinion\"}},\"facts\":{");
  for (unsigned fact = 0; fact < 8; fact++) {
    unsigned statements = pick(seed, 4);
    if (statements > 0) sink_format(&both.as_json, "%s\"%s\":[", facts++ > 0 ? "," : "", subjects[fact]);
    for (unsigned i = 0; i < statements; i++) add_statement(&both, fact, i, days, seed);
    if (statements > 0) sink_c(&both.as_json, "]");
  }
  unsigned first = pick(seed, 7), last = pick(seed, 7);
  sink_format(&both.as_case, "change on %s, %s\nchange complete from %s\n", dates[first], dates[last], dates[0]);
  sink_format(&both.as_json, "},\"events\":{\"change\":{\"on\":[\"%s\",\"%s\"],\"complete\":[[\"%s\"]]}}}",
              dates[first], dates[last], dates[0]);
  return both;
}

static void random_cases_agree_in_both_forms(void **state) {
  uint64_t seed = 11;
  (void)state;
  cases_open(&cases);
  for (unsigned round = 0; round < 300; round++) {
    Both both = random_case(&seed, dates);
    const char *as_case = text_c(sink_result(&both.as_case)), *as_json = text_c(sink_result(&both.as_json));
    WorldOptions options = {
      .as_planned = round % 2 == 1, .as_known = round % 5 == 0, .known_on = calendar_day(2021, 1, 1)};
    same_worlds(world_of("x.case", as_case, options), world_of("x.json", as_json, options), as_case);
  }
}

static void what_is_written_reads_back(void **state) {
  uint64_t seed = 12;
  (void)state;
  cases_open(&cases);
  for (unsigned round = 0; round < 300; round++) {
    Both both = random_case(&seed, dates);
    CaseFile *file = cases_one(&cases, "x.case", text_c(sink_result(&both.as_case)));
    Sink written = {0}, again = {0};
    case_write(&written, file, NULL);
    CaseFile *read = cases_one(&cases, "x.case", text_c(sink_result(&written)));
    WorldOptions options = {.as_planned = round % 2 == 1};
    same_worlds(world_make(file->program, file, options), world_make(read->program, read, options),
                text_c(sink_result(&written)));
    case_write(&again, read, NULL);
    assert_string_equal(text_c(sink_result(&again)), text_c(sink_result(&written)));
  }
}

/* The same possibilities on every day: a saved supposition rests on a proposal, no longer on a supposition. */
static void same_possibilities(const World *a, const World *b, const char *what) {
  for (uint32_t f = 0; f < a->program->facts.count; f++) {
    const History *x = world_fact(a, f), *y = world_fact(b, f);
    for (uint32_t i = 0; i < x->count + y->count; i++) {
      Day day = i < x->count ? x->steps[i].from : y->steps[i - x->count].from;
      const Value *v = &x->steps[history_step_at(x, day)].value, *w = &y->steps[history_step_at(y, day)].value;
      if (value_same(v, w)) continue;
      const Fact *fact = a->program->facts.at[f];
      fail_msg("%s\n%s: %s\nagainst %s", what, text_c(fact->subject.name), cases_line(x, fact->type),
               cases_line(y, fact->type));
    }
  }
  assert_string_equal(cases_event(a, "change"), cases_event(b, "change"));
}

static const char *random_supposition(unsigned fact, uint64_t *seed) {
  Sink line = {0};
  unsigned from = pick(seed, 6), until = from + 1 + pick(seed, 6 - from);
  sink_format(&line, "%s is %s", subjects[fact], values[fact][pick(seed, 5)]);
  if (pick(seed, 3) > 0) sink_format(&line, " from %s", exact_dates[from]);
  if (pick(seed, 2) > 0) sink_format(&line, " until %s", exact_dates[until]);
  return text_c(sink_result(&line));
}

static void suppositions_are_written_as_statements(void **state) {
  uint64_t seed = 13;
  (void)state;
  cases_open(&cases);
  for (unsigned round = 0; round < 300; round++) {
    Both both = random_case(&seed, exact_dates);
    World *root = world_of("x.case", text_c(sink_result(&both.as_case)), (WorldOptions){0});
    Text lines = text_format("change on %s", dates[pick(&seed, 7)]);
    for (unsigned fact = round % 2; fact < 8; fact += 2)
      lines = text_format("%s;%s", text_c(lines), random_supposition(fact, &seed));
    World *child = cases_suppose(&cases, root, text_c(lines));
    Sink written = {0};
    case_write(&written, root->case_file, &child->supposed);
    const char *text = text_c(sink_result(&written));
    same_possibilities(child, world_of("x.case", text, (WorldOptions){0}),
                       text_c(text_format("%s\n%s\n%s", text_c(sink_result(&both.as_case)), text_c(lines), text)));
  }
}

static void names_from_tables_become_names(void **state) {
  (void)state;
  cases_open(&cases);
  CaseFile *file = cases_one(&cases, "t.csv", "case,use,size\n\"St Helens, 2019\",m,3\n");
  Sink written = {0};
  case_write(&written, file, NULL);
  assert_text(sink_result(&written), "case st_helens__2019 \"St Helens, 2019\"\nuse m\n\nsize is 3\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_mistake_in_a_case_file),
    cmocka_unit_test(every_mistake_in_json),
    cmocka_unit_test(every_mistake_in_csv),
    cmocka_unit_test(files_that_cannot_be_read),
    cmocka_unit_test(broken_rules_are_told_once),
    cmocka_unit_test(check_warns),
    cmocka_unit_test(one_case_in_three_forms),
    cmocka_unit_test(rows_of_a_table_are_cases),
    cmocka_unit_test(lines_of_ndjson_are_cases),
    cmocka_unit_test(random_cases_agree_in_both_forms),
    cmocka_unit_test(what_is_written_reads_back),
    cmocka_unit_test(suppositions_are_written_as_statements),
    cmocka_unit_test(names_from_tables_become_names),
  };
  return UNIT_RUN(tests);
}

/* Results for other programs: TAP, JSON, JUnit XML. */
#include "view/testtext.h"
#include "view/testwords.h"
#include "view/visible.h"

/* ---- TAP ---- */

void testtap_head(Sink *sink, size_t count) { sink_format(sink, "TAP version 13\n1..%zu\n", count); }

/* A number sign would begin a directive. */
static void tap_title(Sink *sink, Text title) {
  for (uint32_t i = 0; i < title.bytes; i++) {
    if (title.at[i] == '#' || title.at[i] == '\\') sink_char(sink, '\\');
    sink_char(sink, title.at[i]);
  }
}

void testtap_result(Sink *sink, const ScenarioResult *result, size_t number) {
  const Scenario *scenario = result->plan->scenario;
  Sink title = {0};
  visible_print(&title, scenario->title);
  sink_format(sink, "%sok %zu - ", result->failed ? "not " : "", number);
  tap_title(sink, sink_result(&title));
  sink_char(sink, '\n');
  if (!result->failed) return;
  sink_c(sink, "  ---\n  at: ");
  Sink place = {0};
  JsonOut quoted = {.sink = &place};
  jsonout_string(&quoted,
                 text_format("%s:%u", text_c(scenario->home.file->path), testtext_line(scenario, (Span){0, 0})));
  sink_text(sink, sink_result(&place));
  sink_c(sink, "\n  failures: |\n");
  testtext_failures(sink, result, "    ");
  sink_c(sink, "  ...\n");
}

/* ---- JSON ---- */

void testjson_head(JsonOut *json) {
  testwords_head(json);
  jsonout_key(json, "scenarios");
  jsonout_open(json, '[');
}

static void put_failure(JsonOut *json, const ScenarioResult *result, const ExpectResult *expect) {
  Sink expected = {0}, got = {0}, decided = {0};
  testtext_expected(&expected, result, expect);
  testtext_got(&got, expect);
  testtext_decided(&decided, result, expect);
  jsonout_open(json, '{');
  jsonout_put_number(json, "line", testtext_line(result->plan->scenario, expect->expectation->line->span));
  jsonout_put(json, "expected", sink_result(&expected));
  jsonout_put(json, "got", sink_result(&got));
  jsonout_put(json, "decided", sink_result(&decided));
  jsonout_close(json, '}');
}

void testjson_result(JsonOut *json, const ScenarioResult *result) {
  const Scenario *scenario = result->plan->scenario;
  jsonout_open(json, '{');
  jsonout_put(json, "title", scenario->title);
  jsonout_put(json, "file", scenario->home.file->path);
  jsonout_put_number(json, "line", testtext_line(scenario, (Span){0, 0}));
  jsonout_put_bool(json, "passed", !result->failed);
  jsonout_key(json, "failures");
  jsonout_open(json, '[');
  for (size_t i = 0; i < result->expects.count; i++)
    if (result->expects.at[i].outcome != EXPECT_PASSED) put_failure(json, result, &result->expects.at[i]);
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void testjson_sum(JsonOut *json, const TestTally *tally) {
  jsonout_close(json, ']');
  jsonout_put_number(json, "passed", (int64_t)tally->passed);
  jsonout_put_number(json, "failed", (int64_t)tally->failed);
  jsonout_put_number(json, "not_run", (int64_t)tally->not_run);
  jsonout_close(json, '}');
  jsonout_end(json);
}

/* ---- JUnit ---- */

static const char *entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    default: return NULL;
  }
}

static void xml_escaped(Sink *sink, Text text) {
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (entity(text.at[i])) sink_c(sink, entity(text.at[i]));
    else sink_char(sink, text.at[i]);
  }
}

/* Control characters, which XML cannot hold at all, are written out first. */
static void xml(Sink *sink, Text text) {
  Sink seen = {0};
  visible_print(&seen, text);
  xml_escaped(sink, sink_result(&seen));
}

static void xml_attribute(Sink *sink, const char *name, Text value) {
  sink_format(sink, " %s=\"", name);
  xml(sink, value);
  sink_char(sink, '"');
}

static const ExpectResult *first_failure(const ScenarioResult *result) {
  size_t i = 0;
  while (result->expects.at[i].outcome == EXPECT_PASSED) i++;
  return &result->expects.at[i];
}

static void xml_failure(Sink *sink, const ScenarioResult *result) {
  Sink message = {0}, lines = {0};
  testtext_expected(&message, result, first_failure(result));
  testtext_failures(&lines, result, "");
  sink_c(sink, "      <failure");
  xml_attribute(sink, "message", text_format("expected %s", text_c(sink_result(&message))));
  sink_char(sink, '>');
  xml_escaped(sink, sink_result(&lines));
  sink_c(sink, "</failure>\n");
}

void testjunit_result(Sink *sink, const ScenarioResult *result) {
  const Scenario *scenario = result->plan->scenario;
  sink_c(sink, "    <testcase");
  xml_attribute(sink, "name", scenario->title);
  xml_attribute(sink, "classname", scenario->home.module->name->text);
  xml_attribute(sink, "file", scenario->home.file->path);
  sink_format(sink, " line=\"%u\"", testtext_line(scenario, (Span){0, 0}));
  sink_c(sink, result->failed ? ">\n" : "/>\n");
  if (!result->failed) return;
  xml_failure(sink, result);
  sink_c(sink, "    </testcase>\n");
}

static void junit_counts(Sink *sink, const Text *cases, const bool *failed, size_t from, size_t to) {
  size_t tests = 0, failures = 0;
  for (size_t i = from; i < to; i++) {
    tests += cases[i].bytes > 0;
    failures += failed[i];
  }
  sink_format(sink, " tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures);
}

static const Source *file_of(const ScenarioPlan *plan) { return plan->scenario->home.file; }

void testjunit_all(Sink *sink, const ScenarioPlan *const *plans, const Text *cases, const bool *failed, size_t count) {
  sink_c(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"remit\"");
  junit_counts(sink, cases, failed, 0, count);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from; to < count && file_of(plans[to]) == file_of(plans[from]);) to++;
    sink_c(sink, "  <testsuite");
    xml_attribute(sink, "name", file_of(plans[from])->path);
    junit_counts(sink, cases, failed, from, to);
    for (size_t i = from; i < to; i++) sink_text(sink, cases[i]);
    sink_c(sink, "  </testsuite>\n");
  }
  sink_c(sink, "</testsuites>\n");
}

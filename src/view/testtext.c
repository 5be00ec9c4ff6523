#include "view/testtext.h"
#include "view/visible.h"
#include "view/words.h"
#include "model/print.h"

static void coloured(Sink *sink, bool colour, const char *code, const char *words) {
  if (colour) sink_format(sink, "\033[%sm%s\033[0m", code, words);
  else sink_c(sink, words);
}

static bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* As it stands in the file, on one line. */
static void say_source(Sink *sink, const Scenario *scenario, Span span) {
  Span absolute = ast_absolute(scenario->home.decl, span);
  Text text = text_trim(text_slice(scenario->home.file->text, absolute.from, absolute.to));
  for (uint32_t from = 0, to; from < text.bytes; from = to) {
    for (to = from; to < text.bytes && !is_blank(text.at[to]);) to++;
    if (from) sink_char(sink, ' ');
    visible_print(sink, text_slice(text, from, to));
    while (to < text.bytes && is_blank(text.at[to])) to++;
  }
}

static void say_observation(Sink *sink, const Observation *seen) {
  visible_print(sink, seen->subject->name);
  sink_c(sink, " is ");
  if (seen->unit) words_cell(sink, seen->unit, &seen->value);
  else print_cell(sink, seen->type, &seen->value);
}

static void say_got(Sink *sink, const ExpectResult *expect) {
  sink_c(sink, "    got       ");
  if (expect->outcome == EXPECT_OTHER_REASON) sink_c(sink, "it holds, but for another reason: ");
  for (size_t i = 0; i < expect->got.count; i++) {
    if (i) sink_c(sink, ", ");
    say_observation(sink, &expect->got.at[i]);
  }
  if (!expect->got.count) sink_c(sink, expect->outcome == EXPECT_FAILED ? "no" : "unknown");
  sink_char(sink, '\n');
}

static void say_expectation(Sink *sink, const ScenarioResult *result, const ExpectResult *expect) {
  const Scenario *scenario = result->plan->scenario;
  const Line *line = expect->expectation->line;
  sink_c(sink, "    expected  ");
  Span span = line->value->span;
  say_source(sink, scenario, span);
  if (line->because) {
    sink_c(sink, " because ");
    visible_print(sink, line->because->name.name->text);
  }
  Source *file = scenario->home.file;
  sink_format(sink, "   (line %u)\n", source_place(file, ast_absolute(scenario->home.decl, line->span).from).line);
  say_got(sink, expect);
}

void testtext_result(Sink *sink, const ScenarioResult *result, bool colour) {
  const Scenario *scenario = result->plan->scenario;
  coloured(sink, colour, result->failed ? "31" : "32", result->failed ? "failed" : "passed");
  sink_c(sink, "  ");
  visible_print(sink, scenario->title);
  sink_c(sink, "  (");
  visible_print(sink, scenario->home.file->path);
  sink_format(sink, ":%u)\n", source_place(scenario->home.file, scenario->home.decl->offset).line);
  for (size_t i = 0; i < result->expects.count; i++)
    if (result->expects.at[i].outcome != EXPECT_PASSED) say_expectation(sink, result, &result->expects.at[i]);
}

void testtext_sum(Sink *sink, size_t passed, size_t failed, bool colour) {
  sink_format(sink, "%zu %s: %zu passed", passed + failed, passed + failed == 1 ? "scenario" : "scenarios", passed);
  if (failed) {
    sink_c(sink, ", ");
    coloured(sink, colour, "31", text_c(text_format("%zu failed", failed)));
  }
  sink_char(sink, '\n');
}

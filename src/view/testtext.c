#include "view/testtext.h"
#include "model/print.h"
#include "value/value.h"
#include "view/testwords.h"
#include "view/visible.h"
#include "model/cell.h"
#include "view/words.h"

/* ---- what was expected ---- */

uint32_t testtext_line(const Scenario *scenario, Span span) {
  return source_place(scenario->home.file, ast_absolute(scenario->home.decl, span).from).line;
}

/* As it stands in the file, on one line. */
void testtext_expected(Sink *sink, const ScenarioResult *result, const ExpectResult *expect) {
  Sink written = {0};
  const Home *home = &result->plan->scenario->home;
  Span span = ast_absolute(home->decl, expect->expectation->line->span);
  testwords_raw(&written, home->file, span);
  Text text = sink_result(&written);
  if (text_starts(text, TEXT("expect "))) text = text_slice(text, 7, text.bytes);
  visible_print(sink, text);
}

/* ---- what came instead ---- */

static void say_observation(Sink *sink, const Observation *seen) {
  visible_print(sink, seen->subject->name);
  sink_c(sink, " is ");
  if (seen->unit) cell_print(sink, seen->unit, &seen->value);
  else print_cell(sink, seen->type, &seen->value);
}

void testtext_got(Sink *sink, const ExpectResult *expect) {
  if (expect->outcome == EXPECT_OTHER_REASON) sink_c(sink, "it holds, but not because of that: ");
  if (expect->outcome == EXPECT_OTHER_BASIS)
    sink_format(sink,
                "it holds, but as %s: ", expect->value.basis ? basis_word((Basis)expect->value.basis) : "a constant");
  for (size_t i = 0; i < expect->got.count; i++) {
    if (i) sink_c(sink, ", ");
    say_observation(sink, &expect->got.at[i]);
  }
  if (!expect->got.count)
    sink_c(sink, expect->outcome == EXPECT_OPEN ? "unknown" : expect->outcome == EXPECT_FAILED ? "no" : "yes");
}

/* ---- where it was decided ---- */

static void say_place(Sink *sink, Source *file, Span span) {
  sink_c(sink, " (");
  visible_print(sink, file->path);
  sink_format(sink, ":%u)", source_place(file, span.from).line);
}

static const char *line_words(const ArgumentStep *line) {
  if (line->kind == ARGUMENT_COMMENCEMENT) return "not in force at this date";
  switch (line->part) {
    case PART_OPEN: return "it is open whether this applies";
    case PART_PASSED: return "passed over";
    case PART_DECIDES: case PART_SETTLED: case PART_DISPLACED: case PART_ALSO: case PART_BESIDE: break;
  }
  return NULL;
}

static void say_line(Sink *sink, const ArgumentStep *line) {
  Span span;
  Source *file = argument_place(line, &span);
  if (!file) return;
  testwords_source(sink, file, span);
  if (line_words(line)) sink_format(sink, ", %s", line_words(line));
  say_place(sink, file, span);
}

static const Subject *leaf_subject(const Program *program, const ArgumentStep *leaf) {
  if (leaf->kind == ARGUMENT_FACT) return &program->facts.at[leaf->index]->subject;
  if (leaf->kind == ARGUMENT_PARAMETER) return &program->parameters.at[leaf->index]->subject;
  return &program->events.at[leaf->node->index]->subject;
}

static const Assertion *first_statement(const ArgumentStep *leaf) {
  if (leaf->statements.count) return leaf->statements.at[0];
  return leaf->events.count ? leaf->events.at[0].statement : NULL;
}

static void say_leaf(Sink *sink, const Program *program, const ArgumentStep *leaf) {
  const Assertion *statement = first_statement(leaf);
  visible_print(sink, leaf_subject(program, leaf)->name);
  if (leaf->kind != ARGUMENT_EVENTS && leaf->type) {
    sink_c(sink, " is ");
    print_cell(sink, leaf->type, &leaf->value);
  }
  if (statement && statement->file) say_place(sink, statement->file, statement->span);
  else if (!statement && leaf->kind != ARGUMENT_PARAMETER) sink_c(sink, ", which nobody states");
}

void testtext_decided(Sink *sink, const ScenarioResult *result, const ExpectResult *expect) {
  Decided decided = scenario_decided(result->plan, result->world, expect->expectation);
  if (decided.line) say_line(sink, decided.line);
  if (decided.line && decided.leaf) sink_c(sink, ": ");
  if (decided.leaf) say_leaf(sink, result->plan->program, decided.leaf);
}

/* ---- a scenario ---- */

static void say_failure(Sink *sink, const ScenarioResult *result, const ExpectResult *expect, const char *indent) {
  Sink decided = {0};
  sink_format(sink, "%sexpected  ", indent);
  testtext_expected(sink, result, expect);
  sink_format(sink, "   (line %u)\n%sgot       ",
              testtext_line(result->plan->scenario, expect->expectation->line->span), indent);
  testtext_got(sink, expect);
  sink_char(sink, '\n');
  testtext_decided(&decided, result, expect);
  if (!decided.count) return;
  sink_format(sink, "%sdecided   ", indent);
  sink_text(sink, sink_result(&decided));
  sink_char(sink, '\n');
}

void testtext_failures(Sink *sink, const ScenarioResult *result, const char *indent) {
  for (size_t i = 0; i < result->expects.count; i++)
    if (result->expects.at[i].outcome != EXPECT_PASSED) say_failure(sink, result, &result->expects.at[i], indent);
}

void testtext_result(Sink *sink, const ScenarioResult *result, bool colour) {
  const Scenario *scenario = result->plan->scenario;
  testwords_coloured(sink, colour, result->failed ? TESTWORDS_BAD : TESTWORDS_GOOD,
                     result->failed ? "failed" : "passed");
  sink_c(sink, "  ");
  visible_print(sink, scenario->title);
  sink_c(sink, "  (");
  visible_print(sink, scenario->home.file->path);
  sink_format(sink, ":%u)\n", testtext_line(scenario, (Span){0, 0}));
  testtext_failures(sink, result, "    ");
}

void testtext_sum(Sink *sink, const TestTally *tally, bool colour) {
  testwords_count(sink, tally->passed + tally->failed + tally->not_run, "scenario", "scenarios");
  sink_format(sink, ": %zu passed", tally->passed);
  if (tally->failed) {
    sink_c(sink, ", ");
    testwords_coloured(sink, colour, TESTWORDS_BAD, text_c(text_format("%zu failed", tally->failed)));
  }
  if (tally->not_run) sink_format(sink, ", %zu not run", tally->not_run);
  sink_char(sink, '\n');
}

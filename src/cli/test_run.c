/* Running the scenarios, over all cores, and telling of them in order. */
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/workers.h"
#include "cli/test.h"
#include "view/testtext.h"

/* From about this many scenarios on another worker pays. */
#define SCENARIOS_A_WORKER 16

typedef struct Running {
  const Testing *testing;
  const Options *options;
  Sink *output;
  JsonOut json;
  bool colour;
  TestTally tally;
  Text *junit;                  /* by scenario */
  bool *failed;
  TestProgress progress;
} Running;

/* ---- in a worker ---- */

typedef struct Part {           /* before what a worker tells of a scenario: that, then its JUnit */
  uint32_t failed, told;
} Part;

static void tell(const Running *running, Sink *told, const ScenarioResult *result, size_t item) {
  JsonOut json = {.sink = told};
  if (running->options->test.tap) testtap_result(told, result, item + 1);
  else if (running->options->format == FORMAT_JSON) testjson_result(&json, result);
  else if (result->failed || running->options->verbose) testtext_result(told, result, running->colour);
}

static void work(void *owner, size_t item, Sink *sink) {
  const Running *running = owner;
  Sink told = {0};
  ScenarioResult result = scenario_run(running->testing->plans.at[item]);
  tell(running, &told, &result, item);
  Part part = {result.failed != 0, sink_result(&told).bytes};
  sink_text(sink, (Text){(const char *)&part, sizeof part});
  sink_text(sink, sink_result(&told));
  if (running->options->test.junit.bytes) testjunit_result(sink, &result);
}

/* ---- in order ---- */

static bool take(void *owner, size_t item, Text result) {
  Running *running = owner;
  Part part;
  memcpy(&part, result.at, sizeof part);
  Text told = text_slice(result, sizeof part, sizeof part + part.told);
  if (running->options->format == FORMAT_JSON && item) sink_c(running->output, ", ");
  sink_text(running->output, told);
  running->junit[item] = text_copy(text_slice(result, sizeof part + part.told, result.bytes));
  running->failed[item] = part.failed;
  if (part.failed) running->tally.failed++;
  else running->tally.passed++;
  return !(part.failed && running->options->test.fail_fast);
}

static void progress(void *owner, size_t done, size_t all) { test_progress(&((Running *)owner)->progress, done, all); }

static void begin(Running *running) {
  if (running->options->test.tap) testtap_head(running->output, running->testing->plans.count);
  else if (running->options->format == FORMAT_JSON) testjson_head(&running->json);
}

static void end(Running *running) {
  running->tally.not_run = running->testing->plans.count - running->tally.passed - running->tally.failed;
  if (running->options->test.tap) {
    if (running->tally.not_run) sink_c(running->output, "Bail out! a scenario failed\n");
  } else if (running->options->format == FORMAT_JSON) testjson_sum(&running->json, &running->tally);
  else testtext_sum(running->output, &running->tally, running->colour);
}

static bool write_junit(const Running *running) {
  Sink xml = {0};
  int error_number = 0;
  const Testing *testing = running->testing;
  const char *path = text_c(running->options->test.junit);
  testjunit_all(&xml, (const ScenarioPlan *const *)testing->plans.at, running->junit, running->failed,
                testing->plans.count);
  Text bytes = sink_result(&xml);
  if (file_replace(path, bytes.at, bytes.bytes, &error_number) == FILE_WRITTEN) return true;
  options_complain(running->options->verb, "cannot write `%s`: %s", path, strerror(error_number));
  return false;
}

static Running open_running(const Testing *testing, Sink *output) {
  Running running = {
    .testing = testing, .options = testing->workshop.options, .output = output, .json = {.sink = output}};
  running.colour = terminal_colour(running.options->colour, STDOUT_FILENO);
  running.junit = MEM_NEW_ARRAY(Text, testing->plans.count + 1);
  running.failed = mem_alloc_flat(testing->plans.count + 1);
  return running;
}

static bool run_all(Running *running) {
  Workers workers = {.owner = running, .work = work, .take = take, .progress = progress};
  size_t count = running->testing->plans.count;
  unsigned most = workers_cores(), worth = (unsigned)(count / SCENARIOS_A_WORKER);
  test_progress_open(&running->progress, "scenarios");
  bool well = workers_run(&workers, count, worth < most ? worth : most);
  test_progress_close(&running->progress);
  if (!well) options_complain(running->options->verb, "a worker ended before its work was done");
  return well;
}

Exit test_run(Testing *testing, Sink *output) {
  Running running = open_running(testing, output);
  begin(&running);
  bool well = run_all(&running);
  end(&running);
  if (!well) return EXIT_FAULT;
  if (running.options->test.junit.bytes && !write_junit(&running)) return EXIT_USAGE;
  return running.tally.failed ? EXIT_FINDINGS : EXIT_DONE;
}

size_t test_failures(const Testing *testing, Sink *output) {
  Running running = open_running(testing, output);
  TestTally tally = {0};
  for (size_t i = 0; i < testing->plans.count; i++) {
    ScenarioResult result = scenario_run(testing->plans.at[i]);
    if (result.failed) testtext_result(output, &result, running.colour);
    if (result.failed) tally.failed++;
    else tally.passed++;
  }
  if (tally.failed) testtext_sum(output, &tally, running.colour);
  return tally.failed;
}

/* `remit test --coverage`. */
#include <unistd.h>
#include "cli/test.h"
#include "study/coverage.h"
#include "view/testcoverage.h"

/* Each program once: many scenarios share one. */
static void collect(const Testing *testing, RuleCoverage *coverage, TestScope *scope) {
  LIST(const Program *) seen = {0};
  for (size_t i = 0; i < testing->plans.count; i++) {
    const Program *program = testing->plans.at[i]->program;
    bool known = false;
    for (size_t s = 0; s < seen.count; s++) known |= seen.at[s] == program;
    if (known) continue;
    list_push(&seen, program);
    coverage_collect(coverage, program, test_wants, scope);
  }
}

static void report(const Testing *testing, const RuleCoverage *coverage, Sink *output) {
  const Options *options = testing->workshop.options;
  bool colour = terminal_colour(options->colour, STDOUT_FILENO);
  if (options->format == FORMAT_JSON) testcoverage_json(output, coverage);
  else if (options->test.annotate) testcoverage_listing(output, coverage, colour);
  else testcoverage_text(output, coverage, colour);
}

Exit test_coverage(Testing *testing, Sink *output) {
  RuleCoverage coverage = {0};
  TestScope scope = test_scope(testing);
  TestProgress progress;
  const TestOptions *options = &testing->workshop.options->test;
  if (!test_scope_known(&scope)) return EXIT_USAGE;
  if (test_failures(testing, output)) return EXIT_FINDINGS;
  collect(testing, &coverage, &scope);
  test_progress_open(&progress, "scenarios");
  for (size_t i = 0; i < testing->plans.count; i++) {
    ScenarioResult result = scenario_run(testing->plans.at[i]);
    coverage_observe(&coverage, &result);
    test_progress(&progress, i + 1, testing->plans.count);
  }
  test_progress_close(&progress);
  coverage_sort(&coverage);
  report(testing, &coverage, output);
  return options->fail_under_given && coverage_share(&coverage, NULL) < options->fail_under ? EXIT_FINDINGS : EXIT_DONE;
}

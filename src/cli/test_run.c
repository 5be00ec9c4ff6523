#include <unistd.h>
#include "cli/test.h"
#include "view/testtext.h"
size_t test_failures(const Testing *testing, Sink *output) {
  size_t failed = 0;
  for (size_t i = 0; i < testing->plans.count; i++) {
    ScenarioResult result = scenario_run(testing->plans.at[i]);
    if (!result.failed) continue;
    failed++;
    testtext_result(output, &result, terminal_colour(testing->workshop.options->colour, STDOUT_FILENO));
  }
  return failed;
}
Exit test_run(Testing *testing, Sink *output) {
 size_t failed = test_failures(testing, output);
 testtext_sum(output, testing->plans.count-failed, failed, false);
 return failed ? EXIT_FINDINGS : EXIT_DONE;
}
Exit test_coverage(Testing *testing, Sink *output) { (void)testing;(void)output; return EXIT_DONE;}

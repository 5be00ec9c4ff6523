#include <unistd.h>
#include "cli/folder.h"
#include "cli/workshop.h"
#include "study/scenario.h"
#include "view/testtext.h"

typedef struct Tally {
  size_t passed, failed, broken;
} Tally;

static void test_scenario(Workshop *workshop, Sink *sink, Program *program, const Scenario *scenario, Tally *tally) {
  ScenarioPlan plan;
  if (!scenario_plan(&workshop->session, program, scenario, &plan)) {
    tally->broken++;
    return;
  }
  ScenarioResult result = scenario_run(&plan);
  if (result.failed) tally->failed++;
  else tally->passed++;
  if (result.failed || workshop->options->verbose)
    testtext_result(sink, &result, terminal_colour(workshop->options->colour, STDOUT_FILENO));
}

static void test_file(Workshop *workshop, Sink *sink, Text path, Tally *tally) {
  Program *program = scenario_program(&workshop->session, path);
  for (size_t i = 0; program && i < program->scenarios.count; i++)
    test_scenario(workshop, sink, program, program->scenarios.at[i], tally);
}

static bool test_argument(Workshop *workshop, Sink *sink, Text path, Tally *tally) {
  static const Text endings[] = {{".remit", 6}, {NULL, 0}};
  size_t before = tally->passed + tally->failed + tally->broken, errors = workshop->diags.errors;
  Paths files = {0};
  if (!folder_is(path)) list_push(&files, path);
  else folder_files(path, endings, &files);
  for (size_t i = 0; i < files.count; i++) test_file(workshop, sink, files.at[i], tally);
  if (tally->passed + tally->failed + tally->broken > before || workshop->diags.errors > errors) return true;
  options_complain(workshop->options->verb, "there is no scenario in `%s`", text_c(path));
  return false;
}

static Exit test(const Options *options) {
  Workshop workshop;
  Tally tally = {0};
  Sink output;
  bool found = true;
  workshop_open(&workshop, options);
  output_open(&output);
  for (size_t i = 0; i < options->arguments.count; i++)
    found &= test_argument(&workshop, &output, text_of(options->arguments.at[i]), &tally);
  if (tally.passed + tally.failed)
    testtext_sum(&output, tally.passed, tally.failed, terminal_colour(options->colour, STDOUT_FILENO));
  if (!output_close(&output)) return EXIT_USAGE;
  Exit status = workshop_end(&workshop);
  if (status != EXIT_DONE) return status;
  return !found ? EXIT_USAGE : tally.failed ? EXIT_FINDINGS : EXIT_DONE;
}

const Verb VERB_TEST = {
  .name = "test",
  .arguments = "FILE-or-FOLDER...",
  .one_line = "run the scenarios of rule files",
  .help = "Runs every scenario of the rule files (.remit), and of a folder of all in it. A scenario passes when each of its\n"
          "`expect` lines is certainly so. A line is printed for each one that fails, with what was expected and what came\n"
          "instead; with -v for those that pass, too. No scenario at all is an error.",
  .example = "remit test tests/scenarios\n"
             "  runs all scenarios in that folder",
  .options = OPTION_BIT(VERBOSE),
  .least = 1,
  .most = 100000,
  .run = test,
};

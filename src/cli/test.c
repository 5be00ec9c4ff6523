/* `remit test`: finds the scenarios; how they are run, and what is asked of them, is in test_*.c. */
#include "cli/test.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "cli/folder.h"

/* ---- which scenarios ---- */

static bool holds(Text text, Text part) {
  for (uint32_t i = 0; i + part.bytes <= text.bytes; i++)
    if (strncasecmp(text.at + i, part.at, part.bytes) == 0) return true;
  return false;
}

static bool passes_filter(const Options *options, const Scenario *scenario) {
  Text filter = options->test.filter;
  return !filter.bytes || holds(scenario->title, filter) || holds(scenario->home.file->path, filter);
}

static void plan_scenario(Testing *testing, Program *program, const Scenario *scenario) {
  ScenarioPlan *plan = MEM_NEW(ScenarioPlan);
  if (!passes_filter(testing->workshop.options, scenario)) testing->passed_over++;
  else if (scenario_plan(&testing->workshop.session, program, scenario, plan)) list_push(&testing->plans, plan);
  else testing->broken++;
}

static size_t found(const Testing *testing) { return testing->plans.count + testing->broken + testing->passed_over; }

static void plan_file(Testing *testing, Text path) {
  Program *program = scenario_program(&testing->workshop.session, path);
  for (size_t i = 0; program && i < program->scenarios.count; i++)
    plan_scenario(testing, program, program->scenarios.at[i]);
}

static bool plan_argument(Testing *testing, Text path) {
  static const Text endings[] = {{".remit", 6}, {NULL, 0}};
  size_t before = found(testing), errors = testing->workshop.diags.errors;
  Paths files = {0};
  if (!folder_is(path)) list_push(&files, path);
  else folder_files(path, endings, &files);
  for (size_t i = 0; i < files.count; i++) plan_file(testing, files.at[i]);
  if (found(testing) > before || testing->workshop.diags.errors > errors) return true;
  options_complain(testing->workshop.options->verb, "there is no scenario in `%s`", text_c(path));
  return false;
}

static bool plan_all(Testing *testing) {
  const Options *options = testing->workshop.options;
  bool all_found = true;
  for (size_t i = 0; i < options->arguments.count; i++)
    all_found &= plan_argument(testing, text_of(options->arguments.at[i]));
  if (!all_found || testing->plans.count || testing->broken || testing->workshop.diags.errors) return all_found;
  options_complain(options->verb, "no scenario has `%s` in its title or file; %zu have not",
                   text_c(options->test.filter), testing->passed_over);
  return false;
}

/* ---- which rules ---- */

static const Source *file_of(const Program *program, size_t module) {
  return program->modules.at[module]->tree->source;
}

/* A module of scenarios that declares no conclusion is not what is tested. */
static bool has_rules(const Tree *tree) {
  for (size_t i = 0; i < tree->decls.count; i++) {
    DeclKind kind = tree->decls.at[i]->kind;
    if (kind == DECL_DUTY || kind == DECL_RIGHT || kind == DECL_REQUIREMENT || kind == DECL_SIGNATURE ||
        kind == DECL_DEFINE)
      return true;
  }
  return false;
}

static bool lies_in(Text path, Text folder) {
  char real_path[PATH_MAX], real_folder[PATH_MAX];
  if (!realpath(text_c(path), real_path) || !realpath(text_c(folder), real_folder)) return text_equal(path, folder);
  size_t length = strlen(real_folder);
  return strncmp(real_path, real_folder, length) == 0 && (!real_path[length] || real_path[length] == '/');
}

static bool tests_own_rules(const Testing *testing) {
  for (size_t i = 0; i < testing->plans.count; i++) {
    const Program *program = testing->plans.at[i]->program;
    for (size_t m = 0; m < program->modules.count; m++)
      if (has_rules(program->modules.at[m]->tree) && !lies_in(file_of(program, m)->path, testing->workshop.library))
        return true;
  }
  return false;
}

TestScope test_scope(const Testing *testing) {
  return (TestScope){.testing = testing, .library = !tests_own_rules(testing)};
}

static bool in_scope(const TestScope *scope, const Source *file) {
  const TestOptions *options = &scope->testing->workshop.options->test;
  for (size_t i = 0; i < options->of.count; i++)
    if (lies_in(file->path, options->of.at[i])) return true;
  if (options->of.count) return false;
  return scope->library || !lies_in(file->path, scope->testing->workshop.library);
}

bool test_wants(void *owner, const Source *file) {
  static const bool answers[2] = {false, true};
  TestScope *scope = owner;
  void **known = hash_put(&scope->known, file->path);
  if (!*known) *known = (void *)(uintptr_t)&answers[in_scope(scope, file)];
  return *(const bool *)*known;
}

bool test_scope_known(TestScope *scope) {
  const Testing *testing = scope->testing;
  for (size_t i = 0; i < testing->plans.count; i++) {
    const Program *program = testing->plans.at[i]->program;
    for (size_t m = 0; m < program->modules.count; m++)
      if (test_wants(scope, file_of(program, m)) && has_rules(program->modules.at[m]->tree)) return true;
  }
  options_complain(testing->workshop.options->verb, "these scenarios test no rules of the files that --of names");
  return false;
}

/* ---- the verb ---- */

static bool options_fit(const Options *options) {
  const TestOptions *test = &options->test;
  const char *wrong = NULL;
  bool study = test->coverage || test->mutate;
  if (test->coverage && test->mutate) wrong = "--coverage and --mutate are asked for one at a time";
  else if (study && (test->tap || test->junit.bytes || test->fail_fast))
    wrong = "--tap, --junit and --fail-fast go with neither --coverage nor --mutate";
  else if (!study && (test->fail_under_given || test->of.count))
    wrong = "--fail-under and --of go with --coverage or --mutate";
  else if (test->annotate && !test->coverage) wrong = "--annotate goes with --coverage";
  else if (test->annotate && options->format != FORMAT_TEXT) wrong = "--annotate has no other format than text";
  else if (test->tap && options->format != FORMAT_TEXT) wrong = "--tap is a format of its own";
  if (wrong) options_complain(options->verb, "%s", wrong);
  return !wrong;
}

static Exit test(const Options *options) {
  Testing testing = {0};
  Sink output;
  if (!options_fit(options)) return EXIT_USAGE;
  workshop_open(&testing.workshop, options);
  bool all_found = plan_all(&testing);
  Exit status = workshop_end(&testing.workshop);
  if (!all_found || (status != EXIT_DONE && !testing.plans.count)) return all_found ? status : EXIT_USAGE;
  output_open(&output);
  Exit result = options->test.mutate ? test_mutate(&testing, &output)
                : options->test.coverage ? test_coverage(&testing, &output) : test_run(&testing, &output);
  if (!output_close(&output)) return EXIT_USAGE;
  return status != EXIT_DONE ? status : result;
}

const Verb VERB_TEST = {
  .name = "test",
  .arguments = "FILE-or-FOLDER...",
  .one_line = "run the scenarios of rule files",
  .help =
    "Runs every scenario of the rule files (.remit), and of a folder of all in it, over all cores. A scenario passes "
    "when\n"
    "each of its `expect` lines is certainly so; with `because X`, when X is also part of the argument for it; with\n"
    "`as stated` (implied, opinion, proposed), when it also rests on just that. Of each that fails is told what was\n"
    "expected, what came instead, and the step at which that was decided; with -v those that pass are listed, too.\n"
    "No scenario at all is an error.\n"
    "\n"
    "--coverage tells what of the rules the scenarios try: each branch taken and not taken; each condition among\n"
    "several seen to decide its branch both ways (MC/DC: turning it round would turn the branch round); each "
    "threshold\n"
    "with a value at it and with the next value beyond it, one unit of its last place away. Only what an `expect` "
    "rests\n"
    "on counts: a branch that was worked out but mattered to no expectation is not covered. What is asked of other "
    "dates\n"
    "(`ever`, `at`, `for`) counts as one condition.\n"
    "\n"
    "--mutate makes small changes to the rules, one at a time (another comparison, a threshold or date shifted by one\n"
    "unit of its last place, a branch, exception or condition dropped, another party, the opposite), and runs the\n"
    "scenarios that can read the changed rule. A change that none of them notices is listed: that rule could be wrong\n"
    "without anyone noticing.\n"
    "\n"
    "Both count the rules of all modules that the scenarios use; those of the shipped library only where no other "
    "rules\n"
    "are tested, or where --of names them.",
  .example = "remit test tests/scenarios\n"
             "  runs all scenarios in that folder",
  .options = OPTION_BIT(FORMAT) | OPTION_BIT(JSON) | OPTION_BIT(FILTER) | OPTION_BIT(FAIL_FAST) | OPTION_BIT(TAP) |
             OPTION_BIT(JUNIT) | OPTION_BIT(COVERAGE) | OPTION_BIT(ANNOTATE) | OPTION_BIT(MUTATE) |
             OPTION_BIT(FAIL_UNDER) | OPTION_BIT(OF) | OPTION_BIT(VERBOSE),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON),
  .least = 1,
  .most = 100000,
  .run = test,
};

#include "cli/folder.h"
#include "cli/workshop.h"
#include "study/scenario.h"

typedef struct Tally {
  size_t rules, cases, scenarios;
} Tally;

static bool is_rules(Text path) {
  return text_ends(path, TEXT(".remit"));
}

/* A module that lends its words to others needs no rules; one that holds nothing at all is a mistake. */
static bool says_nothing(const Program *program) {
  const Tree *tree = program->module->tree;
  bool nothing = true;
  for (size_t i = 0; i < tree->decls.count; i++) {
    DeclKind kind = tree->decls.at[i]->kind;
    nothing = nothing && (kind == DECL_MODULE || kind == DECL_SOURCE);
  }
  return nothing;
}

static void check_rules(Workshop *workshop, Text path, Tally *tally) {
  tally->rules++;
  Program *program = scenario_program(&workshop->session, path);
  if (program && says_nothing(program) && !program->module->tree->library) workshop_has_rules(workshop, program);
  if (program) tally->scenarios += scenario_check_all(&workshop->session, program);
}

static void check_case(Workshop *workshop, Text path, Tally *tally) {
  size_t first = workshop->cases.count;
  case_read(&workshop->session, path, workshop->options->rules, &workshop->cases);
  for (size_t i = first; i < workshop->cases.count; i++) case_check(workshop->cases.at[i], &workshop->diags);
  size_t read = workshop->cases.count - first;
  tally->cases += read ? read : 1;
}

static void check_file(Workshop *workshop, Text path, Tally *tally) {
  if (is_rules(path)) check_rules(workshop, path, tally);
  else check_case(workshop, path, tally);
}

/* A folder without anything to check would look green by accident. */
static bool check_argument(Workshop *workshop, Text path, Tally *tally) {
  static const Text endings[] = {{".remit", 6}, {".case", 5}, {NULL, 0}};
  Paths files = {0};
  if (!folder_is(path)) {
    check_file(workshop, path, tally);
    return true;
  }
  bool readable = folder_files(path, endings, &files);
  for (size_t i = 0; i < files.count; i++) check_file(workshop, files.at[i], tally);
  if (files.count) return true;
  options_complain(workshop->options->verb, readable ? "the folder `%s` holds no rules (.remit) and no cases (.case)"
                                                     : "the folder `%s` cannot be read", text_c(path));
  return false;
}

static void count(Sink *sink, size_t number, const char *one, const char *many) {
  if (number) sink_format(sink, "%zu %s", number, number == 1 ? one : many);
  else sink_format(sink, "no %s", many);
}

static void sum_up(Sink *sink, const Tally *tally, const Diags *diags) {
  if (tally->rules) count(sink, tally->rules, "rule file", "rule files");
  if (tally->rules && tally->cases) sink_c(sink, ", ");
  if (tally->cases) count(sink, tally->cases, "case", "cases");
  if (tally->scenarios) sink_c(sink, ", ");
  if (tally->scenarios) count(sink, tally->scenarios, "scenario", "scenarios");
  sink_c(sink, ": ");
  count(sink, diags->errors, "error", "errors");
  sink_c(sink, ", ");
  count(sink, diags->warnings, "warning", "warnings");
  sink_char(sink, '\n');
}

static Exit check(const Options *options) {
  Workshop workshop;
  Tally tally = {0};
  Sink output;
  bool found = true;
  workshop_open(&workshop, options);
  for (size_t i = 0; i < options->arguments.count; i++)
    found &= check_argument(&workshop, text_of(options->arguments.at[i]), &tally);
  if (!workshop.diags.errors) program_unused(workshop.session.loader, &workshop.diags);
  Exit status = workshop_end(&workshop);
  output_open(&output);
  if (tally.rules || tally.cases) sum_up(&output, &tally, &workshop.diags);
  if (!output_close(&output) || !found) return EXIT_USAGE;
  return status;
}

const Verb VERB_CHECK = {
  .name = "check",
  .arguments = "FILE-or-FOLDER...",
  .one_line = "report every mistake in rules and cases; run nothing",
  .help = "Reads rule files (.remit) and cases (.case, .json, .csv), in any mix, and of a folder all its rules and cases.\n"
          "Every error and warning that can be found is reported in one go, at most 20 in full.",
  .example = "remit check rules examples/doncaster.case\n"
             "  checks the library, and one case with its rules",
  .options = OPTION_BIT(RULES),
  .least = 1,
  .most = 100000,
  .run = check,
};

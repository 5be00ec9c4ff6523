#include "base/file.h"
#include "cli/folder.h"
#include "cli/workshop.h"
#include "study/lint.h"
#include "study/scenario.h"
#include "view/diagjson.h"
#include <stdlib.h>
#include <string.h>

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
  if (program) lint_program(program, &workshop->diags);
}

static void check_case(Workshop *workshop, Text path, Tally *tally) {
  size_t first = workshop->cases.count;
  case_read(&workshop->session, path, workshop->options->rules, &workshop->cases);
  for (size_t i = first; i < workshop->cases.count; i++) {
    const CaseFile *file = workshop->cases.at[i];
    if (workshop_has_rules(workshop, file->program)) case_check(file, &workshop->diags);
  }
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

/* ---- --fix: the mends that are safe to make by machine ---- */

static int later_first(const void *a, const void *b) {
  const DiagFix *x = *(const DiagFix *const *)a, *y = *(const DiagFix *const *)b;
  return x->span.from > y->span.from ? -1 : x->span.from < y->span.from;
}

typedef LIST(const DiagFix *) Fixes;

static bool fix_source(const Options *options, Source *source, Fixes *fixes, size_t *fixed) {
  Sink text = {0};
  uint32_t at = 0;
  int error_number = 0;
  size_t mended = 0;
  for (size_t i = fixes->count; i-- > 0;) {
    const DiagFix *fix = fixes->at[i];
    if (fix->span.from < at) continue;
    sink_text(&text, text_slice(source->text, at, fix->span.from));
    sink_text(&text, fix->text);
    at = fix->span.to;
    mended++;
  }
  sink_text(&text, text_slice(source->text, at, source->text.bytes));
  if (file_replace(text_c(source->path), text.at, text.count, &error_number) == FILE_WRITTEN) {
    *fixed += mended;
    return true;
  }
  options_complain(options->verb, "`%s` could not be written, and stands as it was: %s", text_c(source->path),
                   strerror(error_number));
  return false;
}

static void gather_fixes(const Diags *diags, const Source *source, Fixes *fixes) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    for (size_t f = 0; diag->severity == DIAG_WARNING && f < diag->fixes.count; f++)
      if (diag->fixes.at[f].source == source) list_push(fixes, &diag->fixes.at[f]);
  }
}

/* Only warnings are mended: an error may have more than one mend, and the author knows which. */
static bool fix_all(const Options *options, const Diags *diags, size_t *fixed) {
  bool written = true;
  LIST(Source *) done = {0};
  for (size_t i = 0; i < diags->all.count; i++) {
    Source *source = diags->all.at[i]->source;
    Fixes fixes = {0};
    bool again = false;
    for (size_t d = 0; d < done.count; d++) again |= done.at[d] == source;
    if (again || !source) continue;
    list_push(&done, source);
    gather_fixes(diags, source, &fixes);
    if (!fixes.count) continue;
    qsort(fixes.at, fixes.count, sizeof *fixes.at, later_first);
    written &= fix_source(options, source, &fixes, fixed);
  }
  return written;
}

static Exit check(const Options *options) {
  Workshop workshop;
  Tally tally = {0};
  Sink output;
  bool found = true, text = options->format == FORMAT_TEXT;
  workshop_open(&workshop, options);
  for (size_t i = 0; i < options->arguments.count; i++)
    found &= check_argument(&workshop, text_of(options->arguments.at[i]), &tally);
  if (!workshop.diags.errors) program_unused(workshop.session.loader, tally.cases > 0, &workshop.diags);
  lint_allow(&workshop.diags);
  diag_sort(&workshop.diags);
  size_t fixed = 0;
  if (options->fix) found &= fix_all(options, &workshop.diags, &fixed);
  Exit status = text ? workshop_end(&workshop) : workshop_status(&workshop.diags, EXIT_DONE);
  output_open(&output);
  if (options->format == FORMAT_JSON) diagjson_print(&output, &workshop.diags);
  if (options->format == FORMAT_SARIF) diagjson_sarif(&output, &workshop.diags, REMIT_VERSION);
  if (text && (tally.rules || tally.cases)) sum_up(&output, &tally, &workshop.diags);
  if (fixed) sink_format(&output, "%zu mended; check again\n", fixed);
  if (!output_close(&output) || !found) return EXIT_USAGE;
  return status;
}

const Verb VERB_CHECK = {
  .name = "check",
  .arguments = "FILE-or-FOLDER...",
  .one_line = "report every mistake in rules and cases; run nothing",
  .help =
    "Reads rule files (.remit) and cases (.case, .json, .csv), in any mix, and of a folder all its rules and cases.\n"
    "Every error and warning that can be found is reported in one go, at most 20 in full. With --fix the mends that "
    "are\nsafe are made. A comment `# remit: allow R0702 because ...` on its line silences a warning.",
  .example = "remit check rules examples/doncaster.case\n"
             "  checks the library, and one case with its rules",
  .options = OPTION_BIT(RULES) | OPTION_BIT(FORMAT) | OPTION_BIT(JSON) | OPTION_BIT(FIX),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(SARIF),
  .least = 1,
  .most = 100000,
  .run = check,
};

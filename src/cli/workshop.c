#include "cli/workshop.h"
#include <stdlib.h>
#include <unistd.h>
#include "view/diagview.h"

/* ---- where modules are ---- */

static Text folder_of(Text path) {
  while (path.bytes && path.at[path.bytes - 1] != '/') path.bytes--;
  return path.bytes ? text_slice(path, 0, path.bytes - 1) : TEXT(".");
}

static Text program_folder(void) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  return length > 0 ? text_copy(folder_of((Text){path, (uint32_t)length})) : TEXT(".");
}

/* From the folder one is in where that is shorter: messages show these paths. */
static Text from_here(Text path) {
  char here[4096];
  if (!getcwd(here, sizeof here)) return path;
  Text begin = text_format("%s/", here);
  return text_starts(path, begin) ? text_slice(path, begin.bytes, path.bytes) : path;
}

/* `rules/` of the checkout in whose build/ the program stands; of an installed one PREFIX/share/remit/rules. */
static Text library_folder(void) {
  Text above = folder_of(program_folder());
  Text checkout = text_format("%s/rules", text_c(above));
  if (access(checkout.at, F_OK) == 0) return from_here(checkout);
  return text_format("%s/share/remit/rules", text_c(above));
}

void workshop_open(Workshop *workshop, const Options *options) {
  *workshop = (Workshop){.options = options, .library = library_folder()};
  session_open(&workshop->session, text_of(getenv("REMIT_PATH")), workshop->library, &workshop->diags);
}

bool workshop_has_rules(Workshop *workshop, const Program *program) {
  if (program->units.count) return true;
  const Tree *tree = program->module->tree;
  diag_add(&workshop->diags, DIAG_NO_RULES, tree->source, (Span){0, 0},
           "the module `%s` has no rules: it can conclude nothing", text_c(program->module->name->text));
  return false;
}

void workshop_cases(Workshop *workshop, size_t first, size_t last) {
  const Options *options = workshop->options;
  CaseFiles read = {0};
  for (size_t i = first; i < last && i < options->arguments.count; i++)
    case_read(&workshop->session, text_of(options->arguments.at[i]), options->rules, &read);
  for (size_t i = 0; i < read.count; i++)
    if (workshop_has_rules(workshop, read.at[i]->program)) list_push(&workshop->cases, read.at[i]);
}

/* ---- mistakes ---- */

static bool is_about_case(const Diag *diag) {
  bool code_of_cases = diag->code >= 500 && diag->code < 700;
  if (!diag->source) return code_of_cases;
  Text path = diag->source->path;
  if (text_ends(path, TEXT(".remit"))) return false;
  return code_of_cases || text_ends(path, TEXT(".case")) || text_ends(path, TEXT(".json")) ||
         text_ends(path, TEXT(".ndjson")) || text_ends(path, TEXT(".csv")) || text_equal(path, TEXT("standard input"));
}

/* An option's value, or one of these two arguments: what is wrong with it is wrong usage. */
static bool on_command_line(Text path) {
  return text_starts(path, TEXT("--")) || text_equal(path, TEXT(THE_CONDITION)) || text_equal(path, TEXT(THE_RANGE));
}

static Exit status_of(const Diag *diag) {
  if (diag->source && on_command_line(diag->source->path)) return EXIT_USAGE;
  switch (diag_blame(diag->code)) {
  case BLAME_USAGE: return EXIT_USAGE;
  case BLAME_LIMIT: return EXIT_LIMIT;
  case BLAME_TEXT: break;
  }
  return is_about_case(diag) ? EXIT_CASE : EXIT_RULES;
}

Exit workshop_status(const Diags *diags, Exit otherwise) {
  Exit worst = EXIT_FAULT;
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->severity == DIAG_ERROR && status_of(diag) < worst) worst = status_of(diag);
  }
  return worst == EXIT_FAULT ? otherwise : worst;
}

/* Warnings are for those who write rules and cases: `check` tells them. */
static Diags errors_of(const Diags *diags) {
  Diags errors = {.errors = diags->errors, .sources = diags->sources};
  for (size_t i = 0; i < diags->all.count; i++)
    if (diags->all.at[i]->severity == DIAG_ERROR) list_push(&errors.all, diags->all.at[i]);
  return errors;
}

Exit workshop_end(Workshop *workshop) {
  Sink errors;
  Diags told = workshop->options->verb == &VERB_CHECK ? workshop->diags : errors_of(&workshop->diags);
  if (!told.all.count) return EXIT_DONE;
  diag_sort(&told);
  output_open_errors(&errors);
  diagview_print(&errors, &told, terminal_colour(workshop->options->colour, STDERR_FILENO), DIAGVIEW_LIMIT);
  output_close_errors(&errors);
  return workshop_status(&workshop->diags, EXIT_DONE);
}

/* ---- suppositions ---- */

bool workshop_suppose(Workshop *workshop, const CaseFile *file, const char *option, Text written, SymbolKind wanted,
                      Assertions *supposed) {
  Source *line = source_of_text(text_of(option), written);
  Assertion *assertion = assertion_parse(file->program, (CaseFile *)(uintptr_t)file, line, &workshop->diags);
  if (!assertion) return false;
  if (wanted == SYMBOL_PARAMETER && assertion->kind != ASSERT_PARAMETER) {
    Diag *diag = diag_add(&workshop->diags, DIAG_WRONG_KIND, line, (Span){0, written.bytes}, "that is no parameter");
    diag_mend(diag, "facts are supposed with --set");
    return false;
  }
  list_push(supposed, assertion);
  return true;
}

bool workshop_suppose_all(Workshop *workshop, const CaseFile *file, Head *head, Assertions *supposed) {
  const Options *options = workshop->options;
  bool all_right = true;
  for (size_t i = 0; i < options->set.count; i++) {
    all_right &= workshop_suppose(workshop, file, "--set", options->set.at[i], SYMBOL_FACT, supposed);
    list_push(&head->supposed, options->set.at[i]);
  }
  for (size_t i = 0; i < options->parameters.count; i++) {
    const HeadParameter *parameter = &options->parameters.at[i];
    Text written = text_format("%s=%s", text_c(parameter->name), text_c(parameter->value));
    all_right &= workshop_suppose(workshop, file, "--param", written, SYMBOL_PARAMETER, supposed);
    list_push(&head->parameters, *parameter);
  }
  return all_right;
}

/* ---- worlds ---- */

static void date_head(const Options *options, const CaseFile *file, Head *head) {
  head->origin = options->as_at_given ? DATE_GIVEN : file->dated ? DATE_OF_CASE : DATE_TODAY;
  switch (head->origin) {
    case DATE_GIVEN: head->as_at = options->as_at; break;
    case DATE_OF_CASE: head->as_at = file->as_at; break;
    case DATE_TODAY: head->as_at = calendar_now(); break;
  }
}

World *workshop_world(Workshop *workshop, const CaseFile *file, Head *head) {
  const Options *options = workshop->options;
  Assertions supposed = {0};
  *head = (Head){.verb = options->verb->name,
                 .program = file->program,
                 .case_file = file,
                 .as_known = options->as_known,
                 .known_on = options->known_on,
                 .as_planned = options->as_planned};
  date_head(options, file, head);
  if (!workshop_suppose_all(workshop, file, head, &supposed)) return NULL;
  WorldOptions kind = {.as_known = options->as_known, .known_on = options->known_on, .as_planned = options->as_planned};
  World *world = world_make(file->program, file, kind);
  return supposed.count ? world_suppose(world, &supposed) : world;
}

bool workshop_fails(const Workshop *workshop, const Conclusions *conclusions) {
  for (size_t i = 0; i < conclusions->findings.count; i++) {
    const Finding *finding = &conclusions->findings.at[i];
    unsigned bit = 1u << finding->kind;
    if (workshop->options->fail_on.possible & bit || (finding->certain && workshop->options->fail_on.certain & bit))
      return true;
  }
  return false;
}

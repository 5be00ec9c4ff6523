#include <stdlib.h>
#include <string.h>
#include "cli/folder.h"
#include "cli/each_case.h"
#include "view/impactview.h"

typedef LIST(Head) Heads;

static bool both_alike(const Options *options) {
  for (size_t i = 0; i < 2; i++) {
    const char *path = options->arguments.at[i];
    bool module = !strchr(path, '/') && !strchr(path, '.');
    if (access(path, F_OK) == 0 || (module && !folder_is(text_of(options->arguments.at[1 - i])))) continue;
    options_complain(options->verb, "there is no file or folder `%s`", path);
    return false;
  }
  if (folder_is(text_of(options->arguments.at[0])) == folder_is(text_of(options->arguments.at[1]))) return true;
  options_complain(options->verb, "`%s` and `%s` are not alike: either two rule files or two folders of rules",
                   options->arguments.at[0], options->arguments.at[1]);
  return false;
}

/* ---- the cases, by one version of the rules ---- */

static bool read_paths(const Options *options, Paths *paths) {
  static const Text endings[] = {TEXT(".case"), {0}};   /* other data may lie there as JSON or CSV */
  for (size_t i = 2; i < options->arguments.count; i++) {
    Text path = text_of(options->arguments.at[i]);
    size_t before = paths->count;
    if (!folder_is(path)) {
      list_push(paths, path);
      continue;
    }
    if (folder_files(path, endings, paths) && paths->count > before) continue;
    options_complain(options->verb, "there is no .case file in the folder `%s`", text_c(path));
    return false;
  }
  return true;
}

/* By the rules of a folder each case's own module is looked up there first; a module or file judges all cases. */
static CaseFiles read_cases(Workshop *workshop, const Paths *paths, Text rules) {
  CaseFiles all = {0}, sound = {0};
  bool folder = folder_is(rules);
  session_open(&workshop->session, folder ? rules : text_of(getenv("REMIT_PATH")), workshop->library, &workshop->diags);
  if (folder) rules = TEXT("");
  for (size_t i = 0; i < paths->count; i++) case_read(&workshop->session, paths->at[i], rules, &all);
  for (size_t i = 0; i < all.count; i++)
    if (workshop_has_rules(workshop, all.at[i]->program)) list_push(&sound, all.at[i]);
  return sound;
}

/* The same file by either rules gives the same cases in the same order, unless one of them is in error: then nothing is
 * compared. */
static bool make_sides(Workshop *workshop, const CaseFiles *old, const CaseFiles *new, Impact *impact, Heads *heads) {
  for (size_t i = 0; i < old->count; i++) {
    Head before, after;
    World *by_old = workshop_world(workshop, old->at[i], &before),
          *by_new = workshop_world(workshop, new->at[i], &after);
    if (!by_old || !by_new) return false;
    ImpactCase one = {.sides = {side_of(by_old, before.as_at), side_of(by_new, after.as_at)}};
    list_push(&impact->cases, one);
    list_push(heads, after);
  }
  return true;
}

/* ---- the verb ---- */

static void show(const Options *options, Sink *sink, const ImpactHeads *heads, const Impact *impact) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) impactview_json(sink, heads, impact);
  else if (options->format == FORMAT_CSV) impactview_csv(sink, heads, impact);
  else impactview_text(sink, heads, impact, page);
}

static void run(Workshop *workshop, const Paths *paths, Sink *output) {
  const Options *options = workshop->options;
  Impact impact = {0};
  Heads heads = {0};
  ImpactHeads told = {.old = text_of(options->arguments.at[0]), .new = text_of(options->arguments.at[1])};
  CaseFiles new = {0}, old = read_cases(workshop, paths, told.old);
  if (!workshop->diags.errors) new = read_cases(workshop, paths, told.new);
  if (workshop->diags.errors || !old.count || old.count != new.count) return;
  if (!make_sides(workshop, &old, &new, &impact, &heads)) return;
  impact_run(&impact);
  told.at = heads.at;
  show(options, output, &told, &impact);
}

static Exit impact(const Options *options) {
  Workshop workshop;
  Sink output;
  Paths paths = {0};
  if (!read_paths(options, &paths) || !both_alike(options)) return EXIT_USAGE;
  workshop_open(&workshop, options);
  output_open(&output);
  run(&workshop, &paths, &output);
  if (!output_close(&output)) return EXIT_USAGE;
  return workshop_end(&workshop);
}

const Verb VERB_IMPACT = {
  .name = "impact",
  .arguments = "OLD NEW CASE...",
  .one_line = "show what another version of a module changes in many cases",
  .help = "Judges every case by both versions of the rules and shows only what changes, grouped by what made it "
          "change: a rule that\n"
          "decides now where another did, a threshold, a record, a conclusion added or gone. A changed threshold or a "
          "changed rule\n"
          "far below is one reason, with all that follows from it. OLD and NEW are rule files, by which all cases are "
          "judged, or folders of rules, where\n"
          "each case's own module and what it uses are looked up first. A CASE may be a folder of cases.",
  .example = "remit impact old/rules rules examples\n"
             "  what the rules as they are now change in all example cases",
  .options = (OPTIONS_EVALUATING & ~OPTION_BIT(RULES)) | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD),
  .least = 3,
  .most = 100000,
  .run = impact,
};

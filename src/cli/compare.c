#include <string.h>
#include "cli/each_case.h"
#include "view/compareview.h"

/* ---- CASE or CASE@DATE ---- */

typedef struct Asked {
  Text path;
  bool dated;
  Day as_at;
} Asked;

/* The last `@` parts the date from the path, unless what follows is no date and the path is a file's as it stands. */
static bool read_asked(const Options *options, const char *written, Asked *asked) {
  const char *at = strrchr(written, '@');
  PartialDate date;
  *asked = (Asked){.path = text_of(written)};
  if (!at || (access(written, F_OK) == 0)) return true;
  asked->path = text_slice(text_of(written), 0, (size_t)(at - written));
  asked->dated = true;
  if (!asked->path.bytes || calendar_parse(text_of(at + 1), &date) != DATE_OK || date.first != date.last) {
    options_complain(options->verb, "it takes CASE or CASE@DATE, such as doncaster.case@2021-06-01, not `%s`", written);
    return false;
  }
  asked->as_at = date.first;
  return true;
}

/* One case a side: of a file of several the two are not told apart by their file's name. */
static const CaseFile *read_case(Workshop *workshop, Options *options, const Asked *asked) {
  size_t before = workshop->cases.count;
  options->arguments.count = 0;
  list_push(&options->arguments, text_c(asked->path));
  workshop_cases(workshop, 0, 1);
  if (workshop->cases.count == before + 1) return workshop->cases.at[before];
  if (workshop->cases.count > before)
    options_complain(options->verb, "`%s` holds %zu cases; it takes files of one case", text_c(asked->path),
                     workshop->cases.count - before);
  return NULL;
}

static World *world_of(Workshop *workshop, Options *options, const CaseFile *file, const Asked *asked, Head *head) {
  bool given = options->as_at_given;
  Day day = options->as_at;
  if (asked->dated) options->as_at_given = true, options->as_at = asked->as_at;
  World *world = workshop_world(workshop, file, head);
  options->as_at_given = given, options->as_at = day;
  return world;
}

/* ---- the verb ---- */

static void show(const Options *options, Sink *sink, const Head *const heads[2], const Compare *compare) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) compareview_json(sink, heads, compare);
  else if (options->format == FORMAT_CSV) compareview_csv(sink, heads, compare);
  else compareview_text(sink, heads, compare, page);
}

static Exit compare_both(Workshop *workshop, Options *options, const Asked asked[2], Sink *output) {
  Head heads[2];
  World *worlds[2];
  const CaseFile *files[2];
  bool one = text_equal(asked[0].path, asked[1].path);
  files[0] = read_case(workshop, options, &asked[0]);
  files[1] = one ? files[0] : read_case(workshop, options, &asked[1]);
  if (!files[0] || !files[1]) return workshop_status(&workshop->diags, EXIT_USAGE);
  for (int i = 0; i < 2; i++) {
    worlds[i] = world_of(workshop, options, files[i], &asked[i], &heads[i]);
    if (!worlds[i]) return workshop_status(&workshop->diags, EXIT_USAGE);
  }
  if (one && heads[0].as_at == heads[1].as_at) {
    options_complain(options->verb, "both sides are the same case at the same date");
    return EXIT_USAGE;
  }
  const Head *const shown[] = {&heads[0], &heads[1]};
  show(options, output, shown,
       compare_sides(side_of(worlds[0], heads[0].as_at), side_of(worlds[1], heads[1].as_at), options->all));
  return EXIT_DONE;
}

static Exit compare(const Options *options) {
  Workshop workshop;
  Sink output;
  Asked asked[2];
  Options own = *options;
  for (int i = 0; i < 2; i++)
    if (!read_asked(options, options->arguments.at[i], &asked[i])) return EXIT_USAGE;
  own.arguments.at = NULL, own.arguments.count = own.arguments.room = 0;
  workshop_open(&workshop, &own);
  output_open(&output);
  Exit status = compare_both(&workshop, &own, asked, &output);
  if (!output_close(&output)) return EXIT_USAGE;
  Exit mistakes = workshop_end(&workshop);
  return mistakes != EXIT_DONE ? mistakes : status;
}

const Verb VERB_COMPARE = {
  .name = "compare",
  .arguments = "CASE[@DATE] CASE[@DATE]",
  .one_line = "put two cases, or one case at two dates, side by side",
  .help = "Shows the differences between two cases, or between one case at two dates (CASE@DATE CASE@DATE): the facts "
          "that differ, the\n"
          "conclusions that differ, what decides each, and which fact made them differ. A side without a date takes "
          "--as-at, else\n"
          "the case's own date. --all shows also what is the same. --set and --param suppose the same on both sides.",
  .example = "remit compare examples/doncaster.case@2014-01-01 examples/doncaster.case@2016-01-01\n"
             "  what the trust changed in Doncaster",
  .options = OPTIONS_EVALUATING | OPTION_BIT(FORMAT) | OPTION_BIT(JSON) | OPTION_BIT(ALL),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD),
  .all = "also what is the same on both sides",
  .least = 2,
  .most = 2,
  .run = compare,
};

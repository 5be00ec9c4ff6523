#include "cli/ask_about.h"
#include "cli/each_case.h"
#include "view/timelineview.h"

static bool find_units(const Options *options, Program *program, PeriodUnits *units) {
  AskedAbout asked = {0};
  bool all_right = true;
  if (options->arguments.count == 1) {
    *units = periods_all_units(program);
    return true;
  }
  for (size_t i = 1; i < options->arguments.count; i++)
    all_right &= asked_about(options, program, text_of(options->arguments.at[i]), false, &asked);
  for (size_t i = 0; i < asked.units.count; i++) list_push(units, asked.units.at[i]);
  return all_right;
}

static bool find_range(const Options *options, const World *world, const Head *head, Day *from, Day *to) {
  char first[DATE_ROOM], last[DATE_ROOM];
  *to = options->to_given ? options->to : head->as_at;
  *from = options->from_given ? options->from : periods_first_day(world, *to);
  if (*from <= *to) return true;
  calendar_print(*from, first);
  calendar_print(*to, last);
  options_complain(options->verb, "the period is empty: it begins on %s%s and ends on %s%s", first,
                   options->from_given ? "" : " (the first date of the record)", last,
                   options->to_given ? "" : " (the case's own date, or today)");
  return false;
}

static void show(const Options *options, Sink *sink, const Head *head, const Periods *periods, size_t index) {
  PageOptions page = page_for(options);
  bool all = options->all || options->arguments.count > 1;
  switch (options->format) {
    case FORMAT_JSON: timelineview_json(sink, head, periods); return;
    case FORMAT_CSV: timelineview_csv(sink, head, periods, index == 0); return;
    case FORMAT_SVG: timelineview_svg(sink, head, periods, all); return;
    case FORMAT_MD: page.format = PAGE_MARKDOWN; break;
    case FORMAT_SARIF: case FORMAT_HTML: case FORMAT_TEXT: page.format = PAGE_TEXT; break;
  }
  timelineview_text(sink, head, periods, page, all);
}

static Exit answer_case(Workshop *workshop, Sink *sink, const CaseFile *file, size_t index, const void *with) {
  (void)with;
  const Options *options = workshop->options;
  PeriodUnits units = {0};
  Day from, to;
  Head head;
  if (!find_units(options, file->program, &units)) return EXIT_USAGE;
  World *world = workshop_world(workshop, file, &head);
  if (!world) return workshop_status(&workshop->diags, EXIT_DONE);
  if (!find_range(options, world, &head, &from, &to)) return EXIT_USAGE;
  Periods periods = periods_make(world, &units, from, to);
  show(options, sink, &head, &periods, index);
  return EXIT_DONE;
}

static Exit timeline(const Options *options) { return each_case(options, answer_case, NULL); }

const Verb VERB_TIMELINE = {
  .name = "timeline",
  .arguments = "CASE [CONCLUSION...]",
  .one_line = "show the periods over which conclusions hold, and what changed them",
  .help = "For each conclusion (all that change, where none is named) the periods over which its answer stands, exact "
          "to the day,\n"
          "and the cause of every change: a fact, an event that left its window, a rule or threshold that commenced, a "
          "deadline.\n"
          "As text with bars, or with --format as JSON, CSV, Markdown or a picture (svg).",
  .example = "remit timeline examples/doncaster.case social_care.delivers --from 2013-01-01\n"
             "  who delivered the service, from when until when, and why it changed",
  .options =
    OPTIONS_EVALUATING | OPTION_BIT(FROM) | OPTION_BIT(TO) | OPTION_BIT(ALL) | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD) | FORMAT_BIT(SVG),
  .all = "also the conclusions that never change",
  .least = 1,
  .most = 1000,
  .run = timeline,
};

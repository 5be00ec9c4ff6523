#include "cli/each_case.h"
#include "view/runcsv.h"
#include "view/runjson.h"
#include "view/runtext.h"

/* ---- one case in the form that was asked for ---- */

static void show(const Options *options, Sink *sink, const Head *head, const Conclusions *conclusions, size_t index) {
  PageOptions page = page_for(options);
  switch (options->format) {
    case FORMAT_JSON: runjson_print(sink, head, conclusions); return;
    case FORMAT_CSV: runcsv_print(sink, head, conclusions, index == 0); return;
    case FORMAT_MD: page.format = PAGE_MARKDOWN; break;
    case FORMAT_TEXT: page.format = PAGE_TEXT; break;
    case FORMAT_SVG: case FORMAT_SARIF: case FORMAT_HTML: return;    /* refused before */
  }
  if (index) sink_c(sink, page.format == PAGE_TEXT ? "\n\n" : "\n---\n\n");
  runtext_print(sink, head, conclusions, page, options->all);
}

static Exit run(const Options *options) {
  Workshop workshop;
  Sink output;
  bool fails = false;
  workshop_open(&workshop, options);
  workshop_cases(&workshop, 0, options->arguments.count);
  output_open(&output);
  for (size_t i = 0; i < workshop.cases.count; i++) {
    Head head;
    World *world = workshop_world(&workshop, workshop.cases.at[i], &head);
    if (!world) break;
    Conclusions conclusions = conclude_all(world, head.as_at);
    show(options, &output, &head, &conclusions, i);
    fails = fails || workshop_fails(&workshop, &conclusions);
  }
  if (!output_close(&output)) return EXIT_USAGE;
  Exit status = workshop_end(&workshop);
  return status != EXIT_DONE ? status : fails ? EXIT_FINDINGS : EXIT_DONE;
}

const Verb VERB_RUN = {
  .name = "run",
  .arguments = "CASE...",
  .one_line = "reach the conclusions of a case at a date",
  .help = "Reads case files (.case, .json, .csv) with the rules they name, and prints who answers for what, who may\n"
          "decide what, what is required, what to probe, and what is disputed, planned, stale or missing.",
  .example = "remit run examples/doncaster.case --as-at 2016-06-01\n"
             "  what holds in Doncaster on 1 June 2016",
  .options = OPTIONS_EVALUATING | OPTION_BIT(FORMAT) | OPTION_BIT(JSON) | OPTION_BIT(ALL) | OPTION_BIT(FAIL_ON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD),
  .all = "also what is not held, not raised and does not apply, one by one",
  .least = 1,
  .most = 100000,
  .run = run,
};

#include "cli/module.h"
#include "view/docview.h"

static Exit doc(const Options *options) {
  Workshop workshop;
  Sink output;
  workshop_open(&workshop, options);
  Program *program = module_with_words(&workshop, text_of(options->arguments.at[0]));
  if (!program) return workshop_end(&workshop);
  Head head = {.verb = "doc", .program = program};
  PageOptions page = {.format = options->format == FORMAT_HTML ? PAGE_HTML : PAGE_MARKDOWN};
  output_open(&output);
  docview_print(&output, &head, page, options->all);
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

const Verb VERB_DOC = {
  .name = "doc",
  .arguments = "MODULE",
  .one_line = "write the rules as a document that a committee can read",
  .help =
    "Markdown, or with --format html a page of its own: duties and rights as tables, requirements, signatures, "
    "thresholds\n"
    "with their sources, the facts that are asked for, and an index of the sources with what each is cited for.\n"
    "With --all also the modules that MODULE uses. MODULE is a rule file, or the name of a module in the library.",
  .example = "remit doc doncaster --format html > doncaster.html\n"
             "  the rules for Doncaster, as a page",
  .options = OPTION_BIT(FORMAT) | OPTION_BIT(ALL),
  .formats = FORMAT_BIT(MD) | FORMAT_BIT(HTML),
  .all = "also the modules that MODULE uses",
  .least = 1,
  .most = 1,
  .run = doc,
};

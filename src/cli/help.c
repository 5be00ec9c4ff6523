#include "cli/man.h"
#include "cli/options.h"

static void say_overview(Sink *sink) {
  sink_c(sink, "Remit answers one question: who answers for what, who may decide what, and what should worry us -\n"
               "on this date, given what we know?\n\nUsage: remit VERB [OPTION...] [ARGUMENT...]\n\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++)
    sink_format(sink, "  %-9s %s\n", (*verb)->name, (*verb)->one_line);
  sink_c(
    sink,
    "\n`remit VERB --help` tells more about a verb, with an example; `remit --version` says which Remit this is.\n"
    "Exit status: 0 done; 1 done, with findings that --fail-on names or a failed scenario; 2 wrong usage or a file\n"
    "that cannot be read or written; 3 errors in rules; 4 errors in case facts; 5 a limit was reached; 70 a fault of\n"
    "Remit's own.\n");
}

static void say_verb(Sink *sink, const Verb *verb) {
  sink_format(sink, "Usage: remit %s%s%s%s\n\n%s\n", verb->name, verb->options ? " [OPTION...]" : "",
              *verb->arguments ? " " : "", verb->arguments, verb->help);
  sink_c(sink, "\nOptions:\n");
  options_describe(sink, verb);
  sink_format(sink, "\nExample:\n  %s\n", verb->example);
}

static Exit help(const Options *options) {
  Sink output;
  const Verb *verb = options->arguments.count ? verb_find(options->arguments.at[0]) : NULL;
  if (options->arguments.count && !verb) {
    options_complain(options->verb, "there is no verb `%s`", options->arguments.at[0]);
    return EXIT_USAGE;
  }
  output_open(&output);
  if (options->man) man_print(&output);
  else if (options->completion.bytes) {
    if (!completion_print(&output, text_c(options->completion))) {
      options_complain(options->verb, "--completion takes bash, zsh or fish, not `%s`", text_c(options->completion));
      return EXIT_USAGE;
    }
  } else if (verb) say_verb(&output, verb);
  else say_overview(&output);
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

const Verb VERB_HELP = {
  .name = "help",
  .arguments = "[VERB]",
  .one_line = "tell about a verb, or list them all",
  .help = "Tells how a verb is used, with an example; without one, lists all verbs.",
  .example = "remit help run\n  tells about `remit run`",
  .options = OPTION_BIT(MAN) | OPTION_BIT(COMPLETION),
  .least = 0,
  .most = 1,
  .run = help,
};

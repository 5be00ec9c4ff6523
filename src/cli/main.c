/* The program: finds the verb, reads its options, runs it. */
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "cli/options.h"
#include "source/diag.h"

const Verb *const *verbs_all(void) {
  static const Verb *const all[] = {&VERB_CHECK,    &VERB_RUN,     &VERB_WHO,   &VERB_WHY,     &VERB_HOW,    &VERB_ASK,
                                    &VERB_TIMELINE, &VERB_WHATIF,  &VERB_SWEEP, &VERB_COMPARE, &VERB_IMPACT, &VERB_TEST,
                                    &VERB_FMT,      &VERB_DOC,     &VERB_GRAPH, &VERB_REPL,    &VERB_LSP,    &VERB_NEW,
                                    &VERB_BATCH,    &VERB_EXPLAIN, &VERB_HELP,  NULL};
  return all;
}

const Verb *verb_find(const char *name) {
  for (const Verb *const *verb = verbs_all(); *verb; verb++)
    if (strcmp((*verb)->name, name) == 0) return *verb;
  return NULL;
}

/* ---- what goes before any verb ---- */

static Exit say_version(void) {
  Sink output;
  output_open(&output);
  sink_c(&output, "remit " REMIT_VERSION "\n");
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

static Exit complain_verb(const char *name) {
  Sink errors;
  DiagNearest nearest = {.wanted = text_of(name)};
  for (const Verb *const *verb = verbs_all(); *verb; verb++) diag_nearest_offer(&nearest, text_of((*verb)->name));
  output_open_errors(&errors);
  sink_format(&errors, "remit: there is no verb `%s`", name);
  if (nearest.count) sink_format(&errors, "; did you mean `%s`?", text_c(nearest.best[0]));
  sink_c(&errors, "\n`remit --help` lists them.\n");
  output_close_errors(&errors);
  return EXIT_USAGE;
}

static Exit run_verb(const Verb *verb, int argc, char **argv) {
  Options options;
  if (!options_read(&options, verb, argc, argv)) return EXIT_USAGE;
  if (!options.help) return verb->run(&options);
  options.arguments.count = 0;
  list_push(&options.arguments, verb->name);
  return VERB_HELP.run(&options);
}

/* `remit -h` and `remit` alone are the help verb; the latter is wrong usage nevertheless. */
static Exit run_program(int argc, char **argv) {
  char *help[] = {"help", NULL};
  if (argc < 2) {
    run_verb(&VERB_HELP, 1, help);
    return EXIT_USAGE;
  }
  if (strcmp(argv[1], "--version") == 0) return say_version();
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) return run_verb(&VERB_HELP, 1, help);
  const Verb *verb = verb_find(argv[1]);
  return verb ? run_verb(verb, argc - 1, argv + 1) : complain_verb(argv[1]);
}

/* Called when there is no memory: nothing may be allocated here. */
static void out_of_memory(void) {
  static const char line[] = "remit: out of memory\n";
  ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
  (void)written;
  _exit(EXIT_FAULT);
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_DFL);   /* a closed pipe ends the program quietly, also where its parent ignores the signal */
  mem_on_die(out_of_memory);
  mem_open();
  Exit status = run_program(argc, argv);
  mem_close();
  return status;
}

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "cli/options.h"
#include "source/diag.h"

typedef enum ExampleForm { RULES, CASE, JSON, CSV, COMMAND } ExampleForm;

typedef struct Explanation {
  unsigned code;
  ExampleForm form;
  const char *text, *wrong, *right;
} Explanation;

static const Explanation EXPLANATIONS[] = {
#define EXPLAIN(number, form, text, wrong, right) {number, form, text, wrong, right},
#include "cli/explain.def"
#undef EXPLAIN
};

/* Every code has one: tests/explain.t. */
static const Explanation *find(DiagCode code) {
  size_t i = 0;
  for (; EXPLANATIONS[i].code != (unsigned)code; i++) assert(i + 1 < sizeof EXPLANATIONS / sizeof *EXPLANATIONS);
  return &EXPLANATIONS[i];
}

static const char *where(ExampleForm form) {
  switch (form) {
    case RULES: return "in rules";
    case CASE: return "in a case";
    case JSON: return "in JSON";
    case CSV: return "in CSV";
    case COMMAND: return "at the command line";
  }
  return "";
}

static void say_example(Sink *sink, const char *judgement, ExampleForm form, const char *example) {
  Text rest = text_of(example);
  sink_format(sink, "\n%s, %s:\n", judgement, where(form));
  for (uint32_t from = 0, to; from < rest.bytes; from = to + 1) {
    for (to = from; to < rest.bytes && rest.at[to] != '\n';) to++;
    sink_c(sink, "    ");
    sink_text(sink, text_slice(rest, from, to));
    sink_char(sink, '\n');
  }
}

static void say_code(Sink *sink, DiagCode code) {
  const Explanation *explanation = find(code);
  sink_format(sink, "R%04u (%s): %s\n", (unsigned)code, diag_severity(code) == DIAG_ERROR ? "error" : "warning",
              diag_title(code));
  sink_format(sink, "\n%s\n", explanation->text);
  say_example(sink, "Wrong", explanation->form, explanation->wrong);
  say_example(sink, "Right", explanation->form, explanation->right);
}

/* `R0203`, `r203` or `203`; 0 when it is none of these. */
static unsigned read_code(const char *written) {
  char *end = NULL;
  if (*written == 'R' || *written == 'r') written++;
  if (*written < '0' || *written > '9') return 0;
  unsigned long number = strtoul(written, &end, 10);
  return *end || number > 9999 ? 0 : (unsigned)number;
}

static Exit explain(const Options *options) {
  Sink output;
  const char *written = options->arguments.at[0];
  unsigned number = read_code(written);
  if (!number || !diag_known(number)) {
    options_complain(options->verb, "there is no code `%s`; codes look like R0203", written);
    return EXIT_USAGE;
  }
  output_open(&output);
  say_code(&output, (DiagCode)number);
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

const Verb VERB_EXPLAIN = {
  .name = "explain",
  .arguments = "CODE",
  .one_line = "tell more about the code of an error or warning",
  .help =
    "Tells how to mend what a code such as R0203 is about, and what it means, with a wrong and a right example.\n"
    "Examples of rules and cases use the shipped modules `all_signatures` and `memorandum`, unless they name others.",
  .example = "remit explain R0203\n  about a module that cannot be found",
  .least = 1,
  .most = 1,
  .run = explain,
};

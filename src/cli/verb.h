/* A verb of the command line, and what verbs return. */
#ifndef REMIT_CLI_VERB_H
#define REMIT_CLI_VERB_H
#include <stdint.h>

/* As the manual documents them. */
typedef enum Exit {
  EXIT_DONE = 0,
  EXIT_FINDINGS = 1,        /* done, with what --fail-on names, or a failed scenario */
  EXIT_USAGE = 2,           /* wrong usage, or a file that cannot be read or written */
  EXIT_RULES = 3,           /* errors in rules */
  EXIT_CASE = 4,            /* errors in case facts */
  EXIT_LIMIT = 5,           /* a limit was reached */
  EXIT_FAULT = 70           /* ours: out of memory, for instance */
} Exit;

typedef enum OutputFormat {
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_CSV,
  FORMAT_MD,
  FORMAT_SVG,
  FORMAT_SARIF,
  FORMAT_HTML
} OutputFormat;
#define FORMATS_COUNT (FORMAT_HTML + 1)
#define FORMAT_BIT(format) (1u << FORMAT_##format)

typedef struct Options Options;   /* see options.h */

typedef struct Verb {
  const char *name;
  const char *arguments;    /* "CASE..." */
  const char *one_line;     /* what it does */
  const char *help;         /* more about it, in paragraphs */
  const char *example;      /* one command line and, in the next lines, what it shows */
  uint64_t options;         /* those it takes: bits of OptionId */
  unsigned formats;         /* what --format may say: bits of OutputFormat */
  const char *all;          /* what --all adds; NULL: it takes no --all */
  unsigned least, most;     /* how many arguments */
  Exit (*run)(const Options *options);
} Verb;

extern const Verb VERB_CHECK, VERB_RUN, VERB_WHO, VERB_WHY, VERB_TIMELINE, VERB_WHATIF, VERB_SWEEP, VERB_COMPARE,
  VERB_IMPACT, VERB_TEST, VERB_FMT, VERB_DOC, VERB_GRAPH, VERB_EXPLAIN, VERB_HELP, VERB_REPL, VERB_LSP, VERB_NEW,
  VERB_HOW, VERB_ASK, VERB_BATCH;

/* All verbs that work, in the order in which --help lists them; ends with NULL. */
const Verb *const *verbs_all(void);
const Verb *verb_find(const char *name);
#endif

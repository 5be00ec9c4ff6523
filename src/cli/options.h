/* What the user asked for, read from the command line. */
#ifndef REMIT_CLI_OPTIONS_H
#define REMIT_CLI_OPTIONS_H
#include "cli/terminal.h"
#include "cli/verb.h"
#include "view/head.h"

typedef enum OptionId {
#define OPTION(id, name, letter, argument, what) OPTION_##id,
#include "cli/options.def"
#undef OPTION
  OPTIONS_COUNT
} OptionId;
#define OPTION_BIT(id) (UINT64_C(1) << OPTION_##id)
#define OPTIONS_EVALUATING                                                                                  \
  (OPTION_BIT(AS_AT) | OPTION_BIT(AS_KNOWN) | OPTION_BIT(AS_PLANNED) | OPTION_BIT(SET) | OPTION_BIT(PARAM) | \
   OPTION_BIT(RULES))
#define OPTIONS_ALWAYS (OPTION_BIT(COLOR) | OPTION_BIT(HELP))

typedef struct FailOn {       /* bits of FindingKind */
  unsigned certain, possible;
} FailOn;

typedef struct TestOptions {
  bool fail_fast, tap, coverage, annotate, mutate, fail_under_given;
  Text filter, junit;         /* empty: not given */
  Millionths fail_under;      /* a share: 90% is 900000 */
  LIST(Text) of;
} TestOptions;

typedef enum ErrorWish { ERRORS_STOP, ERRORS_KEEP, ERRORS_SKIP } ErrorWish;

typedef struct BatchWishes {
  LIST(Text) select, columns, missing, keep;    /* parted at the commas */
  Text where, by;             /* empty: not given */
  bool summary, check_all, full;
  unsigned jobs;              /* 0: all cores */
  ErrorWish errors;
} BatchWishes;

typedef struct Options {
  const Verb *verb;
  OutputFormat format;
  ColourChoice colour;
  bool as_at_given, as_known, as_planned, all, check, diff, fix, man, verbose, help, from_given, to_given, keep_going;
  Day as_at, known_on, from, to;
  unsigned depth;             /* 0: not given */
  Text step;                  /* empty: not given */
  const char *output;         /* NULL: not given */
  Text completion;            /* a shell; empty: not given */
  Text focus;                 /* empty: not given */
  Text rules;                 /* empty: the case's */
  LIST(Text) set;             /* as given */
  LIST(Text) scenarios;       /* as given: `grim: FACT=VALUE; ...` */
  LIST(HeadParameter) parameters;
  FailOn fail_on;
  TestOptions test;
  BatchWishes batch;
  LIST(const char *) arguments;
} Options;

typedef struct OptionInfo {
  const char *name;
  char letter;                /* 0: none */
  const char *argument;       /* NULL: it takes none */
  const char *what;
} OptionInfo;
const OptionInfo *options_info(OptionId id);

/* False after a message on standard error: wrong usage. */
bool options_read(Options *options, const Verb *verb, int argc, char **argv);
bool options_takes(const Verb *verb, OptionId id);
/* What an option does with this verb, in words. */
const char *options_what(const Verb *verb, OptionId id);
/* The words that an option may be given, with spaces between; NULL where they cannot be listed. */
const char *options_values(const Verb *verb, OptionId id);
/* The lines of --help about the options that a verb takes. */
void options_describe(Sink *sink, const Verb *verb);
/* `remit run: ...` and where to read more, on standard error. */
void options_complain(const Verb *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif

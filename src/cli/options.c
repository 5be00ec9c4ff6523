#include "cli/options.h"
#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "engine/conclude.h"
#include "source/diag.h"
#include "view/wrap.h"

static const OptionInfo INFO[OPTIONS_COUNT] = {
#define OPTION(id, name, letter, argument, what) {name, letter, argument, what},
#include "cli/options.def"
#undef OPTION
};

const OptionInfo *options_info(OptionId id) { return &INFO[id]; }

/* ---- messages ---- */

void options_complain(const Verb *verb, const char *format, ...) {
  Sink sink;
  va_list args;
  output_open_errors(&sink);
  sink_format(&sink, "remit %s: ", verb->name);
  va_start(args, format);
  sink_format_list(&sink, format, args);
  va_end(args);
  sink_format(&sink, "\n`remit %s --help` tells how it is used.\n", verb->name);
  output_close_errors(&sink);
}

/* ---- what they do ---- */

bool options_takes(const Verb *verb, OptionId id) { return (verb->options | OPTIONS_ALWAYS) & UINT64_C(1) << id; }

static const char *const FORMATS[FORMATS_COUNT] = {
  [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json",   [FORMAT_CSV] = "csv",  [FORMAT_MD] = "md",
  [FORMAT_SVG] = "svg",   [FORMAT_SARIF] = "sarif", [FORMAT_HTML] = "html"};

static const char *formats_of(const Verb *verb, const char *between, const char *before_last) {
  Sink words = {0};
  for (unsigned i = 0, left = verb->formats; i < FORMATS_COUNT; i++) {
    if (!(left & 1u << i)) continue;
    left &= ~(1u << i);
    sink_format(&words, "%s%s", !words.count ? "" : left ? between : before_last, FORMATS[i]);
  }
  return text_c(sink_result(&words));
}

const char *options_what(const Verb *verb, OptionId id) {
  if (id == OPTION_ALL && verb->all) return verb->all;
  if (id == OPTION_FORMAT) return formats_of(verb, ", ", " or ");
  return INFO[id].what;
}

const char *options_values(const Verb *verb, OptionId id) {
  if (id == OPTION_FORMAT) return formats_of(verb, " ", " ");
  if (id == OPTION_COLOR) return "auto always never";
  if (id == OPTION_COMPLETION) return "bash zsh fish";
  if (id == OPTION_ERRORS) return "stop keep skip";
  return NULL;
}

enum { TERM_COLUMNS = 29, WHAT_COLUMNS = 85 };

static void describe(Sink *sink, const OptionInfo *info, Text what) {
  Sink term = {0};
  Text line;
  if (info->letter) sink_format(&term, "  -%c, --%s", info->letter, info->name);
  else sink_format(&term, "      --%s", info->name);
  if (info->argument) sink_format(&term, " %s", info->argument);
  sink_text(sink, (Text){term.at, (uint32_t)term.count});
  sink_repeat(sink, ' ', term.count < TERM_COLUMNS - 2 ? TERM_COLUMNS - term.count : 2);
  for (bool first = true; wrap_next(&what, WHAT_COLUMNS, &line); first = false) {
    if (!first) sink_repeat(sink, ' ', TERM_COLUMNS);
    sink_text(sink, line);
    sink_char(sink, '\n');
  }
}

void options_describe(Sink *sink, const Verb *verb) {
  for (unsigned id = 0; id < OPTIONS_COUNT; id++)
    if (options_takes(verb, id)) describe(sink, &INFO[id], text_of(options_what(verb, id)));
}

/* ---- values ---- */

static bool read_day(const Verb *verb, const char *option, const char *written, Day *day) {
  PartialDate date;
  switch (calendar_parse(text_of(written), &date)) {
    case DATE_OK:
      *day = date.first;
      if (date.first == date.last) return true;
      options_complain(verb, "--%s takes one day, such as %s-01, not `%s`", option,
                       strlen(written) == 4 ? "2021-06" : written, written);
      return false;
    case DATE_MALFORMED: options_complain(verb, "`%s` is not a date; one is written 2021-06-01", written); return false;
    case DATE_IMPOSSIBLE: options_complain(verb, "there is no such day as %s", written); return false;
    case DATE_OUT_OF_RANGE:
      options_complain(verb, "%s is out of range: dates go from 1900-01-01 to 2199-12-31", written);
      return false;
  }
  return false;
}

static bool one_of(const Verb *verb, const char *option, const char *written, const char *const *words, unsigned count,
                   int *which) {
  DiagNearest nearest = {.wanted = text_of(written)};
  Sink all = {0};
  for (unsigned i = 0; i < count; i++) {
    if (strcmp(words[i], written) == 0) {
      *which = (int)i;
      return true;
    }
    diag_nearest_offer(&nearest, text_of(words[i]));
    sink_format(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
  }
  options_complain(verb, "--%s takes %s, not `%s`", option, text_c(sink_result(&all)), written);
  return false;
}

static bool take_format(Options *options, OutputFormat format) {
  options->format = format;
  if (options->verb->formats & 1u << format) return true;
  options_complain(options->verb, "this verb has no --format %s; it takes %s", FORMATS[format],
                   formats_of(options->verb, ", ", " or "));
  return false;
}

static bool read_format(Options *options, const char *written) {
  int which = 0;
  if (!one_of(options->verb, "format", written, FORMATS, FORMATS_COUNT, &which)) return false;
  return take_format(options, (OutputFormat)which);
}

static bool read_depth(Options *options, const char *written) {
  size_t digits = strspn(written, "0123456789");
  if (digits && digits <= 4 && !written[digits] && strtoul(written, NULL, 10) > 0) {
    options->depth = (unsigned)strtoul(written, NULL, 10);
    return true;
  }
  options_complain(options->verb, "--depth takes a number from 1 to 9999, not `%s`", written);
  return false;
}

static bool read_colour(Options *options, const char *written) {
  static const char *const words[] = {[COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};
  int which = 0;
  if (!one_of(options->verb, "color", written, words, 3, &which)) return false;
  options->colour = (ColourChoice)which;
  return true;
}

static bool read_parameter(Options *options, const char *written) {
  const char *equals = strchr(written, '=');
  if (!equals || equals == written || !equals[1]) {
    options_complain(options->verb, "--param takes NAME=VALUE, such as churn_limit=3, not `%s`", written);
    return false;
  }
  HeadParameter parameter = {text_trim(text_slice(text_of(written), 0, (size_t)(equals - written))),
                             text_trim(text_of(equals + 1))};
  list_push(&options->parameters, parameter);
  return true;
}

typedef struct FailWord {
  const char *word;
  unsigned certain, possible;
} FailWord;

static bool read_fail_word(Options *options, Text word) {
  static const FailWord words[] = {
    {"gap", 1u << FINDING_GAP, 0},
    {"breached", 1u << FINDING_BREACHED, 0},
    {"conflict", 1u << FINDING_CONFLICT, 1u << FINDING_POSSIBLE_CONFLICT},
    {"disputed", 1u << FINDING_DISPUTED, 0},
    {"raised", 1u << FINDING_RAISED, 0},
    {"error", 1u << FINDING_ERROR, 0},
    {"unsettled", 1u << FINDING_UNSETTLED, 0},
    {"invariant", 1u << FINDING_INVARIANT, 0},
  };
  bool possible = text_ends(word, TEXT("?"));
  Text plain = possible ? text_slice(word, 0, word.bytes - 1) : word;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!text_equal(plain, text_of(words[i].word))) continue;
    options->fail_on.certain |= words[i].certain;
    if (possible) options->fail_on.possible |= words[i].certain | words[i].possible;
    return true;
  }
  options_complain(
    options->verb,
    "--fail-on knows gap, breached, conflict, disputed, raised, error, unsettled and invariant, not `%s`",
    text_c(word));
  return false;
}

static bool read_fail_on(Options *options, const char *written) {
  Text rest = text_of(written);
  for (uint32_t from = 0, to; from <= rest.bytes; from = to + 1) {
    for (to = from; to < rest.bytes && rest.at[to] != ',';) to++;
    if (!read_fail_word(options, text_trim(text_slice(rest, from, to)))) return false;
  }
  return true;
}

static bool read_fail_under(Options *options, const char *written) {
  Text digits = text_of(written);
  Millionths percent = 0;
  if (text_ends(digits, TEXT("%"))) digits.bytes--;
  options->test.fail_under_given = true;
  if (decimal_parse(digits, &percent) == DECIMAL_OK && percent >= 0 && percent <= 100 * DECIMAL_ONE) {
    options->test.fail_under = percent / 100;
    return true;
  }
  options_complain(options->verb, "--fail-under takes a percentage from 0 to 100, such as 90, not `%s`", written);
  return false;
}

static bool read_text(Options *options, const char *name, const char *written, Text *text) {
  *text = text_of(written);
  if (!text->bytes) options_complain(options->verb, "--%s takes something that is not empty", name);
  return text->bytes;
}

/* ---- of batch ---- */

typedef LIST(Text) Words;

static bool read_words(Options *options, const char *name, const char *written, Words *words) {
  Text rest = text_of(written);
  for (uint32_t from = 0, to; from <= rest.bytes; from = to + 1) {
    for (to = from; to < rest.bytes && rest.at[to] != ',';) to++;
    Text word = text_trim(text_slice(rest, from, to));
    if (word.bytes) list_push(words, word);
  }
  if (!words->count) options_complain(options->verb, "--%s takes something that is not empty", name);
  return words->count;
}

static bool read_errors(Options *options, const char *written) {
  static const char *const words[] = {[ERRORS_STOP] = "stop", [ERRORS_KEEP] = "keep", [ERRORS_SKIP] = "skip"};
  int which = 0;
  if (!one_of(options->verb, "errors", written, words, 3, &which)) return false;
  options->batch.errors = (ErrorWish)which;
  return true;
}

static bool read_jobs(Options *options, const char *written) {
  Millionths jobs = 0;
  bool good = decimal_parse(text_of(written), &jobs) == DECIMAL_OK && jobs >= DECIMAL_ONE &&
              jobs <= 256 * DECIMAL_ONE && jobs % DECIMAL_ONE == 0;
  if (!good) options_complain(options->verb, "--jobs takes a number of processes from 1 to 256, not `%s`", written);
  options->batch.jobs = (unsigned)(jobs / DECIMAL_ONE);
  return good;
}

static bool take_batch(Options *options, OptionId id, const char *argument) {
  BatchWishes *batch = &options->batch;
  switch ((int)id) {
    case OPTION_SELECT: return read_words(options, "select", argument, (Words *)(void *)&batch->select);
    case OPTION_COLUMNS: return read_words(options, "columns", argument, (Words *)(void *)&batch->columns);
    case OPTION_MISSING: return read_words(options, "missing", argument, (Words *)(void *)&batch->missing);
    case OPTION_KEEP: return read_words(options, "keep", argument, (Words *)(void *)&batch->keep);
    case OPTION_WHERE: return read_text(options, "where", argument, &batch->where);
    case OPTION_BY: return read_text(options, "by", argument, &batch->by);
    case OPTION_SUMMARY: return batch->summary = true;
    case OPTION_CHECK_ALL: return batch->check_all = true;
    case OPTION_FULL: return batch->full = true;
    case OPTION_JOBS: return read_jobs(options, argument);
    default: return read_errors(options, argument);
  }
}

static bool take(Options *options, OptionId id, const char *argument) {
  switch (id) {
    case OPTION_AS_AT: options->as_at_given = true; return read_day(options->verb, "as-at", argument, &options->as_at);
    case OPTION_AS_KNOWN:
      options->as_known = true;
      return read_day(options->verb, "as-known", argument, &options->known_on);
    case OPTION_OUTPUT: options->output = argument; return true;
    case OPTION_DEPTH: return read_depth(options, argument);
    case OPTION_STEP: options->step = text_of(argument); return true;
    case OPTION_FROM: options->from_given = true; return read_day(options->verb, "from", argument, &options->from);
    case OPTION_TO: options->to_given = true; return read_day(options->verb, "to", argument, &options->to);
    case OPTION_AS_PLANNED: options->as_planned = true; return true;
    case OPTION_SET: list_push(&options->set, text_of(argument)); return true;
    case OPTION_SCENARIO: list_push(&options->scenarios, text_of(argument)); return true;
    case OPTION_PARAM: return read_parameter(options, argument);
    case OPTION_RULES: options->rules = text_of(argument); return true;
    case OPTION_FORMAT: return read_format(options, argument);
    case OPTION_JSON: return take_format(options, FORMAT_JSON);
    case OPTION_ALL: options->all = true; return true;
    case OPTION_FAIL_ON: return read_fail_on(options, argument);
    case OPTION_FILTER: return read_text(options, "filter", argument, &options->test.filter);
    case OPTION_FAIL_FAST: options->test.fail_fast = true; return true;
    case OPTION_TAP: options->test.tap = true; return true;
    case OPTION_JUNIT: return read_text(options, "junit", argument, &options->test.junit);
    case OPTION_COVERAGE: options->test.coverage = true; return true;
    case OPTION_ANNOTATE: options->test.annotate = true; return true;
    case OPTION_MUTATE: options->test.mutate = true; return true;
    case OPTION_FAIL_UNDER: return read_fail_under(options, argument);
    case OPTION_OF: list_push(&options->test.of, text_of(argument)); return true;
    case OPTION_CHECK: options->check = true; return true;
    case OPTION_FOCUS: options->focus = text_of(argument); return true;
    case OPTION_MAN: options->man = true; return true;
    case OPTION_COMPLETION: options->completion = text_of(argument); return true;
    case OPTION_FIX: options->fix = true; return true;
    case OPTION_DIFF: options->diff = true; return true;
    case OPTION_SELECT: case OPTION_WHERE: case OPTION_SUMMARY: case OPTION_BY: case OPTION_JOBS: case OPTION_ERRORS:
    case OPTION_COLUMNS: case OPTION_MISSING: case OPTION_KEEP: case OPTION_CHECK_ALL: case OPTION_FULL:
      return take_batch(options, id, argument);
    case OPTION_KEEP_GOING: options->keep_going = true; return true;
    case OPTION_VERBOSE: options->verbose = true; return true;
    case OPTION_COLOR: return read_colour(options, argument);
    case OPTION_HELP: options->help = true; return true;
    case OPTIONS_COUNT: break;
  }
  return false;
}

/* ---- getopt ---- */

/* Codes of long options start here, out of the way of letters. */
#define LONG_CODE 256

typedef struct Table {
  struct option longs[OPTIONS_COUNT + 1];
  char letters[2 * OPTIONS_COUNT + 2];
} Table;

static void fill(Table *table, uint64_t taken) {
  size_t count = 0, letters = 0;
  memset(table, 0, sizeof *table);
  table->letters[letters++] = ':';
  for (int id = 0; id < OPTIONS_COUNT; id++) {
    if (!(taken & UINT64_C(1) << id)) continue;
    table->longs[count++] =
      (struct option){INFO[id].name, INFO[id].argument ? required_argument : no_argument, NULL, LONG_CODE + id};
    if (!INFO[id].letter) continue;
    table->letters[letters++] = INFO[id].letter;
    if (INFO[id].argument) table->letters[letters++] = ':';
  }
}

static OptionId id_of(int code) {
  int id = 0;
  for (; code != LONG_CODE + id && (!INFO[id].letter || code != INFO[id].letter); id++) assert(id + 1 < OPTIONS_COUNT);
  return (OptionId)id;
}

static void complain_unknown(const Verb *verb, const char *written, uint64_t taken) {
  Text name = text_of(written + strspn(written, "-"));
  for (uint32_t i = 0; i < name.bytes; i++) if (name.at[i] == '=') name.bytes = i;
  DiagNearest nearest = {.wanted = name};
  bool other = false;
  for (int id = 0; id < OPTIONS_COUNT; id++) {
    if (taken & UINT64_C(1) << id) diag_nearest_offer(&nearest, text_of(INFO[id].name));
    else other = other || text_equal(name, text_of(INFO[id].name));
  }
  if (other) options_complain(verb, "--%s is an option of other verbs, not of `%s`", text_c(name), verb->name);
  else if (nearest.count)
    options_complain(verb, "there is no option `%s`; did you mean `--%s`?", written, text_c(nearest.best[0]));
  else options_complain(verb, "there is no option `%s`", written);
}

static bool read_all(Options *options, int argc, char **argv) {
  Table table;
  uint64_t taken = options->verb->options | OPTIONS_ALWAYS;
  fill(&table, taken);
  opterr = 0;
  optind = 0;                 /* GNU: begin anew */
  for (int code; (code = getopt_long(argc, argv, table.letters, table.longs, NULL)) != -1;) {
    const char *written = argv[optind - 1];
    if (code == ':') {
      options_complain(options->verb, "%s needs a value", written);
      return false;
    }
    if (code == '?') {
      char letter[3] = {'-', (char)optopt, 0};
      complain_unknown(options->verb, optopt && optopt < LONG_CODE ? letter : written, taken);
      return false;
    }
    if (!take(options, id_of(code), optarg)) return false;
  }
  return true;
}

static bool enough(Options *options) {
  const Verb *verb = options->verb;
  size_t count = options->arguments.count;
  if (options->help || (count >= verb->least && count <= verb->most)) return true;
  if (count < verb->least) options_complain(verb, "it needs %s", verb->arguments);
  else
    options_complain(verb, "`%s` is one argument too many; it takes %s", options->arguments.at[verb->most],
                     verb->arguments);
  return false;
}

bool options_read(Options *options, const Verb *verb, int argc, char **argv) {
  *options = (Options){.verb = verb};
  if (!read_all(options, argc, argv)) return false;
  for (int i = optind; i < argc; i++) list_push(&options->arguments, argv[i]);
  return enough(options);
}

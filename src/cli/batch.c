#include "batch/batch.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "cli/workshop.h"
#include "facts/session.h"
#include "study/batchwish.h"
#include "study/treerows.h"
#include "view/diagview.h"
#include "view/runjson.h"

typedef struct BatchVerb {
  Workshop workshop;
  const Options *options;
  Program *program;
  BatchOptions batch;
  TreeRows rows;
  Head head;                    /* of every case, with --full */
  Assertions supposed;
  bool terminal;                /* progress is shown */
  int write_error;
  struct timespec began;
  uint64_t bytes;               /* of the input, where that is known */
  time_t shown;
} BatchVerb;

static void say(const BatchVerb *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What is no wrong usage. */
static void say(const BatchVerb *verb, const char *format, ...) {
  Sink errors;
  va_list args;
  output_open_errors(&errors);
  sink_format(&errors, "remit %s: ", verb->options->verb->name);
  va_start(args, format);
  sink_format_list(&errors, format, args);
  va_end(args);
  sink_char(&errors, '\n');
  output_close_errors(&errors);
}

/* ---- conclusions ---- */

static bool add_named(BatchVerb *verb, Text name) {
  const Program *program = verb->program;
  if (batchwish_named(&verb->batch, verb->program, name)) return true;
  DiagNearest nearest = {.wanted = name};
  for (size_t i = 0; i < program->units.count; i++) diag_nearest_offer(&nearest, program->units.at[i]->subject.name);
  if (nearest.count)
    options_complain(&VERB_BATCH, "there is no conclusion `%s`; did you mean `%s`?", text_c(name),
                     text_c(nearest.best[0]));
  else options_complain(&VERB_BATCH, "there is no conclusion `%s`", text_c(name));
  return false;
}

static bool choose_units(BatchVerb *verb) {
  bool good = true;
  for (size_t i = 0; i < verb->options->batch.select.count; i++)
    good &= add_named(verb, verb->options->batch.select.at[i]);
  if (!verb->options->batch.select.count) batchwish_all(&verb->batch, verb->program);
  if (good && !verb->batch.units.count) options_complain(&VERB_BATCH, "this module concludes nothing");
  return good && verb->batch.units.count;
}

/* ---- the other wishes ---- */

static bool read_where(BatchVerb *verb) {
  Text where = verb->options->batch.where;
  if (!where.bytes) return true;
  verb->batch.filter = batchwish_condition(verb->program, TEXT("--where"), where, &verb->workshop.diags);
  return verb->batch.filter != NULL;
}

static bool read_by(BatchVerb *verb) {
  Text name = verb->options->batch.by;
  if (!name.bytes) return true;
  if (!batchwish_by(&verb->batch, verb->program, name))
    options_complain(&VERB_BATCH, "--by takes a fact, and there is none called `%s`", text_c(name));
  else if (!verb->options->batch.summary) options_complain(&VERB_BATCH, "--by goes with --summary");
  return verb->batch.by && verb->options->batch.summary;
}

static bool read_columns(BatchVerb *verb) {
  for (size_t i = 0; i < verb->options->batch.columns.count; i++) {
    Text word = verb->options->batch.columns.at[i];
    if (batchwish_column(&verb->batch, word)) continue;
    options_complain(&VERB_BATCH, "--columns takes FACT=HEADER, such as case=id, not `%s`", text_c(word));
    return false;
  }
  return true;
}

static void take_wishes(BatchVerb *verb) {
  const BatchWishes *wishes = &verb->options->batch;
  verb->batch.errors = wishes->errors == ERRORS_STOP   ? BATCH_STOP
                       : wishes->errors == ERRORS_KEEP ? BATCH_KEEP
                                                       : BATCH_SKIP;
  verb->batch.check_all = wishes->check_all;
  verb->batch.full = wishes->full;
  verb->batch.summary = wishes->summary;
  verb->batch.jobs = wishes->jobs;
  for (size_t i = 0; i < wishes->missing.count; i++) list_push(&verb->batch.missing, wishes->missing.at[i]);
  for (size_t i = 0; i < wishes->keep.count; i++) list_push(&verb->batch.keep, wishes->keep.at[i]);
  verb->batch.as_at_given = verb->options->as_at_given;
  verb->batch.as_at = verb->options->as_at_given ? verb->options->as_at : calendar_now();
}

/* ---- what is supposed of every row ---- */

static bool read_supposed(BatchVerb *verb) {
  const Options *options = verb->options;
  CaseFile none = {.program = verb->program};
  verb->head = (Head){.verb = "run", .program = verb->program, .as_known = options->as_known,
                      .known_on = options->known_on, .as_planned = options->as_planned};
  if (!workshop_suppose_all(&verb->workshop, &none, &verb->head, &verb->supposed)) return false;
  verb->rows.kind = (WorldOptions){options->as_known, options->known_on, options->as_planned};
  verb->rows.supposed = &verb->supposed;
  World *world = world_make(verb->program, NULL, verb->rows.kind);
  if (verb->supposed.count) verb->batch.supposed = world_suppose(world, &verb->supposed);
  verb->batch.by_tree = options->as_known;
  return true;
}

/* ---- the input ---- */

#define PEEK_BYTES 4096

static bool ends_like(Text path, const char *end) { return text_ends(path, text_of(end)); }

/* The first bytes: of a file they are left unread, of a pipe they are kept. False where they cannot be read: errno. */
static bool first_bytes(BatchVerb *verb, Text *first) {
  char *room = mem_alloc_flat(PEEK_BYTES);
  off_t stands = lseek(verb->batch.input, 0, SEEK_CUR);
  ssize_t got = pread(verb->batch.input, room, PEEK_BYTES, stands > 0 ? stands : 0);
  bool pipe = got < 0 && errno == ESPIPE;
  while (pipe && (got = read(verb->batch.input, room, PEEK_BYTES)) < 0 && errno == EINTR) continue;
  *first = (Text){room, got > 0 ? (uint32_t)got : 0};
  if (pipe) verb->batch.begun = *first;
  return got >= 0;
}

/* By its name; one that tells nothing by its first byte. */
static bool looks_like_json(Text path, Text first) {
  if (ends_like(path, ".json") || ends_like(path, ".ndjson") || ends_like(path, ".jsonl")) return true;
  if (ends_like(path, ".csv")) return false;
  if (text_starts(first, TEXT("\xEF\xBB\xBF"))) first = text_slice(first, 3, first.bytes);
  first = text_trim(first);
  return first.bytes && (first.at[0] == '{' || first.at[0] == '[');
}

static bool open_input(BatchVerb *verb) {
  const char *path = verb->options->arguments.count > 1 ? verb->options->arguments.at[1] : "-";
  bool standard = strcmp(path, "-") == 0;
  verb->batch.path = standard ? TEXT("standard input") : text_of(path);
  verb->batch.input = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (verb->batch.input < 0) {
    say(verb, "`%s` cannot be read: %s", path, strerror(errno));
    return false;
  }
  struct stat about;
  bool known = fstat(verb->batch.input, &about) == 0;
  if (known && S_ISDIR(about.st_mode)) {
    say(verb, "`%s` is a folder, not a file", path);
    return false;
  }
  if (known && S_ISREG(about.st_mode)) verb->bytes = (uint64_t)about.st_size;
  Text first;
  if (!first_bytes(verb, &first)) {
    say(verb, "`%s` cannot be read: %s", path, strerror(errno));
    return false;
  }
  verb->batch.json = looks_like_json(verb->batch.path, first);
  bool same = verb->options->format == FORMAT_TEXT;
  verb->batch.form =
    (same && verb->batch.json) || verb->options->format == FORMAT_JSON || verb->batch.full ? CELLS_JSON : CELLS_CSV;
  return true;
}

/* ---- the output ---- */

static volatile sig_atomic_t interrupted, writing;

/* At once, unless a line has been begun. */
static void interrupt(int number) {
  interrupted = number;
  if (!writing) _exit(128 + number);
}

/* An interrupt ends the program behind a whole line. */
static size_t last_wanted(const char *bytes, size_t count) {
  const char *feed = interrupted ? memchr(bytes, '\n', count) : NULL;
  return feed ? (size_t)(feed + 1 - bytes) : count;
}

static bool write_all(BatchVerb *verb, const char *bytes, size_t count) {
  while (count) {
    count = last_wanted(bytes, count);
    ssize_t done = write(STDOUT_FILENO, bytes, count);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      verb->write_error = errno;
      return false;
    }
    bytes += done;
    count -= (size_t)done;
    if (interrupted && done && bytes[-1] == '\n') _exit(128 + interrupted);
  }
  return true;
}

static bool write_out(void *owner, const char *bytes, size_t count) {
  BatchVerb *verb = owner;
  writing = true;
  bool well = write_all(verb, bytes, count);
  writing = bytes[count - 1] != '\n';
  if (interrupted && !writing) _exit(128 + interrupted);
  return well;
}

static double seconds_since(const struct timespec *began) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - began->tv_sec) + (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

static void show_progress(void *owner, uint64_t rows, uint64_t bytes) {
  BatchVerb *verb = owner;
  double seconds = seconds_since(&verb->began);
  char left[64] = "";
  if (!verb->terminal || (time_t)seconds == verb->shown) return;
  verb->shown = (time_t)seconds;
  if (verb->bytes && bytes)
    snprintf(left, sizeof left, ", %.0f s left", seconds * (double)(verb->bytes - bytes) / (double)bytes);
  fprintf(stderr, "\r%llu rows, %.0f a second%s   ", (unsigned long long)rows, (double)rows / seconds, left);
}

static void clear_progress(const BatchVerb *verb) {
  if (verb->terminal && verb->shown) fprintf(stderr, "\r%60s\r", "");
}

static void print_full(void *owner, Sink *sink, World *world, const CaseFile *file, Day as_at) {
  BatchVerb *verb = owner;
  Head head = verb->head;
  head.case_file = file;
  head.as_at = as_at;
  head.origin = verb->options->as_at_given ? DATE_GIVEN : file->dated ? DATE_OF_CASE : DATE_TODAY;
  Conclusions conclusions = conclude_all(world, as_at);
  runjson_print(sink, &head, &conclusions);
}

/* ---- the whole ---- */

static void say_error(BatchVerb *verb, const BatchResult *result) {
  Sink errors;
  output_open_errors(&errors);
  if (verb->rows.diags && verb->rows.diags->all.count)
    diagview_print(&errors, verb->rows.diags, terminal_colour(verb->options->colour, STDERR_FILENO), DIAGVIEW_LIMIT);
  else sink_format(&errors, "remit batch: %s: %s\n", text_c(verb->batch.path), text_c(result->error));
  output_close_errors(&errors);
}

static void say_wrong(const BatchVerb *verb, const BatchResult *result) {
  say(verb, "%llu of %llu rows %s in error%s", (unsigned long long)result->wrong, (unsigned long long)result->rows,
      result->wrong == 1 ? "is" : "are", verb->batch.errors == BATCH_SKIP ? " and left out" : "");
}

static Exit end_of(BatchVerb *verb, const BatchResult *result) {
  clear_progress(verb);
  if (result->unwritten) {
    if (verb->write_error == EPIPE) _exit(128 + 13);
    say(verb, "cannot write to standard output: %s", strerror(verb->write_error));
    return EXIT_USAGE;
  }
  if (result->error_number == EFBIG) {
    say(verb, "a row of `%s`, behind %llu other%s, is longer than 16 MiB", text_c(verb->batch.path),
        (unsigned long long)result->rows, result->rows == 1 ? "" : "s");
    return EXIT_LIMIT;
  }
  if (result->unreadable) {
    say(verb, "`%s` cannot be read: %s", text_c(verb->batch.path), strerror(result->error_number));
    return EXIT_USAGE;
  }
  if (result->died) {
    say(verb, "a worker process ended before its work did");
    return EXIT_FAULT;
  }
  if (result->error.bytes) {
    say_error(verb, result);
    return EXIT_CASE;
  }
  if (result->wrong) say_wrong(verb, result);
  if (!result->rows) {
    say(verb, "there are no cases in %s", text_c(verb->batch.path));
    return EXIT_CASE;
  }
  return result->wrong ? EXIT_CASE : EXIT_DONE;
}

/* The header, or `--by`, which stands in no file. */
static Exit refused(BatchVerb *verb) {
  const Diag *diag = verb->workshop.diags.all.at[0];
  workshop_end(&verb->workshop);
  if (!diag->source || diag_blame(diag->code) == BLAME_USAGE) return EXIT_USAGE;
  return diag_blame(diag->code) == BLAME_LIMIT ? EXIT_LIMIT : EXIT_CASE;
}

static Exit run_batch(BatchVerb *verb) {
  verb->batch.write = write_out;
  verb->batch.progress = show_progress;
  verb->batch.owner = verb;
  verb->batch.tree = (BatchTree){&verb->rows, treerows_answer};
  verb->rows.session = &verb->workshop.session;
  verb->rows.rules = text_of(verb->options->arguments.at[0]);
  verb->rows.options = &verb->batch;
  verb->rows.full = print_full;
  verb->rows.owner = verb;
  Batch *batch = batch_open(verb->program, &verb->batch, &verb->workshop.diags);
  if (!batch) return refused(verb);
  clock_gettime(CLOCK_MONOTONIC, &verb->began);
  verb->terminal = isatty(STDERR_FILENO);
  signal(SIGINT, interrupt);
  signal(SIGTERM, interrupt);
  BatchResult result = batch_run(batch);
  return end_of(verb, &result);
}

static Exit batch(const Options *options) {
  BatchVerb verb = {.options = options};
  Ident none = {0};
  workshop_open(&verb.workshop, options);
  verb.program = session_program(&verb.workshop.session, &none, source_of_text(TEXT("batch"), TEXT("")),
                                 text_of(options->arguments.at[0]));
  if (!verb.program) return workshop_end(&verb.workshop);
  take_wishes(&verb);
  if (!choose_units(&verb) || !read_by(&verb) || !read_columns(&verb)) return EXIT_USAGE;
  if (!read_where(&verb) || !read_supposed(&verb)) return workshop_end(&verb.workshop);
  if (!open_input(&verb)) return EXIT_USAGE;
  return run_batch(&verb);
}

const Verb VERB_BATCH = {
  .name = "batch",
  .arguments = "MODULE [FILE]",
  .one_line = "reach the conclusions of many cases, NDJSON or CSV, in constant memory",
  .help =
    "Reads cases from a table (a column a fact, a row a case) or from NDJSON (an object a line), and writes for each "
    "its\n"
    "name, its date and one cell per conclusion: `held`, `trust`, `trust|council`, `unknown`. The rows keep their "
    "order.\n"
    "The value of a cell is looked at only where a conclusion needs it; the shape of every row is always checked.\n"
    "It stops at the first row in error with status 4; --errors keep writes it with what is wrong, --errors skip "
    "leaves\n"
    "it out, and both end with status 4 too.",
  .example = "remit batch workforce_data facts.csv --where 'vacancy_rate > 20%'\n"
             "  what the public figures say of every authority and year with many vacancies",
  .options = OPTION_BIT(AS_AT) | OPTION_BIT(AS_KNOWN) | OPTION_BIT(AS_PLANNED) | OPTION_BIT(SET) | OPTION_BIT(PARAM) |
             OPTION_BIT(FORMAT) | OPTION_BIT(JSON) | OPTION_BIT(SELECT) | OPTION_BIT(WHERE) |
             OPTION_BIT(SUMMARY) | OPTION_BIT(BY) | OPTION_BIT(JOBS) | OPTION_BIT(ERRORS) | OPTION_BIT(COLUMNS) |
             OPTION_BIT(MISSING) | OPTION_BIT(KEEP) | OPTION_BIT(CHECK_ALL) | OPTION_BIT(FULL),
  .formats = FORMAT_BIT(CSV) | FORMAT_BIT(JSON),
  .least = 1,
  .most = 2,
  .run = batch,
};

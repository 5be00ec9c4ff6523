/* The C side of the differential test: answers many small questions in one process, as plain lines.
 *
 * Requests are lines, some with bytes behind them:
 *   rules BYTES                          the module `t`, or several, each behind a line `=== NAME`, those that are used
 *                                        before those that use them
 *   case FORM BYTES [planned] [known D]  a case file, whose name would end in FORM
 *   suppose BYTES                        one more supposition beneath the case in hand
 *   at D D D                             its answers on these days, in this order
 *   timeline D D D                       whether its periods, found afresh, say the same of these days (in order)
 *   also BYTES                           one more supposition in every row of the table that comes next
 *   batch FORM BYTES [at D] [planned] [known D]  the table that the batch engine makes of rows (`csv` or `ndjson`),
 *                                        which say when themselves, or are all taken as at D
 *
 * Each is answered by the count of bytes on a line, and then these. An error is a line `! CODE WORDS`. Of each day there
 * is a line for each conclusion, `NAME <tab> CELL <tab> BASIS <tab> DEPENDS`, in order of declaration, then its
 * findings and what is missing, and an empty line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/sink.h"
#include "batch/batch.h"
#include "engine/conclude.h"
#include "facts/session.h"
#include "model/print.h"
#include "study/batchwish.h"
#include "study/periods.h"
#include "study/treerows.h"
#include "serve.h"
#include "view/words.h"

static Day read_day(const char *word) {
  PartialDate date = {0, 0};
  calendar_parse(text_of(word), &date);
  return date.first;
}

static void print_dependence(Sink *out, const Program *program, const Dependence *what) {
  const Subject *subject = what->kind == SYMBOL_FACT    ? &program->facts.at[what->index]->subject
                           : what->kind == SYMBOL_EVENT ? &program->events.at[what->index]->subject
                                                        : &program->parameters.at[what->index]->subject;
  sink_text(out, subject->name);
}

static void print_cell_of(Sink *out, const Conclusion *c) {
  switch (c->status) {
    case CONCLUSION_CONFLICT: sink_c(out, "conflict"); return;
    case CONCLUSION_NOT_IN_FORCE: sink_c(out, "not in force"); return;
    case CONCLUSION_ERROR: sink_c(out, "error"); return;
    case CONCLUSION_CERTAIN: case CONCLUSION_UNKNOWN: print_cell(out, c->unit->type, &c->kept.value); return;
  }
}

static void print_conclusion(Sink *out, const Program *program, const Conclusion *c) {
  sink_text(out, c->unit->subject.name);
  sink_char(out, '\t');
  print_cell_of(out, c);
  sink_format(out, "\t%s\t", basis_word((Basis)c->kept.value.basis));
  for (size_t i = 0; i < c->depends_on.count; i++) {
    if (i) sink_char(out, ',');
    print_dependence(out, program, &c->depends_on.at[i]);
  }
  sink_format(out, "%s\n", c->in_dispute ? "\tdisputed" : "");
}

static void print_errors(Sink *out, const Diags *diags) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->severity == DIAG_ERROR)
      sink_format(out, "! R%04u %.*s\n", (unsigned)diag->code, (int)diag->text.bytes, diag->text.at);
  }
}

static int by_declaration(const void *a, const void *b) {
  const Conclusion *x = *(const Conclusion *const *)a, *y = *(const Conclusion *const *)b;
  return x->unit->declared < y->unit->declared ? -1 : x->unit->declared > y->unit->declared;
}

static void print_findings(Sink *out, const Program *program, const Conclusions *all) {
  for (size_t i = 0; i < all->findings.count; i++) {
    const Finding *finding = &all->findings.at[i];
    sink_format(out, "* %s\t%s\t", words_finding(finding->kind), finding->certain ? "certain" : "possible");
    sink_text(out, finding->about);
    sink_char(out, '\n');
  }
  sink_c(out, "* missing\t");
  for (size_t i = 0; i < all->missing.count; i++) {
    if (i) sink_char(out, ',');
    print_dependence(out, program, &all->missing.at[i].what);
  }
  sink_c(out, "\n\n");
}

static void print_day(Sink *out, World *world, Day day) {
  const Program *program = world->program;
  Conclusions all = conclude_all(world, day);
  const Conclusion **order = MEM_NEW_ARRAY(const Conclusion *, program->units.count + 1);
  for (size_t u = 0; u < program->units.count; u++) order[u] = &all.units[u];
  qsort(order, program->units.count, sizeof *order, by_declaration);
  for (size_t u = 0; u < program->units.count; u++) print_conclusion(out, program, order[u]);
  print_findings(out, program, &all);
}

/* ---- the law of timelines ---- */

static bool in_dispute(const Value *value) {
  return !value_certain(value) && (value->flags & VALUE_REASONS) == VALUE_DISPUTED;
}

/* A value that moves by other steps than a day's is said of the first and the last day only. */
static bool agrees(const Standing *period, const Value *value, Day day) {
  const unsigned kinds = VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED;
  Value said = day == period->until - 1 ? period->last : period->value;
  if (period->moves && day != period->from && day != period->until - 1) {
    if (!period->daily || said.flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) return true;
    said.low += period->daily * (day - period->from);
    said.high += period->daily * (day - period->from);
  }
  return value_same(&said, value) && (said.flags & kinds) == (value->flags & kinds) &&
         (period->moves || period->disputed == in_dispute(value));
}

static void check_periods(Sink *out, World *world, World *other, const Day *days, size_t count) {
  PeriodUnits units = periods_all_units(world->program);
  Periods periods = periods_make(other, &units, days[0], days[count - 1]);
  for (size_t u = 0; u < periods.units.count; u++) {
    const UnitPeriods *of = &periods.units.at[u];
    size_t p = 0;
    for (size_t d = 0; d < count; d++) {
      while (p < of->at.count && of->at.at[p].until <= days[d]) p++;
      Kept kept = eval_unit(world, of->unit, days[d]);
      if (p < of->at.count && of->at.at[p].from <= days[d] && agrees(&of->at.at[p], &kept.value, days[d])) continue;
      sink_text(out, of->unit->subject.name);
      sink_format(out, " on %d\n", days[d]);
    }
  }
}

/* ---- requests ---- */

typedef struct Hand {       /* what is in hand */
  Session session;
  Diags diags;
  CaseFile *file;
  World *world;
  WorldOptions options;
  Assertions supposed;
  LIST(Text) also;          /* suppositions in every row */
} Hand;

static void load_modules(Hand *hand, Text rules) {
  const char *at = rules.at, *end = rules.at + rules.bytes;
  *hand = (Hand){0};
  session_open(&hand->session, TEXT(""), TEXT(""), &hand->diags);
  if (rules.bytes < 4 || memcmp(at, "=== ", 4) != 0) {
    loader_text(hand->session.loader, TEXT("t.remit"), rules, &hand->diags);
    return;
  }
  while (at && at < end) {
    char name[64] = "";
    sscanf(at, "=== %56s", name);
    strcat(name, ".remit");
    const char *body = strchr(at, '\n') + 1, *next = strstr(body, "\n=== ");
    next = next ? next + 1 : end;
    loader_text(hand->session.loader, text_copy(text_of(name)), (Text){body, (uint32_t)(next - body)}, &hand->diags);
    at = next;
  }
}

static void read_case(Hand *hand, const char *form, Text facts, WorldOptions options) {
  CaseFiles cases = {0};
  size_t errors = hand->diags.errors;
  case_read_source(&hand->session, source_of_text(text_format("t.%s", form), facts), TEXT(""), &cases);
  hand->file = hand->diags.errors == errors && cases.count ? cases.at[0] : NULL;
  hand->options = options;
  hand->supposed.count = 0;
  if (hand->file) hand->world = world_make(hand->file->program, hand->file, options);
}

static void suppose(Hand *hand, Text statement) {
  Source *line = source_of_text(TEXT("supposition"), statement);
  Assertion *assertion = assertion_parse(hand->file->program, hand->file, line, &hand->diags);
  if (!assertion) return;
  list_push(&hand->supposed, assertion);
  hand->world = world_suppose_one(hand->world, assertion);
}

static World *afresh(const Hand *hand) {
  World *world = world_make(hand->file->program, hand->file, hand->options);
  return hand->supposed.count ? world_suppose(world, &hand->supposed) : world;
}

/* ---- the batch engine ---- */

static bool collect(void *out, const char *bytes, size_t count) {
  sink_text(out, (Text){bytes, (uint32_t)count});
  return true;
}

static int descriptor_of(Text rows) {
  int fd = memfd_create("rows", MFD_CLOEXEC);
  if (fd < 0 || write(fd, rows.at, rows.bytes) != (ssize_t)rows.bytes) exit(1);
  lseek(fd, 0, SEEK_SET);
  return fd;
}

static Assertions supposed_of_rows(Hand *hand, Program *program) {
  Assertions supposed = {0};
  CaseFile none = {.program = program};
  for (size_t i = 0; i < hand->also.count; i++) {
    Source *line = source_of_text(TEXT("supposition"), hand->also.at[i]);
    Assertion *assertion = assertion_parse(program, &none, line, &hand->diags);
    if (assertion) list_push(&supposed, assertion);
  }
  hand->also.count = 0;
  return supposed;
}

/* As the command line and the library put a batch together. */
static void run_batch(Hand *hand, const char *form, Text rows, WorldOptions kind, const char *day, Sink *out) {
  Ident none = {0};
  Text module = TEXT("t");
  Program *program = session_program(&hand->session, &none, source_of_text(TEXT("batch"), TEXT("")), module);
  BatchOptions options = {.path = TEXT("rows"), .input = descriptor_of(rows), .json = strcmp(form, "csv") != 0,
                          .form = CELLS_CSV, .errors = BATCH_KEEP, .jobs = 1, .as_at_given = *day != 0,
                          .as_at = *day ? read_day(day) : DAY_FIRST, .write = collect, .owner = out};
  Assertions supposed = program ? supposed_of_rows(hand, program) : (Assertions){0};
  TreeRows tree = {.session = &hand->session, .rules = module, .options = &options, .kind = kind, .supposed = &supposed};
  options.tree = (BatchTree){&tree, treerows_answer};
  options.by_tree = kind.as_known;
  if (supposed.count) options.supposed = world_suppose(world_make(program, NULL, kind), &supposed);
  if (program) batchwish_all(&options, program);
  Batch *batch = program ? batch_open(program, &options, &hand->diags) : NULL;
  if (batch) batch_run(batch);
  else print_errors(out, &hand->diags);
  close(options.input);
}

static size_t read_days(char *words, Day *days, size_t room) {
  size_t count = 0;
  for (char *word = strtok(words, " \n"); word && count < room; word = strtok(NULL, " \n")) days[count++] = read_day(word);
  return count;
}

/* What stands behind a case or a table. */
static WorldOptions read_kind(const char *words) {
  char day[32] = "";
  WorldOptions kind = {.as_planned = strstr(words, "planned") != NULL};
  const char *at = strstr(words, "known ");
  if (at && sscanf(at, "known %31s", day) == 1) kind.as_known = true, kind.known_on = read_day(day);
  return kind;
}

static void answer(void *owner, char *line, Sink *out) {
  Hand *hand = owner;
  enum { DAYS = 256 };
  Day days[DAYS];
  size_t bytes = 0;
  char form[16] = "", rest[64] = "", day[32] = "";
  if (sscanf(line, "rules %zu", &bytes) == 1) {
    load_modules(hand, serve_bytes(bytes));
    print_errors(out, &hand->diags);
  } else if (sscanf(line, "case %15s %zu %63[^\n]", form, &bytes, rest) >= 2) {
    read_case(hand, form, serve_bytes(bytes), read_kind(rest));
    if (!hand->file) print_errors(out, &hand->diags);
  } else if (sscanf(line, "suppose %zu", &bytes) == 1) {
    size_t errors = hand->diags.errors;
    Text statement = serve_bytes(bytes);
    if (hand->file) suppose(hand, statement);
    if (hand->diags.errors > errors) print_errors(out, &hand->diags);
  } else if (sscanf(line, "also %zu", &bytes) == 1) {
    list_push(&hand->also, text_copy(serve_bytes(bytes)));
  } else if (sscanf(line, "batch %15s %zu %63[^\n]", form, &bytes, rest) >= 2) {
    sscanf(rest, "at %31s", day);
    run_batch(hand, form, serve_bytes(bytes), read_kind(rest), day, out);
  } else if (!strncmp(line, "at ", 3)) {
    size_t count = read_days(line + 3, days, DAYS);
    for (size_t i = 0; i < count; i++) print_day(out, hand->world, days[i]);
  } else if (!strncmp(line, "timeline ", 9)) {
    size_t count = read_days(line + 9, days, DAYS);
    if (count) check_periods(out, hand->world, afresh(hand), days, count);
  } else {
    exit(1);
  }
}

int main(void) {
  mem_open();
  return serve(answer, MEM_NEW(Hand));
}

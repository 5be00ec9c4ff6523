/* The law of the readers: the same cases, written as case files, as JSON, as NDJSON and as a table, say the same. And
 * what is written again reads as the same.
 *
 * Requests are lines with bytes behind them:
 *   rules BYTES          the module `m`
 *   file FORM BYTES      a file whose name would end in FORM: its cases stand behind those of its form so far
 *   compare              all forms that have any cases have the same ones: so what one refuses the others refuse
 *
 * Each is answered by the count of bytes on a line, and then these: of `compare` what differs, if anything, behind a
 * line that begins with `!`; else for each case a line of what each fact is on its date, with U+001F between, which no
 * text holds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/sink.h"
#include "facts/world.h"
#include "model/print.h"
#include "../oracle/serve.h"

enum { FORMS = 5 };
static const char *const form_names[FORMS] = {"case", "json", "ndjson", "csv", "case"};   /* the last: written again */

typedef struct Hand {
  Session session;
  Diags diags;
  CaseFiles cases[FORMS];
  size_t errors[FORMS];
} Hand;

static void take_rules(Hand *hand, Text rules) {
  *hand = (Hand){0};
  session_open(&hand->session, TEXT(""), TEXT(""), &hand->diags);
  loader_text(hand->session.loader, TEXT("m.remit"), rules, &hand->diags);
}

static void take_file(Hand *hand, unsigned form, Text text) {
  size_t before = hand->diags.errors;
  case_read_source(&hand->session, source_of_text(text_format("t.%s", form_names[form]), text), TEXT(""),
                   &hand->cases[form]);
  hand->errors[form] += hand->diags.errors - before;
}

static void write_again(Hand *hand) {
  for (size_t i = 0; i < hand->cases[0].count; i++) {
    Sink sink = {0};
    case_write(&sink, hand->cases[0].at[i], NULL);
    take_file(hand, FORMS - 1, sink_result(&sink));
  }
}

/* ---- whether two statements say the same ---- */

static bool same_date(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

static bool same_source(const SourceInfo *a, const SourceInfo *b) {
  return a->name == b->name && text_equal(a->label, b->label) && text_equal(a->by, b->by) && a->dated == b->dated &&
         (!a->dated || same_date(a->date, b->date)) && a->basis == b->basis;
}

static bool same_cites(const Citations *a, const Citations *b) {
  for (uint32_t i = 0; i < a->count && i < b->count; i++) {
    const Citation *x = &a->at[i], *y = &b->at[i];
    if (!same_source(x->source, y->source) || !text_equal(x->paragraph, y->paragraph) || x->basis != y->basis ||
        !text_equal(x->by, y->by))
      return false;
  }
  return a->count == b->count;
}

static bool same_on(const Assertion *a, const Assertion *b) {
  for (uint32_t i = 0; i < a->on_count && i < b->on_count; i++)
    if (!same_date(a->on[i], b->on[i])) return false;
  return a->on_count == b->on_count;
}

/* That anything is possible has no basis, however it is written. */
static bool same_value(const Type *type, const Value *a, const Value *b) {
  Value unknown = type_unknown(type);
  return value_same_all(a, b) || (value_same(a, b) && value_same(a, &unknown));
}

static bool same_statement(const Program *program, const Assertion *a, const Assertion *b) {
  const Type *type = a->kind == ASSERT_VALUE ? program->facts.at[a->subject]->type : NULL;
  return a->kind == b->kind && a->subject == b->subject && a->none == b->none && a->planned == b->planned &&
         a->recorded == b->recorded && (!a->recorded || same_date(a->recorded_on, b->recorded_on)) &&
         a->opens == b->opens && a->closes == b->closes && same_date(a->from, b->from) &&
         same_date(a->until, b->until) && (!type || same_value(type, &a->value, &b->value)) && same_on(a, b) &&
         same_cites(&a->cites, &b->cites) && a->basis == b->basis;
}

/* ---- whether two cases do ---- */

static const char *other_head(const CaseFile *a, const CaseFile *b) {
  if (!text_equal(a->name, b->name)) return "another name";
  if (!text_equal(a->label, b->label)) return "another label";
  if (a->program != b->program) return "another module";
  if (a->dated != b->dated || (a->dated && a->as_at != b->as_at)) return "another date";
  if (a->sources.count != b->sources.count) return "another number of sources";
  for (size_t i = 0; i < a->sources.count; i++)
    if (!same_source(a->sources.at[i], b->sources.at[i])) return "another source";
  for (uint32_t i = 0; i < a->program->parties.count; i++)
    if (i < a->party_labels.count && i < b->party_labels.count &&
        !text_equal(a->party_labels.at[i], b->party_labels.at[i]))
      return "another name of a party";
  return NULL;
}

/* JSON has the statements of one fact together: they are compared fact by fact, in their order. */
static bool about_same(const Assertion *a, const Assertion *b) {
  return (a->kind == ASSERT_VALUE) == (b->kind == ASSERT_VALUE) && a->subject == b->subject;
}

static const Assertion *next_about(const CaseFile *file, const Assertion *what, size_t *at) {
  for (; *at < file->assertions.count; ++*at)
    if (about_same(file->assertions.at[*at], what)) return file->assertions.at[(*at)++];
  return NULL;
}

static const char *other_statement(const CaseFile *a, const CaseFile *b) {
  if (a->assertions.count != b->assertions.count) return "another number of statements";
  for (size_t i = 0; i < a->assertions.count; i++) {
    const Assertion *one = a->assertions.at[i], *x, *y = NULL;
    size_t at = 0, other_at = 0;
    do {
      x = next_about(a, one, &at);
      y = next_about(b, one, &other_at);
    } while (x != one);
    if (!y || !same_statement(a->program, x, y))
      return text_c(text_format("another statement about %s", text_c(
        one->kind == ASSERT_VALUE ? a->program->facts.at[one->subject]->subject.name
                                  : a->program->events.at[one->subject]->subject.name)));
  }
  return NULL;
}

/* ---- a group of files ---- */

static bool differ(const Hand *hand, unsigned form, Sink *out) {
  const CaseFiles *first = &hand->cases[0], *other = &hand->cases[form];
  if (!other->count && !hand->errors[form]) return false;
  for (size_t i = 0; i < first->count && i < other->count; i++) {
    const char *what = other_head(first->at[i], other->at[i]);
    if (!what) what = other_statement(first->at[i], other->at[i]);
    if (!what) continue;
    sink_format(out, "! case %zu as %s: %s\n", i, form == FORMS - 1 ? "written again" : form_names[form], what);
    return true;
  }
  if (first->count == other->count) return false;
  sink_format(out, "! %zu cases as %s, not %zu\n", other->count, form_names[form], first->count);
  return true;
}

static void print_facts(const CaseFile *file, Sink *out) {
  const World *world = world_make(file->program, file, (WorldOptions){0});
  for (uint32_t f = 0; f < file->program->facts.count; f++) {
    const History *history = world_fact(world, f);
    if (f) sink_char(out, '\x1F');
    print_cell(out, file->program->facts.at[f]->type, &history->steps[history_step_at(history, file->as_at)].value);
  }
  sink_char(out, '\n');
}

static void print_errors(Sink *out, const Diags *diags) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->severity != DIAG_ERROR) continue;
    Place place = source_place(diag->source, diag->span.from);
    sink_format(out, "! %s:%u:%u R%04u %s\n", text_c(diag->source->path), place.line, place.column,
                (unsigned)diag->code, text_c(diag->text));
  }
}

static void compare(Hand *hand, Sink *out) {
  bool good = true;
  write_again(hand);
  for (unsigned form = 1; form < FORMS; form++) good &= !differ(hand, form, out);
  if (!good) print_errors(out, &hand->diags);
  for (size_t i = 0; good && i < hand->cases[0].count; i++) print_facts(hand->cases[0].at[i], out);
  memset(hand->cases, 0, sizeof hand->cases);
  memset(hand->errors, 0, sizeof hand->errors);
  hand->diags = (Diags){0};
}

static void answer(void *owner, char *line, Sink *out) {
  Hand *hand = owner;
  size_t bytes = 0;
  char form[16] = "";
  unsigned f = 0;
  if (sscanf(line, "rules %zu", &bytes) == 1) take_rules(hand, serve_bytes(bytes));
  else if (sscanf(line, "file %15s %zu", form, &bytes) == 2) {
    while (f + 1 < FORMS && strcmp(form, form_names[f]) != 0) f++;
    take_file(hand, f, serve_bytes(bytes));
  } else if (!strncmp(line, "compare", 7)) compare(hand, out);
  else exit(1);
}

int main(void) {
  mem_open();
  return serve(answer, MEM_NEW(Hand));
}

/* The C side of the differential test: answers many small questions in one process, as plain lines.
 *
 * A request is a line `RULES CASE DATE [planned] [known DATE]` with the byte counts of the rules and of a case file and
 * the as-at date, and then those bytes. The rules are the module `t`, or several modules, each behind a line
 * `=== NAME`, those that are used before those that use them. The answer has a line for each conclusion, `NAME <tab>
 * CELL <tab> BASIS <tab> DEPENDS`, in order of declaration, or `! CODE` for each error, and ends with an empty line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/sink.h"
#include "engine/conclude.h"
#include "model/print.h"

static Text read_bytes(size_t count) {
  char *bytes = mem_alloc_flat(count + 1);
  if (fread(bytes, 1, count, stdin) != count) exit(1);
  bytes[count] = 0;
  return (Text){bytes, (uint32_t)count};
}

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

static void conclude(Sink *out, const CaseFile *file, Day day, WorldOptions options) {
  const Program *program = file->program;
  Conclusions all = conclude_all(world_make(file->program, file, options), day);
  const Conclusion **order = MEM_NEW_ARRAY(const Conclusion *, program->units.count + 1);
  for (size_t u = 0; u < program->units.count; u++) order[u] = &all.units[u];
  qsort(order, program->units.count, sizeof *order, by_declaration);
  for (size_t u = 0; u < program->units.count; u++) print_conclusion(out, program, order[u]);
}

static void load_modules(Session *session, Text rules, Diags *diags) {
  const char *at = rules.at, *end = rules.at + rules.bytes;
  if (rules.bytes < 4 || memcmp(at, "=== ", 4) != 0) {
    loader_text(session->loader, TEXT("t.remit"), rules, diags);
    return;
  }
  while (at && at < end) {
    char name[64] = "";
    sscanf(at, "=== %56s", name);
    strcat(name, ".remit");
    const char *body = strchr(at, '\n') + 1, *next = strstr(body, "\n=== ");
    next = next ? next + 1 : end;
    loader_text(session->loader, text_copy(text_of(name)), (Text){body, (uint32_t)(next - body)}, diags);
    at = next;
  }
}

static void answer(Sink *out, Text rules, Text facts, Day day, WorldOptions options) {
  Diags diags = {0};
  Session session;
  CaseFiles cases = {0};
  session_open(&session, TEXT(""), TEXT(""), &diags);
  load_modules(&session, rules, &diags);
  if (!diags.errors) case_read_source(&session, source_of_text(TEXT("t.case"), facts), TEXT(""), &cases);
  if (diags.errors || !cases.count) print_errors(out, &diags);
  else conclude(out, cases.at[0], day, options);
}

int main(void) {
  char line[256];
  mem_open();
  while (fgets(line, sizeof line, stdin)) {
    size_t rules, facts;
    char date[32] = "", rest[64] = "", known[32] = "";
    if (sscanf(line, "%zu %zu %31s %63[^\n]", &rules, &facts, date, rest) < 3) return 1;
    WorldOptions options = {.as_planned = strstr(rest, "planned") != NULL};
    char *at = strstr(rest, "known ");
    if (at && sscanf(at, "known %31s", known) == 1) options.as_known = true, options.known_on = read_day(known);
    Sink out = {0};
    Text rule_text = read_bytes(rules), fact_text = read_bytes(facts);
    answer(&out, rule_text, fact_text, read_day(date), options);
    fwrite(out.at, 1, out.count, stdout);
    putchar('\n');
    fflush(stdout);
  }
  return 0;
}

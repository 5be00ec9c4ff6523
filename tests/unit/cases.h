/* Worlds from texts: a small module, cases in any form, and histories as one line. */
#ifndef REMIT_TESTS_CASES_H
#define REMIT_TESTS_CASES_H
#include <string.h>
#include "facts/world.h"
#include "model/print.h"
#include "unit.h"

static const char cases_rules[] =
  "module m \"Tests\"\n"
  "source book \"A book\" dated 2014\n"
  "party council \"the Council\"\n"
  "party trust \"the Trust\"\n"
  "type service is care, help, education\n"
  "scale judgement is inadequate < weak < good < outstanding\n"
  "type aspect is leaders, practice\n"
  "fact operating : yes/no\n"
  "fact ofsted : judgement\n"
  "fact rate : percent\n"
  "fact size : count\n"
  "fact spend : money\n"
  "fact scope : set of service\n"
  "fact run_by : party\n"
  "fact begun : date\n"
  "fact notice : duration\n"
  "fact note : text\n"
  "fact level : number\n"
  "fact settled : yes/no\n"
  "fact grade for each a in aspect : judgement\n"
  "event change \"Changed\"\n"
  "parameter most \"Most\" : count\n"
  "  is 2 from 2013-01-01\n"
  "  is 3 from 2021-04-01\n"
  "define whatever when operating\n"
  "record settled is yes from 2014-05-01 cite book\n";

typedef struct Cases {      /* what reading left behind */
  Session session;
  Diags diags;
} Cases;

static inline void cases_open(Cases *cases) {
  memset(cases, 0, sizeof *cases);
  session_open(&cases->session, TEXT(""), TEXT(""), &cases->diags);
  loader_text(cases->session.loader, TEXT("m.remit"), text_of(cases_rules), &cases->diags);
  loader_text(cases->session.loader, TEXT("other.remit"), TEXT("module other \"Other\"\nfact elsewhere : yes/no\n"),
              &cases->diags);
  loader_text(cases->session.loader, TEXT("broken.remit"), TEXT("module broken \"Broken\"\nfact : yes/no\n"),
              &cases->diags);
  cases->diags = (Diags){0};
}

static inline CaseFiles cases_read(Cases *cases, const char *path, const char *text) {
  CaseFiles files = {0};
  case_read_source(&cases->session, source_of_text(text_of(path), text_of(text)), TEXT(""), &files);
  return files;
}

/* The one case of a text, which must be without errors. */
static inline CaseFile *cases_one(Cases *cases, const char *path, const char *text) {
  size_t before = cases->diags.all.count;
  CaseFiles files = cases_read(cases, path, text);
  for (size_t i = before; i < cases->diags.all.count; i++) {
    const Diag *diag = cases->diags.all.at[i];
    if (diag->severity == DIAG_ERROR) fail_msg("%s: R%04d %s\n%s", path, (int)diag->code, text_c(diag->text), text);
  }
  assert_int_equal(files.count, 1);
  return files.at[0];
}

static inline uint32_t cases_index(const World *world, const char *name) {
  const Program *program = world->program;
  for (size_t i = 0; i < program->facts.count; i++) {
    if (text_equal(program->facts.at[i]->subject.name, text_of(name))) return (uint32_t)i;
  }
  for (size_t i = 0; i < program->events.count; i++) {
    if (text_equal(program->events.at[i]->subject.name, text_of(name))) return (uint32_t)i;
  }
  for (size_t i = 0; i < program->parameters.count; i++) {
    if (text_equal(program->parameters.at[i]->subject.name, text_of(name))) return (uint32_t)i;
  }
  fail_msg("no %s", name);
  return 0;
}

/* `unknown | 2015-01-01 good stated | 2016-01-01~ ...`: `~` marks a change on an unknown day, `!` a dispute. */
static inline const char *cases_line(const History *history, const Type *type) {
  Sink line = {0};
  for (uint32_t i = 0; i < history->count; i++) {
    const Step *step = &history->steps[i];
    char date[DATE_ROOM];
    if (i > 0) {
      calendar_print(step->from, date);
      sink_format(&line, " | %s%s ", date, step->transition ? "~" : "");
    }
    print_cell(&line, type, &step->value);
    if (step->value.flags & VALUE_DISPUTED) sink_c(&line, "!");
    if (value_certain(&step->value)) sink_format(&line, " %s", basis_word((Basis)step->value.basis));
  }
  return text_c(sink_result(&line));
}

static inline const char *cases_fact(const World *world, const char *name) {
  uint32_t index = cases_index(world, name);
  return cases_line(world_fact(world, index), world->program->facts.at[index]->type);
}

static inline const char *cases_parameter(const World *world, const char *name) {
  uint32_t index = cases_index(world, name);
  return cases_line(world_parameter(world, index), world->program->parameters.at[index]->type);
}

/* `2019-04-01..2019-04-30 2021-01-15 complete 2015-12-31..2022-08-31` */
static inline const char *cases_event(const World *world, const char *name) {
  const EventRecord *record = world_event(world, cases_index(world, name));
  Sink line = {0};
  char first[DATE_ROOM], last[DATE_ROOM];
  for (uint32_t i = 0; i < record->occurrence_count; i++) {
    calendar_print(record->occurrences[i].date.first, first);
    calendar_print(record->occurrences[i].date.last, last);
    sink_format(&line, "%s%s", i > 0 ? " " : "", first);
    if (strcmp(first, last) != 0) sink_format(&line, "..%s", last);
  }
  for (uint32_t i = 0; i < record->coverage_count; i++) {
    Day from = record->coverage[i].from, until = record->coverage[i].until;
    first[0] = last[0] = '\0';
    if (from != DAY_BEFORE_TIME) calendar_print(from, first);
    if (until != DAY_AFTER_TIME) calendar_print(until, last);
    sink_format(&line, " complete %s..%s", first, last);
  }
  return text_c(sink_result(&line));
}

/* Suppositions, parted by `;`, laid over a world. */
static inline World *cases_suppose(Cases *cases, World *world, const char *suppositions) {
  Assertions supposed = {0};
  for (const char *at = suppositions; *at != '\0';) {
    size_t bytes = strcspn(at, ";");
    Source *line = source_of_text(TEXT("--set"), (Text){at, (uint32_t)bytes});
    CaseFile *near = (CaseFile *)(uintptr_t)world->case_file;
    Assertion *assertion = assertion_parse(world->program, near, line, &cases->diags);
    if (assertion == NULL)
      fail_msg("%.*s: %s", (int)bytes, at, text_c(cases->diags.all.at[cases->diags.all.count - 1]->text));
    list_push(&supposed, assertion);
    at += bytes + (at[bytes] == ';');
  }
  return world_suppose(world, &supposed);
}
#endif

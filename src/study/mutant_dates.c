/* Mutants of parameters, which change by date, and of commencement. */
#include <string.h>
#include "model/print.h"
#include "study/mutants.h"

/* A day, or the month or year as which the date is written. */
static Day shifted(const DateBound *written, Day day, int direction) {
  Day days = written->date.last - written->date.first + 1, moved = day + direction;
  int64_t months = days > 31 ? 12 : days > 1 ? 1 : 0;
  if (months) calendar_add_months(day, direction * months, &moved);
  return moved;
}

static Text day_text(Day day) {
  char room[DATE_ROOM];
  calendar_print(day, room);
  return text_copy(text_of(room));
}

void mutants_date(const Mutating *mutating, const DateBound *written, const Day *at) {
  if (!written->given || *at == DAY_BEFORE_TIME || *at == DAY_AFTER_TIME) return;
  for (int direction = -1; direction <= 1; direction += 2) {
    Day moved = shifted(written, *at, direction);
    mutant_add(mutating, direction > 0 ? MUTATION_LATER : MUTATION_EARLIER, written->span, day_text(moved), at, &moved, sizeof moved);
  }
}

/* ---- value lines ---- */

typedef struct ValueLine {
  const Mutating *mutating;
  Parameter *parameter;
  const Line *line;
  uint32_t tag;
} ValueLine;

static bool has_tag(const Step *step, uint32_t tag) {
  for (uint32_t i = 0; i < step->tag_count; i++)
    if (step->tags[i] == tag) return true;
  return false;
}

static Step *copied_steps(const Parameter *parameter) {
  Step *steps = MEM_NEW_ARRAY(Step, parameter->history.count);
  memcpy(steps, parameter->history.steps, parameter->history.count * sizeof *steps);
  return steps;
}

static void add_history(const ValueLine *at, MutationKind kind, Span span, Text becomes, const Step *steps) {
  History history = {steps, at->parameter->history.count};
  mutant_add(at->mutating, kind, span, becomes, &at->parameter->history, &history, sizeof history);
}

static void shift_value(const ValueLine *at, int64_t by) {
  Parameter *parameter = at->parameter;
  Step *steps = copied_steps(parameter);
  const Value *changed = NULL;
  for (uint32_t i = 0; i < parameter->history.count; i++) {
    if (!has_tag(&steps[i], at->tag) || !value_certain(&steps[i].value) || steps[i].value.form != VALUE_RANGE) continue;
    steps[i].value.low += by;
    steps[i].value.high += by;
    changed = &steps[i].value;
  }
  if (!changed || (parameter->type->word == TYPE_COUNT && changed->low < 0)) return;
  MutationKind kind = parameter->type->word == TYPE_DATE ? (by > 0 ? MUTATION_LATER : MUTATION_EARLIER) : by > 0 ? MUTATION_UP : MUTATION_DOWN;
  add_history(at, kind, at->line->literal->span, print_exact_text(parameter->type, changed), steps);
}

static void shift_step(const ValueLine *at, const DateBound *written, uint32_t step, int direction) {
  Step *steps = copied_steps(at->parameter);
  Day moved = shifted(written, steps[step].from, direction);
  if (step && moved <= steps[step - 1].from) return;
  if (step + 1 < at->parameter->history.count && moved >= steps[step + 1].from) return;
  steps[step].from = moved;
  add_history(at, direction > 0 ? MUTATION_LATER : MUTATION_EARLIER, written->span, day_text(moved), steps);
}

/* Only a date that is one day: a month or a year begins on an unknown day of it. */
static void shift_period(const ValueLine *at, const DateBound *written, bool begins) {
  const History *history = &at->parameter->history;
  if (!written->given || written->date.first != written->date.last) return;
  for (uint32_t i = 1; i < history->count; i++) {
    if (history->steps[i].from != written->date.first || !has_tag(&history->steps[begins ? i : i - 1], at->tag)) continue;
    shift_step(at, written, i, 1);
    shift_step(at, written, i, -1);
  }
}

static void change_line(const ValueLine *at) {
  int64_t place = mutant_last_place(at->mutating, at->line->literal->span, at->parameter->type);
  if (place) {
    shift_value(at, place);
    shift_value(at, -place);
  }
  if (!at->line->period) return;
  shift_period(at, &at->line->period->from, true);
  shift_period(at, &at->line->period->until, false);
}

/* ---- the declaration and its amendments, in the order in which their lines were numbered ---- */

static bool speaks_of(const Decl *decl, const Parameter *parameter) {
  const Decl *base = parameter->subject.home.decl;
  return decl == base || (decl->kind == DECL_PARAMETER && decl->amends && decl->name.name == base->name.name);
}

static void change_lines(ValueLine *at, const Decl *decl) {
  for (size_t i = 0; i < decl->lines.count; i++) {
    at->line = decl->lines.at[i];
    if (at->line->kind != LINE_VALUE || !at->line->literal) continue;
    change_line(at);
    at->tag++;
  }
}

void mutants_parameter(const Mutating *outer, Parameter *parameter) {
  Mutating mutating = *outer;
  ValueLine at = {.mutating = &mutating, .parameter = parameter};
  mutating.unit = NULL;
  for (size_t m = 0; m < outer->program->modules.count; m++) {
    Module *module = outer->program->modules.at[m];
    for (size_t d = 0; d < module->tree->decls.count; d++) {
      const Decl *decl = module->tree->decls.at[d];
      if (!speaks_of(decl, parameter)) continue;
      mutating.home = (Home){decl, module, module->tree->source};
      change_lines(&at, decl);
    }
  }
}

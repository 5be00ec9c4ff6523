/* Mutants of parameters, which change by date, and of commencement. */
#include <string.h>
#include "model/print.h"
#include "study/mutants.h"
#include "study/places.h"

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
    mutant_add(mutating, direction > 0 ? MUTATION_LATER : MUTATION_EARLIER, written->span, day_text(moved), at, &moved,
               sizeof moved);
  }
}

/* ---- value lines ---- */

typedef struct Changing {
  Mutating mutating;
  Parameter *parameter;
  const ValueLine *line;
} Changing;

static Step *copied_steps(const Parameter *parameter) {
  Step *steps = MEM_NEW_ARRAY(Step, parameter->history.count);
  memcpy(steps, parameter->history.steps, parameter->history.count * sizeof *steps);
  return steps;
}

static void add_history(const Changing *at, MutationKind kind, Span span, Text becomes, const Step *steps) {
  History history = {steps, at->parameter->history.count};
  mutant_add(&at->mutating, kind, span, becomes, &at->parameter->history, &history, sizeof history);
}

static MutationKind value_kind(const Type *type, bool up) {
  if (type->word == TYPE_DATE) return up ? MUTATION_LATER : MUTATION_EARLIER;
  return up ? MUTATION_UP : MUTATION_DOWN;
}

static void shift_value(const Changing *at, int64_t by) {
  Parameter *parameter = at->parameter;
  Step *steps = copied_steps(parameter);
  const Value *changed = NULL;
  for (uint32_t i = 0; i < parameter->history.count; i++) {
    if (!place_has_tag(&steps[i], at->line->tag) || !value_certain(&steps[i].value) ||
        steps[i].value.form != VALUE_RANGE)
      continue;
    steps[i].value.low += by;
    steps[i].value.high += by;
    changed = &steps[i].value;
  }
  if (!changed || (parameter->type->word == TYPE_COUNT && changed->low < 0)) return;
  add_history(at, value_kind(parameter->type, by > 0), at->line->line->literal->span,
              print_exact_text(parameter->type, changed), steps);
}

static void shift_step(const Changing *at, const DateBound *written, uint32_t step, int direction) {
  Step *steps = copied_steps(at->parameter);
  Day moved = shifted(written, steps[step].from, direction);
  if (step && moved <= steps[step - 1].from) return;
  if (step + 1 < at->parameter->history.count && moved >= steps[step + 1].from) return;
  steps[step].from = moved;
  add_history(at, direction > 0 ? MUTATION_LATER : MUTATION_EARLIER, written->span, day_text(moved), steps);
}

/* Only a date that is one day: a month or a year begins on an unknown day of it. */
static void shift_period(const Changing *at, const DateBound *written, bool begins) {
  const History *history = &at->parameter->history;
  if (!written->given || written->date.first != written->date.last) return;
  for (uint32_t i = 1; i < history->count; i++) {
    if (history->steps[i].from != written->date.first ||
        !place_has_tag(&history->steps[begins ? i : i - 1], at->line->tag))
      continue;
    shift_step(at, written, i, 1);
    shift_step(at, written, i, -1);
  }
}

static void change_line(void *owner, const ValueLine *line) {
  Changing *at = owner;
  at->line = line;
  at->mutating.home = line->home;
  int64_t place = mutant_last_place(&at->mutating, line->line->literal->span, at->parameter->type);
  if (place) {
    shift_value(at, place);
    shift_value(at, -place);
  }
  if (!line->line->period) return;
  shift_period(at, &line->line->period->from, true);
  shift_period(at, &line->line->period->until, false);
}

void mutants_parameter(const Mutating *outer, Parameter *parameter) {
  Changing at = {.mutating = *outer, .parameter = parameter};
  at.mutating.unit = NULL;
  places_each_line(outer->program, parameter, change_line, &at);
}

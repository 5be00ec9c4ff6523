/* Other dates: `ever`, `at`, `for`, windows of events and changes, `start of`. */
#include "engine/machine.h"

/* ---- windows: days d with after < d <= today ---- */

typedef struct Lookback {
  Day wide, narrow;         /* `after`: at the earliest, at the latest; both the same when the window is certain */
  bool slides;              /* moves with today: `in last P` */
  Value period;             /* of a sliding one */
  uint8_t basis, reasons;   /* of what makes it */
} Lookback;

static Value minus_period(const Machine *machine, Day day, Value period) {
  const Program *program = machine->world->program;
  return logic_date_subtract(value_range(day, day, BASIS_NONE), period, program->holidays.at, program->holidays.count,
                             0);
}

/* One end of an uncertain length. */
static Value length_of(const Value *period, bool longest) {
  return value_duration(longest ? period->high : period->low, (DurationUnit)period->unit, BASIS_NONE);
}

/* The day before the window of this length that ends on `day`; what leaves the calendar begins with it. */
static Day before_window(const Machine *machine, Day day, Value length) {
  Value after = minus_period(machine, day, length);
  return after.flags & VALUE_FAILED || after.low < DAY_FIRST - 1 ? DAY_FIRST - 1 : (Day)after.low;
}

/* Where `after` stands as seen from a day: at the earliest for the longest window, at the latest for the shortest. */
static void slide(const Machine *machine, const Lookback *window, Day day, Day *wide, Day *narrow) {
  const Value *period = &window->period;
  bool endless = period->flags & (VALUE_OPEN_HIGH | VALUE_FAILED),
       maybe_empty = period->flags & (VALUE_OPEN_LOW | VALUE_FAILED);
  *wide = endless ? DAY_FIRST - 1 : before_window(machine, day, length_of(period, true));
  *narrow = value_certain(period) ? *wide : maybe_empty ? day : before_window(machine, day, length_of(period, false));
  if (*narrow > day) *narrow = day;
  if (*wide > *narrow) *wide = *narrow;
}

static Lookback sliding(Machine *machine, const Node *in_last, Day day, Stretch *stretch) {
  Lookback window = {.slides = true, .period = node_value(machine, in_last, day, stretch)};
  slide(machine, &window, day, &window.wide, &window.narrow);
  window.basis = value_certain(&window.period) ? window.period.basis : (uint8_t)BASIS_NONE;
  window.reasons = value_certain(&window.period) ? 0 : window.period.flags & VALUE_REASONS;
  if (in_last->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
  return window;
}

/* Before its date the window is empty, from then on it grows: the answer does not reach over that day. */
static void narrow_since(const Value *date, Day day, Stretch *stretch) {
  bool open_low = date->flags & VALUE_OPEN_LOW, open_high = date->flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE);
  if (value_no_date_certain(date)) return;
  if (!open_low && date->low > day) stretch_narrow(stretch, DAY_BEFORE_TIME, (Day)date->low);
  else if (!open_high && date->high > day) stretch_narrow(stretch, DAY_BEFORE_TIME, (Day)date->high);
  if (!open_low && date->low <= day) stretch_narrow(stretch, clamp_day(date->low), DAY_AFTER_TIME);
  if (!open_high && date->high <= day) stretch_narrow(stretch, clamp_day(date->high), DAY_AFTER_TIME);
}

/* `since` what has no date: nothing lies in the window. */
static Lookback since(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value date = node_value(machine, node, day, stretch);
  Lookback window = {.basis = value_certain(&date) ? date.basis : (uint8_t)BASIS_NONE,
                     .reasons = value_certain(&date) ? 0 : date.flags & VALUE_REASONS};
  bool open_low = date.flags & VALUE_OPEN_LOW, open_high = date.flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE);
  bool never = value_no_date_certain(&date);
  window.wide = never ? day : open_low ? DAY_FIRST - 1 : clamp_day(date.low) - 1;
  window.narrow = never || open_high ? day : clamp_day(date.high) - 1;
  if (node->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
  if (window.narrow > day) window.narrow = day;
  if (window.wide > window.narrow) window.wide = window.narrow;
  narrow_since(&date, day, stretch);
  return window;
}

static Lookback window_on(Machine *machine, const Node *in_last, const Node *since_node, Day day, Stretch *stretch) {
  if (in_last) return sliding(machine, in_last, day, stretch);
  if (since_node) return since(machine, since_node, day, stretch);
  return (Lookback){.wide = DAY_FIRST - 1, .narrow = DAY_FIRST - 1};
}

/* Where the calendar begins two windows of different length may be one; what is unknown is blamed on their length then
 * too, and later days tell them apart. */
static bool certain_window(const Lookback *window) { return window->wide == window->narrow && !window->reasons; }

/* The first day after `low` from which the window's `after` is at least `mark`: not on `low`, certainly on `high`. It
 * is sought about `guess` first, which is close, since windows of one length differ by a few days at most. */
static Day crossing(const Machine *machine, const Lookback *window, Day low, Day high, Day guess, Day mark,
                    bool wide) {
  Day probes[] = {guess - 4, guess + 4}, w, n;
  for (size_t i = 0; high - low > 1; i++) {
    Day middle = i < 2 ? probes[i] : low + (high - low) / 2;
    if (middle <= low || middle >= high) continue;
    slide(machine, window, middle, &w, &n);
    if ((wide ? w : n) >= mark) high = middle;
    else low = middle;
  }
  return high;
}

/* The first day after `day`, before `limit`, from which the window's `after` has reached `mark`; limit when none. */
static Day reaches(const Machine *machine, const Lookback *window, Day day, Day mark, Day limit, bool wide) {
  Day end = limit > DAY_LAST + 1 ? DAY_LAST + 1 : limit;
  if (!window->slides || mark >= end) return limit;
  Day guess = day + mark - (wide ? window->wide : window->narrow);
  Day first = crossing(machine, window, day, end, guess, mark, wide);
  return first == DAY_LAST + 1 ? limit : first;
}

/* The first day, not before `from`, from which `after` is at least `mark`, given that it is on `day`. */
static Day reached(const Machine *machine, const Lookback *window, Day from, Day day, Day mark, bool wide) {
  if (!window->slides) return from;
  Day guess = day + mark - (wide ? window->wide : window->narrow);
  return crossing(machine, window, from < DAY_FIRST ? DAY_FIRST - 1 : from - 1, day, guess, mark, wide);
}

static Value undecided(uint8_t reasons) {
  Value value = value_truth(VALUE_EITHER, BASIS_NONE);
  value.flags = reasons & VALUE_REASONS ? reasons & VALUE_REASONS : VALUE_UNSTATED;
  return value;
}

static Value weakened(Value value, uint8_t basis) {
  value.basis = (uint8_t)basis_weaker((Basis)value.basis, (Basis)basis);
  return value;
}

/* ---- conditions over windows ---- */

/* While the window's far end lies in one run: until it leaves it, and since it came into it. */
static void narrow_far_end(Machine *machine, const Lookback *window, Stretch run, bool wide, Day day,
                           Stretch *stretch) {
  if (run.until <= day)
    stretch_narrow(stretch, DAY_BEFORE_TIME, reaches(machine, window, day, run.until - 1, stretch->until, wide));
  if (run.from > DAY_FIRST)
    stretch_narrow(stretch, reached(machine, window, stretch->from, day, run.from - 1, wide), DAY_AFTER_TIME);
}

/* The fold, and where it may next change: a run ends today, or one leaves at the window's far end. */
static Value over_days(Machine *machine, const Days *days, const Lookback *window, Day day, Stretch *stretch) {
  Stretch first;
  Folded all = days_fold(machine, days, day, &first);
  stretch_narrow(stretch, all.run.from, all.run.until);
  if (window->slides && !machine->missed) narrow_far_end(machine, window, first, days->which == 0, day, stretch);
  return all.value;
}

/* Decided by all of the longest window, or by part of the shortest. */
static Value either_window(const Lookback *window, Value wide, Value narrow, bool all) {
  if (all ? value_is_yes(&wide) : value_is_no(&wide)) return wide;
  if (all ? value_is_no(&narrow) : value_is_yes(&narrow)) return narrow;
  uint8_t reasons = window->reasons;
  if (!value_certain(&wide)) reasons |= wide.flags;
  if (!value_certain(&narrow)) reasons |= narrow.flags;
  return undecided(reasons);
}

static Day first_day(Day after) { return after + 1 < DAY_FIRST ? DAY_FIRST : after + 1; }

static Value over_window(Machine *machine, const Node *node, const Lookback *window, Day day, bool all,
                         Stretch *stretch) {
  Value held[2];
  for (unsigned which = 0; which < 2; which++) {
    Day from = first_day(which ? window->narrow : window->wide);
    Days days = {node, all ? logic_and : logic_or, from, which, window->slides};
    held[which] = from > day ? value_yes_no(all, BASIS_NONE) : over_days(machine, &days, window, day, stretch);
    if (certain_window(window)) return weakened(held[which], window->basis);
  }
  return either_window(window, held[0], held[1], all);
}

static Value ever(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Lookback window = window_on(machine, node->in_last, node->since, day, stretch);
  Value held = over_window(machine, node->subject, &window, day, false, stretch);
  return node->kind == NODE_NEVER ? logic_not(held) : held;
}

static Value for_period(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Lookback window = sliding(machine, node->b, day, stretch);
  return over_window(machine, node->a, &window, day, true, stretch);
}

Value time_ever(Machine *machine, const Node *condition, const Starts *from, Day to, Stretch *stretch) {
  Value held[2];
  Lookback fixed = {.reasons = from->reasons};
  for (unsigned which = 0; which < 2; which++) {
    Days days = {.condition = condition, .fold = logic_or, .from = which ? from->late : from->early, .which = which};
    held[which] =
      days.from > to ? value_yes_no(false, BASIS_NONE) : over_days(machine, &days, &fixed, to, stretch);
    if (from->early == from->late) return held[0];
  }
  return either_window(&fixed, held[0], held[1], false);
}

/* ---- events ---- */

static void narrow_critical(Machine *machine, const EventRecord *record, const Lookback *window, Day day,
                            Stretch *stretch) {
  stretch_narrow(stretch, events_previous_critical(record, day), events_next_critical(record, day));
  if (!window->slides) return;
  for (int wide = 0; wide < 2; wide++) {
    Day after = wide ? window->wide : window->narrow;
    Day next = events_next_critical(record, after), before = events_previous_critical(record, after);
    if (next <= day)
      stretch_narrow(stretch, DAY_BEFORE_TIME, reaches(machine, window, day, next, stretch->until, wide));
    if (before != DAY_BEFORE_TIME)
      stretch_narrow(stretch, reached(machine, window, stretch->from, day, before, wide), DAY_AFTER_TIME);
    if (next > day) stretch_narrow(stretch, DAY_BEFORE_TIME, reaches(machine, window, day, next, stretch->until, wide));
  }
}

static Value hull_of_counts(Value most, Value fewest, uint8_t reasons) {
  Value count = value_open_range(false, fewest.low, most.flags & VALUE_OPEN_HIGH, most.high,
                                 basis_weaker((Basis)most.basis, (Basis)fewest.basis));
  if (!value_certain(&count))
    count.flags =
      (uint8_t)((count.flags & ~VALUE_REASONS) | (reasons ? reasons_elsewhere(reasons) : VALUE_UNSTATED));
  return count;
}

static Value count_events(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  const EventRecord *record = world_event(machine->world, node->index);
  Lookback window = window_on(machine, node->event_in_last, node->event_since, day, stretch);
  narrow_critical(machine, record, &window, day, stretch);
  Value count = events_count_between(record, window.wide, window.narrow, day);
  if (!value_certain(&count)) count.flags |= reasons_elsewhere(window.reasons);
  return weakened(count, window.basis);
}

static Value first_or_last(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  const EventRecord *record = world_event(machine->world, node->index);
  stretch_narrow(stretch, events_previous_critical(record, day), events_next_critical(record, day));
  Value date = node->kind == NODE_FIRST ? events_first(record, day) : events_last(record, day);
  /* What may have happened up to today may have happened today: such a date moves with today. */
  if (!value_certain(&date) && !(date.flags & VALUE_OPEN_HIGH) && date.high == day)
    stretch_narrow(stretch, day, day + 1);
  return date;
}

/* ---- changes ---- */

/* For the same reasons too: a window that leaves the days of one of them may be in doubt for another. */
static bool same_reading(const Value *a, const Value *b) { return value_same(a, b) && a->flags == b->flags; }

/* The runs of a conclusion or fact, gathered as a history from `from` to `to`. */
static History runs_of(Machine *machine, const Node *node, Day from, Day to, Stretch *first, Stretch *last) {
  LIST(Step) steps = {0};
  for (Day day = from < DAY_FIRST ? DAY_FIRST : from; day <= to && !machine->missed;) {
    Stretch run = STRETCH_ALL;
    Step step = {.from = steps.count ? day : DAY_BEFORE_TIME, .value = days_value(machine, node, day, &run)};
    if (!steps.count) *first = run;
    if (!steps.count || !same_reading(&steps.at[steps.count - 1].value, &step.value)) list_push(&steps, step);
    *last = run;
    if (run.until > to) break;
    day = run.until;
  }
  return (History){steps.at, (uint32_t)steps.count};
}

/* `first` is the run that the window begins in, where nothing is gathered of the days before it. */
static const History *subject_history(Machine *machine, const Node *subject, History *made, Day from, Day day,
                                      Stretch *first, Stretch *stretch) {
  if (subject->kind == NODE_FACT) return world_fact(machine->world, subject->index);
  Stretch last = STRETCH_ALL;
  *made = runs_of(machine, subject, from, day, first, &last);
  stretch_narrow(stretch, last.from, last.until);
  return made;
}

/* Steps turn on their first day; a transition that straddles an edge turns on the day after it too. */
static Day next_edge(const History *history, Day day) {
  for (uint32_t i = 1; i < history->count; i++) {
    if (history->steps[i].from > day) return history->steps[i].from;
    if (history->steps[i].from + 1 > day) return history->steps[i].from + 1;
  }
  return DAY_AFTER_TIME;
}

static Day previous_edge(const History *history, Day day) {
  for (uint32_t i = history->count; i-- > 1;) {
    if (history->steps[i].from + 1 <= day) return history->steps[i].from + 1;
    if (history->steps[i].from <= day) return history->steps[i].from;
  }
  return DAY_BEFORE_TIME;
}

static void narrow_edges(Machine *machine, const History *history, const Lookback *window, Day day, Stretch *stretch) {
  stretch_narrow(stretch, previous_edge(history, day), next_edge(history, day));
  if (!window->slides) return;
  for (int wide = 0; wide < 2; wide++) {
    Day after = (wide ? window->wide : window->narrow) + 1;
    Day next = next_edge(history, after), before = previous_edge(history, after);
    if (next < DAY_AFTER_TIME)
      stretch_narrow(stretch, DAY_BEFORE_TIME, reaches(machine, window, day, next - 1, stretch->until, wide));
    if (before != DAY_BEFORE_TIME)
      stretch_narrow(stretch, reached(machine, window, stretch->from, day, before - 1, wide), DAY_AFTER_TIME);
  }
}

static Value changes(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  History made = {0};
  Lookback window = window_on(machine, node->in_last, node->since, day, stretch);
  Stretch first = STRETCH_ALL;
  const History *history = subject_history(machine, node->subject, &made, window.wide, day, &first, stretch);
  if (machine->missed) return type_unknown(node->type);
  narrow_edges(machine, history, &window, day, stretch);
  if (first.from > DAY_FIRST)
    stretch_narrow(stretch, reached(machine, &window, stretch->from, day, first.from, true), DAY_AFTER_TIME);
  Value wide = history_changes(history, window.wide, day);
  if (certain_window(&window)) return weakened(wide, window.basis);
  Value narrow = history_changes(history, window.narrow, day);
  return hull_of_counts(wide, narrow, window.reasons | (narrow.flags & VALUE_REASONS) | (wide.flags & VALUE_REASONS));
}

/* ---- start of ---- */

/* The date from which the condition has held without a break up to today; no date where it does not hold today. */
static Value start_of(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value now = days_value(machine, node->a, day, stretch);
  if (value_is_no(&now)) return value_no_date((Basis)now.basis);
  RunBack run = days_run_back(machine, node->a, day);
  bool holds = value_is_yes(&now);
  bool open = run.possible_from <= DAY_FIRST;
  Value start =
    value_open_range(open, run.possible_from, false, holds ? run.certain_from : day, (Basis)run.basis);
  if (!holds) {
    start.flags |= VALUE_MAYBE_NO_DATE;
    stretch_narrow(stretch, day, day + 1);   /* it may have begun today */
  }
  if (value_certain(&start)) return start;
  start.flags =
    (uint8_t)((start.flags & ~VALUE_REASONS) | (run.reasons ? reasons_elsewhere(run.reasons) : VALUE_UNSTATED));
  return start;
}

/* ---- at ---- */

static bool truth(const Node *node) { return node->type->word == TYPE_YES_NO && !node->type->set; }

static Value never_was(const Node *node, Value date) {
  if (truth(node)) return value_yes_no(false, (Basis)date.basis);
  return type_unknown(node->type);
}

/* Of a date that moves with today: where it leaves the period over which the value at it stands. */
static void narrow_moving(Machine *machine, const Node *date, Stretch there, Day day, Stretch *stretch) {
  if (!(date->flags & NODE_RISING)) {
    stretch_narrow(stretch, day, day + 1);
    return;
  }
  Day low = day, high = stretch->until > DAY_LAST + 1 ? DAY_LAST + 1 : stretch->until;
  while (high - low > 1 && !machine->missed) {
    Stretch ignored = STRETCH_ALL;
    Day middle = low + (high - low) / 2;
    Value moved = node_value(machine, date, middle, &ignored);
    if (moved.flags & VALUE_FAILED || moved.high >= there.until) high = middle;
    else low = middle;
  }
  stretch_narrow(stretch, day, high == DAY_LAST + 1 ? stretch->until : high);
}

static Value at_day(Machine *machine, const Node *node, Value date, Day day, Stretch *stretch) {
  Stretch there = STRETCH_ALL;
  Value value = node_value(machine, node->a, clamp_day(date.low), &there);
  if (node->b->flags & NODE_DAILY) narrow_moving(machine, node->b, there, day, stretch);
  return weakened(value, date.basis);
}

static Value join(Value a, Value b) { return value_join(&a, &b); }

/* A value that moves daily is taken at both ends of each run. */
static Value join_ends(Machine *machine, const Node *node, Day from, Day to) {
  Value joined = {0};
  for (Day day = from; day <= to && !machine->missed;) {
    Stretch run = STRETCH_ALL, ignored = STRETCH_ALL;
    Value value = node_value(machine, node, day, &run);
    if (machine->missed) break;
    stretch_assert(&run, day);
    Day last = run.until > to ? to : run.until - 1;
    joined = day == from ? value : join(joined, value);
    joined = join(joined, node_value(machine, node, last, &ignored));
    day = last + 1;
  }
  return joined;
}

/* A date known in part: every day it may be. */
static Value at_days(Machine *machine, const Node *node, Value date) {
  Day from = date.flags & VALUE_OPEN_LOW ? DAY_FIRST : clamp_day(date.low),
      to = date.flags & VALUE_OPEN_HIGH ? DAY_LAST : clamp_day(date.high);
  uint16_t moves = node->a->flags;
  if (moves & NODE_DAILY)
    return moves & (NODE_RISING | NODE_FALLING) ? join_ends(machine, node->a, from, to) : type_unknown(node->type);
  Stretch first;
  Days days = {.condition = node->a, .fold = join, .from = from};
  return days_fold(machine, &days, to, &first).value;
}

static Value at(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value date = node_value(machine, node->b, day, stretch);
  if (machine->missed) return type_unknown(node->type);
  if (value_no_date_certain(&date)) return never_was(node, date);
  if (value_certain(&date)) return at_day(machine, node, date, day, stretch);
  if (node->b->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
  Value value = at_days(machine, node, date);
  if (machine->missed) return type_unknown(node->type);
  if (date.flags & VALUE_MAYBE_NO_DATE) {
    Value never = never_was(node, date);
    never.basis = value.basis;   /* that there may be no date proves nothing */
    value = value_join(&value, &never);
  }
  if (!value_certain(&value)) value.flags |= reasons_elsewhere(date.flags & VALUE_REASONS);
  return value;
}

/* ---- asked afterwards ---- */

static Lookback window_of(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  switch ((NodeKind)node->kind) {
  case NODE_FOR: return sliding(machine, node->b, day, stretch);
  case NODE_COUNT_EVENTS:
    return window_on(machine, node->event_in_last, node->event_since, day, stretch);
  default: return window_on(machine, node->in_last, node->since, day, stretch);
  }
}

static Value compute_reach(Machine *machine, const void *node, Day day, Stretch *stretch) {
  Lookback window = window_of(machine, node, day, stretch);
  return value_range(window.wide, window.narrow, BASIS_NONE);
}

Reach eval_reach(World *world, const Node *node, Day day) {
  Stretch stretch;
  Value reach = machine_run(world, compute_reach, node, day, &stretch);
  return (Reach){(Day)reach.low, (Day)reach.high};
}

static Value of_other_days(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  switch ((NodeKind)node->kind) {
  case NODE_EVER: case NODE_NEVER: return ever(machine, node, day, stretch);
  case NODE_FOR: return for_period(machine, node, day, stretch);
  case NODE_AT: return at(machine, node, day, stretch);
  case NODE_COUNT_EVENTS: return count_events(machine, node, day, stretch);
  case NODE_FIRST: case NODE_LAST: return first_or_last(machine, node, day, stretch);
  case NODE_CHANGES: return changes(machine, node, day, stretch);
  default: return start_of(machine, node, day, stretch);
  }
}

Value time_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  return machine_rests(of_other_days(machine, node, day, stretch), type_unknown(node->type));
}

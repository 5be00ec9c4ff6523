/* Conditions asked for other dates: the runs of days over which they stood. */
#include "engine/argument_inside.h"

static ArgumentStep *run_of(const ArgumentStep *above, const Node *node, Day day, Day until, Value value) {
  ArgumentStep *step = step_under(above, ARGUMENT_DAYS, part_of(&value));
  step->node = node;
  step->day = step->from = day;
  step->until = until;
  step->value = value;
  step->type = node->type;
  step->span = node->span;
  return step;
}

void add_days(Arguments *arguments, ArgumentStep *above, const Node *node, Day from, Day to) {
  for (Day day = from < DAY_FIRST ? DAY_FIRST : from; day <= to;) {
    Kept kept = eval_node(arguments->world, node, day);
    Day until = kept.until > to ? to + 1 : kept.until;
    step_add(above, run_of(above, node, day, until, kept.value));
    if (kept.until > to) return;
    day = kept.until;
  }
}

/* The part of a window that decided: all of it, unless where it begins is known in part and its certain part is enough.
 */
static Day window_first(const Reach *reach, const Value *whole, bool any) {
  bool narrow = value_certain(whole) && (any ? value_is_yes(whole) : value_is_no(whole));
  return (narrow ? reach->narrow : reach->wide) + 1;
}

static void grow_window(Arguments *arguments, ArgumentStep *step, const Node *condition, const Node *in_last,
                        const Node *since, bool any) {
  Reach reach = eval_reach(arguments->world, step->node, step->day);
  Value whole = step->node->kind == NODE_NEVER ? logic_not(step->value) : step->value;
  step->after = reach.wide;
  add_days(arguments, step, condition, window_first(&reach, &whole, any), step->day);
  choose_gate(step, any, &whole);
  if (in_last) step_add_node(arguments, step, in_last, step->day);
  if (since) step_add_node(arguments, step, since, step->day);
}

static void grow_changes(Arguments *arguments, ArgumentStep *step) {
  Reach reach = eval_reach(arguments->world, step->node, step->day);
  step->after = reach.wide;
  add_days(arguments, step, step->node->subject, reach.wide, step->day);
  if (step->node->in_last) step_add_node(arguments, step, step->node->in_last, step->day);
  if (step->node->since) step_add_node(arguments, step, step->node->since, step->day);
}

static Day end_of(const Value *date, bool high) {
  int64_t day = high ? date->high : date->low;
  if (date->flags & (high ? VALUE_OPEN_HIGH : VALUE_OPEN_LOW)) return high ? DAY_LAST : DAY_FIRST;
  return day < DAY_FIRST ? DAY_FIRST : day > DAY_LAST ? DAY_LAST : (Day)day;
}

static void grow_at(Arguments *arguments, ArgumentStep *step) {
  const Node *node = step->node;
  Value date = eval_node(arguments->world, node->b, step->day).value;
  step_add_node(arguments, step, node->b, step->day);
  if (value_no_date_certain(&date)) return;
  if (value_certain(&date)) step_add_node(arguments, step, node->a, end_of(&date, false));
  else add_days(arguments, step, node->a, end_of(&date, false), end_of(&date, true));
}

/* Back from the day while the condition is not certainly no, and the days before that on which it is. */
static void add_days_back(Arguments *arguments, ArgumentStep *above, const Node *node, Day day) {
  for (Day at = day; at >= DAY_FIRST;) {
    Kept kept = eval_node(arguments->world, node, at);
    Day from = kept.from < DAY_FIRST ? DAY_FIRST : kept.from;
    ArgumentStep *run = run_of(above, node, from, at + 1, kept.value);
    run->day = at;
    step_add(above, run);
    if (value_is_no(&kept.value) || kept.from <= DAY_FIRST) return;
    at = from - 1;
  }
}

void grow_start(Arguments *arguments, ArgumentStep *step) {
  if (step->unit->from == DAY_BEFORE_TIME && step->unit->applies)
    add_days_back(arguments, step, step->unit->applies, step->day);
}

void grow_time(Arguments *arguments, ArgumentStep *step) {
  const Node *node = step->node;
  switch ((NodeKind)node->kind) {
  case NODE_EVER: case NODE_NEVER: grow_window(arguments, step, node->subject, node->in_last, node->since, true); break;
  case NODE_FOR: grow_window(arguments, step, node->a, node->b, NULL, false); break;
  case NODE_CHANGES: grow_changes(arguments, step); break;
  case NODE_AT: grow_at(arguments, step); break;
  case NODE_START_OF: add_days_back(arguments, step, node->a, step->day); break;
  default: break;           /* every other kind is argument_node.c's */
  }
}

void grow_deadline(Arguments *arguments, ArgumentStep *step) {
  const Branch *branch = step->branch;
  uint64_t met = UINT64_C(1) << REQUIREMENT_MET;
  Value held = value_truth(step->value.may == met        ? VALUE_YES
                           : value_certain(&step->value) ? VALUE_NO
                                                         : VALUE_EITHER,
                           BASIS_NONE);
  bool open = step->due.flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE);
  Day last = open || step->due.high > step->day ? step->day : (Day)step->due.high;
  /* That it has been met certainly rests on the days from the latest start on. */
  Starts from = eval_starts(arguments->world, step->unit, branch, step->day);
  add_days(arguments, step, branch->value, value_is_yes(&held) ? from.late : from.early, last);
  choose_gate(step, true, &held);
  step_add_node(arguments, step, branch->by, step->day);
  ArgumentStep *start = step_under(step, ARGUMENT_START, PART_DECIDES);
  start->branch = branch;
  start->from = from.early;
  start->span = branch->span;
  if (step->unit->from == DAY_BEFORE_TIME && !step->unit->applies && start->from > DAY_FIRST)
    fill_first_said(arguments, start, branch->value);
  step_add(step, start);
}

/* Runs of days over which a condition stays the same: folded into one truth, or followed back from a day. Long walks
 * are kept (Walked), since the same days are walked from many days. */
#include "engine/machine.h"

enum { RUNS_FEW = 32 };     /* so many are walked again each time */

Value days_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value value = node_value(machine, node, day, stretch);
  if (node->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
  if (!machine->missed) stretch_assert(stretch, day);
  return value;
}

static Folded next_run(Machine *machine, const Days *days, const Folded *before) {
  Folded next = {.run = STRETCH_ALL};
  next.value = days_value(machine, days->condition, before->run.until, &next.run);
  next.run.from = before->run.until;
  next.value = days->fold(before->value, next.value);
  return next;
}

static const Folded *run_with(const Walked *walked, Day day) {
  size_t low = 0, high = walked->runs.count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (walked->runs.at[middle].run.from <= day) low = middle;
    else high = middle;
  }
  return &walked->runs.at[low];
}

/* What is kept of the days, extended to the day. */
static Folded kept_run(Machine *machine, const Days *days, Folded reached, Day to) {
  Walked *walked = machine_walked(machine->world, days->condition, days->which, true);
  if (walked->from != days->from || !walked->runs.count || walked->runs.at[0].run.from > to) {
    walked->from = days->from;
    walked->runs.count = 0;
    list_push(&walked->runs, reached);
  }
  while (walked->runs.at[walked->runs.count - 1].run.until <= to) {
    Folded next = next_run(machine, days, &walked->runs.at[walked->runs.count - 1]);
    if (machine->missed) return reached;
    list_push(&walked->runs, next);
  }
  return *run_with(walked, to);
}

Folded days_fold(Machine *machine, const Days *days, Day to, Stretch *first) {
  Folded reached = {.run = STRETCH_ALL};
  reached.value = days_value(machine, days->condition, days->from, &reached.run);
  *first = reached.run;
  for (unsigned runs = 0; reached.run.until <= to && !machine->missed; runs++) {
    if (runs >= RUNS_FEW && !days->slides) return kept_run(machine, days, reached, to);
    reached = next_run(machine, days, &reached);
  }
  return reached;
}

/* ---- backwards ---- */

/* One stretch further back; false where the condition is certainly no on it. */
static bool step_back(Machine *machine, const Node *condition, RunBack *run) {
  Stretch stretch = STRETCH_ALL;
  Value value = days_value(machine, condition, run->possible_from - 1, &stretch);
  run->basis = (uint8_t)basis_weaker((Basis)run->basis, (Basis)value.basis);
  if (value_is_no(&value)) return false;
  bool certain = value_is_yes(&value) && run->certain_from == run->possible_from;
  if (!value_is_yes(&value)) run->reasons |= value.flags & VALUE_REASONS;
  run->possible_from = stretch.from < DAY_FIRST ? DAY_FIRST : stretch.from;
  if (certain) run->certain_from = run->possible_from;
  return true;
}

/* From a day in the run's last stretch on it is as it was found from that day. */
static void go_on(RunBack *run, const RunBack *earlier) {
  bool certain = run->certain_from == run->possible_from;
  run->basis = (uint8_t)basis_weaker((Basis)run->basis, (Basis)earlier->basis);
  run->reasons |= earlier->reasons;
  run->possible_from = earlier->possible_from;
  if (certain) run->certain_from = earlier->certain_from;
}

RunBack days_run_back(Machine *machine, const Node *condition, Day day) {
  Walked *walked = machine_walked(machine->world, condition, 0, false);
  const RunBack *earlier = walked && walked->back.day < day ? &walked->back : NULL;
  RunBack run = {.day = day, .certain_from = day + 1, .possible_from = day + 1};
  bool joined = false;
  unsigned steps = 0;
  while (!joined && run.possible_from > DAY_FIRST && step_back(machine, condition, &run) && !machine->missed) {
    steps++;
    joined = earlier && run.possible_from <= earlier->day;
    if (joined) go_on(&run, earlier);
  }
  if (machine->missed || (!joined && steps < RUNS_FEW)) return run;
  machine_walked(machine->world, condition, 0, true)->back = run;
  return run;
}

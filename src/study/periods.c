#include "study/periods.h"
#include <stdlib.h>

/* ---- which units, which days ---- */

PeriodUnits periods_all_units(const Program *program) {
  PeriodUnits units = {0};
  for (size_t i = 0; i < program->duties.count; i++)
    for (uint32_t r = 0; r < program->duties.at[i]->role_count; r++)
      list_push(&units, program->duties.at[i]->roles[r].unit);
  for (size_t i = 0; i < program->rights.count; i++) list_push(&units, program->rights.at[i]->unit);
  for (size_t i = 0; i < program->requirements.count; i++) list_push(&units, program->requirements.at[i]->unit);
  for (size_t i = 0; i < program->signatures.count; i++) list_push(&units, program->signatures.at[i]->raised);
  for (size_t i = 0; i < program->definitions.count; i++) list_push(&units, program->definitions.at[i]->unit);
  return units;
}

static void earlier(Day *first, Day day) {
  if (day >= DAY_FIRST && day < *first) *first = day;
}

Day periods_first_day(const World *world, Day otherwise) {
  Day first = DAY_AFTER_TIME;
  for (size_t i = 0; i < world->stated.count; i++) {
    const Assertion *assertion = world->stated.at[i];
    if (assertion->opens) earlier(&first, assertion->from.first);
    if (assertion->closes) earlier(&first, assertion->until.first);
    for (uint32_t k = 0; k < assertion->on_count; k++) earlier(&first, assertion->on[k].first);
  }
  return first < otherwise ? first : otherwise;
}

/* ---- one answer ---- */

static bool disputed(const Value *value) {
  return !value_certain(value) && (value->flags & VALUE_REASONS) == VALUE_DISPUTED;
}

static bool same_answer(const Value *a, const Value *b) {
  const unsigned kinds = VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED;
  return value_same(a, b) && (a->flags & kinds) == (b->flags & kinds) && disputed(a) == disputed(b);
}

typedef struct Finder {     /* one unit's periods, while they are found */
  World *world;
  const Unit *unit;
  UnitPeriods *periods;
} Finder;

static Value value_on(const Finder *finder, Day day) { return eval_unit(finder->world, finder->unit, day).value; }

static Standing *last_of(const Finder *finder) {
  return finder->periods->at.count ? &finder->periods->at.at[finder->periods->at.count - 1] : NULL;
}

static void add(const Finder *finder, Day from, Day until, Value value) {
  Standing *before = last_of(finder);
  if (before && !before->moves && same_answer(&before->value, &value)) {
    before->until = until;
    return;
  }
  list_push(&finder->periods->at, ((Standing){.from = from, .until = until, .value = value, .last = value,
                                              .disputed = disputed(&value)}));
}

static void add_moving(const Finder *finder, Day from, Day until, int64_t daily) {
  Standing moving = {.from = from, .until = until, .value = value_on(finder, from), .last = value_on(finder, until - 1),
                     .moves = true, .daily = daily};
  moving.disputed = disputed(&moving.value);
  list_push(&finder->periods->at, moving);
}

/* ---- values that move with today ---- */

static bool linear(const Node *node, int64_t *daily);

static bool linear_sum(const Node *node, int64_t *daily) {
  int64_t part;
  *daily = 0;
  for (uint32_t i = 0; i < node->count; i++) {
    if (!linear(node->list[i], &part)) return false;
    *daily += part;
  }
  return true;
}

/* Days on a calendar, counted one way or the other. */
static bool linear_between(const Node *node, int64_t *daily) {
  int64_t from, to;
  if (node->op != TIME_DAYS || !linear(node->a, &from) || !linear(node->b, &to)) return false;
  *daily = (to - from) * DECIMAL_ONE;
  return true;
}

/* Whether it grows by the same amount each day while nothing but today changes, and by how much. */
static bool linear(const Node *node, int64_t *daily) {
  int64_t a, b;
  *daily = 0;
  if (!(node->flags & NODE_DAILY)) return true;
  switch ((NodeKind)node->kind) {
  case NODE_TODAY: *daily = 1; return true;
  case NODE_ADD: return linear_sum(node, daily);
  case NODE_TIME_BETWEEN: return linear_between(node, daily);
  case NODE_SUBTRACT:
    if (!linear(node->a, &a) || !linear(node->b, &b)) return false;
    *daily = a - b;
    return true;
  case NODE_NEGATE:
    if (!linear(node->a, &a)) return false;
    *daily = -a;
    return true;
  default: return false;    /* months, products, quotients, other units: the ends are shown, and that it moves */
  }
}

/* What the branch gives that certainly decides on that day. */
static const Node *deciding_value(const Finder *finder, Day day) {
  const Unit *unit = finder->unit;
  for (uint32_t l = 0; unit->layers_ordered && l < unit->layer_count; l++) {
    const Layer *layer = &unit->layers[l];
    for (uint32_t b = 0; layer->from <= day && day < layer->until && b < layer->count; b++) {
      Value truth = eval_branch(finder->world, &layer->branches[b], day);
      if (value_is_yes(&truth)) return layer->branches[b].value;
      if (!value_is_no(&truth)) return NULL;
    }
  }
  return NULL;
}

/* The last day of day..last on which the value is that of `day`: by bisection, as it moves one way only. */
static Day stands_to(const Finder *finder, Day day, Day last) {
  Value here = value_on(finder, day), there = value_on(finder, last);
  Day same = day, differs = last;
  if (same_answer(&here, &there)) return last;
  while (differs - same > 1) {
    Day middle = same + (differs - same) / 2;
    Value value = value_on(finder, middle);
    if (same_answer(&here, &value)) same = middle;
    else differs = middle;
  }
  return same;
}

/* Of a value that takes steps (whole months), each step; of one that is another each day, all days at once. */
static void add_steps(const Finder *finder, Day from, Day until) {
  for (Day day = from; day < until;) {
    Day to = stands_to(finder, day, until - 1);
    Day next = to + 1 < until ? stands_to(finder, to + 1, until - 1) : to;
    if (to == day && next == day + 1) {
      add_moving(finder, day, until, 0);
      return;
    }
    add(finder, day, to + 1, value_on(finder, day));
    day = to + 1;
  }
}

static void add_daily(const Finder *finder, Day from, Day until) {
  int64_t daily;
  const Node *value = deciding_value(finder, from);
  bool one_way = value && value->flags & (NODE_RISING | NODE_FALLING);
  Value first = value_on(finder, from);
  if (until == from + 1) add(finder, from, until, first);
  else if (value && linear(value, &daily) && value_certain(&first)) add_moving(finder, from, until, daily);
  else if (one_way) add_steps(finder, from, until);
  else add_moving(finder, from, until, 0);
}

/* A date that may be today is another each day though no period was given for it: one that moves. */
static void gather_days(UnitPeriods *periods) {
  size_t kept = 0;
  for (size_t i = 0; i < periods->at.count;) {
    size_t end = i;
    Standing *first = &periods->at.at[i];
    while (end < periods->at.count && !periods->at.at[end].moves &&
           periods->at.at[end].until == periods->at.at[end].from + 1)
      end++;
    Standing one = *first;
    if (end - i >= 3) {
      one.moves = true;
      one.until = periods->at.at[end - 1].until;
      one.last = periods->at.at[end - 1].value;
      i = end;
    } else i++;
    periods->at.at[kept++] = one;
  }
  periods->at.count = kept;
}

/* ---- all of one unit ---- */

static void find(World *world, UnitPeriods *periods, Day from, Day to) {
  Finder finder = {world, periods->unit, periods};
  for (Day day = from; day <= to;) {
    Kept kept = eval_unit(world, periods->unit, day), still = eval_unit_still(world, periods->unit, day);
    Day until = still.until > to ? to + 1 : still.until;
    if (kept.until < still.until) add_daily(&finder, day, until);
    else add(&finder, day, until, kept.value);
    day = until;
  }
  gather_days(periods);
}

static void explain(World *world, Arguments *arguments, UnitPeriods *periods) {
  for (size_t i = 0; i < periods->at.count; i++) {
    Standing *standing = &periods->at.at[i];
    if (i) standing->causes = causes_of(arguments, periods->unit, standing->from);
    if (periods->unit->kind == UNIT_ROLE && !value_certain(&standing->value))
      standing->positions = conclude_unit(world, periods->unit, standing->from).positions;
  }
}

Periods periods_make(World *world, const PeriodUnits *units, Day from, Day to) {
  Periods all = {.world = world, .from = from, .to = to};
  Arguments *arguments = arguments_open(world);
  uint64_t before = eval_count(world);
  for (size_t u = 0; u < units->count && !eval_stop; u++) {
    UnitPeriods periods = {.unit = units->at[u]};
    find(world, &periods, from, to);
    list_push(&all.units, periods);
  }
  all.evaluations = eval_count(world) - before;
  for (size_t u = 0; u < all.units.count && !eval_stop; u++) explain(world, arguments, &all.units.at[u]);
  return all;
}

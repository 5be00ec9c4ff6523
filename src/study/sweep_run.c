#include "study/sweep_inside.h"
#include <stdlib.h>
#include <string.h>

/* Neighbours at this many steps are not worth a look inside: they are halved at once. */
#define FEW_STEPS 8

bool sweep_type(const Type *type) {
  if (type->set) return false;
  switch (type->word) {
  case TYPE_COUNT: case TYPE_NUMBER: case TYPE_PERCENT: case TYPE_MONEY: case TYPE_DATE: return true;
  case TYPE_NAMED: return type->members->scale;
  case TYPE_YES_NO: case TYPE_PARTY: case TYPE_DURATION: case TYPE_TEXT: break;
  }
  return false;
}

static bool by_members(const Sweep *sweep) { return !sweep->as_at && type_form(sweep->type) == VALUE_MEMBERS; }

Value sweep_value(const Sweep *sweep, int64_t at) {
  return by_members(sweep) ? value_members(UINT64_C(1) << at, BASIS_SUPPOSED) : value_range(at, at, BASIS_SUPPOSED);
}

static int64_t grid_of(const Type *type) { return type->word == TYPE_COUNT ? DECIMAL_ONE : 1; }

static int64_t point_of(const Value *value) {
  return value->form == VALUE_MEMBERS ? __builtin_ctzll(value->may) : value->low;
}

/* ---- worlds ---- */

/* Of members never several at once: stretches of them are halved until they are single. */
World *sweep_world(Sweeping *sweeping, int64_t low, int64_t high) {
  Sweep *sweep = sweeping->sweep;
  Assertion *supposed = MEM_NEW(Assertion);
  *supposed = *sweep->supposed;
  supposed->value = low == high ? sweep_value(sweep, low) : value_range(low, high, BASIS_SUPPOSED);
  sweep->worlds++;
  return world_suppose_one(sweep->world, supposed);
}

/* ---- breakpoints ---- */

static SweepBreak *break_at(Sweep *sweep, int64_t before, int64_t at) {
  for (size_t i = sweep->breaks.count; i-- > 0;)
    if (sweep->breaks.at[i].at == at) return &sweep->breaks.at[i];
  SweepBreak *made = list_add(&sweep->breaks);
  made->at = at;
  made->before = before;
  return made;
}

/* Numbers that move along differ everywhere: only whether they can be worked out is of interest. */
static bool turns(const Sweeping *sweeping, uint32_t slot, const Value *before, const Value *after) {
  const unsigned marks = VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED;
  if (!sweeping->smooth[slot]) return !shift_same(before, after);
  return (before->flags & marks) != (after->flags & marks);
}

static void compare_neighbours(Stretching *stretch, const bool *open) {
  Sweeping *sweeping = stretch->sweeping;
  Sweep *sweep = sweeping->sweep;
  Side sides[] = {side_of(stretch->ends[0], sweep->day), side_of(stretch->ends[1], sweep->day)};
  for (uint32_t slot = 0; slot < sweeping->cone.count; slot++) {
    const Unit *unit = sweep->world->program->units.at[sweeping->cone.units[slot]];
    if (!open[slot] || sweeping->given_up[slot]) continue;
    Value before = eval_unit(sides[0].world, unit, sweep->day).value,
          after = eval_unit(sides[1].world, unit, sweep->day).value;
    if (!turns(sweeping, slot, &before, &after)) continue;
    sweeping->found[slot]++;
    list_push(&break_at(sweep, stretch->low, stretch->high)->shifts, shift_of(&sides[0], &sides[1], unit));
  }
}

/* ---- halving ---- */

static void give_up(Stretching *stretch, uint32_t slot, const Unit *unit) {
  Sweeping *sweeping = stretch->sweeping;
  sweeping->given_up[slot] = true;
  list_push(&sweeping->sweep->open, sweep_culprit(stretch, unit));
}

static void find_ways(Stretching *stretch, uint32_t slot, const Unit *unit) {
  stretch->ways[slot] = (uint8_t)sweep_unit_way(stretch, unit, false);
  stretch->ways[stretch->sweeping->cone.count + slot] = (uint8_t)sweep_unit_way(stretch, unit, true);
}

/* Which conclusions may still turn inside; true when any that is asked about does. A number that moves along is looked
 * into for its users' sake only. */
static bool look_inside(Stretching *stretch, const bool *open, bool *still) {
  Sweeping *sweeping = stretch->sweeping;
  const Program *program = sweeping->sweep->world->program;
  bool any = false;
  for (uint32_t slot = 0; slot < sweeping->cone.count; slot++) {
    const Unit *unit = program->units.at[sweeping->cone.units[slot]];
    find_ways(stretch, slot, unit);
    stretch->stands[slot] = !open[slot] || (!sweeping->given_up[slot] && sweep_unit_stands(stretch, unit));
    still[slot] = !stretch->stands[slot];
    if (!still[slot] || sweeping->given_up[slot] || sweeping->smooth[slot]) continue;
    if (++sweeping->halvings[slot] > SWEEP_IDLE_HALVINGS + SWEEP_HALVINGS * sweeping->found[slot])
      give_up(stretch, slot, unit);
    else any = true;
  }
  return any;
}

static void search(Sweeping *sweeping, int64_t low, int64_t high, World *first, World *last, const bool *open);

static void halve(Sweeping *sweeping, int64_t low, int64_t high, World *first, World *last, const bool *open) {
  int64_t grid = sweeping->sweep->grid, steps = (int64_t)(((uint64_t)high - (uint64_t)low) / (uint64_t)grid);
  int64_t middle = low + steps / 2 * grid;
  World *world = sweep_world(sweeping, middle, middle);
  search(sweeping, low, middle, first, world, open);
  search(sweeping, middle, high, world, last, open);
}

/* Stretches share their ends, so that no place between two of them is missed. At most 64 deep. */
static void search(Sweeping *sweeping, int64_t low, int64_t high, World *first, World *last, const bool *open) {
  uint32_t count = sweeping->cone.count;
  uint64_t steps = ((uint64_t)high - (uint64_t)low) / (uint64_t)sweeping->sweep->grid;
  Stretching stretch = {.sweeping = sweeping, .low = low, .high = high, .ends = {first, last}};
  if (steps <= 1) {
    if (steps) compare_neighbours(&stretch, open);
    return;
  }
  if (eval_stop) return;
  if (steps <= FEW_STEPS || by_members(sweeping->sweep)) {
    halve(sweeping, low, high, first, last, open);
    return;
  }
  bool *still = mem_alloc_flat(count + 1);
  stretch.stands = mem_alloc_flat(count + 1);
  stretch.ways = mem_alloc_flat(2 * count + 1);
  if (look_inside(&stretch, open, still)) halve(sweeping, low, high, first, last, still);
}

/* ---- the result ---- */

/* Breakpoints found of a conclusion before it was given up say too little. */
static void drop_given_up(Sweeping *sweeping) {
  Sweep *sweep = sweeping->sweep;
  size_t kept = 0;
  for (size_t i = 0; i < sweep->breaks.count; i++) {
    Shifts *shifts = &sweep->breaks.at[i].shifts;
    size_t left = 0;
    for (size_t s = 0; s < shifts->count; s++)
      if (!sweeping->given_up[sweeping->slots[shifts->at[s].unit[1]->index] - 1]) shifts->at[left++] = shifts->at[s];
    shifts->count = left;
    if (left) sweep->breaks.at[kept++] = sweep->breaks.at[i];
  }
  sweep->breaks.count = kept;
}

static int by_place(const void *a, const void *b) {
  const SweepBreak *x = a, *y = b;
  return (x->at > y->at) - (x->at < y->at);
}

typedef struct Placed {     /* a shift with its place in the order of reading */
  Shift shift;
  uint32_t place;
} Placed;

static int by_reading(const void *a, const void *b) {
  const Placed *x = a, *y = b;
  return (x->place > y->place) - (x->place < y->place);
}

static void sort_shifts(Shifts *shifts, const uint32_t *places) {
  Placed *placed = MEM_NEW_ARRAY(Placed, shifts->count + 1);
  for (size_t i = 0; i < shifts->count; i++) placed[i] = (Placed){shifts->at[i], places[shifts->at[i].unit[1]->index]};
  qsort(placed, shifts->count, sizeof *placed, by_reading);
  for (size_t i = 0; i < shifts->count; i++) shifts->at[i] = placed[i].shift;
}

static void sort_breaks(Sweep *sweep) {
  const Program *program = sweep->world->program;
  UnitsRead units = shift_reading_order(program);
  uint32_t *places = mem_alloc_flat((program->units.count + 1) * sizeof *places);
  for (size_t i = 0; i < units.count; i++) places[units.at[i]->index] = (uint32_t)i;
  if (sweep->breaks.count > 1) qsort(sweep->breaks.at, sweep->breaks.count, sizeof *sweep->breaks.at, by_place);
  for (size_t i = 0; i < sweep->breaks.count; i++) sort_shifts(&sweep->breaks.at[i].shifts, places);
}

/* ---- over a fact ---- */

static Sweeping sweeping_of(Sweep *sweep) {
  Sweeping sweeping = {.sweep = sweep, .index = sweep->supposed->subject};
  Program *program = sweep->world->program;
  sweeping.kind = sweep->supposed->kind == ASSERT_PARAMETER ? SYMBOL_PARAMETER : SYMBOL_FACT;
  sweeping.cone = program_cone(program, sweeping.kind, sweeping.index);
  sweeping.slots = mem_alloc_flat((program->units.count + 1) * sizeof *sweeping.slots);
  for (uint32_t i = 0; i < sweeping.cone.count; i++) sweeping.slots[sweeping.cone.units[i]] = i + 1;
  sweeping.smooth = mem_alloc_flat(sweeping.cone.count + 1);
  sweeping.asks = mem_alloc_flat(sweeping.cone.count + 1);
  sweeping.given_up = mem_alloc_flat(sweeping.cone.count + 1);
  sweeping.halvings = mem_alloc_flat((sweeping.cone.count + 1) * sizeof *sweeping.halvings);
  sweeping.found = mem_alloc_flat((sweeping.cone.count + 1) * sizeof *sweeping.found);
  return sweeping;
}

static void note_moving(Sweeping *sweeping) {
  for (uint32_t slot = 0; slot < sweeping->cone.count; slot++)
    if (sweeping->smooth[slot])
      list_push(&sweeping->sweep->moving, sweeping->sweep->world->program->units.at[sweeping->cone.units[slot]]);
}

Sweep *sweep_fact(World *world, Day day, const Assertion *low, const Assertion *high) {
  Sweep *sweep = MEM_NEW(Sweep);
  const Program *program = world->program;
  bool parameter = low->kind == ASSERT_PARAMETER;
  *sweep = (Sweep){.world = world,
                   .day = day,
                   .supposed = MEM_NEW(Assertion),
                   .low = point_of(&low->value),
                   .high = point_of(&high->value)};
  *sweep->supposed = *low;
  sweep->type = parameter ? program->parameters.at[low->subject]->type : program->facts.at[low->subject]->type;
  sweep->grid = grid_of(sweep->type);
  Sweeping sweeping = sweeping_of(sweep);
  bool *open = mem_alloc_flat(sweeping.cone.count + 1);
  memset(open, true, sweeping.cone.count);
  sweep->looked_at = sweeping.cone.count;
  sweep_classify(&sweeping);
  note_moving(&sweeping);
  search(&sweeping, sweep->low, sweep->high, sweep_world(&sweeping, sweep->low, sweep->low),
         sweep_world(&sweeping, sweep->high, sweep->high), open);
  drop_given_up(&sweeping);
  sort_breaks(sweep);
  return sweep;
}

/* ---- over the as-at date ---- */

static bool daily(World *world, const Unit *unit, Day day) {
  return eval_unit(world, unit, day).until == day + 1 && eval_unit_still(world, unit, day).until > day + 1;
}

static void add_day(Sweep *sweep, const Unit *unit, Day at) {
  Side sides[] = {side_of(sweep->world, at - 1), side_of(sweep->world, at)};
  list_push(&break_at(sweep, at - 1, at)->shifts, shift_of(&sides[0], &sides[1], unit));
}

/* Each answer says until when it stands. */
static void follow(Sweep *sweep, const Unit *unit) {
  Day high = (Day)sweep->high;
  Kept kept = eval_unit(sweep->world, unit, (Day)sweep->low);
  while (kept.until <= high && !eval_stop) {
    Day day = kept.until;
    if (daily(sweep->world, unit, day - 1)) {
      list_push(&sweep->moving, unit);
      return;
    }
    Kept next = eval_unit(sweep->world, unit, day);
    sweep->worlds++;
    if (!shift_same(&kept.value, &next.value)) add_day(sweep, unit, day);
    kept = next;
  }
}

Sweep *sweep_as_at(World *world, Day low, Day high) {
  Sweep *sweep = MEM_NEW(Sweep);
  UnitsRead units = shift_reading_order(world->program);
  *sweep = (Sweep){
    .world = world, .day = low, .as_at = true, .type = world->program->date, .low = low, .high = high, .grid = 1};
  sweep->looked_at = units.count;
  for (size_t i = 0; i < units.count; i++) follow(sweep, units.at[i]);
  sort_breaks(sweep);
  return sweep;
}

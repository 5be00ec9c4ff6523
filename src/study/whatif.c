#include "study/whatif.h"

static uint64_t own_count(const World *world) {
  return world->parent ? eval_count(world) - eval_count(world->parent) : eval_count(world);
}

static void run_scenario(Whatif *whatif, WhatifScenario *scenario) {
  World *world = world_suppose(whatif->base.world, &scenario->supposed);
  uint64_t before = own_count(world);
  scenario->side = side_of(world, whatif->base.day);
  scenario->sum = shift_between(&whatif->base, &scenario->side, false);
  scenario->evaluated = own_count(world) - before;
}

/* ---- one row for each conclusion that changes in any scenario ---- */

static const Shift *find_shift(const WhatifScenario *scenario, const Unit *unit) {
  for (size_t i = 0; i < scenario->sum.shifts.count; i++)
    if (scenario->sum.shifts.at[i].unit[1] == unit) return &scenario->sum.shifts.at[i];
  return NULL;
}

static void add_row(Whatif *whatif, const Unit *unit) {
  WhatifRow row = {.unit = unit, .at = MEM_NEW_ARRAY(const Shift *, whatif->scenarios.count)};
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    row.at[s] = find_shift(&whatif->scenarios.at[s], unit);
    if (row.at[s]) row.base = &row.at[s]->at[0];
  }
  if (row.base) list_push(&whatif->rows, row);
}

static bool *changed_units(const Whatif *whatif) {
  bool *changed = mem_alloc_flat(whatif->base.world->program->units.count + 1);
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    const Shifts *shifts = &whatif->scenarios.at[s].sum.shifts;
    for (size_t i = 0; i < shifts->count; i++) changed[shifts->at[i].unit[1]->index] = true;
  }
  return changed;
}

void whatif_run(Whatif *whatif, World *base, Day day) {
  UnitsRead units = shift_reading_order(base->program);
  whatif->base = side_of(base, day);
  for (size_t s = 0; s < whatif->scenarios.count; s++) run_scenario(whatif, &whatif->scenarios.at[s]);
  const bool *changed = changed_units(whatif);
  for (size_t i = 0; i < units.count; i++)
    if (changed[units.at[i]->index]) add_row(whatif, units.at[i]);
}

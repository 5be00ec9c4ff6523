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

typedef const Shift **ShiftTable;   /* by Unit.index; NULL: it does not change */

static ShiftTable table_of(const WhatifScenario *scenario, size_t unit_count) {
  ShiftTable table = MEM_NEW_ARRAY(const Shift *, unit_count + 1);
  for (size_t i = 0; i < scenario->sum.shifts.count; i++) {
    const Shift *shift = &scenario->sum.shifts.at[i];
    table[shift->unit[1]->index] = shift;
  }
  return table;
}

static void add_row(Whatif *whatif, const ShiftTable *tables, const Unit *unit) {
  WhatifRow row = {.unit = unit};
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    const Shift *shift = tables[s][unit->index];
    if (!shift) continue;
    if (!row.at) row.at = MEM_NEW_ARRAY(const Shift *, whatif->scenarios.count);
    row.at[s] = shift;
    row.base = &shift->at[0];
  }
  if (row.base) list_push(&whatif->rows, row);
}

void whatif_run(Whatif *whatif, World *base, Day day) {
  UnitsRead units = shift_reading_order(base->program);
  whatif->base = side_of(base, day);
  for (size_t s = 0; s < whatif->scenarios.count; s++) run_scenario(whatif, &whatif->scenarios.at[s]);
  ShiftTable *tables = MEM_NEW_ARRAY(ShiftTable, whatif->scenarios.count + 1);
  for (size_t s = 0; s < whatif->scenarios.count; s++)
    tables[s] = table_of(&whatif->scenarios.at[s], base->program->units.count);
  for (size_t i = 0; i < units.count; i++) add_row(whatif, tables, units.at[i]);
}

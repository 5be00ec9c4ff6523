/* What an answer would settle: some answers are tried out, one at a time. */
#include "study/ask_inside.h"
#include "study/regions.h"

#define MOST_TRIED 8

static bool open_in(World *world, const Unit *unit, Day day) {
  Value value = eval_unit(world, unit, day).value;
  return !value_certain(&value);
}

size_t ask_open_below(World *world, Day day, Dependence what) {
  size_t open = 0;
  Cone cone = program_cone(world->program, what.kind, what.index);
  for (uint32_t i = 0; i < cone.count; i++) open += open_in(world, world->program->units.at[cone.units[i]], day);
  return open;
}

static void try_out(World *world, Day day, Dependence what, Assertion *supposed, size_t before, AskGain *gain) {
  size_t after = ask_open_below(world_suppose_one(world, supposed), day, what);
  size_t settled = before > after ? before - after : 0;
  gain->sum += settled;
  gain->tried++;
  if (settled > gain->most) gain->most = settled;
}

/* ---- facts: a value of each kind ---- */

static bool still_possible(World *world, const Fact *fact, Day day, const Value *value) {
  Lever lever = {fact, -1};
  Value now = lever_now(&lever, world, day);
  return now.form != value->form || value_overlap(&now, value);
}

static void try_value(World *world, Day day, const Fact *fact, Value value, size_t before, AskGain *gain) {
  Lever lever = {fact, -1};
  if (!still_possible(world, fact, day, &value)) return;
  try_out(world, day, (Dependence){SYMBOL_FACT, fact->index}, lever_suppose(&lever, value, day), before, gain);
}

static void try_members(World *world, Day day, const Fact *fact, size_t before, AskGain *gain) {
  unsigned count = fact->type->members->count;
  for (unsigned m = 0; m < count && m < MOST_TRIED; m++)
    try_value(world, day, fact, value_members(UINT64_C(1) << m, BASIS_NONE), before, gain);
}

static void try_sets(World *world, Day day, const Fact *fact, size_t before, AskGain *gain) {
  uint64_t all = members_all(fact->type->members);
  try_value(world, day, fact, value_set(0, 0, BASIS_NONE), before, gain);
  try_value(world, day, fact, value_set(all, all, BASIS_NONE), before, gain);
}

/* Where the thresholds lie is not looked for: two values far apart tell how much hangs on a number. */
static void try_range(World *world, Day day, const Fact *fact, size_t before, AskGain *gain) {
  bool date = fact->type->word == TYPE_DATE;
  Value low = date ? value_range(day, day, BASIS_NONE) : value_range(0, 0, BASIS_NONE);
  Value high = date ? value_range(DAY_LAST, DAY_LAST, BASIS_NONE)
                    : value_range(1000 * DECIMAL_ONE, 1000 * DECIMAL_ONE, BASIS_NONE);
  if (fact->type->word == TYPE_DURATION) high = value_duration(1200, UNIT_MONTHS, BASIS_NONE);
  try_value(world, day, fact, low, before, gain);
  try_value(world, day, fact, high, before, gain);
}

static void try_fact(World *world, Day day, const Fact *fact, size_t before, AskGain *gain) {
  switch (type_form(fact->type)) {
    case VALUE_MEMBERS: try_members(world, day, fact, before, gain); return;
    case VALUE_SET: try_sets(world, day, fact, before, gain); return;
    case VALUE_RANGE: try_range(world, day, fact, before, gain); return;
    case VALUE_TEXTS: try_value(world, day, fact, value_text(TEXT("?"), BASIS_NONE), before, gain); return;
  }
}

/* ---- events: that there was none ---- */

static void try_event(World *world, Day day, uint32_t event, size_t before, AskGain *gain) {
  Assertion *none = MEM_NEW(Assertion);
  *none = (Assertion){.kind = ASSERT_COMPLETE, .none = true, .subject = event, .basis = BASIS_SUPPOSED,
                      .from = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}, .until = {DAY_AFTER_TIME, DAY_AFTER_TIME}};
  try_out(world, day, (Dependence){SYMBOL_EVENT, event}, none, before, gain);
}

AskGain ask_gain(World *world, Day day, Dependence what) {
  AskGain gain = {0};
  size_t before = ask_open_below(world, day, what);
  if (what.kind == SYMBOL_FACT) try_fact(world, day, world->program->facts.at[what.index], before, &gain);
  else try_event(world, day, what.index, before, &gain);
  if (!gain.tried) gain.tried = 1;
  return gain;
}

/* A sweep over the days on which something may begin or end, with the claims that may hold on each. */
#include "value/steps.h"

typedef LIST(const Holding *) Active;

typedef struct Sweep {
  Holdings holdings;
  Value unknown;
  Day day, end;             /* the stretch day <= d < end, in which nothing begins or ends */
  size_t next;              /* the first holding that has not become active */
  Active active;            /* possible on `day` */
  bool some_certain;
  bool loose;
} Sweep;

/* ---- who is active ---- */

static void leave(Sweep *sweep) {
  size_t kept = 0;
  for (size_t k = 0; k < sweep->active.count; k++)
    if (holding_possible(sweep->active.at[k], sweep->day)) sweep->active.at[kept++] = sweep->active.at[k];
  sweep->active.count = kept;
}

static void enter(Sweep *sweep) {
  const Holdings *all = &sweep->holdings;
  for (; sweep->next < all->count && all->at[sweep->next].claim->from.first <= sweep->day; sweep->next++)
    if (holding_possible(&all->at[sweep->next], sweep->day)) list_push(&sweep->active, &all->at[sweep->next]);
}

static void move_to(Sweep *sweep, Day day, Day end) {
  sweep->day = day;
  sweep->end = end;
  leave(sweep);
  enter(sweep);
  sweep->some_certain = false;
  for (size_t k = 0; k < sweep->active.count; k++)
    sweep->some_certain |= holding_certain(sweep->active.at[k], day);
}

/* ---- what they come to ---- */

/* Folds the values in; false as soon as nothing is common to them. */
static bool allow(Value *allowed, const Value *value) {
  if (!value_overlap(allowed, value)) return false;
  *allowed = value_meet(allowed, value);
  return true;
}

static bool all_agree(const Sweep *sweep) {
  Value allowed = sweep->unknown;
  for (size_t k = 0; k < sweep->active.count; k++)
    if (!allow(&allowed, &sweep->active.at[k]->claim->value)) return false;
  return true;
}

/* What those that certainly hold and are of this basis or stronger allow; false where nothing is common to them. */
static bool certain_allow(const Sweep *sweep, Basis weakest, Value *allowed) {
  *allowed = sweep->unknown;
  for (size_t k = 0; k < sweep->active.count; k++) {
    const Holding *holding = sweep->active.at[k];
    if (holding->claim->value.basis > weakest || !holding_certain(holding, sweep->day)) continue;
    if (!allow(allowed, &holding->claim->value)) return false;
  }
  return true;
}

/* The strongest basis such that the claims of it and stronger ones say as much as all do. */
static Value agreed_value(const Sweep *sweep) {
  Value all, some;
  int basis = BASIS_NONE;
  certain_allow(sweep, BASIS_SUPPOSED, &all);
  for (; basis < BASIS_SUPPOSED; basis++) {
    certain_allow(sweep, (Basis)basis, &some);
    if (value_same(&all, &some)) break;
  }
  return steps_value(all, (Basis)basis, VALUE_UNSTATED);
}

/* Anything that one of them says is possible, and with a gap anything at all. */
static Value hull_value(const Sweep *sweep, bool gap, unsigned reasons) {
  Value hull = gap ? sweep->unknown : sweep->active.at[0]->claim->value;
  Basis basis = BASIS_NONE;
  for (size_t k = 0; k < sweep->active.count; k++) {
    hull = value_join(&hull, &sweep->active.at[k]->claim->value);
    basis = basis_weaker(basis, (Basis)sweep->active.at[k]->claim->value.basis);
  }
  return steps_value(hull, value_same(&hull, &sweep->unknown) ? BASIS_NONE : basis, reasons);
}

/* ---- one change on one unknown day ---- */

static bool is_stretch(const Sweep *sweep, PartialDate dates) {
  return dates.first == sweep->day && dates.last == sweep->end;
}

static bool only_ends(const Sweep *sweep, const Holding *holding) {
  return is_stretch(sweep, holding->until) && !holding->doubtful && holding->claim->from.last < sweep->day;
}

static bool only_begins(const Sweep *sweep, const Holding *holding) {
  return is_stretch(sweep, holding->claim->from) && !holding->doubtful && holding->until.first > sweep->end;
}

/* Every active claim either only ends in this stretch, all with one value, or only begins, all with one other; of a
 * layer (`loose`) that may say nothing before or behind it, only one of the two. */
static bool is_transition(const Sweep *sweep, bool gap) {
  const Value *ending = NULL, *beginning = NULL;
  for (size_t k = 0; k < sweep->active.count; k++) {
    const Holding *holding = sweep->active.at[k];
    const Value *value = &holding->claim->value;
    const bool begins = only_begins(sweep, holding);
    const Value **side = begins ? &beginning : &ending;
    if (!begins && !only_ends(sweep, holding)) return false;
    if (!value_certain(value) || (*side && !value_same(*side, value))) return false;
    *side = value;
  }
  if (gap) return sweep->loose && !(ending && beginning);
  return ending && beginning && !value_same(ending, beginning);
}

/* ---- steps ---- */

static void add_step(const Sweep *sweep, Steps *steps, Step step, bool certain_only) {
  Tags tags = {0};
  for (size_t k = 0; k < sweep->active.count; k++)
    if (!certain_only || holding_certain(sweep->active.at[k], sweep->day))
      tags_add(&tags, sweep->active.at[k]->claim->tag);
  step.from = sweep->day;
  steps_append(steps, step, &tags);
}

static void uncertain_step(const Sweep *sweep, Steps *steps) {
  const bool gap = holdings_gap(&sweep->holdings, sweep->day);
  const Step step = {.transition = is_transition(sweep, gap),
                     .gap = gap && sweep->loose,
                     .value = hull_value(sweep, gap && !sweep->loose, VALUE_UNSTATED)};
  add_step(sweep, steps, step, false);
}

static void certain_step(const Sweep *sweep, Steps *steps) {
  Value allowed;
  if (all_agree(sweep)) {
    add_step(sweep, steps, (Step){.value = agreed_value(sweep)}, true);
    return;
  }
  const bool certain_agree = certain_allow(sweep, BASIS_SUPPOSED, &allowed);
  const unsigned reasons = VALUE_DISPUTED | (certain_agree ? VALUE_UNSTATED : 0u);
  add_step(sweep, steps, (Step){.value = hull_value(sweep, false, reasons)}, false);
}

static void stretch_step(const Sweep *sweep, Steps *steps) {
  if (sweep->active.count == 0) add_step(sweep, steps, (Step){.value = sweep->unknown}, false);
  else if (sweep->some_certain) certain_step(sweep, steps);
  else uncertain_step(sweep, steps);
}

History timeline_make(const Claim *claims, size_t count, const Value *unknown, bool loose) {
  Sweep sweep = {.holdings = holdings_make(claims, count), .unknown = *unknown, .loose = loose};
  Steps steps = {0};
  Day *days;
  const size_t day_count = holdings_days(&sweep.holdings, &days);
  for (size_t k = 0; k < day_count; k++) {
    move_to(&sweep, days[k], k + 1 < day_count ? days[k + 1] : DAY_AFTER_TIME);
    stretch_step(&sweep, &steps);
  }
  for (size_t i = 0; i < steps.count && !loose; i++) steps.at[i].transition &= steps_turn(&steps, i);
  return (History){steps.at, (uint32_t)steps.count};
}

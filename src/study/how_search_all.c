/* Which facts may be changed at all, what time alone brings, and why nothing can. */
#include "study/how_inside.h"
#include "engine/depend.h"

#define MOST_STEPS 20000          /* of a walk along the dates */

/* ---- what time alone brings ---- */

static void look_ahead(World *world, HowResult *result) {
  Day day = result->day;
  for (unsigned step = 0; step < MOST_STEPS && !eval_stop; step++) {
    Kept kept = eval_node(world, result->target, day);
    if (value_is_yes(&kept.value)) {
      result->time_alone = true;
      result->time_on = day;
      return;
    }
    if (kept.until > DAY_LAST) return;
    day = kept.until;
  }
}

/* How long it is so already: neighbouring periods with the same answer are one. */
static void look_how_long(World *world, HowResult *result) {
  result->until = result->day;
  for (unsigned step = 0; step < MOST_STEPS && result->until <= DAY_LAST && !eval_stop; step++) {
    Kept kept = eval_node(world, result->target, result->until);
    if (!value_is_yes(&kept.value)) return;
    result->until = kept.until;
  }
}

/* ---- candidates ---- */

static bool supposed(const World *world, uint32_t fact) {
  return world->change_count && world_change(world, SYMBOL_FACT, fact);
}

static Assertion *unknown_from(const Fact *fact, Day day) {
  Lever lever = {fact, -1};
  return lever_suppose(&lever, type_unknown(fact->type), day);
}

/* The world in which nothing is known, from the date on, of what can be changed; with `fixed` also of what cannot. */
static World *unknown_world(const Hunt *hunt, bool fixed) {
  const Program *program = hunt->support->program;
  Assertions all = {0};
  for (uint32_t f = 0; f < program->facts.count; f++) {
    const Fact *fact = program->facts.at[f];
    if (!hunt->support->has_fact[f]) continue;
    if (fixed || (!fact->fixed && !supposed(hunt->world, f))) list_push(&all, unknown_from(fact, hunt->day));
  }
  if (fixed) return world_suppose(world_make(hunt->world->program, hunt->world->case_file, hunt->world->options), &all);
  return all.count ? world_suppose(hunt->world, &all) : hunt->world;
}

static void add_hanging(const Hunt *hunt, World *world, Day day, uint8_t *hangs) {
  Dependences on = depend_node(depend_open(world, day), hunt->target);
  for (size_t i = 0; i < on.count; i++)
    if (on.at[i].kind == SYMBOL_FACT) hangs[on.at[i].index] = 1;
}

/* Facts on which the condition hangs in a world, by index: on the as-at date, and for the patient on every later one.
 */
static uint8_t *hanging(const Hunt *hunt, World *world) {
  uint8_t *hangs = mem_alloc_flat(hunt->support->program->facts.count + 1);
  add_hanging(hunt, world, hunt->day, hangs);
  for (Day day = hunt->day; hunt->patient && day <= hunt->horizon && !eval_stop;) {
    add_hanging(hunt, world, day, hangs);
    day = eval_node(world, hunt->target, day).until;
  }
  return hangs;
}

static void add_candidate(Hunt *hunt, const Lever *lever) {
  Candidate candidate = {.lever = *lever, .now = lever_now(lever, hunt->world, hunt->day)};
  candidate.mixed = lever_mixed(hunt->support, lever);
  candidate.unknown = unknown_from(lever->fact, hunt->day);
  if (!candidate.mixed) candidate.regions = lever_regions(hunt->support, lever, hunt->world, hunt->day);
  list_push(&hunt->candidates, candidate);
  list_push(&hunt->result->levers, *lever);
}

static void find_candidates(Hunt *hunt) {
  const Program *program = hunt->support->program;
  const uint8_t *hangs = hunt->proves ? hanging(hunt, unknown_world(hunt, false)) : hunt->support->has_fact;
  hunt->candidates.count = 0;
  hunt->result->levers.count = 0;
  for (uint32_t f = 0; f < program->facts.count; f++) {
    const Fact *fact = program->facts.at[f];
    Levers levers = {0};
    if (!hangs[f] || fact->fixed || supposed(hunt->world, f)) continue;
    levers_of(hunt->support, fact, &levers);
    for (size_t i = 0; i < levers.count; i++) add_candidate(hunt, &levers.at[i]);
  }
}

static void note_untouched(Hunt *hunt) {
  const Program *program = hunt->support->program;
  for (uint32_t f = 0; f < program->facts.count; f++)
    if (hunt->support->has_fact[f] && supposed(hunt->world, f))
      list_push(&hunt->result->supposed, program->facts.at[f]);
  for (uint32_t e = 0; e < program->events.count; e++)
    if (hunt->support->has_event[e]) list_push(&hunt->result->events, program->events.at[e]);
}

/* ---- why nothing can ---- */

static void find_not_in_force(void *owner, Node *node, bool elsewhere) {
  HowResult *result = owner;
  (void)elsewhere;
  if (node->kind == NODE_UNIT && !result->not_in_force && !eval_in_force(node->unit, result->day))
    result->not_in_force = node->unit;
  node_each_kid(node, find_not_in_force, owner);
}

static void find_obstacle(Hunt *hunt) {
  HowResult *result = hunt->result;
  const Program *program = hunt->support->program;
  Value value = eval_node(unknown_world(hunt, false), hunt->target, hunt->day).value;
  World *nothing = unknown_world(hunt, true);
  Value whatever = eval_node(nothing, hunt->target, hunt->day).value;
  bool proven = hunt->proves && value_is_no(&value);
  result->obstacle = !proven ? HOW_TRIED : value_is_no(&whatever) ? HOW_RULES : HOW_FIXED;
  find_not_in_force(result, (Node *)(uintptr_t)hunt->target, false);
  const uint8_t *hangs = hanging(hunt, nothing);
  for (uint32_t f = 0; f < program->facts.count; f++)
    if (hangs[f] && (program->facts.at[f]->fixed || supposed(hunt->world, f)))
      list_push(&result->fixed, program->facts.at[f]);
  if (!result->levers.count && result->fixed.count) result->obstacle = HOW_FIXED;
}

/* ---- all of it ---- */

static void hunt_for(Hunt *hunt) {
  find_candidates(hunt);
  how_search(hunt);
}

/* Where neither a change nor time alone does it, a change that takes its time may: `C for 12 months`. */
static void hunt_patiently(Hunt *hunt) {
  Day horizon;
  hunt->patient = hunt->result->waited = true;
  hunt->horizon = calendar_add_months(hunt->day, HOW_PATIENCE_YEARS * 12, &horizon) ? horizon : DAY_LAST;
  hunt_for(hunt);
}

HowResult how_study(World *world, const Node *target, Day day) {
  HowResult result = {.target = target, .day = day, .now = eval_node(world, target, day).value};
  Hunt hunt = {
    .world = world, .day = day, .target = target, .support = support_of(world->program, target), .result = &result};
  hunt.proves = !hunt.support->asks_record;
  note_untouched(&hunt);
  if (value_is_yes(&result.now)) {
    look_how_long(world, &result);
    return result;
  }
  look_ahead(world, &result);
  hunt_for(&hunt);
  if (!result.ways.count && !result.time_alone && result.exact && hunt.candidates.count <= HOW_EXACT_LEVERS)
    hunt_patiently(&hunt);   /* not where the trials have run out, or what was tried would be forgotten */
  if (!result.ways.count) find_obstacle(&hunt);
  return result;
}

#include "facts/world.h"

#include "facts/world_internal.h"

/* ---- what counts ---- */

static bool known_by(const Assertion *assertion, Day day) {
  if (assertion->recorded && assertion->recorded_on.last <= day) return true;
  for (uint32_t i = 0; i < assertion->cites.count; i++) {
    const SourceInfo *source = assertion->cites.at[i].source;
    if (source->dated && source->date.last <= day) return true;
  }
  return false;
}

static void admit(World *world, Assertion *assertion) {
  const WorldOptions *options = &world->options;
  if (options->as_known && !known_by(assertion, options->known_on)) {
    list_push(&world->left_out, assertion);
    return;
  }
  if (assertion->planned) list_push(&world->plans, assertion);
  if (!assertion->planned || options->as_planned) list_push(&world->stated, assertion);
}

static void admit_all(World *world, const Assertions *assertions) {
  for (size_t i = 0; i < assertions->count; i++) admit(world, assertions->at[i]);
}

/* ---- the index ---- */

static bool about_event(const Assertion *assertion) {
  return assertion->kind == ASSERT_OCCURRENCES || assertion->kind == ASSERT_COMPLETE;
}

/* Tags in order of subject, and in their own order for each: a counting sort. */
static void index_subjects(const Assertions *stated, bool events, size_t subjects, const uint32_t **starts_out,
                           const uint32_t **tags_out) {
  uint32_t *starts = mem_alloc_flat((subjects + 2) * sizeof *starts);
  uint32_t *tags = mem_alloc_flat((stated->count + 1) * sizeof *tags);
  for (size_t i = 0; i < stated->count; i++) {
    if (about_event(stated->at[i]) == events) starts[stated->at[i]->subject + 2]++;
  }
  for (size_t s = 2; s < subjects + 2; s++) starts[s] += starts[s - 1];
  for (size_t i = 0; i < stated->count; i++) {
    if (about_event(stated->at[i]) == events) tags[starts[stated->at[i]->subject + 1]++] = (uint32_t)i;
  }
  *starts_out = starts;
  *tags_out = tags;
}

static const WorldIndex *index_make(const World *world) {
  WorldIndex *index = MEM_NEW(WorldIndex);
  const Program *program = world->program;
  index_subjects(&world->stated, false, program->facts.count, &index->fact_starts, &index->fact_tags);
  index_subjects(&world->stated, true, program->events.count, &index->event_starts, &index->event_tags);
  return index;
}

/* ---- histories ---- */

Claim world_claim(const Assertion *assertion, uint32_t tag) {
  Claim claim = {.value = assertion->value, .from = assertion->from, .until = assertion->until,
                 .open_ended = !assertion->closes, .tag = tag};
  if (assertion->planned && claim.value.basis != BASIS_NONE) claim.value.basis = BASIS_SUPPOSED;
  return claim;
}

static void collect_claims(const World *root, uint32_t fact, bool planned, const bool *kept, Claims *claims) {
  const WorldIndex *index = root->index;
  for (uint32_t i = index->fact_starts[fact]; i < index->fact_starts[fact + 1]; i++) {
    uint32_t tag = index->fact_tags[i];
    const Assertion *assertion = root->stated.at[tag];
    bool counts = kept == NULL || kept[i - index->fact_starts[fact]];
    if (counts && assertion->planned == planned) list_push(claims, world_claim(assertion, tag));
  }
}

static void add_claims(Claims *claims, const Claims *extra) {
  for (size_t i = 0; i < extra->count; i++) list_push(claims, extra->at[i]);
}

Claims world_claims_of(const Claims *claims, uint64_t members, Value unknown) {
  Claims of = {0};
  for (size_t i = 0; i < claims->count; i++)
    if (overlay_touches(&claims->at[i], unknown) & members)
      list_push(&of, overlay_claim_of(claims->at[i], members));
  return of;
}

static bool over_stated(const OverlayLayer *outer, const OverlayLayer *inner) {
  return !outer->lowest && inner->lowest;
}

/* Plans taken as carried out replace what is stated on the days of which they say something. */
static History lay_plans(Claims *stated, const Claims *plans, const Claims *extra, Value unknown) {
  add_claims(stated, extra);
  History beneath = history_make(stated->at, stated->count, unknown);
  const OverlayLayer layers[] = {{.said = beneath, .loose = beneath, .lowest = true},
                                 overlay_layer(plans->at, plans->count, unknown, NULL)};
  return overlay_stack(layers, 2, over_stated, unknown);
}

/* Of a set each member has its own plans. */
static History lay_plans_of_set(const Claims *stated, const Claims *plans, const Claims *extra, Value unknown,
                                uint64_t members) {
  History history = {0};
  for (uint64_t rest = unknown.may & members; rest; rest &= rest - 1) {
    uint64_t bit = rest & -rest;
    Claims own = world_claims_of(stated, bit, unknown), planned = world_claims_of(plans, bit, unknown);
    Claims joined = world_claims_of(extra, bit, overlay_unknown_of(unknown, members));
    History member = lay_plans(&own, &planned, &joined, overlay_unknown_of(unknown, bit));
    history = history.count ? overlay_merge(&history, &member) : member;
  }
  return history;
}

History world_stated_history(const World *root, uint32_t fact, uint64_t members, const Claims *extra,
                             const bool *kept) {
  Claims stated = {0}, plans = {0};
  Value unknown = type_unknown(root->program->facts.at[fact]->type);
  collect_claims(root, fact, false, kept, &stated);
  collect_claims(root, fact, true, kept, &plans);
  if (plans.count && unknown.form == VALUE_SET) return lay_plans_of_set(&stated, &plans, extra, unknown, members);
  if (plans.count) return lay_plans(&stated, &plans, extra, unknown);
  if (~members != 0) stated = world_claims_of(&stated, members, unknown);
  add_claims(&stated, extra);
  return history_make(stated.at, stated.count, overlay_unknown_of(unknown, members));
}

/* Most facts of a large program are stated nowhere: their one step costs no history_make. */
static void make_facts(World *world) {
  size_t count = world->program->facts.count;
  const uint32_t *starts = world->index->fact_starts;
  Step *unsaid = mem_alloc((count + 1) * sizeof *unsaid);
  world->facts = mem_alloc((count + 1) * sizeof *world->facts);
  for (uint32_t f = 0; f < count; f++) {
    unsaid[f] = (Step){.from = DAY_BEFORE_TIME, .value = type_unknown(world->program->facts.at[f]->type)};
    bool stated = starts[f] < starts[f + 1];
    world->facts[f] =
      stated ? world_stated_history(world, f, ~UINT64_C(0), &(Claims){0}, NULL) : (History){&unsaid[f], 1};
  }
}

static void make_events(World *world) {
  size_t count = world->program->events.count;
  world->events = mem_alloc((count + 1) * sizeof *world->events);
  for (uint32_t e = 0; e < count; e++) {
    EventDraft draft = world_stated_draft(world, e);
    world->events[e] = world_draft_finish(&draft);
  }
}

World *world_make(Program *program, const CaseFile *case_file, WorldOptions options) {
  World *world = MEM_NEW(World);
  world->program = program;
  world->case_file = case_file;
  world->options = options;
  Assertions records = {0};
  records_read(program, NULL, &records);
  if (case_file != NULL) admit_all(world, &case_file->assertions);
  admit_all(world, &records);
  world->index = index_make(world);
  make_facts(world);
  make_events(world);
  return world;
}

static bool among(const Assertion *const *kept, size_t count, const Assertion *wanted) {
  for (size_t i = 0; i < count; i++)
    if (kept[i] == wanted) return true;
  return false;
}

World *world_keep(const World *world, const Assertion *const *kept, size_t count) {
  const World *root = world->parent != NULL ? world->parent : world;
  World *small = MEM_NEW(World);
  Assertions supposed = {0};
  *small = (World){.program = root->program, .case_file = root->case_file, .options = root->options};
  for (size_t i = 0; i < root->stated.count; i++)
    if (among(kept, count, root->stated.at[i])) list_push(&small->stated, root->stated.at[i]);
  for (size_t i = 0; i < world->supposed.count; i++)
    if (among(kept, count, world->supposed.at[i])) list_push(&supposed, world->supposed.at[i]);
  small->index = index_make(small);
  make_facts(small);
  make_events(small);
  return supposed.count > 0 ? world_suppose(small, &supposed) : small;
}

/* ---- looking things up ---- */

static int change_order(const WorldChange *change, SymbolKind kind, uint32_t index) {
  if (change->kind != kind) return change->kind < kind ? -1 : 1;
  return (change->index > index) - (change->index < index);
}

const WorldChange *world_change(const World *world, SymbolKind kind, uint32_t index) {
  uint32_t low = 0, high = world->change_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = change_order(&world->changes[middle], kind, index);
    if (order == 0) return &world->changes[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

const Assertion *world_assertion(const World *world, uint32_t tag) {
  return tag < world->stated.count ? world->stated.at[tag] : world->supposed.at[tag - world->stated.count];
}

const Assertion *world_parameter_assertion(const World *world, uint32_t index, uint32_t tag) {
  uint32_t own = world->program->parameters.at[index]->citation_count;
  return tag < own ? NULL : world->supposed.at[tag - own];
}

static Day history_first_said(const History *history) {
  for (uint32_t i = 0; i < history->count; i++) {
    if (history->steps[i].tag_count > 0) return history->steps[i].from;
  }
  return DAY_AFTER_TIME;
}

static Day record_first_said(const EventRecord *record) {
  Day first = record->occurrence_count > 0 ? record->occurrences[0].date.first : DAY_AFTER_TIME;
  if (record->coverage_count > 0 && record->coverage[0].from < first) first = record->coverage[0].from;
  return first;
}

Day world_first_said(const World *world, SymbolKind kind, uint32_t index) {
  if (kind == SYMBOL_EVENT) return record_first_said(world_event(world, index));
  return history_first_said(kind == SYMBOL_PARAMETER ? world_parameter(world, index) : world_fact(world, index));
}

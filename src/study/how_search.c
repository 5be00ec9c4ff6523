/* Sets of changes, by size. */
#include "study/how_inside.h"
#include <stdlib.h>
#include <string.h>
#include "model/print.h"

#define MOST_CHOSEN 64
#define WHOLE_CHECK 8             /* sets up to this size have every subset tried */

typedef struct Choice {           /* a set of candidates, while regions are assigned to them */
  Hunt *hunt;
  uint32_t at[MOST_CHOSEN];       /* in the order in which they are assigned */
  uint32_t count;
  Region regions[MOST_CHOSEN];    /* in that order, too */
  Assertion *assigned[MOST_CHOSEN];
  Combinations found;
} Choice;

bool how_done(const Hunt *hunt) {
  return hunt->result->ways.count > HOW_MOST_WAYS || hunt->result->trials >= hunt->most_trials || eval_stop;
}

/* ---- verdicts ---- */

static Verdict wait_for(Hunt *hunt, World *world, Day *on) {
  Verdict verdict = VERDICT_NO;
  for (Day day = hunt->day; day <= hunt->horizon;) {
    Kept kept = eval_node(world, hunt->target, day);
    if (value_is_yes(&kept.value)) {
      if (on) *on = day;
      return VERDICT_YES;
    }
    if (!value_is_no(&kept.value)) verdict = VERDICT_OPEN;
    if (kept.until > hunt->horizon) break;
    day = kept.until;
  }
  return verdict;
}

Verdict how_verdict(Hunt *hunt, const Assertions *supposed, Day *on) {
  World *world = supposed->count ? world_suppose(hunt->world, supposed) : hunt->world;
  hunt->result->trials++;
  if (hunt->patient) return wait_for(hunt, world, on);
  if (on) *on = hunt->day;
  Value value = eval_node(world, hunt->target, hunt->day).value;
  return value_is_yes(&value) ? VERDICT_YES : value_is_no(&value) ? VERDICT_NO : VERDICT_OPEN;
}

/* Whether anything could come of these candidates and all from `rest` on, whatever they were. */
static bool possible(Hunt *hunt, const uint32_t *chosen, uint32_t count, size_t rest, Assertion *const *assigned,
                     uint32_t settled) {
  Assertions supposed = {0};
  if (!hunt->proves) return true;
  for (uint32_t i = 0; i < settled; i++) list_push(&supposed, assigned[i]);
  for (uint32_t i = settled; i < count; i++) list_push(&supposed, hunt->candidates.at[chosen[i]].unknown);
  for (size_t i = rest; i < hunt->candidates.count; i++) list_push(&supposed, hunt->candidates.at[i].unknown);
  return how_verdict(hunt, &supposed, NULL) != VERDICT_NO;
}

/* ---- whether a subset does already ---- */

static bool subset_does(const Choice *choice, uint64_t mask) {
  Assertions supposed = {0};
  for (uint32_t i = 0; i < choice->count; i++)
    if (mask >> i & 1) list_push(&supposed, choice->assigned[i]);
  return how_verdict(choice->hunt, &supposed, NULL) == VERDICT_YES;
}

/* Of a large set only the subsets that lack one: smaller ones that do were found before, and what contains them is
 * reached by way of those. */
static bool minimal(const Choice *choice) {
  uint64_t all = (UINT64_C(1) << choice->count) - 1;
  if (choice->count <= WHOLE_CHECK) {
    for (uint64_t mask = 1; mask < all; mask++)
      if (subset_does(choice, mask)) return false;
    return true;
  }
  for (uint32_t i = 0; i < choice->count; i++)
    if (subset_does(choice, all & ~(UINT64_C(1) << i))) return false;
  return true;
}

/* ---- regions for a set ---- */

static World *world_so_far(const Choice *choice, uint32_t settled) {
  Assertions supposed = {0};
  for (uint32_t i = 0; i < settled; i++) list_push(&supposed, choice->assigned[i]);
  return supposed.count ? world_suppose(choice->hunt->world, &supposed) : choice->hunt->world;
}

/* What follows depends on the value that is tried, and not on its region alone. */
static bool later_mixed(const Choice *choice, uint32_t at) {
  for (uint32_t i = at + 1; i < choice->count; i++)
    if (choice->hunt->candidates.at[choice->at[i]].mixed) return true;
  return false;
}

/* In order of declaration again. */
static void keep(Choice *choice, Day on) {
  Combination combination = {MEM_NEW_ARRAY(Region, choice->count), on};
  for (uint32_t i = 0; i < choice->count; i++) {
    uint32_t place = 0;
    for (uint32_t j = 0; j < choice->count; j++) place += choice->at[j] < choice->at[i];
    combination.regions[place] = choice->regions[i];
  }
  list_push(&choice->found, combination);
}

static void assign(Choice *choice, uint32_t at);

static void try_region(Choice *choice, uint32_t at, const Candidate *candidate, Region region) {
  Day on;
  bool known = lever_certain(&candidate->lever, &candidate->now);
  if (known && region_holds(&candidate->lever, &region, &candidate->now)) return;   /* that is no change */
  if (candidate->mixed && later_mixed(choice, at))
    region = (Region){.value = region.sample, .sample = region.sample, .instance = true};
  choice->regions[at] = region;
  choice->assigned[at] = lever_suppose(&candidate->lever, region.sample, choice->hunt->day);
  Assertions supposed = {choice->assigned, at + 1, at + 1};
  if (at + 1 < choice->count) {
    if (possible(choice->hunt, choice->at, choice->count, choice->hunt->candidates.count, choice->assigned, at + 1))
      assign(choice, at + 1);
  } else if (how_verdict(choice->hunt, &supposed, &on) == VERDICT_YES && minimal(choice)) keep(choice, on);
}

static void assign(Choice *choice, uint32_t at) {
  Hunt *hunt = choice->hunt;
  const Candidate *candidate = &hunt->candidates.at[choice->at[at]];
  Regions regions = candidate->regions;
  if (candidate->mixed) regions = lever_regions(hunt->support, &candidate->lever, world_so_far(choice, at), hunt->day);
  for (size_t i = 0; i < regions.count && hunt->result->trials < hunt->most_trials && !eval_stop; i++)
    try_region(choice, at, candidate, regions.at[i]);
}

/* ---- ways, verified in the language's own words ---- */

static Text statement_of(const Hunt *hunt, const Lever *lever, const Value *sample) {
  char date[DATE_ROOM];
  const Type *type = lever->fact->type;
  const char *name = text_c(lever->fact->subject.name);
  calendar_print(hunt->day, date);
  if (lever->member < 0) return text_format("%s is %s from %s", name, text_c(print_exact_text(type, sample)), date);
  const char *verb = sample->must ? "includes" : "excludes";
  return text_format("%s %s %s from %s", name, verb, text_c(type->members->at[lever->member]->text), date);
}

/* Each set is run once more as statements that a person could type. */
static bool verified(const Hunt *hunt, const HowWay *way) {
  Assertions supposed = {0};
  Diags diags = {0};
  for (size_t i = 0; i < way->changes.count; i++) {
    Source *line = source_of_text(TEXT("how"), way->changes.at[i].statement);
    Assertion *assertion =
      assertion_parse(hunt->world->program, (CaseFile *)(uintptr_t)hunt->world->case_file, line, &diags);
    if (!assertion) return false;
    list_push(&supposed, assertion);
  }
  Value value = eval_node(world_suppose(hunt->world, &supposed), hunt->target, way->on).value;
  return value_is_yes(&value);
}

static void add_way(const Hunt *hunt, const uint32_t *chosen, uint32_t count, const Combination *combination) {
  HowWay way = {.on = combination->on};
  for (uint32_t i = 0; i < count; i++) {
    const Candidate *candidate = &hunt->candidates.at[chosen[i]];
    const Region *region = &combination->regions[i];
    HowChange change = {candidate->lever, candidate->now, *region,
                        statement_of(hunt, &candidate->lever, &region->sample)};
    list_push(&way.changes, change);
  }
  if (verified(hunt, &way)) list_push(&hunt->result->ways, way);
}

/* Thresholds of arithmetic are found with the others held, so that the one assigned last is met exactly: each has its
 * turn at being last until one order finds something. */
static void assign_in_turn(Choice *choice, const uint32_t *chosen) {
  const Candidate *candidates = choice->hunt->candidates.at;
  memcpy(choice->at, chosen, choice->count * sizeof *chosen);
  assign(choice, 0);
  for (uint32_t last = choice->count - 1; last-- > 0 && !choice->found.count;) {
    if (!candidates[chosen[last]].mixed) continue;
    memcpy(choice->at, chosen, choice->count * sizeof *chosen);
    memmove(&choice->at[last], &choice->at[last + 1], (choice->count - last - 1) * sizeof *chosen);
    choice->at[choice->count - 1] = chosen[last];
    assign(choice, 0);
  }
}

static void try_set(Hunt *hunt, const uint32_t *chosen, uint32_t count) {
  Choice choice = {.hunt = hunt, .count = count};
  if (!possible(hunt, chosen, count, hunt->candidates.count, NULL, 0)) return;
  assign_in_turn(&choice, chosen);
  how_merge(hunt, chosen, count, &choice.found);
  for (size_t i = 0; i < choice.found.count && !how_done(hunt); i++) add_way(hunt, chosen, count, &choice.found.at[i]);
}

/* ---- sets of one size, in order of declaration ---- */

/* `tested`: the union of the chosen and the rest is one that may do. */
static void choose(Hunt *hunt, uint32_t *chosen, uint32_t count, uint32_t from, uint32_t left, bool tested) {
  if (how_done(hunt)) return;
  if (!left) {
    try_set(hunt, chosen, count);
    return;
  }
  if (hunt->candidates.count - from < left) return;
  if (!tested && !possible(hunt, chosen, count, from, NULL, 0)) return;
  chosen[count] = from;
  choose(hunt, chosen, count + 1, from + 1, left - 1, true);
  choose(hunt, chosen, count, from + 1, left, false);
}

static size_t largest_set(const Hunt *hunt) {
  size_t count = hunt->candidates.count;
  return count <= HOW_EXACT_LEVERS || count < HOW_LARGEST_SET ? count : HOW_LARGEST_SET;
}

void how_search(Hunt *hunt) {
  uint32_t chosen[MOST_CHOSEN];
  HowResult *result = hunt->result;
  size_t largest = largest_set(hunt);
  hunt->most_trials = hunt->candidates.count > HOW_EXACT_LEVERS ? HOW_MOST_TRIALS_BEYOND : HOW_MOST_TRIALS;
  result->complete_to = 0;
  for (uint32_t size = 1; size <= largest && !how_done(hunt); size++) {
    choose(hunt, chosen, 0, 0, size, false);
    if (result->trials < hunt->most_trials && !eval_stop) result->complete_to = size;
  }
  result->more = result->ways.count > HOW_MOST_WAYS;
  if (result->more) result->ways.count = HOW_MOST_WAYS;
  result->exact = result->more || result->complete_to == hunt->candidates.count;
}

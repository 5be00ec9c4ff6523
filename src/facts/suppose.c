/* Suppositions: child worlds. What a child costs is in proportion to what is stated of the things it supposes about. */
#include <string.h>
#include "facts/world_internal.h"

/* The suppositions of one child about one thing, as positions in its `supposed`. */
typedef struct Group {
  SymbolKind kind;
  uint32_t index;
  LIST(uint32_t) at;
} Group;
typedef LIST(Group) Groups;

static SymbolKind subject_kind(const Assertion *assertion) {
  switch (assertion->kind) {
    case ASSERT_VALUE: return SYMBOL_FACT;
    case ASSERT_PARAMETER: return SYMBOL_PARAMETER;
    case ASSERT_OCCURRENCES:
    case ASSERT_COMPLETE: return SYMBOL_EVENT;
  }
  return SYMBOL_NONE;
}

/* ---- facts and parameters ---- */

typedef struct Supposed {   /* a fact or a parameter of the root */
  const World *root;
  SymbolKind kind;
  uint32_t index;
  Value unknown;
  uint32_t first_tag;       /* of suppositions */
  const bool *kept;         /* of a fact: which of the root's statements count; NULL: all */
} Supposed;

static Supposed supposed_subject(const World *root, SymbolKind kind, uint32_t index) {
  Supposed s = {.root = root, .kind = kind, .index = index};
  const Program *program = root->program;
  bool fact = kind == SYMBOL_FACT;
  s.unknown = type_unknown(fact ? program->facts.at[index]->type : program->parameters.at[index]->type);
  s.first_tag = fact ? (uint32_t)root->stated.count : program->parameters.at[index]->citation_count;
  return s;
}

/* A parameter's own values as claims, which later suppositions join. Of one that is amended: as its steps are. */
static Claims parameter_claims(const Parameter *parameter) {
  const History *own = &parameter->history;
  Claims claims = {0};
  for (size_t i = 0; i < parameter->claim_count; i++) list_push(&claims, parameter->claims[i]);
  for (uint32_t i = 0; !parameter->claims && i < own->count; i++) {
    const Step *step = &own->steps[i];
    if (step->tag_count == 0) continue;
    Day until = history_until(own, i);
    Claim claim = {.value = step->value, .from = {step->from, step->from}, .until = {until, until},
                   .open_ended = until == DAY_AFTER_TIME, .tag = step->tags[0]};
    list_push(&claims, claim);
  }
  return claims;
}

static History parameter_history(const Supposed *s, const Claims *extra) {
  const Parameter *parameter = s->root->program->parameters.at[s->index];
  if (extra->count == 0) return parameter->history;
  Claims claims = parameter_claims(parameter);
  for (size_t i = 0; i < extra->count; i++) list_push(&claims, extra->at[i]);
  return history_make(claims.at, claims.count, s->unknown);
}

/* What stood before of some members of a set (all ones: of all), with the suppositions but the first joined to it. */
static History base_history(const Supposed *s, const Claims *over, uint64_t members) {
  Claims extra = {0};
  for (size_t i = 1; i < over->count; i++) list_push(&extra, over->at[i]);
  if (s->kind == SYMBOL_PARAMETER) return parameter_history(s, &extra);
  if (extra.count == 0 && s->kept == NULL && ~members == 0) return s->root->facts[s->index];
  return world_stated_history(s->root, s->index, members, &extra, s->kept);
}

static bool for_ever(const Claim *claim) {
  return claim->from.last == DAY_BEFORE_TIME && claim->until.first == DAY_AFTER_TIME;
}

static History one_step(const Claim *claim, const Value *unknown) {
  struct { Step step; uint32_t tag; } *one = mem_alloc(sizeof *one);
  one->tag = claim->tag;
  one->step = (Step){.from = DAY_BEFORE_TIME, .value = claim->value, .tags = &one->tag, .tag_count = 1};
  if (value_same(&claim->value, unknown)) one->step.value.basis = BASIS_NONE;
  return (History){&one->step, 1};
}

/* The first supposition about a thing puts aside what stood before over its period, and later ones join. */
static History first_put_aside(const Supposed *s, const Claims *over, uint64_t members) {
  Value unknown = overlay_unknown_of(s->unknown, members);
  if (for_ever(&over->at[0])) return history_make(over->at, over->count, unknown);
  History base = base_history(s, over, members);
  return overlay_splice(&base, over->at, over->count, unknown);
}

/* Of a set that is so for each member: one that `includes` a member leaves the others as they were. */
static History supposed_history(const Supposed *s, const Claims *over) {
  if (~overlay_touches(&over->at[0], s->unknown) == 0)
    return over->count == 1 && for_ever(&over->at[0]) ? one_step(&over->at[0], &s->unknown)
                                                      : first_put_aside(s, over, ~UINT64_C(0));
  History history = {0};
  uint64_t seen = 0;
  for (size_t i = 0; i < over->count; i++) {
    uint64_t fresh = overlay_touches(&over->at[i], s->unknown) & s->unknown.may & ~seen;
    if (fresh == 0) continue;
    Claims of = world_claims_of(over, fresh, s->unknown);
    History inside = first_put_aside(s, &of, fresh);
    history = seen ? overlay_merge(&history, &inside) : inside;
    seen |= fresh;
  }
  if (!(s->unknown.may & ~seen)) return history;
  History rest = base_history(s, &(Claims){0}, s->unknown.may & ~seen);
  return overlay_merge(&rest, &history);
}

static History changed_history(const World *child, const World *root, const Group *group) {
  Supposed s = supposed_subject(root, group->kind, group->index);
  Claims over = {0};
  for (size_t i = 0; i < group->at.count; i++) {
    uint32_t at = group->at.at[i];
    list_push(&over, world_claim(child->supposed.at[at], s.first_tag + at));
  }
  return supposed_history(&s, &over);
}

/* ---- had less been said ---- */

static bool supposes(const Assertion *assertion, uint32_t fact) {
  return assertion->kind == ASSERT_VALUE && assertion->subject == fact;
}

Assertions world_fact_statements(const World *world, uint32_t fact) {
  const WorldIndex *index = world->index;
  Assertions all = {0};
  for (uint32_t i = index->fact_starts[fact]; i < index->fact_starts[fact + 1]; i++)
    list_push(&all, world->stated.at[index->fact_tags[i]]);
  for (size_t i = 0; i < world->supposed.count; i++)
    if (supposes(world->supposed.at[i], fact)) list_push(&all, world->supposed.at[i]);
  return all;
}

History world_fact_had(const World *world, uint32_t fact, const bool *made) {
  const WorldIndex *index = world->index;
  Supposed s = supposed_subject(world->parent ? world->parent : world, SYMBOL_FACT, fact);
  Claims over = {0};
  s.kept = made;
  made += index->fact_starts[fact + 1] - index->fact_starts[fact];
  for (uint32_t i = 0; i < world->supposed.count; i++) {
    if (!supposes(world->supposed.at[i], fact)) continue;
    if (*made++) list_push(&over, world_claim(world->supposed.at[i], s.first_tag + i));
  }
  if (over.count > 0) return supposed_history(&s, &over);
  return world_stated_history(s.root, fact, ~UINT64_C(0), &(Claims){0}, s.kept);
}

bool world_fact_alone(const World *world, uint32_t fact, const uint32_t *tags, size_t count, History *had) {
  Claims claims = {0};
  for (size_t i = 0; i < count; i++) {
    if (tags[i] >= world->stated.count || world->stated.at[tags[i]]->planned) return false;
    list_push(&claims, world_claim(world->stated.at[tags[i]], tags[i]));
  }
  *had = history_make(claims.at, claims.count, type_unknown(world->program->facts.at[fact]->type));
  return true;
}

/* ---- events ---- */

/* `complete` speaks of the record and not of the events: it puts nothing aside. `on` gives no period, so it puts aside
 * all that is stated; `none` what is stated over its period. */
static void put_aside(EventDraft *draft, const Assertion *first) {
  if (first->kind == ASSERT_OCCURRENCES) *draft = (EventDraft){0};
  else world_draft_cut(draft, first->from.last, first->until.first);
}

static EventRecord changed_record(const World *child, const World *root, const Group *group) {
  EventDraft draft = world_stated_draft(root, group->index);
  for (size_t i = 0; i < group->at.count; i++) {
    const Assertion *first = child->supposed.at[group->at.at[i]];
    if (first->kind == ASSERT_COMPLETE && !first->none) continue;
    put_aside(&draft, first);
    break;
  }
  for (size_t i = 0; i < group->at.count; i++) {
    uint32_t at = group->at.at[i];
    world_draft_add(&draft, child->supposed.at[at], (uint32_t)root->stated.count + at);
  }
  return world_draft_finish(&draft);
}

/* ---- children ---- */

static Group *group_of(Groups *groups, SymbolKind kind, uint32_t index) {
  for (size_t i = 0; i < groups->count; i++) {
    if (groups->at[i].kind == kind && groups->at[i].index == index) return &groups->at[i];
  }
  Group *group = list_add(groups);
  group->kind = kind;
  group->index = index;
  return group;
}

/* Groups only for the things that suppositions from `from` on speak of; earlier ones about the same belong to them. */
static Groups group_suppositions(const World *child, size_t from) {
  Groups groups = {0};
  for (size_t i = from; i < child->supposed.count; i++) {
    group_of(&groups, subject_kind(child->supposed.at[i]), child->supposed.at[i]->subject);
  }
  for (size_t i = 0; i < child->supposed.count; i++) {
    const Assertion *assertion = child->supposed.at[i];
    for (size_t g = 0; g < groups.count; g++) {
      bool same = groups.at[g].kind == subject_kind(assertion) && groups.at[g].index == assertion->subject;
      if (same) list_push(&groups.at[g].at, (uint32_t)i);
    }
  }
  return groups;
}

/* A single supposition, the what-if's case, without the general way's lists. */
static Groups one_group(const World *child) {
  Groups groups = {0};
  Group *group = list_add(&groups);
  const Assertion *last = child->supposed.at[child->supposed.count - 1];
  group->kind = subject_kind(last);
  group->index = last->subject;
  list_push(&group->at, 0);
  return groups;
}

static void put_change(World *child, WorldChange change) {
  uint32_t at = child->change_count;
  for (uint32_t i = 0; i < child->change_count; i++) {
    const WorldChange *other = &child->changes[i];
    if (other->kind == change.kind && other->index == change.index) {
      child->changes[i] = change;
      return;
    }
  }
  while (at > 0 && (child->changes[at - 1].kind > change.kind ||
                    (child->changes[at - 1].kind == change.kind && child->changes[at - 1].index > change.index))) {
    child->changes[at] = child->changes[at - 1];
    at--;
  }
  child->changes[at] = change;
  child->change_count++;
}

static void make_changes(World *child, const World *from, const Groups *groups) {
  child->changes = mem_alloc((from->change_count + groups->count) * sizeof *child->changes);
  if (from->change_count > 0) memcpy(child->changes, from->changes, from->change_count * sizeof *child->changes);
  for (size_t i = 0; i < groups->count; i++) {
    const Group *group = &groups->at[i];
    WorldChange change = {.kind = group->kind, .index = group->index};
    if (group->kind == SYMBOL_EVENT) change.record = changed_record(child, child->parent, group);
    else change.history = changed_history(child, child->parent, group);
    put_change(child, change);
  }
}

static bool among(const Assertions *assertions, const Assertion *wanted) {
  for (size_t i = 0; i < assertions->count; i++) {
    if (assertions->at[i] == wanted) return true;
  }
  return false;
}

World *world_suppose(World *world, const Assertions *supposed) {
  World *child = MEM_NEW(World);
  size_t before = world->supposed.count;
  *child = *world;
  child->parent = world->parent != NULL ? world->parent : world;
  child->kept = NULL;
  child->supposed = (Assertions){0};
  list_reserve(&child->supposed, before + supposed->count);
  for (size_t i = 0; i < before; i++) list_push(&child->supposed, world->supposed.at[i]);
  for (size_t i = 0; i < supposed->count; i++) {
    if (!among(&world->supposed, supposed->at[i])) list_push(&child->supposed, supposed->at[i]);
  }
  if (child->supposed.count == before) return world;
  Groups groups = child->supposed.count == 1 ? one_group(child) : group_suppositions(child, before);
  make_changes(child, world, &groups);
  return child;
}

World *world_suppose_one(World *world, Assertion *supposed) {
  Assertions one = {.at = &supposed, .count = 1, .room = 1};
  return world_suppose(world, &one);
}

/* Levers, and the regions of members and texts. */
#include "study/regions_inside.h"

/* ---- levers ---- */

typedef struct MemberUse {      /* how the condition looks at the members of a type */
  uint64_t members;             /* of a set: those asked about one by one */
  bool each;                    /* any of them may matter */
  bool whole;                   /* of a set: looked at as a whole */
} MemberUse;

static void use_of_set(const Type *type, const Node *test, MemberUse *use) {
  if (test->kind == NODE_IN) {
    if (test->b->type != type) return;
    if (test->a->kind == NODE_CONSTANT) use->members |= test->a->constant.may;
    else use->each = true;
    return;
  }
  const Node *subject = test->kind == NODE_IN_MASK ? test->in_subject : test->a;
  if (subject->type == type) use->whole = true;
}

static MemberUse set_use(const Support *support, const Type *type) {
  MemberUse use = {0};
  for (size_t i = 0; i < support->tests.count; i++) use_of_set(type, support->tests.at[i], &use);
  if (use.each) use.members = members_all(type->members);
  return use;
}

/* A set that is looked at as a whole is one lever: the members that are named are in the values it is compared with. */
void levers_of(const Support *support, const Fact *fact, Levers *levers) {
  MemberUse use = {.whole = true};
  if (fact->type->set) use = set_use(support, fact->type);
  if (use.whole) {
    list_push(levers, ((Lever){fact, -1}));
    return;
  }
  for (int m = 0; m < (int)fact->type->members->count; m++)
    if (use.members >> m & 1) list_push(levers, ((Lever){fact, m}));
}

bool lever_mixed(const Support *support, const Lever *lever) {
  bool ranged = !lever->fact->type->set && type_form(lever->fact->type) == VALUE_RANGE;
  return ranged && support->reads[lever->fact->index] > support->plain[lever->fact->index];
}

static Value only_member(const Lever *lever, Value set) {
  uint64_t bit = UINT64_C(1) << lever->member, all = members_all(lever->fact->type->members);
  Value told = value_set(set.must & bit, (set.may & bit) | (all & ~bit), (Basis)set.basis);
  told.flags |= set.flags & VALUE_REASONS;
  return told;
}

Value lever_now(const Lever *lever, World *world, Day day) {
  const History *history = world_fact(world, lever->fact->index);
  Value value = history->steps[history_step_at(history, day)].value;
  return lever->member < 0 ? value : only_member(lever, value);
}

bool lever_certain(const Lever *lever, const Value *value) {
  if (lever->member < 0) return value_certain(value);
  return (value->must >> lever->member & 1) == (value->may >> lever->member & 1);
}

Assertion *lever_suppose(const Lever *lever, Value value, Day day) {
  Assertion *assertion = MEM_NEW(Assertion);
  *assertion = (Assertion){.kind = ASSERT_VALUE, .subject = lever->fact->index, .opens = true, .value = value,
                           .from = {day, day}, .until = {DAY_AFTER_TIME, DAY_AFTER_TIME}, .basis = BASIS_SUPPOSED};
  if (value_certain(&value)) assertion->value.basis = BASIS_SUPPOSED;
  return assertion;
}

/* ---- members: parted by every set of them that is asked about ---- */

typedef LIST(uint64_t) Parts;

static void part_by(Parts *parts, uint64_t mask) {
  size_t count = parts->count;
  for (size_t i = 0; i < count; i++) {
    uint64_t in = parts->at[i] & mask, out = parts->at[i] & ~mask;
    if (!in || !out) continue;
    parts->at[i] = in;
    list_push(parts, out);
  }
}

static void part_each(Parts *parts, const Type *type) {
  for (unsigned m = 0; m < type->members->count; m++) part_by(parts, UINT64_C(1) << m);
}

/* Of a scale: those below the member, and those up to it. */
static void part_by_member(Parts *parts, uint64_t member) {
  part_by(parts, member);
  part_by(parts, member - 1);
}

static void part_by_side(Parts *parts, const Type *type, const Node *side, const Node *other) {
  if (side->type != type || side->kind == NODE_CONSTANT) return;
  if (other->kind == NODE_CONSTANT && other->constant.form == VALUE_MEMBERS) part_by_member(parts, other->constant.may);
  else part_each(parts, type);
}

static void part_by_test(Parts *parts, const Type *type, const Node *test) {
  switch ((NodeKind)test->kind) {
    case NODE_IN_MASK:
      if (test->in_subject->type == type) part_by(parts, test->mask);
      return;
    case NODE_IN:
      if (test->a->type != type || test->a->kind == NODE_CONSTANT) return;
      if (test->b->kind == NODE_CONSTANT) part_by(parts, test->b->constant.may);
      else part_each(parts, type);
      return;
    case NODE_COMPARE:
      part_by_side(parts, type, test->a, test->b);
      part_by_side(parts, type, test->b, test->a);
      return;
    case NODE_BETWEEN:
      part_by_side(parts, type, test->a, test->b);
      part_by_side(parts, type, test->a, test->c);
      return;
    case NODE_CHANGES:
      if (test->subject->type == type) part_each(parts, type);
      return;
    default: return;
  }
}

/* By the first member of each. */
static void sort_parts(Parts *parts) {
  for (size_t i = 1; i < parts->count; i++)
    for (size_t j = i; j > 0 && (parts->at[j] & -parts->at[j]) < (parts->at[j - 1] & -parts->at[j - 1]); j--) {
      uint64_t swap = parts->at[j];
      parts->at[j] = parts->at[j - 1];
      parts->at[j - 1] = swap;
    }
}

static Regions member_regions(const Support *support, const Type *type) {
  Regions regions = {0};
  Parts parts = {0};
  list_push(&parts, members_all(type->members));
  for (size_t i = 0; i < support->tests.count; i++) part_by_test(&parts, type, support->tests.at[i]);
  if (type->word == TYPE_YES_NO) part_by(&parts, VALUE_YES);
  sort_parts(&parts);
  for (size_t i = 0; i < parts.count; i++)
    list_push(&regions, ((Region){.value = value_members(parts.at[i], BASIS_NONE),
                                  .sample = value_members(parts.at[i] & -parts.at[i], BASIS_NONE)}));
  return regions;
}

/* ---- sets ---- */

static void add_whole(Regions *regions, uint64_t members) {
  Value set = value_set(members, members, BASIS_NONE);
  for (size_t i = 0; i < regions->count; i++)
    if (value_same(&regions->at[i].value, &set)) return;
  list_push(regions, ((Region){.value = set, .sample = set}));
}

static void add_constant(Regions *regions, const Node *node) {
  if (node->kind == NODE_CONSTANT) add_whole(regions, node->constant.must);
}

/* The sets that a set is compared with, none, each single member that is asked about, and all of those together. */
static Regions whole_regions(const Support *support, const Type *type) {
  Regions regions = {0};
  MemberUse use = set_use(support, type);
  add_whole(&regions, 0);
  for (size_t i = 0; i < support->tests.count; i++) {
    const Node *test = support->tests.at[i];
    if (test->kind != NODE_COMPARE || test->a->type != type) continue;
    add_constant(&regions, test->a);
    add_constant(&regions, test->b);
  }
  if (!use.members) use.members = members_all(type->members);
  for (unsigned m = 0; m < type->members->count; m++)
    if (use.members >> m & 1) add_whole(&regions, UINT64_C(1) << m);
  add_whole(&regions, use.members);
  return regions;
}

static Regions in_or_out(const Lever *lever) {
  Regions regions = {0};
  uint64_t bit = UINT64_C(1) << lever->member, all = members_all(lever->fact->type->members);
  Value out = value_set(0, all & ~bit, BASIS_NONE), in = value_set(bit, all, BASIS_NONE);
  list_push(&regions, ((Region){.value = out, .sample = out}));
  list_push(&regions, ((Region){.value = in, .sample = in}));
  return regions;
}

/* ---- texts ---- */

static void add_text(Regions *regions, const Node *node) {
  if (node->kind != NODE_CONSTANT || !node->constant.texts || node->constant.texts->count != 1) return;
  for (size_t i = 0; i < regions->count; i++)
    if (value_same(&regions->at[i].value, &node->constant)) return;
  list_push(regions, ((Region){.value = node->constant, .sample = node->constant}));
}

static bool text_named(const Regions *regions, Text text) {
  for (size_t i = 0; i < regions->count; i++)
    if (text_equal(regions->at[i].value.texts->at[0], text)) return true;
  return false;
}

static Regions text_regions(const Support *support) {
  Regions regions = {0};
  Text other = TEXT("another");
  for (size_t i = 0; i < support->tests.count; i++) {
    const Node *test = support->tests.at[i];
    if (test->kind != NODE_COMPARE || test->a->type->word != TYPE_TEXT) continue;
    add_text(&regions, test->a);
    add_text(&regions, test->b);
  }
  while (text_named(&regions, other)) other = text_format("%s one", text_c(other));
  Value rest = value_text(other, BASIS_NONE);
  list_push(&regions, ((Region){.value = rest, .sample = rest, .rest = true}));
  return regions;
}

/* ---- any ---- */

Regions lever_regions(const Support *support, const Lever *lever, World *world, Day day) {
  const Type *type = lever->fact->type;
  if (lever->member >= 0) return in_or_out(lever);
  switch (type_form(type)) {
    case VALUE_MEMBERS: return member_regions(support, type);
    case VALUE_SET: return whole_regions(support, type);
    case VALUE_RANGE: return lever_ranges(support, lever, world, day);
    case VALUE_TEXTS: return text_regions(support);
  }
  return (Regions){0};
}

static bool holds_text(const Region *region, const Value *value) {
  return !region->rest && value->texts && value->texts->count == 1 &&
         text_equal(region->value.texts->at[0], value->texts->at[0]);
}

bool region_holds(const Lever *lever, const Region *region, const Value *value) {
  if (lever->member >= 0)
    return (region->value.must ^ value->must) >> lever->member & 1 ? false : lever_certain(lever, value);
  switch (type_form(lever->fact->type)) {
    case VALUE_MEMBERS: return (region->value.may & value->may) == value->may;
    case VALUE_SET: return value_same(&region->value, value);
    case VALUE_RANGE:
      return value->unit == region->value.unit && !value_no_date_certain(value) &&
             (region->value.flags & VALUE_OPEN_LOW || region->value.low <= value->low) &&
             (region->value.flags & VALUE_OPEN_HIGH || value->high <= region->value.high);
    case VALUE_TEXTS: return holds_text(region, value);
  }
  return false;
}

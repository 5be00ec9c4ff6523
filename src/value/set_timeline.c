/* A set as one yes/no timeline for each member that is spoken of, joined again. */
#include "value/steps.h"

typedef struct MemberTimeline {
  uint64_t bit;
  History history;
  uint32_t at;              /* the step on the day in hand */
} MemberTimeline;

typedef struct SetSweep {
  MemberTimeline members[64];
  size_t count;
  Day day, end;
  Value unknown;
  bool loose;
} SetSweep;

/* ---- each member's claims ---- */

static bool speaks_of(const Claim *claim, uint64_t bit, const Value *unknown) {
  if (value_same(&claim->value, unknown)) return true;  /* `is unknown` says it of every member */
  return (claim->value.must & bit) || !(claim->value.may & bit);
}

static Value member_value(const Claim *claim, uint64_t bit) {
  if (claim->value.must & bit) return value_truth(VALUE_YES, (Basis)claim->value.basis);
  return value_truth(claim->value.may & bit ? VALUE_EITHER : VALUE_NO, (Basis)claim->value.basis);
}

static size_t member_claims(const Claim *claims, size_t count, uint64_t bit, const Value *unknown, Claim **own) {
  size_t own_count = 0;
  *own = MEM_NEW_ARRAY(Claim, count + 1);
  for (size_t k = 0; k < count; k++) {
    if (!speaks_of(&claims[k], bit, unknown)) continue;
    (*own)[own_count] = claims[k];
    (*own)[own_count++].value = member_value(&claims[k], bit);
  }
  return own_count;
}

static void add_member(SetSweep *sweep, uint64_t bit, const Claim *claims, size_t count) {
  Claim *own;
  const Value unknown = value_unknown(VALUE_MEMBERS, VALUE_EITHER);
  const size_t own_count = member_claims(claims, count, bit, &sweep->unknown, &own);
  if (!own_count) return;
  sweep->members[sweep->count++] =
    (MemberTimeline){bit, timeline_make(own, own_count, &unknown, sweep->loose), 0};
}

const Claim *set_crowded(const Claim *claims, size_t count, const Value *unknown) {
  const Claim *crowded = NULL;
  for (uint64_t rest = unknown->may; rest && !crowded; rest &= rest - 1) {
    Claim *own;
    const size_t own_count = member_claims(claims, count, rest & -rest, unknown, &own);
    const Holdings holdings = holdings_make(own, own_count);
    crowded = holdings_crowded(&holdings);
  }
  return crowded;
}

/* ---- all members on one stretch of days ---- */

static const Step *member_step(const MemberTimeline *member) { return &member->history.steps[member->at]; }

static void move_to(SetSweep *sweep, Day day) {
  sweep->day = day;
  sweep->end = DAY_AFTER_TIME;
  for (size_t k = 0; k < sweep->count; k++) {
    MemberTimeline *member = &sweep->members[k];
    while (history_until(&member->history, member->at) <= day && member->at + 1 < member->history.count) member->at++;
    const Day until = history_until(&member->history, member->at);
    if (until < sweep->end) sweep->end = until;
  }
}

/* Whether a member is the same on the day before this stretch, in it, and behind it. */
static bool stays(const SetSweep *sweep, const MemberTimeline *member) {
  const History *history = &member->history;
  const Value *before = &history->steps[history_step_at(history, sweep->day - 1)].value;
  const Value *after = &history->steps[history_step_at(history, sweep->end)].value, *now = &member_step(member)->value;
  return value_same(before, now) && value_same(after, now);
}

/* One change of the set: members that are not certain all change on one day, which this stretch is about, and no other
 * member changes on its first day or behind it. */
static bool is_transition(const SetSweep *sweep, const Value *value) {
  uint64_t changing = 0;
  for (size_t k = 0; k < sweep->count; k++) {
    const MemberTimeline *member = &sweep->members[k];
    const Step *step = member_step(member);
    if (step->transition && step->from == sweep->day && history_until(&member->history, member->at) == sweep->end)
      changing |= member->bit;
    else if (sweep->day == DAY_BEFORE_TIME || !stays(sweep, member)) return false;
  }
  return changing != 0 && (sweep->loose || changing == (value->may & ~value->must));
}

static void add_to_value(Value *value, Basis *basis, unsigned *reasons, uint64_t bit, const Value *member) {
  if (member->may == VALUE_YES) value->must |= bit;
  if (member->may == VALUE_NO) value->may &= ~bit;
  *basis = basis_weaker(*basis, (Basis)member->basis);
  *reasons |= value_reasons(member);
}

static void stretch_step(const SetSweep *sweep, Steps *steps) {
  Value value = sweep->unknown;
  uint64_t silent = sweep->unknown.may;
  Basis basis = BASIS_NONE;
  unsigned reasons = 0;
  bool gap = false;
  Tags tags = {0};
  for (size_t k = 0; k < sweep->count; k++) {
    const Step *step = member_step(&sweep->members[k]);
    silent &= ~sweep->members[k].bit;
    gap |= step->gap;
    add_to_value(&value, &basis, &reasons, sweep->members[k].bit, &step->value);
    for (uint32_t tag = 0; tag < step->tag_count; tag++) tags_add(&tags, step->tags[tag]);
  }
  value = steps_value(value, basis, reasons | (silent ? VALUE_UNSTATED : 0u));
  const Step step = {.from = sweep->day, .transition = is_transition(sweep, &value), .gap = gap, .value = value};
  steps_append(steps, step, &tags);
}

History set_timeline_make(const Claim *claims, size_t count, const Value *unknown, bool loose) {
  SetSweep *sweep = MEM_NEW(SetSweep);
  Steps steps = {0};
  sweep->unknown = *unknown;
  sweep->loose = loose;
  for (uint64_t rest = unknown->may; rest; rest &= rest - 1) add_member(sweep, rest & -rest, claims, count);
  for (Day day = DAY_BEFORE_TIME;; day = sweep->end) {
    move_to(sweep, day);
    stretch_step(sweep, &steps);
    if (sweep->end == DAY_AFTER_TIME) break;
  }
  return (History){steps.at, (uint32_t)steps.count};
}

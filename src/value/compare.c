/* Comparisons. Each asks which truths are possible, as a mask of VALUE_NO and VALUE_YES; basis or reasons follow. */
#include <assert.h>

#include "value/logic.h"

static uint64_t truths(bool always, bool never) { return always ? VALUE_YES : never ? VALUE_NO : VALUE_EITHER; }

/* ---- ranges: an open end lies beyond every number ---- */

static bool range_single(const Value *v) {
  return v->low == v->high && !(v->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH));
}

static uint64_t range_equal(const Value *a, const Value *b) {
  const bool apart = a->high < b->low || b->high < a->low;
  return truths(!apart && range_single(a) && range_single(b) && a->low == b->low, apart);
}

/* Whether all of a lies at or below all of b: an open end bounds nothing, whatever its stand-in number. */
static bool range_not_above(const Value *a, const Value *b) {
  return a->high <= b->low && !(a->flags & VALUE_OPEN_HIGH) && !(b->flags & VALUE_OPEN_LOW);
}

static uint64_t range_less(const Value *a, const Value *b) { return truths(a->high < b->low, range_not_above(b, a)); }

static uint64_t range_at_most(const Value *a, const Value *b) {
  return truths(range_not_above(a, b), b->high < a->low);
}

/* ---- durations of different kinds of unit, by the days that they may last ---- */

/* What one unit may last, in days; 0 at most: without end. */
typedef struct DaysOf {
  int64_t fewest, most;
} DaysOf;

static DaysOf days_of(DurationUnit unit) {
  switch (unit) {
    case UNIT_DAYS: return (DaysOf){1, 1};
    case UNIT_WORKING_DAYS: return (DaysOf){1, 0};
    case UNIT_MONTHS: return (DaysOf){28, 31};
  }
  return (DaysOf){1, 0};
}

/* count * each as an end of a range in days; opens the end where it has no bound, or one too large to matter. */
static int64_t days_end(int64_t count, int64_t each, unsigned open, unsigned *flags) {
  int64_t days = 0;
  if (count == 0 || *flags & open) return count;
  if (each != 0 && !__builtin_mul_overflow(count, each, &days)) return days;
  *flags |= open;
  return open == VALUE_OPEN_LOW ? INT64_MIN : INT64_MAX;
}

static Value in_days(const Value *v) {
  const DaysOf each = days_of((DurationUnit)v->unit);
  unsigned flags = v->flags;
  Value days = *v;
  days.low = days_end(v->low, v->low < 0 ? each.most : each.fewest, VALUE_OPEN_LOW, &flags);
  days.high = days_end(v->high, v->high < 0 ? each.fewest : each.most, VALUE_OPEN_HIGH, &flags);
  days.unit = UNIT_DAYS;
  days.flags = (uint8_t)flags;
  return days;
}

/* Equal, less or at most of two ranges that are dates, or durations of any units, or numbers. */
static uint64_t range_truths(Order order, const Value *a, const Value *b) {
  if (a->unit != b->unit) {
    const Value a_days = in_days(a), b_days = in_days(b);
    return range_truths(order, &a_days, &b_days);
  }
  if (order == ORDER_EQUAL) return range_equal(a, b);
  return order == ORDER_LESS ? range_less(a, b) : range_at_most(a, b);
}

static uint64_t date_truths(Order order, const Value *a, const Value *b) {
  const unsigned maybe = (unsigned)(a->flags | b->flags) & VALUE_MAYBE_NO_DATE;
  if (value_no_date_certain(a) || value_no_date_certain(b)) return VALUE_NO;
  return range_truths(order, a, b) | (maybe ? VALUE_NO : 0);
}

/* ---- members: of a scale, bits ascend ---- */

static int lowest_bit(uint64_t mask) { return __builtin_ctzll(mask); }
static int highest_bit(uint64_t mask) { return 63 - __builtin_clzll(mask); }
static bool one_bit(uint64_t mask) { return mask && (mask & (mask - 1)) == 0; }

static uint64_t members_truths(Order order, uint64_t a, uint64_t b) {
  assert(a && b);
  if (order == ORDER_EQUAL) return truths(a == b && one_bit(a), (a & b) == 0);
  if (order == ORDER_LESS) return truths(highest_bit(a) < lowest_bit(b), lowest_bit(a) >= highest_bit(b));
  return truths(highest_bit(a) <= lowest_bit(b), lowest_bit(a) > highest_bit(b));
}

/* ---- sets and texts: equality only ---- */

static uint64_t sets_equal(const Value *a, const Value *b) {
  const bool apart = ((a->must & ~b->may) | (b->must & ~a->may)) != 0;
  return truths(!apart && a->must == a->may && b->must == b->may, apart);
}

/* Whether the set is one of the mask's members alone. */
static uint64_t set_in_mask(const Value *set, uint64_t mask) {
  uint64_t candidates = set->may & mask;
  if (set->must) candidates &= one_bit(set->must) ? set->must : 0;
  return truths(set->must == set->may && candidates, candidates == 0);
}

static uint64_t member_equals_set(const Value *member, const Value *set) {
  const uint64_t truth = set_in_mask(set, member->may);
  return truth == VALUE_YES && !one_bit(member->may) ? VALUE_EITHER : truth;
}

static uint64_t texts_equal(const Value *a, const Value *b) {
  if (!value_overlap(a, b)) return VALUE_NO;
  return value_certain(a) && value_certain(b) ? VALUE_YES : VALUE_EITHER;
}

/* ---- every form ---- */

static uint64_t form_truths(Order order, const Value *a, const Value *b) {
  assert(a->form == b->form || order == ORDER_EQUAL);
  if (a->form != b->form) return a->form == VALUE_MEMBERS ? member_equals_set(a, b) : member_equals_set(b, a);
  switch ((ValueForm)a->form) {
    case VALUE_MEMBERS: return members_truths(order, a->may, b->may);
    case VALUE_SET: return sets_equal(a, b);
    case VALUE_RANGE: return date_truths(order, a, b);
    case VALUE_TEXTS: return texts_equal(a, b);
  }
  return VALUE_EITHER;
}

/* No date decides alone; of two the stronger basis, as for any two parts that each suffice. */
static Basis compared_basis(const Value *a, const Value *b) {
  const bool a_none = value_no_date_certain(a), b_none = value_no_date_certain(b);
  if (a_none && b_none) return basis_stronger((Basis)a->basis, (Basis)b->basis);
  if (a_none || b_none) return (Basis)(a_none ? a->basis : b->basis);
  return basis_weaker((Basis)a->basis, (Basis)b->basis);
}

static Value compared(uint64_t truth, const Value *a, const Value *b) {
  if (truth == VALUE_EITHER) return logic_undecided(a, b);
  return value_truth(truth, compared_basis(a, b));
}

Value logic_compare(Order order, Value a, Value b) {
  switch (order) {
    case ORDER_EQUAL:
    case ORDER_LESS:
    case ORDER_AT_MOST: return compared(form_truths(order, &a, &b), &a, &b);
    case ORDER_GREATER: return compared(form_truths(ORDER_LESS, &b, &a), &a, &b);
    case ORDER_AT_LEAST: return compared(form_truths(ORDER_AT_MOST, &b, &a), &a, &b);
    case ORDER_NOT_EQUAL: break;
  }
  return logic_not(compared(form_truths(ORDER_EQUAL, &a, &b), &a, &b));
}

Value logic_between(Value a, Value low, Value high) {
  return logic_and(logic_compare(ORDER_AT_LEAST, a, low), logic_compare(ORDER_AT_MOST, a, high));
}

Value logic_member_in(Value a, Value set) {
  assert(a.form == VALUE_MEMBERS && set.form == VALUE_SET);
  return compared(truths((a.may & ~set.must) == 0, (a.may & set.may) == 0), &a, &set);
}

Value logic_in_mask(Value a, uint64_t mask) {
  assert(a.form == VALUE_MEMBERS || a.form == VALUE_SET);
  if (a.form == VALUE_SET) return compared(set_in_mask(&a, mask), &a, &a);
  return compared(truths((a.may & ~mask) == 0, (a.may & mask) == 0), &a, &a);
}

Value logic_set_empty(Value set) {
  assert(set.form == VALUE_SET);
  return compared(truths(set.may == 0, set.must != 0), &set, &set);
}

Value logic_known(Value a) { return value_yes_no(value_certain(&a), BASIS_NONE); }

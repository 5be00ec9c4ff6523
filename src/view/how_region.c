/* Regions of values in words. */
#include "model/print.h"
#include "view/howview.h"

/* A threshold is a rounder number than its neighbour on the grid: 0.199999 lies just below 0.2. */
#define ROUND 1000

static bool fine(const Type *type) {
  return type->word == TYPE_MONEY || type->word == TYPE_NUMBER || type->word == TYPE_PERCENT;
}

/* How far a value lies beyond the threshold that it is next to; 0: it is one itself. Of money less than a hundredth of
 * a penny, which a quotient's rounding leaves, is nothing either. */
static int64_t beyond(const Type *type, int64_t past) {
  int64_t most = type->word == TYPE_MONEY ? 99 : 1;
  past = past < 0 ? past + ROUND : past;
  return fine(type) && past <= most ? past : 0;
}

static int64_t just_above(const Type *type, int64_t value) { return beyond(type, value % ROUND); }
static int64_t just_below(const Type *type, int64_t value) { return beyond(type, -value % ROUND); }

static void say_point(Report *report, const Type *type, const Value *like, int64_t at) {
  Value value = value_range(at, at, BASIS_NONE);
  value.unit = like->unit;
  say_value(report, type, &value);
}

static void say_low(Report *report, const Type *type, const Value *range) {
  bool date = type->word == TYPE_DATE;
  int64_t above = just_above(type, range->low);
  page_say(&report->page, above ? "more than " : date ? "on or after " : "at least ");
  say_point(report, type, range, range->low - above);
}

static void say_high(Report *report, const Type *type, const Value *range) {
  bool date = type->word == TYPE_DATE;
  int64_t below = just_below(type, range->high);
  page_say(&report->page, below ? "less than " : date ? "on or before " : "at most ");
  say_point(report, type, range, range->high + below);
}

static void say_range(Report *report, const Type *type, const Value *range) {
  bool low = !(range->flags & VALUE_OPEN_LOW) && !(type->word == TYPE_COUNT && range->low == 0),
       high = !(range->flags & VALUE_OPEN_HIGH);
  if (value_certain(range)) {
    say_value(report, type, range);
    return;
  }
  if (low && high && !just_above(type, range->low) && !just_below(type, range->high)) {
    say_value(report, type, range);
    return;
  }
  if (!low && !high) page_say(&report->page, "any that is known");
  if (low) say_low(report, type, range);
  if (low && high) page_say(&report->page, " and ");
  if (high) say_high(report, type, range);
}

/* "anything but good", where that is shorter. */
static void say_members(Report *report, const Type *type, const Value *value) {
  uint64_t others = members_all(type->members) & ~value->may;
  if (__builtin_popcountll(value->may) <= 3 || __builtin_popcountll(others) > 2) {
    say_value(report, type, value);
    return;
  }
  if (!others) {
    page_say(&report->page, "any that is known");
    return;
  }
  Value rest = value_members(others, BASIS_NONE);
  page_say(&report->page, "anything but ");
  say_value(report, type, &rest);
}

static void say_text(Report *report, const Type *type, const Region *region) {
  if (region->rest) page_say(&report->page, "another than the rules name");
  else say_value(report, type, &region->value);
}

static void say_member(Report *report, const Lever *lever, bool in) {
  page_echo(&report->page, lever->fact->type->members->labels[lever->member]);
  page_say(&report->page, in ? " among them" : " not among them");
}

void howview_region(Report *report, const Lever *lever, const Region *region) {
  const Type *type = lever->fact->type;
  if (lever->member >= 0) {
    say_member(report, lever, region->value.must != 0);
    return;
  }
  if (region->instance) page_say(&report->page, "for instance ");
  switch (type_form(type)) {
    case VALUE_MEMBERS: say_members(report, type, &region->value); return;
    case VALUE_SET:
      if (region->value.may) page_say(&report->page, "exactly ");
      say_value(report, type, &region->value);
      return;
    case VALUE_RANGE: say_range(report, type, &region->value); return;
    case VALUE_TEXTS: say_text(report, type, region); return;
  }
}

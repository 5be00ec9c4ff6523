/* Histories from claims that may overlap: what is known of a value in each stretch of days. */
#include "value/history.h"

#include "value/steps.h"

History history_make(const Claim *claims, size_t count, Value unknown) {
  return unknown.form == VALUE_SET ? set_timeline_make(claims, count, &unknown, false)
                                   : timeline_make(claims, count, &unknown, false);
}

History history_make_loose(const Claim *claims, size_t count, Value unknown) {
  return unknown.form == VALUE_SET ? set_timeline_make(claims, count, &unknown, true)
                                   : timeline_make(claims, count, &unknown, true);
}

const Claim *history_crowded(const Claim *claims, size_t count, Value unknown) {
  if (count <= HISTORY_MOST) return NULL;
  if (unknown.form == VALUE_SET) return set_crowded(claims, count, &unknown);
  const Holdings holdings = holdings_make(claims, count);
  return holdings_crowded(&holdings);
}

uint32_t history_step_at(const History *history, Day day) {
  uint32_t low = 0, high = history->count;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (history->steps[middle].from <= day) low = middle;
    else high = middle;
  }
  return low;
}

/* ---- how often it changed ---- */

typedef struct ChangeCount {
  int64_t low, high;
  bool open;
  const Value *last_known;  /* of the steps so far, the last that is certain */
  const Value *before;      /* the step just before */
  unsigned reasons;
  Basis basis;
} ChangeCount;

static void count_step(ChangeCount *changes, const Step *step) {
  const Value *value = &step->value;
  const bool certain = value_certain(value);
  if (certain && changes->last_known && !value_same(changes->last_known, value)) changes->low++;
  if (certain && changes->before && value_certain(changes->before) && !value_same(changes->before, value))
    changes->high++;
  if (certain) changes->last_known = value;
  else if (step->transition) changes->high++;
  else changes->open = true;
  changes->before = value;
  changes->reasons |= value_reasons(value);
  changes->basis = basis_weaker(changes->basis, (Basis)value->basis);
}

/* The steps that hold on some day from `after` to `to`: a change on a day is a difference from the day before. */
Value history_changes(const History *history, Day after, Day to) {
  ChangeCount changes = {0};
  if (after >= to) return value_range(0, 0, BASIS_NONE);
  for (uint32_t k = history_step_at(history, after); k < history->count && history->steps[k].from <= to; k++)
    count_step(&changes, &history->steps[k]);
  Value v = value_open_range(false, changes.low * DECIMAL_ONE, changes.open, changes.high * DECIMAL_ONE, changes.basis);
  if (!value_certain(&v))
    v.flags = (uint8_t)((v.flags & ~(unsigned)VALUE_REASONS) | reasons_elsewhere(changes.reasons));
  return v;
}

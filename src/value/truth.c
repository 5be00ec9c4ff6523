/* Counting conditions: how many of several are yes. */
#include "value/logic.h"

void logic_tally_undecided(TruthTally *tally, const Value *part) {
  tally->undecided++;
  tally->reasons |= value_reasons(part);
  if (part->flags & VALUE_FAILED && !tally->error) tally->error = part->error;
}

static TruthTally tally_of(const Value *parts, size_t count) {
  TruthTally tally = {0};
  for (size_t k = 0; k < count; k++) logic_tally(&tally, &parts[k]);
  return tally;
}

/* The n-th strongest basis among those counted; BASIS_NONE for n <= 0. */
static Basis nth_strongest(const size_t with[BASIS_SUPPOSED + 1], int64_t n) {
  int64_t seen = 0;
  for (int basis = BASIS_NONE; basis <= BASIS_SUPPOSED; basis++) {
    seen += (int64_t)with[basis];
    if (seen >= n) return (Basis)basis;
  }
  return BASIS_SUPPOSED;
}

static Value tally_undecided_truth(const TruthTally *tally, const Value *n) {
  Value v = value_truth(VALUE_EITHER, BASIS_NONE);
  const unsigned reasons = tally->reasons | value_reasons(n);
  v.flags = (uint8_t)(reasons ? reasons : VALUE_UNSTATED);
  v.error = n->flags & VALUE_FAILED ? n->error : tally->error;
  return v;
}

/* Whole counts, from millionths. */
static int64_t rounded_up(int64_t millionths) {
  return millionths / DECIMAL_ONE + (millionths % DECIMAL_ONE > 0);
}
static int64_t rounded_down(int64_t millionths) {
  return millionths / DECIMAL_ONE - (millionths % DECIMAL_ONE < 0);
}

/* `at least n` holds of every n that is possible, or of none; *needed tells how many parts it rests on. */
static uint64_t enough(const TruthTally *tally, const Value *n, int64_t *needed) {
  const bool all = !(n->flags & VALUE_OPEN_HIGH) && (int64_t)tally->yes >= rounded_up(n->high);
  const bool none = !(n->flags & VALUE_OPEN_LOW) && (int64_t)(tally->yes + tally->undecided) < rounded_up(n->low);
  if (all) return *needed = rounded_up(n->high), VALUE_YES;
  if (!none) return VALUE_EITHER;
  const int64_t count = (int64_t)(tally->yes + tally->no + tally->undecided);
  return *needed = count - rounded_up(n->low) + 1, VALUE_NO;
}

static uint64_t too_many(const TruthTally *tally, const Value *n, int64_t *needed) {
  const bool all = !(n->flags & VALUE_OPEN_HIGH) && (int64_t)tally->yes > rounded_down(n->high);
  const bool none = !(n->flags & VALUE_OPEN_LOW) &&
                    (int64_t)(tally->yes + tally->undecided) <= rounded_down(n->low);
  if (all) return *needed = rounded_down(n->high) + 1, VALUE_YES;
  if (!none) return VALUE_EITHER;
  const int64_t count = (int64_t)(tally->yes + tally->no + tally->undecided);
  return *needed = count - rounded_down(n->low), VALUE_NO;
}

/* A comparison of the count with no date is no, as any other. */
static bool number_is_no_date(const Value *n, uint64_t *truth, uint64_t when_no_date) {
  if (!(n->flags & VALUE_MAYBE_NO_DATE)) return false;
  *truth = value_no_date_certain(n) ? when_no_date : *truth | when_no_date;
  return value_no_date_certain(n);
}

Value logic_at_least(Value n, const Value *parts, size_t count) {
  const TruthTally tally = tally_of(parts, count);
  int64_t needed = 0;
  uint64_t truth = enough(&tally, &n, &needed);
  if (number_is_no_date(&n, &truth, VALUE_NO)) return value_truth(VALUE_NO, (Basis)n.basis);
  if (truth == VALUE_EITHER) return tally_undecided_truth(&tally, &n);
  const Basis parts_basis = nth_strongest(truth == VALUE_YES ? tally.yes_with : tally.no_with, needed);
  return value_truth(truth, basis_weaker(parts_basis, (Basis)n.basis));
}

Value logic_at_most(Value n, const Value *parts, size_t count) {
  const TruthTally tally = tally_of(parts, count);
  int64_t needed = 0;
  uint64_t excess = too_many(&tally, &n, &needed);
  if (number_is_no_date(&n, &excess, VALUE_YES)) return value_truth(VALUE_NO, (Basis)n.basis);
  if (excess == VALUE_EITHER) return tally_undecided_truth(&tally, &n);
  const Basis parts_basis = nth_strongest(excess == VALUE_YES ? tally.yes_with : tally.no_with, needed);
  return value_yes_no(excess == VALUE_NO, basis_weaker(parts_basis, (Basis)n.basis));
}

static Basis weakest_certain(const TruthTally *tally) {
  for (int basis = BASIS_SUPPOSED; basis > BASIS_NONE; basis--)
    if (tally->yes_with[basis] + tally->no_with[basis]) return (Basis)basis;
  return BASIS_NONE;
}

Value logic_tally_count(const TruthTally *tally) {
  Value v = value_range((int64_t)tally->yes * DECIMAL_ONE, (int64_t)(tally->yes + tally->undecided) * DECIMAL_ONE,
                        weakest_certain(tally));
  const unsigned reasons = reasons_elsewhere(tally->reasons);
  if (tally->undecided) v.flags = (uint8_t)(reasons ? reasons : VALUE_UNSTATED);
  return v;
}

Value logic_count(const Value *parts, size_t count) {
  const TruthTally tally = tally_of(parts, count);
  return logic_tally_count(&tally);
}

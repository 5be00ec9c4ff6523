/* Every operator, lifted over what is possible: sound (certain only when every completion agrees) and as written, with
 * no algebraic simplification. Results carry basis and reasons:
 *   - certain: the weakest basis of the operands that decided it; where operands each suffice (a true part of `or`, a
 *     false part of `and`, the n strongest of `at least n`), the strongest of those; constants have basis BASIS_NONE,
 *     which counts as stronger than stated and never weakens. An operand known in part that decides counts like any;
 *   - not certain: the joined VALUE_REASONS of the undecided operands, and a basis only where a part is known (a range
 *     with an end): then the weakest of the operands'.
 * A FAILED operand is unknown in logic; arithmetic on it is the same error again (the first operand's first). What is
 * computed from no date is no date, and a comparison with it is no.
 */
#ifndef REMIT_VALUE_LOGIC_H
#define REMIT_VALUE_LOGIC_H
#include "value/value.h"

/* Neither yes nor no, for the reasons of those operands (operands that are certain have none). */
static inline Value logic_undecided(const Value *a, const Value *b) {
  const unsigned reasons = value_reasons(a) | value_reasons(b);
  return (Value){.form = VALUE_MEMBERS,
                 .flags = (uint8_t)(reasons ? reasons : VALUE_UNSTATED),
                 .error = a->flags & VALUE_FAILED ? a->error : b->flags & VALUE_FAILED ? b->error : 0,
                 .may = VALUE_EITHER};
}

static inline Value logic_not(Value a) {
  if (a.may == VALUE_EITHER) return logic_undecided(&a, &a);
  return value_yes_no(a.may == VALUE_NO, (Basis)a.basis);
}

/* Folds: and(and(a, b), c) is the n-ary one. */
static inline Value logic_and(Value a, Value b) {
  const bool a_no = a.may == VALUE_NO, b_no = b.may == VALUE_NO;
  if (a_no && b_no) return value_yes_no(false, basis_stronger((Basis)a.basis, (Basis)b.basis));
  if (a_no || b_no) return value_yes_no(false, (Basis)(a_no ? a.basis : b.basis));
  if ((a.may | b.may) == VALUE_YES) return value_yes_no(true, basis_weaker((Basis)a.basis, (Basis)b.basis));
  return logic_undecided(&a, &b);
}

static inline Value logic_or(Value a, Value b) {
  const bool a_yes = a.may == VALUE_YES, b_yes = b.may == VALUE_YES;
  if (a_yes && b_yes) return value_yes_no(true, basis_stronger((Basis)a.basis, (Basis)b.basis));
  if (a_yes || b_yes) return value_yes_no(true, (Basis)(a_yes ? a.basis : b.basis));
  if ((a.may | b.may) == VALUE_NO) return value_yes_no(false, basis_weaker((Basis)a.basis, (Basis)b.basis));
  return logic_undecided(&a, &b);
}

/* `at least n of (...)`: n is a RANGE of counts in millionths, possibly uncertain. */
Value logic_at_least(Value n, const Value *parts, size_t count);
Value logic_at_most(Value n, const Value *parts, size_t count);
/* How many of the parts are yes: a RANGE in millionths, from the certain to the possible. */
Value logic_count(const Value *parts, size_t count);

/* The parts that are certain, by basis, so that the n-th strongest is found without sorting. */
typedef struct TruthTally {
  size_t yes, no, undecided;
  size_t yes_with[BASIS_SUPPOSED + 1], no_with[BASIS_SUPPOSED + 1];
  unsigned reasons;
  uint32_t error;
} TruthTally;

void logic_tally_undecided(TruthTally *tally, const Value *part);
static inline void logic_tally(TruthTally *tally, const Value *part) {
  if (part->may == VALUE_YES) tally->yes++, tally->yes_with[part->basis]++;
  else if (part->may == VALUE_NO) tally->no++, tally->no_with[part->basis]++;
  else logic_tally_undecided(tally, part);
}
/* What logic_count says of the parts that were tallied, in any order. */
Value logic_tally_count(const TruthTally *tally);

/* Comparisons of two values of one type; ORDER_NOT_EQUAL is always the negation of ORDER_EQUAL. A comparison with
 * (certainly) no date is no. Durations of different kinds of unit compare by the days that they may last: n months from
 * 28n to 31n days, n working days n days or more (0 of any kind is 0; negative ones are mirrored); certain only where
 * all of those agree. For TEXTS only equality. For SET equality compares whole sets; MEMBERS against SET (either
 * way round) asks whether the set is that member alone. */
typedef enum Order { ORDER_EQUAL, ORDER_NOT_EQUAL, ORDER_LESS, ORDER_AT_MOST, ORDER_GREATER, ORDER_AT_LEAST } Order;
Value logic_compare(Order order, Value a, Value b);
Value logic_between(Value a, Value low, Value high);   /* low <= a and a <= high */
/* a (MEMBERS) in b (SET). `set includes member` is this with the operands turned round. */
Value logic_member_in(Value a, Value set);
/* a is one of the constants: MEMBERS, or a SET that is one of them alone, against a mask; other forms go through
 * logic_compare and logic_or. */
Value logic_in_mask(Value a, uint64_t mask);
Value logic_set_empty(Value set);                      /* `is nobody` */
Value logic_known(Value a);                            /* always certain; BASIS_NONE */

/* Arithmetic over ranges: the ends are computed exactly, then rounded half to even. `site` names the expression for an
 * error value: overflow where a result of closed ends does not fit, division by exactly 0. A divisor range with 0 in it
 * that is not 0 alone gives a range open both ways; so do durations of different kinds of unit. In a product an open
 * end times 0 is 0; in a quotient anything over an open end is 0. */
Value logic_add(Value a, Value b, uint32_t site);      /* numbers, money, percent, counts, durations of like unit */
Value logic_subtract(Value a, Value b, uint32_t site);
Value logic_multiply(Value a, Value b, uint32_t site);
Value logic_divide(Value a, Value b, uint32_t site);
Value logic_negate(Value a, uint32_t site);
/* A closed end before 1900 or after 2199 is VALUE_ERROR_DATE_RANGE; an open end stays open. */
Value logic_date_add(Value date, Value duration, const Day *holidays, size_t holiday_count, uint32_t site);
Value logic_date_subtract(Value date, Value duration, const Day *holidays, size_t holiday_count, uint32_t site);
/* `days|months|years from a to b`: a RANGE in millionths (a count; negative where b is before a: then it is minus what
 * it is from b to a). */
Value logic_time_between(TimeUnit unit, Value from, Value to);
#endif

/* Interval arithmetic: what the ends of the operands make of the ends of the result. */
#include "value/arithmetic.h"

#define OPEN ((unsigned)VALUE_OPEN_LOW | VALUE_OPEN_HIGH)

/* ---- what every operator shares ---- */

Value arithmetic_finish(Value v, const Value *a, const Value *b) {
  v.flags = (uint8_t)(v.flags | ((a->flags | b->flags) & VALUE_MAYBE_NO_DATE));
  v.basis = (uint8_t)(value_range_whole(&v) ? BASIS_NONE : basis_weaker((Basis)a->basis, (Basis)b->basis));
  v.flags = (uint8_t)(v.flags & ~(unsigned)VALUE_UNSTATED);
  if (value_certain(&v)) return v;
  const unsigned reasons = (v.flags & VALUE_FAILED) | value_reasons(a) | value_reasons(b);
  v.flags = (uint8_t)(v.flags | (reasons ? reasons : VALUE_UNSTATED));
  return v;
}

bool arithmetic_early(const Value *a, const Value *b, Value *result) {
  const bool a_none = value_no_date_certain(a), b_none = value_no_date_certain(b);
  if ((a->flags | b->flags) & VALUE_FAILED) {
    *result = value_error(0, 0);
    result->error = a->flags & VALUE_FAILED ? a->error : b->error;
    *result = arithmetic_finish(*result, a, b);
    return true;
  }
  if (!a_none && !b_none) return false;
  *result = value_no_date(a_none && b_none ? basis_stronger((Basis)a->basis, (Basis)b->basis)
                                           : (Basis)(a_none ? a->basis : b->basis));
  return true;
}

typedef DecimalStatus (*Operation)(Millionths a, Millionths b, Millionths *result);

/* The common case, two plain numbers, without the rest. False where it is another, or there is no result. */
static bool plain_result(Operation operation, const Value *a, const Value *b, Value *result) {
  Millionths number;
  if (a->flags | b->flags || a->low != a->high || b->low != b->high || a->unit != b->unit) return false;
  if (operation(a->low, b->low, &number) != DECIMAL_OK) return false;
  *result = (Value){.form = VALUE_RANGE, .unit = a->unit, .low = number, .high = number};
  result->basis = (uint8_t)basis_weaker((Basis)a->basis, (Basis)b->basis);
  return true;
}

/* ---- sums: low with low and high with high, once the second operand of a difference is turned round ---- */

static Value turned(const Value *v) {
  Value turned = *v;
  turned.low = v->high;
  turned.high = v->low;
  turned.flags = (uint8_t)(v->flags & ~OPEN);
  if (v->flags & VALUE_OPEN_LOW) turned.flags |= VALUE_OPEN_HIGH;
  if (v->flags & VALUE_OPEN_HIGH) turned.flags |= VALUE_OPEN_LOW;
  return turned;
}

static Value end_by_end(Operation operation, const Value *a, const Value *b, uint32_t site) {
  Value v = value_unknown(VALUE_RANGE, 0);
  v.flags = (uint8_t)((a->flags | b->flags) & OPEN);
  if (!(v.flags & VALUE_OPEN_LOW) && operation(a->low, b->low, &v.low) != DECIMAL_OK)
    return value_error(VALUE_ERROR_OVERFLOW, site);
  if (!(v.flags & VALUE_OPEN_HIGH) && operation(a->high, b->high, &v.high) != DECIMAL_OK)
    return value_error(VALUE_ERROR_OVERFLOW, site);
  return v;
}

Value logic_add(Value a, Value b, uint32_t site) {
  Value v;
  if (plain_result(decimal_add, &a, &b, &v) || arithmetic_early(&a, &b, &v)) return v;
  if (!value_units_fit(&a, &b)) return arithmetic_finish(value_unknown(VALUE_RANGE, 0), &a, &b);
  v = end_by_end(decimal_add, &a, &b, site);
  v.unit = value_common_unit(&a, &b);
  return arithmetic_finish(v, &a, &b);
}

Value logic_subtract(Value a, Value b, uint32_t site) {
  Value v;
  if (plain_result(decimal_subtract, &a, &b, &v) || arithmetic_early(&a, &b, &v)) return v;
  if (!value_units_fit(&a, &b)) return arithmetic_finish(value_unknown(VALUE_RANGE, 0), &a, &b);
  const Value other = turned(&b);
  v = end_by_end(decimal_subtract, &a, &other, site);
  v.unit = value_common_unit(&a, &b);
  return arithmetic_finish(v, &a, &b);
}

Value logic_negate(Value a, uint32_t site) {
  Value v = value_range(0, 0, BASIS_NONE);
  v.unit = a.unit;
  v = logic_subtract(v, a, site);
  v.unit = a.unit;
  return v;
}

/* ---- products and quotients: the least and the largest over the four pairs of ends ---- */

typedef struct End {
  int64_t at;
  int open;                 /* -1: nothing bounds it below; 1: nothing above; 0: `at` itself */
} End;

typedef struct Ends {
  End low, high;
} Ends;

typedef DecimalStatus (*EndOperation)(End a, End b, End *result);

static End low_of(const Value *v) { return (End){v->low, v->flags & VALUE_OPEN_LOW ? -1 : 0}; }
static End high_of(const Value *v) { return (End){v->high, v->flags & VALUE_OPEN_HIGH ? 1 : 0}; }
static int sign_of(End end) { return end.open ? end.open : (end.at > 0) - (end.at < 0); }

static bool end_below(End a, End b) {
  return a.open != b.open ? a.open < b.open : !a.open && a.at < b.at;
}

/* An open end times 0 is 0: what stands for it is always a number. */
static DecimalStatus end_multiply(End a, End b, End *product) {
  *product = (End){0, 0};
  if (!a.open && !b.open) return decimal_multiply(a.at, b.at, &product->at);
  product->open = sign_of(a) * sign_of(b);
  return DECIMAL_OK;
}

/* The divisor is never 0 here. Anything over an open end comes as near to 0 as can be. */
static DecimalStatus end_divide(End a, End b, End *quotient) {
  *quotient = (End){0, 0};
  if (b.open) return DECIMAL_OK;
  if (!a.open) return decimal_divide(a.at, b.at, &quotient->at);
  quotient->open = a.open * sign_of(b);
  return DECIMAL_OK;
}

static void widen(Ends *ends, End end) {
  if (end_below(end, ends->low)) ends->low = end;
  if (end_below(ends->high, end)) ends->high = end;
}

static DecimalStatus over_pairs(EndOperation operation, const Value *a, const Value *b, Ends *ends) {
  const End of_a[2] = {low_of(a), high_of(a)}, of_b[2] = {low_of(b), high_of(b)};
  DecimalStatus status = operation(of_a[0], of_b[0], &ends->low);
  ends->high = ends->low;
  for (int pair = 1; pair < 4 && status == DECIMAL_OK; pair++) {
    End end;
    status = operation(of_a[pair & 1], of_b[pair >> 1], &end);
    if (status == DECIMAL_OK) widen(ends, end);
  }
  return status;
}

static Value over_ends(EndOperation operation, const Value *a, const Value *b, uint32_t site) {
  Ends ends = {{0, 0}, {0, 0}};
  if (over_pairs(operation, a, b, &ends) != DECIMAL_OK) return value_error(VALUE_ERROR_OVERFLOW, site);
  return value_open_range(ends.low.open != 0, ends.low.at, ends.high.open != 0, ends.high.at, BASIS_NONE);
}

Value logic_multiply(Value a, Value b, uint32_t site) {
  Value v;
  if (plain_result(decimal_multiply, &a, &b, &v) || arithmetic_early(&a, &b, &v)) return v;
  v = over_ends(end_multiply, &a, &b, site);
  v.unit = a.unit ? a.unit : b.unit;
  return arithmetic_finish(v, &a, &b);
}

/* A divisor range with 0 in it may make anything of the quotient, and nothing at all. */
static Value quotient(const Value *a, const Value *b, uint32_t site) {
  if (b->low == 0 && b->high == 0) return value_error(VALUE_ERROR_BY_ZERO, site);
  if ((b->low <= 0 && b->high >= 0) || !value_units_fit(a, b)) return value_unknown(VALUE_RANGE, 0);
  return over_ends(end_divide, a, b, site);
}

/* Of two durations too the quotient is a number. */
Value logic_divide(Value a, Value b, uint32_t site) {
  Value v;
  if (!plain_result(decimal_divide, &a, &b, &v) && !arithmetic_early(&a, &b, &v))
    v = arithmetic_finish(quotient(&a, &b, site), &a, &b);
  v.unit = 0;
  return v;
}

#include "base/json.h"

/* A number as `mantissa` times a power of ten; the mantissa does not end in 0. */
typedef struct Scientific {
  uint64_t mantissa;
  int64_t power;
  bool too_long;            /* more digits than any number of ours has */
} Scientific;

/* 12 digits before the point and 6 behind it. */
static const uint64_t limit = UINT64_C(1000000000000000000);

static int64_t read_exponent(Text number, size_t at) {
  bool negative = at < number.bytes && number.at[at] == '-';
  int64_t exponent = 0;
  if (at < number.bytes && (number.at[at] == '-' || number.at[at] == '+')) at++;
  for (; at < number.bytes && exponent < INT32_MAX; at++) exponent = exponent * 10 + (number.at[at] - '0');
  return negative ? -exponent : exponent;
}

/* Zeros are held back until another digit follows: those at the end only raise the power. */
static void add_digit(Scientific *n, char digit) {
  n->power++;
  if (digit == '0') return;
  for (; n->power > 0 && n->mantissa < limit; n->power--) n->mantissa *= 10;
  n->mantissa += (uint64_t)(digit - '0');
  n->too_long |= n->power > 0 || n->mantissa >= limit;
}

static Scientific read_scientific(Text number) {
  Scientific n = {0};
  int64_t behind_point = 0;
  bool fraction = false;
  size_t at = number.bytes > 0 && number.at[0] == '-';
  for (; at < number.bytes && number.at[at] != 'e' && number.at[at] != 'E' && !n.too_long; at++) {
    if (number.at[at] != '.') add_digit(&n, number.at[at]);
    if (fraction) behind_point++;
    fraction |= number.at[at] == '.';
  }
  if (at < number.bytes && !n.too_long) n.power += read_exponent(number, at + 1);
  n.power -= behind_point;
  return n;
}

DecimalStatus json_decimal(Text number, Millionths *value) {
  Scientific n = read_scientific(number);
  *value = 0;
  if (n.mantissa == 0) return DECIMAL_OK;
  if (n.too_long) return n.power < 0 ? DECIMAL_TOO_FINE : DECIMAL_OVERFLOW;
  if (n.power < -6) return DECIMAL_TOO_FINE;
  for (n.power += 6; n.power > 0 && n.mantissa < limit; n.power--) n.mantissa *= 10;
  if (n.mantissa >= limit) return DECIMAL_OVERFLOW;
  *value = number.at[0] == '-' ? -(Millionths)n.mantissa : (Millionths)n.mantissa;
  return DECIMAL_OK;
}

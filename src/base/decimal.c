#include "base/decimal.h"

typedef __int128 Wide;

#define DIGITS_BEFORE 12
#define DIGITS_AFTER 6

DecimalStatus decimal_add(Millionths a, Millionths b, Millionths *sum) {
  return __builtin_add_overflow(a, b, sum) ? DECIMAL_OVERFLOW : DECIMAL_OK;
}

DecimalStatus decimal_subtract(Millionths a, Millionths b, Millionths *difference) {
  return __builtin_sub_overflow(a, b, difference) ? DECIMAL_OVERFLOW : DECIMAL_OK;
}

static DecimalStatus narrowed(Wide wide, Millionths *value) {
  if (wide < INT64_MIN || wide > INT64_MAX) return DECIMAL_OVERFLOW;
  *value = (Millionths)wide;
  return DECIMAL_OK;
}

/* Half to even. The divisor is positive and below 2^64, so that doubling a remainder stays in range. */
static Wide divided(Wide dividend, Wide divisor) {
  Wide quotient = dividend / divisor, twice = dividend % divisor * 2;
  if (twice < 0) twice = -twice;
  bool away = twice > divisor || (twice == divisor && quotient % 2 != 0);
  return away ? quotient + (dividend < 0 ? -1 : 1) : quotient;
}

DecimalStatus decimal_multiply(Millionths a, Millionths b, Millionths *product) {
  return narrowed(divided((Wide)a * b, DECIMAL_ONE), product);
}

DecimalStatus decimal_divide(Millionths a, Millionths b, Millionths *quotient) {
  if (b == 0) return DECIMAL_BY_ZERO;
  Wide dividend = (Wide)a * DECIMAL_ONE, divisor = b;
  return narrowed(b < 0 ? divided(-dividend, -divisor) : divided(dividend, divisor), quotient);
}

DecimalStatus decimal_scale(Millionths a, int64_t numerator, int64_t denominator, Millionths *value) {
  if (denominator == 0) return DECIMAL_BY_ZERO;
  Wide scaled = (Wide)a * numerator;
  return scaled % denominator ? DECIMAL_TOO_FINE : narrowed(scaled / denominator, value);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Reads digits with `_` between them from *at on, as many of them into *number as `most`; returns how many there are.
 */
static unsigned digits_read(Text text, uint32_t *at, unsigned most, Millionths *number) {
  unsigned count = 0;
  for (; *at < text.bytes; ++*at) {
    if (text.at[*at] == '_' && count && *at + 1 < text.bytes && is_digit(text.at[*at + 1])) continue;
    if (!is_digit(text.at[*at])) break;
    if (count++ < most) *number = *number * 10 + (text.at[*at] - '0');
  }
  return count;
}

DecimalStatus decimal_parse(Text digits, Millionths *value) {
  Millionths number = 0;
  uint32_t at = digits.bytes && digits.at[0] == '-';
  bool negative = at;
  unsigned before = digits_read(digits, &at, DIGITS_BEFORE, &number), after = 0;
  bool point = before && at < digits.bytes && digits.at[at] == '.';
  if (point) at++;
  if (point && at < digits.bytes && digits.at[at] != '_') after = digits_read(digits, &at, DIGITS_AFTER, &number);
  if (!before || (point && !after) || at < digits.bytes) return DECIMAL_MALFORMED;
  if (before > DIGITS_BEFORE) return DECIMAL_OVERFLOW;
  if (after > DIGITS_AFTER) return DECIMAL_TOO_FINE;
  for (unsigned i = after; i < DIGITS_AFTER; i++) number *= 10;
  *value = negative ? -number : number;
  return DECIMAL_OK;
}

size_t decimal_print(Millionths value, char out[DECIMAL_ROOM]) {
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  char reversed[DECIMAL_ROOM];
  size_t count = 0, written = 0;
  unsigned place = 0;
  while (place < DIGITS_AFTER && rest % 10 == 0) rest /= 10, place++;
  for (; place < DIGITS_AFTER; place++, rest /= 10) reversed[count++] = (char)('0' + rest % 10);
  if (count) reversed[count++] = '.';
  do reversed[count++] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) out[written++] = '-';
  while (count) out[written++] = reversed[--count];
  out[written] = '\0';
  return written;
}

/* Exact numbers: a 64-bit count of millionths, never binary floating point. Every operation says whether it could be
 * done; nothing wraps. Products and quotients are taken in 128 bits and rounded once, half to even. */
#ifndef REMIT_BASE_DECIMAL_H
#define REMIT_BASE_DECIMAL_H
#include "base/text.h"

typedef int64_t Millionths;
#define DECIMAL_ONE INT64_C(1000000)

typedef enum DecimalStatus {
  DECIMAL_OK,
  DECIMAL_OVERFLOW,
  DECIMAL_BY_ZERO,
  DECIMAL_MALFORMED,
  DECIMAL_TOO_FINE
} DecimalStatus;

DecimalStatus decimal_add(Millionths a, Millionths b, Millionths *sum);
DecimalStatus decimal_subtract(Millionths a, Millionths b, Millionths *difference);
DecimalStatus decimal_multiply(Millionths a, Millionths b, Millionths *product);
DecimalStatus decimal_divide(Millionths a, Millionths b, Millionths *quotient);
/* `digits` with optional `_` between digits, one point, at most 12 digits before it and 6 after, an optional leading
 * '-'. DECIMAL_OVERFLOW for more than 12 before, DECIMAL_TOO_FINE for more than 6 after. */
DecimalStatus decimal_parse(Text digits, Millionths *value);
/* a * numerator / denominator for the units of money and per cent (k, m, bn, %): exact or DECIMAL_TOO_FINE. */
DecimalStatus decimal_scale(Millionths a, int64_t numerator, int64_t denominator, Millionths *value);
/* Shortest exact form, "-3.5", "12"; at most DECIMAL_ROOM bytes with the NUL. Returns the length. */
#define DECIMAL_ROOM 32
size_t decimal_print(Millionths value, char out[DECIMAL_ROOM]);
#endif

/* Numbers of up to eight characters, digits and a point, as scaled integers: one in a few operations on one word, or
 * four at once where the processor can. */
#ifndef REMIT_BATCH_NUMBERS_H
#define REMIT_BATCH_NUMBERS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum NumberForm {
  NUMBER_WHOLE,               /* 12, in millionths: no point */
  NUMBER_DECIMAL,             /* -1.5, in millionths */
  NUMBER_PERCENT,             /* 2.5%, in millionths of 1 */
  NUMBER_POUNDS               /* £1.5, in millionths */
} NumberForm;

typedef struct NumberCells {  /* of a column, at most 64: cell i ends before ends[i * width] */
  const char *text;           /* readable 8 bytes before and behind */
  const uint32_t *ends;
  size_t width, count;
} NumberCells;

/* False for what needs a second look; nothing at all is 0. */
bool numbers_one(const char *at, uint32_t bytes, NumberForm form, int64_t *value);
/* A bit a cell: `known` where anything stands, `odd` where it needs a second look. */
typedef void (*NumbersMany)(const NumberCells *cells, NumberForm form, int64_t *values, uint64_t *known, uint64_t *odd);
NumbersMany numbers_best(void);
#endif

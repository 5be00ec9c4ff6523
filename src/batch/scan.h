/* Where the cells of a CSV end: separators found 64 bytes at a time, quotes and all. What looks odd is noted, and
 * looked at again cell by cell; base/csv has the last word, and the words, about what is wrong. */
#ifndef REMIT_BATCH_SCAN_H
#define REMIT_BATCH_SCAN_H
#include "base/list.h"
#include "base/text.h"
#include "batch/kernels.h"

typedef struct Scan {
  const Kernels *kernels;
  uint32_t width;             /* cells of a row */
  uint32_t *ends; /* offsets of commas and line feeds outside quotes; ends[-1] is that before the first cell */
  size_t count, room;
  uint32_t *lines;            /* which of `ends` are line feeds */
  size_t line_count, line_room;
  uint32_t *odd;              /* offsets of quotes, CR, control characters and what is not ASCII */
  size_t odd_count, odd_room;
} Scan;

void scan_open(Scan *scan, uint32_t width, uint32_t rows);
/* Up to `rows` rows of `text` from `from` on, which begins a row; where `last`, the end of the text ends a row. The
 * bytes must be readable up to 64 behind the end. Returns how many rows have the right number of cells before something
 * that is none. */
uint32_t scan_rows(Scan *scan, Text text, uint32_t from, uint32_t rows, bool last);
static inline uint32_t scan_start(const Scan *scan, uint32_t row, uint32_t cell) {
  return scan->ends[(size_t)row * scan->width + cell - 1] + 1;
}
static inline uint32_t scan_end(const Scan *scan, uint32_t row, uint32_t cell) {
  return scan->ends[(size_t)row * scan->width + cell];
}
/* Whether a row with something odd in it is well-formed all the same. */
bool scan_sound(const Scan *scan, Text text, uint32_t row);
#endif

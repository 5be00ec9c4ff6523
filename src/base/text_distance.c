/* How many letters apart two words are: for "did you mean". */
#include "base/mem.h"
#include "base/text.h"

#define SMALL 64

typedef struct Rows {       /* three rows of the table: this one and the two above it */
  unsigned *now, *above, *above2;
} Rows;

static unsigned least(unsigned a, unsigned b) {
  return a < b ? a : b;
}

static bool swapped(Text a, Text b, size_t i, size_t j) {
  return i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
}

static unsigned cell(Text a, Text b, size_t i, size_t j, const Rows *rows) {
  unsigned cost = rows->above[j - 1] + (a.at[i - 1] != b.at[j - 1]);
  cost = least(cost, least(rows->above[j], rows->now[j - 1]) + 1);
  return swapped(a, b, i, j) ? least(cost, rows->above2[j - 2] + 1) : cost;
}

/* Fills row i within `limit` of the diagonal, outside of which every cell exceeds it. Returns the row's least. */
static unsigned fill_row(Text a, Text b, size_t i, unsigned limit, const Rows *rows) {
  size_t from = i > limit ? i - limit : 1, to = i + limit < b.bytes ? i + limit : b.bytes;
  unsigned lowest = rows->now[from - 1] = from == 1 ? (unsigned)i : limit + 1;
  for (size_t j = from; j <= to; j++) {
    rows->now[j] = cell(a, b, i, j, rows);
    lowest = least(lowest, rows->now[j]);
  }
  if (to < b.bytes) rows->now[to + 1] = limit + 1;
  return lowest;
}

static unsigned table(Text a, Text b, unsigned limit, unsigned *memory) {
  size_t width = (size_t)b.bytes + 1;
  Rows rows = {memory, memory + width, memory + 2 * width};
  unsigned above_lowest = 0;
  for (size_t j = 0; j < width; j++) rows.above[j] = (unsigned)j;
  for (size_t i = 1; i <= a.bytes; i++) {
    unsigned lowest = fill_row(a, b, i, limit, &rows);
    if (lowest > limit && above_lowest > limit) return limit + 1; /* a swap looks two rows back */
    above_lowest = lowest;
    rows = (Rows){rows.above2, rows.now, rows.above};
  }
  return least(rows.above[b.bytes], limit + 1);
}

/* The restricted form (optimal string alignment): no piece is edited twice, as fits slips of the finger. */
unsigned text_distance(Text a, Text b, unsigned limit) {
  unsigned memory[3 * SMALL];
  uint32_t longer = a.bytes > b.bytes ? a.bytes : b.bytes, gap = longer - (a.bytes < b.bytes ? a.bytes : b.bytes);
  if (limit > longer) limit = longer;
  if (gap > limit) return limit + 1;
  if (b.bytes < SMALL) return table(a, b, limit, memory);
  unsigned *large = mem_alloc_flat(3 * sizeof *large * ((size_t)b.bytes + 1));
  unsigned distance = table(a, b, limit, large);
  mem_free(large);
  return distance;
}

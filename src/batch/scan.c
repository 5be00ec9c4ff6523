#include "batch/scan.h"
#include <string.h>
#include "source/clean.h"

void scan_open(Scan *scan, uint32_t width, uint32_t rows) {
  *scan = (Scan){.kernels = kernels_best(), .width = width};
  scan->room = (size_t)width * rows;
  uint32_t *ends = mem_alloc_flat((scan->room + 72) * sizeof *ends);
  scan->ends = ends + 1;
  scan->line_room = rows;
  scan->lines = mem_alloc_flat((rows + 72) * sizeof *scan->lines);
}

/* Bit i says whether an odd number of quotes stands at bits 0 to i. */
static inline uint64_t parity(uint64_t quotes) {
  for (unsigned shift = 1; shift < 64; shift *= 2) quotes ^= quotes << shift;
  return quotes;
}

static void put_odd(Scan *scan, uint64_t bits, uint32_t base) {
  size_t want = scan->odd_count + 64;
  if (want > scan->odd_room) {
    size_t room = scan->odd_room * 2 + 256;
    scan->odd = mem_grow_flat(scan->odd, scan->odd_room * sizeof *scan->odd, room * sizeof *scan->odd);
    scan->odd_room = room;
  }
  for (; bits; bits &= bits - 1) scan->odd[scan->odd_count++] = base + (uint32_t)__builtin_ctzll(bits);
}

/* The text's end ends its last row, if that has no line feed. */
static void end_text(Scan *scan, Text text, uint32_t from, bool quoted) {
  if (quoted || text.bytes == from || text.at[text.bytes - 1] == '\n') return;
  scan->lines[scan->line_count++] = (uint32_t)scan->count;
  scan->ends[scan->count++] = text.bytes;
}

#define FIND_ENDS find_ends_plain
#define PUT_ENDS put_ends_plain
#define PUT_LINES put_lines_plain
#include "batch/scan_loop.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx2,bmi,popcnt")
#define FIND_ENDS find_ends_new
#define PUT_ENDS put_ends_new
#define PUT_LINES put_lines_new
#include "batch/scan_loop.h"
#pragma GCC pop_options

static void find_ends(Scan *scan, Text text, uint32_t from, uint32_t rows, bool last) {
  if (kernels_wide()) find_ends_new(scan, text, from, rows, last);
  else find_ends_plain(scan, text, from, rows, last);
}
#else
static void find_ends(Scan *scan, Text text, uint32_t from, uint32_t rows, bool last) {
  find_ends_plain(scan, text, from, rows, last);
}
#endif

uint32_t scan_rows(Scan *scan, Text text, uint32_t from, uint32_t rows, bool last) {
  scan->count = scan->line_count = scan->odd_count = 0;
  if (rows > scan->line_room) rows = (uint32_t)scan->line_room;
  scan->ends[-1] = from - 1;
  find_ends(scan, text, from, rows, last);
  if (scan->line_count < rows) rows = (uint32_t)scan->line_count;
  for (uint32_t row = 0; row < rows; row++)
    if (scan->lines[row] != (size_t)(row + 1) * scan->width - 1) return row;
  return rows;
}

/* ---- a second look ---- */

/* `"..."`, every quote inside it twice. */
static bool sound_quotes(Text cell) {
  if (cell.bytes < 2 || cell.at[0] != '"' || cell.at[cell.bytes - 1] != '"') return false;
  for (uint32_t i = 1; i + 1 < cell.bytes; i++) {
    if (cell.at[i] != '"') continue;
    if (i + 2 >= cell.bytes || cell.at[i + 1] != '"') return false;
    i++;
  }
  return true;
}

static bool sound_cell(Text cell) {
  if (!cell.bytes) return true;
  if (memchr(cell.at, '"', cell.bytes)) return sound_quotes(cell);
  return !memchr(cell.at, '\r', cell.bytes);
}

bool scan_sound(const Scan *scan, Text text, uint32_t row) {
  uint32_t from = scan_start(scan, row, 0), to = scan_end(scan, row, scan->width - 1);
  if (to < text.bytes && to > from && text.at[to - 1] == '\r') to--;
  if (!clean_text(text_slice(text, from, to))) return false;
  for (uint32_t cell = 0; cell < scan->width; cell++) {
    uint32_t end = cell + 1 == scan->width ? to : scan_end(scan, row, cell);
    if (!sound_cell(text_slice(text, scan_start(scan, row, cell), end))) return false;
  }
  return true;
}

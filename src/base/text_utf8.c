/* UTF-8: characters, their widths, and the first place that is malformed. */
#include "base/text.h"
#include <string.h>

typedef struct Range {
  uint32_t first, last;
  unsigned columns;
} Range;

static const Range unusual[] = {
#define COLUMNS(first, last, columns) {first, last, columns},
#include "base/columns.def"
#undef COLUMNS
};

static bool follows(const unsigned char *at, size_t left, size_t count) {
  if (left <= count) return false;
  for (size_t i = 1; i <= count; i++)
    if ((at[i] & 0xC0) != 0x80) return false;
  return true;
}

/* Bytes of the well-formed sequence at `at`, or 0: The Unicode Standard, table 3-7. `left` is at least 1. */
static size_t sequence(const unsigned char *at, size_t left, uint32_t *point) {
  unsigned char lead = at[0];
  if (lead < 0x80) {
    *point = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF && follows(at, left, 1)) {
    *point = (lead & 0x1Fu) << 6 | (at[1] & 0x3Fu);
    return 2;
  }
  if ((lead & 0xF0) == 0xE0 && follows(at, left, 2)) {
    *point = (lead & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    return *point >= 0x800 && (*point < 0xD800 || *point > 0xDFFF) ? 3 : 0;
  }
  if ((lead & 0xF8) == 0xF0 && follows(at, left, 3)) {
    *point = (lead & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
    return *point >= 0x10000 && *point <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

uint32_t text_next(Text text, size_t *offset) {
  uint32_t point = 0;
  size_t bytes = sequence((const unsigned char *)text.at + *offset, text.bytes - *offset, &point);
  *offset += bytes ? bytes : 1;
  return bytes ? point : TEXT_MALFORMED;
}

unsigned text_point_columns(uint32_t point) {
  if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return 0;
  size_t low = 0, high = sizeof unusual / sizeof *unusual;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (point > unusual[middle].last) low = middle + 1;
    else high = middle;
  }
  return low < sizeof unusual / sizeof *unusual && point >= unusual[low].first ? unusual[low].columns : 1;
}

size_t text_columns(Text text) {
  size_t columns = 0;
  for (size_t offset = 0; offset < text.bytes;) columns += text_point_columns(text_next(text, &offset));
  return columns;
}

size_t text_code_points(Text text) {
  size_t count = 0;
  for (size_t offset = 0; offset < text.bytes; count++) text_next(text, &offset);
  return count;
}

size_t text_utf16_units(Text text) {
  size_t units = 0;
  for (size_t offset = 0; offset < text.bytes; units++) {
    uint32_t point = text_next(text, &offset);
    if (point >= 0x10000 && point != TEXT_MALFORMED) units++;
  }
  return units;
}

static bool ascii_word(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return !(word & UINT64_C(0x8080808080808080));
}

size_t text_malformed_at(Text text) {
  size_t offset = 0;
  while (offset < text.bytes) {
    if (text.bytes - offset >= 8 && ascii_word(text.at + offset)) {
      offset += 8;
      continue;
    }
    size_t place = offset;
    if (text_next(text, &offset) == TEXT_MALFORMED) return place;
  }
  return text.bytes;
}

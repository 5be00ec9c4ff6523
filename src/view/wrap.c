#include "view/wrap.h"

/* The columns of what stands at *offset, a style mark or a character, which it moves on. */
static unsigned step(Text text, size_t *offset) {
  char c = text.at[*offset];
  if (c > 0 && c < 0x7F) {
    ++*offset;
    return !style_is_mark(c);
  }
  return text_point_columns(text_next(text, offset));
}

unsigned wrap_columns(Text text) {
  unsigned columns = 0;
  for (size_t offset = 0; offset < text.bytes;) columns += step(text, &offset);
  return columns;
}

static Text without_spaces(Text text) {
  while (text.bytes && text.at[0] == ' ') text = text_slice(text, 1, text.bytes);
  while (text.bytes && text.at[text.bytes - 1] == ' ') text.bytes--;
  return text;
}

/* Where the line must end: behind the last word that fits; in a word that fills a whole line, behind what fits of it.
 */
static size_t break_at(Text text, unsigned width) {
  size_t offset = 0, space = 0;
  unsigned columns = 0;
  while (offset < text.bytes) {
    size_t before = offset;
    if (text.at[offset] == ' ') space = offset;
    columns += step(text, &offset);
    if (columns > width && text.at[before] != ' ') return space ? space : before ? before : offset;
  }
  return text.bytes;
}

bool wrap_next(Text *rest, unsigned width, Text *line) {
  Text text = without_spaces(*rest);
  if (!text.bytes) return false;
  size_t end = width ? break_at(text, width) : text.bytes;
  *line = without_spaces(text_slice(text, 0, end));
  *rest = text_slice(text, end, text.bytes);
  return true;
}

unsigned wrap_lines(Text text, unsigned width) {
  unsigned lines = 0;
  for (Text line; wrap_next(&text, width, &line);) lines++;
  return lines;
}

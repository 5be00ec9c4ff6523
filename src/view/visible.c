#include "view/visible.h"
#include <stdio.h>
#include <string.h>

static bool is_plain(uint32_t point) {
  if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return false;
  if (point == 0x61C || point == 0x200E || point == 0x200F || point == 0xFEFF) return false;
  return !(point >= 0x2028 && point <= 0x202E) && !(point >= 0x2066 && point <= 0x2069);
}

static unsigned escape(uint32_t point, unsigned char byte, char form[VISIBLE_ROOM]) {
  if (point == '\n') return (unsigned)snprintf(form, VISIBLE_ROOM, "\\n");
  if (point == '\r') return (unsigned)snprintf(form, VISIBLE_ROOM, "\\r");
  if (point == '\t') return (unsigned)snprintf(form, VISIBLE_ROOM, "\\t");
  if (point < 0x80 || point == TEXT_MALFORMED) return (unsigned)snprintf(form, VISIBLE_ROOM, "\\x%02x", byte);
  return (unsigned)snprintf(form, VISIBLE_ROOM, "\\u{%x}", point);
}

unsigned visible_next(Text text, size_t *offset, char form[VISIBLE_ROOM]) {
  size_t from = *offset;
  uint32_t point = text_next(text, offset);
  if (point == TEXT_MALFORMED || !is_plain(point)) return escape(point, (unsigned char)text.at[from], form);
  memcpy(form, text.at + from, *offset - from);
  form[*offset - from] = '\0';
  return text_point_columns(point);
}

void visible_print(Sink *sink, Text text) {
  char form[VISIBLE_ROOM];
  for (size_t offset = 0; offset < text.bytes;) {
    visible_next(text, &offset, form);
    sink_c(sink, form);
  }
}

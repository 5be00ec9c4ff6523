#include "base/text.h"
#include "base/mem.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Text text_of(const char *c_string) {
  size_t bytes = c_string ? strlen(c_string) : 0;
  if (bytes > UINT32_MAX) mem_die();
  return (Text){c_string, (uint32_t)bytes};
}

Text text_copy(Text text) {
  char *copy = mem_alloc_flat((size_t)text.bytes + 1);
  if (text.bytes) memcpy(copy, text.at, text.bytes);
  return (Text){copy, text.bytes};
}

const char *text_c(Text text) {
  return text_copy(text).at;
}

Text text_format_list(const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  if (length < 0) mem_die();
  char *at = mem_alloc_flat((size_t)length + 1);
  vsnprintf(at, (size_t)length + 1, format, again);
  va_end(again);
  return (Text){at, (uint32_t)length};
}

Text text_format(const char *format, ...) {
  va_list args;
  va_start(args, format);
  Text text = text_format_list(format, args);
  va_end(args);
  return text;
}

bool text_equal(Text a, Text b) {
  return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.at, b.at, a.bytes) == 0);
}

int text_compare(Text a, Text b) {
  uint32_t common = a.bytes < b.bytes ? a.bytes : b.bytes;
  int order = common ? memcmp(a.at, b.at, common) : 0;
  return order ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

Text text_slice(Text text, size_t from, size_t to) {
  if (to > text.bytes) to = text.bytes;
  if (from > to) from = to;
  return (Text){text.at ? text.at + from : NULL, (uint32_t)(to - from)};
}

bool text_starts(Text text, Text prefix) {
  return !prefix.bytes || (text.bytes >= prefix.bytes && memcmp(text.at, prefix.at, prefix.bytes) == 0);
}

bool text_ends(Text text, Text suffix) {
  if (text.bytes < suffix.bytes) return false;
  return !suffix.bytes || memcmp(text.at + (text.bytes - suffix.bytes), suffix.at, suffix.bytes) == 0;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

Text text_trim(Text text) {
  size_t from = 0, to = text.bytes;
  while (from < to && is_space(text.at[from])) from++;
  while (to > from && is_space(text.at[to - 1])) to--;
  return text_slice(text, from, to);
}

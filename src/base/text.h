/* Slices of UTF-8 bytes, and what is asked of them. A Text does not own its bytes and is not NUL-terminated. */
#ifndef REMIT_BASE_TEXT_H
#define REMIT_BASE_TEXT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
  const char *at;  /* may be NULL when bytes is 0 */
  uint32_t bytes;
} Text;

#define TEXT(literal) ((Text){(literal), (uint32_t)(sizeof(literal) - 1)})

Text text_of(const char *c_string);                 /* borrows; NULL gives the empty text */
Text text_copy(Text text);                          /* a copy on the heap, with a NUL behind it */
const char *text_c(Text text);                      /* a NUL-terminated copy */
Text text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));  /* on the heap, NUL behind */
Text text_format_list(const char *format, va_list args) __attribute__((format(printf, 1, 0)));
bool text_equal(Text a, Text b);
int text_compare(Text a, Text b);                   /* by bytes; <0, 0, >0 */
bool text_starts(Text text, Text prefix);
bool text_ends(Text text, Text suffix);
Text text_slice(Text text, size_t from, size_t to); /* clamped */
Text text_trim(Text text);                          /* without white space at the ends */
/* Damerau-Levenshtein distance (restricted: no piece is edited twice) in bytes, or `limit` + 1 as soon as it exceeds
 * `limit`. */
unsigned text_distance(Text a, Text b, unsigned limit);
/* The code point at *offset, which it moves behind it. A byte that begins no well-formed sequence is passed alone and
 * gives TEXT_MALFORMED. */
#define TEXT_MALFORMED UINT32_MAX
uint32_t text_next(Text text, size_t *offset);
/* Columns on a terminal (wcwidth-like: combining and control characters 0, wide ones 2, a malformed byte 1), whatever
 * the locale. */
size_t text_columns(Text text);
unsigned text_point_columns(uint32_t point);
/* The number of code points, and of UTF-16 units (the language server's positions). */
size_t text_code_points(Text text);
size_t text_utf16_units(Text text);
/* The first malformed byte's offset, or bytes when all is well-formed UTF-8 (no surrogates, no overlongs). */
size_t text_malformed_at(Text text);
#endif

/* Places as editors count them: lines from 0, and in a line UTF-16 units. */
#ifndef REMIT_CLI_LSP_TEXT_H
#define REMIT_CLI_LSP_TEXT_H
#include "base/json.h"
#include "source/source.h"
#include "view/jsonout.h"

typedef struct Lines {
  Text text;
  LIST(uint32_t) starts;    /* of the lines; the first is 0 */
} Lines;

typedef struct Position {
  uint32_t line, unit;
} Position;

Lines *lines_of(Text text);
Position lines_position(const Lines *lines, uint32_t offset);
uint32_t lines_offset(const Lines *lines, Position position);    /* clamped, never inside a character */
Text lines_line(const Lines *lines, uint32_t line);              /* without its end; line from 0 */

/* `file:///a%20b` as a path; what is no file's address comes back as it is. And back again. */
Text uri_path(Text uri);
Text uri_of_path(Text path);

/* ---- JSON in and out ---- */

/* The member at the end of `textDocument.position.line`; NULL where one is missing. */
const Json *json_at(const Json *json, const char *dotted);
Text json_text_at(const Json *json, const char *dotted);         /* empty where it is no string */
int64_t json_number_at(const Json *json, const char *dotted, int64_t otherwise);
Position json_position(const Json *position);
void write_position(JsonOut *out, const char *key, Position position);
void write_range(JsonOut *out, const char *key, const Lines *lines, Span span);
/* Bytes that are JSON already. */
void write_raw(JsonOut *out, const char *key, Text json);
#endif

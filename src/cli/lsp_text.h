/* Places as editors count them: lines from 0, and in a line UTF-16 units. */
#ifndef REMIT_CLI_LSP_TEXT_H
#define REMIT_CLI_LSP_TEXT_H
#include "base/json.h"
#include "source/source.h"
#include "view/jsonout.h"

typedef struct LineTable {
  Text text;
  LIST(uint32_t) starts;    /* of the lines; the first is 0 */
} LineTable;

typedef struct Spot {
  uint32_t line, unit;
} Spot;

LineTable *lines_of(Text text);
Spot lines_position(const LineTable *lines, uint32_t offset);
uint32_t lines_offset(const LineTable *lines, Spot position);    /* clamped, never inside a character */
Text lines_line(const LineTable *lines, uint32_t line);              /* without its end; line from 0 */

/* `file:///a%20b` as a path; what is no file's address comes back as it is. And back again. */
Text uri_path(Text uri);
Text uri_of_path(Text path);
Text path_real(Text path); /* without links; as it is where no file stands there */

/* ---- JSON in and out ---- */

/* The member at the end of `textDocument.position.line`; NULL where one is missing. */
const Json *json_at(const Json *json, const char *dotted);
Text json_text_at(const Json *json, const char *dotted);         /* empty where it is no string */
int64_t json_number_at(const Json *json, const char *dotted, int64_t otherwise);
Spot json_position(const Json *position);
void write_position(JsonOut *out, const char *key, Spot position);
void write_range(JsonOut *out, const char *key, const LineTable *lines, Span span);
/* Bytes that are JSON already. */
void write_raw(JsonOut *out, const char *key, Text json);
#endif

#include "cli/lsp_text.h"
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

LineTable *lines_of(Text text) {
  LineTable *lines = MEM_NEW(LineTable);
  lines->text = text;
  list_push(&lines->starts, 0);
  for (uint32_t i = 0; i < text.bytes; i++) {
    bool lone = text.at[i] == '\r' && (i + 1 == text.bytes || text.at[i + 1] != '\n');
    if (text.at[i] == '\n' || lone) list_push(&lines->starts, i + 1);
  }
  return lines;
}

static uint32_t line_at(const LineTable *lines, uint32_t offset) {
  size_t low = 0, high = lines->starts.count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (lines->starts.at[middle] <= offset) low = middle;
    else high = middle;
  }
  return (uint32_t)low;
}

static uint32_t units_of(uint32_t point) {
  return point != TEXT_MALFORMED && point > 0xFFFF ? 2 : 1;
}

Spot lines_position(const LineTable *lines, uint32_t offset) {
  if (offset > lines->text.bytes) offset = lines->text.bytes;
  Spot position = {line_at(lines, offset), 0};
  size_t at = lines->starts.at[position.line];
  while (at < offset) position.unit += units_of(text_next(lines->text, &at));
  return position;
}

Text lines_line(const LineTable *lines, uint32_t line) {
  if (line >= lines->starts.count) return TEXT("");
  uint32_t from = lines->starts.at[line], to = lines->text.bytes;
  if (line + 1 < lines->starts.count) to = lines->starts.at[line + 1];
  while (to > from && (lines->text.at[to - 1] == '\n' || lines->text.at[to - 1] == '\r')) to--;
  return text_slice(lines->text, from, to);
}

uint32_t lines_offset(const LineTable *lines, Spot position) {
  if (position.line >= lines->starts.count) return lines->text.bytes;
  Text line = lines_line(lines, position.line);
  size_t at = 0;
  uint32_t unit = 0;
  while (at < line.bytes) {
    size_t next = at;
    unit += units_of(text_next(line, &next));
    if (unit > position.unit) break;
    at = next;
  }
  return lines->starts.at[position.line] + (uint32_t)at;
}

/* ---- addresses ---- */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static Text unescape(Text text) {
  Sink path = {0};
  for (uint32_t i = 0; i < text.bytes; i++) {
    bool escape = text.at[i] == '%' && i + 2 < text.bytes;
    int high = escape ? hex_digit(text.at[i + 1]) : -1, low = high < 0 ? -1 : hex_digit(text.at[i + 2]);
    bool meant = low >= 0 && high * 16 + low > 0;
    sink_char(&path, meant ? (char)(high * 16 + low) : text.at[i]);
    if (meant) i += 2;
  }
  return text_copy(sink_result(&path));
}

Text uri_path(Text uri) {
  if (!text_starts(uri, TEXT("file://"))) return text_copy(uri);
  Text path = text_slice(uri, 7, uri.bytes);
  const char *slash = path.bytes ? memchr(path.at, '/', path.bytes) : NULL;
  return unescape(slash ? text_slice(path, (size_t)(slash - path.at), path.bytes) : path);
}

static bool plain_in_uri(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("/-._~", c));
}

/* realpath gives malloc memory: copied at once. */
Text path_real(Text path) {
  char *real = path.bytes ? realpath(text_c(path), NULL) : NULL;
  Text copy = text_copy(real ? text_of(real) : path);
  free(real);
  return copy;
}

Text uri_of_path(Text path) {
  Sink uri = {0};
  Text whole = path_real(path);
  if (!text_starts(whole, TEXT("/"))) return whole;
  sink_c(&uri, "file://");
  for (uint32_t i = 0; i < whole.bytes; i++) {
    if (plain_in_uri(whole.at[i])) sink_char(&uri, whole.at[i]);
    else sink_format(&uri, "%%%02X", (unsigned)(unsigned char)whole.at[i]);
  }
  return text_copy(sink_result(&uri));
}

/* ---- JSON ---- */

const Json *json_at(const Json *json, const char *dotted) {
  while (json && *dotted) {
    const char *dot = strchrnul(dotted, '.');
    const char *key = text_c((Text){dotted, (uint32_t)(dot - dotted)});
    json = json->kind == JSON_OBJECT ? json_member(json, key) : NULL;
    dotted = *dot ? dot + 1 : dot;
  }
  return json;
}

Text json_text_at(const Json *json, const char *dotted) {
  const Json *found = json_at(json, dotted);
  return found && found->kind == JSON_STRING ? found->text : TEXT("");
}

int64_t json_number_at(const Json *json, const char *dotted, int64_t otherwise) {
  const Json *found = json_at(json, dotted);
  Millionths value;
  if (!found || found->kind != JSON_NUMBER || json_decimal(found->text, &value) != DECIMAL_OK) return otherwise;
  return value / 1000000;
}

static uint32_t not_negative(int64_t number) {
  return number < 0 ? 0 : number > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)number;
}

Spot json_position(const Json *position) {
  return (Spot){not_negative(json_number_at(position, "line", 0)),
                not_negative(json_number_at(position, "character", 0))};
}

void write_position(JsonOut *out, const char *key, Spot position) {
  if (key) jsonout_key(out, key);
  jsonout_open(out, '{');
  jsonout_put_number(out, "line", position.line);
  jsonout_put_number(out, "character", position.unit);
  jsonout_close(out, '}');
}

void write_range(JsonOut *out, const char *key, const LineTable *lines, Span span) {
  if (key) jsonout_key(out, key);
  jsonout_open(out, '{');
  write_position(out, "start", lines_position(lines, span.from));
  write_position(out, "end", lines_position(lines, span.to));
  jsonout_close(out, '}');
}

void write_raw(JsonOut *out, const char *key, Text json) {
  jsonout_key(out, key);
  sink_text(out->sink, json);
  out->comma = true;
}

#include "view/jsonout.h"
#include <inttypes.h>
#include <string.h>

static void before(JsonOut *json) {
  if (json->comma) sink_c(json->sink, ", ");
  json->comma = true;
}

static void quoted_point(Sink *sink, Text text, size_t from, size_t to, uint32_t point) {
  if (point == TEXT_MALFORMED) sink_c(sink, "\\ufffd");
  else if (point == '"' || point == '\\') sink_format(sink, "\\%c", (char)point);
  else if (point == '\n') sink_c(sink, "\\n");
  else if (point == '\t') sink_c(sink, "\\t");
  else if (point < 0x20 || point == 0x7F || (point >= 0x80 && point < 0xA0))
    sink_format(sink, "\\u%04x", (unsigned)point);
  else if (point >= 0x2028 && point <= 0x202E) sink_format(sink, "\\u%04x", (unsigned)point);
  else sink_text(sink, text_slice(text, from, to));
}

/* Runs of plain characters go out in one piece: most texts are nothing else. */
static size_t plain_run(Text text, size_t from) {
  while (from < text.bytes && text.at[from] >= 0x20 && text.at[from] < 0x7F && text.at[from] != '"' &&
         text.at[from] != '\\')
    from++;
  return from;
}

static void quoted(Sink *sink, Text text) {
  sink_char(sink, '"');
  for (size_t from = 0; from < text.bytes;) {
    size_t to = plain_run(text, from);
    if (to > from) {
      sink_text(sink, text_slice(text, from, to));
    } else {
      uint32_t point = text_next(text, &to);
      quoted_point(sink, text, from, to, point);
    }
    from = to;
  }
  sink_char(sink, '"');
}

void jsonout_key_text(JsonOut *json, Text key) {
  before(json);
  quoted(json->sink, key);
  sink_c(json->sink, ": ");
  json->comma = false;
}

void jsonout_key(JsonOut *json, const char *key) {
  jsonout_key_text(json, text_of(key));
}

void jsonout_open(JsonOut *json, char bracket) {
  before(json);
  sink_char(json->sink, bracket);
  json->comma = false;
}

void jsonout_close(JsonOut *json, char bracket) {
  sink_char(json->sink, bracket);
  json->comma = true;
}

void jsonout_string(JsonOut *json, Text text) {
  before(json);
  quoted(json->sink, text);
}

void jsonout_string_c(JsonOut *json, const char *text) {
  jsonout_string(json, text_of(text));
}

void jsonout_number(JsonOut *json, int64_t number) {
  before(json);
  sink_format(json->sink, "%" PRId64, number);
}

void jsonout_bool(JsonOut *json, bool value) {
  before(json);
  sink_c(json->sink, value ? "true" : "false");
}

void jsonout_null(JsonOut *json) {
  before(json);
  sink_c(json->sink, "null");
}

void jsonout_end(JsonOut *json) {
  sink_char(json->sink, '\n');
  json->comma = false;
}

void jsonout_put(JsonOut *json, const char *key, Text text) {
  jsonout_key(json, key);
  jsonout_string(json, text);
}

void jsonout_put_c(JsonOut *json, const char *key, const char *text) {
  jsonout_key(json, key);
  if (text) jsonout_string_c(json, text);
  else jsonout_null(json);
}

void jsonout_put_number(JsonOut *json, const char *key, int64_t number) {
  jsonout_key(json, key);
  jsonout_number(json, number);
}

void jsonout_put_bool(JsonOut *json, const char *key, bool value) {
  jsonout_key(json, key);
  jsonout_bool(json, value);
}

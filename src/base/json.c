#include "base/json.h"

#include <string.h>

/* What may come next. */
enum { WANT_VALUE, WANT_FIRST_KEY, WANT_FIRST_ITEM, WANT_SEPARATOR, WANT_NOTHING };

/* ---- errors ---- */

static JsonPiece fail(JsonReader *reader, size_t from, size_t to, const char *words, const char *mend) {
  size_t end = reader->text.bytes;
  reader->failed = true;
  reader->error = (JsonError){.from = from < end ? from : end, .to = to < end ? to : end, .words = text_of(words),
                              .mend = text_of(mend)};
  return JSON_FAILED;
}

static bool wordy(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '-';
}

/* The end of what an author would call one thing: a word, or one character with all its bytes. */
static size_t thing_end(Text text, size_t at) {
  size_t end = at;
  while (end < text.bytes && wordy(text.at[end])) end++;
  if (end == at && at < text.bytes) text_next(text, &end);
  return end;
}

static JsonPiece fail_end(JsonReader *reader) {
  const char *words = reader->depth == 0                       ? "the text ends where a value is due"
                      : reader->open[reader->depth - 1] == '{' ? "the text ends inside an object"
                                                               : "the text ends inside a list";
  const char *mend = reader->depth == 0                       ? NULL
                     : reader->open[reader->depth - 1] == '{' ? "is a `}` missing?"
                                                              : "is a `]` missing?";
  return fail(reader, reader->text.bytes, reader->text.bytes, words, mend);
}

static bool at_word(const JsonReader *reader, const char *word) {
  return text_starts(text_slice(reader->text, reader->at, reader->text.bytes), text_of(word));
}

static JsonPiece fail_value(JsonReader *reader) {
  size_t at = reader->at, end = thing_end(reader->text, at);
  char c = reader->text.at[at];
  if (c == '\'') return fail(reader, at, end, "a string stands in double quotes, not single ones", NULL);
  if (c == '/' || c == '#') return fail(reader, at, end, "JSON has no comments", NULL);
  if (c == ',') return fail(reader, at, end, "a value is missing before this comma", NULL);
  if (c == ']' || c == '}')
    return fail(reader, at, end, "a value is missing before this bracket", "is there a comma too many?");
  if (c == '+') return fail(reader, at, end, "a number has no `+` before it", NULL);
  if (c == '.') return fail(reader, at, end, "a number begins with a digit", "write `0` before the point");
  if (at_word(reader, "NaN") || at_word(reader, "nan") || at_word(reader, "Inf")) {
    return fail(reader, at, end, "this is no number in JSON", NULL);
  }
  if (at_word(reader, "True") || at_word(reader, "False") || at_word(reader, "None")) {
    return fail(reader, at, end, "this is no word of JSON", "write `true`, `false` or `null`");
  }
  return fail(reader, at, end, "a value is due here", wordy(c) ? "a string stands in double quotes" : NULL);
}

static JsonPiece fail_key(JsonReader *reader) {
  size_t at = reader->at, end = thing_end(reader->text, at);
  if (reader->text.at[at] == '}') {
    return fail(reader, at, end, "a comma stands before this bracket", "leave the last comma out");
  }
  return fail(reader, at, end, "a key in double quotes is due here", NULL);
}

static JsonPiece fail_separator(JsonReader *reader) {
  size_t at = reader->at, end = thing_end(reader->text, at);
  if (reader->open[reader->depth - 1] == '{') return fail(reader, at, end, "a comma or `}` is due here", NULL);
  return fail(reader, at, end, "a comma or `]` is due here", NULL);
}

/* ---- strings ---- */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* The four digits of a `\u`, or -1. */
static int hex_unit(Text text, size_t at) {
  int unit = 0;
  for (size_t i = at; i < at + 4; i++) {
    int digit = i < text.bytes ? hex_digit(text.at[i]) : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

static bool high_surrogate(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
static bool low_surrogate(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/* Moves *at, which stands on `\`, behind the escape. */
static bool scan_escape(JsonReader *reader, size_t *at) {
  Text text = reader->text;
  size_t from = *at;
  char c = from + 1 < text.bytes ? text.at[from + 1] : '\0';
  *at += 2;
  if (c != '\0' && strchr("\"\\/bfnrt", c) != NULL) return true;
  int unit = c == 'u' ? hex_unit(text, *at) : -1;
  if (unit < 0) {
    fail(reader, from, from + (c == 'u' ? 2 : 1),
         c == 'u' ? "four hexadecimal digits are due behind `\\u`" : "no such escape",
         c == 'u' ? NULL : "a backslash itself is written `\\\\`");
    return false;
  }
  *at += 4;
  if (high_surrogate(unit) && *at + 1 < text.bytes && text.at[*at] == '\\' && text.at[*at + 1] == 'u' &&
      low_surrogate(hex_unit(text, *at + 2))) {
    *at += 6;
    return true;
  }
  if (!high_surrogate(unit) && !low_surrogate(unit)) return true;
  fail(reader, from, from + 6, "half a surrogate pair stands for no character", NULL);
  return false;
}

/* One character that is not plain ASCII: a control character, or UTF-8. */
static bool scan_odd(JsonReader *reader, size_t *at) {
  size_t from = *at;
  unsigned char c = (unsigned char)reader->text.at[from];
  if (c >= 0x80) {
    if (text_next(reader->text, at) != TEXT_MALFORMED) return true;
    fail(reader, from, from + 1, "malformed UTF-8", NULL);
    return false;
  }
  if (c == '\n' || c == '\r')
    fail(reader, from, from + 1, "a line ends inside a string", "is a quote missing? A line break is written `\\n`");
  else if (c == '\t') fail(reader, from, from + 1, "a tab inside a string", "write `\\t`");
  else fail(reader, from, from + 1, "a control character inside a string", NULL);
  return false;
}

/* From the opening quote; sets the piece. */
static bool scan_string(JsonReader *reader) {
  Text text = reader->text;
  size_t at = reader->at + 1;
  reader->escapes = false;
  for (;;) {
    while (at < text.bytes && (unsigned char)text.at[at] >= 0x20 && (unsigned char)text.at[at] < 0x80 &&
           text.at[at] != '"' && text.at[at] != '\\') at++;
    if (at >= text.bytes) {
      fail(reader, reader->at, reader->at + 1, "the string that begins here never ends", NULL);
      return false;
    }
    if (text.at[at] == '"') break;
    bool escape = text.at[at] == '\\';
    reader->escapes |= escape;
    if (!(escape ? scan_escape(reader, &at) : scan_odd(reader, &at))) return false;
  }
  reader->from = reader->at;
  reader->to = reader->at = at + 1;
  return true;
}

static char *put_point(char *out, uint32_t point) {
  if (point < 0x80) {
    *out++ = (char)point;
  } else if (point < 0x800) {
    *out++ = (char)(0xC0 | point >> 6);
    *out++ = (char)(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    *out++ = (char)(0xE0 | point >> 12);
    *out++ = (char)(0x80 | (point >> 6 & 0x3F));
    *out++ = (char)(0x80 | (point & 0x3F));
  } else {
    *out++ = (char)(0xF0 | point >> 18);
    *out++ = (char)(0x80 | (point >> 12 & 0x3F));
    *out++ = (char)(0x80 | (point >> 6 & 0x3F));
    *out++ = (char)(0x80 | (point & 0x3F));
  }
  return out;
}

/* The character of an escape that has been checked. */
static uint32_t escaped_point(Text text, size_t *at) {
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  char c = text.at[*at + 1];
  *at += 2;
  const char *letter = strchr(letters, c);
  if (letter != NULL) return (uint32_t)meanings[letter - letters];
  if (c != 'u') return (uint32_t)c;
  int unit = hex_unit(text, *at);
  *at += 4;
  if (!high_surrogate(unit)) return (uint32_t)unit;
  int low = hex_unit(text, *at + 2);
  *at += 6;
  return 0x10000u + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

/* Never longer than what was written. */
static Text decode(Text raw) {
  char *bytes = mem_alloc_flat((size_t)raw.bytes + 1), *out = bytes;
  for (size_t at = 0; at < raw.bytes;) {
    if (raw.at[at] == '\\') out = put_point(out, escaped_point(raw, &at));
    else *out++ = raw.at[at++];
  }
  return (Text){bytes, (uint32_t)(out - bytes)};
}

Text json_string(const JsonReader *reader) {
  Text raw = text_slice(reader->text, reader->from + 1, reader->to - 1);
  return reader->escapes ? decode(raw) : raw;
}

/* ---- numbers and words ---- */

static bool digit_at(Text text, size_t at) { return at < text.bytes && text.at[at] >= '0' && text.at[at] <= '9'; }

static size_t digits_end(Text text, size_t at) {
  while (digit_at(text, at)) at++;
  return at;
}

static JsonPiece fail_number(JsonReader *reader, const char *words) {
  size_t end = reader->at;
  while (end < reader->text.bytes &&
         (wordy(reader->text.at[end]) || reader->text.at[end] == '.' || reader->text.at[end] == '+'))
    end++;
  return fail(reader, reader->at, end, words, NULL);
}

static JsonPiece scan_number(JsonReader *reader) {
  Text text = reader->text;
  size_t at = reader->at + (text.at[reader->at] == '-');
  if (!digit_at(text, at)) return fail_number(reader, "a digit is due behind `-`");
  if (text.at[at] == '0' && digit_at(text, at + 1)) return fail_number(reader, "a number has no zeros before it");
  at = digits_end(text, at);
  if (at < text.bytes && text.at[at] == '.') {
    if (!digit_at(text, at + 1)) return fail_number(reader, "a digit is due behind the point");
    at = digits_end(text, at + 1);
  }
  if (at < text.bytes && (text.at[at] == 'e' || text.at[at] == 'E')) {
    at++;
    if (at < text.bytes && (text.at[at] == '+' || text.at[at] == '-')) at++;
    if (!digit_at(text, at)) return fail_number(reader, "a digit is due in the exponent");
    at = digits_end(text, at);
  }
  if (at < text.bytes && wordy(text.at[at])) return fail_number(reader, "this is no number in JSON");
  reader->from = reader->at;
  reader->to = reader->at = at;
  return JSON_NUMBER;
}

Text json_number(const JsonReader *reader) { return text_slice(reader->text, reader->from, reader->to); }

static JsonPiece scan_word(JsonReader *reader, const char *word, JsonPiece piece) {
  size_t bytes = strlen(word);
  if (!at_word(reader, word)) return fail_value(reader);
  if (reader->at + bytes < reader->text.bytes && wordy(reader->text.at[reader->at + bytes])) return fail_value(reader);
  reader->from = reader->at;
  reader->to = reader->at += bytes;
  return piece;
}

/* ---- pieces ---- */

bool json_more(Text text, size_t *at) {
  while (*at < text.bytes &&
         (text.at[*at] == ' ' || text.at[*at] == '\n' || text.at[*at] == '\r' || text.at[*at] == '\t'))
    ++*at;
  return *at < text.bytes;
}

static void value_read(JsonReader *reader) { reader->state = reader->depth == 0 ? WANT_NOTHING : WANT_SEPARATOR; }

static JsonPiece open_bracket(JsonReader *reader, char bracket) {
  if (reader->depth == JSON_DEPTH) {
    return fail(reader, reader->at, reader->at + 1, "brackets are nested deeper than 256", NULL);
  }
  reader->open[reader->depth++] = bracket;
  reader->from = reader->at;
  reader->to = ++reader->at;
  reader->state = bracket == '{' ? WANT_FIRST_KEY : WANT_FIRST_ITEM;
  return bracket == '{' ? JSON_OBJECT : JSON_ARRAY;
}

static JsonPiece close_bracket(JsonReader *reader) {
  char bracket = reader->open[--reader->depth];
  reader->from = reader->at;
  reader->to = ++reader->at;
  value_read(reader);
  return bracket == '{' ? JSON_OBJECT_END : JSON_ARRAY_END;
}

static JsonPiece read_scalar(JsonReader *reader) {
  char c = reader->text.at[reader->at];
  JsonPiece piece = c == '"' ? (scan_string(reader) ? JSON_STRING : JSON_FAILED)
                    : c == '-' || (c >= '0' && c <= '9') ? scan_number(reader)
                    : c == 't' ? scan_word(reader, "true", JSON_TRUE)
                    : c == 'f' ? scan_word(reader, "false", JSON_FALSE)
                    : c == 'n' ? scan_word(reader, "null", JSON_NULL) : fail_value(reader);
  if (piece != JSON_FAILED) value_read(reader);
  return piece;
}

static JsonPiece read_value(JsonReader *reader) {
  char c = reader->text.at[reader->at];
  return c == '{' || c == '[' ? open_bracket(reader, c) : read_scalar(reader);
}

/* The key and its colon. */
static JsonPiece read_key(JsonReader *reader) {
  if (reader->text.at[reader->at] != '"') return fail_key(reader);
  if (!scan_string(reader)) return JSON_FAILED;
  if (!json_more(reader->text, &reader->at)) return fail_end(reader);
  if (reader->text.at[reader->at] != ':') {
    return fail(reader, reader->at, thing_end(reader->text, reader->at), "a colon is due behind the key", NULL);
  }
  reader->at++;
  reader->state = WANT_VALUE;
  return JSON_KEY;
}

/* A comma and what follows it, or the closing bracket. */
static JsonPiece read_separator(JsonReader *reader) {
  bool object = reader->open[reader->depth - 1] == '{';
  char c = reader->text.at[reader->at];
  if (c == (object ? '}' : ']')) return close_bracket(reader);
  if (c != ',') return fail_separator(reader);
  reader->at++;
  if (!json_more(reader->text, &reader->at)) return fail_end(reader);
  return object ? read_key(reader) : read_value(reader);
}

void json_begin(JsonReader *reader, Text text, size_t at) {
  reader->text = text;
  reader->at = at;
  reader->depth = 0;
  reader->failed = false;
  reader->state = WANT_VALUE;
}

JsonPiece json_next(JsonReader *reader) {
  if (reader->failed) return JSON_FAILED;
  if (reader->state == WANT_NOTHING) return JSON_DONE;
  if (!json_more(reader->text, &reader->at)) return fail_end(reader);
  char c = reader->text.at[reader->at];
  if (reader->state == WANT_FIRST_KEY) return c == '}' ? close_bracket(reader) : read_key(reader);
  if (reader->state == WANT_FIRST_ITEM) return c == ']' ? close_bracket(reader) : read_value(reader);
  return reader->state == WANT_SEPARATOR ? read_separator(reader) : read_value(reader);
}

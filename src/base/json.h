/* A strict reader of JSON (RFC 8259), one piece at a time or as a tree.
 *
 * Why our own: a wrong value must be shown at its place, and the text of a number must reach us as it was written. Of
 * what Debian 12 packages for C, jansson, cJSON, json-glib, json-parser and json-c hand over binary doubles or keep no
 * places (json-c also takes NaN, cJSON text behind the value), liblaxjson is lax on purpose, and yajl, which keeps
 * both, has slept since 2014; yyjson, jsmn and parson are not packaged; simdjson, RapidJSON and Boost.JSON are C++.
 *
 * What is refused: whatever RFC 8259's grammar does not derive, malformed UTF-8, lone surrogates, nesting beyond 256,
 * and, in a tree, a key that stands twice in one object. A byte-order mark is the caller's to skip. Offsets are bytes
 * from the start of the text; ends are exclusive.
 */
#ifndef REMIT_BASE_JSON_H
#define REMIT_BASE_JSON_H
#include "base/decimal.h"
#include "base/list.h"
#include "base/text.h"

#define JSON_DEPTH 256

typedef struct JsonError {
  size_t from, to;          /* what is wrong; from = to at the end of the text */
  Text words;               /* for an author, without a full stop */
  Text mend;                /* or empty */
  bool twice;               /* a key that stands twice: the first one is at */
  size_t first_from, first_to;
} JsonError;

/* ---- piece by piece ---- */

typedef enum JsonPiece {
  JSON_OBJECT, JSON_OBJECT_END, JSON_ARRAY, JSON_ARRAY_END, JSON_KEY, JSON_STRING, JSON_NUMBER, JSON_TRUE, JSON_FALSE,
  JSON_NULL,
  JSON_DONE,                /* the value is complete: `at` stands behind it */
  JSON_FAILED               /* see `error`; every later call says the same */
} JsonPiece;

typedef struct JsonReader {
  Text text;
  size_t at;                /* the next byte to read */
  JsonError error;
  size_t from, to;          /* of the last piece: of a string with its quotes */
  bool escapes;             /* the last key or string holds `\`: its text is not a slice of the source */
  uint8_t state;
  bool failed;
  unsigned depth;
  char open[JSON_DEPTH];    /* '{' or '[' */
} JsonReader;

/* Reads one value that begins at `at` or behind white space there. What follows it is not looked at. */
void json_begin(JsonReader *reader, Text text, size_t at);
JsonPiece json_next(JsonReader *reader);
/* The last key or string, decoded: a slice of the source, or on the heap where it has escapes. */
Text json_string(const JsonReader *reader);
/* The last number as it was written. */
Text json_number(const JsonReader *reader);

/* ---- as a tree ---- */

typedef struct Json Json;

typedef struct JsonMember {
  Text key;
  size_t from, to;          /* of the key, with its quotes */
  Json *value;
} JsonMember;

struct Json {
  JsonPiece kind;           /* JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_NUMBER, JSON_TRUE, JSON_FALSE or JSON_NULL */
  bool escapes;             /* of a string: its bytes are not those between the quotes */
  size_t from, to;          /* a string's with its quotes */
  Text text;                /* a string decoded, a number as written */
  LIST(JsonMember) members; /* in the order written, each key once */
  LIST(Json *) items;
};

/* The value at *at, which moves behind it: for one value of many, as in NDJSON. NULL, with *error, where it is
 * wrong. */
Json *json_read(Text text, size_t *at, JsonError *error);
/* The text's one value: nothing but white space may follow. */
Json *json_document(Text text, JsonError *error);
/* *at moves behind white space; false at the end of the text. */
bool json_more(Text text, size_t *at);
const Json *json_member(const Json *object, const char *key);  /* NULL when absent */

/* The exact value of a number as JSON writes it, `1.5e3` too. DECIMAL_TOO_FINE, DECIMAL_OVERFLOW as decimal_parse. */
DecimalStatus json_decimal(Text number, Millionths *value);
#endif

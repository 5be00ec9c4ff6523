/* Writing JSON: commas, nesting and escapes, so that those who write an object think of keys and values alone. One line
 * a document, so that several are NDJSON. */
#ifndef REMIT_VIEW_JSONOUT_H
#define REMIT_VIEW_JSONOUT_H
#include "base/sink.h"

typedef struct JsonOut {
  Sink *sink;
  bool comma;               /* one is due before the next key or value */
} JsonOut;

void jsonout_key(JsonOut *json, const char *key);
void jsonout_key_text(JsonOut *json, Text key);
void jsonout_open(JsonOut *json, char bracket);          /* '{' or '[' */
void jsonout_close(JsonOut *json, char bracket);         /* '}' or ']' */
void jsonout_string(JsonOut *json, Text text);           /* malformed UTF-8 becomes U+FFFD */
void jsonout_string_c(JsonOut *json, const char *text);
void jsonout_number(JsonOut *json, int64_t number);
void jsonout_bool(JsonOut *json, bool value);
void jsonout_null(JsonOut *json);
void jsonout_end(JsonOut *json);                         /* the line's end, after the outermost object */

/* A key with its value. */
void jsonout_put(JsonOut *json, const char *key, Text text);
void jsonout_put_c(JsonOut *json, const char *key, const char *text);    /* NULL: null */
void jsonout_put_number(JsonOut *json, const char *key, int64_t number);
void jsonout_put_bool(JsonOut *json, const char *key, bool value);
#endif

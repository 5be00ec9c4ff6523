/* JSON as a tree, built from the pieces. */
#include <string.h>
#include "base/hash.h"
#include "base/json.h"

static Json *read_value(JsonReader *reader, JsonPiece piece);

static Json *node(const JsonReader *reader, JsonPiece kind) {
  Json *json = MEM_NEW(Json);
  json->kind = kind;
  json->from = reader->from;
  json->to = reader->to;
  return json;
}

/* Up to this many keys are compared one by one. */
enum { FEW_KEYS = 16 };

static const JsonMember *find_member(const Json *object, Text key) {
  for (size_t i = 0; i < object->members.count; i++) {
    if (text_equal(object->members.at[i].key, key)) return &object->members.at[i];
  }
  return NULL;
}

/* Where the key stood first, as its position plus one; 0 when it is new. */
static size_t first_stand(const Json *object, HashMap *keys, Text key) {
  if (object->members.count < FEW_KEYS) {
    const JsonMember *member = find_member(object, key);
    return member == NULL ? 0 : (size_t)(member - object->members.at) + 1;
  }
  if (keys->count == 0) {
    for (size_t i = 0; i < object->members.count; i++) {
      *hash_put(keys, object->members.at[i].key) = (void *)(uintptr_t)(i + 1);
    }
  }
  void **place = hash_put(keys, key);
  size_t first = (size_t)(uintptr_t)*place;
  if (first == 0) *place = (void *)(uintptr_t)(object->members.count + 1);
  return first;
}

static Json *fail_twice(JsonReader *reader, Text key, const JsonMember *first) {
  reader->failed = true;
  reader->error = (JsonError){.from = reader->from, .to = reader->to, .twice = true, .first_from = first->from,
                              .first_to = first->to,
                              .words = text_format("the key \"%s\" stands twice in this object", text_c(key))};
  return NULL;
}

static Json *read_object(JsonReader *reader) {
  Json *object = node(reader, JSON_OBJECT);
  HashMap keys = {0};
  JsonPiece piece;
  while ((piece = json_next(reader)) == JSON_KEY) {
    JsonMember member = {.key = json_string(reader), .from = reader->from, .to = reader->to};
    size_t first = first_stand(object, &keys, member.key);
    if (first != 0) return fail_twice(reader, member.key, &object->members.at[first - 1]);
    member.value = read_value(reader, json_next(reader));
    if (member.value == NULL) return NULL;
    list_push(&object->members, member);
  }
  object->to = reader->to;
  return piece == JSON_OBJECT_END ? object : NULL;
}

static Json *read_array(JsonReader *reader) {
  Json *array = node(reader, JSON_ARRAY);
  JsonPiece piece;
  while ((piece = json_next(reader)) != JSON_ARRAY_END) {
    Json *item = read_value(reader, piece);
    if (item == NULL) return NULL;
    list_push(&array->items, item);
  }
  array->to = reader->to;
  return array;
}

/* Recursion is bounded by the reader, which refuses to nest deeper than JSON_DEPTH. */
static Json *read_value(JsonReader *reader, JsonPiece piece) {
  Json *json;
  switch (piece) {
    case JSON_OBJECT: return read_object(reader);
    case JSON_ARRAY: return read_array(reader);
    case JSON_STRING:
      json = node(reader, piece);
      json->escapes = reader->escapes;
      json->text = json_string(reader);
      return json;
    case JSON_NUMBER:
      json = node(reader, piece);
      json->text = json_number(reader);
      return json;
    case JSON_TRUE:
    case JSON_FALSE:
    case JSON_NULL: return node(reader, piece);
    case JSON_KEY:
    case JSON_OBJECT_END:
    case JSON_ARRAY_END:
    case JSON_DONE:
    case JSON_FAILED: break;
  }
  return NULL;
}

Json *json_read(Text text, size_t *at, JsonError *error) {
  JsonReader reader;
  json_begin(&reader, text, *at);
  Json *json = read_value(&reader, json_next(&reader));
  if (json == NULL) *error = reader.error;
  *at = reader.at;
  return json;
}

Json *json_document(Text text, JsonError *error) {
  size_t at = 0;
  Json *json = json_read(text, &at, error);
  if (json == NULL || !json_more(text, &at)) return json;
  size_t end = at;
  text_next(text, &end);
  *error = (JsonError){.from = at, .to = end, .words = TEXT("something stands behind the value")};
  return NULL;
}

const Json *json_member(const Json *object, const char *key) {
  const JsonMember *member = find_member(object, text_of(key));
  return member == NULL ? NULL : member->value;
}


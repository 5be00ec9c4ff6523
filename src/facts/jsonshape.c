#include "facts/jsonshape.h"

Span json_span(const Json *json) { return (Span){(uint32_t)json->from, (uint32_t)json->to}; }

Written json_words(Source *file, const Json *json) {
  Written words = {.file = file, .text = json->text, .span = json_span(json), .plain = !json->escapes};
  if (json->kind == JSON_STRING && words.plain) words.span = (Span){words.span.from + 1, words.span.to - 1};
  return words;
}

Written json_key_words(Source *file, const JsonMember *member) {
  Span inside = {(uint32_t)member->from + 1, (uint32_t)member->to - 1};
  bool plain = inside.to - inside.from == member->key.bytes;
  return (Written){.file = file, .text = member->key, .span = inside, .plain = plain};
}

static const char *kind_words(const Json *json) {
  switch (json->kind) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a text";
    case JSON_NUMBER: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: return "null";
    case JSON_OBJECT_END:
    case JSON_ARRAY_END:
    case JSON_KEY:
    case JSON_DONE:
    case JSON_FAILED: break;
  }
  return "this";
}

bool json_refuse(Diags *diags, Source *file, const Json *json, const char *what, const char *mend) {
  Diag *diag =
      diag_add(diags, DIAG_JSON_SHAPE, file, json_span(json), "%s is due here, not %s", what, kind_words(json));
  if (mend != NULL) diag_mend(diag, "%s", mend);
  return false;
}

bool json_known_key(Diags *diags, Source *file, const JsonMember *member, const char *const *keys) {
  Written words = json_key_words(file, member);
  DiagNearest nearest = diag_nearest(diags, member->key);
  for (; *keys != NULL; keys++) {
    if (text_equal(member->key, text_of(*keys))) return true;
    diag_nearest_offer(&nearest, text_of(*keys));
  }
  Diag *diag = diag_add(diags, DIAG_JSON_KEY, file, words.span, "the key \"%s\" means nothing here",
                        text_c(text_slice(member->key, 0, 60)));
  diag_nearest_mend(diag, &nearest);
  return false;
}

/* Cases in JSON: one object a case; several as NDJSON or as one list. */
#include "facts/casedraft.h"
#include "facts/casereaders.h"
#include "facts/jsonfacts.h"

typedef struct JsonCase {
  CaseDraft draft;
  WrittenReader words;
  Source *file;
  const Json *object;
} JsonCase;

static bool refuse(const JsonCase *c, const Json *json, const char *what, const char *mend) {
  return json_refuse(c->draft.diags, c->file, json, what, mend);
}

/* The member of a kind; NULL when it is absent, null or, with a message, something else. */
static const Json *member_of(const JsonCase *c, const char *key, JsonPiece kind, const char *what) {
  const Json *json = json_member(c->object, key);
  if (json == NULL || json->kind == JSON_NULL) return NULL;
  if (json->kind == kind) return json;
  refuse(c, json, what, NULL);
  return NULL;
}

static Text plain_text(const JsonCase *c, const Json *json) {
  Written words = json_words(c->file, json);
  if (json->kind != JSON_STRING) refuse(c, json, "a text in quotes", NULL);
  else if (written_clean(&c->words, &words)) return json->text;
  return TEXT("");
}

/* ---- the head ---- */

static void read_name(JsonCase *c, Text otherwise) {
  const Json *json = json_member(c->object, "case");
  const Json *label = member_of(c, "label", JSON_STRING, "a text in quotes");
  if (label != NULL) c->draft.file->label = plain_text(c, label);
  c->draft.file->name = otherwise;
  if (json == NULL || json->kind == JSON_NULL) return;
  if (json->kind == JSON_NUMBER) c->draft.file->name = json->text;
  else c->draft.file->name = plain_text(c, json);
}

static bool read_use(JsonCase *c) {
  CaseFile *file = c->draft.file;
  const Json *json = json_member(c->object, "use");
  file->use.span = (Span){(uint32_t)c->object->from, (uint32_t)c->object->from + 1};
  if (json == NULL || json->kind == JSON_NULL) return true;
  if (json->kind != JSON_STRING) return refuse(c, json, "the name of a module", NULL);
  Written words = json_words(c->file, json);
  if (!written_name(&c->words, &words, "a module", &file->use)) return false;
  file->use_word = file->use.name->text;
  file->use_span = file->use.span;
  return true;
}

static void read_as_at(JsonCase *c) {
  const Json *json = member_of(c, "as_at", JSON_STRING, "a date in quotes");
  DateBound bound = {0};
  if (json == NULL) return;
  Written words = json_words(c->file, json);
  if (written_date(&c->words, &words, &bound)) draft_as_at(&c->draft, &bound, words.span);
}

/* ---- sources and parties ---- */

static void source_basis(JsonCase *c, const Json *json, SourceInfo *info) {
  for (Basis b = BASIS_STATED; b <= BASIS_PROPOSED; b++) {
    if (json->kind != JSON_STRING || !text_equal(json->text, text_of(basis_word(b)))) continue;
    info->basis = b;
    return;
  }
  refuse(c, json, "\"stated\", \"implied\", \"opinion\" or \"proposed\"", NULL);
}

static void source_date(JsonCase *c, const Json *json, SourceInfo *info) {
  Written words = json_words(c->file, json);
  DateBound bound = {0};
  if (json->kind != JSON_STRING && json->kind != JSON_NUMBER) {
    refuse(c, json, "a date in quotes", NULL);
    return;
  }
  info->dated = written_date(&c->words, &words, &bound);
  info->date = bound.date;
}

static void source_member(JsonCase *c, const JsonMember *member, SourceInfo *info) {
  static const char *const keys[] = {"label", "by", "dated", "basis", NULL};
  const Json *value = member->value;
  if (!json_known_key(c->draft.diags, c->file, member, keys) || value->kind == JSON_NULL) return;
  if (text_equal(member->key, TEXT("label"))) info->label = plain_text(c, value);
  else if (text_equal(member->key, TEXT("by"))) info->by = plain_text(c, value);
  else if (text_equal(member->key, TEXT("dated"))) source_date(c, value, info);
  else source_basis(c, value, info);
}

static void read_source(JsonCase *c, const JsonMember *member) {
  Written words = json_key_words(c->file, member);
  SourceInfo info = {.basis = BASIS_STATED, .span = words.span};
  Ident name;
  if (!written_name(&c->words, &words, "a source", &name)) return;
  info.name = name.name;
  if (member->value->kind == JSON_STRING) info.label = plain_text(c, member->value);
  else if (member->value->kind != JSON_OBJECT) refuse(c, member->value, "a text, or an object with a \"label\"", NULL);
  else {
    for (size_t i = 0; i < member->value->members.count; i++) source_member(c, &member->value->members.at[i], &info);
  }
  draft_source(&c->draft, info);
}

static void read_sources(JsonCase *c) {
  const Json *sources = member_of(c, "sources", JSON_OBJECT, "an object of sources by name");
  for (size_t i = 0; sources != NULL && i < sources->members.count; i++) read_source(c, &sources->members.at[i]);
}

static void read_party(JsonCase *c, const JsonMember *member) {
  Written words = json_key_words(c->file, member);
  Ident name;
  if (!written_name(&c->words, &words, "a party", &name)) return;
  draft_party(&c->draft, name, plain_text(c, member->value));
}

static void read_parties(JsonCase *c) {
  const Json *parties = member_of(c, "parties", JSON_OBJECT, "an object of names by party");
  for (size_t i = 0; parties != NULL && i < parties->members.count; i++) read_party(c, &parties->members.at[i]);
}

/* ---- the case ---- */

/* What a flat object says directly: `{"case": ..., "vacancy_rate": "20%"}`. */
static SymbolKind flat_member(JsonCase *c, const JsonMember *member) {
  LineReader line = {.program = c->draft.file->program};
  Ref ref = {.name = {.name = names_find(c->draft.session->names, member->key)}};
  const Type *type;
  Text key = member->key;
  for (uint32_t i = 0; i < key.bytes; i++)
    if (key.at[i] == '[') ref.name.name = names_find(c->draft.session->names, text_slice(key, 0, i));
  return line.program != NULL ? line_subject(&line, &ref, &type) : SYMBOL_NONE;
}

static bool in_head(const JsonMember *member, const char *const *keys) {
  for (; *keys != NULL; keys++) {
    if (text_equal(member->key, text_of(*keys))) return true;
  }
  return false;
}

static const char *const head_keys[] = {"case", "label", "use", "as_at", "sources", "parties", "facts", "events", NULL};

static void check_keys(JsonCase *c) {
  for (size_t i = 0; i < c->object->members.count; i++) {
    const JsonMember *member = &c->object->members.at[i];
    if (in_head(member, head_keys) || flat_member(c, member) == SYMBOL_NONE) {
      json_known_key(c->draft.diags, c->file, member, head_keys);
    }
  }
}

static Json *flat_part(JsonCase *c, SymbolKind kind) {
  Json *part = MEM_NEW(Json);
  part->kind = JSON_OBJECT;
  for (size_t i = 0; i < c->object->members.count; i++) {
    const JsonMember *member = &c->object->members.at[i];
    if (!in_head(member, head_keys) && flat_member(c, member) == kind) list_push(&part->members, *member);
  }
  return part;
}

static void read_statements(JsonCase *c, PendingStatements *pending) {
  LineReader line = line_reader(c->draft.file->program, c->draft.diags, pending);
  const Json *facts = member_of(c, "facts", JSON_OBJECT, "an object of facts by name");
  const Json *events = member_of(c, "events", JSON_OBJECT, "an object of events by name");
  if (facts != NULL) json_facts(&line, c->file, facts);
  if (events != NULL) json_events(&line, c->file, events);
  json_facts(&line, c->file, flat_part(c, SYMBOL_FACT));
  json_events(&line, c->file, flat_part(c, SYMBOL_EVENT));
}

void read_case_object(Session *session, Source *file, const Json *object, Text name, Text rules, CaseFiles *cases) {
  JsonCase c = {
      .draft = draft_open(session, file), .words = {session->names, session->diags}, .file = file, .object = object};
  PendingStatements pending = {0};
  if (object->kind != JSON_OBJECT) {
    refuse(&c, object, "a case, which is an object such as {\"case\": ..., \"use\": ..., \"facts\": {...}},", NULL);
    return;
  }
  read_name(&c, name);
  bool named = read_use(&c);
  read_as_at(&c);
  bool judged = (named || rules.bytes > 0) && draft_program(&c.draft, rules, c.draft.file->use.span);
  check_keys(&c);
  if (!judged) return;
  read_sources(&c);
  read_parties(&c);
  read_statements(&c, &pending);
  draft_finish(&c.draft, &pending, cases);
}

/* ---- the file ---- */

static void report(Diags *diags, Source *file, const JsonError *error) {
  Span span = {(uint32_t)error->from, (uint32_t)error->to},
       first = {(uint32_t)error->first_from, (uint32_t)error->first_to};
  Diag *diag =
      diag_add(diags, error->twice ? DIAG_JSON_TWICE : DIAG_JSON_SYNTAX, file, span, "%s", text_c(error->words));
  if (error->mend.bytes > 0) diag_mend(diag, "%s", text_c(error->mend));
  if (error->twice) diag_note(diag, file, first, "it stands here first");
}

/* The next line that begins with `{`, as a line of NDJSON does and a line inside an object seldom; else the end. */
static size_t next_object(Text text, size_t at) {
  for (; at + 1 < text.bytes; at++) {
    if (text.at[at] == '\n' && text.at[at + 1] == '{') return at + 1;
  }
  return text.bytes;
}

static Text default_name(const Source *file, size_t ordinal) {
  Text stem = draft_file_stem(file);
  return ordinal == 1 ? stem : text_format("%s_%zu", text_c(stem), ordinal);
}

void read_case_json(Session *session, Source *file, Text rules, CaseFiles *cases) {
  size_t at = 0, ordinal = 0;
  while (json_more(file->text, &at)) {
    JsonError error;
    uint32_t from = (uint32_t)at;
    const Json *json = json_read(file->text, &at, &error);
    if (json == NULL) {
      report(session->diags, file, &error);
      at = next_object(file->text, error.to);
    } else if (json->kind == JSON_ARRAY) {
      if (!json->items.count)
        diag_add(session->diags, DIAG_FILE_EMPTY, file, (Span){from, (uint32_t)at}, "this list holds no case");
      for (size_t i = 0; i < json->items.count; i++) {
        read_case_object(session, file, json->items.at[i], default_name(file, ++ordinal), rules, cases);
      }
    } else {
      read_case_object(session, file, json, default_name(file, ++ordinal), rules, cases);
    }
  }
}

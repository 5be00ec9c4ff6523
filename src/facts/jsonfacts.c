#include "facts/jsonfacts.h"

typedef struct FactReader {  /* one fact or event while it is read */
  LineReader *line;
  Source *file;
  Ref ref;
  const Type *type;         /* of a fact; NULL when the module has no such fact */
} FactReader;

static bool refuse(const FactReader *reader, const Json *json, const char *what, const char *mend) {
  return json_refuse(reader->line->words.diags, reader->file, json, what, mend);
}

static bool lacks(const FactReader *reader, const Json *object, const char *key) {
  diag_add(reader->line->words.diags, DIAG_JSON_SHAPE, reader->file, json_span(object),
           "this object lacks the key \"%s\"", key);
  return false;
}

static const WrittenReader *words_of(const FactReader *reader) { return &reader->line->words; }

static void add(const FactReader *reader, Statement *statement, const Json *place) {
  statement->ref = reader->ref;
  statement->span = json_span(place);
  line_add(reader->line, statement);
}

/* ---- values ---- */

static Statement *with_literal(Literal literal) {
  Statement *statement = MEM_NEW(Statement);
  list_push(&statement->values, literal);
  return statement;
}

static Statement *number_statement(const FactReader *reader, const Json *json) {
  Literal literal = {.kind = LITERAL_NUMBER, .span = json_span(json)};
  DecimalStatus status = json_decimal(json->text, &literal.number);
  if (status == DECIMAL_OK) return with_literal(literal);
  diag_add(reader->line->words.diags, DIAG_WRITTEN_NUMBER, reader->file, json_span(json),
           status == DECIMAL_TOO_FINE ? "a number has at most 6 digits after the point"
                                      : "a number has at most 12 digits before the point");
  return NULL;
}

static bool member_literal(const FactReader *reader, const Json *item, Literals *literals) {
  if (item->kind != JSON_STRING) return refuse(reader, item, "the name of a member", NULL);
  Written words = json_words(reader->file, item);
  Ident name;
  if (!written_name(words_of(reader), &words, "a member", &name)) return false;
  list_push(literals, ((Literal){.kind = LITERAL_NAME, .span = name.span, .name = name.name}));
  return true;
}

/* A whole set, or the members that are included or excluded. */
static Statement *members_statement(const FactReader *reader, const Json *list) {
  Statement *statement = MEM_NEW(Statement);
  bool good = true;
  for (size_t i = 0; i < list->items.count; i++) good &= member_literal(reader, list->items.at[i], &statement->values);
  if (list->items.count == 0) statement->kind = STATEMENT_IS_NONE;
  return good ? statement : NULL;
}

static Statement *value_statement(const FactReader *reader, const Json *json) {
  Written words = json_words(reader->file, json);
  switch (json->kind) {
    case JSON_STRING: return line_value(reader->line, reader->type, &words);
    case JSON_NUMBER: return number_statement(reader, json);
    case JSON_TRUE: return with_literal((Literal){.kind = LITERAL_YES, .span = json_span(json)});
    case JSON_FALSE: return with_literal((Literal){.kind = LITERAL_NO, .span = json_span(json)});
    case JSON_ARRAY:
      if (reader->type != NULL && reader->type->set) return members_statement(reader, json);
      break;
    case JSON_OBJECT:
    case JSON_NULL:
    case JSON_OBJECT_END:
    case JSON_ARRAY_END:
    case JSON_KEY:
    case JSON_DONE:
    case JSON_FAILED: break;
  }
  refuse(reader, json, "a value", "write it as a case file does, such as \"20%\" or \"at least 20%\"");
  return NULL;
}

/* ---- dates and periods ---- */

static bool date(const FactReader *reader, const Json *json, DateBound *bound) {
  Written words = json_words(reader->file, json);
  if (json->kind == JSON_NULL) return true;
  if (json->kind != JSON_STRING && json->kind != JSON_NUMBER) {
    return refuse(reader, json, "a date in quotes", "such as \"2014-10-01\"");
  }
  return written_date(words_of(reader), &words, bound);
}

/* ---- citations ---- */

static bool basis(const FactReader *reader, const Json *json, Basis *found) {
  for (Basis b = BASIS_STATED; b <= BASIS_PROPOSED; b++) {
    if (json->kind == JSON_STRING && text_equal(json->text, text_of(basis_word(b)))) {
      *found = b;
      return true;
    }
  }
  return refuse(reader, json, "\"stated\", \"implied\", \"opinion\" or \"proposed\"", NULL);
}

static bool plain_text(const FactReader *reader, const Json *json, Text *text) {
  Written words = json_words(reader->file, json);
  if (json->kind != JSON_STRING) return refuse(reader, json, "a text in quotes", NULL);
  *text = json->text;
  return written_clean(words_of(reader), &words);
}

static bool cite_member(const FactReader *reader, const JsonMember *member, Cite *cite) {
  static const char *const keys[] = {"source", "paragraph", "as", "by", NULL};
  Written words = json_words(reader->file, member->value);
  if (!json_known_key(reader->line->words.diags, reader->file, member, keys)) return false;
  if (text_equal(member->key, TEXT("as"))) return basis(reader, member->value, &cite->basis);
  if (text_equal(member->key, TEXT("paragraph"))) return plain_text(reader, member->value, &cite->paragraph);
  if (text_equal(member->key, TEXT("by"))) return plain_text(reader, member->value, &cite->by);
  if (member->value->kind != JSON_STRING) return refuse(reader, member->value, "the name of a source", NULL);
  return written_name(words_of(reader), &words, "a source", &cite->source);
}

static bool cite_object(const FactReader *reader, const Json *json, Cite *cite) {
  bool good = true;
  for (size_t i = 0; i < json->members.count; i++) good &= cite_member(reader, &json->members.at[i], cite);
  return good && cite->source.name == NULL ? lacks(reader, json, "source") : good;
}

static bool one_cite(const FactReader *reader, const Json *json, Cites *cites) {
  Cite cite = {.span = json_span(json)};
  Written words = json_words(reader->file, json);
  bool good = json->kind == JSON_OBJECT ? cite_object(reader, json, &cite)
              : json->kind == JSON_STRING ? written_name(words_of(reader), &words, "a source", &cite.source)
                                          : refuse(reader, json, "the name of a source", NULL);
  if (good) list_push(cites, cite);
  return good;
}

static bool cite(const FactReader *reader, const Json *json, Cites *cites) {
  bool good = true;
  if (json->kind != JSON_ARRAY) return one_cite(reader, json, cites);
  for (size_t i = 0; i < json->items.count; i++) good &= one_cite(reader, json->items.at[i], cites);
  return good;
}

/* ---- statements with more than a value ---- */

static bool planned(const FactReader *reader, const Json *json, bool *flag) {
  if (json->kind != JSON_TRUE && json->kind != JSON_FALSE) return refuse(reader, json, "true or false", NULL);
  *flag = json->kind == JSON_TRUE;
  return true;
}

/* What facts and events share. */
static bool attribute(const FactReader *reader, const JsonMember *member, Statement *statement) {
  if (text_equal(member->key, TEXT("cite"))) return cite(reader, member->value, &statement->cites);
  if (text_equal(member->key, TEXT("planned"))) return planned(reader, member->value, &statement->planned);
  return date(reader, member->value, &statement->recorded);
}

static bool fact_attribute(const FactReader *reader, const JsonMember *member, Statement *statement) {
  if (text_equal(member->key, TEXT("from"))) return date(reader, member->value, &statement->period.from);
  if (text_equal(member->key, TEXT("until"))) return date(reader, member->value, &statement->period.until);
  return attribute(reader, member, statement);
}

static bool says_what(const JsonMember *member) {
  return text_equal(member->key, TEXT("value")) || text_equal(member->key, TEXT("includes")) ||
         text_equal(member->key, TEXT("excludes"));
}

static Statement *includes_statement(const FactReader *reader, const JsonMember *member) {
  Statement *statement = member->value->kind == JSON_ARRAY ? members_statement(reader, member->value)
                                                           : value_statement(reader, member->value);
  if (statement == NULL) return NULL;
  if (statement->kind != STATEMENT_IS) {
    refuse(reader, member->value, "the name of a member, or a list of names,", NULL);
    return NULL;
  }
  statement->kind = text_equal(member->key, TEXT("includes")) ? STATEMENT_INCLUDES : STATEMENT_EXCLUDES;
  return statement;
}

static void twofold(const FactReader *reader, const JsonMember *second) {
  Written words = json_key_words(reader->file, second);
  Diag *diag = diag_add(reader->line->words.diags, DIAG_JSON_SHAPE, reader->file, words.span,
                        "an object makes one statement: one of \"value\", \"includes\", \"excludes\"");
  diag_mend(diag, "make it two objects in a list");
}

/* The one key that says what is stated; NULL with a message. */
static Statement *said(const FactReader *reader, const Json *object) {
  const JsonMember *found = NULL;
  for (size_t i = 0; i < object->members.count; i++) {
    const JsonMember *member = &object->members.at[i];
    if (!says_what(member)) continue;
    if (found != NULL) {
      twofold(reader, member);
      return NULL;
    }
    found = member;
  }
  if (found == NULL) {
    lacks(reader, object, "value");
    return NULL;
  }
  return text_equal(found->key, TEXT("value")) ? value_statement(reader, found->value)
                                               : includes_statement(reader, found);
}

static void fact_object(const FactReader *reader, const Json *object) {
  static const char *const keys[] = {"value", "includes", "excludes", "from", "until",
                                     "cite",  "planned",  "recorded", NULL};
  Statement *statement = said(reader, object);
  bool good = statement != NULL;
  Statement unused = {0};
  for (size_t i = 0; i < object->members.count; i++) {
    const JsonMember *member = &object->members.at[i];
    if (!json_known_key(reader->line->words.diags, reader->file, member, keys)) good = false;
    else if (!says_what(member)) good &= fact_attribute(reader, member, statement != NULL ? statement : &unused);
  }
  if (good) add(reader, statement, object);
}

/* ---- facts ---- */

static bool holds_objects(const Json *list) {
  for (size_t i = 0; i < list->items.count; i++) {
    if (list->items.at[i]->kind == JSON_OBJECT) return true;
  }
  return false;
}

static void fact_list(const FactReader *reader, const Json *list) {
  for (size_t i = 0; i < list->items.count; i++) {
    const Json *item = list->items.at[i];
    if (item->kind == JSON_OBJECT) fact_object(reader, item);
    else if (!refuse(reader, item, "an object such as {\"value\": ..., \"from\": ...}", NULL)) return;
  }
}

static void fact(const FactReader *reader, const Json *json) {
  bool set = reader->type != NULL && reader->type->set;
  if (json->kind == JSON_NULL) return;
  if (json->kind == JSON_OBJECT) {
    fact_object(reader, json);
  } else if (json->kind == JSON_ARRAY && (!set || holds_objects(json))) {
    fact_list(reader, json);
  } else {
    Statement *statement = value_statement(reader, json);
    if (statement != NULL) add(reader, statement, json);
  }
}

/* False with a message for what is no name at all. What the module lacks is left to the statement's own check. */
static bool subject(FactReader *reader, const JsonMember *member, SymbolKind *kind) {
  Written words = json_key_words(reader->file, member);
  if (!written_ref(words_of(reader), &words, &reader->ref)) return false;
  *kind = line_subject(reader->line, &reader->ref, &reader->type);
  return true;
}

/* A name that stands for nothing is faulted once, whatever is said of it. */
static void bare_statement(const FactReader *reader, const JsonMember *member, StatementKind kind) {
  Statement *statement = MEM_NEW(Statement);
  statement->kind = kind;
  add(reader, statement, member->value);
}

void json_facts(LineReader *line, Source *file, const Json *facts) {
  FactReader reader = {.line = line, .file = file};
  for (size_t i = 0; i < facts->members.count; i++) {
    const JsonMember *member = &facts->members.at[i];
    SymbolKind kind;
    if (!subject(&reader, member, &kind)) continue;
    if (reader.type != NULL) fact(&reader, member->value);
    else bare_statement(&reader, member, STATEMENT_UNKNOWN);
  }
}

/* ---- events ---- */

static bool event_dates(const FactReader *reader, const Json *json, DateBounds *dates) {
  const Json *const *items = json->kind == JSON_ARRAY ? (const Json *const *)json->items.at : &json;
  size_t count = json->kind == JSON_ARRAY ? json->items.count : 1;
  bool good = true;
  for (size_t i = 0; i < count; i++) {
    DateBound bound = {0};
    good &= date(reader, items[i], &bound);
    if (bound.given) list_push(dates, bound);
  }
  return good;
}

/* `["2015", "2022-08-31"]`, `["2015"]`, `[null, "2015"]`, or `true` for all time. */
static bool event_period(const FactReader *reader, const Json *json, Period *period) {
  if (json->kind == JSON_TRUE) return true;
  if (json->kind != JSON_ARRAY || json->items.count == 0 || json->items.count > 2) {
    return refuse(reader, json, "a period", "such as [\"2015\", \"2022-08-31\"]");
  }
  bool good = date(reader, json->items.at[0], &period->from);
  return json->items.count == 1 ? good : date(reader, json->items.at[1], &period->until) && good;
}

static void add_event(const FactReader *reader, const Statement *shared, Statement *statement, const Json *place) {
  statement->cites = shared->cites;
  statement->planned = shared->planned;
  statement->recorded = shared->recorded;
  add(reader, statement, place);
}

static bool add_period(const FactReader *reader, const Statement *shared, StatementKind kind, const Json *json) {
  Statement *statement = MEM_NEW(Statement);
  statement->kind = kind;
  if (!event_period(reader, json, &statement->period)) return false;
  add_event(reader, shared, statement, json);
  return true;
}

/* One period, or a list of them. */
static void event_periods(const FactReader *reader, const Statement *shared, StatementKind kind, const Json *json) {
  bool list = json->kind == JSON_ARRAY && json->items.count > 0 && json->items.at[0]->kind == JSON_ARRAY;
  if (json->kind == JSON_FALSE || json->kind == JSON_NULL) return;
  if (!list) add_period(reader, shared, kind, json);
  for (size_t i = 0; list && i < json->items.count; i++) add_period(reader, shared, kind, json->items.at[i]);
}

static void event_on(const FactReader *reader, const Statement *shared, const Json *json) {
  Statement *statement = MEM_NEW(Statement);
  statement->kind = STATEMENT_ON;
  if (event_dates(reader, json, &statement->on) && statement->on.count > 0) add_event(reader, shared, statement, json);
}

static bool event_attributes(const FactReader *reader, const Json *object, Statement *shared) {
  static const char *const keys[] = {"on", "complete", "none", "cite", "planned", "recorded", NULL};
  bool good = true;
  for (size_t i = 0; i < object->members.count; i++) {
    const JsonMember *member = &object->members.at[i];
    if (!json_known_key(reader->line->words.diags, reader->file, member, keys)) good = false;
    else if (text_equal(member->key, TEXT("cite")) || text_equal(member->key, TEXT("planned")) ||
             text_equal(member->key, TEXT("recorded"))) good &= attribute(reader, member, shared);
  }
  return good;
}

static void event_object(const FactReader *reader, const Json *object) {
  Statement shared = {0};
  if (!event_attributes(reader, object, &shared)) return;
  for (size_t i = 0; i < object->members.count; i++) {
    const JsonMember *member = &object->members.at[i];
    if (text_equal(member->key, TEXT("on"))) event_on(reader, &shared, member->value);
    if (text_equal(member->key, TEXT("complete"))) event_periods(reader, &shared, STATEMENT_COMPLETE, member->value);
    if (text_equal(member->key, TEXT("none"))) event_periods(reader, &shared, STATEMENT_NONE, member->value);
  }
}

static void event(const FactReader *reader, const Json *json) {
  Statement bare = {0};
  if (json->kind == JSON_OBJECT) event_object(reader, json);
  else if (json->kind != JSON_ARRAY || !holds_objects(json)) event_on(reader, &bare, json);
  else {
    for (size_t i = 0; i < json->items.count; i++) {
      const Json *item = json->items.at[i];
      if (item->kind == JSON_OBJECT) event_object(reader, item);
      else refuse(reader, item, "an object such as {\"on\": [...], \"cite\": ...}", NULL);
    }
  }
}

void json_events(LineReader *line, Source *file, const Json *events) {
  FactReader reader = {.line = line, .file = file};
  for (size_t i = 0; i < events->members.count; i++) {
    const JsonMember *member = &events->members.at[i];
    SymbolKind kind;
    if (!subject(&reader, member, &kind)) continue;
    if (kind == SYMBOL_EVENT) event(&reader, member->value);
    else bare_statement(&reader, member, STATEMENT_COMPLETE);
  }
}

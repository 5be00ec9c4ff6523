#include "facts/values.h"

static Diag *wrong(const Reading *reading, DiagCode code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A message about all the values of the statement. */
static Diag *wrong(const Reading *reading, DiagCode code, const char *format, ...) {
  const Literals *values = &reading->statement->values;
  Span span = reading->statement->ref.name.span;
  if (values->count > 0) span = (Span){values->at[0].span.from, values->at[values->count - 1].span.to};
  va_list args;
  va_start(args, format);
  Text text = text_format_list(format, args);
  va_end(args);
  return diag_add(reading->diags, code, reading->file, ast_absolute(reading->decl, span), "%s", text.at);
}

/* ---- the form against the type ---- */

static bool set_words(StatementKind kind) {
  return kind == STATEMENT_INCLUDES || kind == STATEMENT_EXCLUDES || kind == STATEMENT_IS_NONE;
}

static bool ordering_words(StatementKind kind) {
  return kind == STATEMENT_AT_LEAST || kind == STATEMENT_AT_MOST || kind == STATEMENT_BETWEEN;
}

static bool single_form(const Reading *reading) {
  const Statement *s = reading->statement;
  Diag *diag;
  if (set_words(s->kind)) {
    diag = wrong(reading, DIAG_FACT_SET, "`%s` is not a set, so it has no members", reading->name);
    diag_mend(diag,
              s->kind == STATEMENT_IS_NONE ? "write `%s is unknown` where it is not known" : "write `%s is VALUE`",
              reading->name);
    return false;
  }
  if (s->kind == STATEMENT_IS && s->values.count > 1) {
    diag = wrong(reading, DIAG_FACT_SET, "`%s` is not a set: it has one value", reading->name);
    diag_mend(diag, "write `one of (...)` where it is not known which");
    return false;
  }
  if (!ordering_words(s->kind) || type_ordered(reading->type)) return true;
  diag = wrong(reading, DIAG_NOT_ORDERED, "the values of `%s` have no order", reading->name);
  diag_mend(diag, "list those that are possible: `%s is one of (...)`", reading->name);
  return false;
}

static bool set_form(const Reading *reading) {
  StatementKind kind = reading->statement->kind;
  if (kind != STATEMENT_ONE_OF && !ordering_words(kind)) return true;
  Diag *diag =
      wrong(reading, DIAG_FACT_SET, "`%s` is a set: what is known of it is said member by member", reading->name);
  diag_mend(diag, "write `%s includes ...` and `%s excludes ...`", reading->name, reading->name);
  return false;
}

/* ---- values ---- */

static bool literal_value(const Reading *reading, size_t i, Value *value) {
  const Literal *literal = &reading->statement->values.at[i];
  if (literal->kind == LITERAL_ERROR) return false;
  return program_literal(reading->program, reading->type, literal, reading->decl, reading->file, value, reading->diags);
}

typedef LIST(Value) Values;

/* All of them, so that each mistake has its message. */
static bool literal_values(const Reading *reading, Values *values) {
  bool good = true;
  for (size_t i = 0; i < reading->statement->values.count; i++) {
    Value value = {0};
    good &= literal_value(reading, i, &value);
    list_push(values, value);
  }
  return good && (values->count > 0 || set_words(reading->statement->kind));
}

static bool impossible(const Reading *reading) {
  Diag *diag = wrong(reading, DIAG_FACT_IMPOSSIBLE, "nothing is between these two: the larger comes first");
  diag_mend(diag, "turn them round");
  return false;
}

/* ---- members of enumerations and scales, yes and no, parties ---- */

static uint64_t from_bit_up(uint64_t bit, uint64_t all) { return all & ~(bit - 1); }
static uint64_t up_to_bit(uint64_t bit) { return bit | (bit - 1); }

static uint64_t joined(const Values *values) {
  uint64_t mask = 0;
  for (size_t i = 0; i < values->count; i++) mask |= values->at[i].may;
  return mask;
}

static bool members_value(const Reading *reading, const Values *values, Basis basis, Value *value) {
  StatementKind kind = reading->statement->kind;
  uint64_t all = type_unknown(reading->type).may, mask = joined(values);
  if (kind == STATEMENT_AT_LEAST) mask = from_bit_up(mask, all);
  if (kind == STATEMENT_AT_MOST) mask = up_to_bit(mask);
  if (kind == STATEMENT_BETWEEN) {
    mask = from_bit_up(values->at[0].may, all) & up_to_bit(values->at[1].may);
    if (mask == 0) return impossible(reading);
  }
  *value = value_members(mask, basis);
  return true;
}

/* ---- numbers, money, dates, durations ---- */

static bool units_agree(const Reading *reading, const Values *values) {
  for (size_t i = 1; i < values->count; i++) {
    if (values->at[i].unit == values->at[0].unit) continue;
    Diag *diag = wrong(reading, DIAG_FACT_IMPOSSIBLE, "durations in different units cannot be put in order");
    diag_mend(diag, "give both in days and weeks, or both in months and years");
    return false;
  }
  return true;
}

static Value hull(const Values *values, Basis basis) {
  int64_t low = values->at[0].low, high = values->at[0].high;
  for (size_t i = 1; i < values->count; i++) {
    if (values->at[i].low < low) low = values->at[i].low;
    if (values->at[i].high > high) high = values->at[i].high;
  }
  return value_range(low, high, basis);
}

static bool range_value(const Reading *reading, const Values *values, Basis basis, Value *value) {
  StatementKind kind = reading->statement->kind;
  if (!units_agree(reading, values)) return false;
  int64_t low = values->at[0].low, high = values->at[values->count - 1].high;
  if (kind == STATEMENT_BETWEEN && low > high) return impossible(reading);
  if (kind == STATEMENT_AT_LEAST) *value = value_open_range(false, low, true, INT64_MAX, basis);
  else if (kind == STATEMENT_BETWEEN) *value = value_range(low, high, basis);
  else if (kind != STATEMENT_AT_MOST) *value = hull(values, basis);
  else if (reading->type->word == TYPE_COUNT) *value = value_range(0, high, basis);
  else *value = value_open_range(true, INT64_MIN, false, high, basis);
  value->unit = values->at[0].unit;
  return true;
}

/* ---- texts and sets ---- */

static Value candidates(const Values *values, Basis basis) {
  Text *texts = mem_alloc(values->count * sizeof *texts);
  for (size_t i = 0; i < values->count; i++) texts[i] = values->at[i].texts->at[0];
  return value_texts(texts, values->count, basis);
}

static Value set_value(const Reading *reading, const Values *values, Basis basis) {
  uint64_t all = type_unknown(reading->type).may, listed = joined(values);
  if (reading->statement->kind == STATEMENT_INCLUDES) return value_set(listed, all, basis);
  if (reading->statement->kind == STATEMENT_EXCLUDES) return value_set(0, all & ~listed, basis);
  return value_set(listed, listed, basis);
}

/* ---- the whole ---- */

static bool read_set(const Reading *reading, Basis basis, Value *value) {
  Values values = {0};
  if (!set_form(reading) || !literal_values(reading, &values)) return false;
  *value = set_value(reading, &values, basis);
  return true;
}

/* `none` may be the name of a member: of what is no set it says nothing else. */
static bool member_none(const Reading *reading, Value *value, Basis basis) {
  const Members *members = reading->type->members;
  const Name *none = names_find(reading->program->names, TEXT("none"));
  if (reading->statement->kind != STATEMENT_IS_NONE || members == NULL || none == NULL) return false;
  int member = members_find(members, none);
  if (member >= 0) *value = value_members(UINT64_C(1) << member, basis);
  return member >= 0;
}

static bool read_single(const Reading *reading, Basis basis, Value *value) {
  if (member_none(reading, value, basis)) return true;
  Values values = {0};
  if (!single_form(reading) || !literal_values(reading, &values)) return false;
  switch (type_form(reading->type)) {
    case VALUE_MEMBERS: return members_value(reading, &values, basis, value);
    case VALUE_RANGE: return range_value(reading, &values, basis, value);
    case VALUE_TEXTS: *value = candidates(&values, basis); return true;
    case VALUE_SET: break;
  }
  return false;
}

bool values_read(const Reading *reading, Basis basis, Value *value) {
  if (reading->statement->kind == STATEMENT_UNKNOWN) {
    *value = type_unknown(reading->type);
    return true;
  }
  return reading->type->set ? read_set(reading, basis, value) : read_single(reading, basis, value);
}

/* Types: how values are kept, which may be compared, and how they are told to an author. */
#include "model/build.h"

static const Members yes_no_members = {.count = 2, .labels = {{"no", 2}, {"yes", 3}}};

int members_find(const Members *members, const Name *name) {
  for (uint32_t i = 0; i < members->count; i++)
    if (members->at[i] == name) return (int)i;
  return -1;
}

ValueForm type_form(const Type *type) {
  if (type->set) return VALUE_SET;
  switch (type->word) {
  case TYPE_YES_NO: case TYPE_PARTY: case TYPE_NAMED: return VALUE_MEMBERS;
  case TYPE_COUNT: case TYPE_NUMBER: case TYPE_PERCENT: case TYPE_MONEY: case TYPE_DATE: case TYPE_DURATION:
    return VALUE_RANGE;
  case TYPE_TEXT: return VALUE_TEXTS;
  }
  return VALUE_MEMBERS;
}

Value type_unknown(const Type *type) {
  uint64_t all = type->members ? members_all(type->members) : 0;
  /* A type without members (no party is declared) is refused; until then it stands for two that nobody will see. */
  Value unknown = value_unknown(type_form(type), all || !type->members ? all : 3);
  if (type->word == TYPE_COUNT && !type->set) {  /* a count is never negative */
    unknown.flags &= (uint8_t)~VALUE_OPEN_LOW;
    unknown.low = 0;
  }
  return unknown;
}

bool type_ordered(const Type *type) {
  if (type->set) return false;
  switch (type->word) {
  case TYPE_COUNT:
  case TYPE_NUMBER:
  case TYPE_PERCENT:
  case TYPE_MONEY:
  case TYPE_DATE:
  case TYPE_DURATION: return true;
  case TYPE_NAMED: return type->members->scale;
  case TYPE_YES_NO: case TYPE_TEXT: case TYPE_PARTY: return false;
  }
  return false;
}

const Type *build_type(Program *program, TypeWord word, bool set, const Members *members) {
  const Type *first = hash_get(&program->types, (Text){(const char *)&members, sizeof members});
  for (const Type *known = first; known; known = known->other)
    if (known->word == word && known->set == set) return known;
  Type *type = MEM_NEW(Type);
  *type = (Type){.word = word, .set = set, .members = members, .other = first};
  *hash_put(&program->types, (Text){(const char *)&type->members, sizeof type->members}) = type;
  return type;
}

const Type *type_element(Program *program, const Type *set) {
  return build_type(program, set->word, false, set->members);
}

static const Members *built_in_members(Names *names, const char *const *words, uint32_t count, bool scale) {
  Members *members = MEM_NEW(Members);
  members->scale = scale;
  members->count = count;
  for (uint32_t i = 0; i < count; i++) {
    members->at[i] = names_intern(names, text_of(words[i]));
    members->labels[i] = members->at[i]->text;
  }
  return members;
}

/* Statuses are in the order of REQUIREMENT_MET and its sisters; `not applicable` is two words and no name. */
static const Members *status_members(Names *names) {
  static const char *const words[] = {"met", "breached", "not_applicable", "pending"};
  Members *members = (Members *)(uintptr_t)built_in_members(names, words, 4, false);
  members->labels[REQUIREMENT_NOT_APPLICABLE] = TEXT("not applicable");
  return members;
}

void build_basic_types(Program *program) {
  static const char *const severities[] = {"low", "medium", "high"};
  program->yes_no = build_type(program, TYPE_YES_NO, false, &yes_no_members);
  program->count = build_type(program, TYPE_COUNT, false, NULL);
  program->number = build_type(program, TYPE_NUMBER, false, NULL);
  program->percent = build_type(program, TYPE_PERCENT, false, NULL);
  program->money = build_type(program, TYPE_MONEY, false, NULL);
  program->date = build_type(program, TYPE_DATE, false, NULL);
  program->duration = build_type(program, TYPE_DURATION, false, NULL);
  program->text = build_type(program, TYPE_TEXT, false, NULL);
  program->party = build_type(program, TYPE_PARTY, false, &program->parties);
  program->party_set = build_type(program, TYPE_PARTY, true, &program->parties);
  program->status = build_type(program, TYPE_NAMED, false, status_members(program->names));
  program->severity = build_type(program, TYPE_NAMED, false, built_in_members(program->names, severities, 3, true));
}

const char *type_words(const Type *type) {
  if (type->set) return type->word == TYPE_PARTY ? "a set of parties"
                        : text_c(text_format("a set of `%s`", text_c(type->members->name->text)));
  switch (type->word) {
  case TYPE_YES_NO: return "yes or no";
  case TYPE_COUNT: return "a count";
  case TYPE_NUMBER: return "a number";
  case TYPE_PERCENT: return "a percentage";
  case TYPE_MONEY: return "an amount of money";
  case TYPE_DATE: return "a date";
  case TYPE_DURATION: return "a duration";
  case TYPE_TEXT: return "a text";
  case TYPE_PARTY: return "a party";
  case TYPE_NAMED: return type->members->name ? text_c(text_format("a `%s`", text_c(type->members->name->text)))
                                              : "a status";
  }
  return "a value";
}

const char *type_example(const Type *type) {
  if (type->set) return NULL;
  switch (type->word) {
  case TYPE_YES_NO: return "`yes` or `no`";
  case TYPE_COUNT: return "`12`";
  case TYPE_NUMBER: return "`3.5`";
  case TYPE_PERCENT: return "`60%`";
  case TYPE_MONEY: return "`£850k`";
  case TYPE_DATE: return "`2014-10-01`";
  case TYPE_DURATION: return "`18 months`";
  case TYPE_TEXT: return "`\"...\"`";
  case TYPE_PARTY: case TYPE_NAMED: return NULL;
  }
  return NULL;
}

/* What is written as a value, read as a value of a type. */
#include "model/build.h"

typedef struct Reader {     /* the same for rules (a Build) and for facts (a program and a file) */
  Program *program;
  const Decl *decl;
  Source *file;
  Diags *diags;
} Reader;

static bool refuse(const Reader *reader, const Type *type, const Literal *literal, const char *found) {
  Diag *diag = diag_add(reader->diags, DIAG_WRONG_TYPE, reader->file, ast_absolute(reader->decl, literal->span),
                        "%s is due here, not %s", type_words(type), found);
  const char *example = type_example(type);
  if (example) diag_mend(diag, "write it as %s", example);
  return false;
}

static const char *literal_words(const Literal *literal) {
  switch (literal->kind) {
  case LITERAL_PERCENT: return "a percentage";
  case LITERAL_MONEY: return "an amount of money";
  case LITERAL_DURATION: return "a duration";
  case LITERAL_DATE: return "a date";
  case LITERAL_TEXT: return "a text in quotes";
  case LITERAL_YES: case LITERAL_NO: return "yes or no";
  case LITERAL_NAME: return text_c(text_format("`%s`", text_c(literal->name->text)));
  case LITERAL_ERROR: case LITERAL_NUMBER: break;     /* neither comes here */
  }
  return "this";
}

static bool read_member(const Reader *reader, const Type *type, const Literal *literal, Value *value) {
  int member = members_find(type->members, literal->name);
  if (member >= 0) {
    *value = value_members(UINT64_C(1) << member, BASIS_NONE);
    return true;
  }
  DiagNearest nearest = diag_nearest(reader->diags, literal->name->text);
  for (uint32_t i = 0; i < type->members->count; i++) diag_nearest_offer(&nearest, type->members->at[i]->text);
  bool party = type->word == TYPE_PARTY;
  Diag *diag =
    diag_add(reader->diags, DIAG_UNKNOWN_MEMBER, reader->file, ast_absolute(reader->decl, literal->span),
             party ? "there is no party called `%s`" : "`%s` is no member of `%s`", text_c(literal->name->text),
             party || !type->members->name ? "" : text_c(type->members->name->text));
  if (nearest.count) diag_nearest_mend(diag, &nearest);
  return false;
}

static bool whole(Millionths number) { return number % DECIMAL_ONE == 0; }

static bool read_number(const Reader *reader, const Type *type, const Literal *literal, Value *value) {
  if (type->word == TYPE_COUNT && (!whole(literal->number) || literal->number < 0))
    return refuse(reader, type, literal, "a number that is negative or has a fraction");
  if (type->word != TYPE_NUMBER && type->word != TYPE_COUNT) {
    Diag *diag = diag_add(reader->diags, DIAG_WRONG_TYPE, reader->file, ast_absolute(reader->decl, literal->span),
                          "%s is due here, not a plain number", type_words(type));
    Text written = text_slice(reader->file->text, reader->decl->offset + literal->span.from,
                              reader->decl->offset + literal->span.to);
    const char *example = type_example(type);
    if (type->word == TYPE_PERCENT) diag_mend(diag, "write `%s%%`", text_c(written));
    else if (type->word == TYPE_MONEY) diag_mend(diag, "write `£%s`", text_c(written));
    else if (type->word == TYPE_DURATION)
      diag_mend(diag, "write `%s days` or `%s months`", text_c(written), text_c(written));
    else if (example) diag_mend(diag, "write it as %s", example);
    return false;
  }
  *value = value_range(literal->number, literal->number, BASIS_NONE);
  return true;
}

/* A bare `2015` where a date is due is a year. */
static bool read_year(const Reader *reader, const Type *type, const Literal *literal, Value *value) {
  int64_t year = literal->number / DECIMAL_ONE;
  if (!whole(literal->number) || year < 1900 || year > 2199) return refuse(reader, type, literal, "a plain number");
  *value = value_range(calendar_day((int)year, 1, 1), calendar_day((int)year, 12, 31), BASIS_NONE);
  return true;
}

static bool read_literal(const Reader *reader, const Type *type, const Literal *literal, Value *value) {
  TypeWord word = type->word;
  *value = type_unknown(type);
  switch (literal->kind) {
  case LITERAL_ERROR: return false;
  case LITERAL_NUMBER:
    return word == TYPE_DATE ? read_year(reader, type, literal, value) : read_number(reader, type, literal, value);
  case LITERAL_PERCENT: case LITERAL_MONEY:
    if (word != (literal->kind == LITERAL_PERCENT ? TYPE_PERCENT : TYPE_MONEY)) break;
    *value = value_range(literal->number, literal->number, BASIS_NONE);
    return true;
  case LITERAL_DURATION:
    if (word != TYPE_DURATION) break;
    *value = value_duration(literal->count, literal->unit, BASIS_NONE);
    return true;
  case LITERAL_DATE:
    if (word != TYPE_DATE) break;
    *value = value_range(literal->date.first, literal->date.last, BASIS_NONE);
    return true;
  case LITERAL_TEXT:
    if (word != TYPE_TEXT) break;
    *value = value_text(literal->text, BASIS_NONE);
    return true;
  case LITERAL_YES: case LITERAL_NO:
    if (word != TYPE_YES_NO) break;
    *value = value_yes_no(literal->kind == LITERAL_YES, BASIS_NONE);
    return true;
  case LITERAL_NAME:
    if (!type->members || word == TYPE_YES_NO) break;
    return read_member(reader, type, literal, value);
  }
  return refuse(reader, type, literal, literal_words(literal));
}

bool program_literal(Program *program, const Type *type, const Literal *literal, const Decl *decl, Source *file,
                     Value *value, Diags *diags) {
  Reader reader = {program, decl, file, diags};
  const Type *element = type->set ? type_element(program, type) : type;
  return read_literal(&reader, element, literal, value);
}

bool build_literal(Build *build, const Type *type, const Literal *literal, Value *value) {
  bool read = program_literal(build->program, type, literal, build->home.decl, build->home.file, value, build->diags);
  if (!read) build->failed_names = true;
  return read;
}

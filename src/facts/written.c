#include "facts/written.h"

#include <string.h>
#include "source/clean.h"
#include "syntax/parse.h"

Span written_part(const Written *words, Span part) {
  if (!words->plain) return words->span;
  return (Span){words->span.from + part.from, words->span.from + part.to};
}

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Written written_slice(const Written *words, size_t from, size_t to) {
  while (from < to && space(words->text.at[from])) from++;
  while (to > from && space(words->text.at[to - 1])) to--;
  Written slice = *words;
  slice.text = text_slice(words->text, from, to);
  slice.span = written_part(words, (Span){(uint32_t)from, (uint32_t)to});
  return slice;
}

bool written_piece(const Written *words, size_t *at, Written *piece) {
  size_t from = *at, to = from;
  if (from > words->text.bytes) return false;
  while (to < words->text.bytes && words->text.at[to] != '|' && words->text.at[to] != ',') to++;
  *piece = written_slice(words, from, to);
  *at = to + 1;
  return true;
}

/* ---- messages ---- */

/* What was said of the words alone is said of their place in the file. */
static void hand_on(const WrittenReader *reader, const Written *words, const Diags *said) {
  for (size_t i = 0; i < said->all.count; i++) {
    const Diag *from = said->all.at[i];
    Diag *diag =
        diag_add(reader->diags, from->code, words->file, written_part(words, from->span), "%s", text_c(from->text));
    if (from->mend.bytes > 0) diag_mend(diag, "%s", text_c(from->mend));
    for (size_t f = 0; words->plain && f < from->fixes.count; f++) {
      diag_fix(diag, words->file, written_part(words, from->fixes.at[f].span), from->fixes.at[f].text);
    }
  }
}

bool written_clean(const WrittenReader *reader, const Written *words) {
  Diags said = {0};
  if (words->plain) return true;  /* the file has been checked */
  clean_check(source_of_text(words->file->path, words->text), &said);
  if (said.errors == 0) return true;
  diag_add(reader->diags, DIAG_WRITTEN_CHARACTER, words->file, words->span, "%s is written here as an escape",
           diag_title(said.all.at[0]->code));
  return false;
}

/* ---- words ---- */

static bool name_shaped(Text text) {
  if (text.bytes == 0 || text.at[0] < 'a' || text.at[0] > 'z') return false;
  for (uint32_t i = 0; i < text.bytes; i++) {
    char c = text.at[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

bool written_reserved(Text word) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++) {
    if (words[i].reserved && text_equal(word, text_of(words[i].word))) return true;
  }
  return false;
}

/* ---- values ---- */

static void make_absolute(const Written *words, const Decl *decl, Statement *statement) {
  for (size_t i = 0; i < statement->values.count; i++) {
    Span *span = &statement->values.at[i].span;
    *span = written_part(words, ast_absolute(decl, *span));
  }
}

static bool plain_number(Text text, Literal *literal) {
  bool percent = text_ends(text, TEXT("%"));
  Text digits = text_slice(text, 0, text.bytes - percent);
  literal->kind = percent ? LITERAL_PERCENT : LITERAL_NUMBER;
  return text.bytes > 0 && text.at[0] >= '0' && text.at[0] <= '9' &&
         decimal_parse(digits, &literal->number) == DECIMAL_OK &&
         (!percent || decimal_scale(literal->number, 1, 100, &literal->number) == DECIMAL_OK);
}

/* Most cells of a table are one word or one number: those need no parser. Whatever else it is, the parser says. */
static bool plain_literal(const WrittenReader *reader, Text text, Literal *literal) {
  if (plain_number(text, literal)) return true;
  bool yes = text_equal(text, TEXT("yes"));
  literal->kind = yes ? LITERAL_YES : LITERAL_NO;
  if (yes || text_equal(text, TEXT("no"))) return true;
  literal->kind = LITERAL_NAME;
  bool more = text_equal(text, TEXT("unknown")) || text_equal(text, TEXT("none"));
  if (more || !name_shaped(text) || written_reserved(text)) return false;
  literal->name = names_intern(reader->names, text);
  return true;
}

Statement *written_value(const WrittenReader *reader, const Written *words) {
  Diags said = {0};
  Literal literal = {.span = words->span};
  if (words->plain && plain_literal(reader, words->text, &literal)) {
    Statement *statement = MEM_NEW(Statement);
    list_push(&statement->values, literal);
    return statement;
  }
  if (!written_clean(reader, words)) return NULL;
  Tree *tree = parse_value(reader->names, source_of_text(words->file->path, words->text), &said);
  hand_on(reader, words, &said);
  if (said.errors > 0 || tree == NULL || tree->decls.count == 0) return NULL;
  Statement *statement = tree->decls.at[0]->statement;
  if (statement != NULL) make_absolute(words, tree->decls.at[0], statement);
  return statement;
}

/* ---- dates ---- */

static bool date_alone(const WrittenReader *reader, const Written *words, PartialDate *date) {
  const char *written = text_c(words->text);
  Diag *diag;
  switch (calendar_parse(words->text, date)) {
    case DATE_OK: return true;
    case DATE_IMPOSSIBLE:
      diag_add(reader->diags, DIAG_WRITTEN_DATE, words->file, words->span, "there is no day `%s` in the calendar",
               written);
      return false;
    case DATE_OUT_OF_RANGE:
      diag_add(reader->diags, DIAG_WRITTEN_DATE, words->file, words->span,
               "`%s` is outside the dates that can be used: 1900-01-01 to 2199-12-31", written);
      return false;
    case DATE_MALFORMED: break;
  }
  diag = diag_add(reader->diags, DIAG_WRITTEN_DATE, words->file, words->span, "a date is due here, not `%s`", written);
  diag_mend(diag, "write it as `2014-10-01`, `2014-10` or `2014`");
  return false;
}

static size_t find_and(Text text) {
  for (size_t i = 0; i + 5 <= text.bytes; i++) {
    if (memcmp(text.at + i, " and ", 5) == 0) return i;
  }
  return text.bytes;
}

bool written_date(const WrittenReader *reader, const Written *words, DateBound *bound) {
  Written all = written_slice(words, 0, words->text.bytes);
  size_t and = find_and(all.text);
  *bound = (DateBound){.given = true, .span = all.span};
  if (!written_clean(reader, words)) return false;
  if (!text_starts(all.text, TEXT("between ")) || and == all.text.bytes) return date_alone(reader, &all, &bound->date);
  PartialDate first, last;
  Written a = written_slice(&all, 8, and), b = written_slice(&all, and + 5, all.text.bytes);
  bool good = date_alone(reader, &a, &first);
  good &= date_alone(reader, &b, &last);
  if (!good) return false;
  bound->between = true;
  bound->date = (PartialDate){first.first, last.last};
  return true;
}

/* ---- names ---- */

bool written_name(const WrittenReader *reader, const Written *words, const char *what, Ident *name) {
  Written all = written_slice(words, 0, words->text.bytes);
  if (!written_clean(reader, words)) return false;
  if (name_shaped(all.text) && !written_reserved(all.text)) {
    *name = (Ident){names_intern(reader->names, all.text), all.span};
    return true;
  }
  if (name_shaped(all.text)) {
    diag_add(reader->diags, DIAG_WRITTEN_NAME, words->file, words->span,
             "`%s` is a word of the language and cannot be the name of %s", text_c(all.text), what);
    return false;
  }
  Diag *diag = diag_add(reader->diags, DIAG_WRITTEN_NAME, words->file, words->span, "`%s` cannot be the name of %s",
                        text_c(text_slice(all.text, 0, 60)), what);
  diag_mend(diag, "names are made of small letters, digits and `_`, and begin with a letter");
  return false;
}

bool written_ref(const WrittenReader *reader, const Written *words, Ref *ref) {
  Written all = written_slice(words, 0, words->text.bytes);
  *ref = (Ref){0};
  const char *bracket = all.text.bytes > 0 ? memchr(all.text.at, '[', all.text.bytes) : NULL;
  if (bracket == NULL || !text_ends(all.text, TEXT("]"))) return written_name(reader, words, "a fact", &ref->name);
  size_t open = (size_t)(bracket - all.text.at);
  Written name = written_slice(&all, 0, open), index = written_slice(&all, open + 1, all.text.bytes - 1);
  return written_name(reader, &name, "a fact", &ref->name) && written_name(reader, &index, "a member", &ref->index);
}

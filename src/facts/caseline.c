#include "facts/caseline.h"

#include <string.h>

LineReader line_reader(const Program *program, Diags *diags, PendingStatements *pending) {
  LineReader reader = {.words = {program->names, diags}, .program = program, .pending = pending};
  reader.decl = MEM_NEW(Decl);
  reader.decl->kind = DECL_STATEMENT;
  return reader;
}

SymbolKind line_subject(const LineReader *reader, const Ref *ref, const Type **type) {
  const Program *program = reader->program;
  *type = NULL;
  if (ref->name.name == NULL || ref->name.name->id >= program->symbols.count) return SYMBOL_NONE;
  const Symbol *symbol = &program->symbols.at[ref->name.name->id];
  if (symbol->kind == SYMBOL_FACT) *type = program->facts.at[symbol->index]->type;
  else if (symbol->kind == SYMBOL_PARAMETER) *type = program->parameters.at[symbol->index]->type;
  else if (symbol->kind != SYMBOL_EVENT) return SYMBOL_NONE;
  return symbol->kind;
}

void line_add(LineReader *reader, Statement *statement) {
  list_push(reader->pending, ((PendingStatement){statement, reader->decl}));
}

/* ---- values ---- */

static Statement *text_statement(const LineReader *reader, const Written *words) {
  if (!written_clean(&reader->words, words)) return NULL;
  Statement *statement = MEM_NEW(Statement);
  Literal literal = {.kind = LITERAL_TEXT, .span = words->span, .text = words->text};
  list_push(&statement->values, literal);
  return statement;
}

/* A text may do without quotes, but what is known of it in part is said as everywhere. */
static bool bare_text(const Written *words) {
  Text text = text_trim(words->text);
  return !text_starts(text, TEXT("\"")) && !text_starts(text, TEXT("one of (")) && !text_equal(text, TEXT("unknown"));
}

static Statement *members_statement(const LineReader *reader, const Written *words) {
  Statement *statement = MEM_NEW(Statement);
  Written piece;
  bool good = true;
  for (size_t at = 0; written_piece(words, &at, &piece);) {
    Ident name = {0};
    good &= written_name(&reader->words, &piece, "a member", &name);
    Literal literal = {.kind = LITERAL_NAME, .span = piece.span, .name = name.name};
    list_push(&statement->values, literal);
  }
  return good ? statement : NULL;
}

Statement *line_value(const LineReader *reader, const Type *type, const Written *words) {
  if (type != NULL && type->word == TYPE_TEXT && bare_text(words)) return text_statement(reader, words);
  bool bars = words->text.bytes > 0 && memchr(words->text.at, '|', words->text.bytes) != NULL;
  if (type != NULL && type->set && bars) return members_statement(reader, words);
  return written_value(&reader->words, words);
}

/* ---- dates ---- */

Statement *line_dates(const LineReader *reader, const Written *words) {
  Statement *statement = MEM_NEW(Statement);
  statement->kind = STATEMENT_NONE;
  if (text_equal(text_trim(words->text), TEXT("none"))) return statement;
  statement->kind = STATEMENT_ON;
  Written piece;
  bool good = true;
  for (size_t at = 0; written_piece(words, &at, &piece);) {
    DateBound bound;
    good &= written_date(&reader->words, &piece, &bound);
    list_push(&statement->on, bound);
  }
  return good ? statement : NULL;
}

/* ---- cells ---- */

static Statement *spreadsheet_truth(const Type *type, const Written *words) {
  if (type == NULL || type->set || type->word != TYPE_YES_NO) return NULL;
  bool yes = text_equal(words->text, TEXT("true")) || text_equal(words->text, TEXT("TRUE"));
  if (!yes && !text_equal(words->text, TEXT("false")) && !text_equal(words->text, TEXT("FALSE"))) return NULL;
  Statement *statement = MEM_NEW(Statement);
  list_push(&statement->values, ((Literal){.kind = yes ? LITERAL_YES : LITERAL_NO, .span = words->span}));
  return statement;
}

void line_cell(LineReader *reader, const Ref *ref, const Written *words) {
  const Type *type;
  SymbolKind kind = line_subject(reader, ref, &type);
  Statement *statement = spreadsheet_truth(type, words);
  if (statement == NULL) statement = kind == SYMBOL_EVENT ? line_dates(reader, words) : line_value(reader, type, words);
  if (statement == NULL) return;
  statement->ref = *ref;
  statement->span = words->span;
  line_add(reader, statement);
}

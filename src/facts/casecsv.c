/* Cases in CSV: a column a fact, a row a case, an empty cell unknown. */
#include "base/csv.h"
#include "base/hash.h"
#include "facts/caseline.h"
#include "facts/casereaders.h"

typedef enum ColumnKind { COLUMN_FACT, COLUMN_CASE, COLUMN_USE, COLUMN_AS_AT, COLUMN_WRONG } ColumnKind;

typedef struct Column {
  ColumnKind kind;
  Written words;              /* the header */
  Ref ref;                  /* of COLUMN_FACT */
  const Program *checked;   /* the program in which the name is known to stand for a fact or event */
} Column;

typedef struct CsvCases {
  Session *session;
  WrittenReader words;
  Source *file;
  Text rules;
  CsvReader csv;
  LIST(Column) columns;
  HashMap headers;          /* where each column begins, by column_key */
  size_t ordinal;           /* of the row, from 1 */
} CsvCases;

static Written cell_words(Source *file, const CsvCell *cell) {
  Span span = {(uint32_t)cell->from, (uint32_t)(cell->from + cell->raw.bytes)};
  return (Written){.file = file, .text = csv_text(cell), .span = span, .plain = !cell->doubled};
}

static void report(const CsvCases *c) {
  const CsvError *error = &c->csv.error;
  Span span = {(uint32_t)error->from, (uint32_t)error->to};
  Diag *diag = diag_add(c->session->diags, DIAG_CSV_FORM, c->file, span, "%s", text_c(error->words));
  if (error->mend.bytes > 0) diag_mend(diag, "%s", text_c(error->mend));
}

/* ---- the header ---- */

static ColumnKind special(Text name) {
  if (text_equal(name, TEXT("case"))) return COLUMN_CASE;
  if (text_equal(name, TEXT("use"))) return COLUMN_USE;
  return text_equal(name, TEXT("as_at")) ? COLUMN_AS_AT : COLUMN_FACT;
}

/* The same for two columns of the same fact, however their headers are spaced. */
static Text column_key(const Column *column) {
  const Ref *ref = &column->ref;
  if (column->kind != COLUMN_FACT) return column->words.text;
  return ref->index.name ? text_format("%s[%s]", text_c(ref->name.name->text), text_c(ref->index.name->text))
                         : ref->name.name->text;
}

static void refuse_second(CsvCases *c, Column *column) {
  if (column->kind == COLUMN_WRONG) return;
  void **place = hash_put(&c->headers, column_key(column));
  const Span *first = *place;
  if (!first) {
    Span *span = MEM_NEW(Span);
    *span = column->words.span;
    *place = span;
    return;
  }
  Diag *diag = diag_add(c->session->diags, DIAG_CSV_HEADER, c->file, column->words.span, "there are two columns `%s`",
                        text_c(column->words.text));
  diag_note(diag, c->file, *first, "the first is here");
  column->kind = COLUMN_WRONG;
}

static bool separated_otherwise(const CsvCases *c) {
  if (c->csv.cells.count != 1) return false;
  Text only = c->csv.cells.at[0].raw;
  for (uint32_t i = 0; i < only.bytes; i++) {
    if (only.at[i] == ';' || only.at[i] == '\t') return true;
  }
  return false;
}

static bool read_header(CsvCases *c) {
  bool good = true;
  if (separated_otherwise(c)) {
    Written words = cell_words(c->file, &c->csv.cells.at[0]);
    Diag *diag = diag_add(c->session->diags, DIAG_CSV_HEADER, c->file, words.span, "this table has one column only");
    diag_mend(diag, "part the cells by commas");
    return false;
  }
  for (size_t i = 0; i < c->csv.cells.count; i++) {
    Written words = cell_words(c->file, &c->csv.cells.at[i]);
    Column column = {.words = written_slice(&words, 0, words.text.bytes)};
    column.kind = special(column.words.text);
    if (column.kind == COLUMN_FACT && !written_ref(&c->words, &column.words, &column.ref)) column.kind = COLUMN_WRONG;
    refuse_second(c, &column);
    good &= column.kind != COLUMN_WRONG;
    list_push(&c->columns, column);
  }
  return good;
}

/* ---- a row ---- */

static bool empty(const Written *words) { return text_trim(words->text).bytes == 0; }

static void read_special(CsvCases *c, CaseDraft *draft, const Column *column, const Written *words) {
  DateBound bound;
  if (column->kind == COLUMN_CASE) {
    draft->file->name = words->text;
  } else if (column->kind == COLUMN_USE) {
    if (!written_name(&c->words, words, "a module", &draft->file->use)) return;
    draft->file->use_word = draft->file->use.name->text;
    draft->file->use_span = draft->file->use.span;
  } else if (written_date(&c->words, words, &bound)) {
    draft_as_at(draft, &bound, words->span);
  }
}

static void read_specials(CsvCases *c, CaseDraft *draft) {
  for (size_t i = 0; i < c->columns.count; i++) {
    const Column *column = &c->columns.at[i];
    if (column->kind == COLUMN_FACT || column->kind == COLUMN_WRONG) continue;
    Written cell = cell_words(c->file, &c->csv.cells.at[i]), words = written_slice(&cell, 0, cell.text.bytes);
    if (!empty(&words)) read_special(c, draft, column, &words);
  }
}

/* A header that names nothing of the module is faulted once, whatever the rows say. */
static bool column_known(CsvCases *c, Column *column, const Program *program) {
  SymbolKind kind;
  uint32_t index;
  Decl decl = {.kind = DECL_STATEMENT};
  if (column->checked == program) return true;
  column->checked = program;
  size_t errors = c->session->diags->errors;
  bool known = program_subject((Program *)(uintptr_t)program, program->module, &column->ref, &decl, c->file,
                               SYMBOL_NONE, &kind, &index, c->session->diags);
  if (!known) column->kind = COLUMN_WRONG;
  return known && c->session->diags->errors == errors;
}

/* Nothing of the table is for this module: one message, not one a column. */
static bool foreign_header(const CsvCases *c, const CaseDraft *draft) {
  const Column *first = NULL;
  size_t facts = 0;
  LineReader line = {.program = draft->file->program};
  for (size_t i = 0; i < c->columns.count; i++) {
    const Column *column = &c->columns.at[i];
    const Type *type;
    if (column->kind != COLUMN_FACT) continue;
    if (line_subject(&line, &column->ref, &type) != SYMBOL_NONE) return false;
    if (first == NULL) first = column;
    facts++;
  }
  if (facts < 2) return false;
  Diag *diag = diag_add(draft->diags, DIAG_CASE_OTHER_MODULE, c->file, first->words.span,
                        "this table is for another module: `%s` has none of its columns, such as `%s`",
                        text_c(draft->file->program->module->name->text), text_c(first->words.text));
  diag_mend(diag, "name the module that declares these facts, with a column `use` or with `--rules`");
  return true;
}

static void read_facts(CsvCases *c, CaseDraft *draft, PendingStatements *pending) {
  LineReader line = line_reader(draft->file->program, draft->diags, pending);
  for (size_t i = 0; i < c->columns.count; i++) {
    Column *column = &c->columns.at[i];
    if (column->kind != COLUMN_FACT || !column_known(c, column, draft->file->program)) continue;
    Written cell = cell_words(c->file, &c->csv.cells.at[i]), words = written_slice(&cell, 0, cell.text.bytes);
    if (!empty(&words)) line_cell(&line, &column->ref, &words);
  }
}

static bool sound_header(const CsvCases *c) {
  for (size_t i = 0; i < c->columns.count; i++) {
    if (c->columns.at[i].kind == COLUMN_WRONG) return false;
  }
  return true;
}

static void read_row(CsvCases *c, CaseFiles *cases) {
  CaseDraft draft = draft_open(c->session, c->file);
  PendingStatements pending = {0};
  Span row = {(uint32_t)c->csv.cells.at[0].from, (uint32_t)c->csv.cells.at[0].from};
  draft.file->name = text_format("%s_%zu", text_c(draft_file_stem(c->file)), c->ordinal);
  draft.file->use.span = row;
  read_specials(c, &draft);
  bool misnamed = draft.file->use.name == NULL && c->session->diags->errors != draft.errors;
  if ((misnamed && c->rules.bytes == 0) || !draft_program(&draft, c->rules, row)) return;
  if (foreign_header(c, &draft)) return;
  read_facts(c, &draft, &pending);
  if (sound_header(c)) draft_finish(&draft, &pending, cases);
}

/* ---- the file ---- */

void read_case_csv(Session *session, Source *file, Text rules, CaseFiles *cases) {
  CsvCases c = {.session = session, .words = {session->names, session->diags}, .file = file, .rules = rules};
  CsvStatus status;
  csv_begin(&c.csv, file->text);
  if (csv_next(&c.csv) == CSV_FAILED) {
    report(&c);
    return;
  }
  if (!read_header(&c)) return;
  while ((status = csv_next(&c.csv)) != CSV_END) {
    c.ordinal++;
    if (status == CSV_RECORD) read_row(&c, cases);
    else report(&c);
  }
  if (c.ordinal > 0) return;
  Diag *diag = diag_add(session->diags, DIAG_CSV_NO_ROWS, file, (Span){0, 0}, "this table has a header, but no rows");
  diag_mend(diag, "each row below the header is one case");
}

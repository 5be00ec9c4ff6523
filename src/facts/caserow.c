#include "facts/caserow.h"
#include "facts/caseline.h"
#include "facts/values.h"

static Written words_of(Source *file, const CaseCell *cell) {
  return (Written){.file = file, .text = cell->words, .span = cell->span, .plain = cell->plain};
}

CaseFile *case_of_row(Session *session, const CaseRow *row, Text rules) {
  CaseDraft draft = draft_open(session, row->file);
  PendingStatements pending = {0};
  CaseFiles cases = {0};
  draft.file->name = row->name;
  draft.file->dated = row->dated;
  draft.file->as_at = row->as_at;
  if (!draft_program(&draft, rules, (Span){0, 0})) return NULL;
  LineReader line = line_reader(draft.file->program, draft.diags, &pending);
  for (size_t i = 0; i < row->count; i++) {
    Written words = words_of(row->file, &row->cells[i]);
    line_cell(&line, &row->cells[i].ref, &words);
  }
  draft_finish(&draft, &pending, &cases);
  return cases.count ? cases.at[0] : NULL;
}

bool cell_value(const Program *program, const Fact *fact, Source *file, const CaseCell *cell, Diags *diags,
                Value *value) {
  PendingStatements pending = {0};
  LineReader line = line_reader(program, diags, &pending);
  Written words = words_of(file, cell);
  size_t errors = diags->errors;
  line_cell(&line, &cell->ref, &words);
  if (pending.count == 0 || diags->errors != errors) return false;
  Reading reading = {.program = (Program *)(uintptr_t)program,
                     .statement = pending.at[0].statement,
                     .decl = pending.at[0].decl,
                     .file = file,
                     .diags = diags,
                     .name = text_c(fact->subject.name),
                     .type = fact->type};
  return values_read(&reading, BASIS_UNCITED, value) && diags->errors == errors;
}

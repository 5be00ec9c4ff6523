#include "view/runcsv.h"
#include "model/print.h"
#include "view/csvwrite.h"
#include "model/cell.h"

typedef struct Rows {
  Csv csv;
  const Head *head;
  const Conclusions *all;
} Rows;

static void cell_of(Csv *csv, Sink *cell) {
  csv_cell(csv, sink_result(cell));
}

static void put_depends(Rows *rows, const Conclusion *conclusion) {
  const Program *program = rows->head->program;
  Sink cell = {0};
  for (size_t i = 0; i < conclusion->depends_on.count; i++) {
    Dependence what = conclusion->depends_on.at[i];
    if (i) sink_char(&cell, ' ');
    if (what.kind == SYMBOL_FACT) sink_text(&cell, program->facts.at[what.index]->subject.name);
    else if (what.kind == SYMBOL_EVENT) sink_text(&cell, program->events.at[what.index]->subject.name);
    else sink_text(&cell, program->parameters.at[what.index]->subject.name);
  }
  cell_of(&rows->csv, &cell);
}

/* The answers still possible for a role, with `|` between them, as for any other value. */
static void put_positions(Sink *cell, const Program *program, const Positions *positions) {
  for (size_t i = 0; i < positions->count; i++) {
    if (i) sink_char(cell, '|');
    if (positions->at[i].unsettled) sink_c(cell, "unsettled");
    else if (positions->at[i].value.must) print_exact(cell, program->party_set, &positions->at[i].value);
    else sink_c(cell, "nobody");
  }
}

static void put_result(Rows *rows, const Conclusion *conclusion) {
  Sink cell = {0};
  bool open_role = conclusion->unit->kind == UNIT_ROLE && conclusion->status == CONCLUSION_UNKNOWN;
  if (open_role && conclusion->positions.count) put_positions(&cell, rows->head->program, &conclusion->positions);
  else cell_print(&cell, conclusion->unit, &conclusion->kept.value);
  cell_of(&rows->csv, &cell);
}

static void put_row(Rows *rows, const char *kind, const Unit *unit) {
  char date[DATE_ROOM];
  const Conclusion *conclusion = &rows->all->units[unit->index];
  Csv *csv = &rows->csv;
  calendar_print(rows->head->as_at, date);
  csv_cell(csv, rows->head->case_file ? rows->head->case_file->name : (Text){0});
  csv_cell(csv, rows->head->program->module->name->text);
  csv_cell_c(csv, date);
  csv_cell_c(csv, kind);
  csv_cell(csv, unit->subject.name);
  csv_cell(csv, unit->subject.label);
  put_result(rows, conclusion);
  csv_cell_c(csv, basis_word((Basis)conclusion->kept.value.basis));
  put_depends(rows, conclusion);
  csv_end_row(csv);
}

static void put_duty(Rows *rows, const Duty *duty) {
  for (uint32_t i = 0; i < duty->role_count; i++) put_row(rows, "role", duty->roles[i].unit);
}

static void put_signature(Rows *rows, const Signature *signature) {
  put_row(rows, "signature", signature->raised);
  if (signature->severity) put_row(rows, "severity", signature->severity);
  for (uint32_t i = 0; i < signature->indicator_count; i++) put_row(rows, "indicator", signature->indicators[i].unit);
  for (uint32_t i = 0; i < signature->mitigation_count; i++)
    put_row(rows, "mitigation", signature->mitigations[i].unit);
}

static void put_header(Csv *csv) {
  static const char *const columns[] = {"case",  "module", "as_at", "kind",      "name",
                                        "label", "result", "basis", "depends_on"};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(csv, columns[i]);
  csv_end_row(csv);
}

void runcsv_print(Sink *sink, const Head *head, const Conclusions *conclusions, bool header) {
  Rows rows = {{.sink = sink}, head, conclusions};
  const Program *program = head->program;
  if (header) put_header(&rows.csv);
  for (size_t i = 0; i < program->duties.count; i++) put_duty(&rows, program->duties.at[i]);
  for (size_t i = 0; i < program->rights.count; i++) put_row(&rows, "right", program->rights.at[i]->unit);
  for (size_t i = 0; i < program->requirements.count; i++)
    put_row(&rows, "requirement", program->requirements.at[i]->unit);
  for (size_t i = 0; i < program->signatures.count; i++) put_signature(&rows, program->signatures.at[i]);
  for (size_t i = 0; i < program->definitions.count; i++)
    put_row(&rows, "definition", program->definitions.at[i]->unit);
}

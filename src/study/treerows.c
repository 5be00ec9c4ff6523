#include "study/treerows.h"
#include "base/json.h"
#include "batch/table.h"
#include "facts/casereaders.h"
#include "model/cell.h"
#include "model/print.h"

/* ---- a row as a case ---- */

/* With --full the receipt names the facts' bytes: those of a file of this one row. */
static Source *source_of_row(const TreeRows *rows, const BatchRow *row) {
  bool whole = rows->options->full && !row->json;
  Text text = row->text;
  if (rows->options->full)
    text = text_format("%s%s%s\n", whole ? text_c(row->header) : "", whole ? "\n" : "", text_c(row->text));
  Source *source = source_of_text(rows->options->path, text);
  source->lines_before = row->line - 1 - (whole ? 1 : 0);
  return source;
}

static CaseFile *read_cells(Session *session, const TreeRows *rows, const BatchRow *row, Source *source) {
  uint32_t before = rows->options->full ? row->header.bytes + 1 : 0;
  CaseCell *cells = MEM_NEW_ARRAY(CaseCell, row->count + 1);
  for (size_t i = 0; i < row->count; i++) {
    cells[i] = row->cells[i];
    cells[i].span.from += before;
    cells[i].span.to += before;
  }
  CaseRow made = {
    .file = source, .name = row->name, .dated = row->dated, .as_at = row->as_at, .cells = cells, .count = row->count};
  return case_of_row(session, &made, rows->rules);
}

/* Keys by their own names; without what no conclusion needs, which is not looked at. */
static void settle_keys(const Table *table, Json *object, bool top) {
  size_t count = 0;
  for (size_t i = 0; i < object->members.count; i++) {
    JsonMember member = object->members.at[i];
    const Column *column = hash_get(&table->by_header, member.key);
    bool inside = top && (text_equal(member.key, TEXT("facts")) || text_equal(member.key, TEXT("events")));
    if (inside && member.value->kind == JSON_OBJECT) settle_keys(table, member.value, false);
    if (column && column->use == COLUMN_PASSED) continue;
    if (column) member.key = column->header;
    object->members.at[count++] = member;
  }
  object->members.count = count;
}

static CaseFile *read_object(Session *session, const TreeRows *rows, const BatchRow *row, Source *source) {
  JsonError error;
  CaseFiles cases = {0};
  Json *object = json_document(source->text, &error);
  if (!object) {
    Diag *diag = diag_add(session->diags, error.twice ? DIAG_JSON_TWICE : DIAG_JSON_SYNTAX, source,
                          (Span){(uint32_t)error.from, (uint32_t)error.to}, "%s", text_c(error.words));
    if (error.mend.bytes) diag_mend(diag, "%s", text_c(error.mend));
    return NULL;
  }
  if (object->kind == JSON_OBJECT) settle_keys(row->table, object, true);
  read_case_object(session, source, object, row->name, rows->rules, &cases);
  return cases.count ? cases.at[0] : NULL;
}

/* ---- answers ---- */

static void put_positions(Sink *sink, const Conclusion *conclusion) {
  for (size_t i = 0; i < conclusion->positions.count; i++) {
    const Position *position = &conclusion->positions.at[i];
    if (i) sink_char(sink, '|');
    cell_position(sink, conclusion->unit, &position->value, position->unsettled);
  }
}

void treerows_cell(Sink *sink, World *world, const Unit *unit, Day day) {
  Value value = eval_unit(world, unit, day).value;
  bool open_role =
    unit->kind == UNIT_ROLE && !value_certain(&value) && !(value.flags & (VALUE_CONFLICT | VALUE_NOT_IN_FORCE));
  if (open_role) {
    Conclusion conclusion = conclude_unit(world, unit, day);
    if (conclusion.positions.count) {
      put_positions(sink, &conclusion);
      return;
    }
  }
  cell_print(sink, unit, &value);
}

static Day day_of(const TreeRows *rows, const BatchRow *row, const CaseFile *file) {
  if (!rows->options->as_at_given && file->dated) return file->as_at;
  return row->as_at;
}

static void answer_cells(const TreeRows *rows, World *world, Day day, const bool *wanted, BatchAnswers *answers) {
  for (size_t i = 0; i < rows->options->units.count; i++) {
    Sink sink = {0};
    if (wanted && !wanted[i]) continue;
    treerows_cell(&sink, world, rows->options->units.at[i], day);
    answers->cells[i] = text_copy(sink_result(&sink));
    answers->values[i] = eval_unit(world, rows->options->units.at[i], day).value;
  }
}

static Text cell_of_fact(const World *world, const Fact *fact, Day day) {
  Sink sink = {0};
  const History *history = world_fact(world, fact->index);
  print_cell(&sink, fact->type, &history->steps[history_step_at(history, day)].value);
  return sink_result(&sink);
}

static void answer_case(const TreeRows *rows, const BatchRow *row, const CaseFile *file, const bool *wanted,
                        BatchAnswers *answers) {
  World *world = world_make(file->program, file, rows->kind);
  if (rows->supposed && rows->supposed->count) world = world_suppose(world, rows->supposed);
  Day day = day_of(rows, row, file);
  answers->as_at = day;
  answers->name = file->name;
  answers->passes = true;
  if (rows->options->filter) {
    Value passes = eval_node(world, rows->options->filter, day).value;
    answers->passes = value_is_yes(&passes);
  }
  if (!answers->passes) return;
  if (rows->options->by) answers->by = cell_of_fact(world, rows->options->by, day);
  if (rows->options->full) {
    Sink sink = {0};
    rows->full(rows->owner, &sink, world, file, day);
    answers->full = sink_result(&sink);
  } else {
    answer_cells(rows, world, day, wanted, answers);
  }
}

static Text error_text(const Diags *diags) {
  const Diag *diag = diags->all.at[0];
  Place place = source_place(diag->source, diag->span.from);
  return text_format("R%04u at line %u, column %u: %s", (unsigned)diag->code, place.line, place.column,
                     text_c(diag->text));
}

void treerows_answer(void *tree_rows, const BatchRow *row, bool all, BatchAnswers *answers) {
  TreeRows *rows = tree_rows;
  Diags *diags = MEM_NEW(Diags);
  Session session = *rows->session;
  session.diags = diags;
  Source *source = source_of_row(rows, row);
  CaseFile *file = row->json ? read_object(&session, rows, row, source) : read_cells(&session, rows, row, source);
  if (file && !diags->errors) {
    answer_case(rows, row, file, all ? NULL : row->wanted, answers);
    return;
  }
  rows->diags = diags;
  diag_sort(diags);
  answers->error = diags->all.count ? error_text(diags) : TEXT("this row cannot be read");
}

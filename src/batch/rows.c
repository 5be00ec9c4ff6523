#include "batch/rows.h"

typedef LIST(CaseCell) CaseCells;

static void add_cell(const Reader *reader, const Column *column, const CsvCell *cell, CaseCells *cells) {
  Text words = text_trim(csv_text(cell));
  if (column->use != COLUMN_FACT && column->use != COLUMN_TREE) return;
  if (convert_missing(reader->options, words)) return;
  uint32_t blanks = 0;
  while (!cell->doubled && cell->raw.at + blanks < words.at) blanks++;
  uint32_t from = (uint32_t)cell->from + blanks, to = from + (cell->doubled ? cell->raw.bytes : words.bytes);
  list_push(cells, ((CaseCell){.ref = column->ref, .words = words, .span = {from, to}, .plain = !cell->doubled}));
}

void rows_for_tree(const Reader *reader, const Block *block, uint32_t row, Text name, BatchRow *tree_row) {
  CsvReader csv;
  CaseCells cells = {0};
  *tree_row = (BatchRow){.text = {block->at[row].at, block->at[row].bytes},
                         .line = read_line(block, row),
                         .ordinal = (size_t)(block->ordinal + row + 1),
                         .name = text_copy(name),
                         .as_at = block->days[row],
                         .json = reader->options->json,
                         .table = &reader->table,
                         .header = reader->header,
                         .wanted = reader->wanted};
  tree_row->dated = reader->table.has_as_at && !reader->options->as_at_given && !tree_row->json;
  if (tree_row->json) return;
  csv_begin(&csv, tree_row->text);
  csv.at = 0;
  csv.width = reader->width;
  if (csv_next(&csv) != CSV_RECORD) return;
  for (size_t i = 0; i < csv.cells.count; i++) add_cell(reader, &reader->table.columns.at[i], &csv.cells.at[i], &cells);
  tree_row->cells = cells.at;
  tree_row->count = cells.count;
}

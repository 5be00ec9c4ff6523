#include "syntax/format.h"
#include "syntax/format_rows.h"

#define WIDTH 110

/* ---- widths ---- */

static const uint32_t GAPS[CELL_COUNT] = {[CELL_NONE] = 1, [CELL_LABEL] = 1, [CELL_TYPE] = 1, [CELL_ATTRIBUTE] = 2,
                                          [CELL_PARTIES] = 1, [CELL_CONDITION] = 1, [CELL_PERIOD] = 2,
                                          [CELL_TAIL] = 2, [CELL_CITE] = 2, [CELL_COMMENT] = 2};

static uint32_t gap_before(const Piece *piece) {
  return piece->glued ? 0 : GAPS[piece->cell];
}

/* The columns from a piece to the end of its cell, with the gaps inside; of a cell that fits nowhere, more than WIDTH.
 */
static uint32_t cell_width(const Rows *rows, const Row *row, uint32_t at) {
  uint32_t width = rows->pieces.at[row->first + at].width;
  for (uint32_t i = at + 1; i < row->count && width <= WIDTH; i++) {
    const Piece *piece = &rows->pieces.at[row->first + i];
    if (piece->cell != CELL_NONE) break;
    width += gap_before(piece) + piece->width;
  }
  return width;
}

/* Up to the next place where a long row may be broken; the same of a run that fits nowhere. */
static uint32_t run_width(const Rows *rows, const Row *row, uint32_t at) {
  uint32_t width = rows->pieces.at[row->first + at].width;
  for (uint32_t i = at + 1; i < row->count && width <= WIDTH; i++) {
    const Piece *piece = &rows->pieces.at[row->first + i];
    if (piece->cell != CELL_NONE || piece->break_before) break;
    width += gap_before(piece) + piece->width;
  }
  return width;
}

/* ---- columns ---- */

/* The column at which each cell begins; 0: none of the rows has it. */
typedef struct Columns {
  uint32_t at[CELL_COUNT];
} Columns;

static uint32_t padded_gap(const Columns *columns, const Piece *piece, uint32_t column) {
  uint32_t gap = gap_before(piece);
  if (columns && piece->cell != CELL_NONE && columns->at[piece->cell] > column + gap)
    return columns->at[piece->cell] - column;
  return gap;
}

/* The width of the row up to the cell `until`, with the columns known so far; false where it has no such cell. */
static bool width_before(const Rows *rows, const Row *row, const Columns *columns, Cell until, uint32_t *width) {
  *width = row->indent;
  for (uint32_t i = 0; i < row->count; i++) {
    const Piece *piece = &rows->pieces.at[row->first + i];
    if (piece->cell >= until && piece->cell != CELL_NONE) return piece->cell == until;
    if (i) *width += padded_gap(columns, piece, *width);
    *width += piece->width;
  }
  return false;
}

/* A table ends with a blank line, or with a row of another kind; comments may stand in it. */
static size_t table_end(const Rows *rows, size_t from) {
  const Row *first = &rows->rows.at[from];
  size_t end = from + 1;
  for (size_t i = from + 1; i < rows->rows.count; i++) {
    const Row *row = &rows->rows.at[i];
    if (row->blank_before || (!row->comment && (row->kind != first->kind || (row->indent && row->decl != first->decl))))
      break;
    if (!row->comment) end = i + 1;
  }
  return end;
}

/* No column begins further right: a longer cell sticks out of its row, so that one long row does not spoil a table. */
static const uint32_t FURTHEST[CELL_COUNT] = {[CELL_LABEL] = 46, [CELL_TYPE] = 0, [CELL_ATTRIBUTE] = 80,
                                              [CELL_PARTIES] = 46, [CELL_CONDITION] = 64, [CELL_PERIOD] = 64,
                                              [CELL_TAIL] = 80, [CELL_CITE] = 80, [CELL_COMMENT] = 90};

static Columns columns_of(const Rows *rows, size_t from, size_t end) {
  Columns columns = {{0}};
  for (Cell cell = CELL_LABEL; cell < CELL_COUNT; cell++) {
    for (size_t i = from; i < end; i++) {
      const Row *row = &rows->rows.at[i];
      uint32_t width;
      if (row->comment || row->broken || !row->kind || (cell == CELL_ATTRIBUTE && !row->even)) continue;
      if (!width_before(rows, row, &columns, cell, &width)) continue;
      width += GAPS[cell];
      if (width <= FURTHEST[cell] && width > columns.at[cell]) columns.at[cell] = width;
    }
  }
  return columns;
}

/* ---- printing ---- */

typedef struct Pen {
  Sink *out;
  const Rows *rows;
  uint32_t column;
} Pen;

static void put_spaces(Pen *pen, uint32_t count) {
  sink_repeat(pen->out, ' ', count);
  pen->column += count;
}

static void new_line(Pen *pen, uint32_t indent) {
  sink_char(pen->out, '\n');
  pen->column = 0;
  put_spaces(pen, indent);
}

static void put_piece(Pen *pen, const Piece *piece) {
  Text text = pen->rows->tree->source->text;
  sink_text(pen->out, (Text){text.at + piece->span.from, piece->span.to - piece->span.from});
  pen->column += piece->width;
}

static bool must_break(const Pen *pen, const Row *row, uint32_t at, uint32_t gap) {
  const Piece *piece = &pen->rows->pieces.at[row->first + at];
  if (piece->cell == CELL_COMMENT) return false;
  if (piece->comment || pen->rows->pieces.at[row->first + at - 1].comment) return true;
  bool fits = pen->column + gap + cell_width(pen->rows, row, at) <= WIDTH;
  if (piece->cell != CELL_NONE && piece->cell != CELL_TYPE) return !fits && pen->column > row->indent + 12;
  return piece->break_before && pen->column + gap + run_width(pen->rows, row, at) > WIDTH;
}

/* To the column of its cell, unless the cell would then run over the edge. */
static uint32_t gap_at(const Pen *pen, const Row *row, const Columns *columns, uint32_t at) {
  const Piece *piece = &pen->rows->pieces.at[row->first + at];
  uint32_t gap = padded_gap(columns, piece, pen->column);
  return pen->column + gap + cell_width(pen->rows, row, at) <= WIDTH ? gap : gap_before(piece);
}

static void put_row(Pen *pen, const Row *row, const Columns *columns) {
  put_spaces(pen, row->indent);
  for (uint32_t i = 0; i < row->count; i++) {
    uint32_t gap = gap_at(pen, row, columns, i);
    if (i && must_break(pen, row, i, gap)) new_line(pen, row->indent + (row->indent ? 4 : 2));
    else if (i) put_spaces(pen, gap);
    put_piece(pen, &pen->rows->pieces.at[row->first + i]);
  }
  sink_char(pen->out, '\n');
  pen->column = 0;
}

static void put_table(Pen *pen, size_t from, size_t end) {
  Columns columns = columns_of(pen->rows, from, end);
  for (size_t i = from; i < end; i++) {
    const Row *row = &pen->rows->rows.at[i];
    if (row->blank_before) sink_char(pen->out, '\n');
    put_row(pen, row, row->kind && !row->broken ? &columns : NULL);
  }
}

void format_tree(Sink *out, const Tree *tree) {
  Rows rows = {.tree = tree};
  Pen pen = {.out = out, .rows = &rows};
  rows_build(&rows, tree);
  for (size_t from = 0, end; from < rows.rows.count; from = end) {
    end = table_end(&rows, from);
    put_table(&pen, from, end);
  }
}

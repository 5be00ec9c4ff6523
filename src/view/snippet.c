#include "view/snippet.h"
#include "view/visible.h"

#define TAB_COLUMNS 4
/* Cells looked at before the mark and in all: no more than fit, however long the line is. */
#define CELLS_BEFORE SNIPPET_COLUMNS
#define CELLS (3 * SNIPPET_COLUMNS)

typedef struct Cell {     /* what is shown for one code point */
  uint32_t from;
  unsigned columns;
  char form[VISIBLE_ROOM];
} Cell;

typedef struct Row {
  Text line;
  Span mark;              /* within the line; at least one column is marked */
  Cell cells[CELLS];
  size_t from, to;        /* the cells that are shown */
  bool cut_before, cut_after;
} Row;

/* Steps back over at most `cells` code points, or malformed bytes. */
static size_t back(Text line, size_t offset, unsigned cells) {
  for (; offset && cells; cells--) {
    size_t start = offset - 1;
    while (start && offset - start < 4 && ((unsigned char)line.at[start] & 0xC0) == 0x80) start--;
    size_t next = start;
    text_next(line, &next);
    offset = next == offset ? start : offset - 1;
  }
  return offset;
}

static Cell cell_at(Text line, size_t *offset, unsigned column) {
  Cell cell = {.from = (uint32_t)*offset};
  if (line.at[*offset] == '\t') {
    ++*offset;
    cell.columns = TAB_COLUMNS - column % TAB_COLUMNS;
    for (unsigned i = 0; i < cell.columns; i++) cell.form[i] = ' ';
  } else {
    cell.columns = visible_next(line, offset, cell.form);
  }
  return cell;
}

static void row_fill(Row *row) {
  size_t offset = back(row->line, row->mark.from, CELLS_BEFORE);
  unsigned column = 0;
  row->cut_before = offset > 0;
  for (; row->to < CELLS && offset < row->line.bytes; row->to++) {
    row->cells[row->to] = cell_at(row->line, &offset, column);
    column += row->cells[row->to].columns;
  }
  row->cut_after = offset < row->line.bytes;
}

static unsigned columns_from(const Row *row, size_t from, size_t to) {
  unsigned columns = 0;
  for (size_t i = from; i < to; i++) columns += row->cells[i].columns;
  return columns;
}

/* The first cell at or behind an offset of the line. */
static size_t cell_of(const Row *row, uint32_t offset) {
  size_t cell = row->from;
  while (cell < row->to && row->cells[cell].from < offset) cell++;
  return cell;
}

/* A mark behind the last cell takes a column of its own. */
static unsigned row_columns(const Row *row) {
  bool behind = cell_of(row, row->mark.from) == row->to;
  return columns_from(row, row->from, row->to) + row->cut_before + row->cut_after + behind;
}

/* How much before the mark may stay: a third of the room, or all that what follows leaves free. */
static unsigned room_before(const Row *row, size_t mark, unsigned room) {
  unsigned after = columns_from(row, mark, row->to) + 2;
  return after + room / 3 < room ? room - after : room / 3;
}

/* Drops cells until the row fits: from the beginning, then from the end, never the mark's first. */
static void row_cut(Row *row, unsigned room) {
  size_t mark = cell_of(row, row->mark.from);
  unsigned before = room_before(row, mark, room);
  while (row_columns(row) > room && row->from < mark && columns_from(row, row->from, mark) > before) {
    row->from++;
    row->cut_before = true;
  }
  while (row_columns(row) > room && row->to > mark + 1) {
    row->to--;
    row->cut_after = true;
  }
}

static void line_print(Sink *sink, const Row *row) {
  Sink line = {.count = 0};
  if (row->cut_before) sink_c(&line, "…");
  for (size_t i = row->from; i < row->to; i++) sink_c(&line, row->cells[i].form);
  if (row->cut_after) sink_c(&line, "…");
  Text text = sink_result(&line);
  while (text.bytes && text.at[text.bytes - 1] == ' ') text.bytes--;
  if (text.bytes) sink_char(sink, ' ');
  sink_text(sink, text);
}

static void marks_print(Sink *sink, const Row *row) {
  size_t from = cell_of(row, row->mark.from), to = cell_of(row, row->mark.to);
  unsigned marks = columns_from(row, from, to);
  sink_repeat(sink, ' ', 1 + columns_from(row, row->from, from) + row->cut_before);
  sink_repeat(sink, '^', marks ? marks : 1);
}

/* The part of the span on its first line, without the white space at the line's end. */
static Span mark_of(Source *source, Span span, Text line) {
  uint32_t start = (uint32_t)(line.at - source->text.at), end = start + line.bytes;
  uint32_t from = span.from > end ? end : span.from, to = span.to > end ? end : span.to;
  while (to > from && (line.at[to - start - 1] == ' ' || line.at[to - start - 1] == '\t')) to--;
  return (Span){from - start, (to < from ? from : to) - start};
}

void snippet_print(Sink *sink, Source *source, Span span, unsigned gutter) {
  uint32_t number = source_place(source, span.from).line;
  Row row = {.line = source_line(source, number)};
  row.mark = mark_of(source, span, row.line);
  row_fill(&row);
  row_cut(&row, SNIPPET_COLUMNS - gutter - 2);
  sink_format(sink, "%*u |", (int)gutter - 1, number);
  line_print(sink, &row);
  sink_char(sink, '\n');
  sink_repeat(sink, ' ', gutter);
  sink_c(sink, "|");
  marks_print(sink, &row);
  sink_char(sink, '\n');
}

#include "view/pagewrite.h"

/* A column narrower than this breaks most words. */
#define NARROWEST 11
#define BETWEEN 2

typedef struct Table {
  Page *page;
  const PageCells *cells;
  unsigned columns, rows;
  unsigned widths[64];
} Table;

static Text cell(const Table *table, unsigned row, unsigned column) {
  return table->cells->at[(size_t)row * table->columns + column];
}

static unsigned natural_width(const Table *table, unsigned column) {
  unsigned widest = 1;
  for (unsigned row = 0; row < table->rows; row++) {
    unsigned columns = wrap_columns(cell(table, row, column));
    if (columns > widest) widest = columns;
  }
  return widest;
}

static unsigned total_width(const Table *table) {
  unsigned total = (table->columns - 1) * BETWEEN;
  for (unsigned i = 0; i < table->columns; i++) total += table->widths[i];
  return total;
}

static unsigned widest_column(const Table *table) {
  unsigned widest = 0;
  for (unsigned i = 1; i < table->columns; i++) if (table->widths[i] > table->widths[widest]) widest = i;
  return widest;
}

/* Takes columns from the widest until all fit; false when that would make them too narrow. */
static bool fit(Table *table, unsigned width) {
  for (unsigned i = 0; i < table->columns; i++) table->widths[i] = natural_width(table, i);
  while (total_width(table) > width) {
    unsigned widest = widest_column(table);
    if (table->widths[widest] <= NARROWEST) return false;
    table->widths[widest]--;
  }
  return true;
}

static unsigned row_lines(const Table *table, unsigned row) {
  unsigned most = 1;
  for (unsigned i = 0; i < table->columns; i++) {
    unsigned lines = wrap_lines(cell(table, row, i), table->widths[i]);
    if (lines > most) most = lines;
  }
  return most;
}

/* One cell's part of one line; the rest of it stays in *rest. */
static void write_part(Table *table, Text *rest, Style *style, unsigned column, bool last) {
  Text line = {0};
  if (wrap_next(rest, table->widths[column], &line)) {
    page_resume(table->page, *style);
    page_write_text(table->page, line);
    *style = page_rest(table->page);
  }
  if (!last) sink_repeat(table->page->sink, ' ', table->widths[column] - wrap_columns(line) + BETWEEN);
}

/* So that lines do not end in spaces. */
static unsigned last_filled(const Table *table, const Text *rest) {
  unsigned last = 0;
  for (unsigned i = 0; i < table->columns; i++)
    if (rest[i].bytes) last = i;
  return last;
}

static void write_row(Table *table, unsigned row, Style first) {
  Text rest[64] = {0};
  Style styles[64] = {0};
  for (unsigned i = 0; i < table->columns; i++) {
    rest[i] = cell(table, row, i);
    styles[i] = first;
  }
  for (unsigned lines = row_lines(table, row); lines; lines--) {
    sink_c(table->page->sink, "  ");
    unsigned last = last_filled(table, rest);
    for (unsigned i = 0; i <= last; i++) write_part(table, &rest[i], &styles[i], i, i == last);
    sink_char(table->page->sink, '\n');
  }
}

static void write_rule(Table *table) {
  for (unsigned i = 0; i < table->columns; i++) {
    sink_c(table->page->sink, "  ");
    for (unsigned j = 0; j < table->widths[i]; j++) sink_c(table->page->sink, "─");
  }
  sink_char(table->page->sink, '\n');
}

static void write_markdown(Table *table) {
  for (unsigned row = 0; row < table->rows; row++) {
    for (unsigned i = 0; i < table->columns; i++) {
      sink_c(table->page->sink, "| ");
      page_write_text(table->page, cell(table, row, i));
      page_rest(table->page);
      sink_char(table->page->sink, ' ');
    }
    sink_c(table->page->sink, "|\n");
    if (row) continue;
    for (unsigned i = 0; i < table->columns; i++) sink_c(table->page->sink, "| --- ");
    sink_c(table->page->sink, "|\n");
  }
  page_blank(table->page);
}

static void write_html(Table *table) {
  Sink *sink = table->page->sink;
  page_close(table->page);
  sink_c(sink, "<table>\n");
  for (unsigned row = 0; row < table->rows; row++) {
    sink_c(sink, "<tr>");
    for (unsigned i = 0; i < table->columns; i++) {
      sink_c(sink, row ? "<td>" : "<th>");
      page_write_text(table->page, cell(table, row, i));
      page_rest(table->page);
      sink_c(sink, row ? "</td>" : "</th>");
    }
    sink_c(sink, "</tr>\n");
  }
  sink_c(sink, "</table>\n");
}

bool page_table(Page *page, const PageCells *cells, unsigned columns) {
  Table table = {.page = page, .cells = cells, .columns = columns, .rows = (unsigned)(cells->count / columns)};
  if (columns > 64) return false;
  if (page->options.format == PAGE_HTML) {
    write_html(&table);
    return true;
  }
  if (page->options.format == PAGE_MARKDOWN) {
    page_blank(page);
    page_begin_line(page);
    write_markdown(&table);
    return true;
  }
  if (page_width(page) < 24 || !fit(&table, page_width(page) - 2)) return false;
  page_begin_line(page);
  for (unsigned row = 0; row < table.rows; row++) {
    write_row(&table, row, row ? STYLE_PLAIN : STYLE_FAINT);
    if (!row) write_rule(&table);
  }
  return true;
}

#include "base/csv.h"

static bool fail(CsvReader *reader, size_t from, size_t to, const char *words, const char *mend) {
  reader->error = (CsvError){.from = from, .to = to, .words = text_of(words), .mend = text_of(mend)};
  return false;
}

void csv_begin(CsvReader *reader, Text text) {
  *reader = (CsvReader){.text = text, .line = 1};
  if (text_starts(text, TEXT("\xEF\xBB\xBF"))) reader->at = 3;
}

Text csv_text(const CsvCell *cell) {
  if (!cell->doubled) return cell->raw;
  char *bytes = mem_alloc_flat((size_t)cell->raw.bytes + 1), *out = bytes;
  for (uint32_t i = 0; i < cell->raw.bytes; i++) {
    *out++ = cell->raw.at[i];
    if (cell->raw.at[i] == '"') i++;
  }
  return (Text){bytes, (uint32_t)(out - bytes)};
}

/* ---- cells ---- */

static char byte_at(const CsvReader *reader, size_t at) { return at < reader->text.bytes ? reader->text.at[at] : '\0'; }

/* At the end of a cell: a comma, an end of line or of the text. */
static bool cell_ends(const CsvReader *reader, size_t at) {
  if (at >= reader->text.bytes) return true;
  char c = reader->text.at[at];
  return c == ',' || c == '\n' || (c == '\r' && byte_at(reader, at + 1) == '\n');
}

static bool blank(Text text) {
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (text.at[i] != ' ' && text.at[i] != '\t') return false;
  }
  return true;
}

static bool well_formed(CsvReader *reader, const CsvCell *cell) {
  size_t malformed = text_malformed_at(cell->raw);
  if (malformed == cell->raw.bytes) return true;
  return fail(reader, cell->from + malformed, cell->from + malformed + 1, "malformed UTF-8", NULL);
}

/* Moves *at from the cell's first byte to what ends it. */
static bool plain_cell(CsvReader *reader, size_t *at, CsvCell *cell) {
  size_t from = *at, end = from;
  unsigned char high = 0;
  for (; !cell_ends(reader, end); end++) {
    char c = reader->text.at[end];
    high |= (unsigned char)c;
    if (c == '"') {
      bool space = blank(text_slice(reader->text, from, end));
      return fail(reader, end, end + 1, "a quote inside a cell that does not begin with one",
                  space ? "leave out the space before it"
                        : "put the whole cell in quotes and write the quote inside twice");
    }
    if (c == '\r') return fail(reader, end, end + 1, "a line ends in CR without LF", NULL);
  }
  *cell = (CsvCell){.raw = text_slice(reader->text, from, end), .from = from};
  *at = end;
  return (high & 0x80) == 0 || well_formed(reader, cell);
}

/* The closing quote, or the end of the text; notes doubled quotes and counts lines. */
static size_t closing_quote(CsvReader *reader, size_t at, bool *doubled) {
  for (; at < reader->text.bytes; at++) {
    char c = reader->text.at[at];
    if (c == '\n') reader->line++;
    if (c != '"') continue;
    if (byte_at(reader, at + 1) != '"') return at;
    *doubled = true;
    at++;
  }
  return at;
}

static bool quoted_cell(CsvReader *reader, size_t *at, CsvCell *cell) {
  size_t from = *at, line = reader->line;
  *cell = (CsvCell){.from = from + 1, .quoted = true};
  size_t end = closing_quote(reader, from + 1, &cell->doubled);
  if (end >= reader->text.bytes) {
    reader->line = line;
    return fail(reader, from, from + 1, "the quote that opens here is never closed", NULL);
  }
  cell->raw = text_slice(reader->text, from + 1, end);
  *at = end + 1;
  if (!cell_ends(reader, *at)) {
    return fail(reader, *at, *at + 1, "something stands behind the closing quote",
                "a quote inside a cell is written twice");
  }
  return well_formed(reader, cell);
}

static bool read_cells(CsvReader *reader, size_t *at) {
  for (;;) {
    CsvCell cell;
    bool quoted = byte_at(reader, *at) == '"';
    if (!(quoted ? quoted_cell(reader, at, &cell) : plain_cell(reader, at, &cell))) return false;
    list_push(&reader->cells, cell);
    if (byte_at(reader, *at) != ',') return true;
    ++*at;
  }
}

/* ---- records ---- */

static void pass_line_end(CsvReader *reader, size_t at) {
  if (byte_at(reader, at) == '\r') at++;
  if (at < reader->text.bytes) {
    at++;
    reader->line++;
  }
  reader->at = at;
}

static void pass_line(CsvReader *reader, size_t at) {
  while (at < reader->text.bytes && reader->text.at[at] != '\n') at++;
  pass_line_end(reader, at);
}

static bool ragged(CsvReader *reader, size_t end) {
  size_t count = reader->cells.count, width = reader->width;
  if (count == width) return false;
  size_t from = count > width ? reader->cells.at[width].from : end;
  if (count > width && reader->cells.at[width].quoted) from--;
  reader->error = (CsvError){.from = from, .to = end};
  reader->error.words =
      text_format("this record has %zu cell%s, the first has %zu", count, count == 1 ? "" : "s", width);
  if (count > width) reader->error.mend = TEXT("put a cell that holds a comma in quotes");
  return true;
}

static bool empty_line(const CsvReader *reader) {
  return reader->width != 1 && reader->at < reader->text.bytes && reader->text.at[reader->at] != ',' &&
         cell_ends(reader, reader->at);
}

CsvStatus csv_next(CsvReader *reader) {
  while (empty_line(reader)) pass_line_end(reader, reader->at);
  if (reader->at >= reader->text.bytes) return CSV_END;
  size_t at = reader->at;
  reader->record_line = reader->line;
  reader->cells.count = 0;
  if (!read_cells(reader, &at)) {
    pass_line(reader, reader->error.from);
    return CSV_FAILED;
  }
  pass_line_end(reader, at);
  if (reader->width == 0) reader->width = reader->cells.count;
  return ragged(reader, at) ? CSV_FAILED : CSV_RECORD;
}

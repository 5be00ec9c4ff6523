#include "batch/read.h"
#include <errno.h>
#include <string.h>
#include "source/clean.h"

#define BUFFER_BYTES ((size_t)512 << 10)
#define LOW_BYTES ((size_t)256 << 10)   /* a block begins with more than that, if there is more */

/* ---- the header ---- */

static void complain(Diags *diags, Source *file, DiagCode code, Text words, Text mend) {
  Diag *diag = diag_add(diags, code, file, (Span){0, 0}, "%s", text_c(words));
  if (mend.bytes) diag_mend(diag, "%s", text_c(mend));
}

/* Complete once something follows it, or nothing can. */
static CsvStatus header_record(Reader *reader, CsvReader *csv) {
  CsvStatus status;
  do {
    csv_begin(csv, input_text(&reader->input));
    status = csv_next(csv);
  } while (csv->at >= csv->text.bytes && input_more(&reader->input));
  return status;
}

static void complain_headless(Diags *diags, Source *file, int error_number) {
  if (error_number == EFBIG)
    complain(diags, file, DIAG_FILE_TOO_LARGE, TEXT("the header is longer than 16 MiB"), TEXT(""));
  else if (error_number) diag_unreadable(diags, file, SOURCE_UNREADABLE, error_number);
  else complain(diags, file, DIAG_FILE_EMPTY, TEXT("the table is empty: a header is due"), TEXT(""));
}

static bool read_header(Reader *reader, Program *program, Diags *diags) {
  CsvReader csv;
  Source *file = source_of_text(reader->options->path, TEXT(""));
  CsvStatus status = header_record(reader, &csv);
  Text *headers = MEM_NEW_ARRAY(Text, csv.cells.count + 1);
  if (status == CSV_END || reader->input.error_number == EFBIG) {
    complain_headless(diags, file, reader->input.error_number);
    return false;
  }
  if (status == CSV_FAILED) {
    complain(diags, file, DIAG_CSV_FORM, text_format("in the header: %s", text_c(csv.error.words)), csv.error.mend);
    return false;
  }
  for (size_t i = 0; i < csv.cells.count; i++) headers[i] = text_copy(csv_text(&csv.cells.at[i]));
  reader->width = (uint32_t)csv.cells.count;
  Text line = text_slice(csv.text, 0, csv.at);
  while (line.bytes && (line.at[line.bytes - 1] == '\n' || line.at[line.bytes - 1] == '\r')) line.bytes--;
  reader->header = text_copy(line);
  input_pass(&reader->input, csv.at, csv.line - 1);
  return table_header(&reader->table, program, reader->options, headers, csv.cells.count, file, diags);
}

static void skip_mark(Input *input) {
  if (text_starts(input_text(input), TEXT("\xEF\xBB\xBF"))) input_pass(input, 3, 0);
}

bool read_open(Reader *reader, Program *program, const BatchOptions *options, Diags *diags) {
  *reader = (Reader){.options = options, .kernels = kernels_best(), .limit = UINT64_MAX};
  input_open(&reader->input, options->input, BUFFER_BYTES, options->begun);
  input_more(&reader->input);
  reader->converter = (Converter){
    .program = program, .table = &reader->table, .options = options, .numbers = numbers_best()};
  reader->converter.file = source_of_text(options->path, TEXT(""));
  if (!options->json) return read_header(reader, program, diags);
  skip_mark(&reader->input);
  table_keys(&reader->table, program, options);
  return true;
}

void read_bind(Reader *reader, Block *block) {
  reader->converter.block = block;
  if (!reader->options->json) scan_open(&reader->scan, reader->width, block->room);
}

/* ---- rows ---- */

uint32_t read_line(const Block *block, uint32_t row) {
  return (uint32_t)block->line + input_lines(block->start, block->at[row].at);
}

const WrongRow *read_wrong(const Reader *reader, uint32_t row) {
  for (size_t i = 0; i < reader->wrong.count; i++)
    if (reader->wrong.at[i].row == row) return &reader->wrong.at[i];
  return NULL;
}

uint32_t read_new_row(Reader *reader, Block *block, Text text) {
  uint32_t row = block->rows++;
  if (text.bytes && text.at[text.bytes - 1] == '\r') text.bytes--;
  reader->ordinal++;
  block->states[row] = ROW_PLAIN;
  block->at[row] = (Row){text.at, text.bytes};
  block->days[row] = reader->options->as_at;
  for (uint32_t k = 0; k < block->key_count; k++) block->keys[(size_t)row * block->key_count + k] = TEXT("");
  return row;
}

void read_refuse(Reader *reader, Block *block, uint32_t row, WrongRow wrong) {
  block_unknown(block, row, ROW_BAD);
  wrong.row = row;
  list_push(&reader->wrong, wrong);
}

static Text key_words(Text raw) {
  if (raw.bytes && raw.at[raw.bytes - 1] == '\r') raw.bytes--;
  return raw.bytes && raw.at[0] == '"' ? convert_unquoted(raw) : raw;
}

static bool needed_event(const Column *column) { return column->event && column->use == COLUMN_TREE; }

/* In the words of the reader of cases. */
static void refuse_date(Reader *reader, Block *block, uint32_t row, Text raw, Text words) {
  PartialDate date;
  bool part = calendar_parse(words, &date) == DATE_OK;
  size_t from = (size_t)(raw.at - block->at[row].at);
  read_refuse(reader, block, row,
              (WrongRow){.from = from, .to = from + raw.bytes, .code = part ? DIAG_CASE_DATE : DIAG_WRITTEN_DATE,
                         .words = part ? TEXT("one day is due here")
                                       : text_format("a date is due here, not `%s`", text_c(words))});
}

static void take_special(Reader *reader, Block *block, const Column *column, uint32_t row, Text raw) {
  Text words = text_trim(key_words(raw));
  if (column->use == COLUMN_CASE) block->keys[(size_t)row * block->key_count] = words;
  if (column->keep >= 0) block->keys[(size_t)row * block->key_count + (uint32_t)column->keep] = key_words(raw);
  if (needed_event(column) && !convert_missing(reader->options, words) && block->states[row] == ROW_PLAIN)
    block->states[row] = ROW_TREE, block->any_odd = true;
  if (column->use != COLUMN_AS_AT || reader->options->as_at_given) return;
  if (!convert_date(&reader->converter, row, words)) refuse_date(reader, block, row, raw, words);
}

static bool special(const Column *column) {
  return column->use == COLUMN_CASE || column->use == COLUMN_AS_AT || column->keep >= 0 ||
         needed_event(column);
}

/* ---- many rows at once ---- */

static void take_rows(Reader *reader, Block *block, Text text, uint32_t rows) {
  const Scan *scan = &reader->scan;
  Table *table = &reader->table;
  uint32_t first = block->rows, last = scan->width - 1;
  for (uint32_t r = 0; r < rows; r++) {
    uint32_t from = scan_start(scan, r, 0), to = scan_end(scan, r, last);
    read_new_row(reader, block, text_slice(text, from, to));
  }
  for (uint32_t i = 0; i < scan->width; i++) {
    Column *column = &table->columns.at[i];
    if (column->use == COLUMN_FACT) convert_column(&reader->converter, column, i, scan, text, first, rows);
    if (!special(column)) continue;
    for (uint32_t r = 0; r < rows; r++)
      take_special(reader, block, column, first + r, text_slice(text, scan_start(scan, r, i), scan_end(scan, r, i)));
  }
}

/* How many of the rows are well-formed before one that is not. */
static uint32_t sound_rows(const Scan *scan, Text text, uint32_t rows) {
  uint32_t row = 0;
  for (size_t i = 0; i < scan->odd_count; i++) {
    while (row < rows && scan_end(scan, row, scan->width - 1) < scan->odd[i]) row++;
    if (row == rows) return rows;
    if (!scan_sound(scan, text, row)) return row;
    uint32_t end = scan_end(scan, row, scan->width - 1);
    while (i + 1 < scan->odd_count && scan->odd[i + 1] <= end) i++;
  }
  return rows;
}

/* ---- one row, by the careful reader ---- */

typedef enum Taken { TAKEN, NO_MORE, WANTS_MORE } Taken;

static void take_record(Reader *reader, Block *block, const CsvReader *csv, uint32_t row) {
  for (uint32_t i = 0; i < reader->width; i++) {
    Column *column = &reader->table.columns.at[i];
    const CsvCell *cell = &csv->cells.at[i];
    Text raw = cell->quoted ? (Text){cell->raw.at - 1, cell->raw.bytes + 2} : cell->raw;
    if (column->use == COLUMN_FACT && !convert_raw(&reader->converter, column, row, raw)) {
      block->states[row] = ROW_BAD;
      block->any_odd = block->any_bad = true;
    }
    if (special(column)) take_special(reader, block, column, row, raw);
  }
}

static void refuse_clean(Reader *reader, Block *block, uint32_t row) {
  read_refuse(reader, block, row,
              (WrongRow){.words = TEXT("a control character, or one that changes the direction of writing"),
                         .code = DIAG_BYTE_CONTROL});
}

static Taken careful_row(Reader *reader, Block *block, Text text) {
  CsvReader csv;
  csv_begin(&csv, text);
  csv.at = 0;
  csv.width = reader->width;
  CsvStatus status = csv_next(&csv);
  if (csv.at >= text.bytes && !reader->input.ended) return WANTS_MORE;
  if (status != CSV_END) {
    size_t from = status == CSV_RECORD ? csv.cells.at[0].from - csv.cells.at[0].quoted : 0, to = csv.at;
    while (from < to && status == CSV_FAILED && text.at[from] == '\n') from++;
    while (to > from && (text.at[to - 1] == '\n' || text.at[to - 1] == '\r')) to--;
    uint32_t row = read_new_row(reader, block, text_slice(text, from, to));
    size_t wrong_from = csv.error.from > from ? csv.error.from - from : 0;
    if (status == CSV_FAILED)
      read_refuse(reader, block, row, (WrongRow){.from = wrong_from, .to = wrong_from + 1, .words = csv.error.words,
                                                 .mend = csv.error.mend, .code = DIAG_CSV_FORM});
    else if (!clean_text(text_slice(text, from, to))) refuse_clean(reader, block, row);
    else take_record(reader, block, &csv, row);
  }
  input_pass(&reader->input, csv.at, csv.line - 1);
  return status == CSV_END ? NO_MORE : TAKEN;
}

/* ---- a block ---- */

static bool ends_here(const Reader *reader) { return reader->input.passed >= reader->limit; }

static uint32_t within_limit(const Reader *reader, uint32_t rows) {
  uint64_t left = reader->limit - reader->input.passed;
  while (rows && reader->limit != UINT64_MAX && scan_start(&reader->scan, rows - 1, 0) >= left) rows--;
  return rows;
}

static Taken take_some(Reader *reader, Block *block) {
  Text text = input_text(&reader->input);
  Scan *scan = &reader->scan;
  uint32_t rows = text.bytes ? scan_rows(scan, text, 0, block->room - block->rows, reader->input.ended) : 0;
  rows = within_limit(reader, sound_rows(scan, text, rows));
  if (rows) {
    take_rows(reader, block, text, rows);
    uint32_t end = scan_end(scan, rows - 1, scan->width - 1) + 1;
    size_t passed = end > text.bytes ? text.bytes : end;
    input_pass(&reader->input, passed, scan->odd_count ? input_lines(text.at, text.at + passed) : rows);
    return TAKEN;
  }
  if (!text.bytes && reader->input.ended) return NO_MORE;
  return text.bytes ? careful_row(reader, block, text) : WANTS_MORE;
}

static bool stops(const Reader *reader, const Block *block) {
  return block->any_bad && reader->options->errors == BATCH_STOP && block->rows;
}

static bool read_table(Reader *reader, Block *block) {
  while (block->rows < block->room && !ends_here(reader)) {
    Taken taken = take_some(reader, block);
    if (taken == NO_MORE) break;
    if (stops(reader, block)) break;
    if (taken == TAKEN) continue;
    if (block->rows) break;
    if (!input_more(&reader->input)) break;
    block->start = input_text(&reader->input).at;
    block->line = reader->input.line;
  }
  return block->rows > 0;
}

/* Rows behind the first one in error are not ours any more. */
static void cut_at_error(Reader *reader, Block *block) {
  for (uint32_t row = 0; row < block->rows; row++) {
    if (block->states[row] != ROW_BAD) continue;
    reader->ordinal -= block->rows - row - 1;
    block->rows = row + 1;
    reader->stopped = true;
    return;
  }
}

bool read_block(Reader *reader, Block *block) {
  Input *input = &reader->input;
  if (reader->stopped) return false;
  if (input_low(input, LOW_BYTES)) input_more(input);
  block_clear(block);
  reader->wrong.count = 0;
  block->start = input_text(input).at;
  block->line = input->line;
  block->ordinal = reader->ordinal;
  bool any = reader->options->json ? read_objects(reader, block) : read_table(reader, block);
  if (any && block->any_bad && reader->options->errors == BATCH_STOP) cut_at_error(reader, block);
  return any;
}

#include "batch/convert.h"
#include <string.h>
#include "base/csv.h"

/* ---- one cell ---- */

static void put_value(Converter *c, const Column *column, uint32_t row, const Value *value) {
  Block *block = c->block;
  bool plain =
    column->number != NO_NUMBER && !value->flags && value->low == value->high && column->word != TYPE_DURATION;
  if (plain) {
    block->numbers[column->number].low[row] = value->low;
    block_set(block->numbers[column->number].known, row, true);
    return;
  }
  list_push(&block->patches, ((Patch){column->slot, row, *value}));
}

static void put_unknown(Converter *c, const Column *column, uint32_t row) {
  if (column->number != NO_NUMBER) block_set(c->block->numbers[column->number].known, row, false);
  else c->block->codes[column->slot][row] = CODE_UNKNOWN;
}

bool convert_missing(const BatchOptions *options, Text words) {
  for (size_t i = 0; i < options->missing.count; i++)
    if (text_equal(options->missing.at[i], words)) return true;
  return words.bytes == 0;
}

#define VALUES_MOST 4096

/* As a case file's grammar reads it; what has been read is remembered. */
static bool parsed_value(Converter *c, Column *column, Text words, Value *value) {
  const Value *known = hash_get(column->values, words);
  Diags unheard = {0};
  CaseCell cell = {.ref = column->ref, .words = words, .span = {0, 0}};
  if (known) {
    *value = *known;
    return true;
  }
  if (!cell_value(c->program, c->program->facts.at[column->index], c->file, &cell, &unheard, value)) return false;
  if (column->values->count >= VALUES_MOST) return true;
  Value *kept = MEM_NEW(Value);
  *kept = *value;
  *hash_put(column->values, text_copy(words)) = kept;
  return true;
}

/* Dates, and numbers too long for the quick way, without the grammar. */
static bool plain_value(const Column *column, Text words, int64_t *value) {
  PartialDate date;
  Millionths number;
  if (column->word == TYPE_DATE) {
    bool day = calendar_parse(words, &date) == DATE_OK && date.first == date.last;
    *value = day ? date.first : 0;
    return day;
  }
  if (column->word != TYPE_NUMBER && column->word != TYPE_COUNT) return false;
  if (decimal_parse(words, &number) != DECIMAL_OK ||
      (column->word == TYPE_COUNT && (number < 0 || number % DECIMAL_ONE)))
    return false;
  *value = number;
  return true;
}

bool convert_words(Converter *c, Column *column, uint32_t row, Text words) {
  Value value = {.form = VALUE_RANGE};
  put_unknown(c, column, row);
  if (convert_missing(c->options, words)) return true;
  if (column->number != NO_NUMBER && plain_value(column, words, &value.low)) value.high = value.low;
  else if (!parsed_value(c, column, words, &value)) return false;
  put_value(c, column, row, &value);
  return true;
}

Text convert_unquoted(Text raw) {
  if (raw.bytes < 2 || raw.at[0] != '"') return raw;
  CsvCell cell = {.raw = text_slice(raw, 1, raw.bytes - 1)};
  cell.doubled = memchr(cell.raw.at, '"', cell.raw.bytes) != NULL;
  return csv_text(&cell);
}

bool convert_raw(Converter *c, Column *column, uint32_t row, Text raw) {
  if (raw.bytes && raw.at[raw.bytes - 1] == '\r') raw.bytes--;
  return convert_words(c, column, row, text_trim(convert_unquoted(raw)));
}

bool convert_date(Converter *c, uint32_t row, Text words) {
  PartialDate date = {c->options->as_at, c->options->as_at};
  if (!convert_missing(c->options, words) && calendar_parse(words, &date) != DATE_OK) return false;
  c->block->days[row] = date.first;
  if (c->block->plan->today == NO_NUMBER) return date.first == date.last;
  c->block->numbers[c->block->plan->today].low[row] = date.first;
  block_set(c->block->numbers[c->block->plan->today].known, row, true);
  return date.first == date.last;
}

bool convert_plain(Converter *c, Column *column, uint32_t row, Text number) {
  int64_t value;
  NumberForm form = column->word == TYPE_COUNT ? NUMBER_WHOLE : NUMBER_DECIMAL;
  if (!numbers_one(number.at, number.bytes, form, &value) && !plain_value(column, number, &value)) return false;
  c->block->numbers[column->number].low[row] = value;
  block_set(c->block->numbers[column->number].known, row, true);
  return true;
}

/* ---- columns ---- */

static void row_wrong(Block *block, uint32_t row) {
  block->states[row] = ROW_BAD;
  block->any_odd = block->any_bad = true;
}

static void slow_cell(Converter *c, Column *column, uint32_t row, Text raw) {
  if (!convert_raw(c, column, row, raw)) row_wrong(c->block, row);
}

KERNEL_CLONES static void convert_members(Converter *c, Column *column, uint32_t index, const Scan *scan, Text text,
                                          uint32_t first, uint32_t rows) {
  uint8_t *codes = c->block->codes[column->slot] + first;
  const Words words = column->words;
  for (uint32_t r = 0; r < rows; r++) {
    uint32_t from = scan_start(scan, r, index), to = scan_end(scan, r, index);
    uint8_t code = words_code(&words, text.at + from, to - from);
    codes[r] = code;
    if (code == CODE_PATCHED) slow_cell(c, column, first + r, text_slice(text, from, to));
  }
}

/* Known bits are gathered and stored a word at a time; what is not plain is done again, one by one, behind them. */
static void convert_numbers(Converter *c, Column *column, uint32_t index, const Scan *scan, Text text, uint32_t first,
                            uint32_t rows, NumberForm form) {
  NumberColumn *numbers = &c->block->numbers[column->number];
  for (uint32_t r = 0; r < rows;) {
    uint64_t known, odd;
    uint32_t row = first + r, shift = row & 63, count = rows - r < 64 - shift ? rows - r : 64 - shift;
    NumberCells cells = {text.at, scan->ends + (size_t)r * scan->width + index, scan->width, count};
    c->numbers(&cells, form, numbers->low + row, &known, &odd);
    numbers->known[row >> 6] |= known << shift;
    for (; odd; odd &= odd - 1) {
      uint32_t i = (uint32_t)__builtin_ctzll(odd);
      slow_cell(c, column, row + i, text_slice(text, scan_start(scan, r + i, index), scan_end(scan, r + i, index)));
    }
    r += count;
  }
}

static void convert_slowly(Converter *c, Column *column, uint32_t index, const Scan *scan, Text text, uint32_t first,
                           uint32_t rows) {
  for (uint32_t r = 0; r < rows; r++)
    slow_cell(c, column, first + r, text_slice(text, scan_start(scan, r, index), scan_end(scan, r, index)));
}

void convert_column(Converter *c, Column *column, uint32_t index, const Scan *scan, Text text, uint32_t first,
                    uint32_t rows) {
  if (column->number == NO_NUMBER) {
    convert_members(c, column, index, scan, text, first, rows);
    return;
  }
  switch (column->word) {
    case TYPE_COUNT: convert_numbers(c, column, index, scan, text, first, rows, NUMBER_WHOLE); return;
    case TYPE_NUMBER: convert_numbers(c, column, index, scan, text, first, rows, NUMBER_DECIMAL); return;
    case TYPE_PERCENT: convert_numbers(c, column, index, scan, text, first, rows, NUMBER_PERCENT); return;
    case TYPE_MONEY: convert_numbers(c, column, index, scan, text, first, rows, NUMBER_POUNDS); return;
    case TYPE_DATE: case TYPE_DURATION: case TYPE_YES_NO: case TYPE_TEXT: case TYPE_PARTY: case TYPE_NAMED: break;
  }
  convert_slowly(c, column, index, scan, text, first, rows);
}

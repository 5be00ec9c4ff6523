#include "batch/write.h"
#include <stdio.h>
#include <string.h>
#include "base/csvout.h"
#include "batch/rows.h"

#define OUT_BYTES ((size_t)256 << 10)

/* ---- bytes ---- */

bool write_flush(Writer *writer) {
  Out *out = &writer->out;
  if (out->count && !out->failed && !out->write(out->owner, out->room, out->count)) out->failed = true;
  out->count = 0;
  return !out->failed;
}

/* Room for so many bytes more, in the row at hand or a new one. */
static char *room_for(Writer *writer, size_t bytes) {
  Out *out = &writer->out;
  if (out->count + bytes > out->size) {
    size_t size = out->size * 2 + bytes;
    out->room = mem_grow_flat(out->room, out->size, size);
    out->size = size;
  }
  return out->room + out->count;
}

static inline void put(Writer *writer, Text text) {
  if (text.bytes) memcpy(room_for(writer, text.bytes), text.at, text.bytes);
  writer->out.count += text.bytes;
}

void write_text(Writer *writer, Text text) { put(writer, text); }

static void put_c(Writer *writer, const char *text) { put(writer, text_of(text)); }

/* ---- texts that are read as a table or as JSON ---- */

/* Characters that need no second thought, wherever they stand. */
static const bool PLAIN[256] = {
  ['0' ... '9'] = true, ['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['_'] = true, ['.'] = true};

static inline bool plain_key(Text text) {
  bool plain = true;
  for (uint32_t i = 0; i < text.bytes; i++) plain &= PLAIN[(unsigned char)text.at[i]];
  return plain;
}

static void put_quoted(Writer *writer, Text text) {
  Sink sink = {0};
  if (writer->options->form == CELLS_JSON) cells_quote(&sink, text);
  else if (plain_key(text)) {
    put(writer, text);
    return;
  } else csvout_cell(&sink, text);
  put(writer, sink_result(&sink));
}

/* ---- the header ---- */

static void header_cell(Writer *writer, Text text) {
  put_c(writer, ",");
  put_quoted(writer, text);
}

void write_header(Writer *writer) {
  const BatchOptions *options = writer->options;
  if (options->full || options->form == CELLS_JSON) return;
  put_c(writer, "case");
  for (size_t i = 0; i < options->keep.count; i++) header_cell(writer, options->keep.at[i]);
  header_cell(writer, TEXT("as_at"));
  for (size_t i = 0; i < writer->cells->all.count; i++)
    header_cell(writer, writer->cells->all.at[i].unit->subject.name);
  if (options->errors == BATCH_KEEP) header_cell(writer, TEXT("error"));
  put_c(writer, "\n");
}

/* ---- keys ---- */

static Text made_name(const Writer *writer, uint64_t ordinal) {
  return text_format("%s_%llu", text_c(writer->stem), (unsigned long long)ordinal);
}

void write_name(Writer *writer, uint64_t ordinal) { put_quoted(writer, made_name(writer, ordinal)); }

static Text name_of(const Writer *writer, const Block *block, uint32_t row) {
  Text name = block->keys[(size_t)row * block->key_count];
  return name.bytes ? name : made_name(writer, block->ordinal + row + 1);
}

static void put_name(Writer *writer, const Block *block, uint32_t row) {
  char mark[32];
  Text name = block->keys[(size_t)row * block->key_count];
  if (name.bytes) put_quoted(writer, name);
  else if (!writer->marks) write_name(writer, block->ordinal + row + 1);
  else {
    unsigned long long number = block->ordinal + row + 1;
    int bytes = snprintf(mark, sizeof mark, "%c%llu%c", WRITE_MARK, number, WRITE_MARK);
    put(writer, (Text){mark, (uint32_t)bytes});
  }
}

static Text date_text(Writer *writer, Day day) {
  char date[DATE_ROOM];
  if (day == writer->day && writer->date.bytes) return writer->date;
  calendar_print(day, date);
  writer->day = day;
  return writer->date = text_format(writer->options->form == CELLS_JSON ? ", \"as_at\": \"%s\"" : ",%s", date);
}

static void put_keys(Writer *writer, const Block *block, uint32_t row) {
  bool json = writer->options->form == CELLS_JSON;
  if (json) put_c(writer, "{\"case\": ");
  put_name(writer, block, row);
  for (uint32_t k = 1; k < block->key_count; k++) {
    put_c(writer, json ? ", " : ",");
    if (json) put_quoted(writer, writer->options->keep.at[k - 1]), put_c(writer, ": ");
    put_quoted(writer, block->keys[(size_t)row * block->key_count + k]);
  }
  put(writer, date_text(writer, block->days[row]));
}

static void end_row(Writer *writer, Text error) {
  if (writer->options->form == CELLS_JSON) {
    if (error.bytes) put_c(writer, ", \"error\": "), put_quoted(writer, error);
    put_c(writer, "}\n");
    return;
  }
  if (writer->options->errors == BATCH_KEEP) put_c(writer, ","), put_quoted(writer, error);
  put_c(writer, "\n");
}

/* ---- rows that need the tree, or are in error ---- */

void write_answer(Writer *writer, const Block *block, uint32_t row, bool all, BatchAnswers *answers) {
  BatchRow tree_row;
  answers->cells = MEM_NEW_ARRAY(Text, writer->plan->cells.count + 1);
  answers->values = MEM_NEW_ARRAY(Value, writer->plan->cells.count + 1);
  rows_for_tree(writer->reader, block, row, name_of(writer, block, row), &tree_row);
  writer->options->tree.answer(writer->options->tree.owner, &tree_row, all, answers);
}

Text write_error(Writer *writer, const Block *block, uint32_t row) {
  const WrongRow *wrong = read_wrong(writer->reader, row);
  BatchAnswers answers = {0};
  if (!wrong) write_answer(writer, block, row, true, &answers);
  if (answers.error.bytes) return answers.error;
  size_t column =
    wrong ? text_code_points(text_slice((Text){block->at[row].at, block->at[row].bytes}, 0, wrong->from)) + 1 : 1;
  return text_format("R%04u at line %u, column %zu: %s", wrong ? (unsigned)wrong->code : (unsigned)DIAG_CSV_FORM,
                     (unsigned)read_line(block, row), column,
                     wrong ? text_c(wrong->words) : "a cell that cannot be read");
}

static void put_error_row(Writer *writer, const Block *block, uint32_t row, Text error) {
  writer->wrong++;
  if (writer->options->errors != BATCH_KEEP) return;
  put_keys(writer, block, row);
  for (size_t i = 0; i < writer->cells->all.count && writer->options->form == CELLS_CSV; i++) put_c(writer, ",");
  end_row(writer, error);
}

static void put_slow_cell(Writer *writer, const Block *block, uint32_t row, size_t i, const BatchAnswers *tree) {
  const CellPlan *cell = &writer->cells->all.at[i];
  Sink answer = {0}, whole = {0};
  if (tree && (cell->tree || block->states[row] != ROW_PLAIN)) answer.at = NULL;
  else cells_answer(&answer, block, cell, row);
  cells_put(&whole, writer->cells, cell,
            tree && (cell->tree || block->states[row] != ROW_PLAIN) ? tree->cells[i] : sink_result(&answer));
  put(writer, sink_result(&whole));
}

void write_stop(Writer *writer, Text error) {
  if (writer->options->errors == BATCH_STOP && !writer->reader->error.bytes) {
    writer->reader->error = error;
    writer->reader->stopped = true;
  }
}

/* A row with the help of the tree evaluator: some cells, or all. */
static void put_tree_row(Writer *writer, const Block *block, uint32_t row) {
  bool whole = block->states[row] != ROW_PLAIN || writer->options->full;
  BatchAnswers answers = {0};
  Text error = block->states[row] == ROW_BAD ? write_error(writer, block, row) : TEXT("");
  if (!error.bytes) {
    write_answer(writer, block, row, whole, &answers);
    error = answers.error;
  }
  if (error.bytes) {
    write_stop(writer, error);
    put_error_row(writer, block, row, error);
    return;
  }
  bool asked = whole || writer->plan->filter_tree;
  if (writer->plan->filtered && !(asked ? answers.passes : block_bit(block, writer->plan->filter, row))) return;
  writer->written++;
  if (writer->options->full) {
    put(writer, answers.full);
    return;
  }
  put_keys(writer, block, row);
  for (size_t i = 0; i < writer->cells->all.count; i++) put_slow_cell(writer, block, row, i, &answers);
  end_row(writer, TEXT(""));
}

/* ---- rows as they mostly are ---- */

static void fill_codes(Writer *writer, const Block *block, uint32_t word) {
  const Kernels *kernels = writer->reader->kernels;
  uint64_t words[CODE_BITS];
  for (size_t i = 0; i < writer->cells->all.count; i++) {
    const CellPlan *cell = &writer->cells->all.at[i];
    if (!cell_coded(cell)) continue;
    for (unsigned b = 0; b < cell->bits; b++) words[b] = block_word(block, cell->of[b], word);
    kernels->codes(words, cell->bits, writer->codes + i * 64);
  }
}

/* Nearly every cell fits in 32 bytes, which are copied whether it has so many or not. */
static inline char *put_text(char *out, const CellText *text) {
  memcpy(out, text->at, 32);
  if (text->bytes > 32) memcpy(out, text->whole, text->bytes);
  return out + text->bytes;
}

static void put_coded_row(Writer *writer, const Block *block, uint32_t row) {
  const CellPlan *cells = writer->cells->all.at;
  const uint8_t *codes = writer->codes + (row & 63);
  size_t count = writer->cells->all.count;
  put_keys(writer, block, row);
  char *out = room_for(writer, writer->coded_most);
  for (size_t i = 0; i < count; i++) {
    if (cell_coded(&cells[i])) {
      out = put_text(out, &cells[i].texts[codes[i * 64]]);
      continue;
    }
    writer->out.count = (size_t)(out - writer->out.room);
    put_slow_cell(writer, block, row, i, NULL);
    out = room_for(writer, writer->coded_most);
  }
  writer->out.count = (size_t)(out - writer->out.room);
  end_row(writer, TEXT(""));
}

static void put_row(Writer *writer, const Block *block, uint32_t row) {
  const Plan *plan = writer->plan;
  if (plan->any_tree || plan->filter_tree || writer->options->full || block->states[row] != ROW_PLAIN) {
    put_tree_row(writer, block, row);
    return;
  }
  if (plan->filtered && !block_bit(block, plan->filter, row)) return;
  writer->written++;
  put_coded_row(writer, block, row);
}

void write_block(Writer *writer, const Block *block) {
  for (uint32_t row = 0; row < block->rows; row++) {
    if ((row & 63) == 0) fill_codes(writer, block, row >> 6);
    put_row(writer, block, row);
    if (writer->out.count > writer->flush_at) write_flush(writer);
    if (writer->out.failed || writer->reader->error.bytes) return;
  }
}

/* ---- opening ---- */

static Text stem_of(Text path) {
  uint32_t from = 0, to;
  for (uint32_t i = 0; i < path.bytes; i++)
    if (path.at[i] == '/') from = i + 1;
  for (to = from; to < path.bytes && path.at[to] != '.';) to++;
  return text_slice(path, from, to);
}

void write_open(Writer *writer, const Plan *plan, Cells *cells, const BatchOptions *options, Reader *reader,
                uint32_t key_count) {
  (void)key_count;
  *writer =
    (Writer){.plan = plan, .cells = cells, .options = options, .reader = reader, .stem = stem_of(options->path)};
  writer->out.write = options->write;
  writer->out.owner = options->owner;
  writer->codes = mem_alloc_flat(cells->all.count * 64 + 64);
  writer->coded_most = 128;
  writer->flush_at = OUT_BYTES;
  for (size_t i = 0; i < cells->all.count; i++) {
    size_t most = 0;
    const CellPlan *cell = &cells->all.at[i];
    for (size_t code = 0; cell_coded(cell) && code < (size_t)1 << cell->bits; code++)
      if (cell->texts[code].bytes > most) most = cell->texts[code].bytes;
    writer->coded_most += most;
  }
  room_for(writer, OUT_BYTES + writer->coded_most + 4096);
}

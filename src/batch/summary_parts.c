/* What one process counted of some rows, as bytes for another: of each group its name and cases, of each cell the
 * counts that are not 0, the numbers one by one, and the answers in words. */
#include <string.h>
#include "batch/summary.h"

/* ---- from counts to bytes ---- */

static void put_number(Sink *bytes, uint64_t number) {
  sink_text(bytes, (Text){(const char *)&number, sizeof number});
}

static void put_words(Sink *bytes, Text words) {
  put_number(bytes, words.bytes);
  sink_text(bytes, words);
}

static size_t codes_of(const CellPlan *cell) { return cell_coded(cell) ? (size_t)1 << cell->bits : 0; }

static void put_cell(Sink *bytes, const CellPlan *cell, const CellSummary *counted) {
  uint64_t some = 0;
  for (size_t code = 0; code < codes_of(cell); code++) some += counted->coded[code] != 0;
  put_number(bytes, some);
  for (size_t code = 0; code < codes_of(cell); code++)
    if (counted->coded[code]) put_number(bytes, code), put_number(bytes, counted->coded[code]);
  put_number(bytes, counted->listed.count);
  for (size_t i = 0; i < counted->listed.count; i++) put_number(bytes, (uint64_t)counted->listed.at[i]);
  put_number(bytes, counted->order.count);
  for (size_t i = 0; i < counted->order.count; i++) {
    put_words(bytes, counted->order.at[i]);
    put_number(bytes, *(const uint64_t *)hash_get(&counted->others, counted->order.at[i]));
  }
}

static void forget_group(const Cells *cells, Group *group) {
  group->cases = 0;
  for (size_t i = 0; i < cells->all.count; i++) {
    CellSummary *cell = &group->cells[i];
    if (cell->coded) memset(cell->coded, 0, codes_of(&cells->all.at[i]) * sizeof *cell->coded);
    cell->listed.count = cell->order.count = 0;
    cell->others = (HashMap){0};
  }
}

void summary_forget(Summary *summary) {
  for (size_t g = 0; g < summary->groups.count; g++)
    if (summary->groups.at[g]->cases) forget_group(summary->writer->cells, summary->groups.at[g]);
}

void summary_hand_on(Summary *summary, Sink *bytes) {
  const Cells *cells = summary->writer->cells;
  for (size_t g = 0; g < summary->groups.count; g++) {
    Group *group = summary->groups.at[g];
    if (!group->cases) continue;
    put_words(bytes, group->name);
    put_number(bytes, group->cases);
    for (size_t i = 0; i < cells->all.count; i++) put_cell(bytes, &cells->all.at[i], &group->cells[i]);
    forget_group(cells, group);
  }
}

/* ---- and back ---- */

typedef struct Bytes {
  Text text;
  uint32_t at;
} Bytes;

static uint64_t next_number(Bytes *bytes) {
  uint64_t number;
  memcpy(&number, bytes->text.at + bytes->at, sizeof number);
  bytes->at += sizeof number;
  return number;
}

static Text next_words(Bytes *bytes) {
  uint32_t count = (uint32_t)next_number(bytes), from = bytes->at;
  bytes->at += count;
  return text_slice(bytes->text, from, bytes->at);
}

static void add_cell(Bytes *bytes, CellSummary *cell) {
  for (uint64_t codes = next_number(bytes); codes; codes--) {
    size_t code = (size_t)next_number(bytes);
    cell->coded[code] += next_number(bytes);
  }
  for (uint64_t numbers = next_number(bytes); numbers; numbers--)
    tally_add(&cell->numbers, (int64_t)next_number(bytes));
  for (uint64_t others = next_number(bytes); others; others--) {
    Text answer = next_words(bytes);
    summary_count(cell, answer, next_number(bytes));
  }
}

void summary_add(Summary *summary, Text text) {
  Bytes bytes = {text, 0};
  while (bytes.at < text.bytes && !summary->too_many) {
    Group *group = summary_group(summary, next_words(&bytes));
    group->cases += next_number(&bytes);
    if (summary->too_many) return;
    for (size_t i = 0; i < summary->writer->cells->all.count; i++) add_cell(&bytes, &group->cells[i]);
  }
}

#include "batch/summary.h"
#include <stdlib.h>
#include <string.h>
#include "base/csvout.h"
#include "model/print.h"

/* ---- groups ---- */

static Group *new_group(Summary *summary, Text name) {
  const Cells *cells = summary->writer->cells;
  Group *group = MEM_NEW(Group);
  group->name = text_copy(name);
  group->cells = MEM_NEW_ARRAY(CellSummary, cells->all.count + 1);
  for (size_t i = 0; i < cells->all.count; i++)
    if (cell_coded(&cells->all.at[i])) group->cells[i].coded = mem_alloc_flat(((size_t)8 << cells->all.at[i].bits));
  list_push(&summary->groups, group);
  return group;
}

Group *summary_group(Summary *summary, Text name) {
  if (!summary->by) return summary->groups.at[0];
  Group *known = hash_get(&summary->by_name, name);
  if (known) return known;
  summary->too_many |= summary->groups.count >= SUMMARY_GROUPS;
  if (summary->too_many) return summary->groups.at[0];
  Group *group = new_group(summary, name);
  *hash_put(&summary->by_name, group->name) = group;
  return group;
}

static Group *group_of(Summary *summary, const Block *block, uint32_t row) {
  Sink sink = {0};
  if (!summary->by) return summary->groups.at[0];
  Value value = block_value(block, summary->by, row);
  print_cell(&sink, summary->by->type, &value);
  return summary_group(summary, sink_result(&sink));
}

void summary_open(Summary *summary, Writer *writer, const Register *by) {
  *summary = (Summary){.writer = writer, .by = by};
  summary->codes = mem_alloc_flat(64);
  if (!by) new_group(summary, TEXT(""));
}

/* ---- counting ---- */

void summary_count(CellSummary *cell, Text answer, uint64_t cases) {
  uint64_t *count = hash_get(&cell->others, answer);
  if (!count && cell->order.count >= SUMMARY_ANSWERS) {
    answer = TEXT("(other answers)");
    count = hash_get(&cell->others, answer);
  }
  if (!count) {
    Text kept = text_copy(answer);
    count = mem_alloc_flat(sizeof *count);
    *hash_put(&cell->others, kept) = count;
    list_push(&cell->order, kept);
  }
  *count += cases;
}

static bool number_type(const Unit *unit) {
  return type_form(unit->type) == VALUE_RANGE && unit->type->word != TYPE_DURATION;
}

/* A number that is known goes into the percentiles; how the rest is known is counted in words. */
static void count_number(const Summary *summary, CellSummary *into, const Unit *unit, const Value *value) {
  Value unknown = type_unknown(unit->type);
  bool nothing = value->flags & VALUE_FAILED || value_same(value, &unknown);
  if (!value_certain(value) || value_no_date_certain(value))
    summary_count(into, nothing ? TEXT("unknown") : TEXT("known in part"), 1);
  else if (summary->lists) list_push(&into->listed, value->low);
  else tally_add(&into->numbers, value->low);
}

static void count_printed(const Summary *summary, CellSummary *into, const Block *block, const CellPlan *cell,
                          uint32_t row) {
  Sink sink = {0};
  if (number_type(cell->unit) && block_bit(block, cell->from->in_force, row)) {
    Value value = block_value(block, cell->from->value, row);
    count_number(summary, into, cell->unit, &value);
    return;
  }
  cells_answer(&sink, block, cell, row);
  summary_count(into, sink_result(&sink), 1);
}

/* What the tree evaluator answered. */
static void count_answered(const Summary *summary, CellSummary *into, const Unit *unit, const BatchAnswers *answers,
                           size_t i) {
  const Value *value = &answers->values[i];
  bool number = number_type(unit) && !(value->flags & (VALUE_NOT_IN_FORCE | VALUE_CONFLICT));
  if (number) count_number(summary, into, unit, value);
  else summary_count(into, answers->cells[i], 1);
}

/* Of 64 rows at once: how many have each code. */
KERNEL_CLONES static void count_minterms(uint64_t *counts, const uint64_t *words, unsigned bits, uint64_t rows) {
  for (unsigned code = 0; code < 1u << bits; code++) {
    uint64_t these = rows;
    for (unsigned b = 0; b < bits; b++) these &= code >> b & 1 ? words[b] : ~words[b];
    counts[code] += (uint64_t)__builtin_popcountll(these);
  }
}

static void count_coded(Summary *summary, uint64_t *counts, const Block *block, const CellPlan *cell, uint32_t word,
                        uint64_t rows) {
  uint64_t words[CODE_BITS];
  for (unsigned b = 0; b < cell->bits; b++) words[b] = block_word(block, cell->of[b], word);
  if (cell->bits <= 4) {
    count_minterms(counts, words, cell->bits, rows);
    return;
  }
  summary->writer->reader->kernels->codes(words, cell->bits, summary->codes);
  for (; rows; rows &= rows - 1) counts[summary->codes[__builtin_ctzll(rows)]]++;
}

static void count_rows(Summary *summary, Group *group, const Block *block, uint32_t word, uint64_t rows) {
  const Cells *cells = summary->writer->cells;
  group->cases += (uint64_t)__builtin_popcountll(rows);
  for (size_t i = 0; i < cells->all.count; i++) {
    const CellPlan *cell = &cells->all.at[i];
    if (cell_coded(cell)) count_coded(summary, group->cells[i].coded, block, cell, word, rows);
    else if (!cell->tree)
      for (uint64_t left = rows; left; left &= left - 1)
        count_printed(summary, &group->cells[i], block, cell, word * 64 + (uint32_t)__builtin_ctzll(left));
  }
}

/* A row with the help of the tree evaluator: of some cells, or of all. */
static void count_tree_row(Summary *summary, const Block *block, uint32_t row) {
  Writer *writer = summary->writer;
  const Plan *plan = writer->plan;
  BatchAnswers answers = {0};
  bool whole = block->states[row] != ROW_PLAIN;
  Text error = block->states[row] == ROW_BAD ? write_error(writer, block, row) : TEXT("");
  if (!error.bytes) write_answer(writer, block, row, whole, &answers), error = answers.error;
  if (error.bytes) {
    write_stop(writer, error);
    writer->wrong++;
    return;
  }
  bool passes = whole || plan->filter_tree ? answers.passes : block_bit(block, plan->filter, row);
  if (plan->filtered && !passes) return;
  Group *group = whole ? summary_group(summary, answers.by) : group_of(summary, block, row);
  if (summary->too_many) return;
  if (whole) group->cases++;
  else count_rows(summary, group, block, row / 64, UINT64_C(1) << (row & 63));
  for (size_t i = 0; i < writer->cells->all.count; i++)
    if (whole || writer->cells->all.at[i].tree)
      count_answered(summary, &group->cells[i], writer->cells->all.at[i].unit, &answers, i);
}

static void count_plain(Summary *summary, const Block *block, uint32_t word, uint64_t rows) {
  const Plan *plan = summary->writer->plan;
  if (plan->filtered) rows &= block_word(block, plan->filter, word);
  if (!summary->by) {
    count_rows(summary, summary->groups.at[0], block, word, rows);
    return;
  }
  for (uint64_t left = rows; left; left &= left - 1) {
    Group *group = group_of(summary, block, word * 64 + (uint32_t)__builtin_ctzll(left));
    if (!summary->too_many) count_rows(summary, group, block, word, left & -left);
  }
}

/* Rows in their order, also where some need the tree evaluator: percentiles may hang on it. */
static void count_word(Summary *summary, const Block *block, uint32_t word) {
  const Plan *plan = summary->writer->plan;
  uint32_t first = word * 64, left = block->rows - first, count = left < 64 ? left : 64;
  uint64_t plain = count < 64 ? (UINT64_C(1) << count) - 1 : ~UINT64_C(0);
  bool any_tree = plan->any_tree || plan->filter_tree;
  for (uint32_t r = 0; (block->any_odd || any_tree) && r < count; r++) {
    if (!any_tree && block->states[first + r] == ROW_PLAIN) continue;
    uint64_t before = plain & ((UINT64_C(1) << r) - 1);
    count_plain(summary, block, word, before);
    count_tree_row(summary, block, first + r);
    plain &= ~(before | UINT64_C(1) << r);
  }
  count_plain(summary, block, word, plain);
}

void summary_block(Summary *summary, const Block *block) {
  for (uint32_t word = 0; word * 64 < block->rows; word++) count_word(summary, block, word);
}

/* ---- writing ---- */

typedef struct SummaryLine {
  Summary *summary;
  const Group *group;
  const CellPlan *cell;
} SummaryLine;

static void put_line(const SummaryLine *line, Text result, Text number, bool value) {
  Sink sink = {0};
  bool json = line->summary->writer->options->form == CELLS_JSON;
  const Fact *by = line->summary->writer->options->by;
  if (json) sink_char(&sink, '{');
  if (by && json)
    cells_quote(&sink, by->subject.name), sink_c(&sink, ": "), cells_quote(&sink, line->group->name),
      sink_c(&sink, ", ");
  if (by && !json) csvout_cell(&sink, line->group->name), sink_char(&sink, ',');
  if (json) sink_c(&sink, "\"conclusion\": "), cells_quote(&sink, line->cell->unit->subject.name);
  else csvout_cell(&sink, line->cell->unit->subject.name);
  sink_c(&sink, json ? ", \"result\": " : ",");
  if (json) cells_quote(&sink, result);
  else csvout_cell(&sink, result);
  sink_c(&sink, json ? (value ? ", \"value\": " : ", \"cases\": ") : value ? ",," : ",");
  if (json && value) cells_quote(&sink, number);
  else if (value) csvout_cell(&sink, number);
  else sink_text(&sink, number);
  sink_c(&sink, json ? "}\n" : value ? "\n" : ",\n");
  write_text(line->summary->writer, sink_result(&sink));
}

static void put_count(const SummaryLine *line, Text result, uint64_t count) {
  if (count) put_line(line, result, text_format("%llu", (unsigned long long)count), false);
}

static void put_percentiles(const SummaryLine *line, const Tally *tally) {
  static const struct { unsigned permille; const char *words; } points[] = {
      {0, "least"}, {50, "5%"}, {250, "25%"}, {500, "50%"}, {750, "75%"}, {950, "95%"}, {1000, "most"}};
  if (!tally->count) return;
  put_count(line, !tally_exact(tally) ? TEXT("known (percentiles within 0.1%)") : TEXT("known"), tally->count);
  for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
    int64_t at = tally_percentile(tally, points[i].permille);
    Value value = value_range(at, at, BASIS_NONE);
    Sink sink = {0};
    print_exact(&sink, line->cell->unit->type, &value);
    put_line(line, text_of(points[i].words), sink_result(&sink), true);
  }
}

/* Codes may share an answer, and the tree may have said the same. */
static uint64_t count_of(const SummaryLine *line, const CellSummary *cell, Text answer, size_t from) {
  uint64_t sum = 0;
  for (size_t code = from; code < (size_t)1 << line->cell->bits; code++)
    if (text_equal(line->cell->answers[code], answer)) sum += cell->coded[code];
  const uint64_t *other = hash_get(&cell->others, answer);
  return sum + (other ? *other : 0);
}

static bool said(const CellPlan *cell, Text answer, size_t until) {
  for (size_t code = 0; code < until; code++)
    if (text_equal(cell->answers[code], answer)) return true;
  return false;
}

static void put_cell(const SummaryLine *line, const CellSummary *cell) {
  size_t codes = cell_coded(line->cell) ? (size_t)1 << line->cell->bits : 0;
  for (size_t code = 0; code < codes; code++) {
    Text answer = line->cell->answers[code];
    if (!said(line->cell, answer, code)) put_count(line, answer, count_of(line, cell, answer, code));
  }
  put_percentiles(line, &cell->numbers);
  for (size_t i = 0; i < cell->order.count; i++)
    if (!said(line->cell, cell->order.at[i], codes))
      put_count(line, cell->order.at[i], *(uint64_t *)hash_get(&cell->others, cell->order.at[i]));
}

static int text_order(const void *a, const void *b) { return text_compare(*(const Text *)a, *(const Text *)b); }

static int group_order(const void *a, const void *b) {
  return text_compare((*(Group *const *)a)->name, (*(Group *const *)b)->name);
}

void summary_write(Summary *summary) {
  const Cells *cells = summary->writer->cells;
  const BatchOptions *options = summary->writer->options;
  if (options->form == CELLS_CSV) {
    if (options->by) write_text(summary->writer, options->by->subject.name), write_text(summary->writer, TEXT(","));
    write_text(summary->writer, TEXT("conclusion,result,cases,value\n"));
  }
  qsort(summary->groups.at, summary->groups.count, sizeof *summary->groups.at, group_order);
  for (size_t g = 0; g < summary->groups.count; g++)
    for (size_t i = 0; i < cells->all.count; i++) {
      Group *group = summary->groups.at[g];
      if (group->cells[i].order.count)
        qsort(group->cells[i].order.at, group->cells[i].order.count, sizeof(Text), text_order);
      put_cell(&(SummaryLine){summary, group, &cells->all.at[i]}, &group->cells[i]);
    }
}

#include "batch/columns.h"
#include <string.h>
#include "batch/kernels.h"

/* ---- room: as many rows as keep all planes and columns within what a processor has near by ---- */

#define NEAR_BYTES (384u << 10)
#define ROWS_MOST 1024
#define ROWS_LEAST 64

static uint32_t rows_that_fit(const Plan *plan) {
  size_t bits = plan->bits.planes + (plan->numbers.count * 8 + plan->facts.count) * 8, rows = ROWS_MOST;
  while (rows > ROWS_LEAST && bits * rows / 8 > NEAR_BYTES) rows /= 2;
  return (uint32_t)rows;
}

static NumberColumn open_number(const Block *block, const PlanNumber *plan) {
  NumberColumn column = {.known = block_plane(block, plan->known)};
  column.low = mem_alloc_flat(block->room * sizeof(int64_t));
  column.high = mem_alloc_flat(block->room * sizeof(int64_t));
  column.flags = mem_alloc_flat(block->room);
  column.unit = plan->units ? mem_alloc_flat(block->room) : NULL;
  column.partial = mem_alloc_flat(block->words * sizeof(uint64_t));
  column.wide = !plan->fact;
  return column;
}

Block *block_open(const Plan *plan, uint32_t key_count) {
  Block *block = MEM_NEW(Block);
  block->plan = plan;
  block->room = rows_that_fit(plan);
  block->words = block->room / 64;
  block->planes = mem_alloc_flat(((size_t)plan->bits.planes + 1) * block->words * sizeof(uint64_t));
  block->numbers = MEM_NEW_ARRAY(NumberColumn, plan->numbers.count + 1);
  for (size_t i = 0; i < plan->numbers.count; i++) block->numbers[i] = open_number(block, &plan->numbers.at[i]);
  block->codes = MEM_NEW_ARRAY(uint8_t *, plan->facts.count + 1);
  for (size_t i = 0; i < plan->facts.count; i++)
    if (plan->facts.at[i].fact->type->members) block->codes[i] = mem_alloc_flat(block->room);
  block->states = mem_alloc_flat(block->room);
  block->at = MEM_NEW_ARRAY(Row, block->room);
  block->days = mem_alloc_flat(block->room * sizeof(Day));
  block->key_count = key_count;
  block->keys = MEM_NEW_ARRAY(Text, (size_t)block->room * key_count + 1);
  return block;
}

void block_clear(Block *block) {
  block->rows = 0;
  block->patches.count = 0;
  block->any_odd = block->any_bad = false;
  for (size_t i = 0; i < block->plan->numbers.count; i++) {
    NumberColumn *column = &block->numbers[i];
    if (!block->plan->numbers.at[i].fact) continue;
    memset(column->known, 0, block->words * sizeof(uint64_t));
    column->wide = false;
  }
}

void block_unknown(Block *block, uint32_t row, RowState state) {
  const Plan *plan = block->plan;
  block->states[row] = (uint8_t)state;
  block->any_odd |= state != ROW_PLAIN;
  block->any_bad |= state == ROW_BAD;
  for (size_t i = 0; i < plan->facts.count; i++)
    if (block->codes[i]) block->codes[i][row] = CODE_UNKNOWN;
  for (size_t i = 0; i < plan->numbers.count; i++)
    if (plan->numbers.at[i].fact) block_set(block->numbers[i].known, row, false);
  while (block->patches.count && block->patches.at[block->patches.count - 1].row == row) block->patches.count--;
}

/* ---- facts to planes ---- */

static void widen(Block *block, uint32_t number) {
  NumberColumn *column = &block->numbers[number];
  Value unknown = type_unknown(block->plan->numbers.at[number].type);
  if (column->wide) return;
  column->wide = true;
  memset(column->partial, 0, block->words * sizeof(uint64_t));
  for (uint32_t row = 0; row < block->rows; row++) {
    bool known = column->known[row >> 6] >> (row & 63) & 1;
    column->high[row] = known ? column->low[row] : unknown.high;
    if (!known) column->low[row] = unknown.low;
    column->flags[row] = known ? 0 : unknown.flags;
    if (column->unit) column->unit[row] = 0;
  }
}

static void patch_bits(Block *block, const PlanFact *fact, const Patch *patch) {
  for (uint32_t m = 0; m < fact->reg->count; m++) {
    block_set(block_plane(block, fact->planes + m), patch->row, patch->value.may >> m & 1);
    if (fact->fact->type->set)
      block_set(block_plane(block, fact->planes + fact->reg->count + m), patch->row, patch->value.must >> m & 1);
  }
}

static void patch_number(Block *block, const PlanFact *fact, const Patch *patch) {
  NumberColumn *column = &block->numbers[fact->reg->number];
  widen(block, fact->reg->number);
  column->low[patch->row] = patch->value.low;
  column->high[patch->row] = patch->value.high;
  column->flags[patch->row] = patch->value.flags;
  if (column->unit) column->unit[patch->row] = patch->value.unit;
  block_set(column->known, patch->row, value_certain(&patch->value));
  block_set(column->partial, patch->row, !value_certain(&patch->value));
}

/* Of a set no code is a member: every row that says something is patched. */
static void fill_bits(Block *block, uint32_t slot, const Kernels *kernels) {
  const PlanFact *fact = &block->plan->facts.at[slot];
  uint32_t words = (block->rows + 63) / 64;
  for (uint32_t m = 0; m < fact->reg->count; m++) {
    kernels->member(block->codes[slot], (uint8_t)m, block_plane(block, fact->planes + m), words);
    if (fact->fact->type->set)
      memset(block_plane(block, fact->planes + fact->reg->count + m), 0, words * sizeof(uint64_t));
  }
}

void block_fill(Block *block) {
  const Kernels *kernels = kernels_best();
  const Plan *plan = block->plan;
  for (uint32_t i = 0; i < plan->facts.count; i++)
    if (block->codes[i]) fill_bits(block, i, kernels);
  for (size_t i = 0; i < block->patches.count; i++) {
    const Patch *patch = &block->patches.at[i];
    const PlanFact *fact = &plan->facts.at[patch->slot];
    if (fact->fact->type->members) patch_bits(block, fact, patch);
    else patch_number(block, fact, patch);
  }
  for (uint32_t i = 0; i < plan->numbers.count; i++)
    if (plan->numbers.at[i].fact && plan->numbers.at[i].units) widen(block, i);
}

/* ---- values one by one ---- */

static Value bits_value(const Block *block, const Register *reg, uint32_t row) {
  uint64_t may = 0, must = 0;
  for (uint32_t m = 0; m < reg->count; m++) {
    may |= (uint64_t)block_bit(block, reg->may[m], row) << m;
    if (reg->must) must |= (uint64_t)block_bit(block, reg->must[m], row) << m;
  }
  return reg->kind == REGISTER_SET ? value_set(must, may, BASIS_NONE) : value_members(may, BASIS_NONE);
}

static Value number_value(const Block *block, const Register *reg, uint32_t row) {
  const NumberColumn *column = &block->numbers[reg->number];
  bool known = column->known[row >> 6] >> (row & 63) & 1;
  if (!column->wide)
    return known ? value_range(column->low[row], column->low[row], BASIS_NONE) : type_unknown(reg->type);
  Value value = {.form = VALUE_RANGE, .flags = column->flags[row], .low = column->low[row], .high = column->high[row]};
  if (column->unit) value.unit = column->unit[row];
  return value;
}

static int64_t digits_value(const Block *block, const Digits *digits, uint32_t row) {
  int64_t number = 0;
  for (size_t i = 0; i < digits->count; i++) number |= (int64_t)block_bit(block, digits->at[i], row) << i;
  return number * DECIMAL_ONE;
}

Value block_value(const Block *block, const Register *reg, uint32_t row) {
  switch (reg->kind) {
    case REGISTER_CONSTANT: return reg->constant;
    case REGISTER_MEMBERS:
    case REGISTER_SET: return bits_value(block, reg, row);
    case REGISTER_NUMBER: return number_value(block, reg, row);
    case REGISTER_COUNT:
      return value_range(digits_value(block, &reg->low, row), digits_value(block, &reg->high, row), BASIS_NONE);
  }
  return reg->constant;
}

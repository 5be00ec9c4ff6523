#include "batch/cells.h"
#include <assert.h>
#include <string.h>
#include "base/csvout.h"
#include "model/cell.h"

/* ---- texts of JSON ---- */

void cells_quote(Sink *sink, Text text) {
  sink_char(sink, '"');
  for (size_t at = 0; at < text.bytes;) {
    size_t from = at;
    uint32_t point = text_next(text, &at);
    if (point == '"' || point == '\\') sink_format(sink, "\\%c", (char)point);
    else if (point == '\n') sink_c(sink, "\\n");
    else if (point == '\t') sink_c(sink, "\\t");
    else if (point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x2028 && point <= 0x202E))
      sink_format(sink, "\\u%04x", (unsigned)point);
    else sink_text(sink, text_slice(text, from, at));
  }
  sink_char(sink, '"');
}

void cells_put(Sink *sink, const Cells *cells, const CellPlan *cell, Text answer) {
  sink_text(sink, cell->before);
  if (cells->form == CELLS_JSON) cells_quote(sink, answer);
  else csvout_cell(sink, answer);
}

/* ---- answers: from what is possible ---- */

typedef struct Possible {     /* of one row, or of one code */
  const Block *block;         /* NULL: a code */
  const CellPlan *cell;
  uint32_t at;                /* the row, or the code */
} Possible;

static bool holds(const Possible *p, Bit bit) {
  if (bit_constant(bit)) return bit == BIT_YES;
  if (p->block) return block_bit(p->block, bit, p->at);
  unsigned i = 0;
  for (; p->cell->of[i] >> 1 != bit >> 1; i++) assert(i + 1 < p->cell->bits);
  return (p->at >> i & 1) ^ (p->cell->of[i] & 1) ^ (bit & 1);
}

static Value constant_of(const Register *reg) {
  uint64_t mask = 0;
  for (uint32_t m = 0; m < reg->count; m++) mask |= (uint64_t)(reg->may[m] == BIT_YES) << m;
  return value_set(mask, mask, BASIS_NONE);
}

static bool said_before(const Choices *choices, const Possible *p, size_t at, const Value *value) {
  for (size_t i = 0; i < at; i++) {
    Value other = constant_of(choices->at[i].value);
    bool unsettled = choices->at[i].branch && choices->at[i].branch->unsettled;
    bool this_unsettled = choices->at[at].branch && choices->at[at].branch->unsettled;
    if (holds(p, choices->at[i].possible) && unsettled == this_unsettled && value_same(&other, value)) return true;
  }
  return false;
}

/* The answers still possible for a role, in the order of its branches, each once. */
static void put_positions(Sink *sink, const Possible *p) {
  const Choices *choices = &p->cell->from->choices;
  const char *between = "";
  for (size_t i = 0; i < choices->count; i++) {
    Value value = constant_of(choices->at[i].value);
    if (!holds(p, choices->at[i].possible) || said_before(choices, p, i, &value)) continue;
    sink_c(sink, between);
    cell_position(sink, p->cell->unit, &value, choices->at[i].branch && choices->at[i].branch->unsettled);
    between = "|";
  }
}

static bool has_members(const Register *reg) { return reg->kind == REGISTER_MEMBERS || reg->kind == REGISTER_SET; }

/* False for a code that no row can have. */
static bool possible_value(const Possible *p, Value *value) {
  const Register *reg = p->cell->from->value;
  if (!has_members(reg)) {
    if (reg->kind == REGISTER_CONSTANT) *value = reg->constant;
    else if (p->block) *value = block_value(p->block, reg, p->at);
    return reg->kind == REGISTER_CONSTANT || p->block;
  }
  uint64_t may = 0, must = 0;
  for (uint32_t m = 0; m < reg->count; m++) {
    may |= (uint64_t)holds(p, reg->may[m]) << m;
    if (reg->must) must |= (uint64_t)holds(p, reg->must[m]) << m;
  }
  if (reg->kind == REGISTER_SET ? must & ~may : !may) return false;
  *value = reg->kind == REGISTER_SET ? value_set(must, may, BASIS_NONE) : value_members(may, BASIS_NONE);
  return true;
}

static void put_answer(Sink *sink, const Possible *p) {
  const CellPlan *cell = p->cell;
  Value value = {.flags = VALUE_NOT_IN_FORCE};
  if (!holds(p, cell->from->in_force)) cell_print(sink, cell->unit, &value);
  else if (cell->unit->kind == UNIT_ROLE) put_positions(sink, p);
  else if (possible_value(p, &value)) cell_print(sink, cell->unit, &value);
}

void cells_answer(Sink *sink, const Block *block, const CellPlan *cell, uint32_t row) {
  put_answer(sink, &(Possible){block, cell, row});
}

/* ---- the plan of a cell ---- */

static void add_bit(CellPlan *cell, Bit bit) {
  if (bit_constant(bit) || cell->bits > CODE_BITS) return;
  for (unsigned i = 0; i < cell->bits; i++)
    if (cell->of[i] >> 1 == bit >> 1) return;
  if (cell->bits < CODE_BITS) cell->of[cell->bits] = bit;
  cell->bits++;
}

/* What its text depends on. */
static void choose_bits(CellPlan *cell) {
  const Register *reg = cell->from->value;
  const Choices *choices = &cell->from->choices;
  add_bit(cell, cell->from->in_force);
  if (cell->unit->kind == UNIT_ROLE) {
    for (size_t i = 0; i < choices->count; i++) add_bit(cell, choices->at[i].possible);
  } else if (has_members(reg)) {
    for (uint32_t m = 0; m < reg->count; m++) add_bit(cell, reg->may[m]);
    for (uint32_t m = 0; m < reg->count && reg->must; m++) add_bit(cell, reg->must[m]);
  } else if (reg->kind != REGISTER_CONSTANT) {
    cell->bits = CODE_BITS + 1;
  }
}

static CellText text_of_cell(Text text) {
  CellText cell = {.bytes = text.bytes, .whole = text_c(text)};
  memcpy(cell.at, cell.whole, text.bytes < sizeof cell.at ? text.bytes : sizeof cell.at);
  return cell;
}

static void write_texts(const Cells *cells, CellPlan *cell) {
  size_t count = (size_t)1 << cell->bits;
  cell->texts = MEM_NEW_ARRAY(CellText, count);
  cell->answers = MEM_NEW_ARRAY(Text, count);
  for (size_t code = 0; code < count; code++) {
    Sink answer = {0}, whole = {0};
    put_answer(&answer, &(Possible){NULL, cell, (uint32_t)code});
    cell->answers[code] = text_copy(sink_result(&answer));
    cells_put(&whole, cells, cell, cell->answers[code]);
    cell->texts[code] = text_of_cell(sink_result(&whole));
  }
}

static Text before_cell(const Cells *cells, const Unit *unit) {
  Sink sink = {0};
  sink_char(&sink, ',');
  if (cells->form == CELLS_CSV) return TEXT(",");
  sink_char(&sink, ' ');
  cells_quote(&sink, unit->subject.name);
  sink_c(&sink, ": ");
  return text_copy(sink_result(&sink));
}

/* Cells of the same bits' number that say the same share their texts: there may be thousands of `held` and `not held`.
 */
static void share(Cells *cells, CellPlan *cell) {
  for (size_t i = cells->all.count; i-- > 0 && i + 16 > cells->all.count;) {
    const CellPlan *other = &cells->all.at[i];
    if (other->tree || other->bits != cell->bits || cells->form != CELLS_CSV) continue;
    bool same = true;
    for (size_t code = 0; code < (size_t)1 << cell->bits && same; code++)
      same = text_equal(other->answers[code], cell->answers[code]);
    if (!same) continue;
    cell->texts = other->texts;
    cell->answers = other->answers;
    return;
  }
}

Cells *cells_make(const Plan *plan, CellForm form) {
  Cells *cells = MEM_NEW(Cells);
  cells->form = form;
  for (size_t i = 0; i < plan->cells.count; i++) {
    CellPlan cell = {.unit = plan->cells.at[i].unit, .from = plan->cells.at[i].from, .tree = plan->cells.at[i].tree};
    cell.before = before_cell(cells, cell.unit);
    if (!cell.tree) choose_bits(&cell);
    if (cell_coded(&cell)) {
      write_texts(cells, &cell);
      share(cells, &cell);
    }
    list_push(&cells->all, cell);
  }
  return cells;
}

#include "batch/each.h"

/* ---- storing ---- */

static void store_bits(Block *block, const Register *reg, uint32_t row, const Value *value) {
  for (uint32_t m = 0; m < reg->count; m++) {
    block_set(block_plane(block, reg->may[m] >> 1), row, value->may >> m & 1);
    if (reg->must) block_set(block_plane(block, reg->must[m] >> 1), row, value->must >> m & 1);
  }
}

static void store(Block *block, const Register *reg, uint32_t row, const Value *value) {
  if (reg->kind != REGISTER_NUMBER) {
    store_bits(block, reg, row, value);
    return;
  }
  NumberColumn *column = &block->numbers[reg->number];
  column->low[row] = value->low;
  column->high[row] = value->high;
  column->flags[row] = value->flags;
  if (column->unit) column->unit[row] = value->unit;
  block_set(column->known, row, value_certain(value));
}

/* ---- operators ---- */

enum { FEW = 32 };

static Value operand(const Block *block, const PlanEach *each, uint32_t i, uint32_t row) {
  return block_value(block, each->operands[i], row);
}

static Value folded(const Block *block, const PlanEach *each, uint32_t row) {
  Value result = operand(block, each, 0, row);
  for (uint32_t i = 1; i < each->count; i++) {
    Value next = operand(block, each, i, row);
    result = each->node->kind == NODE_ADD ? logic_add(result, next, 0) : logic_multiply(result, next, 0);
  }
  return result;
}

static Value counting(const Block *block, const PlanEach *each, uint32_t row) {
  Value few[FEW];
  uint32_t count = each->count - 1;
  Value *parts = count <= FEW ? few : MEM_NEW_ARRAY(Value, count);
  for (uint32_t i = 0; i < count; i++) parts[i] = operand(block, each, i + 1, row);
  Value n = operand(block, each, 0, row);
  Value result = each->node->kind == NODE_AT_LEAST ? logic_at_least(n, parts, count) : logic_at_most(n, parts, count);
  if (parts != few) mem_free(parts);
  return result;
}

static Value of_two(const Program *program, const Node *node, Value a, Value b) {
  const Day *holidays = program->holidays.at;
  size_t count = program->holidays.count;
  switch ((NodeKind)node->kind) {
    case NODE_SUBTRACT: return logic_subtract(a, b, 0);
    case NODE_DIVIDE: return logic_divide(a, b, 0);
    case NODE_DATE_ADD: return logic_date_add(a, b, holidays, count, 0);
    case NODE_DATE_SUBTRACT: return logic_date_subtract(a, b, holidays, count, 0);
    case NODE_TIME_BETWEEN: return logic_time_between((TimeUnit)node->op, a, b);
    default: return logic_compare((Order)node->op, a, b);
  }
}

static Value of_node(const Block *block, const PlanEach *each, uint32_t row) {
  const Node *node = each->node;
  switch ((NodeKind)node->kind) {
    case NODE_ADD: case NODE_MULTIPLY: return folded(block, each, row);
    case NODE_AT_LEAST: case NODE_AT_MOST: return counting(block, each, row);
    case NODE_NEGATE: return logic_negate(operand(block, each, 0, row), 0);
    default: return of_two(block->plan->program, node, operand(block, each, 0, row), operand(block, each, 1, row));
  }
}

static Value joined(const Block *block, const Choices *choices, uint32_t row) {
  Value value = {0};
  bool any = false;
  for (size_t i = 0; i < choices->count; i++) {
    if (!block_bit(block, choices->at[i].possible, row)) continue;
    Value next = block_value(block, choices->at[i].value, row);
    value = any ? value_join(&value, &next) : next;
    any = true;
  }
  return value;
}

static Value today_value(const Block *block, const History *history, uint32_t row) {
  Day day = (Day)block->numbers[block->plan->today].low[row];
  return history_seen(history, history_step_at(history, day));
}

void each_run(Block *block, const PlanEach *each) {
  for (uint32_t row = 0; row < block->rows; row++) {
    Value value = each->kind == EACH_NODE   ? of_node(block, each, row)
                  : each->kind == EACH_JOIN ? joined(block, &each->choices, row)
                                            : today_value(block, each->history, row);
    store(block, each->out, row, &value);
  }
}

/* Expressions, recursively: nesting is what the parser allows. */
#include "engine/warm.h"

enum { FEW = 32 };          /* operands kept on the stack */

static Value fact_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  const History *history = world_fact(machine->world, node->index);
  uint32_t step = history_step_at(history, day);
  stretch_narrow(stretch, history->steps[step].from, history_until(history, step));
  return history->steps[step].value;
}

static Value parameter_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  const History *history = world_parameter(machine->world, node->index);
  uint32_t step = history_step_at(history, day);
  stretch_narrow(stretch, history->steps[step].from, history_until(history, step));
  return history_seen(history, step);
}

static Value read_unit_whole(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  const Entry *entry = machine_read(machine, unit, day);
  if (!entry) return type_unknown(unit->type);
  stretch_narrow(stretch, entry->stretch.from, entry->stretch.until);
  return entry->value;
}

/* That a conclusion is a conflict, or not in force, is said of it, not of what is worked out from it. */
static Value read_unit(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  Value value = read_unit_whole(machine, unit, day, stretch);
  value.flags &= (uint8_t)~(VALUE_CONFLICT | VALUE_NOT_IN_FORCE);
  return value;
}

/* What moves each day may be known, disputed or in conflict on some days only. */
static void narrow_asked(const Node *asked, Day day, Stretch *stretch) {
  if (asked->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
}

static Value conflict(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value value = read_unit_whole(machine, node->a->unit, day, stretch);
  narrow_asked(node->a, day, stretch);
  return value_yes_no(value.flags & VALUE_CONFLICT, BASIS_NONE);
}

/* ---- lists ---- */

static Value fold(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value result = node_value(machine, node->list[0], day, stretch);
  for (uint32_t i = 1; i < node->count; i++) {
    Value next = node_value(machine, node->list[i], day, stretch);
    switch ((NodeKind)node->kind) {
    case NODE_AND: result = logic_and(result, next); break;
    case NODE_OR: result = logic_or(result, next); break;
    case NODE_ADD: result = logic_add(result, next, node->list_site); break;
    default: result = logic_multiply(result, next, node->list_site); break;
    }
    result = machine_rests(result, type_unknown(node->type));
  }
  return result;
}

static Value counted(const Node *node, Value number, const Value *parts) {
  if (node->kind == NODE_AT_LEAST) return logic_at_least(number, parts, node->count);
  if (node->kind == NODE_AT_MOST) return logic_at_most(number, parts, node->count);
  return logic_count(parts, node->count);
}

/* An indicator that does not count is a constant no: as many more must be no, and the answer does not rest on it. */
static void leave_out_dormant(const Node *node, Day day, Value *parts) {
  for (uint32_t i = 0; i < node->count; i++)
    if (node->list[i]->kind == NODE_UNIT && !eval_in_force(node->list[i]->unit, day)) parts[i].basis = BASIS_NONE;
}

static Value count_list(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value few[FEW], counted_warm;
  if (machine->warm && node->kind == NODE_COUNT && warm_count(machine->warm, node, day, stretch, &counted_warm))
    return counted_warm;
  Value *parts = node->count <= FEW ? few : MEM_NEW_ARRAY(Value, node->count);
  Value number = {0};
  if (node->kind != NODE_COUNT) number = node_value(machine, node->number, day, stretch);
  for (uint32_t i = 0; i < node->count; i++) parts[i] = node_value(machine, node->list[i], day, stretch);
  if (node->flags & NODE_INDICATORS) leave_out_dormant(node, day, parts);
  Value result = counted(node, number, parts);
  if (parts != few) mem_free(parts);
  return result;
}

/* An empty list of `and` is yes, of `or` no: `all indicators` of a signature that has none. */
static Value list_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  if (node->count) return fold(machine, node, day, stretch);
  return value_yes_no(node->kind == NODE_AND, BASIS_NONE);
}

/* ---- comparisons ---- */

typedef struct Comparison {
  Order order;
  const Node *a, *b;
} Comparison;

static Value compare_on(Machine *machine, Comparison c, Day day, Stretch *stretch) {
  Value a = node_value(machine, c.a, day, stretch);
  Value b = node_value(machine, c.b, day, stretch);
  return logic_compare(c.order, a, b);
}

static bool same_on(Machine *machine, Comparison c, Day day, const Value *here) {
  Stretch ignored = STRETCH_ALL;
  Value there = compare_on(machine, c, day, &ignored);
  return machine->missed || value_same_all(&there, here);
}

/* The first day after `day` (up to `until`) on which the comparison differs: exact, by bisection over the days, since
 * truth moves one way only while nothing but `today` changes. */
static Day turns_at(Machine *machine, Comparison c, Day day, Day until, const Value *here) {
  Day same = day, differs = until > DAY_LAST + 1 ? DAY_LAST + 1 : until;
  if (differs <= day + 1 || same_on(machine, c, differs - 1, here)) return until;
  differs--;
  while (differs - same > 1 && !machine->missed) {
    Day middle = same + (differs - same) / 2;
    if (same_on(machine, c, middle, here)) same = middle;
    else differs = middle;
  }
  return differs;
}

static Day turned_at(Machine *machine, Comparison c, Day day, Day from, const Value *here) {
  Day same = day, differs = from < DAY_FIRST ? DAY_FIRST : from;
  if (differs >= day || same_on(machine, c, differs, here)) return from;
  while (same - differs > 1 && !machine->missed) {
    Day middle = differs + (same - differs) / 2;
    if (same_on(machine, c, middle, here)) same = middle;
    else differs = middle;
  }
  return same;
}

static bool moves(const Node *node, uint16_t way) { return !(node->flags & NODE_DAILY) || node->flags & way; }

static bool one_way(Comparison c) {
  return (moves(c.a, NODE_RISING) && moves(c.b, NODE_FALLING)) || (moves(c.a, NODE_FALLING) && moves(c.b, NODE_RISING));
}

/* Truth moves one way, what it is blamed on does not: the daily side is certain on some days and not on others. That
 * shows where the other side is disputed and nothing else. */
static bool blame_moves(Machine *machine, Comparison c, Day day) {
  const Node *still = c.a->flags & NODE_DAILY ? c.b : c.a;
  Stretch ignored = STRETCH_ALL;
  if (still->flags & NODE_DAILY) return true;
  Value value = node_value(machine, still, day, &ignored);
  return value_reasons(&value) && !(value_reasons(&value) & VALUE_UNSTATED);
}

/* Narrows to the days around `day` on which a comparison with a daily side keeps its truth. */
static void narrow_daily(Machine *machine, Comparison c, Day day, Stretch *stretch) {
  if (!(c.a->flags & NODE_DAILY) && !(c.b->flags & NODE_DAILY)) return;
  if (!one_way(c)) {
    stretch_narrow(stretch, day, day + 1);
    return;
  }
  Stretch ignored = STRETCH_ALL;
  Value here = compare_on(machine, c, day, &ignored);
  if (!value_certain(&here) && blame_moves(machine, c, day)) stretch_narrow(stretch, day, day + 1);
  if (machine->missed) return;
  Day until = turns_at(machine, c, day, stretch->until, &here), from = turned_at(machine, c, day, stretch->from, &here);
  stretch_narrow(stretch, from, until);
}

/* Equality is both `at least` and `at most`, each of which moves one way. */
static Value compare_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Comparison c = {(Order)node->op, node->a, node->b};
  Value result = compare_on(machine, c, day, stretch);
  if (c.order != ORDER_EQUAL && c.order != ORDER_NOT_EQUAL) {
    narrow_daily(machine, c, day, stretch);
    return result;
  }
  narrow_daily(machine, (Comparison){ORDER_AT_LEAST, c.a, c.b}, day, stretch);
  narrow_daily(machine, (Comparison){ORDER_AT_MOST, c.a, c.b}, day, stretch);
  return result;
}

static Value between_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value a = node_value(machine, node->a, day, stretch), b = node_value(machine, node->b, day, stretch);
  Value c = node_value(machine, node->c, day, stretch);
  narrow_daily(machine, (Comparison){ORDER_AT_LEAST, node->a, node->b}, day, stretch);
  narrow_daily(machine, (Comparison){ORDER_AT_MOST, node->a, node->c}, day, stretch);
  return logic_between(a, b, c);
}

/* ---- about the record itself, and about conclusions ---- */

static Value disputed(Value a) {
  bool only = !value_certain(&a) && (a.flags & VALUE_REASONS) == VALUE_DISPUTED;
  return value_yes_no(only, BASIS_NONE);
}

static Value in_force(const Node *node, Day day, Stretch *stretch) {
  const Unit *unit = node->a->unit;
  unit_narrow_force(unit, day, stretch);
  Basis basis = node->flags & NODE_INDICATORS ? BASIS_NONE : citations_basis(unit->subject.cites);
  return value_yes_no(eval_in_force(unit, day), basis);
}

/* ---- dates ---- */

static Value date_sum(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  const Program *program = machine->world->program;
  Value date = node_value(machine, node->a, day, stretch), duration = node_value(machine, node->b, day, stretch);
  if (node->kind == NODE_DATE_ADD)
    return logic_date_add(date, duration, program->holidays.at, program->holidays.count, node->count);
  return logic_date_subtract(date, duration, program->holidays.at, program->holidays.count, node->count);
}

static Value two_sided(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value a = node_value(machine, node->a, day, stretch), b = node_value(machine, node->b, day, stretch);
  switch ((NodeKind)node->kind) {
  case NODE_SUBTRACT: return logic_subtract(a, b, node->count);
  case NODE_DIVIDE: return logic_divide(a, b, node->count);
  case NODE_IN: return logic_member_in(a, b);
  default: return logic_time_between((TimeUnit)node->op, a, b);
  }
}

static Value of_one(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  Value a = node_value(machine, node->a, day, stretch);
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED) narrow_asked(node->a, day, stretch);
  switch ((NodeKind)node->kind) {
  case NODE_NOT: return logic_not(a);
  case NODE_EMPTY: return logic_set_empty(a);
  case NODE_KNOWN: return logic_known(a);
  case NODE_DISPUTED: return disputed(a);
  default: return logic_negate(a, node->count);
  }
}

Value node_value(Machine *machine, const Node *node, Day day, Stretch *stretch) {
  if (machine->missed) return type_unknown(node->type);
  switch ((NodeKind)node->kind) {
  case NODE_CONSTANT: return node->constant;
  case NODE_FACT: return fact_value(machine, node, day, stretch);
  case NODE_PARAMETER: return parameter_value(machine, node, day, stretch);
  case NODE_UNIT: return read_unit(machine, node->unit, day, stretch);
  case NODE_TODAY: return value_range(day, day, BASIS_NONE);
  case NODE_AND: case NODE_OR: case NODE_ADD: case NODE_MULTIPLY: return list_value(machine, node, day, stretch);
  case NODE_AT_LEAST: case NODE_AT_MOST: case NODE_COUNT: return count_list(machine, node, day, stretch);
  case NODE_COMPARE: return compare_value(machine, node, day, stretch);
  case NODE_BETWEEN: return between_value(machine, node, day, stretch);
  case NODE_IN_MASK: return logic_in_mask(node_value(machine, node->in_subject, day, stretch), node->mask);
  case NODE_IN_FORCE: return in_force(node, day, stretch);
  case NODE_CONFLICT: return conflict(machine, node, day, stretch);
  case NODE_NOT: case NODE_EMPTY: case NODE_KNOWN: case NODE_DISPUTED: case NODE_NEGATE:
    return of_one(machine, node, day, stretch);
  case NODE_IN:
  case NODE_SUBTRACT:
  case NODE_DIVIDE:
  case NODE_TIME_BETWEEN: return two_sided(machine, node, day, stretch);
  case NODE_DATE_ADD: case NODE_DATE_SUBTRACT: return date_sum(machine, node, day, stretch);
  case NODE_EVER: case NODE_NEVER: case NODE_AT: case NODE_FOR: case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST:
  case NODE_CHANGES: case NODE_START_OF: return time_value(machine, node, day, stretch);
  }
  return type_unknown(node->type);
}

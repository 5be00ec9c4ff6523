/* Expressions to operations, each kind exactly as floor 3 computes it (see value/logic.h). */
#include "batch/plan.h"
#include "value/logic.h"

/* ---- truth ---- */

static const Register *negated(Plan *plan, const Register *a) {
  return a ? plan_truth(plan, truth_yes(a), truth_no(a)) : NULL;
}

static const Register *both(Plan *plan, const Register *a, const Register *b) {
  if (!a || !b) return NULL;
  return plan_truth(plan, bits_or(&plan->bits, truth_no(a), truth_no(b)),
                    bits_and(&plan->bits, truth_yes(a), truth_yes(b)));
}

/* `and`; with `turned`, `or`: the same of the opposites. */
static const Register *chain(Plan *plan, const Node *node, bool turned) {
  Bit no = BIT_NO, yes = BIT_YES;
  for (uint32_t i = 0; i < node->count; i++) {
    const Register *part = plan_node(plan, node->list[i]);
    if (!part) return NULL;
    no = bits_or(&plan->bits, no, turned ? truth_yes(part) : truth_no(part));
    yes = bits_and(&plan->bits, yes, turned ? truth_no(part) : truth_yes(part));
  }
  return turned ? plan_truth(plan, yes, no) : plan_truth(plan, no, yes);
}

/* ---- what is known ---- */

static Bit exactly_one(Plan *plan, const Bit *may, uint32_t count) {
  Bit seen = BIT_NO, twice = BIT_NO;
  for (uint32_t i = 0; i < count; i++) {
    twice = bits_or(&plan->bits, twice, bits_and(&plan->bits, seen, may[i]));
    seen = bits_or(&plan->bits, seen, may[i]);
  }
  return bits_and(&plan->bits, seen, bit_not(twice));
}

static Bit whole_set(Plan *plan, const Register *set) {
  Bit same = BIT_YES;
  for (uint32_t i = 0; i < set->count; i++)
    same = bits_and(&plan->bits, same, bits_or(&plan->bits, set->must[i], bit_not(set->may[i])));
  return same;
}

static Bit same_digits(Plan *plan, const Digits *a, const Digits *b) {
  Bit same = BIT_YES;
  for (size_t i = 0; i < a->count || i < b->count; i++) {
    Bit x = i < a->count ? a->at[i] : BIT_NO, y = i < b->count ? b->at[i] : BIT_NO;
    same = bits_and(&plan->bits, same, bit_not(bits_odd(&plan->bits, x, y, BIT_NO)));
  }
  return same;
}

Bit plan_certain(Plan *plan, const Register *value) {
  switch (value->kind) {
    case REGISTER_CONSTANT: return value_certain(&value->constant) ? BIT_YES : BIT_NO;
    case REGISTER_MEMBERS: return exactly_one(plan, value->may, value->count);
    case REGISTER_SET: return whole_set(plan, value);
    case REGISTER_NUMBER: return plan->numbers.at[value->number].known << 1;
    case REGISTER_COUNT: return same_digits(plan, &value->low, &value->high);
  }
  return BIT_NO;
}

static const Register *from_bit(Plan *plan, Bit yes) { return plan_truth(plan, bit_not(yes), yes); }

static const Register *set_empty(Plan *plan, const Register *set) {
  Bit some = BIT_NO, surely = BIT_NO;
  for (uint32_t i = 0; i < set->count; i++) {
    some = bits_or(&plan->bits, some, set->may[i]);
    surely = bits_or(&plan->bits, surely, set->must[i]);
  }
  return plan_truth(plan, some, bit_not(surely));
}

static const Register *member_in(Plan *plan, const Register *a, const Register *set) {
  Bit yes = BIT_NO, no = BIT_NO;
  if (!a || !set) return NULL;
  for (uint32_t i = 0; i < a->count; i++) {
    yes = bits_or(&plan->bits, yes, bits_and(&plan->bits, a->may[i], set->may[i]));
    no = bits_or(&plan->bits, no, bits_and(&plan->bits, a->may[i], bit_not(set->must[i])));
  }
  return plan_truth(plan, no, yes);
}

/* What a row states is one statement, uncited, and never disputed; the values of a parameter may be, and what is
 * supposed. */
static bool nothing_disputed(const Plan *plan) {
  const Program *program = plan->program;
  if (plan->input.supposed) return false;
  for (size_t p = 0; p < program->parameters.count; p++) {
    const History *history = &program->parameters.at[p]->history;
    for (uint32_t s = 0; s < history->count; s++)
      if (history->steps[s].value.flags & VALUE_DISPUTED) return false;
  }
  return true;
}

/* Rules that may disagree are the tree's. */
static const Register *of_one(Plan *plan, const Node *node) {
  const Register *a = plan_node(plan, node->a);
  if (!a) return NULL;
  switch ((NodeKind)node->kind) {
    case NODE_NOT: return negated(plan, a);
    case NODE_EMPTY: return set_empty(plan, a);
    case NODE_KNOWN: return from_bit(plan, plan_certain(plan, a));
    case NODE_DISPUTED: return nothing_disputed(plan) ? from_bit(plan, BIT_NO) : NULL;
    default: return from_bit(plan, BIT_NO);
  }
}

/* ---- operators that are done row by row ---- */

static const Register *each_of(Plan *plan, const Node *node, const Node *const *kids, uint32_t count) {
  PlanEach each = {
    .kind = EACH_NODE, .node = node, .count = count, .operands = MEM_NEW_ARRAY(const Register *, count + 1)};
  for (uint32_t i = 0; i < count; i++) {
    each.operands[i] = plan_node(plan, kids[i]);
    if (!each.operands[i]) return NULL;
  }
  return plan_each(plan, each, node->type);
}

static const Register *each_list(Plan *plan, const Node *node) {
  return each_of(plan, node, (const Node *const *)node->list, node->count);
}

static const Register *each_two(Plan *plan, const Node *node) {
  const Node *kids[] = {node->a, node->b};
  return each_of(plan, node, kids, 2);
}

static const Register *each_one(Plan *plan, const Node *node) {
  const Node *kids[] = {node->a};
  return each_of(plan, node, kids, 1);
}

/* ---- leaves ---- */

static const Register *parameter(Plan *plan, uint32_t index) {
  const Parameter *what = plan->program->parameters.at[index];
  bool other;
  const History *supposed = plan_supposed(plan, SYMBOL_PARAMETER, index, &other);
  const History *history = supposed ? supposed : &what->history;
  if (other) return NULL;
  if (type_form(what->type) == VALUE_TEXTS) return NULL;
  if (history->count == 1) return plan_constant(what->type, history_seen(history, 0));
  if (plan->input.dated)
    return plan_constant(what->type, history_seen(history, history_step_at(history, plan->input.as_at)));
  plan_in_period(plan, DAY_FIRST + 1, DAY_LAST);   /* so that the rows' dates are kept */
  return plan_each(plan, (PlanEach){.kind = EACH_PARAMETER, .history = history}, what->type);
}

static const Register *today(Plan *plan) {
  const Type *date = plan->program->date;
  if (plan->input.dated) return plan_constant(date, value_range(plan->input.as_at, plan->input.as_at, BASIS_NONE));
  plan_in_period(plan, DAY_FIRST + 1, DAY_LAST);
  Register *reg = MEM_NEW(Register);
  *reg = (Register){.kind = REGISTER_NUMBER, .type = date, .number = plan->today};
  return reg;
}

/* Where a window of events begins as seen from a day: events count that fall after it. False where rows differ. */
static bool window_after(Plan *plan, const Node *node, Day day, Day *after) {
  const Node *bound = node->event_in_last ? node->event_in_last : node->event_since;
  const Program *program = plan->program;
  *after = DAY_BEFORE_TIME;
  if (!bound) return true;
  const Register *reg = plan_node(plan, bound);
  if (!reg || reg->kind != REGISTER_CONSTANT || !value_certain(&reg->constant) || value_no_date_certain(&reg->constant))
    return false;
  if (node->event_since && !plan->input.dated) return false;
  Value start = reg->constant;
  if (node->event_in_last) {
    if (start.low <= 0) return false;
    start =
      logic_date_subtract(value_range(day, day, BASIS_NONE), start, program->holidays.at, program->holidays.count, 0);
  }
  int64_t first = start.flags & VALUE_FAILED ? DAY_FIRST - 1 : start.low - (node->event_since ? 1 : 0);
  *after = (Day)(first > day ? day : first < DAY_FIRST - 1 ? DAY_FIRST - 1 : first);
  return true;
}

/* An event of which no row says anything, and no module: its record is empty, and the same on every row. */
static const Register *no_events(Plan *plan, const Node *node) {
  Day day = plan->input.dated ? plan->input.as_at : DAY_LAST, after;
  bool other;
  plan_supposed(plan, SYMBOL_EVENT, node->index, &other);
  if (other || !plan->input.events || plan->input.events[node->index] || plan->event_recorded[node->index]) return NULL;
  EventRecord record = events_make(NULL, 0, NULL, 0);
  if (node->kind == NODE_COUNT_EVENTS)
    return window_after(plan, node, day, &after) ? plan_constant(node->type, events_count(&record, after, day)) : NULL;
  if (!plan->input.dated) return NULL;
  return plan_constant(node->type, node->kind == NODE_FIRST ? events_first(&record, day) : events_last(&record, day));
}

static const Register *in_force(Plan *plan, const Unit *unit) {
  return from_bit(plan, plan_in_force(plan, unit));
}

static const Register *comparison(Plan *plan, const Node *node) {
  const Register *a = plan_node(plan, node->a), *b = plan_node(plan, node->b);
  return a && b ? plan_compare(plan, (Order)node->op, node, a, b) : NULL;
}

static const Register *between(Plan *plan, const Node *node) {
  const Register *a = plan_node(plan, node->a), *b = plan_node(plan, node->b), *c = plan_node(plan, node->c);
  if (!a || !b || !c) return NULL;
  return both(plan, plan_compare(plan, ORDER_AT_LEAST, node, a, b), plan_compare(plan, ORDER_AT_MOST, node, a, c));
}

static const Register *in_mask(Plan *plan, const Node *node) {
  const Register *a = plan_node(plan, node->in_subject);
  return a ? plan_in_mask(plan, a, node->mask) : NULL;
}

static const Register *constant(const Node *node) {
  return node->constant.form == VALUE_TEXTS ? NULL : plan_constant(node->type, node->constant);
}

const Register *plan_node(Plan *plan, const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_CONSTANT: return constant(node);
    case NODE_FACT: return plan_fact(plan, node->index);
    case NODE_PARAMETER: return parameter(plan, node->index);
    case NODE_UNIT: return plan_unit(plan, node->unit);
    case NODE_TODAY: return today(plan);
    case NODE_AND: return chain(plan, node, false);
    case NODE_OR: return chain(plan, node, true);
    case NODE_AT_LEAST: case NODE_AT_MOST: case NODE_COUNT: return plan_counting(plan, node);
    case NODE_COMPARE: return comparison(plan, node);
    case NODE_BETWEEN: return between(plan, node);
    case NODE_IN: return member_in(plan, plan_node(plan, node->a), plan_node(plan, node->b));
    case NODE_IN_MASK: return in_mask(plan, node);
    case NODE_NOT: case NODE_EMPTY: case NODE_KNOWN: case NODE_DISPUTED: case NODE_CONFLICT: return of_one(plan, node);
    case NODE_IN_FORCE: return in_force(plan, node->a->unit);
    case NODE_ADD: case NODE_MULTIPLY: return each_list(plan, node);
    case NODE_SUBTRACT: case NODE_DIVIDE: case NODE_DATE_ADD: case NODE_DATE_SUBTRACT: case NODE_TIME_BETWEEN:
      return each_two(plan, node);
    case NODE_NEGATE: return each_one(plan, node);
    case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST: return no_events(plan, node);
    case NODE_EVER: case NODE_NEVER: case NODE_AT: case NODE_FOR: case NODE_CHANGES: case NODE_START_OF: return NULL;
  }
  return NULL;
}

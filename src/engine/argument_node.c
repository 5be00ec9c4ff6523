/* Conditions and expressions as at a date: which of their parts decided. */
#include "engine/argument_inside.h"

/* ---- one step ---- */

static ArgumentKind kind_of(const Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_FACT: return ARGUMENT_FACT;
  case NODE_PARAMETER: return ARGUMENT_PARAMETER;
  case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST: return ARGUMENT_EVENTS;
  case NODE_UNIT: return ARGUMENT_CONCLUSION;
  default: return ARGUMENT_EXPRESSION;
  }
}

static Convention month_end(const Value *date, const Value *sum) {
  if (!value_certain(date) || !value_certain(sum) || value_no_date_certain(date) || date->low < DAY_FIRST)
    return CONVENTION_NONE;
  bool same = calendar_split((Day)date->low).day == calendar_split((Day)sum->low).day;
  return same ? CONVENTION_NONE : CONVENTION_MONTH_END;
}

static Convention convention_of(Arguments *arguments, const ArgumentStep *step) {
  const Node *node = step->node;
  bool sum = node->kind == NODE_DATE_ADD || node->kind == NODE_DATE_SUBTRACT;
  if (node->kind == NODE_TIME_BETWEEN && node->op != TIME_DAYS) return CONVENTION_WHOLE_MONTHS;
  if (!sum) return CONVENTION_NONE;
  Value date = eval_node(arguments->world, node->a, step->day).value;
  Value duration = eval_node(arguments->world, node->b, step->day).value;
  if (duration.unit == UNIT_WORKING_DAYS) return CONVENTION_WORKING_DAYS;
  return duration.unit == UNIT_MONTHS ? month_end(&date, &step->value) : CONVENTION_NONE;
}

static void fill(Arguments *arguments, ArgumentStep *step) {
  if (step->kind == ARGUMENT_FACT) fill_fact(arguments, step);
  else if (step->kind == ARGUMENT_PARAMETER) fill_parameter(arguments, step);
  else if (step->kind == ARGUMENT_EVENTS) fill_events(arguments, step);
  else step->convention = convention_of(arguments, step);
}

ArgumentStep *step_node(Arguments *arguments, const ArgumentStep *above, const Node *node, Day day) {
  if (node->kind == NODE_CONSTANT || node->kind == NODE_TODAY) return NULL;
  ArgumentKind kind = kind_of(node);
  ArgumentStep *step;
  if (kind == ARGUMENT_CONCLUSION) {
    step = argument_unit(arguments, node->unit, day);
    step->node = node;
    return step;
  }
  step = step_under(above, kind, PART_DECIDES);
  step->node = node;
  step->index = kind == ARGUMENT_EXPRESSION ? 0 : node->index;
  step->day = day;
  step->span = node->span;
  step->type = node->type;
  step->value = eval_node(arguments->world, node, day).value;
  step->part = part_of(&step->value);
  fill(arguments, step);
  return step;
}

void step_add_node(Arguments *arguments, ArgumentStep *above, const Node *node, Day day) {
  step_add(above, step_node(arguments, above, node, day));
}

/* ---- which parts decided ---- */

static void tally(ArgumentStep *above) {
  above->yes = above->no = above->open = 0;
  for (size_t i = 0; i < above->steps.count; i++) {
    const Value *value = &above->steps.at[i]->value;
    if (value_is_yes(value)) above->yes++;
    else if (value_is_no(value)) above->no++;
    else above->open++;
  }
}

static bool is(const Value *value, bool yes) { return yes ? value_is_yes(value) : value_is_no(value); }

static void mark_all(ArgumentStep *above) {
  for (size_t i = 0; i < above->steps.count; i++)
    above->steps.at[i]->part = value_certain(&above->steps.at[i]->value) ? PART_SETTLED : PART_OPEN;
}

static void mark_decided(ArgumentStep *above) {
  for (size_t i = 0; i < above->steps.count; i++) above->steps.at[i]->part = PART_DECIDES;
}

/* The strongest of those not yet chosen; the first of equals. */
static ArgumentStep *strongest(const ArgumentStep *above, bool yes) {
  ArgumentStep *best = NULL;
  for (size_t i = 0; i < above->steps.count; i++) {
    ArgumentStep *step = above->steps.at[i];
    if (step->part != PART_ALSO || !is(&step->value, yes)) continue;
    if (!best || step->value.basis < best->value.basis) best = step;
  }
  return best;
}

/* As many of those that are `yes` (or no) as are needed. */
static void mark_strongest(ArgumentStep *above, bool yes, int64_t needed) {
  for (size_t i = 0; i < above->steps.count; i++)
    above->steps.at[i]->part = is(&above->steps.at[i]->value, yes) ? PART_ALSO : PART_BESIDE;
  for (; needed > 0; needed--) {
    ArgumentStep *step = strongest(above, yes);
    if (step) step->part = PART_DECIDES;
  }
}

void choose_gate(ArgumentStep *above, bool any, const Value *whole) {
  tally(above);
  if (!value_certain(whole)) mark_all(above);
  else if (is(whole, any)) mark_strongest(above, any, 1);
  else mark_decided(above);
}

static int64_t whole_up(int64_t millionths) { return millionths / DECIMAL_ONE + (millionths % DECIMAL_ONE > 0); }

static int64_t whole_down(int64_t millionths) { return millionths / DECIMAL_ONE - (millionths % DECIMAL_ONE < 0); }

/* How many parts an answer rests on: as value/truth.c counts them. */
static void choose_counted(ArgumentStep *step, const Node *node, const Value *number) {
  int64_t count = (int64_t)step->steps.count;
  bool yes = value_is_yes(&step->value), least = node->kind == NODE_AT_LEAST;
  tally(step);
  if (!value_certain(&step->value)) mark_all(step);
  else if (least && yes) mark_strongest(step, true, whole_up(number->high));
  else if (least) mark_strongest(step, false, count - whole_up(number->low) + 1);
  else if (yes) mark_strongest(step, false, count - whole_down(number->low));
  else mark_strongest(step, true, whole_down(number->high) + 1);
}

/* ---- lists ---- */

static ArgumentStep *constant_step(const ArgumentStep *above, const Node *node) {
  ArgumentStep *step = step_under(above, ARGUMENT_EXPRESSION, PART_DECIDES);
  step->node = node;
  step->value = node->constant;
  step->type = node->type;
  step->span = node->span;
  step->known = true;
  return step;
}

/* An indicator of an amendment that is out of force is not among those that are counted. Of `all indicators` it stands
 * behind "not in force or". */
static bool counts(const Node *list, const Node *part, Day day) {
  const Node *indicator = part->kind == NODE_OR ? part->list[part->count - 1] : part;
  return !(list->flags & NODE_INDICATORS) || indicator->kind != NODE_UNIT || eval_in_force(indicator->unit, day);
}

/* A constant among the parts counts like any: it may be the one that decides. */
static void add_parts(Arguments *arguments, ArgumentStep *step, const Node *node) {
  for (uint32_t i = 0; i < node->count; i++) {
    const Node *part = node->list[i];
    if (!counts(node, part, step->day)) continue;
    if (part->kind == NODE_CONSTANT && part->type->word == TYPE_YES_NO) step_add(step, constant_step(step, part));
    else step_add_node(arguments, step, part, step->day);
  }
}

static void grow_counted(Arguments *arguments, ArgumentStep *step, const Node *node) {
  Value number = eval_node(arguments->world, node->number, step->day).value;
  add_parts(arguments, step, node);
  choose_counted(step, node, &number);
  step_add_node(arguments, step, node->number, step->day);
}

/* Every part of a sum, and both sides of a comparison: what is certain among them leaves an unknown open. */
static void settle(ArgumentStep *step) {
  if (value_certain(&step->value)) mark_decided(step);
  else mark_all(step);
}

typedef struct Here {
  Arguments *arguments;
  ArgumentStep *step;
} Here;

static void add_kid(void *owner, Node *kid, bool elsewhere) {
  Here *here = owner;
  if (!elsewhere) step_add_node(here->arguments, here->step, kid, here->step->day);
}

static void grow_plain(Arguments *arguments, ArgumentStep *step, const Node *node) {
  Here here = {arguments, step};
  node_each_kid(node, add_kid, &here);
  settle(step);
}

void step_add_inside(Arguments *arguments, ArgumentStep *step) {
  if (kind_of(step->node) == ARGUMENT_EXPRESSION) grow_node(arguments, step);
  else step_add_node(arguments, step, step->node, step->day);
}

/* Of a set only what is said of the member counts that is asked for; but where that leaves it open, all of it may be
 * why. */
static void grow_member(Arguments *arguments, ArgumentStep *step, const Node *node) {
  grow_plain(arguments, step, node);
  for (size_t i = 0; value_certain(&step->value) && i < step->steps.count; i++)
    if (step->steps.at[i]->kind == ARGUMENT_FACT && node->b->kind == NODE_FACT && node->a->kind == NODE_CONSTANT)
      cite_reading(arguments, step->steps.at[i], node->a->constant.may);
}

bool node_unfolds(const Node *node) {
  return node->kind == NODE_AND || node->kind == NODE_AT_LEAST || node->kind == NODE_AT_MOST;
}

void grow_node(Arguments *arguments, ArgumentStep *step) {
  const Node *node = step->node;
  switch ((NodeKind)node->kind) {
  case NODE_AND: case NODE_OR:
    add_parts(arguments, step, node);
    choose_gate(step, node->kind == NODE_OR, &step->value);
    return;
  case NODE_AT_LEAST: case NODE_AT_MOST: grow_counted(arguments, step, node); return;
  case NODE_COUNT:
    add_parts(arguments, step, node);
    tally(step);
    settle(step);
    return;
  case NODE_EVER: case NODE_NEVER: case NODE_FOR: case NODE_AT: case NODE_CHANGES: case NODE_START_OF:
    grow_time(arguments, step);
    return;
  case NODE_IN_FORCE: return;
  case NODE_IN: grow_member(arguments, step, node); return;
  case NODE_CONSTANT:
  case NODE_FACT:
  case NODE_PARAMETER:
  case NODE_UNIT:
  case NODE_TODAY:
  case NODE_NOT:
  case NODE_COMPARE:
  case NODE_BETWEEN: case NODE_IN_MASK: case NODE_EMPTY: case NODE_KNOWN: case NODE_DISPUTED: case NODE_CONFLICT:
  case NODE_ADD: case NODE_MULTIPLY: case NODE_SUBTRACT: case NODE_DIVIDE: case NODE_NEGATE: case NODE_DATE_ADD:
  case NODE_DATE_SUBTRACT: case NODE_COUNT_EVENTS: case NODE_FIRST: case NODE_LAST: case NODE_TIME_BETWEEN:
    grow_plain(arguments, step, node);
    return;
  }
}

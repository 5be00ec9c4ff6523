#include "study/shift.h"
#include "model/print.h"

ArgumentStep *side_argument(Side *side, const Unit *unit) {
  if (!side->arguments) side->arguments = arguments_open(side->world);
  return argument_unit(side->arguments, unit, side->day);
}

bool shift_same(const Value *a, const Value *b) {
  const unsigned marks = VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED;
  return value_same(a, b) && (a->flags & marks) == (b->flags & marks);
}

/* ---- whether a step of the second side comes out otherwise on the first ---- */

typedef struct Sides {
  Side *before, *after;
} Sides;

/* The day that is to the first side what `day` is to the second. */
static Day day_before(const Sides *sides, Day day) { return day == sides->after->day ? sides->before->day : day; }

static Value history_value(const History *history, Day day) {
  return history->steps[history_step_at(history, day)].value;
}

static Value leaf_before(const Sides *sides, const ArgumentStep *step) {
  World *world = sides->before->world;
  Day day = day_before(sides, step->day);
  return history_value(
    step->kind == ARGUMENT_FACT ? world_fact(world, step->index) : world_parameter(world, step->index), day);
}

static bool node_differs(const Sides *sides, const Node *node, Day day) {
  Value before = eval_node(sides->before->world, node, day_before(sides, day)).value;
  Value after = eval_node(sides->after->world, node, day).value;
  return !shift_same(&before, &after);
}

static bool branch_differs(const Sides *sides, const ArgumentStep *step) {
  World *worlds[] = {sides->before->world, sides->after->world};
  Day days[] = {day_before(sides, step->day), step->day};
  Value truth[2], value[2];
  for (int i = 0; i < 2; i++) {
    truth[i] = eval_branch(worlds[i], step->branch, days[i]);
    value[i] = eval_branch_value(worlds[i], step->unit, step->branch, days[i]);
  }
  return !shift_same(&truth[0], &truth[1]) || !shift_same(&value[0], &value[1]);
}

static bool unit_differs(const Sides *sides, const Unit *unit, Day day) {
  Value before = eval_unit(sides->before->world, unit, day_before(sides, day)).value;
  Value after = eval_unit(sides->after->world, unit, day).value;
  return !shift_same(&before, &after);
}

static bool in_force_differs(const Sides *sides, const ArgumentStep *step) {
  Day before = day_before(sides, step->day), from = step->layer ? step->layer->from : step->unit->from;
  Day until = step->layer ? step->layer->until : step->unit->until;
  return (from <= before && before < until) != (from <= step->day && step->day < until);
}

static bool step_differs(const Sides *sides, const ArgumentStep *step) {
  Value before;
  switch (step->kind) {
  case ARGUMENT_CONCLUSION: return unit_differs(sides, step->unit, step->day);
  case ARGUMENT_COMMENCEMENT: return in_force_differs(sides, step);
  case ARGUMENT_BRANCH: return branch_differs(sides, step);
  case ARGUMENT_FACT: case ARGUMENT_PARAMETER:
    before = leaf_before(sides, step);
    return !shift_same(&before, &step->value);
  case ARGUMENT_DAYS: return node_differs(sides, step->node, step->from < DAY_FIRST ? DAY_FIRST : step->from);
  case ARGUMENT_APPLIES:
  case ARGUMENT_EVENTS:
  case ARGUMENT_EXPRESSION: return node_differs(sides, step->node, step->day);
  case ARGUMENT_DEADLINE: return unit_differs(sides, step->unit, step->day);
  case ARGUMENT_START: case ARGUMENT_RUN_OUT: return false;
  }
  return false;
}

/* ---- the cause ---- */

static ArgumentStep *first_that_differs(const Sides *sides, ArgumentStep *step) {
  const ArgumentSteps *steps = argument_steps(sides->after->arguments, step);
  for (size_t i = 0; i < steps->count; i++)
    if (part_counts(steps->at[i]->part) && step_differs(sides, steps->at[i])) return steps->at[i];
  return NULL;
}

static bool is_condition(const ArgumentStep *step) {
  return step->kind == ARGUMENT_EXPRESSION || step->kind == ARGUMENT_DAYS || step->kind == ARGUMENT_EVENTS;
}

typedef struct Leaf {
  ArgumentStep *step, *above; /* NULL: nothing; the condition right over it */
} Leaf;

static void **leaf_of(const Sides *sides, const Unit *unit) {
  return hash_put(&sides->after->leaves, (Text){(const char *)&unit->index, sizeof unit->index});
}

static void keep_leaf(const Sides *sides, const Unit *unit, Leaf leaf) {
  Leaf *kept = MEM_NEW(Leaf);
  bool itself = leaf.step && leaf.step->kind == ARGUMENT_CONCLUSION && leaf.step->unit == unit;
  if (!itself) *kept = leaf;
  *leaf_of(sides, unit) = kept;
}

/* What is known below a conclusion on the way down is not looked for again: a chain of them costs its length once. A
 * step of each conclusion on the way is one further from the root, and there is no circle: this ends. */
static Leaf look_down(const Sides *sides, const Unit *unit, ArgumentStep *root) {
  Leaf found = {0};
  LIST(const Unit *) passed = {0};
  list_push(&passed, unit);
  for (ArgumentStep *step = first_that_differs(sides, root); step; step = first_that_differs(sides, step)) {
    found.above = found.step && is_condition(found.step) ? found.step : NULL;
    found.step = step;
    if (step->kind != ARGUMENT_CONCLUSION || step->day != sides->after->day) continue;
    const Leaf *below = *leaf_of(sides, step->unit);
    if (below && below->step) found = *below;
    if (below) break;
    list_push(&passed, step->unit);
  }
  for (size_t i = 0; i < passed.count; i++) keep_leaf(sides, passed.at[i], found);
  return found;
}

static void find_leaf(const Sides *sides, const Unit *unit, ShiftCause *cause) {
  if (sides->after->other != sides->before) sides->after->leaves = (HashMap){0};
  sides->after->other = sides->before;
  const Leaf *known = *leaf_of(sides, unit);
  Leaf found = known ? *known : look_down(sides, unit, side_argument(sides->after, unit));
  ArgumentStep *above = found.above;
  cause->leaf = found.step;
  if (!cause->leaf) return;
  cause->elsewhere = cause->leaf->day != sides->after->day;
  if (cause->leaf->kind != ARGUMENT_FACT && cause->leaf->kind != ARGUMENT_PARAMETER) return;
  cause->condition = above;
  cause->before = leaf_before(sides, cause->leaf);
}

ArgumentStep *shift_decides(Side *side, const Unit *unit) {
  ArgumentStep *root = side_argument(side, unit), *found = NULL;
  if (root->branch) return root;
  const ArgumentSteps *steps = argument_steps(side->arguments, root);
  for (size_t i = 0; i < steps->count; i++) {
    const ArgumentStep *step = steps->at[i];
    bool rule = step->kind == ARGUMENT_BRANCH || step->kind == ARGUMENT_RUN_OUT ||
                step->kind == ARGUMENT_COMMENCEMENT || (step->kind == ARGUMENT_APPLIES && value_is_no(&step->value));
    if (!rule || !part_counts(step->part) || step->part == PART_PASSED) continue;
    if (found) return NULL;
    found = steps->at[i];
  }
  return found;
}

static Shift paired(Side *before, const Unit *old, Side *after, const Unit *new) {
  Shift shift = {.unit = {old, new}};
  Side *sides[] = {before, after};
  for (int i = 0; i < 2; i++) {
    if (!shift.unit[i]) continue;
    if (!sides[i]->depend) sides[i]->depend = depend_open(sides[i]->world, sides[i]->day);
    shift.at[i] = conclude_next(sides[i]->world, sides[i]->depend, shift.unit[i], sides[i]->day);
    shift.cause.decides[i] = shift_decides(sides[i], shift.unit[i]);
  }
  return shift;
}

Shift shift_of(Side *before, Side *after, const Unit *unit) {
  Shift shift = paired(before, unit, after, unit);
  find_leaf(&(Sides){before, after}, unit, &shift.cause);
  return shift;
}

/* ---- which conclusions could differ ---- */

static World *root_of(World *world) { return world->parent ? world->parent : world; }

static bool shared_change(const WorldChange *a, const WorldChange *b) {
  if (!a || !b) return false;
  return a->kind == SYMBOL_EVENT ? a->record.critical == b->record.critical : a->history.steps == b->history.steps;
}

static void mark_cones(const World *of, const World *other, bool *marked) {
  for (uint32_t i = 0; i < of->change_count; i++) {
    const WorldChange *change = &of->changes[i];
    if (shared_change(change, world_change(other, change->kind, change->index))) continue;
    Cone cone = program_cone(of->program, change->kind, change->index);
    for (uint32_t u = 0; u < cone.count; u++) marked[cone.units[u]] = true;
  }
}

/* NULL: any may. */
static bool *may_differ(const Side *before, const Side *after) {
  if (root_of(before->world) != root_of(after->world) || before->day != after->day) return NULL;
  bool *marked = mem_alloc_flat(after->world->program->units.count + 1);
  mark_cones(before->world, after->world, marked);
  mark_cones(after->world, before->world, marked);
  return marked;
}

/* ---- the order of reading ---- */

static void push_indicators(UnitsRead *units, const Indicator *at, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) list_push(units, at[i].unit);
}

UnitsRead shift_reading_order(const Program *program) {
  UnitsRead units = {0};
  for (size_t i = 0; i < program->duties.count; i++)
    for (uint32_t r = 0; r < program->duties.at[i]->role_count; r++)
      list_push(&units, program->duties.at[i]->roles[r].unit);
  for (size_t i = 0; i < program->rights.count; i++) list_push(&units, program->rights.at[i]->unit);
  for (size_t i = 0; i < program->requirements.count; i++) list_push(&units, program->requirements.at[i]->unit);
  for (size_t i = 0; i < program->signatures.count; i++) {
    const Signature *signature = program->signatures.at[i];
    list_push(&units, signature->raised);
    if (signature->severity) list_push(&units, signature->severity);
    push_indicators(&units, signature->indicators, signature->indicator_count);
    push_indicators(&units, signature->mitigations, signature->mitigation_count);
  }
  for (size_t i = 0; i < program->definitions.count; i++) list_push(&units, program->definitions.at[i]->unit);
  return units;
}

/* ---- all of them ---- */

static void add_same(Side *before, const Unit *old, Side *after, const Unit *new, ShiftSum *sum) {
  Shift shift = paired(before, old, after, new);
  shift.same = true;
  list_push(&sum->shifts, shift);
}

static void look_at(Side *before, Side *after, const Unit *unit, bool all, ShiftSum *sum) {
  Value a = eval_unit(before->world, unit, before->day).value, b = eval_unit(after->world, unit, after->day).value;
  sum->looked_at++;
  if (!shift_same(&a, &b)) list_push(&sum->shifts, shift_of(before, after, unit));
  else if (value_certain(&a) && a.basis != b.basis) sum->rests++;
  if (all && shift_same(&a, &b)) add_same(before, unit, after, unit, sum);
}

ShiftSum shift_between(Side *before, Side *after, bool all) {
  ShiftSum sum = {0};
  const bool *marked = all ? NULL : may_differ(before, after);
  UnitsRead units = shift_reading_order(after->world->program);
  for (size_t i = 0; i < units.count && !eval_stop; i++)
    if (!marked || marked[units.at[i]->index]) look_at(before, after, units.at[i], all, &sum);
  return sum;
}

/* ---- across programs ---- */

bool shift_same_across(const Side *before, const Unit *old, const Side *after, const Unit *new, Day day_before,
                       Day day_after) {
  Sink a = {0}, b = {0};
  Value x = eval_unit(before->world, old, day_before).value, y = eval_unit(after->world, new, day_after).value;
  const unsigned marks = VALUE_CONFLICT | VALUE_NOT_IN_FORCE | VALUE_FAILED;
  if ((x.flags & marks) != (y.flags & marks)) return false;
  print_cell(&a, old->type, &x);
  print_cell(&b, new->type, &y);
  return text_equal(sink_result(&a), sink_result(&b));
}

Text shift_key(const Unit *unit) { return text_format("%d %s", (int)unit->kind, text_c(unit->subject.name)); }

HashMap shift_by_key(const Program *program) {
  HashMap map = {0};
  for (size_t i = 0; i < program->units.count; i++)
    *hash_put(&map, shift_key(program->units.at[i])) = program->units.at[i];
  return map;
}

const Unit *shift_namesake(Program *program, const Unit *unit) {
  for (size_t i = 0; i < program->units.count; i++) {
    const Unit *other = program->units.at[i];
    if (other->kind == unit->kind && text_equal(other->subject.name, unit->subject.name)) return other;
  }
  return NULL;
}

static void look_across(Side *before, const Unit *old, Side *after, const Unit *new, bool all, ShiftSum *sum) {
  bool same = old && new && shift_same_across(before, old, after, new, before->day, after->day);
  sum->looked_at++;
  if (!same) list_push(&sum->shifts, paired(before, old, after, new));
  else if (all) add_same(before, old, after, new, sum);
}

ShiftSum shift_across(Side *before, Side *after, bool all) {
  ShiftSum sum = {0};
  UnitsRead old = shift_reading_order(before->world->program), new = shift_reading_order(after->world->program);
  HashMap olds = shift_by_key(before->world->program), news = shift_by_key(after->world->program);
  for (size_t i = 0; i < new.count && !eval_stop; i++)
    look_across(before, hash_get(&olds, shift_key(new.at[i])), after, new.at[i], all, &sum);
  for (size_t i = 0; i < old.count && !eval_stop; i++)
    if (!hash_get(&news, shift_key(old.at[i]))) look_across(before, old.at[i], after, NULL, all, &sum);
  return sum;
}

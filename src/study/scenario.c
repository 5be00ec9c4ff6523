#include "study/scenario.h"

/* ---- reasons ---- */

/* What a unit reads at the same date, directly or through other units. */
static bool reads_unit(const Program *program, const Unit *from, const Unit *what) {
  if (what->index > from->index) return false;
  bool *reached = mem_alloc_flat(from->index + 1);
  reached[from->index] = true;
  for (uint32_t i = from->index + 1; i-- > what->index;) {
    const Unit *unit = program->units.at[i];
    for (uint32_t j = 0; reached[i] && j < unit->read_count; j++) reached[unit->reads[j]] = true;
  }
  return reached[what->index];
}

static bool reads_fact(Program *program, const Unit *from, Dependence what) {
  Cone cone = program_cone(program, what.kind, what.index);
  for (uint32_t i = 0; i < cone.count; i++)
    if (cone.units[i] == from->index) return true;
  return false;
}

typedef struct Reason {
  const Expectation *expectation;
  Program *program;
  bool found;
} Reason;

static void look_for_reason(void *owner, Node *node, bool elsewhere) {
  Reason *reason = owner;
  const Expectation *expectation = reason->expectation;
  (void)elsewhere;
  if (node->kind == NODE_UNIT) {
    if (expectation->because_unit) reason->found |= reads_unit(reason->program, node->unit, expectation->because_unit);
    else reason->found |= reads_fact(reason->program, node->unit, expectation->because_fact);
  }
  if (node->kind == NODE_FACT && expectation->because_fact.kind == SYMBOL_FACT)
    reason->found |= node->index == expectation->because_fact.index;
  if (!reason->found) node_each_kid(node, look_for_reason, owner);
}

/* An indicator must be seen; anything else must be among what the answer was reached from. */
static bool reason_holds(World *world, const Expectation *expectation, Day day) {
  if (!expectation->line->because) return true;
  const Unit *unit = expectation->because_unit;
  if (unit && unit->kind == UNIT_INDICATOR) {
    Value seen = eval_unit(world, unit, day).value;
    return value_is_yes(&seen);
  }
  Reason reason = {.expectation = expectation, .program = world->program};
  look_for_reason(&reason, expectation->condition, false);
  return reason.found;
}

/* ---- what was got instead ---- */

typedef struct Watch {
  World *world;
  Day day;
  ExpectResult *result;
} Watch;

static void observe(const Watch *watch, const Unit *unit, const Subject *subject, const Type *type, Value value) {
  for (size_t i = 0; i < watch->result->got.count; i++)
    if (watch->result->got.at[i].subject == subject) return;
  Observation seen = {unit, subject, type, value};
  list_push(&watch->result->got, seen);
}

static void observe_node(void *owner, Node *node, bool elsewhere) {
  const Watch *watch = owner;
  const Program *program = watch->world->program;
  if (elsewhere) return;      /* asked at other dates: one value would not tell */
  const Subject *subject = NULL;
  if (node->kind == NODE_FACT) subject = &program->facts.at[node->index]->subject;
  if (node->kind == NODE_PARAMETER) subject = &program->parameters.at[node->index]->subject;
  if (node->kind == NODE_UNIT)
    observe(watch, node->unit, &node->unit->subject, node->unit->type, eval_unit(watch->world, node->unit, watch->day).value);
  else if (subject) observe(watch, NULL, subject, node->type, eval_node(watch->world, node, watch->day).value);
  else node_each_kid(node, observe_node, owner);
}

/* ---- running ---- */

static ExpectOutcome judge(World *world, const Expectation *expectation, const Value *value, Day day) {
  if (value_is_no(value)) return EXPECT_FAILED;
  if (!value_is_yes(value)) return EXPECT_OPEN;
  return reason_holds(world, expectation, day) ? EXPECT_PASSED : EXPECT_OTHER_REASON;
}

static ExpectResult run_expectation(World *world, const Expectation *expectation, Day day) {
  ExpectResult result = {.expectation = expectation};
  result.value = eval_node(world, expectation->condition, day).value;
  result.outcome = judge(world, expectation, &result.value, day);
  Watch watch = {world, day, &result};
  if (result.outcome != EXPECT_PASSED) observe_node(&watch, expectation->condition, false);
  return result;
}

ScenarioResult scenario_run(const ScenarioPlan *plan) {
  ScenarioResult result = {.plan = plan};
  World *world = world_make(plan->program, plan->case_file, plan->options);
  result.world = plan->given.count ? world_suppose(world, &plan->given) : world;
  for (size_t i = 0; i < plan->expectations.count; i++) {
    ExpectResult expect = run_expectation(result.world, &plan->expectations.at[i], plan->as_at);
    result.failed += expect.outcome != EXPECT_PASSED;
    list_push(&result.expects, expect);
  }
  return result;
}

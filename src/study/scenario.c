#include "study/scenario.h"

/* ---- reasons ---- */

static bool is_reason(const Expectation *expectation, const ArgumentStep *step) {
  switch (step->kind) {
    case ARGUMENT_CONCLUSION: return step->unit == expectation->because_unit;
    case ARGUMENT_FACT:
      return expectation->because_fact.kind == SYMBOL_FACT && step->index == expectation->because_fact.index;
    case ARGUMENT_PARAMETER:
      return expectation->because_fact.kind == SYMBOL_PARAMETER && step->index == expectation->because_fact.index;
    case ARGUMENT_EVENTS:
      return expectation->because_fact.kind == SYMBOL_EVENT && step->node->index == expectation->because_fact.index;
    case ARGUMENT_COMMENCEMENT:
    case ARGUMENT_APPLIES:
    case ARGUMENT_BRANCH:
    case ARGUMENT_RUN_OUT:
    case ARGUMENT_DEADLINE:
    case ARGUMENT_START: case ARGUMENT_DAYS: case ARGUMENT_EXPRESSION: return false;
  }
  return false;
}

/* What the answer would not be without, and what would have been enough as well; not what points the other way. */
static bool is_part(const ArgumentStep *step) { return part_counts(step->part) || step->part == PART_ALSO; }

static bool met_before(HashMap *met, const ArgumentStep *step) {
  if (step->kind != ARGUMENT_CONCLUSION) return false;
  void **place = hash_put(met, text_format("%u:%d", step->unit->index, step->day));
  bool before = *place != NULL;
  *place = met;
  return before;
}

/* Conclusions share their steps, and a chain of them may be long: each once, without recursion. */
static bool find_reason(Arguments *arguments, ArgumentStep *root, const Expectation *expectation) {
  ArgumentSteps stack = {0};
  HashMap met = {0};
  list_push(&stack, root);
  while (stack.count) {
    ArgumentStep *step = stack.at[--stack.count];
    if (met_before(&met, step)) continue;
    if (is_reason(expectation, step)) return true;
    const ArgumentSteps *steps = argument_steps(arguments, step);
    for (size_t i = 0; i < steps->count; i++)
      if (is_part(steps->at[i])) list_push(&stack, steps->at[i]);
  }
  return false;
}

/* An indicator must be seen; anything else must be part of the argument. */
static bool reason_holds(World *world, const ScenarioPlan *plan, const Expectation *expectation) {
  if (!expectation->line->because) return true;
  const Unit *unit = expectation->because_unit;
  if (unit && unit->kind == UNIT_INDICATOR) {
    Value seen = eval_unit(world, unit, plan->as_at).value;
    return value_is_yes(&seen);
  }
  Arguments *arguments = arguments_open(world);
  return find_reason(arguments, scenario_argument(arguments, plan, expectation), expectation);
}

ArgumentStep *scenario_argument(Arguments *arguments, const ScenarioPlan *plan, const Expectation *expectation) {
  return argument_node(arguments, expectation->condition, plan->scenario->home, plan->as_at);
}

/* ---- where it was decided ---- */

static bool is_line(const ArgumentStep *step) {
  if (step->kind == ARGUMENT_CONCLUSION) return step->branch != NULL;   /* its only line stands in it */
  return step->kind == ARGUMENT_BRANCH || step->kind == ARGUMENT_APPLIES || step->kind == ARGUMENT_COMMENCEMENT;
}

static bool is_leaf(const ArgumentStep *step) {
  return step->kind == ARGUMENT_FACT || step->kind == ARGUMENT_EVENTS || step->kind == ARGUMENT_PARAMETER;
}

/* The first; of an open answer rather the first that leaves it open. */
static void prefer(const ArgumentStep **first, const ArgumentStep *step) {
  if (!*first || (value_certain(&(*first)->value) && !value_certain(&step->value))) *first = step;
}

static bool look_where_decided(void *owner, ArgumentStep *step) {
  Decided *decided = owner;
  if (is_line(step)) prefer(&decided->line, step);
  if (is_leaf(step)) prefer(&decided->leaf, step);
  return true;
}

Decided scenario_decided(const ScenarioPlan *plan, World *world, const Expectation *expectation) {
  Decided decided = {NULL, NULL};
  Arguments *arguments = arguments_open(world);
  argument_walk(arguments, scenario_argument(arguments, plan, expectation), look_where_decided, &decided);
  return decided;
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
    observe(watch, node->unit, &node->unit->subject, node->unit->type,
            eval_unit(watch->world, node->unit, watch->day).value);
  else if (subject) observe(watch, NULL, subject, node->type, eval_node(watch->world, node, watch->day).value);
  else node_each_kid(node, observe_node, owner);
}

/* ---- running ---- */

static ExpectOutcome judge(World *world, const ScenarioPlan *plan, const Expectation *expectation, const Value *value) {
  Basis basis = expectation->line->basis;
  if (value_is_no(value)) return EXPECT_FAILED;
  if (!value_is_yes(value)) return EXPECT_OPEN;
  if (basis != BASIS_NONE && basis != (Basis)value->basis) return EXPECT_OTHER_BASIS;
  return reason_holds(world, plan, expectation) ? EXPECT_PASSED : EXPECT_OTHER_REASON;
}

static ExpectResult run_expectation(World *world, const ScenarioPlan *plan, const Expectation *expectation) {
  ExpectResult result = {.expectation = expectation};
  result.value = eval_node(world, expectation->condition, plan->as_at).value;
  result.outcome = judge(world, plan, expectation, &result.value);
  Watch watch = {world, plan->as_at, &result};
  if (result.outcome != EXPECT_PASSED) observe_node(&watch, expectation->condition, false);
  return result;
}

World *scenario_world(const ScenarioPlan *plan) {
  World *world = world_make(plan->program, plan->case_file, plan->options);
  return plan->given.count ? world_suppose(world, &plan->given) : world;
}

ScenarioResult scenario_run(const ScenarioPlan *plan) {
  ScenarioResult result = {.plan = plan, .world = scenario_world(plan)};
  for (size_t i = 0; i < plan->expectations.count; i++) {
    ExpectResult expect = run_expectation(result.world, plan, &plan->expectations.at[i]);
    result.failed += expect.outcome != EXPECT_PASSED;
    list_push(&result.expects, expect);
  }
  return result;
}

bool scenario_passes(const ScenarioPlan *plan, World *world) {
  for (size_t i = 0; i < plan->expectations.count; i++) {
    const Expectation *expectation = &plan->expectations.at[i];
    Value value = eval_node(world, expectation->condition, plan->as_at).value;
    if (judge(world, plan, expectation, &value) != EXPECT_PASSED) return false;
  }
  return true;
}

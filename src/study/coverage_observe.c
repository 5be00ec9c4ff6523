/* The marks that one scenario makes. */
#include "study/coverage_inside.h"
#include "study/decision.h"
#include "study/places.h"

typedef struct Observing {
  RuleCoverage *coverage;
  World *world;
} Observing;

static void mark(CoverItem *item, bool marks[2], const Value *truth) {
  if (!item) return;
  if (value_is_yes(truth)) marks[1] = true;
  if (value_is_no(truth)) marks[0] = true;
}

/* ---- thresholds ---- */

static int64_t place_of(const Observing *at, const Home *home, const Node *bound, Day day) {
  const Program *program = at->world->program;
  int64_t place = 0;
  if (bound->kind == NODE_PARAMETER) {
    const Parameter *parameter = program->parameters.at[bound->index];
    const Step *step = &parameter->history.steps[history_step_at(&parameter->history, day)];
    place = place_of_parameter(program, parameter, step);
  } else if (bound->kind == NODE_CONSTANT) {
    Span span = ast_absolute(home->decl, bound->span);
    place = place_written(text_slice(home->file->text, span.from, span.to), bound->type);
  }
  return place ? place : place_usual(bound->type);
}

/* On a scale a member stands for its place. */
static bool position(const Value *value, int64_t *at) {
  if (!value_certain(value) || value_no_date_certain(value)) return false;
  *at = value->form == VALUE_RANGE ? value->low : __builtin_ctzll(value->may);
  return true;
}

static void mark_sides(CoverItem *item, int64_t value, int64_t bound, int64_t place) {
  if (item->low_at) {
    item->done[0] |= value <= bound && value > bound - place;
    item->done[1] |= value > bound && value <= bound + place;
  } else {
    item->done[0] |= value < bound && value >= bound - place;
    item->done[1] |= value >= bound && value < bound + place;
  }
}

static void observe_threshold(const Observing *at, const Home *home, const Threshold *threshold, CoverItem *item,
                              Day day) {
  Value subject = eval_node(at->world, threshold->subject, day).value,
        bound = eval_node(at->world, threshold->bound, day).value;
  int64_t value = 0, limit = 0;
  if (!item || !position(&subject, &value) || !position(&bound, &limit)) return;
  bool scale = bound.form == VALUE_MEMBERS;
  if (!scale && !value_units_fit(&subject, &bound)) return;
  mark_sides(item, value, limit, scale ? 1 : place_of(at, home, threshold->bound, day));
}

/* ---- conditions ---- */

static void observe_leaf(const Observing *at, const Home *home, const Decision *decision, size_t leaf, Day day) {
  const Node *node = decision->leaves.at[leaf].node;
  const Value *truth = &decision->leaves.at[leaf].value;
  CoverItem *item = cover_find(at->coverage, home, node->span, COVER_CONDITION, 0);
  Threshold found[2];
  if (item) mark(item, item->seen, truth);
  if (!decision_turns_on(decision, at->world, day, leaf)) return;
  if (item) mark(item, item->done, truth);
  unsigned count = thresholds_of(node, found);
  for (unsigned i = 0; i < count; i++)
    observe_threshold(at, home, &found[i], cover_find(at->coverage, home, node->span, COVER_THRESHOLD, i), day);
}

static void observe_conditions(const Observing *at, const Home *home, const Node *root, Day day) {
  Decision decision = decision_of(root);
  decision_ask(&decision, at->world, day);
  for (size_t i = 0; i < decision.leaves.count; i++) observe_leaf(at, home, &decision, i, day);
}

static void observe_decision(const Observing *at, const Home *home, const Node *root, Day day) {
  CoverItem *item = cover_find(at->coverage, home, root->span, COVER_BRANCH, COVER_PART_CONDITION);
  if (!item) return;
  Value truth = eval_node(at->world, root, day).value;
  mark(item, item->done, &truth);
  observe_conditions(at, home, root, day);
}

/* ---- lines ---- */

/* What must hold by a day is looked at up to that day. */
static Day looked_at(const Observing *at, const Branch *branch, Day day) {
  if (!branch->by) return day;
  Value due = eval_due(at->world, branch, day);
  return value_certain(&due) && !value_no_date_certain(&due) && due.low < day ? (Day)due.low : day;
}

static void observe_branch(const Observing *at, const Branch *branch, Day day) {
  CoverItem *item = cover_find(at->coverage, &branch->home, branch->span, COVER_BRANCH, COVER_PART_LINE);
  if (!item) return;
  Value truth = eval_branch(at->world, branch, day);
  mark(item, item->done, &truth);
  if (branch->when) observe_conditions(at, &branch->home, branch->when, day);
  if (cover_decides(branch) && value_is_yes(&truth))
    observe_decision(at, &branch->home, branch->value, looked_at(at, branch, day));
}

static bool observe_step(void *owner, ArgumentStep *step) {
  const Observing *at = owner;
  bool line = step->kind == ARGUMENT_BRANCH || step->kind == ARGUMENT_CONCLUSION;   /* with its only line in it */
  if (line && step->branch) observe_branch(at, step->branch, step->day);
  if (step->kind == ARGUMENT_APPLIES && step->unit && step->unit->applies)
    observe_decision(at, &step->unit->subject.home, step->unit->applies, step->day);
  return true;
}

void coverage_observe(RuleCoverage *coverage, const ScenarioResult *result) {
  Observing at = {coverage, result->world};
  Arguments *arguments = arguments_open(result->world);
  for (size_t i = 0; i < result->plan->expectations.count; i++)
    argument_walk(arguments, scenario_argument(arguments, result->plan, &result->plan->expectations.at[i]),
                  observe_step, &at);
}

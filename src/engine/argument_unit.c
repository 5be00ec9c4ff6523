/* A conclusion: in force or not, whether it applies, its branches tried first to last through its layers. */
#include "engine/argument_inside.h"

/* ---- branches ---- */

static ArgumentStep *branch_step(Arguments *arguments, const ArgumentStep *above, const Layer *layer,
                                 const Branch *branch, ArgumentPart part) {
  ArgumentStep *step = step_under(above, ARGUMENT_BRANCH, part);
  step->layer = layer;
  step->branch = branch;
  step->home = branch->home;
  step->span = branch->span;
  step->cites = branch->cites;
  step->type = above->unit->type;
  step->value = eval_branch_value(arguments->world, above->unit, branch, above->day);
  return step;
}

/* The conditions of an `and` stand directly under the branch: a reader thinks of them as the branch's own. */
void grow_branch(Arguments *arguments, ArgumentStep *step) {
  const Branch *branch = step->branch;
  Value truth = eval_branch(arguments->world, branch, step->day);
  if (branch->when && node_unfolds(branch->when)) {
    step->node = branch->when;
    Value gives = step->value;
    step->value = truth;
    grow_node(arguments, step);
    step->value = gives;
  } else if (branch->when) {
    step_add_node(arguments, step, branch->when, step->day);
  }
  if (value_is_no(&truth) || !branch->value) return;
  if (!branch->by || step->unit->kind != UNIT_REQUIREMENT) {
    step_add_node(arguments, step, branch->value, step->day);
    return;
  }
  ArgumentStep *deadline = step_under(step, ARGUMENT_DEADLINE, part_of(&step->value));
  deadline->branch = branch;
  deadline->value = step->value;
  deadline->type = step->type;
  deadline->span = branch->by->span;
  deadline->due = eval_due(arguments->world, branch, step->day);
  step_add(step, deadline);
}

/* ---- layers ---- */

typedef struct Chain {
  bool open;                /* an earlier condition is undecided: what comes after is only possible */
  const Layer *decided_by;  /* the layer one of whose branches certainly applies */
} Chain;

static bool layer_in_force(const Layer *layer, Day day) { return layer->from <= day && day < layer->until; }

static void add_not_in_force(ArgumentStep *above, const Layer *layer, ArgumentPart part) {
  ArgumentStep *step = step_under(above, ARGUMENT_COMMENCEMENT, part);
  step->layer = layer;
  step->from = layer ? layer->from : above->unit->from;
  step->until = layer ? layer->until : above->unit->until;
  if (layer) step->home = layer->home;
  step->span = step->home.decl->name.span;
  step->cites = above->unit->subject.cites;
  step_add(above, step);
}

/* The first branch that would apply stands for the layer. */
static void add_displaced(Arguments *arguments, ArgumentStep *above, const Layer *layer) {
  for (uint32_t b = 0; b < layer->count; b++) {
    Value truth = eval_branch(arguments->world, &layer->branches[b], above->day);
    if (value_is_no(&truth)) continue;
    step_add(above, branch_step(arguments, above, layer, &layer->branches[b], PART_DISPLACED));
    return;
  }
}

static ArgumentPart part_in_chain(const Chain *chain, const Value *truth) {
  if (value_is_no(truth)) return PART_PASSED;
  return value_is_yes(truth) && !chain->open ? PART_DECIDES : PART_OPEN;
}

static void add_layer(Arguments *arguments, ArgumentStep *above, const Layer *layer, Chain *chain) {
  for (uint32_t b = 0; b < layer->count; b++) {
    const Branch *branch = &layer->branches[b];
    Value truth = eval_branch(arguments->world, branch, above->day);
    step_add(above, branch_step(arguments, above, layer, branch, part_in_chain(chain, &truth)));
    if (value_is_yes(&truth)) {
      chain->decided_by = layer;
      return;
    }
    chain->open |= !value_is_no(&truth);
  }
}

static void add_run_out(ArgumentStep *above, const Chain *chain) {
  ArgumentStep *step = step_under(above, ARGUMENT_RUN_OUT, chain->open ? PART_OPEN : PART_DECIDES);
  step->value = eval_run_out(above->unit);
  step->type = above->unit->type;
  step->span = step->home.decl->name.span;
  step->cites = above->unit->subject.cites;
  step_add(above, step);
}

static void grow_ordered(Arguments *arguments, ArgumentStep *step, bool open) {
  Chain chain = {.open = open};
  for (uint32_t l = 0; l < step->unit->layer_count; l++) {
    const Layer *layer = &step->unit->layers[l];
    if (!layer_in_force(layer, step->day)) {
      if (!chain.decided_by) add_not_in_force(step, layer, PART_PASSED);
    } else if (chain.decided_by) add_displaced(arguments, step, layer);
    else add_layer(arguments, step, layer, &chain);
  }
  if (!chain.decided_by) add_run_out(step, &chain);
}

static bool passed_over(Arguments *arguments, const Layer *layer, Day day) {
  for (uint32_t b = 0; b < layer->count; b++) {
    Value truth = eval_branch(arguments->world, &layer->branches[b], day);
    if (!value_is_no(&truth)) return false;
  }
  return true;
}

/* Amendments that do not see one another: each is a chain of its own; those that one of them displaces are merely
 * listed. */
static void grow_rivals(Arguments *arguments, ArgumentStep *step, bool open) {
  Chain all = {.open = open};
  for (uint32_t l = 0; l < step->unit->layer_count; l++) {
    const Layer *layer = &step->unit->layers[l];
    Value decides = eval_layer_decides(arguments->world, step->unit, l, step->day);
    Chain chain = {.open = open || !value_certain(&decides)};
    if (!layer_in_force(layer, step->day)) add_not_in_force(step, layer, PART_PASSED);
    else if (value_is_no(&decides) && !passed_over(arguments, layer, step->day)) add_displaced(arguments, step, layer);
    else add_layer(arguments, step, layer, &chain);
    all.open |= chain.open;
    if (value_is_yes(&decides)) all.decided_by = layer;
  }
  if (!all.decided_by) add_run_out(step, &all);
}

/* A definition by `when`, an indicator: its one branch is all there is to it, so its conditions stand directly under
 * it. */
static const Branch *only_branch(const Unit *unit) {
  bool plain = unit->kind == UNIT_DEFINITION || unit->kind == UNIT_INDICATOR || unit->kind == UNIT_MITIGATION;
  if (!plain || unit->layer_count != 1 || unit->layers[0].count != 1) return NULL;
  const Branch *branch = &unit->layers[0].branches[0];
  return branch->when && !branch->value && value_is_yes(&branch->constant) ? branch : NULL;
}

void note_only_branch(ArgumentStep *step) {
  const Branch *branch = eval_in_force(step->unit, step->day) ? only_branch(step->unit) : NULL;
  if (!branch) return;
  step->branch = branch;
  step->home = branch->home;
  step->span = branch->span;
  step->cites = branch->cites;
}

static void grow_condition(Arguments *arguments, ArgumentStep *step, const Node *condition) {
  const Node *node = step->node;
  step->node = condition;
  if (node_unfolds(condition)) grow_node(arguments, step);
  else step_add_node(arguments, step, condition, step->day);
  step->node = node;
}

void grow_unit(Arguments *arguments, ArgumentStep *step) {
  const Unit *unit = step->unit;
  if (!eval_in_force(unit, step->day)) {
    add_not_in_force(step, NULL, PART_DECIDES);
    return;
  }
  if (step->branch) {
    grow_condition(arguments, step, step->branch->when);
    return;
  }
  bool open = false;
  if (unit->applies) {
    ArgumentStep *applies = step_under(step, ARGUMENT_APPLIES, PART_DECIDES);
    applies->node = unit->applies;
    applies->value = eval_node(arguments->world, unit->applies, step->day).value;
    applies->type = unit->applies->type;
    applies->part = part_of(&applies->value);
    applies->home = unit->layers[unit->layer_count - 1].home;
    applies->span = unit->applies->span;
    step_add(step, applies);
    if (value_is_no(&applies->value)) return;
    open = !value_certain(&applies->value);
  }
  if (unit->layers_ordered) grow_ordered(arguments, step, open);
  else grow_rivals(arguments, step, open);
}

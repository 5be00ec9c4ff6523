/* Why a conclusion changed on a day: what its arguments on both sides of the change rest on, compared. */
#include "study/periods.h"

enum { MOST_CAUSES = 8 };

typedef struct Side {       /* what an argument rests on, on one side of the change */
  World *world;
  Day day, other;           /* of this side, and of the other */
  LIST(const ArgumentStep *) steps;
} Side;

typedef struct Change {
  const World *world;
  Day day;                  /* the first day of the new answer */
  Side before, after;
  Causes causes;
} Change;

static bool same_value(const Value *a, const Value *b) { return value_same(a, b) && a->flags == b->flags; }

/* What came to the same on both days: nothing under it explains a change. The conclusion itself is always looked under,
 * since one that moves with today may pass through the value that another line then gives. */
static bool stood(const Side *side, const ArgumentStep *step) {
  if (!side->steps.count || step->day != side->day) return false;
  if (step->kind != ARGUMENT_CONCLUSION && step->kind != ARGUMENT_EXPRESSION) return false;
  bool is_unit = step->kind == ARGUMENT_CONCLUSION;
  Value here = is_unit ? eval_unit(side->world, step->unit, side->day).value
                       : eval_node(side->world, step->node, side->day).value,
        there = is_unit ? eval_unit(side->world, step->unit, side->other).value
                        : eval_node(side->world, step->node, side->other).value;
  return same_value(&here, &there);
}

static bool note(void *owner, ArgumentStep *step) {
  Side *side = owner;
  bool still = stood(side, step);
  list_push(&side->steps, step);
  return !still;
}

static bool same_cause(const Cause *a, const Cause *b) {
  return a->kind == b->kind && a->index == b->index && a->unit == b->unit && a->layer == b->layer &&
         a->node == b->node && a->date.first == b->date.first && a->date.last == b->date.last;
}

static void add(Change *change, Cause cause) {
  for (size_t i = 0; i < change->causes.count; i++)
    if (same_cause(&change->causes.at[i], &cause)) return;
  if (change->causes.count < MOST_CAUSES) list_push(&change->causes, cause);
}

/* ---- facts and thresholds that turned on the day ---- */

static bool rests_on(const Step *step, uint32_t tag) {
  for (uint32_t i = 0; i < step->tag_count; i++)
    if (step->tags[i] == tag) return true;
  return false;
}

static void cite(Cause *cause, Citations cites) {
  if (cites.count) list_push(&cause->cites, cites);
}

static void cite_statements(const World *world, Cause *cause, const Step *from, const Step *without) {
  for (uint32_t i = 0; i < from->tag_count; i++)
    if (!without || !rests_on(without, from->tags[i])) cite(cause, world_assertion(world, from->tags[i])->cites);
}

/* What is said from the day on; else what was said up to it; else, where a doubt alone has gone, all that is said. */
static void cite_sides(const World *world, Cause *cause, const Step *before, const Step *after) {
  cite_statements(world, cause, after, before);
  if (!cause->cites.count) cite_statements(world, cause, before, after);
  if (!cause->cites.count) cite_statements(world, cause, after, NULL);
}

static void compare_fact(Change *change, const ArgumentStep *step) {
  const History *history = world_fact(change->world, step->index);
  const Step *before = &history->steps[history_step_at(history, change->day - 1)];
  const Step *after = &history->steps[history_step_at(history, change->day)];
  bool near = step->from == change->day || step->until == change->day;
  if (!near || before == after) return;
  if (value_same(&before->value, &after->value) && before->value.flags == after->value.flags) return;
  Cause cause = {.kind = CAUSE_FACT, .index = step->index, .type = step->type, .before = before->value,
                 .after = after->value};
  cite_sides(change->world, &cause, before, after);
  add(change, cause);
}

static void compare_parameter(Change *change, const ArgumentStep *step) {
  const History *history = world_parameter(change->world, step->index);
  const Step *before = &history->steps[history_step_at(history, change->day - 1)];
  const Step *after = &history->steps[history_step_at(history, change->day)];
  if (before == after || value_same(&before->value, &after->value)) return;
  Cause cause = {.kind = CAUSE_PARAMETER, .index = step->index, .type = step->type, .before = before->value,
                 .after = after->value};
  cite(&cause, step->cites);
  add(change, cause);
}

/* ---- events ---- */

static const ArgumentStep *same_step(const Side *side, const ArgumentStep *step) {
  for (size_t i = 0; i < side->steps.count; i++) {
    const ArgumentStep *other = side->steps.at[i];
    if (other->kind == step->kind && other->node == step->node && other->index == step->index) return other;
  }
  return NULL;
}

static bool has_event(const ArgumentStep *step, const ArgumentEvent *event) {
  for (size_t i = 0; i < step->events.count; i++) {
    const ArgumentEvent *other = &step->events.at[i];
    if (other->statement == event->statement && other->date.first == event->date.first &&
        other->date.last == event->date.last)
      return true;
  }
  return false;
}

static void add_event(Change *change, CauseKind kind, const ArgumentStep *step, const ArgumentEvent *event) {
  Cause cause = {.kind = kind, .index = step->index, .date = event->date};
  cite(&cause, event->statement->cites);
  add(change, cause);
}

/* An event counts for the first time on its first possible day; from its last one on it counts certainly. */
static void compare_events(Change *change, const ArgumentStep *before, const ArgumentStep *after) {
  for (size_t i = 0; i < after->events.count; i++) {
    const ArgumentEvent *event = &after->events.at[i];
    bool turns = event->date.last == change->day || event->date.first == change->day;
    if (!has_event(before, event) || turns) add_event(change, CAUSE_EVENT, after, event);
  }
  for (size_t i = 0; i < before->events.count; i++) {
    const ArgumentEvent *event = &before->events.at[i];
    bool narrows = after->after >= event->date.first && before->after < event->date.first;
    if (!has_event(after, event) || narrows) add_event(change, CAUSE_EVENT_LEFT, before, event);
  }
  if (before->complete != after->complete)
    add(change, (Cause){.kind = CAUSE_RECORD, .index = after->index, .after = after->value, .type = after->type});
}

/* On one side only: what fell on the very day still counts. */
static void compare_lone_events(Change *change, const ArgumentStep *step) {
  for (size_t i = 0; i < step->events.count; i++) {
    const ArgumentEvent *event = &step->events.at[i];
    if (event->date.first == change->day || event->date.last == change->day)
      add_event(change, CAUSE_EVENT, step, event);
  }
}

/* ---- commencement, deadlines, dates ---- */

/* What a layer says is cited by its branches. */
static void add_force(Change *change, CauseKind kind, const Unit *unit, const Layer *layer) {
  Cause cause = {.kind = kind, .unit = unit, .layer = layer};
  if (!layer) cite(&cause, unit->subject.cites);
  else if (layer->count) cite(&cause, layer->branches[0].cites);
  add(change, cause);
}

static void commence(Change *change, const Unit *unit, const Layer *layer, Day from, Day until) {
  if (from == change->day) add_force(change, CAUSE_COMMENCED, unit, layer);
  if (until == change->day) add_force(change, CAUSE_ENDED, unit, layer);
}

static void compare_force(Change *change, const Unit *unit) {
  commence(change, unit, NULL, unit->from, unit->until);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    commence(change, unit, &unit->layers[l], unit->layers[l].from, unit->layers[l].until);
}

static void compare_deadline(Change *change, const ArgumentStep *step) {
  const Value *due = &step->due;
  bool open = due->flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE | VALUE_FAILED);
  bool passed =
    (!open && due->high + 1 == change->day) || (!(due->flags & VALUE_OPEN_LOW) && due->low + 1 == change->day);
  Cause cause = {.kind = CAUSE_DEADLINE, .unit = step->unit, .type = change->world->program->date, .after = *due};
  cite(&cause, step->cites.count ? step->cites : step->unit->subject.cites);
  if (passed) add(change, cause);
}

static bool looks_at_today(const Node *node) {
  switch ((NodeKind)node->kind) {
  case NODE_COMPARE: return (node->a->flags | node->b->flags) & NODE_DAILY;
  case NODE_BETWEEN: return (node->a->flags | node->b->flags | node->c->flags) & NODE_DAILY;
  default: return false;    /* all others see today through these */
  }
}

static void compare_date(Change *change, World *world, const ArgumentStep *step) {
  if (!step->node || step->kind != ARGUMENT_EXPRESSION || !looks_at_today(step->node)) return;
  Value before = eval_node(world, step->node, change->day - 1).value,
        after = eval_node(world, step->node, change->day).value;
  if (value_same(&before, &after)) return;
  add(change, (Cause){.kind = CAUSE_DATE, .node = step->node, .type = step->type, .before = before, .after = after});
}

/* ---- all ---- */

static void compare_step(Change *change, World *world, const ArgumentStep *step, bool is_after) {
  switch (step->kind) {
  case ARGUMENT_FACT: compare_fact(change, step); return;
  case ARGUMENT_PARAMETER: compare_parameter(change, step); return;
  case ARGUMENT_EVENTS: {
    const ArgumentStep *other = same_step(is_after ? &change->before : &change->after, step);
    if (!other) compare_lone_events(change, step);
    else if (is_after) compare_events(change, other, step);
    return;
  }
  case ARGUMENT_CONCLUSION: compare_force(change, step->unit); return;
  case ARGUMENT_DEADLINE: compare_deadline(change, step); return;
  case ARGUMENT_EXPRESSION: compare_date(change, world, step); return;
  case ARGUMENT_COMMENCEMENT: case ARGUMENT_APPLIES: case ARGUMENT_BRANCH: case ARGUMENT_RUN_OUT: case ARGUMENT_START:
  case ARGUMENT_DAYS: return;
  }
}

/* Where nothing turned on the day itself, days that a window looked at have left it. */
static void compare_windows(Change *change) {
  for (size_t i = 0; i < change->before.steps.count; i++) {
    const ArgumentStep *step = change->before.steps.at[i];
    bool still = false;
    if (step->kind != ARGUMENT_FACT || step->day == change->before.day) continue;
    for (size_t k = 0; k < change->after.steps.count && !still; k++) {
      const ArgumentStep *other = change->after.steps.at[k];
      still = other->kind == ARGUMENT_FACT && other->index == step->index && other->from == step->from;
    }
    if (!still)
      add(change, (Cause){.kind = CAUSE_FACT_LEFT, .index = step->index, .type = step->type, .before = step->value});
  }
}

Causes causes_of(Arguments *arguments, const Unit *unit, Day day) {
  World *world = arguments_world(arguments);
  Change change = {world, day, .before = {world, day - 1, day}, .after = {world, day, day - 1}};
  argument_walk(arguments, argument_unit(arguments, unit, day - 1), note, &change.before);
  argument_walk(arguments, argument_unit(arguments, unit, day), note, &change.after);
  for (size_t i = 0; i < change.after.steps.count; i++) compare_step(&change, world, change.after.steps.at[i], true);
  for (size_t i = 0; i < change.before.steps.count; i++) compare_step(&change, world, change.before.steps.at[i], false);
  if (!change.causes.count) compare_windows(&change);
  if (!change.causes.count) add(&change, (Cause){.kind = CAUSE_TIME});
  return change.causes;
}

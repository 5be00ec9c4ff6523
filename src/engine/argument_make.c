/* Steps: making them, looking under them, finding them again, walking them. */
#include "engine/argument_inside.h"

Arguments *arguments_open(World *world) {
  Arguments *arguments = MEM_NEW(Arguments);
  arguments->world = world;
  return arguments;
}

World *arguments_world(const Arguments *arguments) { return arguments->world; }

ArgumentPart part_of(const Value *value) { return value_certain(value) ? PART_DECIDES : PART_OPEN; }

ArgumentStep *step_under(const ArgumentStep *above, ArgumentKind kind, ArgumentPart part) {
  ArgumentStep *step = MEM_NEW(ArgumentStep);
  *step = (ArgumentStep){.kind = kind, .part = part, .unit = above->unit, .home = above->home, .day = above->day};
  return step;
}

void step_add(ArgumentStep *to, ArgumentStep *part) {
  if (part) list_push(&to->steps, part);
}

/* ---- roots ---- */

ArgumentStep *argument_unit(Arguments *arguments, const Unit *unit, Day day) {
  ArgumentStep *step = MEM_NEW(ArgumentStep);
  Kept kept = eval_unit(arguments->world, unit, day);
  *step = (ArgumentStep){.kind = ARGUMENT_CONCLUSION,
                         .unit = unit,
                         .day = day,
                         .value = kept.value,
                         .type = unit->type,
                         .from = kept.from,
                         .until = kept.until,
                         .home = unit->subject.home,
                         .cites = unit->subject.cites,
                         .span = unit->subject.home.decl->name.span,
                         .part = part_of(&kept.value)};
  note_only_branch(step);
  return step;
}

ArgumentStep *argument_fact(Arguments *arguments, uint32_t fact, Day day) {
  ArgumentStep *step = MEM_NEW(ArgumentStep);
  *step = (ArgumentStep){.kind = ARGUMENT_FACT, .index = fact, .day = day};
  fill_fact(arguments, step);
  step->part = part_of(&step->value);
  return step;
}

ArgumentStep *argument_node(Arguments *arguments, const Node *node, Home home, Day day) {
  ArgumentStep above = {.home = home, .day = day};
  ArgumentStep *step = step_node(arguments, &above, node, day);
  if (step) return step;
  step = step_under(&above, ARGUMENT_EXPRESSION, PART_DECIDES);
  step->node = node;
  step->value = eval_node(arguments->world, node, day).value;
  step->type = node->type;
  step->known = true;
  return step;
}

/* ---- looking under a step ---- */

enum { RANKS = 5 };

/* What is merely listed comes last, so that the numbers of what counts have no gaps. */
static unsigned rank(const ArgumentStep *step) {
  static const unsigned ranks[] = {[PART_DECIDES] = 0, [PART_OPEN] = 0, [PART_SETTLED] = 1, [PART_PASSED] = 2,
                                   [PART_DISPLACED] = 3, [PART_ALSO] = 4, [PART_BESIDE] = 5};
  unsigned own = ranks[step->part], passed = ranks[PART_PASSED];
  return step->kind == ARGUMENT_RUN_OUT && own < passed ? passed : own;   /* after what was tried in vain */
}

static void sort_steps(ArgumentStep *step) {
  ArgumentSteps sorted = {0};
  for (unsigned r = 0; r <= RANKS; r++)
    for (size_t i = 0; i < step->steps.count; i++)
      if (rank(step->steps.at[i]) == r) list_push(&sorted, step->steps.at[i]);
  step->steps = sorted;
}

static void grow(Arguments *arguments, ArgumentStep *step) {
  switch (step->kind) {
  case ARGUMENT_CONCLUSION: grow_unit(arguments, step); break;
  case ARGUMENT_BRANCH: grow_branch(arguments, step); break;
  case ARGUMENT_DEADLINE: grow_deadline(arguments, step); break;
  case ARGUMENT_START: grow_start(arguments, step); break;
  case ARGUMENT_APPLIES: case ARGUMENT_DAYS: step_add_inside(arguments, step); break;
  case ARGUMENT_EXPRESSION: case ARGUMENT_EVENTS: grow_node(arguments, step); break;
  case ARGUMENT_COMMENCEMENT: case ARGUMENT_RUN_OUT: case ARGUMENT_FACT: case ARGUMENT_PARAMETER: break;
  }
  sort_steps(step);
}

static Text key_of(const ArgumentStep *step) { return text_format("%u@%d", step->unit->index, step->day); }

const ArgumentSteps *argument_steps(Arguments *arguments, ArgumentStep *step) {
  if (step->known) return &step->steps;
  step->known = true;
  if (step->kind != ARGUMENT_CONCLUSION) {
    grow(arguments, step);
    return &step->steps;
  }
  Text key = key_of(step);
  const ArgumentStep *before = hash_get(&arguments->conclusions, key);
  if (before) {
    step->steps = before->steps;
    step->yes = before->yes, step->no = before->no, step->open = before->open;
    return &step->steps;
  }
  grow(arguments, step);
  *hash_put(&arguments->conclusions, key) = step;
  return &step->steps;
}

/* ---- by number ---- */

static bool next_number(Text number, size_t *at, size_t *which) {
  size_t begin = *at;
  *which = 0;
  while (*at < number.bytes && number.at[*at] >= '0' && number.at[*at] <= '9' && *which < 1000000)
    *which = *which * 10 + (size_t)(number.at[(*at)++] - '0');
  if (*at == begin || !*which) return false;
  if (*at == number.bytes) return true;
  return number.at[(*at)++] == '.' && *at < number.bytes;
}

ArgumentStep *argument_find(Arguments *arguments, ArgumentStep *root, Text number) {
  ArgumentStep *step = root;
  size_t which;
  for (size_t at = 0; at < number.bytes;) {
    const ArgumentSteps *steps = argument_steps(arguments, step);
    if (!next_number(number, &at, &which) || which > steps->count) return NULL;
    step = steps->at[which - 1];
  }
  return step;
}

Source *argument_place(const ArgumentStep *step, Span *span) {
  if (!step->home.decl || !step->home.file) return NULL;
  *span = ast_absolute(step->home.decl, step->span);
  return step->home.file;
}

/* ---- walking ---- */

static bool met_before(HashMap *met, const ArgumentStep *step) {
  if (step->kind != ARGUMENT_CONCLUSION) return false;
  void **place = hash_put(met, key_of(step));
  if (*place) return true;
  *place = met;
  return false;
}

/* What is under a step, made for the walk alone: kept, the days of a century under each condition take gigabytes. */
static ArgumentSteps passing(Arguments *arguments, ArgumentStep *step) {
  ArgumentStep before = *step;
  if (step->known) return step->steps;
  grow(arguments, step);
  ArgumentSteps steps = step->steps;
  *step = before;
  return steps;
}

/* Without recursion: a chain of definitions may be as long as it likes. */
void argument_walk(Arguments *arguments, ArgumentStep *root, bool (*visit)(void *owner, ArgumentStep *step),
                   void *owner) {
  ArgumentSteps stack = {0};
  HashMap met = {0};
  list_push(&stack, root);
  while (stack.count) {
    ArgumentStep *step = stack.at[--stack.count];
    if (met_before(&met, step) || !visit(owner, step)) continue;
    ArgumentSteps steps = passing(arguments, step);
    for (size_t i = steps.count; i-- > 0;)
      if (part_counts(steps.at[i]->part)) list_push(&stack, steps.at[i]);
  }
}

/* Running mutants: each against the scenarios that can read what it changes, the most particular ones first. */
#include "study/mutate.h"
#include <stdlib.h>
#include <string.h>

/* ---- what the expectations of a scenario can read ---- */

typedef struct Trial {
  const ScenarioPlan *plan;
  World *world;
  uint64_t *reach;          /* a bit for each unit of the program */
  uint32_t reached;
} Trial;

struct MutationRun {
  Trial *trials;            /* those that reach least first: they are the quickest, and the likeliest to notice */
  size_t count;
};

static void reach_unit(Trial *trial, uint32_t unit) { trial->reach[unit / 64] |= UINT64_C(1) << unit % 64; }

static bool reaches(const Trial *trial, uint32_t unit) { return trial->reach[unit / 64] >> unit % 64 & 1; }

static void reach_node(void *owner, Node *node, bool elsewhere) {
  (void)elsewhere;
  if (node->kind == NODE_UNIT) reach_unit(owner, node->unit->index);
  node_each_kid(node, reach_node, owner);
}

/* Units stand in dependency order: one pass from the last to the first closes it. */
static void close_reach(Trial *trial) {
  const Program *program = trial->plan->program;
  for (size_t u = program->units.count; u-- > 0;) {
    const Unit *unit = program->units.at[u];
    if (!reaches(trial, unit->index)) continue;
    trial->reached++;
    for (uint32_t i = 0; i < unit->read_count; i++) reach_unit(trial, unit->reads[i]);
    for (uint32_t i = 0; i < unit->read_elsewhere_count; i++) reach_unit(trial, unit->reads_elsewhere[i]);
  }
}

static Trial open_trial(const ScenarioPlan *plan) {
  Trial trial = {.plan = plan, .world = scenario_world(plan)};
  trial.reach = mem_alloc_flat((plan->program->units.count / 64 + 1) * sizeof(uint64_t));
  for (size_t i = 0; i < plan->expectations.count; i++) {
    const Expectation *expectation = &plan->expectations.at[i];
    reach_node(&trial, expectation->condition, false);
    if (expectation->because_unit) reach_unit(&trial, expectation->because_unit->index);
  }
  close_reach(&trial);
  return trial;
}

static int least_first(const void *a, const void *b) {
  const Trial *x = a, *y = b;
  if (x->reached != y->reached) return x->reached < y->reached ? -1 : 1;
  return x->plan < y->plan ? -1 : x->plan > y->plan;
}

MutationRun *mutation_open(const ScenarioPlan *const *plans, size_t count) {
  MutationRun *run = MEM_NEW(MutationRun);
  run->trials = MEM_NEW_ARRAY(Trial, count + 1);
  for (size_t i = 0; i < count; i++) run->trials[run->count++] = open_trial(plans[i]);
  if (count) qsort(run->trials, count, sizeof(Trial), least_first);
  return run;
}

/* ---- which scenarios a mutant touches ---- */

static void look_for_parameter(void *owner, Node *node, bool elsewhere) {
  int64_t *wanted = owner;
  (void)elsewhere;
  if (node->kind == NODE_PARAMETER && node->index == *wanted) *wanted = -1;
  else node_each_kid(node, look_for_parameter, owner);
}

static bool asks_parameter(const ScenarioPlan *plan, int64_t parameter) {
  for (size_t i = 0; i < plan->expectations.count; i++) {
    int64_t wanted = parameter;
    look_for_parameter(&wanted, plan->expectations.at[i].condition, false);
    if (wanted < 0) return true;
  }
  return false;
}

static bool touches(const Trial *trial, const MutantUse *use) {
  if (trial->plan->program != use->program) return false;
  for (size_t i = 0; i < use->units.count; i++)
    if (reaches(trial, use->units.at[i])) return true;
  if (use->parameter < 0) return false;
  Cone cone = program_cone(use->program, SYMBOL_PARAMETER, (uint32_t)use->parameter);
  for (uint32_t i = 0; i < cone.count; i++)
    if (reaches(trial, cone.units[i])) return true;
  return asks_parameter(trial->plan, use->parameter);
}

/* ---- one mutant ---- */

static void exchange(const MutationEdit *edit) {
  char *a = edit->at, *b = edit->other;
  for (uint32_t i = 0; i < edit->bytes; i++) {
    char byte = a[i];
    a[i] = b[i];
    b[i] = byte;
  }
}

/* Making the change and undoing it are the same. Undone in the other order, should one edit lie inside another. */
static void apply(const MutantUse *use) {
  for (size_t i = 0; i < use->edits.count; i++) exchange(&use->edits.at[i]);
}

static void undo(const MutantUse *use) {
  for (size_t i = use->edits.count; i-- > 0;) exchange(&use->edits.at[i]);
}

/* The same facts; nothing of what the unchanged rules came to. */
static World *forget(const World *world) {
  World *fresh = MEM_NEW(World);
  *fresh = *world;
  fresh->kept = NULL;
  if (world->parent) fresh->parent = forget(world->parent);
  return fresh;
}

static bool try_scenario(const Trial *trial, Mutant *mutant) {
  mutant->runs++;
  if (scenario_passes(trial->plan, forget(trial->world))) return false;
  mutant->fate = MUTANT_KILLED;
  mutant->killer = trial->plan;
  return true;
}

static bool try_use(const MutationRun *run, const MutantUse *use, Mutant *mutant) {
  bool killed = false, touched = false;
  for (size_t i = 0; i < run->count && !killed; i++) {
    if (!touches(&run->trials[i], use)) continue;
    if (!touched) apply(use);
    touched = true;
    mutant->fate = MUTANT_SURVIVED;
    killed = try_scenario(&run->trials[i], mutant);
  }
  if (touched) undo(use);
  return killed;
}

void mutation_run(MutationRun *run, Mutant *mutant) {
  mutant->fate = MUTANT_UNTOUCHED;
  mutant->killer = NULL;
  mutant->runs = 0;
  bool survived = false;
  for (size_t i = 0; i < mutant->uses.count; i++) {
    if (try_use(run, mutant->uses.at[i], mutant)) return;
    survived |= mutant->fate == MUTANT_SURVIVED;
  }
  mutant->fate = survived ? MUTANT_SURVIVED : MUTANT_UNTOUCHED;
}

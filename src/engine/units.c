/* What a unit comes to on a day: its layers, their branches, its deadline. */
#include "engine/machine.h"

static bool layer_in_force(const Layer *layer, Day day) { return layer->from <= day && day < layer->until; }

bool eval_in_force(const Unit *unit, Day day) {
  if (day < unit->from || day >= unit->until) return false;
  if (!unit_added(unit)) return true;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    if (layer_in_force(&unit->layers[l], day)) return true;
  return false;
}

static void narrow_to_force(Day from, Day until, Day day, Stretch *stretch) {
  if (day < from) stretch_narrow(stretch, DAY_BEFORE_TIME, from);
  else if (day >= until) stretch_narrow(stretch, until, DAY_AFTER_TIME);
  else stretch_narrow(stretch, from, until);
}

void unit_narrow_force(const Unit *unit, Day day, Stretch *stretch) {
  narrow_to_force(unit->from, unit->until, day, stretch);
  for (uint32_t l = 0; unit_added(unit) && l < unit->layer_count; l++)
    narrow_to_force(unit->layers[l].from, unit->layers[l].until, day, stretch);
}

/* ---- a chain: branches (or layers) tried first to last ---- */

typedef struct Chain {
  Value value;              /* the join of what is still possible */
  unsigned possible;        /* how many were joined */
  bool decided;             /* nothing after this is reached */
  bool undecided;           /* some condition was neither yes nor no */
  uint8_t reasons;          /* of those conditions */
  uint8_t basis;            /* the weakest part so far that decided */
} Chain;

/* While it is open which of several decides, all of them must be relied on: the weakest basis counts, also where they
 * give the same. */
static void chain_add(Chain *chain, Value value) {
  uint8_t basis =
    (uint8_t)(chain->possible ? basis_weaker((Basis)chain->value.basis, (Basis)value.basis) : value.basis);
  chain->value = chain->possible++ ? value_join(&chain->value, &value) : value;
  chain->value.basis = basis;
}

static void chain_weaken(Chain *chain, unsigned basis) {
  chain->basis = (uint8_t)basis_weaker((Basis)chain->basis, (Basis)basis);
}

/* One more step: `truth` says whether it applies, `value` what it then gives, with its basis. */
static void chain_step(Chain *chain, Value truth, Value value) {
  if (chain->decided) return;
  if (value_certain(&truth)) chain_weaken(chain, truth.basis);
  if (value_is_no(&truth)) return;
  chain_add(chain, value);
  if (value_is_yes(&truth)) {
    chain->decided = true;
    return;
  }
  chain->undecided = true;
  chain->reasons |= truth.flags & VALUE_REASONS;
}

static Value chain_result(const Chain *chain) {
  Value value = chain->value;
  value.basis = (uint8_t)basis_weaker((Basis)value.basis, (Basis)chain->basis);
  if (value_certain(&value)) return value;
  value.flags |= value.form == VALUE_RANGE ? reasons_elsewhere(chain->reasons) : chain->reasons;
  if (!(value.flags & VALUE_REASONS)) value.flags |= VALUE_UNSTATED;
  return value;
}

/* ---- branches ---- */

Value branch_truth(Machine *machine, const Branch *branch, Day day, Stretch *stretch) {
  if (!branch->when) return value_yes_no(true, BASIS_NONE);
  return node_value(machine, branch->when, day, stretch);
}

static Value with_cites(Value value, Citations cites) {
  value.basis = (uint8_t)basis_weaker((Basis)value.basis, citations_basis(cites));
  return value;
}

static Value statuses(uint64_t may) { return value_members(may, BASIS_NONE); }

static uint64_t status_bit(unsigned status) { return UINT64_C(1) << status; }

static Value status_of(Value held, uint64_t if_not) {
  uint64_t may = (held.may & VALUE_YES ? status_bit(REQUIREMENT_MET) : 0) | (held.may & VALUE_NO ? if_not : 0);
  Value status = statuses(may);
  if (value_certain(&status)) {
    status.basis = value_certain(&held) ? held.basis : BASIS_NONE;
    status.flags = 0;
  } else {
    status.flags = held.flags & VALUE_REASONS ? held.flags & VALUE_REASONS : VALUE_UNSTATED;
  }
  return status;
}

/* ---- deadlines ---- */

/* The beginning of the present run of days on which `applies when` holds: at the earliest that of the days on which it
 * is not certainly no, at the latest that of those on which it certainly holds (today where there are none). */
static Starts run_start(Machine *machine, const Node *applies, Day day) {
  RunBack run = days_run_back(machine, applies, day);
  Day late = run.certain_from <= day || run.possible_from > day ? run.certain_from : day;
  return (Starts){run.possible_from, late, run.reasons};
}

static Starts deadline_start(Machine *machine, const Unit *unit, const Branch *branch, Day day) {
  if (unit->from != DAY_BEFORE_TIME) return (Starts){unit->from, unit->from, 0};
  if (unit->applies) return run_start(machine, unit->applies, day);
  Day said = machine_first_said(machine, branch);
  if (said == DAY_AFTER_TIME || said < DAY_FIRST) said = DAY_FIRST;
  return (Starts){said, said, 0};
}

static Value status_by(Machine *machine, const Branch *branch, const Starts *start, Day due, Day day,
                       Stretch *stretch) {
  Day to = day < due ? day : due;
  Stretch seen = STRETCH_ALL;
  Value held = time_ever(machine, branch->value, start, to, &seen);
  if (start->early <= day && day <= due)
    stretch_narrow(stretch, seen.from < start->late ? start->late : seen.from, seen.until);
  if (day <= due) stretch_narrow(stretch, DAY_BEFORE_TIME, due < DAY_LAST ? due + 1 : DAY_AFTER_TIME);
  else stretch_narrow(stretch, due + 1, DAY_AFTER_TIME);
  if (day < start->early) stretch_narrow(stretch, DAY_BEFORE_TIME, start->early);
  return status_of(held, status_bit(day <= due ? REQUIREMENT_PENDING : REQUIREMENT_BREACHED));
}

static Value by_deadline(Machine *machine, const Unit *unit, const Branch *branch, Day day, Stretch *stretch) {
  Value due = node_value(machine, branch->by, day, stretch);
  if (branch->by->flags & NODE_DAILY) stretch_narrow(stretch, day, day + 1);
  Starts start = deadline_start(machine, unit, branch, day);
  bool never = value_no_date_certain(&due);
  Day late = never || due.flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE) ? DAY_LAST : clamp_day(due.high);
  Day early = never ? DAY_LAST : due.flags & VALUE_OPEN_LOW ? DAY_FIRST - 1 : clamp_day(due.low);
  Value status = status_by(machine, branch, &start, early, day, stretch);
  if (early == late) {
    /* Also that it is not breached yet rests on the deadline. */
    status.basis = (uint8_t)basis_weaker((Basis)status.basis, (Basis)due.basis);
    return status;
  }
  Value other = status_by(machine, branch, &start, late, day, stretch);
  status = value_join(&status, &other);
  if (!value_certain(&status)) status.flags |= due.flags & VALUE_REASONS;
  return status;
}

static Value requirement_branch(Machine *machine, const Unit *unit, const Branch *branch, Day day, Stretch *stretch) {
  if (branch->not_applicable) return statuses(status_bit(REQUIREMENT_NOT_APPLICABLE));
  if (branch->by) return by_deadline(machine, unit, branch, day, stretch);
  return status_of(node_value(machine, branch->value, day, stretch), status_bit(REQUIREMENT_BREACHED));
}

/* ---- layers ---- */

static Value branch_value(Machine *machine, const Unit *unit, const Branch *branch, Day day, Stretch *stretch) {
  if (unit->kind == UNIT_REQUIREMENT) return requirement_branch(machine, unit, branch, day, stretch);
  return branch->value ? node_value(machine, branch->value, day, stretch) : branch->constant;
}

/* The branches of a layer, as a chain. Whether it applies at all: yes when one certainly decides, no when all are
 * certainly passed over. A condition that is certainly no spares its value. */
static Value layer_chain(Machine *machine, const Unit *unit, const Layer *layer, Day day, Chain *chain,
                         Stretch *stretch) {
  narrow_to_force(layer->from, layer->until, day, stretch);
  for (uint32_t b = 0; layer_in_force(layer, day) && b < layer->count && !chain->decided; b++) {
    const Branch *branch = &layer->branches[b];
    Value truth = branch_truth(machine, branch, day, stretch);
    if (value_is_no(&truth)) chain_weaken(chain, truth.basis);
    else chain_step(chain, truth, with_cites(branch_value(machine, unit, branch, day, stretch), branch->cites));
  }
  if (chain->decided) return value_yes_no(true, (Basis)chain->basis);
  if (!chain->possible) return value_yes_no(false, (Basis)chain->basis);
  Value either = value_truth(VALUE_EITHER, BASIS_NONE);
  either.flags = chain->reasons ? chain->reasons : VALUE_UNSTATED;
  return either;
}

/* When no branch decides. */
static Value run_out(const Unit *unit) {
  Value value = value_yes_no(false, BASIS_NONE);
  const Layer *base = &unit->layers[unit->layer_count - 1];
  switch (unit->kind) {
  case UNIT_ROLE: value = value_set(0, 0, BASIS_NONE); break;
  case UNIT_REQUIREMENT: value = statuses(status_bit(REQUIREMENT_NOT_APPLICABLE)); break;
  case UNIT_SEVERITY: return type_unknown(unit->type);
  case UNIT_DEFINITION:
    if (base->home.decl->type) return type_unknown(unit->type);
    break;
  case UNIT_RIGHT: case UNIT_INDICATOR: case UNIT_MITIGATION: case UNIT_SIGNATURE: break;
  }
  return with_cites(value, unit->subject.cites);
}

/* Layers that all see one another: an amendment further out is tried first, the base last. */
static Value ordered_layers(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  Chain chain = {0};
  for (uint32_t l = 0; l < unit->layer_count && !chain.decided && !machine->missed; l++)
    layer_chain(machine, unit, &unit->layers[l], day, &chain, stretch);
  if (!chain.decided) chain_add(&chain, run_out(unit));
  return chain_result(&chain);
}

/* ---- amendments that do not see one another ---- */

enum { LAYERS_MAX = 64 };

typedef struct Rivals {
  Value truth[LAYERS_MAX], value[LAYERS_MAX];
  uint32_t count;
} Rivals;

static bool displaces(const Unit *unit, uint32_t outer, uint32_t inner) {
  const Layer *a = &unit->layers[outer], *b = &unit->layers[inner];
  return outer != inner && (!b->home.decl->amends || module_reaches(a->home.module, b->home.module)) &&
         a->home.decl->amends;
}

/* Whether a layer decides: it applies, and none that displaces it does. */
static Value rival_lives(const Unit *unit, const Rivals *rivals, uint32_t layer) {
  Value lives = rivals->truth[layer];
  for (uint32_t l = 0; l < rivals->count; l++)
    if (displaces(unit, l, layer)) lives = logic_and(lives, logic_not(rivals->truth[l]));
  return lives;
}

static void try_rivals(Machine *machine, const Unit *unit, Day day, Rivals *rivals, Stretch *stretch) {
  rivals->count = unit->layer_count < LAYERS_MAX ? unit->layer_count : LAYERS_MAX;
  for (uint32_t l = 0; l < rivals->count; l++) {
    Chain chain = {0};
    rivals->truth[l] = layer_chain(machine, unit, &unit->layers[l], day, &chain, stretch);
    rivals->value[l] = chain.possible ? chain_result(&chain) : run_out(unit);
  }
}

/* What is not among the results that disagree is ruled out on the basis of all of them. */
static Value conflict(Value joined, Basis basis) {
  joined.flags |= VALUE_CONFLICT | VALUE_UNSTATED;
  joined.basis = (uint8_t)basis;
  return joined;
}

static Value rival_layers(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  Rivals rivals;
  Value joined = {0}, decided = {0}, none = value_yes_no(true, BASIS_NONE);
  unsigned possible = 0, certain = 0;
  bool differ = false, open = false;
  uint8_t reasons = 0, basis = BASIS_NONE, weakest = BASIS_NONE;
  try_rivals(machine, unit, day, &rivals, stretch);
  for (uint32_t l = 0; l < rivals.count && !machine->missed; l++) {
    Value lives = rival_lives(unit, &rivals, l);
    none = logic_and(none, logic_not(rivals.truth[l]));
    if (value_certain(&lives)) basis = (uint8_t)basis_weaker((Basis)basis, (Basis)lives.basis);
    else reasons |= lives.flags & VALUE_REASONS, open = true;
    if (value_is_no(&lives)) continue;
    weakest = (uint8_t)basis_weaker((Basis)weakest, (Basis)rivals.value[l].basis);
    joined = possible++ ? value_join(&joined, &rivals.value[l]) : rivals.value[l];
    if (!value_is_yes(&lives)) continue;
    differ |= certain && !value_same(&decided, &rivals.value[l]);
    decided = rivals.value[l];
    certain++;
  }
  if (differ) return conflict(joined, basis_weaker((Basis)weakest, (Basis)basis));
  Value out = run_out(unit);
  if (!value_is_no(&none)) {
    weakest = (uint8_t)basis_weaker((Basis)weakest, (Basis)out.basis);
    joined = possible++ ? value_join(&joined, &out) : out;
  }
  if (open) joined.basis = weakest;   /* of layers that certainly stand together each suffices */
  Chain chain = {.value = joined, .possible = possible, .reasons = reasons, .basis = basis};
  return chain_result(&chain);
}

/* ---- the whole unit ---- */

static Value decided_layers(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  return unit->layers_ordered ? ordered_layers(machine, unit, day, stretch) : rival_layers(machine, unit, day, stretch);
}

static Value out_of_force(const Unit *unit) {
  Value value = unit->kind == UNIT_ROLE ? value_set(0, 0, BASIS_NONE)
                : unit->kind == UNIT_REQUIREMENT ? statuses(status_bit(REQUIREMENT_NOT_APPLICABLE))
                : unit->kind == UNIT_SEVERITY ? type_unknown(unit->type) : value_yes_no(false, BASIS_NONE);
  value.flags |= VALUE_NOT_IN_FORCE;
  return with_cites(value, unit->subject.cites);
}

static Value applicable(Machine *machine, const Unit *unit, Day day, Stretch *stretch) {
  Chain chain = {0};
  Value applies = node_value(machine, unit->applies, day, stretch);
  Value not_applicable = with_cites(statuses(status_bit(REQUIREMENT_NOT_APPLICABLE)), unit->subject.cites);
  if (value_is_no(&applies)) {
    chain_step(&chain, logic_not(applies), not_applicable);
    return chain_result(&chain);
  }
  chain_step(&chain, applies, decided_layers(machine, unit, day, stretch));
  if (!chain.decided) chain_add(&chain, not_applicable);
  return chain_result(&chain);
}

Value unit_value(Machine *machine, const void *what, Day day, Stretch *stretch) {
  const Unit *unit = what;
  unit_narrow_force(unit, day, stretch);
  if (!eval_in_force(unit, day)) return out_of_force(unit);
  Value value = unit->applies ? applicable(machine, unit, day, stretch) : decided_layers(machine, unit, day, stretch);
  return machine_rests(value, type_unknown(unit->type));
}

/* ---- asked afterwards ---- */

static Value compute_branch(Machine *machine, const void *branch, Day day, Stretch *stretch) {
  return branch_truth(machine, branch, day, stretch);
}

Value eval_branch(World *world, const Branch *branch, Day day) {
  Stretch stretch;
  return machine_run(world, compute_branch, branch, day, &stretch);
}

typedef struct BranchOf {
  const Unit *unit;
  const Branch *branch;
} BranchOf;

static Value compute_value(Machine *machine, const void *what, Day day, Stretch *stretch) {
  const BranchOf *of = what;
  return with_cites(branch_value(machine, of->unit, of->branch, day, stretch), of->branch->cites);
}

Value eval_branch_value(World *world, const Unit *unit, const Branch *branch, Day day) {
  Stretch stretch;
  BranchOf of = {unit, branch};
  return machine_run(world, compute_value, &of, day, &stretch);
}

typedef struct LayerOf {
  const Unit *unit;
  uint32_t layer;
} LayerOf;

static Value compute_lives(Machine *machine, const void *what, Day day, Stretch *stretch) {
  const LayerOf *of = what;
  Rivals rivals;
  try_rivals(machine, of->unit, day, &rivals, stretch);
  return machine->missed ? value_truth(VALUE_EITHER, BASIS_NONE) : rival_lives(of->unit, &rivals, of->layer);
}

Value eval_layer_decides(World *world, const Unit *unit, uint32_t layer, Day day) {
  Stretch stretch;
  LayerOf of = {unit, layer};
  return machine_run(world, compute_lives, &of, day, &stretch);
}

static Value compute_due(Machine *machine, const void *what, Day day, Stretch *stretch) {
  return node_value(machine, ((const Branch *)what)->by, day, stretch);
}

Value eval_due(World *world, const Branch *branch, Day day) {
  Stretch stretch;
  return machine_run(world, compute_due, branch, day, &stretch);
}

static Value compute_start(Machine *machine, const void *what, Day day, Stretch *stretch) {
  const BranchOf *of = what;
  Starts start = deadline_start(machine, of->unit, of->branch, day);
  (void)stretch;
  return machine->missed ? value_range(day, day, BASIS_NONE) : value_range(start.early, start.late, BASIS_NONE);
}

Starts eval_starts(World *world, const Unit *unit, const Branch *branch, Day day) {
  Stretch stretch;
  BranchOf of = {unit, branch};
  Value start = machine_run(world, compute_start, &of, day, &stretch);
  return (Starts){(Day)start.low, (Day)start.high, 0};
}

Value eval_run_out(const Unit *unit) { return run_out(unit); }

/* Units to operations: in force, layers, branches, what is still possible. As engine/units.c, without basis and dates.
 */
#include "batch/plan.h"
#include "value/logic.h"

static const Register *statuses(Plan *plan, unsigned status) {
  return plan_constant(plan->program->status, value_members(UINT64_C(1) << status, BASIS_NONE));
}

/* ---- what a branch gives ---- */

static const Register *held_or_breached(Plan *plan, const Register *held) {
  if (!held) return NULL;
  Register *reg = plan_members(plan, plan->program->status);
  reg->may[REQUIREMENT_MET] = truth_yes(held);
  reg->may[REQUIREMENT_BREACHED] = truth_no(held);
  return reg;
}

static const Register *branch_value(Plan *plan, const Unit *unit, const Branch *branch) {
  if (unit->kind == UNIT_REQUIREMENT) {
    if (branch->not_applicable) return statuses(plan, REQUIREMENT_NOT_APPLICABLE);
    return branch->by ? NULL : held_or_breached(plan, plan_node(plan, branch->value));
  }
  return branch->value ? plan_node(plan, branch->value) : plan_constant(unit->type, branch->constant);
}

static Value run_out(const Unit *unit) {
  const Layer *base = &unit->layers[unit->layer_count - 1];
  switch (unit->kind) {
    case UNIT_ROLE: return value_set(0, 0, BASIS_NONE);
    case UNIT_REQUIREMENT: return value_members(UINT64_C(1) << REQUIREMENT_NOT_APPLICABLE, BASIS_NONE);
    case UNIT_SEVERITY: return type_unknown(unit->type);
    case UNIT_DEFINITION:
      if (base->home.decl->type) return type_unknown(unit->type);
      break;
    case UNIT_RIGHT: case UNIT_INDICATOR: case UNIT_MITIGATION: case UNIT_SIGNATURE: break;
  }
  return value_yes_no(false, BASIS_NONE);
}

/* ---- which branches may still decide ---- */

static bool add_branch(Plan *plan, const Unit *unit, const Branch *branch, Bit in_force, Bit *alive, Choices *choices) {
  Bit yes = BIT_YES, no = BIT_NO;
  if (branch->when) {
    const Register *when = plan_node(plan, branch->when);
    if (!when) return false;
    yes = truth_yes(when);
    no = truth_no(when);
  }
  Bits *bits = &plan->bits;
  Bit reached = bits_and(bits, *alive, in_force), possible = bits_and(bits, reached, yes);
  *alive = bits_and(bits, *alive, bit_not(bits_and(bits, reached, bit_not(no))));
  if (possible == BIT_NO) return true;
  const Register *value = branch_value(plan, unit, branch);
  list_push(choices, ((Choice){possible, branch, value}));
  return value != NULL;
}

static bool add_layers(Plan *plan, const Unit *unit, Choices *choices) {
  Bit alive = BIT_YES;
  for (uint32_t l = 0; l < unit->layer_count; l++) {
    const Layer *layer = &unit->layers[l];
    Bit in_force = plan_in_period(plan, layer->from, layer->until);
    for (uint32_t b = 0; b < layer->count && alive != BIT_NO; b++)
      if (!add_branch(plan, unit, &layer->branches[b], in_force, &alive, choices)) return false;
  }
  Value out = run_out(unit);
  if (alive != BIT_NO)
    list_push(choices, ((Choice){alive, NULL, out.form == VALUE_TEXTS ? NULL : plan_constant(unit->type, out)}));
  return choices->at[choices->count - 1].value != NULL;
}

/* ---- the join of what is possible ---- */

static const Register *join_bits(Plan *plan, const Type *type, const Choices *choices) {
  Bits *bits = &plan->bits;
  Register *reg = plan_members(plan, type);
  for (uint32_t m = 0; m < reg->count; m++) {
    Bit may = BIT_NO, lacking = BIT_NO;
    for (size_t c = 0; c < choices->count; c++) {
      const Choice *choice = &choices->at[c];
      may = bits_or(bits, may, bits_and(bits, choice->possible, choice->value->may[m]));
      if (type->set)
        lacking = bits_or(bits, lacking, bits_and(bits, choice->possible, bit_not(choice->value->must[m])));
    }
    reg->may[m] = may;
    if (type->set) reg->must[m] = bit_not(lacking);
  }
  return reg;
}

static const Register *join(Plan *plan, const Unit *unit, const Choices *choices) {
  if (choices->count == 1 && choices->at[0].possible == BIT_YES) return choices->at[0].value;
  if (unit->type->members) return join_bits(plan, unit->type, choices);
  return plan_each(plan, (PlanEach){.kind = EACH_JOIN, .choices = *choices}, unit->type);
}

/* A value where a bit holds, another where it does not. */
static const Register *choose(Plan *plan, Bit first_may, const Register *first, Bit other_may, const Register *other) {
  Choices two = {0};
  list_push(&two, ((Choice){first_may, NULL, first}));
  list_push(&two, ((Choice){other_may, NULL, other}));
  return join_bits(plan, first->type, &two);
}

static const Register *applicable(Plan *plan, const Unit *unit, const Register *inner) {
  const Register *applies = plan_node(plan, unit->applies);
  if (!applies || !inner) return NULL;
  return choose(plan, truth_yes(applies), inner, truth_no(applies), statuses(plan, REQUIREMENT_NOT_APPLICABLE));
}

static Value out_of_force(const Unit *unit) {
  if (unit->kind == UNIT_ROLE) return value_set(0, 0, BASIS_NONE);
  if (unit->kind == UNIT_REQUIREMENT) return value_members(UINT64_C(1) << REQUIREMENT_NOT_APPLICABLE, BASIS_NONE);
  return unit->kind == UNIT_SEVERITY ? type_unknown(unit->type) : value_yes_no(false, BASIS_NONE);
}

/* ---- the whole unit ---- */

static const Register *decided(Plan *plan, const Unit *unit, PlanUnit *made) {
  if (unit->layer_count > 1 && !unit->layers_ordered) return NULL;
  if (!add_layers(plan, unit, &made->choices)) return NULL;
  return join(plan, unit, &made->choices);
}

static const Register *make_unit(Plan *plan, const Unit *unit, PlanUnit *made) {
  made->in_force = plan_in_force(plan, unit);
  if (made->in_force != BIT_YES && !unit->type->members) return NULL;
  const Register *never = made->in_force == BIT_YES ? NULL : plan_constant(unit->type, out_of_force(unit));
  if (made->in_force == BIT_NO) return never;
  const Register *value = decided(plan, unit, made);
  if (unit->applies) value = applicable(plan, unit, value);
  if (!value || !never) return value;
  return choose(plan, made->in_force, value, bit_not(made->in_force), never);
}

/* Those that it reads come before it in the program's order: made first, so that nothing recurses along a chain. */
static void make_reads(Plan *plan, const Unit *unit) {
  LIST(const Unit *) stack = {0};
  list_push(&stack, unit);
  while (stack.count) {
    const Unit *top = stack.at[stack.count - 1];
    PlanUnit *made = &plan->units[top->index];
    size_t before = stack.count;
    for (uint32_t i = 0; i < top->read_count && !made->made; i++)
      if (!plan->units[top->reads[i]].made) list_push(&stack, plan->program->units.at[top->reads[i]]);
    if (stack.count > before) continue;
    stack.count--;
    if (made->made) continue;
    made->made = true;
    made->value = make_unit(plan, top, made);
    made->tree = made->value == NULL;
  }
}

const Register *plan_unit(Plan *plan, const Unit *unit) {
  if (!plan->units[unit->index].made) make_reads(plan, unit);
  return plan->units[unit->index].value;
}

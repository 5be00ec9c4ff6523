#include "batch/plan.h"

/* ---- registers ---- */

static bool small(const Type *type) { return type->word != TYPE_TEXT; }

Register *plan_members(Plan *plan, const Type *type) {
  (void)plan;
  Register *reg = MEM_NEW(Register);
  reg->kind = type->set ? REGISTER_SET : REGISTER_MEMBERS;
  reg->type = type;
  reg->count = type->members->count;
  reg->may = mem_alloc_flat((reg->count + 1) * sizeof(Bit));
  if (type->set) reg->must = mem_alloc_flat((reg->count + 1) * sizeof(Bit));
  return reg;
}

/* Members and sets as constant bits, so that everything asked of them folds away. */
static const Register *constant_bits(const Type *type, const Value *value) {
  Register *reg = plan_members(NULL, type);
  for (uint32_t i = 0; i < reg->count; i++) {
    reg->may[i] = value->may >> i & 1 ? BIT_YES : BIT_NO;
    if (type->set) reg->must[i] = value->must >> i & 1 ? BIT_YES : BIT_NO;
  }
  return reg;
}

const Register *plan_constant(const Type *type, Value value) {
  if (value.form == VALUE_MEMBERS || value.form == VALUE_SET) return constant_bits(type, &value);
  Register *reg = MEM_NEW(Register);
  *reg = (Register){.kind = REGISTER_CONSTANT, .type = type, .constant = value};
  return reg;
}

const Register *plan_truth(Plan *plan, Bit may_no, Bit may_yes) {
  Register *reg = plan_members(plan, plan->program->yes_no);
  reg->may[0] = may_no;
  reg->may[1] = may_yes;
  return reg;
}

const Register *plan_new_number(Plan *plan, const Type *type, bool fact) {
  Register *reg = MEM_NEW(Register);
  *reg = (Register){.kind = REGISTER_NUMBER, .type = type, .number = (uint32_t)plan->numbers.count};
  PlanNumber number = {
    .type = type, .known = bits_planes(&plan->bits, 1), .fact = fact, .units = type->word == TYPE_DURATION};
  list_push(&plan->numbers, number);
  return reg;
}

static const Register *new_bits(Plan *plan, const Type *type, uint32_t *first) {
  Register *reg = plan_members(plan, type);
  *first = bits_planes(&plan->bits, reg->count * (type->set ? 2 : 1));
  for (uint32_t i = 0; i < reg->count; i++) {
    reg->may[i] = (*first + i) << 1;
    if (type->set) reg->must[i] = (*first + reg->count + i) << 1;
  }
  return reg;
}

const Register *plan_each(Plan *plan, PlanEach each, const Type *type) {
  uint32_t first;
  if (!small(type)) return NULL;
  each.out = type->members ? new_bits(plan, type, &first) : plan_new_number(plan, type, false);
  bits_each(&plan->bits, (uint32_t)plan->eaches.count);
  list_push(&plan->eaches, each);
  return each.out;
}

/* ---- facts ---- */

static void note_records(Plan *plan) {
  Assertions records = {0};
  records_read(plan->program, NULL, &records);
  for (size_t i = 0; i < records.count; i++)
    (records.at[i]->kind == ASSERT_VALUE ? plan->fact_recorded : plan->event_recorded)[records.at[i]->subject] = true;
}

static const Register *new_fact(Plan *plan, const Fact *fact) {
  PlanFact made = {.fact = fact};
  made.reg = fact->type->members ? new_bits(plan, fact->type, &made.planes) : plan_new_number(plan, fact->type, true);
  list_push(&plan->facts, made);
  plan->fact_slot[fact->index] = (uint32_t)plan->facts.count;
  return made.reg;
}

const History *plan_supposed(const Plan *plan, SymbolKind kind, uint32_t index, bool *other) {
  const World *world = plan->input.supposed;
  const WorldChange *change = world ? world_change(world, kind, index) : NULL;
  AssertionKind about = kind == SYMBOL_PARAMETER ? ASSERT_PARAMETER : ASSERT_VALUE;
  size_t times = 0;
  for (size_t i = 0; change && i < world->supposed.count; i++)
    times += world->supposed.at[i]->kind == about && world->supposed.at[i]->subject == index;
  bool plain = change && times == 1 && kind != SYMBOL_EVENT;
  *other = change && !plain;
  return plain ? &change->history : NULL;
}

/* A supposition that speaks of every member of a set, or of what is none: records beside it say nothing then. */
static bool speaks_of_all(const Plan *plan, uint32_t fact) {
  const World *world = plan->input.supposed;
  const Type *type = plan->program->facts.at[fact]->type;
  const Value unknown = type_unknown(type);
  for (size_t i = 0; type->set && i < world->supposed.count; i++) {
    const Assertion *said = world->supposed.at[i];
    if (said->kind != ASSERT_VALUE || said->subject != fact) continue;
    if (!value_certain(&said->value) && !value_same(&said->value, &unknown)) return false;
  }
  return true;
}

/* The value that a supposition alone settles for every day; NULL: none does. Of a set it must settle every member: it
 * puts aside nothing of the others. One from and until the same unknown day says nothing. */
static const Value *settled(const Plan *plan, uint32_t fact) {
  bool other;
  const Type *type = plan->program->facts.at[fact]->type;
  const History *history = plan_supposed(plan, SYMBOL_FACT, fact, &other);
  if (!history || history->count != 1 || !history->steps[0].tag_count || !small(type)) return NULL;
  return speaks_of_all(plan, fact) ? &history->steps[0].value : NULL;
}

bool plan_supposes(const Plan *plan, uint32_t fact) { return settled(plan, fact) != NULL; }

const Register *plan_fact(Plan *plan, uint32_t fact) {
  bool other;
  const Value *value = settled(plan, fact);
  if (value) return plan_constant(plan->program->facts.at[fact]->type, *value);
  return plan_supposed(plan, SYMBOL_FACT, fact, &other) || other ? NULL : plan_column(plan, fact);
}

const Register *plan_column(Plan *plan, uint32_t index) {
  const Fact *fact = plan->program->facts.at[index];
  if (plan->fact_recorded[index] || (plan->input.by_tree && (!plan->input.facts || plan->input.facts[index])))
    return NULL;
  if (plan->input.facts && !plan->input.facts[index])
    return small(fact->type) ? plan_constant(fact->type, type_unknown(fact->type)) : NULL;
  if (plan->fact_slot[index]) return plan->facts.at[plan->fact_slot[index] - 1].reg;
  return small(fact->type) ? new_fact(plan, fact) : NULL;
}

/* ---- dates ---- */

static uint32_t today_column(Plan *plan) {
  if (plan->today == NO_NUMBER) plan->today = plan_new_number(plan, plan->program->date, true)->number;
  return plan->today;
}

static Bit today_from(Plan *plan, Day day) {
  if (day <= DAY_FIRST) return BIT_YES;
  if (day > DAY_LAST) return BIT_NO;
  if (plan->input.dated) return plan->input.as_at >= day ? BIT_YES : BIT_NO;
  return bits_compare(&plan->bits, ORDER_AT_LEAST, today_column(plan), NO_NUMBER, day) << 1;
}

Bit plan_in_period(Plan *plan, Day from, Day until) {
  return bits_and(&plan->bits, today_from(plan, from), bit_not(today_from(plan, until)));
}

Bit plan_in_force(Plan *plan, const Unit *unit) {
  Bit whole = plan_in_period(plan, unit->from, unit->until), any = BIT_NO;
  if (!unit_added(unit)) return whole;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    any = bits_or(&plan->bits, any, plan_in_period(plan, unit->layers[l].from, unit->layers[l].until));
  return bits_and(&plan->bits, whole, any);
}

/* ---- the whole ---- */

static void add_cell(Plan *plan, const Unit *unit) {
  PlanCell cell = {.unit = unit, .from = &plan->units[unit->index]};
  cell.tree = plan_unit(plan, unit) == NULL;
  plan->any_tree |= cell.tree;
  list_push(&plan->cells, cell);
}

static void add_filter(Plan *plan, const Node *filter) {
  plan->filtered = true;
  plan->filter_node = filter;
  const Register *truth = plan_node(plan, filter);
  plan->filter_tree = truth == NULL;
  plan->filter = truth ? bit_not(truth_no(truth)) : BIT_YES;
}

Plan *plan_make(Program *program, const PlanInput *input, const Unit *const *units, size_t count, const Node *filter) {
  Plan *plan = MEM_NEW(Plan);
  *plan = (Plan){.program = program, .input = *input, .today = NO_NUMBER};
  bits_planes(&plan->bits, 0);
  plan->units = MEM_NEW_ARRAY(PlanUnit, program->units.count + 1);
  plan->fact_slot = mem_alloc_flat((program->facts.count + 1) * sizeof(uint32_t));
  plan->fact_recorded = mem_alloc_flat(program->facts.count + 1);
  plan->event_recorded = mem_alloc_flat(program->events.count + 1);
  note_records(plan);
  for (size_t i = 0; i < count; i++) add_cell(plan, units[i]);
  if (filter) add_filter(plan, filter);
  return plan;
}

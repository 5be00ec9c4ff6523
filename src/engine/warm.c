#include "engine/warm.h"
#include <string.h>

enum { MOST_KEYS = 64, MOST_TESTS = 2, MOST_INPUTS = 2, NO_KEY = 0xffff };

typedef struct Test {       /* a comparison of the fact */
  int64_t bound;
  uint32_t node;            /* in `nodes` */
  uint8_t holds;            /* where `quick`: bit 0 below the bound, 1 at it, 2 above it */
  bool quick;               /* numbers, both certain: one comparison of integers */
} Test;

typedef struct Kin {        /* a unit of the cone; small, since all are gone through for each child */
  uint8_t *states;          /* by key; NULL: not looked up */
  uint32_t first_test;
  uint32_t first_input;     /* in `inputs`: those it reads at the same date */
  uint32_t
    all_inputs; /* of any number; of one that is not looked up, 0 unless inputs are all that it reads of the fact */
  uint8_t test_count, input_count;
} Kin;

typedef struct Listed {     /* its answers, by state */
  const Unit *unit;
  const Entry *at[WARM_STATES];
  uint8_t count;
} Listed;

typedef struct Counted {    /* a list that is counted, with what stands of it */
  Node *const *list;
  TruthTally stands;
  Stretch stretch;
  LIST(uint32_t) slots;     /* of members in the cone */
  uint64_t round;           /* in which the next two were found */
  Value value;
  Stretch whole;
  bool plain;               /* all members are units */
} Counted;

struct Warm {
  Warm *next;
  World *root;
  uint32_t fact;
  Day day;
  Cone cone;
  uint32_t *slots;          /* by Unit.index: slot + 1 */
  Kin *kin;
  Listed *listed;
  LIST(Test) tests;
  LIST(const Node *) nodes; /* of tests */
  LIST(uint32_t) inputs;
  LIST(Counted) counted;
  World *child;             /* that is being filled, with its states */
  uint8_t *states;
  uint64_t round;
  MemPool pool;
};

const Entry *warm_entry(const Warm *warm, uint32_t slot, uint8_t state) { return warm->listed[slot].at[state]; }

/* ---- how a unit reads the fact ---- */

typedef struct Reading {
  Warm *warm;
  Kin *kin;
  bool simple;              /* only in comparisons, only at its own date */
} Reading;

typedef struct Finding {
  const Warm *warm;
  bool found;
} Finding;

static bool reads(const Warm *warm, const Node *node);

static void visit_reads(void *owner, Node *kid, bool elsewhere) {
  Finding *finding = owner;
  (void)elsewhere;
  if (!finding->found) finding->found = reads(finding->warm, kid);
}

static bool reads(const Warm *warm, const Node *node) {
  Finding finding = {warm, false};
  if (node->kind == NODE_FACT) return node->index == warm->fact;
  if (node->kind == NODE_UNIT) return warm->slots[node->unit->index];
  node_each_kid(node, visit_reads, &finding);
  return finding.found;
}

static bool is_fact(const Warm *warm, const Node *node) { return node->kind == NODE_FACT && node->index == warm->fact; }

enum { BELOW = 1, AT = 2, ABOVE = 4 };

static uint8_t where_holds(Order order, bool fact_first) {
  switch (order) {
  case ORDER_EQUAL: return AT;
  case ORDER_NOT_EQUAL: return BELOW | ABOVE;
  case ORDER_LESS: return fact_first ? BELOW : ABOVE;
  case ORDER_AT_MOST: return AT | (fact_first ? BELOW : ABOVE);
  case ORDER_GREATER: return fact_first ? ABOVE : BELOW;
  case ORDER_AT_LEAST: return AT | (fact_first ? ABOVE : BELOW);
  }
  return 0;
}

static Test make_test(Warm *warm, const Node *node) {
  Test test = {.node = (uint32_t)warm->nodes.count};
  list_push(&warm->nodes, node);
  if (node->kind != NODE_COMPARE) return test;
  const Node *other = is_fact(warm, node->a) ? node->b : node->a;
  Value value = eval_node(warm->root, other, warm->day).value;
  test.quick = value.form == VALUE_RANGE && !value.flags && !value.unit && value.low == value.high;
  test.bound = value.low;
  test.holds = where_holds((Order)node->op, other == node->b);
  return test;
}

/* A truth that reads the fact at its own date, and nothing else that may differ. */
static bool is_test(const Warm *warm, const Node *node) {
  if (node->flags & NODE_DAILY) return false;
  switch ((NodeKind)node->kind) {
  case NODE_FACT: return node->type == warm->root->program->yes_no;
  case NODE_IN_MASK: return is_fact(warm, node->in_subject);
  case NODE_COMPARE:
    if ((node->a->flags | node->b->flags) & NODE_DAILY) return false;
    return (is_fact(warm, node->a) && !reads(warm, node->b)) || (is_fact(warm, node->b) && !reads(warm, node->a));
  default: return false;
  }
}

static void visit_simple(void *owner, Node *kid, bool elsewhere) {
  Reading *reading = owner;
  Warm *warm = reading->warm;
  if (!reading->simple || !reads(warm, kid)) return;
  if (elsewhere) {
    reading->simple = false;
  } else if (is_test(warm, kid)) {
    list_push(&warm->tests, make_test(warm, kid));
    reading->kin->test_count++;
  } else if (kid->kind == NODE_FACT) {
    reading->simple = false;
  } else if (kid->kind != NODE_UNIT) {
    node_each_kid(kid, visit_simple, owner);
  }
}

static bool reads_simply(Warm *warm, Kin *kin, const Unit *unit) {
  Reading reading = {warm, kin, true};
  if (unit->applies) visit_simple(&reading, unit->applies, false);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      if (branch->by) reading.simple = false;
      if (branch->when) visit_simple(&reading, branch->when, false);
      if (branch->value) visit_simple(&reading, branch->value, false);
    }
  return reading.simple;
}

static unsigned keys_of(const Kin *kin) {
  unsigned keys = 1;
  for (unsigned i = 0; i < kin->test_count; i++) keys *= 3;
  for (unsigned i = 0; i < kin->input_count; i++) keys *= WARM_STATES;
  return keys;
}

static const Entry *copy_entry(Warm *warm, Entry entry) {
  Entry *copy = mem_pool_alloc(&warm->pool, sizeof *copy);
  *copy = entry;
  return copy;
}

static void list_inputs(Warm *warm, Kin *kin, const Unit *unit) {
  for (uint32_t i = 0; i < unit->read_count; i++) {
    uint32_t input = warm->slots[unit->reads[i]];
    if (!input) continue;
    list_push(&warm->inputs, input - 1);
    kin->all_inputs++;
  }
}

static void make_kin(Warm *warm, uint32_t slot) {
  Kin *kin = &warm->kin[slot];
  Listed *listed = &warm->listed[slot];
  const Unit *unit = listed->unit = warm->root->program->units.at[warm->cone.units[slot]];
  *kin = (Kin){.first_test = (uint32_t)warm->tests.count, .first_input = (uint32_t)warm->inputs.count};
  listed->at[listed->count++] = copy_entry(warm, machine_entry(warm->root, unit, warm->day));
  if (!reads_simply(warm, kin, unit) || kin->test_count > MOST_TESTS) return;
  list_inputs(warm, kin, unit);
  if (kin->all_inputs > MOST_INPUTS) return;
  kin->input_count = (uint8_t)kin->all_inputs;
  if (keys_of(kin) > MOST_KEYS) return;
  kin->states = mem_pool_alloc(&warm->pool, keys_of(kin));
  memset(kin->states, WARM_UNKNOWN, keys_of(kin));
  if (!kin->test_count) kin->states[0] = 0;
}

Warm *warm_of(World *root, uint32_t fact, Day day, Warm **all) {
  for (Warm *warm = *all; warm; warm = warm->next)
    if (warm->fact == fact && warm->day == day) return warm;
  Cone cone = program_cone(root->program, SYMBOL_FACT, fact);
  Warm *warm = MEM_NEW(Warm);
  *warm = (Warm){.next = *all, .root = root, .fact = fact, .day = day, .cone = cone};
  warm->slots = mem_alloc_flat((root->program->units.count + 1) * sizeof *warm->slots);
  for (uint32_t i = 0; i < cone.count; i++) warm->slots[cone.units[i]] = i + 1;
  warm->kin = MEM_NEW_ARRAY(Kin, cone.count + 1);
  warm->listed = MEM_NEW_ARRAY(Listed, cone.count + 1);
  for (uint32_t slot = 0; slot < cone.count && !eval_stop; slot++) make_kin(warm, slot);
  if (eval_stop) return NULL;
  return *all = warm;
}

/* ---- one child ---- */

bool warm_fits(const World *child) {
  if (!child->parent || child->change_count != 1 || child->changes[0].kind != SYMBOL_FACT) return false;
  const History *history = &child->changes[0].history;
  const Value *value = &history->steps[0].value;
  return history->count == 1 && value_certain(value) && !value->flags && value->basis == BASIS_SUPPOSED;
}

/* Without a branch: which way it goes is anyone's guess. */
static unsigned quick_truth(const Test *test, int64_t fact) {
  unsigned place = (unsigned)(fact >= test->bound) + (unsigned)(fact > test->bound);
  return test->holds >> place & 1u;
}

/* 0 no, 1 yes, 2 either. */
static unsigned truth_of(const Warm *warm, const Test *test, const Value *fact) {
  if (test->quick && fact->form == VALUE_RANGE && !fact->unit) return quick_truth(test, fact->low);
  return (unsigned)eval_node(warm->child, warm->nodes.at[test->node], warm->day).value.may - 1;
}

static unsigned key_of(const Warm *warm, const Kin *kin, const Value *fact) {
  unsigned key = 0;
  for (unsigned i = 0; i < kin->input_count; i++) {
    uint8_t state = warm->states[warm->inputs.at[kin->first_input + i]];
    if (state == WARM_UNKNOWN) return NO_KEY;
    key = key * WARM_STATES + state;
  }
  for (unsigned i = 0; i < kin->test_count; i++)
    key = key * 3 + truth_of(warm, &warm->tests.at[kin->first_test + i], fact);
  return key;
}

static bool inputs_stand(const Warm *warm, const Kin *kin) {
  if (!kin->all_inputs || kin->test_count) return false;
  for (uint32_t i = 0; i < kin->all_inputs; i++)
    if (warm->states[warm->inputs.at[kin->first_input + i]]) return false;
  return true;
}

static bool same_entry(const Entry *a, const Entry *b) {
  return a->from == b->from && a->until == b->until && a->stretch.from == b->stretch.from &&
         a->stretch.until == b->stretch.until && value_same_all(&a->value, &b->value);
}

static uint8_t state_of(Warm *warm, Listed *listed, const Entry *entry) {
  for (uint8_t i = 0; i < listed->count; i++)
    if (same_entry(listed->at[i], entry)) return i;
  if (listed->count == WARM_STATES) return WARM_UNKNOWN;
  listed->at[listed->count] = copy_entry(warm, *entry);
  return listed->count++;
}

static uint8_t evaluate(Warm *warm, Listed *listed) {
  Entry entry;
  if (!machine_try(warm->child, warm, listed->unit, warm->day, &entry))
    entry = machine_entry(warm->child, listed->unit, warm->day);
  uint8_t state = state_of(warm, listed, &entry);
  if (state == WARM_UNKNOWN) machine_entry(warm->child, listed->unit, warm->day);   /* kept with the child */
  return state;
}

static uint8_t fill_one(Warm *warm, uint32_t slot, const Value *fact) {
  Kin *kin = &warm->kin[slot];
  unsigned key = kin->states ? key_of(warm, kin, fact) : NO_KEY;
  if (key != NO_KEY && kin->states[key] != WARM_UNKNOWN) return kin->states[key];
  if (inputs_stand(warm, kin)) return 0;
  uint8_t state = evaluate(warm, &warm->listed[slot]);
  if (key != NO_KEY && !eval_stop) kin->states[key] = state;
  return state;
}

void warm_fill(Warm *warm, World *child, uint8_t *states) {
  const Value fact = child->changes[0].history.steps[0].value;
  warm->child = child;
  warm->states = states;
  warm->round++;
  for (uint32_t slot = 0; slot < warm->cone.count && !eval_stop; slot++) states[slot] = fill_one(warm, slot, &fact);
  warm->child = NULL;
  warm->states = NULL;
}

/* ---- counts over conclusions ---- */

/* As a condition reads a conclusion: that it is a conflict, or not in force, is said of the conclusion alone. */
static void tally_entry(TruthTally *tally, Stretch *stretch, const Entry *entry) {
  stretch_narrow(stretch, entry->stretch.from, entry->stretch.until);
  if (entry->value.may != VALUE_EITHER) {
    logic_tally(tally, &entry->value);
    return;
  }
  Value value = entry->value;
  value.flags &= (uint8_t)~(VALUE_CONFLICT | VALUE_NOT_IN_FORCE);
  logic_tally(tally, &value);
}

static Counted *make_counted(Warm *warm, const Node *node) {
  Counted *made = list_add(&warm->counted);
  *made = (Counted){.list = node->list, .stretch = STRETCH_ALL, .plain = true};
  for (uint32_t i = 0; i < node->count; i++) {
    const Node *kid = node->list[i];
    if (kid->kind != NODE_UNIT) made->plain = false;
    if (!made->plain) break;
    uint32_t slot = warm->slots[kid->unit->index];
    if (slot) {
      list_push(&made->slots, slot - 1);
      continue;
    }
    Entry entry = machine_entry(warm->root, kid->unit, warm->day);
    tally_entry(&made->stands, &made->stretch, &entry);
  }
  return made;
}

static Counted *counted_of(Warm *warm, const Node *node) {
  for (size_t i = 0; i < warm->counted.count; i++)
    if (warm->counted.at[i].list == node->list) return &warm->counted.at[i];
  return make_counted(warm, node);
}

bool warm_count(Warm *warm, const Node *node, Day day, Stretch *stretch, Value *value) {
  if (day != warm->day) return false;
  Counted *counted = counted_of(warm, node);
  if (eval_stop) warm->counted.count = 0;   /* what was counted since the stop may be wrong */
  if (eval_stop || !counted->plain) return false;
  if (counted->round != warm->round) {
    TruthTally tally = counted->stands;
    counted->whole = counted->stretch;
    for (size_t i = 0; i < counted->slots.count; i++) {
      uint32_t slot = counted->slots.at[i];
      if (warm->states[slot] == WARM_UNKNOWN) return false;
      tally_entry(&tally, &counted->whole, warm_entry(warm, slot, warm->states[slot]));
    }
    counted->value = logic_tally_count(&tally);
    counted->round = warm->round;
  }
  stretch_narrow(stretch, counted->whole.from, counted->whole.until);
  *value = counted->value;
  return true;
}

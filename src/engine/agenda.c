/* What is kept, and the agenda that works out what is not. */
#include <assert.h>
#include <string.h>
#include "engine/warm.h"

volatile sig_atomic_t eval_stop;

typedef struct Store {          /* of a world: World.kept */
  Answers *answers;             /* of a root: by Unit.index; of a child: by slot */
  const uint32_t *touched;      /* of a child: the units it answers itself, ascending */
  uint32_t touched_count;
  uint32_t *slots;              /* of a root: by Unit.index, slot + 1 of the child that is active */
  World *active;                /* of a root: the child whose slots stand there */
  Warm *warm;                   /* of a root: all there are; of a child: the one that filled `states` */
  uint8_t *states;              /* of a child, by slot; NULL: not filled */
  uint64_t count;               /* units worked out */
  MemPool pool;
  HashMap walked;               /* by WalkedKey */
  uint32_t *stamps;             /* of a root, for machine_first_said */
  uint32_t stamp;
} Store;

static World *root_of(World *world) { return world->parent ? world->parent : world; }

/* ---- which units a child answers itself ---- */

typedef LIST(uint32_t) Pile;

/* A bit for each unit: many cones are joined in one pass, and come out in order. */
static void join_cones(World *child, Store *store, uint64_t *bits) {
  size_t words = child->program->units.count / 64 + 1;
  uint32_t count = 0, *units;
  for (uint32_t i = 0; i < child->change_count; i++) {
    Cone cone = program_cone(child->program, child->changes[i].kind, child->changes[i].index);
    for (uint32_t u = 0; u < cone.count; u++) bits[cone.units[u] / 64] |= UINT64_C(1) << cone.units[u] % 64;
  }
  for (size_t w = 0; w < words; w++) count += (uint32_t)__builtin_popcountll(bits[w]);
  store->touched = units = mem_alloc_flat((count + 1) * sizeof *units);
  store->touched_count = count;
  for (size_t w = 0; w < words; w++)
    for (uint64_t left = bits[w]; left; left &= left - 1)
      *units++ = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
}

static void find_touched(World *child, Store *store) {
  if (child->change_count == 1) {
    Cone cone = program_cone(child->program, child->changes[0].kind, child->changes[0].index);
    store->touched = cone.units;
    store->touched_count = cone.count;
    return;
  }
  uint64_t *bits = mem_alloc_flat((child->program->units.count / 64 + 1) * sizeof *bits);
  join_cones(child, store, bits);
  mem_free(bits);
}

/* A child lives for few answers, often for one date: its first ones stand in one block. */
static void make_child_room(Store *store) {
  size_t count = store->touched_count;
  char *block = mem_alloc(count * (sizeof(Answers) + sizeof(Entry)) + 1);
  Entry *entries = (Entry *)(void *)(block + count * sizeof(Answers));
  store->answers = (Answers *)(void *)block;
  for (size_t i = 0; i < count; i++) store->answers[i] = (Answers){.at = &entries[i], .room = 1};
}

static Store *store_of(World *world) {
  if (world->kept) return world->kept;
  Store *store = MEM_NEW(Store);
  world->kept = store;
  if (world->parent) {
    find_touched(world, store);
  } else {
    store->answers = MEM_NEW_ARRAY(Answers, world->program->units.count + 1);
  }
  return store;
}

static void clear_slots(Store *root) {
  if (!root->active) return;
  const Store *old = root->active->kept;
  for (uint32_t i = 0; i < old->touched_count; i++) root->slots[old->touched[i]] = 0;
  root->active = NULL;
}

static void activate(World *child, Store *root) {
  Store *store = store_of(child);
  if (root->active == child) return;
  bool same = root->active && ((const Store *)root->active->kept)->touched == store->touched;
  if (same) {
    root->active = child;
    return;
  }
  if (!root->slots) root->slots = mem_alloc_flat((child->program->units.count + 1) * sizeof(uint32_t));
  clear_slots(root);
  for (uint32_t i = 0; i < store->touched_count; i++) root->slots[store->touched[i]] = i + 1;
  root->active = child;
}

static Answers *answers_of(World *world, const Unit *unit) {
  Store *root = store_of(root_of(world));
  if (!world->parent) return &root->answers[unit->index];
  activate(world, root);
  uint32_t slot = root->slots[unit->index];
  Store *own = world->kept;
  if (slot && !own->answers) make_child_room(own);
  return slot ? &own->answers[slot - 1] : &root->answers[unit->index];
}

/* The kept answer of a unit on a day; NULL where there is none yet. */
static const Entry *kept_entry(World *world, const Unit *unit, Day day) {
  Store *root = store_of(root_of(world));
  if (!world->parent) return answers_find(&root->answers[unit->index], day);
  activate(world, root);
  uint32_t slot = root->slots[unit->index];
  if (!slot) return answers_find(&root->answers[unit->index], day);
  const Store *own = world->kept;
  if (own->states && own->states[slot - 1] != WARM_UNKNOWN) {
    const Entry *entry = warm_entry(own->warm, slot - 1, own->states[slot - 1]);
    if (entry->from <= day && day < entry->until) return entry;
  }
  return own->answers ? answers_find(&own->answers[slot - 1], day) : NULL;
}

static void work_out(World *world, const Unit *unit, Day day, unsigned depth);

const Entry *machine_read(Machine *machine, const Unit *unit, Day day) {
  const Entry *entry = kept_entry(machine->world, unit, day);
  if (entry || machine->missed) return entry;
  if (machine->depth < MACHINE_DEEPEST) {
    work_out(machine->world, unit, day, machine->depth + 1);
    entry = kept_entry(machine->world, unit, day);
    if (entry) return entry;  /* there is none where eval_stop came */
  }
  machine->missed = true;
  machine->missed_unit = unit;
  machine->missed_day = day;
  return NULL;
}

/* ---- the agenda ---- */

typedef struct Task {
  const Unit *unit;
  Day day;
} Task;
typedef LIST(Task) Agenda;

static bool daily(const Unit *unit) {
  if (unit->kind != UNIT_DEFINITION) return false;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Node *value = unit->layers[l].branches[b].value;
      if (value && value->flags & NODE_DAILY) return true;
    }
  return false;
}

/* What a unit reads at its own date is needed nearly always: asked for at once, rather than miss by miss. */
static void push_reads(World *world, Agenda *agenda, Task task) {
  for (uint32_t i = task.unit->read_count; i-- > 0;) {
    const Unit *read = world->program->units.at[task.unit->reads[i]];
    if (!kept_entry(world, read, task.day)) list_push(agenda, ((Task){read, task.day}));
  }
}

static Entry entry_made(Task task, Value value, Stretch stretch) {
  stretch_assert(&stretch, task.day);
  Entry entry = {value, stretch.from, stretch.until, stretch};
  if (daily(task.unit)) entry.from = task.day, entry.until = task.day + 1;
  return entry;
}

static void do_task(World *world, Agenda *agenda, unsigned depth) {
  Task task = agenda->at[agenda->count - 1];
  Machine machine = {.world = world, .depth = depth};
  Stretch stretch = STRETCH_ALL;
  if (kept_entry(world, task.unit, task.day)) {
    agenda->count--;
    return;
  }
  Value value = unit_value(&machine, task.unit, task.day, &stretch);
  if (machine.missed) {
    size_t before = agenda->count;
    push_reads(world, agenda, task);
    if (agenda->count == before) list_push(agenda, ((Task){machine.missed_unit, machine.missed_day}));
    return;
  }
  Entry entry = entry_made(task, value, stretch);
  Answers *answers = answers_of(world, task.unit);
  bool own = world->parent && answers != &((Store *)root_of(world)->kept)->answers[task.unit->index];
  Store *store = own ? world->kept : root_of(world)->kept;
  assert(entry.from <= task.day && task.day < entry.until);
  answers_keep(answers, &store->pool, entry, task.day);
  store->count++;
  agenda->count--;
}

static void work_out(World *world, const Unit *unit, Day day, unsigned depth) {
  Agenda agenda = {0};
  list_push(&agenda, ((Task){unit, day}));
  while (agenda.count && !eval_stop) do_task(world, &agenda, depth);
  mem_free(agenda.at);
}

Value machine_run(World *world, Compute *compute, const void *what, Day day, Stretch *stretch) {
  Machine machine = {.world = world};
  *stretch = STRETCH_ALL;
  Value value = compute(&machine, what, day, stretch);
  assert(!machine.missed || eval_stop);    /* at this depth it works out all that it reads */
  if (machine.missed) *stretch = STRETCH_ALL;
  stretch_assert(stretch, day);
  return value;    /* cppcheck-suppress returnDanglingLifetime ; the value, which keeps no place in the machine */
}

/* What a question is answered with once eval_stop is set: it ends every walk over dates, and is kept nowhere. */
static const Entry *stopped_entry(const Unit *unit) {
  Entry *entry = MEM_NEW(Entry);
  *entry = (Entry){type_unknown(unit->type), DAY_BEFORE_TIME, DAY_AFTER_TIME, STRETCH_ALL};
  return entry;
}

static const Entry *entry_of(World *world, const Unit *unit, Day day) {
  const Entry *entry = kept_entry(world, unit, day);
  if (entry) return entry;
  work_out(world, unit, day, 0);
  entry = kept_entry(world, unit, day);
  return entry ? entry : stopped_entry(unit);
}

Kept eval_unit(World *world, const Unit *unit, Day day) {
  const Entry *entry = entry_of(world, unit, day);
  return (Kept){entry->value, entry->from, entry->until};
}

Kept eval_unit_still(World *world, const Unit *unit, Day day) {
  const Entry *entry = entry_of(world, unit, day);
  return (Kept){entry->value, entry->stretch.from, entry->stretch.until};
}

Entry machine_entry(World *world, const Unit *unit, Day day) { return *entry_of(world, unit, day); }

bool machine_try(World *world, Warm *warm, const Unit *unit, Day day, Entry *entry) {
  Machine machine = {.world = world, .warm = warm, .depth = MACHINE_DEEPEST};
  Stretch stretch = STRETCH_ALL;
  Value value = unit_value(&machine, unit, day, &stretch);
  if (machine.missed) return false;
  *entry = entry_made((Task){unit, day}, value, stretch);
  ((Store *)world->kept)->count++;
  return true;
}

/* ---- all conclusions of a child ---- */

static bool same_kept(const Entry *a, const Entry *b) {
  return a->from == b->from && a->until == b->until && value_same_all(&a->value, &b->value);
}

static uint32_t changes_one_by_one(World *world, Day day, EvalChange *changes) {
  const Store *store = store_of(world);
  uint32_t count = 0;
  for (uint32_t i = 0; i < store->touched_count; i++) {
    const Unit *unit = world->program->units.at[store->touched[i]];
    const Entry *here = entry_of(world, unit, day), *root = entry_of(world->parent, unit, day);
    if (!same_kept(here, root)) changes[count++] = (EvalChange){unit, &here->value};
  }
  return count;
}

static uint32_t changes_filled(const World *world, const Store *store, EvalChange *changes) {
  uint32_t count = 0;
  for (uint32_t slot = 0; slot < store->touched_count; slot++) {
    if (!store->states[slot]) continue;
    const Unit *unit = world->program->units.at[store->touched[slot]];
    changes[count++] = (EvalChange){unit, &warm_entry(store->warm, slot, store->states[slot])->value};
  }
  return count;
}

uint32_t eval_changes(World *world, Day day, EvalChange *changes) {
  if (!world->parent) return 0;
  Store *store = store_of(world), *root = store_of(world->parent);
  Warm *warm =
    warm_fits(world) && !store->states ? warm_of(world->parent, world->changes[0].index, day, &root->warm) : NULL;
  if (!warm) return changes_one_by_one(world, day, changes);
  uint8_t *states = mem_alloc_flat(store->touched_count + 1);
  memset(states, WARM_UNKNOWN, store->touched_count);
  store->warm = warm;
  store->states = states;
  warm_fill(warm, world, states);
  return eval_stop || store->answers ? changes_one_by_one(world, day, changes) : changes_filled(world, store, changes);
}

static Value compute_node(Machine *machine, const void *node, Day day, Stretch *stretch) {
  return node_value(machine, node, day, stretch);
}

Kept eval_node(World *world, const Node *node, Day day) {
  Stretch stretch;
  Value value = machine_run(world, compute_node, node, day, &stretch);
  if (node->flags & NODE_DAILY) return (Kept){value, day, day + 1};
  return (Kept){value, stretch.from, stretch.until};
}

uint64_t eval_count(const World *world) {
  uint64_t count = world->kept ? ((const Store *)world->kept)->count : 0;
  return world->parent ? count + eval_count(world->parent) : count;
}

/* ---- long walks over days ---- */

static Text walked_key(const struct WalkedKey *key) { return (Text){(const char *)key, sizeof *key}; }

Walked *machine_walked(World *world, const Node *condition, unsigned which, bool make) {
  Store *store = store_of(world);
  struct WalkedKey key = {condition, which};
  Walked *walked = hash_get(&store->walked, walked_key(&key));
  if (walked || !make) return walked;
  walked = MEM_NEW(Walked);
  *walked = (Walked){.key = key, .back.day = DAY_AFTER_TIME};
  return *hash_put(&store->walked, walked_key(&walked->key)) = walked;
}

/* ---- what a condition reads, through definitions ---- */

typedef struct Search {
  Machine *machine;
  Store *root;
  Day first;
  Pile units;
} Search;

static void consider(Search *search, SymbolKind kind, uint32_t index) {
  Day said = world_first_said(search->machine->world, kind, index);
  if (said < search->first) search->first = said;
}

static void search_node(void *owner, Node *node, bool elsewhere) {
  Search *search = owner;
  (void)elsewhere;
  if (node->kind == NODE_FACT) consider(search, SYMBOL_FACT, node->index);
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    consider(search, SYMBOL_EVENT, node->index);
  if (node->kind == NODE_UNIT && search->root->stamps[node->unit->index] != search->root->stamp) {
    search->root->stamps[node->unit->index] = search->root->stamp;
    list_push(&search->units, node->unit->index);
  }
  node_each_kid(node, search_node, owner);
}

static void search_unit(Search *search, const Unit *unit) {
  for (uint32_t i = 0; i < unit->fact_count; i++) consider(search, SYMBOL_FACT, unit->facts[i]);
  for (uint32_t i = 0; i < unit->event_count; i++) consider(search, SYMBOL_EVENT, unit->events[i]);
  for (int part = 0; part < 2; part++) {
    const uint32_t *reads = part ? unit->reads_elsewhere : unit->reads;
    uint32_t count = part ? unit->read_elsewhere_count : unit->read_count;
    for (uint32_t i = 0; i < count; i++) {
      if (search->root->stamps[reads[i]] == search->root->stamp) continue;
      search->root->stamps[reads[i]] = search->root->stamp;
      list_push(&search->units, reads[i]);
    }
  }
}

Day machine_first_said(Machine *machine, const Branch *branch) {
  Store *root = store_of(root_of(machine->world));
  if (!root->stamps) root->stamps = mem_alloc_flat((machine->world->program->units.count + 1) * sizeof(uint32_t));
  root->stamp++;
  Search search = {.machine = machine, .root = root, .first = DAY_AFTER_TIME};
  search_node(&search, branch->value, false);
  for (size_t i = 0; i < search.units.count; i++)
    search_unit(&search, machine->world->program->units.at[search.units.at[i]]);
  return search.first;
}

/* The undecided parts of an unknown, followed down to the facts and events that are not certain. A decided part
 * contributes nothing, and a unit is gone into once for each date it is asked for. */
#include <stdlib.h>
#include "engine/depend.h"

struct Depend {
  World *world;
  Day day;
  Dependences **known;      /* by Unit.index, at `day` */
};

typedef struct Walk {
  Depend *depend;
  Day day;
  Dependences found;
  HashMap seen;             /* unit and day, other than at the walk's own date */
  HashMap gone;             /* by condition, the days it was gone into on: windows seen from many days overlap */
} Walk;

Depend *depend_open(World *world, Day day) {
  Depend *depend = MEM_NEW(Depend);
  *depend = (Depend){world, day, MEM_NEW_ARRAY(Dependences *, world->program->units.count + 1)};
  return depend;
}

static int in_order(const void *a, const void *b) {
  const Dependence *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static void settle(Dependences *found) {
  size_t count = 0;
  if (found->count > 1) qsort(found->at, found->count, sizeof *found->at, in_order);
  for (size_t i = 0; i < found->count; i++)
    if (!count || in_order(&found->at[count - 1], &found->at[i])) found->at[count++] = found->at[i];
  found->count = count;
}

static void add(Walk *walk, SymbolKind kind, uint32_t index) {
  list_push(&walk->found, ((Dependence){kind, index}));
}

static void walk_node(Walk *walk, const Node *node, Day day);
static void walk_unit(Walk *walk, const Unit *unit, Day day);

typedef struct Here {
  Walk *walk;
  Day day;
} Here;

static void visit(void *owner, Node *kid, bool elsewhere) {
  Here *here = owner;
  if (!elsewhere) walk_node(here->walk, kid, here->day);
}

typedef struct Gone {
  const Node *condition;
  Day from, to;             /* both included */
} Gone;

static Gone *gone_of(Walk *walk, const Node *condition) {
  Gone *gone = hash_get(&walk->gone, (Text){(const char *)&condition, sizeof condition});
  if (gone) return gone;
  gone = MEM_NEW(Gone);
  *gone = (Gone){condition, 0, -1};
  return *hash_put(&walk->gone, (Text){(const char *)&gone->condition, sizeof condition}) = gone;
}

/* Every run of days from..to on which the condition is not decided. */
static void walk_runs(Walk *walk, const Node *node, Day from, Day to) {
  for (Day day = from; day <= to;) {
    Kept kept = eval_node(walk->depend->world, node, day);
    if (!value_certain(&kept.value)) walk_node(walk, node, day);
    if (kept.until > to) return;
    day = kept.until;
  }
}

static void walk_days(Walk *walk, const Node *node, Day from, Day to) {
  Gone *gone = gone_of(walk, node);
  bool apart = to < gone->from || from > gone->to;
  if (apart) {
    walk_runs(walk, node, from, to);
  } else {
    walk_runs(walk, node, from, gone->from - 1);
    walk_runs(walk, node, gone->to + 1, to);
    if (gone->from < from) from = gone->from;
    if (gone->to > to) to = gone->to;
  }
  *gone = (Gone){node, from, to};
}

static Day window_start(Walk *walk, const Node *in_last, const Node *since, Day day) {
  World *world = walk->depend->world;
  if (!in_last && !since) return DAY_FIRST;
  Value value = eval_node(world, in_last ? in_last : since, day).value;
  if (in_last)
    value = logic_date_subtract(value_range(day, day, BASIS_NONE), value, world->program->holidays.at,
                                world->program->holidays.count, 0);
  if (value.flags & (VALUE_OPEN_LOW | VALUE_FAILED)) return DAY_FIRST;
  int64_t start = value.low + (in_last ? 1 : 0);
  return start < DAY_FIRST ? DAY_FIRST : start > day ? day : (Day)start;
}

static Day day_before(Day day) { return day > DAY_FIRST ? day - 1 : DAY_FIRST; }

static void walk_at(Walk *walk, const Node *node, Day day) {
  Value date = eval_node(walk->depend->world, node->b, day).value;
  walk_node(walk, node->b, day);
  if (value_no_date_certain(&date)) return;
  Day from = date.flags & VALUE_OPEN_LOW || date.low < DAY_FIRST ? DAY_FIRST : (Day)date.low;
  Day to = date.flags & VALUE_OPEN_HIGH || date.high > DAY_LAST ? DAY_LAST : (Day)date.high;
  walk_days(walk, node->a, from, to);
}

static void walk_run(Walk *walk, const Node *condition, Day day) {
  Gone *gone = gone_of(walk, condition);
  for (Day at = day; at >= DAY_FIRST;) {
    Kept kept = eval_node(walk->depend->world, condition, at);
    if (value_is_no(&kept.value)) break;
    if (!value_certain(&kept.value)) walk_node(walk, condition, at);
    bool met = kept.from <= gone->to && gone->to <= at;   /* from there the rest of the run was gone into */
    if (met || kept.from <= DAY_FIRST) break;
    at = kept.from - 1;
  }
  *gone = (Gone){condition, day, day};
}

/* The parts asked for other dates; those of this date are visited like any. */
static void walk_elsewhere(Walk *walk, const Node *node, Day day) {
  switch ((NodeKind)node->kind) {
  case NODE_EVER: case NODE_NEVER:
    walk_days(walk, node->subject, window_start(walk, node->in_last, node->since, day), day);
    return;
  case NODE_CHANGES:            /* from what it was the day before the window */
    walk_days(walk, node->subject, day_before(window_start(walk, node->in_last, node->since, day)), day);
    return;
  case NODE_FOR: walk_days(walk, node->a, window_start(walk, node->b, NULL, day), day); return;
  case NODE_AT: walk_at(walk, node, day); return;
  case NODE_START_OF: walk_run(walk, node->a, day); return;
  default: return;
  }
}

/* `a is between b and c` is `a >= b and a <= c`: only the half that is open is gone into. */
static void walk_between(Walk *walk, const Node *node, Day day) {
  World *world = walk->depend->world;
  Value a = eval_node(world, node->a, day).value, b = eval_node(world, node->b, day).value,
        c = eval_node(world, node->c, day).value;
  Value low = logic_compare(ORDER_AT_LEAST, a, b), high = logic_compare(ORDER_AT_MOST, a, c);
  walk_node(walk, node->a, day);
  if (!value_certain(&low)) walk_node(walk, node->b, day);
  if (!value_certain(&high)) walk_node(walk, node->c, day);
}

static void walk_node(Walk *walk, const Node *node, Day day) {
  Here here = {walk, day};
  Value value = eval_node(walk->depend->world, node, day).value;
  if (value_certain(&value) || node->kind == NODE_CONSTANT) return;
  if (node->kind == NODE_FACT) add(walk, SYMBOL_FACT, node->index);
  if (node->kind == NODE_PARAMETER) add(walk, SYMBOL_PARAMETER, node->index);
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    add(walk, SYMBOL_EVENT, node->index);
  if (node->kind == NODE_UNIT) walk_unit(walk, node->unit, day);
  if (node->kind == NODE_BETWEEN) {
    walk_between(walk, node, day);
    return;
  }
  walk_elsewhere(walk, node, day);
  node_each_kid(node, visit, &here);
}

static bool by_deadline(const Unit *unit, const Branch *branch) { return unit->kind == UNIT_REQUIREMENT && branch->by; }

/* `value` is what the branch gives: where it may have been met, it may hang on the first day that is looked at. */
static void walk_value(Walk *walk, const Unit *unit, const Branch *branch, const Value *value, Day day) {
  if (!branch->value) return;
  if (!by_deadline(unit, branch)) {
    walk_node(walk, branch->value, day);
    return;
  }
  Value due = eval_due(walk->depend->world, branch, day);
  walk_node(walk, branch->by, day);
  Day to = due.flags & (VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE) || due.high > day ? day : (Day)due.high;
  Starts start = eval_starts(walk->depend->world, unit, branch, day);
  walk_days(walk, branch->value, start.early, to);
  bool met = value->may & UINT64_C(1) << REQUIREMENT_MET;
  if (met && start.early != start.late) walk_run(walk, unit->applies, day);
}

/* True when a branch certainly decides: nothing below it is reached. */
static bool walk_layer(Walk *walk, const Unit *unit, const Layer *layer, Day day) {
  World *world = walk->depend->world;
  if (day < layer->from || day >= layer->until) return false;
  for (uint32_t b = 0; b < layer->count; b++) {
    const Branch *branch = &layer->branches[b];
    Value truth = eval_branch(world, branch, day);
    if (value_is_no(&truth)) continue;
    if (branch->when) walk_node(walk, branch->when, day);
    Value value = eval_branch_value(world, unit, branch, day);
    if (!value_certain(&value)) walk_value(walk, unit, branch, &value, day);
    if (value_is_yes(&truth)) return true;
  }
  return false;
}

/* Layers below one that certainly decides are not reached. */
static void walk_layers(Walk *walk, const Unit *unit, Day day) {
  for (uint32_t l = 0; l < unit->layer_count; l++) {
    if (!unit->layers_ordered) {
      Value decides = eval_layer_decides(walk->depend->world, unit, l, day);
      if (!value_is_no(&decides)) walk_layer(walk, unit, &unit->layers[l], day);
      continue;
    }
    if (walk_layer(walk, unit, &unit->layers[l], day)) return;
  }
}

static void walk_inside(Walk *walk, const Unit *unit, Day day) {
  if (unit->applies) walk_node(walk, unit->applies, day);
  walk_layers(walk, unit, day);
}

static Dependences *known(Depend *depend, const Unit *unit) {
  Walk walk = {.depend = depend, .day = depend->day};
  if (depend->known[unit->index]) return depend->known[unit->index];
  walk_inside(&walk, unit, depend->day);
  settle(&walk.found);
  Dependences *found = MEM_NEW(Dependences);
  *found = walk.found;
  return depend->known[unit->index] = found;
}

static bool seen_before(Walk *walk, const Unit *unit, Day day) {
  uint64_t id = (uint64_t)unit->index << 32 | (uint32_t)day;
  Text key = {(const char *)&id, sizeof id};
  if (hash_get(&walk->seen, key)) return true;
  *hash_put(&walk->seen, text_copy(key)) = walk;
  return false;
}

/* At the walk's own date what is known of a unit is shared; units come in dependency order, so it nearly always is. */
static void walk_unit(Walk *walk, const Unit *unit, Day day) {
  if (day != walk->depend->day) {
    if (!seen_before(walk, unit, day)) walk_inside(walk, unit, day);
    return;
  }
  const Dependences *found = known(walk->depend, unit);
  for (size_t i = 0; i < found->count; i++) list_push(&walk->found, found->at[i]);
}

/* The units below first: no recursion along a chain of definitions. */
static void prepare(Depend *depend, const Unit *unit) {
  LIST(const Unit *) stack = {0};
  list_push(&stack, unit);
  while (stack.count) {
    const Unit *top = stack.at[stack.count - 1];
    size_t before = stack.count;
    for (uint32_t i = 0; i < top->read_count; i++) {
      const Unit *read = depend->world->program->units.at[top->reads[i]];
      if (depend->known[read->index]) continue;
      Value value = eval_unit(depend->world, read, depend->day).value;
      if (value_certain(&value)) depend->known[read->index] = MEM_NEW(Dependences);
      else list_push(&stack, read);
    }
    if (stack.count > before) continue;
    known(depend, top);
    stack.count--;
  }
}

Dependences depend_unit(Depend *depend, const Unit *unit) {
  Value value = eval_unit(depend->world, unit, depend->day).value;
  if (value_certain(&value)) return (Dependences){0};
  prepare(depend, unit);
  return *known(depend, unit);
}

Dependences depend_node(Depend *depend, const Node *node) {
  Walk walk = {.depend = depend, .day = depend->day};
  walk_node(&walk, node, depend->day);
  settle(&walk.found);
  return walk.found;
}

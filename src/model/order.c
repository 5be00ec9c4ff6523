/* What each unit reads, and the order in which units can be worked out; circles refused. */
#include <stdlib.h>
#include <string.h>
#include "base/sink.h"
#include "model/build.h"

typedef LIST(uint32_t) Numbers;

typedef struct Reads {          /* gathered for one unit at a time; units by pointer index before the order is known */
  Numbers units, elsewhere, facts, events, parameters;
} Reads;

typedef struct Visiting {
  Reads *reads;
  bool elsewhere;
} Visiting;

static void gather(void *owner, Node *node, bool elsewhere) {
  Visiting inner = *(Visiting *)owner;
  inner.elsewhere |= elsewhere;
  Reads *reads = inner.reads;
  if (node->kind == NODE_UNIT) list_push(inner.elsewhere ? &reads->elsewhere : &reads->units, node->unit->index);
  if (node->kind == NODE_FACT) list_push(&reads->facts, node->index);
  if (node->kind == NODE_PARAMETER) list_push(&reads->parameters, node->index);
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    list_push(&reads->events, node->index);
  node_each_kid(node, gather, &inner);
}

static void gather_if(Reads *reads, Node *node, bool elsewhere) {
  Visiting visiting = {reads, false};
  if (node) gather(&visiting, node, elsewhere);
}

static void gather_unit(Reads *reads, const Unit *unit) {
  gather_if(reads, unit->applies, unit->kind == UNIT_REQUIREMENT);
  gather_if(reads, unit->applies, false);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      gather_if(reads, branch->when, false);
      gather_if(reads, branch->value, branch->by != NULL);
      gather_if(reads, branch->by, false);
    }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* A copy in ascending order, each once. */
static const uint32_t *settle(Program *program, Numbers *numbers, uint32_t *count) {
  if (numbers->count > 1) qsort(numbers->at, numbers->count, sizeof(uint32_t), by_number);
  *count = 0;
  for (size_t i = 0; i < numbers->count; i++)
    if (!*count || numbers->at[*count - 1] != numbers->at[i]) numbers->at[(*count)++] = numbers->at[i];
  uint32_t *copy = *count ? mem_pool_alloc(&program->pool, *count * sizeof(uint32_t)) : NULL;
  if (copy) memcpy(copy, numbers->at, *count * sizeof(uint32_t));
  numbers->count = 0;
  return copy;
}

static void settle_unit(Program *program, Unit *unit, Reads *reads) {
  gather_unit(reads, unit);
  unit->reads = settle(program, &reads->units, &unit->read_count);
  unit->reads_elsewhere = settle(program, &reads->elsewhere, &unit->read_elsewhere_count);
  unit->facts = settle(program, &reads->facts, &unit->fact_count);
  unit->events = settle(program, &reads->events, &unit->event_count);
  unit->parameters = settle(program, &reads->parameters, &unit->parameter_count);
}

/* ---- the order ---- */

typedef struct Frame {
  uint32_t unit, next;          /* the next of its reads to look at */
} Frame;

enum { WHITE, GREY, BLACK };

static uint32_t read_at(const Unit *unit, uint32_t i) {
  return i < unit->read_count ? unit->reads[i] : unit->reads_elsewhere[i - unit->read_count];
}

static void report_circle(Build *build, const Frame *frames, size_t depth, uint32_t again) {
  Program *program = build->program;
  size_t from = depth;
  while (from > 0 && frames[from - 1].unit != again) from--;
  const Unit *unit = program->units.at[again];
  Sink circle = {0};
  sink_format(&circle, "`%s`", text_c(unit->subject.name));
  for (size_t i = from; i < depth && i < from + 8; i++)
    sink_format(&circle, " depends on `%s`%s", text_c(program->units.at[frames[i].unit]->subject.name),
                i + 1 < depth ? ", which" : "");
  if (depth - from > 8) sink_format(&circle, " ... (%zu more), which", depth - from - 8);
  sink_format(&circle, "%s depends on `%s`", depth > from && depth - from <= 8 ? ", which" : "",
              text_c(unit->subject.name));
  Home home = unit->layers && unit->layer_count ? unit->layers[unit->layer_count - 1].home : unit->subject.home;
  Diag *diag = diag_add(build->diags, DIAG_CIRCLE, home.file, ast_absolute(home.decl, home.decl->name.span),
                        "conclusions depend on each other in a circle: %s", text_c(sink_result(&circle)));
  diag_mend(diag, "one of them must be decided without the others");
}

typedef struct Walk {
  uint8_t *colour;
  Numbers done;
  LIST(Frame) frames;
  bool circle;
} Walk;

static void visit_next(Build *build, Walk *walk) {
  Frame *top = &walk->frames.at[walk->frames.count - 1];
  const Unit *unit = build->program->units.at[top->unit];
  if (top->next == unit->read_count + unit->read_elsewhere_count) {
    walk->colour[top->unit] = BLACK;
    list_push(&walk->done, top->unit);
    walk->frames.count--;
    return;
  }
  uint32_t read = read_at(unit, top->next++);
  if (walk->colour[read] == GREY) {
    if (!walk->circle || build->diags->errors < 20) report_circle(build, walk->frames.at, walk->frames.count, read);
    walk->circle = true;
  }
  if (walk->colour[read] != WHITE) return;
  walk->colour[read] = GREY;
  list_push(&walk->frames, ((Frame){read, 0}));
}

static void walk_from(Build *build, Walk *walk, uint32_t unit) {
  if (walk->colour[unit] != WHITE) return;
  walk->colour[unit] = GREY;
  list_push(&walk->frames, ((Frame){unit, 0}));
  while (walk->frames.count) visit_next(build, walk);
}

static void renumber(Program *program, uint32_t *numbers, uint32_t count, const uint32_t *place) {
  (void)program;
  for (uint32_t i = 0; i < count; i++) numbers[i] = place[numbers[i]];
  if (count > 1) qsort(numbers, count, sizeof(uint32_t), by_number);
}

static void put_in_order(Program *program, const Numbers *order) {
  size_t count = program->units.count;
  uint32_t *place = mem_alloc_flat(count * sizeof(uint32_t));
  Unit **units = MEM_NEW_ARRAY(Unit *, count);
  for (uint32_t i = 0; i < count; i++) {
    units[i] = program->units.at[order->at[i]];
    place[order->at[i]] = i;
  }
  for (uint32_t i = 0; i < count; i++) {
    units[i]->index = i;
    renumber(program, (uint32_t *)(uintptr_t)units[i]->reads, units[i]->read_count, place);
    renumber(program, (uint32_t *)(uintptr_t)units[i]->reads_elsewhere, units[i]->read_elsewhere_count, place);
  }
  if (count) memcpy(program->units.at, units, count * sizeof *units);
}

bool order_units(Build *build) {
  Program *program = build->program;
  Reads reads = {0};
  Walk walk = {.colour = mem_alloc_flat(program->units.count + 1)};
  for (size_t u = 0; u < program->units.count; u++) settle_unit(program, program->units.at[u], &reads);
  for (uint32_t u = 0; u < program->units.count; u++) walk_from(build, &walk, u);
  if (!walk.circle) put_in_order(program, &walk.done);
  return !walk.circle;
}

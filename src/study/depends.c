#include "study/depends.h"
#include <stdlib.h>

typedef struct Marks {
  uint8_t *units, *facts, *events, *parameters;
} Marks;

enum { SHOWN = 1, FOCUS = 2 };

/* What a unit reads, downwards: units come in dependency order, so one pass from the top does it. */
static void mark_read(const Program *program, Marks *marks) {
  for (size_t u = program->units.count; u-- > 0;) {
    const Unit *unit = program->units.at[u];
    if (!(marks->units[u] & SHOWN)) continue;
    for (uint32_t i = 0; i < unit->read_count; i++) marks->units[unit->reads[i]] |= SHOWN;
    for (uint32_t i = 0; i < unit->read_elsewhere_count; i++) marks->units[unit->reads_elsewhere[i]] |= SHOWN;
  }
}

static bool reads_marked(const Unit *unit, const uint8_t *above) {
  for (uint32_t i = 0; i < unit->read_count; i++) if (above[unit->reads[i]]) return true;
  for (uint32_t i = 0; i < unit->read_elsewhere_count; i++) if (above[unit->reads_elsewhere[i]]) return true;
  return false;
}

static void mark_readers(const Program *program, Marks *marks, uint8_t *above) {
  for (size_t u = 0; u < program->units.count; u++)
    if (reads_marked(program->units.at[u], above)) above[u] = 1;
  for (size_t u = 0; u < program->units.count; u++)
    if (above[u]) marks->units[u] |= SHOWN;
}

static void mark_facts(const Program *program, Marks *marks) {
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    for (uint32_t i = 0; marks->units[u] && i < unit->fact_count; i++) marks->facts[unit->facts[i]] |= SHOWN;
    for (uint32_t i = 0; marks->units[u] && i < unit->event_count; i++) marks->events[unit->events[i]] |= SHOWN;
    for (uint32_t i = 0; marks->units[u] && i < unit->parameter_count; i++)
      marks->parameters[unit->parameters[i]] |= SHOWN;
  }
}

static bool reads_one(const uint32_t *read, uint32_t count, uint32_t index) {
  for (uint32_t i = 0; i < count; i++)
    if (read[i] == index) return true;
  return false;
}

static bool reads_thing(const Unit *unit, DependsThing thing) {
  switch (thing.kind) {
    case DEPENDS_UNIT: return unit->index == thing.index;
    case DEPENDS_FACT: return reads_one(unit->facts, unit->fact_count, thing.index);
    case DEPENDS_EVENT: return reads_one(unit->events, unit->event_count, thing.index);
    case DEPENDS_PARAMETER: return reads_one(unit->parameters, unit->parameter_count, thing.index);
  }
  return false;
}

static uint8_t *marks_of(const Marks *marks, DependsKind kind) {
  switch (kind) {
    case DEPENDS_UNIT: return marks->units;
    case DEPENDS_FACT: return marks->facts;
    case DEPENDS_EVENT: return marks->events;
    case DEPENDS_PARAMETER: return marks->parameters;
  }
  return marks->units;
}

static void mark_thing(const Program *program, Marks *marks, DependsThing thing, uint8_t *above) {
  marks_of(marks, thing.kind)[thing.index] = SHOWN | FOCUS;
  for (size_t u = 0; u < program->units.count; u++)
    if (reads_thing(program->units.at[u], thing)) above[u] = 1;
}

/* Readers of the focus are shown themselves, but not all else that they read. */
static Marks mark(Program *program, const DependsFocus *focus) {
  size_t count = program->units.count;
  Marks marks = {mem_alloc_flat(count + 1), mem_alloc_flat(program->facts.count + 1),
                 mem_alloc_flat(program->events.count + 1), mem_alloc_flat(program->parameters.count + 1)};
  uint8_t *above = mem_alloc_flat(count + 1);
  for (size_t u = 0; u < count && !focus->count; u++) marks.units[u] = SHOWN;
  for (size_t i = 0; i < focus->count; i++) mark_thing(program, &marks, focus->at[i], above);
  mark_read(program, &marks);
  mark_facts(program, &marks);
  if (focus->count) mark_readers(program, &marks, above);
  return marks;
}

static int by_declaration(const void *a, const void *b) {
  const Unit *x = *(const Unit *const *)a, *y = *(const Unit *const *)b;
  return x->declared < y->declared ? -1 : x->declared > y->declared;
}

typedef struct Places {       /* of each thing, its node + 1 */
  uint32_t *units, *facts, *events, *parameters;
} Places;

static uint32_t add_node(DependsGraph *graph, DependsKind kind, uint32_t index, const Subject *subject,
                         const Unit *unit, bool focus) {
  list_push(&graph->nodes, ((DependsNode){kind, index, subject, unit, focus}));
  return (uint32_t)graph->nodes.count;
}

static void add_units(Program *program, const Marks *marks, DependsGraph *graph, Places *places) {
  LIST(const Unit *) order = {0};
  for (size_t u = 0; u < program->units.count; u++)
    if (marks->units[u]) list_push(&order, program->units.at[u]);
  if (order.count) qsort(order.at, order.count, sizeof *order.at, by_declaration);
  for (size_t i = 0; i < order.count; i++) {
    const Unit *unit = order.at[i];
    places->units[unit->index] =
      add_node(graph, DEPENDS_UNIT, unit->index, &unit->subject, unit, marks->units[unit->index] & FOCUS);
  }
}

static Places add_nodes(Program *program, const Marks *marks, DependsGraph *graph) {
  Places places = {mem_alloc_flat((program->units.count + 1) * 4), mem_alloc_flat((program->facts.count + 1) * 4),
                   mem_alloc_flat((program->events.count + 1) * 4),
                   mem_alloc_flat((program->parameters.count + 1) * 4)};
  for (uint32_t i = 0; i < program->facts.count; i++)
    if (marks->facts[i])
      places.facts[i] = add_node(graph, DEPENDS_FACT, i, &program->facts.at[i]->subject, NULL,
                                  marks->facts[i] & FOCUS);
  for (uint32_t i = 0; i < program->events.count; i++)
    if (marks->events[i])
      places.events[i] = add_node(graph, DEPENDS_EVENT, i, &program->events.at[i]->subject, NULL,
                                  marks->events[i] & FOCUS);
  for (uint32_t i = 0; i < program->parameters.count; i++)
    if (marks->parameters[i])
      places.parameters[i] = add_node(graph, DEPENDS_PARAMETER, i, &program->parameters.at[i]->subject, NULL,
                                  marks->parameters[i] & FOCUS);
  add_units(program, marks, graph, &places);
  return places;
}

static void add_edges(DependsGraph *graph, uint32_t to, const uint32_t *read, uint32_t count, const uint32_t *places,
                      bool elsewhere) {
  for (uint32_t i = 0; i < count; i++)
    if (places[read[i]]) list_push(&graph->edges, ((DependsEdge){places[read[i]] - 1, to, elsewhere}));
}

static bool find_duty(const Program *program, Text name, DependsFocus *focus) {
  for (size_t i = 0; i < program->duties.count; i++) {
    const Duty *duty = program->duties.at[i];
    for (uint32_t r = 0; text_equal(duty->subject.name, name) && r < duty->role_count; r++)
      list_push(focus, ((DependsThing){DEPENDS_UNIT, duty->roles[r].unit->index}));
  }
  return focus->count > 0;
}

#define FIND_IN(things, depends_kind)                                          \
  for (uint32_t i = 0; i < program->things.count && !focus->count; i++)        \
    if (text_equal(program->things.at[i]->subject.name, name))                 \
      list_push(focus, ((DependsThing){depends_kind, i}))

bool depends_find(Program *program, Text name, DependsFocus *focus) {
  const Unit *unit = program_unit(program, name);
  if (unit) list_push(focus, ((DependsThing){DEPENDS_UNIT, unit->index}));
  if (unit || find_duty(program, name, focus)) return true;
  FIND_IN(facts, DEPENDS_FACT);
  FIND_IN(events, DEPENDS_EVENT);
  FIND_IN(parameters, DEPENDS_PARAMETER);
  return focus->count > 0;
}

DependsGraph depends_graph(Program *program, const DependsFocus *focus) {
  DependsGraph graph = {0};
  Marks marks = mark(program, focus);
  Places places = add_nodes(program, &marks, &graph);
  for (uint32_t n = 0; n < graph.nodes.count; n++) {
    const Unit *unit = graph.nodes.at[n].unit;
    if (!unit) continue;
    add_edges(&graph, n, unit->facts, unit->fact_count, places.facts, false);
    add_edges(&graph, n, unit->events, unit->event_count, places.events, false);
    add_edges(&graph, n, unit->parameters, unit->parameter_count, places.parameters, false);
    add_edges(&graph, n, unit->reads, unit->read_count, places.units, false);
    add_edges(&graph, n, unit->reads_elsewhere, unit->read_elsewhere_count, places.units, true);
  }
  return graph;
}

/* Which units may change when a fact, an event or a parameter does. */
#include <string.h>
#include "model/program.h"

typedef struct Users {        /* for each source, the units that read it: starts[i] .. starts[i + 1] */
  uint32_t *starts, *units;
} Users;

typedef struct Cones {
  Users units, facts, events, parameters;
  uint8_t *marked;
  Cone **of_facts, **of_events, **of_parameters;   /* those asked for, by index */
} Cones;

typedef struct Listed { const uint32_t *at; uint32_t count; } Listed;

static Listed sources_of(const Unit *unit, SymbolKind kind, int part) {
  if (kind == SYMBOL_FACT) return (Listed){unit->facts, part ? 0 : unit->fact_count};
  if (kind == SYMBOL_EVENT) return (Listed){unit->events, part ? 0 : unit->event_count};
  if (kind == SYMBOL_PARAMETER) return (Listed){unit->parameters, part ? 0 : unit->parameter_count};
  return part ? (Listed){unit->reads_elsewhere, unit->read_elsewhere_count} : (Listed){unit->reads, unit->read_count};
}

static Users invert(const Program *program, SymbolKind kind, size_t sources) {
  Users users = {mem_alloc_flat((sources + 2) * sizeof(uint32_t)), NULL};
  uint32_t total = 0;
  for (size_t u = 0; u < program->units.count; u++)
    for (int part = 0; part < 2; part++) {
      Listed listed = sources_of(program->units.at[u], kind, part);
      for (uint32_t i = 0; i < listed.count; i++) users.starts[listed.at[i] + 2]++, total++;
    }
  for (size_t s = 2; s < sources + 2; s++) users.starts[s] += users.starts[s - 1];
  users.units = mem_alloc_flat((total + 1) * sizeof(uint32_t));
  for (uint32_t u = 0; u < program->units.count; u++)
    for (int part = 0; part < 2; part++) {
      Listed listed = sources_of(program->units.at[u], kind, part);
      for (uint32_t i = 0; i < listed.count; i++) users.units[users.starts[listed.at[i] + 1]++] = u;
    }
  return users;
}

static Cones *cones_of(Program *program) {
  if (program->cones) return program->cones;
  Cones *cones = MEM_NEW(Cones);
  cones->units = invert(program, SYMBOL_NONE, program->units.count);
  cones->facts = invert(program, SYMBOL_FACT, program->facts.count);
  cones->events = invert(program, SYMBOL_EVENT, program->events.count);
  cones->parameters = invert(program, SYMBOL_PARAMETER, program->parameters.count);
  cones->of_facts = MEM_NEW_ARRAY(Cone *, program->facts.count + 1);
  cones->of_events = MEM_NEW_ARRAY(Cone *, program->events.count + 1);
  cones->of_parameters = MEM_NEW_ARRAY(Cone *, program->parameters.count + 1);
  cones->marked = mem_alloc_flat(program->units.count + 1);
  return program->cones = cones;
}

typedef LIST(uint32_t) Pile;

static void mark(Cones *cones, Pile *pile, const Users *users, uint32_t source) {
  for (uint32_t i = users->starts[source]; i < users->starts[source + 1]; i++) {
    uint32_t unit = users->units[i];
    if (cones->marked[unit]) continue;
    cones->marked[unit] = 1;
    list_push(pile, unit);
  }
}

static Cone *collect(Cones *cones, const Pile *pile) {
  Cone *cone = MEM_NEW(Cone);
  uint32_t *units = mem_alloc_flat((pile->count + 1) * sizeof(uint32_t));
  uint32_t first = UINT32_MAX, last = 0;
  for (size_t i = 0; i < pile->count; i++) {
    if (pile->at[i] < first) first = pile->at[i];
    if (pile->at[i] > last) last = pile->at[i];
  }
  for (uint32_t u = first; pile->count && u <= last; u++) {
    if (!cones->marked[u]) continue;
    units[cone->count++] = u;
    cones->marked[u] = 0;
  }
  cone->units = units;
  return cone;
}

static Cone *make_cone(Cones *cones, const Users *users, uint32_t index) {
  Pile pile = {0};
  mark(cones, &pile, users, index);
  for (size_t i = 0; i < pile.count; i++) mark(cones, &pile, &cones->units, pile.at[i]);
  return collect(cones, &pile);
}

Cone program_cone(Program *program, SymbolKind kind, uint32_t index) {
  Cones *cones = cones_of(program);
  const Users *users = kind == SYMBOL_FACT ? &cones->facts : kind == SYMBOL_EVENT ? &cones->events : &cones->parameters;
  Cone **known = kind == SYMBOL_FACT ? cones->of_facts : kind == SYMBOL_EVENT ? cones->of_events : cones->of_parameters;
  if (!known[index]) known[index] = make_cone(cones, users, index);
  return *known[index];
}

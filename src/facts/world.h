/* A world is (program, facts, as-known date, whether plans count, parameters), and never changes. A supposition makes a
 * child world, which shares everything with its parent but the histories that the supposition touches. */
#ifndef REMIT_FACTS_WORLD_H
#define REMIT_FACTS_WORLD_H
#include "facts/facts.h"

typedef struct WorldOptions {
  bool as_known;
  Day known_on;             /* only statements whose source is dated, or that were recorded, no later count */
  bool as_planned;          /* plans are taken as carried out: they replace what is stated over their period */
} WorldOptions;

typedef struct WorldChange {  /* one history that a child has of its own */
  SymbolKind kind;          /* FACT, EVENT or PARAMETER */
  uint32_t index;
  History history;
  EventRecord record;
} WorldChange;

/* Which of the stated assertions speak of what: made once, in the root. */
typedef struct WorldIndex {
  const uint32_t *fact_starts, *fact_tags;    /* tags of fact f: fact_tags[fact_starts[f]] .. [fact_starts[f + 1]] */
  const uint32_t *event_starts, *event_tags;
} WorldIndex;

typedef struct World {
  Program *program;
  const CaseFile *case_file;    /* NULL: no case, nothing stated */
  WorldOptions options;
  Assertions stated;            /* what counts: the case's and the records' assertions; tags index it */
  Assertions left_out;          /* by as_known: undated or later; plans among them are not in `plans` */
  Assertions plans;             /* planned statements, whether or not they count here */
  History *facts;               /* of the root world, by index */
  EventRecord *events;
  const WorldIndex *index;
  struct World *parent;         /* of a child: the root it shares facts and events with (never a child itself) */
  Assertions supposed;          /* in order, all of them; tags from stated.count on index these */
  WorldChange *changes;         /* sorted by kind and index */
  uint32_t change_count;
  void *kept;                   /* the engine's results; it alone looks inside */
} World;

World *world_make(Program *program, const CaseFile *case_file, WorldOptions options);
/* `supposed` come after those that `world` has; one that it has already (the same pointer) is not taken twice.
 * In order: the first about a fact, event or parameter puts aside what the root says
 * of it over its period, later ones join. A child of a child is made from all suppositions of both. */
World *world_suppose(World *world, const Assertions *supposed);
World *world_suppose_one(World *world, Assertion *supposed);
/* The world in which of all that `world` states and supposes only these were ever said. */
World *world_keep(const World *world, const Assertion *const *kept, size_t count);

/* The change about a thing in a child world; NULL when it has none. */
const WorldChange *world_change(const World *world, SymbolKind kind, uint32_t index);

static inline const History *world_fact(const World *world, uint32_t index) {
  const WorldChange *change = world->change_count == 0 ? NULL : world_change(world, SYMBOL_FACT, index);
  return change != NULL ? &change->history : &world->facts[index];
}

static inline const EventRecord *world_event(const World *world, uint32_t index) {
  const WorldChange *change = world->change_count == 0 ? NULL : world_change(world, SYMBOL_EVENT, index);
  return change != NULL ? &change->record : &world->events[index];
}

static inline const History *world_parameter(const World *world, uint32_t index) {
  const WorldChange *change = world->change_count == 0 ? NULL : world_change(world, SYMBOL_PARAMETER, index);
  return change != NULL ? &change->history : &world->program->parameters.at[index]->history;
}

/* The assertion behind a tag of a fact's step, an occurrence or a coverage. */
const Assertion *world_assertion(const World *world, uint32_t tag);
/* The supposition behind a tag of a parameter's step; NULL where the tag is one of the parameter's own `citations`
 * (tags below its citation_count; those from there on index `supposed`). */
const Assertion *world_parameter_assertion(const World *world, uint32_t index, uint32_t tag);
/* What is stated of a fact and then what is supposed of it, each in order. */
Assertions world_fact_statements(const World *world, uint32_t fact);
/* What would stand of the fact had only those of these statements been made for which `made`, in their order, is
 * true. */
History world_fact_had(const World *world, uint32_t fact, const bool *made);
/* The same had only the statements with these tags been made, at a cost that does not grow with all that is said of the
 * fact; false, and no history, where some of them are planned or supposed. */
bool world_fact_alone(const World *world, uint32_t fact, const uint32_t *tags, size_t count, History *had);
/* The first day on which the record says anything of the fact; DAY_AFTER_TIME when nothing. A statement without
 * `from` says it from DAY_BEFORE_TIME. */
Day world_first_said(const World *world, SymbolKind kind, uint32_t index);
#endif

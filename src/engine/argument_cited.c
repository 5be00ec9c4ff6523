/* Which statements an argument needs: those that a reading of a fact rests on, and those that ended them or put them in
 * doubt. The latter hold no more on the day, so that the reading does not show them; but without them what ended long
 * ago would still stand. */
#include <stdlib.h>
#include "engine/argument_inside.h"

typedef struct Reading {    /* what a step took from a fact */
  uint32_t fact;
  Day day;
  uint64_t members;         /* of a set: those that were asked for; all ones: the whole value */
} Reading;
typedef LIST(Reading) Readings;

typedef struct Choice {     /* among the statements of one fact */
  const World *world;
  const Reading *readings;
  size_t count;
  Assertions all;
  bool *made;               /* which are taken */
} Choice;

static Choice choice_open(const World *world, const Reading *readings, size_t count) {
  Choice choice = {world, readings, count, world_fact_statements(world, readings->fact), NULL};
  choice.made = mem_alloc_flat(choice.all.count + 1);
  return choice;
}

/* ---- whether they are enough ---- */

static bool same_reading(const Step *a, const Step *b, uint64_t members) {
  if (members == ~UINT64_C(0)) return value_same_all(&a->value, &b->value) && a->transition == b->transition;
  uint64_t other = (a->value.must ^ b->value.must) | (a->value.may ^ b->value.may);
  return !(other & members) && a->value.basis == b->value.basis;
}

static const Step *step_of(const History *history, Day day) { return &history->steps[history_step_at(history, day)]; }

static bool enough(const Choice *choice) {
  const History *whole = world_fact(choice->world, choice->readings->fact);
  History had = world_fact_had(choice->world, choice->readings->fact, choice->made);
  for (size_t i = 0; i < choice->count; i++) {
    const Reading *reading = &choice->readings[i];
    if (!same_reading(step_of(whole, reading->day), step_of(&had, reading->day), reading->members)) return false;
  }
  return true;
}

/* ---- what is missing ---- */

static size_t latest_left(const Choice *choice, const bool *spare) {
  size_t latest = choice->all.count;
  for (size_t i = 0; i < choice->all.count; i++)
    if (spare[i] && (latest == choice->all.count || choice->all.at[i]->from.first > choice->all.at[latest]->from.first))
      latest = i;
  return latest;
}

/* All the others, but for each that can be done without, the latest first: so what ended something first stays. */
static void complete(Choice *choice) {
  bool *spare = mem_alloc_flat(choice->all.count + 1);
  size_t at;
  if (enough(choice)) return;
  for (size_t i = 0; i < choice->all.count; i++) {
    spare[i] = !choice->made[i];
    choice->made[i] = true;
  }
  while ((at = latest_left(choice, spare)) < choice->all.count) {
    spare[at] = choice->made[at] = false;
    choice->made[at] = !enough(choice);
  }
}

/* ---- one reading ---- */

static bool among(const Step *reading, const World *world, const Assertion *statement) {
  for (uint32_t i = 0; i < reading->tag_count; i++)
    if (world_assertion(world, reading->tags[i]) == statement) return true;
  return false;
}

static bool speaks_of(const Value *value, uint64_t members, uint64_t all) {
  return (value->must | ~value->may) & members || (!value->must && value->may == all);
}

void cite_reading(Arguments *arguments, ArgumentStep *step, uint64_t members) {
  const World *world = arguments->world;
  const Step *reading = step_of(world_fact(world, step->index), step->day);
  Choice choice = choice_open(world, &(Reading){step->index, step->day, members}, 1);
  uint64_t all = type_unknown(step->type).may;
  bool whole = members == ~UINT64_C(0);
  step->members = members;
  step->statements.count = step->ending.count = 0;
  for (size_t i = 0; i < choice.all.count; i++)
    choice.made[i] =
      among(reading, world, choice.all.at[i]) && (whole || speaks_of(&choice.all.at[i]->value, members, all));
  if (reading->tag_count) complete(&choice);
  for (size_t i = 0; i < choice.all.count; i++) {
    const Assertion *statement = choice.all.at[i];
    if (choice.made[i] && among(reading, world, statement)) list_push(&step->statements, statement);
    else if (choice.made[i]) list_push(&step->ending, statement);
  }
}

/* ---- all of an argument ---- */

typedef struct Collection {
  Statements *statements;
  Readings readings;
} Collection;

static bool has_statement(const Statements *all, const Assertion *statement) {
  for (size_t i = 0; i < all->count; i++)
    if (all->at[i] == statement) return true;
  return false;
}

static void add_statement(Statements *all, const Assertion *statement) {
  if (!has_statement(all, statement)) list_push(all, statement);
}

static void collect(void *owner, ArgumentStep *step) {
  Collection *collection = owner;
  for (size_t i = 0; i < step->statements.count; i++) add_statement(collection->statements, step->statements.at[i]);
  for (size_t i = 0; i < step->ending.count; i++) add_statement(collection->statements, step->ending.at[i]);
  if (step->kind == ARGUMENT_FACT)
    list_push(&collection->readings, ((Reading){step->index, step->day, step->members}));
}

static int reading_order(const void *a, const void *b) {
  const Reading *x = a, *y = b;
  if (x->fact != y->fact) return x->fact < y->fact ? -1 : 1;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return (x->members > y->members) - (x->members < y->members);
}

/* A statement that one day rests on may have to be known to have ended on another. */
static void complete_fact(const World *world, Statements *all, const Reading *readings, size_t count) {
  Choice choice = choice_open(world, readings, count);
  for (size_t i = 0; i < choice.all.count; i++) choice.made[i] = has_statement(all, choice.all.at[i]);
  complete(&choice);
  for (size_t i = 0; i < choice.all.count; i++)
    if (choice.made[i]) add_statement(all, choice.all.at[i]);
}

Statements argument_statements(Arguments *arguments, ArgumentStep *root) {
  Statements all = {0};
  Collection collection = {.statements = &all};
  Readings *readings = &collection.readings;
  argument_walk(arguments, root, collect, &collection);
  if (readings->count) qsort(readings->at, readings->count, sizeof *readings->at, reading_order);
  for (size_t from = 0, to; from < readings->count; from = to) {
    for (to = from + 1; to < readings->count && readings->at[to].fact == readings->at[from].fact;) to++;
    complete_fact(arguments->world, &all, &readings->at[from], to - from);
  }
  return all;
}

/* Which statements an argument needs: those that a reading of a fact rests on, and those that ended them or put them in
 * doubt. The latter hold no more on the day, so that the reading does not show them; but without them what ended long
 * ago would still stand. */
#include "engine/argument_inside.h"
#include "engine/depend.h"

typedef struct Choice {     /* among the statements of a fact, for what it is read for on a day */
  const World *world;
  uint32_t fact;
  Day day;
  uint64_t members;         /* of a set: those that are asked for; all ones: the whole value */
  Assertions all;
  bool *made;               /* which are taken */
} Choice;

/* ---- whether they are enough ---- */

static bool same_reading(const Step *a, const Step *b, uint64_t members) {
  if (members == ~UINT64_C(0)) return value_same_all(&a->value, &b->value) && a->transition == b->transition;
  uint64_t other = (a->value.must ^ b->value.must) | (a->value.may ^ b->value.may);
  return !(other & members) && a->value.basis == b->value.basis;
}

static const Step *step_of(const History *history, Day day) { return &history->steps[history_step_at(history, day)]; }

static bool enough(const Choice *choice) {
  const History *whole = world_fact(choice->world, choice->fact);
  History had = world_fact_had(choice->world, choice->fact, choice->made);
  return same_reading(step_of(whole, choice->day), step_of(&had, choice->day), choice->members);
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

typedef LIST(uint32_t) Tags;

/* What the reading rests on, as far as it speaks of the members that are asked for. */
static Tags tags_asked(const Choice *choice, const Step *reading, const ArgumentStep *step) {
  Tags tags = {0};
  uint64_t all = type_unknown(step->type).may;
  for (uint32_t i = 0; i < reading->tag_count; i++) {
    const Value *said = &world_assertion(choice->world, reading->tags[i])->value;
    if (choice->members == ~UINT64_C(0) || speaks_of(said, choice->members, all)) list_push(&tags, reading->tags[i]);
  }
  return tags;
}

/* Mostly that is enough by itself, and what else was ever said of the fact need not be looked at. */
static bool enough_alone(const Choice *choice, const Step *reading, const Tags *tags) {
  History had;
  return world_fact_alone(choice->world, choice->fact, tags->at, tags->count, &had) &&
         same_reading(reading, step_of(&had, choice->day), choice->members);
}

static bool has_tag(const Choice *choice, const Tags *tags, const Assertion *statement) {
  for (size_t i = 0; i < tags->count; i++)
    if (world_assertion(choice->world, tags->at[i]) == statement) return true;
  return false;
}

/* From among all that is said of the fact: what the reading rests on, and what ended or put in doubt something else. */
static void cite_chosen(Choice *choice, const Step *reading, const Tags *tags, ArgumentStep *step) {
  choice->all = world_fact_statements(choice->world, choice->fact);
  choice->made = mem_alloc_flat(choice->all.count + 1);
  for (size_t i = 0; i < choice->all.count; i++) choice->made[i] = has_tag(choice, tags, choice->all.at[i]);
  if (reading->tag_count) complete(choice);
  for (size_t i = 0; i < choice->all.count; i++) {
    const Assertion *statement = choice->all.at[i];
    if (choice->made[i] && among(reading, choice->world, statement)) list_push(&step->statements, statement);
    else if (choice->made[i]) list_push(&step->ending, statement);
  }
}

void cite_reading(Arguments *arguments, ArgumentStep *step, uint64_t members) {
  const World *world = arguments->world;
  const Step *reading = step_of(world_fact(world, step->index), step->day);
  Choice choice = {.world = world, .fact = step->index, .day = step->day, .members = members};
  Tags tags = tags_asked(&choice, reading, step);
  step->statements.count = step->ending.count = 0;
  if (!enough_alone(&choice, reading, &tags)) {
    cite_chosen(&choice, reading, &tags, step);
    return;
  }
  for (size_t i = 0; i < tags.count; i++) list_push(&step->statements, world_assertion(world, tags.at[i]));
}

/* ---- all of an argument ---- */

static bool has_statement(const Statements *all, const Assertion *statement) {
  for (size_t i = 0; i < all->count; i++)
    if (all->at[i] == statement) return true;
  return false;
}

static void add_statement(Statements *all, const Assertion *statement) {
  if (!has_statement(all, statement)) list_push(all, statement);
}

static bool collect(void *owner, ArgumentStep *step) {
  for (size_t i = 0; i < step->statements.count; i++) add_statement(owner, step->statements.at[i]);
  for (size_t i = 0; i < step->ending.count; i++) add_statement(owner, step->ending.at[i]);
  return true;
}

static Statements cited_by_steps(Arguments *arguments, ArgumentStep *root) {
  Statements all = {0};
  argument_walk(arguments, root, collect, &all);
  return all;
}

typedef struct Support {    /* the statements of an argument, while it is made whole */
  Arguments *arguments;
  const ArgumentStep *root;
  Statements cited;         /* by its steps */
  Statements added;
} Support;

static Dependences dependences(World *world, const ArgumentStep *root) {
  return depend_unit(depend_open(world, root->day), root->unit);
}

static bool same_answer(Arguments *alone, const Support *support, const ArgumentStep *root) {
  if (!value_same_all(&root->value, &support->root->value)) return false;
  Dependences a = dependences(support->arguments->world, support->root), b = dependences(alone->world, root);
  if (a.count != b.count) return false;
  for (size_t i = 0; i < a.count; i++)
    if (a.at[i].kind != b.at[i].kind || a.at[i].index != b.at[i].index) return false;
  return true;
}

typedef struct Alone {      /* the same question, where nothing else has been said */
  Arguments *arguments;
  ArgumentStep *root;
} Alone;

static Alone alone_with(const Support *support) {
  Statements all = {0};
  for (size_t i = 0; i < support->cited.count; i++) list_push(&all, support->cited.at[i]);
  for (size_t i = 0; i < support->added.count; i++) list_push(&all, support->added.at[i]);
  Arguments *alone = arguments_open(world_keep(support->arguments->world, all.at, all.count));
  return (Alone){alone, argument_unit(alone, support->root->unit, support->root->day)};
}

/* Whether, had nothing else been said, the answer were the same, for the same reasons. */
static bool stands_alone(const Support *support) {
  Alone alone = alone_with(support);
  if (!same_answer(alone.arguments, support, alone.root)) return false;
  Statements cited = cited_by_steps(alone.arguments, alone.root);
  for (size_t i = 0; i < support->cited.count; i++)
    if (!has_statement(&cited, support->cited.at[i])) return false;
  return true;
}

static bool about_the_same(const Assertion *a, const Assertion *b) {
  bool event = a->kind == ASSERT_OCCURRENCES || a->kind == ASSERT_COMPLETE;
  bool other = b->kind == ASSERT_OCCURRENCES || b->kind == ASSERT_COMPLETE;
  return event == other && (a->kind == ASSERT_PARAMETER) == (b->kind == ASSERT_PARAMETER) && a->subject == b->subject;
}

/* Of what else is said: all of it, or what is about anything that a cited statement is about. */
static void add_others(Support *support, const Assertions *said, bool all) {
  for (size_t i = 0; i < said->count; i++) {
    bool same = all;
    for (size_t k = 0; k < support->cited.count && !same; k++) same = about_the_same(support->cited.at[k], said->at[i]);
    if (same && !has_statement(&support->cited, said->at[i])) add_statement(&support->added, said->at[i]);
  }
}

/* Without each that can be done without, the last first: what ended something before others did stays. */
static void thin_out(Support *support) {
  Statements *added = &support->added;
  for (size_t i = added->count; i-- > 0;) {
    const Assertion *spare = added->at[i];
    Statements before = *added;
    *added = (Statements){0};
    for (size_t k = 0; k < before.count; k++)
      if (before.at[k] != spare) list_push(added, before.at[k]);
    if (!stands_alone(support)) *added = before;
  }
}

static void make_whole(Support *support) {
  for (int all = 0; all < 2 && !stands_alone(support); all++) {
    add_others(support, &support->arguments->world->stated, all);
    add_others(support, &support->arguments->world->supposed, all);
  }
  thin_out(support);
}

Statements argument_besides(Arguments *arguments, ArgumentStep *root) {
  Support support = {.arguments = arguments, .root = root, .cited = cited_by_steps(arguments, root)};
  Alone alone = alone_with(&support);
  if (!same_answer(alone.arguments, &support, alone.root)) make_whole(&support);
  return support.added;
}

Statements argument_statements(Arguments *arguments, ArgumentStep *root) {
  Support support = {.arguments = arguments, .root = root, .cited = cited_by_steps(arguments, root)};
  make_whole(&support);
  for (size_t i = 0; i < support.added.count; i++) list_push(&support.cited, support.added.at[i]);
  return support.cited;
}

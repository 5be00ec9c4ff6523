#include "study/compare.h"
#include "model/print.h"

typedef struct Found {
  const Subject *subject;
  const Type *type;
  Value value;
  bool said;
} Found;

/* ---- one thing on one side ---- */

static Found found_step(const Subject *subject, const Type *type, const History *history, Day day) {
  const Step *step = &history->steps[history_step_at(history, day)];
  return (Found){subject, type, step->value, step->tag_count > 0};
}

static Found found_event(const Event *event, const World *world, Day day) {
  const EventRecord *record = world_event(world, event->index);
  return (Found){&event->subject, NULL, events_count(record, DAY_BEFORE_TIME, day),
                 record->occurrence_count || record->coverage_count};
}

static size_t count_of(const Program *program, SymbolKind kind) {
  return kind == SYMBOL_FACT    ? program->facts.count
         : kind == SYMBOL_EVENT ? program->events.count
                                : program->parameters.count;
}

static const Subject *subject_at(const Program *program, SymbolKind kind, size_t i) {
  return kind == SYMBOL_FACT    ? &program->facts.at[i]->subject
         : kind == SYMBOL_EVENT ? &program->events.at[i]->subject
                                : &program->parameters.at[i]->subject;
}

static Found found_at(const Side *side, SymbolKind kind, uint32_t i) {
  const Program *program = side->world->program;
  if (kind == SYMBOL_EVENT) return found_event(program->events.at[i], side->world, side->day);
  if (kind == SYMBOL_PARAMETER)
    return found_step(&program->parameters.at[i]->subject, program->parameters.at[i]->type,
                      world_parameter(side->world, i), side->day);
  return found_step(&program->facts.at[i]->subject, program->facts.at[i]->type, world_fact(side->world, i), side->day);
}

/* ---- both ---- */

static Text cell_of(const Found *found) {
  Sink cell = {0};
  if (found->type) print_cell(&cell, found->type, &found->value);
  else
    sink_format(&cell, "%lld..%lld %d", (long long)found->value.low, (long long)found->value.high, found->value.flags);
  return text_copy(sink_result(&cell));
}

static bool same_found(const Found *a, const Found *b) {
  if (!a->subject || !b->subject) return false;
  return text_equal(cell_of(a), cell_of(b)) && (a->value.flags & VALUE_DISPUTED) == (b->value.flags & VALUE_DISPUTED);
}

static void add_pair(Compare *compare, SymbolKind kind, Found a, Found b, bool all) {
  CompareThing thing = {.kind = kind,
                        .subject = {a.subject, b.subject},
                        .type = {a.type, b.type},
                        .value = {a.value, b.value},
                        .said = {a.said, b.said},
                        .same = same_found(&a, &b)};
  bool nothing_said = !a.said && !b.said;
  if (thing.same ? all && !nothing_said : !nothing_said) list_push(&compare->things, thing);
}

static HashMap indexes_of(const Program *program, SymbolKind kind) {
  HashMap map = {0};
  for (size_t i = 0; i < count_of(program, kind); i++)
    *hash_put(&map, subject_at(program, kind, i)->name) = (void *)(i + 1);
  return map;
}

static void compare_things(Compare *compare, SymbolKind kind, bool all) {
  const Side *first = &compare->sides[0], *second = &compare->sides[1];
  const Program *old = first->world->program, *new = second->world->program;
  HashMap olds = indexes_of(old, kind), news = indexes_of(new, kind);
  for (uint32_t i = 0; i < count_of(old, kind); i++) {
    uintptr_t other = (uintptr_t)hash_get(&news, subject_at(old, kind, i)->name);
    add_pair(compare, kind, found_at(first, kind, i),
             other ? found_at(second, kind, (uint32_t)(other - 1)) : (Found){0}, all);
  }
  for (uint32_t i = 0; i < count_of(new, kind); i++)
    if (!hash_get(&olds, subject_at(new, kind, i)->name))
      add_pair(compare, kind, (Found){0}, found_at(second, kind, i), all);
}

Compare *compare_sides(Side first, Side second, bool all) {
  Compare *compare = MEM_NEW(Compare);
  compare->sides[0] = first;
  compare->sides[1] = second;
  compare->same_rules = first.world->program == second.world->program;
  compare_things(compare, SYMBOL_FACT, all);
  compare_things(compare, SYMBOL_EVENT, all);
  compare_things(compare, SYMBOL_PARAMETER, all);
  Side *sides = compare->sides;
  compare->conclusions =
    compare->same_rules ? shift_between(&sides[0], &sides[1], all) : shift_across(&sides[0], &sides[1], all);
  return compare;
}

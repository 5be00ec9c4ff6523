#include "study/impact.h"
#include <stdlib.h>

static ImpactGroup *group_of(Impact *impact, HashMap *groups, const ImpactCause *cause) {
  Text key = impact_key(cause);
  void **place = hash_put(groups, key);
  if (!*place) {
    ImpactGroup *made = list_add(&impact->groups);
    made->cause = *cause;
    made->key = key;
    *place = (void *)(uintptr_t)impact->groups.count;
  }
  return &impact->groups.at[(uintptr_t)*place - 1];
}

static void run_case(Impact *impact, HashMap *groups, size_t place) {
  ImpactCase *one = &impact->cases.at[place];
  ShiftSum sum = shift_across(&one->sides[0], &one->sides[1], false);
  one->changes = sum.shifts.count;
  impact->looked_at += sum.looked_at;
  impact->changed += sum.shifts.count;
  for (size_t i = 0; i < sum.shifts.count; i++) {
    ImpactCause cause = impact_cause(&one->sides[0], &one->sides[1], &sum.shifts.at[i]);
    list_push(&group_of(impact, groups, &cause)->shifts, ((ImpactShift){place, sum.shifts.at[i]}));
  }
}

/* ---- changes of words that make no difference ---- */

static void hear(HashMap *heard, const Unit *unit) {
  if (unit) *hash_put(heard, shift_key(unit)) = (void *)(uintptr_t)unit;
}

static HashMap heard_of(const Impact *impact) {
  HashMap heard = {0};
  for (size_t g = 0; g < impact->groups.count; g++) {
    const ImpactGroup *group = &impact->groups.at[g];
    hear(&heard, group->cause.unit[1]);
    for (size_t i = 0; i < group->shifts.count; i++) hear(&heard, group->shifts.at[i].shift.unit[1]);
  }
  return heard;
}

static void find_quiet(Impact *impact, HashMap *heard, const Program *old, const Program *new) {
  UnitsRead units = shift_reading_order(new);
  HashMap olds = shift_by_key(old);
  for (size_t i = 0; i < units.count; i++) {
    const Unit *was = hash_get(heard, shift_key(units.at[i])) ? NULL : hash_get(&olds, shift_key(units.at[i]));
    if (!was || impact_same_words(was, units.at[i])) continue;
    list_push(&impact->quiet, units.at[i]);
    hear(heard, units.at[i]);
  }
}

/* Each pair of programs once. */
static void find_all_quiet(Impact *impact) {
  HashMap heard = heard_of(impact);
  for (size_t i = 0; i < impact->cases.count; i++) {
    const Program *old = impact->cases.at[i].sides[0].world->program,
                  *new = impact->cases.at[i].sides[1].world->program;
    bool seen = false;
    for (size_t j = 0; j < i && !seen; j++) seen = impact->cases.at[j].sides[1].world->program == new;
    if (!seen) find_quiet(impact, &heard, old, new);
  }
}

static int by_size(const void *a, const void *b) {
  const ImpactGroup *x = a, *y = b;
  if (x->shifts.count != y->shifts.count) return x->shifts.count < y->shifts.count ? 1 : -1;
  return text_compare(x->key, y->key);
}

void impact_run(Impact *impact) {
  HashMap groups = {0};
  for (size_t i = 0; i < impact->cases.count && !eval_stop; i++) run_case(impact, &groups, i);
  find_all_quiet(impact);
  if (impact->groups.count > 1) qsort(impact->groups.at, impact->groups.count, sizeof *impact->groups.at, by_size);
}

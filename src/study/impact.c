#include "study/impact.h"
#include <stdlib.h>

static ImpactGroup *group_of(Impact *impact, HashMap *groups, const ImpactCause *cause)
{
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

static void run_case(Impact *impact, HashMap *groups, size_t place)
{
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

static void mark_heard(const Impact *impact, bool *heard)
{
  for (size_t g = 0; g < impact->groups.count; g++) {
    const ImpactGroup *group = &impact->groups.at[g];
    if (group->cause.unit[1]) heard[group->cause.unit[1]->index] = true;
    for (size_t i = 0; i < group->shifts.count; i++)
      if (group->shifts.at[i].shift.unit[1]) heard[group->shifts.at[i].shift.unit[1]->index] = true;
  }
}

static void find_quiet(Impact *impact, Program *old, Program *new)
{
  bool *heard = mem_alloc_flat(new->units.count + 1);
  UnitsRead units = shift_reading_order(new);
  mark_heard(impact, heard);
  for (size_t i = 0; i < units.count; i++) {
    const Unit *was = heard[units.at[i]->index] ? NULL : shift_namesake(old, units.at[i]);
    if (was && !impact_same_words(was, units.at[i])) list_push(&impact->quiet, units.at[i]);
  }
}

static int by_size(const void *a, const void *b)
{
  const ImpactGroup *x = a, *y = b;
  if (x->shifts.count != y->shifts.count) return x->shifts.count < y->shifts.count ? 1 : -1;
  return text_compare(x->key, y->key);
}

void impact_run(Impact *impact)
{
  HashMap groups = {0};
  for (size_t i = 0; i < impact->cases.count && !eval_stop; i++) run_case(impact, &groups, i);
  if (!impact->cases.count) return;
  find_quiet(impact, impact->cases.at[0].sides[0].world->program, impact->cases.at[0].sides[1].world->program);
  if (impact->groups.count > 1) qsort(impact->groups.at, impact->groups.count, sizeof *impact->groups.at, by_size);
}

#include "value/overlay.h"

#include <stdlib.h>
#include <string.h>
#include "base/list.h"

typedef LIST(Step) Steps;
typedef LIST(Day) Days;

uint64_t overlay_touches(const Claim *claim, Value unknown) {
  if (claim->value.form != VALUE_SET) return ~UINT64_C(0);
  uint64_t said = (claim->value.must | ~claim->value.may) & unknown.may;
  return said == 0 || said == unknown.may ? ~UINT64_C(0) : said;
}

static int day_order(const void *a, const void *b) {
  Day x = *(const Day *)a, y = *(const Day *)b;
  return (x > y) - (x < y);
}

static void add_starts(Days *days, const History *history) {
  for (uint32_t i = 0; i < history->count; i++) list_push(days, history->steps[i].from);
}

/* Sorts the days, drops doubles, and the end of time with them. */
static void tidy(Days *days) {
  qsort(days->at, days->count, sizeof *days->at, day_order);
  size_t kept = 0;
  for (size_t i = 0; i < days->count; i++) {
    Day day = days->at[i];
    if (day != DAY_AFTER_TIME && (kept == 0 || days->at[kept - 1] != day)) days->at[kept++] = day;
  }
  days->count = kept;
}

static bool same_tags(const Step *a, const Step *b) {
  return a->tag_count == b->tag_count &&
         (a->tag_count == 0 || memcmp(a->tags, b->tags, a->tag_count * sizeof *a->tags) == 0);
}

static void push_step(Steps *steps, Step step) {
  if (steps->count > 0) {
    const Step *last = &steps->at[steps->count - 1];
    if (value_same_all(&last->value, &step.value) && last->transition == step.transition && same_tags(last, &step))
      return;
  }
  list_push(steps, step);
}

/* The tags of two steps in order, each once. */
static void join_tags(Step *step, const Step *a, const Step *b) {
  uint32_t *tags = mem_alloc_flat((a->tag_count + b->tag_count + 1) * sizeof *tags), i = 0, j = 0, n = 0;
  while (i < a->tag_count || j < b->tag_count) {
    if (j == b->tag_count || (i < a->tag_count && a->tags[i] < b->tags[j])) {
      tags[n++] = a->tags[i++];
    } else {
      if (i < a->tag_count && a->tags[i] == b->tags[j]) i++;
      tags[n++] = b->tags[j++];
    }
  }
  step->tags = tags;
  step->tag_count = n;
}

/* One of the two holds, nobody knows which: the unknown day on which one gives way to the other. */
static Step either(const Step *a, const Step *b) {
  Step step = {.transition = !a->transition && !b->transition, .value = value_join(&a->value, &b->value)};
  join_tags(&step, a, b);
  return step;
}

static History finish(const Steps *steps) { return (History){steps->at, (uint32_t)steps->count}; }

typedef struct Splice {
  const History *base;
  History inside, wide;     /* what `over` says; the same with the replacing claim widened to its possible days */
  PartialDate from, until;
} Splice;

static Step splice_step(const Splice *splice, Day day) {
  const Step *base = &splice->base->steps[history_step_at(splice->base, day)];
  if (day < splice->from.first || day >= splice->until.last) return *base;
  if (day >= splice->from.last && day < splice->until.first) {
    return splice->inside.steps[history_step_at(&splice->inside, day)];
  }
  return either(base, &splice->wide.steps[history_step_at(&splice->wide, day)]);
}

static History splice_run(const Splice *splice) {
  Days days = {0};
  add_starts(&days, splice->base);
  add_starts(&days, &splice->inside);
  add_starts(&days, &splice->wide);
  const Day ends[] = {splice->from.first, splice->from.last, splice->until.first, splice->until.last};
  for (size_t i = 0; i < 4; i++) list_push(&days, ends[i]);
  tidy(&days);
  Steps steps = {0};
  for (size_t i = 0; i < days.count; i++) {
    Step step = splice_step(splice, days.at[i]);
    step.from = days.at[i];
    push_step(&steps, step);
  }
  return finish(&steps);
}

static History widened(const Claim *over, size_t count, size_t replacing, Value unknown) {
  Claim *claims = mem_alloc(count * sizeof *claims);
  memcpy(claims, over, count * sizeof *claims);
  Claim *wide = &claims[replacing];
  wide->from.last = wide->from.first;
  wide->until.first = wide->until.last;
  return history_make(claims, count, unknown);
}

static bool exact(const Claim *claim) {
  return claim->from.first == claim->from.last && claim->until.first == claim->until.last;
}

static History splice_one(const History *base, const History *inside, const Claim *over, size_t count,
                          size_t replacing, Value unknown) {
  const Claim *claim = &over[replacing];
  Splice splice = {.base = base, .inside = *inside, .from = claim->from, .until = claim->until};
  splice.wide = exact(claim) ? *inside : widened(over, count, replacing, unknown);
  return splice_run(&splice);
}

History overlay_splice(const History *base, const Claim *over, size_t count, size_t replacing, Value unknown) {
  History inside = history_make(over, count, unknown);
  return splice_one(base, &inside, over, count, replacing, unknown);
}

/* A set of which some members are known from one step and the others from another. */
static Step merge_steps(const Step *outside, const Step *inside, uint64_t mask) {
  const Value *a = &outside->value, *b = &inside->value;
  uint64_t must = (a->must & ~mask) | (b->must & mask), may = (a->may & ~mask) | (b->may & mask);
  Step step = {.transition = outside->transition || inside->transition};
  step.value = value_set(must, may, basis_weaker((Basis)a->basis, (Basis)b->basis));
  if (must != may) step.value.flags |= (uint8_t)((a->flags | b->flags) & VALUE_REASONS);
  join_tags(&step, outside, inside);
  return step;
}

History overlay_merge(const History *outside, const History *inside, uint64_t mask) {
  Days days = {0};
  add_starts(&days, outside);
  add_starts(&days, inside);
  tidy(&days);
  Steps steps = {0};
  for (size_t i = 0; i < days.count; i++) {
    Day day = days.at[i];
    Step step = merge_steps(&outside->steps[history_step_at(outside, day)],
                            &inside->steps[history_step_at(inside, day)], mask);
    step.from = day;
    push_step(&steps, step);
  }
  return finish(&steps);
}

/* ---- one after the other ---- */

typedef LIST(const Claim *) Begun;

static int begin_order(const void *a, const void *b) {
  return day_order(&(*(const Claim *const *)a)->from.first, &(*(const Claim *const *)b)->from.first);
}

static Begun by_beginning(const Claim *over, size_t count) {
  Begun claims = {0};
  for (size_t i = 0; i < count; i++) list_push(&claims, &over[i]);
  if (count) qsort(claims.at, count, sizeof *claims.at, begin_order);
  return claims;
}

static Days days_of_both(const History *base, const History *inside, const Claim *over, size_t count) {
  Days days = {0};
  add_starts(&days, base);
  add_starts(&days, inside);
  for (size_t i = 0; i < count; i++) {
    list_push(&days, over[i].from.first);
    list_push(&days, over[i].until.first);
  }
  tidy(&days);
  return days;
}

/* In periods of known days it is all one which of them comes first, so they are laid over at once. */
static History splice_exact(const History *base, const History *inside, const Claim *over, size_t count) {
  Days days = days_of_both(base, inside, over, count);
  Begun claims = by_beginning(over, count);
  Steps steps = {0};
  Day covered = DAY_BEFORE_TIME;
  for (size_t i = 0, begun = 0; i < days.count; i++) {
    Day day = days.at[i];
    for (; begun < count && claims.at[begun]->from.first <= day; begun++)
      if (claims.at[begun]->until.first > covered) covered = claims.at[begun]->until.first;
    const History *from = day < covered ? inside : base;
    Step step = from->steps[history_step_at(from, day)];
    step.from = day;
    push_step(&steps, step);
  }
  return finish(&steps);
}

static size_t exact_from(const Claim *over, size_t count, size_t at, Value unknown) {
  while (at < count && exact(&over[at]) && ~overlay_touches(&over[at], unknown) == 0) at++;
  return at;
}

History overlay_lay(History base, const Claim *over, size_t count, size_t replacing, Value unknown) {
  History inside = history_make(over, count, unknown);
  for (size_t i = 0, end; i < replacing; i = end) {
    end = exact_from(over, replacing, i, unknown);
    if (end > i) {
      base = splice_exact(&base, &inside, &over[i], end - i);
      continue;
    }
    uint64_t mask = overlay_touches(&over[i], unknown);
    History spliced = splice_one(&base, &inside, over, count, i, unknown);
    base = ~mask == 0 ? spliced : overlay_merge(&base, &spliced, mask);
    end = i + 1;
  }
  return base;
}

#include "value/overlay.h"

#include <stdlib.h>
#include <string.h>
#include "value/steps.h"

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
  if (days->count) qsort(days->at, days->count, sizeof *days->at, day_order);
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
static Step either(const Step *a, const Step *b, const Value *unknown) {
  Step step = {.value = value_join(&a->value, &b->value)};
  if (value_certain(&step.value)) step.value.basis = (uint8_t)basis_weaker(a->value.basis, b->value.basis);
  else if (!value_same(&a->value, &b->value)) step.value.flags |= VALUE_UNSTATED;
  if (value_same(&step.value, unknown)) step.value.basis = BASIS_NONE;
  join_tags(&step, a, b);
  return step;
}

/* ---- one change on one unknown day, of histories laid over each other ---- */

/* The step that stands for exactly these days; NULL: none does. */
static const Step *step_of(const History *history, PartialDate days) {
  const uint32_t at = history_step_at(history, days.first);
  return history->steps[at].from == days.first && history_until(history, at) == days.last ? &history->steps[at] : NULL;
}

/* The one certain value that a history has on all of these days, by the same claims; NULL: it has none. */
static const Value *steady(const History *history, PartialDate days) {
  const uint32_t at = history_step_at(history, days.first);
  return history_until(history, at) >= days.last && value_certain(&history->steps[at].value) ? &history->steps[at].value
                                                                                            : NULL;
}

/* Whether in these days, and in nothing else, one certain value gives way to another, or comes back after it, as it was
 * on the `outer` day just before or behind them. */
static bool gives_way(const History *base, const History *over, PartialDate days, Day outer) {
  const Value *from = steady(base, days), *to = steady(over, days);
  return from && to && !value_same(from, to) &&
         value_same(from, &base->steps[history_step_at(base, outer)].value);
}

static bool same_days(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

static PartialDate days_of(const Steps *steps, size_t i) {
  return (PartialDate){steps->at[i].from, i + 1 < steps->count ? steps->at[i + 1].from : DAY_AFTER_TIME};
}

typedef struct Splice {
  const History *base;
  Value unknown;
  History inside, wide;     /* what `over` says; the same with the replacing claim widened to its possible days */
  PartialDate from, until;
} Splice;

static Step splice_step(const Splice *splice, Day day) {
  const Step *base = &splice->base->steps[history_step_at(splice->base, day)];
  if (day < splice->from.first || day >= splice->until.last) return *base;
  if (day >= splice->from.last && day < splice->until.first) {
    return splice->inside.steps[history_step_at(&splice->inside, day)];
  }
  return either(base, &splice->wide.steps[history_step_at(&splice->wide, day)], &splice->unknown);
}

static bool splice_turns(const Splice *splice, PartialDate days) {
  if (same_days(days, splice->from)) return gives_way(splice->base, &splice->wide, days, days.first - 1);
  if (same_days(days, splice->until)) return gives_way(splice->base, &splice->wide, days, days.last);
  const bool outside = days.last <= splice->from.first || days.first >= splice->until.last;
  const bool inside = days.first >= splice->from.last && days.last <= splice->until.first;
  const Step *own = outside ? step_of(splice->base, days) : inside ? step_of(&splice->inside, days) : NULL;
  return own && own->transition;
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
  for (size_t i = 0; i < steps.count; i++)
    steps.at[i].transition = steps_turn(&steps, i) && splice_turns(splice, days_of(&steps, i));
  return (History){steps.at, (uint32_t)steps.count};
}

static History widened(const Claim *over, size_t count, size_t replacing, Value unknown) {
  Claim *claims = mem_alloc(count * sizeof *claims);
  memcpy(claims, over, count * sizeof *claims);
  Claim *wide = &claims[replacing];
  wide->from.last = wide->from.first;
  wide->until.first = wide->until.last;
  return history_make(claims, count, unknown);
}

History overlay_splice(const History *base, const Claim *over, size_t count, size_t replacing, Value unknown) {
  const Claim *claim = &over[replacing];
  Splice splice = {.base = base, .unknown = unknown, .from = claim->from, .until = claim->until};
  if (same_days(claim->from, claim->until)) return *base;   /* it holds never */
  splice.inside = history_make(over, count, unknown);
  bool exact = claim->from.first == claim->from.last && claim->until.first == claim->until.last;
  splice.wide = exact ? splice.inside : widened(over, count, replacing, unknown);
  return splice_run(&splice);
}

/* ---- layers ---- */

OverlayLayer overlay_layer(const Claim *claims, size_t count, Value unknown, const void *owner) {
  return (OverlayLayer){history_make(claims, count, unknown), history_make_loose(claims, count, unknown), false, owner};
}

typedef struct Stack {
  const OverlayLayer *layers;
  size_t count;
  OverlayDisplaces *displaces;
  Value unknown;
} Stack;

static const Step *step_on(const History *history, Day day) { return &history->steps[history_step_at(history, day)]; }

/* Whether a layer says anything of the day. */
static unsigned says(const OverlayLayer *layer, Day day) {
  const Step *step = step_on(&layer->loose, day);
  if (layer->lowest) return VALUE_YES;
  if (!step->tag_count) return VALUE_NO;
  return step->gap ? VALUE_EITHER : VALUE_YES;
}

/* Whether it stands: it says something, and nothing that does displaces it. */
static unsigned stands(const Stack *stack, size_t l, Day day) {
  unsigned standing = says(&stack->layers[l], day);
  for (size_t o = 0; o < stack->count && standing != VALUE_NO; o++) {
    if (o == l || !stack->displaces(&stack->layers[o], &stack->layers[l])) continue;
    unsigned outer = says(&stack->layers[o], day);
    if (outer != VALUE_NO) standing = outer == VALUE_YES ? VALUE_NO : VALUE_EITHER;
  }
  return standing;
}

/* Both certainly stand: each suffices where they are the same. */
static Step together(const Step *a, const Step *b) {
  Step step = {.value = value_join(&a->value, &b->value)};
  if (!value_same(&a->value, &b->value)) step.value.flags |= VALUE_CONFLICT | VALUE_UNSTATED;
  join_tags(&step, a, b);
  return step;
}

static Step stack_step(const Stack *stack, Day day) {
  Step sure = {0}, all = {0};
  unsigned certain = 0, open = 0;
  for (size_t l = 0; l < stack->count; l++) {
    const OverlayLayer *layer = &stack->layers[l];
    const Step *step = step_on(says(layer, day) == VALUE_EITHER ? &layer->loose : &layer->said, day);
    unsigned standing = stands(stack, l, day);
    if (standing == VALUE_YES) sure = certain++ ? together(&sure, step) : *step;
    if (standing == VALUE_EITHER) all = open++ ? either(&all, step, &stack->unknown) : *step;
  }
  if (!open) return sure;
  if (!certain) return all;
  unsigned conflict = sure.value.flags & VALUE_CONFLICT;
  all = either(&sure, &all, &stack->unknown);
  all.value.flags |= (uint8_t)conflict;
  return all;
}

/* Whether what the layers say of these days, of which all say the same, is one change: by itself of the one that
 * stands; or the one that may say something comes, or goes, and nothing else happens. */
static bool stack_turns(const Stack *stack, PartialDate days) {
  const OverlayLayer *open = NULL, *sure = NULL, *lowest = NULL;
  unsigned opens = 0, sures = 0;
  for (size_t l = 0; l < stack->count; l++) {
    const OverlayLayer *layer = &stack->layers[l];
    if (layer->lowest) lowest = layer;
    else if (says(layer, days.first) == VALUE_EITHER) open = layer, opens++;
    if (stands(stack, l, days.first) == VALUE_YES) sure = layer, sures++;
  }
  if (opens == 0) {
    const Step *own = sures == 1 ? step_of(&sure->said, days) : NULL;
    return own && own->transition;
  }
  const Step *turning = opens == 1 && lowest ? step_of(&open->loose, days) : NULL;
  if (!turning || !turning->transition) return false;
  const Day before = days.first - 1;
  return gives_way(&lowest->said, &open->loose, days, says(open, before) == VALUE_NO ? before : days.last);
}

History overlay_stack(const OverlayLayer *layers, size_t count, OverlayDisplaces *displaces, Value unknown) {
  Stack stack = {layers, count, displaces, unknown};
  Days days = {0};
  Steps steps = {0};
  for (size_t l = 0; l < count; l++) {
    add_starts(&days, &layers[l].said);
    add_starts(&days, &layers[l].loose);
  }
  tidy(&days);
  for (size_t i = 0; i < days.count; i++) {
    Step step = stack_step(&stack, days.at[i]);
    step.from = days.at[i];
    push_step(&steps, step);
  }
  for (size_t i = 0; i < steps.count; i++)
    steps.at[i].transition = steps_turn(&steps, i) && stack_turns(&stack, days_of(&steps, i));
  return (History){steps.at, (uint32_t)steps.count};
}

/* ---- sets ---- */

Claim overlay_claim_of(Claim claim, uint64_t members) {
  if (claim.value.form != VALUE_SET) return claim;
  claim.value.must &= members;
  claim.value.may &= members;
  if (claim.value.must == claim.value.may) claim.value.flags &= (uint8_t)~VALUE_REASONS;
  return claim;
}

Value overlay_unknown_of(Value unknown, uint64_t members) {
  if (unknown.form == VALUE_SET) unknown.may &= members;
  return unknown;
}

/* Whether the step of a history stands for exactly these days. */
static bool spans(const History *history, uint32_t step, Day from, Day until) {
  return history->steps[step].from == from && history_until(history, step) == until;
}

/* What is not certain of the members of a history changes once, over just these days; so does what is certain. */
static bool turns(const History *history, uint32_t step, Day from, Day until) {
  const Step *s = &history->steps[step];
  return value_certain(&s->value) || (s->transition && spans(history, step, from, until));
}

static Step merge_steps(const History *a, const History *b, Day from, Day until) {
  uint32_t i = history_step_at(a, from), j = history_step_at(b, from);
  const Value *x = &a->steps[i].value, *y = &b->steps[j].value;
  Step step = {.from = from};
  step.value = value_set(x->must | y->must, x->may | y->may, basis_weaker((Basis)x->basis, (Basis)y->basis));
  if (!value_certain(&step.value)) {
    step.transition = turns(a, i, from, until) && turns(b, j, from, until);
    step.value.flags = (uint8_t)(value_reasons(x) | value_reasons(y));
  }
  join_tags(&step, &a->steps[i], &b->steps[j]);
  return step;
}

History overlay_merge(const History *a, const History *b) {
  Days days = {0};
  add_starts(&days, a);
  add_starts(&days, b);
  tidy(&days);
  Steps steps = {0};
  for (size_t i = 0; i < days.count; i++)
    push_step(&steps, merge_steps(a, b, days.at[i], i + 1 < days.count ? days.at[i + 1] : DAY_AFTER_TIME));
  for (size_t i = 0; i < steps.count; i++) steps.at[i].transition &= steps_turn(&steps, i);
  return (History){steps.at, (uint32_t)steps.count};
}

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

/* ---- one over another ---- */

typedef struct Splice {
  const History *base;
  const Claim *over;        /* the first of them replaces */
  size_t count;
  Value unknown;
  History inside, within;   /* what all of them say; the same, given that the day is in the first one's period */
} Splice;

/* Of claims that begin or end on this very unknown day: that it is among fewer days. */
static void narrow_day(Claim *claims, size_t count, PartialDate day, PartialDate fewer) {
  for (size_t i = 0; i < count; i++) {
    if (same_days(claims[i].from, day)) claims[i].from = fewer;
    if (same_days(claims[i].until, day)) claims[i].until = fewer;
  }
}

/* Whether a claim other than those of this very unknown day begins or ends on one that would be taken for the same. */
static bool taken(const Splice *splice, PartialDate day, PartialDate fewer) {
  for (size_t i = 0; i < splice->count; i++) {
    const Claim *claim = &splice->over[i];
    if (same_days(claim->from, fewer) && !same_days(claim->from, day)) return true;
    if (same_days(claim->until, fewer) && !same_days(claim->until, day)) return true;
  }
  return false;
}

/* The beginning of the first, given that it is not after the day. */
static PartialDate begun(const Splice *splice, Day day) {
  const PartialDate was = splice->over->from;
  PartialDate from = {was.first, day};
  if (day >= was.last) return was;
  while (taken(splice, was, from)) from.first--;
  return from;
}

/* Its end, given that it is after the day. */
static PartialDate not_ended(const Splice *splice, Day day) {
  const PartialDate was = splice->over->until;
  PartialDate until = {day + 1, was.last};
  if (day < was.first) return was;
  while (taken(splice, was, until)) until.last++;
  return until;
}

/* What they say on a day, given that the first begins and ends on days among these. */
static Step given(const Splice *splice, PartialDate from, PartialDate until, Day day) {
  Claim *claims = mem_alloc(splice->count * sizeof *claims);
  memcpy(claims, splice->over, splice->count * sizeof *claims);
  narrow_day(claims, splice->count, claims->from, from);
  narrow_day(claims, splice->count, claims->until, until);
  History history = history_make(claims, splice->count, splice->unknown);
  return history.steps[history_step_at(&history, day)];
}

static bool certainly_within(const Splice *splice, PartialDate days) {
  return days.first >= splice->over->from.last && days.last <= splice->over->until.first;
}

static Step step_within(const Splice *splice, Day day) {
  if (certainly_within(splice, (PartialDate){day, day + 1}))
    return splice->inside.steps[history_step_at(&splice->inside, day)];
  PartialDate until = not_ended(splice, day);
  Step within = given(splice, begun(splice, day), until, day);
  if (day >= splice->over->from.last) return within;
  Step today = given(splice, (PartialDate){day, day}, until, day);   /* on one day with another that begins on it */
  return either(&within, &today, &splice->unknown);
}

static bool possibly_within(const Splice *splice, Day day) {
  return splice->over->from.first <= day && day < splice->over->until.last;
}

static History within_of(const Splice *splice, const Days *days) {
  Steps steps = {0};
  for (size_t i = 0; i < days->count; i++) {
    if (!possibly_within(splice, days->at[i])) continue;
    Step step = step_within(splice, days->at[i]);
    step.from = days->at[i];
    push_step(&steps, step);
  }
  return (History){steps.at, (uint32_t)steps.count};
}

static Step splice_step(const Splice *splice, Day day) {
  const Step *base = &splice->base->steps[history_step_at(splice->base, day)];
  if (!possibly_within(splice, day)) return *base;
  const Step *within = &splice->within.steps[history_step_at(&splice->within, day)];
  if (certainly_within(splice, (PartialDate){day, day + 1})) return *within;
  return either(base, within, &splice->unknown);
}

static bool splice_turns(const Splice *splice, PartialDate days) {
  const PartialDate from = splice->over->from, until = splice->over->until;
  if (same_days(days, from)) return gives_way(splice->base, &splice->within, days, days.first - 1);
  if (same_days(days, until)) return gives_way(splice->base, &splice->within, days, days.last);
  const bool outside = days.last <= from.first || days.first >= until.last;
  const Step *own = outside                          ? step_of(splice->base, days)
                    : certainly_within(splice, days) ? step_of(&splice->inside, days)
                                                     : NULL;
  return own && own->transition;
}

/* Where one begins or ends, and the day after it: from then on another may have begun or ended in between. */
static void add_ends(Days *days, const Claim *claim) {
  const Day ends[] = {claim->from.first, claim->from.last, claim->until.first, claim->until.last};
  for (size_t i = 0; i < 4; i++) {
    list_push(days, ends[i]);
    if (DAY_FIRST <= ends[i] && ends[i] <= DAY_LAST) list_push(days, ends[i] + 1);
  }
}

static History splice_run(Splice *splice) {
  Days days = {0};
  add_starts(&days, splice->base);
  add_starts(&days, &splice->inside);
  for (size_t i = 0; i < splice->count; i++) add_ends(&days, &splice->over[i]);
  tidy(&days);
  splice->within = within_of(splice, &days);
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

History overlay_splice(const History *base, const Claim *over, size_t count, Value unknown) {
  if (same_days(over->from, over->until)) return *base;   /* it holds never */
  Splice splice = {.base = base, .over = over, .count = count, .unknown = unknown};
  splice.inside = history_make(over, count, unknown);
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

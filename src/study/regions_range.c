/* The regions of numbers, dates and durations. Positions on the exact grid of a type: millionths, whole numbers, days.
 */
#include <stdlib.h>
#include "study/regions_inside.h"

#define LARGEST INT64_C(999999999999999999)     /* 12 digits before the point, 6 after it */
#define LONGEST_MONTHS 3600
#define MOST_CUTS 256

typedef LIST(int64_t) Places;

typedef struct Ground {         /* one lever, while its regions are looked for */
  const Support *support;
  const Lever *lever;
  World *world;
  Day day;
  Value now;
  int64_t step, low, high;      /* in steps; the ends of the type */
  uint8_t unit;                 /* of a duration */
  bool unit_known;
  uint8_t *touched;             /* by Unit.index: may change when the fact does */
  Places probes, cuts;          /* a cut at c lies between c and c + 1 */
} Ground;

/* ---- the grid ---- */

static void measure(Ground *ground) {
  TypeWord word = ground->lever->fact->type->word;
  ground->step = word == TYPE_COUNT ? DECIMAL_ONE : 1;
  ground->low = word == TYPE_COUNT || word == TYPE_DURATION || word == TYPE_PERCENT ? 0 : -LARGEST;
  ground->high = word == TYPE_COUNT ? LARGEST / DECIMAL_ONE : LARGEST;
  if (word == TYPE_DATE) ground->low = DAY_FIRST, ground->high = DAY_LAST;
  if (word == TYPE_DURATION) ground->high = LONGEST_MONTHS;
}

static Value point(const Ground *ground, int64_t place) {
  Value value = value_range(place * ground->step, place * ground->step, BASIS_SUPPOSED);
  value.unit = ground->unit;
  return value;
}

static void probe(Ground *ground, int64_t place) {
  if (place >= ground->low && place <= ground->high) list_push(&ground->probes, place);
}

static void probe_around(Ground *ground, int64_t value) {
  int64_t place = value / ground->step;
  for (int64_t near = -1; near <= 1; near++) probe(ground, place + near);
}

static void probe_value(Ground *ground, const Value *value) {
  bool date = ground->lever->fact->type->word == TYPE_DATE;
  if (value->flags & VALUE_FAILED || value_no_date_certain(value)) return;
  if (!(value->flags & VALUE_OPEN_LOW) && (!date || value->low >= DAY_FIRST)) probe_around(ground, value->low);
  if (!(value->flags & VALUE_OPEN_HIGH) && (!date || value->high <= DAY_LAST)) probe_around(ground, value->high);
}

static int in_order(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void tidy(Places *places) {
  size_t kept = 0;
  if (places->count) qsort(places->at, places->count, sizeof *places->at, in_order);
  for (size_t i = 0; i < places->count; i++)
    if (!kept || places->at[kept - 1] != places->at[i]) places->at[kept++] = places->at[i];
  places->count = kept;
}

/* ---- which comparisons the fact enters ---- */

typedef struct Search {
  const Ground *ground;
  bool found;
} Search;

static void look(void *owner, Node *node, bool elsewhere) {
  Search *search = owner;
  (void)elsewhere;
  if (node->kind == NODE_FACT && node->index == search->ground->lever->fact->index) search->found = true;
  if (node->kind == NODE_UNIT && search->ground->touched[node->unit->index]) search->found = true;
  if (!search->found) node_each_kid(node, look, owner);
}

static bool enters(const Ground *ground, const Node *node) {
  Search search = {.ground = ground};
  look(&search, (Node *)(uintptr_t)node, false);
  return search.found;
}

static bool itself(const Ground *ground, const Node *node) {
  return node->kind == NODE_FACT && node->index == ground->lever->fact->index;
}

/* ---- thresholds that can be read off ---- */

/* Durations count in the unit of the first threshold; one in another unit is compared by days, and left to bisection.
 */
static bool fits(Ground *ground, const Value *other) {
  if (ground->lever->fact->type->word != TYPE_DURATION) return true;
  if (!ground->unit_known) {
    ground->unit = other->unit;
    ground->unit_known = true;
    if (ground->unit != UNIT_MONTHS) ground->high = DAY_LAST;
  }
  return other->unit == ground->unit;
}

static void read_off(Ground *ground, const Node *other) {
  Value value = eval_node(ground->world, other, ground->day).value;
  if (fits(ground, &value)) probe_value(ground, &value);
}

static void read_thresholds(Ground *ground) {
  for (size_t i = 0; i < ground->support->contrasts.count; i++) {
    const Contrast *contrast = &ground->support->contrasts.at[i];
    if (itself(ground, contrast->a)) read_off(ground, contrast->b);
    if (itself(ground, contrast->b)) read_off(ground, contrast->a);
  }
}

/* ---- bisection ---- */

/* What a comparison, or the condition as a whole, comes to with the fact at a place; as one number. */
static unsigned outcome(Ground *ground, const Contrast *contrast, int64_t place) {
  Assertion *supposed = lever_suppose(ground->lever, point(ground, place), ground->day);
  World *world = world_suppose_one(ground->world, supposed);
  Value truth;
  if (contrast) {
    Value a = eval_node(world, contrast->a, ground->day).value, b = eval_node(world, contrast->b, ground->day).value;
    truth = logic_compare(contrast->order, a, b);
  } else truth = eval_node(world, ground->support->target, ground->day).value;
  return (unsigned)truth.may | (value_certain(&truth) ? 4u : 0);
}

static void cut_between(Ground *ground, const Contrast *contrast, int64_t low, unsigned at_low, int64_t high,
                        unsigned at_high) {
  while (at_low != at_high && high - low > 1 && ground->cuts.count < MOST_CUTS && !eval_stop) {
    int64_t middle = low + (high - low) / 2;
    unsigned here = outcome(ground, contrast, middle);
    if (here == at_low) low = middle;
    else if (here == at_high) high = middle;
    else {
      cut_between(ground, contrast, low, at_low, middle, here);
      low = middle;
      at_low = here;
    }
  }
  if (at_low != at_high) list_push(&ground->cuts, low);
}

static void bisect(Ground *ground, const Contrast *contrast) {
  const Places *probes = &ground->probes;
  unsigned before = outcome(ground, contrast, probes->at[0]);
  for (size_t i = 1; i < probes->count; i++) {
    unsigned here = outcome(ground, contrast, probes->at[i]);
    cut_between(ground, contrast, probes->at[i - 1], before, probes->at[i], here);
    before = here;
  }
}

static void find_cuts(Ground *ground) {
  for (size_t i = 0; i < ground->support->contrasts.count; i++) {
    const Contrast *contrast = &ground->support->contrasts.at[i];
    if (enters(ground, contrast->a) || enters(ground, contrast->b)) bisect(ground, contrast);
  }
  bisect(ground, NULL);
  tidy(&ground->cuts);
}

/* ---- from cuts to regions ---- */

/* What a whole that nothing parts is tried with. */
static int64_t usual(const Ground *ground) {
  TypeWord word = ground->lever->fact->type->word;
  if (word == TYPE_DATE) return ground->day;
  return word == TYPE_PERCENT ? DECIMAL_ONE / 2 : word == TYPE_NUMBER || word == TYPE_MONEY ? DECIMAL_ONE : 1;
}

static bool inside(int64_t place, int64_t from, int64_t to) { return from <= place && place <= to; }

/* A value that what is known in part allows; failing that the end that is nearest to it; where nothing is known, the
 * end at a threshold. */
static int64_t sample_place(const Ground *ground, int64_t from, int64_t to) {
  const Value *now = &ground->now;
  bool open = now->flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH | VALUE_FAILED) || value_no_date_certain(now);
  bool part = !(now->flags & VALUE_FAILED) && !value_no_date_certain(now) && now->unit == ground->unit;
  if (part && !(now->flags & VALUE_OPEN_LOW) && now->low > 0 && inside(now->low / ground->step, from, to))
    return now->low / ground->step;
  if (part && !(now->flags & VALUE_OPEN_HIGH) && inside(now->high / ground->step, from, to))
    return now->high / ground->step;
  if (from == ground->low && to == ground->high) return usual(ground);
  if (!open && now->high / ground->step < from) return from;
  if (!open && now->low / ground->step > to) return to;
  return from == ground->low ? to : from;
}

static void add_region(const Ground *ground, int64_t from, int64_t to, Regions *regions) {
  bool open_low = from == ground->low && ground->lever->fact->type->word != TYPE_COUNT, open_high = to == ground->high;
  Value value = value_open_range(open_low, from * ground->step, open_high, to * ground->step, BASIS_NONE);
  value.unit = ground->unit;
  list_push(regions, ((Region){.value = value, .sample = point(ground, sample_place(ground, from, to))}));
}

static Regions between_cuts(const Ground *ground) {
  Regions regions = {0};
  int64_t from = ground->low;
  for (size_t i = 0; i < ground->cuts.count; i++) {
    add_region(ground, from, ground->cuts.at[i], &regions);
    from = ground->cuts.at[i] + 1;
  }
  add_region(ground, from, ground->high, &regions);
  return regions;
}

Regions lever_ranges(const Support *support, const Lever *lever, World *world, Day day) {
  Program *program = support->program;
  Ground ground = {.support = support, .lever = lever, .world = world, .day = day, .now = lever_now(lever, world, day)};
  Cone cone = program_cone(program, SYMBOL_FACT, lever->fact->index);
  ground.touched = mem_alloc_flat(program->units.count + 1);
  for (uint32_t i = 0; i < cone.count; i++) ground.touched[cone.units[i]] = 1;
  measure(&ground);
  if (lever->fact->type->word == TYPE_DURATION && value_certain(&ground.now)) fits(&ground, &ground.now);
  read_thresholds(&ground);
  probe(&ground, ground.low);
  probe(&ground, 0);
  probe(&ground, usual(&ground));
  probe(&ground, ground.high);
  if (lever->fact->type->word == TYPE_DATE) probe_around(&ground, day);
  if (fits(&ground, &ground.now)) probe_value(&ground, &ground.now);
  tidy(&ground.probes);
  find_cuts(&ground);
  return between_cuts(&ground);
}

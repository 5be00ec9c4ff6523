/* Neighbouring regions that do equally become one: `at least 20%`, `good or outstanding`. */
#include "study/how_inside.h"

static int64_t step_of(const Lever *lever) { return lever->fact->type->word == TYPE_COUNT ? DECIMAL_ONE : 1; }

static bool adjoin(const Lever *lever, const Value *a, const Value *b) {
  return a->unit == b->unit && !(a->flags & VALUE_OPEN_HIGH) && !(b->flags & VALUE_OPEN_LOW) &&
         a->high + step_of(lever) == b->low;
}

static Value range_over(const Value *a, const Value *b) {
  bool open_low = a->flags & VALUE_OPEN_LOW, open_high = b->flags & VALUE_OPEN_HIGH;
  Value range = value_open_range(open_low, a->low, open_high, b->high, BASIS_NONE);
  range.unit = a->unit;
  return range;
}

static int64_t distance(const Value *now, const Value *sample) {
  if (!value_certain(now) || value_no_date_certain(now)) return 0;
  int64_t apart = now->low - sample->low;
  return apart < 0 ? -apart : apart;
}

static bool join_ranges(const Candidate *candidate, Region *into, const Region *other) {
  const Region *low = into, *high = other;
  if (into->instance || other->instance) return false;
  if (!adjoin(&candidate->lever, &low->value, &high->value)) low = other, high = into;
  if (!adjoin(&candidate->lever, &low->value, &high->value)) return false;
  Value sample =
    distance(&candidate->now, &other->sample) < distance(&candidate->now, &into->sample) ? other->sample : into->sample;
  *into = (Region){.value = range_over(&low->value, &high->value), .sample = sample};
  return true;
}

static bool join_regions(const Candidate *candidate, Region *into, const Region *other) {
  ValueForm form = (ValueForm)into->value.form;
  if (form == VALUE_RANGE) return join_ranges(candidate, into, other);
  if (form != VALUE_MEMBERS) return false;
  into->value = value_members(into->value.may | other->value.may, BASIS_NONE);
  return true;
}

static bool same_region(const Region *a, const Region *b) {
  return a->rest == b->rest && value_same(&a->value, &b->value);
}

/* The one place in which two choices differ; `count` when there are none or several. */
static uint32_t differs_at(const Combination *a, const Combination *b, uint32_t count) {
  uint32_t place = count;
  for (uint32_t i = 0; i < count; i++) {
    if (same_region(&a->regions[i], &b->regions[i])) continue;
    if (place < count) return count;
    place = i;
  }
  return place;
}

static bool join_pair(const Hunt *hunt, const uint32_t *chosen, uint32_t count, Combination *into,
                      const Combination *other) {
  if (into->on != other->on) return false;
  uint32_t place = differs_at(into, other, count);
  if (place == count) return false;
  return join_regions(&hunt->candidates.at[chosen[place]], &into->regions[place], &other->regions[place]);
}

static void drop(Combinations *combinations, size_t at) {
  for (size_t i = at + 1; i < combinations->count; i++) combinations->at[i - 1] = combinations->at[i];
  combinations->count--;
}

static bool join_once(const Hunt *hunt, const uint32_t *chosen, uint32_t count, Combinations *combinations) {
  for (size_t i = 0; i < combinations->count; i++)
    for (size_t j = i + 1; j < combinations->count; j++) {
      if (!join_pair(hunt, chosen, count, &combinations->at[i], &combinations->at[j])) continue;
      drop(combinations, j);
      return true;
    }
  return false;
}

void how_merge(const Hunt *hunt, const uint32_t *chosen, uint32_t count, Combinations *combinations) {
  while (join_once(hunt, chosen, count, combinations)) {
  }
}

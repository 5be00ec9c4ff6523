#include "value/steps.h"

#include <string.h>

void tags_add(Tags *tags, uint32_t tag) {
  size_t at = tags->count;
  while (at > 0 && tags->at[at - 1] > tag) at--;
  if (at > 0 && tags->at[at - 1] == tag) return;
  list_push(tags, tag);
  memmove(&tags->at[at + 1], &tags->at[at], (tags->count - 1 - at) * sizeof *tags->at);
  tags->at[at] = tag;
}

static bool says_the_same(const Step *step, bool transition, const Value *value, const Tags *tags) {
  return !transition && !step->transition && value_same_all(&step->value, value) && step->tag_count == tags->count &&
         (tags->count == 0 || memcmp(step->tags, tags->at, tags->count * sizeof *tags->at) == 0);
}

void steps_append(Steps *steps, Day from, bool transition, Value value, const Tags *tags) {
  if (steps->count && says_the_same(&steps->at[steps->count - 1], transition, &value, tags)) return;
  uint32_t *copy = mem_alloc_flat(sizeof(uint32_t) * (tags->count + 1));
  if (tags->count) memcpy(copy, tags->at, tags->count * sizeof *copy);
  list_push(steps, ((Step){from, transition, value, copy, (uint32_t)tags->count}));
}

bool steps_turn(const Steps *steps, size_t at) {
  if (at == 0 || at + 1 == steps->count) return false;
  const Value *before = &steps->at[at - 1].value, *behind = &steps->at[at + 1].value;
  const Value hull = value_join(before, behind);
  return value_certain(before) && value_certain(behind) && value_same(&hull, &steps->at[at].value);
}

Value steps_value(Value v, Basis basis, unsigned reasons) {
  v.basis = (uint8_t)basis;
  v.flags = (uint8_t)(v.flags & ~(unsigned)VALUE_REASONS);
  if (!value_certain(&v)) v.flags = (uint8_t)(v.flags | reasons);
  return v;
}

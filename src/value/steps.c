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

static bool says_the_same(const Step *last, const Step *step, const Tags *tags) {
  return !last->transition && !step->transition && last->gap == step->gap &&
         value_same_all(&last->value, &step->value) && last->tag_count == tags->count &&
         (tags->count == 0 || memcmp(last->tags, tags->at, tags->count * sizeof *tags->at) == 0);
}

void steps_append(Steps *steps, Step step, const Tags *tags) {
  if (steps->count && says_the_same(&steps->at[steps->count - 1], &step, tags)) return;
  uint32_t *copy = mem_alloc_flat(sizeof(uint32_t) * (tags->count + 1));
  if (tags->count) memcpy(copy, tags->at, tags->count * sizeof *copy);
  step.tags = copy;
  step.tag_count = (uint32_t)tags->count;
  list_push(steps, step);
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

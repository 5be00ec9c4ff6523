#include "value/value.h"

#include <assert.h>

const char *basis_word(Basis basis) {
  switch (basis) {
    case BASIS_NONE: return "";
    case BASIS_STATED: return "stated";
    case BASIS_IMPLIED: return "implied";
    case BASIS_OPINION: return "opinion";
    case BASIS_PROPOSED: return "proposed";
    case BASIS_UNCITED: return "uncited";
    case BASIS_SUPPOSED: return "supposed";
  }
  return "";
}

/* ---- making ---- */

static Value value_finish(Value v, Basis basis) {
  v.basis = (uint8_t)basis;
  if (!value_certain(&v)) v.flags |= VALUE_UNSTATED;
  return v;
}

Value value_members(uint64_t may, Basis basis) {
  assert(may);
  return value_finish((Value){.form = VALUE_MEMBERS, .may = may}, basis);
}

Value value_set(uint64_t must, uint64_t may, Basis basis) {
  assert((must & ~may) == 0);
  return value_finish((Value){.form = VALUE_SET, .must = must, .may = may}, basis);
}

Value value_range(int64_t low, int64_t high, Basis basis) {
  assert(low <= high);
  return value_finish((Value){.form = VALUE_RANGE, .low = low, .high = high}, basis);
}

Value value_open_range(bool open_low, int64_t low, bool open_high, int64_t high, Basis basis) {
  assert(open_low || open_high || low <= high);
  const unsigned flags = (open_low ? VALUE_OPEN_LOW : 0u) | (open_high ? VALUE_OPEN_HIGH : 0u);
  const Value v = {.form = VALUE_RANGE,
                   .flags = (uint8_t)flags,
                   .low = open_low ? INT64_MIN : low,
                   .high = open_high ? INT64_MAX : high};
  return value_finish(v, open_low && open_high ? BASIS_NONE : basis);
}

Value value_duration(int64_t count, DurationUnit unit, Basis basis) {
  Value v = value_range(count, count, basis);
  v.unit = (uint8_t)unit;
  return v;
}

static TextCandidates *candidates_room(size_t count) {
  return mem_alloc(sizeof(TextCandidates) + count * sizeof(Text));
}

/* Keeps the candidates sorted and different from each other. */
static void candidates_insert(TextCandidates *candidates, Text text) {
  uint32_t at = candidates->count;
  while (at > 0 && text_compare(candidates->at[at - 1], text) > 0) at--;
  if (at > 0 && text_equal(candidates->at[at - 1], text)) return;
  for (uint32_t k = candidates->count; k > at; k--) candidates->at[k] = candidates->at[k - 1];
  candidates->at[at] = text;
  candidates->count++;
}

Value value_texts(const Text *texts, size_t count, Basis basis) {
  if (count == 0) return value_unknown(VALUE_TEXTS, 0);
  TextCandidates *candidates = candidates_room(count);
  for (size_t k = 0; k < count; k++) candidates_insert(candidates, texts[k]);
  return value_finish((Value){.form = VALUE_TEXTS, .texts = candidates}, basis);
}

Value value_text(Text text, Basis basis) { return value_texts(&text, 1, basis); }

Value value_no_date(Basis basis) {
  return (Value){.form = VALUE_RANGE, .basis = (uint8_t)basis, .flags = VALUE_MAYBE_NO_DATE, .low = 1, .high = 0};
}

Value value_error(unsigned kind, uint32_t site) {
  return (Value){.form = VALUE_RANGE,
                 .flags = VALUE_OPEN_LOW | VALUE_OPEN_HIGH | VALUE_FAILED,
                 .error = (uint32_t)kind << 24 | site,
                 .low = INT64_MIN,
                 .high = INT64_MAX};
}

Value value_unknown(ValueForm form, uint64_t all) {
  switch (form) {
    case VALUE_MEMBERS: return value_members(all, BASIS_NONE);
    case VALUE_SET: return value_set(0, all, BASIS_NONE);
    case VALUE_RANGE: return value_open_range(true, 0, true, 0, BASIS_NONE);
    case VALUE_TEXTS: break;
  }
  return (Value){.form = VALUE_TEXTS, .flags = VALUE_UNSTATED};
}

/* ---- asking ---- */

static bool texts_same(const TextCandidates *a, const TextCandidates *b) {
  if (a == b) return true;
  if (!a || !b || a->count != b->count) return false;
  for (uint32_t k = 0; k < a->count; k++)
    if (!text_equal(a->at[k], b->at[k])) return false;
  return true;
}

static bool range_same(const Value *a, const Value *b) {
  const unsigned shape = VALUE_OPEN_LOW | VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE;
  if (value_no_date_certain(a) || value_no_date_certain(b)) return value_no_date_certain(a) && value_no_date_certain(b);
  return ((unsigned)(a->flags ^ b->flags) & shape) == 0 && a->low == b->low && a->high == b->high &&
         value_units_fit(a, b);
}

bool value_same(const Value *a, const Value *b) {
  if (a->form != b->form) return false;
  switch ((ValueForm)a->form) {
    case VALUE_MEMBERS: return a->may == b->may;
    case VALUE_SET: return a->must == b->must && a->may == b->may;
    case VALUE_RANGE: return range_same(a, b);
    case VALUE_TEXTS: return texts_same(a->texts, b->texts);
  }
  return false;
}

bool value_same_all(const Value *a, const Value *b) {
  return value_same(a, b) && a->basis == b->basis && a->flags == b->flags && a->error == b->error;
}

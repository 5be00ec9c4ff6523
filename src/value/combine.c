/* Combining knowledge: what two values both allow, and what either allows. */
#include <assert.h>

#include "value/value.h"

/* ---- texts: candidates are sorted ---- */

typedef struct TextMerge {
  TextCandidates *both, *either;
} TextMerge;

static TextMerge texts_merge(const TextCandidates *a, const TextCandidates *b) {
  const size_t room = (size_t)a->count + b->count;
  TextMerge merged = {mem_alloc(sizeof(TextCandidates) + room * sizeof(Text)),
                      mem_alloc(sizeof(TextCandidates) + room * sizeof(Text))};
  uint32_t i = 0, j = 0;
  while (i < a->count || j < b->count) {
    const int order = i == a->count ? 1 : j == b->count ? -1 : text_compare(a->at[i], b->at[j]);
    const Text text = order <= 0 ? a->at[i] : b->at[j];
    merged.either->at[merged.either->count++] = text;
    if (order == 0) merged.both->at[merged.both->count++] = text;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return merged;
}

static bool texts_overlap(const TextCandidates *a, const TextCandidates *b) {
  if (!a || !b) return true;
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    const int order = text_compare(a->at[i], b->at[j]);
    if (order == 0) return true;
    if (order < 0) i++;
    else j++;
  }
  return false;
}

/* ---- ranges: an interval, perhaps empty, and perhaps no date at all ---- */

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

static bool range_overlap(const Value *a, const Value *b) {
  if (a->flags & b->flags & VALUE_MAYBE_NO_DATE) return true;
  return value_units_fit(a, b) && larger(a->low, b->low) <= smaller(a->high, b->high);
}

static Value range_meet(const Value *a, const Value *b) {
  const unsigned shape = VALUE_OPEN_LOW | VALUE_OPEN_HIGH | VALUE_MAYBE_NO_DATE;
  Value v = {.form = VALUE_RANGE, .unit = value_common_unit(a, b), .flags = (uint8_t)(a->flags & b->flags & shape)};
  v.low = larger(a->low, b->low);
  v.high = smaller(a->high, b->high);
  return v.low > v.high ? value_no_date(BASIS_NONE) : v;
}

static Value range_hull(const Value *a, const Value *b) {
  const unsigned ends = VALUE_OPEN_LOW | VALUE_OPEN_HIGH;
  Value v = {.form = VALUE_RANGE, .unit = value_common_unit(a, b), .flags = (uint8_t)((a->flags | b->flags) & ends)};
  v.low = smaller(a->low, b->low);
  v.high = larger(a->high, b->high);
  return v;
}

static Value range_join(const Value *a, const Value *b) {
  Value v;
  if (value_no_date_certain(a)) v = *b;
  else if (value_no_date_certain(b)) v = *a;
  else if (value_units_fit(a, b)) v = range_hull(a, b);
  else v = value_unknown(VALUE_RANGE, 0);
  v.flags = (uint8_t)((v.flags & (VALUE_OPEN_LOW | VALUE_OPEN_HIGH)) |
                      ((a->flags | b->flags) & VALUE_MAYBE_NO_DATE));
  return v;
}

/* ---- every form ---- */

bool value_overlap(const Value *a, const Value *b) {
  assert(a->form == b->form);
  switch ((ValueForm)a->form) {
    case VALUE_MEMBERS: return (a->may & b->may) != 0;
    case VALUE_SET: return ((a->must & ~b->may) | (b->must & ~a->may)) == 0;
    case VALUE_RANGE: return range_overlap(a, b);
    case VALUE_TEXTS: return texts_overlap(a->texts, b->texts);
  }
  return false;
}

/* The possibilities of the meet, without basis and reasons. */
static Value form_meet(const Value *a, const Value *b) {
  Value v = {.form = a->form};
  switch ((ValueForm)a->form) {
    case VALUE_MEMBERS: v.may = a->may & b->may; break;
    case VALUE_SET: v.must = a->must | b->must, v.may = a->may & b->may; break;
    case VALUE_RANGE: v = range_meet(a, b); break;
    case VALUE_TEXTS:
      if (a->texts && b->texts) v.texts = texts_merge(a->texts, b->texts).both;
      else v.texts = a->texts ? a->texts : b->texts;
      break;
  }
  return v;
}

static Value form_join(const Value *a, const Value *b) {
  Value v = {.form = a->form};
  switch ((ValueForm)a->form) {
    case VALUE_MEMBERS: v.may = a->may | b->may; break;
    case VALUE_SET: v.must = a->must & b->must, v.may = a->may | b->may; break;
    case VALUE_RANGE: v = range_join(a, b); break;
    case VALUE_TEXTS:
      if (a->texts && b->texts) v.texts = texts_merge(a->texts, b->texts).either;
      break;
  }
  return v;
}

static unsigned own_reasons(const Value *v) { return value_certain(v) ? 0 : v->flags & (unsigned)VALUE_REASONS; }

/* The reasons of both, and the first error; v's other flags stand. A hull of certain values has none of its own yet. */
static void take_reasons(Value *v, const Value *a, const Value *b) {
  v->flags = (uint8_t)(v->flags | own_reasons(a) | own_reasons(b));
  v->error = a->flags & VALUE_FAILED ? a->error : b->flags & VALUE_FAILED ? b->error : 0;
}

Value value_meet(const Value *a, const Value *b) {
  assert(value_overlap(a, b));
  Value v = form_meet(a, b);
  const bool a_suffices = value_same(&v, a), b_suffices = value_same(&v, b);
  const Basis basis = a_suffices == b_suffices
                          ? (a_suffices ? basis_stronger(a->basis, b->basis) : basis_weaker(a->basis, b->basis))
                          : (a_suffices ? a->basis : b->basis);
  v.basis = (uint8_t)basis;
  if (!value_certain(&v)) take_reasons(&v, a, b);
  return v;
}

/* How many members there are is not in the value, so only these two forms show that nothing is known. */
static bool says_nothing(const Value *v) {
  return v->form == VALUE_RANGE ? value_range_whole(v) : v->form == VALUE_TEXTS && !v->texts;
}

Value value_join(const Value *a, const Value *b) {
  assert(a->form == b->form);
  Value v = form_join(a, b);
  if (value_certain(a) && value_certain(b) && value_same(a, b)) {
    v.basis = (uint8_t)basis_stronger(a->basis, b->basis);
    return v;
  }
  v.basis = (uint8_t)(says_nothing(&v) ? BASIS_NONE : basis_weaker(a->basis, b->basis));
  take_reasons(&v, a, b);
  return v;
}

Value value_because(Value v, const Value *cause) {
  if (value_certain(&v)) return v;
  v.flags = (uint8_t)(v.flags | value_reasons(cause));
  if (!v.error && cause->flags & VALUE_FAILED) v.error = cause->error;
  return v;
}

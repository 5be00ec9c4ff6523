#include "facts/casecut.h"

static bool about_event(const Assertion *a) { return a->kind == ASSERT_OCCURRENCES || a->kind == ASSERT_COMPLETE; }

static bool same_subject(const Assertion *a, const Assertion *b) {
  return about_event(a) == about_event(b) && a->subject == b->subject && a->kind != ASSERT_PARAMETER &&
         b->kind != ASSERT_PARAMETER;
}

static void keep(Assertions *kept, const Assertion *assertion) {
  Assertion *copy = MEM_NEW(Assertion);
  *copy = *assertion;
  list_push(kept, copy);
}

static bool earlier(PartialDate a, PartialDate b) { return a.first != b.first ? a.first < b.first : a.last < b.last; }

/* ---- facts ---- */

/* The members of a set of which it says anything; all of them for the whole set and for what is no set. */
static uint64_t touches(const Program *program, const Assertion *a) {
  if (a->value.form != VALUE_SET) return ~UINT64_C(0);
  uint64_t all = type_unknown(program->facts.at[a->subject]->type).may;
  uint64_t said = (a->value.must | ~a->value.may) & all;
  return said == 0 || said == all ? ~UINT64_C(0) : said;
}

/* What it says of one member: a set's statement may say nothing of it. */
static bool speaks_of(const Assertion *a, uint64_t member, uint64_t all) {
  bool unknown = a->value.must == 0 && a->value.may == all;
  return unknown || (a->value.must & member) != 0 || (a->value.may & member) == 0;
}

static bool another_value(const Assertion *a, const Assertion *b, uint64_t member, uint64_t all) {
  if (a->value.form != VALUE_SET) return !value_same(&a->value, &b->value);
  if (!speaks_of(b, member, all)) return false;
  return ((a->value.must ^ b->value.must) & member) != 0 || ((a->value.may ^ b->value.may) & member) != 0;
}

/* Gives an open-ended statement the end that later ones set it, before any of them is put aside. */
static Assertion closed(const CaseFile *file, const Assertion *open, uint64_t member, uint64_t all) {
  Assertion a = *open;
  for (size_t i = 0; i < file->assertions.count && !open->closes; i++) {
    const Assertion *next = file->assertions.at[i];
    if (!same_subject(open, next) || next->planned || next->from.first < a.from.last) continue;
    bool same_day = next->from.first == a.from.first && next->from.last == a.from.last;
    if (same_day || !another_value(open, next, member, all)) continue;
    if (next->from.first < a.until.first) a.until.first = next->from.first;
    if (next->from.last < a.until.last) a.until.last = next->from.last;
    a.closes = true;
  }
  return a;
}

/* A statement about a set becomes one for each member, since each has its own end. */
static void keep_members(const CaseFile *file, Assertions *kept, const Assertion *whole) {
  uint64_t all = type_unknown(file->program->facts.at[whole->subject]->type).may;
  for (uint64_t member = 1; member != 0 && member <= all; member <<= 1) {
    Assertion one = *whole;
    bool in = (whole->value.must & member) != 0, out = (whole->value.may & member) == 0;
    if (!in && !out) continue;
    one.value = value_set(in ? member : 0, in ? all : all & ~member, (Basis)whole->value.basis);
    one = closed(file, &one, member, all);
    keep(kept, &one);
  }
}

static void keep_closed(const CaseFile *file, Assertions *kept, const Assertion *whole) {
  if (whole->value.form == VALUE_SET) {
    keep_members(file, kept, whole);
    return;
  }
  Assertion end = closed(file, whole, 0, 0);
  keep(kept, &end);
}

static void keep_between(Assertions *kept, const Assertion *whole, PartialDate from, bool opens, PartialDate until,
                         bool closes) {
  Assertion part = *whole;
  if (opens && earlier(part.from, from)) {
    part.from = from;
    part.opens = true;
  }
  if (closes && earlier(until, part.until)) {
    part.until = until;
    part.closes = true;
  }
  if (earlier(part.from, part.until)) keep(kept, &part);
}

static void cut_fact(const Program *program, Assertions *kept, const Assertion *whole, const Assertion *aside,
                     uint64_t mask) {
  PartialDate never = {0, 0};
  if ((touches(program, whole) & mask) == 0) {
    keep(kept, whole);
    return;
  }
  if (aside->opens) keep_between(kept, whole, never, false, aside->from, true);
  if (aside->closes) keep_between(kept, whole, aside->until, true, never, false);
}

/* ---- events ---- */

static void cut_dates(Assertions *kept, const Assertion *whole, const Assertion *aside) {
  PartialDate *dates = mem_alloc_flat((whole->on_count + 1) * sizeof *dates);
  Assertion part = *whole;
  part.on_count = 0;
  for (uint32_t i = 0; i < whole->on_count; i++) {
    bool outside = whole->on[i].last < aside->from.last || whole->on[i].first >= aside->until.first;
    if (outside) dates[part.on_count++] = whole->on[i];
  }
  part.on = dates;
  if (part.on_count > 0) keep(kept, &part);
}

static void cut_event(Assertions *kept, const Assertion *whole, const Assertion *aside) {
  PartialDate never = {0, 0};
  if (aside->kind == ASSERT_OCCURRENCES) return;
  if (whole->kind == ASSERT_OCCURRENCES) {
    cut_dates(kept, whole, aside);
    return;
  }
  if (aside->opens) keep_between(kept, whole, never, false, aside->from, true);
  if (aside->closes) keep_between(kept, whole, aside->until, true, never, false);
}

/* ---- all ---- */

static Assertions cut_all(const CaseFile *file, const Assertions *before, const Assertion *aside, uint64_t mask) {
  Assertions after = {0};
  for (size_t i = 0; i < before->count; i++) {
    const Assertion *assertion = before->at[i];
    if (assertion->planned || !same_subject(assertion, aside)) list_push(&after, before->at[i]);
    else if (about_event(aside)) cut_event(&after, assertion, aside);
    else cut_fact(file->program, &after, assertion, aside, mask);
  }
  return after;
}

static bool puts_aside(const Assertion *a) {
  return a->kind != ASSERT_PARAMETER && (a->kind != ASSERT_COMPLETE || a->none);
}

/* What no earlier supposition about the same thing has put aside before: of a set member by member. */
static uint64_t fresh(const CaseFile *file, const Assertions *suppositions, size_t at) {
  uint64_t mask = ~UINT64_C(0);
  const Assertion *aside = suppositions->at[at];
  if (!about_event(aside)) mask = touches(file->program, aside);
  for (size_t i = 0; i < at; i++) {
    const Assertion *other = suppositions->at[i];
    if (!puts_aside(other) || !same_subject(other, aside)) continue;
    mask &= about_event(other) ? 0 : ~touches(file->program, other);
  }
  return mask;
}

static bool touched(const Assertions *suppositions, const Assertion *assertion) {
  for (size_t i = 0; i < suppositions->count; i++) {
    if (puts_aside(suppositions->at[i]) && same_subject(suppositions->at[i], assertion)) return true;
  }
  return false;
}

Assertions case_remains(const CaseFile *file, const Assertions *suppositions) {
  Assertions remains = {0};
  for (size_t i = 0; i < file->assertions.count; i++) {
    const Assertion *assertion = file->assertions.at[i];
    bool cut = assertion->kind == ASSERT_VALUE && !assertion->planned && touched(suppositions, assertion);
    if (cut) keep_closed(file, &remains, assertion);
    else keep(&remains, assertion);
  }
  for (size_t i = 0; i < suppositions->count; i++) {
    uint64_t mask = puts_aside(suppositions->at[i]) ? fresh(file, suppositions, i) : 0;
    if (mask != 0) remains = cut_all(file, &remains, suppositions->at[i], mask);
  }
  return remains;
}

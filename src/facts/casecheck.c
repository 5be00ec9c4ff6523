#include "facts/casecheck.h"
#include <stdlib.h>
#include <string.h>
#include "facts/world_internal.h"

/* ---- the same statement twice: an error ---- */

static bool same_dates(PartialDate a, PartialDate b) { return a.first == b.first && a.last == b.last; }

static bool same_cites(Citations a, Citations b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++) {
    const Citation *x = &a.at[i], *y = &b.at[i];
    if (x->source != y->source || x->basis != y->basis) return false;
    if (!text_equal(x->paragraph, y->paragraph) || !text_equal(x->by, y->by)) return false;
  }
  return true;
}

static bool same_occurrences(const Assertion *a, const Assertion *b) {
  if (a->on_count != b->on_count) return false;
  for (uint32_t i = 0; i < a->on_count; i++) {
    if (!same_dates(a->on[i], b->on[i])) return false;
  }
  return true;
}

static bool same_statement(const Assertion *a, const Assertion *b) {
  if (a->kind != b->kind || a->subject != b->subject || a->none != b->none || a->planned != b->planned) return false;
  if (a->recorded != b->recorded || (a->recorded && !same_dates(a->recorded_on, b->recorded_on))) return false;
  if (!same_dates(a->from, b->from) || !same_dates(a->until, b->until)) return false;
  if (!same_occurrences(a, b) || !same_cites(a->cites, b->cites)) return false;
  return a->kind != ASSERT_VALUE || value_same(&a->value, &b->value);
}

typedef struct Fingerprint {  /* equal for statements that are the same; filled without holes */
  uint32_t kind, subject;
  PartialDate from, until;
  uint32_t form, unit;
  int64_t low, high;
  uint64_t rest;              /* citations, dates, texts */
} Fingerprint;

static void mix(uint64_t *hash, const void *bytes, size_t count) {
  *hash = *hash * 31 + (count ? hash_bytes(bytes, count) : 0);
}

static uint64_t hash_rest(const Assertion *a) {
  uint64_t hash = 0;
  for (uint32_t i = 0; i < a->cites.count; i++) {
    const Citation *cite = &a->cites.at[i];
    mix(&hash, &cite->source, sizeof cite->source);
    mix(&hash, cite->paragraph.at, cite->paragraph.bytes);
  }
  mix(&hash, a->on, a->on_count * sizeof *a->on);
  if (a->kind != ASSERT_VALUE || a->value.form != VALUE_TEXTS || !a->value.texts) return hash;
  const TextCandidates *texts = a->value.texts;
  for (uint32_t i = 0; i < texts->count; i++) mix(&hash, texts->at[i].at, texts->at[i].bytes);
  return hash;
}

static Fingerprint *fingerprint(const Assertion *a) {
  Fingerprint *print = mem_alloc_flat(sizeof *print);
  *print = (Fingerprint){.kind = (uint32_t)a->kind, .subject = a->subject, .from = a->from, .until = a->until,
                         .form = a->value.form, .unit = a->value.unit, .rest = hash_rest(a)};
  if (a->kind == ASSERT_VALUE && a->value.form != VALUE_TEXTS) {
    print->low = a->value.low;
    print->high = a->value.high;
  }
  return print;
}

typedef struct Earlier {
  const Assertion *assertion;
  struct Earlier *next;
} Earlier;

static const Assertion *find_same(const Earlier *earlier, const Assertion *assertion) {
  for (; earlier != NULL; earlier = earlier->next) {
    if (same_statement(earlier->assertion, assertion)) return earlier->assertion;
  }
  return NULL;
}

static void report_twice(const Assertion *again, const Assertion *first, Diags *diags) {
  Diag *diag =
      diag_add(diags, DIAG_FACT_TWICE, again->file, again->span, "this says word for word what is said before");
  diag_note(diag, first->file, first->span, "first said here");
  diag_mend(diag, "leave one of the two out, or give the other its own source");
}

void refuse_twice(const CaseFile *file, Diags *diags) {
  HashMap seen = {0};
  for (size_t i = 0; i < file->assertions.count; i++) {
    const Assertion *assertion = file->assertions.at[i];
    Text key = {(const char *)fingerprint(assertion), sizeof(Fingerprint)};
    Earlier **chain = (Earlier **)hash_put(&seen, key);
    const Assertion *first = find_same(*chain, assertion);
    if (first != NULL) {
      report_twice(assertion, first, diags);
      continue;
    }
    Earlier *link = MEM_NEW(Earlier);
    *link = (Earlier){assertion, *chain};
    *chain = link;
  }
}

/* ---- two sources that start the same value on different dates: a warning ---- */

static bool share_source(Citations a, Citations b) {
  for (uint32_t i = 0; i < a.count; i++) {
    for (uint32_t j = 0; j < b.count; j++) {
      if (a.at[i].source == b.at[j].source) return true;
    }
  }
  return false;
}

static bool start_apart(const Assertion *early, const Assertion *late) {
  return early->opens && late->opens && early->from.last < late->from.first && early->until.last > late->from.first &&
         early->cites.count > 0 && late->cites.count > 0 && !share_source(early->cites, late->cites) &&
         value_certain(&early->value) && value_same(&early->value, &late->value);
}

static void warn_apart(const Assertion *early, const Assertion *late, Diags *diags) {
  Diag *diag = diag_add(diags, DIAG_SAME_VALUE_OTHER_DATE, late->file, late->span,
                        "this value begins earlier by another source, so the later date counts for nothing");
  diag_note(diag, early->file, early->span, "here it begins earlier");
  diag_mend(diag, "where the sources disagree, let the later one also say what held before, `until` its date");
}

typedef LIST(const Assertion *) Group;

typedef struct Beginnings {   /* of one fact, with each of the statements that began before the one in hand */
  Group early;              /* those that may have begun earlier than another with the same value */
  Group closed;             /* those that say until when they hold, and hold still */
} Beginnings;

/* Something else was said before, and holds still: the sources' disagreement is in the record. */
static bool reached_by_other(const Beginnings *beginnings, const Assertion *early) {
  for (size_t i = 0; i < beginnings->closed.count; i++) {
    const Assertion *other = beginnings->closed.at[i];
    if (other->until.last > early->from.last && !value_overlap(&other->value, &early->value)) return true;
  }
  return false;
}

/* What is said now parts those that say something else from all that will begin. */
static void begin(Beginnings *beginnings, const Assertion *now) {
  size_t kept = 0, open = 0;
  Group *early = &beginnings->early, *closed = &beginnings->closed;
  for (size_t i = 0; i < early->count; i++)
    if (value_overlap(&early->at[i]->value, &now->value)) early->at[kept++] = early->at[i];
  for (size_t i = 0; i < closed->count; i++)
    if (closed->at[i]->until.last > now->from.first) closed->at[open++] = closed->at[i];
  early->count = kept;
  closed->count = open;
  bool can_be_earlier = now->opens && now->cites.count > 0 && value_certain(&now->value);
  if (can_be_earlier && !reached_by_other(beginnings, now)) list_push(early, now);
  if (now->closes) list_push(closed, now);
}

static void compare_with_earlier(Beginnings *beginnings, const Assertion *late, Day no_later, Diags *diags) {
  size_t kept = 0;
  Group *early = &beginnings->early;
  for (size_t i = 0; i < early->count; i++) {
    if (start_apart(early->at[i], late)) warn_apart(early->at[i], late, diags);
    if (early->at[i]->until.last > no_later) early->at[kept++] = early->at[i];
  }
  early->count = kept;
}

static int first_day_order(const void *a, const void *b) {
  const Assertion *x = *(const Assertion *const *)a, *y = *(const Assertion *const *)b;
  if (x->from.first != y->from.first) return x->from.first < y->from.first ? -1 : 1;
  return (x->span.from > y->span.from) - (x->span.from < y->span.from);
}

static int last_day_order(const void *a, const void *b) {
  const Assertion *x = *(const Assertion *const *)a, *y = *(const Assertion *const *)b;
  if (x->from.last != y->from.last) return x->from.last < y->from.last ? -1 : 1;
  return first_day_order(a, b);
}

/* Before each statement, in order of their last possible days, come all that may have begun before it. */
static void check_group(const Assertion **begun, size_t count, Diags *diags) {
  Beginnings beginnings = {0};
  const Assertion **lates = mem_alloc(count * sizeof *lates);
  Day *no_later = mem_alloc_flat((count + 1) * sizeof *no_later);   /* no statement from here on begins before it */
  memcpy(lates, begun, count * sizeof *lates);
  qsort(begun, count, sizeof *begun, first_day_order);
  qsort(lates, count, sizeof *lates, last_day_order);
  no_later[count] = DAY_AFTER_TIME;
  for (size_t i = count; i-- > 0;)
    no_later[i] = lates[i]->from.first < no_later[i + 1] ? lates[i]->from.first : no_later[i + 1];
  for (size_t i = 0, next = 0; i < count; i++) {
    for (; next < count && begun[next]->from.first < lates[i]->from.last; next++) begin(&beginnings, begun[next]);
    compare_with_earlier(&beginnings, lates[i], no_later[i], diags);
  }
}

static int subject_order(const void *a, const void *b) {
  const Assertion *x = *(const Assertion *const *)a, *y = *(const Assertion *const *)b;
  if (x->subject != y->subject) return x->subject < y->subject ? -1 : 1;
  return (x->span.from > y->span.from) - (x->span.from < y->span.from);
}

/* Statements of values, or plans of them, with those of one fact side by side. */
static Group values_by_fact(const Assertions *assertions, bool planned) {
  Group group = {0};
  for (size_t i = 0; i < assertions->count; i++) {
    const Assertion *assertion = assertions->at[i];
    if (assertion->kind == ASSERT_VALUE && assertion->planned == planned) list_push(&group, assertion);
  }
  if (group.count > 0) qsort(group.at, group.count, sizeof *group.at, subject_order);
  return group;
}

static size_t same_fact_until(const Group *all, size_t from) {
  size_t to = from + 1;
  while (to < all->count && all->at[to]->subject == all->at[from]->subject) to++;
  return to;
}

static void check_beginnings(const CaseFile *file, Diags *diags) {
  Group all = values_by_fact(&file->assertions, false);
  for (size_t from = 0, to; from < all.count; from = to) {
    to = same_fact_until(&all, from);
    check_group(&all.at[from], to - from, diags);
  }
}

/* ---- too many statements of one day: an error ---- */

static void refuse_crowd(const Fact *fact, const Assertion *const *of_fact, size_t count, Diags *diags) {
  Claims claims = {0};
  for (size_t i = 0; i < count; i++) list_push(&claims, world_claim(of_fact[i], (uint32_t)i));
  const Claim *crowded = history_crowded(claims.at, claims.count, type_unknown(fact->type));
  if (crowded == NULL) return;
  const Assertion *one = of_fact[crowded->tag];
  Diag *diag = diag_add(diags, DIAG_CROWDED, one->file, one->span,
                        "with this, more than %d statements of `%s` hold on one day", HISTORY_MOST,
                        text_c(fact->subject.name));
  diag_mend(diag, "say `until` when each holds, or leave out those that say again what others say");
}

void refuse_crowds(const Program *program, const Assertions *assertions, Diags *diags) {
  if (assertions->count <= HISTORY_MOST) return;
  for (int planned = 0; planned < 2; planned++) {
    Group all = values_by_fact(assertions, planned);
    for (size_t from = 0, to; from < all.count; from = to) {
      to = same_fact_until(&all, from);
      refuse_crowd(program->facts.at[all.at[from]->subject], &all.at[from], to - from, diags);
    }
  }
}

/* ---- sources that nothing cites: a warning ---- */

static void check_sources(const CaseFile *file, Diags *diags) {
  for (size_t i = 0; i < file->sources.count; i++) {
    const SourceInfo *source = file->sources.at[i];
    if (source->used) continue;
    diag_add(diags, DIAG_SOURCE_UNCITED, source->file, source->span, "nothing in this case cites the source `%s`",
             text_c(source->name->text));
  }
}

void case_check(const CaseFile *file, Diags *diags) {
  check_beginnings(file, diags);
  check_sources(file, diags);
}

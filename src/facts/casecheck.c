/* What can be said of a case by looking at its statements side by side. */
#include <stdlib.h>
#include "facts/casebuild.h"

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
} Fingerprint;

static Fingerprint *fingerprint(const Assertion *a) {
  Fingerprint *print = mem_alloc_flat(sizeof *print);
  *print = (Fingerprint){.kind = (uint32_t)a->kind, .subject = a->subject, .from = a->from, .until = a->until,
                         .form = a->value.form, .unit = a->value.unit};
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

/* Something else is said of the days between the two beginnings: the sources' disagreement is in the record. */
static bool contradicted(const Assertion *const *group, size_t count, const Assertion *early, const Assertion *late) {
  for (size_t i = 0; i < count; i++) {
    const Assertion *other = group[i];
    if (value_overlap(&other->value, &early->value)) continue;
    bool begins_after = other->from.last >= early->from.first && other->from.first < late->from.last;
    bool reaches_in = other->closes && other->from.first < late->from.last && other->until.last > early->from.last;
    if (begins_after || reaches_in) return true;
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

static void check_group(const Assertion *const *group, size_t count, Diags *diags) {
  for (size_t late = 0; late < count; late++) {
    for (size_t early = 0; early < count; early++) {
      if (!start_apart(group[early], group[late])) continue;
      if (!contradicted(group, count, group[early], group[late])) warn_apart(group[early], group[late], diags);
    }
  }
}

static int subject_order(const void *a, const void *b) {
  const Assertion *x = *(const Assertion *const *)a, *y = *(const Assertion *const *)b;
  if (x->subject != y->subject) return x->subject < y->subject ? -1 : 1;
  return (x->span.from > y->span.from) - (x->span.from < y->span.from);
}

typedef LIST(const Assertion *) Group;

static Group carried_out_values(const CaseFile *file) {
  Group group = {0};
  for (size_t i = 0; i < file->assertions.count; i++) {
    const Assertion *assertion = file->assertions.at[i];
    if (assertion->kind == ASSERT_VALUE && !assertion->planned) list_push(&group, assertion);
  }
  if (group.count > 0) qsort(group.at, group.count, sizeof *group.at, subject_order);
  return group;
}

static void check_beginnings(const CaseFile *file, Diags *diags) {
  Group all = carried_out_values(file);
  for (size_t from = 0, to; from < all.count; from = to) {
    for (to = from + 1; to < all.count && all.at[to]->subject == all.at[from]->subject;) to++;
    check_group(&all.at[from], to - from, diags);
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

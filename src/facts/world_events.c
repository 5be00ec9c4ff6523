/* Events: the days on which each may or must have happened, from what is stated of it. */
#include "facts/world_internal.h"

static Basis counted_basis(const Assertion *assertion) {
  return assertion->planned ? BASIS_SUPPOSED : assertion->basis;
}

static void add_coverage(EventDraft *draft, Day from, Day until, uint32_t tag, Basis basis) {
  if (from >= until) return;
  Coverage coverage = {.from = from, .until = until, .tag = tag, .basis = (uint8_t)basis};
  list_push(&draft->coverage, coverage);
}

void world_draft_add(EventDraft *draft, const Assertion *assertion, uint32_t tag) {
  Basis basis = counted_basis(assertion);
  if (assertion->kind == ASSERT_COMPLETE) {
    add_coverage(draft, assertion->from.last, assertion->until.first, tag, basis);
    return;
  }
  for (uint32_t i = 0; i < assertion->on_count; i++) {
    Occurrence occurrence = {.date = assertion->on[i], .tag = tag, .basis = (uint8_t)basis};
    list_push(&draft->occurrences, occurrence);
  }
}

static void cut_coverage(EventDraft *draft, Day from, Day until) {
  EventDraft left = {0};
  for (size_t i = 0; i < draft->coverage.count; i++) {
    Coverage c = draft->coverage.at[i];
    add_coverage(&left, c.from, c.until < from ? c.until : from, c.tag, (Basis)c.basis);
    add_coverage(&left, c.from > until ? c.from : until, c.until, c.tag, (Basis)c.basis);
  }
  draft->coverage.at = left.coverage.at;
  draft->coverage.count = left.coverage.count;
  draft->coverage.room = left.coverage.room;
}

/* An event that may have fallen inside goes as a whole. On its other days the record can then no longer be called
 * complete, since it may have fallen there. */
void world_draft_cut(EventDraft *draft, Day from, Day until) {
  size_t kept = 0;
  cut_coverage(draft, from, until);
  for (size_t i = 0; i < draft->occurrences.count; i++) {
    Occurrence occurrence = draft->occurrences.at[i];
    if (occurrence.date.last < from || occurrence.date.first >= until) {
      draft->occurrences.at[kept++] = occurrence;
    } else if (occurrence.date.first < from || occurrence.date.last >= until) {
      cut_coverage(draft, occurrence.date.first, occurrence.date.last + 1);
    }
  }
  draft->occurrences.count = kept;
}

EventRecord world_draft_finish(EventDraft *draft) {
  return events_make(draft->occurrences.at, draft->occurrences.count, draft->coverage.at, draft->coverage.count);
}

/* Plans come last, so that a planned `none` puts aside what is stated over its period. */
EventDraft world_stated_draft(const World *root, uint32_t event) {
  const WorldIndex *index = root->index;
  EventDraft draft = {0};
  for (unsigned planned = 0; planned < 2; planned++) {
    for (uint32_t i = index->event_starts[event]; i < index->event_starts[event + 1]; i++) {
      const Assertion *assertion = root->stated.at[index->event_tags[i]];
      if (assertion->planned != (planned == 1)) continue;
      if (planned == 1 && assertion->none) world_draft_cut(&draft, assertion->from.last, assertion->until.first);
      world_draft_add(&draft, assertion, index->event_tags[i]);
    }
  }
  return draft;
}

/* What world.c and suppose.c share. Also amended parameters. */
#ifndef REMIT_FACTS_WORLD_INTERNAL_H
#define REMIT_FACTS_WORLD_INTERNAL_H
#include "value/overlay.h"
#include "facts/world.h"

typedef LIST(Claim) Claims;

/* What an assertion claims of a fact or parameter, under a tag. */
Claim world_claim(const Assertion *assertion, uint32_t tag);
/* The history of a fact of the root, or of some members of a set (all ones: of all), from what is stated and `extra`
 * claims of these members that join it; plans that count lie over it. Of what is stated only that counts for which
 * `kept`, in the order of the index, is true; NULL: all of it. */
History world_stated_history(const World *root, uint32_t fact, uint64_t members, const Claims *extra, const bool *kept);
/* What claims say of some members of a set; those that say nothing of them are left out. */
Claims world_claims_of(const Claims *claims, uint64_t members, Value unknown);

/* Dates and coverage of an event while they are collected. */
typedef struct EventDraft {
  LIST(Occurrence) occurrences;
  LIST(Coverage) coverage;
} EventDraft;
void world_draft_add(EventDraft *draft, const Assertion *assertion, uint32_t tag);
/* Puts aside what may have happened from `from` up to `until`, and the coverage of those days. */
void world_draft_cut(EventDraft *draft, Day from, Day until);
EventRecord world_draft_finish(EventDraft *draft);
/* What the root states of an event. */
EventDraft world_stated_draft(const World *root, uint32_t event);
#endif

/* What the files of how share. */
#ifndef REMIT_STUDY_HOW_INSIDE_H
#define REMIT_STUDY_HOW_INSIDE_H
#include "study/how.h"

typedef struct Candidate {        /* a lever with what the hunt needs of it */
  Lever lever;
  Value now;
  bool mixed;                     /* its regions depend on the other facts */
  Regions regions;                /* of one that is not mixed */
  Assertion *unknown;             /* nothing is known of the fact from the as-at date on */
} Candidate;

typedef struct Hunt {
  World *world;
  Day day;
  const Node *target;
  Support *support;
  LIST(Candidate) candidates;
  bool proves;                    /* a certain no under the unknown proves that nothing helps */
  bool patient;                   /* changes may bring it about later */
  Day horizon;
  uint64_t most_trials;
  HowResult *result;
} Hunt;

typedef enum Verdict { VERDICT_NO, VERDICT_OPEN, VERDICT_YES } Verdict;

/* What the condition comes to under suppositions, on the as-at date or, for the patient, at some time up to the
 * horizon; `on` (may be NULL) is the day on which it first certainly holds. */
Verdict how_verdict(Hunt *hunt, const Assertions *supposed, Day *on);

/* Tries all sets, by size, and fills the result's ways. */
void how_search(Hunt *hunt);

/* One choice of regions, one for each of the chosen candidates. */
typedef struct Combination {
  Region *regions;
  Day on;
} Combination;
typedef LIST(Combination) Combinations;

/* Joins choices that differ in one region alone, where both together are one again. */
void how_merge(const Hunt *hunt, const uint32_t *chosen, uint32_t count, Combinations *combinations);
/* Whether it is too late, or enough has been found. */
bool how_done(const Hunt *hunt);
#endif

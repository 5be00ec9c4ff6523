/* Coverage of rules by scenarios: by branch, by condition (MC/DC) and by threshold, not by line.
 *
 * Nothing is recorded while rules are evaluated. After a scenario has run, the argument for each of its expectations
 * says which branches it rests on; of those, and of nothing else, the conditions are asked again and turned round one
 * by one.
 */
#ifndef REMIT_STUDY_COVERAGE_H
#define REMIT_STUDY_COVERAGE_H
#include "study/scenario.h"

typedef enum CoverKind {
  COVER_BRANCH, /* a line: taken [1], passed over [0]; `applies when`, and what must hold: yes [1], no [0] */
  COVER_CONDITION, /* one among several: decides its line as yes [1], as no [0] */
  COVER_THRESHOLD /* a comparison: a value just below the bound [0], one just above it [1]; one of them is at it */
} CoverKind;
enum { COVER_KINDS = COVER_THRESHOLD + 1 };

typedef struct CoverItem {
  CoverKind kind;
  Source *file;
  Span span;                /* absolute */
  Text about;               /* the conclusion */
  bool condition;           /* COVER_BRANCH: it is no line but `applies when`, or what must hold */
  bool one_way;             /* a line that always applies: it can only be taken */
  bool done[2];
  bool seen[2];             /* COVER_CONDITION: it was so, whether or not it decided */
  Span subject;             /* COVER_THRESHOLD, absolute: what is compared, */
  Text bound;               /* the bound as it is written, */
  bool low_at;              /* and whether the bound itself falls on the low side: `>` and `<=` */
} CoverItem;

typedef struct RuleCoverage {   /* in order of file and place, once sorted */
  LIST(CoverItem *) all;
  HashMap by_key;
} RuleCoverage;

typedef struct CoverCount { size_t done, all; } CoverCount;   /* ways: most items count twice */

/* Everything that a program's rules offer for covering, of the files that `wanted` says yes to. */
void coverage_collect(RuleCoverage *coverage, const Program *program, bool (*wanted)(void *owner, const Source *file),
                      void *owner);
/* Marks what the expectations of a scenario that has run rest on. */
void coverage_observe(RuleCoverage *coverage, const ScenarioResult *result);
void coverage_sort(RuleCoverage *coverage);
/* Of one file, or of all where `file` is NULL. */
CoverCount coverage_count(const RuleCoverage *coverage, const Source *file, CoverKind kind);
static inline bool cover_missing(const CoverItem *item, int way) {
  return !item->done[way] && !(item->one_way && way == 0);
}
#endif

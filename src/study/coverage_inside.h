/* Private to study/coverage*.c. */
#ifndef REMIT_STUDY_COVERAGE_INSIDE_H
#define REMIT_STUDY_COVERAGE_INSIDE_H
#include "study/coverage.h"

enum {
  COVER_PART_LINE,
  COVER_PART_CONDITION
}; /* of COVER_BRANCH; of a threshold: the first, the second of `between` */

typedef struct Threshold {
  const Node *subject, *bound;
  bool low_at;              /* the bound itself falls on the low side */
} Threshold;

/* NULL when its file is not wanted. */
CoverItem *cover_find(const RuleCoverage *coverage, const Home *home, Span span, CoverKind kind, unsigned part);
/* The bounds of a comparison: none, one, or two of `between`. */
unsigned thresholds_of(const Node *node, Threshold found[2]);
/* Whether what a line gives is a condition that is covered like one. */
bool cover_decides(const Branch *branch);
#endif

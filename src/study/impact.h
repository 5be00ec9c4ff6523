/* Two versions of a module over many cases: what changes, grouped by what made it change.
 *
 * The cause is looked for from a conclusion that differs downwards: where the rules that decide it are the same words
 * in both versions, the first conclusion or threshold that they rest on and that differs is the next place to look. So
 * a changed threshold, or one changed rule far below, is one group with all that follows from it.
 */
#ifndef REMIT_STUDY_IMPACT_H
#define REMIT_STUDY_IMPACT_H
#include "study/shift.h"

typedef enum ImpactKind {
  IMPACT_RULE,              /* another rule decides, or the same one in other words */
  IMPACT_THRESHOLD,         /* a parameter has another value */
  IMPACT_RECORD,            /* a module's record makes a fact another */
  IMPACT_ADDED,             /* the new version has a conclusion that the old one has not */
  IMPACT_REMOVED,
  IMPACT_OTHER              /* nothing could be singled out */
} ImpactKind;

typedef struct ImpactCause {
  ImpactKind kind;
  const Unit *unit[2];      /* the conclusion whose rules made the difference */
  ArgumentStep *decides[2]; /* of it; NULL where several may */
  const Subject *subject[2];  /* of a parameter or fact */
  const Type *type[2];
  Value value[2];
} ImpactCause;

typedef struct ImpactShift {
  size_t place;             /* of the case, in the order given */
  Shift shift;
} ImpactShift;

typedef struct ImpactGroup {
  ImpactCause cause;
  Text key;
  LIST(ImpactShift) shifts;
} ImpactGroup;

typedef struct ImpactCase {
  Side sides[2];            /* by the old rules and by the new */
  size_t changes;
} ImpactCase;

typedef struct Impact {
  LIST(ImpactCase) cases;
  LIST(ImpactGroup) groups; /* the one with most changes first */
  LIST(const Unit *) quiet; /* of the new rules: words changed, and yet no conclusion in any case */
  size_t looked_at, changed;
} Impact;

/* `cases` come with their sides; each may have programs of its own. */
void impact_run(Impact *impact);

/* ---- impact_cause.c ---- */
ImpactCause impact_cause(Side *old, Side *new, const Shift *shift);
/* Groups with the same key have the same cause. */
Text impact_key(const ImpactCause *cause);
/* Whether the rules of a conclusion are the same words in both versions. */
bool impact_same_words(const Unit *old, const Unit *new);
#endif

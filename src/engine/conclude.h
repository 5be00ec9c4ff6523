/* The conclusions of a world at a date, and what a reader of them must be told besides: plain structures for views.
 * Everything points into the program, the world and the garbage-collected heap; nothing needs releasing. */
#ifndef REMIT_ENGINE_CONCLUDE_H
#define REMIT_ENGINE_CONCLUDE_H
#include "engine/depend.h"

typedef struct Position {       /* one answer still possible for a role, a definition by branches, ... */
  Value value;                  /* a certain set of parties for a role */
  bool unsettled;               /* "not settled by the sources"; then value says nothing */
  const Branch *branch;         /* that gives it; NULL: running out of branches */
} Position;
typedef LIST(Position) Positions;

typedef enum ConclusionStatus {
  CONCLUSION_CERTAIN, CONCLUSION_UNKNOWN, CONCLUSION_CONFLICT, CONCLUSION_NOT_IN_FORCE, CONCLUSION_ERROR
} ConclusionStatus;

typedef struct Conclusion {
  const Unit *unit;
  ConclusionStatus status;
  Kept kept;                    /* value, and the period over which it stands */
  Positions positions;          /* what is still possible, in the order of the branches, each once; one when certain */
  Dependences depends_on;       /* facts, events and parameters, in order of kind and declaration; empty when certain */
  bool in_dispute;              /* unknown only because sources disagree */
  Value due;                    /* of a requirement with a deadline; form VALUE_RANGE of days */
  bool has_due;
} Conclusion;

Conclusion conclude_unit(World *world, const Unit *unit, Day day);
/* The same for one of many: `depend` is of that world and date (depend.h). */
Conclusion conclude_next(World *world, Depend *depend, const Unit *unit, Day day);

typedef enum FindingKind {
  FINDING_GAP,                  /* a role that needs a holder has none */
  FINDING_BREACHED, FINDING_RAISED, FINDING_CONFLICT, FINDING_POSSIBLE_CONFLICT, FINDING_DISPUTED, FINDING_ERROR,
  FINDING_UNSETTLED,            /* the sources do not settle it */
  FINDING_INVARIANT             /* an `always` that does not hold */
} FindingKind;

typedef struct Finding {
  FindingKind kind;
  bool certain;
  Text about;                   /* `education.delivers`, or a fact's name */
  Text message;                 /* a sentence without a full stop, from labels */
  Source *file;                 /* where the rule (or the disputed statement) stands */
  Span span;                    /* absolute */
  Source *other_file;           /* of a conflict: the other rule; else NULL */
  Span other_span;
  uint32_t order;               /* of declaration */
} Finding;

typedef struct StaleFact {
  const Fact *fact;
  Value value;
  Day since;                    /* the later of its `from` and its source's date */
  int64_t age_months;           /* whole */
} StaleFact;

typedef struct DisputedFact {
  const Fact *fact;
  const Step *step;             /* its tags are the statements that disagree */
  LIST(const Unit *) hangs;     /* conclusions that are not certain because of it */
} DisputedFact;

typedef struct MissingFact {
  Dependence what;
  uint32_t hangs;               /* how many conclusions hang on it */
} MissingFact;

typedef struct Conclusions {
  World *world;
  Day as_at;
  const Conclusion *units;      /* by Unit.index */
  LIST(Finding) findings;       /* by kind, then in order of declaration */
  LIST(DisputedFact) disputed;
  LIST(const Assertion *) planned;   /* not (certainly) carried out by the as-at date, nor taken as such */
  LIST(const Assertion *) foreseen;  /* statements about dates after their own source's date */
  LIST(StaleFact) stale;
  LIST(MissingFact) missing;    /* stated by nobody, the one on which most hangs first, then by declaration */
} Conclusions;

Conclusions conclude_all(World *world, Day as_at);
#endif

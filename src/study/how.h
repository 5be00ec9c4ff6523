/* What would have to be different for a condition to hold: the smallest sets of changes of facts that bring it about,
 * each from the as-at date on and never of the past.
 *
 * A set counts when it brings the condition about and none of its proper subsets does. Sets come by size, then in the
 * order in which the rules declare their facts. Facts that are `fixed`, those that the asker supposes himself, and
 * events stay as they are; of the others only those matter on which the condition hangs when all of them are unknown
 * (what is decided then, they cannot change). The same answer prunes the search: while a set and all that may join it,
 * taken as unknown, leave the condition certainly no, nothing they could be would help.
 */
#ifndef REMIT_STUDY_HOW_H
#define REMIT_STUDY_HOW_H
#include "study/regions.h"

#define HOW_MOST_WAYS 10          /* shown */
#define HOW_EXACT_LEVERS 20       /* up to so many, sets of every size are tried */
#define HOW_LARGEST_SET 3         /* beyond, sets of up to so many */
#define HOW_MOST_TRIALS 400000    /* worlds that are tried, whatever the number of levers */
#define HOW_MOST_TRIALS_BEYOND 30000    /* where there are more than HOW_EXACT_LEVERS */
#define HOW_PATIENCE_YEARS 10     /* how long a change may take to bring it about */

typedef struct HowChange {
  Lever lever;
  Value now;                      /* what is known of the fact on the as-at date */
  Region region;                  /* any value of which does, the others of the set being as their samples say */
  Text statement;                 /* `vacancy_rate is 19% from 2022-08-31`: what was run to verify it */
} HowChange;

typedef struct HowWay {
  LIST(HowChange) changes;        /* in order of declaration */
  Day on;                         /* when it then holds: the as-at date, or a later one */
} HowWay;

typedef enum HowObstacle {        /* why nothing can */
  HOW_NO_OBSTACLE,
  HOW_RULES,                      /* whatever changes from this date on, the rules say no */
  HOW_FIXED,                      /* facts that nobody can change (or that were supposed) stand in the way */
  HOW_TRIED                       /* no set of changes brings it about */
} HowObstacle;

typedef struct HowResult {
  const Node *target;
  Day day;
  Value now;                      /* of the condition: yes where it is so already */
  Day until;                      /* then: it stands until; DAY_AFTER_TIME: for all that is known */
  LIST(HowWay) ways;              /* the first HOW_MOST_WAYS */
  bool more;                      /* there are others */
  bool time_alone;                /* it comes about if nothing changes */
  Day time_on;                    /* the first day */
  Levers levers;                  /* that can be changed and matter */
  LIST(const Fact *) fixed;       /* where nothing can: those on which it hangs and that nobody can change */
  LIST(const Fact *) supposed;    /* left as the asker supposes them */
  LIST(const Event *) events;     /* that the condition reads: the record of what happened is not touched */
  const Unit *not_in_force;       /* a conclusion of the condition that is not in force on the date; NULL: none */
  HowObstacle obstacle;
  bool waited;                    /* changes that take up to HOW_PATIENCE_YEARS to bring it about were tried too */
  bool exact;                     /* every set was tried that could come among the ways shown */
  size_t complete_to;             /* sets of up to so many changes were all tried */
  uint64_t trials;                /* worlds asked */
} HowResult;

/* `target` is a yes/no node made by program_expression. */
HowResult how_study(World *world, const Node *target, Day day);
#endif

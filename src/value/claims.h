/* From claims to the days on which each holds, certainly or possibly: the first half of a history. Private to value/.
 * Two unknown days written with the same first and last possible days are the same day.
 */
#ifndef REMIT_VALUE_CLAIMS_H
#define REMIT_VALUE_CLAIMS_H
#include "value/history.h"

typedef struct Holding {
  const Claim *claim;
  PartialDate until;        /* the claim's own, or where later claims end it; DAY_AFTER_TIME: never */
  bool doubtful;            /* whether it came before or after another is not known: it never holds certainly */
  bool followed;            /* no gap follows its end: it ends because another begins, or on the day another begins */
} Holding;

/* On a day, certainly: its first possible days are over and it cannot have ended. */
bool holding_certain(const Holding *holding, Day day);
bool holding_possible(const Holding *holding, Day day);

typedef struct Holdings {
  Holding *at;              /* by from.first, from.last, tag */
  size_t count;
  Day *last_before;         /* the latest from.last of at[0..k] */
} Holdings;

Holdings holdings_make(const Claim *claims, size_t count);
/* Whether nothing at all may hold on a day on which nothing certainly does. There is no gap where some claim has
 * certainly begun and every claim that may have begun since (itself too) is followed, or cannot have ended yet. */
bool holdings_gap(const Holdings *holdings, Day day);
/* The claim with which, in order, more than HISTORY_MOST of them may hold on one day; NULL: none. */
const Claim *holdings_crowded(const Holdings *holdings);
/* Every day on which a holding may begin or end, and DAY_BEFORE_TIME: sorted, each once. */
size_t holdings_days(const Holdings *holdings, Day **days);
#endif

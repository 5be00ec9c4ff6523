/* Statements that put others aside over their period: suppositions, plans taken as carried out. Also amended
 * parameters. */
#ifndef REMIT_VALUE_OVERLAY_H
#define REMIT_VALUE_OVERLAY_H
#include "value/history.h"

/* The members of a set of which the claim says anything; all ones for the whole set and for what is no set. */
uint64_t overlay_touches(const Claim *claim, Value unknown);

/* `base` outside the period of the first of the claims `over`, what they say inside it, and either of the two between,
 * where an end of the period is an unknown day. `unknown` as in history_make. */
History overlay_splice(const History *base, const Claim *over, size_t count, Value unknown);

/* Layers, each replacing those that it displaces on the days of which it says something: plans over what is stated,
 * amendments over the values of a parameter. Where it is unknown whether a layer says anything, both are possible. */
typedef struct OverlayLayer {
  History said, loose;      /* history_make and history_make_loose; both the same of the lowest layer */
  bool lowest;              /* it is displaced by all others and says something of every day */
  const void *owner;
} OverlayLayer;
typedef bool OverlayDisplaces(const OverlayLayer *outer, const OverlayLayer *inner);
OverlayLayer overlay_layer(const Claim *claims, size_t count, Value unknown, const void *owner);
/* On a day on which two layers certainly stand and differ, the value is both and a VALUE_CONFLICT. */
History overlay_stack(const OverlayLayer *layers, size_t count, OverlayDisplaces *displaces, Value unknown);

/* What a claim says of these members of a set alone, and what is unknown of them. A value keeps one set of reasons for
 * all its members, so histories that are to be merged are each made of their own members from the beginning. */
Claim overlay_claim_of(Claim claim, uint64_t members);
Value overlay_unknown_of(Value unknown, uint64_t members);

/* Two histories of different members of one set, as one. */
History overlay_merge(const History *a, const History *b);
#endif

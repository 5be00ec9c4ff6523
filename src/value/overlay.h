/* Statements that put others aside over their period: suppositions, plans taken as carried out. Also amended
 * parameters. */
#ifndef REMIT_VALUE_OVERLAY_H
#define REMIT_VALUE_OVERLAY_H
#include "value/history.h"

/* The members of a set of which the claim says anything; all ones for the whole set and for what is no set. */
uint64_t overlay_touches(const Claim *claim, Value unknown);

/* `base` outside the claim's period, what the claims `over` say inside it, and either of the two in between where an
 * end of the period is an unknown day. `replacing` is one of `over`. `unknown` as in history_make. */
History overlay_splice(const History *base, const Claim *over, size_t count, size_t replacing, Value unknown);
/* The first `replacing` claims of `over` so, one after the other, each of a set only for the members it touches. */
History overlay_lay(History base, const Claim *over, size_t count, size_t replacing, Value unknown);

/* The members of `mask` from `inside`, all others from `outside`; both are histories of one set. */
History overlay_merge(const History *outside, const History *inside, uint64_t mask);
#endif

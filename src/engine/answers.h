/* The periods over which answers stand, and the answers of one unit, by day. Shared by the evaluator's files only. */
#ifndef REMIT_ENGINE_ANSWERS_H
#define REMIT_ENGINE_ANSWERS_H
#include <assert.h>
#include "engine/eval.h"

typedef struct Stretch {
  Day from, until;
} Stretch;

static const Stretch STRETCH_ALL = {DAY_BEFORE_TIME, DAY_AFTER_TIME};

static inline void stretch_narrow(Stretch *stretch, Day from, Day until) {
  if (from > stretch->from) stretch->from = from;
  if (until < stretch->until) stretch->until = until;
}

/* Whatever narrowed it, an answer stands on the day it was asked for: whoever walks over days relies on it. */
static inline void stretch_assert(const Stretch *stretch, Day day) {
  assert(stretch->from <= day && day < stretch->until);
}

typedef struct Entry {      /* one kept answer of a unit */
  Value value;
  Day from, until;          /* the value stands */
  Stretch stretch;          /* of a daily unit: all but `today` stands; else the same */
} Entry;

typedef struct Answers {    /* of one unit, by `from` */
  Entry *at;                /* behind `ahead` free places */
  uint32_t count, room, ahead;
} Answers;

/* The answer that stands on a day; NULL where there is none yet. Valid until the next is kept. */
const Entry *answers_find(const Answers *answers, Day day);
/* Keeps an answer worked out for a day on which none stands yet. What the same computation says of the days around it
 * may reach into those kept before, since it looks from another day: it is cut off there. Room for few comes from the
 * pool. */
void answers_keep(Answers *answers, MemPool *pool, Entry entry, Day day);
#endif

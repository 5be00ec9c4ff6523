/* One array by day. Days are asked for in order, backwards, or anyhow. */
#include <string.h>
#include "engine/answers.h"

/* How many of the answers begin no later than the day. */
static uint32_t place_of(const Answers *answers, Day day) {
  uint32_t low = 0, high = answers->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (answers->at[middle].from <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

const Entry *answers_find(const Answers *answers, Day day) {
  if (answers->count == 1) return answers->at->from <= day && day < answers->at->until ? answers->at : NULL;
  uint32_t place = place_of(answers, day);
  return place && day < answers->at[place - 1].until ? &answers->at[place - 1] : NULL;
}

static void grow(Answers *answers, MemPool *pool) {
  uint32_t room = answers->room ? answers->room * 2 : 1;
  Entry *at = room < 64 ? mem_pool_alloc(pool, room * sizeof(Entry)) : MEM_NEW_ARRAY(Entry, room);
  if (answers->count) memcpy(at, answers->at, answers->count * sizeof(Entry));
  answers->at = at;
  answers->ahead = 0;
  answers->room = room;
}

/* Half of the free places before, half behind. */
static void balance(Answers *answers, bool before) {
  uint32_t ahead = (answers->room - answers->count + before) / 2;
  Entry *at = answers->at - answers->ahead + ahead;
  memmove(at, answers->at, answers->count * sizeof(Entry));
  answers->at = at;
  answers->ahead = ahead;
}

/* Room for one more, by moving those on the shorter side: days are asked for in order, or backwards. */
static Entry *make_place(Answers *answers, MemPool *pool, uint32_t place) {
  bool before = place < answers->count / 2;
  if (answers->count == answers->room) grow(answers, pool);
  if (before ? !answers->ahead : answers->ahead + answers->count == answers->room) balance(answers, before);
  if (before) {
    memmove(answers->at - 1, answers->at, place * sizeof(Entry));
    answers->at--, answers->ahead--;
  } else {
    memmove(&answers->at[place + 1], &answers->at[place], (answers->count - place) * sizeof(Entry));
  }
  answers->count++;
  return &answers->at[place];
}

void answers_keep(Answers *answers, MemPool *pool, Entry entry, Day day) {
  uint32_t place = place_of(answers, day);
  if (place > 0 && answers->at[place - 1].until > entry.from) entry.from = answers->at[place - 1].until;
  if (place < answers->count && answers->at[place].from < entry.until) entry.until = answers->at[place].from;
  *make_place(answers, pool, place) = entry;
}

/* What the files of ask share. */
#ifndef REMIT_STUDY_ASK_INSIDE_H
#define REMIT_STUDY_ASK_INSIDE_H
#include "study/ask.h"

/* The world of the answers so far. */
World *ask_world(const Interview *interview);
bool ask_was_asked(const Interview *interview, Dependence what);
/* How many conclusions would be settled by the answers to a question: the sum over some of them, one at a time, and how
 * many those are. `most` is what the best of them settles. */
typedef struct AskGain {
  size_t sum, tried, most;
} AskGain;
AskGain ask_gain(World *world, Day day, Dependence what);
/* How many conclusions that depend on a fact are open in a world. */
size_t ask_open_below(World *world, Day day, Dependence what);
#endif

/* A condition as a decision over atomic conditions: what `not`, `and`, `or`, `at least`, `at most` join. Private to
 * study/coverage*.c. */
#ifndef REMIT_STUDY_DECISION_H
#define REMIT_STUDY_DECISION_H
#include "engine/eval.h"

typedef struct Leaf {
  const Node *node;
  Value value;
} Leaf;

typedef struct Decision {
  const Node *root;
  LIST(Leaf) leaves;        /* in the order in which they are written */
} Decision;

/* Without values. */
Decision decision_of(const Node *root);
/* Asks each atomic condition what it comes to. */
void decision_ask(Decision *decision, World *world, Day day);
/* Whether turning that leaf round turns the decision round; both must be certain. */
bool decision_turns_on(const Decision *decision, World *world, Day day, size_t leaf);
#endif

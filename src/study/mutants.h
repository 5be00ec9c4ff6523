/* Making mutants. Private to study/mutant*.c. */
#ifndef REMIT_STUDY_MUTANTS_H
#define REMIT_STUDY_MUTANTS_H
#include "study/mutate.h"

typedef struct Mutating {   /* where one stands in a program */
  Mutants *mutants;
  Program *program;
  const Unit *unit;         /* NULL in a parameter */
  const Parameter *parameter;
  Home home;                /* whose spans these are */
} Mutating;

/* Adds an edit to the mutant of that kind at that place, which is made when it is new. `other` is copied. */
void mutant_add(const Mutating *mutating, MutationKind kind, Span span, Text becomes, const void *at, const void *other,
                size_t bytes);

/* Everything that can be changed in a condition or value. */
void mutants_node(const Mutating *mutating, Node *node);
/* The values and dates of a parameter. */
void mutants_parameter(const Mutating *outer, Parameter *parameter);
/* The other dates: in force from and until. */
void mutants_date(const Mutating *mutating, const DateBound *written, const Day *at);

/* One unit of the last place of a number as it is written under a span; 0: no number is written there. */
int64_t mutant_last_place(const Mutating *mutating, Span span, const Type *type);
/* One member of a mask exchanged for the next one; false when there is no other. */
bool mutant_other_member(const Members *members, uint64_t *mask, uint32_t *new_member);
Text mutant_member(const Members *members, uint32_t member);
#endif

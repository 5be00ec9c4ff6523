/* Mutation: the rules with one small change each, run against the scenarios. A mutant that no scenario notices is a
 * rule that could be wrong without anyone noticing.
 *
 * A change is made to a place in the source: to every program that has the rule, and to every member of a family at
 * once. It is made in place, in a process forked for the purpose, and undone after the run; what the worlds keep is
 * dropped.
 */
#ifndef REMIT_STUDY_MUTATE_H
#define REMIT_STUDY_MUTATE_H
#include "study/scenario.h"

typedef enum MutationKind {
  MUTATION_COMPARISON,      /* `<` for `<=`: the bound itself falls on the other side */
  MUTATION_UP, MUTATION_DOWN,   /* a threshold, one unit of its last place as it is written, or one step of its scale */
  MUTATION_LATER, MUTATION_EARLIER,   /* a date, by a day, or by the month or year as which it is written */
  MUTATION_DROP_BRANCH,     /* one line of a duty, right, requirement, signature or definition */
  MUTATION_DROP_EXCEPTION,  /* all that one `amend` says of a thing */
  MUTATION_DROP_CONDITION,  /* one part of an `and`, `or` or `at least n`; a whole `when` */
  MUTATION_PARTY,           /* another party */
  MUTATION_OUTCOME,         /* another member, `held` for `not held`, another severity */
  MUTATION_NEGATE           /* a condition turned round */
} MutationKind;

/* A few bytes of a program, and what they are changed to. */
typedef struct MutationEdit {
  void *at, *other;         /* what `other` holds is put there, and what was there is kept in `other` */
  uint32_t bytes;
} MutationEdit;

typedef struct MutantUse {  /* a mutant in one program */
  Program *program;
  LIST(MutationEdit) edits;
  LIST(uint32_t) units;     /* those changed */
  int64_t parameter;        /* the index of the parameter changed; -1: none */
} MutantUse;

typedef enum MutantFate {
  MUTANT_KILLED,
  MUTANT_SURVIVED,
  MUTANT_UNTOUCHED /* no scenario's expectation can read it */
} MutantFate;

typedef struct Mutant {
  MutationKind kind;
  Source *file;
  Span span;                /* absolute: what was changed */
  Text about;               /* the conclusion or parameter: `social_care.delivers` */
  Text becomes;             /* `21%`, `>=`, `board`; empty where something is dropped or negated */
  LIST(MutantUse *) uses;
  MutantFate fate;
  uint32_t runs;            /* scenarios that it took */
  const ScenarioPlan *killer;   /* NULL unless killed */
} Mutant;

typedef struct Mutants {    /* in order of file and place */
  LIST(Mutant *) all;
  HashMap by_key;
} Mutants;

/* Every mutant of the rules of a program that `wanted` says yes to; called for several programs. Sort once at the end.
 */
void mutants_collect(Mutants *mutants, Program *program, bool (*wanted)(void *owner, const Source *file), void *owner);
void mutants_sort(Mutants *mutants);

/* Runs mutants against the scenarios of their programs that can read them; all of which must have passed. Opened
 * before workers are forked: nothing in it is changed by a run but the mutant's fate, killer and runs. */
typedef struct MutationRun MutationRun;
MutationRun *mutation_open(const ScenarioPlan *const *plans, size_t count);
void mutation_run(MutationRun *run, Mutant *mutant);
#endif

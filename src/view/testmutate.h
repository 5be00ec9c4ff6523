/* The mutants that no scenario noticed, as text and as JSON. */
#ifndef REMIT_VIEW_TESTMUTATE_H
#define REMIT_VIEW_TESTMUTATE_H
#include "base/sink.h"
#include "study/mutate.h"

typedef struct MutationSum {
  size_t all, killed, survived, untouched;
} MutationSum;
MutationSum mutation_sum(const Mutants *mutants);
/* Of all, how many were noticed, as a share in millionths. */
Millionths mutation_share(const MutationSum *sum);

/* With `all` also those that were noticed, and by which scenario. */
void testmutate_text(Sink *sink, const Mutants *mutants, bool all, bool colour);
void testmutate_json(Sink *sink, const Mutants *mutants);
#endif

/* `remit test --mutate`. */
#include <string.h>
#include <unistd.h>
#include "base/workers.h"
#include "cli/test.h"
#include "study/mutate.h"
#include "view/testmutate.h"

typedef struct Job {
  const Testing *testing;
  MutationRun *run;
  Mutants mutants;
  TestProgress progress;
} Job;

typedef struct Outcome {      /* of one mutant, as it comes out of a worker */
  uint32_t fate, runs, killer;  /* the killer's place among the plans */
} Outcome;

static uint32_t place_of(const Testing *testing, const ScenarioPlan *plan) {
  uint32_t place = 0;
  while (place < testing->plans.count && testing->plans.at[place] != plan) place++;
  return place;
}

static void work(void *owner, size_t item, Sink *result) {
  Job *job = owner;
  Mutant *mutant = job->mutants.all.at[item];
  mutation_run(job->run, mutant);
  Outcome outcome = {mutant->fate, mutant->runs, place_of(job->testing, mutant->killer)};
  sink_text(result, (Text){(const char *)&outcome, sizeof outcome});
}

static bool take(void *owner, size_t item, Text result) {
  Job *job = owner;
  Mutant *mutant = job->mutants.all.at[item];
  Outcome outcome;
  if (result.bytes != sizeof outcome) return false;
  memcpy(&outcome, result.at, sizeof outcome);
  mutant->fate = (MutantFate)outcome.fate;
  mutant->runs = outcome.runs;
  mutant->killer = outcome.killer < job->testing->plans.count ? job->testing->plans.at[outcome.killer] : NULL;
  return true;
}

static void progress(void *owner, size_t done, size_t all) { test_progress(&((Job *)owner)->progress, done, all); }

/* Each program once: many scenarios share one. */
static void collect(Job *job, TestScope *scope) {
  LIST(Program *) seen = {0};
  for (size_t i = 0; i < job->testing->plans.count; i++) {
    Program *program = job->testing->plans.at[i]->program;
    bool known = false;
    for (size_t s = 0; s < seen.count; s++) known |= seen.at[s] == program;
    if (known) continue;
    list_push(&seen, program);
    mutants_collect(&job->mutants, program, test_wants, scope);
  }
  mutants_sort(&job->mutants);
}

static bool run(Job *job) {
  Workers workers = {.owner = job, .work = work, .take = take, .progress = progress};
  job->run = mutation_open((const ScenarioPlan *const *)job->testing->plans.at, job->testing->plans.count);
  test_progress_open(&job->progress, "mutants");
  bool well = workers_run(&workers, job->mutants.all.count, workers_cores());
  test_progress_close(&job->progress);
  return well;
}

static Exit report(const Job *job, Sink *output) {
  const Options *options = job->testing->workshop.options;
  MutationSum sum = mutation_sum(&job->mutants);
  if (options->format == FORMAT_JSON) testmutate_json(output, &job->mutants);
  else testmutate_text(output, &job->mutants, options->verbose, terminal_colour(options->colour, STDOUT_FILENO));
  bool under = options->test.fail_under_given && mutation_share(&sum) < options->test.fail_under;
  return under ? EXIT_FINDINGS : EXIT_DONE;
}

Exit test_mutate(Testing *testing, Sink *output) {
  Job job = {.testing = testing};
  TestScope scope = test_scope(testing);
  if (!test_scope_known(&scope)) return EXIT_USAGE;
  if (test_failures(testing, output)) return EXIT_FINDINGS;
  collect(&job, &scope);
  if (run(&job)) return report(&job, output);
  options_complain(testing->workshop.options->verb, "a worker ended before its work was done");
  return EXIT_FAULT;
}

/* One changed fact in a warm process: `whatif CASE ROUNDS FACT=VALUE FACT=VALUE` supposes the two in turn and reaches
 * all conclusions again, of which those that do not depend on the fact are the base's. Prints microseconds of processor
 * time a change, how many conclusions there are, and how many depend on the fact. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "engine/eval.h"

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);   /* other programs run on the machine */
  return 1e6 * (double)now.tv_sec + 1e-3 * (double)now.tv_nsec;
}

static Assertion *suppose(World *world, const char *written, Diags *diags) {
  Source *line = source_of_text(TEXT("--set"), text_of(written));
  return assertion_parse(world->program, (CaseFile *)(uintptr_t)world->case_file, line, diags);
}

/* All conclusions: those that come out otherwise, each read; every other is the base's. */
static uint64_t change(World *base, Assertion *supposed, EvalChange *changes, Day day) {
  World *world = world_suppose_one(base, supposed);
  uint64_t sum = 1;
  uint32_t count = eval_changes(world, day, changes);
  for (uint32_t i = 0; i < count; i++) sum += changes[i].value->may;
  return sum;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The median of nine rounds. */
static double measure(World *world, Assertion *const supposed[2], EvalChange *changes, Day day, int rounds,
                      uint64_t *sum) {
  double times[9];
  for (int t = 0; t < 9; t++) {
    double before = microseconds();
    for (int i = 0; i < rounds; i++) *sum += change(world, supposed[i & 1], changes, day);
    times[t] = (microseconds() - before) / rounds;
  }
  qsort(times, 9, sizeof *times, by_size);
  return times[4];
}

int main(int count, char **arguments) {
  Diags diags = {0};
  CaseFiles cases = {0};
  Session session;
  uint64_t sum = 0;
  if (count < 5) return puts("usage: whatif CASE ROUNDS FACT=VALUE FACT=VALUE"), 2;
  mem_open();
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  case_read(&session, text_of(arguments[1]), TEXT(""), &cases);
  if (diags.errors || !cases.count) return puts("the case has errors"), 1;
  World *world = world_make(cases.at[0]->program, cases.at[0], (WorldOptions){0});
  Assertion *supposed[] = {suppose(world, arguments[3], &diags), suppose(world, arguments[4], &diags)};
  if (!supposed[0] || !supposed[1]) return puts("the suppositions have errors"), 1;
  Cone cone = program_cone(world->program, SYMBOL_FACT, supposed[0]->subject);
  for (size_t u = 0; u < world->program->units.count; u++)
    eval_unit(world, world->program->units.at[u], cases.at[0]->as_at);
  uint64_t evaluated = eval_count(world);
  EvalChange *changes = MEM_NEW_ARRAY(EvalChange, world->program->units.count + 1);
  change(world, supposed[0], changes, cases.at[0]->as_at);
  double median = measure(world, supposed, changes, cases.at[0]->as_at, atoi(arguments[2]), &sum);
  printf("%.2f %zu %u\n", median, world->program->units.count, cone.count);
  return evaluated == 0 || sum == 0;
}

/* Reading, checking and evaluating a generated program, each by itself: `phases FOLDER` prints seconds and memory. */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include "engine/eval.h"

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double peak_mib(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

static void read_parts(Loader *loader, const char *folder, Diags *diags) {
  for (int part = 0; part < 9; part++) loader_file(loader, text_format("%s/part%d.remit", folder, part), diags);
}

static void evaluate_all(World *world, Day day) {
  for (size_t u = 0; u < world->program->units.count; u++) eval_unit(world, world->program->units.at[u], day);
}

int main(int count, char **arguments) {
  Diags diags = {0};
  CaseFiles cases = {0};
  const char *folder = count > 1 ? arguments[1] : ".";
  mem_open();
  Session session;
  session_open(&session, TEXT(""), TEXT(""), &diags);
  double start = seconds();
  read_parts(session.loader, folder, &diags);
  double read = seconds();
  case_read(&session, text_format("%s/main.case", folder), TEXT(""), &cases);
  double checked = seconds(), peak = peak_mib();
  if (diags.errors || !cases.count) return puts("the generated program has errors"), 1;
  World *world = world_make(cases.at[0]->program, cases.at[0], (WorldOptions){0});
  double before = seconds();
  evaluate_all(world, cases.at[0]->as_at);
  double evaluated = seconds();
  printf("reading %.3f s, checking (with the case) %.3f s, peak %.0f MiB; evaluating %zu units once %.3f s: %.2f of "
         "reading and checking\n",
         read - start, checked - read, peak, world->program->units.count, evaluated - before,
         (evaluated - before) / (checked - start));
  return 0;
}

/* A timeline of many changes over a large program, by counting: `timeline CASE FROM TO` prints how many conclusions there
 * are, how many changes of facts fall between the two dates, how many conclusions these touch, how many were evaluated to
 * find all periods and how many more to say the causes; then the periods found, and the seconds it took. */
#include <stdio.h>
#include <time.h>
#include "study/periods.h"

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct Touched {
  uint64_t changes, units;
} Touched;

/* Each change of a fact touches the conclusions that depend on it. */
static Touched count_touched(const World *world, Day from, Day to) {
  Touched touched = {0};
  for (uint32_t f = 0; f < world->program->facts.count; f++) {
    const History *history = world_fact(world, f);
    for (uint32_t s = 1; s < history->count; s++) {
      if (history->steps[s].from <= from || history->steps[s].from > to) continue;
      touched.changes++;
      touched.units += program_cone(world->program, SYMBOL_FACT, f).count;
    }
  }
  return touched;
}

static Day day_of(const char *written) {
  PartialDate date = {0};
  return calendar_parse(text_of(written), &date) == DATE_OK ? date.first : DAY_FIRST;
}

int main(int count, char **arguments) {
  Diags diags = {0};
  CaseFiles cases = {0};
  Session session;
  if (count < 4) return puts("usage: timeline CASE FROM TO"), 2;
  mem_open();
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  case_read(&session, text_of(arguments[1]), TEXT(""), &cases);
  if (diags.errors || !cases.count) return puts("the case has errors"), 1;
  World *world = world_make(cases.at[0]->program, cases.at[0], (WorldOptions){0});
  Day from = day_of(arguments[2]), to = day_of(arguments[3]);
  PeriodUnits units = periods_all_units(world->program);
  Touched touched = count_touched(world, from, to);
  double before = seconds();
  Periods periods = periods_make(world, &units, from, to);
  size_t found = 0;
  for (size_t u = 0; u < periods.units.count; u++) found += periods.units.at[u].at.count;
  printf("%zu %lu %lu %lu %lu %zu %.2f\n", world->program->units.count, (unsigned long)touched.changes,
         (unsigned long)touched.units, (unsigned long)periods.evaluations,
         (unsigned long)(eval_count(world) - periods.evaluations), found, seconds() - before);
  return 0;
}

/* base/workers: everything is done once and handed over in order, whatever the number of workers. */
#include "unit.h"
#include "base/workers.h"
#include <unistd.h>

typedef struct Job {
  size_t taken, enough;         /* `enough`: stop there; 0: never */
  size_t dies;                  /* the item whose worker dies; SIZE_MAX: none */
  size_t bytes;                 /* of each result */
  bool in_order;
  size_t told;
} Job;

static void work(void *owner, size_t item, Sink *result) {
  const Job *job = owner;
  if (item == job->dies) _exit(3);
  sink_format(result, "%zu:", item);
  sink_repeat(result, 'x', job->bytes);
}

static bool take(void *owner, size_t item, Text result) {
  Job *job = owner;
  Text expected = text_format("%zu:", item);
  job->in_order &= item == job->taken && text_starts(result, expected) && result.bytes == expected.bytes + job->bytes;
  return ++job->taken != job->enough;
}

static void progress(void *owner, size_t done, size_t items) {
  (void)items;
  ((Job *)owner)->told = done;
}

static Job run(size_t items, unsigned most, Job job, bool well) {
  Workers workers = {.owner = &job, .work = work, .take = take, .progress = progress};
  job.in_order = true;
  assert_int_equal(workers_run(&workers, items, most), well);
  assert_true(job.in_order);
  return job;
}

static void everything_in_order(void **state) {
  (void)state;
  for (unsigned most = 0; most <= 5; most++)
    for (size_t items = 0; items <= 7; items++)
      assert_int_equal(run(items, most, (Job){.dies = SIZE_MAX}, true).taken, items);
  Job job = run(1000, 3, (Job){.dies = SIZE_MAX}, true);
  assert_int_equal(job.taken, 1000);
  assert_int_equal(job.told, 1000);
}

/* More than a pipe holds, and results without a byte more than their number. */
static void large_results(void **state) {
  (void)state;
  assert_int_equal(run(9, 2, (Job){.dies = SIZE_MAX, .bytes = 300000}, true).taken, 9);
}

static void enough_is_enough(void **state) {
  (void)state;
  assert_int_equal(run(500, 1, (Job){.dies = SIZE_MAX, .enough = 7}, true).taken, 7);
  assert_int_equal(run(500, 3, (Job){.dies = SIZE_MAX, .enough = 7}, true).taken, 7);
}

static void a_dead_worker_is_told(void **state) {
  (void)state;
  assert_int_equal(run(20, 2, (Job){.dies = 11}, false).taken, 11);
  assert_int_equal(run(20, 2, (Job){.dies = 0}, false).taken, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(everything_in_order),
    cmocka_unit_test(large_results),
    cmocka_unit_test(enough_is_enough),
    cmocka_unit_test(a_dead_worker_is_told),
  };
  return UNIT_RUN(tests);
}

#include "unit.h"
#include <pthread.h>
#include <stdlib.h>

/* A host with threads of its own: the heap is opened in one that is not the first, handles lie in malloc memory, and
 * threads come and go while others allocate. */

#define THREADS 8
#define LINKS 3000

typedef struct Link {
  struct Link *next;
  size_t number;
} Link;

/* Its own frame, so that no register of the caller's keeps what only the stack should. */
static __attribute__((noinline)) Link *chain_make(size_t first) {
  Link *chain = NULL;
  for (size_t i = 0; i < LINKS; i++) {
    Link *link = MEM_NEW(Link);
    *link = (Link){chain, first + i};
    chain = link;
  }
  return chain;
}

static bool chain_is(const Link *chain, size_t first) {
  for (size_t i = LINKS; i-- > 0; chain = chain->next)
    if (!chain || chain->number != first + i) return false;
  return chain == NULL;
}

static void *host_thread(void *argument) {
  Link **handle = argument;
  mem_enter_thread();
  mem_enter_thread();
  size_t first = (size_t)(uintptr_t)*handle * LINKS;
  Link *kept = MEM_NEW(Link), *local = chain_make(first + 1);
  mem_keep(kept);
  *handle = kept;
  kept->next = chain_make(first);
  return chain_is(local, first + 1) ? NULL : argument;
}

static void *opening_thread(void *argument) {
  mem_open();
  mem_enter_thread();
  Link *local = chain_make(5);
  for (int i = 0; i < 20; i++) chain_make(0);
  return chain_is(local, 5) ? NULL : argument;
}

static void *joined(pthread_t thread) {
  void *result;
  assert_int_equal(pthread_join(thread, &result), 0);
  return result;
}

static void threads_may_open_and_end(void **state) {
  (void)state;
  pthread_t thread, threads[THREADS];
  Link **handles = malloc(THREADS * sizeof *handles);
  assert_int_equal(pthread_create(&thread, NULL, opening_thread, threads), 0);
  assert_null(joined(thread));
  mem_enter_thread();
  for (int round = 0; round < 3; round++) {
    for (uintptr_t i = 0; i < THREADS; i++) handles[i] = (Link *)i;
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, host_thread, &handles[i]), 0);
    for (int i = 0; i < THREADS; i++) assert_null(joined(threads[i]));
    chain_make(0);
    for (size_t i = 0; i < THREADS; i++) {
      assert_true(chain_is(handles[i]->next, i * LINKS));
      mem_unkeep(handles[i]);
    }
  }
  free(handles);
  mem_close();
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(threads_may_open_and_end)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

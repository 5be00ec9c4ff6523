#include "unit.h"
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Link {
  struct Link *next;
  size_t number;
} Link;

static bool all_zero(const char *block, size_t bytes) {
  while (bytes && *block == 0) block++, bytes--;
  return bytes == 0;
}

static void blocks_are_zeroed(void **state) {
  (void)state;
  for (int round = 0; round < 3; round++)
    for (size_t bytes = 0; bytes < 70000; bytes = bytes * 3 + 1) {
      char *block = mem_alloc(bytes), *flat = mem_alloc_flat(bytes);
      assert_true(all_zero(block, bytes) && all_zero(flat, bytes));
      memset(block, 0xAA, bytes);
      memset(flat, 0xAA, bytes);
      mem_free(block);
      mem_free(flat);
    }
  mem_free(NULL);
}

static void grown_blocks_keep_and_zero(void **state) {
  (void)state;
  char *block = mem_grow(NULL, 0, 4), *flat = mem_grow_flat(NULL, 0, 4);
  memcpy(block, "abc", 4);
  memcpy(flat, "xyz", 4);
  size_t bytes = 4;
  for (; bytes < 100000; bytes *= 3) {
    block = mem_grow(block, bytes, bytes * 3);
    flat = mem_grow_flat(flat, bytes, bytes * 3);
    assert_true(all_zero(block + bytes, bytes * 2) && all_zero(flat + bytes, bytes * 2));
  }
  assert_string_equal(block, "abc");
  assert_string_equal(flat, "xyz");
  block = mem_grow(block, bytes, 2);
  assert_memory_equal(block, "ab", 2);
}

static void a_chain_stays_alive(void **state) {
  (void)state;
  MemPool pool = {.left = 0};
  Link *chain = NULL;
  for (size_t i = 0; i < 20000; i++) {
    Link *link = i % 2 ? mem_pool_alloc(&pool, sizeof *link) : MEM_NEW(Link);
    *link = (Link){chain, i};
    chain = link;
  }
  for (size_t i = 20000; i-- > 0; chain = chain->next) assert_int_equal(chain->number, i);
  assert_null(chain);
}

static void inner_pointers_keep_a_block(void **state) {
  (void)state;
  char **inner = MEM_NEW_ARRAY(char *, 500);
  for (size_t i = 0; i < 500; i++) {
    size_t bytes = 16 + i * 40;
    char *block = mem_alloc_flat(bytes);
    block[bytes - 1] = (char)i;
    inner[i] = block + bytes - 1;
  }
  for (size_t i = 0; i < 500; i++) assert_int_equal(*inner[i], (char)i);
}

static void pool_blocks_are_aligned_zeroed_and_apart(void **state) {
  (void)state;
  MemPool pool = {.left = 0};
  char *blocks[3000];
  size_t sizes[3000];
  uint64_t random = 2;
  for (size_t i = 0; i < 3000; i++) {
    sizes[i] = unit_random(&random) % (i % 100 ? 100 : 50000);
    blocks[i] = mem_pool_alloc(&pool, sizes[i]);
    assert_true((uintptr_t)blocks[i] % 8 == 0 && all_zero(blocks[i], sizes[i]));
    memset(blocks[i], (int)i, sizes[i]);
  }
  for (size_t i = 0; i < 3000; i++)
    for (size_t j = 0; j < sizes[i]; j++) assert_true(blocks[i][j] == (char)i);
}

static int die_status(void (*act)(void)) {
  int status;
  pid_t child = fork();
  if (child == 0) {
    act();
    _exit(0);
  }
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void leave_with_70(void) {
  _exit(70);
}

#ifndef __SANITIZE_ADDRESS__ /* which ends a program that asks for so much */
static void ask_for_too_much(void) {
  mem_on_die(leave_with_70);
  mem_alloc(SIZE_MAX / 2);
}
#endif

static void ask_pool_for_too_much(void) {
  MemPool pool = {.left = 0};
  mem_on_die(leave_with_70);
  mem_pool_alloc(&pool, SIZE_MAX);
}

static void no_memory_calls_the_handler(void **state) {
  (void)state;
#ifndef __SANITIZE_ADDRESS__
  assert_int_equal(die_status(ask_for_too_much), 70);
#endif
  assert_int_equal(die_status(ask_pool_for_too_much), 70);
}

static void die_silently(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  mem_die();
}

static void without_a_handler_it_aborts(void **state) {
  (void)state;
  assert_int_equal(die_status(die_silently), 128 + 6);
}

/* The third allocation of a heap opened anew fails, where the build can. */
static void fail_the_third(void) {
  mem_close();
  setenv("REMIT_FAIL_ALLOCATION", "3", 1);
  mem_on_die(leave_with_70);
  mem_open();
  mem_alloc(1);
  mem_alloc_flat(1);
  mem_alloc(1);
}

static void a_chosen_allocation_fails(void **state) {
  (void)state;
#if defined MEM_POOL_SINGLE && !defined MEM_STRESS
  assert_int_equal(die_status(fail_the_third), 70);
#else
  assert_int_equal(die_status(fail_the_third), 0);    /* libgc's heap */
#endif
}

/* A kept block outlives all that our own memory says of it: only malloc memory, as a host has, holds its address. */
static void kept_handles_stay(void **state) {
  (void)state;
  Link **held = malloc(50 * sizeof *held);
  for (size_t i = 0; i < 50; i++) {
    held[i] = MEM_NEW(Link);
    mem_keep(held[i]);
    held[i]->next = MEM_NEW(Link);
    held[i]->next->number = i;
  }
  for (size_t i = 0; i < 5000; i++) ((Link *)mem_alloc(sizeof(Link)))->number = SIZE_MAX;
  for (size_t i = 0; i < 50; i++) assert_int_equal(held[i]->next->number, i);
  for (size_t i = 0; i < 50; i++) mem_unkeep(held[i]);
  mem_unkeep(held[0]);
  free(held);
}

#ifdef MEM_STRESS
static void garbage_is_collected(void **state) {
  (void)state;
  struct rusage usage;
  for (int i = 0; i < 5000; i++) memset(mem_alloc_flat(200000), 1, 200000);
  getrusage(RUSAGE_SELF, &usage);
  assert_true(usage.ru_maxrss < 300 * 1024);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_are_zeroed),
      cmocka_unit_test(grown_blocks_keep_and_zero),
      cmocka_unit_test(a_chain_stays_alive),
      cmocka_unit_test(inner_pointers_keep_a_block),
      cmocka_unit_test(pool_blocks_are_aligned_zeroed_and_apart),
      cmocka_unit_test(no_memory_calls_the_handler),
      cmocka_unit_test(without_a_handler_it_aborts),
      cmocka_unit_test(a_chosen_allocation_fails),
      cmocka_unit_test(kept_handles_stay),
#ifdef MEM_STRESS
      cmocka_unit_test(garbage_is_collected),
#endif
  };
  return UNIT_RUN(tests);
}

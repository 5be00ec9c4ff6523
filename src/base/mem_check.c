/* The heap of the check build: malloc, with every block on a list that mem_close releases. ASan, UBSan, valgrind and
 * fuzzers see each block's ends and each use after mem_free; the leak checkers see nothing left after mem_close. */
#include "base/mem.h"
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Two pointers long and so aligned as malloc's own blocks. */
typedef struct Block {
  struct Block *next, **link;
} Block;

static Block *blocks;
static size_t opened, allocations, fail_at;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void mem_open(void) {
  pthread_mutex_lock(&lock);
  const char *fail = getenv("REMIT_FAIL_ALLOCATION");
  if (!opened++) {
    allocations = 0;
    fail_at = fail ? strtoul(fail, NULL, 10) : 0;
  }
  pthread_mutex_unlock(&lock);
}

void mem_close(void) {
  pthread_mutex_lock(&lock);
  if (opened && --opened == 0)
    while (blocks) {
      Block *block = blocks;
      blocks = block->next;
      free(block);
    }
  pthread_mutex_unlock(&lock);
}

static void block_enlist(Block *block) {
  block->next = blocks;
  block->link = &blocks;
  if (blocks) blocks->link = &block->next;
  blocks = block;
}

static void block_delist(Block *block) {
  *block->link = block->next;
  if (block->next) block->next->link = block->link;
}

void *mem_alloc(size_t bytes) {
  if (bytes > SIZE_MAX - sizeof(Block)) mem_die();
  pthread_mutex_lock(&lock);
  Block *block = ++allocations == fail_at ? NULL : calloc(1, sizeof *block + bytes);
  if (block) block_enlist(block);
  pthread_mutex_unlock(&lock);
  if (!block) mem_die();
  return block + 1;
}

void *mem_alloc_flat(size_t bytes) {
  return mem_alloc(bytes);
}

void *mem_grow(void *old, size_t old_bytes, size_t bytes) {
  void *block = mem_alloc(bytes);
  if (old) memcpy(block, old, old_bytes < bytes ? old_bytes : bytes);
  mem_free(old);
  return block;
}

void *mem_grow_flat(void *old, size_t old_bytes, size_t bytes) {
  return mem_grow(old, old_bytes, bytes);
}

void mem_free(void *block) {
  if (!block) return;
  pthread_mutex_lock(&lock);
  block_delist((Block *)block - 1);
  pthread_mutex_unlock(&lock);
  free((Block *)block - 1);
}

void mem_keep(void *block) {
  (void)block;
}

void mem_unkeep(void *block) {
  (void)block;
}

void mem_enter_thread(void) {}

void mem_hold(void) {}

void mem_release(void) {}

/* The heap of the check build: malloc, with every block on a list that mem_close releases. ASan, UBSan, valgrind and
 * fuzzers see each block's ends and each use after mem_free; the leak checkers see nothing left after mem_close. */
#include "base/mem.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Two pointers long and so aligned as malloc's own blocks. */
typedef struct Block {
  struct Block *next, **link;
} Block;

static Block *blocks;
static size_t opened, allocations, fail_at, fail_each;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static size_t number_from(const char *name) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : 0;
}

void mem_open(void) {
  pthread_mutex_lock(&lock);
  if (!opened++) {
    allocations = 0;
    fail_at = number_from("REMIT_FAIL_ALLOCATION");
    fail_each = number_from("REMIT_FAIL_EACH");
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

/* ---- allocations that fail ---- */

/* What a process said, up to `room` bytes, and how it ended: as one out of memory should. */
static void judge(pid_t child, int said) {
  char words[200];
  int status;
  ssize_t bytes = 0, more;
  while ((more = read(said, words + bytes, sizeof words - 1 - (size_t)bytes)) > 0) bytes += more;
  words[bytes] = 0;
  close(said);
  if (waitpid(child, &status, 0) != child) abort();
  bool right = WIFEXITED(status) && WEXITSTATUS(status) == 70 && !strcmp(words, "remit: out of memory\n");
  if (!right)
    dprintf(STDERR_FILENO, "allocation %zu failing: status %#x, said %s\n", allocations, (unsigned)status, words);
}

/* True in a process of its own, whose standard error is watched, and whose standard output nobody hears. */
static bool fails_aside(void) {
  int ends[2], nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0 || pipe(ends)) abort();
  pid_t child = fork();
  if (child < 0) abort();
  if (child) {
    close(ends[1]);
    close(nowhere);
    judge(child, ends[0]);
    return false;
  }
  dup2(nowhere, STDOUT_FILENO);
  dup2(ends[1], STDERR_FILENO);
  close(ends[0]);
  close(ends[1]);
  fail_each = 0;
  return true;
}

static bool due_to_fail(void) {
  return ++allocations == fail_at || (allocations <= fail_each && fails_aside());
}

void *mem_alloc(size_t bytes) {
  if (bytes > SIZE_MAX - sizeof(Block)) mem_die();
  pthread_mutex_lock(&lock);
  Block *block = due_to_fail() ? NULL : calloc(1, sizeof *block + bytes);
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

/* The heap of the fuzz targets, in place of src/base/mem_check.c: one stretch of memory, handed out from its beginning.
 * ASan sees each block's ends and each use after mem_free all the same, since what is not handed out is poisoned. What
 * fuzz_start made stays: mem_close copies it back, whatever a run did to it, and wipes the rest. So a run pays for no
 * malloc and reads no module a second time. */
#include "fuzz.h"
#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ROOM_BYTES ((size_t)1 << 31)
#define ROOM_PLACE ((void *)((size_t)5 << 44))  /* the same each time: what is hashed by its place hashes alike */
#define GAP_BYTES 16          /* poisoned, before each block: its size stands there */
#define WIPE_BYTES ((size_t)4 << 20)  /* more than that is given back to the system */
#define OUTSIDE __attribute__((no_sanitize("address"), no_builtin)) /* looks at poisoned bytes, too */

static char *room, *kept_copy;
static size_t used, kept, given_back_count;
static void *given_back[4096];  /* blocks of before that the run freed */

OUTSIDE static void copy_bytes(char *to, const char *from, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) to[i] = from[i];
}

OUTSIDE static void wipe_bytes(char *at, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) at[i] = 0;
}

OUTSIDE static size_t *block_size(void *block) {
  return (size_t *)(void *)((char *)block - GAP_BYTES);
}

OUTSIDE static void set_size(void *block, size_t bytes) { *block_size(block) = bytes; }

OUTSIDE static size_t size_of(void *block) { return *block_size(block); }

void mem_open(void) {
  if (room) return;
  room = mmap(ROOM_PLACE, ROOM_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) abort();
}

void heap_keep(void) {
  kept = used;
  kept_copy = malloc(kept + 1);
  copy_bytes(kept_copy, room, kept);
  given_back_count = 0;
}

static void wipe_run(void) {
  if (used - kept > WIPE_BYTES) {
    size_t whole = (kept + 4095) & ~(size_t)4095;
    wipe_bytes(room + kept, whole - kept);
    if (madvise(room + whole, used - whole, MADV_DONTNEED)) abort();
  } else wipe_bytes(room + kept, used - kept);
  ASAN_POISON_MEMORY_REGION(room + kept, used - kept);
}

void mem_close(void) {
  wipe_run();
  copy_bytes(room, kept_copy, kept);
  used = kept;
  while (given_back_count) {
    void *block = given_back[--given_back_count];
    ASAN_UNPOISON_MEMORY_REGION(block, size_of(block));
  }
}

void *mem_alloc(size_t bytes) {
  size_t whole = ((bytes + 7) & ~(size_t)7) + GAP_BYTES;
  if (bytes > ROOM_BYTES || used + whole > ROOM_BYTES) mem_die();
  ASAN_POISON_MEMORY_REGION(room + used, GAP_BYTES);
  char *block = room + used + GAP_BYTES;
  set_size(block, bytes);
  ASAN_UNPOISON_MEMORY_REGION(block, bytes);
  if (bytes & 7) ASAN_POISON_MEMORY_REGION(block + bytes, whole - GAP_BYTES - bytes);
  used += whole;
  return block;
}

void mem_free(void *block) {
  if (!block) return;
  if ((char *)block < room + kept) {
    if (given_back_count == sizeof given_back / sizeof *given_back) abort();
    given_back[given_back_count++] = block;
  }
  ASAN_POISON_MEMORY_REGION(block, size_of(block));
}

void *mem_grow(void *old, size_t old_bytes, size_t bytes) {
  void *block = mem_alloc(bytes);
  if (old) memcpy(block, old, old_bytes < bytes ? old_bytes : bytes);
  mem_free(old);
  return block;
}

void *mem_alloc_flat(size_t bytes) { return mem_alloc(bytes); }
void *mem_grow_flat(void *old, size_t old_bytes, size_t bytes) { return mem_grow(old, old_bytes, bytes); }
void mem_keep(void *block) { (void)block; }
void mem_unkeep(void *block) { (void)block; }
void mem_enter_thread(void) {}
void mem_hold(void) {}
void mem_release(void) {}

#include "base/mem.h"
#include <stdint.h>

/* Together with libgc's byte behind each block, a chunk fills whole pages. */
#define CHUNK_BYTES (32 * 1024 - 16)
#define ALIGNMENT ((size_t)8)

#ifdef MEM_POOL_SINGLE

/* One allocation a block: ASan sees its ends, and the stress build loses it as soon as no root leads to it. */
void *mem_pool_alloc(MemPool *pool, size_t bytes) {
  (void)pool;
  return mem_alloc(bytes);
}

#else

static void *pool_refill(MemPool *pool, size_t bytes) {
  if (bytes > CHUNK_BYTES / 8) return mem_alloc(bytes);
  char *chunk = mem_alloc(CHUNK_BYTES);
  pool->at = chunk + bytes;
  pool->left = CHUNK_BYTES - bytes;
  return chunk;
}

void *mem_pool_alloc(MemPool *pool, size_t bytes) {
  if (bytes > SIZE_MAX - ALIGNMENT) mem_die();
  bytes = (bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  if (bytes > pool->left) return pool_refill(pool, bytes);
  char *block = pool->at;
  pool->at += bytes;
  pool->left -= bytes;
  return block;
}

#endif

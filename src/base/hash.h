/* A seeded hash, and a map from byte strings to pointers built on it. The seed comes from getrandom, or from
 * REMIT_HASH_SEED in the environment; no output may depend on it: iterate lists, never a map. */
#ifndef REMIT_BASE_HASH_H
#define REMIT_BASE_HASH_H
#include "base/text.h"

uint64_t hash_bytes(const void *bytes, size_t count);

typedef struct HashEntry {
  Text key;      /* borrowed: must outlive the map */
  uint64_t hash;
  void *value;
} HashEntry;

typedef struct HashMap {  /* zeroed = empty */
  HashEntry *entries;     /* open addressing */
  size_t count, room;
} HashMap;

void *hash_get(const HashMap *map, Text key);            /* NULL when absent */
/* The place of the key's value; a new key's value is NULL until it is set. Valid until the next hash_put. */
void **hash_put(HashMap *map, Text key);

/* SHA-256 of bytes, for receipts, as 64 lower-case hexadecimal digits and a NUL. */
void hash_sha256_hex(const void *bytes, size_t count, char hex[65]);
#endif

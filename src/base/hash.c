#include "base/hash.h"
#include "base/mem.h"
#include <endian.h>
#include <pthread.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

/* SipHash-1-3 of Aumasson and Bernstein: keyed, so that no author of a file can choose names that collide. */

static pthread_once_t seed_once = PTHREAD_ONCE_INIT;
static uint64_t seed[2];

static void seed_choose(void) {
  const char *fixed = getenv("REMIT_HASH_SEED");
  if (fixed) {
    seed[0] = strtoull(fixed, NULL, 10);
    seed[1] = seed[0] * UINT64_C(0x9E3779B97F4A7C15);
  } else if (getrandom(seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed) {
    struct timespec now; /* early in a boot, or where the call is forbidden: still not a constant */
    clock_gettime(CLOCK_MONOTONIC, &now);
    seed[0] = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec;
    seed[1] = (uint64_t)(uintptr_t)&now;
  }
}

typedef struct Sip {
  uint64_t v0, v1, v2, v3;
} Sip;

static inline uint64_t rotated(uint64_t x, int bits) {
  return x << bits | x >> (64 - bits);
}

static inline void sip_round(Sip *s) {
  s->v0 += s->v1, s->v1 = rotated(s->v1, 13) ^ s->v0, s->v0 = rotated(s->v0, 32);
  s->v2 += s->v3, s->v3 = rotated(s->v3, 16) ^ s->v2;
  s->v0 += s->v3, s->v3 = rotated(s->v3, 21) ^ s->v0;
  s->v2 += s->v1, s->v1 = rotated(s->v1, 17) ^ s->v2, s->v2 = rotated(s->v2, 32);
}

static inline void sip_word(Sip *s, uint64_t word) {
  s->v3 ^= word;
  sip_round(s);
  s->v0 ^= word;
}

static inline uint64_t word_at(const unsigned char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return le64toh(word);
}

/* The bytes behind the last whole word: out of the last eight where there are eight. */
static inline uint64_t last_word(const unsigned char *bytes, size_t count) {
  size_t rest = count % 8;
  uint64_t word = 0;
  if (rest && count > 8) return word_at(bytes + count - 8) >> (64 - 8 * rest);
  for (size_t i = 0; i < rest; i++) word |= (uint64_t)bytes[i] << (8 * i);
  return word;
}

uint64_t hash_bytes(const void *bytes, size_t count) {
  pthread_once(&seed_once, seed_choose);
  const unsigned char *at = bytes, *end = at + count / 8 * 8;
  Sip s = {seed[0] ^ UINT64_C(0x736f6d6570736575), seed[1] ^ UINT64_C(0x646f72616e646f6d),
           seed[0] ^ UINT64_C(0x6c7967656e657261), seed[1] ^ UINT64_C(0x7465646279746573)};
  for (; at < end; at += 8) sip_word(&s, word_at(at));
  sip_word(&s, (uint64_t)count << 56 | last_word(bytes, count));
  s.v2 ^= 0xFF;
  for (int i = 0; i < 3; i++) sip_round(&s);
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* 0 marks an entry that is free. */
static uint64_t key_hash(Text key) {
  uint64_t hash = hash_bytes(key.at, key.bytes);
  return hash ? hash : 1;
}

static HashEntry *entry_of(const HashMap *map, Text key, uint64_t hash) {
  size_t mask = map->room - 1, i = hash & mask;
  while (map->entries[i].hash && (map->entries[i].hash != hash || !text_equal(map->entries[i].key, key)))
    i = (i + 1) & mask;
  return &map->entries[i];
}

void *hash_get(const HashMap *map, Text key) {
  return map->count ? entry_of(map, key, key_hash(key))->value : NULL;
}

static void map_grow(HashMap *map) {
  HashMap old = *map;
  map->room = old.room ? old.room * 2 : 16;
  map->entries = MEM_NEW_ARRAY(HashEntry, map->room);
  for (size_t i = 0; i < old.room; i++)
    if (old.entries[i].hash) *entry_of(map, old.entries[i].key, old.entries[i].hash) = old.entries[i];
  mem_free(old.entries);
}

void **hash_put(HashMap *map, Text key) {
  if (map->count * 4 >= map->room * 3) map_grow(map);
  uint64_t hash = key_hash(key);
  HashEntry *entry = entry_of(map, key, hash);
  if (!entry->hash) {
    *entry = (HashEntry){.key = key, .hash = hash};
    map->count++;
  }
  return &entry->value;
}

void hash_sha256_hex(const void *bytes, size_t count, char hex[65]) {
  SHA256Data(bytes, count, hex);
}

#include "unit.h"
#include "base/hash.h"
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEYS 20000

/* The seed is chosen once a process: each is tried in a child. */
static int with_seed(const char *seed, int (*check)(void)) {
  int status;
  pid_t child = fork();
  if (child == 0) {
    setenv("REMIT_HASH_SEED", seed, 1);
    _exit(check());
  }
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static uint64_t hash_of(const char *text) {
  return hash_bytes(text, strlen(text));
}

/* From Python 3.11, whose hash of bytes is SipHash-1-3 with a key of zeros under PYTHONHASHSEED=0. */
static int matches_python(void) {
  char bytes[64];
  for (int i = 0; i < 64; i++) bytes[i] = (char)i;
  return !(hash_of("a") == UINT64_C(0x407448d2b89b1813) && hash_of("vacancy_rate") == UINT64_C(0x838090286c7abbd5) &&
           hash_of("0123456") == UINT64_C(0x810aaf7acf670379) && hash_of("01234567") == UINT64_C(0xda3dcedf84ea6cc6) &&
           hash_of("012345678") == UINT64_C(0xb79d8581f8552753) &&
           hash_of("the quick brown fox jumps over the lazy dog") == UINT64_C(0x80a65583f613da2d) &&
           hash_bytes(bytes, 63) == UINT64_C(0x385d3e39e5f37359) &&
           hash_bytes(bytes, 64) == UINT64_C(0x75e05fd5bbc870c6));
}

static int map_keeps_all(void) {
  HashMap map = {.count = 0};
  for (uintptr_t i = 1; i <= KEYS; i++) *hash_put(&map, text_format("key%zu", (size_t)i)) = (void *)i;
  for (uintptr_t i = 1; i <= KEYS; i++)
    if (hash_get(&map, text_format("key%zu", (size_t)i)) != (void *)i) return 1;
  for (size_t i = 0; i < 1000; i++)
    if (hash_get(&map, text_format("other%zu", i))) return 2;
  return map.count == KEYS ? 0 : 3;
}

static void it_is_siphash_1_3(void **state) {
  (void)state;
  assert_int_equal(with_seed("0", matches_python), 0);
  assert_int_equal(with_seed("1", matches_python), 1);
}

static void maps_keep_all_under_twenty_seeds(void **state) {
  (void)state;
  for (int seed = 0; seed < 20; seed++) {
    char text[4] = {(char)('0' + seed / 10), (char)('0' + seed % 10)};
    assert_int_equal(with_seed(text, map_keeps_all), 0);
  }
}

static void a_chosen_seed_is_random(void **state) {
  (void)state;
  int ends[2];
  char self[4096] = "";       /* its own path: under valgrind the link itself leads to valgrind */
  uint64_t here = hash_of("key"), there = here;
  assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
  assert_int_equal(pipe(ends), 0);
  unsetenv("REMIT_HASH_SEED");
  if (fork() == 0) {
    /* Only a fresh program chooses again. */
    dup2(ends[1], 1);
    execl(self, "test_hash", "print", (char *)NULL);
    _exit(1);
  }
  close(ends[1]);
  wait(NULL);
  assert_int_equal(read(ends[0], &there, sizeof there), sizeof there);
  assert_true(here != there);
}

static void keys_are_replaced_in_place(void **state) {
  (void)state;
  HashMap map = {.count = 0};
  int a, b;
  assert_null(hash_get(&map, TEXT("x")));
  assert_null(*hash_put(&map, TEXT("x")));
  *hash_put(&map, TEXT("x")) = &a;
  *hash_put(&map, TEXT("")) = &b;
  assert_ptr_equal(*hash_put(&map, TEXT("x")), &a);
  assert_ptr_equal(hash_get(&map, text_of(NULL)), &b);
  *hash_put(&map, TEXT("x")) = &b;
  assert_ptr_equal(hash_get(&map, TEXT("x")), &b);
  assert_int_equal(map.count, 2);
}

static void sha256_is_fips_180(void **state) {
  (void)state;
  char hex[65], *million = malloc(1000000);
  hash_sha256_hex("", 0, hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  hash_sha256_hex("abc", 3, hex);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  memset(million, 'a', 1000000);
  hash_sha256_hex(million, 1000000, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free(million);
}

int main(int count, char **arguments) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_siphash_1_3),
      cmocka_unit_test(maps_keep_all_under_twenty_seeds),
      cmocka_unit_test(a_chosen_seed_is_random),
      cmocka_unit_test(keys_are_replaced_in_place),
      cmocka_unit_test(sha256_is_fips_180),
  };
  if (count == 2 && strcmp(arguments[1], "print") == 0) {
    uint64_t hash = hash_of("key");
    return write(1, &hash, sizeof hash) != (ssize_t)sizeof hash;
  }
  return UNIT_RUN(tests);
}

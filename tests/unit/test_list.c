#include "unit.h"
#include "base/list.h"

typedef struct Pair {
  char *name;
  int number;
} Pair;

static void lists_keep_their_elements(void **state) {
  (void)state;
  LIST(Pair) pairs = {.count = 0};
  for (int i = 0; i < 10000; i++) {
    char *name = mem_alloc_flat(8);
    name[0] = (char)i;
    list_push(&pairs, ((Pair){name, i}));
  }
  assert_int_equal(pairs.count, 10000);
  assert_true(pairs.room >= pairs.count);
  for (int i = 0; i < 10000; i++) assert_true(pairs.at[i].number == i && pairs.at[i].name[0] == (char)i);
}

static void added_elements_are_zeroed(void **state) {
  (void)state;
  LIST(Pair) pairs = {.count = 0};
  for (int i = 0; i < 100; i++) {
    Pair *pair = list_add(&pairs);
    assert_true(pair->name == NULL && pair->number == 0);
    pair->number = i;
  }
  assert_int_equal(pairs.at[99].number, 99);
}

static void room_is_made_once(void **state) {
  (void)state;
  LIST(uint64_t) numbers = {.count = 0};
  list_reserve(&numbers, 1000);
  uint64_t *at = numbers.at;
  for (uint64_t i = 0; i < 1000; i++) list_push(&numbers, i);
  assert_ptr_equal(numbers.at, at);
  list_push(&numbers, 1000);
  assert_true(numbers.room >= 2000);
  for (uint64_t i = 0; i <= 1000; i++) assert_true(numbers.at[i] == i);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_keep_their_elements),
      cmocka_unit_test(added_elements_are_zeroed),
      cmocka_unit_test(room_is_made_once),
  };
  return UNIT_RUN(tests);
}

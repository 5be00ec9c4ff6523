#include "unit.h"
#include "base/sink.h"
#include <string.h>

typedef struct Owner {
  size_t calls, bytes, fail_after;
  char last[8];
} Owner;

static bool owner_write(void *owner, const char *bytes, size_t count) {
  Owner *self = owner;
  if (++self->calls > self->fail_after) return false;
  self->bytes += count;
  memcpy(self->last, bytes + count - 3, 3);
  return true;
}

static void memory_sinks_keep_all(void **state) {
  (void)state;
  Sink sink = {.count = 0};
  assert_int_equal(sink_result(&sink).bytes, 0);
  sink_c(&sink, "a");
  sink_c(&sink, NULL);
  sink_text(&sink, TEXT("bc"));
  sink_text(&sink, (Text){NULL, 0});
  sink_char(&sink, '|');
  sink_repeat(&sink, '-', 3);
  sink_repeat(&sink, '-', 0);
  sink_format(&sink, "%d%%", 12);
  assert_true(sink_flush(&sink));
  assert_text(sink_result(&sink), "abc|---12%");
}

static void long_formats_are_whole(void **state) {
  (void)state;
  for (int width = 250; width < 262; width++) {
    Sink sink = {.count = 0};
    sink_format(&sink, "%*d", width, 7);
    assert_int_equal(sink_result(&sink).bytes, width);
    assert_true(text_ends(sink_result(&sink), TEXT(" 7")));
  }
  Sink sink = {.count = 0};
  sink_repeat(&sink, 'x', 1000);
  assert_int_equal(sink_result(&sink).bytes, 1000);
}

static void writers_get_large_pieces(void **state) {
  (void)state;
  Owner owner = {.fail_after = SIZE_MAX};
  Sink sink = {.write = owner_write, .owner = &owner};
  for (int i = 0; i < 100000; i++) sink_c(&sink, "abc");
  assert_true(owner.calls >= 3 && owner.calls <= 5);
  assert_true(sink_flush(&sink) && sink_flush(&sink));
  assert_int_equal(owner.bytes, 300000);
  assert_string_equal(owner.last, "abc");
  sink_char(&sink, '!');
  assert_int_equal(sink.count, 1);
}

static void a_failed_write_is_remembered(void **state) {
  (void)state;
  Owner owner = {.fail_after = 2};
  Sink sink = {.write = owner_write, .owner = &owner};
  sink_repeat(&sink, 'x', 70000);
  assert_true(sink_flush(&sink));
  sink_repeat(&sink, 'y', 70000);
  assert_false(sink_flush(&sink));
  size_t calls = owner.calls;
  sink_repeat(&sink, 'z', 200000);
  sink_format(&sink, "%d", 1);
  assert_false(sink_flush(&sink));
  assert_true(sink.failed);
  assert_int_equal(owner.calls, calls);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_sinks_keep_all),
      cmocka_unit_test(long_formats_are_whole),
      cmocka_unit_test(writers_get_large_pieces),
      cmocka_unit_test(a_failed_write_is_remembered),
  };
  return UNIT_RUN(tests);
}

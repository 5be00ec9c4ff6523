#include "unit.h"
#include "source/clean.h"
#include <stdlib.h>
#include <string.h>

static Diags check(const char *bytes, size_t count) {
  Diags diags = {.errors = 0};
  clean_check(source_of_text(TEXT("a.remit"), (Text){bytes, (uint32_t)count}), &diags);
  return diags;
}

static void refused(const char *bytes, size_t count, DiagCode code, uint32_t from, uint32_t to, const char *words) {
  Diags diags = check(bytes, count);
  assert_int_equal(diags.all.count, 1);
  const Diag *diag = diags.all.at[0];
  assert_int_equal(diag->code, code);
  assert_int_equal(diag->span.from, from);
  assert_int_equal(diag->span.to, to);
  assert_text(diag->text, words);
}

#define REFUSED(literal, ...) refused(literal, sizeof(literal) - 1, __VA_ARGS__)

static void each_offence_has_its_words(void **state) {
  (void)state;
  REFUSED("ab\0c", DIAG_BYTE_NUL, 2, 3, "a NUL byte");
  REFUSED("\x1b[1m", DIAG_BYTE_CONTROL, 0, 1, "the control character U+001B");
  REFUSED("a\x7f", DIAG_BYTE_CONTROL, 1, 2, "the control character U+007F");
  REFUSED("a\xC2\x85z", DIAG_BYTE_CONTROL, 1, 3, "the control character U+0085");
  REFUSED("caf\xE9 x", DIAG_BYTE_MALFORMED, 3, 4, "the byte 0xE9 is not UTF-8");
  REFUSED("x\xED\xA0\x80y", DIAG_BYTE_MALFORMED, 1, 4, "the byte 0xED is not UTF-8");
  REFUSED("x\xC0\xAF", DIAG_BYTE_MALFORMED, 1, 3, "the byte 0xC0 is not UTF-8");
  REFUSED("a\u202eb", DIAG_BYTE_DIRECTION, 1, 4,
          "U+202E (right-to-left override), which changes the direction of writing");
  REFUSED("a\u061cb", DIAG_BYTE_DIRECTION, 1, 3, "U+061C (Arabic letter mark), which changes the direction of writing");
  REFUSED("a\xEF\xBB\xBF", DIAG_BYTE_ORDER_MARK, 1, 4, "a byte-order mark inside the text");
  REFUSED("\xFF\xFE" "a\0b\0", DIAG_BYTE_MALFORMED, 0, 2, "the file is UTF-16");
}

static void sound_text_passes(void **state) {
  (void)state;
  static const char text[] = "\xEF\xBB\xBF"
                             "fact\tvacancy_rate \"Größe, £4.7m, 日本, 😀, e\u0301\" # note\r\n\u200d\u2028";
  assert_int_equal(check(text, sizeof text - 1).all.count, 0);
  assert_int_equal(check("", 0).all.count, 0);
}

static void every_direction_character_is_refused(void **state) {
  (void)state;
  static const char *const characters[] = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
                                           "\u2068", "\u2069", "\u200e", "\u200f", "\u061c"};
  for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
    Diags diags = check(characters[i], strlen(characters[i]));
    assert_int_equal(diags.all.count, 1);
    assert_int_equal(diags.all.at[0]->code, DIAG_BYTE_DIRECTION);
    assert_int_equal(diags.all.at[0]->fixes.count, 1);
  }
}

/* Assurance row 4: a NUL at each position, across the borders of the blocks that are scanned at once. */
static void a_nul_is_found_at_every_position(void **state) {
  (void)state;
  char bytes[300];
  for (uint32_t at = 0; at < sizeof bytes; at++) {
    memset(bytes, 'a', sizeof bytes);
    bytes[at] = '\0';
    refused(bytes, sizeof bytes, DIAG_BYTE_NUL, at, at + 1, "a NUL byte");
  }
}

static void characters_across_blocks_are_whole(void **state) {
  (void)state;
  char bytes[300];
  for (size_t at = 0; at + 4 <= sizeof bytes; at++) {
    memset(bytes, 'a', sizeof bytes);
    memcpy(bytes + at, "😀", 4);
    assert_int_equal(check(bytes, sizeof bytes).all.count, 0);
  }
}

static void messages_are_bounded(void **state) {
  (void)state;
  char bytes[8000];
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = i % 2 ? 'a' : '\x01';
  refused(bytes, sizeof bytes, DIAG_BYTE_CONTROL, 0, 1,
          "the control character U+0001, and 3999 more places like it: this is hardly a text file");
  assert_int_equal(check(bytes, 40).all.count, 20);
  memset(bytes, 0xFF, sizeof bytes);
  assert_int_equal(check(bytes, sizeof bytes).all.count, 1);
}

static void random_bytes_are_borne(void **state) {
  (void)state;
  uint64_t random = 11;
  for (int round = 0; round < 20000; round++) {
    char bytes[150];
    size_t count = unit_random(&random) % sizeof bytes;
    for (size_t i = 0; i < count; i++)
      bytes[i] = (char)(unit_random(&random) % (round % 2 ? 256 : 3) + (round % 2 ? 0 : 126));
    Diags diags = check(bytes, count);
    assert_true(diags.errors <= CLEAN_MOST);
    bool bad = text_malformed_at((Text){bytes, (uint32_t)count}) < count;
    assert_true(!bad || diags.errors > 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_offence_has_its_words),
      cmocka_unit_test(sound_text_passes),
      cmocka_unit_test(every_direction_character_is_refused),
      cmocka_unit_test(a_nul_is_found_at_every_position),
      cmocka_unit_test(characters_across_blocks_are_whole),
      cmocka_unit_test(messages_are_bounded),
      cmocka_unit_test(random_bytes_are_borne),
  };
  return UNIT_RUN(tests);
}

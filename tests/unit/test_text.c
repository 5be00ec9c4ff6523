#include "unit.h"
#include "base/text.h"
#include <string.h>

static void slices(void **state) {
  (void)state;
  Text text = TEXT("vacancy_rate"), none = text_of(NULL);
  assert_text(text_slice(text, 0, 7), "vacancy");
  assert_text(text_slice(text, 8, 99), "rate");
  assert_int_equal(text_slice(text, 99, 3).bytes, 0);
  assert_int_equal(text_slice(none, 0, 5).bytes, 0);
  assert_true(text_starts(text, TEXT("vac")) && !text_starts(TEXT("va"), TEXT("vac")) && text_starts(text, none));
  assert_true(text_ends(text, TEXT("rate")) && !text_ends(text, TEXT("rat")) && text_ends(none, none));
  assert_true(text_equal(none, TEXT("")) && !text_equal(TEXT("a"), TEXT("b")));
  assert_text(text_trim(TEXT(" \t a b\r\n")), "a b");
  assert_int_equal(text_trim(TEXT(" \n ")).bytes, 0);
}

static void order_is_by_bytes(void **state) {
  (void)state;
  assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
  assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
  assert_true(text_compare(TEXT("z"), TEXT("é")) < 0);
  assert_true(text_compare(TEXT("ab"), TEXT("ab")) == 0);
  assert_true(text_compare(TEXT("ab"), text_of("")) > 0);
}

static void copies_end_with_nul(void **state) {
  (void)state;
  char bytes[] = "abcdef";
  Text copy = text_copy((Text){bytes, 3});
  bytes[0] = 'x';
  assert_string_equal(copy.at, "abc");
  assert_string_equal(text_c(text_slice(copy, 1, 2)), "b");
  Text long_one = text_format("%0600d|%s", 7, "end");
  assert_int_equal(long_one.bytes, 604);
  assert_true(text_ends(long_one, TEXT("7|end")) && long_one.at[604] == '\0');
}

static size_t encode(uint32_t point, unsigned char out[4]) {
  if (point < 0x80) return out[0] = (unsigned char)point, 1;
  if (point < 0x800)
    return out[0] = (unsigned char)(0xC0 | point >> 6), out[1] = (unsigned char)(0x80 | (point & 63)), 2;
  if (point < 0x10000) {
    out[0] = (unsigned char)(0xE0 | point >> 12), out[1] = (unsigned char)(0x80 | (point >> 6 & 63));
    return out[2] = (unsigned char)(0x80 | (point & 63)), 3;
  }
  out[0] = (unsigned char)(0xF0 | point >> 18), out[1] = (unsigned char)(0x80 | (point >> 12 & 63));
  return out[2] = (unsigned char)(0x80 | (point >> 6 & 63)), out[3] = (unsigned char)(0x80 | (point & 63)), 4;
}

static void every_code_point_is_read(void **state) {
  (void)state;
  for (uint32_t point = 0; point <= 0x10FFFF; point++) {
    unsigned char bytes[4];
    Text text = {(const char *)bytes, (uint32_t)encode(point, bytes)};
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    size_t offset = 0;
    uint32_t got = text_next(text, &offset);
    assert_true(got == (surrogate ? TEXT_MALFORMED : point));
    assert_true(offset == (surrogate ? 1 : text.bytes));
    assert_true(text_malformed_at(text) == (surrogate ? 0 : text.bytes));
  }
}

/* The Unicode Standard, table 3-7, row by row. */
static size_t well_formed(const unsigned char *b) {
  static const unsigned char rows[][9] = {{0x00, 0x7F},
                                          {0xC2, 0xDF, 0x80, 0xBF},
                                          {0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF},
                                          {0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF},
                                          {0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF},
                                          {0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF},
                                          {0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
                                          {0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
                                          {0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF}};
  for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
    size_t bytes = row == 0 ? 1 : row == 1 ? 2 : row < 6 ? 3 : 4, i = 0;
    while (i < bytes && b[i] >= rows[row][2 * i] && b[i] <= rows[row][2 * i + 1]) i++;
    if (i == bytes) return bytes;
  }
  return 0;
}

static void every_malformed_form_is_found(void **state) {
  (void)state;
  static const unsigned char third[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0xBF, 0xC0, 0xFF},
                             fourth[] = {0x41, 0x80, 0xBF, 0xC2};
  for (unsigned lead = 0x80; lead < 0x100; lead++)
    for (unsigned second = 0; second < 0x100; second++)
      for (size_t i = 0; i < sizeof third * sizeof fourth; i++) {
        unsigned char bytes[4] = {(unsigned char)lead, (unsigned char)second, third[i % 8], fourth[i / 8]};
        size_t offset = 0, expected = well_formed(bytes);
        uint32_t point = text_next((Text){(const char *)bytes, 4}, &offset);
        assert_true((point == TEXT_MALFORMED) == (expected == 0));
        assert_true(offset == (expected ? expected : 1));
        for (uint32_t cut = 1; cut < expected; cut++)
          assert_true(text_malformed_at((Text){(const char *)bytes, cut}) == 0);
      }
}

static void malformed_bytes_have_their_place(void **state) {
  (void)state;
  char bytes[200];
  for (uint32_t at = 0; at < sizeof bytes; at++) {
    memset(bytes, 'a', sizeof bytes);
    bytes[at] = '\xFF';
    assert_int_equal(text_malformed_at((Text){bytes, sizeof bytes}), at);
  }
  assert_int_equal(text_malformed_at(TEXT("")), 0);
}

static void columns_and_units(void **state) {
  (void)state;
  assert_int_equal(text_columns(TEXT("£4.7m")), 5);
  assert_int_equal(text_columns(TEXT("日本")), 4);
  assert_int_equal(text_columns(TEXT("e\u0301")), 1);
  assert_int_equal(text_columns(TEXT("😀")), 2);
  assert_int_equal(text_columns(TEXT("a\tb\u200d\xFF")), 3);
  assert_int_equal(text_columns(TEXT("Łódź ﬁ ﾊ")), 8);
  assert_int_equal(text_code_points(TEXT("a£日😀\xFF")), 5);
  assert_int_equal(text_utf16_units(TEXT("a£日😀\xFF")), 6);
}

static unsigned naive(const char *a, unsigned n, const char *b, unsigned m) {
  unsigned d[16][16];
  for (unsigned i = 0; i <= n; i++)
    for (unsigned j = 0; j <= m; j++) {
      if (!i || !j) {
        d[i][j] = i + j;
        continue;
      }
      unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
      if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
        best = d[i - 2][j - 2] + 1;
      d[i][j] = best;
    }
  return d[n][m];
}

static void distances_are_the_whole_tables(void **state) {
  (void)state;
  uint64_t random = 3;
  for (int round = 0; round < 100000; round++) {
    char a[12], b[12];
    uint32_t n = (uint32_t)(unit_random(&random) % 12), m = (uint32_t)(unit_random(&random) % 12);
    for (int i = 0; i < 12; i++)
      a[i] = (char)('a' + unit_random(&random) % 3), b[i] = (char)('a' + unit_random(&random) % 3);
    unsigned exact = naive(a, n, b, m), limit = (unsigned)(unit_random(&random) % 8);
    assert_int_equal(text_distance((Text){a, n}, (Text){b, m}, limit), exact > limit ? limit + 1 : exact);
  }
}

static void distances_of_long_texts(void **state) {
  (void)state;
  char a[5001], b[5001];
  memset(a, 'a', 5000);
  memcpy(b, a, 5000);
  b[70] = 'x', b[4000] = 'y';
  assert_int_equal(text_distance((Text){a, 5000}, (Text){b, 5000}, 3), 2);
  assert_int_equal(text_distance((Text){a, 5000}, (Text){b, 4990}, 3), 4);
  assert_int_equal(text_distance(TEXT("acb"), TEXT("abc"), 3), 1);
  assert_int_equal(text_distance(TEXT(""), TEXT("abc"), UINT32_MAX), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slices),
      cmocka_unit_test(order_is_by_bytes),
      cmocka_unit_test(copies_end_with_nul),
      cmocka_unit_test(every_code_point_is_read),
      cmocka_unit_test(every_malformed_form_is_found),
      cmocka_unit_test(malformed_bytes_have_their_place),
      cmocka_unit_test(columns_and_units),
      cmocka_unit_test(distances_are_the_whole_tables),
      cmocka_unit_test(distances_of_long_texts),
  };
  return UNIT_RUN(tests);
}

#include "unit.h"
#include "base/file.h"
#include "source/source.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Source *of(const char *bytes) {
  return source_of_text(TEXT("a.remit"), text_of(bytes));
}

static void place_is(Source *source, uint32_t offset, uint32_t line, uint32_t column) {
  Place place = source_place(source, offset);
  assert_int_equal(place.line, line);
  assert_int_equal(place.column, column);
}

static void places_count_code_points(void **state) {
  (void)state;
  Source *source = of("a£b\r\n日x\n\nend");
  place_is(source, 0, 1, 1);
  place_is(source, 3, 1, 3);
  place_is(source, 4, 1, 4);
  place_is(source, 6, 2, 1);
  place_is(source, 9, 2, 2);
  place_is(source, 11, 3, 1);
  place_is(source, 12, 4, 1);
  place_is(source, 15, 4, 4);
  place_is(source, 99, 4, 4);
  assert_text(source_line(source, 1), "a£b");
  assert_text(source_line(source, 2), "日x");
  assert_text(source_line(source, 3), "");
  assert_text(source_line(source, 4), "end");
  assert_text(source_line(source, 0), "");
  assert_text(source_line(source, 5), "");
}

static void ends_of_files(void **state) {
  (void)state;
  place_is(of(""), 0, 1, 1);
  place_is(of("a\n"), 2, 2, 1);
  place_is(of("\n\n"), 1, 2, 1);
  assert_text(source_line(of("a\n"), 2), "");
  assert_text(source_line(of("a\r"), 1), "a\r");
  place_is(of("a\rb"), 2, 1, 3);
}

static void offsets_invert_places(void **state) {
  (void)state;
  Source *source = of("a£b\r\n日x\n\nend");
  for (uint32_t offset = 0; offset <= source->text.bytes; offset++) {
    if (((unsigned char)source->text.at[offset] & 0xC0) == 0x80) continue;
    Place place = source_place(source, offset);
    if (source->text.at[offset] != '\n' || offset == 11) assert_int_equal(source_offset(source, place), offset);
  }
  assert_int_equal(source_offset(source, (Place){0, 5}), 0);
  assert_int_equal(source_offset(source, (Place){1, 99}), 4);
  assert_int_equal(source_offset(source, (Place){99, 1}), source->text.bytes);
}

static void a_mark_at_the_start_is_skipped(void **state) {
  (void)state;
  Source *source = of("\xEF\xBB\xBF" "fact\n");
  assert_int_equal(source->bom_bytes, 3);
  assert_text(source->text, "fact\n");
  assert_int_equal(source->text.at[5], 0);
  place_is(source, 0, 1, 1);
  assert_int_equal(of("fact")->bom_bytes, 0);
}

static void many_lines(void **state) {
  (void)state;
  enum { LINES = 300000 };
  char *bytes = malloc(LINES * 2);
  for (int i = 0; i < LINES; i++) memcpy(bytes + 2 * i, "x\n", 2);
  Source *source = source_of_text(TEXT("many"), (Text){bytes, LINES * 2});
  for (uint32_t line = 1; line <= LINES; line += 997) place_is(source, 2 * (line - 1) + 1, line, 2);
  assert_int_equal(source->line_count, LINES + 1);
  free(bytes);
}

static SourceStatus read_status(const char *path, int error_number) {
  Source *source;
  int error;
  SourceStatus status = source_read(path, &source, &error);
  assert_int_equal(error, error_number);
  assert_text(source->path, strcmp(path, "-") ? path : "standard input");
  if (status != SOURCE_OK) assert_int_equal(source->text.bytes, 0);
  return status;
}

static void put_bytes(const char *path, size_t count) {
  char *bytes = malloc(count + 1);
  int error;
  memset(bytes, 'x', count);
  assert_int_equal(file_replace(path, bytes, count, &error), FILE_WRITTEN);
  free(bytes);
}

static void files_are_read_whole(void **state) {
  (void)state;
  char path[] = "/tmp/remit-source.XXXXXX";
  static const size_t sizes[] = {0, 1, 2, 4095, 4096, 65536, 1000000, SOURCE_MAX_BYTES};
  close(mkstemp(path));
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    Source *source;
    int error;
    put_bytes(path, sizes[i]);
    assert_int_equal(source_read(path, &source, &error), SOURCE_OK);
    assert_int_equal(source->text.bytes, sizes[i]);
    assert_int_equal(source->text.at[sizes[i]], 0);
    assert_true(sizes[i] == 0 || source->text.at[sizes[i] - 1] == 'x');
    mem_free((void *)(uintptr_t)source->text.at);
  }
  put_bytes(path, SOURCE_MAX_BYTES + 1);
  assert_int_equal(read_status(path, EFBIG), SOURCE_TOO_LARGE);
  unlink(path);
}

static void what_cannot_be_read_is_told(void **state) {
  (void)state;
  assert_int_equal(read_status("/nowhere/at/all", ENOENT), SOURCE_MISSING);
  assert_int_equal(read_status("/etc/passwd/x", ENOTDIR), SOURCE_MISSING);
  assert_int_equal(read_status("/tmp", EISDIR), SOURCE_FOLDER);
  assert_int_equal(read_status("/dev/zero", EFBIG), SOURCE_TOO_LARGE);
  assert_int_equal(read_status("/dev/null", 0), SOURCE_OK);
  assert_int_equal(read_status("/proc/self/mem", EIO), SOURCE_UNREADABLE);
}

static void a_pipe_is_read_to_its_end(void **state) {
  (void)state;
  int ends[2], error, standard = dup(0);
  assert_int_equal(pipe(ends), 0);
  if (fork() == 0) {
    char block[1000];
    close(ends[0]);
    memset(block, 'p', sizeof block);
    for (int i = 0; i < 300; i++)
      if (write(ends[1], block, sizeof block) < 0) _exit(1);
    _exit(0);
  }
  close(ends[1]);
  dup2(ends[0], 0);
  close(ends[0]);
  Source *source;
  assert_int_equal(source_read("-", &source, &error), SOURCE_OK);
  assert_int_equal(source->text.bytes, 300000);
  assert_text(source->path, "standard input");
  close(0);
  assert_int_equal(read_status("-", EBADF), SOURCE_UNREADABLE);
  dup2(standard, 0);
  close(standard);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_count_code_points),
      cmocka_unit_test(ends_of_files),
      cmocka_unit_test(offsets_invert_places),
      cmocka_unit_test(a_mark_at_the_start_is_skipped),
      cmocka_unit_test(many_lines),
      cmocka_unit_test(files_are_read_whole),
      cmocka_unit_test(what_cannot_be_read_is_told),
      cmocka_unit_test(a_pipe_is_read_to_its_end),
  };
  return UNIT_RUN(tests);
}

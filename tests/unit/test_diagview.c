#include "unit.h"
#include "view/diagview.h"
#include "view/snippet.h"
#include "view/visible.h"
#include <string.h>

static const char core[] =
    "module core\n"
    "fact vacancy_rate : percent\n"
    "define high when vacancy_rte > 15%\n"
    "\tright\tr1 \x1b[31m\u202e \xFF\n"
    "claim 日本 against nobody\n"
    "\n";

static Source *core_source(void) {
  return source_of_text(TEXT("rules/core.remit"), text_of(core));
}

static Span span_of(Source *source, const char *words) {
  const char *at = memmem(source->text.at, source->text.bytes, words, strlen(words));
  assert_non_null(at);
  uint32_t from = (uint32_t)(at - source->text.at);
  return (Span){from, from + (uint32_t)strlen(words)};
}

static Diag *add(Diags *diags, Source *source, const char *words, const char *text) {
  return diag_add(diags, DIAG_BYTE_NUL, source, source ? span_of(source, words) : (Span){0, 0}, "%s", text);
}

static void prints(const Diags *diags, bool colour, unsigned limit, const char *expected) {
  Sink sink = {.count = 0};
  diagview_print(&sink, diags, colour, limit);
  assert_text(sink_result(&sink), expected);
}

static void place_line_mark_and_mend(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *source = core_source();
  Diag *diag = add(&diags, source, "vacancy_rte", "there is no fact, conclusion or parameter called `vacancy_rte`");
  diag_mend(diag, "did you mean `vacancy_rate`?");
  prints(&diags, false, 20,
         "error R0010: there is no fact, conclusion or parameter called `vacancy_rte`\n"
         " --> rules/core.remit:3:18\n"
         "  |\n"
         "3 | define high when vacancy_rte > 15%\n"
         "  |                  ^^^^^^^^^^^\n"
         "  = did you mean `vacancy_rate`?\n");
}

static void notes_share_the_gutter(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  char lines[400] = "";
  for (int i = 1; i <= 12; i++) strcat(lines, i == 12 ? "fact a : number\n" : i == 3 ? "fact a : text\n" : "\n");
  Source *source = source_of_text(TEXT("a.remit"), text_of(lines));
  Diag *diag = add(&diags, source, "fact a : number", "`a` is declared twice");
  diag_note(diag, source, span_of(source, "fact a : text"), "first stated here");
  diag_note(diag, NULL, (Span){0, 0}, "and on the command line");
  prints(&diags, false, 20,
         "error R0010: `a` is declared twice\n"
         "  --> a.remit:12:1\n"
         "   |\n"
         "12 | fact a : number\n"
         "   | ^^^^^^^^^^^^^^^\n"
         "note: first stated here\n"
         "  --> a.remit:3:1\n"
         "   |\n"
         " 3 | fact a : text\n"
         "   | ^^^^^^^^^^^^^\n"
         "note: and on the command line\n");
}

static void colour_is_for_the_severity_alone(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  add(&diags, NULL, "", "first");
  add(&diags, NULL, "", "second")->severity = DIAG_WARNING;
  diags.errors = diags.warnings = 1;
  prints(&diags, true, 20, "\x1b[1;31merror\x1b[0m R0010: first\n\n\x1b[1;33mwarning\x1b[0m R0010: second\n");
}

static void nothing_can_command_the_terminal(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *source = source_of_text(TEXT("a\x1b]0;x\a.remit"), text_of(core));
  diag_mend(add(&diags, source, "r1", "a\x1b[2Jb\nc\td\u2066\xFE"), "\x9b");
  prints(&diags, false, 20,
         "error R0010: a\\x1b[2Jb\\nc\\td\\u{2066}\\xfe\n"
         " --> a\\x1b]0;x\\x07.remit:4:8\n"
         "  |\n"
         "4 |     right   r1 \\x1b[31m\\u{202e} \\xff\n"
         "  |             ^^\n"
         "  = \\x9b\n");
}

static void escaped_characters_are_marked_whole(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  add(&diags, core_source(), "\u202e", "hidden");
  prints(&diags, false, 20,
         "error R0010: hidden\n"
         " --> rules/core.remit:4:16\n"
         "  |\n"
         "4 |     right   r1 \\x1b[31m\\u{202e} \\xff\n"
         "  |                        ^^^^^^^^\n");
}

static void wide_characters_take_two_columns(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  add(&diags, core_source(), "日本 against", "wide");
  prints(&diags, false, 20,
         "error R0010: wide\n"
         " --> rules/core.remit:5:7\n"
         "  |\n"
         "5 | claim 日本 against nobody\n"
         "  |       ^^^^^^^^^^^^\n");
}

static void spans_of_many_lines_are_marked_on_the_first(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Source *source = core_source();
  diag_add(&diags, DIAG_BYTE_NUL, source, (Span){7, 60}, "long");
  diag_add(&diags, DIAG_BYTE_NUL, source, (Span){source->text.bytes, source->text.bytes}, "the file ends here");
  prints(&diags, false, 20,
         "error R0010: long\n"
         " --> rules/core.remit:1:8\n"
         "  |\n"
         "1 | module core\n"
         "  |        ^^^^\n"
         "\n"
         "error R0010: the file ends here\n"
         " --> rules/core.remit:7:1\n"
         "  |\n"
         "7 |\n"
         "  | ^\n");
}

static void files_without_lines(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  diag_add(&diags, DIAG_FILE_EMPTY, source_of_text(TEXT("a.case"), TEXT("")), (Span){0, 0}, "the file says nothing");
  prints(&diags, false, 20, "error R0005: the file says nothing\n --> a.case\n");
  prints(&(Diags){.errors = 0}, false, 20, "");
}

static void the_rest_are_counted(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  for (int i = 0; i < 5; i++) diag_add(&diags, DIAG_BYTE_NUL, NULL, (Span){0, 0}, "e%d", i);
  prints(&diags, false, 2, "error R0010: e0\n\nerror R0010: e1\n\nand 3 more\n");
  prints(&diags, false, 5,
         "error R0010: e0\n\nerror R0010: e1\n\nerror R0010: e2\n\nerror R0010: e3\n\nerror R0010: e4\n");
  prints(&diags, false, 0,
         "error R0010: e0\n\nerror R0010: e1\n\nerror R0010: e2\n\nerror R0010: e3\n\nerror R0010: e4\n");
}

static void warnings_give_way_to_errors(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  for (int i = 0; i < 4; i++) add(&diags, NULL, "", text_c(text_format("w%d", i)))->severity = DIAG_WARNING;
  add(&diags, NULL, "", "the error");
  diags.errors = 1, diags.warnings = 4;
  prints(&diags, false, 2, "warning R0010: w0\n\nerror R0010: the error\n\nand 3 more\n");
  prints(&diags, false, 1, "error R0010: the error\n\nand 4 more\n");
}

static Text shown(const char *before, const char *marked, const char *after) {
  Sink sink = {.count = 0};
  Source *source = source_of_text(TEXT("a"), text_format("%s%s%s", before, marked, after));
  uint32_t from = (uint32_t)strlen(before);
  snippet_print(&sink, source, (Span){from, from + (uint32_t)strlen(marked)}, 2);
  return sink_result(&sink);
}

static Text line_of(Text text, unsigned number) {
  return source_line(source_of_text(TEXT("out"), text), number);
}

/* Whatever the line, the output keeps to 120 columns and the carets stand under what is marked. */
static void long_lines_are_cut_around_the_mark(void **state) {
  (void)state;
  uint64_t random = 9;
  for (int round = 0; round < 2000; round++) {
    char before[2001] = "", after[2001] = "";
    memset(before, 'b', unit_random(&random) % (round % 2 ? 2000 : 130));
    memset(after, 'a', unit_random(&random) % (round % 3 ? 2000 : 130));
    Text text = shown(before, "MARK", after), first = line_of(text, 1), second = line_of(text, 2);
    assert_true(text_columns(first) <= SNIPPET_COLUMNS && text_columns(second) <= SNIPPET_COLUMNS);
    const char *mark = memmem(first.at, first.bytes, "MARK", 4);
    assert_non_null(mark);
    size_t column = text_columns(text_slice(first, 0, (size_t)(mark - first.at)));
    assert_true(text_ends(second, TEXT("^^^^")) && text_columns(second) == column + 4);
    bool cut = strlen(before) + 4 + strlen(after) > 116;
    assert_true(cut == (memmem(first.at, first.bytes, "…", 3) != NULL));
  }
}

static void odd_lines_keep_to_their_room(void **state) {
  (void)state;
  char tabs[300] = "", wide[901] = "", bad[300] = "", marked[1001] = "";
  memset(tabs, '\t', 299);
  memset(bad, '\x80', 299);
  memset(marked, 'm', 1000);
  for (int i = 0; i < 300; i++) memcpy(wide + 3 * i, "日", 3);
  const char *const sides[] = {"", tabs, wide, bad};
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      for (int k = 0; k < 2; k++) {
        Text text = shown(sides[i], k ? "MARK" : marked, sides[j]);
        assert_true(text_columns(line_of(text, 1)) <= SNIPPET_COLUMNS);
        assert_true(text_columns(line_of(text, 2)) <= SNIPPET_COLUMNS);
        assert_true(text_ends(line_of(text, 2), TEXT("^")));
      }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(place_line_mark_and_mend),
      cmocka_unit_test(notes_share_the_gutter),
      cmocka_unit_test(colour_is_for_the_severity_alone),
      cmocka_unit_test(nothing_can_command_the_terminal),
      cmocka_unit_test(escaped_characters_are_marked_whole),
      cmocka_unit_test(wide_characters_take_two_columns),
      cmocka_unit_test(spans_of_many_lines_are_marked_on_the_first),
      cmocka_unit_test(files_without_lines),
      cmocka_unit_test(the_rest_are_counted),
      cmocka_unit_test(warnings_give_way_to_errors),
      cmocka_unit_test(long_lines_are_cut_around_the_mark),
      cmocka_unit_test(odd_lines_keep_to_their_room),
  };
  return UNIT_RUN(tests);
}

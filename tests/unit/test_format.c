#include "unit.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static Tree *read_source(Source *source, bool is_case, size_t *errors) {
  Diags diags = {.errors = 0};
  Tree *tree = is_case ? parse_case(MEM_NEW(Names), source, &diags) : parse_rules(MEM_NEW(Names), source, &diags);
  *errors = diags.errors;
  return tree;
}

static Text formatted(const Tree *tree) {
  Sink sink = {.at = NULL};
  format_tree(&sink, tree);
  return sink_result(&sink);
}

static size_t comment_bytes(const Tree *tree) {
  size_t bytes = 0;
  for (size_t i = 0; i < tree->comments.count; i++)
    bytes += tree->comments.at[i].span.to - tree->comments.at[i].span.from;
  return bytes;
}

/* The three laws: the output reads as the same tree with the same comments, and it is its own layout. */
static bool laws_hold(Source *source, bool is_case) {
  size_t errors, errors_again;
  Tree *tree = read_source(source, is_case, &errors);
  if (errors) return true;
  Text once = formatted(tree);
  Tree *again = read_source(source_of_text(TEXT("again"), once), is_case, &errors_again);
  return !errors_again && tree_equal(tree, again) && tree->comments.count == again->comments.count &&
         comment_bytes(tree) == comment_bytes(again) && text_equal(once, formatted(again));
}

static int check_folder(const char *folder, int *files) {
  struct dirent **found;
  int count = scandir(folder, &found, NULL, alphasort), wrong = 0;
  for (int i = 0; i < count; i++) {
    Source *source;
    int error;
    const char *path = text_c(text_format("%s/%s", folder, found[i]->d_name));
    if (strstr(path, ".remit") || strstr(path, ".case")) {
      bool holds = source_read(path, &source, &error) == SOURCE_OK && laws_hold(source, strstr(path, ".case"));
      if (!holds) print_error("%s\n", path);
      wrong += !holds;
      ++*files;
    }
    free(found[i]);
  }
  if (count >= 0) free(found);
  return wrong;
}

static void laws_over_files(void **state) {
  (void)state;
  int files = 0;
  assert_int_equal(
    check_folder("rules", &files) + check_folder("examples", &files) + check_folder("tests/syntax", &files), 0);
  assert_true(files > 10);
}

static void becomes(const char *text, const char *expected, bool is_case) {
  size_t errors;
  Source *source = source_of_text(TEXT("a"), text_of(text));
  Tree *tree = read_source(source, is_case, &errors);
  assert_int_equal(errors, 0);
  assert_text(formatted(tree), expected);
  assert_true(laws_hold(source, is_case));
}

static void branches_read_as_a_table(void **state) {
  (void)state;
  becomes(
    "duty a \"A\" cite ws \"2\" accountable council cite rmp \"I\"  delivers trust when b\ndelivers council otherwise "
    "oversees board, dfe when b insures unknown otherwise cite ws",
    "duty a \"A\"  cite ws \"2\"\n"
    "  accountable council               cite rmp \"I\"\n"
    "  delivers    trust      when b\n"
    "  delivers    council    otherwise\n"
    "  oversees    board, dfe when b\n"
    "  insures     unknown    otherwise  cite ws\n",
    false);
  becomes("define a : money gives 1 when b gives -2 otherwise define c when d",
          "define a : money\n  gives 1  when b\n  gives -2 otherwise\ndefine c when d\n", false);
}

static void comments_stay(void **state) {
  (void)state;
  becomes("# head\n\n\n\nfact a:yes/no # one\nfact longer \"x\" : count# two\n  # of b\nduty b\n\n# of the line\n  c "
          "d#three\n\n  # last\n\n#end",
          "# head\n\nfact a      : yes/no     # one\nfact longer \"x\" : count  # two\n# of b\nduty b\n\n  # of the "
          "line\n  c d  #three\n\n"
          "  # last\n\n#end\n",
          false);
  becomes("type a is b, # first\n  # alone\n  c # last\n", "type a is b,  # first\n  # alone\n  c  # last\n", false);
}

static void long_rows_are_broken(void **state) {
  (void)state;
  becomes("define some_conclusion \"A label that is rather long for its line, but may stand\" when first_condition and "
          "second_condition "
          "and third_condition and (fourth_condition or fifth_condition)",
          "define some_conclusion \"A label that is rather long for its line, but may stand\"\n"
          "  when first_condition and second_condition and third_condition and (fourth_condition or fifth_condition)\n",
          false);
}

static void statements_align(void **state) {
  (void)state;
  becomes("case x \"X\" as at 2022-08-31 use core\nofsted is good from 2015 cite a\ntrust_operational is yes until "
          "2016-01 planned cite b\n"
          "e on 2019,2020\ne complete from 2015",
          "case x \"X\"  as at 2022-08-31\nuse core\n"
          "ofsted is good            from 2015               cite a\n"
          "trust_operational is yes  until 2016-01  planned  cite b\n"
          "e on 2019, 2020\n"
          "e complete                from 2015\n",
          true);
}

static void signs_are_spaced(void **state) {
  (void)state;
  becomes("always \"x\" a[b].c is one of(d,-2)and -3- -e/2=f.g or( h )",
          "always \"x\"\n  a[b].c is one of (d, -2) and -3 - -e / 2 = f.g or (h)\n", false);
}

/* Changing any one word of a program changes its tree. */
static void trees_differ(void **state) {
  (void)state;
  static const char *const PROGRAMS[] = {"fact a : count",
                                         "fact b : count",
                                         "fact a : number",
                                         "fact a : set of count_type",
                                         "fact a : count fixed",
                                         "event a",
                                         "fact a \"x\" : count",
                                         "define a when b or c or d",
                                         "define a when b or (c or d)",
                                         "define a when b or c and d",
                                         "define a when b is c",
                                         "define a when b is not c",
                                         "define a when b is held",
                                         "define a when b is not held",
                                         "define a when not b",
                                         "define a when b at 2015",
                                         "define a when b at 2016",
                                         "define a when b > 1",
                                         "define a when b > 1%",
                                         "define a when b > £1",
                                         "define a when b > -1",
                                         "define a when b > 1 day",
                                         "define a when b > 1 month",
                                         "define a when b[c] > 1",
                                         "define a when b.c > 1",
                                         "duty a b c",
                                         "duty a b d",
                                         "duty a b c when d",
                                         "duty a b c otherwise",
                                         "duty a b unknown",
                                         "amend duty a b c",
                                         "duty a cite d b c",
                                         "duty a b c cite d",
                                         "duty a b c cite d \"1\"",
                                         "duty a b c cite d as implied",
                                         "duty a in force from 2015 b c",
                                         "right a claim of b against c when d",
                                         "right a power of b over c when d",
                                         "right a power of b over c on e when d",
                                         "record a is b",
                                         "record a is b from 2015",
                                         "record a is b planned",
                                         "record a is one of (b)",
                                         "record a includes b",
                                         "role a exactly one",
                                         "role a any number",
                                         "always \"x\" all of (a)",
                                         "always \"x\" none of (a)",
                                         "always \"x\" all of (a for each b in c)",
                                         "always \"x\" count of a in last 1 day = 1",
                                         "always \"x\" count of a since 2015 = 1"};
  const size_t count = sizeof PROGRAMS / sizeof *PROGRAMS;
  size_t errors;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < count; k++) {
      Tree *a = read_source(source_of_text(TEXT("a"), text_of(PROGRAMS[i])), false, &errors);
      Tree *b = read_source(source_of_text(TEXT("b"), text_of(PROGRAMS[k])), false, &errors);
      if (tree_equal(a, b) != (i == k)) print_error("%s / %s\n", PROGRAMS[i], PROGRAMS[k]);
      assert_int_equal(tree_equal(a, b), i == k);
    }
}

/* One sign of a file changed, outside of comments: where that can be read at all, it reads as another tree. */
static void check_changed(const char *path, bool is_case, int *read) {
  Source *source;
  int error;
  size_t errors;
  bool comment = false;
  assert_int_equal(source_read(path, &source, &error), SOURCE_OK);
  Tree *tree = read_source(source, is_case, &errors);
  for (uint32_t i = 0; i < source->text.bytes; i++) {
    char sign = source->text.at[i];
    comment = sign == '#' || (comment && sign != '\n');
    bool digit = sign >= '0' && sign <= '9';
    if (comment || !(digit || (sign >= 'a' && sign <= 'z'))) continue;
    Text text = text_copy(source->text);
    ((char *)(uintptr_t)text.at)[i] = digit ? (sign == '1' ? '2' : '1') : (sign == 'q' ? 'z' : 'q');
    Tree *other = read_source(source_of_text(TEXT("other"), text), is_case, &errors);
    if (errors) continue;
    ++*read;
    if (tree_equal(tree, other)) print_error("%s: the same tree with the sign %u changed\n", path, i);
    assert_false(tree_equal(tree, other));
  }
}

static void changed_files_differ(void **state) {
  (void)state;
  int read = 0;
  check_changed("tests/language/constructs.remit", false, &read);
  check_changed("tests/language/amendments.remit", false, &read);
  check_changed("tests/cli/fixtures/town_scenarios.remit", false, &read);
  check_changed("tests/cli/fixtures/town.case", true, &read);
  assert_true(read > 2000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(laws_over_files),  cmocka_unit_test(branches_read_as_a_table),
                                     cmocka_unit_test(comments_stay),    cmocka_unit_test(long_rows_are_broken),
                                     cmocka_unit_test(statements_align), cmocka_unit_test(signs_are_spaced),
                                     cmocka_unit_test(trees_differ),
                                     cmocka_unit_test(changed_files_differ)};
  return UNIT_RUN(tests);
}

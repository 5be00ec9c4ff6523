/* Texts that are edited: only what changed is parsed, and the result is that of parsing the whole. REMIT_EDITS=100000
 * makes the property's run longer. */
#include "unit.h"
#include "base/sink.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "syntax/redraft.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- equality, places included ---- */

static bool same_span(Span a, Span b) { return a.from == b.from && a.to == b.to; }

static bool same_places(const Decl *a, const Decl *b) {
  bool same = a->offset == b->offset && same_span(a->span, b->span) && same_span(a->name.span, b->name.span) &&
              same_span(a->label_span, b->label_span) && a->lines.count == b->lines.count;
  for (size_t i = 0; same && i < a->lines.count; i++) same = same_span(a->lines.at[i]->span, b->lines.at[i]->span);
  return same && !a->used && !a->stated;
}

static bool same_trees(const Tree *a, const Tree *b) {
  bool same = tree_equal(a, b) && a->comments.count == b->comments.count;
  for (size_t i = 0; same && i < a->decls.count; i++) same = same_places(a->decls.at[i], b->decls.at[i]);
  for (size_t i = 0; same && i < a->comments.count; i++)
    same = same_span(a->comments.at[i].span, b->comments.at[i].span) &&
           a->comments.at[i].alone == b->comments.at[i].alone;
  return same;
}

static bool same_diag(const Diag *a, const Diag *b) {
  bool same = a->code == b->code && a->severity == b->severity && same_span(a->span, b->span) &&
              text_equal(a->text, b->text) && text_equal(a->mend, b->mend) && a->fixes.count == b->fixes.count &&
              a->notes.count == b->notes.count;
  for (size_t i = 0; same && i < a->fixes.count; i++)
    same = same_span(a->fixes.at[i].span, b->fixes.at[i].span) && text_equal(a->fixes.at[i].text, b->fixes.at[i].text);
  return same;
}

static bool same_diags(const Diags *a, const Diags *b) {
  bool same = a->all.count == b->all.count && a->errors == b->errors;
  for (size_t i = 0; same && i < a->all.count; i++) same = same_diag(a->all.at[i], b->all.at[i]);
  return same;
}

/* ---- a text that is edited ---- */

typedef struct Editing {
  Drafts *drafts;
  Names *names;             /* of the whole parse */
  bool is_case;
  char text[1 << 18];
  uint32_t bytes;
  size_t most, total;       /* declarations parsed by one edit, by all */
} Editing;

static Editing *editing_open(Text text, bool is_case) {
  Editing *editing = MEM_NEW(Editing);
  editing->drafts = drafts_open(MEM_NEW(Names));
  editing->names = MEM_NEW(Names);
  editing->is_case = is_case;
  assert_true(text.bytes < sizeof editing->text / 2);
  memcpy(editing->text, text.at, text.bytes);
  editing->bytes = text.bytes;
  return editing;
}

/* How many declarations were parsed. */
static size_t agrees(Editing *editing) {
  Source *source = source_of_text(TEXT("edited"), (Text){editing->text, editing->bytes});
  Diags diags = {0}, whole_diags = {0};
  size_t before = drafts_parsed(editing->drafts);
  Tree *tree = drafts_parse(editing->drafts, source, editing->is_case, &diags);
  Tree *whole = editing->is_case ? parse_case(editing->names, source, &whole_diags)
                                 : parse_rules(editing->names, source, &whole_diags);
  if (!same_trees(tree, whole) || !same_diags(&diags, &whole_diags)) {
    print_error("---- a text that is parsed otherwise after its edit:\n%.*s\n", (int)editing->bytes, editing->text);
    fail();
  }
  for (size_t i = 0; i < tree->decls.count; i++) tree->decls.at[i]->used = tree->decls.at[i]->stated = true;
  return drafts_parsed(editing->drafts) - before;
}

static void replace(Editing *editing, uint32_t from, uint32_t to, Text by) {
  if (editing->bytes - (to - from) + by.bytes > sizeof editing->text) return;
  memmove(editing->text + from + by.bytes, editing->text + to, editing->bytes - to);
  if (by.bytes) memcpy(editing->text + from, by.at, by.bytes);
  editing->bytes = editing->bytes - (to - from) + by.bytes;
}

/* The beginning of the character there. */
static uint32_t whole_character(const Editing *editing, uint32_t at) {
  while (at && at < editing->bytes && ((unsigned char)editing->text[at] & 0xC0) == 0x80) at--;
  return at;
}

/* ---- the property ---- */

static const char *const SNIPPETS[] = {
  "\"", "(", ")", "[", "]", "#", "\n", "\n\n", " ", "  ", ",", ".", ":", "-", "'", "%", "£", "é", "𝄞", "=", "\\", "\t",
  "a", "1", "is ", "when ", "not ", "and ", "of ", "each ", "is not ", "cite ", "unknown", "otherwise", "-x", "held",
  "# 𝄞 (\n", "\"𝄞", "\" \"", "\nfact ", "fact x : count\n", "define x when a", "\ndefine ", "\nparty ", "party",
  "\nduty d\n  accountable council\n", "\ncase ", "case", "\nrecord x is ", "use ", "\nholidays ", "\nscenario \"x\"\n",
  "given ", "expect ", "\nrequirment x ", "source", "\n  ", "10 working days", "2014-10-01", "1 May 2014", "10 per cent",
  "x is 1\n", "\nx is one of (a, ", "none", "complete", "{", "--", "right", "amend duty ", "for each x in y", "\r\n"};

static void edit_once(Editing *editing, uint64_t *seed) {
  uint32_t at = whole_character(editing, (uint32_t)(unit_random(seed) % (editing->bytes + 1)));
  uint32_t most = unit_random(seed) % 8 ? 4 : 200, to = at + (uint32_t)(unit_random(seed) % most);
  Text by = text_of(SNIPPETS[unit_random(seed) % (sizeof SNIPPETS / sizeof *SNIPPETS)]);
  to = to > editing->bytes ? editing->bytes : whole_character(editing, to);
  switch (unit_random(seed) % 4) {
    case 0: replace(editing, at, to, TEXT("")); return;
    case 1: replace(editing, at, to, by); return;
    case 2: replace(editing, at, at, text_copy((Text){editing->text + at, to - at})); return;
    default: replace(editing, at, at, by); return;
  }
}

/* Some edits at a time, then the file as it was: a text of nothing but mistakes would test little. */
static void edit_file(Source *source, bool is_case, uint64_t *seed, unsigned edits) {
  Editing *editing = editing_open(source->text, is_case);
  agrees(editing);
  for (unsigned i = 0; i < edits; i++) {
    if (i % 12 == 11) replace(editing, 0, editing->bytes, source->text);
    else edit_once(editing, seed);
    agrees(editing);
  }
  mem_free(editing);
}

static unsigned edits_of_file(void) {
  const char *wanted = getenv("REMIT_EDITS");
  return wanted ? (unsigned)atoi(wanted) / 100 : 48;
}

static void edit_folder(const char *folder, unsigned edits, uint64_t *seed) {
  struct dirent **found;
  int count = scandir(folder, &found, NULL, alphasort), error;
  for (int i = 0; i < count; i++) {
    Source *source;
    Diags diags = {0};
    const char *path = text_c(text_format("%s/%s", folder, found[i]->d_name));
    bool is_case = strstr(path, ".case");
    free(found[i]);
    if (!is_case && !strstr(path, ".remit")) continue;
    assert_int_equal(source_read(path, &source, &error), SOURCE_OK);
    clean_check(source, &diags);
    if (!diags.errors && source->text.bytes < 12000) edit_file(source, is_case, seed, edits);
  }
  if (count >= 0) free(found);
}

static void random_edits(void **state) {
  (void)state;
  uint64_t seed = 5;
  unsigned edits = edits_of_file();
  edit_folder("tests/syntax", edits, &seed);
  edit_folder("tests/language", edits, &seed);
  edit_folder("examples", edits, &seed);
  edit_folder("rules", edits, &seed);
}

/* ---- how much is parsed ---- */

static Text large_module(unsigned count) {
  Sink text = {0};
  sink_c(&text, "module large \"Large\"\nparty council \"𝄞 council\"\n");
  for (unsigned i = 0; i < count; i++)
    sink_format(&text, "fact fact_%u \"fact number %u\" : yes/no\ndefine rule_%u \"rule\" when fact_%u and (fact_%u or "
                "not fact_%u)\n", i, i, i, i, i / 2, i / 3);
  return text_copy(sink_result(&text));
}

static uint32_t find(const Editing *editing, const char *what) {
  const char *at = memmem(editing->text, editing->bytes, what, strlen(what));
  assert_non_null(at);
  return (uint32_t)(at - editing->text);
}

/* Types a text behind `where`, key by key; the most that one key cost. */
static size_t type_behind(Editing *editing, const char *where, const char *keys) {
  uint32_t at = find(editing, where) + (uint32_t)strlen(where);
  size_t most = 0;
  for (; *keys; keys++, at++) {
    replace(editing, at, at, (Text){keys, 1});
    size_t parsed = agrees(editing);
    most = parsed > most ? parsed : most;
  }
  return most;
}

static void a_key_costs_one_declaration(void **state) {
  (void)state;
  Editing *editing = editing_open(large_module(40), false);
  assert_int_equal(agrees(editing), 82);
  assert_int_equal(agrees(editing), 0);
  assert_int_equal(type_behind(editing, "define rule_20 \"rule", " of so much"), 1);
  assert_int_equal(type_behind(editing, "when fact_21", " or rule_1 and ("), 1);
  assert_int_equal(type_behind(editing, "define rule_7", "_b"), 1);
  assert_int_equal(type_behind(editing, "define ", "x"), 1);
  assert_int_equal(type_behind(editing, "define rule_9 ", "\"open"), 1);
  assert_int_equal(type_behind(editing, "define rule_11 \"rule\" when fact_11 and ", "# comment ("), 1);
}

static void a_new_declaration_costs_little(void **state) {
  (void)state;
  Editing *editing = editing_open(large_module(40), false);
  agrees(editing);
  assert_in_range(type_behind(editing, "fact number 20\" : yes/no\n", "define typed \"x\" when fact_1 or fact_2\n"), 1, 3);
  assert_in_range(type_behind(editing, "council\"\n", "# remark\n"), 1, 2);
}

static void a_case_too(void **state) {
  (void)state;
  Sink text = {0};
  sink_c(&text, "case some \"Some\" as at 2020-01-01\nuse large\nsource paper \"Paper\"\n");
  for (int i = 0; i < 60; i++) sink_format(&text, "fact_%d is %s from 2015 cite paper\n", i, i % 2 ? "yes" : "unknown");
  Editing *editing = editing_open(sink_result(&text), true);
  assert_int_equal(agrees(editing), 63);
  assert_int_equal(type_behind(editing, "fact_20 is unknown from 2015", "-10-01"), 1);
  assert_int_equal(type_behind(editing, "fact_31 ", "is "), 1);
}

/* `fact_b c` is a name in two words where a `fact_b_c` stands, be it elsewhere. */
static void a_message_may_hang_on_a_word_elsewhere(void **state) {
  (void)state;
  Editing *editing = editing_open(TEXT("module m\nfact a : count\nfact z : count\ndefine d when fact_b c\n"), false);
  agrees(editing);
  type_behind(editing, "fact a", "\nfact fact_b_cd : yes/no\nfact fact_b_c : yes/no\nfact e");
  replace(editing, find(editing, "fact_b_c"), find(editing, "fact_b_c") + 3, TEXT(""));
  agrees(editing);
}

/* More words asked for than are kept, and then the very same text again, as when another file changed. */
static void a_long_session_of_mistakes(void **state) {
  (void)state;
  Editing *editing = editing_open(TEXT("module m\nfact a : count\ndefine d when fact_b c\n"), false);
  agrees(editing);
  for (unsigned i = 0; i < 300; i++) {
    type_behind(editing, "fact_b", i % 2 ? "x" : "y");
    agrees(editing);
  }
  agrees(editing);
}

/* Of a text with too many the rest is not read: with fewer it is, and what was told of the end is told no more. */
static void mistakes_beyond_the_last_that_is_told(void **state) {
  (void)state;
  Sink text = {0};
  for (int i = 0; i < 199; i++) sink_c(&text, "@");
  sink_c(&text, "\na is\nb is\nc is\n");
  Editing *editing = editing_open(sink_result(&text), true);
  agrees(editing);
  replace(editing, 20, 90, TEXT(""));
  agrees(editing);
}

static void two_thousand_declarations(void **state) {
  (void)state;
  Editing *editing = editing_open(large_module(1000), false);
  assert_int_equal(agrees(editing), 2002);
  assert_int_equal(type_behind(editing, "when fact_500", " and fact_7"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(random_edits), cmocka_unit_test(a_key_costs_one_declaration),
                                     cmocka_unit_test(a_new_declaration_costs_little), cmocka_unit_test(a_case_too),
                                     cmocka_unit_test(a_message_may_hang_on_a_word_elsewhere),
                                     cmocka_unit_test(a_long_session_of_mistakes),
                                     cmocka_unit_test(mistakes_beyond_the_last_that_is_told),
                                     cmocka_unit_test(two_thousand_declarations)};
  return UNIT_RUN(tests);
}

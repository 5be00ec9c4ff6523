#include "unit.h"
#include <string.h>
#include "facts/facts.h"
#include "model/print.h"
#include "view/csvwrite.h"
#include "view/jsonout.h"
#include "view/page.h"

static const char rules[] =
  "module town\n"
  "party council \"the council\"\nparty trust \"the trust\"\nparty board \"the Board, in full\"\n"
  "scale judgement is inadequate < requires_improvement < good < outstanding\n"
  "fact yes_no : yes/no\nfact count : count\nfact share : percent\nfact cash : money\nfact day : date\n"
  "fact length : duration\nfact words : text\nfact grade : judgement\nfact who : set of party\n";

static Program *program;
static const Names *names;

static const Type *type_of(const char *fact) {
  const Name *name = names_find(names, text_of(fact));
  assert_non_null(name);
  return program->facts.at[program->symbols.at[name->id].index]->type;
}

static void prints(const char *fact, Value value, const char *stated, const char *cell, const char *friendly) {
  Sink cells = {0};
  const Type *type = type_of(fact);
  assert_text(print_stated_text(type, &value), stated);
  if (value_certain(&value)) assert_text(print_exact_text(type, &value), stated);
  print_cell(&cells, type, &value);
  assert_text(sink_result(&cells), cell);
  assert_text(print_friendly_text(type, &value, NULL), friendly);
}

static Value range(int64_t low, int64_t high) {
  return value_range(low, high, BASIS_STATED);
}

static Value open_range(bool open_low, int64_t low, bool open_high, int64_t high) {
  return value_open_range(open_low, low, open_high, high, BASIS_STATED);
}

static void members_are_printed(void **state) {
  (void)state;
  prints("yes_no", value_yes_no(true, BASIS_STATED), "yes", "yes", "yes");
  prints("yes_no", value_truth(VALUE_EITHER, BASIS_NONE), "unknown", "unknown", "unknown");
  prints("grade", value_members(4, BASIS_STATED), "good", "good", "good");
  prints("grade", value_members(2, BASIS_STATED), "requires_improvement", "requires_improvement",
         "requires improvement");
  prints("grade", value_members(12, BASIS_NONE), "one of (good, outstanding)", "good|outstanding",
         "good or outstanding");
  prints("who", value_set(3, 3, BASIS_STATED), "council, trust", "council, trust", "the council and the trust");
  prints("who", value_set(0, 0, BASIS_STATED), "none", "none", "nobody");
  prints("who", value_set(7, 7, BASIS_STATED), "council, trust, board", "council, trust, board",
         "the council; the trust; and the Board, in full");
  prints("who", value_set(1, 3, BASIS_NONE), "includes council; excludes board", "council, trust?",
         "the council, perhaps also the trust");
  prints("who", value_set(0, 6, BASIS_NONE), "excludes council", "trust?, board?", "not the council");
}

static void ranges_are_printed(void **state) {
  (void)state;
  const int64_t one = DECIMAL_ONE;
  prints("count", range(1234 * one, 1234 * one), "1234", "1234", "1,234");
  prints("count", range(7 * one, 10 * one), "between 7 and 10", "7..10", "between 7 and 10");
  prints("share", range(175000, 175000), "17.5%", "17.5%", "17.5%");
  prints("share", range(-1, -1), "-0.0001%", "-0.0001%", "-0.0001%");
  prints("share", open_range(false, 200000, true, 0), "at least 20%", "20%..", "at least 20%");
  prints("cash", range(4700000 * one, 4700000 * one), "£4700000", "£4700000", "£4.7m");
  prints("cash", range(1200000000 * one, 1200000000 * one), "£1200000000", "£1200000000", "£1.2bn");
  prints("cash", range(312500000, 312500000), "£312.5", "£312.5", "£312.50");
  prints("cash", range(850000 * one, 850000 * one), "£850000", "£850000", "£850,000");
  prints("cash", open_range(true, 0, false, 5 * one), "at most £5", "..£5", "at most £5");
  prints("length", value_duration(18, UNIT_MONTHS, BASIS_STATED), "18 months", "18 months", "18 months");
  prints("length", value_duration(24, UNIT_MONTHS, BASIS_STATED), "24 months", "24 months", "2 years");
  prints("length", value_duration(1, UNIT_DAYS, BASIS_STATED), "1 day", "1 day", "1 day");
}

static void dates_are_printed(void **state) {
  (void)state;
  const Day first = calendar_day(2014, 10, 1), last = calendar_day(2014, 10, 31), later = calendar_day(2015, 2, 3);
  prints("day", range(first, first), "2014-10-01", "2014-10-01", "1 October 2014");
  prints("day", range(first, last), "2014-10", "2014-10-01..2014-10-31", "October 2014");
  prints("day", range(first, later), "between 2014-10-01 and 2015-02-03", "2014-10-01..2015-02-03",
         "between 1 October 2014 and 3 February 2015");
  prints("day", open_range(false, first, true, 0), "at least 2014-10-01", "2014-10-01..", "not before 1 October 2014");
  prints("day", value_no_date(BASIS_STATED), "no date", "no date", "never");
  prints("words", value_text(TEXT("a \"b\"\n\\"), BASIS_STATED), "\"a \\\"b\\\"\\n\\\\\"", "\"a \\\"b\\\"\\n\\\\\"",
         "a \"b\"\n\\");
}

/* What is printed as a statement is read back as the same value. */
static void statements_are_read_back(void **state) {
  (void)state;
  static const char *const statements[] = {
    "count is 12",
    "count is between 7 and 10",
    "share is 17.5%",
    "share is at least 20%",
    "cash is £312.5",
    "cash is at most £5",
    "day is 2014-10-01",
    "length is 18 months",
    "length is 1 day",
    "words is \"a \\\"b\\\"\"",
    "grade is one of (good, outstanding)",
    "who is council, trust",
    "who is none",
    "who includes council",
    "yes_no is no",
  };
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
    Diags diags = {0};
    Assertion *assertion =
      assertion_parse(program, NULL, source_of_text(TEXT("--set"), text_of(statements[i])), &diags);
    assert_non_null(assertion);
    Fact *fact = program->facts.at[assertion->subject];
    Text said = print_stated_text(fact->type, &assertion->value);
    const char *is = text_starts(said, TEXT("includes")) ? "" : "is ";
    assert_text(text_format("%s %s%s", text_c(fact->subject.name), is, text_c(said)), statements[i]);
  }
}

/* ---- writers ---- */

static void pages_are_wrapped(void **state) {
  (void)state;
  Sink sink = {0};
  Page page;
  page_open(&page, &sink, (PageOptions){.width = 20});
  page_say(&page, "one two three four five sixseveneightnineteneleven");
  page_paragraph(&page);
  page_echo(&page, TEXT("a\x1b[31m"));
  page_item(&page, 0);
  page_say(&page, "value that is long");
  page_entry(&page, 0, TEXT("term"), 9);
  assert_text(
    sink_result(&sink),
    "one two three four\nfive\nsixseveneightnineten\neleven\n  a\\x1b[31m\n  term   value that\n         is long\n");
}

static void markdown_is_escaped(void **state) {
  (void)state;
  Sink sink = {0};
  Page page;
  page_open(&page, &sink, (PageOptions){.format = PAGE_MARKDOWN});
  page_echo(&page, TEXT("a *b* | [c](d) <e>"));
  page_item(&page, 1);
  assert_text(sink_result(&sink), "  - a \\*b\\* \\| \\[c\\](d) \\<e\\>\n");
}

static void json_is_escaped(void **state) {
  (void)state;
  Sink sink = {0};
  JsonOut json = {.sink = &sink};
  jsonout_open(&json, '{');
  jsonout_put(&json, "a\"b", (Text){"x\\\n\x01\xff£\xe2\x80\xa8", 10});
  jsonout_key(&json, "list");
  jsonout_open(&json, '[');
  jsonout_number(&json, -3);
  jsonout_null(&json);
  jsonout_bool(&json, true);
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  assert_text(sink_result(&sink), "{\"a\\\"b\": \"x\\\\\\n\\u0001\\ufffd£\\u2028\", \"list\": [-3, null, true]}");
}

static void csv_is_harmless(void **state) {
  (void)state;
  static const char *const cells[][2] = {
    {"plain", "plain"},
    {"a,b", "\"a,b\""},
    {"a\"b", "\"a\"\"b\""},
    {"=1+1", "'=1+1"},
    {"-3.5", "-3.5"},
    {"-cmd", "'-cmd"},
    {"+3", "'+3"},
    {"@x", "'@x"},
    {"\tx", "'\tx"},
    {"=a,b", "\"'=a,b\""},
    {"two\nlines", "\"two\nlines\""},
    {"", ""},
  };
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    Sink sink = {0};
    Csv csv = {.sink = &sink};
    csv_cell_c(&csv, cells[i][0]);
    assert_text(sink_result(&sink), cells[i][1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(members_are_printed), cmocka_unit_test(ranges_are_printed),
    cmocka_unit_test(dates_are_printed),   cmocka_unit_test(statements_are_read_back),
    cmocka_unit_test(pages_are_wrapped),   cmocka_unit_test(markdown_is_escaped),
    cmocka_unit_test(json_is_escaped),     cmocka_unit_test(csv_is_harmless),
  };
  mem_open();
  static Diags diags;
  static Names all;
  Loader *loader = loader_open(&all, TEXT(""), TEXT(""));
  loader_text(loader, TEXT("town.remit"), text_of(rules), &diags);
  program = program_load_module(loader, names_intern(&all, TEXT("town")), source_of_text(TEXT("x"), TEXT("")),
                                (Span){0, 0}, &diags);
  names = &all;
  int failed = program && !diags.errors ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
  mem_close();
  return failed;
}

/* The batch engine's readers of tables and objects, held to tables of others and to the readers of single cases: what
 * the first take the second take with the same contents, and what the first refuse the second refuse. */
#include "unit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/csv.h"
#include "base/json.h"
#include "batch/batch.h"
#include "facts/casereaders.h"
#include "facts/session.h"
#include "source/clean.h"
#include "study/treerows.h"

static bool stressed(void) { return getenv("REMIT_STRESS") != NULL; }

static const char RULES[] = "module m \"M\"\nfact seen : yes/no\nfact n : number\ndefine it when seen\n"
                            "define twice : number gives n + n\n";

typedef struct Bench {
  Session session;
  Diags diags;
  Program *program;
  Sink output;
} Bench;

static bool collect(void *owner, const char *bytes, size_t count) {
  sink_text(&((Bench *)owner)->output, (Text){bytes, (uint32_t)count});
  return true;
}

static Bench *open_bench(void) {
  Bench *bench = MEM_NEW(Bench);
  Ident none = {0};
  session_open(&bench->session, TEXT(""), TEXT(""), &bench->diags);
  loader_text(bench->session.loader, TEXT("m.remit"), text_of(RULES), &bench->diags);
  bench->program = session_program(&bench->session, &none, source_of_text(TEXT("test"), TEXT("")), TEXT("m"));
  assert_non_null(bench->program);
  return bench;
}

/* All of a text's rows through the batch engine, those in error kept. */
static BatchResult read_all(Bench *bench, Text text, BatchOptions *options, Diags *diags) {
  TreeRows rows = {.session = &bench->session, .rules = TEXT("m"), .options = options};
  int file = memfd_create("rows", 0);
  for (size_t at = 0; at < text.bytes;) at += (size_t)write(file, text.at + at, text.bytes - at);
  lseek(file, 0, SEEK_SET);
  options->path = TEXT("rows");
  options->input = file;
  options->jobs = 1;
  options->as_at = calendar_day(2020, 1, 1);
  options->errors = BATCH_KEEP;
  options->write = collect;
  options->owner = bench;
  options->tree = (BatchTree){&rows, treerows_answer};
  for (size_t i = 0; i < bench->program->units.count; i++)
    list_push(&options->units, bench->program->units.at[i]);
  bench->output.count = 0;
  Batch *batch = batch_open(bench->program, options, diags);
  BatchResult result = {.wrong = 1};
  if (batch) result = batch_run(batch);
  close(file);
  return result;
}

/* ---- JSON ---- */

typedef struct JsonTest {
  const char *name, *bytes;
  size_t count;
} JsonTest;

#define JSON_TEST(name, bytes) {name, bytes, sizeof bytes - 1},
static const JsonTest JSON_TESTS[] = {
#include "json_suite.inc"
};

static Text object_around(Text document) {
  Sink sink = {0};
  sink_c(&sink, "{\"case\":\"a\",\"note\":");
  sink_text(&sink, document);
  sink_c(&sink, ",\"seen\":true}\n");
  return text_copy(sink_result(&sink));
}

/* In a key that is passed over, in an object of a line: so line ends, which JSON allows, cannot stand in it. */
static void hold_document(Bench *bench, const char *name, Text document) {
  BatchOptions options = {.json = true};
  Diags diags = {0};
  JsonError error;
  if (document.bytes && memchr(document.at, '\n', document.bytes)) return;
  Text line = object_around(document);
  list_push(&options.names, ((BatchName){TEXT("-"), TEXT("*")}));
  bool whole = clean_text(line) && json_document(text_slice(line, 0, line.bytes - 1), &error);
  bool taken = read_all(bench, line, &options, &diags).wrong == 0;
  bool ours = strstr(name, "duplicated_key") || !clean_text(line);   /* what Remit refuses of good JSON */
  if (name[0] == 'y' && !taken && !ours) fail_msg("%s is JSON, and refused: %s", name, text_c(sink_result(&bench->output)));
  if (name[0] == 'n' && taken) fail_msg("%s is no JSON, and taken", name);
  if (taken != whole) fail_msg("%s is taken by one reader and refused by the other", name);
  static const char row[] = "a,2020-01-01,yes,unknown,\n";
  Text output = sink_result(&bench->output);
  if (taken && !text_ends(output, text_of(row))) fail_msg("%s: %s", name, text_c(output));
}

static void test_json_suite(void **state) {
  (void)state;
  Bench *bench = open_bench();
  Sink brackets = {0};
  for (size_t i = 0; i < sizeof JSON_TESTS / sizeof *JSON_TESTS; i++) {
    const JsonTest *test = &JSON_TESTS[i];
    hold_document(bench, test->name, (Text){test->bytes, (uint32_t)test->count});
  }
  sink_repeat(&brackets, '[', 100000);
  hold_document(bench, "n_structure_100000_opening_arrays", sink_result(&brackets));
  brackets.count = 0;
  for (unsigned i = 0; i < 50000; i++) sink_c(&brackets, "[{\"\":");
  hold_document(bench, "n_structure_open_array_object", sink_result(&brackets));
}

/* The same documents as the whole of a fact, where all that is no number, truth or string is a mistake or a history. */
static void test_json_values(void **state) {
  (void)state;
  Bench *bench = open_bench();
  size_t taken = 0;
  for (size_t i = 0; i < sizeof JSON_TESTS / sizeof *JSON_TESTS; i++) {
    const JsonTest *test = &JSON_TESTS[i];
    Text document = {test->bytes, (uint32_t)test->count};
    if (document.bytes < 3 || document.at[0] != '[' || memchr(document.at, '\n', document.bytes)) continue;
    if (document.at[document.bytes - 1] != ']') continue;
    Text value = text_slice(document, 1, document.bytes - 1), line = text_format("{\"n\":%s}\n", text_c(value));
    BatchOptions options = {.json = true};
    Diags diags = {0}, *kept = bench->session.diags;
    CaseFiles cases = {0};
    if (memchr(value.at, 0, value.bytes)) continue;
    bool fast = read_all(bench, line, &options, &diags).wrong == 0;
    bench->session.diags = &diags;
    case_read_source(&bench->session, source_of_text(TEXT("one.json"), line), TEXT("m"), &cases);
    bench->session.diags = kept;
    if (fast != (diags.errors == 0))
      fail_msg("%s: {\"n\":%s} gives %s", test->name, text_c(value), text_c(sink_result(&bench->output)));
    if (!fast) continue;
    Sink cell = {0};
    World *world = world_make(cases.at[0]->program, cases.at[0], (WorldOptions){0});
    const Unit *twice = program_unit(bench->program, TEXT("twice"));
    treerows_cell(&cell, world, twice, options.as_at);
    Text expected = text_format(",%s,", text_c(sink_result(&cell)));
    if (!memmem(bench->output.at, bench->output.count, expected.at, expected.bytes))
      fail_msg("%s: %s, not %s", test->name, text_c(sink_result(&bench->output)), text_c(expected));
    taken++;
  }
  assert_in_range(taken, 10, 100);
}

/* ---- CSV ---- */

typedef struct CsvTest {
  const char *name;
  uint32_t width;
  const char *bytes;
  const char *cells[16];
} CsvTest;

#define CSV_TEST(name, width, bytes, ...) {name, width, bytes, {__VA_ARGS__}},
static const CsvTest CSV_TESTS[] = {
#include "csv_spectrum.inc"
};

static Text past_apostrophe(Text cell, const char *expected) {
  return cell.bytes && cell.at[0] == '\'' && expected[0] != '\'' ? text_slice(cell, 1, cell.bytes) : cell;
}

/* Every column goes along as it is; so often that records stand across the ends of blocks and buffers. */
static void hold_table(Bench *bench, const CsvTest *test, unsigned times) {
  BatchOptions options = {0};
  Diags diags = {0};
  CsvReader header, got;
  Text bytes = text_of(test->bytes);
  Sink table = {0};
  csv_begin(&header, bytes);
  assert_int_equal(csv_next(&header), CSV_RECORD);
  for (size_t i = 0; i < header.cells.count; i++) list_push(&options.keep, text_copy(csv_text(&header.cells.at[i])));
  list_push(&options.names, ((BatchName){TEXT("-"), TEXT("*")}));
  sink_text(&table, text_slice(bytes, 0, (uint32_t)header.at));
  for (unsigned t = 0; t < times; t++) {
    sink_text(&table, text_slice(bytes, (uint32_t)header.at, bytes.bytes));
    if (t + 1 < times && bytes.at[bytes.bytes - 1] != '\n') sink_char(&table, '\n');
  }
  BatchResult result = read_all(bench, sink_result(&table), &options, &diags);
  assert_int_equal(result.wrong, 0);
  csv_begin(&got, sink_result(&bench->output));
  assert_int_equal(csv_next(&got), CSV_RECORD);
  for (unsigned t = 0; t < times; t++)
    for (size_t cell = 0; cell < 16 && test->cells[cell]; cell++) {
      if (cell % test->width == 0) assert_int_equal(csv_next(&got), CSV_RECORD);
      Text text = past_apostrophe(csv_text(&got.cells.at[1 + cell % test->width]), test->cells[cell]);
      if (!text_equal(text, text_of(test->cells[cell])))
        fail_msg("%s: `%s`, not `%s`", test->name, text_c(text), test->cells[cell]);
    }
  assert_int_equal(csv_next(&got), CSV_END);
}

static void test_csv_spectrum(void **state) {
  (void)state;
  Bench *bench = open_bench();
  for (size_t i = 0; i < sizeof CSV_TESTS / sizeof *CSV_TESTS; i++) {
    hold_table(bench, &CSV_TESTS[i], 1);
    hold_table(bench, &CSV_TESTS[i], stressed() ? 3 : 30000);
  }
}

/* ---- the shape of tables: the quick reader, the careful one, and that of single cases ---- */

static uint64_t seed = 5;

static Text random_table(void) {
  static const char *const bits[] = {"a", "1", ",", ",", "\n", "\n", "\"", "\"\"", "\r\n", "\r", " ", "\t", "é",
                                     "\xff", "\x01", "yes", "2.5",
                                     "\"x\"", "\"y\ny\"", "\xEF\xBB\xBF", "\"\"\"", "\x7f", "\xC2\x85", "\xE2\x80\xAE"};
  Sink sink = {0};
  if (unit_random(&seed) % 4 == 0) sink_c(&sink, "\xEF\xBB\xBF");
  sink_c(&sink, unit_random(&seed) % 3 ? "case,seen,n\n" : "case,seen,n\r\n");
  for (unsigned i = (unsigned)(unit_random(&seed) % 4); i; i--) sink_c(&sink, "r,yes,1\n");
  for (unsigned i = (unsigned)(unit_random(&seed) % 12); i; i--)
    sink_c(&sink, bits[unit_random(&seed) % (sizeof bits / sizeof *bits)]);
  if (unit_random(&seed) % 5 == 0) sink_text(&sink, (Text){"\0", 1});
  return text_copy(sink_result(&sink));
}

/* Where every row is sound, the reader of cases finds as many of them, and takes them, too; where one is not, it
 * refuses the table. */
static void test_random_tables(void **state) {
  (void)state;
  Bench *bench = open_bench();
  unsigned sound = 0, rounds = stressed() ? 60 : 6000;
  for (unsigned round = 0; round < rounds; round++) {
    BatchOptions options = {.check_all = true};
    Diags diags = {0}, alone = {0}, *kept = bench->session.diags;
    CaseFiles cases = {0};
    Text table = random_table();
    BatchResult result = read_all(bench, table, &options, &diags);
    bench->session.diags = &alone;
    case_read_source(&bench->session, source_of_text(TEXT("rows.csv"), table), TEXT("m"), &cases);
    bench->session.diags = kept;
    bool fast = result.wrong == 0 && result.rows > 0;
    if (fast != (alone.errors == 0))
      fail_msg("round %u: %s\n%s%s", round, text_c(table), fast ? "taken" : "refused",
               alone.all.count ? text_c(alone.all.at[0]->text) : "");
    if (fast) assert_int_equal(result.rows, cases.count);
    sound += fast;
  }
  assert_true(sound > rounds / 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_json_suite), cmocka_unit_test(test_json_values),
                                     cmocka_unit_test(test_csv_spectrum), cmocka_unit_test(test_random_tables)};
  return UNIT_RUN(tests);
}

/* The CSV reader: RFC 4180, and the shapes that csv-spectrum collects. */
#include "unit.h"

#include <string.h>
#include "base/csv.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* A copy of exactly these bytes, so that reading behind them shows. */
static Text exact(const char *text) {
  size_t bytes = strlen(text);
  char *copy = mem_alloc_flat(bytes == 0 ? 1 : bytes);
  memcpy(copy, text, bytes);
  return (Text){copy, (uint32_t)bytes};
}

/* Records with `;` behind each and cells with `|` before each. */
static const char *all_of(const char *text) {
  CsvReader reader;
  CsvStatus status;
  Text all = TEXT("");
  csv_begin(&reader, exact(text));
  while ((status = csv_next(&reader)) == CSV_RECORD) {
    for (size_t i = 0; i < reader.cells.count; i++)
      all = text_format("%s|%s", text_c(all), text_c(csv_text(&reader.cells.at[i])));
    all = text_format("%s;", text_c(all));
  }
  return status == CSV_END ? text_c(all) : text_c(text_format("%s!%s", text_c(all), text_c(reader.error.words)));
}

typedef struct Row {
  const char *text, *records;
} Row;

static void records_and_cells(void **state) {
  static const Row rows[] = {
    {"", ""},
    {"a,b,c\n1,2,3\n", "|a|b|c;|1|2|3;"},
    {"a,b,c\r\n1,2,3\r\n", "|a|b|c;|1|2|3;"},
    {"a,b,c\n1,2,3", "|a|b|c;|1|2|3;"},
    {"a,b\r\n1,2", "|a|b;|1|2;"},
    {"\xEF\xBB\xBF"
     "a,b\n1,2\n",
     "|a|b;|1|2;"},
    {"a,b,c\n1,\"\",\"\"\n2,3,4\n", "|a|b|c;|1||;|2|3|4;"},
    {"a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", "|a|b|c;|1||;|2|3|4;"},
    {"a,b\n,\n1,\n,2", "|a|b;||;|1|;||2;"},
    {"name,town\nJo,\"Hove, Sussex\"\n", "|name|town;|Jo|Hove, Sussex;"},
    {"a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", "|a|b;|1|ha \"ha\" ha;|3|4;"},
    {"a,b\n1,\"\"\"\"\n2,\"\"\"x\"\"\"\n", "|a|b;|1|\";|2|\"x\";"},
    {"key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
     "|key|val;|1|{\"type\": \"Point\", \"at\": [102.0, 0.5]};"},
    {"a,b\n1,\"one\ntwo\n\"\n3,4", "|a|b;|1|one\ntwo\n;|3|4;"},
    {"a,b\r\n1,\"one\r\ntwo\"\r\n3,4\r\n", "|a|b;|1|one\r\ntwo;|3|4;"},
    {"a,b\n1,\"ha\n\"\"ha\"\"\nha\"\n", "|a|b;|1|ha\n\"ha\"\nha;"},
    {"a,b\n1,\xCA\xA4\n", "|a|b;|1|\xCA\xA4;"},
    {"\"a\",\"b\"\n\"1\",\"2\"", "|a|b;|1|2;"},
    {"a,b\n\n1,2\n\n\n", "|a|b;|1|2;"},
    {"a\n\n1\n", "|a;|;|1;"},
    {" a , b \n 1 , 2 \n", "| a | b ;| 1 | 2 ;"},
    {"a,b\n\",\",\"\n\"\n", "|a|b;|,|\n;"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) assert_string_equal(all_of(rows[i].text), rows[i].records);
}

typedef struct Wrong {
  const char *text;
  size_t from, to;
  const char *words, *mend;
} Wrong;

static void messages_say_what_and_where(void **state) {
  static const Wrong rows[] = {
    {"a,b\n1,x\"y\n", 7, 8, "a quote inside a cell that does not begin with one",
     "put the whole cell in quotes and write the quote inside twice"},
    {"a,b\n1, \"y\"\n", 7, 8, "a quote inside a cell that does not begin with one", "leave out the space before it"},
    {"a,b\n1,\"x\"y\n", 9, 10, "something stands behind the closing quote", "a quote inside a cell is written twice"},
    {"a,b\n1,\"x\" \n", 9, 10, "something stands behind the closing quote", "a quote inside a cell is written twice"},
    {"a,b\n1,\"x\n2,3\n", 6, 7, "the quote that opens here is never closed", ""},
    {"a,b\n1,\"x\"\"", 6, 7, "the quote that opens here is never closed", ""},
    {"a,b\n1\n", 5, 5, "this record has 1 cell, the first has 2", ""},
    {"a,b\n1,2,3,4\n", 8, 11, "this record has 4 cells, the first has 2", "put a cell that holds a comma in quotes"},
    {"a,b\n1,2,\"3\"\n", 8, 11, "this record has 3 cells, the first has 2", "put a cell that holds a comma in quotes"},
    {"a,b\r1,2\r", 3, 4, "a line ends in CR without LF", ""},
    {"a,b\n1,\xE5\n", 6, 7, "malformed UTF-8", ""},
    {"a,b\n1,\"x\xC0\xAF\"\n", 8, 9, "malformed UTF-8", ""},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    CsvReader reader;
    CsvStatus status;
    csv_begin(&reader, exact(rows[i].text));
    while ((status = csv_next(&reader)) == CSV_RECORD) {}
    assert_int_equal(status, CSV_FAILED);
    assert_text(reader.error.words, rows[i].words);
    assert_text(reader.error.mend, rows[i].mend);
    assert_int_equal(reader.error.from, rows[i].from);
    assert_int_equal(reader.error.to, rows[i].to);
  }
}

static void it_goes_on_behind_a_bad_record(void **state) {
  CsvReader reader;
  (void)state;
  csv_begin(&reader, TEXT("a,b\n1,x\"y\n3,4\n5\n\"6\n7\",8\n\"9,\n10,11\n"));
  assert_int_equal(csv_next(&reader), CSV_RECORD);
  assert_int_equal(csv_next(&reader), CSV_FAILED);
  assert_int_equal(csv_next(&reader), CSV_RECORD);
  assert_text(csv_text(&reader.cells.at[0]), "3");
  assert_int_equal(reader.record_line, 3);
  assert_int_equal(csv_next(&reader), CSV_FAILED);
  assert_int_equal(csv_next(&reader), CSV_RECORD);
  assert_int_equal(reader.record_line, 5);
  assert_int_equal(csv_next(&reader), CSV_FAILED);
  assert_int_equal(csv_next(&reader), CSV_RECORD);
  assert_text(csv_text(&reader.cells.at[1]), "11");
  assert_int_equal(reader.record_line, 8);
  assert_int_equal(csv_next(&reader), CSV_END);
  assert_int_equal(csv_next(&reader), CSV_END);
}

static void cells_know_their_places(void **state) {
  CsvReader reader;
  Text text = TEXT("ab,\"c\"\"d\",\n");
  (void)state;
  csv_begin(&reader, text);
  assert_int_equal(csv_next(&reader), CSV_RECORD);
  assert_int_equal(reader.cells.count, 3);
  assert_int_equal(reader.cells.at[1].from, 4);
  assert_true(reader.cells.at[1].quoted && reader.cells.at[1].doubled);
  assert_text(reader.cells.at[1].raw, "c\"\"d");
  assert_ptr_equal(csv_text(&reader.cells.at[0]).at, text.at);
  assert_int_equal(reader.cells.at[2].from, 10);
}

/* Whatever the bytes, it ends, and stays inside them. */
static void any_bytes_at_all(void **state) {
  static const char bytes[] = "a,\"\r\n \xC3\xA9";
  uint64_t seed = 7;
  (void)state;
  for (unsigned round = 0; round < 20000; round++) {
    char text[24] = {0};
    size_t count = unit_random(&seed) % (sizeof text - 1);
    for (size_t i = 0; i < count; i++) text[i] = bytes[unit_random(&seed) % (sizeof bytes - 1)];
    CsvReader reader;
    csv_begin(&reader, exact(text));
    for (size_t records = 0; csv_next(&reader) != CSV_END; records++) assert_true(records <= count);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(records_and_cells),
    cmocka_unit_test(messages_say_what_and_where),
    cmocka_unit_test(it_goes_on_behind_a_bad_record),
    cmocka_unit_test(cells_know_their_places),
    cmocka_unit_test(any_bytes_at_all),
  };
  return UNIT_RUN(tests);
}

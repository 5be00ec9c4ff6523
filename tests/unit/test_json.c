/* The strict JSON reader. The rows of `taken` and `refused` follow, shape by shape, what JSONTestSuite (Nicolas Seriot)
 * names y_ and n_; two of its y_ rows, a key that stands twice, are refused here. */
#include "unit.h"

#include <string.h>
#include "base/json.h"

typedef struct Row {
  const char *at;
  size_t bytes;
} Row;
#define R(literal) {literal, sizeof(literal) - 1}
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* A copy of exactly these bytes, so that reading behind them shows. */
static Text exact(Row row) {
  char *copy = mem_alloc_flat(row.bytes == 0 ? 1 : row.bytes);
  memcpy(copy, row.at, row.bytes);
  return (Text){copy, (uint32_t)row.bytes};
}

static const Row taken[] = {
  R("[[]    ]"),
  R("[\"\"]"),
  R("[]"),
  R("[\"z\"]"),
  R("[false]"),
  R("[null, 7, \"7\", {}]"),
  R("[null]"),
  R("[7\n]"),
  R(" [7]"),
  R("[7,null,null,null,8]"),
  R("[8] "),
  R("[321e56]"),
  R("[0e+2]"),
  R("[0e2]"),
  R("[ 5]"),
  R("[-0.00000000000000000000000000000000000000000000000000000000000000000000000000002]\n"),
  R("[30e1]"),
  R("[-0]"),
  R("[-321]"),
  R("[-2]"),
  R("[2E23]"),
  R("[2E-3]"),
  R("[2E+3]"),
  R("[321e54]"),
  R("[321.654e87]"),
  R("[2e-3]"),
  R("[2e+3]"),
  R("[321]"),
  R("[321.987654]"),
  R("{\"one\":\"two\", \"three\":\"four\"}"),
  R("{\"one\":\"two\"}"),
  R("{}"),
  R("{\"\":1}"),
  R("{\"to\\u0000go\": 24}"),
  R("{ \"low\": -2.0e+29, \"high\": 2.0e+29 }"),
  R("{\"y\":[{\"id\": \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"}], \"id\": "
    "\"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"}"),
  R("{\"z\":[]}"),
  R("{\"name\":\"\\u0414\\u043e\\u043c\" }"),
  R("{\n\"z\": \"y\"\n}"),
  R("[\"\\u0061\\u013b\\u13CD\"]"),
  R("[\"\\uD802\\udc38\"]"),
  R("[\"\\ud83e\\ude3a\\ud83e\\udc8e\"]"),
  R("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
  R("[\"\\\\u0001\"]"),
  R("[\"\\\"\"]"),
  R("[\"x/*y*/z/*w//v\"]"),
  R("[\"\\\\z\"]"),
  R("[\"\\\\t\"]"),
  R("[\"\\u0013\"]"),
  R("[\"\\uFFFF\"]"),
  R("[\"word\"]"),
  R("[ \"word\"]"),
  R("[\"\\uDBFE\\uDFFE\"]"),
  R("[\"old\\u00A0line\"]"),
  R("[\"\xF4\x8F\xBF\xBE\"]"),
  R("[\"\xEF\xBF\xBE\"]"),
  R("[\"\\u0000\"]"),
  R("[\"\\u002d\"]"),
  R("[\"\xCF\x81\"]"),
  R("[\"\xF0\x9B\xBF\xBE\"]"),
  R("[\"word \"]"),
  R("\"  \""),
  R("[\"\\uD834\\uDd1f\"]"),
  R("[\"\\u0822\"]"),
  R("[\"\\u0124\"]"),
  R("[\"\xE2\x80\xA8\"]"),
  R("[\"\xE2\x80\xA9\"]"),
  R("[\"\\u0062\\u30b0\\u30EB\\u30ba\"]"),
  R("[\"old\\u000Aline\"]"),
  R("[\"\x7F\"]"),
  R("[\"\\uA66E\"]"),
  R("[\"\\u005C\"]"),
  R("[\"\xE2\x8D\x83\xE3\x88\xB5\"]"),
  R("[\"\\uDBFF\\uDFFE\"]"),
  R("[\"\\uD83F\\uDFFF\"]"),
  R("[\"\\u200B\"]"),
  R("[\"\\u2063\"]"),
  R("[\"\\uFDD1\"]"),
  R("[\"\\uFFFE\"]"),
  R("[\"\\u0022\"]"),
  R("[\"\xE2\x82\xAD\xF0\x9D\x84\x9F\"]"),
  R("[\"z\x7Fz\"]"),
  R("false"),
  R("24"),
  R("-0.2"),
  R("null"),
  R("\"word\""),
  R("true"),
  R("\"\""),
  R("[\"z\"]\n"),
  R("[true]"),
  R("\t[] \r\n"),
};

static const Row refused[] = {
  /* lists */
  R("[7 true]"),
  R("[z\xE5]"),
  R("[\"\": 7]"),
  R("[\"\"],"),
  R("[,7]"),
  R("[7,,8]"),
  R("[\"y\",,]"),
  R("[\"y\"]]"),
  R("[\"\",]"),
  R("[\"y\""),
  R("[y"),
  R("[4[5]]"),
  R("[\xFF]"),
  R("[7;8]"),
  R("[,]"),
  R("[-]"),
  R("[    , \"\"]"),
  R("[\"z\",\n5\n,7,"),
  R("[7,]"),
  R("[7,,]"),
  R("[\"\x0Bz\"\\f]"),
  R("[*]"),
  R("[\"\""),
  R("[7,"),
  R("[7,\n7\n,7"),
  R("[{}"),
  R("[fal]"),
  R("[nu]"),
  R("[tr]"),
  R("321\0"),
  /* numbers */
  R("[++4321]"),
  R("[+7]"),
  R("[+Inf]"),
  R("[-07]"),
  R("[-7.0.]"),
  R("[-3.]"),
  R("[-NaN]"),
  R("[.-7]"),
  R("[.3e-4]"),
  R("[0.2.3]"),
  R("[0.4e+]"),
  R("[0.4e]"),
  R("[0.e2]"),
  R("[0E+]"),
  R("[0E]"),
  R("[0e+]"),
  R("[0e]"),
  R("[7.0e+]"),
  R("[7.0e-]"),
  R("[7.0e]"),
  R("[7 000.0]"),
  R("[7eE3]"),
  R("[3.e+4]"),
  R("[3.e-4]"),
  R("[3.e4]"),
  R("[8.e+]"),
  R("[Inf]"),
  R("[NaN]"),
  R("[\xEF\xBC\x92]"),
  R("[7+8]"),
  R("[0x7]"),
  R("[0x24]"),
  R("[Infinity]"),
  R("[0e+-7]"),
  R("[-321.321bar]"),
  R("[321\xE5]"),
  R("[7e7\xE5]"),
  R("[0\xE5]\n"),
  R("[-Infinity]"),
  R("[-bar]"),
  R("[- 7]"),
  R("[-021]"),
  R("[-.321]"),
  R("[-7y]"),
  R("[7eb]"),
  R("[7e\xE5]"),
  R("[7.]"),
  R("[.321]"),
  R("[7.3b-4]"),
  R("[7.9022781044487625H-309]"),
  R("[021]"),
  R("[1_000]"),
  R("[0b1]"),
  /* objects */
  R("[\"y\", trust]"),
  R("{[: \"y\"}\n"),
  R("{\"y\", null}"),
  R("{\"y\"::\"z\"}"),
  R("{\xF0\x9F\x87\xA9\xF0\x9F\x87\xAE}"),
  R("{\"z\":\"z\" 321}"),
  R("{word: 'value'}"),
  R("{\"\xB9\":\"1\",}"),
  R("{\"z\" y}"),
  R("{:\"y\"}"),
  R("{\"z\" \"y\"}"),
  R("{\"z\":"),
  R("{\"z\""),
  R("{7:7}"),
  R("{8888E8888:7}"),
  R("{null:null,null:null}"),
  R("{\"no\":1,,,,,}"),
  R("{'z':1}"),
  R("{\"no\":1,}"),
  R("{\"z\":\"y\"}/**/"),
  R("{\"z\":\"y\"}/**//"),
  R("{\"z\":\"y\"}//"),
  R("{\"z\":\"y\"}/"),
  R("{\"z\":\"y\",,\"x\":\"w\"}"),
  R("{z: \"y\"}"),
  R("{\"z\":\"z"),
  R("{ \"one\" : \"two\", \"z\" }"),
  R("{\"z\":\"y\"}#"),
  R("{\"z\":1,\"z\":2}"),
  R("{\"z\":1,\"\\u007a\":1}"),
  /* strings */
  R(" "),
  R("[\"\\uD801\\\"]"),
  R("[\"\\uD801\\u\"]"),
  R("[\"\\uD801\\u2\"]"),
  R("[\"\\uD801\\u2y\"]"),
  R("[\xC3\xA8]"),
  R("[\"\\\0\"]"),
  R("[\"\\x01\"]"),
  R("[\"\\\\\\\"]"),
  R("[\"\\\t\"]"),
  R("[\"\\\xF0\x9F\x8C\x81\"]"),
  R("[\"\\\"]"),
  R("[\"\\u00B\"]"),
  R("[\"\\uD835\\uDe\"]"),
  R("[\"\\uD801\\uD801\\y\"]"),
  R("[\"\\u\xE5\"]"),
  R("[\"\\c\"]"),
  R("[\"\\urrrr\"]"),
  R("[\"\\\xE5\"]"),
  R("[\\u0020\"word\"]"),
  R("[\\t]"),
  R("\""),
  R("['one quote']"),
  R("word"),
  R("[\"\\"),
  R("[\"z\0z\"]"),
  R("[\"old\nline\"]"),
  R("[\"\t\"]"),
  R("\"\\UA66E\""),
  R("\"\"y"),
  R("[\"\\uD801\"]"),
  R("[\"\\uDC01\"]"),
  R("[\"\\uDC01\\uD801\"]"),
  R("[\"\xED\xA0\x81\"]"),
  R("[\"\xC0\xAE\"]"),
  R("[\"\xF4\xBF\xBF\xBF\"]"),
  R("[\"\x80\"]"),
  R("[\"\xE2\x82\"]"),
  /* structure */
  R("[\xE2\x81\xA1]"),
  R("\xEF\xBB\xBF"),
  R("<.>"),
  R("[<null>]"),
  R("[7]y"),
  R("[7]]"),
  R("[\"word]"),
  R("z\xC3\xA5"),
  R("[True]"),
  R("7]"),
  R("{\"y\": true,"),
  R("[][]"),
  R("]"),
  R("\xEF\xBB{}"),
  R("\xE5"),
  R("["),
  R(""),
  R("[\0]"),
  R("3@"),
  R("{}}"),
  R("{\"\":"),
  R("{\"z\":/*why*/\"y\"}"),
  R("{\"z\": true} \"y\""),
  R("['"),
  R("[,"),
  R("[{"),
  R("[\"z"),
  R("[\"z\""),
  R("{"),
  R("{]"),
  R("{,"),
  R("{["),
  R("{\"z"),
  R("{'z'"),
  R("[\"\\{[\"\\{[\"\\{"),
  R("\xE8"),
  R("*"),
  R("{\"z\":\"y\"}#{}"),
  R("[\\u000B\"\"]"),
  R("[7"),
  R("[ true, nu"),
  R("[ false, fal"),
  R("[ true, tr"),
  R("{\"word\":\"word\""),
  R("\xC3\xA4"),
  R("[\x0C]"),
  R("w\0o\0"),
  R("\0w"),
};

static void every_proper_row_is_taken(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(taken); i++) {
    JsonError error;
    if (json_document(exact(taken[i]), &error) == NULL) fail_msg("refused: %s", taken[i].at);
  }
}

static void every_improper_row_is_refused_with_words_and_a_place(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(refused); i++) {
    JsonError error = {0};
    if (json_document(exact(refused[i]), &error) != NULL) fail_msg("taken: %s", refused[i].at);
    if (error.words.bytes == 0) fail_msg("no words: %s", refused[i].at);
    assert_true(error.from <= error.to && error.to <= refused[i].bytes);
  }
}

static void every_beginning_of_a_value_is_refused(void **state) {
  static const char whole[] =
    "{\"a\":[1.5e+3,-0,\"x\\u00e9\\ud83d\\ude00\",true,false,null,{\"b\":{}}],\"c\":\"\xE2\x82\xAC\"}";
  JsonError error;
  (void)state;
  assert_non_null(json_document(text_of(whole), &error));
  for (size_t n = 0; n + 1 < sizeof whole; n++) {
    assert_null(json_document(exact((Row){whole, n}), &error));
  }
}

static Text nested(size_t depth) {
  char *bytes = mem_alloc_flat(2 * depth + 1);
  memset(bytes, '[', depth);
  memset(bytes + depth, ']', depth);
  return (Text){bytes, (uint32_t)(2 * depth)};
}

static void nesting_ends_at_256(void **state) {
  JsonError error;
  (void)state;
  assert_non_null(json_document(nested(256), &error));
  for (size_t depth = 257; depth < 2000000; depth *= 40) {
    assert_null(json_document(nested(depth), &error));
    assert_int_equal(error.from, 256);
    assert_text(error.words, "brackets are nested deeper than 256");
  }
}

typedef struct Wrong {
  const char *text;
  size_t from, to;
  const char *words, *mend;
} Wrong;

static void messages_say_what_and_where(void **state) {
  static const Wrong rows[] = {
    {"{\"a\": NaN}", 6, 9, "this is no number in JSON", ""},
    {"{\"a\": 'x'}", 6, 7, "a string stands in double quotes, not single ones", ""},
    {"{\"a\": 1,}", 8, 9, "a comma stands before this bracket", "leave the last comma out"},
    {"[1,]", 3, 4, "a value is missing before this bracket", "is there a comma too many?"},
    {"{\"a\" 1}", 5, 6, "a colon is due behind the key", ""},
    {"{\"a\": 1 \"b\": 2}", 8, 9, "a comma or `}` is due here", ""},
    {"[1 2]", 3, 4, "a comma or `]` is due here", ""},
    {"{a: 1}", 1, 2, "a key in double quotes is due here", ""},
    {"{\"a\": 1", 7, 7, "the text ends inside an object", "is a `}` missing?"},
    {"{\"a\": \"x\n\"}", 8, 9, "a line ends inside a string", "is a quote missing? A line break is written `\\n`"},
    {"{\"a\": 017}", 6, 9, "a number has no zeros before it", ""},
    {"{\"a\": .5}", 6, 7, "a number begins with a digit", "write `0` before the point"},
    {"{\"a\": good}", 6, 10, "a value is due here", "a string stands in double quotes"},
    {"{\"a\": True}", 6, 10, "this is no word of JSON", "write `true`, `false` or `null`"},
    {"{\"a\": 1} x", 9, 10, "something stands behind the value", ""},
    {"// x", 0, 1, "JSON has no comments", ""},
    {"[\"\\q\"]", 2, 3, "no such escape", "a backslash itself is written `\\\\`"},
    {"[\"\\ud800\"]", 2, 8, "half a surrogate pair stands for no character", ""},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    JsonError error = {0};
    assert_null(json_document(text_of(rows[i].text), &error));
    assert_text(error.words, rows[i].words);
    assert_text(error.mend, rows[i].mend);
    assert_int_equal(error.from, rows[i].from);
    assert_int_equal(error.to, rows[i].to);
  }
}

static void a_second_key_names_both_places(void **state) {
  JsonError error;
  (void)state;
  assert_null(json_document(TEXT("{\"a\":1,\"b\":2,\"\\u0061\":3}"), &error));
  assert_true(error.twice);
  assert_int_equal(error.from, 13);
  assert_int_equal(error.to, 21);
  assert_int_equal(error.first_from, 1);
  assert_int_equal(error.first_to, 4);
  assert_text(error.words, "the key \"a\" stands twice in this object");
}

/* Beyond sixteen keys they are hashed. */
static void a_second_key_is_found_among_many(void **state) {
  (void)state;
  for (unsigned count = 2; count < 60; count++) {
    Text text = TEXT("{");
    for (unsigned i = 0; i < count; i++) text = text_format("%s\"k%u\":%u,", text_c(text), i, i);
    JsonError error;
    assert_non_null(json_document(text_format("%s\"z\":0}", text_c(text)), &error));
    assert_null(json_document(text_format("%s\"k%u\":0}", text_c(text), count / 2), &error));
    assert_true(error.twice);
  }
}

static void places_and_texts_are_those_of_the_source(void **state) {
  JsonError error;
  Text text = TEXT(" {\"ab\": [10.50, \"x\\ty\", \"plain\"]}");
  (void)state;
  Json *json = json_document(text, &error);
  const Json *list = json_member(json, "ab"), *number = list->items.at[0], *tab = list->items.at[1],
             *plain = list->items.at[2];
  assert_int_equal(json->from, 1);
  assert_int_equal(json->to, text.bytes);
  assert_int_equal(json->members.at[0].from, 2);
  assert_int_equal(list->from, 8);
  assert_int_equal(list->to, text.bytes - 1);
  assert_text(number->text, "10.50");
  assert_int_equal(number->from, 9);
  assert_text(tab->text, "x\ty");
  assert_true(tab->escapes);
  assert_false(plain->escapes);
  assert_ptr_equal(plain->text.at, text.at + plain->from + 1);
  assert_null(json_member(json, "a"));
}

static void values_follow_each_other_in_a_stream(void **state) {
  Text text = TEXT("{\"a\":1}\n{\"a\":2}\n\n[3]");
  size_t at = 0, count = 0;
  JsonError error;
  (void)state;
  while (json_more(text, &at)) {
    assert_non_null(json_read(text, &at, &error));
    count++;
  }
  assert_int_equal(count, 3);
}

static void pieces_come_in_order(void **state) {
  static const JsonPiece pieces[] = {JSON_OBJECT, JSON_KEY,    JSON_ARRAY,      JSON_TRUE, JSON_NUMBER, JSON_ARRAY_END,
                                     JSON_KEY,    JSON_STRING, JSON_OBJECT_END, JSON_DONE, JSON_DONE};
  JsonReader reader;
  (void)state;
  json_begin(&reader, TEXT("  {\"a\":[true,-1e5],\"b\":\"c\"} rest"), 0);
  for (size_t i = 0; i < COUNT(pieces); i++) assert_int_equal(json_next(&reader), pieces[i]);
  assert_int_equal(reader.at, 27);
  json_begin(&reader, TEXT("[}"), 0);
  assert_int_equal(json_next(&reader), JSON_ARRAY);
  assert_int_equal(json_next(&reader), JSON_FAILED);
  assert_int_equal(json_next(&reader), JSON_FAILED);
}

static void escapes_are_decoded(void **state) {
  JsonError error;
  (void)state;
  Json *json = json_document(TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\""), &error);
  assert_text(json->text, "\"\\/\b\f\n\r\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  json = json_document(TEXT("\"a\\u0000b\""), &error);
  assert_int_equal(json->text.bytes, 3);
  assert_memory_equal(json->text.at, "a\0b", 3);
}

typedef struct Number {
  const char *text;
  DecimalStatus status;
  Millionths value;
} Number;

static void numbers_are_exact(void **state) {
  static const Number rows[] = {
    {"0", DECIMAL_OK, 0},
    {"-0", DECIMAL_OK, 0},
    {"0.000001", DECIMAL_OK, 1},
    {"-0.1", DECIMAL_OK, -100000},
    {"1e3", DECIMAL_OK, 1000000000},
    {"1.5E+2", DECIMAL_OK, 150000000},
    {"1e-6", DECIMAL_OK, 1},
    {"10e-7", DECIMAL_OK, 1},
    {"1e-7", DECIMAL_TOO_FINE, 0},
    {"123456789012", DECIMAL_OK, INT64_C(123456789012000000)},
    {"1234567890123", DECIMAL_OVERFLOW, 0},
    {"1e11", DECIMAL_OK, INT64_C(100000000000000000)},
    {"1e12", DECIMAL_OVERFLOW, 0},
    {"999999999999.999999", DECIMAL_OK, INT64_C(999999999999999999)},
    {"-999999999999.999999", DECIMAL_OK, INT64_C(-999999999999999999)},
    {"100000000000000000000e-9", DECIMAL_OK, INT64_C(100000000000000000)},
    {"0.10000000000000000000000000", DECIMAL_OK, 100000},
    {"1234567890123456789", DECIMAL_OVERFLOW, 0},
    {"0.1234567890123456789", DECIMAL_TOO_FINE, 0},
    {"0.1234567", DECIMAL_TOO_FINE, 0},
    {"1e99999999999999999999", DECIMAL_OVERFLOW, 0},
    {"1e-99999999999999999999", DECIMAL_TOO_FINE, 0},
    {"0e99999999999", DECIMAL_OK, 0},
    {"20.50", DECIMAL_OK, 20500000},
    {"0.1", DECIMAL_OK, 100000},
    {"0.3", DECIMAL_OK, 300000},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    Millionths value = 0;
    DecimalStatus status = json_decimal(text_of(rows[i].text), &value);
    if (status != rows[i].status) fail_msg("%s: status %d", rows[i].text, (int)status);
    if (status == DECIMAL_OK && value != rows[i].value) fail_msg("%s: %lld", rows[i].text, (long long)value);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_proper_row_is_taken),
    cmocka_unit_test(every_improper_row_is_refused_with_words_and_a_place),
    cmocka_unit_test(every_beginning_of_a_value_is_refused),
    cmocka_unit_test(nesting_ends_at_256),
    cmocka_unit_test(messages_say_what_and_where),
    cmocka_unit_test(a_second_key_names_both_places),
    cmocka_unit_test(a_second_key_is_found_among_many),
    cmocka_unit_test(places_and_texts_are_those_of_the_source),
    cmocka_unit_test(values_follow_each_other_in_a_stream),
    cmocka_unit_test(pieces_come_in_order),
    cmocka_unit_test(escapes_are_decoded),
    cmocka_unit_test(numbers_are_exact),
  };
  return UNIT_RUN(tests);
}

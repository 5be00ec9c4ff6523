#include "unit.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "remit.h"

/* A host: it keeps handles in malloc memory, reads cases from memory, and calls from threads of its own. */

#define THREADS 4

static const char town[] = "module town \"A town\"\n"
                           "party council \"the council\"\n"
                           "party trust \"the trust\"\n"
                           "fact operational : yes/no\n"
                           "fact size : count\n"
                           "role delivers \"delivers\" at least one\n"
                           "duty care \"Care\"\n"
                           "  delivers trust when operational\n"
                           "  delivers council otherwise\n"
                           "right end \"end it\"\n"
                           "  power of council over trust\n"
                           "  when operational\n"
                           "signature small \"Too small\"\n"
                           "  indicator tiny \"very few\" when size < 3\n"
                           "define double : count\n"
                           "  gives size * 2\n";
static const char ours[] = "case ours \"Ours\" as at 2021-06-01\nuse town\noperational is yes from 2021-01-01\n";

static remit *opened(void) {
  remit *handle = remit_open(NULL);
  assert_int_equal(remit_add_module(handle, "town", town, strlen(town)), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "ours.case", ours, strlen(ours)), REMIT_OK);
  return handle;
}

static void value_is(remit *handle, const char *name, const char *value) {
  remit_conclusion conclusion;
  assert_true(remit_conclusion_named(handle, name, &conclusion));
  assert_string_equal(conclusion.name, name);
  assert_string_equal(conclusion.value, value);
}

static void conclusions_are_read(void **state) {
  (void)state;
  remit *handle = opened();
  remit_conclusion conclusion;
  assert_int_equal(remit_conclusion_count(handle), 0);
  assert_false(remit_conclusion_named(handle, "care.delivers", &conclusion));
  assert_null(remit_json(handle));
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "care.delivers", "trust");
  value_is(handle, "end", "held");
  value_is(handle, "small.tiny", "unknown");
  assert_true(remit_conclusion_named(handle, "double", &conclusion));
  assert_string_equal(conclusion.status, "unknown");
  assert_null(conclusion.basis);
  assert_int_equal(conclusion.depends_on_count, 1);
  assert_string_equal(conclusion.depends_on[0], "size");
  assert_false(remit_conclusion_named(handle, "nothing", &conclusion));
  assert_true(remit_conclusion_at(handle, 0, &conclusion));
  assert_false(remit_conclusion_at(handle, remit_conclusion_count(handle), &conclusion));
  assert_non_null(strstr(remit_json(handle),
                         "\"verb\": \"run\", \"case\": \"ours\", \"module\": \"town\", \"as_at\": \"2021-06-01\""));
  remit_close(handle);
}

static void suppositions_come_and_go(void **state) {
  (void)state;
  remit *handle = opened();
  assert_int_equal(remit_suppose(handle, "size=4"), REMIT_OK);
  assert_int_equal(remit_suppose(handle, "operational is no from 2021-05-01"), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "double", "8");
  value_is(handle, "care.delivers", "council");
  assert_non_null(strstr(remit_json(handle), "\"supposed\": [\"size=4\", \"operational is no from 2021-05-01\"]"));
  remit_suppose_nothing(handle);
  assert_int_equal(remit_run(handle, "2020-12-31"), REMIT_OK);
  value_is(handle, "double", "unknown");
  remit_close(handle);
}

static void dependences_of_every_kind_are_named(void **state) {
  static const char rules[] = "module hangs\nevent fire\nparameter most : count\n  is 3 from 2015\n"
                              "define hot when count of fire in last 12 months >= 1\ndefine much when most > 2\n";
  static const char hung[] = "case hung as at 2015-06-01\nuse hangs\n";
  (void)state;
  remit *handle = remit_open(NULL);
  remit_conclusion conclusion;
  assert_int_equal(remit_add_module(handle, "hangs", rules, strlen(rules)), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "hung.case", hung, strlen(hung)), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  assert_true(remit_conclusion_named(handle, "hot", &conclusion));
  assert_string_equal(conclusion.depends_on[0], "fire");
  assert_true(remit_conclusion_named(handle, "much", &conclusion));
  assert_string_equal(conclusion.depends_on[0], "most");
  remit_close(handle);
}

static void mistakes_are_told(void **state) {
  (void)state;
  remit *handle = remit_open(NULL);
  assert_int_equal(remit_run(handle, NULL), REMIT_USAGE);
  assert_string_not_equal(remit_messages(handle), "");
  assert_int_equal(remit_suppose(handle, "x=1"), REMIT_USAGE);
  assert_int_equal(remit_load_case(handle, "/nowhere/x.case"), REMIT_USAGE);
  assert_non_null(strstr(remit_messages(handle), "R0001"));
  assert_int_equal(remit_add_module(handle, "bad", "module bad\nfact : :\n", 20), REMIT_RULES);
  assert_int_equal(remit_add_module(handle, "town", town, strlen(town)), REMIT_OK);
  assert_string_equal(remit_messages(handle), "");
  const char *broken = "case ours as at 2021-06-01\nuse broken\n";
  assert_int_equal(remit_add_module(handle, "broken", "module broken\ndefine x when y\n", 30), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "ours.case", broken, strlen(broken)), REMIT_RULES);
  assert_int_equal(remit_read_case(handle, "ours.case", broken, strlen(broken)), REMIT_RULES);
  const char *wrong = "case ours as at 2021-06-01\nuse town\nsize is yes\n";
  assert_int_equal(remit_read_case(handle, "ours.case", wrong, strlen(wrong)), REMIT_CASE);
  assert_non_null(strstr(remit_messages(handle), "ours.case:3:9"));
  assert_int_equal(remit_read_case(handle, "ours.case", ours, strlen(ours)), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "ours.case", wrong, strlen(wrong)), REMIT_CASE);
  assert_int_equal(remit_run(handle, "2021-02-29"), REMIT_USAGE);
  assert_int_equal(remit_run(handle, "2021-02"), REMIT_USAGE);
  assert_int_equal(remit_run(handle, "2021-02-28"), REMIT_OK);
  assert_int_equal(remit_suppose(handle, "nonsense=3"), REMIT_USAGE);
  assert_int_equal(remit_as_known(handle, "soon"), REMIT_USAGE);
  value_is(handle, "care.delivers", "trust");
  remit_close(handle);
  remit_close(NULL);
}

static void plans_and_earlier_dates_count_when_asked(void **state) {
  (void)state;
  const char *planned = "case ours as at 2021-06-01\nuse town\n"
                        "operational is no\noperational is yes from 2021-05-01 planned\nsize is 4 recorded 2021-02-01\n";
  remit *handle = opened();
  assert_int_equal(remit_read_case(handle, "ours.case", planned, strlen(planned)), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "care.delivers", "council");
  remit_as_planned(handle, true);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "care.delivers", "trust");
  remit_as_planned(handle, false);
  assert_int_equal(remit_as_known(handle, "2021-02-01"), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "double", "8");
  value_is(handle, "care.delivers", "unknown");
  assert_int_equal(remit_as_known(handle, "2021-01-31"), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "double", "unknown");
  assert_int_equal(remit_as_known(handle, NULL), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "double", "8");
  remit_close(handle);
}

/* The rules that a case names give way to those of remit_use_rules. */
static void other_rules_may_be_used(void **state) {
  (void)state;
  const char *other = "module other\nparty council\nfact operational : yes/no\nrole delivers any number\n"
                      "duty care delivers council\n";
  remit *handle = opened();
  assert_int_equal(remit_add_module(handle, "other", other, strlen(other)), REMIT_OK);
  assert_int_equal(remit_use_rules(handle, "other"), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "ours.case", ours, strlen(ours)), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "care.delivers", "council");
  assert_int_equal(remit_use_rules(handle, NULL), REMIT_OK);
  assert_int_equal(remit_read_case(handle, "ours.case", ours, strlen(ours)), REMIT_OK);
  assert_int_equal(remit_run(handle, NULL), REMIT_OK);
  value_is(handle, "care.delivers", "trust");
  assert_int_equal(remit_add_module(handle, NULL, other, 1), REMIT_USAGE);
  assert_int_equal(remit_read_case(handle, "ours.case", NULL, 1), REMIT_USAGE);
  assert_int_equal(remit_load_case(handle, NULL), REMIT_USAGE);
  remit_close(handle);
}

/* ---- many cases ---- */

typedef struct Rows {
  char text[8192];
  size_t bytes, most;         /* takes so many and no more */
} Rows;

static bool take_rows(void *owner, const char *bytes, size_t count) {
  Rows *rows = owner;
  if (rows->bytes + count > rows->most) return false;
  memcpy(rows->text + rows->bytes, bytes, count);
  rows->bytes += count;
  return true;
}

static remit_status run_rows(remit *handle, const char *input, const remit_batch_wishes *wishes, Rows *rows,
                             unsigned long long *count) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], input, strlen(input)), strlen(input));
  close(ends[1]);
  memset(rows->text, 0, sizeof rows->text);
  rows->bytes = 0;
  remit_status status = remit_batch(handle, "town", ends[0], "the rows", wishes, take_rows, rows, count);
  close(ends[0]);
  return status;
}

static void rows_are_answered(void **state) {
  (void)state;
  remit *handle = opened();
  Rows rows = {.most = sizeof rows.text - 1};
  unsigned long long count = 0;
  remit_batch_wishes wishes = {.as_at = "2021-06-01", .select = "care.delivers, double"};
  const char *table = "case,operational,size\nfirst,yes,2\nsecond,no,3\n";
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_OK);
  assert_int_equal(count, 2);
  assert_string_equal(rows.text, "case,as_at,care.delivers,double\nfirst,2021-06-01,trust,4\nsecond,2021-06-01,council,6\n");
  wishes.where = "care.delivers is council";
  assert_int_equal(run_rows(handle, table, &wishes, &rows, NULL), REMIT_OK);
  assert_string_equal(rows.text, "case,as_at,care.delivers,double\nsecond,2021-06-01,council,6\n");
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .select = "double", .ndjson_in = true, .ndjson_out = true};
  assert_int_equal(run_rows(handle, "{\"case\": \"third\", \"size\": 4}\n", &wishes, &rows, &count), REMIT_OK);
  assert_string_equal(rows.text, "{\"case\": \"third\", \"as_at\": \"2021-06-01\", \"double\": \"8\"}\n");
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .select = "double", .own_dates = true, .columns = "size=beds, -=x",
                                .missing = "z", .keep = "x", .keep_errors = true};
  const char *own = "case,as_at,beds,x\nfirst,2020-01-01,z,7\nsecond,,4,8\nthird,,many,9\n";
  assert_int_equal(run_rows(handle, own, &wishes, &rows, &count), REMIT_CASE);
  assert_non_null(strstr(rows.text, "case,x,as_at,double,error\nfirst,7,2020-01-01,unknown,\nsecond,8,2021-06-01,8,\n"));
  assert_non_null(strstr(rows.text, "third,9,2021-06-01,,"));
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .select = "care.delivers", .summary = true, .by = "operational"};
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_OK);
  assert_string_equal(rows.text, "operational,conclusion,result,cases,value\nno,care.delivers,council,1,\n"
                                 "yes,care.delivers,trust,1,\n");
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .full = true};
  assert_int_equal(run_rows(handle, "case,size\nfirst,2\n", &wishes, &rows, &count), REMIT_OK);
  assert_non_null(strstr(rows.text, "\"verb\": \"run\", \"case\": \"first\", \"module\": \"town\", \"as_at\": \"2021-06-01\""));
  remit_close(handle);
}

static void rows_in_error_are_told(void **state) {
  (void)state;
  remit *handle = opened();
  Rows rows = {.most = sizeof rows.text - 1};
  unsigned long long count = 0;
  remit_batch_wishes wishes = {.as_at = "2021-06-01", .select = "double"};
  const char *table = "case,size\nfirst,2\nsecond,many\nthird,3\n";
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_CASE);
  assert_string_equal(rows.text, "case,as_at,double\nfirst,2021-06-01,4\n");
  assert_non_null(strstr(remit_messages(handle), "many"));
  wishes.skip_errors = true;
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_CASE);
  assert_string_equal(rows.text, "case,as_at,double\nfirst,2021-06-01,4\nthird,2021-06-01,6\n");
  rows.most = 3;
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_USAGE);
  assert_non_null(strstr(remit_messages(handle), "could not be written"));
  wishes.select = "nothing";
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_USAGE);
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .where = "sise > 2"};
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_USAGE);
  assert_non_null(strstr(remit_messages(handle), "sise"));
  wishes = (remit_batch_wishes){.as_at = "2021-06-01", .summary = true, .by = "nothing"};
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_USAGE);
  assert_non_null(strstr(remit_messages(handle), "no such fact to sum up by"));
  wishes = (remit_batch_wishes){.as_at = "2021-06"};
  assert_int_equal(run_rows(handle, table, &wishes, &rows, &count), REMIT_USAGE);
  wishes.as_at = "2021-06-01";
  assert_int_equal(remit_batch(handle, "nowhere", 0, "the rows", &wishes, take_rows, &rows, NULL), REMIT_RULES);
  assert_string_not_equal(remit_version(), "");
  remit_close(handle);
}

/* ---- threads ---- */

typedef struct Job {
  remit *handle;
  remit_conclusion conclusion;
  bool right;
} Job;

static void *host_thread(void *argument) {
  Job *job = argument;
  job->right = remit_suppose(job->handle, "size=2") == REMIT_OK && remit_run(job->handle, NULL) == REMIT_OK &&
               remit_conclusion_named(job->handle, "small", &job->conclusion);
  return NULL;
}

static void handles_live_in_the_hosts_memory(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  Job *jobs = calloc(THREADS, sizeof *jobs);
  for (int i = 0; i < THREADS; i++) jobs[i].handle = opened();
  for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, host_thread, &jobs[i]), 0);
  for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
  for (int i = 0; i < THREADS; i++) {
    assert_true(jobs[i].right);
    assert_string_equal(jobs[i].conclusion.value, "raised");
    value_is(jobs[i].handle, "double", "4");
    remit_close(jobs[i].handle);
  }
  free(jobs);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(conclusions_are_read),
    cmocka_unit_test(suppositions_come_and_go),
    cmocka_unit_test(mistakes_are_told),
    cmocka_unit_test(dependences_of_every_kind_are_named),
    cmocka_unit_test(plans_and_earlier_dates_count_when_asked),
    cmocka_unit_test(other_rules_may_be_used),
    cmocka_unit_test(rows_are_answered),
    cmocka_unit_test(rows_in_error_are_told),
    cmocka_unit_test(handles_live_in_the_hosts_memory),
  };
  return UNIT_RUN(tests);
}

#include "unit.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
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
    cmocka_unit_test(handles_live_in_the_hosts_memory),
  };
  return UNIT_RUN(tests);
}

/* What the kinds of testing share: the scenarios asked for, planned and ready to run. */
#ifndef REMIT_CLI_TEST_H
#define REMIT_CLI_TEST_H
#include "cli/workshop.h"
#include "study/scenario.h"

typedef struct Testing {
  Workshop workshop;
  LIST(ScenarioPlan *) plans;   /* in the order of the arguments, of the files' names and of the files' lines */
  size_t broken;                /* scenarios with mistakes, which are among the messages */
  size_t passed_over;           /* that --filter leaves out */
} Testing;

Exit test_run(Testing *testing, Sink *output);
Exit test_coverage(Testing *testing, Sink *output);
Exit test_mutate(Testing *testing, Sink *output);

/* Runs all of them, and prints those that fail; how many did. For studies that need them all to pass. */
size_t test_failures(const Testing *testing, Sink *output);
/* Whether coverage and mutation count the rules of a file: --of, or else what is no library's; all, where only a
 * library's rules are tested. */
typedef struct TestScope {
  const Testing *testing;
  bool library;                 /* count the library's, too */
  HashMap known;                /* what was answered for a file, by path */
} TestScope;
TestScope test_scope(const Testing *testing);
bool test_wants(void *scope, const Source *file);
/* Whether something is in scope; else a message. */
bool test_scope_known(TestScope *scope);

/* "123 of 255 scenarios, 40 a second, 3 s left" on standard error, when that is a terminal. */
typedef struct TestProgress {
  const char *what;
  bool shown;
  double began, told;
} TestProgress;
void test_progress_open(TestProgress *progress, const char *what);
void test_progress(TestProgress *progress, size_t done, size_t all);
void test_progress_close(TestProgress *progress);
#endif

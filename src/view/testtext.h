/* What came of scenarios: as text, as TAP, as JSON and as JUnit XML, one scenario at a time, so that workers can each
 * tell theirs; what stands before, between and after is told by whoever puts them together. */
#ifndef REMIT_VIEW_TESTTEXT_H
#define REMIT_VIEW_TESTTEXT_H
#include "base/sink.h"
#include "study/scenario.h"
#include "view/jsonout.h"

typedef struct TestTally {
  size_t passed, failed, not_run;
} TestTally;

/* A line, and for each expectation that did not pass what was expected, what came instead, and where that was decided.
 */
void testtext_result(Sink *sink, const ScenarioResult *result, bool colour);
void testtext_sum(Sink *sink, const TestTally *tally, bool colour);

/* `number` from 1. */
void testtap_head(Sink *sink, size_t count);
void testtap_result(Sink *sink, const ScenarioResult *result, size_t number);

void testjson_head(JsonOut *json);
void testjson_result(JsonOut *json, const ScenarioResult *result);
void testjson_sum(JsonOut *json, const TestTally *tally);

/* One <testcase>. `cases` is what they come to for each of the plans, empty where one was not run; a <testsuite> for
 * each file. */
void testjunit_result(Sink *sink, const ScenarioResult *result);
void testjunit_all(Sink *sink, const ScenarioPlan *const *plans, const Text *cases, const bool *failed, size_t count);

/* The lines below a failure, each behind `indent`. */
void testtext_failures(Sink *sink, const ScenarioResult *result, const char *indent);
/* What an expectation says, and what came instead, on one line each. */
void testtext_expected(Sink *sink, const ScenarioResult *result, const ExpectResult *expect);
void testtext_got(Sink *sink, const ExpectResult *expect);
void testtext_decided(Sink *sink, const ScenarioResult *result, const ExpectResult *expect);
uint32_t testtext_line(const Scenario *scenario, Span span);
#endif

/* What came of scenarios, for their authors. */
#ifndef REMIT_VIEW_TESTTEXT_H
#define REMIT_VIEW_TESTTEXT_H
#include "base/sink.h"
#include "study/scenario.h"

/* A line, and for each expectation that did not pass what was expected and what came instead. */
void testtext_result(Sink *sink, const ScenarioResult *result, bool colour);
void testtext_sum(Sink *sink, size_t passed, size_t failed, bool colour);
#endif

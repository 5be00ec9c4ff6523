/* What scenarios cover, as a summary with what is missing, as JSON, and as the rules line by line. */
#ifndef REMIT_VIEW_TESTCOVERAGE_H
#define REMIT_VIEW_TESTCOVERAGE_H
#include "base/sink.h"
#include "study/coverage.h"

/* Of everything, as a share in millionths. */
Millionths coverage_share(const RuleCoverage *coverage, const Source *file);

void testcoverage_text(Sink *sink, const RuleCoverage *coverage, bool colour);
void testcoverage_json(Sink *sink, const RuleCoverage *coverage);
/* Each file that has something to cover: `+` before a line whose every item is covered, `~` where a part is, `-` where
 * nothing is; below it what is missing. */
void testcoverage_listing(Sink *sink, const RuleCoverage *coverage, bool colour);
#endif

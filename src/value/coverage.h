/* On which days a record of events is complete. Private to value/. */
#ifndef REMIT_VALUE_COVERAGE_H
#define REMIT_VALUE_COVERAGE_H
#include "value/history.h"

/* Of the days first <= d <= last (first may be DAY_BEFORE_TIME): the earliest and the latest of which the record is not
 * complete. False when there is none. */
bool coverage_holes(const EventRecord *record, Day first, Day last, Day *earliest, Day *latest);
/* The strongest basis such that coverage of it and stronger leaves no hole there; the record must be complete there. */
Basis coverage_basis(const EventRecord *record, Day first, Day last);
#endif

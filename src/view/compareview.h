/* `remit compare`: two cases, or one at two dates, side by side. */
#ifndef REMIT_VIEW_COMPAREVIEW_H
#define REMIT_VIEW_COMPAREVIEW_H
#include "study/compare.h"
#include "view/shiftview.h"

/* `heads` are those of the two sides. */
void compareview_text(Sink *sink, const Head *const heads[2], const Compare *compare, PageOptions options);
void compareview_json(Sink *sink, const Head *const heads[2], const Compare *compare);
void compareview_csv(Sink *sink, const Head *const heads[2], const Compare *compare);
#endif

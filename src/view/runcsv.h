/* Conclusions as CSV: a row each, in the order of the rules' declarations by kind. */
#ifndef REMIT_VIEW_RUNCSV_H
#define REMIT_VIEW_RUNCSV_H
#include "engine/conclude.h"
#include "view/head.h"

/* `header`: begin with the names of the columns (before the first of several cases). */
void runcsv_print(Sink *sink, const Head *head, const Conclusions *conclusions, bool header);
#endif

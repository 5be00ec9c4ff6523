/* A cell of CSV (RFC 4180) that a spreadsheet may open without harm: one that it would take for a formula gets an
 * apostrophe before it, unless it is a number. */
#ifndef REMIT_BASE_CSVOUT_H
#define REMIT_BASE_CSVOUT_H
#include "base/sink.h"

void csvout_cell(Sink *sink, Text text);
#endif

/* Writing CSV (RFC 4180) that a spreadsheet may open without harm: a cell that it would take for a formula gets an
 * apostrophe before it, unless it is a number. */
#ifndef REMIT_VIEW_CSVWRITE_H
#define REMIT_VIEW_CSVWRITE_H
#include "base/sink.h"

typedef struct Csv {
  Sink *sink;
  bool comma;
} Csv;

void csv_cell(Csv *csv, Text text);
void csv_cell_c(Csv *csv, const char *text);       /* NULL: empty */
void csv_end_row(Csv *csv);
#endif

/* Rows of CSV, cell by cell (base/csvout.h). */
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

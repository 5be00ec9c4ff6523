#include "view/csvwrite.h"
#include "base/csvout.h"

void csv_cell(Csv *csv, Text text) {
  if (csv->comma) sink_char(csv->sink, ',');
  csv->comma = true;
  csvout_cell(csv->sink, text);
}

void csv_cell_c(Csv *csv, const char *text) {
  csv_cell(csv, text_of(text));
}

void csv_end_row(Csv *csv) {
  sink_char(csv->sink, '\n');
  csv->comma = false;
}

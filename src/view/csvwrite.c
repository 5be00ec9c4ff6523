#include "view/csvwrite.h"
#include <string.h>
#include "base/decimal.h"

static bool is_number(Text text) {
  Millionths value;
  return decimal_parse(text, &value) == DECIMAL_OK;
}

static bool is_formula(Text text) {
  return text.bytes && strchr("=+-@\t\r", text.at[0]) && !is_number(text);
}

static bool needs_quotes(Text text) {
  for (uint32_t i = 0; i < text.bytes; i++)
    if (strchr(",\"\n\r;", text.at[i])) return true;
  return text.bytes && (text.at[0] == ' ' || text.at[text.bytes - 1] == ' ');
}

void csv_cell(Csv *csv, Text text) {
  bool quotes = needs_quotes(text);
  if (csv->comma) sink_char(csv->sink, ',');
  csv->comma = true;
  if (quotes) sink_char(csv->sink, '"');
  if (is_formula(text)) sink_char(csv->sink, '\'');
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (text.at[i] == '"') sink_char(csv->sink, '"');
    sink_char(csv->sink, text.at[i]);
  }
  if (quotes) sink_char(csv->sink, '"');
}

void csv_cell_c(Csv *csv, const char *text) {
  csv_cell(csv, text_of(text));
}

void csv_end_row(Csv *csv) {
  sink_char(csv->sink, '\n');
  csv->comma = false;
}

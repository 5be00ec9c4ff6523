#include "base/csvout.h"
#include <string.h>
#include "base/decimal.h"

static bool is_number(Text text) {
  Millionths value;
  return decimal_parse(text, &value) == DECIMAL_OK;
}

static bool is_formula(Text text) {
  return text.bytes && memchr("=+-@\t\r", text.at[0], 6) && !is_number(text);
}

static bool needs_quotes(Text text) {
  for (uint32_t i = 0; i < text.bytes; i++)
    if (memchr(",\"\n\r;", text.at[i], 5)) return true;
  return text.bytes && (text.at[0] == ' ' || text.at[text.bytes - 1] == ' ');
}

void csvout_cell(Sink *sink, Text text) {
  bool quotes = needs_quotes(text);
  if (quotes) sink_char(sink, '"');
  if (is_formula(text)) sink_char(sink, '\'');
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (text.at[i] == '"') sink_char(sink, '"');
    sink_char(sink, text.at[i]);
  }
  if (quotes) sink_char(sink, '"');
}

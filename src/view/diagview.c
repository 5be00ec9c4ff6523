#include "view/diagview.h"
#include "view/snippet.h"
#include "view/visible.h"

static unsigned digits(uint32_t number) {
  unsigned count = 1;
  while (number /= 10) count++;
  return count;
}

/* The column of the bars: all places of one message stand in one column. */
static unsigned gutter_of(const Diag *diag) {
  uint32_t highest = diag->source ? source_place(diag->source, diag->span.from).line : 0;
  for (size_t i = 0; i < diag->notes.count; i++) {
    const DiagNote *note = &diag->notes.at[i];
    uint32_t line = note->source ? source_place(note->source, note->span.from).line : 0;
    if (line > highest) highest = line;
  }
  return digits(highest) + 1;
}

static void place_print(Sink *sink, Source *source, Span span, unsigned gutter) {
  if (!source || !(source->path.bytes + source->text.bytes)) return;
  Place place = source_place(source, span.from);
  sink_repeat(sink, ' ', gutter - 1);
  sink_c(sink, "--> ");
  visible_print(sink, source->path);
  if (!source->text.bytes) {
    sink_char(sink, '\n'); /* a file that is missing or empty has no line to show */
    return;
  }
  sink_format(sink, ":%u:%u\n", place.line, place.column);
  sink_repeat(sink, ' ', gutter);
  sink_c(sink, "|\n");
  snippet_print(sink, source, span, gutter);
}

static void headline_print(Sink *sink, const Diag *diag, bool colour) {
  bool error = diag->severity == DIAG_ERROR;
  if (colour) sink_c(sink, error ? "\x1b[1;31m" : "\x1b[1;33m");
  sink_c(sink, error ? "error" : "warning");
  if (colour) sink_c(sink, "\x1b[0m");
  sink_format(sink, " R%04u: ", (unsigned)diag->code);
  visible_print(sink, diag->text);
  sink_char(sink, '\n');
}

static void diag_print(Sink *sink, const Diag *diag, bool colour) {
  unsigned gutter = gutter_of(diag);
  headline_print(sink, diag, colour);
  place_print(sink, diag->source, diag->span, gutter);
  if (diag->mend.bytes) {
    sink_repeat(sink, ' ', gutter);
    sink_c(sink, "= ");
    visible_print(sink, diag->mend);
    sink_char(sink, '\n');
  }
  for (size_t i = 0; i < diag->notes.count; i++) {
    const DiagNote *note = &diag->notes.at[i];
    sink_c(sink, "note: ");
    visible_print(sink, note->text);
    sink_char(sink, '\n');
    place_print(sink, note->source, note->span, gutter);
  }
}

void diagview_print(Sink *sink, const Diags *diags, bool colour, unsigned limit) {
  size_t total = diags->errors + diags->warnings, most = limit ? limit : total, printed = 0;
  size_t warnings = most > diags->errors ? most - diags->errors : 0;
  for (size_t i = 0; i < diags->all.count && printed < most; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->severity == DIAG_WARNING && warnings-- == 0) {
      warnings = 0;
      continue;
    }
    if (printed++) sink_char(sink, '\n');
    diag_print(sink, diag, colour);
  }
  if (total > printed) sink_format(sink, "\nand %zu more\n", total - printed);
}

/* The canonical layout, as edits: only the lines that differ, so that the cursor stays where it is. */
#include "cli/lsp.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"

/* A file with a syntax error is left alone; other mistakes do not matter to its layout. */
static bool lay_out(const Document *document, Sink *formatted) {
  Names names = {0};
  Diags unheard = {0};
  Source *source = source_of_text(document->path, document->text);
  clean_check(source, &unheard);
  if (unheard.errors) return false;
  Tree *tree = document->is_case ? parse_case(&names, source, &unheard) : parse_rules(&names, source, &unheard);
  if (unheard.errors) return false;
  format_tree(formatted, tree);
  return true;
}

static uint32_t same_at_start(Text a, Text b) {
  uint32_t same = 0, begun = 0;
  while (same < a.bytes && same < b.bytes && a.at[same] == b.at[same])
    if (a.at[same++] == '\n') begun = same;
  return same == a.bytes && same == b.bytes ? same : begun;
}

/* Whole lines at the end, not reaching into the first `from` bytes. */
static uint32_t same_at_end(Text a, Text b, uint32_t from) {
  uint32_t same = 0, begun = 0;
  while (same < a.bytes - from && same < b.bytes - from && a.at[a.bytes - same - 1] == b.at[b.bytes - same - 1]) {
    if (a.at[a.bytes - same - 1] == '\n') begun = same;
    same++;
  }
  return begun;
}

void lsp_formatting(Request *request) {
  Sink formatted = {0};
  JsonOut *out = request->out;
  Text old = request->document->text;
  if (!lay_out(request->document, &formatted)) return;
  Text new = sink_result(&formatted);
  uint32_t from = same_at_start(old, new), end = same_at_end(old, new, from);
  jsonout_open(out, '[');
  if (!text_equal(old, new)) {
    jsonout_open(out, '{');
    write_range(out, "range", request->document->lines, (Span){from, old.bytes - end});
    jsonout_put(out, "newText", text_slice(new, from, new.bytes - end));
    jsonout_close(out, '}');
  }
  jsonout_close(out, ']');
}

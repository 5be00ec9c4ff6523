/* Any text as rules and as a case, then with a piece cut out, then whole again: parsed by what changed, and all at once. */
#define FUZZ_TARGET
#include "fuzz.h"
#include <assert.h>
#include "base/sink.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "syntax/redraft.h"

static void check(Drafts *drafts, Text text, bool is_case) {
  Source *source = source_of_text(TEXT("fuzz"), text);
  Diags diags = {0}, whole_diags = {0};
  Names names = {0};
  clean_check(source, &diags);
  if (diags.errors) return;
  Tree *tree = drafts_parse(drafts, source, is_case, &diags);
  Tree *whole = is_case ? parse_case(&names, source, &whole_diags) : parse_rules(&names, source, &whole_diags);
  assert(tree_equal(tree, whole) && tree->comments.count == whole->comments.count);
  assert(diags.all.count == whole_diags.all.count);
  for (size_t i = 0; i < tree->decls.count; i++) assert(tree->decls.at[i]->offset == whole->decls.at[i]->offset);
  for (size_t i = 0; i < diags.all.count; i++)
    assert(text_equal(diags.all.at[i]->text, whole_diags.all.at[i]->text) &&
           diags.all.at[i]->span.from == whole_diags.all.at[i]->span.from);
}

static uint32_t place(Text text, unsigned char byte) { return (uint32_t)((uint64_t)text.bytes * byte / 255); }

void fuzz_start(void) {}

void fuzz_one(Text input) {
  if (input.bytes < 2) return;
  Text text = text_slice(input, 2, input.bytes);
  uint32_t from = place(text, (unsigned char)input.at[0]), to = place(text, (unsigned char)input.at[1]);
  Sink cut = {0};
  sink_text(&cut, text_slice(text, 0, from < to ? from : to));
  sink_text(&cut, text_slice(text, from < to ? to : from, text.bytes));
  Drafts *drafts = drafts_open(MEM_NEW(Names));
  for (int is_case = 0; is_case < 2; is_case++) {
    check(drafts, text, is_case);
    check(drafts, sink_result(&cut), is_case);
    check(drafts, text, is_case);
  }
}

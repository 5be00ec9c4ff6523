/* Any bytes as a rule file: read, checked, laid out again; what was sound stays the same program. */
#define FUZZ_TARGET
#include "fuzz.h"
#include <stdlib.h>
#include "base/sink.h"
#include "model/program.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "view/diagview.h"

static void lay_out(Names *names, const Tree *tree) {
  Sink text = {0}, again = {0};
  Diags diags = {0};
  format_tree(&text, tree);
  Tree *second = parse_rules(names, source_of_text(TEXT("again"), sink_result(&text)), &diags);
  if (diags.errors || !tree_equal(tree, second)) abort();
  format_tree(&again, second);
  if (!text_equal(sink_result(&text), sink_result(&again))) abort();
}

void fuzz_start(void) {}

void fuzz_one(Text input) {
  Names names = {0};
  Diags diags = {0};
  Sink messages = {0};
  Loader *loader = loader_open(&names, TEXT(""), TEXT(""));
  Tree *tree = loader_text(loader, TEXT("fuzz.remit"), input, &diags);
  if (tree && !diags.errors) lay_out(&names, tree);
  if (tree) program_load(loader, TEXT("fuzz.remit"), &diags);
  diag_sort(&diags);
  diagview_print(&messages, &diags, true, 20);
}

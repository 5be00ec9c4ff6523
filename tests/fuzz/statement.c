/* Any line as a statement or a condition, as --set, --where and the REPL take them: dates, numbers, durations too. */
#define FUZZ_TARGET
#include "fuzz.h"
#include "engine/eval.h"
#include "module.h"
#include "syntax/parse.h"

static Diags diags;
static Session *session;
static Program *program;

void fuzz_start(void) {
  session = MEM_NEW(Session);  /* in the heap, so that it is put back */
  program = module_open(session, &diags);
}

static void condition(Text input) {
  Source *line = source_of_text(TEXT("--where"), input);
  Tree *tree = parse_condition(session->names, line, &diags);
  if (!tree || !tree->decls.count || diags.errors) return;
  const Decl *decl = tree->decls.at[0];
  Node *node = program_expression(program, program->module, decl, decl->always, line, NULL, &diags);
  World *world = world_make(program, NULL, (WorldOptions){0});
  if (node) eval_node(world, node, 44000);
}

static void statement(Text input) {
  Source *line = source_of_text(TEXT("--set"), input);
  Assertion *supposed = assertion_parse(program, NULL, line, &diags);
  if (!supposed) return;
  World *world = world_suppose_one(world_make(program, NULL, (WorldOptions){0}), supposed);
  for (size_t u = 0; u < program->units.count; u++) eval_unit(world, program->units.at[u], 44000);
}

void fuzz_one(Text input) {
  diags = (Diags){0};
  if (!input.bytes) return;
  if (input.at[0] & 1) condition(text_slice(input, 1, input.bytes));
  else statement(text_slice(input, 1, input.bytes));
}

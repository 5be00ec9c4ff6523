/* Any line as a statement or a condition, as --set, --where and the REPL take them: dates, numbers, durations too. */
#include "fuzz.h"
#include "engine/eval.h"
#include "module.h"
#include "syntax/parse.h"

static void condition(Session *session, Program *program, Text input) {
  Source *line = source_of_text(TEXT("--where"), input);
  Tree *tree = parse_condition(session->names, line, session->diags);
  if (!tree || !tree->decls.count || session->diags->errors) return;
  const Decl *decl = tree->decls.at[0];
  Node *node = program_expression(program, program->module, decl, decl->always, line, NULL, session->diags);
  World *world = world_make(program, NULL, (WorldOptions){0});
  if (node) eval_node(world, node, 44000);
}

static void statement(Session *session, Program *program, Text input) {
  Source *line = source_of_text(TEXT("--set"), input);
  Assertion *supposed = assertion_parse(program, NULL, line, session->diags);
  if (!supposed) return;
  World *world = world_suppose_one(world_make(program, NULL, (WorldOptions){0}), supposed);
  for (size_t u = 0; u < program->units.count; u++) eval_unit(world, program->units.at[u], 44000);
}

void fuzz_one(Text input) {
  Diags diags = {0};
  Session session;
  session_open(&session, TEXT(""), TEXT(""), &diags);
  loader_text(session.loader, TEXT("fuzzed.remit"), text_of(FUZZ_MODULE), &diags);
  Program *program = program_load(session.loader, TEXT("fuzzed.remit"), &diags);
  if (!input.bytes) return;
  if (input.at[0] & 1) condition(&session, program, text_slice(input, 1, input.bytes));
  else statement(&session, program, text_slice(input, 1, input.bytes));
}

#include "study/batchwish.h"
#include "source/clean.h"
#include "syntax/parse.h"

static void add_duty(BatchOptions *options, const Duty *duty) {
  for (uint32_t i = 0; i < duty->role_count; i++) list_push(&options->units, duty->roles[i].unit);
}

void batchwish_all(BatchOptions *options, const Program *program) {
  for (size_t i = 0; i < program->duties.count; i++) add_duty(options, program->duties.at[i]);
  for (size_t i = 0; i < program->rights.count; i++) list_push(&options->units, program->rights.at[i]->unit);
  for (size_t i = 0; i < program->requirements.count; i++)
    list_push(&options->units, program->requirements.at[i]->unit);
  for (size_t i = 0; i < program->signatures.count; i++) list_push(&options->units, program->signatures.at[i]->raised);
  for (size_t i = 0; i < program->definitions.count; i++) list_push(&options->units, program->definitions.at[i]->unit);
}

bool batchwish_named(BatchOptions *options, Program *program, Text name) {
  size_t before = options->units.count;
  for (size_t i = 0; i < program->duties.count; i++)
    if (text_equal(program->duties.at[i]->subject.name, name)) add_duty(options, program->duties.at[i]);
  if (options->units.count > before) return true;
  const Unit *unit = program_unit(program, name);
  if (unit) list_push(&options->units, unit);
  return unit != NULL;
}

bool batchwish_column(BatchOptions *options, Text wish) {
  uint32_t equals = 0;
  while (equals < wish.bytes && wish.at[equals] != '=') equals++;
  if (equals == wish.bytes) return false;
  Text name = text_trim(text_slice(wish, 0, equals)), header = text_trim(text_slice(wish, equals + 1, wish.bytes));
  list_push(&options->names, ((BatchName){name, header}));
  return true;
}

bool batchwish_by(BatchOptions *options, const Program *program, Text name) {
  for (size_t i = 0; i < program->facts.count; i++)
    if (text_equal(program->facts.at[i]->subject.name, name)) options->by = program->facts.at[i];
  return options->by != NULL;
}

Node *batchwish_condition(Program *program, Text where, Text condition, Diags *diags) {
  Source *line = source_of_text(where, condition);
  size_t errors = diags->errors;
  clean_check(line, diags);
  Tree *tree = diags->errors == errors ? parse_condition(program->names, line, diags) : NULL;
  if (diags->errors != errors || !tree || !tree->decls.count) return NULL;
  const Decl *decl = tree->decls.at[0];
  return program_expression(program, program->module, decl, decl->always, line, program->yes_no, diags);
}

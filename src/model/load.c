/* Loading a program, in one place: modules, names, conditions, order. */
#include <stdlib.h>
#include "model/build.h"

static void each_module(Build *build, void (*pass)(Build *build, Module *module)) {
  for (size_t i = 0; i < build->program->modules.count; i++) pass(build, build->program->modules.at[i]);
}

static int by_day(const void *a, const void *b) { return *(const Day *)a - *(const Day *)b; }

static void resolve(Build *build) {
  Program *program = build->program;
  each_module(build, declare_types);
  each_module(build, declare_facts);
  each_module(build, declare_conclusions);
  each_module(build, amend_shells);
  each_module(build, build_parameters);
  settle_parameters(build);
  each_module(build, build_layers);
  if (program->holidays.count) qsort(program->holidays.at, program->holidays.count, sizeof(Day), by_day);
}

/* A file's mistakes are told once, when it is first read; they count for every program that uses it. */
static bool modules_sound(const Program *program) {
  for (size_t i = 0; i < program->modules.count; i++)
    if (program->modules.at[i]->tree->wrong) return false;
  return true;
}

static Program *load(Loader *loader, Tree *tree, Diags *diags) {
  Program *program = MEM_NEW(Program);
  Build build = {.program = program, .loader = loader, .diags = diags};
  size_t before = diags->errors;
  program->names = loader_names(loader);
  build_basic_types(program);
  program->module = build_modules(&build, tree);
  resolve(&build);
  sort_layers(program);
  if (diags->errors != before || !order_units(&build)) return program;
  program->sound = modules_sound(program);
  finish_units(program);
  return program;
}

/* What reading makes stays: collecting meanwhile would find nothing. */
Program *program_load(Loader *loader, Text path, Diags *diags) {
  mem_hold();
  Tree *tree = loader_file(loader, path, diags);
  if (tree) tree->given = true;
  Program *program = tree ? load(loader, tree, diags) : NULL;
  mem_release();
  return program;
}

Program *program_load_module(Loader *loader, const Name *name, Source *file, Span span, Diags *diags) {
  mem_hold();
  Tree *tree = loader_module(loader, name, file, span, diags);
  Program *program = tree ? load(loader, tree, diags) : NULL;
  mem_release();
  return program;
}

/* ---- by the name that a person writes: `name`, `name[member]`, `.part` ---- */

static bool split_written(Text written, Text *name, Text *member, Text *part) {
  size_t bracket = written.bytes, dot = written.bytes;
  for (size_t i = written.bytes; i-- > 0;) {
    if (written.at[i] == '.') dot = i;
    if (written.at[i] == '[') bracket = i;
  }
  *part = dot < written.bytes ? text_slice(written, dot + 1, written.bytes) : TEXT("");
  size_t end = bracket < dot ? bracket : dot;
  *name = text_slice(written, 0, end);
  *member = TEXT("");
  if (bracket >= dot) return true;
  if (written.at[dot - 1] != ']') return false;
  *member = text_slice(written, bracket + 1, dot - 1);
  return true;
}

static int64_t written_index(const Program *program, const Symbol *symbol, Text member) {
  if (!symbol->family) return member.bytes ? -1 : (int64_t)symbol->index;
  const Name *name = names_find(program->names, member);
  int found = name ? members_find(symbol->family, name) : -1;
  return found < 0 ? -1 : (int64_t)symbol->index + found;
}

static Unit *signature_unit(const Signature *signature, const Name *part, Text written) {
  const Indicator *indicator = part ? signature_indicator(signature, part) : NULL;
  if (indicator) return indicator->unit;
  return text_equal(written, TEXT("severity")) ? signature->severity : NULL;
}

Unit *program_unit(Program *program, Text written) {
  Text name, member, part;
  if (!split_written(written, &name, &member, &part)) return NULL;
  const Name *word = names_find(program->names, name);
  const Symbol *symbol = word ? build_symbol(program, word) : NULL;
  if (!symbol || symbol->kind == SYMBOL_TYPE) return NULL;
  int64_t index = written_index(program, symbol, member);
  if (index < 0) return NULL;
  const Name *part_name = part.bytes ? names_find(program->names, part) : NULL;
  switch (symbol->kind) {
  case SYMBOL_DUTY: {
    const DutyRole *role = part_name ? duty_role(program->duties.at[index], part_name) : NULL;
    return role ? role->unit : NULL;
  }
  case SYMBOL_SIGNATURE:
    if (part.bytes) return signature_unit(program->signatures.at[index], part_name, part);
    return program->signatures.at[index]->raised;
  case SYMBOL_RIGHT: return part.bytes ? NULL : program->rights.at[index]->unit;
  case SYMBOL_REQUIREMENT: return part.bytes ? NULL : program->requirements.at[index]->unit;
  case SYMBOL_DEFINITION: return part.bytes ? NULL : program->definitions.at[index]->unit;
  case SYMBOL_NONE:
  case SYMBOL_FACT:
  case SYMBOL_EVENT:
  case SYMBOL_PARAMETER:
  case SYMBOL_ROLE_NAME:
  case SYMBOL_MATTER:
  case SYMBOL_TYPE: break;
  }
  return NULL;
}

#include "cli/module.h"

static bool is_path(Text written) {
  if (text_ends(written, TEXT(".remit"))) return true;
  for (uint32_t i = 0; i < written.bytes; i++)
    if (written.at[i] == '/') return true;
  return false;
}

Program *module_program(Workshop *workshop, Text written) {
  Session *session = &workshop->session;
  Program *program;
  if (is_path(written)) {
    program = program_load(session->loader, written, &workshop->diags);
  } else {
    const Name *name = names_intern(session->names, written);
    Source *here = source_of_text(TEXT("the command line"), written);
    program = program_load_module(session->loader, name, here, (Span){0, written.bytes}, &workshop->diags);
  }
  return program && program->sound ? program : NULL;
}

static bool is_empty(const Program *program) {
  const Tree *tree = program->module->tree;
  for (size_t i = 0; i < tree->decls.count; i++)
    if (tree->decls.at[i]->kind != DECL_MODULE && tree->decls.at[i]->kind != DECL_USE) return false;
  return true;
}

Program *module_with_words(Workshop *workshop, Text written) {
  Program *program = module_program(workshop, written);
  return program && is_empty(program) && !workshop_has_rules(workshop, program) ? NULL : program;
}

void module_complain_name(Workshop *workshop, const Program *program, Text name) {
  DiagNearest nearest = {.wanted = name};
  for (size_t u = 0; u < program->units.count; u++) diag_nearest_offer(&nearest, program->units.at[u]->subject.name);
  for (size_t i = 0; i < program->duties.count; i++) diag_nearest_offer(&nearest, program->duties.at[i]->subject.name);
  for (size_t i = 0; i < program->facts.count; i++) diag_nearest_offer(&nearest, program->facts.at[i]->subject.name);
  for (size_t i = 0; i < program->events.count; i++) diag_nearest_offer(&nearest, program->events.at[i]->subject.name);
  for (size_t i = 0; i < program->parameters.count; i++)
    diag_nearest_offer(&nearest, program->parameters.at[i]->subject.name);
  options_complain(workshop->options->verb, "nothing is called `%s`%s%s%s", text_c(name),
                   nearest.count ? "; did you mean `" : "", nearest.count ? text_c(nearest.best[0]) : "",
                   nearest.count ? "`?" : "");
}

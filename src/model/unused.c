/* Names declared but never used. Exports are no waste: only the root module of a program is asked. */
#include "model/build.h"

static void warn(Build *build, Source *file, Span span, const char *what, Text name)
{
  Diag *diag = diag_add(build->diags, DIAG_UNUSED, file, span, "the %s `%s` is never used", what, text_c(name));
  diag_mend(diag, "take it out, or use it");
}

static bool of_root(const Build *build, const Subject *subject)
{
  return subject->home.module == build->program->module && subject->member <= 0;
}

static Span name_span(const Subject *subject)
{
  return ast_absolute(subject->home.decl, subject->home.decl->name.span);
}

static bool symbol_used(const Build *build, const Subject *subject)
{
  const Symbol *symbol = build_symbol(build->program, subject->home.decl->name.name);
  return symbol && symbol->used;
}

static void check_subject(Build *build, const Subject *subject, const char *what)
{
  if (of_root(build, subject) && !symbol_used(build, subject))
    warn(build, subject->home.file, name_span(subject), what, subject->home.decl->name.name->text);
}

void check_unused(Build *build)
{
  const Program *program = build->program;
  for (size_t i = 0; i < program->facts.count; i++) check_subject(build, &program->facts.at[i]->subject, "fact");
  for (size_t i = 0; i < program->events.count; i++) check_subject(build, &program->events.at[i]->subject, "event");
  for (size_t i = 0; i < program->parameters.count; i++)
    check_subject(build, &program->parameters.at[i]->subject, "parameter");
  for (size_t i = 0; i < program->matters.count; i++)
    if (!program->matters.at[i]->used) check_subject(build, &program->matters.at[i]->subject, "matter");
  for (size_t i = 0; i < program->sources.count; i++) {
    const SourceInfo *source = program->sources.at[i];
    if (!source->used && source->file == program->module->tree->source)
      warn(build, source->file, source->span, "source", source->name->text);
  }
}

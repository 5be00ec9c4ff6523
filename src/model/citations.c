/* Sources and citations, and the periods in which things are in force. */
#include "model/build.h"

/* BASIS_NONE from the tree means "what the source says"; the strongest basis is the smallest. */
Basis citations_basis(Citations cites) {
  Basis best = BASIS_UNCITED;
  for (uint32_t i = 0; i < cites.count; i++)
    if (cites.at[i].basis < best) best = cites.at[i].basis;
  return best;
}

static SourceInfo *find_source(Program *program, HashMap *sources, const Cite *cite, const Decl *decl, Source *file,
                               Diags *diags) {
  if (!cite->source.name) return NULL;
  SourceInfo *info = hash_get(sources, cite->source.name->text);
  if (info) {
    info->used = true;
    if (info->decl) info->decl->used = true;
    return info;
  }
  if (program->module->gaps) return NULL;   /* the module that could not be read may well declare it */
  DiagNearest nearest = diag_nearest(diags, cite->source.name->text);
  for (size_t i = 0; !nearest.full && i < sources->room; i++)
    if (sources->entries[i].value) diag_nearest_offer(&nearest, sources->entries[i].key);
  Diag *diag = diag_add(diags, DIAG_UNKNOWN_SOURCE, file, ast_absolute(decl, cite->source.span),
                        "there is no source called `%s`", text_c(cite->source.name->text));
  diag_nearest_mend(diag, &nearest);
  return NULL;
}

Citations program_citations(Program *program, HashMap *sources, const Cites *cites, const Decl *decl, Source *file,
                            Diags *diags) {
  if (!cites->count) return (Citations){0};
  Citation *list = MEM_NEW_ARRAY(Citation, cites->count);
  uint32_t count = 0;
  for (size_t i = 0; i < cites->count; i++) {
    const Cite *cite = &cites->at[i];
    SourceInfo *info = find_source(program, sources, cite, decl, file, diags);
    if (!info) continue;
    Basis basis = cite->basis != BASIS_NONE ? cite->basis : info->basis;
    Text by = cite->by.bytes ? cite->by : basis == BASIS_OPINION ? info->by : TEXT("");
    list[count++] = (Citation){info, cite->paragraph, basis, by};
  }
  return (Citations){list, count};
}

Citations build_citations(Build *build, const Cites *cites) {
  HashMap *sources = build->program->sources_by_module.at[build->home.module->index];
  return program_citations(build->program, sources, cites, build->home.decl, build->home.file, build->diags);
}

Citations build_line_citations(Build *build, const Cites *cites, Citations otherwise) {
  return cites->count ? build_citations(build, cites) : otherwise;
}

void build_in_force(Build *build, const Period *period, Day *from, Day *until) {
  *from = period->from.given ? period->from.date.first : DAY_BEFORE_TIME;
  *until = period->until.given ? period->until.date.first : DAY_AFTER_TIME;
  if (*until <= *from)
    build_error(build, DIAG_PERIOD_ORDER, period->until.span, "it ends before it begins: `until` must be after `from`");
}

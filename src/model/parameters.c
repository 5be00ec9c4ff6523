/* Parameters over time: the core's values, with those of amendments laid over them for their periods. */
#include "model/build.h"

typedef struct Gathered {
  LIST(Claim) claims;
  LIST(Citations) cites;
} Gathered;

static PartialDate bound(const DateBound *date, Day absent)
{
  return date->given ? date->date : (PartialDate){absent, absent};
}

static void gather_line(Build *build, Gathered *gathered, const Parameter *parameter, const Line *line, uint32_t first_tag,
                        Citations otherwise)
{
  Value value;
  if (line->kind != LINE_VALUE || !line->literal) return;
  if (!build_literal(build, parameter->type, line->literal, &value)) return;
  Citations cites = build_line_citations(build, &line->cites, otherwise);
  value.basis = (uint8_t)(value_certain(&value) ? citations_basis(cites) : BASIS_NONE);
  Claim claim = {.value = value, .from = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}, .until = {DAY_AFTER_TIME, DAY_AFTER_TIME},
                 .open_ended = true, .tag = first_tag + (uint32_t)gathered->claims.count};
  if (line->period) {
    claim.from = bound(&line->period->from, DAY_BEFORE_TIME);
    claim.until = bound(&line->period->until, DAY_AFTER_TIME);
    claim.open_ended = !line->period->until.given;
    if (!claim.open_ended && claim.until.last <= claim.from.first)
      build_error(build, DIAG_PERIOD_ORDER, line->period->until.span, "it ends before it begins: `until` must be after `from`");
  }
  list_push(&gathered->claims, claim);
  list_push(&gathered->cites, cites);
}

/* Where the upper history says something it hides the lower one. */
static History lay_over(History upper, History lower)
{
  LIST(Step) steps = {0};
  Day day = DAY_BEFORE_TIME;
  uint32_t u = 0, l = 0;
  while (true) {
    const Step *from = upper.steps[u].tag_count ? &upper.steps[u] : &lower.steps[l];
    Step step = *from;
    step.from = day;
    list_push(&steps, step);
    Day next_upper = history_until(&upper, u), next_lower = history_until(&lower, l);
    day = next_upper < next_lower ? next_upper : next_lower;
    if (day == DAY_AFTER_TIME) break;
    if (day == next_upper) u++;
    if (day == next_lower) l++;
  }
  return (History){steps.at, (uint32_t)steps.count};
}

static void add_values(Build *build, Parameter *parameter, const Decl *decl)
{
  Gathered gathered = {0};
  Citations head = decl->amends ? build_citations(build, &decl->cites) : parameter->subject.cites;
  for (size_t i = 0; i < decl->lines.count; i++)
    gather_line(build, &gathered, parameter, decl->lines.at[i], parameter->citation_count, head);
  History history = history_make(gathered.claims.at, gathered.claims.count, type_unknown(parameter->type));
  parameter->history = parameter->history.count ? lay_over(history, parameter->history) : history;
  Citations *cites = MEM_NEW_ARRAY(Citations, parameter->citation_count + gathered.cites.count + 1);
  for (uint32_t i = 0; i < parameter->citation_count; i++) cites[i] = parameter->citations[i];
  for (size_t i = 0; i < gathered.cites.count; i++) cites[parameter->citation_count++] = gathered.cites.at[i];
  parameter->citations = cites;
}

/* Modules come used before user, so a module further out is laid over later and wins. */
void build_parameters(Build *build, Module *module)
{
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    const Decl *decl = module->tree->decls.at[i];
    if (decl->kind != DECL_PARAMETER) continue;
    build->home = (Home){decl, module, module->tree->source};
    Symbol *symbol = decl->amends ? build_amended(build, decl) : build_symbol(build->program, decl->name.name);
    if (!symbol || symbol->kind != SYMBOL_PARAMETER || (!decl->amends && symbol->home.decl != decl)) continue;
    add_values(build, build->program->parameters.at[symbol->index], decl);
  }
  for (size_t i = 0; i < build->program->parameters.count; i++) {
    Parameter *parameter = build->program->parameters.at[i];
    if (!parameter->history.count) parameter->history = history_make(NULL, 0, type_unknown(parameter->type));
  }
}

/* Parameters over time: the core's values, with those of amendments laid over them for their periods. */
#include "model/build.h"
#include "value/overlay.h"

typedef LIST(Claim) Claims;

static PartialDate bound(const DateBound *date, Day absent) {
  return date->given ? date->date : (PartialDate){absent, absent};
}

static void add_citations(Parameter *parameter, Citations cites) {
  Citations *grown = MEM_NEW_ARRAY(Citations, parameter->citation_count + 1);
  for (uint32_t i = 0; i < parameter->citation_count; i++) grown[i] = parameter->citations[i];
  grown[parameter->citation_count++] = cites;
  parameter->citations = grown;
}

static void gather_line(Build *build, Claims *claims, Parameter *parameter, const Line *line, Citations otherwise) {
  Value value;
  if (line->kind != LINE_VALUE || !line->literal) return;
  if (!build_literal(build, parameter->type, line->literal, &value)) return;
  Citations cites = build_line_citations(build, &line->cites, otherwise);
  value.basis = (uint8_t)citations_basis(cites);
  Claim claim = {.value = value, .from = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}, .until = {DAY_AFTER_TIME, DAY_AFTER_TIME},
                 .open_ended = true, .tag = parameter->citation_count};
  if (line->period) {
    claim.from = bound(&line->period->from, DAY_BEFORE_TIME);
    claim.until = bound(&line->period->until, DAY_AFTER_TIME);
    claim.open_ended = !line->period->until.given;
    if (!claim.open_ended && claim.until.last <= claim.from.first)
      build_error(build, DIAG_PERIOD_ORDER, line->period->until.span,
                  "it ends before it begins: `until` must be after `from`");
  }
  add_citations(parameter, cites);
  list_push(claims, claim);
}

static void add_layer(Build *build, Parameter *parameter, const Decl *decl) {
  Claims claims = {0};
  Citations head = decl->amends ? build_citations(build, &decl->cites) : parameter->subject.cites;
  for (size_t i = 0; i < decl->lines.count; i++) gather_line(build, &claims, parameter, decl->lines.at[i], head);
  list_push(&build->parameter_layers,
            ((ParameterLayer){parameter->index, build->home.module, decl->amends, claims.at, claims.count}));
}

void build_parameters(Build *build, Module *module) {
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    const Decl *decl = module->tree->decls.at[i];
    if (decl->kind != DECL_PARAMETER) continue;
    build->home = (Home){decl, module, module->tree->source};
    Symbol *symbol = decl->amends ? build_amended(build, decl) : build_symbol(build->program, decl->name.name);
    if (!symbol || symbol->kind != SYMBOL_PARAMETER || symbol->untyped) continue;
    if (!decl->amends && symbol->home.decl != decl) continue;
    add_layer(build, build->program->parameters.at[symbol->index], decl);
  }
}

/* ---- laying over: an amendment replaces what stands below it, over its own period ---- */

static bool seen_from(const ParameterLayer *outer, const ParameterLayer *layer) {
  return !layer->amends || module_reaches(outer->module, layer->module);
}

static History lay_over(History below, const ParameterLayer *layer, Value unknown) {
  for (size_t i = 0; i < layer->count; i++) below = overlay_splice(&below, layer->claims, layer->count, i, unknown);
  return below;
}

/* What the parameter is to a module: its own amendment over those of the modules it uses, over the base. */
static History as_seen_from(const Build *build, const ParameterLayer *outer) {
  const Parameter *parameter = build->program->parameters.at[outer->parameter];
  Value unknown = type_unknown(parameter->type);
  History history = {0};
  for (size_t i = 0; i < build->parameter_layers.count; i++) {
    const ParameterLayer *layer = &build->parameter_layers.at[i];
    if (layer->parameter != outer->parameter || !seen_from(outer, layer)) continue;
    history = layer->amends ? lay_over(history, layer, unknown) : history_make(layer->claims, layer->count, unknown);
  }
  return history;
}

static bool outermost(const Build *build, const ParameterLayer *layer) {
  for (size_t i = 0; i < build->parameter_layers.count; i++) {
    const ParameterLayer *other = &build->parameter_layers.at[i];
    if (other != layer && other->parameter == layer->parameter && seen_from(other, layer)) return false;
  }
  return true;
}

/* ---- amendments that do not see one another ---- */

static bool amended(const Step *step, uint32_t base_tags) {
  for (uint32_t i = 0; i < step->tag_count; i++)
    if (step->tags[i] >= base_tags) return true;
  return false;
}

/* Where only one of the two is amended it stands; where both are and differ, the value is a conflict. */
static Step rival_step(const Step *a, const Step *b, uint32_t base_tags) {
  if (!amended(b, base_tags) || value_same(&a->value, &b->value)) return *a;
  if (!amended(a, base_tags)) return *b;
  Step step = *a;
  step.value = value_join(&a->value, &b->value);
  step.value.flags |= VALUE_CONFLICT | VALUE_UNSTATED;
  return step;
}

static History beside(History a, History b, uint32_t base_tags) {
  LIST(Step) steps = {0};
  uint32_t i = 0, j = 0;
  for (Day day = DAY_BEFORE_TIME; day != DAY_AFTER_TIME;) {
    Step step = rival_step(&a.steps[i], &b.steps[j], base_tags);
    step.from = day;
    list_push(&steps, step);
    Day next_a = history_until(&a, i), next_b = history_until(&b, j);
    day = next_a < next_b ? next_a : next_b;
    if (day == next_a) i++;
    if (day == next_b) j++;
  }
  return (History){steps.at, (uint32_t)steps.count};
}

static void settle_layer(Build *build, const ParameterLayer *layer) {
  Parameter *parameter = build->program->parameters.at[layer->parameter];
  if (!layer->amends) parameter->base_tags = (uint32_t)layer->count;
  if (!outermost(build, layer)) return;
  History history = as_seen_from(build, layer);
  parameter->history = parameter->history.count ? beside(parameter->history, history, parameter->base_tags) : history;
}

/* Layers stand in the order of their modules, used before users: the base of a parameter comes before what amends it.
 */
void settle_parameters(Build *build) {
  for (size_t i = 0; i < build->parameter_layers.count; i++) settle_layer(build, &build->parameter_layers.at[i]);
  for (size_t i = 0; i < build->program->parameters.count; i++) {
    Parameter *parameter = build->program->parameters.at[i];
    if (!parameter->history.count) parameter->history = history_make(NULL, 0, type_unknown(parameter->type));
  }
}

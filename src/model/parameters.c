/* Parameters over time: the core's values, with those of amendments laid over them for their periods. */
#include "model/build.h"
#include "value/overlay.h"

#include <stdlib.h>

typedef LIST(Claim) Claims;

static PartialDate bound(const DateBound *date, Day absent) {
  return date->given ? date->date : (PartialDate){absent, absent};
}

typedef LIST(Citations) CitationLists;

static void gather_line(Build *build, Claims *claims, CitationLists *lists, const Parameter *parameter,
                        const Line *line, Citations otherwise) {
  Value value;
  if (line->kind != LINE_VALUE || !line->literal) return;
  if (!build_literal(build, parameter->type, line->literal, &value)) return;
  Citations cites = build_line_citations(build, &line->cites, otherwise);
  value.basis = (uint8_t)citations_basis(cites);
  Claim claim = {.value = value, .from = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}, .until = {DAY_AFTER_TIME, DAY_AFTER_TIME},
                 .open_ended = true, .tag = (uint32_t)lists->count};
  if (line->period) {
    claim.from = bound(&line->period->from, DAY_BEFORE_TIME);
    claim.until = bound(&line->period->until, DAY_AFTER_TIME);
    claim.open_ended = !line->period->until.given;
    if (!claim.open_ended && claim.until.last <= claim.from.first)
      build_error(build, DIAG_PERIOD_ORDER, line->period->until.span,
                  "it ends before it begins: `until` must be after `from`");
  }
  list_push(lists, cites);
  list_push(claims, claim);
}

static void refuse_crowd(Build *build, const Parameter *parameter, Claims *claims) {
  const Claim *crowded = history_crowded(claims->at, claims->count, type_unknown(parameter->type));
  if (!crowded) return;
  claims->count = 0;
  Diag *diag = build_error(build, DIAG_CROWDED, build->home.decl->name.span,
                           "more than %d values of `%s` hold on one day", HISTORY_MOST,
                           text_c(parameter->subject.name));
  diag_mend(diag, "say `until` when each holds");
}

static void add_layer(Build *build, Parameter *parameter, const Decl *decl) {
  Claims claims = {0};
  CitationLists lists = {0};
  Citations head = decl->amends ? build_citations(build, &decl->cites) : parameter->subject.cites;
  list_reserve(&lists, parameter->citation_count + decl->lines.count);
  for (uint32_t i = 0; i < parameter->citation_count; i++) list_push(&lists, parameter->citations[i]);
  for (size_t i = 0; i < decl->lines.count; i++)
    gather_line(build, &claims, &lists, parameter, decl->lines.at[i], head);
  parameter->citations = lists.at;
  parameter->citation_count = (uint32_t)lists.count;
  refuse_crowd(build, parameter, &claims);
  list_push(&build->parameter_layers,
            ((ParameterLayer){parameter->index, (uint32_t)build->parameter_layers.count, build->home.module,
                              decl->amends, claims.at, claims.count}));
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

typedef struct Layers {       /* of one parameter, those of used modules before those of their users */
  const ParameterLayer *at;
  size_t count;
} Layers;

static bool seen_from(const ParameterLayer *outer, const ParameterLayer *layer) {
  return !layer->amends || module_reaches(outer->module, layer->module);
}

/* What the parameter is to a module: its own amendment over those of the modules it uses, over the base. */
static History as_seen_from(const Layers *layers, const ParameterLayer *outer, Value unknown) {
  History history = {0};
  for (size_t i = 0; i < layers->count; i++) {
    const ParameterLayer *layer = &layers->at[i];
    if (!seen_from(outer, layer)) continue;
    history = layer->amends ? overlay_lay(history, layer->claims, layer->count, layer->count, unknown)
                            : history_make(layer->claims, layer->count, unknown);
  }
  return history;
}

static bool outermost(const Layers *layers, const ParameterLayer *layer) {
  for (size_t i = 0; i < layers->count; i++)
    if (&layers->at[i] != layer && seen_from(&layers->at[i], layer)) return false;
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

static void settle_layer(Parameter *parameter, const Layers *layers, const ParameterLayer *layer) {
  if (!layer->amends) parameter->base_tags = (uint32_t)layer->count;
  if (!outermost(layers, layer)) return;
  History history = as_seen_from(layers, layer, type_unknown(parameter->type));
  parameter->history = parameter->history.count ? beside(parameter->history, history, parameter->base_tags) : history;
}

static void settle_parameter(Parameter *parameter, Layers layers) {
  for (size_t i = 0; i < layers.count; i++) settle_layer(parameter, &layers, &layers.at[i]);
  if (!parameter->history.count) parameter->history = history_make(NULL, 0, type_unknown(parameter->type));
}

/* Modules were gone through used before users, and each made its layers: that order stays within a parameter. */
static int layer_order(const void *left, const void *right) {
  const ParameterLayer *a = left, *b = right;
  if (a->parameter != b->parameter) return a->parameter < b->parameter ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

void settle_parameters(Build *build) {
  const ParameterLayer *at = build->parameter_layers.at, *end = at + build->parameter_layers.count;
  if (at != end) qsort(build->parameter_layers.at, (size_t)(end - at), sizeof *at, layer_order);
  for (size_t i = 0; i < build->program->parameters.count; i++) {
    Layers layers = {.at = at};
    while (at != end && at->parameter == i) at++;
    layers.count = (size_t)(at - layers.at);
    settle_parameter(build->program->parameters.at[i], layers);
  }
}

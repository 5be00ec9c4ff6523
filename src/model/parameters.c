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

/* ---- amendments: each replaces what its module sees, on the days of which it says something ---- */

static bool displaces(const OverlayLayer *outer, const OverlayLayer *inner) {
  const ParameterLayer *a = outer->owner, *b = inner->owner;
  return a->amends && (!b->amends || module_reaches(a->module, b->module));
}

static OverlayLayer layer_of(const ParameterLayer *layer, Value unknown) {
  if (layer->amends) return overlay_layer(layer->claims, layer->count, unknown, layer);
  History declared = history_make(layer->claims, layer->count, unknown);
  return (OverlayLayer){declared, declared, true, layer};
}

typedef struct Layers {       /* of one parameter, those of used modules before those of their users */
  const ParameterLayer *at;
  size_t count;
} Layers;

static void settle_parameter(Parameter *parameter, Layers of) {
  LIST(OverlayLayer) layers = {0};
  Value unknown = type_unknown(parameter->type);
  for (size_t i = 0; i < of.count; i++) list_push(&layers, layer_of(&of.at[i], unknown));
  parameter->history = layers.count ? overlay_stack(layers.at, layers.count, displaces, unknown)
                                    : history_make(NULL, 0, unknown);
  if (of.count != 1 || of.at->amends) return;
  parameter->claims = of.at->claims;
  parameter->claim_count = of.at->count;
}

/* Modules were gone through used before users, and each made its layers: that order stays within a parameter. */
static int layer_order(const void *left, const void *right) {
  const ParameterLayer *a = left, *b = right;
  if (a->parameter != b->parameter) return a->parameter < b->parameter ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

void settle_parameters(Build *build) {
  size_t count = build->parameter_layers.count;
  const ParameterLayer *at = build->parameter_layers.at, *end = count ? at + count : at;
  if (count) qsort(build->parameter_layers.at, count, sizeof *at, layer_order);
  for (size_t i = 0; i < build->program->parameters.count; i++) {
    Layers layers = {.at = at};
    while (at != end && at->parameter == i) at++;
    layers.count = (size_t)(at - layers.at);
    settle_parameter(build->program->parameters.at[i], layers);
  }
}

/* Conclusions, one or all, and the findings about them. */
#include "engine/conclude.h"
#include <assert.h>
#include <stdlib.h>

/* ---- one conclusion ---- */

static bool has_position(const Positions *positions, const Position *position) {
  for (size_t i = 0; i < positions->count; i++)
    if (positions->at[i].unsettled == position->unsettled && value_same(&positions->at[i].value, &position->value))
      return true;
  return false;
}

static void add_position(Positions *positions, Position position) {
  if (!has_position(positions, &position)) list_push(positions, position);
}

/* True when a branch of the layer certainly decides: nothing below it is reached. */
static bool layer_positions(World *world, const Unit *unit, const Layer *layer, Day day, Conclusion *conclusion) {
  if (day < layer->from || day >= layer->until) return false;
  for (uint32_t b = 0; b < layer->count; b++) {
    const Branch *branch = &layer->branches[b];
    Value truth = eval_branch(world, branch, day);
    if (value_is_no(&truth)) continue;
    Position position = {eval_branch_value(world, unit, branch, day), branch->unsettled, branch};
    add_position(&conclusion->positions, position);
    if (unit->kind == UNIT_REQUIREMENT && branch->by && !conclusion->has_due) {
      conclusion->due = eval_due(world, branch, day);
      conclusion->has_due = true;
    }
    if (value_is_yes(&truth)) return true;
  }
  return false;
}

static void find_positions(World *world, const Unit *unit, Day day, Conclusion *conclusion) {
  bool decided = false, possible = true;
  if (unit->applies) {
    Value applies = eval_node(world, unit->applies, day).value;
    possible = !value_is_no(&applies);
    decided = !possible;
  }
  for (uint32_t l = 0; possible && l < unit->layer_count; l++) {
    if (unit->layers_ordered && decided) break;
    Value decides = unit->layer_count > 1 && !unit->layers_ordered ? eval_layer_decides(world, unit, l, day)
                                                                   : value_truth(VALUE_EITHER, BASIS_NONE);
    if (value_is_no(&decides)) continue;
    decided |= layer_positions(world, unit, &unit->layers[l], day, conclusion);
  }
  if (decided && conclusion->positions.count) return;
  Position out = {.value = eval_run_out(unit)};
  if (possible && !(conclusion->kept.value.flags & VALUE_CONFLICT)) add_position(&conclusion->positions, out);
}

static ConclusionStatus status_of(const Unit *unit, const Value *value, Day day) {
  if (!eval_in_force(unit, day)) return CONCLUSION_NOT_IN_FORCE;
  if (value->flags & VALUE_CONFLICT) return CONCLUSION_CONFLICT;
  if (value_certain(value)) return CONCLUSION_CERTAIN;
  if (value->flags & VALUE_FAILED && value->form == VALUE_RANGE) return CONCLUSION_ERROR;
  return CONCLUSION_UNKNOWN;
}

Conclusion conclude_next(World *world, Depend *depend, const Unit *unit, Day day) {
  Conclusion conclusion = {.unit = unit, .kept = eval_unit(world, unit, day)};
  const Value *value = &conclusion.kept.value;
  if (!value_certain(value)) conclusion.kept.value.basis = BASIS_NONE;   /* it rests on nothing until it is certain */
  conclusion.status = status_of(unit, value, day);
  conclusion.in_dispute = !value_certain(value) && (value->flags & VALUE_REASONS) == VALUE_DISPUTED;
  if (conclusion.status == CONCLUSION_NOT_IN_FORCE) return conclusion;
  find_positions(world, unit, day, &conclusion);
  if (conclusion.status != CONCLUSION_CONFLICT) conclusion.depends_on = depend_unit(depend, unit);
  return conclusion;
}

Conclusion conclude_unit(World *world, const Unit *unit, Day day) {
  return conclude_next(world, depend_open(world, day), unit, day);
}

/* ---- findings ---- */

static Finding *add_finding(Conclusions *all, FindingKind kind, bool certain, Text about, const Home *home, Span span,
                            Text message) {
  Finding *finding = list_add(&all->findings);
  *finding = (Finding){.kind = kind, .certain = certain, .about = about, .message = message, .file = home->file,
                       .span = ast_absolute(home->decl, span)};
  return finding;
}

static Finding *add_about(Conclusions *all, FindingKind kind, bool certain, const Unit *unit, Text message) {
  const Home *home = &unit->subject.home;
  return add_finding(all, kind, certain, unit->subject.name, home, home->decl->name.span, message);
}

static void find_gap(Conclusions *all, const Conclusion *c) {
  const Role *role = c->unit->role;
  const Value *value = &c->kept.value;
  if (!role || role->cardinality == CARDINALITY_ANY || c->status == CONCLUSION_NOT_IN_FORCE) return;
  const char *duty = text_c(c->unit->subject.label), *words = text_c(role->label);
  bool possibly = false;
  for (size_t i = 0; i < c->positions.count; i++)
    possibly |= !c->positions.at[i].unsettled && c->positions.at[i].value.may == 0;
  if (value_certain(value) && value->may == 0)
    add_about(all, FINDING_GAP, true, c->unit, text_format("nobody %s: %s", words, duty));
  else if (possibly)
    add_about(all, FINDING_GAP, false, c->unit, text_format("it may be that nobody %s: %s", words, duty));
}

static void find_unsettled(Conclusions *all, const Conclusion *c) {
  const Role *role = c->unit->kind == UNIT_ROLE ? c->unit->role : NULL;
  const char *label = text_c(c->unit->subject.label);
  for (size_t i = 0; i < c->positions.count; i++)
    if (c->positions.at[i].unsettled)
      add_about(all, FINDING_UNSETTLED, c->positions.count == 1, c->unit,
                role ? text_format("the sources do not settle who %s: %s", text_c(role->label), label)
                     : text_format("the sources do not settle this: %s", label));
}

static void find_breach(Conclusions *all, const Conclusion *c) {
  uint64_t breached = UINT64_C(1) << REQUIREMENT_BREACHED;
  const char *label = text_c(c->unit->subject.label);
  if (!(c->kept.value.may & breached) || c->status == CONCLUSION_NOT_IN_FORCE) return;
  bool certain = c->kept.value.may == breached;
  add_about(all, FINDING_BREACHED, certain, c->unit,
            text_format("%s: %s", certain ? "breached" : "may be breached", label));
}

static void find_raised(Conclusions *all, const Conclusion *c) {
  if (value_is_yes(&c->kept.value))
    add_about(all, FINDING_RAISED, true, c->unit, text_format("raised: %s", text_c(c->unit->subject.label)));
}

/* What the branches of a layer that may decide give. */
static Positions positions_of(World *world, const Unit *unit, uint32_t l, Day day) {
  Conclusion alone = {.unit = unit};
  Value decides = eval_layer_decides(world, unit, l, day);
  if (!value_is_no(&decides)) layer_positions(world, unit, &unit->layers[l], day, &alone);
  return alone.positions;
}

static const Position *first_other(const Positions *a, const Positions *b, const Position **other) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t j = 0; j < b->count; j++) {
      *other = &b->at[j];
      if (!value_same(&a->at[i].value, &b->at[j].value)) return &a->at[i];
    }
  return NULL;
}

static bool rivals(const Layer *a, const Layer *b) {
  return a->home.decl->amends && b->home.decl->amends && !module_reaches(a->home.module, b->home.module) &&
         !module_reaches(b->home.module, a->home.module);
}

static void add_conflict(Conclusions *all, const Conclusion *c, const Branch *a, const Branch *b) {
  bool certain = c->status == CONCLUSION_CONFLICT;
  Finding *finding = add_finding(
    all, certain ? FINDING_CONFLICT : FINDING_POSSIBLE_CONFLICT, certain, c->unit->subject.name, &a->home, a->span,
    text_format("%s: %s", certain ? "rules disagree" : "rules may disagree", text_c(c->unit->subject.label)));
  finding->other_file = b->home.file;
  finding->other_span = ast_absolute(b->home.decl, b->span);
}

/* Two layers, neither seeing the other, that may both decide and differ. */
static void find_conflict(Conclusions *all, const Conclusion *c) {
  const Unit *unit = c->unit;
  if (unit->layers_ordered || !c->positions.count) return;   /* none: not in force, or its `applies when` is no */
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t m = l + 1; m < unit->layer_count; m++) {
      if (!rivals(&unit->layers[l], &unit->layers[m])) continue;
      Positions a = positions_of(all->world, unit, l, all->as_at), b = positions_of(all->world, unit, m, all->as_at);
      const Position *other, *one = first_other(&a, &b, &other);
      if (!one) continue;
      add_conflict(all, c, one->branch, other->branch);
      return;
    }
}

static const char *error_words(uint32_t error) {
  unsigned kind = error >> 24;
  if (kind == VALUE_ERROR_BY_ZERO) return "a division by zero";
  return kind == VALUE_ERROR_DATE_RANGE ? "a date outside 1900 to 2199" : "a number too large to hold";
}

static void find_error(Conclusions *all, const Conclusion *c) {
  const Program *program = all->world->program;
  uint32_t site = c->kept.value.error & 0xffffff;
  if (c->status != CONCLUSION_ERROR) return;
  const Home *home = site ? &program->site_homes.at[site - 1] : &c->unit->subject.home;
  Span span = site ? program->sites.at[site - 1]->span : home->decl->name.span;
  add_finding(all, FINDING_ERROR, true, c->unit->subject.name, home, span,
              text_format("%s: %s", error_words(c->kept.value.error), text_c(c->unit->subject.label)));
}

static void find_all(Conclusions *all, const Conclusion *c) {
  if (c->unit->kind == UNIT_ROLE) find_gap(all, c);
  if (c->unit->kind == UNIT_REQUIREMENT) find_breach(all, c);
  if (c->unit->kind == UNIT_SIGNATURE) find_raised(all, c);
  find_unsettled(all, c);
  find_conflict(all, c);
  find_error(all, c);
}

static void find_invariants(Conclusions *all) {
  const Program *program = all->world->program;
  for (size_t i = 0; i < program->invariants.count; i++) {
    const Invariant *invariant = program->invariants.at[i];
    Value held = eval_node(all->world, invariant->condition, all->as_at).value;
    if (value_is_no(&held))
      add_finding(all, FINDING_INVARIANT, true, invariant->title, &invariant->home, invariant->home.decl->label_span,
                  text_format("this must always hold, and does not: %s", text_c(invariant->title)));
  }
}

/* ---- facts that disagree, are old, or are missing ---- */

static const Step *step_on(World *world, uint32_t fact, Day day) {
  const History *history = world_fact(world, fact);
  return &history->steps[history_step_at(history, day)];
}

static bool hangs_on(const Conclusion *c, SymbolKind kind, uint32_t index) {
  for (size_t i = 0; i < c->depends_on.count; i++)
    if (c->depends_on.at[i].kind == kind && c->depends_on.at[i].index == index) return true;
  return false;
}

static void find_disputed(Conclusions *all) {
  const Program *program = all->world->program;
  for (uint32_t f = 0; f < program->facts.count; f++) {
    const Step *step = step_on(all->world, f, all->as_at);
    if (!(step->value.flags & VALUE_DISPUTED)) continue;
    DisputedFact disputed = {.fact = program->facts.at[f], .step = step};
    for (size_t u = 0; u < program->units.count; u++)
      if (hangs_on(&all->units[u], SYMBOL_FACT, f)) list_push(&disputed.hangs, program->units.at[u]);
    list_push(&all->disputed, disputed);
    assert(step->tag_count);
    const Assertion *first = world_assertion(all->world, step->tags[0]);
    Finding *finding = list_add(&all->findings);
    *finding = (Finding){.kind = FINDING_DISPUTED, .certain = true, .about = disputed.fact->subject.name,
                         .message = text_format("the sources disagree: %s", text_c(disputed.fact->subject.label)),
                         .file = first->file, .span = first->span};
  }
}

static bool source_day(const Assertion *assertion, Day *day) {
  *day = DAY_BEFORE_TIME;
  for (uint32_t i = 0; i < assertion->cites.count; i++) {
    const SourceInfo *source = assertion->cites.at[i].source;
    if (source->dated && source->date.last > *day) *day = source->date.last;
  }
  return *day != DAY_BEFORE_TIME;
}

/* A fact's age counts from the later of its `from` and its source's date; the youngest statement counts. */
static bool fact_since(World *world, const Step *step, Day *since) {
  *since = DAY_BEFORE_TIME;
  for (uint32_t t = 0; t < step->tag_count; t++) {
    const Assertion *assertion = world_assertion(world, step->tags[t]);
    Day dated;
    if (source_day(assertion, &dated) && dated > *since) *since = dated;
    if (assertion->opens && assertion->from.last > *since) *since = assertion->from.last;
  }
  return *since != DAY_BEFORE_TIME;
}

static void find_stale(Conclusions *all) {
  const Program *program = all->world->program;
  for (uint32_t f = 0; f < program->facts.count; f++) {
    const Fact *fact = program->facts.at[f];
    Day since;
    const Step *step = step_on(all->world, f, all->as_at);
    if (!fact->stales || !fact_since(all->world, step, &since) || since > all->as_at) continue;
    Value limit = logic_date_add(value_range(since, since, BASIS_NONE), fact->stale_after, program->holidays.at,
                                 program->holidays.count, 0);
    if (limit.flags & VALUE_FAILED || limit.high >= all->as_at) continue;
    list_push(&all->stale, ((StaleFact){fact, step->value, since, calendar_months_between(since, all->as_at)}));
  }
}

/* Of the as-at date: what was only said of other days does not settle this one. */
static bool stated(World *world, const Dependence *what, Day as_at) {
  if (what->kind == SYMBOL_EVENT) {
    const EventRecord *record = world_event(world, what->index);
    return record->occurrence_count || record->coverage_count;
  }
  return step_on(world, what->index, as_at)->tag_count > 0;
}

static int most_first(const void *a, const void *b) {
  const MissingFact *x = a, *y = b;
  if (x->hangs != y->hangs) return x->hangs > y->hangs ? -1 : 1;
  if (x->what.kind != y->what.kind) return x->what.kind < y->what.kind ? -1 : 1;
  return x->what.index < y->what.index ? -1 : x->what.index > y->what.index;
}

static void find_missing(Conclusions *all) {
  const Program *program = all->world->program;
  uint32_t *facts = mem_alloc_flat((program->facts.count + 1) * sizeof *facts);
  uint32_t *events = mem_alloc_flat((program->events.count + 1) * sizeof *events);
  for (size_t u = 0; u < program->units.count; u++)
    for (size_t i = 0; i < all->units[u].depends_on.count; i++) {
      const Dependence *what = &all->units[u].depends_on.at[i];
      if (what->kind == SYMBOL_FACT) facts[what->index]++;
      if (what->kind == SYMBOL_EVENT) events[what->index]++;
    }
  for (uint32_t f = 0; f < program->facts.count; f++)
    if (facts[f] && !stated(all->world, &(Dependence){SYMBOL_FACT, f}, all->as_at))
      list_push(&all->missing, ((MissingFact){{SYMBOL_FACT, f}, facts[f]}));
  for (uint32_t e = 0; e < program->events.count; e++)
    if (events[e] && !stated(all->world, &(Dependence){SYMBOL_EVENT, e}, all->as_at))
      list_push(&all->missing, ((MissingFact){{SYMBOL_EVENT, e}, events[e]}));
  if (all->missing.count) qsort(all->missing.at, all->missing.count, sizeof(MissingFact), most_first);
}

/* A plan is reported until what was planned has certainly come about, or its time is past and something else is known.
 */
static bool carried_out(Conclusions *all, const Assertion *plan) {
  if (plan->kind != ASSERT_VALUE || (plan->opens && plan->from.first > all->as_at)) return false;
  const Step *step = step_on(all->world, plan->subject, all->as_at);
  return value_certain(&step->value) && value_same(&step->value, &plan->value);
}

static void find_plans(Conclusions *all) {
  const World *world = all->world;
  for (size_t i = 0; i < world->plans.count && !world->options.as_planned; i++)
    if (!carried_out(all, world->plans.at[i])) list_push(&all->planned, world->plans.at[i]);
  for (size_t i = 0; i < world->stated.count; i++) {
    const Assertion *assertion = world->stated.at[i];
    Day dated;
    if (assertion->planned || !assertion->opens || !source_day(assertion, &dated)) continue;
    if (assertion->from.first > dated) list_push(&all->foreseen, assertion);
  }
}

static int by_kind(const void *a, const void *b) {
  const Finding *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static void sort_findings(Conclusions *all) {
  for (size_t i = 0; i < all->findings.count; i++) all->findings.at[i].order = (uint32_t)i;
  if (all->findings.count > 1) qsort(all->findings.at, all->findings.count, sizeof(Finding), by_kind);
}

static int by_declaration(const void *a, const void *b) {
  const Unit *x = *(const Unit *const *)a, *y = *(const Unit *const *)b;
  return x->declared < y->declared ? -1 : x->declared > y->declared;
}

Conclusions conclude_all(World *world, Day as_at) {
  const Program *program = world->program;
  Conclusions all = {.world = world, .as_at = as_at};
  Depend *depend = depend_open(world, as_at);
  Conclusion *units = MEM_NEW_ARRAY(Conclusion, program->units.count + 1);
  const Unit **order = MEM_NEW_ARRAY(const Unit *, program->units.count + 1);
  for (size_t u = 0; u < program->units.count && !eval_stop; u++) {
    units[u] = conclude_next(world, depend, program->units.at[u], as_at);
    order[u] = program->units.at[u];
  }
  all.units = units;
  if (eval_stop) return all;
  qsort(order, program->units.count, sizeof *order, by_declaration);
  for (size_t u = 0; u < program->units.count; u++) find_all(&all, &units[order[u]->index]);
  find_invariants(&all);
  find_disputed(&all);
  find_stale(&all);
  find_plans(&all);
  find_missing(&all);
  sort_findings(&all);
  return all;
}

#include "study/impact.h"
#include "model/print.h"

/* ---- words, whatever their layout ---- */

static void squeeze(Sink *sink, const Home *home, Span span) {
  Span whole = ast_absolute(home->decl, span);
  Text raw = text_slice(home->file->text, whole.from, whole.to);
  for (uint32_t i = 0; i < raw.bytes; i++) {
    bool space = raw.at[i] == ' ' || raw.at[i] == '\n' || raw.at[i] == '\t' || raw.at[i] == '\r';
    if (!space) sink_char(sink, raw.at[i]);
    else if (sink->count && sink->at[sink->count - 1] != ' ') sink_char(sink, ' ');
  }
}

static Text branch_words(const Branch *branch) {
  Sink words = {0};
  squeeze(&words, &branch->home, branch->span);
  return text_copy(sink_result(&words));
}

static Text unit_words(const Unit *unit) {
  Sink words = {0};
  sink_format(&words, "%d %d ", unit->from, unit->until);
  if (unit->applies) squeeze(&words, &unit->layers[unit->layer_count - 1].home, unit->applies->span);
  for (uint32_t l = 0; l < unit->layer_count; l++) {
    const Layer *layer = &unit->layers[l];
    sink_format(&words, "| %d %d ", layer->from, layer->until);
    for (uint32_t b = 0; b < layer->count; b++) sink_text(&words, branch_words(&layer->branches[b]));
  }
  return text_copy(sink_result(&words));
}

bool impact_same_words(const Unit *old, const Unit *new) { return text_equal(unit_words(old), unit_words(new)); }

static bool has_rule(const Unit *unit, const ArgumentStep *decides) {
  if (decides->kind != ARGUMENT_BRANCH || !decides->branch) return true;
  Text words = branch_words(decides->branch);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++)
      if (text_equal(branch_words(&unit->layers[l].branches[b]), words)) return true;
  return false;
}

/* ---- what a conclusion rests on, of its own ---- */

typedef struct Under {
  Side *own, *other;
  bool own_is_new;
  ImpactCause found;
  const Unit *unit[2];      /* of the conclusion to go on with, old and new */
} Under;

static void set_pair(const Under *under, ImpactCause *cause, const Subject *own, const Type *own_type, Value own_value,
                     const Subject *other, const Type *other_type, Value other_value) {
  int mine = under->own_is_new ? 1 : 0;
  cause->subject[mine] = own, cause->type[mine] = own_type, cause->value[mine] = own_value;
  cause->subject[!mine] = other, cause->type[!mine] = other_type, cause->value[!mine] = other_value;
}

static bool same_cell(const Type *a_type, const Value *a, const Type *b_type, const Value *b) {
  Sink x = {0}, y = {0};
  print_cell(&x, a_type, a);
  print_cell(&y, b_type, b);
  return text_equal(sink_result(&x), sink_result(&y));
}

static Value value_on(const History *history, Day day) { return history->steps[history_step_at(history, day)].value; }

static bool threshold_differs(Under *under, const ArgumentStep *step) {
  const Parameter *own = under->own->world->program->parameters.at[step->index];
  const Program *program = under->other->world->program;
  for (uint32_t i = 0; i < program->parameters.count; i++) {
    const Parameter *other = program->parameters.at[i];
    if (!text_equal(other->subject.name, own->subject.name)) continue;
    Value value = value_on(world_parameter(under->other->world, i), step->day);
    if (same_cell(own->type, &step->value, other->type, &value)) return false;
    under->found.kind = IMPACT_THRESHOLD;
    set_pair(under, &under->found, &own->subject, own->type, step->value, &other->subject, other->type, value);
    return true;
  }
  return false;
}

static bool fact_differs(Under *under, const ArgumentStep *step) {
  const Fact *own = under->own->world->program->facts.at[step->index];
  const Program *program = under->other->world->program;
  for (uint32_t i = 0; i < program->facts.count; i++) {
    const Fact *other = program->facts.at[i];
    if (!text_equal(other->subject.name, own->subject.name)) continue;
    Value value = value_on(world_fact(under->other->world, i), step->day);
    if (same_cell(own->type, &step->value, other->type, &value)) return false;
    under->found.kind = IMPACT_RECORD;
    set_pair(under, &under->found, &own->subject, own->type, step->value, &other->subject, other->type, value);
    return true;
  }
  return false;
}

static bool conclusion_differs(Under *under, const ArgumentStep *step) {
  const Unit *other = shift_namesake(under->other->world->program, step->unit);
  if (other && shift_same_across(under->own, step->unit, under->other, other, step->day, step->day)) return false;
  under->unit[under->own_is_new ? 1 : 0] = step->unit;
  under->unit[under->own_is_new ? 0 : 1] = other;
  return true;
}

/* The first step that differs, going down into everything but other conclusions. */
static bool look_under(Under *under, ArgumentStep *step) {
  ArgumentSteps pile = {0};
  list_push(&pile, step);
  for (size_t next = 0; next < pile.count; next++) {
    const ArgumentSteps *steps = argument_steps(under->own->arguments, pile.at[next]);
    for (size_t i = 0; i < steps->count; i++) {
      ArgumentStep *child = steps->at[i];
      if (!part_counts(child->part)) continue;
      if (child->kind == ARGUMENT_PARAMETER && threshold_differs(under, child)) return true;
      if (child->kind == ARGUMENT_FACT && fact_differs(under, child)) return true;
      if (child->kind == ARGUMENT_CONCLUSION && conclusion_differs(under, child)) return true;
      if (child->kind != ARGUMENT_CONCLUSION) list_push(&pile, child);
    }
  }
  return false;
}

/* ---- the way down ---- */

static bool rules_changed(const ImpactCause *cause) {
  const ArgumentStep *const *decides = (const ArgumentStep *const *)cause->decides;
  if (!decides[0] || !decides[1]) return !impact_same_words(cause->unit[0], cause->unit[1]);
  return !has_rule(cause->unit[0], decides[1]) || !has_rule(cause->unit[1], decides[0]);
}

static ImpactCause at_unit(Side *old, Side *new, const Unit *was, const Unit *is) {
  ImpactCause cause = {.kind = !was ? IMPACT_ADDED : !is ? IMPACT_REMOVED : IMPACT_OTHER, .unit = {was, is}};
  if (was && is) {
    cause.decides[0] = shift_decides(old, was);
    cause.decides[1] = shift_decides(new, is);
    if (rules_changed(&cause)) cause.kind = IMPACT_RULE;
  }
  return cause;
}

/* Each round goes to a conclusion that the one before rests on: there is no circle. */
ImpactCause impact_cause(Side *old, Side *new, const Shift *shift) {
  const Unit *was = shift->unit[0], *is = shift->unit[1];
  while (true) {
    ImpactCause cause = at_unit(old, new, was, is);
    if (cause.kind != IMPACT_OTHER) return cause;
    Under under = {.own = new, .other = old, .own_is_new = true};
    bool found = look_under(&under, side_argument(new, is));
    if (!found) under = (Under){.own = old, .other = new}, found = look_under(&under, side_argument(old, was));
    if (found && under.found.kind != IMPACT_RULE) return under.found;
    if (!found) {
      if (!impact_same_words(was, is)) cause.kind = IMPACT_RULE;
      return cause;
    }
    was = under.unit[0], is = under.unit[1];
  }
}

static Text place_key(const ArgumentStep *decides) {
  Span span;
  if (!decides) return TEXT("several");
  Source *file = argument_place(decides, &span);
  return file ? text_format("%d %s:%u", (int)decides->kind, text_c(file->path), span.from)
              : text_format("%d", (int)decides->kind);
}

Text impact_key(const ImpactCause *cause) {
  const Unit *unit = cause->unit[1] ? cause->unit[1] : cause->unit[0];
  const Subject *subject = cause->subject[1] ? cause->subject[1] : cause->subject[0];
  if (cause->kind == IMPACT_THRESHOLD || cause->kind == IMPACT_RECORD)
    return text_format("%d %s", (int)cause->kind, text_c(subject->name));
  if (cause->kind == IMPACT_ADDED || cause->kind == IMPACT_REMOVED) return text_format("%d", (int)cause->kind);
  return text_format("%d %d %s %s %s", (int)cause->kind, (int)unit->kind, text_c(unit->subject.name),
                     text_c(place_key(cause->decides[0])), text_c(place_key(cause->decides[1])));
}

/* What the record says: facts, thresholds and events, with the statements behind them. */
#include "engine/argument_inside.h"

static void cite_statement(ArgumentStep *step, const Assertion *assertion) {
  for (size_t i = 0; i < step->statements.count; i++)
    if (step->statements.at[i] == assertion) return;
  list_push(&step->statements, assertion);
}

/* The last statement before this step of a history; else the first after it. */
static const Assertion *nearest_said(const World *world, const History *history, uint32_t at) {
  for (uint32_t i = at; i-- > 0;)
    if (history->steps[i].tag_count) return world_assertion(world, history->steps[i].tags[0]);
  for (uint32_t i = at + 1; i < history->count; i++)
    if (history->steps[i].tag_count) return world_assertion(world, history->steps[i].tags[0]);
  return NULL;
}

void fill_fact(Arguments *arguments, ArgumentStep *step) {
  const World *world = arguments->world;
  const Fact *fact = world->program->facts.at[step->index];
  const History *history = world_fact(world, step->index);
  uint32_t at = history_step_at(history, step->day);
  const Step *reading = &history->steps[at];
  step->value = reading->value;
  step->type = fact->type;
  step->from = reading->from;
  step->until = history_until(history, at);
  step->home = fact->subject.home;
  step->cites = fact->subject.cites;
  step->span = fact->subject.home.decl ? fact->subject.home.decl->name.span : (Span){0, 0};
  cite_reading(arguments, step, ~UINT64_C(0));
  if (!reading->tag_count) step->nearest = nearest_said(world, history, at);
  step->known = true;
}

/* The line of the declaration (or of an amendment) that gave the value is known by its citations alone; its place is
 * the parameter's. */
void fill_parameter(Arguments *arguments, ArgumentStep *step) {
  const World *world = arguments->world;
  const Parameter *parameter = world->program->parameters.at[step->index];
  const History *history = world_parameter(world, step->index);
  uint32_t at = history_step_at(history, step->day);
  const Step *line = &history->steps[at];
  step->value = line->value;
  step->type = parameter->type;
  step->from = line->from;
  step->until = history_until(history, at);
  step->home = parameter->subject.home;
  step->span = parameter->subject.home.decl->name.span;
  step->cites = parameter->subject.cites;
  for (uint32_t i = 0; i < line->tag_count; i++) {
    const Assertion *supposed = world_parameter_assertion(world, step->index, line->tags[i]);
    if (supposed) cite_statement(step, supposed);
    else step->cites = parameter->citations[line->tags[i]];
  }
  step->known = true;
}

/* ---- events ---- */

typedef struct Within {     /* days of which the record matters, both included */
  Day from, to;
} Within;

static void add_events(Arguments *arguments, ArgumentStep *step, const EventRecord *record, Within within) {
  for (uint32_t i = 0; i < record->occurrence_count; i++) {
    const Occurrence *occurrence = &record->occurrences[i];
    if (occurrence->date.last < within.from || occurrence->date.first > within.to) continue;
    const Assertion *assertion = world_assertion(arguments->world, occurrence->tag);
    list_push(&step->events, ((ArgumentEvent){occurrence->date, assertion}));
    cite_statement(step, assertion);
  }
}

static void add_coverage(Arguments *arguments, ArgumentStep *step, const EventRecord *record, Within within) {
  for (uint32_t i = 0; i < record->coverage_count; i++) {
    const Coverage *coverage = &record->coverage[i];
    if (coverage->until <= within.from || coverage->from > within.to) continue;
    cite_statement(step, world_assertion(arguments->world, coverage->tag));
  }
}

static Day first_after(Day after) { return after == DAY_BEFORE_TIME ? DAY_BEFORE_TIME : after + 1; }

/* An incomplete record counts for its dates alone: what it is complete for elsewhere changes nothing. */
static void fill_count(Arguments *arguments, ArgumentStep *step, const EventRecord *record) {
  Reach reach = eval_reach(arguments->world, step->node, step->day);
  Within within = {first_after(reach.wide), step->day};
  step->after = reach.wide;
  step->complete = !(step->value.flags & VALUE_OPEN_HIGH);
  add_events(arguments, step, record, within);
  if (step->complete || reach.wide != reach.narrow) add_coverage(arguments, step, record, within);
}

/* Of the first event (where there certainly was one) whatever may have come up to it, of the last one whatever may have
 * come since. */
static void fill_first_or_last(Arguments *arguments, ArgumentStep *step, const EventRecord *record) {
  const Value *date = &step->value;
  bool maybe_never = date->flags & VALUE_MAYBE_NO_DATE;
  Within within = {DAY_BEFORE_TIME, step->day};
  if (step->node->kind == NODE_FIRST && !maybe_never && !(date->flags & VALUE_OPEN_HIGH)) within.to = (Day)date->high;
  if (step->node->kind == NODE_LAST && !maybe_never && !(date->flags & VALUE_OPEN_LOW)) within.from = (Day)date->low;
  step->after = DAY_BEFORE_TIME;
  step->complete = value_certain(date);
  add_events(arguments, step, record, within);
  add_coverage(arguments, step, record, within);
}

void fill_events(Arguments *arguments, ArgumentStep *step) {
  const Event *event = arguments->world->program->events.at[step->index];
  const EventRecord *record = world_event(arguments->world, step->index);
  step->home = event->subject.home;
  step->span = event->subject.home.decl->name.span;
  if (step->node->kind == NODE_COUNT_EVENTS) fill_count(arguments, step, record);
  else fill_first_or_last(arguments, step, record);
}

/* ---- the first day of which the record says anything ---- */

typedef struct Search {
  Arguments *arguments;
  ArgumentStep *step;
  HashMap met;              /* units */
  LIST(const Unit *) units;
} Search;

static void cite_first(Search *search, SymbolKind kind, uint32_t index) {
  const World *world = search->arguments->world;
  if (search->step->statements.count || world_first_said(world, kind, index) != search->step->from) return;
  if (kind == SYMBOL_FACT) {
    const History *history = world_fact(world, index);
    const Step *first = &history->steps[history_step_at(history, search->step->from)];
    for (uint32_t i = 0; i < first->tag_count; i++)
      cite_statement(search->step, world_assertion(world, first->tags[i]));
    return;
  }
  const EventRecord *record = world_event(world, index);
  Within first = {search->step->from, search->step->from};
  add_coverage(search->arguments, search->step, record, first);
  for (uint32_t i = 0; i < record->occurrence_count; i++)
    if (record->occurrences[i].date.first == first.from)
      cite_statement(search->step, world_assertion(world, record->occurrences[i].tag));
}

static void meet(Search *search, const Unit *unit) {
  void **place = hash_put(&search->met, text_format("%u", unit->index));
  if (*place) return;
  *place = search;
  list_push(&search->units, unit);
}

static void search_node(void *owner, Node *node, bool elsewhere) {
  Search *search = owner;
  (void)elsewhere;
  if (node->kind == NODE_FACT) cite_first(search, SYMBOL_FACT, node->index);
  if (node->kind == NODE_COUNT_EVENTS || node->kind == NODE_FIRST || node->kind == NODE_LAST)
    cite_first(search, SYMBOL_EVENT, node->index);
  if (node->kind == NODE_UNIT) meet(search, node->unit);
  node_each_kid(node, search_node, owner);
}

static void search_unit(Search *search, const Unit *unit) {
  const Program *program = search->arguments->world->program;
  for (uint32_t i = 0; i < unit->fact_count; i++) cite_first(search, SYMBOL_FACT, unit->facts[i]);
  for (uint32_t i = 0; i < unit->event_count; i++) cite_first(search, SYMBOL_EVENT, unit->events[i]);
  for (uint32_t i = 0; i < unit->read_count; i++) meet(search, program->units.at[unit->reads[i]]);
  for (uint32_t i = 0; i < unit->read_elsewhere_count; i++) meet(search, program->units.at[unit->reads_elsewhere[i]]);
}

void fill_first_said(Arguments *arguments, ArgumentStep *step, Node *condition) {
  Search search = {.arguments = arguments, .step = step};
  search_node(&search, condition, false);
  for (size_t i = 0; i < search.units.count; i++) search_unit(&search, search.units.at[i]);
}

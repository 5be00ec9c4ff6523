/* Says who: the statements, dates and sources under a step. */
#include "view/whyview.h"
#include "model/print.h"

static void faint(Report *report) { page_style(&report->page, STYLE_FAINT); }
static void plain(Report *report) { page_style(&report->page, STYLE_PLAIN); }

/* "stated: Ray Jones 2016, l.34 [rules/core.remit:12]". */
static void say_sources(Report *report, Citations cites, Basis basis, Source *file, Span span) {
  page_say(&report->page, basis_said(cites.count ? citations_basis(cites) : basis));
  if (cites.count) page_say(&report->page, ": ");
  say_citations(report, cites);
  if (!file) return;
  page_say(&report->page, " [");
  say_place(report, file, span);
  page_say(&report->page, "]");
}

/* ---- statements ---- */

static void say_period(Report *report, const Assertion *assertion) {
  if (assertion->opens) page_say(&report->page, " from ");
  if (assertion->opens) say_partial_date(report, assertion->from);
  if (assertion->closes) page_say(&report->page, " until ");
  if (assertion->closes) say_partial_date(report, assertion->until);
}

static void say_dates(Report *report, const Assertion *assertion) {
  for (uint32_t i = 0; i < assertion->on_count; i++) {
    page_say(&report->page, i ? ", " : "on ");
    say_partial_date(report, assertion->on[i]);
  }
}

/* Of a set known in part: what was said to be in it, and what not. */
static void say_part_of_set(Report *report, const Type *type, const Value *value) {
  uint64_t out = type_unknown(type).may & ~value->may;
  Value in = value_set(value->must, value->must, BASIS_NONE), without = value_set(out, out, BASIS_NONE);
  if (value->must) page_say(&report->page, "includes ");
  if (value->must) say_value(report, type, &in);
  if (value->must && out) page_say(&report->page, "; ");
  if (out) page_say(&report->page, "does not include ");
  if (out) say_value(report, type, &without);
  if (!value->must && !out) page_say(&report->page, "not known");
}

static void say_stated(Report *report, const Type *type, const Value *value) {
  /* cppcheck-suppress ctunullpointer ; only what is said of events comes without a type, and has no value */
  if (type->set && !value_certain(value)) say_part_of_set(report, type, value);
  else say_value(report, type, value);
}

static void say_statement(Report *report, const Assertion *assertion, const Type *type) {
  page_style(&report->page, STYLE_PLAIN);
  switch (assertion->kind) {
    case ASSERT_VALUE:
    case ASSERT_PARAMETER: say_stated(report, type, &assertion->value); break;
    case ASSERT_OCCURRENCES: say_dates(report, assertion); break;
    case ASSERT_COMPLETE: page_say(&report->page, assertion->none ? "none at all" : "no others"); break;
  }
  if (assertion->planned) page_say(&report->page, " (planned)");
  say_period(report, assertion);
}

static void show_statement(Report *report, const Assertion *assertion, const Type *type, unsigned level) {
  say_statement(report, assertion, type);
  faint(report);
  page_say(&report->page, " – ");
  say_sources(report, assertion->cites, assertion->basis, assertion->file, assertion->span);
  plain(report);
  page_item(&report->page, level);
}

/* Of what nobody states for the day, what is stated of other days. */
static void say_unsaid(Report *report, const ArgumentStep *step, const Fact *fact) {
  if (!step->nearest) {
    page_say(&report->page,
             fact->type == report->program->yes_no ? "nobody has said whether it is so" : "nobody has stated it");
    return;
  }
  const Assertion *nearest = step->nearest;
  page_say(&report->page, "nothing is stated of this day; ");
  page_say(&report->page, nearest->opens && nearest->from.first > step->day ? "later: " : "before: ");
  say_statement(report, nearest, fact->type);
  faint(report);
  page_say(&report->page, " – ");
  say_sources(report, nearest->cites, nearest->basis, nearest->file, nearest->span);
}

static const Type *type_of(const Program *program, const Assertion *assertion) {
  if (assertion->kind == ASSERT_PARAMETER) return program->parameters.at[assertion->subject]->type;
  return assertion->kind == ASSERT_VALUE ? program->facts.at[assertion->subject]->type : NULL;
}

void whytext_besides(Report *report, const Statements *besides) {
  if (!besides->count) return;
  page_say(&report->page, "Besides, the answer would not be the same without:");
  page_item(&report->page, 0);
  for (size_t i = 0; i < besides->count; i++) {
    page_echo(&report->page, report_about(report->program, besides->at[i])->label);
    page_say(&report->page, ": ");
    show_statement(report, besides->at[i], type_of(report->program, besides->at[i]), 1);
  }
}

/* What ended other statements looks out of place: its own days are over. */
static void show_ending(Report *report, const Assertion *assertion, const Type *type, unsigned level) {
  faint(report);
  page_say(&report->page, "ended or put in doubt by: ");
  show_statement(report, assertion, type, level);
}

static void show_fact(Report *report, const ArgumentStep *step, unsigned level) {
  const Fact *fact = report->program->facts.at[step->index];
  for (size_t i = 0; i < step->statements.count; i++) show_statement(report, step->statements.at[i], fact->type, level);
  for (size_t i = 0; i < step->ending.count; i++) show_ending(report, step->ending.at[i], fact->type, level);
  bool judged = fact->judged_by >= 0;
  if (step->statements.count && !judged) return;
  faint(report);
  if (!step->statements.count) say_unsaid(report, step, fact);
  if (judged)
    page_say(&report->page,
             step->statements.count ? "a matter of judgement for " : "; it is a matter of judgement for ");
  if (judged) say_parties(report, UINT64_C(1) << fact->judged_by);
  plain(report);
  page_item(&report->page, level);
}

/* ---- events ---- */

static void show_event(Report *report, const ArgumentEvent *event, unsigned level) {
  say_partial_date(report, event->date);
  faint(report);
  page_say(&report->page, " – ");
  say_sources(report, event->statement->cites, event->statement->basis, event->statement->file, event->statement->span);
  plain(report);
  page_item(&report->page, level);
}

static void show_events(Report *report, const ArgumentStep *step, unsigned level) {
  for (size_t i = 0; i < step->events.count; i++) show_event(report, &step->events.at[i], level);
  for (size_t i = 0; i < step->statements.count; i++)
    if (step->statements.at[i]->kind == ASSERT_COMPLETE) show_statement(report, step->statements.at[i], NULL, level);
  if (step->complete) return;
  faint(report);
  page_say(&report->page, step->events.count ? "the record does not say that there were no others"
                                             : "nothing is on record, nor that there was nothing");
  plain(report);
  page_item(&report->page, level);
}

/* With which a record begins. */
static void show_first_said(Report *report, const ArgumentStep *step, unsigned level) {
  for (size_t i = 0; i < step->statements.count; i++) {
    const Assertion *said = step->statements.at[i];
    const Type *type = said->kind == ASSERT_VALUE ? report->program->facts.at[said->subject]->type : NULL;
    show_statement(report, said, type, level);
  }
}

/* ---- rules ---- */

static void say_amendment(Report *report, const ArgumentStep *step) {
  const Home *home = &step->home;
  if (!home->decl || !home->decl->amends || !home->module) return;
  page_say(&report->page, "an exception, by the rules \"");
  page_echo(&report->page, home->module->label.bytes ? home->module->label : home->module->name->text);
  page_say(&report->page, "\"; ");
}

static void show_rule(Report *report, const ArgumentStep *step, unsigned level) {
  Span span;
  Source *file = argument_place(step, &span);
  Basis own = step->cites.count ? citations_basis(step->cites) : BASIS_UNCITED;
  faint(report);
  say_amendment(report, step);
  say_sources(report, step->cites, own, file, span);
  plain(report);
  page_item(&report->page, level);
}

static void show_parameter(Report *report, const ArgumentStep *step, bool merged, unsigned level) {
  const Parameter *parameter = report->program->parameters.at[step->index];
  if (step->statements.count) {
    for (size_t i = 0; i < step->statements.count; i++)
      show_statement(report, step->statements.at[i], parameter->type, level);
    return;
  }
  if (merged) say_value(report, step->type, &step->value);
  if (merged) page_say(&report->page, " – ");
  show_rule(report, step, level);
}

/* ---- how near it came ---- */

static void say_which(Report *report, Arguments *arguments, ArgumentStep *step, const char *words,
                      bool (*is)(const Value *)) {
  const ArgumentSteps *steps = argument_steps(arguments, step);
  const char *before = words;
  for (size_t i = 0; i < steps->count; i++) {
    const ArgumentStep *part = steps->at[i];
    bool truth = part->type && part->type->word == TYPE_YES_NO && !part->type->set && part->kind != ARGUMENT_DEADLINE;
    if (!truth || !is(&part->value)) continue;
    page_say(&report->page, before);
    if (part->kind == ARGUMENT_CONCLUSION) say_unit(report, part->unit);
    else if (part->node && node_is_short(part->node)) say_node(report, part->node);
    else if (part->node) say_node_shortly(report, part->node);
    before = "; ";
  }
}

static bool is_open(const Value *value) { return !value_certain(value); }

/* "3 of 4 conditions hold; fails: ...; not known: ...". */
static void show_near(Report *report, Arguments *arguments, ArgumentStep *step, unsigned level) {
  argument_steps(arguments, step);
  unsigned all = step->yes + step->no + step->open;
  if (all < 2 || step->kind == ARGUMENT_DEADLINE || step->kind == ARGUMENT_DAYS) return;
  if (step->kind == ARGUMENT_EXPRESSION && step->node->kind != NODE_AND && step->node->kind != NODE_AT_LEAST) return;
  if (!step->no && !step->open) return;
  page_sayf(&report->page, "%u of %u conditions %s", step->yes, all, step->yes == 1 ? "holds" : "hold");
  if (step->no) say_which(report, arguments, step, step->no == 1 ? "; fails: " : "; fail: ", value_is_no);
  if (step->open) say_which(report, arguments, step, "; not known: ", is_open);
  page_item(&report->page, level);
}

void whytext_evidence(Report *report, Arguments *arguments, ArgumentStep *step, bool merged, unsigned level) {
  switch (step->kind) {
    case ARGUMENT_FACT: show_fact(report, step, level); return;
    case ARGUMENT_PARAMETER: show_parameter(report, step, merged, level); return;
    case ARGUMENT_EVENTS: show_events(report, step, level); return;
    case ARGUMENT_BRANCH:
      show_rule(report, step, level);
      show_near(report, arguments, step, level);
      return;
    case ARGUMENT_COMMENCEMENT:
    case ARGUMENT_RUN_OUT: return;
    case ARGUMENT_APPLIES:
    case ARGUMENT_EXPRESSION: show_near(report, arguments, step, level); return;
    case ARGUMENT_CONCLUSION:
      if (step->branch) show_rule(report, step, level);
      show_near(report, arguments, step, level);
      return;
    case ARGUMENT_START: show_first_said(report, step, level); return;
    case ARGUMENT_DEADLINE:
    case ARGUMENT_DAYS: return;
  }
}

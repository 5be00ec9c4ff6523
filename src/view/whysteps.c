/* What each step of an argument says, in one sentence. */
#include "view/whyview.h"
#include "model/cell.h"

static const char *truth_word(const Value *value) {
  if (value_is_yes(value)) return "yes";
  if (value_is_no(value)) return "no";
  if (value->flags & VALUE_CONFLICT) return "the rules contradict each other";
  return (value->flags & VALUE_REASONS) == VALUE_DISPUTED ? "the sources disagree" : "not known";
}

static void say_result(Report *report, const ArgumentStep *step) {
  const Value *value = &step->value;
  bool truth = step->type->word == TYPE_YES_NO && !step->type->set;
  bool disputed = !value_certain(value) && (value->flags & VALUE_REASONS) == VALUE_DISPUTED;
  bool open = truth && !value_certain(value);
  page_style(&report->page, STYLE_BOLD);
  if (step->kind == ARGUMENT_CONCLUSION && !open && (!truth || cell_status(step->unit, value)))
    say_unit_value(report, step->unit, value);
  else if (truth) page_say(&report->page, truth_word(value));
  else say_value(report, step->type, value);
  page_style(&report->page, STYLE_PLAIN);
  if (disputed && !truth) page_say(&report->page, " (the sources disagree)");
}

/* ---- periods ---- */

static void say_period(Report *report, Day from, Day until) {
  bool opens = from > DAY_FIRST, closes = until <= DAY_LAST;
  if (opens && from + 1 == until) {
    page_say(&report->page, "on ");
    say_date(report, from);
    return;
  }
  if (opens) page_say(&report->page, "from ");
  if (opens) say_date(report, from);
  if (opens && closes) page_say(&report->page, " to ");
  if (!opens && closes) page_say(&report->page, "up to ");
  if (closes) say_date(report, until - 1);
  if (!opens && !closes) page_say(&report->page, "at all times");
}

static void say_commencement(Report *report, const ArgumentStep *step) {
  page_say(&report->page, step->layer ? "the amendment is not in force: it is" : "this is not in force: it is");
  if (step->from != DAY_BEFORE_TIME) page_say(&report->page, " from ");
  if (step->from != DAY_BEFORE_TIME) say_date(report, step->from);
  if (step->until != DAY_AFTER_TIME) page_say(&report->page, step->from != DAY_BEFORE_TIME ? " to " : " only up to ");
  if (step->until != DAY_AFTER_TIME) say_date(report, step->until - 1);
}

/* ---- rules ---- */

static void say_lead(Report *report, const ArgumentStep *step) {
  switch (step->part) {
    case PART_OPEN: page_say(&report->page, "This rule may decide: "); return;
    case PART_PASSED: page_say(&report->page, "This rule does not apply: "); return;
    case PART_DISPLACED: page_say(&report->page, "This rule gives way to an exception: "); return;
    case PART_DECIDES:
    case PART_SETTLED:
    case PART_ALSO:
    case PART_BESIDE: page_say(&report->page, "This rule decides: "); return;
  }
}

static void say_given(Report *report, const ArgumentStep *step) {
  const Branch *branch = step->branch;
  const Unit *unit = step->unit;
  if (unit->kind == UNIT_REQUIREMENT) say_requirement_branch(report, unit, branch);
  else if (branch->unsettled) page_say(&report->page, "not settled by the sources");
  else if (branch->value && node_is_short(branch->value)) say_node(report, branch->value);
  else if (branch->value) say_node_shortly(report, branch->value);
  else say_unit_value(report, unit, &branch->constant);
}

/* A condition with brackets, or a long one, is only announced: its parts are the steps below. */
static void say_when(Report *report, const Branch *branch) {
  if (!branch->when) {
    page_say(&report->page, branch->otherwise ? ", in every other case" : "");
    return;
  }
  page_say(&report->page, ", when ");
  bool one = branch->when->kind == NODE_AT_LEAST && branch->when->count == 1;
  if (one) say_node(report, branch->when->list[0]);
  else if (node_is_short(branch->when)) say_node(report, branch->when);
  else say_node_shortly(report, branch->when);
}

static void say_branch_step(Report *report, const ArgumentStep *step) {
  say_lead(report, step);
  say_given(report, step);
  say_when(report, step->branch);
  if (step->unit->kind != UNIT_REQUIREMENT || step->part == PART_PASSED || !value_certain(&step->value)) return;
  page_say(&report->page, ": ");
  page_style(&report->page, STYLE_BOLD);
  say_unit_value(report, step->unit, &step->value);
  page_style(&report->page, STYLE_PLAIN);
}

static void say_run_out(Report *report, const ArgumentStep *step) {
  page_say(&report->page, step->part == PART_OPEN ? "If none of these rules applies: " : "No rule applies, and so: ");
  switch (step->unit->kind) {
    case UNIT_ROLE: page_say(&report->page, "nobody"); return;
    case UNIT_RIGHT: page_say(&report->page, "not held"); return;
    case UNIT_REQUIREMENT: page_say(&report->page, "not applicable"); return;
    case UNIT_SIGNATURE: page_say(&report->page, "not raised"); return;
    case UNIT_DEFINITION:
    case UNIT_INDICATOR:
    case UNIT_MITIGATION:
    case UNIT_SEVERITY: say_result(report, step); return;
  }
}

/* ---- deadlines ---- */

static void say_deadline(Report *report, const ArgumentStep *step) {
  page_say(&report->page, "The last day for it is ");
  say_value(report, report->program->date, &step->due);
  page_say(&report->page, ": ");
  page_style(&report->page, STYLE_BOLD);
  if (step->value.may == UINT64_C(1) << REQUIREMENT_MET) page_say(&report->page, "it was so in time");
  else if (step->value.may == UINT64_C(1) << REQUIREMENT_BREACHED) page_say(&report->page, "it was not so by then");
  else if (step->value.may == UINT64_C(1) << REQUIREMENT_PENDING)
    page_say(&report->page, "it is not so yet, and there is time");
  else page_say(&report->page, "it is not known whether it was so in time");
  page_style(&report->page, STYLE_PLAIN);
}

static void say_start(Report *report, const ArgumentStep *step) {
  const Unit *unit = step->unit;
  page_say(&report->page, "What counts is what was so from ");
  if (step->from <= DAY_FIRST) page_say(&report->page, "the beginning of the calendar");
  else say_date(report, step->from);
  if (unit->from != DAY_BEFORE_TIME) page_say(&report->page, " on, when the requirement came into force");
  else if (unit->applies) page_say(&report->page, " on, since when it has applied without a break");
  else page_say(&report->page, " on, the first day of which the record says anything of it");
}

/* ---- what the record says ---- */

static void say_fact(Report *report, const ArgumentStep *step) {
  say_label(report, report->program->facts.at[step->index]->subject.label);
  page_say(&report->page, ": ");
  say_result(report, step);
}

static void say_parameter(Report *report, const ArgumentStep *step) {
  say_label(report, report->program->parameters.at[step->index]->subject.label);
  page_say(&report->page, ": ");
  say_result(report, step);
  if (step->from > DAY_FIRST) page_say(&report->page, " since ");
  if (step->from > DAY_FIRST) say_date(report, step->from);
}

static void say_days(Report *report, const ArgumentStep *step) {
  say_period(report, step->from, step->until);
  page_say(&report->page, ": ");
  if (node_is_short(step->node)) say_node(report, step->node);
  else say_node_shortly(report, step->node);
  page_say(&report->page, ": ");
  say_result(report, step);
}

/* ---- expressions ---- */

static void say_convention(Report *report, const ArgumentStep *step) {
  switch (step->convention) {
    case CONVENTION_NONE: return;
    case CONVENTION_MONTH_END:
      page_say(&report->page, " (the month lacks the corresponding day: its last day counts)");
      return;
    case CONVENTION_WORKING_DAYS:
      page_say(&report->page, " (working days count from the next day, without Saturdays, Sundays and holidays)");
      return;
    case CONVENTION_WHOLE_MONTHS: page_say(&report->page, " (only whole ones count)"); return;
  }
}

static void say_expression(Report *report, const ArgumentStep *step) {
  if (node_is_short(step->node)) say_node(report, step->node);
  else say_node_shortly(report, step->node);
  page_say(&report->page, ": ");
  say_result(report, step);
  say_convention(report, step);
  if (step->node->flags & NODE_ASKS_RECORD && (step->node->kind == NODE_KNOWN || step->node->kind == NODE_DISPUTED))
    page_say(&report->page, " (this is about the record itself)");
}

static void say_conclusion(Report *report, const ArgumentStep *step) {
  if (step->unit->kind == UNIT_SIGNATURE) {
    page_say(&report->page, "the warning sign \"");
    page_echo(&report->page, step->unit->subject.label);
    page_say(&report->page, "\"");
  } else {
    say_unit(report, step->unit);
  }
  page_say(&report->page, ": ");
  say_result(report, step);
}

static void say_applies(Report *report, const ArgumentStep *step) {
  page_say(&report->page, "It applies when ");
  if (node_is_short(step->node)) say_node(report, step->node);
  else say_node_shortly(report, step->node);
  page_say(&report->page, ": ");
  say_result(report, step);
}

void say_step(Report *report, const ArgumentStep *step) {
  switch (step->kind) {
    case ARGUMENT_CONCLUSION: say_conclusion(report, step); return;
    case ARGUMENT_COMMENCEMENT: say_commencement(report, step); return;
    case ARGUMENT_APPLIES: say_applies(report, step); return;
    case ARGUMENT_BRANCH: say_branch_step(report, step); return;
    case ARGUMENT_RUN_OUT: say_run_out(report, step); return;
    case ARGUMENT_DEADLINE: say_deadline(report, step); return;
    case ARGUMENT_START: say_start(report, step); return;
    case ARGUMENT_FACT: say_fact(report, step); return;
    case ARGUMENT_PARAMETER: say_parameter(report, step); return;
    case ARGUMENT_DAYS: say_days(report, step); return;
    case ARGUMENT_EVENTS:
    case ARGUMENT_EXPRESSION: say_expression(report, step); return;
  }
}

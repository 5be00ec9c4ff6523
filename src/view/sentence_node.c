/* Conditions and expressions in words. */
#include "model/print.h"
#include "view/sentence.h"

#define SHORT_LEAVES 3

static bool is_truth(const Node *node) { return node->type->word == TYPE_YES_NO && !node->type->set; }

static unsigned leaves(const Node *node);

static void count_kid(void *owner, Node *kid, bool elsewhere) {
  unsigned *sum = owner;
  (void)elsewhere;
  *sum += leaves(kid);
}

/* Names that a sentence would hold; constants are hardly in the way. */
static unsigned leaves(const Node *node) {
  unsigned sum = 0;
  if (node->kind == NODE_CONSTANT) return 0;
  node_each_kid(node, count_kid, &sum);
  return sum ? sum : 1;
}

bool node_is_short(const Node *node) {
  return leaves(node) <= SHORT_LEAVES && node->kind != NODE_AT_LEAST && node->kind != NODE_AT_MOST;
}

/* ---- leaves ---- */

static void say_constant(Report *report, const Node *node) {
  if (is_truth(node)) page_say(&report->page, value_is_yes(&node->constant) ? "this always holds" : "this never holds");
  else say_value(report, node->type, &node->constant);
}

/* A document has no date: it gives the value of a threshold that has had only one. */
static void say_parameter(Report *report, const Parameter *parameter) {
  const Step *only = NULL;
  unsigned values = 0;
  say_subject_apart(report, &parameter->subject);
  if (!report->places) return;
  for (uint32_t s = 0; s < parameter->history.count; s++) {
    if (!parameter->history.steps[s].tag_count) continue;
    only = &parameter->history.steps[s];
    values++;
  }
  if (values != 1) return;
  page_say(&report->page, " (");
  say_value(report, parameter->type, &only->value);
  page_say(&report->page, ")");
}

static void say_event(Report *report, const Node *node) {
  const Program *program = report->program;
  page_say(&report->page, "\"");
  say_linked(report, program->events.at[node->index]->subject.label, program->events.at[node->index]->subject.name);
  page_say(&report->page, "\"");
}

/* The label of a period, a fact or a definition that stands for a thing; NULL: another expression. */
static const Subject *named(const Report *report, const Node *node) {
  if (node->kind == NODE_FACT) return &report->program->facts.at[node->index]->subject;
  if (node->kind == NODE_PARAMETER) return &report->program->parameters.at[node->index]->subject;
  return node->kind == NODE_UNIT ? &node->unit->subject : NULL;
}

static void say_named_period(Report *report, const Node *node) {
  page_say(&report->page, "the period \"");
  say_linked(report, named(report, node)->label, named(report, node)->name);
  page_say(&report->page, "\"");
}

/* "in the last 12 months"; of a period with a label, "in the period "..." up to today". */
static void say_last(Report *report, const Node *period, const char *last, const char *named_period) {
  page_say(&report->page, named(report, period) ? named_period : last);
  if (!named(report, period)) say_node(report, period);
  else say_named_period(report, period);
  if (named(report, period)) page_say(&report->page, " up to today");
}

void say_window(Report *report, const Node *node) {
  bool events = node->kind == NODE_COUNT_EVENTS;
  const Node *in_last = events ? node->event_in_last : node->in_last, *since = events ? node->event_since : node->since;
  if (in_last) say_last(report, in_last, " in the last ", " in ");
  if (since) page_say(&report->page, " since ");
  if (since) say_node(report, since);
}

/* ---- what would be read otherwise without brackets ---- */

/* How tightly arithmetic binds in words, as in figures; 0: no arithmetic. */
static unsigned binds(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_TIME_BETWEEN: return 1;
    case NODE_ADD:
    case NODE_SUBTRACT: return 2;
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return 3;
    case NODE_NEGATE: return 4;
    default: return 0;
  }
}

/* Whether what stands behind it would be read as a part of it. */
static bool runs_on(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_NOT:
    case NODE_EVER:
    case NODE_NEVER:
    case NODE_AT:
    case NODE_FOR:
    case NODE_AT_LEAST:
    case NODE_AT_MOST:
    case NODE_KNOWN:
    case NODE_DISPUTED:
    case NODE_CONFLICT: return true;
    default: return false;
  }
}

static bool joins(const Node *node) { return node->kind == NODE_AND || node->kind == NODE_OR; }

static bool wants_brackets(const Node *whole, const Node *part, bool first, bool last) {
  if (joins(whole)) return joins(part) || (runs_on(part) && !last);
  if (whole->kind == NODE_NOT) return joins(part);
  return binds(part) && (first ? binds(part) < binds(whole) : binds(part) <= binds(whole));
}

static void say_part(Report *report, const Node *whole, const Node *part, bool first, bool last) {
  bool brackets = wants_brackets(whole, part, first, last);
  if (brackets) page_say(&report->page, "(");
  say_node(report, part);
  if (brackets) page_say(&report->page, ")");
}

/* ---- lists ---- */

static void say_list(Report *report, const Node *node, const char *between, const char *before_last) {
  for (uint32_t i = 0; i < node->count; i++) {
    bool last = i + 1 == node->count;
    if (i) page_say(&report->page, last ? before_last : between);
    say_part(report, node, node->list[i], !i, last);
  }
}

static bool wants_one(const Node *node) {
  return node->kind == NODE_AT_LEAST && node->number->kind == NODE_CONSTANT &&
         node->number->constant.low == DECIMAL_ONE;
}

static void say_number_of(Report *report, const Node *node) {
  if (wants_one(node)) {
    if (node->count == 1) page_say(&report->page, "this holds");
    else page_sayf(&report->page, "at least one of these %u holds", node->count);
    return;
  }
  page_say(&report->page, node->kind == NODE_AT_LEAST ? "at least " : "at most ");
  say_node(report, node->number);
  page_sayf(&report->page, " of these %u hold", node->count);
}

/* Each is raised, and where a severity is asked for, has it. */
static void say_severity_asked(Report *report, const Node *node) {
  if (!node->count || node->list[0]->kind != NODE_AND) return;
  const Node *level = node->list[0]->list[1]->b;
  page_say(&report->page, " with ");
  say_value(report, level->type, &level->constant);
  page_say(&report->page, " severity");
}

static void say_standing(Report *report, const Node *node) {
  switch ((StandingKind)node->op) {
  case STANDING_RAISED_SIGNATURES:
    page_sayf(&report->page, "how many of %u warning signs are raised", node->count);
    say_severity_asked(report, node);
    return;
  case STANDING_BREACHED_REQUIREMENTS:
    page_sayf(&report->page, "how many of %u requirements are breached", node->count);
    return;
  case STANDING_HELD_RIGHTS: page_sayf(&report->page, "how many of %u rights are held", node->count); return;
  }
}

static void say_counted(Report *report, const Node *node) {
  if (node->kind == NODE_COUNT) {
    say_standing(report, node);
    return;
  }
  say_number_of(report, node);
  page_say(&report->page, ": ");
  say_list(report, node, "; ", "; and ");
}

void say_node_shortly(Report *report, const Node *node) {
  bool list =
    node->kind == NODE_AND || node->kind == NODE_OR || node->kind == NODE_AT_LEAST || node->kind == NODE_AT_MOST;
  if (list && node->kind == NODE_AND)
    page_sayf(&report->page, node->count == 2 ? "both of these hold" : "all of these %u hold", node->count);
  else if (list && node->kind == NODE_OR)
    page_sayf(&report->page, node->count == 2 ? "one of these two holds" : "one of these %u holds", node->count);
  else if (list) say_number_of(report, node);
  else if (node->kind == NODE_NOT && node->flags & NODE_NONE_OF) page_say(&report->page, "none of these holds");
  else say_node(report, node);
}

/* ---- comparisons ---- */

static const char *order_words(Order order) {
  switch (order) {
    case ORDER_EQUAL: return " is ";
    case ORDER_NOT_EQUAL: return " is not ";
    case ORDER_LESS: return " is less than ";
    case ORDER_AT_MOST: return " is at most ";
    case ORDER_GREATER: return " is more than ";
    case ORDER_AT_LEAST: return " is at least ";
  }
  return "";
}

static const char *date_words(Order order) {
  switch (order) {
    case ORDER_EQUAL: return " is ";
    case ORDER_NOT_EQUAL: return " is not ";
    case ORDER_LESS: return " is before ";
    case ORDER_AT_MOST: return " is not after ";
    case ORDER_GREATER: return " is after ";
    case ORDER_AT_LEAST: return " is not before ";
  }
  return "";
}

static void say_pair(Report *report, const Node *node, const char *between) {
  say_part(report, node, node->a, true, false);
  page_say(&report->page, between);
  say_part(report, node, node->b, false, true);
}

static void say_two(Report *report, const Node *a, const char *between, const Node *b) {
  say_node(report, a);
  page_say(&report->page, between);
  say_node(report, b);
}

static void say_compare(Report *report, const Node *node) {
  bool dates = node->a->type->word == TYPE_DATE;
  say_two(report, node->a, dates ? date_words((Order)node->op) : order_words((Order)node->op), node->b);
}

static void say_between(Report *report, const Node *node) {
  say_two(report, node->a, " is between ", node->b);
  page_say(&report->page, " and ");
  say_node(report, node->c);
}

static void say_statuses(Report *report, const Unit *unit, uint64_t mask) {
  const char *before = " is ";
  for (unsigned i = 0; i < unit->type->members->count; i++) {
    Value status = value_members(UINT64_C(1) << i, BASIS_NONE);
    if (!(mask >> i & 1)) continue;
    page_say(&report->page, before);
    say_unit_value(report, unit, &status);
    before = " or ";
  }
}

static bool is_role(const Node *node) { return node->kind == NODE_UNIT && node->unit->kind == UNIT_ROLE; }

/* "delivers the service (Children's social care)": what is said of those who stand in the role. */
static void say_role(Report *report, const Node *node) {
  page_echo(&report->page, node->unit->role->label);
  page_say(&report->page, " (");
  say_linked(report, node->unit->subject.label, ((const Duty *)node->unit->owner)->subject.name);
  page_say(&report->page, ")");
}

/* Each that the rule lists, also where it lists all there are. */
static void say_listed(Report *report, const Type *type, uint64_t mask) {
  for (unsigned i = 0; i < type->members->count; i++) {
    Value member = value_members(UINT64_C(1) << i, BASIS_NONE);
    if (!(mask >> i & 1)) continue;
    page_say(&report->page, !(mask & (member.may - 1)) ? " is " : mask >> i == 1 ? " or " : ", ");
    say_value(report, type, &member);
  }
}

/* Of a truth the mask says whether it, its contrary or either is meant. */
static void say_in_mask(Report *report, const Node *node) {
  const Node *subject = node->in_subject;
  if (is_truth(subject)) {
    if (node->mask == VALUE_EITHER) page_say(&report->page, "whether or not ");
    if (node->mask == VALUE_NO) page_say(&report->page, "it is not so that ");
    say_node(report, subject);
    return;
  }
  say_node(report, subject);
  if (subject->kind == NODE_UNIT && subject->unit->kind == UNIT_REQUIREMENT) {
    say_statuses(report, subject->unit, node->mask);
    return;
  }
  say_listed(report, subject->type, node->mask);
}

static void say_member(Report *report, const Node *node, const char *is_among) {
  say_node(report, node->a);
  page_say(&report->page, is_role(node->b) ? " " : is_among);
  if (is_role(node->b)) say_role(report, node->b);
  else say_node(report, node->b);
}

static void say_empty(Report *report, const Node *node) {
  if (is_role(node->a)) {
    page_say(&report->page, "nobody ");
    say_role(report, node->a);
    return;
  }
  say_node(report, node->a);
  page_say(&report->page, " is empty");
}

/* ---- about the record ---- */

static void say_about(Report *report, const char *truth, const char *other, const Node *node, const char *after) {
  page_say(&report->page, is_truth(node) ? truth : other);
  say_node(report, node);
  page_say(&report->page, after);
}

static void say_not(Report *report, const Node *node) {
  const Node *a = node->a;
  if (a->kind == NODE_KNOWN) say_about(report, "it is not known whether ", "it is not known: ", a->a, "");
  else if (a->kind == NODE_OR && node->flags & NODE_NONE_OF) {
    page_say(&report->page, "none of these holds: ");
    say_list(report, a, "; ", "; ");
  } else if (a->kind == NODE_NOT) say_node(report, a->a);
  else if (a->kind == NODE_IN && !is_role(a->b)) say_member(report, a, " is not among ");
  else {
    page_say(&report->page, "it is not so that ");
    say_part(report, node, a, true, true);
  }
}

/* ---- time ---- */

static void say_ever(Report *report, const Node *node) {
  page_say(&report->page, node->kind == NODE_EVER ? "at some time" : "at no time");
  say_window(report, node);
  page_say(&report->page, ": ");
  say_node(report, node->subject);
}

static void say_at(Report *report, const Node *node) {
  page_say(&report->page, "on ");
  say_node(report, node->b);
  page_say(&report->page, ": ");
  say_node(report, node->a);
}

static void say_changes(Report *report, const Node *node) {
  if (is_truth(node->subject)) {
    page_say(&report->page, "how often it changed");
    say_window(report, node);
    page_say(&report->page, " whether ");
    say_node(report, node->subject);
    return;
  }
  page_say(&report->page, "how often ");
  say_node(report, node->subject);
  page_say(&report->page, " changed");
  say_window(report, node);
}

static void say_moved(Report *report, const Node *node, const char *way) {
  if (named(report, node->b)) say_named_period(report, node->b);
  else say_node(report, node->b);
  page_say(&report->page, way);
  say_node(report, node->a);
}

static void say_time_between(Report *report, const Node *node) {
  static const char *const words[] = {[TIME_DAYS] = "the days from ", [TIME_MONTHS] = "the whole months from ",
                                      [TIME_YEARS] = "the whole years from "};
  page_say(&report->page, words[node->op]);
  say_two(report, node->a, " to ", node->b);
}

static void say_count_events(Report *report, const Node *node) {
  page_say(&report->page, "how many times");
  say_window(report, node);
  page_say(&report->page, " ");
  say_event(report, node);
}

static void say_first_or_last(Report *report, const Node *node) {
  page_say(&report->page, node->kind == NODE_FIRST ? "the first time that " : "the last time that ");
  say_event(report, node);
}

/* ---- any ---- */

static void say_in_force(Report *report, const Node *node) {
  say_unit(report, node->a->unit);
  page_say(&report->page, ": the rule is in force");
}

static void say_for(Report *report, const Node *node) {
  say_last(report, node->b, "for the last ", "throughout ");
  page_say(&report->page, ", without a break: ");
  say_node(report, node->a);
}

void say_node(Report *report, const Node *node) {
  const Program *program = report->program;
  switch ((NodeKind)node->kind) {
    case NODE_CONSTANT: say_constant(report, node); return;
    case NODE_FACT: say_subject(report, &program->facts.at[node->index]->subject); return;
    case NODE_PARAMETER: say_parameter(report, program->parameters.at[node->index]); return;
    case NODE_UNIT: say_unit(report, node->unit); return;
    case NODE_TODAY: page_say(&report->page, "today"); return;
    case NODE_NOT: say_not(report, node); return;
    case NODE_AND: say_list(report, node, ", ", " and "); return;
    case NODE_OR: say_list(report, node, ", ", " or "); return;
    case NODE_EVER:
    case NODE_NEVER: say_ever(report, node); return;
    case NODE_AT: say_at(report, node); return;
    case NODE_FOR: say_for(report, node); return;
    case NODE_AT_LEAST:
    case NODE_AT_MOST:
    case NODE_COUNT: say_counted(report, node); return;
    case NODE_COMPARE: say_compare(report, node); return;
    case NODE_BETWEEN: say_between(report, node); return;
    case NODE_IN: say_member(report, node, " is among "); return;
    case NODE_IN_MASK: say_in_mask(report, node); return;
    case NODE_EMPTY: say_empty(report, node); return;
    case NODE_KNOWN: say_about(report, "it is known whether ", "it is known: ", node->a, ""); return;
    case NODE_DISPUTED:
      say_about(report, "the sources disagree whether ", "the sources disagree on ", node->a, "");
      return;
    case NODE_CONFLICT:
      say_about(report, "the rules contradict each other on whether ", "the rules contradict each other on ", node->a,
                "");
      return;
    case NODE_IN_FORCE: say_in_force(report, node); return;
    case NODE_ADD: say_list(report, node, " plus ", " plus "); return;
    case NODE_MULTIPLY: say_list(report, node, " times ", " times "); return;
    case NODE_SUBTRACT: say_pair(report, node, " minus "); return;
    case NODE_DIVIDE: say_pair(report, node, " divided by "); return;
    case NODE_NEGATE:
      page_say(&report->page, "minus ");
      say_part(report, node, node->a, true, true);
      return;
    case NODE_DATE_ADD: say_moved(report, node, " after "); return;
    case NODE_DATE_SUBTRACT: say_moved(report, node, " before "); return;
    case NODE_COUNT_EVENTS: say_count_events(report, node); return;
    case NODE_FIRST:
    case NODE_LAST: say_first_or_last(report, node); return;
    case NODE_CHANGES: say_changes(report, node); return;
    case NODE_START_OF: say_about(report, "the day since which ", "the day since which ", node->a, ""); return;
    case NODE_TIME_BETWEEN: say_time_between(report, node); return;
  }
}

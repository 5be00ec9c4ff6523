/* Conclusions and branches in words. */
#include "view/sentence.h"
#include "model/print.h"
#include "model/cell.h"

void say_place(Report *report, Source *file, Span span) {
  page_echo(&report->page, file->path);
  page_sayf(&report->page, ":%u", source_place(file, span.from).line);
}

/* The label without the capital that begins it as a title. */
static Text uncapitalised(Text label) {
  static const char *const openers[] = {"The ",  "A ",     "An ",  "How ",  "Where ", "Whether ",
                                        "What ", "Which ", "Who ", "When ", "No "};
  for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
    if (!text_starts(label, text_of(openers[i]))) continue;
    Text lower = text_copy(label);
    ((char *)(uintptr_t)lower.at)[0] = (char)(label.at[0] - 'A' + 'a');
    return lower;
  }
  return label;
}

void say_label(Report *report, Text label) { page_echo(&report->page, uncapitalised(label)); }

void say_subject(Report *report, const Subject *subject) {
  say_linked(report, uncapitalised(subject->label), subject->name);
}

void say_subject_apart(Report *report, const Subject *subject) {
  Text label = uncapitalised(subject->label);
  bool capital = label.bytes && label.at[0] >= 'A' && label.at[0] <= 'Z';
  if (capital) page_say(&report->page, "\"");
  say_linked(report, label, subject->name);
  if (capital) page_say(&report->page, "\"");
}

static void say_quoted(Report *report, const char *before, const Subject *subject, const char *after) {
  page_say(&report->page, before);
  page_say(&report->page, "\"");
  say_linked(report, subject->label, subject->name);
  page_say(&report->page, "\"");
  page_say(&report->page, after);
}

static void say_right_clause(Report *report, const Unit *unit) {
  const Right *right = unit->owner;
  say_parties(report, right->holders);
  page_say(&report->page, " ");
  say_right(report, right);
}

/* An indicator stands under its signature. */
static void say_indicator(Report *report, const Unit *unit) {
  say_linked(report, uncapitalised(unit->subject.label), ((const Signature *)unit->owner)->subject.name);
}

void say_unit(Report *report, const Unit *unit) {
  const Subject *subject = &unit->subject;
  switch (unit->kind) {
    case UNIT_ROLE:
      page_say(&report->page, "who ");
      page_echo(&report->page, unit->role->label);
      page_say(&report->page, " (");
      say_linked(report, subject->label, ((const Duty *)unit->owner)->subject.name);
      page_say(&report->page, ")");
      return;
    case UNIT_RIGHT: say_right_clause(report, unit); return;
    case UNIT_REQUIREMENT: say_quoted(report, "the requirement ", subject, ""); return;
    case UNIT_SIGNATURE: say_quoted(report, "the warning sign ", subject, " is raised"); return;
    case UNIT_SEVERITY: say_quoted(report, "the severity of ", subject, ""); return;
    case UNIT_DEFINITION: say_subject(report, subject); return;
    case UNIT_INDICATOR:
    case UNIT_MITIGATION: say_indicator(report, unit); return;
  }
}

void say_unit_value(Report *report, const Unit *unit, const Value *value) {
  const char *word = cell_status(unit, value);
  if (word) page_say(&report->page, word);
  else if (unit->kind == UNIT_ROLE && value_certain(value)) say_parties(report, value->must);
  else say_value(report, unit->type, value);
}

/* ---- branches ---- */

void say_requirement_branch(Report *report, const Unit *unit, const Branch *branch) {
  if (branch->not_applicable) {
    say_quoted(report, "", &unit->subject, " does not apply");
    return;
  }
  page_say(&report->page, "it must be so that ");
  if (node_is_short(branch->value)) say_node(report, branch->value);
  else say_node_shortly(report, branch->value);
  if (!branch->by) return;
  page_say(&report->page, ", by ");
  say_node(report, branch->by);
}

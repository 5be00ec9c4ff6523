#include "view/shiftview.h"
#include "model/print.h"
#include "view/whyview.h"
#include "model/cell.h"

/* ---- names ---- */

void say_shift_name(Report *report, const Unit *unit) {
  const Signature *signature = unit->owner;
  switch (unit->kind) {
    case UNIT_ROLE:
      page_echo(&report->page, unit->subject.label);
      page_say(&report->page, " – who ");
      page_echo(&report->page, unit->role->label);
      return;
    case UNIT_RIGHT:
      say_holder_of_right(report, unit->owner, true);
      say_right(report, unit->owner);
      return;
    case UNIT_SEVERITY:
      page_echo_capital(&report->page, unit->subject.label);
      page_say(&report->page, ": how severe");
      return;
    case UNIT_INDICATOR:
    case UNIT_MITIGATION:
      page_echo_capital(&report->page, signature->subject.label);
      page_say(&report->page, unit->kind == UNIT_INDICATOR ? ": " : ": against it, ");
      page_echo(&report->page, unit->subject.label);
      return;
    case UNIT_REQUIREMENT:
    case UNIT_SIGNATURE:
    case UNIT_DEFINITION: page_echo_capital(&report->page, unit->subject.label); return;
  }
}

static const char *section_of(UnitKind kind) {
  switch (kind) {
    case UNIT_ROLE: return "Who answers for what";
    case UNIT_RIGHT: return "Who may do what to whom";
    case UNIT_REQUIREMENT: return "What is required";
    case UNIT_SIGNATURE:
    case UNIT_SEVERITY:
    case UNIT_INDICATOR:
    case UNIT_MITIGATION: return "Warning signs";
    case UNIT_DEFINITION: return "Assessments";
  }
  return "";
}

void shift_heading(Report *report, const Unit *unit, const Unit *last) {
  if (last && section_of(unit->kind) == section_of(last->kind)) return;
  page_say(&report->page, section_of(unit->kind));
  page_heading(&report->page);
}

/* ---- answers ---- */

/* A semicolon keeps "the council and the trust; or the council" apart. */
static bool has_several(const Positions *positions) {
  for (size_t i = 0; i < positions->count; i++)
    if (!positions->at[i].unsettled && positions->at[i].value.must & (positions->at[i].value.must - 1)) return true;
  return false;
}

static void say_open(Report *report, const Conclusion *conclusion) {
  const Unit *unit = conclusion->unit;
  const Positions *positions = &conclusion->positions;
  if (report_unsettled(conclusion)) {
    page_say(&report->page, "not settled by the sources");
  } else if (unit->kind == UNIT_ROLE) {
    for (size_t i = 0; i < positions->count; i++) {
      if (i) page_say(&report->page, has_several(positions) ? "; or " : " or ");
      if (positions->at[i].unsettled) page_say(&report->page, "whom the sources do not say");
      else say_parties(report, positions->at[i].value.must);
    }
  } else if (cell_status(unit, &conclusion->kept.value) || unit->type->word == TYPE_YES_NO) {
    page_say(&report->page, conclusion->in_dispute ? "not known (the sources disagree)" : "not known");
  } else {
    say_value(report, unit->type, &conclusion->kept.value);
  }
}

void say_shift_answer(Report *report, const Conclusion *conclusion) {
  switch (conclusion->status) {
    case CONCLUSION_CERTAIN: say_unit_value(report, conclusion->unit, &conclusion->kept.value); return;
    case CONCLUSION_UNKNOWN: say_open(report, conclusion); return;
    case CONCLUSION_CONFLICT: page_say(&report->page, "the rules contradict each other"); return;
    case CONCLUSION_NOT_IN_FORCE: page_say(&report->page, "not in force"); return;
    case CONCLUSION_ERROR: page_say(&report->page, "cannot be worked out"); return;
  }
}

void say_shift(Report *report, const Shift *shift) {
  say_shift_answer(report, &shift->at[0]);
  page_say(&report->page, " → ");
  page_style(&report->page, STYLE_BOLD);
  say_shift_answer(report, &shift->at[1]);
  page_style(&report->page, STYLE_PLAIN);
}

/* ---- causes ---- */

static const char *truth_words(const Value *value) {
  return value_is_yes(value) ? "yes" : value_is_no(value) ? "no" : "not known";
}

static void say_result(Report *report, const Type *type, const Value *value) {
  if (type->word == TYPE_YES_NO && !type->set) page_say(&report->page, truth_words(value));
  else say_value(report, type, value);
}

static bool is_truth(const ArgumentStep *step) { return step->type->word == TYPE_YES_NO && !step->type->set; }

static bool on_record(const ArgumentStep *leaf) {
  return leaf->kind == ARGUMENT_FACT || leaf->kind == ARGUMENT_PARAMETER;
}

static void say_leaf(Report *report, const ShiftCause *cause) {
  const ArgumentStep *leaf = cause->leaf;
  bool fact = leaf->kind == ARGUMENT_FACT;
  page_echo(&report->page, fact ? report->program->facts.at[leaf->index]->subject.label
                                : report->program->parameters.at[leaf->index]->subject.label);
  if (cause->elsewhere) {
    page_say(&report->page, ", on ");
    say_date(report, leaf->day);
  }
  page_say(&report->page, ": ");
  say_result(report, leaf->type, &leaf->value);
}

/* The condition that turned says what the number is held against. */
static void say_condition(Report *report, const ShiftCause *cause) {
  if (!cause->condition || is_truth(cause->leaf)) return;
  page_say(&report->page, ", so ");
  say_step(report, cause->condition);
}

bool say_shift_cause(Report *report, const ShiftCause *cause) {
  if (!cause->leaf) return false;
  if (!on_record(cause->leaf)) {
    say_step(report, cause->leaf);
    return true;
  }
  say_leaf(report, cause);
  page_say(&report->page, cause->leaf->value.basis == BASIS_SUPPOSED ? " (supposed; was " : " (was ");
  say_result(report, cause->leaf->type, &cause->before);
  page_say(&report->page, ")");
  say_condition(report, cause);
  return true;
}

void say_shift_cause_beside(Report *report, const ShiftCause *cause, Text first) {
  if (!on_record(cause->leaf)) {
    say_step(report, cause->leaf);
    return;
  }
  say_leaf(report, cause);
  page_say(&report->page, " (");
  page_echo(&report->page, first);
  page_say(&report->page, ": ");
  say_result(report, cause->leaf->type, &cause->before);
  page_say(&report->page, ")");
  say_condition(report, cause);
}

bool say_shift_rule(Report *report, const ArgumentStep *decides) {
  Span span;
  if (!decides) return false;
  if (decides->kind == ARGUMENT_RUN_OUT) {
    page_say(&report->page, "no rule applies");
    return true;
  }
  Source *file = argument_place(decides, &span);
  if (!file) return false;
  say_place(report, file, span);
  return true;
}

/* ---- the whole ---- */

static Text taken(Page *page, bool said) { return said ? page_take(page) : (Text){0}; }

static void add_text(Page *page, Text composed) { sink_text(&page->line, composed); }

static void say_decides(Report *report, const ShiftCause *cause) {
  Text place = taken(&report->page, say_shift_rule(report, cause->decides[1]));
  if (!place.bytes) return;
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, " [");
  add_text(&report->page, place);
  page_say(&report->page, "]");
  page_style(&report->page, STYLE_PLAIN);
}

/* The name and the answers end in the rule that decides now; the page's line has to be put together in that order. */
static void show(Report *report, const Shift *shift, unsigned depth, bool because) {
  Text rule, cause = because ? taken(&report->page, say_shift_cause(report, &shift->cause)) : (Text){0};
  say_decides(report, &shift->cause);
  rule = page_take(&report->page);
  say_shift_name(report, shift->unit[1]);
  page_say(&report->page, ": ");
  say_shift(report, shift);
  add_text(&report->page, rule);
  page_item(&report->page, depth);
  if (!cause.bytes) return;
  page_say(&report->page, "because ");
  add_text(&report->page, cause);
  page_item(&report->page, depth + 1);
}

/* The reason that most have is said once, above them, where it saves lines. Empty: there is none. */
static Text common_cause(Report *report, const Shifts *shifts, bool *all) {
  Text best = {0};
  size_t most = 0;
  HashMap counts = {0};
  for (size_t i = 0; i < shifts->count; i++) {
    Text cause = taken(&report->page, say_shift_cause(report, &shifts->at[i].cause));
    void **count = hash_put(&counts, cause);
    *count = (void *)((uintptr_t)*count + 1);
    if (!cause.bytes || (uintptr_t)*count <= most) continue;
    most = (uintptr_t)*count;
    best = cause;
  }
  *all = most == shifts->count;
  return most > 1 && (*all || (most > 3 && 2 * most > shifts->count)) ? best : (Text){0};
}

static bool own_cause(Report *report, const Shift *shift, Text common) {
  Text cause = taken(&report->page, say_shift_cause(report, &shift->cause));
  return !common.bytes || !text_equal(cause, common);
}

void shift_show_all(Report *report, const Shifts *shifts) {
  const Unit *last = NULL;
  bool all = false;
  Text common = common_cause(report, shifts, &all);
  if (common.bytes) {
    page_say(&report->page, all ? "All because " : "Where no other reason is given, because ");
    add_text(&report->page, common);
    page_say(&report->page, ".");
    page_paragraph(&report->page);
  }
  for (size_t i = 0; i < shifts->count; i++) {
    const Unit *unit = shifts->at[i].unit[shifts->at[i].unit[1] ? 1 : 0];
    shift_heading(report, unit, last);
    show(report, &shifts->at[i], 0, own_cause(report, &shifts->at[i], common));
    last = unit;
  }
}

/* Requirements, worst first; and assessments: what the definitions come to. */
#include "view/runtext.h"

#define TERM_COLUMN 18

/* ---- requirements ---- */

typedef enum Standing {
  STANDING_BREACHED,
  STANDING_CONFLICT,
  STANDING_PENDING,
  STANDING_MET,
  STANDING_NOT_APPLICABLE,
  STANDING_NOT_IN_FORCE,
  STANDING_OPEN             /* the last: these have a heading of their own */
} Standing;
#define STANDINGS (STANDING_OPEN + 1)

static bool asks_nothing(Standing which) { return which == STANDING_NOT_APPLICABLE || which == STANDING_NOT_IN_FORCE; }

static Standing standing_certain(uint64_t may) {
  if (may == UINT64_C(1) << REQUIREMENT_BREACHED) return STANDING_BREACHED;
  if (may == UINT64_C(1) << REQUIREMENT_PENDING) return STANDING_PENDING;
  if (may == UINT64_C(1) << REQUIREMENT_MET) return STANDING_MET;
  return STANDING_NOT_APPLICABLE;
}

static Standing standing(const Report *report, const Requirement *requirement) {
  const Conclusion *conclusion = report_of(report, requirement->unit);
  switch (conclusion->status) {
    case CONCLUSION_CERTAIN: return standing_certain(conclusion->kept.value.may);
    case CONCLUSION_UNKNOWN:
    case CONCLUSION_ERROR: return STANDING_OPEN;
    case CONCLUSION_CONFLICT: return STANDING_CONFLICT;
    case CONCLUSION_NOT_IN_FORCE: return STANDING_NOT_IN_FORCE;
  }
  return STANDING_OPEN;
}

static const char *standing_words(Standing which) {
  switch (which) {
    case STANDING_BREACHED: return "Breached";
    case STANDING_CONFLICT: return "In conflict";
    case STANDING_PENDING: return "Pending";
    case STANDING_MET: return "Met";
    case STANDING_NOT_APPLICABLE: return "Does not apply";
    case STANDING_NOT_IN_FORCE: return "Not in force";
    case STANDING_OPEN: break;    /* under a heading that says so */
  }
  return "";
}

/* What has been met, or does not apply, is due no more. */
static void say_due(Report *report, const Conclusion *conclusion, Standing which) {
  if (!conclusion->has_due || which == STANDING_MET || asks_nothing(which)) return;
  page_say(&report->page, which == STANDING_BREACHED ? ", which was due by " : ", due by ");
  say_value(report, report->program->date, &conclusion->due);
}

static void say_requirement(Report *report, const Requirement *requirement, Standing which) {
  page_echo(&report->page, requirement->subject.label);
  if (requirement->on) page_say(&report->page, " (on ");
  if (requirement->on) say_parties(report, requirement->on);
  if (requirement->on) page_say(&report->page, ")");
  say_due(report, report_of(report, requirement->unit), which);
}

/* What it depends on is most often what its label says, so it is left to --all, but for a dispute. */
static void show_open(Report *report, const Requirement *requirement) {
  const Conclusion *conclusion = report_of(report, requirement->unit);
  say_requirement(report, requirement, STANDING_OPEN);
  if (report->all || conclusion->in_dispute || !conclusion->depends_on.count) {
    page_say(&report->page, "; ");
    say_why_open(report, conclusion);
  }
  page_item(&report->page, 0);
}

static void show_requirement(Report *report, const Requirement *requirement, Standing which) {
  if (which == STANDING_BREACHED) page_style(&report->page, STYLE_RED);
  page_say(&report->page, standing_words(which));
  page_style(&report->page, STYLE_PLAIN);
  Text term = page_take(&report->page);
  say_requirement(report, requirement, which);
  say_rests_on(report, report_of(report, requirement->unit));
  page_entry(&report->page, 0, term, TERM_COLUMN);
}

static size_t show_standing(Report *report, Standing which) {
  size_t count = 0;
  bool quiet = asks_nothing(which) && !report->all;
  for (size_t i = 0; i < report->program->requirements.count; i++) {
    const Requirement *requirement = report->program->requirements.at[i];
    if (standing(report, requirement) != which) continue;
    if (which == STANDING_OPEN && !count) {
      page_say(&report->page, "Not known, for want of facts");
      page_heading(&report->page);
    }
    count++;
    if (which == STANDING_OPEN) show_open(report, requirement);
    else if (!quiet) show_requirement(report, requirement, which);
  }
  return quiet ? count : 0;
}

void runtext_requirements(Report *report) {
  if (!report->program->requirements.count) return;
  page_say(&report->page, "What is required");
  page_section(&report->page);
  size_t summed = 0;
  for (Standing which = STANDING_BREACHED; which < STANDINGS; which++) summed += show_standing(report, which);
  if (!summed) return;
  page_blank(&report->page);
  say_count(report, summed, "requirement does", "requirements do");
  page_say(&report->page, " not apply at this date (--all lists them).");
  page_item(&report->page, 0);
}

/* ---- assessments ---- */

static bool is_no(const Report *report, const Definition *definition) {
  return definition->unit->type == report->program->yes_no && report_is(report_of(report, definition->unit), false);
}

/* Of a set the whole answers that are possible say more than which members may be in it. */
static void say_possible(Report *report, const Conclusion *conclusion) {
  const Positions *positions = &conclusion->positions;
  const Type *type = conclusion->unit->type;
  bool whole = type->set && positions->count > 1;
  for (size_t i = 0; whole && i < positions->count; i++)
    whole = !positions->at[i].unsettled && value_certain(&positions->at[i].value);
  if (!whole) say_value(report, type, &conclusion->kept.value);
  for (size_t i = 0; whole && i < positions->count; i++) {
    if (i) page_say(&report->page, " or ");
    say_value(report, type, &positions->at[i].value);
  }
}

static void show_definition(Report *report, const Definition *definition) {
  const Conclusion *conclusion = report_of(report, definition->unit);
  page_echo_capital(&report->page, definition->subject.label);
  page_say(&report->page, ": ");
  if (conclusion->status == CONCLUSION_CERTAIN) {
    page_style(&report->page, STYLE_BOLD);
    say_value(report, definition->unit->type, &conclusion->kept.value);
    page_style(&report->page, STYLE_PLAIN);
    say_rests_on(report, conclusion);
  } else {
    say_possible(report, conclusion);
    page_say(&report->page, "; ");
    say_why_open(report, conclusion);
  }
  page_item(&report->page, 0);
}

void runtext_definitions(Report *report) {
  size_t negative = 0;
  if (!report->program->definitions.count) return;
  page_say(&report->page, "Assessments");
  page_section(&report->page);
  for (size_t i = 0; i < report->program->definitions.count; i++) {
    const Definition *definition = report->program->definitions.at[i];
    bool quiet = !report->all && is_no(report, definition);
    negative += quiet;
    if (!quiet) show_definition(report, definition);
  }
  if (!negative) return;
  say_count(report, negative, "other question is", "other questions are");
  page_say(&report->page, " answered no (--all lists them).");
  page_item(&report->page, 0);
}

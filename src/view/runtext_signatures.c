/* Warning signs with their evidence. A raised one says "probe", never "failing". */
#include "view/runtext.h"

#define SEVERITIES 3
#define TERM_COLUMN 14

typedef struct Tally {
  uint32_t raised, unknown;
} Tally;

static Tally tally(const Report *report, const Signature *signature) {
  Tally sum = {0};
  for (uint32_t i = 0; i < signature->indicator_count; i++) {
    const Conclusion *conclusion = report_of(report, signature->indicators[i].unit);
    sum.raised += report_is(conclusion, true);
    sum.unknown += !report_is(conclusion, true) && !report_is(conclusion, false);
  }
  return sum;
}

static bool is_raised(const Report *report, const Signature *signature) {
  return report_is(report_of(report, signature->raised), true);
}

static bool is_open(const Report *report, const Signature *signature) {
  const Conclusion *conclusion = report_of(report, signature->raised);
  return !report_is(conclusion, true) && !report_is(conclusion, false);
}

/* The members of severity that are possible; 0 when there is none. */
static uint64_t severities(const Report *report, const Signature *signature) {
  return signature->severity ? report_of(report, signature->severity)->kept.value.may : 0;
}

/* The worst possible, for the order: 2 high, 1 medium, 0 low or none. */
static unsigned worst(const Report *report, const Signature *signature) {
  uint64_t may = severities(report, signature);
  return may & 4 ? 2 : may & 2 ? 1 : 0;
}

static Style severity_style(unsigned severity) {
  return severity == 2 ? STYLE_RED : severity == 1 ? STYLE_YELLOW : STYLE_PLAIN;
}

static void say_severity(Report *report, const Signature *signature) {
  if (!signature->severity) return;
  page_style(&report->page, severity_style(worst(report, signature)));
  say_value(report, signature->severity->type, &report_of(report, signature->severity)->kept.value);
  page_say(&report->page, " severity");
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, "; ");
}

static void say_strength(Report *report, const Signature *signature) {
  Tally sum = tally(report, signature);
  page_sayf(&report->page, "%u of ", sum.raised);
  say_count(report, signature->indicator_count, "indicator", "indicators");
  if (sum.unknown) page_sayf(&report->page, "; %u unknown", sum.unknown);
}

/* ---- one raised signature ---- */

static void entry(Report *report, const char *term) {
  page_entry(&report->page, 1, text_of(term), TERM_COLUMN);
}

static void show_indicator(Report *report, const Indicator *indicator) {
  const Conclusion *conclusion = report_of(report, indicator->unit);
  bool seen = report_is(conclusion, true);
  if (!seen && report_is(conclusion, false) && !report->all) return;
  page_echo(&report->page, indicator->unit->subject.label);
  if (seen) {
    say_rests_on(report, conclusion);
    entry(report, "seen");
  } else if (report_is(conclusion, false)) {
    entry(report, "not seen");
  } else {
    page_say(&report->page, "; ");
    say_why_open(report, conclusion);
    entry(report, "unknown");
  }
}

static void show_mitigation(Report *report, const Indicator *mitigation) {
  if (!report_is(report_of(report, mitigation->unit), true)) return;
  page_echo(&report->page, mitigation->unit->subject.label);
  say_rests_on(report, report_of(report, mitigation->unit));
  entry(report, "but");
}

static void show_raised(Report *report, const Signature *signature) {
  page_style(&report->page, STYLE_BOLD);
  page_echo(&report->page, signature->subject.label);
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, ": ");
  say_severity(report, signature);
  say_strength(report, signature);
  page_item(&report->page, 0);
  for (uint32_t i = 0; i < signature->indicator_count; i++) show_indicator(report, &signature->indicators[i]);
  for (uint32_t i = 0; i < signature->mitigation_count; i++) show_mitigation(report, &signature->mitigations[i]);
  for (uint32_t i = 0; i < signature->probe_count; i++) {
    page_echo(&report->page, signature->probes[i]);
    entry(report, "probe");
  }
}

/* ---- the rest ---- */

static void show_open(Report *report, const Signature *signature) {
  page_echo(&report->page, signature->subject.label);
  page_say(&report->page, ": ");
  const Conclusion *conclusion = report_of(report, signature->raised);
  if (report->all || conclusion->status != CONCLUSION_UNKNOWN) say_why_open(report, conclusion);
  else say_strength(report, signature);
  page_item(&report->page, 0);
}

static size_t count_that(const Report *report, bool (*test)(const Report *, const Signature *)) {
  size_t count = 0;
  for (size_t i = 0; i < report->program->signatures.count; i++)
    count += test(report, report->program->signatures.at[i]);
  return count;
}

static void show_all_raised(Report *report) {
  page_say(&report->page, "A sign that is raised is a reason to ask, not a finding that anyone is failing.");
  page_paragraph(&report->page);
  for (unsigned severity = SEVERITIES; severity--;)
    for (size_t i = 0; i < report->program->signatures.count; i++) {
      const Signature *signature = report->program->signatures.at[i];
      if (!is_raised(report, signature) || worst(report, signature) != severity) continue;
      page_blank(&report->page);
      show_raised(report, signature);
    }
}

/* Nothing at all is known of its indicators: there are many such while a case is young, so they are only counted. */
static bool is_blank(const Report *report, const Signature *signature) {
  return is_open(report, signature) && tally(report, signature).unknown == signature->indicator_count;
}

static void show_all_open(Report *report) {
  size_t blank = 0;
  page_say(&report->page, "Could be raised, once more is known");
  page_heading(&report->page);
  for (size_t i = 0; i < report->program->signatures.count; i++) {
    const Signature *signature = report->program->signatures.at[i];
    bool counted = !report->all && is_blank(report, signature);
    blank += counted;
    if (!counted && is_open(report, signature)) show_open(report, signature);
  }
  if (!blank) return;
  say_count(report, blank, "sign of which", "signs of which");
  page_say(&report->page, " no indicator is known (--all lists them).");
  page_item(&report->page, 0);
}

static void show_quiet(Report *report, size_t count) {
  page_blank(&report->page);
  if (!report->all) {
    say_count(report, count, "other sign is", "other signs are");
    page_say(&report->page, " not raised (--all lists them).");
    page_item(&report->page, 0);
    return;
  }
  page_say(&report->page, "Not raised");
  page_heading(&report->page);
  for (size_t i = 0; i < report->program->signatures.count; i++) {
    const Signature *signature = report->program->signatures.at[i];
    if (!report_is(report_of(report, signature->raised), false)) continue;
    page_echo(&report->page, signature->subject.label);
    if (report_of(report, signature->raised)->status == CONCLUSION_NOT_IN_FORCE)
      page_say(&report->page, " (not in force)");
    page_item(&report->page, 0);
  }
}

void runtext_signatures(Report *report) {
  size_t all = report->program->signatures.count;
  if (!all) return;
  page_say(&report->page, "What to probe: warning signs");
  page_section(&report->page);
  size_t raised = count_that(report, is_raised), open = count_that(report, is_open);
  if (raised) show_all_raised(report);
  if (open) show_all_open(report);
  if (all > raised + open) show_quiet(report, all - raised - open);
}

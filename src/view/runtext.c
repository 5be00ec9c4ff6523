#include "view/runtext.h"

static const char *const ORIGIN_WORDS[] = {
  [DATE_GIVEN] = "the date asked for", [DATE_OF_CASE] = "the case's own", [DATE_TODAY] = "today, as no date was given"
};

void report_open(Report *report, Sink *sink, const Head *head, const Conclusions *conclusions, PageOptions options,
                 bool all) {
  *report = (Report){.head = head, .conclusions = conclusions, .program = head->program, .all = all};
  if (head->case_file && head->case_file->party_labels.count) report->parties = head->case_file->party_labels.at;
  page_open(&report->page, sink, options);
}

/* ---- the head ---- */

static void say_title(Report *report) {
  const CaseFile *file = report->head->case_file;
  const Module *module = report->program->module;
  if (file) page_echo(&report->page, file->label.bytes ? file->label : file->name);
  else page_echo(&report->page, module->label.bytes ? module->label : module->name->text);
  page_say(&report->page, ", as at ");
  say_date(report, report->head->as_at);
  page_title(&report->page);
}

static void say_rules(Report *report) {
  const Module *module = report->program->module;
  page_say(&report->page, "Rules: ");
  page_echo(&report->page, module->label.bytes ? module->label : module->name->text);
  page_sayf(&report->page, ". The date is %s. ", ORIGIN_WORDS[report->head->origin]);
  page_say(&report->page,
           report->head->as_planned ? "Plans are taken as carried out." : "Plans do not count as carried out.");
  page_paragraph(&report->page);
}

static void say_as_known(Report *report) {
  if (!report->head->as_known) return;
  page_say(&report->page, "Only what was known on ");
  say_date(report, report->head->known_on);
  page_say(&report->page, " counts");
  size_t left_out = report->conclusions ? report->conclusions->world->left_out.count : 0;
  if (left_out) page_say(&report->page, "; ");
  if (left_out)
    say_count(report, left_out, "statement of a later date, or of none, was left out",
              "statements of a later date, or of none, were left out");
  page_say(&report->page, ".");
  page_paragraph(&report->page);
}

static void say_supposed(Report *report) {
  const Head *head = report->head;
  for (size_t i = 0; i < head->supposed.count; i++) {
    page_say(&report->page, "Supposed: ");
    page_echo(&report->page, head->supposed.at[i]);
    page_paragraph(&report->page);
  }
  for (size_t i = 0; i < head->parameters.count; i++) {
    page_say(&report->page, "Supposed: ");
    page_echo(&report->page, head->parameters.at[i].name);
    page_say(&report->page, " = ");
    page_echo(&report->page, head->parameters.at[i].value);
    page_paragraph(&report->page);
  }
}

void runtext_head(Report *report) {
  say_title(report);
  say_rules(report);
  say_as_known(report);
  say_supposed(report);
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, HEAD_NOT_ADVICE);
  page_style(&report->page, STYLE_PLAIN);
  page_paragraph(&report->page);
}

/* ---- in short ---- */

static size_t findings_of(const Report *report, FindingKind kind) {
  size_t count = 0;
  for (size_t i = 0; i < report->conclusions->findings.count; i++) {
    const Finding *finding = &report->conclusions->findings.at[i];
    count += finding->kind == kind && finding->certain;
  }
  return count;
}

static void sum_up(Report *report, size_t count, const char *one, const char *many, const char **before) {
  if (!count) return;
  page_say(&report->page, *before);
  say_count(report, count, one, many);
  *before = ", ";
}

static void say_in_short(Report *report) {
  const char *before = "In short: ";
  const Conclusions *conclusions = report->conclusions;
  sum_up(report, findings_of(report, FINDING_RAISED), "warning sign raised", "warning signs raised", &before);
  sum_up(report, findings_of(report, FINDING_BREACHED), "requirement breached", "requirements breached", &before);
  sum_up(report, findings_of(report, FINDING_GAP), "duty without a holder it needs", "gaps in who answers for what",
         &before);
  sum_up(report, findings_of(report, FINDING_CONFLICT), "conflict of rules", "conflicts of rules", &before);
  sum_up(report, findings_of(report, FINDING_INVARIANT), "rule that must always hold broken",
         "rules that must always hold broken", &before);
  sum_up(report, findings_of(report, FINDING_ERROR), "error", "errors", &before);
  sum_up(report, conclusions->disputed.count, "disputed fact", "disputed facts", &before);
  sum_up(report, conclusions->missing.count, "fact missing", "facts missing", &before);
  if (before[0] == 'I') page_say(&report->page, "In short: nothing raised, breached, disputed or missing");
  page_say(&report->page, ".");
  page_blank(&report->page);
  page_paragraph(&report->page);
}

/* ---- the sources, in full ---- */

static void show_source(Report *report, const SourceInfo *source) {
  Page *page = &report->page;
  if (!cited_by_title(report, source)) {
    say_source(report, source);
    page_say(page, ": ");
  }
  say_source_title(report, source);
  if (source->by.bytes) page_say(page, ", ");
  page_echo(page, source->by);
  if (source->dated) page_say(page, ", ");
  if (source->dated) say_partial_date(report, source->date);
  if (source->basis == BASIS_OPINION) page_say(page, " (an opinion)");
  if (source->basis == BASIS_PROPOSED) page_say(page, " (a proposal)");
  page_item(page, 0);
}

void runtext_sources(Report *report) {
  if (!report->cited.count) return;
  page_say(&report->page, "Sources");
  page_section(&report->page);
  for (size_t i = 0; i < report->cited.count; i++) show_source(report, report->cited.at[i]);
}

void runtext_print(Sink *sink, const Head *head, const Conclusions *conclusions, PageOptions options, bool all) {
  Report report;
  report_open(&report, sink, head, conclusions, options, all);
  runtext_head(&report);
  say_in_short(&report);
  runtext_duties(&report);
  runtext_rights(&report);
  runtext_requirements(&report);
  runtext_signatures(&report);
  runtext_definitions(&report);
  runtext_record(&report);
  runtext_sources(&report);
}

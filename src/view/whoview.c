#include "view/whoview.h"

#define TERM_COLUMN 36

/* ---- duties ---- */

static void show_role(Report *report, const DutyRole *role) {
  const Conclusion *conclusion = report_of(report, role->unit);
  page_echo(&report->page, role->role->label);
  Text term = page_take(&report->page);
  say_holders(report, conclusion);
  if (conclusion->status == CONCLUSION_CERTAIN) say_rests_on(report, conclusion);
  page_entry(&report->page, 0, term, TERM_COLUMN);
}

static void show_duty(Report *report, const Duty *duty) {
  page_echo(&report->page, duty->subject.label);
  page_section(&report->page);
  for (uint32_t i = 0; i < duty->role_count; i++) show_role(report, &duty->roles[i]);
}

/* ---- matters ---- */

static void show_right(Report *report, const Right *right) {
  const Conclusion *conclusion = report_of(report, right->unit);
  say_holder_of_right(report, right, true);
  if (report_is(conclusion, false)) say_right_not(report, right);
  else say_right(report, right);
  if (conclusion->status == CONCLUSION_NOT_IN_FORCE) {
    page_say(&report->page, " (not in force)");
  } else if (report_is(conclusion, true) || report_is(conclusion, false)) {
    say_rests_on(report, conclusion);
  } else {
    page_say(&report->page, ": ");
    say_why_open(report, conclusion);
  }
  page_item(&report->page, 0);
}

typedef enum HeldState { HELD, OPEN, NOT_HELD } HeldState;

static HeldState state_of(const Report *report, const Right *right) {
  const Conclusion *conclusion = report_of(report, right->unit);
  return report_is(conclusion, true) ? HELD : report_is(conclusion, false) ? NOT_HELD : OPEN;
}

static void show_rights(Report *report, const Matter *matter, HeldState state, const char *heading) {
  bool headed = false;
  for (size_t i = 0; i < report->program->rights.count; i++) {
    const Right *right = report->program->rights.at[i];
    if (right->matter != matter || state_of(report, right) != state) continue;
    if (!headed) {
      page_say(&report->page, heading);
      page_heading(&report->page);
    }
    headed = true;
    show_right(report, right);
  }
}

static bool has_rights(const Report *report, const Matter *matter) {
  for (size_t i = 0; i < report->program->rights.count; i++)
    if (report->program->rights.at[i]->matter == matter) return true;
  return false;
}

static void show_matter(Report *report, const Matter *matter) {
  page_echo(&report->page, matter->subject.label);
  page_section(&report->page);
  show_rights(report, matter, HELD, "Who has a say");
  show_rights(report, matter, OPEN, "Not certain");
  show_rights(report, matter, NOT_HELD, "Not held at this date");
  if (has_rights(report, matter)) return;
  page_say(&report->page, "The rules give nobody a right on this matter.");
  page_paragraph(&report->page);
}

void whoview_text(Sink *sink, const Head *head, const Conclusions *conclusions, const WhoAnswer *answer,
                  PageOptions options) {
  Report report;
  report_open(&report, sink, head, conclusions, options, true);
  runtext_head(&report);
  for (size_t i = 0; i < answer->duties.count; i++) show_duty(&report, answer->duties.at[i]);
  for (size_t i = 0; i < answer->matters.count; i++) show_matter(&report, answer->matters.at[i]);
  runtext_sources(&report);
}

/* ---- JSON ---- */

static void put_duties(JsonOut *json, const Conclusions *all, const WhoAnswer *answer) {
  jsonout_key(json, "duties");
  jsonout_open(json, '{');
  for (size_t i = 0; i < answer->duties.count; i++) runjson_duty(json, all, answer->duties.at[i]);
  jsonout_close(json, '}');
}

static bool asks_for(const WhoAnswer *answer, const Matter *matter) {
  for (size_t i = 0; i < answer->matters.count; i++)
    if (answer->matters.at[i] == matter) return true;
  return false;
}

static void put_rights(JsonOut *json, const Conclusions *all, const WhoAnswer *answer) {
  const Program *program = all->world->program;
  jsonout_key(json, "rights");
  jsonout_open(json, '{');
  for (size_t i = 0; i < program->rights.count; i++) {
    const Right *right = program->rights.at[i];
    if (!right->matter || !asks_for(answer, right->matter)) continue;
    jsonout_key_text(json, right->subject.name);
    runjson_right(json, all, right, &all->units[right->unit->index]);
  }
  jsonout_close(json, '}');
}

void whoview_json(Sink *sink, const Head *head, const Conclusions *conclusions, const WhoAnswer *answer) {
  JsonOut json = {.sink = sink};
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  jsonout_put(&json, "asked", answer->asked);
  put_duties(&json, conclusions, answer);
  put_rights(&json, conclusions, answer);
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

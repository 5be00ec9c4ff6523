/* `remit timeline` as JSON and as a table. */
#include "model/print.h"
#include "view/timelineview.h"
#include "model/cell.h"

static Text answer_text(const Unit *unit, const Value *value) {
  Sink sink = {0};
  cell_print(&sink, unit, value);
  return sink_result(&sink);
}

static const char *const KINDS[] = {
  [CAUSE_FACT] = "fact",
  [CAUSE_PARAMETER] = "threshold",
  [CAUSE_EVENT] = "event",
  [CAUSE_EVENT_LEFT] = "event left its window",
  [CAUSE_RECORD] = "record",
  [CAUSE_FACT_LEFT] = "fact left its window",
  [CAUSE_COMMENCED] = "commencement",
  [CAUSE_ENDED] = "end of force",
  [CAUSE_DEADLINE] = "deadline",
  [CAUSE_DATE] = "date",
  [CAUSE_TIME] = "time",
};

static Text about(const Program *program, const Cause *cause) {
  switch (cause->kind) {
    case CAUSE_FACT:
    case CAUSE_FACT_LEFT: return program->facts.at[cause->index]->subject.name;
    case CAUSE_PARAMETER: return program->parameters.at[cause->index]->subject.name;
    case CAUSE_EVENT:
    case CAUSE_EVENT_LEFT:
    case CAUSE_RECORD: return program->events.at[cause->index]->subject.name;
    case CAUSE_COMMENCED:
    case CAUSE_ENDED:
    case CAUSE_DEADLINE: return cause->unit->subject.name;
    case CAUSE_DATE:
    case CAUSE_TIME: break;
  }
  return TEXT("");
}

static void put_cites(JsonOut *json, const Cause *cause) {
  jsonout_key(json, "cites");
  jsonout_open(json, '[');
  for (size_t i = 0; i < cause->cites.count; i++) {
    Citations cites = cause->cites.at[i];
    for (uint32_t k = 0; k < cites.count; k++) runjson_cite(json, &cites.at[k]);
  }
  jsonout_close(json, ']');
}

static void put_cause(JsonOut *json, Report *report, const Cause *cause) {
  Text name = about(report->program, cause);
  jsonout_open(json, '{');
  jsonout_put_c(json, "kind", KINDS[cause->kind]);
  if (name.bytes) jsonout_put(json, "about", name);
  if (cause->kind == CAUSE_FACT || cause->kind == CAUSE_PARAMETER) {
    jsonout_put(json, "before", print_stated_text(cause->type, &cause->before));
    jsonout_put(json, "after", print_stated_text(cause->type, &cause->after));
  }
  say_cause(report, cause);
  jsonout_put(json, "says", said_plainly(report));
  put_cites(json, cause);
  jsonout_close(json, '}');
}

static void put_standing(JsonOut *json, Report *report, const Unit *unit, const Standing *standing) {
  jsonout_open(json, '{');
  runjson_day(json, "from", true, standing->from);
  runjson_day(json, "until", standing->until <= DAY_LAST, standing->until);
  jsonout_put(json, "answer", answer_text(unit, &standing->value));
  if (standing->disputed) jsonout_put_bool(json, "disputed", true);
  if (standing->moves) {
    jsonout_put(json, "moves_to", answer_text(unit, &standing->last));
    say_standing(report, unit, standing);
    jsonout_put(json, "rule", said_plainly(report));
  }
  jsonout_key(json, "causes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < standing->causes.count; i++) put_cause(json, report, &standing->causes.at[i]);
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void timelineview_json(Sink *sink, const Head *head, const Periods *periods) {
  Report report;
  JsonOut json = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  runjson_day(&json, "from", true, periods->from);
  runjson_day(&json, "to", true, periods->to);
  jsonout_key(&json, "conclusions");
  jsonout_open(&json, '{');
  for (size_t i = 0; i < periods->units.count; i++) {
    const UnitPeriods *unit = &periods->units.at[i];
    jsonout_key_text(&json, unit->unit->subject.name);
    jsonout_open(&json, '[');
    for (size_t k = 0; k < unit->at.count; k++) put_standing(&json, &report, unit->unit, &unit->at.at[k]);
    jsonout_close(&json, ']');
  }
  jsonout_close(&json, '}');
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- a table ---- */

static void day_cell(Csv *csv, bool given, Day day) {
  char room[DATE_ROOM] = "";
  if (given) calendar_print(day, room);
  csv_cell_c(csv, room);
}

static Text causes_text(Report *report, const Causes *causes) {
  for (size_t i = 0; i < causes->count; i++) {
    if (i) page_say(&report->page, "; ");
    say_cause(report, &causes->at[i]);
  }
  return said_plainly(report);
}

static Text sources_text(Report *report, const Causes *causes) {
  const char *before = "";
  for (size_t i = 0; i < causes->count; i++)
    if (say_cause_sources(report, &causes->at[i], before)) before = "; ";
  return said_plainly(report);
}

static void put_row(Csv *csv, Report *report, const Unit *unit, const Standing *standing) {
  const CaseFile *file = report->head->case_file;
  csv_cell(csv, file ? file->name : TEXT(""));
  csv_cell(csv, unit->subject.name);
  day_cell(csv, true, standing->from);
  day_cell(csv, standing->until <= DAY_LAST, standing->until);
  csv_cell(csv, answer_text(unit, &standing->value));
  csv_cell(csv, standing->moves ? answer_text(unit, &standing->last) : TEXT(""));
  csv_cell(csv, causes_text(report, &standing->causes));
  csv_cell(csv, sources_text(report, &standing->causes));
  csv_end_row(csv);
}

void timelineview_csv(Sink *sink, const Head *head, const Periods *periods, bool header) {
  static const char *const names[] = {"case", "conclusion", "from", "until", "answer", "moves_to", "cause", "sources"};
  Report report;
  Csv csv = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  for (size_t i = 0; header && i < sizeof names / sizeof *names; i++) csv_cell_c(&csv, names[i]);
  if (header) csv_end_row(&csv);
  for (size_t i = 0; i < periods->units.count; i++)
    for (size_t k = 0; k < periods->units.at[i].at.count; k++)
      put_row(&csv, &report, periods->units.at[i].unit, &periods->units.at[i].at.at[k]);
}

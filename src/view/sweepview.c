#include "view/sweepview.h"
#include "model/print.h"
#include "view/csvwrite.h"

/* ---- names and values ---- */

static const Subject *subject_of(const Sweep *sweep) {
  const Program *program = sweep->world->program;
  if (sweep->supposed->kind == ASSERT_PARAMETER) return &program->parameters.at[sweep->supposed->subject]->subject;
  return &program->facts.at[sweep->supposed->subject]->subject;
}

Text sweepview_name(const Sweep *sweep) { return sweep->as_at ? TEXT("as_at") : subject_of(sweep)->name; }

static Text exact(const Sweep *sweep, int64_t at) {
  Value value = sweep_value(sweep, at);
  return print_exact_text(sweep->type, &value);
}

static void say_at(Report *report, const Sweep *sweep, int64_t at) {
  Value value = sweep_value(sweep, at);
  say_value(report, sweep->type, &value);
}

Text sweepview_expression(const SweepOpen *open, Source **file, Span *span) {
  Sink line = {0};
  const Home *home = open->branch ? &open->branch->home : &open->unit->subject.home;
  *file = home->file;
  *span = open->node ? ast_absolute(home->decl, open->node->span) : ast_absolute(home->decl, home->decl->name.span);
  Text raw = text_slice(home->file->text, span->from, span->to);
  for (uint32_t i = 0; i < raw.bytes; i++) {
    bool space = raw.at[i] == ' ' || raw.at[i] == '\n' || raw.at[i] == '\t' || raw.at[i] == '\r';
    if (!space) sink_char(&line, raw.at[i]);
    else if (line.count && line.at[line.count - 1] != ' ') sink_char(&line, ' ');
  }
  return text_copy(sink_result(&line));
}

/* ---- text ---- */

static void say_range(Report *report, const Sweep *sweep) {
  page_style(&report->page, STYLE_BOLD);
  if (sweep->as_at) page_say(&report->page, "The as-at date");
  else page_echo_capital(&report->page, subject_of(sweep)->label);
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, ", from ");
  say_at(report, sweep, sweep->low);
  page_say(&report->page, " to ");
  say_at(report, sweep, sweep->high);
}

static void say_sum(Report *report, const Sweep *sweep) {
  size_t count = sweep->breaks.count;
  page_say(&report->page, ": ");
  if (!sweep->looked_at) page_say(&report->page, "no conclusion depends on it.");
  else if (!count && sweep->looked_at == 1)
    page_say(&report->page, "the one conclusion that depends on it nowhere changes to another.");
  else if (!count)
    page_sayf(&report->page, "none of the %zu conclusions that depend on it changes anywhere in between.",
              sweep->looked_at);
  else if (sweep->as_at)
    page_sayf(&report->page, count == 1 ? "conclusions change on %zu date." : "conclusions change on %zu dates.",
              count);
  else
    page_sayf(&report->page, count == 1 ? "conclusions change at %zu place." : "conclusions change at %zu places.",
              count);
  page_paragraph(&report->page);
}

/* That the fact itself has moved goes without saying: the condition that turned is the reason. */
static Shifts without_swept(const Sweep *sweep, const Shifts *shifts) {
  Shifts shown = {0};
  for (size_t i = 0; i < shifts->count; i++) {
    Shift shift = shifts->at[i];
    if (!sweep->as_at && shift.cause.condition) {
      shift.cause.leaf = shift.cause.condition;
      shift.cause.condition = NULL;
    }
    list_push(&shown, shift);
  }
  return shown;
}

/* Of two neighbours people name the rounder one: "above 15%", not "from 15.0001%". */
static void say_place_of(Report *report, const Sweep *sweep, const SweepBreak *at) {
  bool above = !sweep->as_at && exact(sweep, at->before).bytes < exact(sweep, at->at).bytes &&
               type_form(sweep->type) == VALUE_RANGE && sweep->type->word != TYPE_COUNT &&
               sweep->type->word != TYPE_DATE;
  page_say(&report->page, above ? "Above " : "From ");
  say_at(report, sweep, above ? at->before : at->at);
  page_say(&report->page, above ? "" : " on");
  page_section(&report->page);
}

static void show_moving(Report *report, const Sweep *sweep) {
  if (!sweep->moving.count) return;
  page_say(&report->page, sweep->as_at ? "Moves from day to day" : "Moves with it all along");
  page_section(&report->page);
  for (size_t i = 0; i < sweep->moving.count; i++) {
    say_shift_name(report, sweep->moving.at[i]);
    page_item(&report->page, 0);
  }
}

static void show_open(Report *report, const Sweep *sweep) {
  if (!sweep->open.count) return;
  page_say(&report->page, "Not followed: too many turns, or none that could be found");
  page_section(&report->page);
  for (size_t i = 0; i < sweep->open.count; i++) {
    Source *file;
    Span span;
    Text expression = sweepview_expression(&sweep->open.at[i], &file, &span);
    say_shift_name(report, sweep->open.at[i].unit);
    page_say(&report->page, ", for `");
    page_echo(&report->page, expression);
    page_say(&report->page, "` [");
    say_place(report, file, span);
    page_say(&report->page, "]");
    page_item(&report->page, 0);
  }
}

void sweepview_points(Report *report, const Sweep *sweep) {
  say_range(report, sweep);
  say_sum(report, sweep);
  for (size_t i = 0; i < sweep->breaks.count; i++) {
    say_place_of(report, sweep, &sweep->breaks.at[i]);
    Shifts shown = without_swept(sweep, &sweep->breaks.at[i].shifts);
    shift_show_all(report, &shown);
  }
  show_moving(report, sweep);
  show_open(report, sweep);
}

void sweepview_text(Sink *sink, const Head *head, const Sweep *sweep, PageOptions options) {
  Report report;
  report_open(&report, sink, head, NULL, options, true);
  runtext_head(&report);
  page_blank(&report.page);
  sweepview_points(&report, sweep);
}

/* ---- JSON ---- */

static void put_swept(JsonOut *json, const Sweep *sweep) {
  jsonout_key(json, "swept");
  jsonout_open(json, '{');
  jsonout_put(json, "name", sweepview_name(sweep));
  jsonout_put_c(json, "kind", sweep->as_at ? "date" : sweep->supposed->kind == ASSERT_PARAMETER ? "parameter" : "fact");
  jsonout_put(json, "low", exact(sweep, sweep->low));
  jsonout_put(json, "high", exact(sweep, sweep->high));
  jsonout_close(json, '}');
}

static void put_break(JsonOut *json, Report *report, const Sweep *sweep, const SweepBreak *at) {
  jsonout_open(json, '{');
  jsonout_put(json, "before", exact(sweep, at->before));
  jsonout_put(json, "at", exact(sweep, at->at));
  shift_json_all(json, report, &at->shifts);
  jsonout_close(json, '}');
}

static void put_open(JsonOut *json, const SweepOpen *open) {
  Source *file;
  Span span;
  Text expression = sweepview_expression(open, &file, &span);
  jsonout_open(json, '{');
  shift_json_name(json, open->unit);
  jsonout_put(json, "expression", expression);
  jsonout_put(json, "file", file->path);
  jsonout_put_number(json, "line", source_place(file, span.from).line);
  jsonout_close(json, '}');
}

void sweepview_json(Sink *sink, const Head *head, const Sweep *sweep) {
  Report report;
  JsonOut json = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  put_swept(&json, sweep);
  jsonout_put_number(&json, "looked_at", (int64_t)sweep->looked_at);
  jsonout_key(&json, "breakpoints");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < sweep->breaks.count; i++) put_break(&json, &report, sweep, &sweep->breaks.at[i]);
  jsonout_close(&json, ']');
  jsonout_key(&json, "moving");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < sweep->moving.count; i++) jsonout_string(&json, sweep->moving.at[i]->subject.name);
  jsonout_close(&json, ']');
  jsonout_key(&json, "not_followed");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < sweep->open.count; i++) put_open(&json, &sweep->open.at[i]);
  jsonout_close(&json, ']');
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- CSV ---- */

void sweepview_csv(Sink *sink, const Head *head, const Sweep *sweep) {
  static const char *const columns[] = {"case", "swept", "last_before", "first_after", "kind",
                                        "name", "label", "before",      "after",       "because"};
  Report report;
  Csv csv = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(&csv, columns[i]);
  csv_end_row(&csv);
  for (size_t i = 0; i < sweep->breaks.count; i++)
    for (size_t s = 0; s < sweep->breaks.at[i].shifts.count; s++) {
      csv_cell(&csv, head->case_file->name);
      csv_cell(&csv, sweepview_name(sweep));
      csv_cell(&csv, exact(sweep, sweep->breaks.at[i].before));
      csv_cell(&csv, exact(sweep, sweep->breaks.at[i].at));
      shift_csv(&csv, &report, &sweep->breaks.at[i].shifts.at[s]);
      csv_end_row(&csv);
    }
}

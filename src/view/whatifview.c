#include "view/whatifview.h"
#include "view/csvwrite.h"

/* ---- what is supposed ---- */

static void say_words(Report *report, const WhatifScenario *scenario) {
  for (size_t i = 0; i < scenario->words.count; i++) {
    if (i) page_say(&report->page, "; ");
    page_echo(&report->page, scenario->words.at[i]);
  }
}

static void say_sum(Report *report, const WhatifScenario *scenario) {
  const ShiftSum *sum = &scenario->sum;
  size_t changed = sum->shifts.count;
  if (!sum->looked_at) page_say(&report->page, "No conclusion depends on it.");
  else if (!changed) page_sayf(&report->page, "Nothing changes, of %zu conclusions that depend on it.", sum->looked_at);
  else page_sayf(&report->page, changed == 1 ? "%zu conclusion changes, of %zu that depend on it." : "%zu conclusions change, of %zu that depend on it.", changed, sum->looked_at);
  if (sum->rests)
    page_sayf(&report->page, sum->rests == 1 ? " %zu other keeps its answer, but rests on something else." : " %zu others keep their answers, but rest on something else.", sum->rests);
}

static void show_scenario(Report *report, const WhatifScenario *scenario) {
  page_style(&report->page, STYLE_BOLD);
  if (scenario->name.bytes) page_echo_capital(&report->page, scenario->name);
  else page_say(&report->page, "What if");
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, scenario->name.bytes ? ": " : " ");
  say_words(report, scenario);
  page_say(&report->page, scenario->name.bytes ? ". " : "? ");
  say_sum(report, scenario);
  page_paragraph(&report->page);
}

/* ---- one scenario: each conclusion with its reason ---- */

static void show_single(Report *report, const Whatif *whatif) {
  const Unit *last = NULL;
  for (size_t i = 0; i < whatif->rows.count; i++) {
    const WhatifRow *row = &whatif->rows.at[i];
    shift_heading(report, row->unit, last);
    shift_show(report, row->at[0], 0);
    last = row->unit;
  }
}

/* ---- several: a table, then the reasons ---- */

static void push_cell(Report *report, PageCells *cells) { list_push(cells, page_take(&report->page)); }

static void push_heads(Report *report, const Whatif *whatif, PageCells *cells) {
  page_say(&report->page, "Conclusion");
  push_cell(report, cells);
  page_say(&report->page, "As it stands");
  push_cell(report, cells);
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    page_echo_capital(&report->page, whatif->scenarios.at[s].name);
    push_cell(report, cells);
  }
}

static void push_row(Report *report, const Whatif *whatif, const WhatifRow *row, PageCells *cells) {
  say_shift_name(report, row->unit);
  push_cell(report, cells);
  say_shift_answer(report, row->base);
  push_cell(report, cells);
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    if (row->at[s]) say_shift_answer(report, &row->at[s]->at[1]);
    else page_say(&report->page, "–");
    push_cell(report, cells);
  }
}

static void show_listed(Report *report, const Whatif *whatif) {
  for (size_t i = 0; i < whatif->rows.count; i++) {
    const WhatifRow *row = &whatif->rows.at[i];
    say_shift_name(report, row->unit);
    page_say(&report->page, ": ");
    say_shift_answer(report, row->base);
    page_item(&report->page, 0);
    for (size_t s = 0; s < whatif->scenarios.count; s++) {
      if (!row->at[s]) continue;
      page_echo(&report->page, whatif->scenarios.at[s].name);
      page_say(&report->page, ": ");
      say_shift_answer(report, &row->at[s]->at[1]);
      page_item(&report->page, 1);
    }
  }
}

static void show_table(Report *report, const Whatif *whatif) {
  PageCells cells = {0};
  unsigned columns = (unsigned)whatif->scenarios.count + 2;
  push_heads(report, whatif, &cells);
  for (size_t i = 0; i < whatif->rows.count; i++) push_row(report, whatif, &whatif->rows.at[i], &cells);
  page_say(&report->page, "Side by side (– is as it stands)");
  page_section(&report->page);
  if (!page_table(&report->page, &cells, columns)) show_listed(report, whatif);
}

static void show_reasons(Report *report, const Whatif *whatif, size_t scenario) {
  page_say(&report->page, "What makes the difference in \"");
  page_echo(&report->page, whatif->scenarios.at[scenario].name);
  page_say(&report->page, "\"");
  page_section(&report->page);
  for (size_t i = 0; i < whatif->rows.count; i++)
    if (whatif->rows.at[i].at[scenario]) shift_show(report, whatif->rows.at[i].at[scenario], 0);
}

static void show_several(Report *report, const Whatif *whatif) {
  show_table(report, whatif);
  for (size_t s = 0; s < whatif->scenarios.count; s++)
    if (whatif->scenarios.at[s].sum.shifts.count) show_reasons(report, whatif, s);
}

void whatifview_text(Sink *sink, const Head *head, const Whatif *whatif, PageOptions options) {
  Report report;
  report_open(&report, sink, head, NULL, options, true);
  runtext_head(&report);
  page_blank(&report.page);
  for (size_t s = 0; s < whatif->scenarios.count; s++) show_scenario(&report, &whatif->scenarios.at[s]);
  if (!whatif->rows.count) return;
  if (whatif->scenarios.count == 1) show_single(&report, whatif);
  else show_several(&report, whatif);
}

/* ---- JSON ---- */

static void put_shift(JsonOut *json, Report *report, const Shift *shift) {
  const Program *programs[] = {report->program, report->program};
  jsonout_open(json, '{');
  shift_json_name(json, shift->unit[1]);
  shift_json_answers(json, programs, shift);
  shift_json_cause(json, report, &shift->cause);
  shift_json_rule(json, "rule_before", shift->cause.decides[0]);
  shift_json_rule(json, "rule_after", shift->cause.decides[1]);
  jsonout_close(json, '}');
}

static void put_scenario(JsonOut *json, Report *report, const Whatif *whatif, size_t s) {
  const WhatifScenario *scenario = &whatif->scenarios.at[s];
  jsonout_open(json, '{');
  jsonout_put(json, "name", scenario->name);
  jsonout_key(json, "supposed");
  jsonout_open(json, '[');
  for (size_t i = 0; i < scenario->words.count; i++) jsonout_string(json, scenario->words.at[i]);
  jsonout_close(json, ']');
  jsonout_put_number(json, "looked_at", (int64_t)scenario->sum.looked_at);
  jsonout_put_number(json, "other_grounds", (int64_t)scenario->sum.rests);
  jsonout_key(json, "changes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < scenario->sum.shifts.count; i++) put_shift(json, report, &scenario->sum.shifts.at[i]);
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void whatifview_json(Sink *sink, const Head *head, const Whatif *whatif) {
  Report report;
  JsonOut json = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  jsonout_key(&json, "scenarios");
  jsonout_open(&json, '[');
  for (size_t s = 0; s < whatif->scenarios.count; s++) put_scenario(&json, &report, whatif, s);
  jsonout_close(&json, ']');
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- CSV ---- */

static void put_row(Csv *csv, Report *report, const WhatifScenario *scenario, const Shift *shift) {
  const Program *program = report->program;
  csv_cell(csv, report->head->case_file->name);
  csv_cell(csv, scenario->name);
  csv_cell_c(csv, shift_kind(shift->unit[1]));
  csv_cell(csv, shift->unit[1]->subject.name);
  csv_cell(csv, shift->unit[1]->subject.label);
  csv_cell(csv, shift_cell(program, &shift->at[0]));
  csv_cell(csv, shift_cell(program, &shift->at[1]));
  csv_cell(csv, shift_cause_text(report, &shift->cause));
  csv_end_row(csv);
}

void whatifview_csv(Sink *sink, const Head *head, const Whatif *whatif) {
  static const char *const columns[] = {"case", "scenario", "kind", "name", "label", "before", "after", "because"};
  Report report;
  Csv csv = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(&csv, columns[i]);
  csv_end_row(&csv);
  for (size_t s = 0; s < whatif->scenarios.count; s++)
    for (size_t i = 0; i < whatif->scenarios.at[s].sum.shifts.count; i++)
      put_row(&csv, &report, &whatif->scenarios.at[s], &whatif->scenarios.at[s].sum.shifts.at[i]);
}

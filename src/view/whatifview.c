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
  else
    page_sayf(&report->page,
              changed == 1 ? "%zu conclusion changes, of %zu that depend on it."
                           : "%zu conclusions change, of %zu that depend on it.",
              changed, sum->looked_at);
  if (sum->rests)
    page_sayf(&report->page,
              sum->rests == 1 ? " %zu other keeps its answer, but rests on something else."
                              : " %zu others keep their answers, but rest on something else.",
              sum->rests);
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

static void show_reasons(Report *report, const WhatifScenario *scenario) {
  page_say(&report->page, "What makes the difference in \"");
  page_echo(&report->page, scenario->name);
  page_say(&report->page, "\"");
  page_section(&report->page);
  shift_show_all(report, &scenario->sum.shifts);
}

static void show_several(Report *report, const Whatif *whatif) {
  show_table(report, whatif);
  for (size_t s = 0; s < whatif->scenarios.count; s++)
    if (whatif->scenarios.at[s].sum.shifts.count) show_reasons(report, &whatif->scenarios.at[s]);
}

void whatifview_text(Sink *sink, const Head *head, const Whatif *whatif, PageOptions options) {
  Report report;
  report_open(&report, sink, head, NULL, options, true);
  runtext_head(&report);
  page_blank(&report.page);
  for (size_t s = 0; s < whatif->scenarios.count; s++) show_scenario(&report, &whatif->scenarios.at[s]);
  if (!whatif->rows.count) return;
  page_blank(&report.page);
  if (whatif->scenarios.count == 1) shift_show_all(&report, &whatif->scenarios.at[0].sum.shifts);
  else show_several(&report, whatif);
}

/* ---- JSON ---- */

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
  shift_json_all(json, report, &scenario->sum.shifts);
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

void whatifview_csv(Sink *sink, const Head *head, const Whatif *whatif) {
  static const char *const columns[] = {"case", "scenario", "kind", "name", "label", "before", "after", "because"};
  Report report;
  Csv csv = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) csv_cell_c(&csv, columns[i]);
  csv_end_row(&csv);
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    const WhatifScenario *scenario = &whatif->scenarios.at[s];
    for (size_t i = 0; i < scenario->sum.shifts.count; i++) {
      csv_cell(&csv, head->case_file->name);
      csv_cell(&csv, scenario->name);
      shift_csv(&csv, &report, &scenario->sum.shifts.at[i]);
      csv_end_row(&csv);
    }
  }
}

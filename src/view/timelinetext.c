/* `remit timeline` for people: a bar for each conclusion, then its periods and why each began. */
#include "view/timelineview.h"

#define LONGEST_LABEL 30
#define NARROWEST_BAR 20
#define TERM_COLUMN 36

typedef struct Chart {
  Report *report;
  const Periods *periods;
  unsigned label, bar;          /* columns */
  bool all;
} Chart;

static bool changes(const UnitPeriods *periods) { return periods->at.count > 1 || periods->at.at[0].moves; }

static bool is_shown(const Chart *chart, const UnitPeriods *periods) { return chart->all || changes(periods); }

/* ---- bars ---- */

static const char *sign(const UnitPeriods *periods, size_t which) {
  static const char digits[] = "123456789abcdefghijklmnopqrstuvwxyz";
  static char own[2];
  switch (look_of(periods->unit, &periods->at.at[which])) {
    case LOOK_YES: return "█";
    case LOOK_NO: return "·";
    case LOOK_OPEN: return "░";
    case LOOK_OTHER: break;
  }
  unsigned number = answer_number(periods, which);
  own[0] = digits[number < sizeof digits - 1 ? number : sizeof digits - 2];
  return own;
}

static Day day_at(const Chart *chart, unsigned column) {
  int64_t days = (int64_t)chart->periods->to - chart->periods->from;
  return (Day)(chart->periods->from + (chart->bar > 1 ? days * column / (chart->bar - 1) : 0));
}

static size_t standing_at(const UnitPeriods *periods, Day day) {
  size_t i = 0;
  while (i + 1 < periods->at.count && periods->at.at[i + 1].from <= day) i++;
  return i;
}

/* A role stands under its duty, which has a line of its own. */
static Text name_of(const Chart *chart, const Unit *unit) {
  if (unit->kind == UNIT_ROLE) return text_format("  who %s", text_c(unit->role->label));
  say_conclusion_title(chart->report, unit);
  return said_plainly(chart->report);
}

static Text cut_to(Text label, unsigned columns) {
  Text cut = label;
  if (text_columns(label) <= columns) return label;
  while (text_columns(cut) >= columns || (cut.bytes && (cut.at[cut.bytes - 1] & 0xC0) == 0x80) ||
         (cut.bytes < label.bytes && (label.at[cut.bytes] & 0xC0) == 0x80))
    cut.bytes--;
  while (cut.bytes && cut.at[cut.bytes - 1] == ' ') cut.bytes--;
  return text_format("%s…", text_c(cut));
}

static void draw_duty(const Chart *chart, const Unit *unit, const Unit *before) {
  if (unit->kind != UNIT_ROLE || (before && before->kind == UNIT_ROLE && before->owner == unit->owner)) return;
  page_echo(&chart->report->page, unit->subject.label);
  Text label = cut_to(said_plainly(chart->report), chart->label + chart->bar);
  sink_format(chart->report->page.sink, "  %s\n", text_c(label));
}

static void pad(Sink *sink, Text label, unsigned columns) {
  size_t taken = text_columns(label);
  if (taken < columns) sink_repeat(sink, ' ', columns - taken);
}

static void draw_bar(const Chart *chart, const UnitPeriods *periods) {
  Page *page = &chart->report->page;
  Text label = cut_to(name_of(chart, periods->unit), chart->label);
  sink_c(page->sink, "  ");
  sink_text(page->sink, label);
  pad(page->sink, label, chart->label + 1);
  for (unsigned column = 0; column < chart->bar; column++)
    sink_c(page->sink, sign(periods, standing_at(periods, day_at(chart, column))));
  sink_char(page->sink, '\n');
}

static void draw_scale(const Chart *chart) {
  char first[DATE_ROOM], last[DATE_ROOM];
  Sink *sink = chart->report->page.sink;
  size_t taken = calendar_print(chart->periods->from, first) + calendar_print(chart->periods->to, last);
  sink_repeat(sink, ' ', chart->label + 3);
  sink_c(sink, first);
  if (taken < chart->bar) sink_repeat(sink, ' ', chart->bar - taken);
  sink_format(sink, "%s\n", last);
}

static void measure(Chart *chart) {
  unsigned width = chart->report->page.options.width;
  size_t longest = 0;
  for (size_t i = 0; i < chart->periods->units.count; i++) {
    if (!is_shown(chart, &chart->periods->units.at[i])) continue;
    size_t columns = text_columns(name_of(chart, chart->periods->units.at[i].unit));
    if (columns > longest) longest = columns;
  }
  if (width > 110) width = 110;
  chart->label = longest < LONGEST_LABEL ? (unsigned)longest : LONGEST_LABEL;
  if (chart->label > width / 3) chart->label = width / 3;
  chart->bar = width > chart->label + 4 ? width - chart->label - 4 : 0;
}

static void draw(Chart *chart) {
  bool text = chart->report->page.options.format == PAGE_TEXT;
  size_t shown = 0;
  measure(chart);
  for (size_t i = 0; i < chart->periods->units.count; i++) shown += is_shown(chart, &chart->periods->units.at[i]);
  if (!shown || chart->bar < NARROWEST_BAR) return;
  if (!text) sink_c(chart->report->page.sink, "\n```\n");
  else sink_char(chart->report->page.sink, '\n');
  draw_scale(chart);
  const Unit *before = NULL;
  for (size_t i = 0; i < chart->periods->units.count; i++) {
    const UnitPeriods *periods = &chart->periods->units.at[i];
    if (!is_shown(chart, periods)) continue;
    draw_duty(chart, periods->unit, before);
    draw_bar(chart, periods);
    before = periods->unit;
  }
  if (!text) sink_c(chart->report->page.sink, "```\n");
  page_say(&chart->report->page, "█ yes, held, met or raised; · no, not held, does not apply, nobody; ░ not known; a "
                                 "digit stands for an answer listed below.");
  page_item(&chart->report->page, 0);
}

/* ---- lists ---- */

static void say_from(const Chart *chart, const Standing *standing) {
  bool first = standing->from == chart->periods->from, last = standing->until > chart->periods->to;
  Report *report = chart->report;
  if (first && last) page_say(&report->page, "throughout");
  else if (standing->from + 1 == standing->until && !first) say_date(report, standing->from);
  else if (first) {
    page_say(&report->page, "to ");
    say_date(report, standing->until - 1);
  } else {
    page_say(&report->page, "from ");
    say_date(report, standing->from);
  }
}

static void show_causes(const Chart *chart, const Standing *standing) {
  for (size_t i = 0; i < standing->causes.count; i++) {
    const Cause *cause = &standing->causes.at[i];
    Report *report = chart->report;
    page_style(&report->page, STYLE_FAINT);
    page_say(&report->page, i ? "and " : "because ");
    say_cause(report, cause);
    say_cause_sources(report, cause, " – ");
    page_style(&report->page, STYLE_PLAIN);
    page_item(&report->page, 2);
  }
}

static void show_standing(const Chart *chart, const UnitPeriods *periods, size_t which) {
  const Standing *standing = &periods->at.at[which];
  Report *report = chart->report;
  page_sayf(&report->page, "%s ", sign(periods, which));
  say_from(chart, standing);
  Text term = page_take(&report->page);
  page_style(&report->page, STYLE_BOLD);
  say_standing(report, periods->unit, standing);
  page_style(&report->page, STYLE_PLAIN);
  unsigned width = report->page.options.width;
  page_entry(&report->page, 1, term, width && width / 2 < TERM_COLUMN ? width / 2 : TERM_COLUMN);
  show_causes(chart, standing);
}

static void show_unit(const Chart *chart, const UnitPeriods *periods) {
  page_style(&chart->report->page, STYLE_BOLD);
  say_conclusion_title(chart->report, periods->unit);
  page_style(&chart->report->page, STYLE_PLAIN);
  page_item(&chart->report->page, 0);
  for (size_t i = 0; i < periods->at.count; i++) show_standing(chart, periods, i);
  page_blank(&chart->report->page);
}

static void show_rest(const Chart *chart) {
  size_t same = 0;
  for (size_t i = 0; i < chart->periods->units.count; i++) same += !is_shown(chart, &chart->periods->units.at[i]);
  if (!same) return;
  say_count(chart->report, same, "conclusion stays", "conclusions stay");
  page_say(&chart->report->page, " the same throughout (--all lists them).");
  page_item(&chart->report->page, 0);
}

static void say_range(const Chart *chart) {
  Report *report = chart->report;
  page_say(&report->page, "From ");
  say_date(report, chart->periods->from);
  page_say(&report->page, " to ");
  say_date(report, chart->periods->to);
  page_section(&report->page);
}

void timelineview_chart(Report *report, const Periods *periods, bool all) {
  Chart chart = {.report = report, .periods = periods, .all = all};
  say_range(&chart);
  draw(&chart);
  page_blank(&report->page);
  for (size_t i = 0; i < periods->units.count; i++)
    if (is_shown(&chart, &periods->units.at[i])) show_unit(&chart, &periods->units.at[i]);
  show_rest(&chart);
}

void timelineview_text(Sink *sink, const Head *head, const Periods *periods, PageOptions options, bool all) {
  Report report;
  Conclusions none = {.world = periods->world, .as_at = head->as_at};
  report_open(&report, sink, head, &none, options, true);
  runtext_head(&report);
  timelineview_chart(&report, periods, all);
  runtext_sources(&report);
}

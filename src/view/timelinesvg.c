/* `remit timeline --format svg`: one bar a conclusion. Every bar says in words what it shows, so that nothing hangs on
 * colour. */
#include "view/timelineview.h"

#define LABEL_WIDTH 300
#define BAR_WIDTH 660
#define ROW 26
#define TOP 64

typedef struct Picture {
  Sink *sink;
  Report *report;
  const Periods *periods;
} Picture;

static void put_text(Sink *sink, Text text) {
  for (uint32_t i = 0; i < text.bytes; i++) {
    char c = text.at[i];
    if (c == '&') sink_c(sink, "&amp;");
    else if (c == '<') sink_c(sink, "&lt;");
    else if (c == '>') sink_c(sink, "&gt;");
    else if (c == '"') sink_c(sink, "&quot;");
    else sink_char(sink, c);
  }
}

/* A tenth of a pixel is fine enough, and is the same on every machine. */
static void put_number(Sink *sink, int64_t tenths) {
  sink_format(sink, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

static int64_t place(const Picture *picture, Day day) {
  int64_t days = (int64_t)picture->periods->to + 1 - picture->periods->from, at = (int64_t)day - picture->periods->from;
  return LABEL_WIDTH * 10 + at * BAR_WIDTH * 10 / days;
}

static const char *fill(const UnitPeriods *periods, size_t which) {
  static const char *const others[] = {"#4477aa", "#ccbb44", "#aa3377", "#66ccee", "#228833", "#ee6677"};
  switch (look_of(periods->unit, &periods->at.at[which])) {
    case LOOK_YES: return "#1b5e8a";
    case LOOK_NO: return "#e3e6e8";
    case LOOK_OPEN: return "url(#open)";
    case LOOK_OTHER: break;
  }
  return others[answer_number(periods, which) % (sizeof others / sizeof *others)];
}

static void put_title(const Picture *picture, const Unit *unit, const Standing *standing) {
  Report *report = picture->report;
  say_date(report, standing->from);
  page_say(&report->page, " to ");
  say_date(report, standing->until - 1);
  page_say(&report->page, ": ");
  say_standing(report, unit, standing);
  for (size_t i = 0; i < standing->causes.count; i++) {
    page_say(&report->page, i ? " and " : ", because ");
    say_cause(report, &standing->causes.at[i]);
  }
  sink_c(picture->sink, "<title>");
  put_text(picture->sink, said_plainly(report));
  sink_c(picture->sink, "</title>");
}

static void put_bar(const Picture *picture, const UnitPeriods *periods, size_t which, unsigned top) {
  const Standing *standing = &periods->at.at[which];
  int64_t from = place(picture, standing->from), to = place(picture, standing->until);
  sink_c(picture->sink, "<rect x=\"");
  put_number(picture->sink, from);
  sink_format(picture->sink, "\" y=\"%u\" width=\"", top);
  put_number(picture->sink, to - from);
  sink_format(picture->sink, "\" height=\"%d\" fill=\"%s\" stroke=\"#ffffff\">", ROW - 8, fill(periods, which));
  put_title(picture, periods->unit, standing);
  sink_c(picture->sink, "</rect>\n");
}

static void put_row(const Picture *picture, const UnitPeriods *periods, unsigned top) {
  say_conclusion_title(picture->report, periods->unit);
  Text label = said_plainly(picture->report), cut = label;
  while (text_columns(cut) > 44 || (cut.bytes < label.bytes && (label.at[cut.bytes] & 0xC0) == 0x80)) cut.bytes--;
  sink_format(picture->sink, "<text x=\"8\" y=\"%u\"><title>", top + ROW - 13);
  put_text(picture->sink, label);
  sink_c(picture->sink, "</title>");
  put_text(picture->sink, cut);
  sink_c(picture->sink, cut.bytes < label.bytes ? "…</text>\n" : "</text>\n");
  for (size_t i = 0; i < periods->at.count; i++) put_bar(picture, periods, i, top);
}

/* A line a year, or every so many years, with its number. */
static void put_years(const Picture *picture, unsigned height) {
  int first = calendar_split(picture->periods->from).year + 1, last = calendar_split(picture->periods->to).year;
  int every = (last - first) / 12 + 1;
  for (int year = first; year <= last; year += every) {
    int64_t x = place(picture, calendar_day(year, 1, 1));
    sink_c(picture->sink, "<line x1=\"");
    put_number(picture->sink, x);
    sink_c(picture->sink, "\" x2=\"");
    put_number(picture->sink, x);
    sink_format(picture->sink, "\" y1=\"%d\" y2=\"%u\" stroke=\"#c5cace\"/><text x=\"", TOP - 8, height - 8);
    put_number(picture->sink, x);
    sink_format(picture->sink, "\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", TOP - 14, year);
  }
}

static void begin(const Picture *picture, unsigned height) {
  const CaseFile *file = picture->report->head->case_file;
  sink_format(picture->sink,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %u\" width=\"%d\" height=\"%u\" role=\"img\" "
              "font-family=\"sans-serif\" font-size=\"12\">\n<defs><pattern id=\"open\" width=\"6\" height=\"6\" "
              "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" fill=\"#f4f0e6\"/>"
              "<path d=\"M0 6L6 0\" stroke=\"#b9a97c\"/></pattern></defs>\n<rect width=\"100%%\" height=\"100%%\" "
              "fill=\"#ffffff\"/>\n"
              "<text x=\"8\" y=\"22\" font-size=\"16\">",
              LABEL_WIDTH + BAR_WIDTH + 16, height, LABEL_WIDTH + BAR_WIDTH + 16, height);
  if (file) put_text(picture->sink, file->label.bytes ? file->label : file->name);
  page_say(&picture->report->page, ", ");
  say_date(picture->report, picture->periods->from);
  page_say(&picture->report->page, " to ");
  say_date(picture->report, picture->periods->to);
  put_text(picture->sink, said_plainly(picture->report));
  sink_c(picture->sink, "</text>\n");
}

static bool is_shown(const UnitPeriods *periods, bool all) {
  return all || periods->at.count > 1 || periods->at.at[0].moves;
}

void timelineview_svg(Sink *sink, const Head *head, const Periods *periods, bool all) {
  Report report;
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  Picture picture = {sink, &report, periods};
  unsigned rows = 0;
  for (size_t i = 0; i < periods->units.count; i++) rows += is_shown(&periods->units.at[i], all);
  unsigned height = TOP + rows * ROW + 34, top = TOP;
  begin(&picture, height);
  put_years(&picture, height - 26);
  for (size_t i = 0; i < periods->units.count; i++) {
    if (!is_shown(&periods->units.at[i], all)) continue;
    put_row(&picture, &periods->units.at[i], top);
    top += ROW;
  }
  sink_format(sink,
              "<text x=\"8\" y=\"%u\" fill=\"#555555\">dark: yes, held, met or raised; pale: no; hatched: not known; "
              "other colours: "
              "other answers. Point at a bar for its words.</text>\n</svg>\n",
              height - 10);
}

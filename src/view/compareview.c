#include "view/compareview.h"
#include "model/print.h"
#include "view/csvwrite.h"

typedef struct View {
  Report report[2];         /* one page, two sides: phrases are composed on the side's own, and moved to the first */
  const Compare *compare;
  Text title[2];
} View;

static Page *page_of(View *view) { return &view->report[0].page; }

/* What was composed in the second side's terms goes on the first one's page. */
static Report *side_report(View *view, int side) { return &view->report[side]; }

static void move(View *view, int side) {
  if (!side) return;
  Text composed = page_take(&view->report[1].page);
  sink_text(&page_of(view)->line, composed);
}

/* ---- titles ---- */

static Text case_title(const Head *head) {
  const CaseFile *file = head->case_file;
  return file->label.bytes ? file->label : file->name;
}

static Text date_title(const Head *head) {
  char room[DATE_ROOM];
  calendar_print_long((PartialDate){head->as_at, head->as_at}, room);
  return text_copy(text_of(room));
}

/* By the dates alone where it is one case, by the cases alone where the date is one. */
static void find_titles(View *view, const Head *const heads[2]) {
  bool one_case = text_equal(heads[0]->case_file->path, heads[1]->case_file->path);
  bool one_label = text_equal(case_title(heads[0]), case_title(heads[1])),
       one_date = heads[0]->as_at == heads[1]->as_at;
  for (int i = 0; i < 2; i++) {
    if (one_case && !one_date) view->title[i] = date_title(heads[i]);
    else if (one_date && !one_label) view->title[i] = case_title(heads[i]);
    else if (one_date) view->title[i] = heads[i]->case_file->path;
    else view->title[i] = text_format("%s, %s", text_c(case_title(heads[i])), text_c(date_title(heads[i])));
  }
}

static void say_rules_of(View *view, int side, const Head *head) {
  Page *page = page_of(view);
  const Module *module = head->program->module;
  page_echo(page, case_title(head));
  page_say(page, ", as at ");
  page_say(page, text_c(date_title(head)));
  page_say(page, ". Rules: ");
  page_echo(page, module->label.bytes ? module->label : module->name->text);
  page_say(page, head->as_planned ? ". Plans are taken as carried out." : ". Plans do not count as carried out.");
  page_paragraph(page);
  (void)side;
}

static void show_head(View *view, const Head *const heads[2]) {
  Page *page = page_of(view);
  page_echo(page, view->title[0]);
  page_say(page, " beside ");
  page_echo(page, view->title[1]);
  page_title(page);
  for (int i = 0; i < 2; i++) say_rules_of(view, i, heads[i]);
  for (size_t i = 0; i < heads[0]->supposed.count; i++) {
    page_say(page, "Supposed in both: ");
    page_echo(page, heads[0]->supposed.at[i]);
    page_paragraph(page);
  }
  page_style(page, STYLE_FAINT);
  page_say(page, HEAD_NOT_ADVICE);
  page_style(page, STYLE_PLAIN);
  page_paragraph(page);
}

/* ---- things ---- */

static bool is_truth(const Type *type) { return type->word == TYPE_YES_NO && !type->set; }

static void say_times(Page *page, const Value *count) {
  long long least = (long long)(count->low / DECIMAL_ONE);
  bool open = count->flags & VALUE_OPEN_HIGH || count->low != count->high;
  if (open && least) page_sayf(page, "at least %lld on record", least);
  else if (least) page_sayf(page, "%lld on record", least);
  else page_say(page, open ? "none on record" : "none");
}

static void say_thing(View *view, const CompareThing *thing, int side) {
  Report *report = side_report(view, side);
  const Value *value = &thing->value[side];
  if (!thing->subject[side]) page_say(&report->page, "not in these rules");
  else if (thing->kind == SYMBOL_EVENT) say_times(&report->page, value);
  else if (!thing->said[side] && thing->kind == SYMBOL_FACT) page_say(&report->page, "–");
  else if (is_truth(thing->type[side]))
    page_say(&report->page, value_is_yes(value) ? "yes" : value_is_no(value) ? "no" : "not known");
  else say_value(report, thing->type[side], value);
  if (value->flags & VALUE_DISPUTED) page_say(&report->page, " (the sources disagree)");
  move(view, side);
}

static void push_cell(View *view, PageCells *cells) { list_push(cells, page_take(page_of(view))); }

static void push_heads(View *view, const char *what, PageCells *cells) {
  page_say(page_of(view), what);
  push_cell(view, cells);
  for (int i = 0; i < 2; i++) {
    page_echo(page_of(view), view->title[i]);
    push_cell(view, cells);
  }
}

static void list_things(View *view, SymbolKind kind) {
  for (size_t i = 0; i < view->compare->things.count; i++) {
    const CompareThing *thing = &view->compare->things.at[i];
    if (thing->kind != kind) continue;
    page_echo_capital(page_of(view), thing->subject[thing->subject[0] ? 0 : 1]->label);
    page_item(page_of(view), 0);
    for (int side = 0; side < 2; side++) {
      page_echo(page_of(view), view->title[side]);
      page_say(page_of(view), ": ");
      say_thing(view, thing, side);
      page_item(page_of(view), 1);
    }
  }
}

static void show_things(View *view, SymbolKind kind, const char *title, const char *what) {
  PageCells cells = {0};
  push_heads(view, what, &cells);
  for (size_t i = 0; i < view->compare->things.count; i++) {
    const CompareThing *thing = &view->compare->things.at[i];
    if (thing->kind != kind) continue;
    page_echo_capital(page_of(view), thing->subject[thing->subject[0] ? 0 : 1]->label);
    push_cell(view, &cells);
    for (int side = 0; side < 2; side++) {
      say_thing(view, thing, side);
      push_cell(view, &cells);
    }
  }
  if (cells.count <= 3) return;
  page_say(page_of(view), title);
  page_section(page_of(view));
  if (!page_table(page_of(view), &cells, 3)) list_things(view, kind);
}

/* ---- conclusions ---- */

static void say_rule_of(View *view, const ShiftCause *cause, int side) {
  Page *page = page_of(view);
  Text before = page_take(page);
  bool rule = say_shift_rule(side_report(view, 0), cause->decides[side]);
  Text place = page_take(page);
  sink_text(&page->line, before);
  if (!rule) return;
  page_style(page, STYLE_FAINT);
  page_say(page, " [");
  sink_text(&page->line, place);
  page_say(page, "]");
  page_style(page, STYLE_PLAIN);
}

static void show_answer(View *view, const Shift *shift, int side) {
  page_echo(page_of(view), view->title[side]);
  page_say(page_of(view), ": ");
  page_style(page_of(view), STYLE_BOLD);
  if (shift->unit[side]) say_shift_answer(side_report(view, side), &shift->at[side]);
  else page_say(page_of(view), "no such conclusion in these rules");
  if (shift->unit[side]) move(view, side);
  page_style(page_of(view), STYLE_PLAIN);
  say_rule_of(view, &shift->cause, side);
  page_item(page_of(view), 1);
}

static void show_both(View *view, const Shift *shift) {
  say_shift_answer(side_report(view, 0), &shift->at[0]);
  page_say(page_of(view), ", on both sides");
  page_item(page_of(view), 1);
}

static void show_cause(View *view, const Shift *shift) {
  if (!shift->cause.leaf) return;
  page_say(page_of(view), "what differs: ");
  say_shift_cause_beside(side_report(view, 0), &shift->cause, view->title[0]);
  page_item(page_of(view), 1);
}

static void show_conclusion(View *view, const Shift *shift, const Unit *last) {
  int named = shift->unit[1] ? 1 : 0;
  shift_heading(side_report(view, 0), shift->unit[named], last);
  say_shift_name(side_report(view, named), shift->unit[named]);
  move(view, named);
  page_item(page_of(view), 0);
  if (shift->same) {
    show_both(view, shift);
    return;
  }
  for (int side = 0; side < 2; side++) show_answer(view, shift, side);
  show_cause(view, shift);
}

static void say_sum(View *view) {
  const ShiftSum *sum = &view->compare->conclusions;
  size_t differ = 0;
  for (size_t i = 0; i < sum->shifts.count; i++) differ += !sum->shifts.at[i].same;
  if (!differ) page_sayf(page_of(view), "All %zu conclusions are the same.", sum->looked_at);
  else page_sayf(page_of(view), "%zu of %zu conclusions differ.", differ, sum->looked_at);
  page_paragraph(page_of(view));
}

static void show_conclusions(View *view) {
  const Unit *last = NULL;
  page_say(page_of(view), "Conclusions");
  page_section(page_of(view));
  say_sum(view);
  for (size_t i = 0; i < view->compare->conclusions.shifts.count; i++) {
    const Shift *shift = &view->compare->conclusions.shifts.at[i];
    show_conclusion(view, shift, last);
    last = shift->unit[shift->unit[1] ? 1 : 0];
  }
}

static void view_open(View *view, Sink *sink, const Head *const heads[2], const Compare *compare, PageOptions options) {
  *view = (View){.compare = compare};
  for (int i = 0; i < 2; i++) report_open(&view->report[i], sink, heads[i], NULL, options, true);
  find_titles(view, heads);
}

void compareview_text(Sink *sink, const Head *const heads[2], const Compare *compare, PageOptions options) {
  View view;
  view_open(&view, sink, heads, compare, options);
  show_head(&view, heads);
  show_things(&view, SYMBOL_FACT, "Facts", "Fact");
  show_things(&view, SYMBOL_EVENT, "Events, up to the date", "Event");
  show_things(&view, SYMBOL_PARAMETER, "Thresholds", "Threshold");
  show_conclusions(&view);
}

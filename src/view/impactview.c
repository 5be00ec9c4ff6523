#include "view/impactview.h"
#include "model/print.h"

/* More cases than this are counted, not named. */
#define MOST_NAMED 6

Text impactview_case(const ImpactHeads *heads, size_t place) {
  const CaseFile *file = heads->at[place].case_file;
  return file->label.bytes ? file->label : file->name;
}

typedef struct View {
  Report old, new;          /* one page: phrases in the old rules' terms are moved to the new's */
  const ImpactHeads *heads;
  const Impact *impact;
} View;

static Page *page_of(View *view) { return &view->new.page; }

static void move(View *view) {
  Text composed = page_take(&view->old.page);
  sink_text(&page_of(view)->line, composed);
}

/* Each case may be judged by modules of its own, which number parties and members for themselves. */
static void turn_to(View *view, size_t place) {
  view->old.program = view->impact->cases.at[place].sides[0].world->program;
  view->new.program = view->impact->cases.at[place].sides[1].world->program;
}

/* ---- the cause of a group ---- */

static void say_place_of(View *view, const ArgumentStep *decides) {
  if (!decides) page_say(page_of(view), "more than one rule may apply");
  else say_shift_rule(&view->new, decides);
}

static void say_rule_cause(View *view, const ImpactCause *cause) {
  page_say(page_of(view), "The rules for \"");
  say_shift_name(&view->new, cause->unit[1]);
  page_say(page_of(view), "\" are others");
  page_heading(page_of(view));
  page_say(page_of(view), "decided before: ");
  say_place_of(view, cause->decides[0]);
  page_item(page_of(view), 0);
  page_say(page_of(view), "decides now: ");
  say_place_of(view, cause->decides[1]);
  page_item(page_of(view), 0);
}

static void say_subject_cause(View *view, const ImpactCause *cause) {
  page_say(page_of(view), cause->kind == IMPACT_THRESHOLD ? "A threshold has another value: "
                                                          : "The modules' records say otherwise: ");
  page_echo(page_of(view), cause->subject[1]->label);
  page_say(page_of(view), ": ");
  say_value(&view->old, cause->type[0], &cause->value[0]);
  move(view);
  page_say(page_of(view), " → ");
  say_value(&view->new, cause->type[1], &cause->value[1]);
  page_heading(page_of(view));
}

static void show_cause(View *view, const ImpactCause *cause) {
  switch (cause->kind) {
    case IMPACT_RULE: say_rule_cause(view, cause); return;
    case IMPACT_THRESHOLD:
    case IMPACT_RECORD: say_subject_cause(view, cause); return;
    case IMPACT_ADDED: page_say(page_of(view), "Conclusions that the old rules have not"); break;
    case IMPACT_REMOVED: page_say(page_of(view), "Conclusions that the new rules have no more"); break;
    case IMPACT_OTHER: page_say(page_of(view), "For no single reason"); break;
  }
  page_heading(page_of(view));
}

/* ---- what follows: the same change in several cases is said once ---- */

static void say_name(View *view, const Shift *shift) {
  bool new = shift->unit[1];
  say_shift_name(new ? &view->new : &view->old, shift->unit[new]);
  if (!new) move(view);
}

static Text change_text(View *view, const Shift *shift) {
  say_name(view, shift);
  page_say(page_of(view), ": ");
  if (shift->unit[0]) say_shift_answer(&view->old, &shift->at[0]);
  if (shift->unit[0]) move(view);
  if (shift->unit[0]) page_say(page_of(view), " → ");
  page_style(page_of(view), STYLE_BOLD);
  if (shift->unit[1]) say_shift_answer(&view->new, &shift->at[1]);
  else page_say(page_of(view), "gone");
  page_style(page_of(view), STYLE_PLAIN);
  return page_take(page_of(view));
}

typedef struct Row {
  Text change;
  LIST(size_t) places;
} Row;
typedef LIST(Row) Rows;

static Rows rows_of(View *view, const ImpactGroup *group) {
  Rows rows = {0};
  HashMap map = {0};
  for (size_t i = 0; i < group->shifts.count; i++) {
    turn_to(view, group->shifts.at[i].place);
    Text change = change_text(view, &group->shifts.at[i].shift);
    void **place = hash_put(&map, change);
    if (!*place) {
      Row row = {.change = change};
      list_push(&rows, row);
      *place = (void *)(uintptr_t)rows.count;
    }
    list_push(&rows.at[(uintptr_t)*place - 1].places, group->shifts.at[i].place);
  }
  return rows;
}

static void say_cases(View *view, const Row *row) {
  size_t count = row->places.count, named = count > MOST_NAMED + 1 ? MOST_NAMED : count;
  for (size_t i = 0; i < named; i++) {
    if (i) page_say(page_of(view), i + 1 == count ? " and " : ", ");
    page_echo(page_of(view), impactview_case(view->heads, row->places.at[i]));
  }
  if (named < count) page_sayf(page_of(view), " and %zu more", count - named);
}

static void show_group(View *view, const ImpactGroup *group) {
  Rows rows = rows_of(view, group);
  turn_to(view, group->shifts.at[0].place);
  show_cause(view, &group->cause);
  for (size_t i = 0; i < rows.count; i++) {
    sink_text(&page_of(view)->line, rows.at[i].change);
    page_item(page_of(view), 0);
    say_cases(view, &rows.at[i]);
    page_item(page_of(view), 1);
  }
}

/* ---- the whole ---- */

static size_t cases_changed(const Impact *impact) {
  size_t count = 0;
  for (size_t i = 0; i < impact->cases.count; i++) count += impact->cases.at[i].changes > 0;
  return count;
}

static void say_sum(View *view) {
  const Impact *impact = view->impact;
  Page *page = page_of(view);
  size_t cases = cases_changed(impact), all = impact->cases.count;
  if (!impact->changed)
    page_sayf(page, "Nothing changes: all %zu conclusions in %zu %s are the same.", impact->looked_at, all,
              all == 1 ? "case" : "cases");
  else
    page_sayf(page, "%zu of %zu conclusions change, in %zu of %zu %s, for %zu %s.", impact->changed, impact->looked_at,
              cases, all, all == 1 ? "case" : "cases", impact->groups.count,
              impact->groups.count == 1 ? "reason" : "reasons");
  page_paragraph(page);
}

static void show_quiet(View *view) {
  if (!view->impact->quiet.count) return;
  page_say(page_of(view), "Rules that were changed, and make no difference in these cases");
  page_section(page_of(view));
  for (size_t i = 0; i < view->impact->quiet.count; i++) {
    say_shift_name(&view->new, view->impact->quiet.at[i]);
    page_item(page_of(view), 0);
  }
}

static void show_head(View *view) {
  Page *page = page_of(view);
  page_say(page, "From ");
  page_echo(page, view->heads->old);
  page_say(page, " to ");
  page_echo(page, view->heads->new);
  page_title(page);
  page_say(page, "Each case at its own date, unless one was given.");
  page_paragraph(page);
  page_style(page, STYLE_FAINT);
  page_say(page, HEAD_NOT_ADVICE);
  page_style(page, STYLE_PLAIN);
  page_paragraph(page);
  page_blank(page);
}

void impactview_text(Sink *sink, const ImpactHeads *heads, const Impact *impact, PageOptions options) {
  View view = {.heads = heads, .impact = impact};
  report_open(&view.old, sink, &heads->at[0], NULL, options, true);
  report_open(&view.new, sink, &heads->at[0], NULL, options, true);
  view.old.parties = view.new.parties = NULL;   /* labels of one case are not those of another */
  show_head(&view);
  say_sum(&view);
  if (impact->groups.count) {
    page_say(page_of(&view), "What changes, and why");
    page_section(page_of(&view));
  }
  for (size_t g = 0; g < impact->groups.count; g++) show_group(&view, &impact->groups.at[g]);
  show_quiet(&view);
}

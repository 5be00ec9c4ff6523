#include "model/print.h"
#include "view/howview.h"

#define LISTED 8              /* names in one sentence */

/* ---- one change ---- */

static void say_now(Report *report, const HowChange *change) {
  const Value *now = &change->now;
  const Type *type = change->lever.fact->type;
  if (now->flags & VALUE_DISPUTED) {
    page_say(&report->page, "now disputed");
    return;
  }
  page_say(&report->page, "now ");
  if (change->lever.member < 0) say_value(report, type, now);
  else if (!lever_certain(&change->lever, now)) page_say(&report->page, "unknown");
  else page_say(&report->page, now->must >> change->lever.member & 1 ? "among them" : "not");
}

static void say_who(Report *report, const Fact *fact) {
  page_style(&report->page, STYLE_FAINT);
  if (fact->decided_by >= 0) page_say(&report->page, " – decided by ");
  if (fact->decided_by >= 0) say_parties(report, UINT64_C(1) << fact->decided_by);
  if (fact->judged_by >= 0)
    page_say(&report->page, fact->decided_by >= 0 ? ", judged by " : " – a matter of judgement: judged by ");
  if (fact->judged_by >= 0) say_parties(report, UINT64_C(1) << fact->judged_by);
  if (fact->decided_by < 0 && fact->judged_by < 0) page_say(&report->page, " – the rules do not say who decides");
  page_style(&report->page, STYLE_PLAIN);
}

static void say_change(Report *report, const HowChange *change) {
  page_echo_capital(&report->page, change->lever.fact->subject.label);
  page_say(&report->page, ": ");
  page_style(&report->page, STYLE_BOLD);
  howview_region(report, &change->lever, &change->region);
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, " (");
  say_now(report, change);
  page_say(&report->page, ")");
  say_who(report, change->lever.fact);
}

/* ---- sets of changes ---- */

static const char *count_word(size_t count) {
  static const char *const words[] = {"No",  "One",   "Two",   "Three", "Four", "Five",
                                      "Six", "Seven", "Eight", "Nine",  "Ten"};
  return count <= 10 ? words[count] : NULL;
}

static void say_size(Report *report, size_t size, size_t ways) {
  if (size == 1) page_say(&report->page, ways == 1 ? "One change is enough" : "One change is enough: any of these");
  else if (count_word(size)) page_sayf(&report->page, "%s changes together", count_word(size));
  else page_sayf(&report->page, "%zu changes together", size);
  page_heading(&report->page);
}

static void say_on(Report *report, const HowResult *result, const HowWay *way) {
  if (way->on == result->day) return;
  page_say(&report->page, "; it then comes about on ");
  say_date(report, way->on);
}

static void show_way(Report *report, const HowResult *result, const HowWay *way, size_t number) {
  if (way->changes.count == 1) {
    say_change(report, &way->changes.at[0]);
    say_on(report, result, way);
    page_item(&report->page, 0);
    return;
  }
  page_sayf(&report->page, "Way %zu, %s", number, way->changes.count == 2 ? "both of these" : "all of these");
  say_on(report, result, way);
  page_say(&report->page, ":");
  page_item(&report->page, 0);
  for (size_t i = 0; i < way->changes.count; i++) {
    say_change(report, &way->changes.at[i]);
    page_item(&report->page, 1);
  }
}

static size_t ways_of_size(const HowResult *result, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < result->ways.count; i++) count += result->ways.at[i].changes.count == size;
  return count;
}

static void show_ways(Report *report, const HowResult *result) {
  size_t size = 0;
  page_say(&report->page, "What would bring it about");
  page_section(&report->page);
  for (size_t i = 0; i < result->ways.count; i++) {
    const HowWay *way = &result->ways.at[i];
    if (way->changes.count != size) say_size(report, way->changes.count, ways_of_size(result, way->changes.count));
    size = way->changes.count;
    show_way(report, result, way, i + 1);
  }
}

/* ---- names ---- */

static void say_labels(Report *report, const Subject *const *subjects, size_t count) {
  for (size_t i = 0; i < count && i < LISTED; i++) {
    if (i) page_say(&report->page, "; ");
    page_echo(&report->page, subjects[i]->label);
  }
  if (count > LISTED) page_sayf(&report->page, "; and %zu others", count - LISTED);
}

typedef LIST(const Subject *) Subjects;

static Subjects subjects_of_facts(const Fact *const *facts, size_t count) {
  Subjects subjects = {0};
  for (size_t i = 0; i < count; i++) list_push(&subjects, &facts[i]->subject);
  return subjects;
}

static Subjects subjects_of_events(const Event *const *events, size_t count) {
  Subjects subjects = {0};
  for (size_t i = 0; i < count; i++) list_push(&subjects, &events[i]->subject);
  return subjects;
}

/* ---- where it stands ---- */

static void show_wanted(Report *report, const HowAnswer *answer) {
  page_say(&report->page, "Wanted: ");
  page_style(&report->page, STYLE_BOLD);
  say_node(report, answer->result->target);
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, " (`");
  page_echo(&report->page, answer->asked);
  page_say(&report->page, "`).");
  page_blank(&report->page);
  page_paragraph(&report->page);
}

static void show_standing(Report *report, const HowResult *result) {
  page_say(&report->page, "On ");
  say_date(report, result->day);
  page_say(&report->page, value_is_no(&result->now) ? " this is not so." : " it is not certain whether this is so.");
  page_paragraph(&report->page);
}

static void show_already(Report *report, const HowResult *result) {
  page_say(&report->page, "On ");
  say_date(report, result->day);
  page_say(&report->page, " this is so already: nothing need change. ");
  if (result->until > DAY_LAST) page_say(&report->page, "On what is known it stays so.");
  else {
    page_say(&report->page, "If nothing changes it is certain until ");
    say_date(report, result->until - 1);
    page_say(&report->page, ", and no longer from the next day on.");
  }
  page_paragraph(&report->page);
}

static void show_time(Report *report, const HowResult *result) {
  if (!result->time_alone) return;
  page_say(&report->page, "By time alone");
  page_section(&report->page);
  page_say(&report->page, "It comes about on ");
  page_style(&report->page, STYLE_BOLD);
  say_date(report, result->time_on);
  page_style(&report->page, STYLE_PLAIN);
  page_say(&report->page, " if nothing changes.");
  page_paragraph(&report->page);
}

/* ---- why nothing can ---- */

static void say_not_in_force(Report *report, const HowResult *result) {
  const Unit *unit = result->not_in_force;
  page_say(&report->page, " The rule is not in force on this date");
  if (unit->from > result->day && unit->from < DAY_AFTER_TIME) {
    page_say(&report->page, "; it is from ");
    say_date(report, unit->from);
  }
  if (unit->until <= result->day) {
    page_say(&report->page, "; it was until ");
    say_date(report, unit->until - 1);
  }
  page_say(&report->page, ".");
}

static void say_rules(Report *report, const HowResult *result) {
  page_say(&report->page,
           "Whatever changes from this date on: the rules, and what is on record until then, rule it out.");
  if (result->not_in_force) say_not_in_force(report, result);
}

static void say_fixed(Report *report, const HowResult *result) {
  Subjects subjects = subjects_of_facts(result->fixed.at, result->fixed.count);
  page_sayf(&report->page,
            "It hangs on what nobody can change%s: ", result->supposed.count ? ", or what you suppose" : "");
  say_labels(report, subjects.at, subjects.count);
  page_say(&report->page, ". Nothing that can be changed makes up for it.");
}

static void say_tried(Report *report, const HowResult *result) {
  Subjects subjects = subjects_of_facts(result->fixed.at, result->fixed.count);
  if (!result->exact) page_say(&report->page, "None of the sets of changes that were tried brings it about.");
  else if (result->levers.count)
    page_say(&report->page, "None of the changes that could be made from this date on brings it about.");
  else page_say(&report->page, "It reads no fact that can be changed.");
  if (!subjects.count) return;
  page_say(&report->page, " It also hangs on what nobody can change: ");
  say_labels(report, subjects.at, subjects.count);
  page_say(&report->page, ".");
}

static void show_obstacle(Report *report, const HowResult *result) {
  page_say(&report->page, result->time_alone ? "No change brings it about sooner"
                          : result->exact ? "Nothing can bring it about" : "Nothing was found that brings it about");
  page_section(&report->page);
  switch (result->obstacle) {
    case HOW_NO_OBSTACLE: return;
    case HOW_RULES: say_rules(report, result); break;
    case HOW_FIXED: say_fixed(report, result); break;
    case HOW_TRIED: say_tried(report, result); break;
  }
  if (result->waited && result->levers.count)
    page_sayf(&report->page, " Nor does a change bring it about later, in up to %d years.", HOW_PATIENCE_YEARS);
  page_paragraph(&report->page);
}

/* ---- how far that can be relied on ---- */

static void say_ended(Report *report, const HowResult *result) {
  page_sayf(
    &report->page,
    "The search ended after %llu trials: all sets of up to %zu changes were tried. There may be larger ones that do.",
    (unsigned long long)result->trials, result->complete_to);
}

static void say_limit(Report *report, const HowResult *result) {
  page_sayf(&report->page, "%zu things matter that can be changed. ", result->levers.count);
  if (result->levers.count > HOW_EXACT_LEVERS)
    page_sayf(&report->page,
              "For up to %d every set of changes is tried; here only those of up to %zu were. There may be larger sets "
              "that do.",
              HOW_EXACT_LEVERS, result->complete_to);
  else say_ended(report, result);
}

static void say_exact(Report *report, const HowResult *result) {
  size_t count = result->levers.count;
  if (result->more)
    page_sayf(&report->page, "These are the first %d; there are others, none of them smaller.", HOW_MOST_WAYS);
  else if (count == 1) page_say(&report->page, "There is one thing that matters and can be changed, and it was tried.");
  else
    page_sayf(&report->page, "There are %zu things that matter and can be changed; every set of them was tried.",
              count);
}

static void say_untouched(Report *report, const HowResult *result, const char *before) {
  Subjects events = subjects_of_events(result->events.at, result->events.count);
  Subjects supposed = subjects_of_facts(result->supposed.at, result->supposed.count);
  if (events.count) page_sayf(&report->page, "%sThe record of events is left as it is: ", before);
  say_labels(report, events.at, events.count);
  if (events.count) page_say(&report->page, ".");
  if (supposed.count) page_sayf(&report->page, "%sWhat you suppose is left so: ", events.count ? " " : before);
  say_labels(report, supposed.at, supposed.count);
  if (supposed.count) page_say(&report->page, ".");
}

static void show_reach(Report *report, const HowResult *result) {
  bool proven = result->obstacle == HOW_RULES || result->obstacle == HOW_FIXED,
       searched = result->levers.count && !proven;
  if (!searched && !result->events.count && !result->supposed.count) return;
  page_blank(&report->page);
  page_style(&report->page, STYLE_FAINT);
  if (!result->exact) say_limit(report, result);
  else if (searched) say_exact(report, result);
  say_untouched(report, result, searched ? " " : "");
  page_style(&report->page, STYLE_PLAIN);
  page_paragraph(&report->page);
}

static void show_trying(Report *report, const HowResult *result) {
  const HowWay *way = &result->ways.at[0];
  page_say(&report->page, "Each was run with the changes from ");
  say_date(report, result->day);
  page_say(&report->page, " on, and holds. To see all that the first one changes, run the case with");
  for (size_t i = 0; i < way->changes.count; i++) {
    page_say(&report->page, " --set '");
    page_echo(&report->page, way->changes.at[i].statement);
    page_say(&report->page, "'");
  }
  page_say(&report->page, ".");
  page_blank(&report->page);
  page_paragraph(&report->page);
}

/* ---- all of it ---- */

void howview_answer(Report *report, const HowAnswer *answer) {
  const HowResult *result = answer->result;
  show_wanted(report, answer);
  if (value_is_yes(&result->now)) {
    show_already(report, result);
    return;
  }
  show_standing(report, result);
  if (result->ways.count) {
    show_ways(report, result);
    show_trying(report, result);
  } else show_obstacle(report, result);
  show_time(report, result);
  show_reach(report, result);
}

void howview_text(Sink *sink, const Head *head, const World *world, const HowAnswer *answer, PageOptions options) {
  Report report;
  Conclusions none = {.world = (World *)(uintptr_t)world, .as_at = head->as_at};
  report_open(&report, sink, head, &none, options, false);
  runtext_head(&report);
  howview_answer(&report, answer);
}

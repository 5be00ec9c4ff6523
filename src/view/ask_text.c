#include "view/askview.h"

#define LISTED 8              /* open conclusions in answer to `why` */
#define LABELS 20             /* facts that were not asked about */

/* ---- the question ---- */

static const Subject *subject_of(const Report *report, Dependence what) {
  return report_subject(report, what);
}

static void say_event_question(Report *report, const AskQuestion *question) {
  const Subject *subject = subject_of(report, question->what);
  page_echo_capital(&report->page, subject->label);
  page_say(&report->page, ": on which dates?");
}

static void say_fact_question(Report *report, const Fact *fact) {
  if (fact->ask.bytes) page_echo(&report->page, fact->ask);
  else if (fact->type == report->program->yes_no) {
    page_say(&report->page, "Is it so that ");
    page_echo(&report->page, fact->subject.label);
    page_say(&report->page, "?");
  } else {
    page_echo_capital(&report->page, fact->subject.label);
    page_say(&report->page, fact->type->set ? ": which?" : ": what is it?");
  }
}

static void say_since_question(Report *report, const Interview *interview) {
  bool event = interview->question.what.kind == SYMBOL_EVENT, none = text_ends(interview->line, TEXT(" none"));
  if (none) page_say(&report->page, "Since when has there been none?");
  else if (event) page_say(&report->page, "From which date on is that list complete?");
  else page_say(&report->page, "Since when has that been so?");
}

static void say_question(Report *report, const Interview *interview) {
  const AskQuestion *question = &interview->question;
  page_style(&report->page, STYLE_BOLD);
  if (question->stage == ASK_SINCE) say_since_question(report, interview);
  else if (question->what.kind == SYMBOL_EVENT) say_event_question(report, question);
  else say_fact_question(report, report->program->facts.at[question->what.index]);
  page_style(&report->page, STYLE_PLAIN);
}

/* ---- what an answer looks like ---- */

static void say_members(Report *report, const Members *members) {
  for (uint32_t i = 0; i < members->count; i++) {
    if (i) page_say(&report->page, ", ");
    page_echo(&report->page, members->at[i]->text);
  }
}

static const char *example_of(const Type *type) {
  switch (type->word) {
    case TYPE_COUNT: return "A whole number: `8`, `at least 8`, `between 7 and 10`.";
    case TYPE_NUMBER: return "A number: `3.5`, `at least 3`, `between 3 and 4`.";
    case TYPE_PERCENT: return "A percentage: `20%`, `at least 20%`, `between 10% and 20%`.";
    case TYPE_MONEY: return "An amount: `£4.7m`, `£850k`, `at most £312.50`.";
    case TYPE_DATE: return "A date: `2021-06-01`, `2021-06`, `2021`, `at least 2021-06-01`.";
    case TYPE_DURATION: return "A time: `18 months`, `10 working days`, `at least 2 years`.";
    case TYPE_TEXT: return "A text in quotes: `\"A name\"`.";
    case TYPE_YES_NO: return "`yes` or `no`.";
    case TYPE_PARTY:
    case TYPE_NAMED: return NULL;
  }
  return NULL;
}

static void say_fact_form(Report *report, const Type *type) {
  const char *example = type->set ? NULL : example_of(type);
  if (example) {
    page_say(&report->page, example);
    return;
  }
  page_say(&report->page, type->set ? "Any of: " : "One of: ");
  say_members(report, type->members);
  page_say(&report->page, type->set ? ". All that belong, with commas; `none`; or only `includes A`, `excludes B`."
                                    : ". Also `one of (A, B)`.");
}

static void say_form(Report *report, const AskQuestion *question) {
  page_style(&report->page, STYLE_FAINT);
  if (question->stage == ASK_SINCE) page_say(&report->page, "A date: `2020-10-01`, `2020-10`, `2020`; or `always`.");
  else if (question->what.kind == SYMBOL_EVENT)
    page_say(&report->page, "Dates with commas: `2019-04, 2021-01-15`; or `none`.");
  else say_fact_form(report, report->program->facts.at[question->what.index]->type);
  page_style(&report->page, STYLE_PLAIN);
}

/* ---- why it is asked ---- */

static void say_weight(Report *report, const AskQuestion *question) {
  page_style(&report->page, STYLE_FAINT);
  if (question->open == 1) page_say(&report->page, "The one conclusion that is open hangs on it.");
  else page_sayf(&report->page, "%zu of %zu open conclusions %s on it", question->hangs.count, question->open,
                 question->hangs.count == 1 ? "hangs" : "hang");
  if (question->open > 1 && question->settles)
    page_sayf(&report->page, "; an answer may settle %zu.", question->settles);
  else if (question->open > 1) page_say(&report->page, ".");
  page_style(&report->page, STYLE_PLAIN);
}

void askview_question(Report *report, const Interview *interview, size_t number) {
  bool first = interview->question.stage == ASK_VALUE;
  page_blank(&report->page);
  if (first) page_sayf(&report->page, "%zu. ", number);
  say_question(report, interview);
  page_paragraph(&report->page);
  say_form(report, &interview->question);
  if (first) {
    page_say(&report->page, " ");
    say_weight(report, &interview->question);
  }
  page_paragraph(&report->page);
}

void askview_why(Report *report, const Interview *interview) {
  const AskQuestion *question = &interview->question;
  page_say(&report->page, "These conclusions are open and depend on it:");
  page_paragraph(&report->page);
  for (size_t i = 0; i < question->hangs.count && i < LISTED; i++) {
    say_unit(report, question->hangs.at[i]);
    page_item(&report->page, 0);
  }
  if (question->hangs.count <= LISTED) return;
  page_sayf(&report->page, "and %zu more", question->hangs.count - LISTED);
  page_item(&report->page, 0);
}

void askview_help(Report *report) {
  page_say(
    &report->page,
    "`unknown` leaves a question open, `back` returns to the one before, `why` tells what hangs on it, `stop` ends the "
    "interview. An answer holds from the date of the case on; say from when if you know: `yes from 2019-04`.");
  page_paragraph(&report->page);
}

void askview_opening(Report *report) {
  const Module *module = report->program->module;
  page_say(&report->page, "An interview: ");
  page_echo(&report->page, module->label.bytes ? module->label : module->name->text);
  page_title(&report->page);
  askview_help(report);
}

/* ---- the end ---- */

static void say_labels(Report *report, const Dependence *what, size_t count) {
  for (size_t i = 0; i < count && i < LABELS; i++) {
    if (i) page_say(&report->page, "; ");
    page_echo(&report->page, subject_of(report, what[i])->label);
  }
  if (count > LABELS) page_sayf(&report->page, "; and %zu more", count - LABELS);
  page_say(&report->page, ".");
  page_paragraph(&report->page);
}

static void show_open(Report *report, const AskLeft *left) {
  if (!left->conclusions) page_say(&report->page, "Every conclusion is certain.");
  else if (left->conclusions == 1) page_say(&report->page, "One conclusion is still open.");
  else page_sayf(&report->page, "%zu conclusions are still open.", left->conclusions);
  page_paragraph(&report->page);
}

void askview_end(Report *report, const AskLeft *left) {
  page_say(&report->page, "The end of the interview");
  page_section(&report->page);
  show_open(report, left);
  if (left->settled.count) {
    page_sayf(&report->page, "Never asked, because on these answers it cannot matter (%zu): ", left->settled.count);
    say_labels(report, left->settled.at, left->settled.count);
  } else {
    page_say(&report->page, "Nothing was left out because it cannot matter.");
    page_paragraph(&report->page);
  }
  if (!left->open.count) return;
  page_sayf(&report->page, "Not asked, though it still could matter (%zu): ", left->open.count);
  say_labels(report, left->open.at, left->open.count);
}

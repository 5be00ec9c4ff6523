/* Commands that ask what verbs of the command line ask: the same studies, shown by the same views. */
#include "cli/repl.h"
#include "view/howview.h"
#include "view/timelineview.h"
#include "view/whyview.h"

/* Levels that an argument is unfolded. */
#define DEPTH 5

static void open_report(Repl *repl, Report *report, Head *head, Conclusions *none) {
  const Stand *stand = state_stand(repl->now);
  *head = repl_head(repl);
  *none = (Conclusions){.world = stand->world, .as_at = stand->as_at};
  report_open(report, &repl->out, head, none, repl->page, true);
}

static Text take_word(Text *rest) {
  uint32_t to = 0;
  while (to < rest->bytes && rest->at[to] != ' ') to++;
  Text word = text_slice(*rest, 0, to);
  *rest = text_trim(text_slice(*rest, to, rest->bytes));
  return word;
}

/* ---- what is asked about ---- */

typedef LIST(const Unit *) Units;

static void units_named(Program *program, Text name, Units *units) {
  Unit *unit = program_unit(program, name);
  if (unit) list_push(units, unit);
  for (size_t i = 0; !unit && i < program->duties.count; i++) {
    const Duty *duty = program->duties.at[i];
    for (uint32_t r = 0; answer_names(name, &duty->subject) && r < duty->role_count; r++)
      list_push(units, duty->roles[r].unit);
  }
  for (size_t i = 0; !unit && i < program->units.count; i++) {
    const Unit *member = program->units.at[i];
    if (member->kind != UNIT_ROLE && answer_names(name, &member->subject)) list_push(units, member);
  }
}

static Exit unknown(Repl *repl, Text name) {
  const Program *program = repl->now->program;
  DiagNearest nearest = {.wanted = name};
  for (size_t i = 0; i < program->units.count; i++) diag_nearest_offer(&nearest, program->units.at[i]->subject.name);
  for (size_t i = 0; i < program->facts.count; i++) diag_nearest_offer(&nearest, program->facts.at[i]->subject.name);
  return repl_refuse(repl, EXIT_USAGE, "there is no conclusion or fact `%s`%s", text_c(name),
                     nearest.count ? text_c(text_format("; did you mean `%s`?", text_c(nearest.best[0]))) : "");
}

/* ---- why ---- */

static void add_answer(WhyAnswers *answers, const Conclusion *conclusion, ArgumentStep *root, Text step) {
  WhyAnswer answer = {conclusion, root, argument_find(answers->arguments, root, step), step};
  if (answer.shown) list_push(&answers->at, answer);
}

static void why_unit(const Stand *stand, WhyAnswers *answers, const Unit *unit, Text step) {
  Conclusion *conclusion = MEM_NEW(Conclusion);
  *conclusion = conclude_unit(stand->world, unit, stand->as_at);
  add_answer(answers, conclusion, argument_unit(answers->arguments, unit, stand->as_at), step);
}

static bool why_all(const Repl *repl, WhyAnswers *answers, Text step) {
  Program *program = repl->now->program;
  const Stand *stand = state_stand(repl->now);
  Units units = {0};
  bool found = false;
  units_named(program, answers->asked, &units);
  for (size_t i = 0; i < units.count; i++) why_unit(stand, answers, units.at[i], step);
  for (uint32_t i = 0; i < program->facts.count; i++) {
    if (!answer_names(answers->asked, &program->facts.at[i]->subject)) continue;
    add_answer(answers, NULL, argument_fact(answers->arguments, i, stand->as_at), step);
    found = true;
  }
  return found || units.count;
}

/* `why is few_vacancies breached?`: how it stands is the answer's to say. */
static bool says_how_it_stands(Text word) {
  static const char *const WORDS[] = {"is",     "not",   "held",    "met",      "breached", "applicable", "pending",
                                      "raised", "known", "unknown", "disputed", "yes",      "no",         NULL};
  for (size_t i = 0; WORDS[i]; i++)
    if (text_equal(word, text_of(WORDS[i]))) return true;
  return false;
}

static void skip_standing(Text *rest) {
  for (Text after = *rest; after.bytes && says_how_it_stands(take_word(&after));) *rest = after;
}

Exit repl_why(Repl *repl, Text arguments) {
  skip_standing(&arguments);
  Text name = take_word(&arguments);
  skip_standing(&arguments);
  WhyAnswers answers = {.asked = name, .depth = DEPTH, .arguments = arguments_open(state_stand(repl->now)->world)};
  Head head;
  Conclusions none;
  Report report;
  if (!name.bytes)
    return repl_refuse(repl, EXIT_USAGE, "why what? A conclusion or a fact is due: `why social_care.delivers`");
  if (!why_all(repl, &answers, arguments)) return unknown(repl, name);
  if (!answers.at.count) return repl_refuse(repl, EXIT_USAGE, "the argument has no step %s", text_c(arguments));
  open_report(repl, &report, &head, &none);
  whyview_answers(&report, &answers);
  return EXIT_DONE;
}

/* ---- how ---- */

Exit repl_how(Repl *repl, Text arguments) {
  const State *state = repl->now;
  const Stand *stand = state_stand(state);
  Head head;
  Conclusions none;
  Report report;
  if (!arguments.bytes)
    return repl_refuse(repl, EXIT_USAGE, "how what? A condition is due: `how approve_termination is held`");
  Node *target = answer_node(repl, state, arguments, state->program->yes_no);
  if (!target || repl->diags.errors) return EXIT_RULES;
  HowResult result = how_study(stand->world, target, stand->as_at);
  HowAnswer answer = {arguments, &result};
  if (eval_stop) return EXIT_DONE;
  open_report(repl, &report, &head, &none);
  howview_answer(&report, &answer);
  return EXIT_DONE;
}

/* ---- timeline ---- */

typedef struct Range {
  PeriodUnits units;
  Day from, to;
  bool from_given;
} Range;

static bool read_day(Repl *repl, Text word, Day *day) {
  PartialDate date;
  if (calendar_parse(word, &date) != DATE_OK)
    return repl_refuse(repl, EXIT_USAGE, "`%s` is not a date; one is written 2021-06-01", text_c(word)), false;
  *day = date.first;
  return true;
}

static bool read_range_word(Repl *repl, Range *range, Text word, Text *rest) {
  Units units = {0};
  if (text_equal(word, TEXT("from"))) return range->from_given = true, read_day(repl, take_word(rest), &range->from);
  if (text_equal(word, TEXT("to"))) return read_day(repl, take_word(rest), &range->to);
  units_named(repl->now->program, word, &units);
  for (size_t i = 0; i < units.count; i++) list_push(&range->units, units.at[i]);
  return units.count || (unknown(repl, word), false);
}

Exit repl_timeline(Repl *repl, Text arguments) {
  const Stand *stand = state_stand(repl->now);
  Range range = {.to = stand->as_at};
  Head head;
  Conclusions none;
  Report report;
  while (arguments.bytes) {
    Text word = take_word(&arguments);
    if (!read_range_word(repl, &range, word, &arguments)) return EXIT_USAGE;
  }
  bool all = range.units.count > 0;
  if (!all) range.units = periods_all_units(repl->now->program);
  if (!range.from_given) range.from = periods_first_day(stand->world, range.to);
  if (range.from > range.to) return repl_refuse(repl, EXIT_USAGE, "the period is empty: it ends before it begins");
  Periods periods = periods_make(stand->world, &range.units, range.from, range.to);
  if (eval_stop) return EXIT_DONE;
  open_report(repl, &report, &head, &none);
  timelineview_chart(&report, &periods, all);
  return EXIT_DONE;
}

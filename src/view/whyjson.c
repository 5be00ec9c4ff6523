/* `remit why --json`: the steps as objects, with what they say both in words and as values. */
#include "model/print.h"
#include "view/whyview.h"
#include "model/cell.h"

static const char *const KINDS[] = {
  [ARGUMENT_CONCLUSION] = "conclusion",
  [ARGUMENT_COMMENCEMENT] = "commencement",
  [ARGUMENT_APPLIES] = "applies",
  [ARGUMENT_BRANCH] = "rule",
  [ARGUMENT_RUN_OUT] = "no rule",
  [ARGUMENT_DEADLINE] = "deadline",
  [ARGUMENT_START] = "start",
  [ARGUMENT_FACT] = "fact",
  [ARGUMENT_PARAMETER] = "parameter",
  [ARGUMENT_EVENTS] = "events",
  [ARGUMENT_DAYS] = "days",
  [ARGUMENT_EXPRESSION] = "condition",
};
static const char *const PARTS[] = {
  [PART_DECIDES] = "decides", [PART_OPEN] = "open", [PART_SETTLED] = "settled", [PART_PASSED] = "passed over",
  [PART_DISPLACED] = "displaced", [PART_ALSO] = "also", [PART_BESIDE] = "beside",
};
static const char *const CONVENTIONS[] = {
  [CONVENTION_NONE] = NULL,
  [CONVENTION_MONTH_END] = "last day of the month",
  [CONVENTION_WORKING_DAYS] = "working days",
  [CONVENTION_WHOLE_MONTHS] = "whole months",
};

/* ---- sources ---- */

static void put_place(JsonOut *json, Source *file, Span span) {
  if (!file) return;
  jsonout_put(json, "file", file->path);
  jsonout_put_number(json, "line", source_place(file, span.from).line);
}

/* ---- statements ---- */

static Text date_text(PartialDate date) {
  char room[DATE_ROOM], last[DATE_ROOM];
  if (calendar_print_partial(date, room)) return text_copy(text_of(room));
  calendar_print(date.first, room);
  calendar_print(date.last, last);
  return text_format("between %s and %s", room, last);
}

static void put_dates(JsonOut *json, const Assertion *assertion) {
  jsonout_key(json, "on");
  jsonout_open(json, '[');
  for (uint32_t i = 0; i < assertion->on_count; i++) jsonout_string(json, date_text(assertion->on[i]));
  jsonout_close(json, ']');
}

static void put_stated(JsonOut *json, const Assertion *assertion, const Program *program) {
  switch (assertion->kind) {
  case ASSERT_VALUE:
    jsonout_put(json, "value", print_stated_text(program->facts.at[assertion->subject]->type, &assertion->value));
    return;
  case ASSERT_PARAMETER:
    jsonout_put(json, "value", print_stated_text(program->parameters.at[assertion->subject]->type, &assertion->value));
    return;
  case ASSERT_OCCURRENCES: put_dates(json, assertion); return;
  case ASSERT_COMPLETE: jsonout_put_bool(json, assertion->none ? "none" : "complete", true); return;
  }
}

static void put_said(JsonOut *json, const Assertion *assertion, const Program *program, bool ending) {
  put_stated(json, assertion, program);
  if (assertion->opens) jsonout_put(json, "from", date_text(assertion->from));
  if (assertion->closes) jsonout_put(json, "until", date_text(assertion->until));
  if (assertion->planned) jsonout_put_bool(json, "planned", true);
  if (ending) jsonout_put_bool(json, "over", true);
  runjson_basis(json, assertion->basis);
  runjson_cites(json, assertion->cites);
  put_place(json, assertion->file, assertion->span);
}

static void put_statement(JsonOut *json, const Assertion *assertion, const Program *program, bool ending) {
  jsonout_open(json, '{');
  put_said(json, assertion, program, ending);
  jsonout_close(json, '}');
}

/* What the answers need though no step cites it; mostly nothing. */
static void put_besides(JsonOut *json, const WhyAnswers *answers, const Program *program) {
  jsonout_key(json, "besides");
  jsonout_open(json, '[');
  for (size_t i = 0; i < answers->at.count; i++) {
    const WhyAnswer *answer = &answers->at.at[i];
    Statements besides = {0};
    if (answer->conclusion && !answer->number.bytes) besides = argument_besides(answers->arguments, answer->root);
    for (size_t k = 0; k < besides.count; k++) {
      jsonout_open(json, '{');
      jsonout_put(json, "about", report_about(program, besides.at[k])->name);
      put_said(json, besides.at[k], program, false);
      jsonout_close(json, '}');
    }
  }
  jsonout_close(json, ']');
}

static void put_statements(JsonOut *json, const ArgumentStep *step, const Program *program) {
  jsonout_key(json, "statements");
  jsonout_open(json, '[');
  for (size_t i = 0; i < step->statements.count; i++) put_statement(json, step->statements.at[i], program, false);
  for (size_t i = 0; i < step->ending.count; i++) put_statement(json, step->ending.at[i], program, true);
  jsonout_close(json, ']');
  if (!step->nearest) return;
  jsonout_key(json, "nearest");
  put_statement(json, step->nearest, program, false);
}

/* ---- what it is about ---- */

static Text name_of(const ArgumentStep *step, const Program *program) {
  switch (step->kind) {
    case ARGUMENT_FACT: return program->facts.at[step->index]->subject.name;
    case ARGUMENT_PARAMETER: return program->parameters.at[step->index]->subject.name;
    case ARGUMENT_EVENTS: return program->events.at[step->index]->subject.name;
    case ARGUMENT_CONCLUSION: return step->unit->subject.name;
    case ARGUMENT_COMMENCEMENT:
    case ARGUMENT_APPLIES:
    case ARGUMENT_BRANCH:
    case ARGUMENT_RUN_OUT:
    case ARGUMENT_DEADLINE:
    case ARGUMENT_START:
    case ARGUMENT_DAYS:
    case ARGUMENT_EXPRESSION: break;
  }
  return TEXT("");
}

static Text value_words(const ArgumentStep *step) {
  const char *word = step->kind == ARGUMENT_CONCLUSION ? cell_status(step->unit, &step->value) : NULL;
  if (word) return text_of(word);
  return print_stated_text(step->type, &step->value);
}

static bool has_period(const ArgumentStep *step) {
  switch (step->kind) {
    case ARGUMENT_COMMENCEMENT:
    case ARGUMENT_FACT:
    case ARGUMENT_PARAMETER:
    case ARGUMENT_DAYS: return true;
    case ARGUMENT_START:
    case ARGUMENT_CONCLUSION:
    case ARGUMENT_APPLIES:
    case ARGUMENT_BRANCH:
    case ARGUMENT_RUN_OUT:
    case ARGUMENT_DEADLINE:
    case ARGUMENT_EVENTS:
    case ARGUMENT_EXPRESSION: break;
  }
  return false;
}

static void put_period(JsonOut *json, const ArgumentStep *step) {
  if (!has_period(step)) return;
  runjson_day(json, "from", step->from >= DAY_FIRST, step->from);
  runjson_day(json, "until", step->until <= DAY_LAST, step->until);
}

static void put_events(JsonOut *json, const ArgumentStep *step) {
  if (step->kind != ARGUMENT_EVENTS) return;
  jsonout_key(json, "events");
  jsonout_open(json, '[');
  for (size_t i = 0; i < step->events.count; i++) jsonout_string(json, date_text(step->events.at[i].date));
  jsonout_close(json, ']');
  jsonout_put_bool(json, "complete", step->complete);
}

static Text sentence_of(Report *report, const ArgumentStep *step) {
  Sink plain = {0};
  say_step(report, step);
  Text composed = page_take(&report->page);
  for (uint32_t i = 0; i < composed.bytes; i++)
    if (!style_is_mark(composed.at[i])) sink_char(&plain, composed.at[i]);
  return sink_result(&plain);
}

static void put_counts(JsonOut *json, const ArgumentStep *step) {
  if (step->yes + step->no + step->open < 2) return;
  jsonout_put_number(json, "hold", step->yes);
  jsonout_put_number(json, "fail", step->no);
  jsonout_put_number(json, "unknown", step->open);
}

static void put_what(JsonOut *json, Report *report, const ArgumentStep *step) {
  Span span;
  Text name = name_of(step, report->program);
  jsonout_put_c(json, "kind", KINDS[step->kind]);
  jsonout_put_c(json, "part", PARTS[step->part]);
  if (name.bytes) jsonout_put(json, "about", name);
  jsonout_put(json, "says", sentence_of(report, step));
  if (step->type) jsonout_put(json, "value", value_words(step));
  runjson_basis(json, (Basis)step->value.basis);
  runjson_day(json, "as_at", true, step->day);
  put_period(json, step);
  if (step->kind == ARGUMENT_START) runjson_day(json, "from", true, step->from);
  if (step->kind == ARGUMENT_DEADLINE) jsonout_put(json, "due", print_stated_text(report->program->date, &step->due));
  if (step->convention != CONVENTION_NONE) jsonout_put_c(json, "convention", CONVENTIONS[step->convention]);
  runjson_cites(json, step->cites);
  Source *file = argument_place(step, &span);
  put_place(json, file, span);
}

/* ---- the tree ---- */

void whyjson_step(JsonOut *json, Report *report, Arguments *arguments, ArgumentStep *step, Text number,
                  unsigned depth) {
  const ArgumentSteps *steps = argument_steps(arguments, step);
  size_t told = why_told(steps), untold = 0;
  for (size_t i = told; i < steps->count; i++) untold += why_untold(steps, told, i);
  jsonout_open(json, '{');
  jsonout_put(json, "step", number);
  put_what(json, report, step);
  put_counts(json, step);
  put_statements(json, step, report->program);
  put_events(json, step);
  if (!depth) untold = steps->count;
  if (untold) jsonout_put_number(json, "more", (int64_t)untold);
  jsonout_key(json, "steps");
  jsonout_open(json, '[');
  for (size_t i = 0; depth && i < steps->count; i++) {
    if (why_untold(steps, told, i)) continue;
    Text own = number.bytes ? text_format("%s.%zu", text_c(number), i + 1) : text_format("%zu", i + 1);
    whyjson_step(json, report, arguments, steps->at[i], own, part_counts(steps->at[i]->part) ? depth - 1 : 0);
  }
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void whyview_json(Sink *sink, const Head *head, const WhyAnswers *answers) {
  Report report;
  JsonOut json = {.sink = sink};
  report_open(&report, sink, head, NULL, (PageOptions){.format = PAGE_TEXT}, true);
  jsonout_open(&json, '{');
  runjson_head(&json, head);
  jsonout_put(&json, "asked", answers->asked);
  jsonout_key(&json, "arguments");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < answers->at.count; i++) {
    const WhyAnswer *answer = &answers->at.at[i];
    whyjson_step(&json, &report, answers->arguments, answer->shown, answer->number, answers->depth + 1);
  }
  jsonout_close(&json, ']');
  put_besides(&json, answers, report.program);
  runjson_receipt(&json, head);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

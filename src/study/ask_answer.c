/* Answers become statements of the case. */
#include "study/ask_inside.h"
#include "engine/depend.h"
#include "model/print.h"

static const Subject *subject_of(const Interview *interview) {
  Dependence what = interview->question.what;
  if (what.kind == SYMBOL_FACT) return &interview->program->facts.at[what.index]->subject;
  return &interview->program->events.at[what.index]->subject;
}

/* ---- the statement that an answer stands for ---- */

static bool begins(Text written, const char *word) {
  Text begin = text_of(word);
  return text_equal(written, begin) || text_starts(written, text_format("%s ", word));
}

static Text yes_or_no(const Interview *interview, Text written) {
  bool asks_it = interview->program->facts.at[interview->question.what.index]->type == interview->program->yes_no;
  if (asks_it && begins(written, "y")) return text_format("yes%s", text_c(text_slice(written, 1, written.bytes)));
  if (asks_it && begins(written, "n")) return text_format("no%s", text_c(text_slice(written, 1, written.bytes)));
  return written;
}

/* `other_fact is yes`: a statement as it would stand in a case. */
static bool whole_statement(Text written) {
  static const char *const words[] = {"is", "includes", "excludes", "on", "none", "complete"};
  uint32_t name = 0;
  while (name < written.bytes && written.at[name] != ' ') name++;
  Text rest = text_trim(text_slice(written, name, written.bytes));
  for (size_t i = 0; name && i < sizeof words / sizeof *words; i++)
    if (begins(rest, words[i])) return true;
  return false;
}

static Text line_of(const Interview *interview, Text written) {
  const char *name = text_c(subject_of(interview)->name);
  bool event = interview->question.what.kind == SYMBOL_EVENT;
  if (whole_statement(written)) return written;
  if (!event) written = yes_or_no(interview, written);
  bool whole = event ? begins(written, "on") || begins(written, "none") || begins(written, "complete")
                     : begins(written, "is") || begins(written, "includes") || begins(written, "excludes");
  return text_format("%s %s%s", name, whole ? "" : event ? "on " : "is ", text_c(written));
}

static Assertion *parse(Interview *interview, Text line, Diags *diags) {
  Source *source = source_of_text(TEXT("your answer"), line);
  Assertion *assertion = assertion_parse(interview->program, interview->file, source, diags);
  if (!assertion) return NULL;
  if (!assertion->cites.count) assertion->cites = interview->cites;
  assertion->basis = citations_basis(assertion->cites);
  if (assertion->value.basis != BASIS_NONE) assertion->value.basis = (uint8_t)assertion->basis;
  return assertion;
}

static SymbolKind kind_of(const Assertion *assertion) {
  return assertion->kind == ASSERT_VALUE       ? SYMBOL_FACT
         : assertion->kind == ASSERT_PARAMETER ? SYMBOL_PARAMETER
                                               : SYMBOL_EVENT;
}

/* A whole statement may be about something else. */
static bool about_it(Interview *interview, const Assertion *assertion, Diags *diags) {
  Dependence what = interview->question.what;
  if (kind_of(assertion) == what.kind && assertion->subject == what.index) return true;
  diag_add(diags, DIAG_ANSWER, assertion->file, assertion->span, "the question is about `%s`",
           text_c(subject_of(interview)->name));
  return false;
}

static bool in_time(const Interview *interview, const Assertion *assertion, Diags *diags) {
  if (assertion->from.first <= interview->file->as_at) return true;
  diag_add(diags, DIAG_ANSWER, assertion->file, assertion->span, "that is after the date of the case");
  return false;
}

/* ---- whether its dates matter ---- */

static size_t depending(Interview *interview, Assertion *with) {
  CaseFile file = *interview->file;
  Dependence what = interview->question.what;
  size_t count = 0;
  file.assertions = (Assertions){0};
  for (size_t i = 0; i < interview->file->assertions.count; i++)
    list_push(&file.assertions, interview->file->assertions.at[i]);
  list_push(&file.assertions, with);
  World *world = world_make(interview->program, &file, (WorldOptions){0});
  Depend *depend = depend_open(world, file.as_at);
  Cone cone = program_cone(interview->program, what.kind, what.index);
  for (uint32_t i = 0; i < cone.count; i++) {
    Dependences on = depend_unit(depend, interview->program->units.at[cone.units[i]]);
    for (size_t d = 0; d < on.count; d++) count += on.at[d].kind == what.kind && on.at[d].index == what.index;
  }
  return count;
}

static Assertion *copy_of(const Assertion *assertion) {
  Assertion *copy = MEM_NEW(Assertion);
  *copy = *assertion;
  return copy;
}

static Assertion *always(const Assertion *assertion) {
  Assertion *copy = copy_of(assertion);
  copy->opens = false;
  copy->from = (PartialDate){DAY_BEFORE_TIME, DAY_BEFORE_TIME};
  return copy;
}

static Assertion *from_now(const Interview *interview, const Assertion *assertion) {
  Assertion *copy = copy_of(assertion);
  copy->opens = true;
  copy->from = (PartialDate){interview->file->as_at, interview->file->as_at};
  return copy;
}

/* Up to the date of the case: nobody has been asked about later days. */
static Assertion *until_now(const Interview *interview, const Assertion *assertion) {
  Assertion *copy = copy_of(assertion);
  copy->closes = true;
  copy->until = (PartialDate){interview->file->as_at + 1, interview->file->as_at + 1};
  return copy;
}

static Assertion *complete_ever(const Interview *interview, const Assertion *occurrences) {
  Assertion all = {.kind = ASSERT_COMPLETE,
                   .subject = occurrences->subject,
                   .cites = interview->cites,
                   .basis = BASIS_STATED,
                   .from = {DAY_BEFORE_TIME, DAY_BEFORE_TIME}};
  return until_now(interview, &all);
}

/* ---- taking an answer ---- */

/* What was said of a fact, without the dates. */
static Text bare_line(const Interview *interview, const Assertion *assertion) {
  const Fact *fact = interview->program->facts.at[assertion->subject];
  Text value = print_stated_text(fact->type, &assertion->value);
  bool part = fact->type->set && (begins(value, "includes") || begins(value, "excludes"));
  return text_format("%s %s%s", text_c(fact->subject.name), part ? "" : "is ", text_c(value));
}

static void take(Interview *interview, Assertion *assertion, Text line, bool dates_matter) {
  AskAnswer answer = {interview->question.what, interview->file->assertions.count, false};
  list_push(&interview->answers, answer);
  if (assertion) list_push(&interview->file->assertions, assertion);
  interview->line = line;
  interview->question.stage = dates_matter ? ASK_SINCE : ASK_VALUE;
}

static void take_fact(Interview *interview, const Assertion *assertion) {
  Text line = bare_line(interview, assertion);
  Assertion *now = from_now(interview, assertion);
  if (assertion->opens || assertion->closes) take(interview, copy_of(assertion), line, false);
  else take(interview, now, line, depending(interview, now) > depending(interview, always(assertion)));
}

/* Of `none` the period is all that it says: nothing is taken until it is known. */
static void take_event(Interview *interview, const Assertion *assertion, Text line) {
  Assertion *ever = complete_ever(interview, assertion);
  if (assertion->kind == ASSERT_OCCURRENCES)
    take(interview, copy_of(assertion), line, depending(interview, ever) < depending(interview, copy_of(assertion)));
  else if (assertion->opens || assertion->closes) take(interview, copy_of(assertion), line, false);
  else take(interview, NULL, line, true);
}

static bool says_nothing(const Interview *interview, const Assertion *assertion) {
  if (assertion->kind != ASSERT_VALUE) return false;
  Value unknown = type_unknown(interview->program->facts.at[assertion->subject]->type);
  return value_same(&assertion->value, &unknown);
}

static bool answer_value(Interview *interview, Text written, Diags *diags) {
  Text line = line_of(interview, written);
  Assertion *assertion = parse(interview, line, diags);
  if (!assertion || !about_it(interview, assertion, diags)) return false;
  if (says_nothing(interview, assertion)) ask_skip(interview);
  else if (assertion->kind == ASSERT_VALUE) take_fact(interview, assertion);
  else take_event(interview, assertion, line);
  return true;
}

/* ---- since when ---- */

static bool is_none(const Interview *interview) { return text_ends(interview->line, TEXT(" none")); }

static Text dated_line(const Interview *interview, Text written) {
  const char *name = text_c(subject_of(interview)->name), *date = text_c(written);
  if (begins(written, "from") || begins(written, "since"))
    date = text_c(text_trim(text_slice(written, written.at[0] == 'f' ? 4 : 5, written.bytes)));
  if (interview->question.what.kind == SYMBOL_FACT) return text_format("%s from %s", text_c(interview->line), date);
  return text_format("%s %s from %s", name, is_none(interview) ? "none" : "complete", date);
}

/* The date makes the statement that stood from the date of the case on an older one, or completes a list of dates. */
static void keep_dated(Interview *interview, Assertion *assertion) {
  CaseFile *file = interview->file;
  AskAnswer answer = {interview->question.what, file->assertions.count, true};
  list_push(&interview->answers, answer);
  if (assertion->kind == ASSERT_VALUE) file->assertions.at[file->assertions.count - 1] = assertion;
  else list_push(&file->assertions, assertion->closes ? assertion : until_now(interview, assertion));
  interview->question.stage = ASK_VALUE;
}

static bool answer_since(Interview *interview, Text written, Diags *diags) {
  bool ever = text_equal(written, TEXT("always")) || text_equal(written, TEXT("ever"));
  Text date = ever ? TEXT("1900-01-01") : written;
  Assertion *assertion = parse(interview, dated_line(interview, date), diags);
  if (!assertion || !about_it(interview, assertion, diags) || !in_time(interview, assertion, diags)) return false;
  keep_dated(interview, ever ? always(assertion) : assertion);
  return true;
}

bool ask_answer(Interview *interview, Text written, Diags *diags) {
  if (interview->question.stage == ASK_SINCE) return answer_since(interview, written, diags);
  return answer_value(interview, written, diags);
}

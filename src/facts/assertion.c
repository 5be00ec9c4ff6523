/* A statement as parsed becomes an assertion: its subject found, its values typed, its dates and citations checked. */
#include "facts/facts.h"
#include "facts/values.h"

static Diag *complain(const Reading *reading, DiagCode code, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static Diag *complain(const Reading *reading, DiagCode code, Span span, const char *format, ...) {
  va_list args;
  va_start(args, format);
  Text text = text_format_list(format, args);
  va_end(args);
  return diag_add(reading->diags, code, reading->file, ast_absolute(reading->decl, span), "%s", text.at);
}

/* ---- the form against the kind of thing ---- */

static bool event_words(StatementKind kind) {
  return kind == STATEMENT_ON || kind == STATEMENT_COMPLETE || kind == STATEMENT_NONE;
}

static bool fact_form(const Reading *reading) {
  const Statement *s = reading->statement;
  if (!event_words(s->kind)) return true;
  Diag *diag = complain(reading, DIAG_FACT_FORM, s->ref.name.span, "`%s` is a fact, not an event", reading->name);
  if (s->kind == STATEMENT_NONE && reading->type->set) diag_mend(diag, "write `%s is none`", reading->name);
  else if (s->kind == STATEMENT_ON) diag_mend(diag, "write `%s is VALUE from DATE`", reading->name);
  else diag_mend(diag, "only the record of an event can be `complete` or `none`");
  return false;
}

static bool event_form(const Reading *reading) {
  const Statement *s = reading->statement;
  if (event_words(s->kind)) return true;
  Diag *diag = complain(reading, DIAG_FACT_FORM, s->ref.name.span, "`%s` is an event, not a fact", reading->name);
  if (s->kind == STATEMENT_IS_NONE) diag_mend(diag, "write `%s none from DATE until DATE`", reading->name);
  else diag_mend(diag, "write `%s on DATE`, `%s complete from DATE` or `%s none from DATE`", reading->name,
                 reading->name, reading->name);
  return false;
}

static bool parameter_form(const Reading *reading) {
  const Statement *s = reading->statement;
  if (!reading->supposed) {
    Diag *diag = complain(reading, DIAG_FACT_PARAMETER, s->ref.name.span,
                          "`%s` is a parameter of the rules, not a fact of a case", reading->name);
    diag_mend(diag, "try another value with `--param`, or change it in a module with `amend parameter %s`",
              reading->name);
    return false;
  }
  if (!event_words(s->kind)) return true;
  Diag *diag = complain(reading, DIAG_FACT_FORM, s->ref.name.span, "`%s` is a parameter, not an event", reading->name);
  diag_mend(diag, "write `%s is VALUE`", reading->name);
  return false;
}

static bool supposition_form(const Reading *reading) {
  if (!reading->supposed || !reading->statement->planned) return true;
  Diag *diag = complain(reading, DIAG_SUPPOSED_FORM, reading->statement->span, "a supposition cannot be `planned`");
  diag_mend(diag, "leave `planned` out: what is supposed is taken as it stands");
  return false;
}

/* ---- dates ---- */

static bool bound_ok(const Reading *reading, const DateBound *bound) {
  if (!bound->given || bound->date.first <= bound->date.last) return true;
  complain(reading, DIAG_FACT_IMPOSSIBLE, bound->span, "no day is between these two: the later date comes first");
  return false;
}

static PartialDate bound_date(const DateBound *bound, Day absent) {
  return bound->given ? bound->date : (PartialDate){absent, absent};
}

static bool read_period(const Reading *reading, Assertion *assertion) {
  const Period *period = &reading->statement->period;
  if (!bound_ok(reading, &period->from) || !bound_ok(reading, &period->until)) return false;
  assertion->opens = period->from.given;
  assertion->closes = period->until.given;
  assertion->from = bound_date(&period->from, DAY_BEFORE_TIME);
  assertion->until = bound_date(&period->until, DAY_AFTER_TIME);
  if (assertion->until.last > assertion->from.first) return true;
  Diag *diag = complain(reading, DIAG_PERIOD_ORDER, period->until.span,
                        "it ends before it begins: `until` must be after `from`");
  diag_note(diag, reading->file, ast_absolute(reading->decl, period->from.span), "it begins here");
  return false;
}

static bool read_dates(const Reading *reading, Assertion *assertion) {
  const DateBounds *on = &reading->statement->on;
  PartialDate *dates = mem_alloc_flat((on->count + 1) * sizeof *dates);
  for (size_t i = 0; i < on->count; i++) {
    if (!bound_ok(reading, &on->at[i])) return false;
    dates[i] = on->at[i].date;
  }
  assertion->on = dates;
  assertion->on_count = (uint32_t)on->count;
  return on->count > 0;
}

static bool read_recorded(const Reading *reading, Assertion *assertion) {
  const DateBound *recorded = &reading->statement->recorded;
  assertion->recorded = recorded->given;
  assertion->recorded_on = recorded->date;
  return bound_ok(reading, recorded);
}

/* ---- putting it together ---- */

static void read_citations(const Reading *reading, HashMap *sources, Assertion *assertion) {
  assertion->cites = program_citations(reading->program, sources, &reading->statement->cites, reading->decl,
                                       reading->file, reading->diags);
  assertion->basis = reading->supposed ? BASIS_SUPPOSED : citations_basis(assertion->cites);
}

static bool read_event(Reading *reading, Assertion *assertion) {
  const Statement *s = reading->statement;
  assertion->kind = s->kind == STATEMENT_ON ? ASSERT_OCCURRENCES : ASSERT_COMPLETE;
  assertion->none = s->kind == STATEMENT_NONE;
  reading->name = text_c(reading->program->events.at[assertion->subject]->subject.name);
  if (!event_form(reading)) return false;
  return s->kind != STATEMENT_ON || read_dates(reading, assertion);
}

static bool read_value(Reading *reading, Assertion *assertion) {
  bool fact = assertion->kind == ASSERT_VALUE;
  const Program *program = reading->program;
  uint32_t subject = assertion->subject;
  reading->type = fact ? program->facts.at[subject]->type : program->parameters.at[subject]->type;
  reading->name =
      text_c(fact ? program->facts.at[subject]->subject.name : program->parameters.at[subject]->subject.name);
  if (!(fact ? fact_form(reading) : parameter_form(reading))) return false;
  return values_read(reading, assertion->basis, &assertion->value);
}

static bool read_about(Reading *reading, SymbolKind kind, Assertion *assertion) {
  if (kind == SYMBOL_EVENT) return read_event(reading, assertion);
  assertion->kind = kind == SYMBOL_FACT ? ASSERT_VALUE : ASSERT_PARAMETER;
  return read_value(reading, assertion);
}

Assertion *assertion_make(Program *program, Module *module, HashMap *sources, const Statement *statement,
                          const Decl *decl, Source *file, bool supposed, Diags *diags) {
  Reading reading = {.program = program, .statement = statement, .decl = decl, .file = file, .supposed = supposed,
                     .diags = diags, .name = ""};
  Assertion *assertion = MEM_NEW(Assertion);
  SymbolKind kind = SYMBOL_NONE;
  size_t errors = diags->errors;
  if (statement->ref.name.name == NULL) return NULL;
  if (!program_subject(program, module, &statement->ref, decl, file, SYMBOL_NONE, &kind, &assertion->subject, diags)) {
    return NULL;
  }
  assertion->planned = statement->planned;
  assertion->file = file;
  assertion->span = ast_absolute(decl, statement->span);
  read_citations(&reading, sources, assertion);
  bool good = read_about(&reading, kind, assertion);
  good &= supposition_form(&reading);
  good &= read_period(&reading, assertion);
  good &= read_recorded(&reading, assertion);
  return good && diags->errors == errors ? assertion : NULL;
}

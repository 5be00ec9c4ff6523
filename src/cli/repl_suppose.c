/* Suppositions, and the date and record they are judged by. */
#include <string.h>
#include "cli/repl.h"
#include "source/clean.h"
#include "syntax/parse.h"

/* ---- is it a statement of fact? ---- */

static bool name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool can_be_supposed(const Program *program, Text word) {
  const Name *name = names_find(program->names, word);
  if (!name || name->id >= program->symbols.count) return false;
  SymbolKind kind = program->symbols.at[name->id].kind;
  return kind == SYMBOL_FACT || kind == SYMBOL_EVENT || kind == SYMBOL_PARAMETER;
}

static Text rest_after_name(Text line) {
  uint32_t at = 0;
  while (at < line.bytes && name_byte(line.at[at])) at++;
  while (at < line.bytes && line.at[at] == '[')
    while (at < line.bytes && line.at[at++] != ']') continue;
  return text_trim(text_slice(line, at, line.bytes));
}

static bool begins_with_one_of(Text text, const char *const *words) {
  Text first = line_word(text);
  for (; *words; words++)
    if (text_equal(first, text_of(*words))) return true;
  return false;
}

static bool reads_as_statement(const Program *program, Text line) {
  Diags unheard = {0};
  Source *source = source_of_text(TEXT("typed here"), line);
  clean_check(source, &unheard);
  if (unheard.errors) return false;
  Tree *tree = parse_statement(program->names, source, &unheard);
  return tree && !unheard.errors;
}

static bool reads_as_question(const Program *program, Text line) {
  Diags unheard = {0};
  Source *source = source_of_text(TEXT("typed here"), line);
  clean_check(source, &unheard);
  if (unheard.errors) return false;
  Tree *tree = parse_condition(program->names, source, &unheard);
  return tree && !unheard.errors;
}

/* `F is known` asks about the record: nobody can suppose that. */
static bool asks_record(Text rest) {
  static const char *const words[] = {"known", "disputed", "not", NULL};
  return text_equal(line_word(rest), TEXT("is")) &&
         begins_with_one_of(text_trim(text_slice(rest, 2, rest.bytes)), words);
}

bool suppose_is_statement(Repl *repl, Text line) {
  static const char *const verbs[] = {"is", "on", "includes", "excludes", "complete", "none", NULL};
  const Program *program = repl->now->program;
  Text rest = rest_after_name(line);
  if (!can_be_supposed(program, line_word(line)) || asks_record(rest)) return false;
  if (text_starts(rest, TEXT("="))) return true;
  if (!begins_with_one_of(rest, verbs)) return false;
  return reads_as_statement(program, line) || !reads_as_question(program, line);
}

/* ---- one more ---- */

bool suppose_again(Repl *repl, const State *state, Supposition *supposition) {
  Source *source = source_of_text(TEXT("typed here"), supposition->words);
  Assertion *assertion = assertion_parse(state->program, (CaseFile *)(uintptr_t)state->case_file, source, &repl->diags);
  supposition->assertion = assertion;
  return assertion != NULL;
}

static bool about_event(const Assertion *assertion) {
  return assertion->kind == ASSERT_OCCURRENCES || assertion->kind == ASSERT_COMPLETE;
}

/* Of a set, the members that a statement settles; all of what is no set. */
static uint64_t settles(const Assertion *assertion) {
  const Value *value = &assertion->value;
  return value->form == VALUE_SET ? value->must | ~value->may : ~UINT64_C(0);
}

/* Whoever supposes something else of the same thing and time means it instead, not beside what was supposed before. */
static bool replaces(const Assertion *new, const Assertion *old) {
  if (new->kind != old->kind || new->subject != old->subject || about_event(new)) return false;
  return new->from.first < old->until.last && old->from.first < new->until.last && (settles(new) & settles(old));
}

static bool put_aside(Repl *repl, Stand *stand, const Assertion *new) {
  size_t kept = 0;
  for (size_t i = 0; i < stand->supposed.count; i++) {
    Supposition *old = &stand->supposed.at[i];
    if (!replaces(new, old->assertion)) stand->supposed.at[kept++] = *old;
    else sink_format(&repl->out, "Instead of: %s\n", text_c(old->words));
  }
  bool any = kept < stand->supposed.count;
  stand->supposed.count = kept;
  return any;
}

static void say_stand(Repl *repl, const Stand *stand) {
  if (!stand->supposed.count) sink_format(&repl->out, "Nothing is supposed.\n");
  for (size_t i = 0; i < stand->supposed.count; i++)
    sink_format(&repl->out, "%3zu  %s\n", i + 1, text_c(stand->supposed.at[i].words));
}

Exit repl_suppose(Repl *repl, Text arguments) {
  Supposition supposition = {.words = arguments};
  if (!arguments.bytes) return say_stand(repl, state_stand(repl->now)), EXIT_DONE;
  if (!suppose_again(repl, repl->now, &supposition)) return EXIT_CASE;
  State *next = state_copy(repl->now);
  Stand *stand = state_stand(next);
  bool instead = put_aside(repl, stand, supposition.assertion);
  list_push(&stand->supposed, supposition);
  if (instead) stand_supposed(stand);
  else stand->world = world_suppose_one(stand->world, supposition.assertion);
  next->worth = 0;
  return repl_commit_telling(repl, next);
}

/* ---- one less ---- */

static bool names_it(const State *state, const Supposition *supposition, size_t index, Text wanted) {
  if (text_equal(wanted, text_format("%zu", index + 1)) || text_equal(wanted, supposition->words)) return true;
  const Assertion *assertion = supposition->assertion;
  const Program *program = state->program;
  switch (assertion->kind) {
    case ASSERT_VALUE: return text_equal(wanted, program->facts.at[assertion->subject]->subject.name);
    case ASSERT_PARAMETER: return text_equal(wanted, program->parameters.at[assertion->subject]->subject.name);
    case ASSERT_OCCURRENCES:
    case ASSERT_COMPLETE: return text_equal(wanted, program->events.at[assertion->subject]->subject.name);
  }
  return false;
}

Exit repl_drop(Repl *repl, Text arguments) {
  State *next = state_copy(repl->now);
  Stand *stand = state_stand(next);
  size_t kept = 0;
  if (!arguments.bytes)
    return repl_refuse(repl, EXIT_USAGE, "drop what? The name of a fact, a number of `suppose`, or `all` is due");
  for (size_t i = 0; i < stand->supposed.count; i++) {
    bool goes = text_equal(arguments, TEXT("all")) || names_it(next, &stand->supposed.at[i], i, arguments);
    if (!goes) stand->supposed.at[kept++] = stand->supposed.at[i];
  }
  if (kept == stand->supposed.count)
    return repl_refuse(repl, EXIT_USAGE, "nothing like `%s` is supposed; `suppose` lists what is", text_c(arguments));
  stand->supposed.count = kept;
  stand_supposed(stand);
  next->worth = 0;
  return repl_commit_telling(repl, next);
}

/* ---- the date, what was known, what was planned ---- */

static bool read_day(Repl *repl, Text written, Day *day) {
  PartialDate date = {0, 0};
  const char *text = text_c(written);
  if (text_equal(written, TEXT("today"))) return *day = calendar_now(), true;
  if (!written.bytes) return repl_refuse(repl, EXIT_USAGE, "a date is due here, such as 2021-06-01"), false;
  switch (calendar_parse(written, &date)) {
    case DATE_OK: break;
    case DATE_MALFORMED:
      return repl_refuse(repl, EXIT_USAGE, "`%s` is not a date; one is written 2021-06-01", text), false;
    case DATE_IMPOSSIBLE: return repl_refuse(repl, EXIT_USAGE, "there is no such day as %s", text), false;
    case DATE_OUT_OF_RANGE:
      return repl_refuse(repl, EXIT_USAGE, "%s is out of range: dates go from 1900-01-01 to 2199-12-31", text), false;
  }
  *day = date.first;
  if (date.first == date.last) return true;
  return repl_refuse(repl, EXIT_USAGE, "one day is due, such as %s%s-01", text, strlen(text) == 4 ? "-06" : ""), false;
}

static Exit as_at(Repl *repl, Text written) {
  Day day;
  if (!read_day(repl, written, &day)) return EXIT_USAGE;
  State *next = state_copy(repl->now);
  state_stand(next)->as_at = day;
  state_stand(next)->origin = DATE_GIVEN;
  return repl_commit_telling(repl, next);
}

static Exit change_options(Repl *repl, WorldOptions options) {
  State *next = state_copy(repl->now);
  Stand *stand = state_stand(next);
  stand->options = options;
  stand_worlds(next, stand);
  return repl_commit_telling(repl, next);
}

static Exit as_known(Repl *repl, Text written) {
  WorldOptions options = state_stand(repl->now)->options;
  options.as_known = !text_equal(written, TEXT("off")) && !text_equal(written, TEXT("now"));
  if (options.as_known && !read_day(repl, written, &options.known_on)) return EXIT_USAGE;
  return change_options(repl, options);
}

static Exit as_planned(Repl *repl, Text written) {
  WorldOptions options = state_stand(repl->now)->options;
  options.as_planned = !text_equal(written, TEXT("off"));
  if (written.bytes && options.as_planned)
    return repl_refuse(repl, EXIT_USAGE, "`as planned` stands alone, or with `off`");
  return change_options(repl, options);
}

static void say_as(Repl *repl) {
  const Stand *stand = state_stand(repl->now);
  char date[DATE_ROOM];
  calendar_print(stand->as_at, date);
  sink_format(&repl->out, "As at %s", date);
  calendar_print(stand->options.known_on, date);
  if (stand->options.as_known) sink_format(&repl->out, ", as known %s", date);
  sink_format(&repl->out, ", %s.\n", stand->options.as_planned ? "as planned" : "plans not counted");
}

Exit repl_as(Repl *repl, Text arguments) {
  Text word = line_word(arguments), rest = text_trim(text_slice(arguments, word.bytes, arguments.bytes));
  if (!arguments.bytes) return say_as(repl), EXIT_DONE;
  if (text_equal(word, TEXT("at"))) return as_at(repl, rest);
  if (text_equal(word, TEXT("known"))) return as_known(repl, rest);
  if (text_equal(word, TEXT("planned"))) return as_planned(repl, rest);
  return repl_refuse(repl, EXIT_USAGE, "`as at DATE`, `as known DATE` or `as planned` is due");
}

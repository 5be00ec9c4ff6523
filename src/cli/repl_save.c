/* What outlasts the session: cases, scenarios, rules and transcripts. Nothing is ever written over unasked. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/repl.h"
#include "model/print.h"
#include "model/cell.h"

typedef struct Target {       /* what `save` was given */
  bool over;
  Text what, path, title;     /* what: "case", "scenario" or "rules" */
} Target;

/* ---- arguments ---- */

static Text take_word(Text *rest) {
  uint32_t to = 0;
  bool quoted = rest->bytes && rest->at[0] == '"';
  for (to = quoted; to < rest->bytes && (quoted ? rest->at[to] != '"' : rest->at[to] != ' ');) to++;
  Text word = text_slice(*rest, quoted, to);
  *rest = text_trim(text_slice(*rest, to + quoted, rest->bytes));
  return text_copy(word);
}

static bool take_if(Text *rest, Text word) {
  if (!text_equal(line_word(*rest), word)) return false;
  take_word(rest);
  return true;
}

static bool read_target(Repl *repl, Text rest, Target *target) {
  *target = (Target){.over = take_if(&rest, TEXT("over")), .what = TEXT("case")};
  if (take_if(&rest, TEXT("scenario"))) target->what = TEXT("scenario");
  else if (take_if(&rest, TEXT("rules"))) target->what = TEXT("rules");
  target->over |= take_if(&rest, TEXT("over"));
  target->path = take_word(&rest);
  target->title = take_word(&rest);
  if (!target->path.bytes) return repl_refuse(repl, EXIT_USAGE, "save where? A file is due: `save grim.case`"), false;
  return true;
}

static bool may_write(Repl *repl, const Target *target, const char *command) {
  if (target->over || access(text_c(target->path), F_OK) != 0) return true;
  repl_refuse(repl, EXIT_USAGE, "`%s` is there already; `%s over %s` replaces it", text_c(target->path), command,
              text_c(target->path));
  return false;
}

static Exit write_file(Repl *repl, const Target *target, const Sink *content) {
  int error_number = 0;
  if (!may_write(repl, target, "save")) return EXIT_USAGE;
  if (file_replace(text_c(target->path), content->at, content->count, &error_number) != FILE_WRITTEN)
    return repl_refuse(repl, EXIT_USAGE, "`%s` cannot be written: %s", text_c(target->path), strerror(error_number));
  repl->saved = repl->now->worth;
  sink_format(&repl->out, "Saved in `%s`.\n", text_c(target->path));
  return EXIT_DONE;
}

static Text stem(Text path) {
  uint32_t from = 0, to = path.bytes;
  for (uint32_t i = 0; i < path.bytes; i++)
    if (path.at[i] == '/') from = i + 1;
  for (uint32_t i = from; i < path.bytes; i++)
    if (path.at[i] == '.' && i > from) to = i;
  return text_slice(path, from, to);
}

/* ---- a case ---- */

static CaseFile case_as_it_stands(const Repl *repl, const Target *target) {
  const State *state = repl->now;
  CaseFile file = {.name = stem(target->path), .program = state->program};
  if (state->case_file) file = *state->case_file;
  if (!file.use.name || !state->case_file) file.use.name = state->module;
  file.dated = file.dated || state_stand(state)->origin == DATE_GIVEN;
  file.as_at = state_stand(state)->as_at;
  return file;
}

static Exit save_case(Repl *repl, const Target *target) {
  const Stand *stand = state_stand(repl->now);
  CaseFile file = case_as_it_stands(repl, target);
  Assertions supposed = {0};
  Sink content = {0};
  for (size_t i = 0; i < stand->supposed.count; i++) list_push(&supposed, stand->supposed.at[i].assertion);
  case_write(&content, &file, &supposed);
  Exit status = write_file(repl, target, &content);
  size_t declared = repl->now->declared.count;
  if (status == EXIT_DONE && declared)
    sink_format(&repl->out, "What was declared here is not in it: `save rules FILE` keeps that.\n");
  return status;
}

/* ---- rules ---- */

static bool module_name(Repl *repl, Text name) {
  bool good = name.bytes && name.at[0] >= 'a' && name.at[0] <= 'z';
  for (uint32_t i = 0; i < name.bytes; i++)
    good = good &&
           ((name.at[i] >= 'a' && name.at[i] <= 'z') || (name.at[i] >= '0' && name.at[i] <= '9') || name.at[i] == '_');
  if (!good)
    repl_refuse(repl, EXIT_USAGE, "a rule file is named as its module: small letters, digits and `_`, then `.remit`");
  return good;
}

static void write_rules(const State *state, Text name, Sink *content) {
  sink_format(content, "module %s\nuse %s\n", text_c(name), text_c(state->module->text));
  for (size_t i = 0; i < state->declared.count; i++) sink_format(content, "\n%s\n", text_c(state->declared.at[i]));
}

static Exit save_rules(Repl *repl, const Target *target) {
  Sink content = {0};
  if (!repl->now->declared.count) return repl_refuse(repl, EXIT_USAGE, "nothing has been declared here");
  if (!module_name(repl, stem(target->path))) return EXIT_USAGE;
  write_rules(repl->now, stem(target->path), &content);
  return write_file(repl, target, &content);
}

/* ---- a scenario ---- */

/* As the scenario's own file finds it. */
static Text case_from(Text scenario, Text path) {
  Text folder = scenario;
  while (folder.bytes && folder.at[folder.bytes - 1] != '/') folder.bytes--;
  if (!folder.bytes || text_starts(path, TEXT("/"))) return path;
  if (text_starts(path, folder)) return text_slice(path, folder.bytes, path.bytes);
  char *real = realpath(text_c(path), NULL);
  Text copy = real ? text_copy(text_of(real)) : path;
  free(real);
  return copy;
}

static Text title_of(const Target *target, const Stand *stand) {
  Sink sink = {0};
  if (target->title.bytes) return target->title;
  for (size_t i = 0; i < stand->supposed.count; i++)
    sink_format(&sink, "%s%s", i ? ", and " : "If ", text_c(stand->supposed.at[i].words));
  return sink.count ? sink_result(&sink) : TEXT("As it stands");
}

static void write_title(Sink *content, Text title) {
  sink_char(content, '"');
  for (uint32_t i = 0; i < title.bytes; i++) {
    if (title.at[i] == '"' || title.at[i] == '\\') sink_char(content, '\\');
    sink_char(content, title.at[i]);
  }
  sink_char(content, '"');
}

static void write_head(Sink *content, const State *state, const Target *target) {
  const Stand *stand = state_stand(state);
  char date[DATE_ROOM];
  sink_c(content, "\nscenario ");
  write_title(content, title_of(target, stand));
  sink_char(content, '\n');
  if (state->case_path.bytes) sink_format(content, "  case \"%s\"", text_c(case_from(target->path, state->case_path)));
  calendar_print(stand->as_at, date);
  sink_format(content, "  as at %s", date);
  calendar_print(stand->options.known_on, date);
  if (stand->options.as_known) sink_format(content, "  as known %s", date);
  sink_c(content, stand->options.as_planned ? "  as planned\n" : "\n");
}

/* `F=V`, the prompt's short form, as the statement that it is short for. */
static void write_given(Sink *content, const Supposition *supposition) {
  Text words = supposition->words;
  uint32_t at = 0;
  while (at < words.bytes && words.at[at] != '=' && words.at[at] != '"') at++;
  bool brief = at < words.bytes && words.at[at] == '=';
  bool event = supposition->assertion->kind == ASSERT_OCCURRENCES;
  sink_c(content, "  given ");
  if (!brief) {
    sink_format(content, "%s\n", text_c(words));
    return;
  }
  Text name = text_trim(text_slice(words, 0, at)), value = text_trim(text_slice(words, at + 1, words.bytes));
  sink_format(content, "%s %s %s\n", text_c(name), event ? "on" : "is", text_c(value));
}

static void write_members(Sink *content, const Unit *unit, const Value *value) {
  const char *name = text_c(unit->subject.name);
  if (!value->may) {
    sink_format(content, "  expect %s is nobody\n", name);
    return;
  }
  for (uint32_t i = 0; i < unit->type->members->count; i++) {
    bool single = !(value->may & (value->may - 1));
    if (value->may >> i & 1)
      sink_format(content, "  expect %s %s %s\n", name, single ? "is" : "includes",
                  text_c(unit->type->members->at[i]->text));
  }
}

/* Of indicators and severities the signature speaks. */
static bool write_expect(Sink *content, const Stand *stand, const Unit *unit) {
  Value value = eval_unit(stand->world, unit, stand->as_at).value;
  const char *name = text_c(unit->subject.name), *status = cell_status(unit, &value);
  if (unit->kind == UNIT_INDICATOR || unit->kind == UNIT_MITIGATION || unit->kind == UNIT_SEVERITY) return false;
  if (value.flags & (VALUE_FAILED | VALUE_NOT_IN_FORCE)) return false;
  if (status) sink_format(content, "  expect %s is %s\n", name, status);
  else if (!value_certain(&value)) sink_format(content, "  expect %s is unknown\n", name);
  else if (unit->type->set) write_members(content, unit, &value);
  else sink_format(content, "  expect %s is %s\n", name, text_c(print_exact_text(unit->type, &value)));
  return true;
}

/* What the suppositions change, and what is watched. */
static size_t write_expectations(Sink *content, const State *state) {
  const Stand *stand = state_stand(state);
  Stand plain = *stand;
  size_t count = 0;
  plain.world = plain.root;
  Difference difference = change_between(state, &plain, state, stand);
  for (size_t i = 0; i < difference.changes.count; i++)
    count += write_expect(content, stand, difference.changes.at[i].unit);
  for (size_t i = 0; i < state->watched.count; i++) {
    const Unit *unit = program_unit(state->program, state->watched.at[i]);
    bool written = false;
    for (size_t j = 0; j < difference.changes.count; j++) written |= difference.changes.at[j].unit == unit;
    if (unit && !written) count += write_expect(content, stand, unit);
  }
  return count;
}

static Exit save_scenario(Repl *repl, const Target *target) {
  const State *state = repl->now;
  Sink content = {0};
  if (!module_name(repl, stem(target->path))) return EXIT_USAGE;
  write_rules(state, stem(target->path), &content);
  write_head(&content, state, target);
  for (size_t i = 0; i < state_stand(state)->supposed.count; i++)
    write_given(&content, &state_stand(state)->supposed.at[i]);
  if (!write_expectations(&content, state))
    return repl_refuse(repl, EXIT_USAGE,
                       "there is nothing to expect: what is supposed changes no conclusion, and none is "
                       "watched (`watch CONCLUSION`)");
  return eval_stop ? EXIT_DONE : write_file(repl, target, &content);
}

Exit repl_save(Repl *repl, Text arguments) {
  Target target;
  if (!read_target(repl, arguments, &target)) return EXIT_USAGE;
  if (text_equal(target.what, TEXT("scenario"))) return save_scenario(repl, &target);
  if (text_equal(target.what, TEXT("rules"))) return save_rules(repl, &target);
  return save_case(repl, &target);
}

/* ---- transcript ---- */

/* Written piece by piece as things are said, so that it is there whatever happens next. */
Exit transcript_add(Repl *repl, Text typed, const char *prompt) {
  Sink sink = {0};
  int error_number = 0;
  sink_c(&sink, prompt);
  for (uint32_t i = 0; i < typed.bytes; i++) {
    sink_char(&sink, typed.at[i]);
    if (typed.at[i] == '\n') sink_c(&sink, "... ");
  }
  sink_char(&sink, '\n');
  sink_text(&sink, sink_result(&repl->out));
  sink_text(&sink, sink_result(&repl->errors));
  Text path = repl->transcript, said = sink_result(&sink);
  if (file_append(text_c(path), said.at, said.bytes, &error_number) == FILE_WRITTEN) return EXIT_DONE;
  repl->transcript = TEXT("");
  return repl_refuse(repl, EXIT_USAGE, "the transcript ends here: `%s` cannot be written: %s", text_c(path),
                     strerror(error_number));
}

Exit repl_transcript(Repl *repl, Text arguments) {
  int error_number = 0;
  Target target = {.over = take_if(&arguments, TEXT("over")), .path = take_word(&arguments)};
  if (!target.path.bytes || text_equal(target.path, TEXT("off"))) {
    sink_c(&repl->out, repl->transcript.bytes ? "The transcript ends.\n"
                                              : "No transcript is being written; `transcript FILE` begins one.\n");
    repl->transcript = TEXT("");
    return EXIT_DONE;
  }
  if (!may_write(repl, &target, "transcript")) return EXIT_USAGE;
  if (file_replace(text_c(target.path), "", 0, &error_number) != FILE_WRITTEN)
    return repl_refuse(repl, EXIT_USAGE, "`%s` cannot be written: %s", text_c(target.path), strerror(error_number));
  repl->transcript = target.path;
  return EXIT_DONE;
}

/* What a word at the prompt may become. */
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "cli/folder.h"
#include "cli/repl.h"
#include "syntax/parse.h"

typedef struct Offer {
  Completions *found;
  Text begun;
} Offer;

static void offer(Offer *to, Text word) {
  if (text_starts(word, to->begun)) list_push(&to->found->words, text_copy(word));
}

static void offer_all(Offer *to, const char *const *words) {
  for (; *words; words++) offer(to, text_of(*words));
}

/* ---- kinds of things ---- */

static void offer_commands(Offer *to) {
  size_t count;
  const Command *all = command_all(&count);
  for (size_t i = 0; i < count; i++) offer(to, text_of(all[i].name));
}

static void offer_declarations(Offer *to) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (words[i].class == WORD_DECLARATION && strcmp(words[i].word, "module") != 0) offer(to, text_of(words[i].word));
}

static void offer_record(Offer *to, const Program *program) {
  for (size_t i = 0; i < program->facts.count; i++) offer(to, program->facts.at[i]->subject.name);
  for (size_t i = 0; i < program->events.count; i++) offer(to, program->events.at[i]->subject.name);
  for (size_t i = 0; i < program->parameters.count; i++) offer(to, program->parameters.at[i]->subject.name);
}

/* Indicators and the like only once their signature's name and the point stand there: there are so many of them. */
static void offer_conclusions(Offer *to, const Program *program) {
  bool parts = memchr(to->begun.bytes ? to->begun.at : "", '.', to->begun.bytes) != NULL;
  for (size_t i = 0; i < program->units.count; i++) {
    const Unit *unit = program->units.at[i];
    bool part = unit->kind == UNIT_INDICATOR || unit->kind == UNIT_MITIGATION || unit->kind == UNIT_SEVERITY;
    if (!part || parts) offer(to, unit->subject.name);
  }
  for (size_t i = 0; i < program->duties.count; i++) offer(to, program->duties.at[i]->subject.name);
  for (size_t i = 0; i < program->matters.count; i++) offer(to, program->matters.at[i]->subject.name);
}

static void offer_stands(Offer *to, const State *state) {
  for (size_t i = 0; i < state->stands.count; i++) offer(to, stand_name(&state->stands.at[i]));
}

static void offer_supposed(Offer *to, const State *state) {
  const Stand *stand = state_stand(state);
  for (size_t i = 0; i < stand->supposed.count; i++) offer(to, line_word(stand->supposed.at[i].words));
  offer(to, TEXT("all"));
}

/* ---- values after `is` ---- */

static void offer_members(Offer *to, const Members *members) {
  if (!members) return;
  for (uint32_t i = 0; i < members->count; i++)
    if (members->at[i]) offer(to, members->at[i]->text);
}

static const Fact *fact_named(const Program *program, Text name) {
  for (size_t i = 0; i < program->facts.count; i++)
    if (text_equal(program->facts.at[i]->subject.name, name)) return program->facts.at[i];
  return NULL;
}

static void offer_type_values(Offer *to, const Type *type) {
  static const char *const yes_no[] = {"yes", "no", NULL};
  if (type->word == TYPE_YES_NO) offer_all(to, yes_no);
  else offer_members(to, type->members);
}

static void offer_unit_values(Offer *to, const Unit *unit) {
  static const char *const right[] = {"held", "not", "in", NULL}, *const raised[] = {"raised", "not", NULL},
                    *const met[] = {"met", "breached", "pending", "not", NULL}, *const nobody[] = {"nobody", NULL};
  switch (unit->kind) {
    case UNIT_RIGHT: offer_all(to, right); return;
    case UNIT_SIGNATURE: offer_all(to, raised); return;
    case UNIT_REQUIREMENT: offer_all(to, met); return;
    case UNIT_ROLE: offer_all(to, nobody); break;
    case UNIT_DEFINITION:
    case UNIT_INDICATOR:
    case UNIT_MITIGATION:
    case UNIT_SEVERITY: break;
  }
  offer_type_values(to, unit->type);
}

static void offer_values(Offer *to, Program *program, Text subject) {
  static const char *const any[] = {"unknown", "known", NULL};
  const Fact *fact = fact_named(program, subject);
  Unit *unit = fact ? NULL : program_unit(program, subject);
  if (fact) offer_type_values(to, fact->type);
  if (unit) offer_unit_values(to, unit);
  offer_all(to, any);
}

/* ---- files ---- */

static Text begun_folder(const Offer *to) {
  Text folder = to->begun;
  while (folder.bytes && folder.at[folder.bytes - 1] != '/') folder.bytes--;
  return folder;
}

static void offer_entry(void *context, const char *name) {
  Offer *to = context;
  Text folder = begun_folder(to), path = text_format("%.*s%s", (int)folder.bytes, folder.bytes ? folder.at : "", name);
  offer(to, folder_is(path) ? text_format("%s/", text_c(path)) : path);
}

static void offer_files(Offer *to) {
  Text folder = begun_folder(to);
  file_each_in(folder.bytes ? text_c(folder) : ".", offer_entry, to);
}

/* ---- the line so far ---- */

static bool in_word(char c, bool path) {
  if (path) return c != ' ' && c != '"';
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '[' || c == ']';
}

static size_t word_start(Text line, size_t cursor, bool path) {
  while (cursor && in_word(line.at[cursor - 1], path)) cursor--;
  return cursor;
}

/* The word before an offset, which it moves to its beginning. */
static Text word_before(Text line, size_t *offset) {
  size_t end = *offset;
  while (end && !in_word(line.at[end - 1], false)) end--;
  *offset = word_start(line, end, false);
  return text_slice(line, *offset, end);
}

/* What is spoken of where a value is due: `F is`, `F includes`, `F is not`, `F is one of (a,`. */
static bool value_due(Text line, size_t from, Text *subject) {
  static const Text verbs[] = {{"is", 2}, {"includes", 8}, {"excludes", 8}, {NULL, 0}};
  for (unsigned steps = 0; from && steps < 12; steps++) {
    Text word = word_before(line, &from);
    for (size_t i = 0; verbs[i].bytes; i++) {
      if (!text_equal(word, verbs[i])) continue;
      *subject = word_before(line, &from);
      return subject->bytes > 0;
    }
    if (text_equal(word, TEXT("and")) || text_equal(word, TEXT("or")) || text_equal(word, TEXT("when"))) return false;
  }
  return false;
}

static void offer_arguments(Offer *to, const State *state, const Command *command) {
  static const char *const as[] = {"at", "known", "planned", "today", "off", NULL};
  switch (command->completes) {
    case COMPLETES_NOTHING: return;
    case COMPLETES_COMMANDS: offer_commands(to); return;
    case COMPLETES_FILES: offer_files(to); return;
    case COMPLETES_FORKS: offer_stands(to, state); return;
    case COMPLETES_SUPPOSED: offer_supposed(to, state); return;
    case COMPLETES_AS: offer_all(to, as); return;
    case COMPLETES_STATEMENT: offer_record(to, state->program); return;
    case COMPLETES_NAMES:
      offer_record(to, state->program);
      offer_conclusions(to, state->program);
      return;
  }
}

static void offer_words(Offer *to, const State *state, bool first) {
  if (first) offer_commands(to);
  if (first) offer_declarations(to);
  offer_record(to, state->program);
  offer_conclusions(to, state->program);
}

static int in_order(const void *a, const void *b) {
  return text_compare(*(const Text *)a, *(const Text *)b);
}

static void sort_once(Completions *found) {
  size_t kept = 0;
  if (found->words.count > 1) qsort(found->words.at, found->words.count, sizeof *found->words.at, in_order);
  for (size_t i = 0; i < found->words.count; i++)
    if (!i || !text_equal(found->words.at[i], found->words.at[i - 1])) found->words.at[kept++] = found->words.at[i];
  found->words.count = kept;
}

void repl_complete(void *owner, Text line, size_t cursor, Completions *found) {
  const Repl *repl = owner;
  Text word = line_word(line), subject;
  const Command *command = command_find(word);
  size_t margin = 0;
  while (margin < cursor && line.at[margin] == ' ') margin++;
  bool files = command && command->completes == COMPLETES_FILES && cursor > word.bytes;
  found->from = word_start(line, cursor, files);
  Offer to = {found, text_slice(line, found->from, cursor)};
  if (value_due(line, found->from, &subject)) offer_values(&to, repl->now->program, subject);
  else if (command && cursor > word.bytes) offer_arguments(&to, repl->now, command);
  else offer_words(&to, repl->now, found->from == margin);
  sort_once(found);
}

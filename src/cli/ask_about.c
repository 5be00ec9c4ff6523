#include "cli/ask_about.h"
#include "source/diag.h"

/* The name itself, or of a family any member of it. */
static bool names(Text written, Text name) {
  if (text_equal(written, name)) return true;
  return text_starts(name, written) && name.at[written.bytes] == '[';
}

/* `provide.delivers` means that role of every member of the family `provide`, `provide` all roles of all. */
static bool names_role(Text written, const Duty *duty, const DutyRole *role) {
  if (names(written, duty->subject.name)) return true;
  for (uint32_t i = written.bytes; i-- > 0;) {
    if (written.at[i] != '.') continue;
    return text_equal(text_slice(written, i + 1, written.bytes), role->role->name->text) &&
           names(text_slice(written, 0, i), duty->subject.name);
  }
  return false;
}

static void find_roles(const Program *program, Text written, AskedAbout *asked) {
  for (size_t i = 0; i < program->duties.count; i++)
    for (uint32_t r = 0; r < program->duties.at[i]->role_count; r++)
      if (names_role(written, program->duties.at[i], &program->duties.at[i]->roles[r]))
        list_push(&asked->units, program->duties.at[i]->roles[r].unit);
}

static void find_others(const Program *program, Text written, AskedAbout *asked) {
  for (size_t i = 0; i < program->rights.count; i++)
    if (names(written, program->rights.at[i]->subject.name)) list_push(&asked->units, program->rights.at[i]->unit);
  for (size_t i = 0; i < program->requirements.count; i++)
    if (names(written, program->requirements.at[i]->subject.name))
      list_push(&asked->units, program->requirements.at[i]->unit);
  for (size_t i = 0; i < program->signatures.count; i++)
    if (names(written, program->signatures.at[i]->subject.name))
      list_push(&asked->units, program->signatures.at[i]->raised);
  for (size_t i = 0; i < program->definitions.count; i++)
    if (names(written, program->definitions.at[i]->subject.name))
      list_push(&asked->units, program->definitions.at[i]->unit);
}

static void find(const Options *options, Program *program, Text written, bool facts_too, AskedAbout *asked) {
  const Unit *unit = program_unit(program, written);
  (void)options;
  if (unit) {
    list_push(&asked->units, unit);
    return;
  }
  find_roles(program, written, asked);
  find_others(program, written, asked);
  for (uint32_t i = 0; facts_too && i < program->facts.count; i++)
    if (names(written, program->facts.at[i]->subject.name)) list_push(&asked->facts, i);
}

/* ---- what means nothing ---- */

static const char *other_kind(const Program *program, Text written, bool facts_too) {
  for (size_t i = 0; i < program->events.count; i++)
    if (names(written, program->events.at[i]->subject.name))
      return "an event; ask about a conclusion that counts or dates it";
  for (size_t i = 0; i < program->parameters.count; i++)
    if (names(written, program->parameters.at[i]->subject.name))
      return "a parameter; ask about a conclusion that reads it";
  for (size_t i = 0; i < program->matters.count; i++)
    if (names(written, program->matters.at[i]->subject.name)) return "a matter; `remit who` tells who has a say in it";
  for (size_t i = 0; !facts_too && i < program->facts.count; i++)
    if (names(written, program->facts.at[i]->subject.name))
      return "a fact; ask about a conclusion, or `remit why` for the fact";
  return NULL;
}

static void offer_all(const Program *program, bool facts_too, DiagNearest *nearest) {
  for (size_t i = 0; i < program->units.count; i++) diag_nearest_offer(nearest, program->units.at[i]->subject.name);
  for (size_t i = 0; i < program->duties.count; i++) diag_nearest_offer(nearest, program->duties.at[i]->subject.name);
  for (size_t i = 0; facts_too && i < program->facts.count; i++)
    diag_nearest_offer(nearest, program->facts.at[i]->subject.name);
}

static void complain(const Options *options, const Program *program, Text written, bool facts_too) {
  const char *what = facts_too ? "conclusion or fact" : "conclusion", *other = other_kind(program, written, facts_too);
  DiagNearest nearest = {.wanted = written};
  if (other) {
    options_complain(options->verb, "`%s` is %s", text_c(written), other);
    return;
  }
  offer_all(program, facts_too, &nearest);
  if (nearest.count)
    options_complain(options->verb, "there is no %s `%s`; did you mean `%s`?", what, text_c(written),
                     text_c(nearest.best[0]));
  else options_complain(options->verb, "there is no %s `%s` in these rules", what, text_c(written));
}

bool asked_about(const Options *options, Program *program, Text written, bool facts_too, AskedAbout *asked) {
  size_t before = asked->units.count + asked->facts.count;
  find(options, program, written, facts_too, asked);
  if (asked->units.count + asked->facts.count > before) return true;
  complain(options, program, written, facts_too);
  return false;
}

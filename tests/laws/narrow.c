/* The laws of the unknown, on many small programs in one process: where fewer things are possible of the facts, nothing
 * becomes possible of a conclusion that was not before; so what was certain stays so, and what is certain has its value
 * in every completion.
 *
 * Requests are lines with bytes behind them:
 *   rules BYTES                          modules, each behind a line `=== NAME`, the last of them `t`
 *   case case BYTES [planned] [known D]  a case of it, as a case file
 *   suppose BYTES                        one more supposition beneath the case in hand
 *   laws SEED NARROWED COMPLETED D D D   holds so many narrower worlds and completions of it against it on each day
 *
 * Each is answered by the count of bytes on a line, and then these: messages; of `laws` a line of the numbers in Tally,
 * and of what breaks a law the conclusion, the day, and all that is known in both worlds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/eval.h"
#include "model/print.h"
#include "possible.h"
#include "../oracle/serve.h"

/* ---- what is in hand ---- */

typedef struct Hand {
  Session session;
  Diags diags;
  CaseFile *file;
  World *world;
  bool *bound;              /* by unit: whether the laws hold for it */
} Hand;

static void load_modules(Hand *hand, Text rules) {
  const char *at = rules.at, *end = rules.at + rules.bytes;
  *hand = (Hand){0};
  session_open(&hand->session, TEXT(""), TEXT(""), &hand->diags);
  while (at && at < end) {
    char name[64] = "";
    sscanf(at, "=== %56s", name);
    const char *body = strchr(at, '\n') + 1, *next = strstr(body, "\n=== ");
    next = next ? next + 1 : end;
    loader_text(hand->session.loader, text_format("%s.remit", name), (Text){body, (uint32_t)(next - body)},
                &hand->diags);
    at = next;
  }
}

static Day read_day(const char *word) {
  PartialDate date = {0, 0};
  calendar_parse(text_of(word), &date);
  return date.first;
}

/* ---- which conclusions the laws bind ---- */

/* Those that ask about what is known, and whether rules are in conflict, are outside the promise. */
static void visit_asking(void *owner, Node *node, bool elsewhere) {
  (void)elsewhere;
  if (node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED || node->kind == NODE_CONFLICT) *(bool *)owner = true;
  node_each_kid(node, visit_asking, owner);
}

static bool asks(const Unit *unit) {
  bool found = false;
  if (unit->applies) visit_asking(&found, unit->applies, false);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      if (branch->when) visit_asking(&found, branch->when, false);
      if (branch->value) visit_asking(&found, branch->value, false);
      if (branch->by) visit_asking(&found, branch->by, false);
    }
  return found;
}

static bool reads_unbound(const Unit *unit, const bool *bound) {
  for (uint32_t i = 0; i < unit->read_count; i++)
    if (!bound[unit->reads[i]]) return true;
  for (uint32_t i = 0; i < unit->read_elsewhere_count; i++)
    if (!bound[unit->reads_elsewhere[i]]) return true;
  return false;
}

static bool *bound_units(const Program *program) {
  bool *bound = mem_alloc_flat(program->units.count + 1);
  for (size_t u = 0; u < program->units.count; u++)
    bound[u] = !asks(program->units.at[u]) && !reads_unbound(program->units.at[u], bound);
  return bound;
}

/* A deadline without a start of its own begins with the first day of which the record says anything: so it asks about
 * the record, and only where that day is the same do the laws bind it. */
static bool start_moved(World *wide, World *narrow, const Unit *unit) {
  if (unit->kind != UNIT_REQUIREMENT || unit->from != DAY_BEFORE_TIME || unit->applies || !unit->layer_count)
    return false;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      if (!branch->by) continue;
      Starts was = eval_starts(wide, unit, branch, DAY_FIRST), is = eval_starts(narrow, unit, branch, DAY_FIRST);
      if (was.early != is.early) return true;
    }
  return false;
}

static bool *still_bound(World *wide, World *narrow, const bool *bound) {
  const Program *program = wide->program;
  bool *still = mem_alloc_flat(program->units.count + 1);
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    still[u] = bound[u] && !start_moved(wide, narrow, unit) && !reads_unbound(unit, still);
  }
  return still;
}

/* ---- a world in which less is possible ---- */

static uint64_t seed_of(uint64_t seed, Text name) {
  for (uint32_t i = 0; i < name.bytes; i++) seed = (seed ^ (unsigned char)name.at[i]) * UINT64_C(0x100000001B3);
  return seed;
}

static const World *root_of(const World *world) { return world->parent ? world->parent : world; }

/* The world of the same statements where some of their unknown days have fewer possible days. */
static const World *fewer_unknown_days(const World *wide, uint64_t seed, Dice dice) {
  const World *root = root_of(wide);
  Program *program = MEM_NEW(Program);
  CaseFile *file = MEM_NEW(CaseFile);
  Assertions supposed = {0};
  Fewer fewer = {0};
  *program = *root->program;
  *file = *root->case_file;
  program->records.count = 0;        /* they are among what the world states */
  file->assertions = (Assertions){0};
  dice.state = seed;
  if (!fewer_statements(&dice, program, &root->stated, &fewer, &file->assertions) ||
      !fewer_statements(&dice, program, &wide->supposed, &fewer, &supposed))
    return wide;
  World *narrow = world_make(program, file, (WorldOptions){.as_planned = root->options.as_planned});
  return supposed.count ? world_suppose(narrow, &supposed) : narrow;
}

/* A program of its own, since parameters stand there. */
static Program *fewer_parameters(const World *wide, uint64_t seed, Dice dice) {
  Program *program = MEM_NEW(Program);
  *program = *wide->program;
  program->parameters.at = NULL;
  program->parameters.count = program->parameters.room = 0;
  for (uint32_t p = 0; p < wide->program->parameters.count; p++) {
    Parameter *parameter = MEM_NEW(Parameter);
    *parameter = *wide->program->parameters.at[p];
    dice.state = seed_of(seed, parameter->subject.name);
    parameter->history = fewer_histories(&dice, world_parameter(wide, p), parameter->type);
    list_push(&program->parameters, parameter);
  }
  return program;
}

/* Each thing has dice of its own, by its name: what is left out of a case leaves the others as they are. */
static World *fewer_worlds(const World *wide, uint64_t seed, Dice dice) {
  World *narrow = MEM_NEW(World);
  const World *days = fewer_unknown_days(wide, seed, dice);
  const Program *program = wide->program;
  *narrow = (World){.program = fewer_parameters(days, seed, dice), .case_file = wide->case_file};
  narrow->facts = MEM_NEW_ARRAY(History, program->facts.count + 1);
  narrow->events = MEM_NEW_ARRAY(EventRecord, program->events.count + 1);
  for (uint32_t f = 0; f < program->facts.count; f++) {
    dice.state = seed_of(seed, program->facts.at[f]->subject.name);
    narrow->facts[f] = fewer_histories(&dice, world_fact(days, f), program->facts.at[f]->type);
  }
  for (uint32_t e = 0; e < program->events.count; e++) {
    dice.state = seed_of(seed, program->events.at[e]->subject.name);
    narrow->events[e] = fewer_records(&dice, world_event(days, e));
  }
  return narrow;
}

/* ---- the law ---- */

static bool fewer_dates(const Value *narrow, const Value *wide) {
  if (narrow->flags & VALUE_MAYBE_NO_DATE && !(wide->flags & VALUE_MAYBE_NO_DATE)) return false;
  if (value_no_date_certain(narrow)) return true;
  return !value_no_date_certain(wide) && wide->low <= narrow->low && narrow->high <= wide->high &&
         value_units_fit(narrow, wide);
}

static bool among(Text text, const TextCandidates *texts) {
  for (uint32_t i = 0; i < texts->count; i++)
    if (text_equal(text, texts->at[i])) return true;
  return false;
}

static bool fewer_candidates(const TextCandidates *narrow, const TextCandidates *wide) {
  if (!wide) return true;
  for (uint32_t i = 0; narrow && i < narrow->count; i++)
    if (!among(narrow->at[i], wide)) return false;
  return narrow != NULL;
}

/* Nothing is possible by `narrow` that is not by `wide`. */
static bool within(const Value *narrow, const Value *wide) {
  switch ((ValueForm)narrow->form) {
    case VALUE_MEMBERS: return !(narrow->may & ~wide->may);
    case VALUE_SET: return !(wide->must & ~narrow->must) && !(narrow->may & ~wide->may);
    case VALUE_RANGE: return fewer_dates(narrow, wide);
    case VALUE_TEXTS: return fewer_candidates(narrow->texts, wide->texts);
  }
  return false;
}

typedef struct Tally {
  uint64_t compared;        /* conclusions, of which it was certain or partly known what they come to */
  uint64_t certain;         /* of these: certain */
  uint64_t open;            /* of these: though something that they read is not certain */
  uint64_t failed;          /* certain, but where arithmetic fails in the narrower world: that makes it unknown */
} Tally;

static void print_history(Sink *out, Text name, const History *history, const Type *type) {
  sink_format(out, "    %s:", text_c(name));
  for (uint32_t i = 0; i < history->count; i++) {
    const Step *step = &history->steps[i];
    char date[DATE_ROOM] = "";
    if (i) calendar_print(step->from, date), sink_format(out, " | %s%s", date, step->transition ? "~" : "");
    sink_char(out, ' ');
    print_cell(out, type, &step->value);
  }
  sink_char(out, '\n');
}

static void print_date(Sink *out, Day day) {
  char date[DATE_ROOM] = "";
  if (day != DAY_BEFORE_TIME && day != DAY_AFTER_TIME) calendar_print(day, date);
  sink_c(out, date);
}

static void print_record(Sink *out, Text name, const EventRecord *record) {
  sink_format(out, "    %s:", text_c(name));
  for (uint32_t i = 0; i < record->occurrence_count; i++) {
    sink_char(out, ' ');
    print_date(out, record->occurrences[i].date.first);
    if (record->occurrences[i].date.last == record->occurrences[i].date.first) continue;
    sink_c(out, "..");
    print_date(out, record->occurrences[i].date.last);
  }
  for (uint32_t i = 0; i < record->coverage_count; i++) {
    sink_c(out, " complete ");
    print_date(out, record->coverage[i].from);
    sink_c(out, "..");
    print_date(out, record->coverage[i].until);
  }
  sink_char(out, '\n');
}

static void print_world(Sink *out, const World *world) {
  const Program *program = world->program;
  for (uint32_t f = 0; f < program->facts.count; f++)
    print_history(out, program->facts.at[f]->subject.name, world_fact(world, f), program->facts.at[f]->type);
  for (uint32_t p = 0; p < program->parameters.count; p++)
    print_history(out, program->parameters.at[p]->subject.name, world_parameter(world, p),
                  program->parameters.at[p]->type);
  for (uint32_t e = 0; e < program->events.count; e++)
    print_record(out, program->events.at[e]->subject.name, world_event(world, e));
}

static void print_broken(Sink *out, const Subject *subject, const Type *type, Day day, const World *worlds[2],
                         const Value *values[2]) {
  sink_format(out, "%s on ", text_c(subject->name));
  print_date(out, day);
  sink_char(out, '\n');
  for (unsigned i = 0; i < 2; i++) {
    sink_c(out, i ? "  narrower: " : "  before: ");
    print_cell(out, type, values[i]);
    sink_format(out, " (flags %u)\n", values[i]->flags);
    print_world(out, worlds[i]);
  }
}

/* Whether a conclusion reads anything, itself or through others, that is not certain on the day. */
static bool reads_open(const World *world, const Unit *unit, Day day, const bool *open) {
  for (uint32_t i = 0; i < unit->fact_count; i++) {
    const History *history = world_fact(world, unit->facts[i]);
    if (!value_certain(&history->steps[history_step_at(history, day)].value)) return true;
  }
  for (uint32_t i = 0; i < unit->event_count; i++)
    if (!covered(world_event(world, unit->events[i]), day)) return true;
  for (uint32_t i = 0; i < unit->read_count; i++)
    if (open[unit->reads[i]]) return true;
  return false;
}

static bool *open_units(const World *world, Day day) {
  bool *open = mem_alloc_flat(world->program->units.count + 1);
  for (size_t u = 0; u < world->program->units.count; u++)
    open[u] = reads_open(world, world->program->units.at[u], day, open);
  return open;
}

static bool compare_unit(World *wide, World *narrow, const Unit *unit, Day day, Sink *out, Tally *tally) {
  Value was = eval_unit(wide, unit, day).value, unknown = type_unknown(unit->type);
  if (was.flags & VALUE_FAILED || value_same(&was, &unknown)) return true;
  Value is = eval_unit(narrow, unit, day).value;
  tally->compared++;
  tally->certain += value_certain(&was);
  if (is.flags & VALUE_FAILED) {
    tally->failed += value_certain(&was);
    return true;
  }
  if (within(&is, &was) && (!value_certain(&was) || value_certain(&is))) return true;
  print_broken(out, &unit->subject, unit->type, day, (const World *[]){wide, narrow}, (const Value *[]){&was, &is});
  return false;
}

/* Of the facts themselves: a day that is known better makes no other value of them possible. */
static bool compare_facts(const World *wide, const World *narrow, Day day, Sink *out) {
  for (uint32_t f = 0; f < wide->program->facts.count; f++) {
    const History *was = world_fact(wide, f), *is = world_fact(narrow, f);
    const Value *before = &was->steps[history_step_at(was, day)].value;
    const Value *now = &is->steps[history_step_at(is, day)].value;
    if (within(now, before)) continue;
    const Fact *fact = wide->program->facts.at[f];
    print_broken(out, &fact->subject, fact->type, day, (const World *[]){wide, narrow}, (const Value *[]){before, now});
    return false;
  }
  return true;
}

/* The first unit on the first day that breaks a law is told. */
static bool hold_against(const Hand *hand, World *narrow, const Dice *dice, Sink *out, Tally *tally) {
  World *wide = hand->world;
  bool *bound = still_bound(wide, narrow, hand->bound);
  for (size_t d = 0; d < dice->day_count; d++) {
    bool *open = open_units(wide, dice->days[d]);
    if (!compare_facts(wide, narrow, dice->days[d], out)) return false;
    for (size_t u = 0; u < wide->program->units.count; u++) {
      uint64_t certain = tally->certain;
      if (bound[u] && !compare_unit(wide, narrow, wide->program->units.at[u], dice->days[d], out, tally)) return false;
      tally->open += open[u] && tally->certain > certain;
    }
  }
  return true;
}

static void hold_laws(Hand *hand, uint64_t seed, unsigned narrowed, unsigned completed, Dice dice, Sink *out) {
  Tally tally = {0};
  Sink broken = {0};
  bool good = true;
  for (unsigned i = 0; good && i < narrowed + completed; i++) {
    dice.whole = i >= narrowed;
    good = hold_against(hand, fewer_worlds(hand->world, seed * 1000003 + i, dice), &dice, &broken, &tally);
  }
  sink_format(out, "%lu %lu %lu %lu\n", tally.compared, tally.certain, tally.open, tally.failed);
  sink_text(out, sink_result(&broken));
}

/* ---- requests ---- */

static void read_case(Hand *hand, Text facts, const char *options) {
  CaseFiles cases = {0};
  const char *known = strstr(options, "known ");
  WorldOptions wish = {.as_planned = strstr(options, "planned"), .as_known = known};
  if (known) wish.known_on = read_day(text_c((Text){known + 6, (uint32_t)strcspn(known + 6, " \n")}));
  hand->world = NULL;
  case_read_source(&hand->session, source_of_text(TEXT("t.case"), facts), TEXT(""), &cases);
  if (!cases.count) return;
  hand->file = cases.at[0];
  hand->world = world_make(hand->file->program, hand->file, wish);
  hand->bound = bound_units(hand->file->program);
}

static void suppose(Hand *hand, Text statement) {
  Source *line = source_of_text(TEXT("supposition"), statement);
  Assertion *assertion =
    hand->world ? assertion_parse(hand->file->program, hand->file, line, &hand->diags) : NULL;
  if (assertion) hand->world = world_suppose_one(hand->world, assertion);
}

static void check_laws(Hand *hand, char *words, Sink *out) {
  enum { MOST = 64 };
  Day days[MOST];
  Dice dice = {.days = days};
  unsigned long numbers[3] = {0};
  unsigned at = 0;
  for (char *word = strtok(words, " \n"); word; word = strtok(NULL, " \n")) {
    if (at < 3) numbers[at++] = strtoul(word, NULL, 10);
    else if (dice.day_count < MOST) days[dice.day_count++] = read_day(word);
  }
  if (hand->world && dice.day_count)
    hold_laws(hand, numbers[0], (unsigned)numbers[1], (unsigned)numbers[2], dice, out);
}

static void print_errors(Sink *out, const Diags *diags, size_t from) {
  for (size_t i = from; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->severity == DIAG_ERROR) sink_format(out, "! R%04u %s\n", (unsigned)diag->code, text_c(diag->text));
  }
}

static void answer(void *owner, char *line, Sink *out) {
  Hand *hand = owner;
  size_t bytes = 0, before = hand->diags.all.count;
  char rest[64] = "";
  if (sscanf(line, "rules %zu", &bytes) == 1) load_modules(hand, serve_bytes(bytes)), before = 0;
  else if (sscanf(line, "case case %zu %63[^\n]", &bytes, rest) >= 1) read_case(hand, serve_bytes(bytes), rest);
  else if (sscanf(line, "suppose %zu", &bytes) == 1) suppose(hand, serve_bytes(bytes));
  else if (!strncmp(line, "laws ", 5)) check_laws(hand, line + 5, out);
  else exit(1);
  print_errors(out, &hand->diags, before);
}

int main(void) {
  mem_open();
  return serve(answer, MEM_NEW(Hand));
}

/* Choosing questions, and the case that the answers make. */
#include "study/ask_inside.h"
#include <string.h>

#define CONSIDERED 12         /* questions of which the answers are tried out: those on which most hangs */

/* ---- the case ---- */

static bool source_taken(const Program *program, Text name) {
  return hash_get(program->sources_by_module.at[program->module->index], name) != NULL;
}

static SourceInfo *make_source(Program *program, Day today) {
  SourceInfo *source = MEM_NEW(SourceInfo);
  char room[DATE_ROOM];
  Text name = TEXT("interview");
  for (unsigned i = 2; source_taken(program, name); i++) name = text_format("interview_%u", i);
  calendar_print_long((PartialDate){today, today}, room);
  *source = (SourceInfo){.name = names_intern(program->names, name),
                         .label = text_format("Answers given on %s in an interview", room),
                         .dated = true,
                         .date = {today, today},
                         .basis = BASIS_STATED};
  return source;
}

void ask_open(Interview *interview, Program *program, Text name, Day as_at, Day today) {
  CaseFile *file = MEM_NEW(CaseFile);
  Citation *cite = MEM_NEW(Citation);
  *interview = (Interview){.program = program, .file = file};
  *file = (CaseFile){.name = name, .dated = true, .as_at = as_at, .program = program};
  *cite = (Citation){.source = make_source(program, today), .basis = BASIS_STATED};
  interview->cites = (Citations){cite, 1};
  list_push(&file->sources, cite->source);
}

World *ask_world(const Interview *interview) {
  return world_make(interview->program, interview->file, (WorldOptions){0});
}

/* ---- what may be asked ---- */

bool ask_was_asked(const Interview *interview, Dependence what) {
  for (size_t i = 0; i < interview->answers.count; i++)
    if (interview->answers.at[i].what.kind == what.kind && interview->answers.at[i].what.index == what.index)
      return true;
  return false;
}

static bool askable(const Interview *interview, Dependence what) {
  return what.kind != SYMBOL_PARAMETER && !ask_was_asked(interview, what);
}

static AskQuestion *question_about(Interview *interview, AskQuestion *questions, Dependence what) {
  return &questions[what.kind == SYMBOL_FACT ? what.index : interview->program->facts.count + what.index];
}

static size_t gather(Interview *interview, const Conclusions *all, AskQuestion *questions) {
  size_t open = 0;
  for (size_t u = 0; u < interview->program->units.count; u++) {
    const Conclusion *conclusion = &all->units[u];
    open += !value_certain(&conclusion->kept.value);
    for (size_t i = 0; i < conclusion->depends_on.count; i++) {
      Dependence what = conclusion->depends_on.at[i];
      if (!askable(interview, what)) continue;
      AskQuestion *question = question_about(interview, questions, what);
      question->what = what;
      list_push(&question->hangs, conclusion->unit);
    }
  }
  return open;
}

/* ---- which comes first ---- */

typedef struct Ranked {
  AskQuestion *question;
  AskGain gain;
} Ranked;
typedef LIST(Ranked) Ranking;

/* Those on which most hangs, most first; of equal ones the first declared. */
static void consider(Ranking *ranking, AskQuestion *question) {
  size_t place = ranking->count;
  while (place > 0 && ranking->at[place - 1].question->hangs.count < question->hangs.count) place--;
  if (place >= CONSIDERED) return;
  if (ranking->count < CONSIDERED) list_push(ranking, (Ranked){0});
  memmove(&ranking->at[place + 1], &ranking->at[place], (ranking->count - place - 1) * sizeof *ranking->at);
  ranking->at[place] = (Ranked){.question = question};
}

/* Averages are compared crosswise. */
static bool better(const Ranked *a, const Ranked *b) {
  return a->gain.sum * b->gain.tried > b->gain.sum * a->gain.tried;
}

static AskQuestion *best(World *world, Day day, Ranking *ranking) {
  Ranked *best = &ranking->at[0];
  for (size_t i = 0; i < ranking->count; i++) {
    ranking->at[i].gain = ask_gain(world, day, ranking->at[i].question->what);
    if (better(&ranking->at[i], best)) best = &ranking->at[i];
  }
  best->question->settles = best->gain.most;
  return best->question;
}

static void by_declaration(AskQuestion *question) {
  for (size_t i = 1; i < question->hangs.count; i++)
    for (size_t j = i; j > 0 && question->hangs.at[j]->declared < question->hangs.at[j - 1]->declared; j--) {
      const Unit *swap = question->hangs.at[j];
      question->hangs.at[j] = question->hangs.at[j - 1];
      question->hangs.at[j - 1] = swap;
    }
}

static bool choose(Interview *interview) {
  World *world = ask_world(interview);
  Day day = interview->file->as_at;
  Conclusions all = conclude_all(world, day);
  size_t count = interview->program->facts.count + interview->program->events.count;
  AskQuestion *questions = MEM_NEW_ARRAY(AskQuestion, count + 1);
  Ranking ranking = {0};
  size_t open = gather(interview, &all, questions);
  for (size_t i = 0; i < count; i++)
    if (questions[i].hangs.count) consider(&ranking, &questions[i]);
  interview->question = (AskQuestion){.stage = ASK_OVER, .open = open};
  if (!ranking.count) return false;
  interview->question = *best(world, day, &ranking);
  interview->question.stage = ASK_VALUE;
  interview->question.open = open;
  by_declaration(&interview->question);
  return true;
}

/* A question for the date waits where the answer before it left one. */
bool ask_next(Interview *interview) {
  return interview->question.stage == ASK_SINCE || choose(interview);
}

/* ---- back, and what is left ---- */

static void note(Interview *interview, size_t statements) {
  AskAnswer answer = {interview->question.what, statements, interview->question.stage == ASK_SINCE};
  list_push(&interview->answers, answer);
}

void ask_skip(Interview *interview) {
  note(interview, interview->file->assertions.count);
  interview->question.stage = ASK_VALUE;
}

bool ask_back(Interview *interview) {
  size_t *count = &interview->answers.count;
  if (interview->question.stage == ASK_SINCE) interview->question.stage = ASK_VALUE;
  if (!*count) return false;
  while (*count > 1 && interview->answers.at[*count - 1].since) --*count;
  interview->file->assertions.count = interview->answers.at[--*count].statements;
  return choose(interview);
}

static void sort_out(const Interview *interview, Dependence what, bool hangs, AskLeft *left) {
  if (ask_was_asked(interview, what)) return;
  if (hangs) list_push(&left->open, what);
  else list_push(&left->settled, what);
}

AskLeft ask_left(const Interview *interview) {
  const Program *program = interview->program;
  AskLeft left = {0};
  Conclusions all = conclude_all(ask_world(interview), interview->file->as_at);
  uint8_t *facts = mem_alloc_flat(program->facts.count + 1), *events = mem_alloc_flat(program->events.count + 1);
  for (size_t u = 0; u < program->units.count; u++) {
    left.conclusions += !value_certain(&all.units[u].kept.value);
    for (size_t i = 0; i < all.units[u].depends_on.count; i++) {
      Dependence what = all.units[u].depends_on.at[i];
      if (what.kind == SYMBOL_FACT) facts[what.index] = 1;
      if (what.kind == SYMBOL_EVENT) events[what.index] = 1;
    }
  }
  for (uint32_t f = 0; f < program->facts.count; f++)
    if (program->facts.at[f]->read) sort_out(interview, (Dependence){SYMBOL_FACT, f}, facts[f], &left);
  for (uint32_t e = 0; e < program->events.count; e++)
    if (program->events.at[e]->read) sort_out(interview, (Dependence){SYMBOL_EVENT, e}, events[e], &left);
  return left;
}

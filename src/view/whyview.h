/* Arguments for people and programs: why an answer is what it is. */
#ifndef REMIT_VIEW_WHYVIEW_H
#define REMIT_VIEW_WHYVIEW_H
#include "engine/argument.h"
#include "view/runjson.h"
#include "view/sentence.h"

typedef struct WhyAnswer {
  const Conclusion *conclusion; /* NULL: a fact was asked about */
  ArgumentStep *root;           /* its argument */
  ArgumentStep *shown;          /* the step that is shown: the root, or one under it */
  Text number;                  /* of the step that is shown; empty of the root */
} WhyAnswer;

typedef struct WhyAnswers {
  Text asked;                   /* as it was written */
  Arguments *arguments;
  LIST(WhyAnswer) at;           /* one, or one for each role of a duty, for each member of a family */
  unsigned depth;               /* how many levels are unfolded */
} WhyAnswers;

void whyview_text(Sink *sink, const Head *head, const World *world, const WhyAnswers *answers, PageOptions options);
void whyview_json(Sink *sink, const Head *head, const WhyAnswers *answers);

/* ---- parts, also for other verbs ---- */

/* What follows the head, also for the REPL. */
void whyview_answers(Report *report, const WhyAnswers *answers);

typedef struct WhyPage {
  Report *report;
  Arguments *arguments;
  unsigned depth;
  HashMap shown;                /* conclusions unfolded before, by unit and day: their numbers */
} WhyPage;

/* What a step says, in a sentence with its value. */
void say_step(Report *report, const ArgumentStep *step);
/* The step and those under it, as far as the page's depth goes; `number` is its own (empty of a root, which is not
 * said). */
void whytext_step(WhyPage *page, ArgumentStep *step, Text number, unsigned level);
/* Lines under a step: the statements, dates and sources that it rests on. `merged`: the line above does not give its
 * value. */
void whytext_evidence(Report *report, Arguments *arguments, ArgumentStep *step, bool merged, unsigned level);
/* What the answer needs though no step cites it: nothing is said where there is none. */
void whytext_besides(Report *report, const Statements *besides);
/* The answer itself: "held", "the trust or the council, depending on ...". */
void say_answer(Report *report, const Conclusion *conclusion);
/* The one fact, record or threshold that a step is about, which is shown in the same breath; NULL: none, or several. */
ArgumentStep *why_single_leaf(Arguments *arguments, ArgumentStep *step);
/* Of a condition that is another on every day there may be 40,000 periods, each with an argument of its own: from which
 * step on they are told by their number alone. steps->count: all are told. */
size_t why_told(const ArgumentSteps *steps);
static inline bool why_untold(const ArgumentSteps *steps, size_t told, size_t i) {
  return i >= told && steps->at[i]->kind == ARGUMENT_DAYS;
}
/* The parts of a step as JSON: an object. */
void whyjson_step(JsonOut *json, Report *report, Arguments *arguments, ArgumentStep *step, Text number, unsigned depth);
#endif

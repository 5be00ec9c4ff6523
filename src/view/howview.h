/* `remit how`: what would bring a condition about. */
#ifndef REMIT_VIEW_HOWVIEW_H
#define REMIT_VIEW_HOWVIEW_H
#include "study/how.h"
#include "view/sentence.h"

typedef struct HowAnswer {
  Text asked;               /* as typed */
  const HowResult *result;
} HowAnswer;

void howview_text(Sink *sink, const Head *head, const World *world, const HowAnswer *answer, PageOptions options);
void howview_json(Sink *sink, const Head *head, const HowAnswer *answer);

/* What follows the head, also for the REPL. */
void howview_answer(Report *report, const HowAnswer *answer);
/* A region in words: "below 15%", "good or outstanding", "social care among them". */
void howview_region(Report *report, const Lever *lever, const Region *region);
#endif

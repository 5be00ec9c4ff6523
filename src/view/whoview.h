/* The single question: who stands in which role of a duty, or who has a say in a matter. */
#ifndef REMIT_VIEW_WHOVIEW_H
#define REMIT_VIEW_WHOVIEW_H
#include "view/runjson.h"
#include "view/runtext.h"

typedef struct WhoAnswer {          /* what was asked about: one of the two is not empty */
  Text asked;
  LIST(const Duty *) duties;        /* one, or all members of a family */
  LIST(const Matter *) matters;
} WhoAnswer;

void whoview_text(Sink *sink, const Head *head, const Conclusions *conclusions, const WhoAnswer *answer,
                  PageOptions options);
void whoview_json(Sink *sink, const Head *head, const Conclusions *conclusions, const WhoAnswer *answer);
#endif

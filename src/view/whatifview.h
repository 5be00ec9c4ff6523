/* `remit whatif`: as it stands and as it would be, only what differs. */
#ifndef REMIT_VIEW_WHATIFVIEW_H
#define REMIT_VIEW_WHATIFVIEW_H
#include "study/whatif.h"
#include "view/shiftview.h"

void whatifview_text(Sink *sink, const Head *head, const Whatif *whatif, PageOptions options);
void whatifview_json(Sink *sink, const Head *head, const Whatif *whatif);
void whatifview_csv(Sink *sink, const Head *head, const Whatif *whatif);
#endif

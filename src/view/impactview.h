/* `remit impact`: what another version of the rules changes in many cases. */
#ifndef REMIT_VIEW_IMPACTVIEW_H
#define REMIT_VIEW_IMPACTVIEW_H
#include "study/impact.h"
#include "view/shiftview.h"

/* `heads` by case, as the new rules have them. */
typedef struct ImpactHeads {
  Text old, new;            /* the modules as they were asked for */
  const Head *at;
} ImpactHeads;

void impactview_text(Sink *sink, const ImpactHeads *heads, const Impact *impact, PageOptions options);
void impactview_json(Sink *sink, const ImpactHeads *heads, const Impact *impact);
void impactview_csv(Sink *sink, const ImpactHeads *heads, const Impact *impact);
/* ---- parts ---- */
const char *impactview_kind(ImpactKind kind);      /* "rule", "threshold", ... */
Text impactview_case(const ImpactHeads *heads, size_t place);   /* its label, else its name */
#endif

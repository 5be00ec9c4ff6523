/* What the parts of a written report share: the page, what is reported, and the phrases that recur. */
#ifndef REMIT_VIEW_REPORT_H
#define REMIT_VIEW_REPORT_H
#include "base/hash.h"
#include "engine/conclude.h"
#include "view/head.h"
#include "view/page.h"

typedef struct Report {
  Page page;
  const Head *head;
  const Conclusions *conclusions;
  const Program *program;
  const Text *parties;          /* labels for this case, by index; NULL: the program's */
  bool all;                     /* also what is not held, not raised and so on, one by one */
  LIST(const SourceInfo *) cited;   /* in order of first mention */
  HashMap known;                    /* the same, by address */
  HashMap *places;              /* of a document: the names that have an anchor in it; NULL: no links */
} Report;

const Conclusion *report_of(const Report *report, const Unit *unit);
/* The branch that decided; NULL when none did or several may. */
const Branch *report_branch(const Conclusion *conclusion);
Citations report_cites(const Conclusion *conclusion);
bool report_is(const Conclusion *conclusion, bool yes);    /* certainly yes, or certainly no */
bool report_unsettled(const Conclusion *conclusion);       /* the sources do not settle it */

/* ---- phrases: composed on the report's page ---- */
void say_parties(Report *report, uint64_t mask);
/* A label, as a link where the document has a place of that name. */
void say_linked(Report *report, Text label, Text name);
void say_value(Report *report, const Type *type, const Value *value);
void say_date(Report *report, Day day);
void say_partial_date(Report *report, PartialDate date);
void say_count(Report *report, size_t count, const char *one, const char *many);   /* "1 gap", "3 gaps" */
/* "West Sussex County Council 2020, para 2.4 and para 2.10; Ray Jones 2016, l.34". */
void say_citations(Report *report, Citations cites);
void say_source(Report *report, const SourceInfo *source);
bool cited_by_title(const Report *report, const SourceInfo *source);  /* not by who and when: that leaves a doubt */
void say_source_title(Report *report, const SourceInfo *source);
const char *basis_said(Basis basis);           /* "stated", "an opinion", "no source given" */
/* " - stated: West Sussex County Council 2020, para 2.4": what a certain answer rests on. */
void say_rests_on(Report *report, const Conclusion *conclusion);
void say_dependence(Report *report, Dependence what);      /* "whether a direction is in force" */
/* "whether a direction is in force, Ofsted's judgement and 2 more". */
void say_dependences(Report *report, const Dependences *on);
/* Why something is not certain: conflict, dispute, sources silent, or what it depends on. */
void say_why_open(Report *report, const Conclusion *conclusion);
const Subject *report_subject(const Report *report, Dependence what);
/* The fact, parameter or event that a statement is about. */
const Subject *report_about(const Program *program, const Assertion *assertion);
#endif

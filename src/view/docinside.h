/* What the parts of a document share. Private to src/view/doc*.c. */
#ifndef REMIT_VIEW_DOCINSIDE_H
#define REMIT_VIEW_DOCINSIDE_H
#include "view/head.h"
#include "view/report.h"

typedef struct DocEntry {       /* what the contents list under a section */
  Text label, place;
} DocEntry;

typedef struct DocSection {
  const char *title, *place;    /* a place holds a hyphen, as no name does */
  LIST(DocEntry) entries;
} DocSection;

typedef struct Document {
  Report report;
  const Program *program;
  bool all;
  HashMap places;               /* the names that have an anchor: no link leads nowhere */
  LIST(DocSection) sections;
} Document;

static inline Page *page_of(Document *d) { return &d->report.page; }

/* ---- what is shown ---- */
bool doc_shows(const Document *d, const Home *home);
/* Also what the module amends is its own to show: the exception beside the base. */
bool doc_shows_unit(const Document *d, const Unit *unit);
bool doc_shows_duty(const Document *d, const Duty *duty);
void doc_find_places(Document *d);

/* ---- headings and cells ---- */
void doc_section(Document *d, const char *title, const char *place);
void doc_heading(Document *d, Text label, Text place);      /* of the section begun last */
void doc_heads(Document *d, PageCells *cells, const char *const *words, unsigned count);
void doc_push(Document *d, PageCells *cells);               /* what was composed, as a cell */
void doc_push_cites(Document *d, PageCells *cells, Citations cites);
void doc_push_label(Document *d, PageCells *cells, const Subject *subject);    /* with its anchor */
void doc_say_cites(Document *d, Citations cites);
/* The branch's condition; `alone` says that no other is tried. An exception is called one, with its module. */
void doc_say_condition(Document *d, const Layer *layer, const Branch *branch, bool alone);
bool doc_is_limited(const Unit *unit);              /* in force for a part of time only */
void doc_say_period(Document *d, const Unit *unit); /* " from D until E" */
/* When a unit is in force, as a paragraph; nothing where it always is. */
void doc_in_force(Document *d, const Unit *unit);

/* ---- the sections ---- */
void doc_rules(Document *d);        /* docrules.c: duties, rights, requirements, invariants, signatures */
void doc_facts(Document *d);        /* docfacts.c: definitions, thresholds, facts and events, readings */
void doc_sources(Document *d);      /* docsources.c: which paragraphs stand where */
#endif

/* Of a document: the sources, with the paragraphs encoded from each and where they went. */
#include <stdlib.h>
#include <string.h>
#include "view/docinside.h"
#include "view/sentence.h"

typedef struct Mention {
  Text paragraph;               /* empty: the source as a whole */
  const Subject *subject;       /* the heading, or row, under which it is cited */
  size_t order;                 /* of being met */
} Mention;
typedef LIST(Mention) Mentions;

/* ---- gathering ---- */

/* `mentions`: by source. A case's sources are no document's. */
static void add(Mentions *mentions, Citations cites, const Subject *subject) {
  for (uint32_t i = 0; i < cites.count; i++) {
    if (!cites.at[i].source->decl) continue;
    Mentions *of = &mentions[cites.at[i].source->index];
    list_push(of, ((Mention){cites.at[i].paragraph, subject, of->count}));
  }
}

static const Subject *heading_of(const Unit *unit) {
  switch (unit->kind) {
    case UNIT_ROLE: return &((const Duty *)unit->owner)->subject;
    case UNIT_INDICATOR: case UNIT_MITIGATION: case UNIT_SIGNATURE: case UNIT_SEVERITY:
      return &((const Signature *)unit->owner)->subject;
    case UNIT_DEFINITION: case UNIT_RIGHT: case UNIT_REQUIREMENT: break;
  }
  return &unit->subject;
}

static void add_unit(Mentions *mentions, const Unit *unit) {
  const Subject *subject = heading_of(unit);
  add(mentions, unit->subject.cites, subject);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++)
      add(mentions, unit->layers[l].branches[b].cites, subject);
}

static void add_parameter(Mentions *mentions, const Parameter *parameter) {
  add(mentions, parameter->subject.cites, &parameter->subject);
  for (uint32_t c = 0; c < parameter->citation_count; c++)
    add(mentions, parameter->citations[c], &parameter->subject);
}

static Mentions *gather(const Document *d) {
  const Program *p = d->program;
  Mentions *mentions = MEM_NEW_ARRAY(Mentions, p->sources.count + 1);
  for (size_t i = 0; i < p->units.count; i++)
    if (doc_shows_unit(d, p->units.at[i])) add_unit(mentions, p->units.at[i]);
  for (size_t i = 0; i < p->parameters.count; i++)
    if (doc_shows(d, &p->parameters.at[i]->subject.home)) add_parameter(mentions, p->parameters.at[i]);
  for (size_t i = 0; i < p->facts.count; i++)
    if (doc_shows(d, &p->facts.at[i]->subject.home))
      add(mentions, p->facts.at[i]->subject.cites, &p->facts.at[i]->subject);
  for (size_t i = 0; i < p->events.count; i++)
    if (doc_shows(d, &p->events.at[i]->subject.home))
      add(mentions, p->events.at[i]->subject.cites, &p->events.at[i]->subject);
  return mentions;
}

/* ---- in the order of the source ---- */

/* Compared as people count: para 2.4 comes before para 2.10. */
static int compare_paragraphs(const char *a, const char *b) {
  while (*a && *b) {
    bool digits = *a >= '0' && *a <= '9' && *b >= '0' && *b <= '9';
    char *after_a = NULL, *after_b = NULL;
    unsigned long x = digits ? strtoul(a, &after_a, 10) : (unsigned char)*a;
    unsigned long y = digits ? strtoul(b, &after_b, 10) : (unsigned char)*b;
    if (x != y) return x < y ? -1 : 1;
    a = digits ? after_a : a + 1;
    b = digits ? after_b : b + 1;
  }
  return *a ? 1 : *b ? -1 : 0;
}

static int in_order(const void *left, const void *right) {
  const Mention *a = left, *b = right;
  int order = compare_paragraphs(text_c(a->paragraph), text_c(b->paragraph));
  return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* ---- writing ---- */

/* One line for a paragraph, with all that was made of it; the next paragraph's index. */
static size_t write_paragraph(Document *d, const Mentions *mentions, size_t first) {
  Page *page = page_of(d);
  HashMap said = {0};
  size_t i = first;
  page_echo(page, mentions->at[first].paragraph.bytes ? mentions->at[first].paragraph : TEXT("as a whole"));
  page_say(page, ": ");
  for (; i < mentions->count && text_equal(mentions->at[i].paragraph, mentions->at[first].paragraph); i++) {
    void **before = hash_put(&said, mentions->at[i].subject->name);
    if (*before) continue;
    *before = (void *)(uintptr_t)mentions;
    if (i > first) page_say(page, "; ");
    say_linked(&d->report, mentions->at[i].subject->label, mentions->at[i].subject->name);
  }
  page_item(page, 0);
  return i;
}

static void write_source(Document *d, const SourceInfo *source, Mentions *mentions) {
  Page *page = page_of(d);
  page_echo(page, source->label);
  if (source->by.bytes) page_say(page, ", by "), page_echo(page, source->by);
  if (source->dated) page_say(page, ", "), say_partial_date(&d->report, source->date);
  if (source->basis != BASIS_STATED) page_sayf(page, " (%s)", basis_said(source->basis));
  page_heading(page);
  if (!mentions->count) return;   /* declared here for others to cite */
  qsort(mentions->at, mentions->count, sizeof *mentions->at, in_order);
  for (size_t i = 0; i < mentions->count;) i = write_paragraph(d, mentions, i);
}

void doc_sources(Document *d) {
  bool begun = false;
  Mentions *mentions = gather(d);
  for (size_t i = 0; i < d->program->sources.count; i++) {
    const SourceInfo *source = d->program->sources.at[i];
    if (!mentions[i].count && source->file != d->program->module->tree->source) continue;
    if (!begun) doc_section(d, "Sources, and what was taken from each", "all-sources");
    begun = true;
    write_source(d, source, &mentions[i]);
  }
}

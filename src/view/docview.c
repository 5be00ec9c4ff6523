#include "view/docview.h"
#include "view/docinside.h"
#include "view/runtext.h"
#include "view/sentence.h"

/* ---- what is shown ---- */

bool doc_shows(const Document *d, const Home *home) {
  return home->module && (d->all || home->module == d->program->module);
}

bool doc_shows_unit(const Document *d, const Unit *unit) {
  bool any = doc_shows(d, &unit->subject.home);
  for (uint32_t l = 0; l < unit->layer_count; l++) any |= doc_shows(d, &unit->layers[l].home);
  return any;
}

bool doc_shows_duty(const Document *d, const Duty *duty) {
  bool any = false;
  for (uint32_t i = 0; i < duty->role_count; i++) any |= doc_shows_unit(d, duty->roles[i].unit);
  return any;
}

static void add_place(Document *d, bool shown, const Subject *subject) {
  if (shown) *hash_put(&d->places, subject->name) = d;
}

void doc_find_places(Document *d) {
  const Program *p = d->program;
  for (size_t i = 0; i < p->duties.count; i++)
    add_place(d, doc_shows_duty(d, p->duties.at[i]), &p->duties.at[i]->subject);
  for (size_t i = 0; i < p->rights.count; i++)
    add_place(d, doc_shows_unit(d, p->rights.at[i]->unit), &p->rights.at[i]->subject);
  for (size_t i = 0; i < p->requirements.count; i++)
    add_place(d, doc_shows_unit(d, p->requirements.at[i]->unit), &p->requirements.at[i]->subject);
  for (size_t i = 0; i < p->signatures.count; i++)
    add_place(d, doc_shows_unit(d, p->signatures.at[i]->raised), &p->signatures.at[i]->subject);
  for (size_t i = 0; i < p->definitions.count; i++)
    add_place(d, doc_shows_unit(d, p->definitions.at[i]->unit), &p->definitions.at[i]->subject);
  for (size_t i = 0; i < p->parameters.count; i++) {
    const Subject *subject = &p->parameters.at[i]->subject;
    add_place(d, doc_shows(d, &subject->home) && p->parameters.at[i]->history.count, subject);
  }
  for (size_t i = 0; i < p->facts.count; i++)
    add_place(d, doc_shows(d, &p->facts.at[i]->subject.home), &p->facts.at[i]->subject);
  for (size_t i = 0; i < p->events.count; i++)
    add_place(d, doc_shows(d, &p->events.at[i]->subject.home), &p->events.at[i]->subject);
}

/* ---- headings and cells ---- */

void doc_section(Document *d, const char *title, const char *place) {
  page_anchor(page_of(d), text_of(place));
  page_say(page_of(d), title);
  page_section(page_of(d));
  list_push(&d->sections, ((DocSection){.title = title, .place = place}));
}

void doc_heading(Document *d, Text label, Text place) {
  page_anchor(page_of(d), place);
  page_echo_capital(page_of(d), label);
  page_heading(page_of(d));
  list_push(&d->sections.at[d->sections.count - 1].entries, ((DocEntry){label, place}));
}

void doc_push(Document *d, PageCells *cells) { list_push(cells, page_take(page_of(d))); }

void doc_heads(Document *d, PageCells *cells, const char *const *words, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    page_say(page_of(d), words[i]);
    doc_push(d, cells);
  }
}

/* A reading, a view or a proposal is never to look like what a source states. */
void doc_say_cites(Document *d, Citations cites) {
  Basis basis = citations_basis(cites);
  if (!cites.count) {
    page_say(page_of(d), "no source given");
    return;
  }
  say_citations(&d->report, cites);
  if (basis != BASIS_STATED) page_sayf(page_of(d), " – %s", basis_said(basis));
}

void doc_push_cites(Document *d, PageCells *cells, Citations cites) {
  doc_say_cites(d, cites);
  doc_push(d, cells);
}

void doc_push_label(Document *d, PageCells *cells, const Subject *subject) {
  page_anchor(page_of(d), subject->name);
  page_echo_capital(page_of(d), subject->label);
  doc_push(d, cells);
}

/* ---- conditions ---- */

static void say_period(Document *d, Day from, Day until) {
  if (from != DAY_BEFORE_TIME) page_say(page_of(d), " from "), say_date(&d->report, from);
  if (until != DAY_AFTER_TIME) page_say(page_of(d), " until "), say_date(&d->report, until);
}

/* Exceptions are tried before what they amend; the reader of one module's document knows whose they are. */
static void say_exception(Document *d, const Layer *layer) {
  const Module *module = layer->home.module;
  if (!layer->home.decl->amends) return;
  page_say(page_of(d), "Exception");
  if (module != d->program->module) {
    page_say(page_of(d), " by \"");
    page_echo(page_of(d), module->label.bytes ? module->label : module->name->text);
    page_say(page_of(d), "\"");
  }
  if (layer->from != DAY_BEFORE_TIME || layer->until != DAY_AFTER_TIME) page_say(page_of(d), ", in force");
  say_period(d, layer->from, layer->until);
  page_say(page_of(d), ": ");
}

void doc_say_condition(Document *d, const Layer *layer, const Branch *branch, bool alone) {
  say_exception(d, layer);
  if (branch->when) say_node(&d->report, branch->when);
  else page_say(page_of(d), alone ? "always" : "otherwise");
}

bool doc_is_limited(const Unit *unit) { return unit->from != DAY_BEFORE_TIME || unit->until != DAY_AFTER_TIME; }

void doc_say_period(Document *d, const Unit *unit) { say_period(d, unit->from, unit->until); }

void doc_in_force(Document *d, const Unit *unit) {
  if (!doc_is_limited(unit)) return;
  page_say(page_of(d), "In force");
  doc_say_period(d, unit);
  page_say(page_of(d), ".");
  page_paragraph(page_of(d));
}

/* ---- the document ---- */

static const char STYLE_SHEET[] =
  "body{font:16px/1.5 Georgia,serif;max-width:62em;margin:2em auto;padding:0 1em;color:#222}"
  "h1,h2,h3{font-family:sans-serif;line-height:1.2}h2{border-bottom:1px solid #aaa;margin-top:2em}"
  "table{border-collapse:collapse;width:100%;font-size:.92em}th,td{text-align:left;vertical-align:top;"
  "padding:.35em .6em;border-bottom:1px solid #ddd}th{background:#f2f2f2;font-family:sans-serif}"
  "a{color:#0a4d8c;text-decoration:none;border-bottom:1px dotted #0a4d8c}"
  "@media print{body{margin:0;max-width:none}tr{break-inside:avoid}h2,h3{break-after:avoid}}";

static Text title_of(const Document *d) {
  const Module *module = d->program->module;
  return module->label.bytes ? module->label : module->name->text;
}

static void write_html_head(Page *page, Text title) {
  page_echo(page, title);
  sink_format(page->sink,
              "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
              text_c(page_take(page)), STYLE_SHEET);
}

static void say_module(Page *page, const Module *module) {
  page_echo(page, module->label.bytes ? module->label : module->name->text);
}

/* What another document tells. */
static void write_used(Page *page, const Document *d) {
  const Module *module = d->program->module;
  if (!module->uses.count || d->all) return;
  page_say(page, d->sections.count ? "They build on the rules of " : "They only bring together the rules of ");
  for (size_t i = 0; i < module->uses.count; i++) {
    if (i) page_say(page, i + 1 < module->uses.count ? ", " : " and ");
    page_say(page, "\"");
    say_module(page, module->uses.at[i]);
    page_say(page, "\"");
  }
  page_say(page, ", each of which has a document of its own.");
  page_paragraph(page);
}

static void write_contents(Page *page, const Document *d) {
  for (size_t s = 0; s < d->sections.count; s++) {
    const DocSection *section = &d->sections.at[s];
    page_link(page, text_of(section->title), text_of(section->place));
    for (size_t e = 0; e < section->entries.count; e++) {
      page_say(page, e ? "; " : ": ");
      page_link(page, section->entries.at[e].label, section->entries.at[e].place);
    }
    page_item(page, 0);
  }
}

/* The head comes last: the contents list what the body turned out to hold. */
static void write_front(Sink *sink, const Document *d, PageOptions options) {
  Page page;
  page_open(&page, sink, options);
  if (options.format == PAGE_HTML) write_html_head(&page, title_of(d));
  page_echo(&page, title_of(d));
  page_title(&page);
  page_say(&page, "These are the rules as they are worked out, in words made from them. They are not legal advice. "
                  "Lines are tried from top to bottom, and the first that applies decides; an exception stands before "
                  "what it is an exception to.");
  page_paragraph(&page);
  write_used(&page, d);
  write_contents(&page, d);
  page_close(&page);
}

void docview_print(Sink *sink, const Head *head, PageOptions options, bool all) {
  static const Conclusions none;
  Document d = {.program = head->program, .all = all};
  Sink body = {0};
  report_open(&d.report, &body, head, &none, options, true);
  d.report.program = head->program;
  d.report.places = &d.places;
  doc_find_places(&d);
  doc_rules(&d);
  doc_facts(&d);
  doc_sources(&d);
  page_close(page_of(&d));
  write_front(sink, &d, options);
  sink_char(sink, '\n');
  sink_text(sink, sink_result(&body));
  if (options.format == PAGE_HTML) sink_c(sink, "</body>\n</html>\n");
}

/* Of a document: what follows from the facts, thresholds, and what is asked for. */
#include "model/print.h"
#include "view/docinside.h"
#include "view/sentence.h"
#include "view/testwords.h"

static void definition_rows(Document *d, PageCells *cells, const Definition *definition) {
  const Unit *unit = definition->unit;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      if (!l && !b) doc_push_label(d, cells, &definition->subject);
      else doc_push(d, cells);
      if (branch->value) say_node(&d->report, branch->value);
      else page_say(page_of(d), "yes");
      doc_push(d, cells);
      doc_say_condition(d, &unit->layers[l], branch, unit->layers[l].count == 1);
      doc_push(d, cells);
      doc_push_cites(d, cells, branch->cites);
    }
}

static void write_definitions(Document *d) {
  static const char *const columns[] = {"What", "Is", "When", "Source"};
  PageCells cells = {0};
  doc_heads(d, &cells, columns, 4);
  for (size_t i = 0; i < d->program->definitions.count; i++)
    if (doc_shows_unit(d, d->program->definitions.at[i]->unit))
      definition_rows(d, &cells, d->program->definitions.at[i]);
  if (cells.count == 4) return;
  doc_section(d, "What follows from the facts", "all-definitions");
  page_table(page_of(d), &cells, 4);
}

static void parameter_rows(Document *d, PageCells *cells, const Parameter *parameter) {
  bool first = true;
  for (uint32_t s = 0; s < parameter->history.count; s++) {
    const Step *step = &parameter->history.steps[s];
    if (!step->tag_count) continue;
    if (first) doc_push_label(d, cells, &parameter->subject);
    else doc_push(d, cells);
    first = false;
    say_value(&d->report, parameter->type, &step->value);
    doc_push(d, cells);
    if (step->from == DAY_BEFORE_TIME) page_say(page_of(d), "the beginning");
    else say_date(&d->report, step->from);
    doc_push(d, cells);
    doc_push_cites(d, cells, parameter->citations[step->tags[0]]);
  }
}

static void write_parameters(Document *d) {
  static const char *const columns[] = {"Threshold", "Value", "From", "Source"};
  PageCells cells = {0};
  doc_heads(d, &cells, columns, 4);
  for (size_t i = 0; i < d->program->parameters.count; i++)
    if (doc_shows(d, &d->program->parameters.at[i]->subject.home))
      parameter_rows(d, &cells, d->program->parameters.at[i]);
  if (cells.count == 4) return;
  doc_section(d, "Thresholds", "all-thresholds");
  page_table(page_of(d), &cells, 4);
}

/* ---- facts ---- */

static const char *kind_words(TypeWord word) {
  switch (word) {
    case TYPE_YES_NO: return "yes or no";
    case TYPE_COUNT: return "a whole number";
    case TYPE_NUMBER: return "a number";
    case TYPE_PERCENT: return "a percentage";
    case TYPE_MONEY: return "an amount of money";
    case TYPE_DATE: return "a date";
    case TYPE_DURATION: return "a length of time";
    case TYPE_TEXT: return "a text";
    case TYPE_PARTY: return "a party";
    case TYPE_NAMED: break;
  }
  return NULL;
}

static void say_members(Document *d, const Type *type) {
  Type single = *type;
  single.set = false;
  for (uint32_t i = 0; i < type->members->count; i++) {
    Value one = value_members(UINT64_C(1) << i, BASIS_NONE);
    if (i) page_say(page_of(d), i + 1 < type->members->count ? ", " : type->set ? " and " : " or ");
    page_echo(page_of(d), print_friendly_text(&single, &one, NULL));
  }
}

static void say_may_be(Document *d, const Fact *fact) {
  Page *page = page_of(d);
  const char *words = kind_words(fact->type->word);
  if (fact->type->set) page_say(page, "any of ");
  if (words) page_say(page, fact->type->set ? "the parties" : words);
  else say_members(d, fact->type);
  if (!fact->stales) return;
  page_say(page, "; stale after ");
  say_value(&d->report, d->program->duration, &fact->stale_after);
}

static void say_party(Document *d, const char *before, int party) {
  if (party < 0) return;
  page_say(page_of(d), before);
  say_parties(&d->report, UINT64_C(1) << party);
}

static void fact_row(Document *d, PageCells *cells, const Fact *fact) {
  doc_push_label(d, cells, &fact->subject);
  say_may_be(d, fact);
  doc_push(d, cells);
  page_echo(page_of(d), fact->ask);
  doc_push(d, cells);
  if (fact->fixed) page_say(page_of(d), "nobody can change it");
  say_party(d, "", fact->decided_by);
  say_party(d, fact->decided_by >= 0 || fact->fixed ? "; judged by " : "judged by ", fact->judged_by);
  doc_push(d, cells);
  if (fact->subject.cites.count) doc_say_cites(d, fact->subject.cites);
  doc_push(d, cells);
}

static void event_row(Document *d, PageCells *cells, const Event *event) {
  doc_push_label(d, cells, &event->subject);
  page_say(page_of(d), "happens, on dates");
  doc_push(d, cells);
  doc_push(d, cells);
  doc_push(d, cells);
  if (event->subject.cites.count) doc_say_cites(d, event->subject.cites);
  doc_push(d, cells);
}

static void write_facts(Document *d) {
  static const char *const columns[] = {"Fact", "May be", "What is asked", "Who decides it", "Source"};
  PageCells cells = {0};
  doc_heads(d, &cells, columns, 5);
  for (size_t i = 0; i < d->program->facts.count; i++)
    if (doc_shows(d, &d->program->facts.at[i]->subject.home)) fact_row(d, &cells, d->program->facts.at[i]);
  for (size_t i = 0; i < d->program->events.count; i++)
    if (doc_shows(d, &d->program->events.at[i]->subject.home)) event_row(d, &cells, d->program->events.at[i]);
  if (cells.count == 5) return;
  doc_section(d, "The facts that are asked for", "all-facts");
  page_table(page_of(d), &cells, 5);
}

/* ---- readings: what a module itself states, as it is written ---- */

static void write_records(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->records.count; i++) {
    const Home *home = &d->program->records.at[i]->home;
    Span span = ast_absolute(home->decl, d->program->records.at[i]->statement->span);
    if (!doc_shows(d, home)) continue;
    if (!begun) doc_section(d, "What these rules state for every case", "all-records");
    begun = true;
    Sink words = {0};
    testwords_raw(&words, home->file, span);
    page_echo(page_of(d), sink_result(&words));
    page_item(page_of(d), 0);
  }
}

void doc_facts(Document *d) {
  write_definitions(d);
  write_parameters(d);
  write_facts(d);
  write_records(d);
}

#include "view/docview.h"
#include "model/print.h"
#include "view/runtext.h"
#include "view/sentence.h"

typedef struct Document {
  Report report;
  const Program *program;
  bool all;
} Document;

static Page *page_of(Document *d) { return &d->report.page; }

static bool shown(const Document *d, const Home *home) {
  return home->module && (d->all || home->module == d->program->module);
}

static bool shown_once(const Document *d, const Subject *subject) { return shown(d, &subject->home); }

/* Also what the module amends is its own to show: the exception beside the base. */
static bool unit_shown(const Document *d, const Unit *unit) {
  bool any = shown(d, &unit->subject.home);
  for (uint32_t l = 0; l < unit->layer_count; l++) any |= shown(d, &unit->layers[l].home);
  return any;
}

static bool duty_shown(const Document *d, const Duty *duty) {
  bool any = false;
  for (uint32_t i = 0; i < duty->role_count; i++) any |= unit_shown(d, duty->roles[i].unit);
  return any;
}

/* ---- cells ---- */

static void push(Document *d, PageCells *cells) { list_push(cells, page_take(page_of(d))); }

static void push_words(Document *d, PageCells *cells, const char *words) {
  page_say(page_of(d), words);
  push(d, cells);
}

static void push_cites(Document *d, PageCells *cells, Citations cites) {
  if (cites.count) say_citations(&d->report, cites);
  else page_say(page_of(d), "no source given");
  push(d, cells);
}

static void push_condition(Document *d, PageCells *cells, const Branch *branch, bool alone) {
  if (branch->when) say_node(&d->report, branch->when);
  else page_say(page_of(d), alone ? "always" : "otherwise");
  push(d, cells);
}

static void heads(Document *d, PageCells *cells, const char *const *words, unsigned count) {
  for (unsigned i = 0; i < count; i++) push_words(d, cells, words[i]);
}

static void heading(Document *d, const Subject *subject) {
  page_anchor(page_of(d), subject->name);
  page_echo_capital(page_of(d), subject->label);
  page_heading(page_of(d));
}

static void in_force_line(Document *d, const Unit *unit) {
  Page *page = page_of(d);
  if (unit->from == DAY_BEFORE_TIME && unit->until == DAY_AFTER_TIME) return;
  page_say(page, "In force");
  if (unit->from != DAY_BEFORE_TIME) page_say(page, " from "), say_date(&d->report, unit->from);
  if (unit->until != DAY_AFTER_TIME) page_say(page, " until "), say_date(&d->report, unit->until);
  page_say(page, ".");
  page_paragraph(page);
}

/* An amendment is named with its module: it is tried before what it amends. */
static void layer_note(Document *d, const Layer *layer) {
  if (!layer->home.decl->amends) return;
  page_say(page_of(d), "By amendment of ");
  page_echo(page_of(d), layer->home.module->label.bytes ? layer->home.module->label : layer->home.module->name->text);
  page_say(page_of(d), ": ");
}

/* ---- duties ---- */

static void duty_rows(Document *d, PageCells *cells, const DutyRole *slot) {
  for (uint32_t l = 0; l < slot->unit->layer_count; l++) {
    const Layer *layer = &slot->unit->layers[l];
    for (uint32_t b = 0; b < layer->count; b++) {
      const Branch *branch = &layer->branches[b];
      page_echo(page_of(d), slot->role->label);
      push(d, cells);
      if (branch->unsettled) page_say(page_of(d), "not settled by the sources");
      else say_parties(&d->report, branch->constant.may);
      push(d, cells);
      layer_note(d, layer);
      push_condition(d, cells, branch, layer->count == 1);
      push_cites(d, cells, branch->cites);
    }
  }
}

static void write_duty(Document *d, const Duty *duty) {
  static const char *const columns[] = {"Role", "Who", "When", "Source"};
  PageCells cells = {0};
  heading(d, &duty->subject);
  heads(d, &cells, columns, 4);
  for (uint32_t i = 0; i < duty->role_count; i++) duty_rows(d, &cells, &duty->roles[i]);
  page_table(page_of(d), &cells, 4);
}

static void write_duties(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->duties.count; i++) {
    const Duty *duty = d->program->duties.at[i];
    if (!duty_shown(d, duty)) continue;
    if (!begun) page_say(page_of(d), "Who answers for what"), page_section(page_of(d));
    begun = true;
    write_duty(d, duty);
  }
}

/* ---- rights ---- */

static const char *right_words(RightKind kind) {
  switch (kind) {
    case RIGHT_CLAIM: return "is entitled to";
    case RIGHT_POWER: return "may";
    case RIGHT_LIBERTY: return "is free to";
    case RIGHT_IMMUNITY: return "is protected:";
  }
  return "may";
}

static void right_row(Document *d, PageCells *cells, const Right *right) {
  Page *page = page_of(d);
  page_anchor(page, right->subject.name);
  say_parties(&d->report, right->holders);
  push(d, cells);
  page_sayf(page, "%s ", right_words(right->kind));
  page_echo(page, right->subject.label);
  push(d, cells);
  if (right->against) say_parties(&d->report, right->against);
  push(d, cells);
  for (uint32_t l = 0; l < right->unit->layer_count; l++)
    for (uint32_t b = 0; b < right->unit->layers[l].count; b++) {
      const Branch *branch = &right->unit->layers[l].branches[b];
      if (page->line.count) page_say(page, "; ");
      layer_note(d, &right->unit->layers[l]);
      page_say(page, branch->unsettled ? "not settled " : branch->constant.may == VALUE_YES ? "held " : "not held ");
      page_say(page, branch->when ? "when " : branch->otherwise ? "otherwise" : "always");
      if (branch->when) say_node(&d->report, branch->when);
    }
  push(d, cells);
  push_cites(d, cells, right->subject.cites);
}

static void write_rights(Document *d) {
  static const char *const columns[] = {"Holder", "Right", "Against", "When", "Source"};
  PageCells cells = {0};
  heads(d, &cells, columns, 5);
  for (size_t i = 0; i < d->program->rights.count; i++)
    if (unit_shown(d, d->program->rights.at[i]->unit)) right_row(d, &cells, d->program->rights.at[i]);
  if (cells.count == 5) return;
  page_say(page_of(d), "Who may do what to whom");
  page_section(page_of(d));
  page_table(page_of(d), &cells, 5);
}

/* ---- requirements ---- */

static void requirement_branch(Document *d, const Branch *branch) {
  Page *page = page_of(d);
  if (branch->not_applicable) {
    page_say(page, "It does not apply when ");
    say_node(&d->report, branch->when);
  } else {
    page_say(page, "It must be so that ");
    say_node(&d->report, branch->value);
    if (branch->by) page_say(page, ", by "), say_node(&d->report, branch->by);
    if (branch->when) page_say(page, ", when "), say_node(&d->report, branch->when);
  }
  page_say(page, " (");
  if (branch->cites.count) say_citations(&d->report, branch->cites);
  else page_say(page, "no source given");
  page_say(page, ")");
  page_item(page, 0);
}

static void write_requirement(Document *d, const Requirement *requirement) {
  Page *page = page_of(d);
  const Unit *unit = requirement->unit;
  heading(d, &requirement->subject);
  if (requirement->on) page_say(page, "On "), say_parties(&d->report, requirement->on), page_say(page, ".");
  if (unit->applies) page_say(page, " It applies when "), say_node(&d->report, unit->applies), page_say(page, ".");
  if (page->line.count) page_paragraph(page);
  in_force_line(d, unit);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      layer_note(d, &unit->layers[l]);
      requirement_branch(d, &unit->layers[l].branches[b]);
    }
}

static void write_requirements(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->requirements.count; i++) {
    const Requirement *requirement = d->program->requirements.at[i];
    if (!unit_shown(d, requirement->unit)) continue;
    if (!begun) page_say(page_of(d), "What is required"), page_section(page_of(d));
    begun = true;
    write_requirement(d, requirement);
  }
}

/* ---- signatures ---- */

static void indicator_rows(Document *d, PageCells *cells, const Indicator *list, uint32_t count, const char *what) {
  for (uint32_t i = 0; i < count; i++) {
    const Unit *unit = list[i].unit;
    push_words(d, cells, what);
    page_echo(page_of(d), unit->subject.label);
    push(d, cells);
    push_condition(d, cells, &unit->layers[0].branches[0], true);
    push_cites(d, cells, unit->subject.cites);
  }
}

static void write_signature(Document *d, const Signature *signature) {
  static const char *const columns[] = {"", "What is seen", "When", "Source"};
  PageCells cells = {0};
  heading(d, &signature->subject);
  heads(d, &cells, columns, 4);
  indicator_rows(d, &cells, signature->indicators, signature->indicator_count, "indicator");
  indicator_rows(d, &cells, signature->mitigations, signature->mitigation_count, "mitigation");
  page_table(page_of(d), &cells, 4);
  for (uint32_t i = 0; i < signature->probe_count; i++) {
    page_say(page_of(d), "When it is raised: ");
    page_echo(page_of(d), signature->probes[i]);
    page_item(page_of(d), 0);
  }
}

static void write_signatures(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->signatures.count; i++) {
    const Signature *signature = d->program->signatures.at[i];
    if (!unit_shown(d, signature->raised)) continue;
    if (!begun) page_say(page_of(d), "What should worry us"), page_section(page_of(d));
    begun = true;
    write_signature(d, signature);
  }
}

/* ---- definitions, thresholds, facts ---- */

static void write_definitions(Document *d) {
  static const char *const columns[] = {"What", "Is", "When", "Source"};
  PageCells cells = {0};
  heads(d, &cells, columns, 4);
  for (size_t i = 0; i < d->program->definitions.count; i++) {
    const Definition *definition = d->program->definitions.at[i];
    const Unit *unit = definition->unit;
    if (!unit_shown(d, unit)) continue;
    for (uint32_t l = 0; l < unit->layer_count; l++)
      for (uint32_t b = 0; b < unit->layers[l].count; b++) {
        const Branch *branch = &unit->layers[l].branches[b];
        if (!l && !b)
          page_anchor(page_of(d), definition->subject.name), page_echo_capital(page_of(d), definition->subject.label);
        push(d, &cells);
        if (branch->value) say_node(&d->report, branch->value);
        else page_say(page_of(d), "yes");
        push(d, &cells);
        push_condition(d, &cells, branch, unit->layers[l].count == 1);
        push_cites(d, &cells, branch->cites);
      }
  }
  if (cells.count == 4) return;
  page_say(page_of(d), "What follows from the facts");
  page_section(page_of(d));
  page_table(page_of(d), &cells, 4);
}

static void parameter_rows(Document *d, PageCells *cells, const Parameter *parameter) {
  for (uint32_t s = 0; s < parameter->history.count; s++) {
    const Step *step = &parameter->history.steps[s];
    if (!step->tag_count) continue;
    page_echo_capital(page_of(d), parameter->subject.label);
    push(d, cells);
    say_value(&d->report, parameter->type, &step->value);
    push(d, cells);
    if (step->from == DAY_BEFORE_TIME) page_say(page_of(d), "the beginning");
    else say_date(&d->report, step->from);
    push(d, cells);
    push_cites(d, cells, parameter->citations[step->tags[0]]);
  }
}

static void write_parameters(Document *d) {
  static const char *const columns[] = {"Threshold", "Value", "From", "Source"};
  PageCells cells = {0};
  heads(d, &cells, columns, 4);
  for (size_t i = 0; i < d->program->parameters.count; i++)
    if (shown_once(d, &d->program->parameters.at[i]->subject)) parameter_rows(d, &cells, d->program->parameters.at[i]);
  if (cells.count == 4) return;
  page_say(page_of(d), "Thresholds");
  page_section(page_of(d));
  page_table(page_of(d), &cells, 4);
}

static void push_party(Document *d, PageCells *cells, int party) {
  if (party >= 0) say_parties(&d->report, UINT64_C(1) << party);
  push(d, cells);
}

static void write_facts(Document *d) {
  static const char *const columns[] = {"Fact", "What is asked", "Decided by", "Judged by"};
  PageCells cells = {0};
  heads(d, &cells, columns, 4);
  for (size_t i = 0; i < d->program->facts.count; i++) {
    const Fact *fact = d->program->facts.at[i];
    if (!shown_once(d, &fact->subject)) continue;
    page_anchor(page_of(d), fact->subject.name);
    page_echo_capital(page_of(d), fact->subject.label);
    push(d, &cells);
    page_echo(page_of(d), fact->ask);
    push(d, &cells);
    push_party(d, &cells, fact->decided_by);
    push_party(d, &cells, fact->judged_by);
  }
  if (cells.count == 4) return;
  page_say(page_of(d), "The facts that are asked for");
  page_section(page_of(d));
  page_table(page_of(d), &cells, 4);
}

/* ---- sources: which paragraphs stand where ---- */

/* The heading, or row, under which a unit stands. */
static const Subject *place_of(const Unit *unit) {
  switch (unit->kind) {
    case UNIT_ROLE: return &((const Duty *)unit->owner)->subject;
    case UNIT_INDICATOR: case UNIT_MITIGATION: case UNIT_SIGNATURE: case UNIT_SEVERITY:
      return &((const Signature *)unit->owner)->subject;
    case UNIT_DEFINITION: case UNIT_RIGHT: case UNIT_REQUIREMENT: break;
  }
  return &unit->subject;
}

static void mention(Document *d, const SourceInfo *source, Citations cites, const Unit *unit) {
  const Subject *subject = place_of(unit);
  Page *page = page_of(d);
  for (uint32_t i = 0; i < cites.count; i++) {
    if (cites.at[i].source != source) continue;
    page_echo(page, cites.at[i].paragraph.bytes ? cites.at[i].paragraph : TEXT("as a whole"));
    page_say(page, ": ");
    page_link(page, subject->label, subject->name);
    page_item(page, 0);
  }
}

static void mention_branches(Document *d, const SourceInfo *source, const Unit *unit) {
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++) {
      const Branch *branch = &unit->layers[l].branches[b];
      if (branch->cites.at != unit->subject.cites.at) mention(d, source, branch->cites, unit);
    }
}

static void write_source(Document *d, const SourceInfo *source) {
  Page *page = page_of(d);
  page_echo(page, source->label);
  if (source->by.bytes) page_say(page, ", by "), page_echo(page, source->by);
  if (source->dated) page_say(page, ", "), say_partial_date(&d->report, source->date);
  page_heading(page);
  for (size_t u = 0; u < d->program->units.count; u++) {
    const Unit *unit = d->program->units.at[u];
    if (!unit_shown(d, unit)) continue;
    mention(d, source, unit->subject.cites, unit);
    mention_branches(d, source, unit);
  }
}

static void write_sources(Document *d) {
  page_say(page_of(d), "Sources, and what each is cited for");
  page_section(page_of(d));
  for (size_t i = 0; i < d->program->sources.count; i++)
    if (d->program->sources.at[i]->used) write_source(d, d->program->sources.at[i]);
}

/* ---- the document ---- */

static const char STYLE_SHEET[] =
  "body{font:16px/1.5 Georgia,serif;max-width:62em;margin:2em auto;padding:0 1em;color:#222}"
  "h1,h2,h3{font-family:sans-serif;line-height:1.2}h2{border-bottom:1px solid #aaa;margin-top:2em}"
  "table{border-collapse:collapse;width:100%;font-size:.92em}th,td{text-align:left;vertical-align:top;padding:.35em "
  ".6em;"
  "border-bottom:1px solid #ddd}th{background:#f2f2f2;font-family:sans-serif}a{color:#0a4d8c}";

static void write_head(Document *d, Text title) {
  Page *page = page_of(d);
  if (page->options.format == PAGE_HTML) {
    page_echo(page, title);
    Text escaped = page_take(page);
    sink_format(page->sink,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
                "charset=\"utf-8\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
                text_c(escaped), STYLE_SHEET);
  }
  page_echo(page, title);
  page_title(page);
  page_say(page, "These are the rules as they are worked out, in words made from them. They are not legal advice.");
  page_paragraph(page);
}

void docview_print(Sink *sink, const Head *head, PageOptions options, bool all) {
  static const Conclusions none;
  Document d = {.program = head->program, .all = all};
  const Module *module = head->program->module;
  report_open(&d.report, sink, head, &none, options, true);
  d.report.program = head->program;
  write_head(&d, module->label.bytes ? module->label : module->name->text);
  write_duties(&d);
  write_rights(&d);
  write_requirements(&d);
  write_signatures(&d);
  write_definitions(&d);
  write_parameters(&d);
  write_facts(&d);
  write_sources(&d);
  page_close(page_of(&d));
  if (options.format == PAGE_HTML) sink_c(sink, "</body>\n</html>\n");
}

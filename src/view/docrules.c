/* Of a document: who answers for what, who may do what, what is required, what should worry us. */
#include <string.h>
#include "view/docinside.h"
#include "view/sentence.h"

/* ---- duties ---- */

static void duty_rows(Document *d, PageCells *cells, const DutyRole *slot) {
  for (uint32_t l = 0; l < slot->unit->layer_count; l++) {
    const Layer *layer = &slot->unit->layers[l];
    for (uint32_t b = 0; b < layer->count; b++) {
      const Branch *branch = &layer->branches[b];
      page_echo(page_of(d), slot->role->label);
      doc_push(d, cells);
      if (branch->unsettled) page_say(page_of(d), "not settled by the sources");
      else say_parties(&d->report, branch->constant.may);
      doc_push(d, cells);
      doc_say_condition(d, layer, branch, layer->count == 1);
      doc_push(d, cells);
      doc_push_cites(d, cells, branch->cites);
    }
  }
}

static void write_duty(Document *d, const Duty *duty) {
  static const char *const columns[] = {"Role", "Who", "When", "Source"};
  PageCells cells = {0};
  doc_heading(d, duty->subject.label, duty->subject.name);
  if (duty->role_count) doc_in_force(d, duty->roles[0].unit);
  doc_heads(d, &cells, columns, 4);
  for (uint32_t i = 0; i < duty->role_count; i++) duty_rows(d, &cells, &duty->roles[i]);
  page_table(page_of(d), &cells, 4);
}

static void write_duties(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->duties.count; i++) {
    const Duty *duty = d->program->duties.at[i];
    if (!doc_shows_duty(d, duty)) continue;
    if (!begun) doc_section(d, "Who answers for what", "all-duties");
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

/* Who has it, what it is and against whom stand once, before its first line. */
static void right_cells(Document *d, PageCells *cells, const Right *right, bool first) {
  Page *page = page_of(d);
  if (first) page_anchor(page, right->subject.name), say_parties(&d->report, right->holders);
  doc_push(d, cells);
  if (first) page_sayf(page, "%s ", right_words(right->kind)), page_echo(page, right->subject.label);
  doc_push(d, cells);
  if (first && right->against) say_parties(&d->report, right->against);
  doc_push(d, cells);
}

static void right_when(Document *d, const Layer *layer, const Branch *branch) {
  page_say(page_of(d),
           branch->unsettled ? "not settled: " : branch->constant.may == VALUE_YES ? "held: " : "not held: ");
  doc_say_condition(d, layer, branch, !branch->otherwise);
}

static void right_rows(Document *d, PageCells *cells, const Right *right) {
  bool first = true;
  for (uint32_t l = 0; l < right->unit->layer_count; l++)
    for (uint32_t b = 0; b < right->unit->layers[l].count; b++, first = false) {
      const Branch *branch = &right->unit->layers[l].branches[b];
      right_cells(d, cells, right, first);
      right_when(d, &right->unit->layers[l], branch);
      if (first && doc_is_limited(right->unit)) page_say(page_of(d), "; in force"), doc_say_period(d, right->unit);
      doc_push(d, cells);
      doc_push_cites(d, cells, branch->cites);
    }
}

/* Of one matter; NULL: the rights that are on none. */
static void write_matter(Document *d, const Matter *matter) {
  static const char *const columns[] = {"Holder", "Right", "Against", "When", "Source"};
  PageCells cells = {0};
  doc_heads(d, &cells, columns, 5);
  for (size_t i = 0; i < d->program->rights.count; i++) {
    const Right *right = d->program->rights.at[i];
    if (right->matter == matter && doc_shows_unit(d, right->unit)) right_rows(d, &cells, right);
  }
  if (cells.count == 5) return;
  if (!d->sections.count || strcmp(d->sections.at[d->sections.count - 1].place, "all-rights") != 0)
    doc_section(d, "Who may do what to whom", "all-rights");
  if (matter) doc_heading(d, matter->subject.label, text_format("matter-%s", text_c(matter->subject.name)));
  else doc_heading(d, TEXT("Other rights"), TEXT("matter-none"));
  page_table(page_of(d), &cells, 5);
}

static void write_rights(Document *d) {
  for (size_t i = 0; i < d->program->matters.count; i++) write_matter(d, d->program->matters.at[i]);
  write_matter(d, NULL);
}

/* ---- requirements, and what must always hold ---- */

static void requirement_branch(Document *d, const Layer *layer, const Branch *branch) {
  Page *page = page_of(d);
  if (layer->home.decl->amends) page_say(page, "Exception: ");
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
  doc_say_cites(d, branch->cites);
  page_say(page, ")");
  page_item(page, 0);
}

static void write_requirement(Document *d, const Requirement *requirement) {
  Page *page = page_of(d);
  const Unit *unit = requirement->unit;
  doc_heading(d, requirement->subject.label, requirement->subject.name);
  if (requirement->on) page_say(page, "On "), say_parties(&d->report, requirement->on), page_say(page, ".");
  if (unit->applies) page_say(page, " It applies when "), say_node(&d->report, unit->applies), page_say(page, ".");
  if (page->line.count) page_paragraph(page);
  doc_in_force(d, unit);
  for (uint32_t l = 0; l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++)
      requirement_branch(d, &unit->layers[l], &unit->layers[l].branches[b]);
}

static void write_requirements(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->requirements.count; i++) {
    const Requirement *requirement = d->program->requirements.at[i];
    if (!doc_shows_unit(d, requirement->unit)) continue;
    if (!begun) doc_section(d, "What is required", "all-requirements");
    begun = true;
    write_requirement(d, requirement);
  }
}

static void write_invariants(Document *d) {
  bool begun = false;
  for (size_t i = 0; i < d->program->invariants.count; i++) {
    const Invariant *invariant = d->program->invariants.at[i];
    if (!doc_shows(d, &invariant->home)) continue;
    if (!begun) doc_section(d, "What must hold whatever the facts", "all-invariants");
    begun = true;
    page_echo(page_of(d), invariant->title);
    page_say(page_of(d), ": ");
    say_node(&d->report, invariant->condition);
    page_item(page_of(d), 0);
  }
}

/* ---- signatures ---- */

static void indicator_rows(Document *d, PageCells *cells, const Indicator *list, uint32_t count, const char *what) {
  for (uint32_t i = 0; i < count; i++) {
    const Unit *unit = list[i].unit;
    page_say(page_of(d), what);
    doc_push(d, cells);
    page_echo(page_of(d), unit->subject.label);
    doc_push(d, cells);
    doc_say_condition(d, &unit->layers[0], &unit->layers[0].branches[0], true);
    doc_push(d, cells);
    doc_push_cites(d, cells, unit->subject.cites);
  }
}

static void say_raised_branch(Document *d, const Unit *unit, const Layer *layer, const Branch *branch) {
  Page *page = page_of(d);
  if (layer->home.decl->amends) page_say(page, "exception: ");
  if (unit->kind == UNIT_SEVERITY) say_unit_value(&d->report, unit, &branch->constant), page_say(page, " ");
  if (branch->when) page_say(page, "when "), say_node_shortly(&d->report, branch->when);
  else page_say(page, layer->count > 1 ? "otherwise" : "always");
}

/* "It is raised when at least one of these 4 holds." */
static void say_raised(Document *d, const Unit *unit, const char *opening) {
  const char *before = opening;
  for (uint32_t l = 0; unit && l < unit->layer_count; l++)
    for (uint32_t b = 0; b < unit->layers[l].count; b++, before = "; ") {
      page_say(page_of(d), before);
      say_raised_branch(d, unit, &unit->layers[l], &unit->layers[l].branches[b]);
    }
  if (before != opening) page_say(page_of(d), ".");
}

static void write_signature(Document *d, const Signature *signature) {
  static const char *const columns[] = {"", "What is seen", "When", "Source"};
  PageCells cells = {0};
  doc_heading(d, signature->subject.label, signature->subject.name);
  doc_in_force(d, signature->raised);
  doc_heads(d, &cells, columns, 4);
  indicator_rows(d, &cells, signature->indicators, signature->indicator_count, "indicator");
  indicator_rows(d, &cells, signature->mitigations, signature->mitigation_count, "mitigation");
  page_table(page_of(d), &cells, 4);
  say_raised(d, signature->raised, "It is raised ");
  say_raised(d, signature->severity, " Its severity is ");
  page_paragraph(page_of(d));
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
    if (!doc_shows_unit(d, signature->raised)) continue;
    if (!begun) doc_section(d, "What should worry us", "all-signatures");
    begun = true;
    write_signature(d, signature);
  }
}

void doc_rules(Document *d) {
  write_duties(d);
  write_rights(d);
  write_requirements(d);
  write_invariants(d);
  write_signatures(d);
}

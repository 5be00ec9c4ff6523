#include <assert.h>
#include "model/print.h"
#include "view/report.h"

/* More than this many dependences are counted, not listed. */
#define LISTED 3

const Conclusion *report_of(const Report *report, const Unit *unit) {
  return &report->conclusions->units[unit->index];
}

const Branch *report_branch(const Conclusion *conclusion) {
  return conclusion->positions.count == 1 ? conclusion->positions.at[0].branch : NULL;
}

Citations report_cites(const Conclusion *conclusion) {
  const Branch *branch = report_branch(conclusion);
  return branch ? branch->cites : conclusion->unit->subject.cites;
}

bool report_is(const Conclusion *conclusion, bool yes) {
  if (conclusion->status == CONCLUSION_NOT_IN_FORCE) return !yes;
  if (conclusion->status != CONCLUSION_CERTAIN) return false;
  return yes ? value_is_yes(&conclusion->kept.value) : value_is_no(&conclusion->kept.value);
}

bool report_unsettled(const Conclusion *conclusion) {
  if (conclusion->status != CONCLUSION_UNKNOWN) return false;
  const Positions *positions = &conclusion->positions;
  return positions->count == 1 && positions->at[0].unsettled;
}

/* ---- phrases ---- */

void say_parties(Report *report, uint64_t mask) {
  Sink sink = {0};
  print_parties(&sink, report->program, mask, report->parties);
  page_echo(&report->page, sink_result(&sink));
}

void say_linked(Report *report, Text label, Text name) {
  if (report->places && hash_get(report->places, name)) page_link(&report->page, label, name);
  else page_echo(&report->page, label);
}

void say_value(Report *report, const Type *type, const Value *value) {
  page_echo(&report->page, print_friendly_text(type, value, report->parties));
}

void say_partial_date(Report *report, PartialDate date) {
  char room[DATE_ROOM];
  if (calendar_print_long(date, room)) {
    page_say(&report->page, room);
    return;
  }
  assert(date.first != date.last);
  page_say(&report->page, "a day between ");
  say_date(report, date.first);
  page_say(&report->page, " and ");
  say_date(report, date.last);
}

void say_date(Report *report, Day day) {
  say_partial_date(report, (PartialDate){day, day});
}

void say_count(Report *report, size_t count, const char *one, const char *many) {
  page_sayf(&report->page, "%zu %s", count, count == 1 ? one : many);
}

/* ---- sources, as one refers to them in writing: "Ray Jones 2016" ---- */

static bool single_year(const SourceInfo *source, int *year) {
  if (!source->dated) return false;
  *year = calendar_split(source->date.first).year;
  return *year == calendar_split(source->date.last).year;
}

static bool alike(const SourceInfo *a, const SourceInfo *b) {
  int year_a = 0, year_b = 0;
  return a != b && text_equal(a->by, b->by) && !text_equal(a->label, b->label) &&
         single_year(a, &year_a) == single_year(b, &year_b) && year_a == year_b;
}

/* Whether who and when leave a doubt which source is meant. */
static bool ambiguous(const Report *report, const SourceInfo *source) {
  for (size_t i = 0; i < report->program->sources.count; i++)
    if (alike(source, report->program->sources.at[i])) return true;
  const CaseFile *file = report->head->case_file;
  for (size_t i = 0; file && i < file->sources.count; i++)
    if (alike(source, file->sources.at[i])) return true;
  return false;
}

static void note_cited(Report *report, const SourceInfo *source) {
  Text address = {(const char *)&source, sizeof source};
  if (hash_get(&report->known, address)) return;
  *hash_put(&report->known, text_copy(address)) = (void *)(uintptr_t)source;
  list_push(&report->cited, source);
}

bool cited_by_title(const Report *report, const SourceInfo *source) {
  return !source->by.bytes || ambiguous(report, source);
}

void say_source_title(Report *report, const SourceInfo *source) {
  page_echo(&report->page, source->label.bytes ? source->label : source->name->text);
}

void say_source(Report *report, const SourceInfo *source) {
  int year = 0;
  note_cited(report, source);
  if (cited_by_title(report, source)) {
    say_source_title(report, source);
    return;
  }
  page_echo(&report->page, source->by);
  if (single_year(source, &year)) page_sayf(&report->page, " %d", year);
}

/* Places in one source are listed after its name: "para 2.1, para 2.8 and para 2.10". */
static void say_citation(Report *report, Citations cites, uint32_t i) {
  const Citation *cite = &cites.at[i], *before = i ? cite - 1 : NULL, *after = i + 1 < cites.count ? cite + 1 : NULL;
  bool same = before && before->source == cite->source, more = after && after->source == cite->source;
  if (before) page_say(&report->page, !same ? "; " : more ? ", " : " and ");
  if (!same) say_source(report, cite->source);
  if (!same && cite->paragraph.bytes) page_say(&report->page, ", ");
  page_echo(&report->page, cite->paragraph);
  if (cite->by.bytes && !text_equal(cite->by, cite->source->by)) {
    page_say(&report->page, " (");
    page_echo(&report->page, cite->by);
    page_say(&report->page, ")");
  }
}

void say_citations(Report *report, Citations cites) {
  for (uint32_t i = 0; i < cites.count; i++) say_citation(report, cites, i);
}

/* ---- what an answer rests on ---- */

const char *basis_said(Basis basis) {
  switch (basis) {
    case BASIS_NONE: return "";
    case BASIS_STATED: return "stated";
    case BASIS_IMPLIED: return "implied";
    case BASIS_OPINION: return "an opinion";
    case BASIS_PROPOSED: return "a proposal";
    case BASIS_UNCITED: return "no source given";
    case BASIS_SUPPOSED: return "supposed";
  }
  return "";
}

/* Where the facts are weaker than the rule. */
static const char *basis_weakened(Basis basis) {
  switch (basis) {
    case BASIS_NONE:
    case BASIS_STATED: return "";
    case BASIS_IMPLIED: return "; in part only implied";
    case BASIS_OPINION: return "; in part on an opinion";
    case BASIS_PROPOSED: return "; in part on a proposal";
    case BASIS_UNCITED: return "; in part without a source";
    case BASIS_SUPPOSED: return "; in part on what was supposed";
  }
  return "";
}

void say_rests_on(Report *report, const Conclusion *conclusion) {
  Citations cites = report_cites(conclusion);
  Basis basis = (Basis)conclusion->kept.value.basis, own = citations_basis(cites);
  if (basis == BASIS_NONE && !cites.count) return;
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, " – ");
  page_say(&report->page, cites.count ? basis_said(own) : basis_said(basis));
  if (cites.count) page_say(&report->page, ": ");
  say_citations(report, cites);
  if (cites.count && basis != own) page_say(&report->page, basis_weakened(basis));
  page_style(&report->page, STYLE_PLAIN);
}

/* ---- what is open, and why ---- */

const Subject *report_subject(const Report *report, Dependence what) {
  switch (what.kind) {
    case SYMBOL_FACT: return &report->program->facts.at[what.index]->subject;
    case SYMBOL_EVENT: return &report->program->events.at[what.index]->subject;
    case SYMBOL_PARAMETER:
    case SYMBOL_NONE:
    case SYMBOL_ROLE_NAME:
    case SYMBOL_MATTER:
    case SYMBOL_DUTY:
    case SYMBOL_RIGHT:
    case SYMBOL_REQUIREMENT:
    case SYMBOL_SIGNATURE:
    case SYMBOL_DEFINITION:
    case SYMBOL_TYPE: break;
  }
  assert(what.kind == SYMBOL_PARAMETER);
  return &report->program->parameters.at[what.index]->subject;
}

const Subject *report_about(const Program *program, const Assertion *assertion) {
  switch (assertion->kind) {
    case ASSERT_PARAMETER: return &program->parameters.at[assertion->subject]->subject;
    case ASSERT_VALUE: return &program->facts.at[assertion->subject]->subject;
    case ASSERT_OCCURRENCES: case ASSERT_COMPLETE: break;
  }
  return &program->events.at[assertion->subject]->subject;
}

void say_dependence(Report *report, Dependence what) {
  bool yes_no = what.kind == SYMBOL_FACT && report->program->facts.at[what.index]->type == report->program->yes_no;
  if (yes_no) page_say(&report->page, "whether ");
  if (what.kind == SYMBOL_EVENT) page_say(&report->page, "the record of \"");
  page_echo(&report->page, report_subject(report, what)->label);
  if (what.kind == SYMBOL_EVENT) page_say(&report->page, "\"");
}

void say_dependences(Report *report, const Dependences *on) {
  size_t listed = on->count > LISTED + 1 ? LISTED : on->count;
  for (size_t i = 0; i < listed; i++) {
    if (i) page_say(&report->page, i + 1 == on->count ? " and on " : ", on ");
    say_dependence(report, on->at[i]);
  }
  if (listed < on->count) page_sayf(&report->page, " and on %zu other things", on->count - listed);
}

void say_why_open(Report *report, const Conclusion *conclusion) {
  if (conclusion->status == CONCLUSION_CONFLICT) page_say(&report->page, "the rules contradict each other");
  else if (conclusion->status == CONCLUSION_ERROR) page_say(&report->page, "it cannot be worked out");
  else if (report_unsettled(conclusion)) page_say(&report->page, "the sources do not settle it");
  else if (conclusion->depends_on.count) {
    page_say(&report->page, conclusion->in_dispute ? "the sources disagree; it depends on " : "depends on ");
    say_dependences(report, &conclusion->depends_on);
  } else if (conclusion->kept.value.flags & VALUE_FAILED) {
    page_say(&report->page, "what it reads cannot be worked out");
  } else {
    page_say(&report->page, "the rules leave it open");
  }
}

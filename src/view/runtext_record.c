/* What must be said of the record itself: findings, what is disputed, planned, foreseen, stale and missing. */
#include "model/print.h"
#include "view/runtext.h"
#include "view/sentence.h"
#include "view/words.h"

/* What hangs on a disputed fact is named up to this many times, missing facts too. */
#define NAMED 5
#define MISSING_NAMED 10

static void section(Report *report, const char *title) {
  page_say(&report->page, title);
  page_section(&report->page);
}

static void say_sources(Report *report, const Assertion *assertion) {
  if (assertion->cites.count) say_citations(report, assertion->cites);
  else page_say(&report->page, assertion->basis == BASIS_SUPPOSED ? "supposed" : "no source given");
}

/* ---- findings ---- */

/* Those that no other section shows already. */
static bool is_listed(const Finding *finding) {
  return finding->kind != FINDING_BREACHED && finding->kind != FINDING_RAISED && finding->kind != FINDING_DISPUTED;
}


static void show_finding(Report *report, const Finding *finding) {
  page_style(&report->page, finding->certain ? STYLE_RED : STYLE_PLAIN);
  page_say(&report->page, words_finding(finding->kind));
  if (!finding->certain && finding->kind != FINDING_POSSIBLE_CONFLICT) page_say(&report->page, "?");
  page_style(&report->page, STYLE_PLAIN);
  Text term = page_take(&report->page);
  page_echo_capital(&report->page, finding->message);
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, " (");
  say_place(report, finding->file, finding->span);
  if (finding->other_file) page_say(&report->page, ", ");
  if (finding->other_file) say_place(report, finding->other_file, finding->other_span);
  page_say(&report->page, ")");
  page_style(&report->page, STYLE_PLAIN);
  page_entry(&report->page, 0, term, 15);
}

static void show_findings(Report *report) {
  bool headed = false;
  for (size_t i = 0; i < report->conclusions->findings.count; i++) {
    const Finding *finding = &report->conclusions->findings.at[i];
    if (!is_listed(finding)) continue;
    if (!headed) section(report, "What needs settling: gaps, conflicts, errors");
    headed = true;
    show_finding(report, finding);
  }
}

/* ---- disputed ---- */

static void show_candidate(Report *report, const DisputedFact *disputed, uint32_t tag) {
  const Assertion *assertion = world_assertion(report->conclusions->world, tag);
  say_value(report, disputed->fact->type, &assertion->value);
  Text value = page_take(&report->page);
  say_sources(report, assertion);
  page_entry(&report->page, 1, value, 18);
}

static void say_hanging(Report *report, const DisputedFact *disputed) {
  if (!disputed->hangs.count) {
    page_say(&report->page, "Nothing hangs on it at this date.");
    return;
  }
  page_say(&report->page, "On it hangs: ");
  for (size_t i = 0; i < disputed->hangs.count && i < NAMED; i++) {
    if (i) page_say(&report->page, "; ");
    page_echo(&report->page, disputed->hangs.at[i]->subject.label);
  }
  if (disputed->hangs.count > NAMED) page_sayf(&report->page, "; and %zu more", disputed->hangs.count - NAMED);
}

static void show_disputed(Report *report) {
  if (!report->conclusions->disputed.count) return;
  section(report, "Disputed: the sources disagree");
  for (size_t i = 0; i < report->conclusions->disputed.count; i++) {
    const DisputedFact *disputed = &report->conclusions->disputed.at[i];
    page_echo_capital(&report->page, disputed->fact->subject.label);
    page_item(&report->page, 0);
    for (uint32_t j = 0; j < disputed->step->tag_count; j++) show_candidate(report, disputed, disputed->step->tags[j]);
    say_hanging(report, disputed);
    page_item(&report->page, 1);
  }
}

/* ---- planned, foreseen ---- */

static void say_period(Report *report, const Assertion *assertion) {
  if (assertion->opens) page_say(&report->page, ", from ");
  if (assertion->opens) say_partial_date(report, assertion->from);
  if (assertion->closes) page_say(&report->page, assertion->opens ? " until " : ", until ");
  if (assertion->closes) say_partial_date(report, assertion->until);
}

static void say_occurrences(Report *report, const Assertion *assertion) {
  for (uint32_t i = 0; i < assertion->on_count; i++) {
    page_say(&report->page, i ? ", " : " on ");
    say_partial_date(report, assertion->on[i]);
  }
}

static const Type *type_of(const Report *report, const Assertion *assertion) {
  if (assertion->kind == ASSERT_PARAMETER) return report->program->parameters.at[assertion->subject]->type;
  return report->program->facts.at[assertion->subject]->type;
}

/* The label of a yes/no fact says the "yes" already. */
static void say_stated(Report *report, const Assertion *assertion) {
  const Type *type = type_of(report, assertion);
  if (type->word == TYPE_YES_NO && value_is_yes(&assertion->value)) return;
  page_say(&report->page, ": ");
  say_value(report, type, &assertion->value);
}

static void say_assertion(Report *report, const Assertion *assertion) {
  page_echo_capital(&report->page, report_about(report->program, assertion)->label);
  switch (assertion->kind) {
    case ASSERT_VALUE:
    case ASSERT_PARAMETER: say_stated(report, assertion); break;
    case ASSERT_OCCURRENCES: say_occurrences(report, assertion); break;
    case ASSERT_COMPLETE: page_say(&report->page, assertion->none ? ": none" : ": no others"); break;
  }
  say_period(report, assertion);
}

static void show_statements(Report *report, const char *title, const Assertion *const *at, size_t count) {
  if (!count) return;
  section(report, title);
  for (size_t i = 0; i < count; i++) {
    say_assertion(report, at[i]);
    page_style(&report->page, STYLE_FAINT);
    page_say(&report->page, " – ");
    say_sources(report, at[i]);
    page_style(&report->page, STYLE_PLAIN);
    page_item(&report->page, 0);
  }
}

/* ---- stale, missing ---- */

static void show_stale(Report *report) {
  if (!report->conclusions->stale.count) return;
  section(report, "Stale: known, but long ago");
  for (size_t i = 0; i < report->conclusions->stale.count; i++) {
    const StaleFact *stale = &report->conclusions->stale.at[i];
    page_echo_capital(&report->page, stale->fact->subject.label);
    page_say(&report->page, ": ");
    say_value(report, stale->fact->type, &stale->value);
    page_say(&report->page, ", as of ");
    say_date(report, stale->since);
    page_say(&report->page, "; that counts as stale after ");
    say_value(report, report->program->duration, &stale->fact->stale_after);
    page_item(&report->page, 0);
  }
}

static void show_missing_fact(Report *report, const MissingFact *missing) {
  const Fact *fact = missing->what.kind == SYMBOL_FACT ? report->program->facts.at[missing->what.index] : NULL;
  if (fact && fact->ask.bytes) {
    page_echo_capital(&report->page, fact->ask);
  } else {
    bool yes_no = fact && fact->type == report->program->yes_no;
    page_say(&report->page, yes_no ? "Whether " : "");
    if (yes_no) page_echo(&report->page, fact->subject.label);
    else page_echo_capital(&report->page, report_subject(report, missing->what)->label);
  }
  page_style(&report->page, STYLE_FAINT);
  page_say(&report->page, " – ");
  say_count(report, missing->hangs, "conclusion hangs", "conclusions hang");
  page_say(&report->page, " on it");
  if (fact && fact->judged_by >= 0) {
    page_say(&report->page, "; a matter of judgement for ");
    say_parties(report, UINT64_C(1) << fact->judged_by);
  }
  page_style(&report->page, STYLE_PLAIN);
  page_item(&report->page, 0);
}

static void show_missing(Report *report) {
  size_t count = report->conclusions->missing.count,
         shown = report->all || count <= MISSING_NAMED + 2 ? count : MISSING_NAMED;
  if (!count) return;
  section(report, "Missing: what would settle most");
  for (size_t i = 0; i < shown; i++) show_missing_fact(report, &report->conclusions->missing.at[i]);
  if (shown == count) return;
  say_count(report, count - shown, "other thing", "other things");
  page_say(&report->page, " on which less hangs (--all lists them).");
  page_item(&report->page, 0);
}

void runtext_record(Report *report) {
  const Conclusions *conclusions = report->conclusions;
  show_findings(report);
  show_disputed(report);
  show_statements(report, "Planned, not known to have happened", conclusions->planned.at, conclusions->planned.count);
  show_statements(report, "Foreseen: said about days after the source's own date", conclusions->foreseen.at,
                  conclusions->foreseen.count);
  show_stale(report);
  show_missing(report);
}

/* Lists of what there is: facts, what is missing, and the sections of a run's report. */
#include <stdlib.h>
#include "cli/repl.h"
#include "model/print.h"
#include "view/runtext.h"
#include "view/whoview.h"

#define NAME_COLUMN 34

/* ---- facts ---- */

static bool has(Text text, Text part) {
  for (uint32_t i = 0; i + part.bytes <= text.bytes; i++)
    if (text_equal(text_slice(text, i, i + part.bytes), part)) return true;
  return false;
}

static bool wanted(const Subject *subject, Text part) {
  return !part.bytes || has(subject->name, part) || has(subject->label, part);
}

static void say_entry(Page *page, const Subject *subject, const char *how) {
  Text cell = page_take(page);
  page_echo(page, subject->name);
  Text term = page_take(page);
  page_style(page, STYLE_BOLD);
  page_say(page, text_c(cell));
  page_style(page, STYLE_PLAIN);
  page_sayf(page, "%s", how);
  page_style(page, STYLE_FAINT);
  page_say(page, "  ");
  page_echo(page, subject->label);
  page_style(page, STYLE_PLAIN);
  page_entry(page, 0, term, NAME_COLUMN);
}

static const char *worth(const Value *value) {
  if (value->flags & VALUE_DISPUTED) return " (disputed)";
  return value->basis == BASIS_NONE ? "" : text_c(text_format(" (%s)", basis_word((Basis)value->basis)));
}

static size_t list_facts(const Repl *repl, Page *page, Text part, bool unknown) {
  const Stand *stand = state_stand(repl->now);
  const Program *program = repl->now->program;
  size_t left_out = 0;
  for (uint32_t i = 0; i < program->facts.count && !eval_stop; i++) {
    const Fact *fact = program->facts.at[i];
    const History *history = world_fact(stand->world, i);
    const Step *step = &history->steps[history_step_at(history, stand->as_at)];
    if (!wanted(&fact->subject, part)) continue;
    if (!step->tag_count && !unknown && ++left_out) continue;
    Sink cell = {0};
    print_cell(&cell, fact->type, &step->value);
    page_echo(page, sink_result(&cell));
    say_entry(page, &fact->subject, worth(&step->value));
  }
  return left_out;
}

static void list_events(const Repl *repl, Page *page, Text part, bool unknown) {
  const Program *program = repl->now->program;
  for (uint32_t i = 0; i < program->events.count; i++) {
    const Event *event = program->events.at[i];
    const EventRecord *record = world_event(state_stand(repl->now)->world, i);
    bool silent = !record->occurrence_count && !record->coverage_count;
    if (!wanted(&event->subject, part) || (silent && !unknown)) continue;
    page_sayf(page, record->occurrence_count == 1 ? "once" : "%u times", record->occurrence_count);
    say_entry(page, &event->subject, record->coverage_count ? "" : " at least");
  }
}

/* `facts`, `facts board`, `facts all`. */
Exit repl_facts(Repl *repl, Text arguments) {
  bool unknown = text_equal(arguments, TEXT("all"));
  Text part = unknown ? TEXT("") : arguments;
  Page page;
  page_open(&page, &repl->out, repl->page);
  size_t left_out = list_facts(repl, &page, part, unknown);
  list_events(repl, &page, part, unknown);
  if (left_out)
    sink_format(&repl->out, "  %zu of which nothing is stated at this date: `facts all`, `missing`\n", left_out);
  return EXIT_DONE;
}

/* ---- missing ---- */

static void say_missing(const Repl *repl, Page *page, const MissingFact *missing) {
  const Program *program = repl->now->program;
  const Fact *fact = missing->what.kind == SYMBOL_FACT ? program->facts.at[missing->what.index] : NULL;
  const Subject *subject = fact ? &fact->subject : &program->events.at[missing->what.index]->subject;
  page_echo(page, subject->name);
  Text term = page_take(page);
  page_sayf(page, "%u %s on it: ", missing->hangs, missing->hangs == 1 ? "conclusion hangs" : "conclusions hang");
  page_echo(page, fact && fact->ask.bytes ? fact->ask : subject->label);
  page_entry(page, 0, term, NAME_COLUMN);
}

Exit repl_missing(Repl *repl, Text arguments) {
  const Stand *stand = state_stand(repl->now);
  Conclusions all = conclude_all(stand->world, stand->as_at);
  if (eval_stop) return EXIT_DONE;
  Page page;
  size_t most = text_equal(arguments, TEXT("all")) || all.missing.count < 18 ? all.missing.count : 15;
  page_open(&page, &repl->out, repl->page);
  if (!all.missing.count) sink_c(&repl->out, "Nothing is missing.\n");
  for (size_t i = 0; i < most; i++) say_missing(repl, &page, &all.missing.at[i]);
  if (most < all.missing.count) sink_format(&repl->out, "  and %zu more: `missing all`\n", all.missing.count - most);
  return EXIT_DONE;
}

/* ---- sections of the report ---- */

typedef void Section(Report *report);

static Exit show(Repl *repl, Text arguments, Section *section, const char *nothing) {
  const Stand *stand = state_stand(repl->now);
  Head head = repl_head(repl);
  Conclusions conclusions = conclude_all(stand->world, stand->as_at);
  if (eval_stop) return EXIT_DONE;
  Report report;
  size_t before = repl->out.count;
  if (arguments.bytes && !text_equal(arguments, TEXT("all")))
    return repl_refuse(repl, EXIT_USAGE, "it takes nothing but `all`; of one conclusion its name alone tells");
  report_open(&report, &repl->out, &head, &conclusions, repl->page, arguments.bytes > 0);
  section(&report);
  if (repl->out.count == before) sink_format(&repl->out, "%s\n", nothing);
  return EXIT_DONE;
}

Exit repl_duties(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_duties, "The rules have no duties.");
}

Exit repl_rights(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_rights, "The rules have no rights.");
}

Exit repl_requirements(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_requirements, "The rules have no requirements.");
}

Exit repl_signatures(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_signatures, "The rules have no signatures.");
}

Exit repl_definitions(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_definitions, "The rules have no definitions.");
}

Exit repl_findings(Repl *repl, Text arguments) {
  return show(repl, arguments, runtext_record, "Nothing to settle, nothing disputed, planned, stale or missing.");
}

Exit repl_all(Repl *repl, Text arguments) {
  const Stand *stand = state_stand(repl->now);
  Head head = repl_head(repl);
  Conclusions conclusions = conclude_all(stand->world, stand->as_at);
  if (eval_stop) return EXIT_DONE;
  runtext_print(&repl->out, &head, &conclusions, repl->page, text_equal(arguments, TEXT("all")));
  return EXIT_DONE;
}

/* ---- who ---- */

Exit repl_who(Repl *repl, Text arguments) {
  const Program *program = repl->now->program;
  const Stand *stand = state_stand(repl->now);
  WhoAnswer answer = {.asked = arguments};
  DiagNearest nearest = {.wanted = arguments};
  for (size_t i = 0; i < program->duties.count; i++) {
    diag_nearest_offer(&nearest, program->duties.at[i]->subject.name);
    if (answer_names(arguments, &program->duties.at[i]->subject)) list_push(&answer.duties, program->duties.at[i]);
  }
  for (size_t i = 0; i < program->matters.count; i++) {
    diag_nearest_offer(&nearest, program->matters.at[i]->subject.name);
    if (answer_names(arguments, &program->matters.at[i]->subject)) list_push(&answer.matters, program->matters.at[i]);
  }
  if (!answer.duties.count && !answer.matters.count)
    return repl_refuse(repl, EXIT_USAGE, "there is no duty or matter `%s`%s", text_c(arguments),
                       nearest.count ? text_c(text_format("; did you mean `%s`?", text_c(nearest.best[0]))) : "");
  Head head = repl_head(repl);
  Conclusions conclusions = conclude_all(stand->world, stand->as_at);
  if (eval_stop) return EXIT_DONE;
  whoview_text(&repl->out, &head, &conclusions, &answer, repl->page);
  return EXIT_DONE;
}

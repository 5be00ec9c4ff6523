/* Questions: what an expression comes to, and what is known of a name. */
#include <string.h>
#include "cli/repl.h"
#include "engine/depend.h"
#include "model/print.h"
#include "source/clean.h"
#include "syntax/parse.h"
#include "view/runtext.h"
#include "view/words.h"

/* What an answer was reached from is listed up to this many things. */
#define MOST_READ 6

/* ---- expressions ---- */

Node *answer_node(Repl *repl, const State *state, Text line, const Type *type) {
  Source *source = source_of_text(TEXT("typed here"), line);
  size_t errors = repl->diags.errors;
  clean_check(source, &repl->diags);
  if (repl->diags.errors != errors) return NULL;
  Tree *tree = parse_condition(state->program->names, source, &repl->diags);
  if (!tree || repl->diags.errors != errors) return NULL;
  const Decl *decl = tree->decls.at[0];
  return program_expression(state->program, state->program->module, decl, decl->always, source, type, &repl->diags);
}

static Text alternatives(Text raw) {
  Sink cell = {0};
  for (uint32_t i = 0; i < raw.bytes; i++) {
    if (raw.at[i] == '|') sink_c(&cell, " or ");
    else sink_char(&cell, raw.at[i]);
  }
  return text_copy(sink_result(&cell));
}

static Text node_cell(const Stand *stand, const Node *node) {
  Sink raw = {0};
  Value value = eval_node(stand->world, node, stand->as_at).value;
  if (node->kind == NODE_UNIT) return answer_unit_cell(stand, node->unit);
  if (node->type->set && value_certain(&value) && !value.may) return TEXT("none");
  print_cell(&raw, node->type, &value);
  return alternatives(sink_result(&raw));
}

bool answer_cell(Repl *repl, const Stand *stand, Text expression, Text *cell) {
  const Unit *unit = program_unit(repl->now->program, expression);
  Node *node = unit ? NULL : answer_node(repl, repl->now, expression, NULL);
  if (unit) *cell = answer_unit_cell(stand, unit);
  else if (node) *cell = node_cell(stand, node);
  return unit || node;
}

/* ---- what it was reached from ---- */

typedef struct Read {         /* facts, parameters and conclusions that an expression reads at this date, each once */
  const Repl *repl;
  bool open;                  /* the answer is: what is unknown has been named as what it depends on */
  LIST(const Subject *) seen;
  Sink said;
} Read;

static void note_read(Read *read, const Subject *subject, Text cell) {
  for (size_t i = 0; i < read->seen.count; i++)
    if (read->seen.at[i] == subject) return;
  if (read->open && text_equal(cell, TEXT("unknown"))) return;
  if (read->seen.count < MOST_READ)
    sink_format(&read->said, "%s%s is %s", read->seen.count ? ", " : "", text_c(subject->name), text_c(cell));
  list_push(&read->seen, subject);
}

static void read_node(void *owner, Node *node, bool elsewhere) {
  Read *read = owner;
  const Program *program = read->repl->now->program;
  const Stand *stand = state_stand(read->repl->now);
  if (elsewhere) return;      /* at other dates: one value would not tell */
  if (node->kind == NODE_FACT) note_read(read, &program->facts.at[node->index]->subject, node_cell(stand, node));
  else if (node->kind == NODE_PARAMETER)
    note_read(read, &program->parameters.at[node->index]->subject, node_cell(stand, node));
  else if (node->kind == NODE_UNIT) note_read(read, &node->unit->subject, answer_unit_cell(stand, node->unit));
  else node_each_kid(node, read_node, owner);
}

static void say_read(Repl *repl, Page *page, Node *node, bool open) {
  Read read = {.repl = repl, .open = open};
  read_node(&read, node, false);
  if (!read.seen.count) return;
  page_style(page, STYLE_FAINT);
  page_say(page, "as ");
  page_echo(page, sink_result(&read.said));
  if (read.seen.count > MOST_READ) page_sayf(page, ", and %zu more", read.seen.count - MOST_READ);
  page_style(page, STYLE_PLAIN);
  page_item(page, 0);
}

static void say_names(Page *page, const Program *program, const Dependences *on) {
  for (size_t i = 0; i < on->count; i++) {
    Report report = {.program = program};
    if (i) page_say(page, i + 1 == on->count ? " and " : ", ");
    if (i == MOST_READ) {
      page_sayf(page, "%zu more", on->count - i);
      return;
    }
    page_echo(page, report_subject(&report, on->at[i])->name);
  }
}

static void say_worth(Repl *repl, Page *page, const Node *node, const Value *value) {
  const Stand *stand = state_stand(repl->now);
  if (value_certain(value)) {
    if (value->basis != BASIS_NONE) page_sayf(page, " – %s", basis_word((Basis)value->basis));
    return;
  }
  Dependences on = depend_node(depend_open(stand->world, stand->as_at), node);
  if (on.count)
    page_say(page, value->flags & VALUE_DISPUTED ? " – the sources disagree; depends on " : " – depends on ");
  say_names(page, repl->now->program, &on);
}

static void say_node(Repl *repl, Node *node) {
  const Stand *stand = state_stand(repl->now);
  Value value = eval_node(stand->world, node, stand->as_at).value;
  Page page;
  page_open(&page, &repl->out, repl->page);
  page_style(&page, STYLE_BOLD);
  page_echo(&page, node_cell(stand, node));
  page_style(&page, STYLE_PLAIN);
  if (value.flags & VALUE_FAILED)
    page_sayf(&page, " – %s (R%04u)", diag_title(words_error(&value)), (unsigned)words_error(&value));
  else say_worth(repl, &page, node, &value);
  page_paragraph(&page);
  say_read(repl, &page, node, !value_certain(&value));
}

/* ---- a conclusion ---- */

static Text one_line(Text text) {
  Sink sink = {0};
  for (uint32_t i = 0; i < text.bytes; i++) {
    bool space = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r';
    if (!space) sink_char(&sink, text.at[i]);
    else if (sink.count && sink.at[sink.count - 1] != ' ') sink_char(&sink, ' ');
  }
  return text_trim(text_copy(sink_result(&sink)));
}

static void say_place(Page *page, Source *file, Span span) {
  page_style(page, STYLE_FAINT);
  page_say(page, "  (");
  page_echo(page, file->path);
  page_sayf(page, ":%u)", source_place(file, span.from).line);
  page_style(page, STYLE_PLAIN);
}

/* The line of the rules that decided. */
static void say_branch(Page *page, const Branch *branch) {
  if (!branch || !branch->home.file) return;
  Span span = ast_absolute(branch->home.decl, branch->span);
  page_say(page, "by the line `");
  page_echo(page, one_line(text_slice(branch->home.file->text, span.from, span.to)));
  page_say(page, "`");
  say_place(page, branch->home.file, span);
  page_item(page, 0);
}

/* Of a warning sign, what was seen of it. */
static void say_seen(Page *page, const Stand *stand, const Signature *signature) {
  const char *before = "as ";
  for (uint32_t i = 0; i < signature->indicator_count; i++) {
    const Unit *indicator = signature->indicators[i].unit;
    Value seen = eval_unit(stand->world, indicator, stand->as_at).value;
    if (!value_is_yes(&seen)) continue;
    page_say(page, before);
    page_echo(page, indicator->subject.label);
    before = "; ";
  }
  if (before[0] == ';') page_item(page, 0);
}

static void say_decided(Page *page, const Stand *stand, const Conclusion *conclusion) {
  const Unit *unit = conclusion->unit;
  if (unit->kind == UNIT_SIGNATURE) say_seen(page, stand, unit->owner);
  else if (conclusion->status == CONCLUSION_CERTAIN) say_branch(page, report_branch(conclusion));
}

static void say_unit(Repl *repl, Report *report, const Unit *unit) {
  const Stand *stand = state_stand(repl->now);
  Page *page = &report->page;
  Conclusion conclusion = conclude_unit(stand->world, unit, stand->as_at);
  page_echo(page, unit->subject.name);
  page_say(page, ": ");
  page_style(page, STYLE_BOLD);
  page_echo(page, answer_unit_cell(stand, unit));
  page_style(page, STYLE_PLAIN);
  if (conclusion.status == CONCLUSION_CERTAIN) {
    say_rests_on(report, &conclusion);
  } else if (conclusion.status != CONCLUSION_NOT_IN_FORCE) {
    page_say(page, " – ");
    say_why_open(report, &conclusion);
  }
  page_paragraph(page);
  page_echo_capital(page, unit->subject.label);
  page_item(page, 0);
  say_decided(page, stand, &conclusion);
}

/* ---- a fact, an event, a parameter ---- */

static void say_statement(Page *page, const Assertion *assertion) {
  if (!assertion->file) return;
  bool supposed = assertion->basis == BASIS_SUPPOSED;
  page_echo(page, one_line(text_slice(assertion->file->text, assertion->span.from, assertion->span.to)));
  if (supposed) page_say(page, "  (supposed)");
  else say_place(page, assertion->file, assertion->span);
  page_item(page, 0);
}

static void say_known(Page *page, const Subject *subject, const Type *type, const Value *value) {
  Sink raw = {0};
  print_cell(&raw, type, value);
  page_echo(page, subject->name);
  page_say(page, ": ");
  page_style(page, STYLE_BOLD);
  page_echo(page, alternatives(sink_result(&raw)));
  page_style(page, STYLE_PLAIN);
  if (value->flags & VALUE_DISPUTED) page_say(page, " – the sources disagree");
  else if (value->basis != BASIS_NONE) page_sayf(page, " – %s", basis_word((Basis)value->basis));
  page_paragraph(page);
  page_echo_capital(page, subject->label);
  page_item(page, 0);
}

static void say_fact(Repl *repl, Page *page, const Fact *fact) {
  const Stand *stand = state_stand(repl->now);
  const History *history = world_fact(stand->world, fact->index);
  const Step *step = &history->steps[history_step_at(history, stand->as_at)];
  say_known(page, &fact->subject, fact->type, &step->value);
  for (uint32_t i = 0; i < step->tag_count; i++) say_statement(page, world_assertion(stand->world, step->tags[i]));
  if (step->tag_count) return;
  page_say(page, "Nobody states it at this date.");
  page_item(page, 0);
}

static void say_parameter(Repl *repl, Page *page, const Parameter *parameter) {
  const Stand *stand = state_stand(repl->now);
  const History *history = world_parameter(stand->world, parameter->index);
  say_known(page, &parameter->subject, parameter->type, &history->steps[history_step_at(history, stand->as_at)].value);
}

static void say_event(Repl *repl, Page *page, const Event *event) {
  const World *world = state_stand(repl->now)->world;
  const EventRecord *record = world_event(world, event->index);
  page_echo(page, event->subject.name);
  page_sayf(page, ": %u on record", record->occurrence_count);
  page_paragraph(page);
  page_echo_capital(page, event->subject.label);
  page_item(page, 0);
  const Assertion *last = NULL;
  for (uint32_t i = 0; i < record->occurrence_count; i++) {
    const Assertion *assertion = world_assertion(world, record->occurrences[i].tag);
    if (assertion != last) say_statement(page, assertion);
    last = assertion;
  }
  for (uint32_t i = 0; i < record->coverage_count; i++)
    say_statement(page, world_assertion(world, record->coverage[i].tag));
}

/* ---- by name ---- */

bool answer_names(Text written, const Subject *subject) {
  if (!text_starts(subject->name, written)) return false;
  return subject->name.bytes == written.bytes || subject->name.at[written.bytes] == '[';
}

static bool is_name(Text line) {
  for (uint32_t i = 0; i < line.bytes; i++) {
    char c = line.at[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '[' || c == ']' || c == '.'))
      return false;
  }
  return line.bytes > 0;
}

static bool say_units(Repl *repl, Report *report, Text name) {
  const Program *program = repl->now->program;
  const Unit *unit = program_unit((Program *)(uintptr_t)program, name);
  if (unit) return say_unit(repl, report, unit), true;
  bool found = false;
  for (size_t i = 0; i < program->duties.count; i++) {
    const Duty *duty = program->duties.at[i];
    if (!answer_names(name, &duty->subject)) continue;
    for (uint32_t r = 0; r < duty->role_count; r++) say_unit(repl, report, duty->roles[r].unit);
    found = true;
  }
  for (size_t u = 0; u < program->units.count; u++) {
    if (program->units.at[u]->kind == UNIT_ROLE || !answer_names(name, &program->units.at[u]->subject)) continue;
    say_unit(repl, report, program->units.at[u]);
    found = true;
  }
  return found;
}

static bool say_record(Repl *repl, Page *page, Text name) {
  const Program *program = repl->now->program;
  bool found = false;
  for (size_t i = 0; i < program->facts.count; i++)
    if (answer_names(name, &program->facts.at[i]->subject)) say_fact(repl, page, program->facts.at[i]), found = true;
  for (size_t i = 0; i < program->events.count; i++)
    if (answer_names(name, &program->events.at[i]->subject)) say_event(repl, page, program->events.at[i]), found = true;
  for (size_t i = 0; i < program->parameters.count; i++)
    if (answer_names(name, &program->parameters.at[i]->subject))
      say_parameter(repl, page, program->parameters.at[i]), found = true;
  return found;
}

bool answer_name(Repl *repl, Text name) {
  Head head = repl_head(repl);
  Report report;
  report_open(&report, &repl->out, &head, NULL, repl->page, false);
  if (say_units(repl, &report, name) || say_record(repl, &report.page, name)) return true;
  const Program *program = repl->now->program;
  for (size_t i = 0; i < program->matters.count; i++)
    if (answer_names(name, &program->matters.at[i]->subject)) return repl_who(repl, name) == EXIT_DONE;
  return false;
}

Exit answer_expression(Repl *repl, Text line) {
  if (is_name(line) && answer_name(repl, line)) return EXIT_DONE;
  Node *node = answer_node(repl, repl->now, line, NULL);
  if (!node || repl->diags.errors) return workshop_status(&repl->diags, EXIT_RULES);
  say_node(repl, node);
  return EXIT_DONE;
}

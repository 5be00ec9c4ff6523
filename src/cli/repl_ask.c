/* The interview at the prompt: what is missing in this case is asked for, and the answers are supposed. */
#include "cli/repl.h"
#include "view/diagview.h"

typedef LIST(Dependence) Passed;

static bool was_passed(const Passed *passed, Dependence what) {
  for (size_t i = 0; i < passed->count; i++)
    if (passed->at[i].kind == what.kind && passed->at[i].index == what.index) return true;
  return false;
}

/* What most hangs on, of what has not been passed over. */
static const MissingFact *next_missing(const Conclusions *all, const Passed *passed) {
  for (size_t i = 0; i < all->missing.count; i++)
    if (!was_passed(passed, all->missing.at[i].what)) return &all->missing.at[i];
  return NULL;
}

static const Subject *subject_of(const Program *program, Dependence what) {
  return what.kind == SYMBOL_FACT ? &program->facts.at[what.index]->subject : &program->events.at[what.index]->subject;
}

static void put_question(Repl *repl, const MissingFact *missing) {
  const Program *program = repl->now->program;
  const Fact *fact = missing->what.kind == SYMBOL_FACT ? program->facts.at[missing->what.index] : NULL;
  const Subject *subject = subject_of(program, missing->what);
  Page page;
  page_open(&page, &repl->out, repl->page);
  page_style(&page, STYLE_BOLD);
  page_echo_capital(&page, fact && fact->ask.bytes ? fact->ask : subject->label);
  page_style(&page, STYLE_PLAIN);
  page_sayf(&page, "  (%u %s on it)", missing->hangs, missing->hangs == 1 ? "conclusion hangs" : "conclusions hang");
  page_paragraph(&page);
}

static Text short_answer(Text line) {
  if (text_equal(line, TEXT("y"))) return TEXT("yes");
  return text_equal(line, TEXT("n")) ? TEXT("no") : line;
}

static Exit take_answer(Repl *repl, Dependence what, Text line) {
  const char *name = text_c(subject_of(repl->now->program, what)->name);
  const char *verb = what.kind == SYMBOL_FACT ? "is" : "on";
  Exit status = repl_suppose(repl, text_format("%s %s %s", name, verb, text_c(short_answer(line))));
  if (status == EXIT_DONE) return status;
  diag_sort(&repl->diags);
  diagview_print(&repl->errors, &repl->diags, false, DIAGVIEW_LIMIT);
  repl->diags = (Diags){0};
  return status;
}

/* False: the interview is over. */
static bool ask_one(Repl *repl, const MissingFact *missing, Passed *passed) {
  Text line = {0};
  const Subject *subject = subject_of(repl->now->program, missing->what);
  put_question(repl, missing);
  repl_write(repl);
  Text prompt = text_format("%s %s ", text_c(subject->name), missing->what.kind == SYMBOL_FACT ? "is" : "on");
  ReadResult result = typed_next(repl->input, text_c(prompt), &line);
  line = text_trim(line);
  if (result == READ_CANCELLED) eval_stop = 0;
  if (result != READ_LINE || !line.bytes) return false;
  if (text_equal(line, TEXT("unknown"))) list_push(passed, missing->what);
  else take_answer(repl, missing->what, line);
  return true;
}

Exit repl_ask(Repl *repl, Text arguments) {
  Passed passed = {0};
  (void)arguments;
  while (!eval_stop) {
    const Stand *stand = state_stand(repl->now);
    Conclusions all = conclude_all(stand->world, stand->as_at);
    const MissingFact *missing = eval_stop ? NULL : next_missing(&all, &passed);
    if (!missing && !eval_stop) sink_c(&repl->out, "Nothing is missing that would settle anything more.\n");
    if (!missing || !ask_one(repl, missing, &passed)) break;
  }
  return EXIT_DONE;
}

/* `remit why` for people: the answer, then the steps that lead to it, numbered. */
#include "view/whyview.h"

/* ---- the tree ---- */

static bool is_record(const ArgumentStep *leaf) {
  return leaf->kind == ARGUMENT_FACT || leaf->kind == ARGUMENT_EVENTS || leaf->kind == ARGUMENT_PARAMETER;
}

/* A conclusion that is but another name of a fact. */
static bool says_the_same(Arguments *arguments, ArgumentStep *step) {
  if (step->kind != ARGUMENT_CONCLUSION || !step->branch || step->branch->when->kind != NODE_FACT) return false;
  const ArgumentStep *leaf = argument_steps(arguments, step)->at[0];
  const World *world = arguments_world(arguments);
  return text_equal(world->program->facts.at[leaf->index]->subject.label, step->unit->subject.label);
}

/* A condition over one fact is shown together with the fact's statements: "the trust runs the services: yes", says who.
 */
ArgumentStep *why_single_leaf(Arguments *arguments, ArgumentStep *step) {
  bool condition = step->kind == ARGUMENT_EXPRESSION || step->kind == ARGUMENT_DAYS;
  if (!condition && !says_the_same(arguments, step)) return NULL;
  const ArgumentSteps *steps = argument_steps(arguments, step);
  if (steps->count != 1 || !is_record(steps->at[0])) return NULL;
  return argument_steps(arguments, steps->at[0])->count ? NULL : steps->at[0];
}

#define PERIODS_TOLD 24

size_t why_told(const ArgumentSteps *steps) {
  size_t periods = 0;
  for (size_t i = 0; i < steps->count; i++)
    if (steps->at[i]->kind == ARGUMENT_DAYS && part_counts(steps->at[i]->part) && periods++ == PERIODS_TOLD) return i;
  return steps->count;
}

static unsigned indent_of(const WhyPage *page, unsigned level) {
  unsigned most = page->report->page.options.width / 6;
  return page->report->page.options.format == PAGE_MARKDOWN || level < most ? level : most;
}

static void say_number(WhyPage *page, Text number, unsigned level) {
  page_entry(&page->report->page, indent_of(page, level), number, 2 * indent_of(page, level) + 4 + number.bytes);
}

static bool shown_before(WhyPage *page, const ArgumentStep *step, Text number, Text *before) {
  if (step->kind != ARGUMENT_CONCLUSION) return false;
  void **place = hash_put(&page->shown, text_format("%u@%d", step->unit->index, step->day));
  if (*place) {
    *before = *(Text *)*place;
    return true;
  }
  Text *kept = MEM_NEW(Text);
  *kept = number;
  *place = kept;
  return false;
}

/* Which other parts there are, so that nobody has to wonder what became of them. */
static void show_listed(WhyPage *page, const ArgumentSteps *steps, ArgumentPart part, const char *words,
                        unsigned level) {
  Report *report = page->report;
  const char *before = words;
  for (size_t i = 0; i < steps->count; i++) {
    if (steps->at[i]->part != part || steps->at[i]->kind == ARGUMENT_BRANCH || !steps->at[i]->type) continue;
    page_say(&report->page, before);
    say_step(report, steps->at[i]);
    before = "; ";
  }
  if (before != words) page_item(&report->page, indent_of(page, level) + 1);
}

/* Of many things that are counted those that hold are unfolded; a reader who wants the others has their numbers. */
#define MANY 6
#define FEW 3

static bool is_long_count(const ArgumentStep *step) {
  return step->kind == ARGUMENT_EXPRESSION && step->node->kind == NODE_COUNT && step->node->count >= MANY;
}

/* "2 hold, 3 do not and 1 is not known". */
static void say_tally(WhyPage *page, const ArgumentStep *step) {
  Page *line = &page->report->page;
  if (!step->yes) page_say(line, "none holds");
  else page_sayf(line, "%u %s", step->yes, step->yes == 1 ? "holds" : "hold");
  const char *between = step->open ? ", " : " and ";
  if (step->no) page_sayf(line, "%s%u %s", between, step->no, step->no == 1 ? "does not" : "do not");
  if (step->open) page_sayf(line, " and %u %s not known", step->open, step->open == 1 ? "is" : "are");
}

/* The undecided ones by name, each with its number. */
static void say_undecided(WhyPage *page, const ArgumentStep *step, const ArgumentSteps *steps, Text number) {
  const char *before = " (";
  if (step->open > FEW) return;
  for (size_t i = 0; i < steps->count; i++) {
    if (value_certain(&steps->at[i]->value)) continue;
    page_say(&page->report->page, before);
    if (steps->at[i]->kind == ARGUMENT_CONCLUSION) say_unit(page->report, steps->at[i]->unit);
    page_sayf(&page->report->page, ", %s.%zu", text_c(number), i + 1);
    before = "; ";
  }
  if (step->open) page_say(&page->report->page, ")");
}

static void show_count(WhyPage *page, ArgumentStep *step, Text number, unsigned level) {
  if (!is_long_count(step)) return;
  const ArgumentSteps *steps = argument_steps(page->arguments, step);
  say_tally(page, step);
  say_undecided(page, step, steps, number);
  if (step->yes) page_say(&page->report->page, "; those that hold are shown");
  page_sayf(&page->report->page, "; --step %s.1 to %s.%zu shows each", text_c(number), text_c(number), steps->count);
  page_item(&page->report->page, indent_of(page, level) + 1);
}

static bool is_shown(const ArgumentStep *above, const ArgumentStep *step) {
  if (is_long_count(above) && !value_is_yes(&step->value)) return false;
  return part_counts(step->part) || step->part == PART_DISPLACED || step->kind == ARGUMENT_BRANCH;
}

static void say_untold(WhyPage *page, const ArgumentSteps *steps, size_t told, Text number, unsigned level) {
  size_t last = told;
  for (size_t i = told; i < steps->count; i++)
    if (why_untold(steps, told, i)) last = i;
  if (told == steps->count) return;
  page_style(&page->report->page, STYLE_FAINT);
  page_sayf(&page->report->page, "%zu periods more: --step %s.%zu to %s.%zu shows each", last - told + 1,
            text_c(number), told + 1, text_c(number), last + 1);
  page_style(&page->report->page, STYLE_PLAIN);
  page_item(&page->report->page, indent_of(page, level) + 1);
}

static void show_under(WhyPage *page, ArgumentStep *step, Text number, unsigned level) {
  const ArgumentSteps *steps = argument_steps(page->arguments, step);
  size_t told = why_told(steps);
  for (size_t i = 0; i < steps->count; i++) {
    Text own = number.bytes ? text_format("%s.%zu", text_c(number), i + 1) : text_format("%zu", i + 1);
    if (i == told) say_untold(page, steps, told, number, level);
    if (is_shown(step, steps->at[i]) && !why_untold(steps, told, i)) whytext_step(page, steps->at[i], own, level);
  }
}

static void say_other_day(WhyPage *page, const ArgumentStep *step, Day day) {
  if (step->day == day || step->kind == ARGUMENT_DAYS) return;
  page_say(&page->report->page, " (on ");
  say_date(page->report, step->day);
  page_say(&page->report->page, ")");
}

static void show_rest(WhyPage *page, ArgumentStep *step, Text number, unsigned level) {
  const ArgumentSteps *steps = argument_steps(page->arguments, step);
  show_count(page, step, number, level);
  show_listed(page, steps, PART_ALSO, "Also, though not needed: ", level);
  if (level >= page->depth && steps->count) {
    page_style(&page->report->page, STYLE_FAINT);
    page_sayf(&page->report->page, "more under --step %s", text_c(number));
    page_style(&page->report->page, STYLE_PLAIN);
    page_item(&page->report->page, indent_of(page, level) + 1);
  } else {
    show_under(page, step, number, level + 1);
  }
}

void whytext_step(WhyPage *page, ArgumentStep *step, Text number, unsigned level) {
  Text before;
  ArgumentStep *leaf = why_single_leaf(page->arguments, step);
  say_step(page->report, step);
  say_other_day(page, step, page->report->head->as_at);
  bool again = shown_before(page, step, number, &before);
  if (again && before.bytes) page_sayf(&page->report->page, ", as shown at %s", text_c(before));
  say_number(page, number, level);
  if (again) return;
  if (!leaf || step->kind == ARGUMENT_CONCLUSION)
    whytext_evidence(page->report, page->arguments, step, false, indent_of(page, level) + 1);
  if (leaf) whytext_evidence(page->report, page->arguments, leaf, true, indent_of(page, level) + 1);
  if (!leaf && step->part != PART_DISPLACED) show_rest(page, step, number, level);
}

/* ---- the answer ---- */

static void say_certain(Report *report, const Conclusion *conclusion) {
  const Unit *unit = conclusion->unit;
  const Right *right = unit->owner;
  if (unit->kind == UNIT_RIGHT) {
    say_holder_of_right(report, right, true);
    if (value_is_yes(&conclusion->kept.value)) say_right(report, right);
    else say_right_not(report, right);
    return;
  }
  page_style(&report->page, STYLE_BOLD);
  Text composed = page_take(&report->page);
  say_unit_value(report, unit, &conclusion->kept.value);
  Text value = page_take(&report->page);
  sink_text(&report->page.line, composed);
  page_echo_capital(&report->page, value);
  page_style(&report->page, STYLE_PLAIN);
}

void say_answer(Report *report, const Conclusion *conclusion) {
  switch (conclusion->status) {
    case CONCLUSION_NOT_IN_FORCE: page_say(&report->page, "Not in force at this date"); break;
    case CONCLUSION_CERTAIN: say_certain(report, conclusion); break;
    case CONCLUSION_CONFLICT:
    case CONCLUSION_ERROR:
    case CONCLUSION_UNKNOWN:
      page_say(&report->page, "Not certain");
      if (conclusion->unit->kind == UNIT_ROLE && !report_unsettled(conclusion)) {
        page_say(&report->page, ": ");
        say_holders(report, conclusion);
      } else {
        page_say(&report->page, "; ");
        say_why_open(report, conclusion);
      }
      break;
  }
  if (conclusion->has_due) page_say(&report->page, "; the last day is ");
  if (conclusion->has_due) say_value(report, report->program->date, &conclusion->due);
  if (conclusion->status == CONCLUSION_CERTAIN) say_rests_on(report, conclusion);
}

static void say_title(Report *report, const WhyAnswer *answer) {
  page_say(&report->page, "Why? ");
  if (!answer->conclusion)
    page_echo_capital(&report->page, report->program->facts.at[answer->root->index]->subject.label);
  else if (answer->conclusion->unit->kind == UNIT_ROLE) {
    page_echo(&report->page, answer->conclusion->unit->subject.label);
    page_say(&report->page, ": who ");
    page_echo(&report->page, answer->conclusion->unit->role->label);
  } else {
    page_echo_capital(&report->page, answer->conclusion->unit->subject.label);
  }
  page_section(&report->page);
}

static void show_answer(WhyPage *page, const WhyAnswer *answer) {
  Report *report = page->report;
  say_title(report, answer);
  page->shown = (HashMap){0};
  if (answer->conclusion) say_answer(report, answer->conclusion);
  else say_step(report, answer->root);
  page_paragraph(&report->page);
  page_blank(&report->page);
  if (answer->number.bytes) {
    whytext_step(page, answer->shown, answer->number, 0);
    return;
  }
  if (!answer->conclusion || answer->root->branch) whytext_evidence(report, page->arguments, answer->root, false, 0);
  show_under(page, answer->root, TEXT(""), 0);
  if (!answer->conclusion) return;
  Statements besides = argument_besides(page->arguments, answer->root);
  whytext_besides(report, &besides);
}

void whyview_answers(Report *report, const WhyAnswers *answers) {
  WhyPage page = {.report = report, .arguments = answers->arguments, .depth = answers->depth};
  for (size_t i = 0; i < answers->at.count; i++) show_answer(&page, &answers->at.at[i]);
}

void whyview_text(Sink *sink, const Head *head, const World *world, const WhyAnswers *answers, PageOptions options) {
  Report report;
  Conclusions none = {.world = (World *)(uintptr_t)world, .as_at = head->as_at};
  report_open(&report, sink, head, &none, options, true);
  runtext_head(&report);
  whyview_answers(&report, answers);
  runtext_sources(&report);
}

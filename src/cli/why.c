#include "cli/ask_about.h"
#include "cli/each_case.h"
#include "view/whyview.h"

#define DEPTH 8

static bool add_answer(const Options *options, WhyAnswers *answers, const Conclusion *conclusion, ArgumentStep *root) {
  WhyAnswer answer = {conclusion, root, argument_find(answers->arguments, root, options->step), options->step};
  if (answer.shown) list_push(&answers->at, answer);
  return answer.shown != NULL;
}

static bool answer_unit(const Options *options, World *world, WhyAnswers *answers, const Unit *unit, Day day) {
  Conclusion *conclusion = MEM_NEW(Conclusion);
  *conclusion = conclude_unit(world, unit, day);
  return add_answer(options, answers, conclusion, argument_unit(answers->arguments, unit, day));
}

/* A step that only some of several arguments have is shown where it is. */
static bool answer_all(const Options *options, World *world, WhyAnswers *answers, const AskedAbout *asked, Day day) {
  for (size_t i = 0; i < asked->units.count; i++) answer_unit(options, world, answers, asked->units.at[i], day);
  for (size_t i = 0; i < asked->facts.count; i++)
    add_answer(options, answers, NULL, argument_fact(answers->arguments, asked->facts.at[i], day));
  if (answers->at.count) return true;
  options_complain(options->verb, "the argument for `%s` has no step %s; without --step all are listed",
                   text_c(answers->asked), text_c(options->step));
  return false;
}

static void show(const Options *options, Sink *sink, const Head *head, const World *world, const WhyAnswers *answers) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) whyview_json(sink, head, answers);
  else whyview_text(sink, head, world, answers, page);
}

static Exit answer_case(Workshop *workshop, Sink *sink, const CaseFile *file, size_t index, const void *with) {
  (void)index;
  (void)with;
  const Options *options = workshop->options;
  WhyAnswers answers = {.asked = text_of(options->arguments.at[1]),
                        .depth = options->depth ? options->depth - 1 : DEPTH - 1};
  AskedAbout asked = {0};
  Head head;
  if (!asked_about(options, file->program, answers.asked, true, &asked)) return EXIT_USAGE;
  World *world = workshop_world(workshop, file, &head);
  if (!world) return workshop_status(&workshop->diags, EXIT_DONE);
  answers.arguments = arguments_open(world);
  if (!answer_all(options, world, &answers, &asked, head.as_at)) return EXIT_USAGE;
  show(options, sink, &head, world, &answers);
  return EXIT_DONE;
}

static Exit why(const Options *options) { return each_case(options, answer_case, NULL); }

const Verb VERB_WHY = {
  .name = "why",
  .arguments = "CASE CONCLUSION",
  .one_line = "show the argument for a conclusion as it stands, with its sources",
  .help = "Shows what a conclusion (or a fact) comes to and why: the rule that decided, what it rests on, who says so "
          "and how far\n"
          "that can be relied on; what was passed over or displaced, and how near it came. A conclusion is written "
          "`duty.role`,\n"
          "`duty` (all its roles), the name of a right, requirement, signature or definition, `name[member]`, "
          "`signature.indicator`,\n"
          "or the name of a fact.",
  .example = "remit why examples/doncaster.case social_care.delivers\n"
             "  why the trust delivers the service, or why not",
  .options = OPTIONS_EVALUATING | OPTION_BIT(DEPTH) | OPTION_BIT(STEP) | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(MD),
  .least = 2,
  .most = 2,
  .run = why,
};

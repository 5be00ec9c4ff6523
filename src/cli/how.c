#include "cli/each_case.h"
#include "source/clean.h"
#include "syntax/parse.h"
#include "view/howview.h"

/* Messages about it are wrong usage, as for all that the command line says. */

static Node *read_condition(Workshop *workshop, Program *program, Text written) {
  Source *line = source_of_text(TEXT(THE_CONDITION), written);
  size_t errors = workshop->diags.errors;
  clean_check(line, &workshop->diags);
  if (workshop->diags.errors != errors) return NULL;
  Tree *tree = parse_condition(program->names, line, &workshop->diags);
  if (workshop->diags.errors != errors || !tree || !tree->decls.count) return NULL;
  const Decl *decl = tree->decls.at[0];
  Node *node =
    program_expression(program, program->module, decl, decl->always, line, program->yes_no, &workshop->diags);
  return workshop->diags.errors == errors ? node : NULL;
}

static void show(const Options *options, Sink *sink, const Head *head, const World *world, const HowAnswer *answer) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) howview_json(sink, head, answer);
  else howview_text(sink, head, world, answer, page);
}

static Exit answer_case(Workshop *workshop, Sink *sink, const CaseFile *file, size_t index, const void *with) {
  (void)index;
  (void)with;
  const Options *options = workshop->options;
  Head head;
  HowAnswer answer = {.asked = text_of(options->arguments.at[1])};
  Node *target = read_condition(workshop, file->program, answer.asked);
  World *world = workshop_world(workshop, file, &head);
  if (!target || !world) return EXIT_DONE;   /* workshop_end tells of it */
  HowResult result = how_study(world, target, head.as_at);
  answer.result = &result;
  show(options, sink, &head, world, &answer);
  bool incomplete = !result.exact && !value_is_yes(&result.now) && !result.ways.count;
  return incomplete ? EXIT_LIMIT : EXIT_DONE;
}

static Exit how(const Options *options) { return each_case(options, answer_case, NULL); }

const Verb VERB_HOW = {
  .name = "how",
  .arguments = "CASE \"CONCLUSION is STATUS\"",
  .one_line = "find the smallest changes that would bring a conclusion about, and who decides them",
  .help =
    "Finds the smallest sets of changes of facts, from the as-at date on, that would bring a condition about, and says "
    "who\n"
    "decides each; also what time alone brings, with its date; or why nothing can. The condition is any of the "
    "language:\n"
    "`RIGHT is held`, `REQUIREMENT is met`, `SIGNATURE is not raised`, `DUTY.ROLE is trust`, `DUTY.ROLE is nobody`,\n"
    "`DEFINITION is VALUE`, joined by `and`, `or`, `not`. Facts that are `fixed`, facts given with --set, and the "
    "record of\n"
    "events stay as they are. Up to 20 changeable things every set is tried; beyond, sets of up to three, and it says "
    "so.",
  .example = "remit how examples/doncaster.case \"social_care.delivers is council\"\n"
             "  what would have to change for the council to deliver children's social care",
  .options = OPTIONS_EVALUATING | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(MD),
  .least = 2,
  .most = 2,
  .run = how,
};

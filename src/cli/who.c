#include "cli/each_case.h"
#include "view/whoview.h"

/* ---- what was asked about ---- */

/* The name itself, or of a family any member of it. */
static bool names(Text written, const Subject *subject) {
  if (text_equal(written, subject->name)) return true;
  return text_starts(subject->name, written) && subject->name.at[written.bytes] == '[';
}

static WhoAnswer find(const Program *program, Text written) {
  WhoAnswer answer = {.asked = written};
  for (size_t i = 0; i < program->duties.count; i++)
    if (names(written, &program->duties.at[i]->subject)) list_push(&answer.duties, program->duties.at[i]);
  for (size_t i = 0; i < program->matters.count; i++)
    if (names(written, &program->matters.at[i]->subject)) list_push(&answer.matters, program->matters.at[i]);
  return answer;
}

static const Right *find_right(const Program *program, Text written) {
  for (size_t i = 0; i < program->rights.count; i++)
    if (text_equal(program->rights.at[i]->subject.name, written)) return program->rights.at[i];
  return NULL;
}

static void complain(const Options *options, const Program *program, Text written) {
  DiagNearest nearest = {.wanted = written};
  const Right *right = find_right(program, written);
  if (right && right->matter) {
    options_complain(options->verb, "`%s` is a right; ask about its matter, `%s`", text_c(written),
                     text_c(right->matter->subject.name));
    return;
  }
  for (size_t i = 0; i < program->duties.count; i++) diag_nearest_offer(&nearest, program->duties.at[i]->subject.name);
  for (size_t i = 0; i < program->matters.count; i++)
    diag_nearest_offer(&nearest, program->matters.at[i]->subject.name);
  if (nearest.count)
    options_complain(options->verb, "there is no duty or matter `%s`; did you mean `%s`?", text_c(written),
                     text_c(nearest.best[0]));
  else options_complain(options->verb, "there is no duty or matter `%s` in these rules", text_c(written));
}

/* ---- the verb ---- */

static void show(const Options *options, Sink *sink, const Head *head, const Conclusions *conclusions,
                 const WhoAnswer *answer) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) whoview_json(sink, head, conclusions, answer);
  else whoview_text(sink, head, conclusions, answer, page);
}

static Exit answer_case(Workshop *workshop, Sink *sink, const CaseFile *file, size_t index, const void *with) {
  (void)index;
  (void)with;
  const Options *options = workshop->options;
  Head head;
  WhoAnswer answer = find(file->program, text_of(options->arguments.at[1]));
  if (!answer.duties.count && !answer.matters.count) {
    complain(options, file->program, answer.asked);
    return EXIT_USAGE;
  }
  World *world = workshop_world(workshop, file, &head);
  if (!world) return workshop_status(&workshop->diags, EXIT_DONE);
  Conclusions conclusions = conclude_all(world, head.as_at);
  show(options, sink, &head, &conclusions, &answer);
  return EXIT_DONE;
}

static Exit who(const Options *options) { return each_case(options, answer_case, NULL); }

const Verb VERB_WHO = {
  .name = "who",
  .arguments = "CASE DUTY-or-MATTER",
  .one_line = "say who stands in which role of a duty, or who has a say in a matter",
  .help = "Answers the single question about one duty (each of its roles, with who holds it and what that rests on) or "
          "about\n"
          "one matter (every right on it, with its holder, whether held or not).",
  .example = "remit who examples/doncaster.case social_care\n"
             "  who is accountable, who delivers, who oversees",
  .options = OPTIONS_EVALUATING | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(MD),
  .least = 2,
  .most = 2,
  .run = who,
};

#include "cli/module.h"
#include "study/depends.h"
#include "view/dot.h"

static Exit graph(const Options *options) {
  Workshop workshop;
  Sink output;
  DependsFocus focus = {0};
  workshop_open(&workshop, options);
  Program *program = module_with_words(&workshop, text_of(options->arguments.at[0]));
  if (!program) return workshop_end(&workshop);
  if (options->focus.bytes && !depends_find(program, options->focus, &focus)) {
    module_complain_name(&workshop, program, options->focus);
    return EXIT_USAGE;
  }
  DependsGraph drawn = depends_graph(program, &focus);
  output_open(&output);
  dot_print(&output, &drawn, text_c(program->module->name->text));
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

const Verb VERB_GRAPH = {
  .name = "graph",
  .arguments = "MODULE",
  .one_line = "draw what depends on what, as DOT for Graphviz",
  .help = "Facts are ellipses (events dashed), parameters hexagons, conclusions boxes: duties blue, rights green, "
          "requirements\n"
          "yellow, signatures red. A dashed arrow is read on other dates. With --focus only what a conclusion reads, "
          "directly\n"
          "or not, and what reads it; of a fact, event or parameter all that hangs on it. MODULE is a rule file,\n"
          "or the name of a module in the library.",
  .example = "remit graph doncaster --focus social_care.delivers | dot -Tsvg > graph.svg\n"
             "  draws what decides who delivers",
  .options = OPTION_BIT(FOCUS),
  .least = 1,
  .most = 1,
  .run = graph,
};

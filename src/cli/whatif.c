#include "cli/each_case.h"
#include "view/whatifview.h"

/* ---- the scenarios ---- */

/* What stands before the first colon; statements and values hold none but inside quotes. */
static bool scenario_name(const Options *options, Text written, Text *name, Text *rest) {
  for (uint32_t i = 0; i < written.bytes && written.at[i] != '"' && written.at[i] != '='; i++) {
    if (written.at[i] != ':') continue;
    *name = text_trim(text_slice(written, 0, i));
    *rest = text_trim(text_slice(written, i + 1, written.bytes));
    if (name->bytes && rest->bytes) return true;
  }
  options_complain(options->verb,
                   "--scenario takes NAME: FACT=VALUE; FACT=VALUE, such as 'grim: vacancy_rate=30%%', not `%s`",
                   text_c(written));
  return false;
}

/* Statements are parted by semicolons, of which a text in quotes may hold any number. */
static void split_statements(Text rest, WhatifScenario *scenario) {
  bool quoted = false;
  for (uint32_t from = 0, to = 0; from < rest.bytes; from = ++to) {
    for (; to < rest.bytes && (quoted || rest.at[to] != ';'); to++)
      if (rest.at[to] == '"' && (!to || rest.at[to - 1] != '\\')) quoted = !quoted;
    Text statement = text_trim(text_slice(rest, from, to));
    if (statement.bytes) list_push(&scenario->words, statement);
  }
}

static bool has_name(const Whatif *whatif, Text name) {
  for (size_t i = 0; i < whatif->scenarios.count; i++)
    if (text_equal(whatif->scenarios.at[i].name, name)) return true;
  return false;
}

static bool add_scenario(const Options *options, Text written, Whatif *whatif) {
  WhatifScenario scenario = {0};
  Text rest;
  if (!scenario_name(options, written, &scenario.name, &rest)) return false;
  split_statements(rest, &scenario);
  if (has_name(whatif, scenario.name)) {
    options_complain(options->verb, "two scenarios are called `%s`", text_c(scenario.name));
    return false;
  }
  list_push(&whatif->scenarios, scenario);
  return true;
}

/* What --set and --param suppose is the one scenario that needs no name; beside named ones it is part of each. */
static bool read_scenarios(const Options *options, Whatif *whatif) {
  for (size_t i = 0; i < options->scenarios.count; i++)
    if (!add_scenario(options, options->scenarios.at[i], whatif)) return false;
  if (!whatif->scenarios.count && (options->set.count || options->parameters.count)) list_add(&whatif->scenarios);
  if (whatif->scenarios.count) return true;
  options_complain(options->verb,
                   "it needs something to suppose: --set FACT=VALUE, or --scenario 'NAME: FACT=VALUE; ...'");
  return false;
}

static bool suppose_shared(Workshop *workshop, const Options *options, const CaseFile *file, WhatifScenario *scenario) {
  bool all_right = true;
  for (size_t i = 0; i < options->set.count; i++) {
    all_right &= workshop_suppose(workshop, file, "--set", options->set.at[i], SYMBOL_FACT, &scenario->supposed);
    list_push(&scenario->words, options->set.at[i]);
  }
  for (size_t i = 0; i < options->parameters.count; i++) {
    Text written =
      text_format("%s=%s", text_c(options->parameters.at[i].name), text_c(options->parameters.at[i].value));
    all_right &= workshop_suppose(workshop, file, "--param", written, SYMBOL_PARAMETER, &scenario->supposed);
    list_push(&scenario->words, written);
  }
  return all_right;
}

static bool suppose_scenarios(Workshop *workshop, const Options *options, const CaseFile *file, Whatif *whatif) {
  bool all_right = true;
  for (size_t s = 0; s < whatif->scenarios.count; s++) {
    WhatifScenario *scenario = &whatif->scenarios.at[s];
    size_t own = scenario->words.count;
    for (size_t i = 0; i < own; i++)
      all_right &=
        workshop_suppose(workshop, file, "--scenario", scenario->words.at[i], SYMBOL_FACT, &scenario->supposed);
    all_right &= suppose_shared(workshop, options, file, scenario);
  }
  return all_right;
}

/* ---- the verb ---- */

static void show(const Options *options, Sink *sink, const Head *head, const Whatif *whatif) {
  PageOptions page = page_for(options);
  if (options->format == FORMAT_JSON) whatifview_json(sink, head, whatif);
  else if (options->format == FORMAT_CSV) whatifview_csv(sink, head, whatif);
  else whatifview_text(sink, head, whatif, page);
}

/* The base is the case without what the options suppose. */
static bool run_case(Workshop *workshop, const Options *options, const CaseFile *file, Sink *output) {
  Whatif whatif = {0};
  Head head;
  World *world = workshop_world(workshop, file, &head);
  if (!world || !read_scenarios(options, &whatif)) return false;
  if (!suppose_scenarios(workshop, options, file, &whatif)) return false;
  whatif_run(&whatif, world, head.as_at);
  show(options, output, &head, &whatif);
  return true;
}

static Exit whatif(const Options *options) {
  Workshop workshop;
  Sink output;
  Options plain = *options;
  Whatif trial = {0};
  if (!read_scenarios(options, &trial)) return EXIT_USAGE;
  plain.set.count = plain.parameters.count = 0;
  workshop_open(&workshop, &plain);
  workshop_cases(&workshop, 0, 1);
  output_open(&output);
  for (size_t i = 0; i < workshop.cases.count; i++)
    if (!run_case(&workshop, options, workshop.cases.at[i], &output)) break;
  if (!output_close(&output)) return EXIT_USAGE;
  return workshop_end(&workshop);
}

const Verb VERB_WHATIF = {
  .name = "whatif",
  .arguments = "CASE",
  .one_line = "show what would change if something else were so",
  .help =
    "Puts a case as it stands beside the same case with something supposed, and shows only what differs, each with "
    "what made\n"
    "it differ. A supposition is a statement as in a case file, or FACT=VALUE for short, and holds for all dates "
    "unless it\n"
    "says `from` or `until`. Several scenarios go into one table, each with a name and its statements, parted by\n"
    "semicolons: --scenario 'NAME: FACT=VALUE; FACT=VALUE'. What --set and --param suppose beside them is part of "
    "each.",
  .example = "remit whatif examples/doncaster.case --scenario 'grim: vacancy_rate=30%; ofsted=inadequate' --scenario "
             "'better: ofsted=good'\n"
             "  what would change in Doncaster in either of the two",
  .options = OPTIONS_EVALUATING | OPTION_BIT(SCENARIO) | OPTION_BIT(FORMAT) | OPTION_BIT(JSON),
  .formats = FORMAT_BIT(TEXT) | FORMAT_BIT(JSON) | FORMAT_BIT(CSV) | FORMAT_BIT(MD),
  .least = 1,
  .most = 1,
  .run = whatif,
};

/* The commands, as `help` tells them. */
#include <string.h>
#include "cli/repl.h"

static Exit repl_help(Repl *repl, Text arguments);

static Exit repl_quit(Repl *repl, Text arguments) {
  (void)arguments;
  repl->leaving = true;
  return EXIT_DONE;
}

static const Command COMMANDS[] = {
  {"help", "[COMMAND]", "list the commands, or tell about one",
   "Without a name it lists all commands; with one it tells about that command.\n"
   "  help suppose",
   COMPLETES_COMMANDS, repl_help},
  {"load", "MODULE", "load rules, without a case",
   "Takes a module's name, or the path of a rule file. What is supposed and declared is put aside; `undo` "
   "brings it back.\n"
   "  load west_sussex",
   COMPLETES_FILES, repl_load},
  {"case", "FILE", "load a case, with the rules that it names",
   "Takes a case file (.case, .json, .csv). What is supposed and declared is put aside; `undo` brings it back.\n"
   "  case examples/doncaster.case",
   COMPLETES_FILES, repl_case},
  {"reload", "", "read all files again",
   "Reads the rules and the case again, and says what that changes. Suppositions, forks and declarations "
   "stay. At a terminal it is said when a file has changed on disk.\n"
   "  reload",
   COMPLETES_NOTHING, repl_reload},
  {"suppose", "[STATEMENT]", "suppose a fact, as typing the statement alone does; or list what is supposed",
   "A statement is written as in a case file, and stands in for what the case says over its period: all dates "
   "where it gives none. Typed alone it is supposed as well; with a question mark behind it, it is asked "
   "instead.\n"
   "  suppose trust_operational is no until 2015-04-01\n"
   "  direction_in_force is yes\n"
   "  direction_in_force is yes?",
   COMPLETES_STATEMENT, repl_suppose},
  {"drop", "FACT|NUMBER|all", "suppose it no longer",
   "Takes a fact's name, a number that `suppose` lists, or `all`.\n"
   "  drop direction_in_force",
   COMPLETES_SUPPOSED, repl_drop},
  {"undo", "", "take back the last change of any kind",
   "Takes back suppositions, dates, declarations, forks, what was loaded, one at a time, back to the "
   "beginning.\n"
   "  undo",
   COMPLETES_NOTHING, repl_undo},
  {"redo", "", "make again what was taken back",
   "Until something else is changed, whatever `undo` took back can be made again.\n"
   "  redo",
   COMPLETES_NOTHING, repl_redo},
  {"as", "at DATE | known DATE | planned",
   "judge at another date, by another state of knowledge, or with plans carried out",
   "`as at today` is the clock's date. `as known off` and `as planned off` go back.\n"
   "  as at 2016-06-01\n"
   "  as known 2015-01-01\n"
   "  as planned",
   COMPLETES_AS, repl_as},
  {"facts", "[PART|all]", "list what is known, or what is known of names or labels with PART in them",
   "Lists facts and events of which something is stated at this date, with how well that is founded; `facts "
   "all` those of which nothing is known, too.\n"
   "  facts board",
   COMPLETES_NAMES, repl_facts},
  {"missing", "[all]", "list what nobody has stated, what most hangs on first",
   "What would settle most stands first.\n"
   "  missing",
   COMPLETES_NOTHING, repl_missing},
  {"ask", "", "an interview: asks what is missing, what most hangs on first, and supposes the answers",
   "An answer is written as in a case file, also in part: `at least 20%`, `one of (a, b)`. `unknown` goes on "
   "to the next question, an empty line ends the interview.\n"
   "  ask",
   COMPLETES_NOTHING, repl_ask},
  {"duties", "[all]", "who answers for what",
   "The duties with who stands in which role.\n"
   "  duties",
   COMPLETES_NOTHING, repl_duties},
  {"rights", "[all]", "who may decide what",
   "The rights that are held, and those that may be; `rights all` those that are not, too.\n"
   "  rights all",
   COMPLETES_NOTHING, repl_rights},
  {"requirements", "[all]", "what is met and what is breached",
   "The requirements; `requirements all` those that do not apply, too.\n"
   "  requirements",
   COMPLETES_NOTHING, repl_requirements},
  {"signatures", "[all]", "the warning signs, and what to probe",
   "The signatures that are raised, or may be; `signatures all` the others, too.\n"
   "  signatures",
   COMPLETES_NOTHING, repl_signatures},
  {"definitions", "[all]", "what the defined terms come to",
   "All definitions.\n"
   "  definitions",
   COMPLETES_NOTHING, repl_definitions},
  {"findings", "[all]", "what needs settling: gaps, disputes, plans, stale and missing facts",
   "What must be said of the record itself.\n"
   "  findings",
   COMPLETES_NOTHING, repl_findings},
  {"all", "[all]", "the whole report, as `remit run` gives it",
   "Everything at once.\n"
   "  all",
   COMPLETES_NOTHING, repl_all},
  {"who", "DUTY|MATTER", "who stands in which role, or has a say in a matter",
   "As `remit who`.\n"
   "  who social_care",
   COMPLETES_NAMES, repl_who},
  {"why", "CONCLUSION|FACT [STEP]", "the argument for it as it stands, with its sources",
   "As `remit why`. With the number of a step only that step, unfolded.\n"
   "  why social_care.delivers\n"
   "  why social_care.delivers 1.2",
   COMPLETES_NAMES, repl_why},
  {"how", "CONDITION", "the smallest changes that would bring it about, and who decides them",
   "As `remit how`. What is supposed here stays as it is.\n"
   "  how approve_termination is held",
   COMPLETES_NAMES, repl_how},
  {"sweep", "FACT=LOW..HIGH", "where conclusions change as a fact moves over a range",
   "As `remit sweep`: only the places where something changes, and what. `as_at=2019..2022` moves the date "
   "instead.\n"
   "  sweep vacancy_rate=0%..40%",
   COMPLETES_NAMES, repl_sweep},
  {"timeline", "CONCLUSION... [from DATE] [to DATE]", "the periods over which it holds, and what changed it",
   "As `remit timeline`: from the first date on record to the date of the prompt, unless others are given.\n"
   "  timeline social_care.delivers from 2013-01-01",
   COMPLETES_NAMES, repl_timeline},
  {"watch", "[CONCLUSION]", "show a conclusion after every change",
   "Takes a conclusion, a fact or any expression. Alone it shows what is watched.\n"
   "  watch approve_termination\n"
   "  watch vacancy_rate > 15%",
   COMPLETES_NAMES, repl_watch},
  {"unwatch", "[CONCLUSION]", "watch it no longer; alone, nothing",
   "Ends `watch`.\n"
   "  unwatch approve_termination",
   COMPLETES_NAMES, repl_unwatch},
  {"changes", "", "list all that the last change changed",
   "After a change the first twenty conclusions are listed; this lists all.\n"
   "  changes",
   COMPLETES_NOTHING, repl_changes},
  {"fork", "NAME", "begin another way that things may be",
   "A fork begins as things stand here, with its own suppositions and date from then on. `switch` goes to and "
   "fro, `scenarios` shows them side by side, `merge` takes what a fork supposes into the case.\n"
   "  fork grim",
   COMPLETES_NOTHING, repl_fork},
  {"switch", "FORK|case", "go to a fork, or back to the case",
   "And says in what it differs from where you were.\n"
   "  switch case",
   COMPLETES_FORKS, repl_switch},
  {"merge", "[FORK]", "take what a fork supposes into the case",
   "The fork ends. Of what both speak of, what the fork supposes counts.\n"
   "  merge grim",
   COMPLETES_FORKS, repl_merge},
  {"scenarios", "", "the case and its forks side by side",
   "What each supposes, and the conclusions in which they differ.\n"
   "  scenarios",
   COMPLETES_NOTHING, repl_scenarios},
  {"compare", "FORK|DATE|FILE", "in what a fork, another date or another case differs from here",
   "Each conclusion that differs: what it is here, and what it is there.\n"
   "  compare 2016-06-01",
   COMPLETES_FORKS, repl_compare},
  {"save", "[over] [scenario|rules] FILE [\"TITLE\"]", "keep the case, a scenario or the rules typed here in a file",
   "`save FILE` writes the case with what is supposed, cited as supposed. `save scenario FILE` writes a test: "
   "it supposes what is supposed here, and expects what that changes and what is watched. `save rules FILE` "
   "writes what was declared here as a module. A file that is there is not written over, unless by `save over "
   "FILE`.\n"
   "  save grim.case\n"
   "  save scenario grim.remit \"The grim course\"",
   COMPLETES_FILES, repl_save},
  {"transcript", "[over] FILE | off", "write down all that is typed and answered",
   "From now on, until `transcript off`.\n"
   "  transcript session.txt",
   COMPLETES_FILES, repl_transcript},
  {"source", "FILE", "run the lines of a file as if they were typed here",
   "The first mistake ends it, and takes back all that the file had changed.\n"
   "  source steps.txt",
   COMPLETES_FILES, repl_source},
  {"quit", "", "leave",
   "Asks first where something supposed here is not saved. Ctrl-D does the same.\n"
   "  quit",
   COMPLETES_NOTHING, repl_quit},
};

const Command *command_all(size_t *count) {
  *count = sizeof COMMANDS / sizeof *COMMANDS;
  return COMMANDS;
}

const Command *command_find(Text word) {
  for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
    if (text_equal(word, text_of(COMMANDS[i].name))) return &COMMANDS[i];
  if (text_equal(word, TEXT("exit"))) return command_find(TEXT("quit"));
  return NULL;
}

/* ---- help ---- */

static void say_language(Repl *repl) {
  sink_c(&repl->out, "Type a question: the name of a conclusion or a fact, or any expression of the language:\n"
                     "    approve_termination        vacancy_rate > 15%        count of dcs_change in last 24 months\n"
                     "Type a statement of fact to suppose it, with `?` behind it to ask it instead:\n"
                     "    direction_in_force is no   dcs_change on 2021-03-01\n"
                     "Type a declaration to add a rule until you leave; a blank line ends it:\n"
                     "    define worrying when vacancy_rate > 25% and direction_in_force\n\nCommands:\n");
}

static void say_commands(Repl *repl) {
  Page page;
  page_open(&page, &repl->out, repl->page);
  for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
    const Command *command = &COMMANDS[i];
    page_style(&page, STYLE_BOLD);
    page_say(&page, command->name);
    page_style(&page, STYLE_PLAIN);
    Text term = page_take(&page);
    page_say(&page, command->one_line);
    page_entry(&page, 0, term, 16);
  }
  sink_c(&repl->out, "`help COMMAND` tells more, with an example. The Tab key completes what is begun.\n");
}

static void say_example(Repl *repl, Text line) {
  sink_text(&repl->out, line);
  sink_char(&repl->out, '\n');
}

/* Paragraphs are wrapped to the terminal, examples stand as they are. */
static void say_command(Repl *repl, const Command *command) {
  Page page;
  Sink prose = {0};
  Text rest = text_of(command->help);
  page_open(&page, &repl->out, repl->page);
  page_sayf(&page, "%s %s", command->name, command->arguments);
  page_title(&page);
  page_sayf(&page, "%s.", command->one_line);
  Text one = page_take(&page);
  page_echo_capital(&page, one);
  page_paragraph(&page);
  for (uint32_t to = 0; rest.bytes && rest.at[0] != ' '; rest = text_slice(rest, to + 1, rest.bytes)) {
    for (to = 0; to < rest.bytes && rest.at[to] != '\n';) to++;
    sink_text(&prose, text_slice(rest, 0, to));
    sink_char(&prose, ' ');
  }
  page_say(&page, text_c(text_trim(sink_result(&prose))));
  page_paragraph(&page);
  say_example(repl, text_format("For instance:\n%.*s", (int)rest.bytes, rest.bytes ? rest.at : ""));
}

static Exit repl_help(Repl *repl, Text arguments) {
  const Command *command = command_find(arguments);
  if (!arguments.bytes) return say_language(repl), say_commands(repl), EXIT_DONE;
  if (command) return say_command(repl, command), EXIT_DONE;
  DiagNearest nearest = {.wanted = arguments};
  for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
    diag_nearest_offer(&nearest, text_of(COMMANDS[i].name));
  return repl_refuse(repl, EXIT_USAGE, "there is no command `%s`%s; `help` lists them all", text_c(arguments),
                     nearest.count ? text_c(text_format("; did you mean `%s`?", text_c(nearest.best[0]))) : "");
}

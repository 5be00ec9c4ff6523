/* What a line means: a command, a declaration, a supposition or a question. */
#include <string.h>
#include "cli/repl.h"
#include "syntax/parse.h"
#include "study/scenario.h"
#include "view/testtext.h"

static bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Text line_word(Text line) {
  uint32_t at = 0;
  while (at < line.bytes && word_byte(line.at[at])) at++;
  return text_slice(line, 0, at);
}

static Text after_word(Text line) {
  return text_trim(text_slice(line, line_word(line).bytes, line.bytes));
}

/* ---- declarations ---- */

/* `source FILE` and `case FILE` are commands; `source NAME "..."` declares, and a case cannot be declared here. */
static bool file_command(Text word, Text line) {
  if (text_equal(word, TEXT("case"))) return true;
  if (!text_equal(word, TEXT("source"))) return false;
  Text rest = after_word(line), after = after_word(rest);
  return !after.bytes || after.at[0] != '"';
}

bool line_declares(Text line) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  Text word = line_word(line);
  for (size_t i = 0; i < count; i++)
    if (words[i].class == WORD_DECLARATION && text_equal(text_of(words[i].word), word))
      return !file_command(word, line);
  return false;
}

/* Declarations made of lines, to which one more may always come. */
static bool has_lines(Text word, Text so_far) {
  static const char *const words[] = {"duty",  "right",    "requirement", "signature", "parameter",
                                      "amend", "scenario", "define",      NULL};
  for (size_t i = 0; words[i]; i++) {
    if (!text_equal(word, text_of(words[i]))) continue;
    bool one_line =
      text_equal(word, TEXT("define")) && strstr(text_c(so_far), " when ") && !strstr(text_c(so_far), "gives");
    return !one_line;
  }
  return false;
}

Going line_going(const Repl *repl, Text so_far) {
  if (parse_wants_more(repl->now->program->names, so_far)) return GOING_ON;
  return has_lines(line_word(so_far), so_far) ? GOING_MAYBE : GOING_DONE;
}

static Exit run_scenarios(Repl *repl, State *with) {
  size_t failed = 0;
  for (size_t i = 0; i < with->program->scenarios.count; i++) {
    ScenarioPlan plan;
    if (!scenario_plan(&with->workshop->session, with->program, with->program->scenarios.at[i], &plan))
      return EXIT_RULES;
    ScenarioResult result = scenario_run(&plan);
    testtext_result(&repl->out, &result, repl->page.colour);
    failed += result.failed;
  }
  return failed ? EXIT_FINDINGS : EXIT_DONE;
}

/* A scenario is run, and done with; all else is added to the rules. */
static Exit declare(Repl *repl, Text line) {
  if (text_equal(line_word(line), TEXT("module")))
    return repl_refuse(repl, EXIT_USAGE, "the prompt is a module already: begin with the declaration itself");
  State *next = load_declared(repl, repl->now, line);
  if (!next) return workshop_status(&repl->diags, EXIT_RULES);
  if (text_equal(line_word(line), TEXT("scenario"))) return run_scenarios(repl, next);
  sink_c(&repl->out, "Added until you leave. ");
  return repl_commit_telling(repl, next);
}

/* ---- commands ---- */

static bool operator_first(Text rest) {
  bool sign = rest.bytes > 1 && strchr("=<>+*/", rest.at[0]);
  return sign && (rest.at[1] == ' ' || rest.at[1] == '=');
}

static bool declared_word(const Program *program, Text word) {
  const Name *name = names_find(program->names, word);
  return name && name->id < program->symbols.count && program->symbols.at[name->id].kind != SYMBOL_NONE;
}

/* `rights is ...` would speak of a fact called `rights`: what an operator follows is no command. But `why is ...` asks,
 * where nothing is called `why`. */
static bool goes_on_as_language(const Repl *repl, Text line) {
  static const char *const operators[] = {"is",       "and",      "or",       "of",   "in",
                                          "includes", "excludes", "complete", "none", NULL};
  Text first = line_word(line), rest = after_word(line), word = line_word(rest);
  if (text_equal(first, TEXT("why")) && !declared_word(repl->now->program, first)) return false;
  if (first.bytes < line.bytes && strchr("[.", line.at[first.bytes])) return true;
  for (size_t i = 0; operators[i]; i++)
    if (text_equal(word, text_of(operators[i]))) return true;
  return operator_first(rest);
}

static bool known_word(const Program *program, Text word) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (text_equal(text_of(words[i].word), word)) return true;
  return declared_word(program, word);
}

/* What other tools, and the verbs of the command line, call a thing; and what it is here. */
static const char *known_elsewhere(Text word) {
  static const struct {
    const char *word, *here;
  } HABITS[] = {
    {"run", "`all` gives the whole report"},
    {"report", "`all` gives the whole report"},
    {"set", "to suppose a fact type the statement alone, such as `NAME is yes`"},
    {"unset", "`drop NAME` takes back what was supposed"},
    {"remove", "`drop NAME` takes back what was supposed"},
    {"delete", "`drop NAME` takes back what was supposed"},
    {"reset", "`drop` alone takes back all that was supposed"},
    {"what", "to ask what a fact would change type the statement with `?` behind it, such as `NAME is yes?`"},
    {"whatif", "to ask what a fact would change type the statement with `?` behind it, such as `NAME is yes?`"},
    {"show", "type its name alone, or `all` for the whole report"},
    {"print", "type its name alone, or `all` for the whole report"},
    {"list", "`help` names the lists there are: `facts`, `duties`, `rights` and more"},
    {"date", "`as at 2021-06-01` judges at another date"},
    {"open", "`case FILE` takes another case"},
    {"bye", "`quit` leaves"},
  };
  for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
    if (text_equal(text_of(HABITS[i].word), word)) return HABITS[i].here;
  return NULL;
}

/* A first word that is nothing, but nearly a command. */
static bool misspelt(const Repl *repl, Text line, DiagNearest *nearest) {
  size_t count;
  const Command *all = command_all(&count);
  *nearest = (DiagNearest){.wanted = line_word(line)};
  if (!nearest->wanted.bytes || known_word(repl->now->program, nearest->wanted) || goes_on_as_language(repl, line))
    return false;
  for (size_t i = 0; i < count; i++) diag_nearest_offer(nearest, text_of(all[i].name));
  return nearest->count > 0;
}

static Exit ask(Repl *repl, Text line) {
  DiagNearest nearest;
  Text word = line_word(line);
  const char *here = declared_word(repl->now->program, word) ? NULL : known_elsewhere(word);
  if (here && !goes_on_as_language(repl, line))
    return repl_refuse(repl, EXIT_USAGE, "there is no command `%s` here: %s", text_c(word), here);
  if (misspelt(repl, line, &nearest))
    return repl_refuse(repl, EXIT_USAGE, "there is no `%s`; did you mean the command `%s`? `help` lists them all",
                       text_c(nearest.wanted), text_c(nearest.best[0]));
  return answer_expression(repl, line);
}

Exit repl_line(Repl *repl, Text line) {
  const Command *command = command_find(line_word(line));
  bool question = text_ends(line, TEXT("?"));
  if (question) line = text_trim(text_slice(line, 0, line.bytes - 1));
  if (!line.bytes && !question) return EXIT_DONE;
  if (!line.bytes) command = command_find(TEXT("help"));
  if (line_declares(line) && !question) return declare(repl, line);
  if (command && !goes_on_as_language(repl, line)) return command->run(repl, text_copy(after_word(line)));
  if (!question && suppose_is_statement(repl, line)) return repl_suppose(repl, line);
  return ask(repl, line);
}

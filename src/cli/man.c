#include "cli/man.h"
#include "cli/options.h"
#include <string.h>

/* ---- roff ---- */

/* A backslash and a hyphen have meanings, and so has a dot or quote at the beginning of a line. */
static void roff(Sink *sink, const char *text) {
  bool start = true;
  for (; *text; text++) {
    if (start && (*text == '.' || *text == '\'')) sink_c(sink, "\\&");
    if (*text == '\\') sink_c(sink, "\\e");
    else if (*text == '-') sink_c(sink, "\\-");
    else sink_char(sink, *text);
    start = *text == '\n';
  }
}

static void man_option(Sink *sink, const Verb *verb, OptionId id) {
  const OptionInfo *info = options_info(id);
  sink_c(sink, ".TP\n.B ");
  if (info->letter) sink_format(sink, "\\-%c, ", info->letter);
  sink_c(sink, "\\-\\-");
  roff(sink, info->name);
  if (info->argument) sink_c(sink, " "), roff(sink, info->argument);
  sink_c(sink, "\n");
  roff(sink, options_what(verb, id));
  sink_c(sink, "\n");
}

static void man_verb(Sink *sink, const Verb *verb) {
  sink_format(sink, ".SS remit %s ", verb->name);
  roff(sink, verb->arguments);
  sink_c(sink, "\n");
  roff(sink, verb->help);
  sink_c(sink, "\n");
  for (unsigned id = 0; id < OPTIONS_COUNT; id++)
    if (verb->options & UINT64_C(1) << id) man_option(sink, verb, (OptionId)id);
  sink_c(sink, ".PP\nExample:\n.nf\n");
  roff(sink, verb->example);
  sink_c(sink, "\n.fi\n");
}

void man_print(Sink *sink) {
  sink_c(
    sink,
    ".TH REMIT 1 \"\" \"remit " REMIT_VERSION
    "\" \"User Commands\"\n.SH NAME\nremit \\- who answers for what, on this date, given what we know\n"
    ".SH SYNOPSIS\n.B remit\n.I VERB\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.br\n.B remit\n"
    ".B \\-\\-version\n.SH DESCRIPTION\n"
    "Remit reads rules and the facts of a case, and says who is accountable, who delivers, who may decide what, what "
    "is\n"
    "required and which signatures of risk are raised, as at a date, with reasons and sources. What nobody stated is\n"
    "unknown, never false. Nothing that it prints is legal advice.\n.PP\n"
    "Results go to standard output, messages to standard error. A\n.B \\-\nwhere a file is due is standard input.\n"
    "Every verb also takes\n.B \\-\\-help\nand\n.B \\-\\-color\n(auto, always or never).\n.SH VERBS\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) man_verb(sink, *verb);
  sink_c(sink, ".SH EXIT STATUS\n0 done; 1 done, with findings that \\-\\-fail\\-on names, a failed scenario or a file "
               "that fmt \\-\\-check would\n"
               "change; 2 wrong usage, or a file that cannot be read or written; 3 errors in rules; 4 errors in case "
               "facts; 5 a limit\n"
               "was reached; 70 a fault of Remit's own.\n.SH ENVIRONMENT\n.TP\n.B REMIT_PATH\nFolders in which modules "
               "are looked for, with colons between them.\n"
               ".TP\n.B NO_COLOR\nNo colours, whatever its value.\n.TP\n.B COLUMNS\nThe width of text.\n.TP\n.B "
               "XDG_STATE_HOME\nWhere the history of the REPL is kept.\n"
               ".SH SEE ALSO\nThe reference manual of the language, LANGUAGE.md.\n");
}

/* ---- completions ---- */

static void option_words(Sink *sink, const Verb *verb) {
  for (OptionId id = 0; id < OPTIONS_COUNT; id++)
    if (options_takes(verb, id)) sink_format(sink, " --%s", options_info(id)->name);
}

static void verb_words(Sink *sink) {
  for (const Verb *const *verb = verbs_all(); *verb; verb++) sink_format(sink, " %s", (*verb)->name);
}

/* `run:--format` and the like, where what the option takes can be listed, in a `case` of bash or zsh. */
static void value_cases(Sink *sink, const char *before, const char *after) {
  for (const Verb *const *verb = verbs_all(); *verb; verb++)
    for (OptionId id = 0; id < OPTIONS_COUNT; id++) {
      const OptionInfo *info = options_info(id);
      if (!options_takes(*verb, id) || !options_values(*verb, id)) continue;
      sink_format(sink, "    %s:--%s", (*verb)->name, info->name);
      if (info->letter) sink_format(sink, " | %s:-%c", (*verb)->name, info->letter);
      sink_format(sink, ") %s%s%s ;;\n", before, options_values(*verb, id), after);
    }
}

static void bash_completion(Sink *sink) {
  sink_c(sink,
         "# bash completion for remit\n_remit() {\n"
         "  local verb=${COMP_WORDS[1]} current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
         "  # bash parts --format=json at the sign\n"
         "  if [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  if [ \"$current\" = = ]; then before=${COMP_WORDS[COMP_CWORD-1]} current=; fi\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then verb=; fi\n  case $verb:$before in\n    :*) words=\"--help --version");
  verb_words(sink);
  sink_c(sink, "\" ;;\n    help:help) words=\"--man --completion");
  verb_words(sink);
  sink_c(sink, "\" ;;\n");
  value_cases(sink, "words=\"", "\"");
  sink_c(sink, "  esac\n  if [ -z \"$words\" ] && [ \"${current:0:1}\" = - ]; then\n    case $verb in\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "      %s) words=\"", (*verb)->name);
    option_words(sink, *verb);
    sink_c(sink, "\" ;;\n");
  }
  sink_c(sink, "    esac\n  fi\n"
               "  if [ -n \"$words\" ]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
               "  else mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); fi\n}\n"
               "complete -o filenames -F _remit remit\n");
}

/* A text in single quotes, as zsh and fish read it. */
static void quoted(Sink *sink, const char *text, const char *apostrophe) {
  sink_char(sink, '\'');
  for (; *text; text++)
    if (*text == '\'') sink_c(sink, apostrophe);
    else sink_char(sink, *text);
  sink_char(sink, '\'');
}

static void zsh_completion(Sink *sink) {
  sink_c(sink, "#compdef remit\n_remit() {\n  local -a verbs options\n  verbs=(\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_c(sink, "    ");
    quoted(sink, text_c(text_format("%s:%s", (*verb)->name, (*verb)->one_line)), "'\\''");
    sink_char(sink, '\n');
  }
  sink_c(sink, "  )\n  if (( CURRENT == 2 )); then\n    _describe 'verb' verbs\n    return\n  fi\n"
               "  case $words[2]:$words[CURRENT-1] in\n    help:help) _describe 'verb' verbs; return ;;\n");
  value_cases(sink, "compadd -- ", "; return");
  sink_c(sink, "  esac\n  case $words[2] in\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "    %s) options=(", (*verb)->name);
    option_words(sink, *verb);
    sink_c(sink, " ) ;;\n");
  }
  sink_c(sink, "  esac\n  if [[ $words[CURRENT] == -* ]]; then compadd -- $options; else _files; fi\n}\n"
               "if [ \"$funcstack[1]\" = _remit ]; then _remit \"$@\"; else compdef _remit remit; fi\n");
}

static void fish_option(Sink *sink, const Verb *verb, OptionId id) {
  const OptionInfo *info = options_info(id);
  sink_format(sink, "complete -c remit -n '__fish_seen_subcommand_from %s' -l %s", verb->name, info->name);
  if (info->letter) sink_format(sink, " -s %c", info->letter);
  if (options_values(verb, id)) sink_format(sink, " -x -a '%s'", options_values(verb, id));
  else if (info->argument) sink_c(sink, " -r");
  sink_c(sink, " -d ");
  quoted(sink, options_what(verb, id), "\\'");
  sink_char(sink, '\n');
}

static void fish_completion(Sink *sink) {
  sink_c(sink, "# fish completion for remit\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "complete -c remit -n __fish_use_subcommand -f -a %s -d ", (*verb)->name);
    quoted(sink, (*verb)->one_line, "\\'");
    sink_char(sink, '\n');
    for (OptionId id = 0; id < OPTIONS_COUNT; id++)
      if (options_takes(*verb, id)) fish_option(sink, *verb, id);
  }
  sink_c(sink, "complete -c remit -n '__fish_seen_subcommand_from help' -f -a '");
  verb_words(sink);
  sink_c(sink, "'\n");
}

bool completion_print(Sink *sink, const char *shell) {
  if (strcmp(shell, "bash") == 0) bash_completion(sink);
  else if (strcmp(shell, "zsh") == 0) zsh_completion(sink);
  else if (strcmp(shell, "fish") == 0) fish_completion(sink);
  else return false;
  return true;
}

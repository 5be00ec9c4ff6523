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

static void man_option(Sink *sink, OptionId id) {
  const OptionInfo *info = options_info(id);
  sink_c(sink, ".TP\n.B ");
  if (info->letter) sink_format(sink, "\\-%c, ", info->letter);
  sink_c(sink, "\\-\\-");
  roff(sink, info->name);
  if (info->argument) sink_c(sink, " "), roff(sink, info->argument);
  sink_c(sink, "\n");
  roff(sink, info->what);
  sink_c(sink, "\n");
}

static void man_verb(Sink *sink, const Verb *verb) {
  sink_format(sink, ".SS remit %s ", verb->name);
  roff(sink, verb->arguments);
  sink_c(sink, "\n");
  roff(sink, verb->help);
  sink_c(sink, "\n");
  for (unsigned id = 0; id < OPTIONS_COUNT; id++)
    if (verb->options & UINT64_C(1) << id) man_option(sink, (OptionId)id);
  sink_c(sink, ".PP\nExample:\n.nf\n");
  roff(sink, verb->example);
  sink_c(sink, "\n.fi\n");
}

void man_print(Sink *sink) {
  sink_c(
    sink,
    ".TH REMIT 1 \"\" \"remit " REMIT_VERSION
    "\" \"User Commands\"\n.SH NAME\nremit \\- who answers for what, on this date, given what we know\n"
    ".SH SYNOPSIS\n.B remit\n.I VERB\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.SH DESCRIPTION\n"
    "Remit reads rules and the facts of a case, and says who is accountable, who delivers, who may decide what, what "
    "is\n"
    "required and which signatures of risk are raised, as at a date, with reasons and sources. What nobody stated is\n"
    "unknown, never false.\n.SH VERBS\n");
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

static void option_words(Sink *sink, uint64_t taken) {
  for (unsigned id = 0; id < OPTIONS_COUNT; id++)
    if ((taken | OPTIONS_ALWAYS) & UINT64_C(1) << id) sink_format(sink, " --%s", options_info((OptionId)id)->name);
}

static void verb_words(Sink *sink) {
  for (const Verb *const *verb = verbs_all(); *verb; verb++) sink_format(sink, " %s", (*verb)->name);
}

static void bash_completion(Sink *sink) {
  sink_c(sink, "# bash completion for remit\n_remit() {\n  local current=${COMP_WORDS[COMP_CWORD]} options\n  if [ "
               "\"$COMP_CWORD\" -eq 1 ]; then\n"
               "    COMPREPLY=($(compgen -W \"--help --version");
  verb_words(sink);
  sink_c(sink, "\" -- \"$current\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "    %s) options=\"", (*verb)->name);
    option_words(sink, (*verb)->options);
    sink_c(sink, "\" ;;\n");
  }
  sink_c(sink, "  esac\n  case $current in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;\n    *) "
               "COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  esac\n}\n"
               "complete -o filenames -F _remit remit\n");
}

static void zsh_completion(Sink *sink) {
  sink_c(sink, "#compdef remit\n_remit() {\n  local -a verbs options\n  verbs=(\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++)
    sink_format(sink, "    '%s:%s'\n", (*verb)->name, (*verb)->one_line);
  sink_c(sink,
         "  )\n  if (( CURRENT == 2 )); then\n    _describe 'verb' verbs\n    return\n  fi\n  case $words[2] in\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "    %s) options=(", (*verb)->name);
    option_words(sink, (*verb)->options);
    sink_c(sink, " ) ;;\n");
  }
  sink_c(sink,
         "  esac\n  if [[ $words[CURRENT] == -* ]]; then compadd -- $options; else _files; fi\n}\n_remit \"$@\"\n");
}

static void fish_completion(Sink *sink) {
  sink_c(sink, "# fish completion for remit\n");
  for (const Verb *const *verb = verbs_all(); *verb; verb++) {
    sink_format(sink, "complete -c remit -n __fish_use_subcommand -f -a %s -d '%s'\n", (*verb)->name,
                (*verb)->one_line);
    for (unsigned id = 0; id < OPTIONS_COUNT; id++) {
      const OptionInfo *info = options_info((OptionId)id);
      if (!(((*verb)->options | OPTIONS_ALWAYS) & UINT64_C(1) << id)) continue;
      sink_format(sink, "complete -c remit -n '__fish_seen_subcommand_from %s' -l %s%s\n", (*verb)->name, info->name,
                  info->argument ? " -r" : "");
    }
  }
}

bool completion_print(Sink *sink, const char *shell) {
  if (strcmp(shell, "bash") == 0) bash_completion(sink);
  else if (strcmp(shell, "zsh") == 0) zsh_completion(sink);
  else if (strcmp(shell, "fish") == 0) fish_completion(sink);
  else return false;
  return true;
}

#include "base/file.h"
#include "cli/folder.h"
#include "cli/workshop.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "view/diagview.h"
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

typedef struct Formatting {
  const Options *options;
  Names names;
  Diags diags;
  Sink output;
  size_t changed, failed;
} Formatting;

static bool is_case(Text path, Text text) {
  if (text_ends(path, TEXT(".case"))) return true;
  return !text_ends(path, TEXT(".remit")) && text_starts(text_trim(text), TEXT("case "));
}

/* The canonical text of a file; false after messages. */
static bool lay_out(Formatting *f, Source *source, Sink *text) {
  size_t before = f->diags.errors;
  clean_check(source, &f->diags);
  if (f->diags.errors != before) return false;
  Tree *tree = is_case(source->path, source->text) ? parse_case(&f->names, source, &f->diags)
                                                   : parse_rules(&f->names, source, &f->diags);
  if (f->diags.errors != before) return false;
  format_tree(text, tree);
  return true;
}

/* ---- --diff: by diff(1), which every Debian has ---- */

static void write_all(int pipe_end, Text text) {
  for (size_t done = 0; done < text.bytes;) {
    ssize_t wrote = write(pipe_end, text.at + done, text.bytes - done);
    if (wrote <= 0) return;
    done += (size_t)wrote;
  }
}

static bool run_diff(const char *path, Text formatted) {
  char *name = (char *)(uintptr_t)path,
       *formatted_name = (char *)(uintptr_t)text_c(text_format("%s (formatted)", path));
  char *arguments[] = {"diff", "-u", "--label", name, "--label", formatted_name, "--", name, "-", NULL};
  int ends[2], status = 0;
  pid_t child;
  posix_spawn_file_actions_t actions;
  if (pipe(ends)) return false;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  bool started = posix_spawnp(&child, "diff", &actions, NULL, arguments, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[0]);
  if (started) write_all(ends[1], formatted);
  close(ends[1]);
  return started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static void show_difference(Formatting *f, Text path, Text formatted) {
  sink_flush(&f->output);
  if (run_diff(text_c(path), formatted)) return;
  options_complain(f->options->verb, "the program `diff` is needed for --diff, and cannot be run");
  f->failed++;
}

static void replace(Formatting *f, Text path, Text formatted) {
  int error_number = 0;
  if (file_replace(text_c(path), formatted.at, formatted.bytes, &error_number) == FILE_WRITTEN) return;
  options_complain(f->options->verb, "`%s` could not be written, and stands as it was: %s", text_c(path),
                   strerror(error_number));
  f->failed++;
}

static void settle(Formatting *f, const Source *source, Text formatted) {
  bool same = text_equal(source->text, formatted) && !source->bom_bytes;
  if (text_equal(source->path, TEXT("standard input")) && !f->options->check && !f->options->diff) {
    sink_text(&f->output, formatted);
    return;
  }
  if (same) return;
  f->changed++;
  if (f->options->diff) show_difference(f, source->path, formatted);
  else if (f->options->check) sink_format(&f->output, "%s would change\n", text_c(source->path));
  else replace(f, source->path, formatted);
}

static void format_file(Formatting *f, Text path) {
  Source *source = NULL;
  int error_number = 0;
  Sink text = {0};
  SourceStatus status = source_read(text_c(path), &source, &error_number);
  if (status != SOURCE_OK) diag_unreadable(&f->diags, source, status, error_number);
  else if (lay_out(f, source, &text)) settle(f, source, sink_result(&text));
}

static bool format_argument(Formatting *f, Text path) {
  static const Text endings[] = {{".remit", 6}, {".case", 5}, {NULL, 0}};
  Paths files = {0};
  if (!folder_is(path)) {
    format_file(f, path);
    return true;
  }
  bool readable = folder_files(path, endings, &files);
  for (size_t i = 0; i < files.count; i++) format_file(f, files.at[i]);
  if (files.count) return true;
  options_complain(f->options->verb, readable ? "the folder `%s` holds no rules (.remit) and no cases (.case)"
                                              : "the folder `%s` cannot be read", text_c(path));
  return false;
}

static void report(Formatting *f) {
  Sink errors;
  if (!f->diags.all.count) return;
  diag_sort(&f->diags);
  output_open_errors(&errors);
  diagview_print(&errors, &f->diags, terminal_colour(f->options->colour, STDERR_FILENO), DIAGVIEW_LIMIT);
  output_close_errors(&errors);
}

static Exit format(const Options *options) {
  Formatting f = {.options = options};
  bool found = true;
  output_open(&f.output);
  for (size_t i = 0; i < options->arguments.count; i++) found &= format_argument(&f, text_of(options->arguments.at[i]));
  report(&f);
  if (!output_close(&f.output) || !found || f.failed) return EXIT_USAGE;
  Exit status = workshop_status(&f.diags, EXIT_DONE);
  if (status != EXIT_DONE) return status;
  return f.changed && (options->check || options->diff) ? EXIT_FINDINGS : EXIT_DONE;
}

const Verb VERB_FMT = {
  .name = "fmt",
  .arguments = "FILE-or-FOLDER...",
  .one_line = "lay rules and cases out in the canonical form",
  .help =
    "Rewrites rule files (.remit) and cases (.case), and of a folder all of them, so that branches read as tables.\n"
    "Only white space changes: the words, their order and every comment stay. A file is replaced whole or not at\n"
    "all; one with a syntax error is left alone. `-` reads standard input and writes standard output.\n"
    "With --check nothing is written, and the status is 1 where a file would change; --diff shows how.",
  .example = "remit fmt --check rules\n"
             "  names the rule files that are not in the canonical form",
  .options = OPTION_BIT(CHECK) | OPTION_BIT(DIFF),
  .least = 1,
  .most = 100000,
  .run = format,
};

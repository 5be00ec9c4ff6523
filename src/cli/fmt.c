#include "base/file.h"
#include "cli/folder.h"
#include "cli/workshop.h"
#include "source/clean.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "view/diagview.h"
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

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

static bool is_standard_input(const Source *source) { return text_equal(source->path, TEXT("standard input")); }

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

/* A file without a name that holds the text, for diff to read; -1 when there can be none. */
static int unnamed_file(Text text) {
  int file = memfd_create("remit", 0);
  for (size_t done = 0; file >= 0 && done < text.bytes;) {
    ssize_t wrote = write(file, text.at + done, text.bytes - done);
    if (wrote <= 0) return close(file), -1;
    done += (size_t)wrote;
  }
  if (file >= 0) lseek(file, 0, SEEK_SET);
  return file;
}

static bool run_diff(const char *path, const char *before, const char *after) {
  char *label = (char *)(uintptr_t)path;
  char *formatted_label = (char *)(uintptr_t)text_c(text_format("%s (formatted)", path));
  char *arguments[] = {"diff", "-u", "--label", label, "--label", formatted_label, "--", (char *)(uintptr_t)before,
                       (char *)(uintptr_t)after, NULL};
  int status = 0;
  pid_t child;
  if (posix_spawnp(&child, "diff", NULL, NULL, arguments, environ) != 0) return false;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static void show_difference(Formatting *f, const Source *source, Text formatted) {
  bool piped = is_standard_input(source);
  int before = piped ? unnamed_file(source->text) : -1, after = unnamed_file(formatted);
  Text from = piped ? text_format("/dev/fd/%d", before) : source->path, to = text_format("/dev/fd/%d", after);
  sink_flush(&f->output);
  bool shown = after >= 0 && (before >= 0 || !piped) && run_diff(text_c(source->path), text_c(from), text_c(to));
  if (before >= 0) close(before);
  if (after >= 0) close(after);
  if (shown) return;
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
  if (is_standard_input(source) && !f->options->check && !f->options->diff) {
    sink_text(&f->output, formatted);
    return;
  }
  if (same) return;
  f->changed++;
  if (f->options->diff) show_difference(f, source, formatted);
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

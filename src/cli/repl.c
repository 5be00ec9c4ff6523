/* The loop: read a line, see what it means, say what came of it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/repl.h"
#include "view/diagview.h"

#define DEEPEST_SOURCE 16
#define PIECE 4096

/* ---- one line ---- */

Exit repl_refuse(Repl *repl, Exit status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  sink_format_list(&repl->errors, format, args);
  va_end(args);
  sink_char(&repl->errors, '\n');
  return status;
}

static void say_diags(Repl *repl) {
  Diags told = {.errors = repl->diags.errors, .sources = repl->diags.sources};
  for (size_t i = 0; i < repl->diags.all.count; i++)
    if (repl->diags.all.at[i]->severity == DIAG_ERROR) list_push(&told.all, repl->diags.all.at[i]);
  if (!told.all.count) return;
  diag_sort(&told);
  diagview_print(&repl->errors, &told, terminal_colour(repl->options->colour, STDERR_FILENO), DIAGVIEW_LIMIT);
}

/* What an interrupted command had to say is incomplete, and not said. */
static void say_stopped(Repl *repl, const State *before) {
  repl->out.count = repl->errors.count = 0;
  sink_c(&repl->out, repl->now == before ? "Stopped; nothing has changed.\n" : "Stopped.\n");
  repl->diags = (Diags){0};
  eval_stop = 0;
}

/* Piece by piece, so that Ctrl-C also ends what is long to read. */
static bool write_pieces(Sink *output, Text text) {
  for (uint32_t from = 0; from < text.bytes && !eval_stop; from += PIECE) {
    sink_text(output, text_slice(text, from, from + PIECE));
    if (!sink_flush(output)) return false;
  }
  if (eval_stop) sink_c(output, "\nStopped.\n");
  eval_stop = 0;
  return sink_flush(output);
}

bool repl_write(Repl *repl) {
  Sink output, errors;
  output_open(&output);
  bool written = write_pieces(&output, sink_result(&repl->out));
  output_open_errors(&errors);
  sink_text(&errors, sink_result(&repl->errors));
  sink_flush(&errors);
  repl->out.count = repl->errors.count = 0;
  return written || output_close(&output);
}

Exit repl_run(Repl *repl, Text typed) {
  const State *before = repl->now;
  Text prompt = repl_prompt(repl), transcript = repl->transcript;
  repl->diags = (Diags){0};
  repl->out.count = repl->errors.count = 0;
  repl->page.width = terminal_width(STDOUT_FILENO);
  Exit status = repl_line(repl, typed);
  if (eval_stop) status = EXIT_DONE, say_stopped(repl, before);
  say_diags(repl);
  Exit noted = transcript.bytes && repl->transcript.bytes ? transcript_add(repl, typed, text_c(prompt)) : EXIT_DONE;
  if (repl_write(repl)) return status != EXIT_DONE ? status : noted;
  repl->leaving = true;
  return EXIT_USAGE;
}

/* ---- the prompt ---- */

Text repl_prompt(const Repl *repl) {
  Sink sink = {0};
  char date[DATE_ROOM];
  const State *state = repl->now;
  const Stand *stand = state_stand(state);
  Text name = state->case_file ? state->case_file->name : state->module->text;
  sink_text(&sink, name);
  if (stand->name.bytes) sink_format(&sink, "/%s", text_c(stand->name));
  calendar_print(stand->as_at, date);
  sink_format(&sink, " %s", date);
  if (stand->options.as_planned) sink_c(&sink, " as planned");
  calendar_print(stand->options.known_on, date);
  if (stand->options.as_known) sink_format(&sink, " as known %s", date);
  if (stand->supposed.count) sink_format(&sink, ", %zu supposed", stand->supposed.count);
  sink_c(&sink, "> ");
  return text_copy(sink_result(&sink));
}

/* ---- declarations of several lines ---- */

static bool indented(Text line) {
  return line.bytes && (line.at[0] == ' ' || line.at[0] == '\t');
}

/* What begins at the margin and is a declaration or a command of its own does not belong to the one before. */
static bool stands_alone(Text line) {
  static const char *const clauses[] = {"case", "as", "source", NULL};
  if (indented(line)) return false;
  for (size_t i = 0; clauses[i]; i++)
    if (text_equal(line_word(line), text_of(clauses[i]))) return false;
  return line_declares(line) || command_find(line_word(line));
}

static bool belongs(const Repl *repl, Going going, Text line) {
  if (going == GOING_ON) return true;
  return repl->interactive ? !stands_alone(line) : indented(line);
}

/* False when Ctrl-C gave it up. */
static bool gather(Repl *repl, Typed *input, Text *so_far) {
  Text line;
  for (Going going; (going = line_going(repl, *so_far)) != GOING_DONE;) {
    ReadResult result = typed_next(input, "... ", &line);
    if (result == READ_CANCELLED) return false;
    if (result == READ_END || !text_trim(line).bytes) return true;
    if (input->edit) edit_remember(input->edit, line);
    if (!belongs(repl, going, line)) {
      typed_put_back(input, line);
      return true;
    }
    *so_far = text_format("%.*s\n%.*s", (int)so_far->bytes, so_far->at, (int)line.bytes, line.at);
  }
  return true;
}

/* In a script a declaration of one line may go on, indented, in the next. */
static bool gather_indented(Repl *repl, Typed *input, Text *so_far) {
  Text line;
  while (!repl->interactive && typed_next(input, "... ", &line) == READ_LINE) {
    if (!indented(line) || !text_trim(line).bytes) {
      typed_put_back(input, line);
      return true;
    }
    *so_far = text_format("%.*s\n%.*s", (int)so_far->bytes, so_far->at, (int)line.bytes, line.at);
  }
  return true;
}

/* ---- the loop ---- */

static bool nothing_said(Text line) {
  Text text = text_trim(line);
  return !text.bytes || text.at[0] == '#';
}

static void say_changed_files(Repl *repl) {
  repl->out.count = repl->errors.count = 0;
  if (!repl->interactive) return;
  repl_tell_files(repl);
  repl_write(repl);
}

static bool unsaved(const Repl *repl) {
  return state_worthy(repl->now) && repl->now->worth != repl->saved;
}

/* Ctrl-D and `quit`: at a terminal it is asked first whether what is supposed may go. */
static bool may_leave(Repl *repl, Typed *input) {
  Text answer = {0};
  if (!repl->interactive || !unsaved(repl)) return true;
  input->ended = false;
  ReadResult result =
    typed_next(input, "What is supposed or declared here is not saved (`save FILE` does). Leave? [y/N] ", &answer);
  eval_stop = 0;
  if (result == READ_END) return true;
  answer = text_trim(answer);
  return result == READ_LINE && answer.bytes && (answer.at[0] == 'y' || answer.at[0] == 'Y');
}

static bool read_whole(Repl *repl, Typed *input, Text *line) {
  if (input->edit && !nothing_said(*line)) edit_remember(input->edit, *line);
  *line = text_trim(*line);
  if (!repl->now || !line_declares(*line)) return true;
  bool whole = gather(repl, input, line);
  return whole && (line_going(repl, *line) != GOING_DONE || gather_indented(repl, input, line));
}

static Exit say_unread(Repl *repl, int error_number) {
  Exit status = repl_refuse(repl, EXIT_USAGE, "what is to be run cannot be read: %s", strerror(error_number));
  repl_write(repl);
  return status;
}

Exit repl_lines(Repl *repl, Typed *input, bool stops) {
  Text line;
  Exit first = EXIT_DONE;
  Typed *outer = repl->input;
  repl->input = input;
  while (!repl->leaving) {
    say_changed_files(repl);
    ReadResult result = typed_next(input, text_c(repl_prompt(repl)), &line);
    if (result == READ_END && (repl->depth || may_leave(repl, input))) break;
    eval_stop = 0;
    if (result != READ_LINE || nothing_said(line) || !read_whole(repl, input, &line)) continue;
    Exit status = repl_run(repl, line);
    if (first == EXIT_DONE) first = status;
    if (status != EXIT_DONE && stops) break;
    if (repl->leaving && !repl->depth) repl->leaving = may_leave(repl, input);
  }
  if (input->error_number && first == EXIT_DONE) first = say_unread(repl, input->error_number);
  repl->input = outer;
  return repl->interactive ? EXIT_DONE : first;
}

/* ---- source ---- */

static void go_back(Repl *repl, State *now, size_t undo) {
  if (repl->now == now) return;
  repl->now = now;
  repl->undo.count = undo;
  repl->redo.count = 0;
}

Exit repl_source(Repl *repl, Text arguments) {
  State *now = repl->now;
  size_t undo = repl->undo.count;
  Typed input;
  bool person = repl->interactive;
  if (!arguments.bytes) return repl_refuse(repl, EXIT_USAGE, "run what? A file is due: `source steps.txt`");
  if (repl->depth >= DEEPEST_SOURCE)
    return repl_refuse(repl, EXIT_LIMIT, "files run each other more than %d deep", DEEPEST_SOURCE);
  int file = open(text_c(arguments), O_RDONLY | O_CLOEXEC);
  if (file < 0) return repl_refuse(repl, EXIT_USAGE, "`%s` cannot be read: %s", text_c(arguments), strerror(errno));
  typed_open(&input, file);
  repl->depth++;
  repl->interactive = false;
  Exit status = repl_lines(repl, &input, true);
  repl->interactive = person;
  repl->depth--;
  close(file);
  repl->out.count = repl->errors.count = 0;
  repl->diags = (Diags){0};
  if (status == EXIT_DONE) return status;
  go_back(repl, now, undo);
  return repl_refuse(repl, status, "`%s` was not run to its end; what it had changed is taken back", text_c(arguments));
}

/* ---- the verb ---- */

static void on_interrupt(int number) {
  (void)number;
  eval_stop = 1;
}

/* A script is ended by Ctrl-C like any program. */
static void open_terminal(Repl *repl, Typed *input) {
  const char *kind = getenv("TERM");
  struct sigaction action = {.sa_handler = on_interrupt};
  typed_open(input, STDIN_FILENO);
  repl->interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  if (!repl->interactive) return;
  sigaction(SIGINT, &action, NULL);
  if (kind && *kind && strcmp(kind, "dumb") != 0) input->edit = edit_open(repl_complete, repl);
  input->prompts = !input->edit;
}

static bool is_case(Text path) {
  return text_ends(path, TEXT(".case")) || text_ends(path, TEXT(".json")) || text_ends(path, TEXT(".ndjson")) ||
         text_ends(path, TEXT(".csv"));
}

static void arguments_of(const Options *options, Text *rules, Text *case_path) {
  size_t count = options->arguments.count;
  Text first = count ? text_of(options->arguments.at[0]) : TEXT(""),
       second = count > 1 ? text_of(options->arguments.at[1]) : TEXT("");
  bool swapped = count > 1 && is_case(first);
  *rules = options->rules;
  *case_path = count > 1 ? (swapped ? first : second) : is_case(first) ? first : TEXT("");
  if (count > 1) *rules = swapped ? second : first;
  else if (count && !case_path->bytes) *rules = first;
}

static Exit suppose_options(Repl *repl) {
  const Options *options = repl->options;
  Exit status = EXIT_DONE;
  for (size_t i = 0; i < options->set.count && status == EXIT_DONE; i++)
    status = repl_suppose(repl, options->set.at[i]);
  for (size_t i = 0; i < options->parameters.count && status == EXIT_DONE; i++)
    status = repl_suppose(
      repl, text_format("%s=%s", text_c(options->parameters.at[i].name), text_c(options->parameters.at[i].value)));
  repl->undo.count = 0;
  return status;
}

static Exit start(Repl *repl) {
  Text rules, case_path;
  arguments_of(repl->options, &rules, &case_path);
  State *state = load_state(repl, rules, case_path);
  if (!state) return workshop_status(&repl->diags, EXIT_RULES);
  repl_commit(repl, state);
  repl->saved = state->worth;
  return suppose_options(repl);
}

static void greet(Repl *repl) {
  repl->out.count = 0;
  if (!repl->interactive) return;
  sink_c(&repl->out, "Remit " REMIT_VERSION ". `help` lists the commands, the Tab key completes, Ctrl-D leaves.\n");
  load_greet(repl);
}

static Exit explore(const Options *options) {
  Repl repl = {.options = options};
  Typed input;
  Sink output;
  open_terminal(&repl, &input);
  repl.page =
    (PageOptions){.width = terminal_width(STDOUT_FILENO), .colour = terminal_colour(options->colour, STDOUT_FILENO)};
  Exit status = start(&repl);
  greet(&repl);
  say_diags(&repl);
  repl_write(&repl);
  if (status == EXIT_DONE) status = repl_lines(&repl, &input, !repl.interactive && !options->keep_going);
  if (input.edit) edit_close(input.edit);
  output_open(&output);
  return output_close(&output) ? status : EXIT_USAGE;
}

const Verb VERB_REPL = {
  .name = "repl",
  .arguments = "[MODULE] [CASE]",
  .one_line = "explore what-if questions at a prompt",
  .help = "Loads rules, or a case with its rules, and answers what is typed: questions, suppositions, declarations and "
          "commands; `help`\n"
          "lists them. `remit repl < FILE` runs the lines of a file, and stops at the first mistake.",
  .example = "remit repl examples/doncaster.case\n"
             "  explores Doncaster: try `social_care`, `trust_operational is no`, `undo`",
  .options = OPTIONS_EVALUATING | OPTION_BIT(KEEP_GOING),
  .least = 0,
  .most = 2,
  .run = explore,
};

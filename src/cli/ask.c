/* The interview: reading answers, and writing the case they make. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/workshop.h"
#include "facts/session.h"
#include "view/askview.h"
#include "view/diagview.h"

typedef struct Talk {         /* one conversation */
  const Options *options;
  Workshop workshop;
  Program *program;
  Interview interview;
  Sink sink;                  /* where questions go: standard output, or where the case goes there, standard error */
  Report report;
  Head head;
  bool echo;                  /* answers come from a file or pipe: they are shown, so that the whole can be read */
  bool colour;
  int unreadable;             /* the error number, where the answers ended because they cannot be read */
} Talk;

/* ---- lines ---- */

/* False at the end of input, which is `stop`, and where it cannot be read. */
static bool read_line(Talk *talk, Text *line) {
  char *buffer = NULL;
  size_t room = 0;
  sink_c(&talk->sink, "> ");
  sink_flush(&talk->sink);
  ssize_t bytes = getline(&buffer, &room, stdin);
  if (bytes < 0 && ferror(stdin)) talk->unreadable = errno;
  if (bytes >= 0) *line = text_trim(text_copy((Text){buffer, (uint32_t)bytes}));
  free(buffer);
  if (talk->echo && bytes >= 0) page_echo(&talk->report.page, *line);
  if (talk->echo || bytes < 0) {
    sink_text(&talk->sink, page_take(&talk->report.page));
    sink_char(&talk->sink, '\n');
  }
  return bytes >= 0;
}

static void tell(Talk *talk, const char *words) {
  page_say(&talk->report.page, words);
  page_paragraph(&talk->report.page);
}

static bool is(Text line, const char *word) { return text_equal(line, text_of(word)); }

/* ---- the beginning: the date ---- */

static bool take_date(Talk *talk, Text line, Day *day) {
  PartialDate date;
  if (!line.bytes || is(line, "today")) return true;
  if (calendar_parse(line, &date) != DATE_OK || date.first != date.last) {
    tell(talk, "One day is due here, from 1900 to 2199, written 2021-06-01.");
    return false;
  }
  *day = date.first;
  return true;
}

/* False: stop. */
static bool ask_date(Talk *talk, Day *day) {
  char today[DATE_ROOM];
  Text line;
  *day = talk->options->as_at_given ? talk->options->as_at : calendar_now();
  if (talk->options->as_at_given) return true;
  calendar_print(*day, today);
  page_style(&talk->report.page, STYLE_BOLD);
  page_say(&talk->report.page, "As at which date?");
  page_style(&talk->report.page, STYLE_PLAIN);
  page_sayf(&talk->report.page, " A day, such as 2021-06-01; an empty line takes today, %s.", today);
  page_paragraph(&talk->report.page);
  do {
    if (!read_line(talk, &line) || is(line, "stop")) return false;
  } while (!take_date(talk, line, day));
  return true;
}

/* ---- questions ---- */

static void show_mistakes(Talk *talk, Diags *diags) {
  diag_sort(diags);
  diagview_print(&talk->sink, diags, talk->colour, DIAGVIEW_LIMIT);
  talk->workshop.session.diags = &talk->workshop.diags;
}

/* True when the question has been dealt with. */
static bool deal_with(Talk *talk, Text line) {
  Interview *interview = &talk->interview;
  Diags mistakes = {0};
  if (is(line, "unknown")) ask_skip(interview);
  else if (is(line, "back")) {
    if (!ask_back(interview)) tell(talk, "This is the first question.");
  } else if (is(line, "why")) {
    askview_why(&talk->report, interview);
    return false;
  } else if (!line.bytes || is(line, "help") || is(line, "?")) {
    askview_help(&talk->report);
    return false;
  } else if (!ask_answer(interview, line, &mistakes)) {
    show_mistakes(talk, &mistakes);
    return false;
  }
  return true;
}

static size_t number_of(const Interview *interview) {
  size_t number = 1;
  for (size_t i = 0; i < interview->answers.count; i++) number += !interview->answers.at[i].since;
  return number;
}

static void converse(Talk *talk) {
  Text line;
  while (ask_next(&talk->interview)) {
    askview_question(&talk->report, &talk->interview, number_of(&talk->interview));
    do {
      if (!read_line(talk, &line) || is(line, "stop")) return;
    } while (!deal_with(talk, line));
  }
}

/* ---- the case ---- */

static bool to_standard_output(const Options *options) { return !options->output || strcmp(options->output, "-") == 0; }

static Text stem(const char *path) {
  Text name = text_of(path);
  for (uint32_t i = name.bytes; i-- > 0;)
    if (name.at[i] == '/') name = text_slice(name, i + 1, name.bytes);
  for (uint32_t i = name.bytes; i-- > 1;)
    if (name.at[i] == '.') return text_slice(name, 0, i);
  return name;
}

static bool stands_already(const char *path) {
  struct stat info;
  return lstat(path, &info) == 0;
}

static Exit refuse_existing(const Options *options) {
  options_complain(options->verb, "`%s` is there already, and nothing is overwritten: name another file",
                   options->output);
  return EXIT_USAGE;
}

/* The rules may stand where a case beside them would not be looked up from. */
static bool finds_rules(const Talk *talk, const char *path, Text bytes) {
  Diags unheard = {0};
  Session session;
  CaseFiles cases = {0};
  session_open(&session, text_of(getenv("REMIT_PATH")), talk->workshop.library, &unheard);
  case_read_source(&session, source_of_text(text_of(path), bytes), TEXT(""), &cases);
  return cases.count == 1;
}

static void tell_where(Talk *talk, Text bytes) {
  const Options *options = talk->options;
  const char *path = options->output;
  bool found = finds_rules(talk, path, bytes);
  page_sayf(&talk->report.page, "The answers are in %s: ", path);
  page_sayf(&talk->report.page, "`remit run %s%s%s`.", path, found ? "" : " --rules ",
            found ? "" : options->arguments.at[0]);
  page_paragraph(&talk->report.page);
}

static Exit write_case(Talk *talk, Text bytes) {
  const char *path = talk->options->output;
  int error_number = 0;
  if (stands_already(path)) return refuse_existing(talk->options);
  if (file_replace(path, bytes.at, bytes.bytes, &error_number) != FILE_WRITTEN) {
    options_complain(talk->options->verb, "cannot write `%s`: %s", path, strerror(error_number));
    return EXIT_USAGE;
  }
  tell_where(talk, bytes);
  return EXIT_DONE;
}

static Exit finish(Talk *talk) {
  Sink written = {0}, output;
  Assertions none = {0};
  AskLeft left = ask_left(&talk->interview);
  askview_end(&talk->report, &left);
  if (!talk->interview.file->assertions.count) {
    tell(talk, "Nothing was answered, so there is no case to write.");
    return EXIT_USAGE;
  }
  case_write(&written, talk->interview.file, &none);
  if (!to_standard_output(talk->options)) return write_case(talk, sink_result(&written));
  sink_flush(&talk->sink);
  output_open(&output);
  sink_text(&output, sink_result(&written));
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

/* ---- the verb ---- */

static bool load(Talk *talk) {
  const Text module = text_of(talk->options->arguments.at[0]);
  Workshop *workshop = &talk->workshop;
  workshop_open(workshop, talk->options);
  talk->program = session_program(&workshop->session, NULL, source_of_text(TEXT(""), TEXT("")), module);
  return talk->program && workshop_has_rules(workshop, talk->program);
}

static void open_talk(Talk *talk) {
  bool apart = to_standard_output(talk->options);
  int descriptor = apart ? STDERR_FILENO : STDOUT_FILENO;
  if (apart) output_open_errors(&talk->sink);
  else output_open(&talk->sink);
  talk->colour = terminal_colour(talk->options->colour, descriptor);
  talk->echo = !isatty(STDIN_FILENO);
  talk->head = (Head){.verb = talk->options->verb->name, .program = talk->program};
  report_open(&talk->report, &talk->sink, &talk->head, NULL,
              (PageOptions){.width = terminal_width(descriptor), .colour = talk->colour}, false);
}

static Exit interview(Talk *talk) {
  Day day;
  const char *output = to_standard_output(talk->options) ? "interview" : talk->options->output;
  askview_opening(&talk->report);
  if (!ask_date(talk, &day)) {
    if (!talk->unreadable) tell(talk, "Nothing was answered, so there is no case to write.");
    return EXIT_USAGE;
  }
  ask_open(&talk->interview, talk->program, stem(output), day, calendar_now());
  converse(talk);
  return talk->unreadable ? EXIT_USAGE : finish(talk);
}

/* Half an interview, which nobody ended, is no case. */
static Exit interview_or_complain(Talk *talk) {
  Exit status = interview(talk);
  sink_flush(&talk->sink);
  if (!talk->unreadable) return status;
  options_complain(talk->options->verb, "the answers cannot be read: %s; no case is written",
                   strerror(talk->unreadable));
  return EXIT_USAGE;
}

static Exit ask(const Options *options) {
  Talk talk = {.options = options};
  if (!to_standard_output(options) && stands_already(options->output)) return refuse_existing(options);
  if (!load(&talk)) return workshop_end(&talk.workshop);
  open_talk(&talk);
  Exit status = interview_or_complain(&talk);
  bool apart = to_standard_output(options);
  if (apart) output_close_errors(&talk.sink);
  else if (!output_close(&talk.sink)) return EXIT_USAGE;
  return status;
}

const Verb VERB_ASK = {
  .name = "ask",
  .arguments = "MODULE",
  .one_line = "interview somebody about a case, asking only what still matters",
  .help = "Asks for the facts of a case, one at a time: only what can still change a conclusion that is open, and "
          "first what\n"
          "settles most. An answer is written as in a case file, also where it is known in part: `at least 20%`,\n"
          "`between 7 and 10`, `one of (a, b)`, `yes from 2019-04`. `unknown`, `back`, `why` and `stop` do what they "
          "say, and the\n"
          "end of the input is `stop`. At the end stands a case that `remit run` takes: in the file that -o names, "
          "which must not\n"
          "be there yet, or on standard output; the questions are then put on standard error.",
  .example = "remit ask core -o ours.case\n"
             "  asks what the library's rules need to know, and writes ours.case",
  .options = OPTION_BIT(AS_AT) | OPTION_BIT(OUTPUT),
  .least = 1,
  .most = 1,
  .run = ask,
};

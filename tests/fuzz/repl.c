/* Any bytes as lines typed at the prompt, with a case loaded. Its two files can be read again, others are out of reach:
 * the folder it runs in is gone, and no line names another. */
#define FUZZ_TARGET
#include "fuzz.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cli/repl.h"
#include "module.h"

#define FILES "build/fuzz/repl"

static Repl *repl;

/* Writes it into the folder it runs in; its path from anywhere. */
static Text write_file(const char *name, const char *text) {
  char folder[4000];
  FILE *file = fopen(name, "w");
  if (!file || fputs(text, file) < 0 || fclose(file) || !getcwd(folder, sizeof folder)) abort();
  return text_format("%s/%s", folder, name);
}

static void enter_lost_folder(void) {
  char folder[] = "/tmp/remit-fuzz-XXXXXX";
  if (!mkdtemp(folder) || chdir(folder) || rmdir(folder)) abort();
}

/* A merge runs the target once more from where it is, the lost folder: the way back is left in the environment. */
static void enter_files(void) {
  char folder[4000];
  const char *files = getenv("FUZZ_FILES");
  if (!files && mkdir(FILES, 0777) && errno != EEXIST) abort();
  if (chdir(files ? files : FILES) || !getcwd(folder, sizeof folder) || setenv("FUZZ_FILES", folder, 1)) abort();
}

void fuzz_start(void) {
  enter_files();
  write_file("fuzzed.remit", FUZZ_MODULE);
  Text begun =
    write_file("begun.case", "case begun as at 2020-01-01\nuse fuzzed\nyes_no is yes from 2015\nmark is bad until 2019\n");
  enter_lost_folder();
  Options *options = MEM_NEW(Options);
  repl = MEM_NEW(Repl);
  repl->options = options;
  State *state = load_state(repl, TEXT(""), begun);
  if (!state) abort();
  repl_commit(repl, state);
  repl->saved = state->worth;
}

static bool names_a_file(Text line) {
  static const char *const commands[] = {"load", "case", "save", "transcript", "source", "compare", "reload"};
  line = text_trim(line);
  if (!memchr(line.at, '/', line.bytes)) return false;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (text_starts(line, text_of(commands[i]))) return true;
  return false;
}

static bool names_files(Text input) {
  for (uint32_t from = 0, to = 0; to <= input.bytes; to++) {
    if (to < input.bytes && input.at[to] != '\n') continue;
    if (names_a_file(text_slice(input, from, to))) return true;
    from = to + 1;
  }
  return false;
}

void fuzz_one(Text input) {
  if (names_files(input)) return;
  char *room = mem_alloc_flat(input.bytes + 1);
  if (input.bytes) memcpy(room, input.at, input.bytes);
  Typed typed = {.descriptor = -1, .buffer = room, .count = input.bytes, .ended = true};
  repl_lines(repl, &typed, false);
}

#include "cli/edit.h"
#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include "cli/history.h"
#include "cli/terminal.h"
#include "engine/eval.h"

/* A History of facts is ours; libedit's is of lines. */
#define History LineHistory
#include <histedit.h>
#undef History

#define HISTORY_LINES 2000
#define CTRL_C 3
/* More candidates than this are counted, not listed. */
#define MOST_LISTED 120

/* What libedit offers, found by name in the library itself. */
typedef struct Library {
  EditLine *(*init)(const char *, FILE *, FILE *, FILE *);
  void (*end)(EditLine *);
  int (*set)(EditLine *, int, ...);
  int (*wset)(EditLine *, int, ...);
  const char *(*gets)(EditLine *, int *);
  const LineInfo *(*line)(EditLine *);
  int (*insertstr)(EditLine *, const char *);
  LineHistory *(*history_init)(void);
  void (*history_end)(LineHistory *);
  int (*history)(LineHistory *, HistEvent *, int, ...);
} Library;

struct Edit {
  Library library;
  EditLine *line;
  LineHistory *history;
  EditComplete *complete;
  void *owner;
  char prompt[256];         /* libedit asks for it while it edits */
  bool cancelled;
  mbstate_t state;          /* of a character that has come in part */
};

static bool find(void *handle, const char *name, void *place) {
  void *found = dlsym(handle, name);
  memcpy(place, &found, sizeof found);
  return found != NULL;
}

static bool load(Library *library) {
  void *handle = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
  return handle && find(handle, "el_init", &library->init) && find(handle, "el_end", &library->end) &&
         find(handle, "el_set", &library->set) && find(handle, "el_wset", &library->wset) &&
         find(handle, "el_gets", &library->gets) &&
         find(handle, "el_line", &library->line) && find(handle, "el_insertstr", &library->insertstr) &&
         find(handle, "history_init", &library->history_init) &&
         find(handle, "history_end", &library->history_end) && find(handle, "history", &library->history);
}

/* libedit's callbacks are handed its own object, not ours. */
static Edit *editing;

static char *prompt_of(EditLine *line) {
  (void)line;
  return editing->prompt;
}

/* ---- keys ---- */

/* One character of the terminal. Ctrl-C arrives as a signal, and is handed on as the key that it was. */
static int read_key(EditLine *line, wchar_t *key) {
  (void)line;
  while (true) {
    char byte;
    ssize_t got = eval_stop ? -1 : read(STDIN_FILENO, &byte, 1);
    if (eval_stop) {
      eval_stop = 0;
      *key = CTRL_C;
      return 1;
    }
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return (int)got;
    size_t taken = mbrtowc(key, &byte, 1, &editing->state);
    if (taken == (size_t)-2) continue;
    if (taken == (size_t)-1) {
      editing->state = (mbstate_t){0};
      continue;
    }
    return 1;
  }
}

static unsigned char cancel(EditLine *line, int key) {
  (void)line;
  (void)key;
  editing->cancelled = true;
  if (write(STDOUT_FILENO, "^C\n", 3) < 0) return CC_EOF;
  return CC_NEWLINE;
}

/* ---- completion ---- */

static size_t common_bytes(const Completions *found) {
  size_t common = found->words.at[0].bytes;
  for (size_t i = 1; i < found->words.count; i++) {
    size_t same = 0;
    while (same < common && same < found->words.at[i].bytes &&
           found->words.at[i].at[same] == found->words.at[0].at[same])
      same++;
    common = same;
  }
  return common;
}

static void list_words(const Completions *found) {
  Sink sink;
  size_t widest = 0, column = 0;
  for (size_t i = 0; i < found->words.count; i++)
    if (found->words.at[i].bytes > widest) widest = found->words.at[i].bytes;
  size_t columns = terminal_width(STDOUT_FILENO) / (widest + 2);
  output_open(&sink);
  sink_char(&sink, '\n');
  for (size_t i = 0; i < found->words.count && found->words.count <= MOST_LISTED; i++) {
    Text word = found->words.at[i];
    bool last = ++column >= columns || i + 1 == found->words.count;
    sink_text(&sink, word);
    if (last) column = 0;
    sink_repeat(&sink, last ? '\n' : ' ', last ? 1 : widest + 2 - word.bytes);
  }
  if (found->words.count > MOST_LISTED)
    sink_format(&sink, "%zu possibilities: type one more letter\n", found->words.count);
  sink_flush(&sink);
}

static unsigned char complete_word(EditLine *line, int key) {
  Edit *edit = editing;
  const LineInfo *info = edit->library.line(line);
  Text text = text_copy((Text){info->buffer, (uint32_t)(info->lastchar - info->buffer)});
  size_t cursor = (size_t)(info->cursor - info->buffer);
  Completions found = {.from = cursor};
  (void)key;
  edit->complete(edit->owner, text, cursor, &found);
  if (!found.words.count) return CC_REFRESH_BEEP;
  size_t typed = cursor - found.from, common = common_bytes(&found);
  bool one = found.words.count == 1 && !text_ends(found.words.at[0], TEXT("/"));
  Text rest = text_slice(found.words.at[0], typed, common);
  if (rest.bytes || one)
    edit->library.insertstr(line,
                            text_c(text_format("%.*s%s", (int)rest.bytes, rest.bytes ? rest.at : "", one ? " " : "")));
  if (rest.bytes || one) return CC_REFRESH;
  list_words(&found);
  return CC_REDISPLAY;
}

/* ---- opening ---- */

/* libedit wants to know how bytes are characters. Ours are UTF-8 whatever the locale says. */
static void set_characters(void) {
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
}

static void bind_keys(Edit *edit) {
  const Library *library = &edit->library;
  library->set(edit->line, EL_EDITOR, "emacs");
  library->set(edit->line, EL_SIGNAL, 1);
  library->set(edit->line, EL_PROMPT, prompt_of);
  library->wset(edit->line, EL_GETCFN, read_key);
  library->set(edit->line, EL_ADDFN, "remit-complete", "complete the word", complete_word);
  library->set(edit->line, EL_ADDFN, "remit-cancel", "give the line up", cancel);
  library->set(edit->line, EL_BIND, "\t", "remit-complete", NULL);
  library->set(edit->line, EL_BIND, "^C", "remit-cancel", NULL);
  library->set(edit->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  library->set(edit->line, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
  library->set(edit->line, EL_BIND, "\033[1;5C", "em-next-word", NULL);
  library->set(edit->line, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
}

static void open_history(Edit *edit) {
  const Library *library = &edit->library;
  HistEvent event;
  HistoryLines lines = history_read();
  library->history(edit->history, &event, H_SETSIZE, HISTORY_LINES);
  library->history(edit->history, &event, H_SETUNIQUE, 1);
  library->set(edit->line, EL_HIST, library->history, edit->history);
  for (size_t i = 0; i < lines.count; i++) library->history(edit->history, &event, H_ENTER, text_c(lines.at[i]));
}

Edit *edit_open(EditComplete *complete, void *owner) {
  Edit *edit = MEM_NEW(Edit);
  edit->complete = complete;
  edit->owner = owner;
  if (!load(&edit->library)) return NULL;
  set_characters();
  edit->line = edit->library.init("remit", stdin, stdout, stderr);
  edit->history = edit->line ? edit->library.history_init() : NULL;
  if (!edit->history) return NULL;
  editing = edit;
  bind_keys(edit);
  open_history(edit);
  return edit;
}

/* ---- lines ---- */

bool edit_line(Edit *edit, const char *prompt, Text *line, bool *cancelled) {
  int count = 0;
  snprintf(edit->prompt, sizeof edit->prompt, "%s", prompt);
  edit->cancelled = false;
  const char *typed = edit->library.gets(edit->line, &count);
  *cancelled = edit->cancelled;
  if (!typed || count <= 0) return *cancelled;
  if (typed[count - 1] == '\n') count--;
  *line = text_copy((Text){typed, (uint32_t)count});
  return true;
}

void edit_remember(Edit *edit, Text line) {
  HistEvent event;
  edit->library.history(edit->history, &event, H_ENTER, text_c(line));
  history_add(line);
}

void edit_close(Edit *edit) {
  edit->library.history_end(edit->history);
  edit->library.end(edit->line);
}

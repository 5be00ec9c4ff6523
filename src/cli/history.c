#include "cli/history.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/sink.h"
#include "source/source.h"

/* Beyond twice this many lines the file is cut down to this many. */
#define KEPT 1000

/* The XDG base directory specification: a path that is not absolute counts as unset. */
static Text state_folder(void) {
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  if (state && state[0] == '/') return text_of(state);
  return home && home[0] == '/' ? text_format("%s/.local/state", home) : TEXT("");
}

static Text history_path(void) {
  Text folder = state_folder();
  return folder.bytes ? text_format("%s/remit/history", text_c(folder)) : TEXT("");
}

/* Every folder above the file, for its owner alone as the specification asks. */
static void make_folders(Text path) {
  for (uint32_t i = 1; i < path.bytes; i++)
    if (path.at[i] == '/') mkdir(text_c(text_slice(path, 0, i)), 0700);
}

static HistoryLines split(Text text) {
  HistoryLines lines = {0};
  for (uint32_t from = 0, to; from < text.bytes; from = to + 1) {
    for (to = from; to < text.bytes && text.at[to] != '\n';) to++;
    if (to > from) list_push(&lines, text_slice(text, from, to));
  }
  return lines;
}

static HistoryLines cut(Text path, HistoryLines lines) {
  Sink sink = {0};
  int error_number = 0;
  lines.at += lines.count - KEPT;
  lines.count = KEPT;
  for (size_t i = 0; i < lines.count; i++) {
    sink_text(&sink, lines.at[i]);
    sink_char(&sink, '\n');
  }
  file_replace(text_c(path), sink.at, sink.count, &error_number);
  return lines;
}

HistoryLines history_read(void) {
  Source *source = NULL;
  int error_number = 0;
  Text path = history_path();
  if (!path.bytes || source_read(text_c(path), &source, &error_number) != SOURCE_OK) return (HistoryLines){0};
  HistoryLines lines = split(source->text);
  return lines.count > 2 * KEPT ? cut(path, lines) : lines;
}

void history_add(Text line) {
  Text path = history_path();
  if (!path.bytes || !line.bytes) return;
  int file = open(text_c(path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 && errno == ENOENT) {
    make_folders(path);
    file = open(text_c(path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  }
  if (file < 0) return;
  Text whole = text_format("%.*s\n", (int)line.bytes, line.at);
  ssize_t written = write(file, whole.at, whole.bytes);   /* one write: two sessions never mix their lines */
  (void)written;
  close(file);
}

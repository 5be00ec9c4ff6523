#include "cli/repl_read.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "cli/terminal.h"
#include "engine/eval.h"

#define ROOM 65536

void lines_open(Lines *lines, int descriptor) {
  *lines = (Lines){.descriptor = descriptor};
}

/* A line may come in pieces; what was read beyond it waits. False at the end, and when Ctrl-C came. */
static bool fill(Lines *lines) {
  char *grown = mem_alloc_flat(lines->count - lines->at + ROOM);
  size_t left = lines->count - lines->at;
  if (left) memcpy(grown, lines->buffer + lines->at, left);
  lines->buffer = grown;
  lines->at = 0;
  lines->count = left;
  ssize_t got;
  do got = read(lines->descriptor, grown + left, ROOM);
  while (got < 0 && errno == EINTR && !eval_stop);
  if (got > 0) lines->count += (size_t)got;
  lines->ended = got == 0 || (got < 0 && errno != EINTR);
  return got > 0;
}

static bool take_line(Lines *lines, size_t from, Text *line) {
  const char *at = lines->buffer + lines->at, *end = lines->count > from ? memchr(lines->buffer + from, '\n', lines->count - from) : NULL;
  if (!end && !(lines->ended && lines->count > lines->at)) return false;
  size_t bytes = end ? (size_t)(end - at) : lines->count - lines->at;
  lines->at += bytes + (end ? 1 : 0);
  if (bytes && at[bytes - 1] == '\r') bytes--;
  *line = text_copy((Text){at, (uint32_t)bytes});
  return true;
}

static LineResult next_plain(Lines *lines, Text *line) {
  size_t from = lines->at;
  while (true) {
    if (lines->buffer && take_line(lines, from, line)) return LINE_READ;
    if (lines->ended) return LINE_END;
    from = lines->count - lines->at;
    if (fill(lines) || lines->ended) continue;
    return LINE_CANCELLED;
  }
}

static void show_prompt(const char *prompt) {
  Sink sink;
  output_open(&sink);
  sink_c(&sink, prompt);
  sink_flush(&sink);
}

LineResult lines_next(Lines *lines, const char *prompt, Text *line) {
  bool cancelled = false;
  if (lines->held) {
    lines->held = false;
    *line = lines->line;
    return LINE_READ;
  }
  if (lines->edit) {
    if (!edit_line(lines->edit, prompt, line, &cancelled)) return LINE_END;
    return cancelled ? LINE_CANCELLED : LINE_READ;
  }
  if (lines->prompts) show_prompt(prompt);
  return next_plain(lines, line);
}

void lines_put_back(Lines *lines, Text line) {
  lines->held = true;
  lines->line = line;
}

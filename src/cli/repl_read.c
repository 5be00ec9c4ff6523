#include "cli/repl_read.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "cli/terminal.h"
#include "engine/eval.h"

#define ROOM 65536

void typed_open(Typed *from, int descriptor) {
  *from = (Typed){.descriptor = descriptor};
}

/* A line may come in pieces; what was read beyond it waits. False at the end, and when Ctrl-C came. */
static bool fill(Typed *from) {
  char *grown = mem_alloc_flat(from->count - from->at + ROOM);
  size_t left = from->count - from->at;
  if (left) memcpy(grown, from->buffer + from->at, left);
  from->buffer = grown;
  from->at = 0;
  from->count = left;
  ssize_t got;
  do got = read(from->descriptor, grown + left, ROOM);
  while (got < 0 && errno == EINTR && !eval_stop);
  if (got > 0) from->count += (size_t)got;
  if (got < 0 && errno != EINTR) from->error_number = errno;
  from->ended = got == 0 || from->error_number;
  return got > 0;
}

static bool take_line(Typed *from, size_t fresh, Text *line) {
  const char *at = from->buffer + from->at,
             *end = from->count > fresh ? memchr(from->buffer + fresh, '\n', from->count - fresh) : NULL;
  if (!end && !(from->ended && from->count > from->at)) return false;
  size_t bytes = end ? (size_t)(end - at) : from->count - from->at;
  from->at += bytes + (end ? 1 : 0);
  if (bytes && at[bytes - 1] == '\r') bytes--;
  *line = text_copy((Text){at, (uint32_t)bytes});
  return true;
}

static ReadResult next_plain(Typed *from, Text *line) {
  size_t fresh = from->at;
  while (true) {
    if (from->buffer && take_line(from, fresh, line)) return READ_LINE;
    if (from->ended) return READ_END;
    fresh = from->count - from->at;
    if (fill(from) || from->ended) continue;
    return READ_CANCELLED;
  }
}

static void show_prompt(const char *prompt) {
  Sink sink;
  output_open(&sink);
  sink_c(&sink, prompt);
  sink_flush(&sink);
}

ReadResult typed_next(Typed *from, const char *prompt, Text *line) {
  bool cancelled = false;
  if (from->held) {
    from->held = false;
    *line = from->line;
    return READ_LINE;
  }
  if (from->edit) {
    if (!edit_line(from->edit, prompt, line, &cancelled)) return READ_END;
    return cancelled ? READ_CANCELLED : READ_LINE;
  }
  if (from->prompts) show_prompt(prompt);
  return next_plain(from, line);
}

void typed_put_back(Typed *from, Text line) {
  from->held = true;
  from->line = line;
}

#include "cli/repl_read.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "cli/terminal.h"
#include "engine/eval.h"

#define ROOM 65536

void reader_open(Reader *reader, int descriptor) {
  *reader = (Reader){.descriptor = descriptor};
}

/* A line may come in pieces; what was read beyond it waits. False at the end, and when Ctrl-C came. */
static bool fill(Reader *reader) {
  char *grown = mem_alloc_flat(reader->count - reader->at + ROOM);
  size_t left = reader->count - reader->at;
  if (left) memcpy(grown, reader->buffer + reader->at, left);
  reader->buffer = grown;
  reader->at = 0;
  reader->count = left;
  ssize_t got;
  do got = read(reader->descriptor, grown + left, ROOM);
  while (got < 0 && errno == EINTR && !eval_stop);
  if (got > 0) reader->count += (size_t)got;
  reader->ended = got == 0 || (got < 0 && errno != EINTR);
  return got > 0;
}

static bool take_line(Reader *reader, size_t from, Text *line) {
  const char *at = reader->buffer + reader->at, *end = reader->count > from ? memchr(reader->buffer + from, '\n', reader->count - from) : NULL;
  if (!end && !(reader->ended && reader->count > reader->at)) return false;
  size_t bytes = end ? (size_t)(end - at) : reader->count - reader->at;
  reader->at += bytes + (end ? 1 : 0);
  if (bytes && at[bytes - 1] == '\r') bytes--;
  *line = text_copy((Text){at, (uint32_t)bytes});
  return true;
}

static ReadResult next_plain(Reader *reader, Text *line) {
  size_t from = reader->at;
  while (true) {
    if (reader->buffer && take_line(reader, from, line)) return READ_LINE;
    if (reader->ended) return READ_END;
    from = reader->count - reader->at;
    if (fill(reader) || reader->ended) continue;
    return READ_CANCELLED;
  }
}

static void show_prompt(const char *prompt) {
  Sink sink;
  output_open(&sink);
  sink_c(&sink, prompt);
  sink_flush(&sink);
}

ReadResult reader_next(Reader *reader, const char *prompt, Text *line) {
  bool cancelled = false;
  if (reader->held) {
    reader->held = false;
    *line = reader->line;
    return READ_LINE;
  }
  if (reader->edit) {
    if (!edit_line(reader->edit, prompt, line, &cancelled)) return READ_END;
    return cancelled ? READ_CANCELLED : READ_LINE;
  }
  if (reader->prompts) show_prompt(prompt);
  return next_plain(reader, line);
}

void reader_put_back(Reader *reader, Text line) {
  reader->held = true;
  reader->line = line;
}

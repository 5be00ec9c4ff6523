/* Any bytes as frames of the language server, in two pieces; what comes out as a document that someone types in. */
#define FUZZ_TARGET
#include "fuzz.h"
#include "cli/lsp_frame.c"
#include "cli/lsp_place.c"
#include "cli/lsp_queue.c"
#include "cli/lsp_text.c"
#include <assert.h>

/* A place of the protocol and back is the same character, or the end of its line before the line feed. */
static void check_places(Text text) {
  LineTable *lines = lines_of(text);
  for (size_t offset = 0; offset < text.bytes && offset < 300; text_next(text, &offset)) {
    uint32_t back = lines_offset(lines, lines_position(lines, (uint32_t)offset));
    assert(back == offset || (text.at[offset] == '\n' && back + 1 == offset));
  }
}

static void read_body(Frames *frames, Text body) {
  JsonError error;
  const Json *message = json_document(body, &error);
  if (!message) frames_doubt(frames);
  else json_position(json_at(message, "params.position"));
  check_places(body);
  typing_place(body, body.bytes / 2);
}

static void take_all(Frames *frames, size_t *left) {
  Text body;
  for (FrameKind kind; *left && (kind = frames_next(frames, &body)) != FRAME_MORE; --*left)
    if (kind == FRAME_BODY) read_body(frames, body);
}

/* What waits is handed out once, in order, and each piece is a message or a mistake. */
static void check_queue(Text input) {
  Frames frames = {0};
  Queue queue = {0};
  frames_push(&frames, input.at, input.bytes);
  queue_take(&queue, &frames);
  for (const Waiting *next; (next = queue_next(&queue));) assert(next->message ? !next->wrong.bytes : next->wrong.bytes);
}

void fuzz_start(void) {}

void fuzz_one(Text input) {
  check_queue(input);
  Frames frames = {0};
  size_t half = input.bytes / 2, left = 2 * (size_t)input.bytes + 2; /* a frame is never empty: this many are no end */
  frames_push(&frames, input.at, half);
  take_all(&frames, &left);
  frames_push(&frames, input.at + half, input.bytes - half);
  take_all(&frames, &left);
  assert(left);
  uri_of_path(uri_path(input));
}

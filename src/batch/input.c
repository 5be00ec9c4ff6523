#include "batch/input.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BEHIND_BYTES (UINT64_C(16) << 10)   /* of a row that begins before `until` and ends behind */

void input_open(Input *input, int descriptor, size_t size, Text begun) {
  *input = (Input){.descriptor = descriptor, .size = size, .line = 1};
  off_t stands = lseek(descriptor, 0, SEEK_CUR);
  input->base = stands > 0 ? (uint64_t)stands : 0;
  input->room = mem_alloc_flat(size + 2 * INPUT_PAD);
  if (begun.bytes) memcpy(input->room + INPUT_PAD, begun.at, begun.bytes);
  input->end = begun.bytes;
}

void input_place(Input *input, uint64_t place, uint64_t line, uint64_t until) {
  input->at = input->end = 0;
  input->ended = false;
  input->placed = true;
  input->next = input->passed = place;
  input->enough = until < UINT64_MAX - BEHIND_BYTES ? until + BEHIND_BYTES : UINT64_MAX;
  input->line = line;
}

static bool has_enough(const Input *input) { return input->placed && input->next >= input->enough; }

bool input_low(const Input *input, size_t least) {
  return !input->ended && input->end - input->at < least && !has_enough(input);
}

static ssize_t read_placed(Input *input, char *to, size_t bytes) {
  uint64_t unread = input->end - input->at, more = unread > BEHIND_BYTES ? unread : BEHIND_BYTES;
  uint64_t left = has_enough(input) ? more : input->enough - input->next;
  if (bytes > left) bytes = (size_t)left;
  if (!input->stream) return pread(input->descriptor, to, bytes, (off_t)(input->base + input->next));
  size_t come = stream_wait(input->stream, input->reader, input->next);
  errno = stream_error(input->stream);
  if (!come) return errno ? -1 : 0;
  return stream_read(input->stream, to, bytes < come ? bytes : come, input->next);
}

static ssize_t read_bytes(Input *input, char *to, size_t bytes) {
  if (!input->placed) return read(input->descriptor, to, bytes);
  ssize_t got = read_placed(input, to, bytes);
  if (got > 0) input->next += (uint64_t)got;
  return got;
}

static bool refuse_row(Input *input) {
  input->error_number = EFBIG;
  input->ended = true;
  input->at = input->end;
  return false;
}

static bool make_room(Input *input) {
  char *bytes = input->room + INPUT_PAD;
  if (input->at) memmove(bytes, bytes + input->at, input->end - input->at);
  input->end -= input->at;
  input->at = 0;
  if (input->end < input->size) return true;
  if (input->end >= INPUT_ROW_BYTES) return refuse_row(input);
  size_t old = input->size + 2 * INPUT_PAD;
  input->size *= 2;
  input->room = mem_grow_flat(input->room, old, input->size + 2 * INPUT_PAD);
  return true;
}

bool input_more(Input *input) {
  if (input->ended || !make_room(input)) return false;
  while (input->end < input->size) {
    ssize_t got = read_bytes(input, input->room + INPUT_PAD + input->end, input->size - input->end);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) input->error_number = errno;
    if (got <= 0) input->ended = true;
    if (got > 0) input->end += (size_t)got;
    if (got <= 0 || input->end >= input->size / 2 || has_enough(input)) break;
  }
  memset(input->room + INPUT_PAD + input->end, 0, INPUT_PAD);
  return true;
}

uint32_t input_lines(const char *from, const char *to) {
  uint32_t lines = 0;
  for (; from < to && (from = memchr(from, '\n', (size_t)(to - from))); from++) lines++;
  return lines;
}

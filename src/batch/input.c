#include "batch/input.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

void input_open(Input *input, int descriptor, size_t size) {
  *input = (Input){.descriptor = descriptor, .size = size, .line = 1};
  input->room = mem_alloc_flat(size + 2 * INPUT_PAD);
}

void input_place(Input *input, uint64_t place, uint64_t line) {
  input->at = input->end = 0;
  input->ended = false;
  input->placed = true;
  input->next = input->passed = place;
  input->line = line;
}

static ssize_t read_bytes(Input *input, char *to, size_t bytes) {
  if (!input->placed) return read(input->descriptor, to, bytes);
  ssize_t got = pread(input->descriptor, to, bytes, (off_t)input->next);
  if (got > 0) input->next += (uint64_t)got;
  return got;
}

static void make_room(Input *input) {
  char *bytes = input->room + INPUT_PAD;
  if (input->at) memmove(bytes, bytes + input->at, input->end - input->at);
  input->end -= input->at;
  input->at = 0;
  if (input->end < input->size) return;
  size_t old = input->size + 2 * INPUT_PAD;
  input->size *= 2;
  input->room = mem_grow_flat(input->room, old, input->size + 2 * INPUT_PAD);
}

bool input_more(Input *input) {
  if (input->ended) return false;
  make_room(input);
  while (input->end < input->size) {
    ssize_t got = read_bytes(input, input->room + INPUT_PAD + input->end, input->size - input->end);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) input->error_number = errno;
    if (got <= 0) input->ended = true;
    if (got > 0) input->end += (size_t)got;
    if (got <= 0 || input->end >= input->size / 2) break;
  }
  memset(input->room + INPUT_PAD + input->end, 0, INPUT_PAD);
  return true;
}

uint32_t input_lines(const char *from, const char *to) {
  uint32_t lines = 0;
  for (; from < to && (from = memchr(from, '\n', (size_t)(to - from))); from++) lines++;
  return lines;
}

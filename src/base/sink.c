#include "base/sink.h"
#include "base/mem.h"
#include <stdio.h>
#include <string.h>

/* How much a sink with a writer gathers before it writes. */
#define GATHER_BYTES ((size_t)64 << 10)
#define FORMAT_BYTES 256

static void sink_reserve(Sink *sink, size_t want) {
  if (sink->room >= want) return;
  size_t room = sink->room ? sink->room : 256;
  while (room < want) room *= 2;
  sink->at = mem_grow_flat(sink->at, sink->count, room);
  sink->room = room;
}

bool sink_flush(Sink *sink) {
  if (!sink->write) return !sink->failed;
  if (sink->count && !sink->failed) sink->failed = !sink->write(sink->owner, sink->at, sink->count);
  sink->count = 0;
  return !sink->failed;
}

static void sink_bytes(Sink *sink, const char *bytes, size_t count) {
  if (sink->failed || !count) return;
  if (count > UINT32_MAX - sink->count) mem_die(); /* a Text of the result could not hold it */
  sink_reserve(sink, sink->count + count);
  memcpy(sink->at + sink->count, bytes, count);
  sink->count += count;
  if (sink->write && sink->count >= GATHER_BYTES) sink_flush(sink);
}

void sink_text(Sink *sink, Text text) {
  sink_bytes(sink, text.at, text.bytes);
}

void sink_c(Sink *sink, const char *c_string) {
  if (c_string) sink_bytes(sink, c_string, strlen(c_string));
}

void sink_char(Sink *sink, char c) {
  sink_bytes(sink, &c, 1);
}

void sink_repeat(Sink *sink, char c, size_t times) {
  char run[64];
  memset(run, c, sizeof run);
  for (; times > sizeof run; times -= sizeof run) sink_bytes(sink, run, sizeof run);
  sink_bytes(sink, run, times);
}

void sink_format_list(Sink *sink, const char *format, va_list args) {
  char small[FORMAT_BYTES];
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(small, sizeof small, format, args);
  if (length < 0) mem_die();
  size_t bytes = (size_t)length;
  if (bytes < sizeof small) {
    sink_bytes(sink, small, bytes);
  } else {
    char *large = mem_alloc_flat(bytes + 1);
    vsnprintf(large, bytes + 1, format, again);
    sink_bytes(sink, large, bytes);
    mem_free(large);
  }
  va_end(again);
}

void sink_format(Sink *sink, const char *format, ...) {
  va_list args;
  va_start(args, format);
  sink_format_list(sink, format, args);
  va_end(args);
}

Text sink_result(const Sink *sink) {
  return (Text){sink->at, (uint32_t)sink->count};
}

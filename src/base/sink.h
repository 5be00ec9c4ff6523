/* Bytes out: to memory, or through a writer that its owner supplies (only `cli` owns a FILE). A failed write is
 * remembered, later ones are dropped, and sink_failed tells. */
#ifndef REMIT_BASE_SINK_H
#define REMIT_BASE_SINK_H
#include <stdarg.h>
#include "base/text.h"

typedef struct Sink {
  char *at;             /* what is not yet written; all of it for a memory sink */
  size_t count, room;
  bool (*write)(void *owner, const char *bytes, size_t count);  /* NULL: a memory sink */
  void *owner;
  bool failed;
} Sink;

void sink_text(Sink *sink, Text text);
void sink_c(Sink *sink, const char *c_string);
void sink_char(Sink *sink, char c);
void sink_repeat(Sink *sink, char c, size_t times);
void sink_format(Sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
void sink_format_list(Sink *sink, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
bool sink_flush(Sink *sink);            /* false when a write failed now or before; no effect on a memory sink */
Text sink_result(const Sink *sink);     /* of a memory sink: valid until the next write to it */
#endif

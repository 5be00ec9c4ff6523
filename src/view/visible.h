/* Bytes of an author's or a host's made safe for a terminal: what could move its cursor, change its colours or the
 * direction of writing is written out instead. */
#ifndef REMIT_VIEW_VISIBLE_H
#define REMIT_VIEW_VISIBLE_H
#include "base/sink.h"

/* Room for any one code point's form and a NUL. */
#define VISIBLE_ROOM 16

/* The form of the code point at *offset, which it moves on: itself, or `\n`, `\t`, `\x1b`, `\u{202e}`, and `\xff` for a
 * malformed byte. Returns its columns on a terminal. */
unsigned visible_next(Text text, size_t *offset, char form[VISIBLE_ROOM]);
void visible_print(Sink *sink, Text text);
#endif

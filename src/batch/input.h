/* The bytes of the input, a window at a time: a file and a pipe alike are read into one buffer, whose unread end moves
 * to the front. It grows only for a row that does not fit. */
#ifndef REMIT_BATCH_INPUT_H
#define REMIT_BATCH_INPUT_H
#include "base/mem.h"
#include "base/text.h"
#include "batch/stream.h"

#define INPUT_PAD 64          /* bytes that may be read before the first and behind the last */
#define INPUT_ROW_BYTES ((size_t)16 << 20)   /* of the longest row: as long as a rule file may be */

typedef struct Input {
  int descriptor;
  char *room;                 /* the buffer, INPUT_PAD before `at` */
  size_t size;                /* of what may be filled */
  size_t at, end;             /* the unread part */
  bool ended;                 /* nothing follows `end` */
  uint64_t line;              /* of the byte at `at`, from 1 */
  uint64_t passed;            /* bytes of the input before `at` */
  bool placed;                /* read at places, whoever else reads the same file */
  uint64_t next;              /* placed: where to read on, */
  uint64_t enough;            /* and up to where that is likely to be wanted */
  uint64_t base;              /* where a file's descriptor stood at the beginning */
  Stream *stream;             /* placed, of a pipe; NULL: a file */
  unsigned reader;            /* of the stream */
  int error_number;           /* of a read that failed, or EFBIG at a row that is too long: it counts as the end */
} Input;

/* `begun`: what has been read of it before; less than `size`. */
void input_open(Input *input, int descriptor, size_t size, Text begun);
/* Begins again at a place of a file or stream; what begins behind `until` is hardly wanted. */
void input_place(Input *input, uint64_t place, uint64_t line, uint64_t until);
/* Whether it is time to read more. */
bool input_low(const Input *input, size_t least);
/* Reads more behind the unread part; false at the end. A buffer that is full of unread bytes grows, up to the longest
 * row; what is longer is dropped. */
bool input_more(Input *input);
static inline Text input_text(const Input *input) {
  return (Text){input->room + INPUT_PAD + input->at, (uint32_t)(input->end - input->at)};
}
/* The first `bytes` of the unread part have been dealt with; they hold `lines` line feeds. */
static inline void input_pass(Input *input, size_t bytes, uint64_t lines) {
  input->at += bytes;
  input->passed += bytes;
  input->line += lines;
}
uint32_t input_lines(const char *from, const char *to);   /* line feeds */
#endif

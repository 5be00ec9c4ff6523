/* Frames of the language server protocol: `Content-Length: N`, an empty line, N bytes of JSON. Whatever the bytes are,
 * the reader finds its way to the next head that makes sense. */
#ifndef REMIT_CLI_LSP_FRAME_H
#define REMIT_CLI_LSP_FRAME_H
#include "base/list.h"
#include "base/text.h"

#define FRAME_MOST_BYTES (64u << 20)   /* of a body */
#define FRAME_MOST_HEAD (16u << 10)    /* more than this without a head's end is no head */

typedef enum FrameKind {
  FRAME_MORE,               /* more bytes are needed */
  FRAME_BODY,
  FRAME_BROKEN              /* a head that says nothing sensible was passed over */
} FrameKind;

typedef struct Frames {     /* zeroed = nothing read */
  LIST(char) bytes;
  size_t at;                /* those before have been handed out */
  size_t body;              /* where the last body began */
} Frames;

void frames_push(Frames *frames, const char *bytes, size_t count);
/* *body is a copy on the heap. */
FrameKind frames_next(Frames *frames, Text *body);
/* Told that the last body is no JSON: where another head stands in it, its length was wrong, and reading goes on there.
 * Only before the next push. */
void frames_doubt(Frames *frames);
#endif

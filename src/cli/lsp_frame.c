#include "cli/lsp_frame.h"
#include <string.h>
#include <strings.h>

static const char FIELD[] = "Content-Length:";
enum { FIELD_BYTES = sizeof FIELD - 1 };

void frames_push(Frames *frames, const char *bytes, size_t count) {
  if (frames->at) {
    frames->bytes.count -= frames->at;
    memmove(frames->bytes.at, frames->bytes.at + frames->at, frames->bytes.count);
    frames->at = frames->body = 0;
  }
  list_reserve(&frames->bytes, frames->bytes.count + count);
  if (count) memcpy(frames->bytes.at + frames->bytes.count, bytes, count);
  frames->bytes.count += count;
}

/* Where the field begins in a stretch of bytes, the first or the last time; SIZE_MAX: nowhere. */
static size_t find_field(const char *at, size_t count, bool last) {
  size_t found = SIZE_MAX;
  for (size_t i = 0; i + FIELD_BYTES <= count; i++) {
    if ((at[i] | 32) != 'c' || strncasecmp(at + i, FIELD, FIELD_BYTES) != 0) continue;
    found = i;
    if (!last) break;
  }
  return found;
}

/* SIZE_MAX where it is no number, or too large. */
static size_t read_length(const char *at, size_t count) {
  size_t length = 0, i = 0;
  while (i < count && at[i] == ' ') i++;
  size_t first = i;
  for (; i < count && at[i] >= '0' && at[i] <= '9'; i++) {
    length = length * 10 + (size_t)(at[i] - '0');
    if (length > FRAME_MOST_BYTES) return SIZE_MAX;
  }
  bool whole = i > first && i < count && at[i] == '\r';
  return whole ? length : SIZE_MAX;
}

/* What stands before the last length in a head is what a wrong one left over. */
static size_t length_of_head(const char *at, size_t count) {
  size_t field = find_field(at, count, true);
  if (field == SIZE_MAX) return SIZE_MAX;
  return read_length(at + field + FIELD_BYTES, count - field - FIELD_BYTES);
}

/* Garbage without end is not kept; a field may have begun at its end. */
static FrameKind head_open(Frames *frames, size_t left) {
  if (left <= FRAME_MOST_HEAD) return FRAME_MORE;
  frames->at = frames->bytes.count - FIELD_BYTES;
  return FRAME_BROKEN;
}

FrameKind frames_next(Frames *frames, Text *body) {
  const char *at = frames->bytes.at ? frames->bytes.at + frames->at : "";
  size_t left = frames->bytes.count - frames->at;
  const char *end = left ? memmem(at, left, "\r\n\r\n", 4) : NULL;
  if (!end) return head_open(frames, left);
  size_t head = (size_t)(end - at) + 4, length = length_of_head(at, head);
  if (length == SIZE_MAX) {
    frames->at += head;
    return FRAME_BROKEN;
  }
  if (left - head < length) return FRAME_MORE;
  *body = text_copy((Text){at + head, (uint32_t)length});
  frames->body = frames->at + head;
  frames->at = frames->body + length;
  return FRAME_BODY;
}

void frames_doubt(Frames *frames) {
  size_t field = find_field(frames->bytes.at + frames->body, frames->at - frames->body, false);
  if (field != SIZE_MAX) frames->at = frames->body + field;
}

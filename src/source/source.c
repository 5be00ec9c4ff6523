#include "source/source.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a pipe is first read into; a regular file's size is known. */
#define FIRST_ROOM ((size_t)64 << 10)

typedef struct Bytes {
  char *at;
  size_t count, room;
} Bytes;

/* Reads to the end, or until there is more than a source may hold. */
static bool read_all(int fd, Bytes *bytes) {
  while (bytes->count <= SOURCE_MAX_BYTES) {
    if (bytes->count == bytes->room) {
      bytes->at = mem_grow_flat(bytes->at, bytes->count, bytes->room * 2 + 1);
      bytes->room = bytes->room * 2;
    }
    ssize_t got = read(fd, bytes->at + bytes->count, bytes->room - bytes->count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    bytes->count += (size_t)got;
  }
  return true;
}

static void source_take(Source *source, char *at, size_t count) {
  source->bom_bytes = count >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  source->text = (Text){at + source->bom_bytes, (uint32_t)count - source->bom_bytes};
  at[count] = '\0';
}

static SourceStatus source_fill(Source *source, int fd, int *error_number) {
  struct stat about;
  if (fstat(fd, &about)) return *error_number = errno, SOURCE_UNREADABLE;
  if (S_ISDIR(about.st_mode)) return *error_number = EISDIR, SOURCE_FOLDER;
  bool regular = S_ISREG(about.st_mode);
  if (regular && about.st_size > SOURCE_MAX_BYTES) return *error_number = EFBIG, SOURCE_TOO_LARGE;
  Bytes bytes = {.room = regular ? (size_t)about.st_size + 1 : FIRST_ROOM}; /* + 1: the end is met without growing */
  bytes.at = mem_alloc_flat(bytes.room + 1);
  if (!read_all(fd, &bytes)) return *error_number = errno, SOURCE_UNREADABLE;
  if (bytes.count > SOURCE_MAX_BYTES) return *error_number = EFBIG, SOURCE_TOO_LARGE;
  source_take(source, bytes.at, bytes.count);
  return SOURCE_OK;
}

SourceStatus source_read(const char *path, Source **source, int *error_number) {
  bool standard = strcmp(path, "-") == 0;
  *error_number = 0;
  *source = MEM_NEW(Source);
  (*source)->path = standard ? TEXT("standard input") : text_copy(text_of(path));
  (*source)->text = TEXT("");
  if (standard) return source_fill(*source, STDIN_FILENO, error_number);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) {
    *error_number = errno;
    return errno == ENOENT || errno == ENOTDIR ? SOURCE_MISSING : SOURCE_UNREADABLE;
  }
  SourceStatus status = source_fill(*source, fd, error_number);
  close(fd);
  return status;
}

Source *source_of_text(Text path, Text bytes) {
  Source *source = MEM_NEW(Source);
  source->path = text_copy(path);
  char *copy = mem_alloc_flat((size_t)bytes.bytes + 1);
  if (bytes.bytes) memcpy(copy, bytes.at, bytes.bytes);
  source_take(source, copy, bytes.bytes);
  return source;
}

static const char *line_end(const char *at, const char *end) {
  return at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
}

/* Only a line feed ends a line: a lone carriage return is white space, and one before it is the line end's. */
static void lines_make(Source *source) {
  if (source->lines) return;
  const char *start = source->text.at, *end = start + source->text.bytes;
  uint32_t count = 1;
  for (const char *at = start; (at = line_end(at, end)); at++) count++;
  source->lines = mem_alloc_flat(count * sizeof *source->lines);
  source->line_count = 1;
  for (const char *at = start; (at = line_end(at, end));)
    source->lines[source->line_count++] = (uint32_t)(++at - start);
}

/* The index of the line that holds the offset. */
static uint32_t line_holding(const Source *source, uint32_t offset) {
  uint32_t low = 0, high = source->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->lines[middle] <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/* Code points from the start of a line; of places that follow one another in a long line not each counts from there. */
static uint32_t points_between(Source *source, uint32_t start, uint32_t offset) {
  if (start != source->counted_from || offset < source->counted_to) {
    source->counted_from = source->counted_to = start;
    source->counted = 0;
  }
  source->counted += (uint32_t)text_code_points(text_slice(source->text, source->counted_to, offset));
  source->counted_to = offset;
  return source->counted;
}

Place source_place(Source *source, uint32_t offset) {
  lines_make(source);
  if (offset > source->text.bytes) offset = source->text.bytes;
  uint32_t line = line_holding(source, offset), start = source->lines[line];
  return (Place){source->lines_before + line + 1, points_between(source, start, offset) + 1};
}

Text source_line(Source *source, uint32_t line) {
  lines_make(source);
  line -= source->lines_before;
  if (line < 1 || line > source->line_count) return TEXT("");
  uint32_t from = source->lines[line - 1];
  bool last = line == source->line_count;
  uint32_t to = last ? source->text.bytes : source->lines[line] - 1;
  if (!last && to > from && source->text.at[to - 1] == '\r') to--;
  return text_slice(source->text, from, to);
}

uint32_t source_offset(Source *source, Place place) {
  lines_make(source);
  if (place.line <= source->lines_before) return 0;
  uint32_t index = place.line - source->lines_before - 1;
  if (index >= source->line_count) return source->text.bytes;
  Text line = source_line(source, place.line);
  size_t offset = 0;
  for (uint32_t column = 1; column < place.column && offset < line.bytes; column++) text_next(line, &offset);
  return source->lines[index] + (uint32_t)offset;
}

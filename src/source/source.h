/* A file's bytes and where they came from. Trees hold byte offsets only; lines and columns are worked out when a
 * message is printed. */
#ifndef REMIT_SOURCE_SOURCE_H
#define REMIT_SOURCE_SOURCE_H
#include "base/list.h"
#include "base/text.h"

#define SOURCE_MAX_BYTES (16u << 20)

typedef struct Source {
  Text path;            /* as the author gave it or as messages should show it; "standard input", "--set" */
  Text text;            /* the bytes, a byte-order mark at the start already skipped; NUL behind them */
  uint32_t bom_bytes;   /* 0 or 3: added back when columns of the file on disk are wanted */
  uint32_t lines_before; /* of a part of a larger file: its lines before this text's first */
  uint32_t *lines;      /* offsets of line starts, made on first use */
  uint32_t line_count;
  Text digest;          /* of the text, for receipts, made on first use: a file may hold many cases */
  uint32_t counted_from, counted_to, counted;  /* from the start of a line up to here there are so many code points */
} Source;

/* A half-open range of bytes in one source. */
typedef struct Span {
  uint32_t from, to;
} Span;

typedef struct Place {
  uint32_t line, column;  /* from 1; the column counts code points */
} Place;

typedef enum SourceStatus {
  SOURCE_OK, SOURCE_MISSING, SOURCE_FOLDER, SOURCE_UNREADABLE, SOURCE_TOO_LARGE
} SourceStatus;

/* Reads a whole file ("-" is standard input). On failure *source has only its path, and error_number the errno. */
SourceStatus source_read(const char *path, Source **source, int *error_number);
Source *source_of_text(Text path, Text bytes);       /* copies the bytes */
Place source_place(Source *source, uint32_t offset);
Text source_line(Source *source, uint32_t line);     /* without its line end; line from 1 */
uint32_t source_offset(Source *source, Place place); /* clamped */
#endif

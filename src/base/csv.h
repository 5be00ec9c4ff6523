/* A strict reader of CSV (RFC 4180), a record at a time over text in memory; of cases and of the batch engine.
 *
 * Taken: LF and CRLF, no end of line behind the last record, quoted cells with commas, line ends and doubled quotes,
 * empty cells, UTF-8, a byte-order mark. Refused: a quote inside an unquoted cell, text behind a closing quote, a quote
 * that is never closed, CR without LF outside quotes, malformed UTF-8, and a record that has not as many cells as the
 * first. An empty line is no record, unless the first record has one cell only.
 */
#ifndef REMIT_BASE_CSV_H
#define REMIT_BASE_CSV_H
#include "base/list.h"
#include "base/text.h"

typedef struct CsvCell {
  Text raw;                 /* a slice of the source, without the quotes around it */
  size_t from;              /* where `raw` begins, in bytes from the start of the text */
  bool quoted;
  bool doubled;             /* `raw` holds doubled quotes: csv_text makes them single */
} CsvCell;

typedef struct CsvError {
  size_t from, to;          /* bytes from the start of the text; from = to at its end */
  Text words;               /* for an author, without a full stop */
  Text mend;                /* or empty */
} CsvError;

typedef struct CsvReader {
  Text text;
  size_t at;                /* the next record's first byte */
  size_t line;              /* its line, from 1 */
  size_t record_line;       /* the last record's first line */
  size_t width;             /* cells of the first record; 0 before it */
  LIST(CsvCell) cells;      /* of the last record; valid until the next call */
  CsvError error;
} CsvReader;

typedef enum CsvStatus { CSV_RECORD, CSV_END, CSV_FAILED } CsvStatus;

void csv_begin(CsvReader *reader, Text text);
/* After CSV_FAILED the reader stands behind the record's line, so that a caller may go on with the next. */
CsvStatus csv_next(CsvReader *reader);
/* The cell's words: `raw` itself, or on the heap where quotes were doubled. */
Text csv_text(const CsvCell *cell);
#endif

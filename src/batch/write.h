/* Rows of the result. */
#ifndef REMIT_BATCH_WRITE_H
#define REMIT_BATCH_WRITE_H
#include "batch/read.h"

typedef struct Out {          /* bytes on their way; whole rows only reach `write` */
  char *room;
  size_t count, size;
  bool (*write)(void *owner, const char *bytes, size_t count);
  void *owner;
  bool failed;
} Out;

#define WRITE_MARK '\x01'      /* before and behind the number of a row in its piece; stands in no output otherwise */

typedef struct Writer {
  const Plan *plan;
  Cells *cells;
  const BatchOptions *options;
  Reader *reader;
  Out out;
  uint8_t *codes;             /* of 64 rows: 64 for each cell */
  size_t coded_most;          /* the longest that the coded cells of a row can be */
  Text date;                  /* `,2021-06-01` of the day */
  Day day;
  Text stem;                  /* what cases without a name are called after */
  size_t flush_at;            /* bytes that are handed on */
  bool marks;                 /* a row without a name gets a mark, for whoever knows its number */
  uint64_t written, wrong;
} Writer;

void write_open(Writer *writer, const Plan *plan, Cells *cells, const BatchOptions *options, Reader *reader,
                uint32_t key_count);
void write_header(Writer *writer);
void write_block(Writer *writer, const Block *block);
void write_text(Writer *writer, Text text);
void write_name(Writer *writer, uint64_t ordinal);   /* of a row that has none of its own, by its number from 1 */
bool write_flush(Writer *writer);
/* With --errors stop: this ends the run. */
void write_stop(Writer *writer, Text error);
/* What a row in error is told by; also for summaries. */
Text write_error(Writer *writer, const Block *block, uint32_t row);
/* All that the tree evaluator says of a row. */
void write_answer(Writer *writer, const Block *block, uint32_t row, bool all, BatchAnswers *answers);
#endif

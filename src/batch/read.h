/* Rows of the input into a block. */
#ifndef REMIT_BATCH_READ_H
#define REMIT_BATCH_READ_H
#include "base/csv.h"
#include "batch/convert.h"
#include "batch/input.h"

typedef struct WrongRow {     /* a row that is no row of this table, or no object */
  uint32_t row;
  size_t from, to;            /* in the row's bytes */
  Text words, mend;
  DiagCode code;
} WrongRow;

typedef struct Reader {
  Input input;
  Table table;
  Scan scan;
  Converter converter;
  const BatchOptions *options;
  const Kernels *kernels;
  uint32_t width;             /* cells of the header */
  Text header;                /* of a table, as it stands */
  bool *wanted;               /* by Plan.cells: those of the tree */
  uint64_t ordinal;           /* rows read */
  uint64_t limit;             /* bytes of the input after which no row begins that is ours */
  LIST(WrongRow) wrong;       /* of the block */
  bool stopped;               /* at a row in error, */
  Text error;                 /* which says this */
} Reader;

/* Reads the header of a table (nothing of objects) and resolves it; false with messages. */
bool read_open(Reader *reader, Program *program, const BatchOptions *options, Diags *diags);
/* Once the plan is made. */
void read_bind(Reader *reader, Block *block);
/* Fills a cleared block; false when there was no row left. */
bool read_block(Reader *reader, Block *block);
/* The line of a row, from 1. */
uint32_t read_line(const Block *block, uint32_t row);
const WrongRow *read_wrong(const Reader *reader, uint32_t row);

/* ---- inside ---- */
bool read_objects(Reader *reader, Block *block);
uint32_t read_new_row(Reader *reader, Block *block, Text text);
void read_refuse(Reader *reader, Block *block, uint32_t row, WrongRow wrong);
#endif

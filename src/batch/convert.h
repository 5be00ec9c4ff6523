/* Words of cells into the columns of a block. */
#ifndef REMIT_BATCH_CONVERT_H
#define REMIT_BATCH_CONVERT_H
#include "batch/numbers.h"
#include "batch/scan.h"
#include "batch/table.h"

typedef struct Converter {
  Program *program;
  Block *block;
  Table *table;
  const BatchOptions *options;
  NumbersMany numbers;
  Source *file;               /* for messages that nobody reads: the row in error is read again for its own */
} Converter;

/* One cell, decoded and trimmed. False where it says nothing that the fact could be: the row is then in error. */
bool convert_words(Converter *converter, Column *column, uint32_t row, Text words);
/* A number as JSON writes it, of a fact that is a count or a number; false for what needs a second look. */
bool convert_plain(Converter *converter, Column *column, uint32_t row, Text number);
/* One cell as it stands, perhaps in quotes. */
bool convert_raw(Converter *converter, Column *column, uint32_t row, Text raw);
/* A column's cells of `rows` rows, the first of them to be the block's row `first`. */
void convert_column(Converter *converter, Column *column, uint32_t index, const Scan *scan, Text text, uint32_t first,
                    uint32_t rows);
/* The same for the rows' dates. */
bool convert_date(Converter *converter, uint32_t row, Text words);
Text convert_unquoted(Text raw);
/* Whether a word says no more than an empty cell. */
bool convert_missing(const BatchOptions *options, Text words);
#endif

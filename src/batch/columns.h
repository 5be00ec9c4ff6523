/* A block of rows while they are worked on: their facts in columns, a plane of bits for each condition. Allocated once.
 */
#ifndef REMIT_BATCH_COLUMNS_H
#define REMIT_BATCH_COLUMNS_H
#include "batch/plan.h"

typedef struct NumberColumn {
  int64_t *low, *high;        /* of a row that is known exactly `low`; `high` only where `wide` */
  uint8_t *flags, *unit;      /* of the value (VALUE_OPEN_LOW ...); NULL where nothing but plain numbers can stand */
  uint64_t *known;            /* its plane */
  uint64_t *partial;          /* rows known in part */
  bool wide;                  /* high, flags and partial are filled */
} NumberColumn;

typedef struct Patch {        /* a cell known in part, or one of a kind that columns have no plain form for */
  uint32_t slot;              /* of Plan.facts */
  uint32_t row;
  Value value;
} Patch;

typedef enum RowState {
  ROW_PLAIN,
  ROW_TREE,                   /* says what columns cannot hold: all its cells are the tree evaluator's */
  ROW_BAD                     /* in error */
} RowState;

typedef struct Row {          /* where a row stands, while its block is worked on */
  const char *at;             /* its bytes, without the line end */
  uint32_t bytes;
} Row;

/* What a row's cell says of a fact with members: one of them, or one of these. */
enum { CODE_UNKNOWN = 255, CODE_PATCHED = 254 };

typedef struct Block {
  const Plan *plan;
  uint32_t rows, room;        /* room: a multiple of 64 */
  uint32_t words;             /* of a plane */
  uint64_t *planes;
  NumberColumn *numbers;      /* by Plan.numbers */
  uint8_t **codes;            /* by Plan.facts: of those with members; else NULL */
  LIST(Patch) patches;
  uint8_t *states;            /* RowState */
  Row *at;
  Day *days;                  /* of each row: as at when */
  Text *keys;                 /* of each row, `key_count` after one another: the case's name, what is kept */
  uint32_t key_count;
  const char *start;          /* the input's bytes from which it was read, */
  uint64_t line;              /* their line, */
  uint64_t ordinal;           /* and how many rows came before */
  bool any_odd, any_bad;      /* some row is not ROW_PLAIN, is ROW_BAD */
} Block;

Block *block_open(const Plan *plan, uint32_t key_count);
void block_clear(Block *block);           /* before its first row */
void block_fill(Block *block);            /* behind its last: codes and patches to planes and columns */
Value block_value(const Block *block, const Register *reg, uint32_t row);

static inline uint64_t *block_plane(const Block *block, uint32_t plane) {
  return block->planes + (size_t)plane * block->words;
}
static inline uint64_t block_word(const Block *block, Bit bit, uint32_t word) {
  return block_plane(block, bit >> 1)[word] ^ (0 - (uint64_t)(bit & 1));
}
static inline bool block_bit(const Block *block, Bit bit, uint32_t row) {
  return block_word(block, bit, row >> 6) >> (row & 63) & 1;
}
static inline void block_set(uint64_t *words, uint32_t row, bool yes) {
  uint64_t bit = UINT64_C(1) << (row & 63);
  words[row >> 6] = yes ? words[row >> 6] | bit : words[row >> 6] & ~bit;
}
/* A row that the columns do not hold: nothing is known of its facts. */
void block_unknown(Block *block, uint32_t row, RowState state);
#endif

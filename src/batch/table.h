/* The columns of a table, or the keys of objects: what each means to the plan. */
#ifndef REMIT_BATCH_TABLE_H
#define REMIT_BATCH_TABLE_H
#include "batch/options.h"

typedef enum ColumnUse {
  COLUMN_PASSED,              /* means nothing, or nothing that is needed */
  COLUMN_CASE, COLUMN_AS_AT,
  COLUMN_FACT,                /* read into the plan's columns */
  COLUMN_TREE                 /* a fact or event that only the tree evaluator reads */
} ColumnUse;

typedef struct WordSlot {     /* a word that stands for a member */
  uint64_t first, last;       /* its first and last eight bytes, zeros beyond */
  uint32_t bytes;             /* UINT32_MAX: no word */
  uint32_t code;
  const char *whole;
} WordSlot;

typedef struct Words {        /* of a type: a table in which every word has a slot of its own */
  WordSlot *slots;
  uint64_t factor;
  unsigned shift;
} Words;

typedef struct Column {
  Text header;
  Ref ref;                    /* the fact or event; names NULL: none */
  ColumnUse use;
  bool event, known;          /* known: it names a fact or event of the program */
  uint32_t index;             /* of the fact or event */
  uint32_t slot;              /* of Plan.facts */
  uint32_t number;            /* of Plan.numbers, or NO_NUMBER */
  TypeWord word;
  Words words;
  int keep;                   /* the key that its cells are echoed as; -1: none */
  uint64_t seen;              /* of an object's key: the row in which it stood last */
  HashMap *values;            /* cells met that had to be parsed: words to Value */
} Column;

typedef struct Table {
  LIST(Column) columns;       /* of a table: in the order of the cells */
  HashMap by_header;          /* of objects: key to Column */
  Words keys;                 /* of objects: key to the index of its column */
  bool passes_others;         /* keys that mean nothing are no mistake */
  bool has_case, has_as_at;
  uint32_t key_count;         /* the case's name, then what is kept */
} Table;

/* Resolves a header's columns against the program; false with messages. */
bool table_header(Table *table, Program *program, const BatchOptions *options, const Text *headers, size_t count,
                  Source *file, Diags *diags);
/* For objects: every fact and event of the program, and what --columns adds. */
void table_keys(Table *table, Program *program, const BatchOptions *options);
/* Which facts the rows may state. */
void table_given(const Table *table, bool *facts);
/* Ties the columns to the plan: those that `needed` (by Fact.index, then Event.index) or everything. */
void table_bind(Table *table, Plan *plan, const BatchOptions *options, const bool *facts, const bool *events);
static inline uint64_t words_load(const char *at) {
  uint64_t word;
  __builtin_memcpy(&word, at, 8);
  return word;
}
/* NULL where it is none of them. The bytes must be readable 8 before and behind. */
static inline const WordSlot *words_find(const Words *words, const char *at, uint32_t bytes) {
  uint32_t used = bytes < 8 ? bytes : 8;
  uint64_t mask = used ? ~UINT64_C(0) >> (64 - 8 * used) : 0, top = used ? ~UINT64_C(0) << (64 - 8 * used) : 0;
  uint64_t first = words_load(at) & mask, last = words_load(at + bytes - 8) & top;
  const WordSlot *slot =
    &words->slots[(first ^ last * UINT64_C(0x9E3779B97F4A7C15) ^ bytes) * words->factor >> words->shift];
  if (slot->first != first || slot->last != last || slot->bytes != bytes) return NULL;
  return bytes > 16 && __builtin_memcmp(slot->whole, at, bytes) != 0 ? NULL : slot;
}
/* The code of a member's word, or CODE_PATCHED. */
static inline uint8_t words_code(const Words *words, const char *at, uint32_t bytes) {
  const WordSlot *slot = words_find(words, at, bytes);
  return slot ? (uint8_t)slot->code : CODE_PATCHED;
}
#endif

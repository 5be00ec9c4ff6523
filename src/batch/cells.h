/* What stands in the cells of the result. Most cells are one of a few texts: they are written once, when the plan is
 * made, and a row's bits choose among them. */
#ifndef REMIT_BATCH_CELLS_H
#define REMIT_BATCH_CELLS_H
#include "base/sink.h"
#include "batch/columns.h"

typedef enum CellForm { CELLS_CSV, CELLS_JSON } CellForm;

/* `,held` or `, "approve": "held"`: with what parts it from the cell before. */
typedef struct CellText {
  uint32_t bytes;
  char at[52];                /* the beginning of it, or all */
  const char *whole;
} CellText;

#define CODE_BITS 8           /* what a code of one byte can choose by */

typedef struct CellPlan {
  const Unit *unit;
  const PlanUnit *from;
  bool tree;
  unsigned bits;              /* of its code; CODE_BITS + 1: too many, it is printed row by row */
  Bit of[CODE_BITS];
  CellText *texts;            /* by code */
  Text *answers;              /* the same without what parts them: "" for a code that cannot be */
  Text before;                /* what stands before it */
} CellPlan;

typedef struct Cells {
  CellForm form;
  LIST(CellPlan) all;
} Cells;

Cells *cells_make(const Plan *plan, CellForm form);
static inline bool cell_coded(const CellPlan *cell) { return !cell->tree && cell->bits <= CODE_BITS; }
/* The answer of one row, plainly: into an empty memory sink. */
void cells_answer(Sink *sink, const Block *block, const CellPlan *cell, uint32_t row);
/* An answer as it stands between the others. */
void cells_put(Sink *sink, const Cells *cells, const CellPlan *cell, Text answer);
void cells_quote(Sink *sink, Text text);   /* as a string of JSON */
#endif

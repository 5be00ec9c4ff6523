/* The sweep's inside, shared by its files only: one stretch of the range, and what stands over it. */
#ifndef REMIT_STUDY_SWEEP_INSIDE_H
#define REMIT_STUDY_SWEEP_INSIDE_H
#include "engine/depend.h"
#include "study/sweep.h"

typedef enum Way { WAY_FLAT, WAY_UP, WAY_DOWN, WAY_MIXED } Way;

typedef struct Sweeping {
  Sweep *sweep;
  SymbolKind kind;          /* of what is swept */
  uint32_t index;
  Cone cone;
  uint32_t *slots;          /* by Unit.index: slot in the cone + 1; 0: does not depend on it */
  bool *smooth;             /* by slot: a number that moves all along */
  bool *asks;               /* by slot: asks about the record, of something that depends on what is swept */
  uint32_t *halvings, *found;  /* by slot: how often it was looked into, and breakpoints */
  bool *given_up;           /* by slot */
} Sweeping;

typedef struct Stretching {
  Sweeping *sweeping;
  int64_t low, high;
  World *ends[2];
  World *inside;            /* the fact anywhere from low to high; made when it is first needed */
  Depend *depend;
  bool *stands;             /* by slot */
  uint8_t *ways;            /* by slot, at the as-at date; then at other dates */
} Stretching;

/* ---- sweep_reads.c ---- */
bool sweep_reads(const Sweeping *sweeping, const Node *node);
void sweep_classify(Sweeping *sweeping);           /* smooth and asks */
bool sweep_asks(const Sweeping *sweeping, const Node *node);

/* ---- sweep_way.c ---- */
/* Which way a node moves as the fact rises; `elsewhere`: also at other dates. */
Way sweep_way(Stretching *stretch, const Node *node, bool elsewhere);
Way sweep_unit_way(Stretching *stretch, const Unit *unit, bool elsewhere);
World *sweep_inside(Stretching *stretch);

/* ---- sweep_stands.c ---- */
bool sweep_unit_stands(Stretching *stretch, const Unit *unit);
/* The expression of a unit that does not stand, as deep as possible. */
SweepOpen sweep_culprit(Stretching *stretch, const Unit *unit);

/* ---- sweep.c ---- */
World *sweep_world(Sweeping *sweeping, int64_t low, int64_t high);
#endif

/* Two cases side by side, or one case at two dates: the facts, events and parameters that differ, and the conclusions
 * that do. Cases judged by different modules are paired by name. */
#ifndef REMIT_STUDY_COMPARE_H
#define REMIT_STUDY_COMPARE_H
#include "study/shift.h"

typedef struct CompareThing {   /* a fact, an event or a parameter */
  SymbolKind kind;
  const Subject *subject[2];    /* NULL: that side's rules have none of the name */
  const Type *type[2];          /* NULL of an event */
  Value value[2];               /* on the side's date; of an event how often it is on record up to then */
  bool said[2];                 /* the record says something of it there */
  bool same;
} CompareThing;

typedef struct Compare {
  Side sides[2];
  bool same_rules;
  LIST(CompareThing) things;    /* facts, then events, then parameters, in order of declaration */
  ShiftSum conclusions;
} Compare;

/* `all`: also what is the same, of things only what somebody said. */
Compare *compare_sides(Side first, Side second, bool all);
#endif

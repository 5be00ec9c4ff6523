/* What depends on what, as a graph for people: conclusions, and the facts, events and parameters they read. */
#ifndef REMIT_STUDY_DEPENDS_H
#define REMIT_STUDY_DEPENDS_H
#include "model/program.h"

typedef enum DependsKind { DEPENDS_UNIT, DEPENDS_FACT, DEPENDS_EVENT, DEPENDS_PARAMETER } DependsKind;

typedef struct DependsNode {
  DependsKind kind;
  uint32_t index;             /* in the program's list of that kind */
  const Subject *subject;
  const Unit *unit;           /* of DEPENDS_UNIT */
  bool focus;
} DependsNode;

typedef struct DependsEdge {
  uint32_t from, to;          /* of nodes: `from` is read by `to` */
  bool elsewhere;             /* also on other dates */
} DependsEdge;

typedef struct DependsGraph {
  LIST(DependsNode) nodes;    /* facts, events, parameters, then conclusions, each in order of declaration */
  LIST(DependsEdge) edges;
} DependsGraph;

typedef struct DependsThing {
  DependsKind kind;
  uint32_t index;             /* in the program's list of that kind */
} DependsThing;

/* All of the program, or (where `focus` is not empty) only what these things read, directly or not, and what reads
 * them. */
typedef LIST(DependsThing) DependsFocus;
/* Adds what has this name: a conclusion, a duty (all its roles), a fact, event or parameter. False: nothing has. */
bool depends_find(Program *program, Text name, DependsFocus *focus);
DependsGraph depends_graph(Program *program, const DependsFocus *focus);
#endif

/* What an answer that is not certain hangs on. */
#ifndef REMIT_ENGINE_DEPEND_H
#define REMIT_ENGINE_DEPEND_H
#include "engine/eval.h"

typedef struct Dependence {     /* an uncertain fact or event that undecided parts read */
  SymbolKind kind;              /* SYMBOL_FACT, SYMBOL_EVENT or SYMBOL_PARAMETER */
  uint32_t index;
} Dependence;
typedef LIST(Dependence) Dependences;

typedef struct Depend Depend;           /* remembers what each unit hangs on, for one world and date */
Depend *depend_open(World *world, Day day);
/* Facts, events and parameters, in order of kind and declaration, each once; empty when the unit is certain. */
Dependences depend_unit(Depend *depend, const Unit *unit);
Dependences depend_node(Depend *depend, const Node *node);
#endif

/* What would change, if this were so: a case as it stands beside one or several scenarios, each a set of suppositions.
 *
 * A scenario is a child world of the case's own; nothing here evaluates otherwise than `run --set` would. Everything
 * points into the programs, the worlds and the collected heap.
 */
#ifndef REMIT_STUDY_WHATIF_H
#define REMIT_STUDY_WHATIF_H
#include "study/shift.h"

typedef struct WhatifScenario {
  Text name;                /* empty: the only one, which has none */
  LIST(Text) words;         /* what is supposed, as it was written */
  Assertions supposed;
  Side side;                /* set by whatif_run, as the rest */
  ShiftSum sum;
  uint64_t evaluated;       /* conclusions worked out again for it */
} WhatifScenario;

/* One conclusion in all scenarios. */
typedef struct WhatifRow {
  const Unit *unit;
  const Conclusion *base;
  const Shift **at;         /* by scenario; NULL: as it stands */
} WhatifRow;

typedef struct Whatif {
  Side base;
  LIST(WhatifScenario) scenarios;
  LIST(WhatifRow) rows;     /* conclusions that some scenario changes, in the order of reading */
} Whatif;

/* `whatif` comes with its scenarios' words and suppositions; `base` may suppose something itself. */
void whatif_run(Whatif *whatif, World *base, Day day);
#endif

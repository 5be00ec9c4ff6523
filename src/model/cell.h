/* What a conclusion comes to, in one cell of a table. */
#ifndef REMIT_MODEL_CELL_H
#define REMIT_MODEL_CELL_H
#include "base/sink.h"
#include "model/program.h"

/* "held", "not raised", "breached", "unknown", "conflict", "not in force" of a right, requirement, signature, indicator
 * or mitigation; NULL of what has a value instead (roles, definitions, severities) and is none of the last two. */
const char *cell_status(const Unit *unit, const Value *value);
/* A value of a unit: its status, or the value as print_cell has it. */
void cell_print(Sink *sink, const Unit *unit, const Value *value);
/* One of the answers still possible for a role: its parties, `nobody`, or `unsettled` by the sources. */
void cell_position(Sink *sink, const Unit *unit, const Value *value, bool unsettled);
#endif

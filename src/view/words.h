/* The language's words for what a conclusion comes to. */
#ifndef REMIT_VIEW_WORDS_H
#define REMIT_VIEW_WORDS_H
#include "engine/conclude.h"

/* "held", "not raised", "breached", "unknown", "conflict", "not in force" of a right, requirement, signature, indicator
 * or mitigation; NULL of what has a value instead (roles, definitions, severities) and is none of the last three. */
const char *words_status(const Unit *unit, const Value *value);
const char *words_finding(FindingKind kind);   /* "gap", "possible conflict" */
const char *words_right(RightKind kind);       /* "claim" */
/* A value of a unit as one cell: its status word, or the value as print_cell has it. */
void words_cell(Sink *sink, const Unit *unit, const Value *value);
/* The code of an error value. */
DiagCode words_error(const Value *value);
#endif

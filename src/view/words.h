/* The language's words for findings, rights and errors; for what a conclusion comes to see model/cell.h. */
#ifndef REMIT_VIEW_WORDS_H
#define REMIT_VIEW_WORDS_H
#include "engine/conclude.h"

const char *words_finding(FindingKind kind);   /* "gap", "possible conflict" */
const char *words_right(RightKind kind);       /* "claim" */
/* The code of an error value. */
DiagCode words_error(const Value *value);
#endif

/* What is wanted of a batch, by names and words: for the command line and the library. */
#ifndef REMIT_STUDY_BATCHWISH_H
#define REMIT_STUDY_BATCHWISH_H
#include "batch/options.h"

/* Every role, right, requirement, signature and definition, in order of declaration by kind. */
void batchwish_all(BatchOptions *options, const Program *program);
/* One conclusion, or all roles of a duty; false when there is none of that name. */
bool batchwish_named(BatchOptions *options, Program *program, Text name);
/* `FACT=HEADER`; false for anything else. */
bool batchwish_column(BatchOptions *options, Text wish);
/* The fact to sum up by; false when there is none of that name. */
bool batchwish_by(BatchOptions *options, const Program *program, Text name);
/* A condition in a program's terms; NULL with messages, which name `where` as its place. */
Node *batchwish_condition(Program *program, Text where, Text condition, Diags *diags);
#endif

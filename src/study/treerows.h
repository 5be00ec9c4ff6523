/* The tree evaluator for rows of the batch engine: whole cases one by one, at its own speed. */
#ifndef REMIT_STUDY_TREEROWS_H
#define REMIT_STUDY_TREEROWS_H
#include "batch/batch.h"
#include "engine/conclude.h"

typedef struct TreeRows {
  Session *session;
  Text rules;                   /* the module, as session_program knows it */
  const BatchOptions *options;
  WorldOptions kind;            /* of the worlds of the rows, */
  const Assertions *supposed;   /* in each of which this is supposed; NULL: nothing */
  Diags *diags;                 /* of the last row in error */
  /* Writes all that is to be said of a case (with --full), with a line end. */
  void (*full)(void *owner, Sink *sink, World *world, const CaseFile *file, Day as_at);
  void *owner;
} TreeRows;

/* What a conclusion comes to, as one cell. */
void treerows_cell(Sink *sink, World *world, const Unit *unit, Day day);
void treerows_answer(void *tree_rows, const BatchRow *row, bool all, BatchAnswers *answers);
#endif

/* A case from one row of a table whose cells have been found before: for the batch engine, which reads tables itself.
 */
#ifndef REMIT_FACTS_CASEROW_H
#define REMIT_FACTS_CASEROW_H
#include "facts/facts.h"

typedef struct CaseCell {
  Ref ref;                    /* the fact or event it speaks of */
  Text words;                 /* decoded */
  Span span;                  /* in `file` */
  bool plain;                 /* the span holds exactly these bytes */
} CaseCell;

typedef struct CaseRow {
  Source *file;
  Text name;
  bool dated;
  Day as_at;
  const CaseCell *cells;
  size_t count;
} CaseRow;

/* NULL with messages in session->diags. */
CaseFile *case_of_row(Session *session, const CaseRow *row, Text rules);
/* What one cell says of a fact, for all time; false with messages. */
bool cell_value(const Program *program, const Fact *fact, Source *file, const CaseCell *cell, Diags *diags,
                Value *value);
#endif

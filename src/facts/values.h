/* The values of a statement, typed. Also amended parameters. */
#ifndef REMIT_FACTS_VALUES_H
#define REMIT_FACTS_VALUES_H
#include "facts/facts.h"

typedef struct Reading {    /* a statement while it is resolved */
  Program *program;
  const Statement *statement;
  const Decl *decl;
  Source *file;
  bool supposed;
  Diags *diags;
  const char *name;         /* of its subject, for messages; "" until it is found */
  const Type *type;         /* of a fact or parameter */
} Reading;

/* What the statement says may be, with the basis where that is one value; false with a message. */
bool values_read(const Reading *reading, Basis basis, Value *value);
#endif

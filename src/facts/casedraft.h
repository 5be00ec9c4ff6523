/* What the readers of case files, JSON and CSV share: a case while it is read. Also amended parameters. */
#ifndef REMIT_FACTS_CASEDRAFT_H
#define REMIT_FACTS_CASEDRAFT_H
#include "facts/facts.h"

typedef struct CaseDraft {
  Session *session;
  Diags *diags;
  CaseFile *file;
  HashMap sources;          /* by name: the case's own and its module's */
  size_t errors;            /* in diags when it was begun */
} CaseDraft;

/* A statement waiting until the case's module is known. */
typedef struct PendingStatement {
  const Statement *statement;
  const Decl *decl;
} PendingStatement;
typedef LIST(PendingStatement) PendingStatements;

CaseDraft draft_open(Session *session, Source *file);
/* Its program: `rules` where not empty, else the module it uses. `at` is where a case without a module is faulted. */
bool draft_program(CaseDraft *draft, Text rules, Span at);
/* The file's name without folder and ending: what a case is called that has no name of its own. */
Text draft_file_stem(const Source *file);
/* After draft_program: the places are absolute. */
void draft_source(CaseDraft *draft, SourceInfo given);
void draft_party(CaseDraft *draft, Ident party, Text label);
/* The day of `as at`, which must be one day. */
void draft_as_at(CaseDraft *draft, const DateBound *as_at, Span at);
/* Resolves the statements, refuses what is stated twice, and keeps the case if nothing was wrong with it. */
void draft_finish(CaseDraft *draft, const PendingStatements *statements, CaseFiles *cases);
#endif

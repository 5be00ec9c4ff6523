/* Statements made of a fact's name and of words, for JSON and CSV. Also amended parameters. */
#ifndef REMIT_FACTS_CASELINE_H
#define REMIT_FACTS_CASELINE_H
#include "facts/casedraft.h"
#include "facts/written.h"

typedef struct LineReader {
  WrittenReader words;
  const Program *program;
  Decl *decl;               /* of all the lines: its offset is 0, their places are absolute */
  PendingStatements *pending;
} LineReader;

LineReader line_reader(const Program *program, Diags *diags, PendingStatements *pending);
/* What the name stands for in the module: SYMBOL_FACT or SYMBOL_PARAMETER with its type, SYMBOL_EVENT, or SYMBOL_NONE
 * for anything else (which the statement's own check will refuse). */
SymbolKind line_subject(const LineReader *reader, const Ref *ref, const Type **type);
/* What the words say of a fact of this type; NULL with a message. Texts need no quotes; `|` parts members too. */
Statement *line_value(const LineReader *reader, const Type *type, const Written *words);
/* The dates of an event, parted by `|` or commas, or `none`. */
Statement *line_dates(const LineReader *reader, const Written *words);
void line_add(LineReader *reader, Statement *statement);
/* One cell of a table about a fact or event; yes and no may also be written `true` and `false`, as spreadsheets do. */
void line_cell(LineReader *reader, const Ref *ref, const Written *words);
#endif

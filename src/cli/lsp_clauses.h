/* Which words of the language can go on where no name is due: after the head of a declaration, an operand, a value. */
#ifndef REMIT_CLI_LSP_CLAUSES_H
#define REMIT_CLI_LSP_CLAUSES_H
#include "cli/lsp_place.h"

/* Parted by blanks, `_` standing for one within. */
const char *clauses_here(const TypingPlace *place, bool is_case);
/* A date is due, and no name can be one: `from`, `until`, `dated`. */
bool clauses_date_due(const TypingPlace *place, bool is_case);
#endif

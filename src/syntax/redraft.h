/* Files that are being edited. Of each text only those declarations are parsed that differ from the text parsed before
 * under the same path; the trees of the others are kept, and moved. The result, messages included, is that of
 * parse_rules or parse_case of the whole text.
 *
 * How: where a declaration begins on a line of its own and the parser carries nothing over but a little state, there is
 * a joint. Parsing starts at the last joint before the edit, and stops at the first one behind it where the state is
 * again what it was. A key pressed inside a declaration costs that one; on its first word, or above it, also the one
 * before. */
#ifndef REMIT_SYNTAX_REDRAFT_H
#define REMIT_SYNTAX_REDRAFT_H
#include "source/diag.h"
#include "syntax/ast.h"

typedef struct Drafts Drafts;

Drafts *drafts_open(Names *names);
Names *drafts_names(const Drafts *drafts);
/* The tree is the caller's, and no other call changes it; what its declarations hold is shared and never changes. */
Tree *drafts_parse(Drafts *drafts, Source *source, bool is_case, Diags *diags);
size_t drafts_parsed(const Drafts *drafts);     /* declarations, by all calls so far */

/* ---- for the parser ---- */

struct Parser;
/* A declaration begins with the token just delivered. True where the parser may stop: all that follows is known. */
bool redraft_joint(struct Parser *parser);
/* Whether the word stands in the text, be it before or behind. What hangs on it is parsed again when that changes. */
bool redraft_knows(struct Parser *parser, Text word);
#endif

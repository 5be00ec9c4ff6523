/* The canonical layout of rules and cases. Only white space and line ends change: the words of the source are printed
 * again in their order, so that the meaning cannot change. Each branch stands on a line of its own, and lines of a kind
 * form columns. */
#ifndef REMIT_SYNTAX_FORMAT_H
#define REMIT_SYNTAX_FORMAT_H
#include "base/sink.h"
#include "syntax/ast.h"

/* The tree must have been read without a syntax error. */
void format_tree(Sink *out, const Tree *tree);
/* The same program, whatever its layout and comments: everything but spans and offsets is compared. */
bool tree_equal(const Tree *a, const Tree *b);
#endif

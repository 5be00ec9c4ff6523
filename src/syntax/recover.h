/* After a mistake: where the parser may go on from. */
#ifndef REMIT_SYNTAX_RECOVER_H
#define REMIT_SYNTAX_RECOVER_H
#include "syntax/parser.h"

/* SYNC_LINE where a line of the declaration begins, SYNC_DECL where the next declaration does or the file ends, or the
 * bracket that closes the ones the mistake stands in. A place that the parser cannot use is passed over the next time.
 */
int recover_next(REMIT_STYPE *value, Span *span, Parser *parser);
#endif

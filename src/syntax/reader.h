/* The words of a source as flex finds them, with a look at the next two. Private to this floor. */
#ifndef REMIT_SYNTAX_READER_H
#define REMIT_SYNTAX_READER_H
#include "syntax/parser.h"

void reader_open(Parser *parser, int start, uint32_t offset);   /* where the first word may stand */
void reader_close(Parser *parser);
Token *reader_peek(Parser *parser, unsigned i);   /* i is 0 or 1 */
void reader_drop(Parser *parser);                 /* the next word */
void reader_take(Parser *parser);                 /* the next word becomes `last`; END stays END */
/* The scanner begins a line whose first word may stand at `offset`. */
void reader_line_start(Tokens *tokens, uint32_t offset);

/* In grammar/remit.l. */
int reader_scan(REMIT_STYPE *value, Span *span, void *scanner);
void *reader_open_scanner(Parser *parser, char *buffer, size_t bytes);
void reader_close_scanner(void *scanner);
#endif

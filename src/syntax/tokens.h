/* Between flex and bison. The scanner knows words; which of them are words of the language depends on where they stand:
 * `count` is a type after `:`, an operator before `of`, and a name elsewhere. Here pairs of words become one token,
 * words out of their place become names, and after a mistake the place to go on from is found. */
#ifndef REMIT_SYNTAX_TOKENS_H
#define REMIT_SYNTAX_TOKENS_H
#include "syntax/parser.h"

void tokens_open(Parser *parser, int start);
void tokens_close(Parser *parser);
/* The parser's next token. `recovering`: the parser has met a mistake and wants SYNC_LINE or SYNC_DECL. */
int tokens_next(REMIT_STYPE *value, Span *span, Parser *parser, bool recovering);
/* The scanner begins a line whose first token may stand at `offset`. */
void tokens_line_start(Tokens *tokens, uint32_t offset);
/* Whether this word may not be used as a name anywhere. */
bool tokens_reserved(int kind);
bool tokens_begins_declaration(int kind);
/* For recover.c: the next words as scanned; the word that comes next, taken; what it is where it stands. */
Token *tokens_peek(Parser *parser, unsigned i);
void tokens_drop(Parser *parser);
void tokens_take(Parser *parser);
void tokens_settle(Parser *parser);

/* In grammar/remit.l. */
int tokens_scan(REMIT_STYPE *value, Span *span, void *scanner);
void *tokens_open_scanner(Parser *parser, char *buffer, size_t bytes);
void tokens_close_scanner(void *scanner);
#endif

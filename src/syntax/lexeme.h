/* One lexeme's value, and what is said of it when it is none. Spans here are absolute. A mistake is mended in place
 * where what was meant is plain, so that it costs one message and the parser goes on as if it had been right. */
#ifndef REMIT_SYNTAX_LEXEME_H
#define REMIT_SYNTAX_LEXEME_H
#include "syntax/parser.h"

void lexeme_comment(Parser *parser, Span span);
Ident lexeme_name(Parser *parser, Text word);
Literal lexeme_number(Parser *parser, Text word, Span span);
Literal lexeme_percent(Parser *parser, Text word, Span span);
Literal lexeme_money(Parser *parser, Text word, Span span);
Literal lexeme_date(Parser *parser, Text word, Span span);
Literal lexeme_duration(Parser *parser, Literal number, Text digits, int unit, bool working, Span span);
Text lexeme_text(Parser *parser, Text word, Span span);

/* These report a mistake; they return the token that was meant, with its value. */
int lexeme_odd_name(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_hyphened(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_run_on(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_odd_money(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_odd_percent(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_bare_point(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_odd_date(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_odd_escape(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_odd_quotes(Parser *parser, Text word, Span span, REMIT_STYPE *value);
int lexeme_open_text(Parser *parser, Text word, Span span);
int lexeme_foreign_operator(Parser *parser, Text word, Span span);
void lexeme_foreign_comment(Parser *parser, Span span);
void lexeme_stray(Parser *parser, Span span, const char *mend);
#endif

/* What the scanner, the grammar's actions and the messages share while one text is read. Private to this floor. */
#ifndef REMIT_SYNTAX_PARSER_H
#define REMIT_SYNTAX_PARSER_H
#include "remit.tab.h"
#include "source/diag.h"
#include "syntax/ast.h"

#define PARSE_NESTING 256           /* brackets and prefixes one inside another */
#define PARSE_TEXT_BYTES (64u << 10)
#define PARSE_MEMBERS 64
#define PARSE_MISTAKES 200          /* reading stops there: the rest would be noise */

typedef struct Token {
  int kind;                         /* REMIT_TOKEN_*: Bison's code, or the character */
  bool first;                       /* on its line */
  uint32_t indent;                  /* of its line, in bytes */
  Span span;                        /* absolute */
  REMIT_STYPE value;
} Token;

/* From the scanner's words to the parser's tokens; see tokens.h. */
typedef struct Tokens {
  void *scanner;
  char *buffer;                     /* the scanner's own copy of the source, with two NULs behind it */
  Token ahead[2];                   /* scanned but not yet delivered */
  unsigned ahead_count;
  bool line_start;                  /* no token yet on this line */
  uint32_t line_indent;
  int start;                        /* the start symbol, delivered first */
  bool started;
  int declaration;                  /* the keyword of the declaration that we are in, or 0 */
  bool stating;                     /* inside a statement of fact */
  Token last;                       /* delivered last: where a recovery starts */
  int before;                       /* the kind of the one before it; 0 where a line begins after a mistake */
  bool before_first;                /* whether that one began its line */
  Span before_span;
  bool replay;                      /* deliver `last` once more, after a SYNC token */
  bool refused;                     /* `last` goes to the parser as BROKEN: what is wrong was said */
  bool offered;                     /* `last` has been offered as a place to go on from */
  uint32_t offered_at;              /* the place offered last: never twice the same */
  uint32_t body_indent;             /* least indentation of the lines of this declaration, or UINT32_MAX */
  unsigned depth;                   /* open brackets */
  unsigned prefixes;                /* `not`, `-`, `start of` and the like in a row */
} Tokens;

struct Parser {
  Tree *tree;
  Names *names;
  Diags *diags;
  Source *source;
  Tokens tokens;
  Decl *decl;                       /* being built; NULL between declarations */
  uint32_t base;                    /* its offset */
  const Decl *too_deep;             /* of which it was said that it is nested too deep */
  Statement *statement;             /* being built */
  char *joined;                     /* the text joined last, and its room */
  uint32_t joined_room;
  unsigned mistakes;
  uint32_t mistaken_at;             /* the place of the last one: a second there would be the same */
  bool stopped;                     /* what follows is not to be read */
  bool unfinished;                  /* the first mistake is that the text ends */
  struct Redraft *redraft;          /* NULL, but for a text that is being edited: see redraft.h */
};

static inline Span parser_relative(const Parser *parser, Span span) {
  return (Span){span.from - parser->base, span.to - parser->base};
}
static inline Text parser_text(const Parser *parser, Span span) {
  return (Text){parser->source->text.at + span.from, span.to - span.from};
}
#endif

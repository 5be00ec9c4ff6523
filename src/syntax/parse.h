/* Text to tree. Every mistake is one message in `diags`, in source order; the tree is then whole but for what the
 * mistakes swallowed, and may be checked for more. None of these return NULL, but parse_condition and parse_statement
 * where nothing could be read. The source must have passed clean_check. */
#ifndef REMIT_SYNTAX_PARSE_H
#define REMIT_SYNTAX_PARSE_H
#include "source/diag.h"
#include "syntax/ast.h"

Tree *parse_rules(Names *names, Source *source, Diags *diags);
Tree *parse_case(Names *names, Source *source, Diags *diags);
/* One line, of the command line or the REPL. The result is wrapped in a declaration of kind DECL_ALWAYS (a condition or
 * any expression) or DECL_STATEMENT, so that its spans have an offset to be relative to. */
Tree *parse_condition(Names *names, Source *source, Diags *diags);
Tree *parse_statement(Names *names, Source *source, Diags *diags);
/* The value of `F = V`: the tree holds one DECL_STATEMENT whose ref is empty. */
Tree *parse_value(Names *names, Source *source, Diags *diags);
/* Whether the text could still become one or more declarations if more lines followed: the REPL's continuation. */
bool parse_wants_more(Names *names, Text text);

/* Words of the language, for completion, editors' grammars and messages. */
typedef enum WordClass {
  WORD_DECLARATION,
  WORD_CLAUSE,
  WORD_OPERATOR,
  WORD_TYPE,
  WORD_UNIT,
  WORD_STATUS,
  WORD_VALUE
} WordClass;
typedef struct LanguageWord {
  const char *word;
  WordClass class;
  bool reserved;
} LanguageWord;
const LanguageWord *parse_words(size_t *count);
#endif

#include "syntax/tokens.h"
#include "syntax/reader.h"
#include "syntax/recover.h"
#include "syntax/settle.h"

int tokens_next(REMIT_STYPE *value, Span *span, Parser *parser, bool recovering) {
  Tokens *tokens = &parser->tokens;
  if (!tokens->started) {
    tokens->started = true;
    *span = (Span){0, 0};
    return tokens->start;
  }
  if (recovering) return recover_next(value, span, parser);
  tokens->offered = false;
  if (tokens->replay) tokens->replay = false;
  else if (tokens->last.kind == TOKEN_END) return 0;
  else {
    reader_take(parser);
    settle_last(parser);
  }
  *value = tokens->last.value;
  *span = tokens->last.span;
  if (tokens->last.kind == TOKEN_BROKEN) tokens->refused = true;
  return tokens->refused ? TOKEN_BROKEN : tokens->last.kind;
}

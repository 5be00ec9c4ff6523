#include "syntax/reader.h"
#include <string.h>

static void scan(Parser *parser, Token *token) {
  Tokens *tokens = &parser->tokens;
  token->kind = reader_scan(&token->value, &token->span, tokens->scanner);
  token->first = tokens->line_start;
  token->indent = tokens->line_indent;
  tokens->line_start = false;
}

Token *reader_peek(Parser *parser, unsigned i) {
  Tokens *tokens = &parser->tokens;
  while (tokens->ahead_count <= i) scan(parser, &tokens->ahead[tokens->ahead_count++]);
  return &tokens->ahead[i];
}

void reader_drop(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  tokens->ahead[0] = tokens->ahead[1];
  tokens->ahead_count--;
}

void reader_take(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  tokens->before = tokens->last.kind;
  tokens->before_first = tokens->last.first;
  tokens->before_span = tokens->last.span;
  if (tokens->last.kind == TOKEN_END) return;
  if (parser->stopped) {
    tokens->last.kind = TOKEN_END;
    return;
  }
  if (!tokens->ahead_count) {
    scan(parser, &tokens->last);
    return;
  }
  tokens->last = tokens->ahead[0];
  reader_drop(parser);
}

void reader_line_start(Tokens *tokens, uint32_t offset) {
  uint32_t indent = 0;
  while (indent < offset && tokens->buffer[offset - indent - 1] != '\n') indent++;
  tokens->line_start = true;
  tokens->line_indent = indent;
}

void reader_open(Parser *parser, int start, uint32_t offset) {
  Tokens *tokens = &parser->tokens;
  Text text = parser->source->text;
  tokens->buffer = mem_alloc_flat(text.bytes + 2u);
  if (text.bytes) memcpy(tokens->buffer, text.at, text.bytes);
  tokens->start = start;
  tokens->stating = start == TOKEN_START_CASE || start == TOKEN_START_STATEMENT || start == TOKEN_START_VALUE;
  tokens->body_indent = tokens->offered_at = UINT32_MAX;
  tokens->line_start = true;
  if (offset) reader_line_start(tokens, offset);
  tokens->scanner = reader_open_scanner(parser, tokens->buffer + offset, text.bytes - offset + 2u);
}

void reader_close(Parser *parser) {
  reader_close_scanner(parser->tokens.scanner);
  mem_free(parser->tokens.buffer);
  parser->tokens.scanner = parser->tokens.buffer = NULL;
}

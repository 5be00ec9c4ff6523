/* Colours by meaning: names from the tree, everything else from the letters. */
#include <string.h>
#include "cli/lsp.h"
#include "syntax/parse.h"

typedef enum TokenType {
  TOKEN_KEYWORD,
  TOKEN_COMMENT,
  TOKEN_STRING,
  TOKEN_NUMBER,
  TOKEN_TYPE,
  TOKEN_MEMBER,
  TOKEN_PARAMETER,
  TOKEN_VARIABLE,
  TOKEN_EVENT,
  TOKEN_FUNCTION,
  TOKEN_PROPERTY,
  TOKEN_CLASS,
  TOKEN_NAMESPACE,
  TOKEN_TYPES
} TokenType;

static const char *const LEGEND[TOKEN_TYPES] = {"keyword",    "comment",   "string",   "number", "type",
                                                "enumMember", "parameter", "variable", "event",  "function",
                                                "property",   "class",     "namespace"};

void lsp_token_legend(JsonOut *out) {
  jsonout_open(out, '{');
  jsonout_key(out, "tokenTypes");
  jsonout_open(out, '[');
  for (int i = 0; i < TOKEN_TYPES; i++) jsonout_string_c(out, LEGEND[i]);
  jsonout_close(out, ']');
  write_raw(out, "tokenModifiers", TEXT("[\"declaration\"]"));
  jsonout_close(out, '}');
}

static TokenType type_of(MeaningKind kind) {
  switch (kind) {
    case MEANING_FACT: return TOKEN_VARIABLE;
    case MEANING_EVENT: return TOKEN_EVENT;
    case MEANING_PARAMETER: case MEANING_VARIABLE: return TOKEN_PARAMETER;
    case MEANING_ROLE: case MEANING_INDICATOR: case MEANING_GROUP: case MEANING_MATTER: return TOKEN_PROPERTY;
    case MEANING_DUTY: case MEANING_RIGHT: case MEANING_REQUIREMENT: case MEANING_SIGNATURE: case MEANING_DEFINITION:
      return TOKEN_FUNCTION;
    case MEANING_TYPE: return TOKEN_TYPE;
    case MEANING_PARTY: return TOKEN_CLASS;
    case MEANING_MEMBER: return TOKEN_MEMBER;
    case MEANING_SOURCE: case MEANING_MODULE: case MEANING_CASE: return TOKEN_NAMESPACE;
  }
  return TOKEN_VARIABLE;
}

typedef struct Painting {
  JsonOut *out;
  const LineTable *lines;
  Text text;
  const Mentions *mentions;
  size_t next;              /* mention */
  HashMap words;            /* of the language, without those that may be names */
  Spot last;
} Painting;

/* Five numbers: lines and units since the last token, its length, its type, its modifiers. No token crosses a line. */
static void paint(Painting *painting, uint32_t from, uint32_t to, TokenType type, bool declares) {
  Spot spot = lines_position(painting->lines, from);
  bool same = spot.line == painting->last.line;
  jsonout_number(painting->out, spot.line - painting->last.line);
  jsonout_number(painting->out, same ? spot.unit - painting->last.unit : spot.unit);
  jsonout_number(painting->out, (int64_t)text_utf16_units(text_slice(painting->text, from, to)));
  jsonout_number(painting->out, type);
  jsonout_number(painting->out, declares ? 1 : 0);
  painting->last = spot;
}

static bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t end_of_line(Text text, uint32_t at) {
  while (at < text.bytes && text.at[at] != '\n' && text.at[at] != '\r') at++;
  return at;
}

static uint32_t end_of_text(Text text, uint32_t at) {
  uint32_t end = end_of_line(text, at);
  for (at++; at < end && text.at[at] != '"'; at++)
    if (text.at[at] == '\\') at++;
  return at < end ? at + 1 : end;
}

static uint32_t end_of_number(Text text, uint32_t at) {
  while (at < text.bytes && (in_name(text.at[at]) || text.at[at] == '%' || text.at[at] == '-' ||
                             (text.at[at] == '.' && at + 1 < text.bytes && digit(text.at[at + 1])))) at++;
  return at;
}

static uint32_t paint_name(Painting *painting, uint32_t at) {
  uint32_t to = at;
  while (to < painting->text.bytes && in_name(painting->text.at[to])) to++;
  while (painting->next < painting->mentions->count && painting->mentions->at[painting->next].span.from < at)
    painting->next++;
  const Mention *mention = painting->next < painting->mentions->count ? &painting->mentions->at[painting->next] : NULL;
  if (mention && mention->span.from == at) paint(painting, at, to, type_of(mention->meaning->kind), mention->defines);
  else if (hash_get(&painting->words, text_slice(painting->text, at, to)))
    paint(painting, at, to, TOKEN_KEYWORD, false);
  return to;
}

static uint32_t paint_next(Painting *painting, uint32_t at) {
  Text text = painting->text;
  uint32_t to = at + 1;
  bool pound = text_starts(text_slice(text, at, text.bytes), TEXT("£"));
  if (text.at[at] == '#') paint(painting, at, to = end_of_line(text, at), TOKEN_COMMENT, false);
  else if (text.at[at] == '"') paint(painting, at, to = end_of_text(text, at), TOKEN_STRING, false);
  else if (pound || digit(text.at[at]))
    paint(painting, at, to = end_of_number(text, at + (pound ? 2 : 0)), TOKEN_NUMBER, false);
  else if (in_name(text.at[at])) to = paint_name(painting, at);
  return to;
}

static void gather_words(Painting *painting) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++) *hash_put(&painting->words, text_of(words[i].word)) = painting;
}

void lsp_tokens(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  JsonOut *out = request->out;
  Painting painting = {
    .out = out, .lines = request->document->lines, .text = request->document->text, .mentions = &analysis->mentions};
  gather_words(&painting);
  jsonout_open(out, '{');
  jsonout_key(out, "data");
  jsonout_open(out, '[');
  for (uint32_t at = 0; at < painting.text.bytes;) at = paint_next(&painting, at);
  jsonout_close(out, ']');
  jsonout_close(out, '}');
}

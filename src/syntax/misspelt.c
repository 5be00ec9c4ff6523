#include "syntax/misspelt.h"
#include <string.h>
#include "base/sink.h"
#include "syntax/ast_build.h"
#include "syntax/complain.h"
#include "syntax/redraft.h"
#include "syntax/traits.h"
#include "syntax/words.h"

/* ---- where a word stands ---- */

static uint32_t line_begin(const Parser *parser, uint32_t at) {
  const char *text = parser->source->text.at;
  while (at && text[at - 1] != '\n') at--;
  return at;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool first_on_line(const Parser *parser, uint32_t at) {
  const char *text = parser->source->text.at;
  while (at && is_blank(text[at - 1])) at--;
  return !at || text[at - 1] == '\n';
}

static bool is_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static Span word_at(const Parser *parser, uint32_t at) {
  Text text = parser->source->text;
  Span span = {at, at};
  while (span.to < text.bytes && is_part(text.at[span.to])) span.to++;
  return span;
}

/* ---- near which words ---- */

static DiagNearest near(const Parser *parser, Span span) {
  return (DiagNearest){.wanted = parser_text(parser, span)};
}

/* The words of the language that are expected, without their quotes; of two words the first. */
static void offer_expected(DiagNearest *nearest, const Expected *expected) {
  for (unsigned i = 0; i < expected->count; i++) {
    const char *word = expected->words[i];
    if (*word != '`' || !is_part(word[1])) continue;
    diag_nearest_offer(nearest, (Text){word + 1, (uint32_t)strcspn(word + 1, "` ")});
  }
}

static void offer_class(DiagNearest *nearest, WordClass class) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (words[i].class == class && words[i].reserved) diag_nearest_offer(nearest, text_of(words[i].word));
}

static bool say(Parser *parser, Span span, const DiagNearest *nearest) {
  if (!nearest->count || nearest->wanted.bytes < 3) return false;
  Diag *diag = complain(parser, DIAG_SYNTAX, span, "`%s` does not fit here", complain_word(nearest->wanted));
  if (diag) diag_nearest_mend(diag, nearest);
  return true;
}

/* ---- the places where it happens ---- */

static bool foreign_word(Parser *parser, Span span) {
  const char *remit = words_foreign(parser_text(parser, span));
  if (!remit) return false;
  Diag *diag =
    complain(parser, DIAG_FOREIGN, span, "`%s` is not a word of Remit", complain_word(parser_text(parser, span)));
  if (diag) diag_mend(diag, "say %s", remit);
  return true;
}

/* What stands behind these is no name that anything could use. */
static bool nameless(DeclKind kind) {
  return kind == DECL_ALWAYS || kind == DECL_RECORD || kind == DECL_HOLIDAYS || kind == DECL_SCENARIO ||
         kind == DECL_CASE;
}

/* The declaration that was meant is lost, but its name is not: its uses would each be a second message. */
static void keep_name(Parser *parser, DiagNearest *nearest, Span keyword) {
  Text text = parser->source->text;
  uint32_t at = keyword.to;
  while (at < text.bytes && is_blank(text.at[at])) at++;
  Span name = word_at(parser, at);
  parser->tokens.declaration = 0;
  if (name.to == name.from || nearest->count != 1) return;
  DeclKind kind = ast_kind_of(words_token(nearest->best[0]));
  if (nameless(kind)) return;
  Decl *decl = AST_NEW(parser, Decl);
  decl->kind = kind;
  decl->broken = true;
  decl->offset = keyword.from;
  decl->span = (Span){0, name.to - keyword.from};
  decl->name =
    (Ident){names_intern(parser->names, parser_text(parser, name)), {name.from - keyword.from, name.to - keyword.from}};
  if (decl->kind == DECL_FACT) decl->fact = AST_NEW(parser, FactDecl);
  if (decl->kind == DECL_SOURCE) decl->source = AST_NEW(parser, SourceDecl);
  if (decl->kind == DECL_RIGHT) decl->right = AST_NEW(parser, RightDecl);
  if (decl->kind == DECL_SCENARIO) decl->scenario = AST_NEW(parser, ScenarioDecl);
  list_push(&parser->tree->decls, decl);
}

/* `requirment board_size ...` at the margin, wherever the parser stumbled on that line. */
static bool misspelt_declaration(Parser *parser, Span here) {
  uint32_t begin = line_begin(parser, here.from);
  Span first = word_at(parser, begin);
  DiagNearest nearest = near(parser, first);
  if (first.to == first.from || parser->tokens.start != TOKEN_START_RULES || words_token(nearest.wanted)) return false;
  if (foreign_word(parser, first)) return true;
  offer_class(&nearest, WORD_DECLARATION);
  if (!say(parser, first, &nearest)) return false;
  keep_name(parser, &nearest, first);
  return true;
}

/* `soruce cypn "..."` in a case: what should have begun a statement is nearly a keyword. */
static bool misspelt_case_keyword(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  static const char *const WORDS[] = {"case", "use", "source", "party"};
  if (tokens->start != TOKEN_START_CASE || tokens->before != TOKEN_NAME || !tokens->before_first) return false;
  if (tokens->last.kind != TOKEN_NAME) return false;
  DiagNearest nearest = near(parser, tokens->before_span);
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) diag_nearest_offer(&nearest, text_of(WORDS[i]));
  return say(parser, tokens->before_span, &nearest);
}

static bool near_a(const Parser *parser, Span span, WordClass class) {
  DiagNearest nearest = near(parser, span);
  offer_class(&nearest, class);
  return nearest.count && nearest.wanted.bytes >= 3;
}

bool misspelt_keyword(const Parser *parser, Span span) { return near_a(parser, span, WORD_DECLARATION); }
bool misspelt_clause(const Parser *parser, Span span) { return near_a(parser, span, WORD_CLAUSE); }

/* The token before, where it was taken for a name that begins the next line: `good form 2017`. */
static bool misspelt_before(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->before != TOKEN_NAME || first_on_line(parser, tokens->before_span.from)) return false;
  DiagNearest nearest = near(parser, tokens->before_span);
  offer_class(&nearest, WORD_CLAUSE);
  diag_nearest_offer(&nearest, TEXT("includes"));
  diag_nearest_offer(&nearest, TEXT("excludes"));
  return say(parser, tokens->before_span, &nearest);
}

static bool misspelt_here(Parser *parser, const Expected *expected) {
  DiagNearest nearest = near(parser, parser->tokens.last.span);
  if (parser->tokens.last.kind != TOKEN_NAME) return false;
  offer_expected(&nearest, expected);
  return say(parser, parser->tokens.last.span, &nearest);
}

/* ---- a name in two words ---- */

/* Two names side by side: `contract signed`. */
static bool side_by_side(const Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  uint32_t at = tokens->before_span.to;
  if (tokens->before != TOKEN_NAME || tokens->last.kind != TOKEN_NAME || tokens->last.first) return false;
  while (at < tokens->last.span.from && is_blank(parser->source->text.at[at])) at++;
  return at == tokens->last.span.from;
}

/* Every word from `from` on, up to one of the language or whatever is none, with `_` between them. */
static Text one_word(const Parser *parser, uint32_t from, uint32_t *end) {
  Text text = parser->source->text;
  Sink joined = {0};
  for (Span word = word_at(parser, from); word.to > word.from; word = word_at(parser, word.from)) {
    if (words_token(parser_text(parser, word))) break;
    if (joined.count) sink_char(&joined, '_');
    sink_text(&joined, parser_text(parser, word));
    *end = word.to;
    for (word.from = word.to; word.from < text.bytes && is_blank(text.at[word.from]);) word.from++;
  }
  return sink_result(&joined);
}

static bool declares(const Parser *parser, Span name) {
  const Decl *decl = parser->decl;
  return decl && decl->name.name && decl->offset + decl->name.span.from == name.from;
}

/* The two words that did not fit, as one; empty where no such name stands in this text. */
static Text joined_name(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  Text joined = text_format("%s_%s", text_c(parser_text(parser, tokens->before_span)),
                            text_c(parser_text(parser, tokens->last.span)));
  return redraft_knows(parser, joined) ? joined : TEXT("");
}

/* `fact contract signed "..."` declares `contract_signed`, and `contract signed is yes` in a case states it; elsewhere
 * two names side by side may be a comma forgotten, unless the one word is known. */
static bool name_in_two_words(Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  if (!side_by_side(parser)) return false;
  Span span = {tokens->before_span.from, tokens->last.span.to};
  bool declared = declares(parser, span), states = tokens->start == TOKEN_START_CASE && tokens->before_first;
  Text joined = declared || states ? one_word(parser, span.from, &span.to) : joined_name(parser);
  if (!joined.bytes) return false;
  Diag *diag = complain(parser, DIAG_SYNTAX, span, "a name is one word");
  if (diag) diag_mend(diag, "write `%s`", complain_word(joined));
  if (declared) parser->decl->name.name = names_intern(parser->names, joined);
  return true;
}

bool misspelt_complain(Parser *parser, const Expected *expected) {
  const Tokens *tokens = &parser->tokens;
  if (misspelt_declaration(parser, tokens->last.span) || misspelt_case_keyword(parser)) return true;
  if (tokens->last.kind == TOKEN_NAME && foreign_word(parser, tokens->last.span)) return true;
  if (misspelt_here(parser, expected) || name_in_two_words(parser)) return true;
  if (tokens->before == TOKEN_NAME && foreign_word(parser, tokens->before_span)) return true;
  return misspelt_before(parser);
}

bool misspelt_role(Parser *parser, Span span) {
  if (first_on_line(parser, span.from)) return false;
  DiagNearest nearest = near(parser, span);
  diag_nearest_offer(&nearest, TEXT("when"));
  diag_nearest_offer(&nearest, TEXT("otherwise"));
  diag_nearest_offer(&nearest, TEXT("unless"));
  diag_nearest_offer(&nearest, TEXT("cite"));
  return foreign_word(parser, span) || say(parser, span, &nearest);
}

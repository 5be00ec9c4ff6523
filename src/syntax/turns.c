#include "syntax/turns.h"
#include "syntax/reader.h"
#include "syntax/traits.h"

/* A line of the table holds where all of it that is not 0 does; the first that does is said. */
typedef struct Turn {
  DeclKind inside;                  /* the declaration being built */
  int before, last;                 /* the tokens: the one that does not fit, and the one before it */
  const char *expected;             /* would have been right */
  const char *mend;
} Turn;

#define CONDITION_OR_VALUE "say `when` before a condition, or `: TYPE gives` before a value"

static const Turn TURNS[] = {
  {0, 0, TOKEN_AT_LEAST, "`<=`", "say `is at least`, or `>=`"},
  {0, 0, TOKEN_AT_MOST, "`<=`", "say `is at most`, or `<=`"},
  {0, 0, TOKEN_BETWEEN, "`<=`", "say `is between`"},
  {0, 0, TOKEN_OF, "`<=`",
   "say `at least` before the number, and put the parts between brackets: `at least 2 of (a, b, c)`"},
  {0, 0, TOKEN_GIVES, "`when`", "say `when` before a condition, or `: TYPE` before `gives`"},
  {0, TOKEN_IS, TOKEN_IN, NULL, "say `in` without `is`"},
  {0, TOKEN_IS_NOT, TOKEN_IN, NULL, "say `not in` without `is`"},
  {0, TOKEN_OTHERWISE, TOKEN_WHEN, NULL, "say `when ...` or `otherwise`, not both"},
  {DECL_DEFINE, 0, '=', "`when`", CONDITION_OR_VALUE},
  {DECL_DEFINE, 0, TOKEN_IS, "`when`", CONDITION_OR_VALUE},
  {DECL_SIGNATURE, 0, ':', "`when`", "say `when` before a condition"},
  {DECL_SIGNATURE, 0, TOKEN_WHEN, "`indicator`", "say `indicator NAME when ...` in a line of its own"},
  {DECL_SIGNATURE, TOKEN_SEVERITY, TOKEN_IS, NULL, "leave out `is`"},
  {DECL_DUTY, 0, ':', "a name", "leave out `:`"},
};

/* What the line before, or this one, lacks. */
static const Turn GAPS[] = {
  {DECL_ROLE, 0, 0, "`exactly one`", "say how many may stand in it: `exactly one`, `at least one` or `any number`"},
  {DECL_DEFINE, 0, 0, "`when`", CONDITION_OR_VALUE},
  {DECL_DEFINE, 0, 0, "`gives`", "say what it gives: `gives ...`"},
  {DECL_SIGNATURE, 0, 0, "`indicator`",
   "say what the line is: `indicator NAME when ...`, `raised when ...`, `probe ...`"},
  {DECL_SIGNATURE, TOKEN_INDICATOR, 0, "a name",
   "say `at least 1 indicator` or `all indicators`; a line that begins with `indicator` goes on with a name"},
  {DECL_REQUIREMENT, 0, 0, "`must`", "say what must hold: `must ...`"},
  {DECL_RIGHT, 0, 0, "`claim of`",
   "say whose it is, and of what kind: `power of ... over ...`, `claim of ... against ...`, `liberty of ...` or "
   "`immunity of ... from ...`"},
  {DECL_RIGHT, 0, 0, "`against`", "say against whom: `claim of ... against ...`"},
  {DECL_RIGHT, 0, 0, "`over`", "say over whom: `power of ... over ...`"},
  {DECL_RIGHT, 0, 0, "`from`", "say from whom: `immunity of ... from ...`"},
};

static const char *look_up(const Turn *turns, size_t count, const Parser *parser, const Expected *expected) {
  const Tokens *tokens = &parser->tokens;
  for (const Turn *turn = turns; turn < turns + count; turn++) {
    if (turn->inside && !(parser->decl && turn->inside == parser->decl->kind)) continue;
    if (turn->before && turn->before != tokens->before) continue;
    if (turn->last && turn->last != tokens->last.kind) continue;
    if (!turn->expected || expect_has(expected, turn->expected)) return turn->mend;
  }
  return NULL;
}
#define LOOK_UP(turns) look_up(turns, sizeof(turns) / sizeof *(turns), parser, expected)

static const char *in_case(const Tokens *tokens) {
  if (traits_of(tokens->last.kind) & TRAIT_DECLARATION)
    return "a case states facts; what they mean is declared in a module, a `.remit` file";
  return NULL;
}

static const char *between_declarations(Parser *parser) {
  Tokens *tokens = &parser->tokens;
  if (tokens->last.kind == TOKEN_CASE) {
    parser->stopped = true;
    return "a case stands in a file of its own, whose name ends in `.case`";
  }
  if (tokens->last.kind == TOKEN_NAME && reader_peek(parser, 0)->kind == TOKEN_IS)
    return "to state a fact in a module, say `record` before it";
  return NULL;
}

static const char *in_statement(const Tokens *tokens, const Expected *expected) {
  switch (tokens->last.kind) {
  case TOKEN_TO: return "say `is between ... and ...`";
  case TOKEN_SINCE: return "say `from`";
  case TOKEN_FROM:
    return expect_has(expected, "`is`") ? "say what it is before `from`; a range is `is between ... and ...`"
                                        : "say `from` before `until`";
  case TOKEN_IS_NOT: return "state what is: a value, `one of (...)`, `is no` or `is unknown`";
  case TOKEN_OR: case TOKEN_AND: return "say `one of (a, b)`, or list the members of a set with `,`";
  case '=': case '<': case '>': case TOKEN_LE: case TOKEN_GE: return "say `is`, `is at least` or `is at most`";
  }
  return NULL;
}

bool turn_keyless(const Parser *parser, const Expected *expected) {
  const Token *last = &parser->tokens.last;
  return last->first && last->indent && last->kind == TOKEN_NAME &&
         (expect_has(expected, "`indicator`") || expect_has(expected, "`must`"));
}

const char *turn_here(Parser *parser, const Expected *expected) {
  const Tokens *tokens = &parser->tokens;
  bool complete = expect_has(expected, "the end of the file");
  bool begins = tokens->last.first || tokens->last.kind == TOKEN_END;
  const char *turn = LOOK_UP(TURNS);
  if (turn) return turn;
  if (begins && !complete && (turn = LOOK_UP(GAPS))) return turn;
  if (tokens->start == TOKEN_START_CASE && (turn = in_case(tokens))) return turn;
  if (tokens->start == TOKEN_START_RULES && tokens->last.first && complete) return between_declarations(parser);
  return tokens->stating ? in_statement(tokens, expected) : NULL;
}

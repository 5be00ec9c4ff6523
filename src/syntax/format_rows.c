#include "syntax/format_rows.h"
#include "syntax/reader.h"
#include "syntax/traits.h"

/* ---- where rows begin ---- */

typedef struct Start {
  uint32_t offset, indent, decl;
  int kind;
} Start;
typedef LIST(Start) Starts;

enum { KIND_NEVER = 0, KIND_HEAD = 1, KIND_LINE = 100 };

/* Kinds of declarations that stand in one table. */
static int head_kind(const Decl *decl) {
  switch (decl->kind) {
  case DECL_FACT: case DECL_EVENT: return KIND_HEAD + DECL_FACT;
  case DECL_TYPE: case DECL_SCALE: return KIND_HEAD + DECL_TYPE;
  case DECL_SOURCE: case DECL_PARTY: case DECL_ROLE: case DECL_MATTER: case DECL_RECORD: case DECL_STATEMENT:
    return KIND_HEAD + (int)decl->kind;
  case DECL_MODULE:
  case DECL_USE:
  case DECL_PARAMETER:
  case DECL_HOLIDAYS:
  case DECL_DEFINE:
  case DECL_DUTY:
  case DECL_RIGHT:
  case DECL_REQUIREMENT: case DECL_SIGNATURE: case DECL_SCENARIO: case DECL_ALWAYS: case DECL_CASE: return KIND_NEVER;
  }
  return KIND_NEVER;
}

static int line_kind(const Line *line) {
  switch (line->kind) {
  case LINE_HELD: case LINE_NOT_HELD: case LINE_UNKNOWN: return KIND_LINE + LINE_HELD;
  case LINE_INDICATOR: case LINE_MITIGATION: return KIND_LINE + LINE_INDICATOR;
  case LINE_RAISED: case LINE_SEVERITY: return KIND_LINE + LINE_RAISED;
  case LINE_ROLE: case LINE_GIVES: case LINE_VALUE: return KIND_LINE + (int)line->kind;
  case LINE_ON: case LINE_APPLIES: case LINE_NOT_APPLICABLE: case LINE_MUST: case LINE_GROUP: case LINE_PROBE:
  case LINE_GIVEN: case LINE_EXPECT: return KIND_NEVER;
  }
  return KIND_NEVER;
}

/* `define X when C`, and a definition of one value, stay on the line of their head. */
static bool stays_on_head(const Decl *decl) {
  return decl->kind == DECL_DEFINE && decl->lines.count == 1 && !decl->amends;
}

static void add_decl(Starts *starts, const Decl *decl, uint32_t index) {
  list_push(starts, ((Start){decl->offset, 0, index, decl->lines.count ? KIND_NEVER : head_kind(decl)}));
  if (decl->kind == DECL_ALWAYS)
    list_push(starts, ((Start){ast_absolute(decl, decl->always->span).from, 2, index, KIND_NEVER}));
  for (size_t i = 0; i < decl->lines.count && !stays_on_head(decl); i++) {
    const Line *line = decl->lines.at[i];
    list_push(starts, ((Start){ast_absolute(decl, line->span).from, 2, index, line_kind(line)}));
  }
}

/* ---- pieces ---- */

typedef struct Builder {
  Rows *rows;
  Parser *parser;
  Starts starts;
  size_t next_start, next_comment;
  uint32_t previous_end;        /* of what was put last */
  unsigned depth;               /* brackets open in this row */
  int before, earlier;          /* kinds of the tokens put last */
  bool labelled, seen_period;   /* of this row */
  int head;                     /* the keyword of its declaration, while in its first row */
} Builder;

static Row *row_now(Builder *builder) {
  return &builder->rows->rows.at[builder->rows->rows.count - 1];
}

static bool blank_between(const Builder *builder, uint32_t from) {
  Text text = builder->rows->tree->source->text;
  unsigned ends = 0;
  for (uint32_t i = builder->previous_end; i < from; i++) ends += text.at[i] == '\n';
  return ends > 1 && builder->rows->rows.count;
}

static Row *row_begin(Builder *builder, Span span, uint32_t indent) {
  bool blank = blank_between(builder, span.from);
  Row *row = list_add(&builder->rows->rows);
  row->first = (uint32_t)builder->rows->pieces.count;
  row->indent = indent;
  row->blank_before = blank;
  builder->depth = 0;
  builder->labelled = builder->seen_period = false;
  return row;
}

static Piece *piece_add(Builder *builder, Span span) {
  Piece *piece = list_add(&builder->rows->pieces);
  Text text = builder->rows->tree->source->text;
  piece->span = span;
  piece->width = (uint32_t)text_columns((Text){text.at + span.from, span.to - span.from});
  row_now(builder)->count++;
  builder->previous_end = span.to;
  return piece;
}

static bool may_end_operand(int kind) {
  return traits_of(kind) & (TRAIT_ENDS | TRAIT_SOFT);
}

static bool is_glued(const Builder *builder, int kind) {
  switch (kind) {
  case ',': case ')': case ']': case '[': case '.': return true;
  case '/': if (builder->before == TOKEN_YES && builder->earlier == ':') return true; break;
  case TOKEN_NO: if (builder->before == '/' && builder->earlier == TOKEN_YES) return true; break;
  }
  if (builder->before == '-' && !may_end_operand(builder->earlier)) return true;
  return builder->before == '(' || builder->before == '[' || builder->before == '.';
}

/* The column that begins with this token outside brackets, if one does. */
static Cell cell_in_line(Builder *builder, int kind) {
  const Row *row = row_now(builder);
  bool stated = row->kind == KIND_HEAD + DECL_STATEMENT || row->kind == KIND_HEAD + DECL_RECORD ||
                row->kind == KIND_LINE + LINE_VALUE;
  switch (kind) {
  case TOKEN_WHEN: case TOKEN_OTHERWISE: return CELL_CONDITION;
  case TOKEN_CITE: return CELL_CITE;
  case TOKEN_PLANNED: case TOKEN_RECORDED: return stated && row->count > 2 ? CELL_TAIL : CELL_NONE;
  case TOKEN_FROM: case TOKEN_UNTIL: case TOKEN_COMPLETE:
    if (!stated || builder->seen_period) return CELL_NONE;
    builder->seen_period = kind != TOKEN_COMPLETE;
    return kind == TOKEN_COMPLETE ? CELL_NONE : CELL_PERIOD;
  }
  if (row->kind == KIND_LINE + LINE_ROLE && row->count == 1) return CELL_PARTIES;
  return CELL_NONE;
}

static Cell label_cell(Builder *builder) {
  builder->labelled = true;
  return CELL_LABEL;
}

static Cell cell_in_head(Builder *builder, int kind) {
  switch (kind) {
  case TOKEN_TEXT:
    if (!builder->labelled && builder->before != TOKEN_SCENARIO && builder->before != TOKEN_ALWAYS)
      return label_cell(builder);
    break;
  case ':':
  case TOKEN_IS:
    if (!builder->labelled) return label_cell(builder);
    return kind == ':' ? CELL_TYPE : CELL_NONE;
  case TOKEN_ASK: case TOKEN_FIXED: case TOKEN_DECIDED: case TOKEN_JUDGED: case TOKEN_STALE: case TOKEN_WORD_EXACTLY:
  case TOKEN_WORD_ANY: case TOKEN_GIVES: return CELL_ATTRIBUTE;
  case TOKEN_AT: return builder->head == TOKEN_ROLE ? CELL_ATTRIBUTE : CELL_NONE;
  case TOKEN_AS: return builder->head == TOKEN_CASE ? CELL_ATTRIBUTE : CELL_NONE;
  case TOKEN_IN:
    return text_equal(parser_text(builder->parser, reader_peek(builder->parser, 0)->span), TEXT("force"))
             ? CELL_ATTRIBUTE
             : CELL_NONE;
  }
  return CELL_NONE;
}

static Cell cell_of(Builder *builder, int kind) {
  const Row *row = row_now(builder);
  if (builder->depth || !row->count) return CELL_NONE;
  Cell cell = cell_in_line(builder, kind);
  if (cell != CELL_NONE) return cell;
  if (builder->head && row->kind != KIND_HEAD + DECL_STATEMENT && row->kind != KIND_HEAD + DECL_RECORD)
    return cell_in_head(builder, kind);
  bool indicator = row->kind == KIND_LINE + LINE_INDICATOR;
  return kind == TOKEN_TEXT && indicator && !builder->labelled ? label_cell(builder) : CELL_NONE;
}

static void put_token(Builder *builder, const Token *token) {
  Cell cell = cell_of(builder, token->kind);
  Piece *piece = piece_add(builder, token->span);
  piece->cell = cell;
  piece->glued = is_glued(builder, token->kind);
  piece->break_before = token->kind == TOKEN_AND || token->kind == TOKEN_OR || builder->before == ',' ||
                        (token->kind == TOKEN_TEXT && builder->before == TOKEN_TEXT);
  builder->depth += token->kind == '(' || token->kind == '[';
  builder->depth -= (token->kind == ')' || token->kind == ']') && builder->depth;
  builder->earlier = builder->before;
  builder->before = token->kind;
}

/* ---- comments ---- */

/* A comment that stands alone between rows is a row; every other one ends the line of the row it stands in. */
static void put_comment(Builder *builder, const Comment *comment, bool between_rows) {
  if (comment->alone && between_rows) {
    Row *row = row_begin(builder, comment->span, UINT32_MAX);
    row->comment = true;
  } else {
    row_now(builder)->broken |= comment->alone;
  }
  Piece *piece = piece_add(builder, comment->span);
  piece->comment = true;
  piece->cell = comment->alone ? CELL_NONE : CELL_COMMENT;
}

static void put_comments(Builder *builder, uint32_t until, bool between_rows) {
  const Tree *tree = builder->rows->tree;
  for (; builder->next_comment < tree->comments.count; builder->next_comment++) {
    const Comment *comment = &tree->comments.at[builder->next_comment];
    if (comment->span.from >= until) return;
    put_comment(builder, comment, between_rows || !builder->rows->rows.count);
  }
}

/* ---- the walk ---- */

static void put_row_start(Builder *builder, const Token *token) {
  const Start *start = &builder->starts.at[builder->next_start++];
  Row *row = row_begin(builder, token->span, start->indent);
  row->decl = start->decl;
  row->kind = start->kind;
  row->even = token->kind == TOKEN_ROLE;
  builder->head = start->indent ? 0 : token->kind;
  builder->before = builder->earlier = 0;
}

/* In the head of a right, `power of` and `on` begin rows that the tree does not know; so does `case` in a scenario. */
static bool begins_inner_row(Builder *builder, const Token *token) {
  const Row *row = row_now(builder);
  const Decl *decl = builder->rows->tree->decls.at[row->decl];
  if (builder->depth || row->comment || (!builder->head && row->kind != KIND_NEVER)) return false;
  if (decl->kind == DECL_SCENARIO) return token->kind == TOKEN_CASE;
  if (decl->kind != DECL_RIGHT || decl->amends) return false;
  if (token->kind == TOKEN_ON) return builder->before != TOKEN_NAME || builder->earlier != TOKEN_CITE;
  bool kind = token->kind == TOKEN_WORD_CLAIM || token->kind == TOKEN_WORD_POWER || token->kind == TOKEN_WORD_LIBERTY ||
              token->kind == TOKEN_WORD_IMMUNITY;
  return kind && reader_peek(builder->parser, 0)->kind == TOKEN_OF;
}

static void put_inner_row(Builder *builder, const Token *token) {
  uint32_t decl = row_now(builder)->decl;
  Row *row = row_begin(builder, token->span, 2);
  row->decl = decl;
  builder->head = token->kind == TOKEN_CASE ? TOKEN_CASE : 0;
  builder->before = builder->earlier = 0;
}

static void put_next(Builder *builder, const Token *token) {
  bool starts =
    builder->next_start < builder->starts.count && builder->starts.at[builder->next_start].offset == token->span.from;
  bool inner = !starts && builder->rows->rows.count && begins_inner_row(builder, token);
  put_comments(builder, token->span.from, starts || inner);
  if (starts) put_row_start(builder, token);
  else if (inner) put_inner_row(builder, token);
  put_token(builder, token);
}

/* A comment that has tokens of its row behind it breaks that row. */
static void find_broken(Rows *rows) {
  for (size_t i = 0; i < rows->rows.count; i++) {
    Row *row = &rows->rows.at[i];
    for (uint32_t k = 0; k + 1 < row->count; k++) row->broken |= rows->pieces.at[row->first + k].comment;
  }
}

/* A comment takes the indentation of the row that follows it; behind the last line of a body, its own. */
static void indent_comments(Rows *rows) {
  Text text = rows->tree->source->text;
  for (size_t i = rows->rows.count; i-- > 0;) {
    Row *row = &rows->rows.at[i];
    if (!row->comment) continue;
    uint32_t from = rows->pieces.at[row->first].span.from,
             below = i + 1 < rows->rows.count ? rows->rows.at[i + 1].indent : 0;
    bool indented = from && (text.at[from - 1] == ' ' || text.at[from - 1] == '\t');
    bool after_body = i && (rows->rows.at[i - 1].indent || rows->rows.at[i - 1].comment);
    row->indent = below == 0 && indented && after_body ? 2 : below;
  }
}

void rows_build(Rows *rows, const Tree *tree) {
  Parser *parser = MEM_NEW(Parser);
  Tree unused = {.source = tree->source};
  *parser = (Parser){.tree = &unused, .names = MEM_NEW(Names), .diags = MEM_NEW(Diags), .source = tree->source};
  Builder builder = {.rows = rows, .parser = parser};
  rows->tree = tree;
  for (size_t i = 0; i < tree->decls.count; i++) add_decl(&builder.starts, tree->decls.at[i], (uint32_t)i);
  reader_open(parser, TOKEN_START_RULES, 0);
  for (reader_take(parser); parser->tokens.last.kind != TOKEN_END; reader_take(parser))
    put_next(&builder, &parser->tokens.last);
  put_comments(&builder, UINT32_MAX, true);
  reader_close(parser);
  find_broken(rows);
  indent_comments(rows);
}

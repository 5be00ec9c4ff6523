/* Every name in a tree, with what it stands for. */
#include <stdlib.h>
#include "cli/lsp_index.h"

typedef struct Scope {      /* a `for each` around; the innermost first */
  const Meaning *variable;
  const Name *type;
  const struct Scope *outer;
} Scope;

typedef struct Walk {
  const Index *index;
  const Tree *tree;
  const Decl *decl;
  const Line *line;
  const Scope *scope;
  Mentions found;
} Walk;

static void mention(Walk *walk, const Ident *name, const Meaning *meaning) {
  if (!name->name || !meaning) return;
  Span span = ast_absolute(walk->decl, name->span);
  bool defines = meaning->file == walk->tree->source && meaning->span.from == span.from;
  list_push(&walk->found, ((Mention){span, defines, meaning, walk->decl, walk->line}));
}

static void party(Walk *walk, const Ident *name) {
  if (name->name) mention(walk, name, index_party(walk->index, name->name));
}

static void parties(Walk *walk, const Idents *names) {
  for (size_t i = 0; i < names->count; i++) party(walk, &names->at[i]);
}

static void cites(Walk *walk, const Cites *list) {
  for (size_t i = 0; i < list->count; i++)
    mention(walk, &list->at[i].source, index_source(walk->index, walk->tree->source, list->at[i].source.name));
}

static const Scope *bound(const Walk *walk, const Name *name) {
  for (const Scope *scope = walk->scope; scope; scope = scope->outer)
    if (scope->variable->name == name) return scope;
  return NULL;
}

/* ---- names that may be many things ---- */

/* A value's name: a member where its type is known, a party, or a thing that is read. */
static const Meaning *value_meaning(const Walk *walk, const Name *name, Kin kin) {
  const Scope *scope = bound(walk, name);
  const Meaning *meaning = scope ? scope->variable : NULL;
  if (!meaning && kin.type) meaning = index_member(walk->index, kin.type, name);
  if (!meaning && kin.party) meaning = index_party(walk->index, name);
  if (!meaning) meaning = index_thing(walk->index, name);
  if (!meaning) meaning = index_party(walk->index, name);
  return meaning ? meaning : index_member(walk->index, NULL, name);
}

static const Meaning *part_meaning(const Walk *walk, const Ref *ref) {
  const Meaning *thing = index_thing(walk->index, ref->name.name);
  if (thing && thing->kind == MEANING_SIGNATURE) return index_indicator(walk->index, ref->name.name, ref->part.name);
  return index_thing(walk->index, ref->part.name);
}

static Kin family_kin(const Meaning *thing) {
  return (Kin){false, thing && thing->decl ? thing->decl->each.type.name : NULL};
}

static void reference(Walk *walk, const Ref *ref, Kin kin) {
  if (!ref->name.name) return;
  bool plain = !ref->index.name && !ref->part.name;
  const Meaning *thing = plain ? value_meaning(walk, ref->name.name, kin) : index_thing(walk->index, ref->name.name);
  mention(walk, &ref->name, thing);
  if (ref->index.name) mention(walk, &ref->index, value_meaning(walk, ref->index.name, family_kin(thing)));
  if (ref->part.name) mention(walk, &ref->part, part_meaning(walk, ref));
}

static Kin kin_of_ref(const Walk *walk, const Ref *ref) {
  const Scope *scope = bound(walk, ref->name.name);
  if (scope) return (Kin){false, scope->type};
  const Meaning *thing = index_thing(walk->index, ref->name.name);
  if (thing && thing->kind == MEANING_DUTY) return (Kin){.party = true};
  return kin_of_thing(thing);
}

static Kin kin_of(const Walk *walk, const Expr *expr) {
  while (expr && expr->kind == EXPR_AT) expr = expr->a;
  return expr && expr->kind == EXPR_REF && expr->ref->name.name ? kin_of_ref(walk, expr->ref) : (Kin){0};
}

/* ---- expressions: their nesting is the parser's, at most 256 ---- */

static void walk_expr(Walk *walk, const Expr *expr, Kin kin);

static void literal(Walk *walk, const Literal *literal_, Kin kin) {
  if (literal_->kind != LITERAL_NAME || !literal_->name) return;
  Ident name = {literal_->name, literal_->span};
  mention(walk, &name, value_meaning(walk, literal_->name, kin));
}

static void each_opens(Walk *walk, const Each *each, Scope *scope) {
  if (!each->variable.name) return;
  Meaning *variable = MEM_NEW(Meaning);
  Span span = ast_absolute(walk->decl, each->variable.span);
  *variable = (Meaning){MEANING_VARIABLE, each->variable.name, walk->tree->source, span, walk->decl, NULL};
  *scope = (Scope){variable, each->type.name, walk->scope};
  walk->scope = scope;
  mention(walk, &each->variable, variable);
  mention(walk, &each->type, index_thing(walk->index, each->type.name));
}

static void window(Walk *walk, const Window *window_) {
  walk_expr(walk, window_->in_last, (Kin){0});
  walk_expr(walk, window_->since, (Kin){0});
}

static void quantified(Walk *walk, const QuantifiedExpr *expr) {
  const Scope *outer = walk->scope;
  Scope scope;
  walk_expr(walk, expr->number, (Kin){0});
  each_opens(walk, &expr->each, &scope);
  for (size_t i = 0; i < expr->list.count; i++) walk_expr(walk, expr->list.at[i], (Kin){0});
  walk->scope = outer;
}

static void standing(Walk *walk, const StandingExpr *expr) {
  if (expr->kind == STANDING_HELD_RIGHTS) party(walk, &expr->of);
  else if (expr->of.name) mention(walk, &expr->of, index_group(walk->index, expr->of.name));
}

static void compare(Walk *walk, const Expr *expr) {
  Kin left = kin_of(walk, expr->a), right = kin_of(walk, expr->b);
  walk_expr(walk, expr->a, right);
  walk_expr(walk, expr->b, left);
  walk_expr(walk, expr->c, left);
}

static void one_of(Walk *walk, const Expr *expr) {
  Kin kin = kin_of(walk, expr->one_of.subject);
  walk_expr(walk, expr->one_of.subject, (Kin){0});
  for (size_t i = 0; i < expr->one_of.choices->count; i++) walk_expr(walk, expr->one_of.choices->at[i], kin);
}

static void walk_expr(Walk *walk, const Expr *expr, Kin kin) {
  if (!expr) return;
  switch ((ExprKind)expr->kind) {
    case EXPR_ERROR: case EXPR_TODAY: return;
    case EXPR_OR: case EXPR_AND: case EXPR_ADD: case EXPR_MULTIPLY:
      for (size_t i = 0; i < expr->list.count; i++) walk_expr(walk, expr->list.at[i], kin);
      return;
    case EXPR_NOT: case EXPR_STATUS: case EXPR_NEGATE: case EXPR_START_OF: walk_expr(walk, expr->a, kin); return;
    case EXPR_EVER: case EXPR_NEVER:
      walk_expr(walk, expr->ever.condition, kin);
      window(walk, &expr->ever.window);
      return;
    case EXPR_AT: case EXPR_FOR: case EXPR_SUBTRACT: case EXPR_DIVIDE: case EXPR_AFTER: case EXPR_SPAN_OF_TIME:
      walk_expr(walk, expr->a, kin);
      walk_expr(walk, expr->b, (Kin){0});
      return;
    case EXPR_QUANTIFIED: quantified(walk, expr->quantified); return;
    case EXPR_COMPARE: compare(walk, expr); return;
    case EXPR_ONE_OF: one_of(walk, expr); return;
    case EXPR_REF: reference(walk, expr->ref, kin); return;
    case EXPR_LITERAL: literal(walk, expr->literal, kin); return;
    case EXPR_STANDING: standing(walk, expr->standing); return;
    case EXPR_COUNT_EVENTS: case EXPR_CHANGES:
      reference(walk, &expr->events->ref, (Kin){0});
      window(walk, &expr->events->window);
      return;
    case EXPR_FIRST: case EXPR_LAST: reference(walk, &expr->events->ref, (Kin){0}); return;
  }
}

/* ---- lines and declarations ---- */

static void statement(Walk *walk, const Statement *statement_) {
  if (!statement_) return;
  Kin kin = statement_->ref.name.name ? kin_of_ref(walk, &statement_->ref) : (Kin){0};
  reference(walk, &statement_->ref, (Kin){0});
  for (size_t i = 0; i < statement_->values.count; i++) literal(walk, &statement_->values.at[i], kin);
  cites(walk, &statement_->cites);
}

static void line_name(Walk *walk, const Line *line) {
  switch (line->kind) {
    case LINE_ROLE: mention(walk, &line->name, index_thing(walk->index, line->name.name)); return;
    case LINE_GROUP: mention(walk, &line->name, index_group(walk->index, line->name.name)); return;
    case LINE_INDICATOR: case LINE_MITIGATION:
      mention(walk, &line->name, index_indicator(walk->index, walk->decl->name.name, line->name.name));
      return;
    case LINE_GIVES: case LINE_HELD: case LINE_NOT_HELD: case LINE_UNKNOWN: case LINE_ON: case LINE_APPLIES:
    case LINE_NOT_APPLICABLE: case LINE_MUST: case LINE_RAISED: case LINE_SEVERITY: case LINE_PROBE: case LINE_VALUE:
    case LINE_GIVEN: case LINE_EXPECT: return;
  }
}

static void walk_line(Walk *walk, const Line *line) {
  const Meaning *thing = index_thing(walk->index, walk->decl->name.name);
  Kin kin = line->kind == LINE_GIVES || line->kind == LINE_VALUE ? kin_of_thing(thing) : (Kin){0};
  walk->line = line;
  line_name(walk, line);
  parties(walk, &line->parties);
  walk_expr(walk, line->value, kin);
  walk_expr(walk, line->by, (Kin){0});
  walk_expr(walk, line->when, (Kin){0});
  if (line->literal) literal(walk, line->literal, kin);
  statement(walk, line->statement);
  if (line->because) reference(walk, line->because, (Kin){0});
  cites(walk, &line->cites);
  walk->line = NULL;
}

static void named_type(Walk *walk, const TypeExpr *type) {
  if (type && type->word == TYPE_NAMED) mention(walk, &type->name, index_thing(walk->index, type->name.name));
}

static void fact(Walk *walk, const FactDecl *fact_) {
  if (!fact_) return;
  named_type(walk, &fact_->type);
  party(walk, &fact_->decided_by);
  party(walk, &fact_->judged_by);
}

static void right(Walk *walk, const RightDecl *right_) {
  if (!right_) return;
  parties(walk, &right_->holders);
  parties(walk, &right_->against);
  if (right_->matter.name) mention(walk, &right_->matter, index_thing(walk->index, right_->matter.name));
}

static const Meaning *declared(const Walk *walk) {
  const Name *name = walk->decl->name.name;
  switch (walk->decl->kind) {
    case DECL_MODULE: case DECL_USE: return index_module(walk->index, name);
    case DECL_SOURCE: return index_source(walk->index, walk->tree->source, name);
    case DECL_PARTY: return index_party(walk->index, name);
    case DECL_TYPE:
    case DECL_SCALE:
    case DECL_FACT:
    case DECL_EVENT:
    case DECL_PARAMETER:
    case DECL_ROLE:
    case DECL_DEFINE:
    case DECL_DUTY: case DECL_MATTER: case DECL_RIGHT: case DECL_REQUIREMENT: case DECL_SIGNATURE:
      return index_thing(walk->index, name);
    case DECL_HOLIDAYS:
    case DECL_SCENARIO:
    case DECL_ALWAYS:
    case DECL_RECORD:
    case DECL_CASE:
    case DECL_STATEMENT: break;
  }
  return NULL;
}

/* The part that only declarations of its kind have. */
static void particular(Walk *walk) {
  const Decl *decl = walk->decl;
  switch (decl->kind) {
    case DECL_TYPE: case DECL_SCALE:
      for (size_t i = 0; i < decl->members.count; i++)
        mention(walk, &decl->members.at[i], index_member(walk->index, decl->name.name, decl->members.at[i].name));
      return;
    case DECL_FACT: fact(walk, decl->fact); return;
    case DECL_PARAMETER: case DECL_DEFINE: named_type(walk, decl->type); return;
    case DECL_RIGHT: right(walk, decl->right); return;
    case DECL_ALWAYS: walk_expr(walk, decl->always, (Kin){0}); return;
    case DECL_RECORD: case DECL_STATEMENT: statement(walk, decl->statement); return;
    case DECL_MODULE:
    case DECL_USE:
    case DECL_SOURCE:
    case DECL_PARTY:
    case DECL_EVENT:
    case DECL_HOLIDAYS:
    case DECL_ROLE:
    case DECL_DUTY:
    case DECL_MATTER:
    case DECL_REQUIREMENT:
    case DECL_SIGNATURE:
    case DECL_SCENARIO:
    case DECL_CASE: return;
  }
}

static void walk_decl(Walk *walk, const Decl *decl) {
  Scope scope;
  walk->decl = decl;
  walk->scope = NULL;
  mention(walk, &decl->name, declared(walk));
  each_opens(walk, &decl->each, &scope);
  particular(walk);
  cites(walk, &decl->cites);
  for (size_t i = 0; i < decl->lines.count; i++) walk_line(walk, decl->lines.at[i]);
}

static int by_place(const void *a, const void *b) {
  const Mention *x = a, *y = b;
  return x->span.from < y->span.from ? -1 : x->span.from > y->span.from;
}

/* The heading of a table is read once for each row. */
static void drop_again(Mentions *mentions) {
  size_t kept = 0;
  for (size_t i = 0; i < mentions->count; i++) {
    bool again = kept && mentions->at[kept - 1].span.from == mentions->at[i].span.from;
    if (!again) mentions->at[kept++] = mentions->at[i];
  }
  mentions->count = kept;
}

Mentions mentions_of(const Index *index, const Tree *tree) {
  Walk walk = {.index = index, .tree = tree};
  for (size_t i = 0; i < tree->decls.count; i++) walk_decl(&walk, tree->decls.at[i]);
  if (walk.found.count) qsort(walk.found.at, walk.found.count, sizeof *walk.found.at, by_place);
  drop_again(&walk.found);
  return walk.found;
}

const Mention *mention_at(const Mentions *mentions, uint32_t offset) {
  const Mention *found = NULL;
  for (size_t i = 0; i < mentions->count && mentions->at[i].span.from <= offset; i++)
    if (offset <= mentions->at[i].span.to) found = &mentions->at[i];
  return found;
}

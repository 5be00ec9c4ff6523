/* Labels, double negatives and repeated scenarios: what the tree alone shows. */
#include "study/lint.h"

enum { LABEL_LONG = 90 };

typedef struct Lint {
  const Tree *tree;
  const Decl *decl;
  Diags *diags;
} Lint;

static Diag *warn(const Lint *lint, DiagCode code, Span span, const char *text) {
  return diag_add(lint->diags, code, lint->tree->source, ast_absolute(lint->decl, span), "%s", text);
}

/* ---- labels ---- */

/* What would be shown anyway: the name with spaces. */
static bool repeats(Text label, Text name) {
  if (label.bytes != name.bytes) return false;
  for (uint32_t i = 0; i < label.bytes; i++)
    if (label.at[i] != (name.at[i] == '_' ? ' ' : name.at[i])) return false;
  return true;
}

static bool full_stop(Text label) {
  return text_ends(label, TEXT(".")) && !text_ends(label, TEXT("..")) && !text_ends(label, TEXT("etc."));
}

/* The full stop stands before the closing quotes; where the label's place is not known the mend is left to the author.
 */
static void mend_full_stop(const Lint *lint, Diag *diag, Span span) {
  Source *source = lint->tree->source;
  Span whole = ast_absolute(lint->decl, span);
  if (whole.to < whole.from + 3 || source->text.at[whole.to - 1] != '"' || source->text.at[whole.to - 2] != '.') return;
  diag_fix(diag, source, (Span){whole.to - 2, whole.to - 1}, TEXT(""));
}

/* Where the span is the label's own, it goes with the space before it: the name is shown in the same words. */
static void mend_repeated(const Lint *lint, Diag *diag, Text label, Span span) {
  Source *source = lint->tree->source;
  Span whole = ast_absolute(lint->decl, span);
  diag_mend(diag, "say in words what it means, or leave it out");
  if (whole.to != whole.from + label.bytes + 2 || source->text.at[whole.from] != '"') return;
  while (whole.from > 0 && source->text.at[whole.from - 1] == ' ') whole.from--;
  diag_fix(diag, source, whole, TEXT(""));
}

static void check_label(const Lint *lint, const Name *name, Text label, Span span) {
  if (!label.bytes) return;
  if (name && repeats(label, name->text))
    mend_repeated(lint, warn(lint, DIAG_LABEL_REPEATS, span, "this label only repeats the name"), label, span);
  if (full_stop(label))
    mend_full_stop(lint, warn(lint, DIAG_LABEL_STOP, span, "a label has no full stop: it stands inside sentences"),
                   span);
  if (text_code_points(label) > LABEL_LONG)
    diag_mend(warn(lint, DIAG_LABEL_LONG, span, "this label has more than 90 characters"),
              "say it shorter; the citation holds the rest");
}

static Span label_span(const Decl *decl) { return decl->label_span.to ? decl->label_span : decl->name.span; }

static void check_labels(const Lint *lint) {
  const Decl *decl = lint->decl;
  bool titled = decl->kind == DECL_SCENARIO || decl->kind == DECL_ALWAYS || decl->kind == DECL_SOURCE;
  if (!titled) check_label(lint, decl->name.name, decl->label, label_span(decl));
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Line *line = decl->lines.at[i];
    if (line->kind == LINE_INDICATOR || line->kind == LINE_MITIGATION)
      check_label(lint, line->name.name, line->label, line->span);
  }
}

void lint_labels(const Tree *tree, Diags *diags) {
  for (size_t i = 0; i < tree->decls.count; i++) check_labels(&(Lint){tree, tree->decls.at[i], diags});
}

/* ---- double negatives ---- */

static bool negative(const Expr *expr) {
  if (expr->kind == EXPR_NOT || expr->kind == EXPR_NEVER) return true;
  if (expr->kind == EXPR_STATUS || expr->kind == EXPR_ONE_OF) return expr->negated;
  return expr->kind == EXPR_COMPARE && (expr->op == COMPARE_IS_NOT || expr->op == COMPARE_NOT_IN);
}

static bool says_no(const Expr *expr) {
  return expr->kind == EXPR_COMPARE && expr->op == COMPARE_IS_NOT && expr->b && expr->b->kind == EXPR_LITERAL &&
         expr->b->literal->kind == LITERAL_NO;
}

static Text words_of(const Tree *tree, const Decl *decl, Span span) {
  Span whole = ast_absolute(decl, span);
  return text_slice(tree->source->text, whole.from, whole.to);
}

/* `x is not y` without its `not`; empty where the words between are other than plain. */
static Text without_not(const Lint *lint, const Expr *expr) {
  if (expr->kind == EXPR_NOT || expr->kind == EXPR_NEVER || !expr->a) return TEXT("");
  Text subject = words_of(lint->tree, lint->decl, expr->a->span);
  Text rest = text_trim(words_of(lint->tree, lint->decl, (Span){expr->a->span.to, expr->span.to}));
  if (text_starts(rest, TEXT("is not ")))
    return text_format("%s is %s", text_c(subject), text_c(text_trim(text_slice(rest, 7, rest.bytes))));
  if (text_starts(rest, TEXT("not in ")))
    return text_format("%s in %s", text_c(subject), text_c(text_trim(text_slice(rest, 7, rest.bytes))));
  return TEXT("");
}

/* Nothing is lost with the words that go: no comment, and no bracket of a pair. */
static bool plain(Text words) {
  int depth = 0;
  for (uint32_t i = 0; i < words.bytes; i++) {
    depth += words.at[i] == '(' ? 1 : words.at[i] == ')' ? -1 : 0;
    if (words.at[i] == '#' || depth < 0) return false;
  }
  return depth == 0;
}

static void mend_negative(const Lint *lint, Diag *diag, const Expr *expr) {
  Text old = words_of(lint->tree, lint->decl, expr->span), positive;
  diag_mend(diag, "say what must be so, not what must not be otherwise");
  if (says_no(expr)) positive = text_format("%s is yes", text_c(words_of(lint->tree, lint->decl, expr->a->span)));
  else positive = without_not(lint, expr->a);
  if (positive.bytes && plain(old) && plain(positive))
    diag_fix(diag, lint->tree->source, ast_absolute(lint->decl, expr->span), positive);
}

/* Recursive as deep as the parser allows. */
static void check_negatives(const Lint *lint, const Expr *expr) {
  if (!expr) return;
  bool twice = expr->kind == EXPR_NOT && expr->a && negative(expr->a);
  if (twice || says_no(expr))
    mend_negative(lint, warn(lint, DIAG_DOUBLE_NEGATIVE, expr->span, "a double negative is easily misread"), expr);
  if (twice) return;          /* one message, and one mend, for the whole */
  switch ((ExprKind)expr->kind) {
    case EXPR_OR: case EXPR_AND:
      for (size_t i = 0; i < expr->list.count; i++) check_negatives(lint, expr->list.at[i]);
      return;
    case EXPR_NOT: case EXPR_AT: case EXPR_FOR: case EXPR_START_OF: check_negatives(lint, expr->a); return;
    case EXPR_EVER: case EXPR_NEVER: check_negatives(lint, expr->ever.condition); return;
    case EXPR_QUANTIFIED:
      for (size_t i = 0; i < expr->quantified->list.count; i++) check_negatives(lint, expr->quantified->list.at[i]);
      return;
    case EXPR_COMPARE: case EXPR_ONE_OF: case EXPR_STATUS: case EXPR_ADD: case EXPR_MULTIPLY: case EXPR_SUBTRACT:
    case EXPR_DIVIDE:
    case EXPR_NEGATE:
    case EXPR_REF:
    case EXPR_LITERAL:
    case EXPR_TODAY:
    case EXPR_AFTER:
    case EXPR_STANDING:
    case EXPR_COUNT_EVENTS:
    case EXPR_FIRST:
    case EXPR_LAST:
    case EXPR_CHANGES:
    case EXPR_SPAN_OF_TIME:
    case EXPR_ERROR: return;
  }
}

void lint_double_negatives(const Tree *tree, Diags *diags) {
  for (size_t i = 0; i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    Lint lint = {tree, decl, diags};
    if (decl->kind == DECL_ALWAYS) check_negatives(&lint, decl->always);
    for (size_t l = 0; l < decl->lines.count && decl->kind != DECL_SCENARIO; l++) {
      check_negatives(&lint, decl->lines.at[l]->when);
      check_negatives(&lint, decl->lines.at[l]->value);
    }
  }
}

/* ---- scenarios that repeat one another ---- */

static bool same_head(const ScenarioDecl *a, const ScenarioDecl *b) {
  return text_equal(a->case_path, b->case_path) && a->as_planned == b->as_planned && a->as_at.given == b->as_at.given &&
         a->as_at.date.first == b->as_at.date.first && a->as_known.given == b->as_known.given &&
         a->as_known.date.first == b->as_known.date.first;
}

static bool same_scenario(const Tree *tree, const Decl *a, const Decl *b) {
  if (a->lines.count != b->lines.count || !same_head(a->scenario, b->scenario)) return false;
  for (size_t i = 0; i < a->lines.count; i++)
    if (!text_equal(words_of(tree, a, a->lines.at[i]->span), words_of(tree, b, b->lines.at[i]->span))) return false;
  return true;
}

/* A scenario's own words find the one that it may repeat. */
static Text key_of(const Tree *tree, const Decl *decl) {
  return decl->lines.count ? words_of(tree, decl, decl->lines.at[decl->lines.count - 1]->span) : TEXT("");
}

typedef struct Chain {
  const Decl *decl;
  struct Chain *next;
} Chain;

void lint_scenarios(const Tree *tree, Diags *diags) {
  HashMap seen = {0};
  for (size_t i = 0; i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    if (decl->kind != DECL_SCENARIO) continue;
    void **slot = hash_put(&seen, key_of(tree, decl));
    for (const Chain *c = *slot; c; c = c->next) {
      if (!same_scenario(tree, c->decl, decl)) continue;
      Lint lint = {tree, decl, diags};
      Diag *diag =
        warn(&lint, DIAG_SCENARIO_REPEATS, label_span(decl), "this scenario gives and expects the same as another");
      diag_note(diag, tree->source, ast_absolute(c->decl, label_span(c->decl)), "the other one");
      break;
    }
    Chain *link = MEM_NEW(Chain);
    *link = (Chain){decl, *slot};
    *slot = link;
  }
}

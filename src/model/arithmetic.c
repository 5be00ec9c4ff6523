/* Arithmetic and dates: which units may meet, and what comes of it. */
#include "model/build.h"

static bool plain(const Program *p, const Type *t) { return t == p->count || t == p->number; }

/* NULL: these do not add. */
static const Type *sum_type(const Program *p, const Type *a, const Type *b, bool subtract) {
  if (plain(p, a) && plain(p, b)) return a == p->count && b == p->count && !subtract ? p->count : p->number;
  if (a == b && (a == p->money || a == p->percent || a == p->duration)) return a;
  if (a == p->date && b == p->duration) return a;
  return NULL;
}

static const Type *product_type(const Program *p, const Type *a, const Type *b) {
  if (plain(p, a) && plain(p, b)) return a == p->count && b == p->count ? p->count : p->number;
  if (a == p->percent && b == p->percent) return p->percent;
  if (a == p->money && (plain(p, b) || b == p->percent)) return p->money;
  if (b == p->money && (plain(p, a) || a == p->percent)) return p->money;
  if ((plain(p, a) && b == p->percent) || (a == p->percent && plain(p, b))) return p->number;
  return NULL;
}

static const Type *quotient_type(const Program *p, const Type *a, const Type *b) {
  if (plain(p, a) && plain(p, b)) return p->number;
  if (a == b && (a == p->money || a == p->percent || a == p->duration)) return p->number;
  if (a == p->money && plain(p, b)) return p->money;
  if (a == p->percent && plain(p, b)) return p->percent;
  return NULL;
}

static Node *refuse(Build *build, const Expr *expr, const Node *a, const Node *b, const char *what) {
  const Program *p = build->program;
  Diag *diag = build_error(build, DIAG_TYPE_MISMATCH, expr->span, "%s and %s cannot be %s", type_words(a->type),
                           type_words(b->type), what);
  if (a->type == p->date && b->type == p->date)
    diag_mend(diag, "for the time between two dates write `days from ... to ...` (or months, years)");
  else if (a->type == p->date && plain(p, b->type))
    diag_mend(diag, "say what is counted: `+ 30 days`, `+ 6 months`");
  return node_stand_in(build, expr->span);
}

static Node *operation(Build *build, NodeKind kind, const Type *type, Span span, Node *a, Node *b) {
  Node *node = node_pair(build, kind, type, span, a, b);
  node->count = build_site(build, node);
  return node;
}

/* A date plus durations is a chain of steps, in order: months and days do not commute. */
static Node *date_sum(Build *build, const Expr *expr, Node **list, size_t count) {
  const Program *p = build->program;
  Node *sum = list[0];
  for (size_t i = 1; i < count; i++) {
    if (list[i]->type != p->duration) return refuse(build, expr, sum, list[i], "added");
    sum = operation(build, NODE_DATE_ADD, p->date, expr->span, sum, list[i]);
  }
  return sum;
}

static Node *n_ary(Build *build, const Expr *expr, bool sum) {
  const Program *p = build->program;
  Node **list = node_room(build, expr->list.count);
  for (size_t i = 0; i < expr->list.count; i++) {
    list[i] = build_expression(build, expr->list.at[i], sum && i && list[0]->type != p->date ? list[0]->type : NULL);
    if (node_failed(list[i])) return list[i];
  }
  if (sum && list[0]->type == p->date) return date_sum(build, expr, list, expr->list.count);
  const Type *type = list[0]->type;
  for (size_t i = 1; i < expr->list.count; i++) {
    const Type *next = sum ? sum_type(p, type, list[i]->type, false) : product_type(p, type, list[i]->type);
    if (!next || next == p->date) return refuse(build, expr, list[i - 1], list[i], sum ? "added" : "multiplied");
    type = next;
  }
  Node *node = node_list(build, sum ? NODE_ADD : NODE_MULTIPLY, type, expr->span, list, expr->list.count);
  node->list_site = build_site(build, node);
  return node;
}

static Node *difference(Build *build, const Expr *expr) {
  const Program *p = build->program;
  Node *a = build_expression(build, expr->a, NULL);
  if (node_failed(a)) return a;
  Node *b = build_expression(build, expr->b, a->type == p->date ? NULL : a->type);
  if (node_failed(b)) return b;
  const Type *type = sum_type(p, a->type, b->type, true);
  if (!type) return refuse(build, expr, a, b, "subtracted");
  return operation(build, type == p->date ? NODE_DATE_SUBTRACT : NODE_SUBTRACT, type, expr->span, a, b);
}

static Node *quotient(Build *build, const Expr *expr) {
  Node *a = build_expression(build, expr->a, NULL), *b = build_expression(build, expr->b, NULL);
  if (node_failed(a) || node_failed(b)) return node_stand_in(build, expr->span);
  const Type *type = quotient_type(build->program, a->type, b->type);
  return type ? operation(build, NODE_DIVIDE, type, expr->span, a, b) : refuse(build, expr, a, b, "divided");
}

static Node *opposite(Build *build, const Expr *expr, const Type *expected) {
  const Program *p = build->program;
  Node *a = build_expression(build, expr->a, expected);
  if (node_failed(a)) return a;
  if (!plain(p, a->type) && a->type != p->money && a->type != p->percent) {
    build_error(build, DIAG_WRONG_TYPE, expr->span, "only numbers, money and percentages have a minus, not %s",
                type_words(a->type));
    return node_stand_in(build, expr->span);
  }
  return operation(build, NODE_NEGATE, a->type == p->count ? p->number : a->type, expr->span, a, NULL);
}

/* `10 working days after D` */
static Node *after(Build *build, const Expr *expr) {
  const Program *p = build->program;
  Node *duration = build_expression(build, expr->a, p->duration), *date = build_expression(build, expr->b, p->date);
  if (node_failed(duration) || node_failed(date)) return node_stand_in(build, expr->span);
  if (date->type != p->date || duration->type != p->duration)
    return refuse(build, expr, duration, date, "put together with `after`");
  return operation(build, NODE_DATE_ADD, p->date, expr->span, date, duration);
}

Node *build_arithmetic(Build *build, const Expr *expr, const Type *expected) {
  switch ((ExprKind)expr->kind) {
  case EXPR_ADD: return n_ary(build, expr, true);
  case EXPR_MULTIPLY: return n_ary(build, expr, false);
  case EXPR_SUBTRACT: return difference(build, expr);
  case EXPR_DIVIDE: return quotient(build, expr);
  case EXPR_NEGATE: return opposite(build, expr, expected);
  default: return after(build, expr);
  }
}

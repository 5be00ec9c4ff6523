/* Making nodes, and the questions that typing asks of them. */
#include "model/build.h"

Node *node_make(Build *build, NodeKind kind, const Type *type, Span span) {
  Node *node = mem_pool_alloc(&build->program->pool, sizeof *node);
  node->kind = (uint8_t)kind;
  node->type = type;
  node->span = span;
  return node;
}

Node *node_constant(Build *build, const Type *type, Value value, Span span) {
  Node *node = node_make(build, NODE_CONSTANT, type, span);
  node->constant = value;
  return node;
}

/* A stand-in has no type; every pass takes it in silence, and nothing evaluates a program with errors. */
Node *node_stand_in(Build *build, Span span) {
  build->failed_names = true;
  return node_make(build, NODE_CONSTANT, NULL, span);
}

bool node_failed(const Node *node) { return !node->type; }

Node *node_pair(Build *build, NodeKind kind, const Type *type, Span span, Node *a, Node *b) {
  Node *node = node_make(build, kind, type, span);
  node->a = a;
  node->b = b;
  return node;
}

Node *node_list(Build *build, NodeKind kind, const Type *type, Span span, Node **list, size_t count) {
  Node *node = node_make(build, kind, type, span);
  node->list = list;
  node->count = (uint32_t)count;
  return node;
}

Node **node_room(Build *build, size_t count) {
  return mem_pool_alloc(&build->program->pool, sizeof(Node *) * (count ? count : 1));
}

uint32_t build_site(Build *build, const Node *node) {
  list_push(&build->program->sites, node);
  list_push(&build->program->site_homes, build->home);
  return (uint32_t)build->program->sites.count;
}

static bool numeric(const Program *program, const Type *type) {
  return type == program->count || type == program->number;
}

/* Counts and numbers compare; so do computed numbers and percentages; nothing else across types. */
bool types_comparable(const Program *program, const Type *a, const Type *b) {
  if (a == b) return true;
  if (numeric(program, a) && numeric(program, b)) return true;
  return (a == program->percent && b == program->number) || (a == program->number && b == program->percent);
}

bool build_types_agree(Build *build, const Node *a, const Node *b, Span span) {
  if (node_failed(a) || node_failed(b)) return false;
  if (types_comparable(build->program, a->type, b->type)) return true;
  Diag *diag = build_error(build, DIAG_TYPE_MISMATCH, span, "%s cannot be compared with %s", type_words(a->type),
                           type_words(b->type));
  if (b->kind == NODE_CONSTANT && type_example(a->type))
    diag_mend(diag, "%s is written as in %s", type_words(a->type), type_example(a->type));
  return false;
}

Node *build_condition(Build *build, const Expr *expr) {
  Node *node = build_expression(build, expr, build->program->yes_no);
  if (node_failed(node) || node->type == build->program->yes_no) return node;
  Diag *diag = build_error(build, DIAG_WRONG_TYPE, expr->span, "a condition is due here, and this is %s",
                           type_words(node->type));
  if (node->kind != NODE_CONSTANT) diag_mend(diag, "compare it with something: `... > ...`, `... is ...`");
  return node_stand_in(build, expr->span);
}

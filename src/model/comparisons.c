/* Comparisons, statuses, and counts of conclusions. */
#include "model/build.h"

static Node *truth_pair(Build *build, NodeKind kind, Span span, Node *a, Node *b) {
  return node_pair(build, kind, build->program->yes_no, span, a, b);
}

static Node *compare(Build *build, Order order, Span span, Node *a, Node *b) {
  Node *node = truth_pair(build, NODE_COMPARE, span, a, b);
  node->op = (uint8_t)order;
  return node;
}

static Order order_of(CompareOp op) {
  switch (op) {
  case COMPARE_EQUAL: case COMPARE_IS: return ORDER_EQUAL;
  case COMPARE_IS_NOT: return ORDER_NOT_EQUAL;
  case COMPARE_LESS: return ORDER_LESS;
  case COMPARE_GREATER: return ORDER_GREATER;
  case COMPARE_AT_MOST: return ORDER_AT_MOST;
  case COMPARE_AT_LEAST: return ORDER_AT_LEAST;
  case COMPARE_BETWEEN: case COMPARE_IN: case COMPARE_NOT_IN: case COMPARE_INCLUDES: break;
  }
  return ORDER_EQUAL;
}

/* A word on the left that is no declaration takes its meaning from the right: `trust is social_care.delivers`. */
static bool bare_word(Build *build, const Expr *expr) {
  if (expr->kind != EXPR_REF || expr->ref->index.name || expr->ref->part.name) return false;
  for (const Binding *b = build->binding; b; b = b->outer)
    if (b->variable == expr->ref->name.name) return false;
  return expr->ref->name.name && !build_symbol(build->program, expr->ref->name.name);
}

static bool both_sides(Build *build, const Expr *left, const Expr *right, Node **a, Node **b) {
  if (bare_word(build, left) && !bare_word(build, right)) {
    *b = build_expression(build, right, NULL);
    *a = node_failed(*b) ? node_stand_in(build, left->span) : build_expression(build, left, (*b)->type);
  } else {
    *a = build_expression(build, left, NULL);
    *b = node_failed(*a) ? node_stand_in(build, right->span) : build_expression(build, right, (*a)->type);
  }
  return !node_failed(*a) && !node_failed(*b);
}

/* `delivers is trust` where one party is computed: the set of just that one cannot be made; said, not guessed. */
static bool ordered_enough(Build *build, Order order, const Node *a, Span span) {
  if (order == ORDER_EQUAL || order == ORDER_NOT_EQUAL || type_ordered(a->type)) return true;
  Diag *diag = build_error(build, DIAG_NOT_ORDERED, span, "%s has no order: only `is` and `is not` compare it",
                           type_words(a->type));
  if (a->type->word == TYPE_NAMED && !a->type->set)
    diag_mend(diag, "declare it as a `scale` if its members are ranked");
  return false;
}

static Node *simple_comparison(Build *build, const Expr *expr) {
  Node *a, *b;
  Order order = order_of((CompareOp)expr->op);
  if (!both_sides(build, expr->a, expr->b, &a, &b)) return node_stand_in(build, expr->span);
  if (!build_types_agree(build, a, b, expr->span) || !ordered_enough(build, order, a, expr->span))
    return node_stand_in(build, expr->span);
  return compare(build, order, expr->span, a, b);
}

static Node *between(Build *build, const Expr *expr) {
  Node *a = build_expression(build, expr->a, NULL);
  if (node_failed(a)) return a;
  Node *b = build_expression(build, expr->b, a->type), *c = build_expression(build, expr->c, a->type);
  if (!build_types_agree(build, a, b, expr->span) || !build_types_agree(build, a, c, expr->span) ||
      !ordered_enough(build, ORDER_LESS, a, expr->span))
    return node_stand_in(build, expr->span);
  Node *node = truth_pair(build, NODE_BETWEEN, expr->span, a, b);
  node->c = c;
  return node;
}

static Node *membership(Build *build, const Expr *member, const Expr *set, Span span) {
  Node *b = build_expression(build, set, NULL);
  if (node_failed(b)) return b;
  if (!b->type->set) {
    build_error(build, DIAG_WRONG_TYPE, set->span, "a set is due here, and this is %s", type_words(b->type));
    return node_stand_in(build, span);
  }
  Node *a = build_expression(build, member, type_element(build->program, b->type));
  if (!build_types_agree(build, a, a, span)) return node_stand_in(build, span);
  if (a->type != type_element(build->program, b->type)) {
    build_error(build, DIAG_TYPE_MISMATCH, span, "%s cannot be in %s", type_words(a->type), type_words(b->type));
    return node_stand_in(build, span);
  }
  return truth_pair(build, NODE_IN, span, a, b);
}

/* Members go through one mask; other values through comparisons, as the page says. */
static Node *one_of(Build *build, const Expr *expr) {
  Node *a = build_expression(build, expr->one_of.subject, NULL);
  if (node_failed(a)) return a;
  const Exprs *choices = expr->one_of.choices;
  Node **list = node_room(build, choices->count);
  uint64_t mask = 0;
  bool members = type_form(a->type) == VALUE_MEMBERS;
  for (size_t i = 0; i < choices->count; i++) {
    Node *b = build_expression(build, choices->at[i], a->type);
    if (!build_types_agree(build, a, b, choices->at[i]->span)) return node_stand_in(build, expr->span);
    members &= b->kind == NODE_CONSTANT;
    if (members) mask |= b->constant.may;
    list[i] = compare(build, ORDER_EQUAL, expr->span, a, b);
  }
  if (!members) return node_list(build, NODE_OR, build->program->yes_no, expr->span, list, choices->count);
  Node *node = node_make(build, NODE_IN_MASK, build->program->yes_no, expr->span);
  node->in_subject = a;
  node->mask = mask;
  return node;
}

Node *build_comparison(Build *build, const Expr *expr) {
  if (expr->kind == EXPR_ONE_OF) {
    Node *node = one_of(build, expr);
    return expr->negated ? node_not(build, node, expr->span) : node;
  }
  switch ((CompareOp)expr->op) {
  case COMPARE_BETWEEN: return between(build, expr);
  case COMPARE_IN: return membership(build, expr->a, expr->b, expr->span);
  case COMPARE_NOT_IN: return node_not(build, membership(build, expr->a, expr->b, expr->span), expr->span);
  case COMPARE_INCLUDES: return membership(build, expr->b, expr->a, expr->span);
  case COMPARE_EQUAL: case COMPARE_IS: case COMPARE_IS_NOT: case COMPARE_LESS: case COMPARE_GREATER:
  case COMPARE_AT_MOST: case COMPARE_AT_LEAST: return simple_comparison(build, expr);
  }
  return node_stand_in(build, expr->span);
}

/* ---- `is held`, `is known` ... ---- */

static const char *status_words(StatusWord word) {
  switch (word) {
  case STATUS_CONFLICT: return "is conflict";
  case STATUS_NOBODY: return "is nobody";
  case STATUS_IN_FORCE: return "is in force";
  case STATUS_HELD: return "is held";
  case STATUS_RAISED: return "is raised";
  case STATUS_MET: return "is met";
  case STATUS_BREACHED: return "is breached";
  case STATUS_PENDING: return "is pending";
  case STATUS_APPLICABLE: return "is applicable";
  case STATUS_KNOWN: case STATUS_UNKNOWN: case STATUS_DISPUTED: break;    /* said of anything */
  }
  return "";
}

static Node *status_misplaced(Build *build, const Expr *expr, const char *what) {
  build_error(build, DIAG_WRONG_KIND, expr->span, "`%s` is said of %s", status_words((StatusWord)expr->op), what);
  return node_stand_in(build, expr->span);
}

static bool is_unit(const Node *node, UnitKind kind) { return node->kind == NODE_UNIT && node->unit->kind == kind; }

static Node *requirement_status(Build *build, const Expr *expr, Node *a, uint64_t mask) {
  if (!is_unit(a, UNIT_REQUIREMENT)) return status_misplaced(build, expr, "a requirement");
  Node *node = node_make(build, NODE_IN_MASK, build->program->yes_no, expr->span);
  node->in_subject = a;
  node->mask = mask;
  return node;
}

static Node *plain_status(Build *build, const Expr *expr, Node *a) {
  uint64_t applicable =
    UINT64_C(1) << REQUIREMENT_MET | UINT64_C(1) << REQUIREMENT_BREACHED | UINT64_C(1) << REQUIREMENT_PENDING;
  switch ((StatusWord)expr->op) {
  case STATUS_CONFLICT:
    return a->kind == NODE_UNIT ? truth_pair(build, NODE_CONFLICT, expr->span, a, NULL)
                                : status_misplaced(build, expr, "a conclusion");
  case STATUS_IN_FORCE:
    return a->kind == NODE_UNIT ? truth_pair(build, NODE_IN_FORCE, expr->span, a, NULL)
                                : status_misplaced(build, expr, "a conclusion");
  case STATUS_NOBODY:
    return a->type->set ? truth_pair(build, NODE_EMPTY, expr->span, a, NULL)
                        : status_misplaced(build, expr, "who holds a role, or of another set");
  case STATUS_KNOWN: return truth_pair(build, NODE_KNOWN, expr->span, a, NULL);
  case STATUS_UNKNOWN:
    return node_not(build, truth_pair(build, NODE_KNOWN, expr->span, a, NULL), expr->span);
  case STATUS_DISPUTED: return truth_pair(build, NODE_DISPUTED, expr->span, a, NULL);
  case STATUS_HELD: return is_unit(a, UNIT_RIGHT) ? a : status_misplaced(build, expr, "a right");
  case STATUS_RAISED:
    return is_unit(a, UNIT_SIGNATURE) || is_unit(a, UNIT_INDICATOR)
             ? a
             : status_misplaced(build, expr, "a signature or its indicator");
  case STATUS_MET: return requirement_status(build, expr, a, UINT64_C(1) << REQUIREMENT_MET);
  case STATUS_BREACHED: return requirement_status(build, expr, a, UINT64_C(1) << REQUIREMENT_BREACHED);
  case STATUS_PENDING: return requirement_status(build, expr, a, UINT64_C(1) << REQUIREMENT_PENDING);
  case STATUS_APPLICABLE: return requirement_status(build, expr, a, applicable);
  }
  return node_stand_in(build, expr->span);
}

Node *build_status(Build *build, const Expr *expr) {
  Node *a = expr->a->kind == EXPR_REF ? build_reference(build, expr->a->ref, expr->a->span, NULL, true)
                                      : build_expression(build, expr->a, NULL);
  if (node_failed(a)) return a;
  Node *node = plain_status(build, expr, a);
  if (node_failed(node)) return node;
  if (expr->negated) return node_not(build, node, expr->span);
  return node;
}

/* ---- `raised signatures of leadership with high` ... ---- */

static void add_signatures(Build *build, StandingKey *key, const Name *group, Span span) {
  const Program *program = build->program;
  key->list = node_room(build, program->signatures.count);
  for (size_t i = 0; i < program->signatures.count; i++) {
    const Signature *signature = program->signatures.at[i];
    if (group && signature->group != group) continue;
    Node *node = node_unit(build, signature->raised, span);
    if (key->severity >= 0) {
      if (!signature->severity) continue;
      Node **both = node_room(build, 2);
      both[0] = node;
      both[1] =
        compare(build, ORDER_EQUAL, span, node_unit(build, signature->severity, span),
                node_constant(build, program->severity, value_members(UINT64_C(1) << key->severity, BASIS_NONE), span));
      node = node_list(build, NODE_AND, program->yes_no, span, both, 2);
    }
    key->list[key->count++] = node;
  }
}

static void add_requirements(Build *build, StandingKey *key, Span span) {
  const Program *program = build->program;
  key->list = node_room(build, program->requirements.count);
  for (size_t i = 0; i < program->requirements.count; i++) {
    Node *node = node_make(build, NODE_IN_MASK, program->yes_no, span);
    node->in_subject = node_unit(build, program->requirements.at[i]->unit, span);
    node->mask = UINT64_C(1) << REQUIREMENT_BREACHED;
    key->list[key->count++] = node;
  }
}

static void add_rights(Build *build, StandingKey *key, int party, Span span) {
  const Program *program = build->program;
  key->list = node_room(build, program->rights.count);
  for (size_t i = 0; i < program->rights.count; i++)
    if (program->rights.at[i]->holders >> party & 1)
      key->list[key->count++] = node_unit(build, program->rights.at[i]->unit, span);
}

static bool group_exists(const Program *program, const Name *group) {
  for (size_t i = 0; i < program->signatures.count; i++)
    if (program->signatures.at[i]->group == group) return true;
  return false;
}

static bool check_group(Build *build, const Ident *group) {
  if (!group->name || group_exists(build->program, group->name)) return true;
  DiagNearest nearest = diag_nearest(build->diags, group->name->text);
  for (size_t i = 0; !nearest.full && i < build->program->signatures.count; i++)
    if (build->program->signatures.at[i]->group)
      diag_nearest_offer(&nearest, build->program->signatures.at[i]->group->text);
  Diag *diag =
    build_error(build, DIAG_UNKNOWN_NAME, group->span, "no signature names the group `%s`", text_c(group->name->text));
  diag_nearest_mend(diag, &nearest);
  return false;
}

static bool fill_key(Build *build, const StandingExpr *standing, StandingKey *key) {
  *key = (StandingKey){.kind = standing->kind, .severity = -1};
  if (standing->kind == STANDING_HELD_RIGHTS) {
    int party = build_party(build, &standing->of);
    if (party < 0) return false;
    key->of = standing->of.name;
    return true;
  }
  if (!check_group(build, &standing->of)) return false;
  key->of = standing->of.name;
  if (!standing->severity.name) return true;
  key->severity = members_find(build->program->severity->members, standing->severity.name);
  if (key->severity >= 0) return true;
  build_error(build, DIAG_UNKNOWN_MEMBER, standing->severity.span, "a severity is `low`, `medium` or `high`, not `%s`",
              text_c(standing->severity.name->text));
  return false;
}

static const StandingKey *standing_list(Build *build, StandingKey key, const StandingExpr *standing, Span span) {
  for (size_t i = 0; i < build->standing.count; i++) {
    const StandingKey *known = &build->standing.at[i];
    if (known->kind == key.kind && known->of == key.of && known->severity == key.severity) return known;
  }
  switch (key.kind) {
  case STANDING_RAISED_SIGNATURES: add_signatures(build, &key, standing->of.name, span); break;
  case STANDING_BREACHED_REQUIREMENTS: add_requirements(build, &key, span); break;
  case STANDING_HELD_RIGHTS:
    add_rights(build, &key, members_find(&build->program->parties, standing->of.name), span);
    break;
  }
  list_push(&build->standing, key);
  return &build->standing.at[build->standing.count - 1];
}

Node *build_standing(Build *build, const Expr *expr) {
  StandingKey key;
  if (!fill_key(build, expr->standing, &key)) return node_stand_in(build, expr->span);
  const StandingKey *list = standing_list(build, key, expr->standing, expr->span);
  Node *node = node_list(build, NODE_COUNT, build->program->count, expr->span, list->list, list->count);
  node->op = (uint8_t)key.kind;
  node->flags |= NODE_STANDING;
  return node;
}

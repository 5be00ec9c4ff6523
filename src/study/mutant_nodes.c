/* Mutants of conditions and values: comparisons, thresholds, parts, members, and the opposite of each condition. */
#include <string.h>
#include "model/print.h"
#include "study/mutants.h"

static void replace(const Mutating *mutating, MutationKind kind, Node *node, Text becomes, const Node *other) {
  mutant_add(mutating, kind, node->span, becomes, node, other, sizeof *other);
}

/* ---- thresholds ---- */

static MutationKind shift_kind(const Type *type, bool up) {
  if (type->word == TYPE_DATE) return up ? MUTATION_LATER : MUTATION_EARLIER;
  return up ? MUTATION_UP : MUTATION_DOWN;
}

static void shift_number(const Mutating *mutating, Node *node, int64_t by) {
  Node other = *node;
  if (by == 0 || !value_certain(&node->constant) || value_no_date_certain(&node->constant)) return;
  other.constant.low += by;
  other.constant.high += by;
  if (node->type->word == TYPE_COUNT && other.constant.low < 0) return;
  replace(mutating, shift_kind(node->type, by > 0), node, print_exact_text(node->type, &other.constant), &other);
}

/* Of a scale: one step up or down. */
static void shift_member(const Mutating *mutating, Node *node, bool up) {
  Node other = *node;
  other.constant.may = up ? node->constant.may << 1 : node->constant.may >> 1;
  if (!other.constant.may || other.constant.may & ~members_all(node->type->members)) return;
  replace(mutating, shift_kind(node->type, up), node, print_exact_text(node->type, &other.constant), &other);
}

static void change_members(const Mutating *mutating, Node *node) {
  const Members *members = node->type->members;
  Node other = *node;
  uint32_t member = 0;
  if (members->scale) {
    shift_member(mutating, node, true);
    shift_member(mutating, node, false);
  } else if (mutant_other_member(members, &other.constant.may, &member)) {
    bool party = node->type->word == TYPE_PARTY;
    if (node->constant.form == VALUE_SET) other.constant.must = other.constant.may;
    replace(mutating, party ? MUTATION_PARTY : MUTATION_OUTCOME, node, mutant_member(members, member), &other);
  }
}

static void change_constant(const Mutating *mutating, Node *node) {
  if (node->constant.form == VALUE_RANGE) {
    int64_t place = mutant_last_place(mutating, node->span, node->type);
    shift_number(mutating, node, place);
    shift_number(mutating, node, -place);
  } else if (node->type->word == TYPE_NAMED || node->type->word == TYPE_PARTY) {
    if (node->constant.form == VALUE_MEMBERS || !node->type->members->scale) change_members(mutating, node);
  }
}

/* ---- comparisons ---- */

static Order other_order(Order order) {
  switch (order) {
    case ORDER_LESS: return ORDER_AT_MOST;
    case ORDER_AT_MOST: return ORDER_LESS;
    case ORDER_GREATER: return ORDER_AT_LEAST;
    case ORDER_AT_LEAST: return ORDER_GREATER;
    case ORDER_EQUAL: case ORDER_NOT_EQUAL: break;
  }
  return order;
}

static const char *order_sign(Order order) {
  static const char *const signs[] = {[ORDER_EQUAL] = "=", [ORDER_NOT_EQUAL] = "is not", [ORDER_LESS] = "<",
                                      [ORDER_AT_MOST] = "<=", [ORDER_GREATER] = ">", [ORDER_AT_LEAST] = ">="};
  return signs[order];
}

/* Against a whole number or a member of a scale that is written there, this is what moving that by one step does. */
static bool moving_does_it(const Node *node) {
  const Node *bound = node->b;
  return bound->kind == NODE_CONSTANT && (bound->constant.form == VALUE_MEMBERS ||
                                          (node->a->type->word == TYPE_COUNT && bound->type->word == TYPE_COUNT));
}

static void change_comparison(const Mutating *mutating, Node *node) {
  Node other = *node;
  Order order = other_order((Order)node->op);
  if (order == (Order)node->op || moving_does_it(node)) return;
  other.op = (uint8_t)order;
  replace(mutating, MUTATION_COMPARISON, node, text_of(order_sign(order)), &other);
}

/* ---- parts ---- */

static bool same_span(Span a, Span b) { return a.from == b.from && a.to == b.to; }

/* Parts that are written one by one: not `all indicators`, nor the members of `for each`. */
static bool parts_written(const Node *node) {
  for (uint32_t i = 0; i < node->count; i++) {
    if (same_span(node->list[i]->span, node->span)) return false;
    if (i && same_span(node->list[i]->span, node->list[0]->span)) return false;
  }
  return node->count > 1;
}

static Node without_part(const Node *node, uint32_t part) {
  Node other = *node;
  if (node->count == 2 && (node->kind == NODE_AND || node->kind == NODE_OR)) return *node->list[1 - part];
  other.list = MEM_NEW_ARRAY(Node *, node->count);
  other.count = 0;
  for (uint32_t i = 0; i < node->count; i++)
    if (i != part) other.list[other.count++] = node->list[i];
  return other;
}

/* The mutant stands at the part that is dropped, though it is the list that changes. */
static void drop_parts(const Mutating *mutating, Node *node) {
  if (!parts_written(node)) return;
  for (uint32_t i = 0; i < node->count; i++) {
    Node other = without_part(node, i);
    mutant_add(mutating, MUTATION_DROP_CONDITION, node->list[i]->span, (Text){0}, node, &other, sizeof other);
  }
}

/* ---- conditions ---- */

/* `not C` is turned round by C alone, which negating C gives as well; lists through their parts. */
static bool is_atom(const Node *node) {
  return node->type->word == TYPE_YES_NO && node->kind != NODE_CONSTANT && node->kind != NODE_NOT &&
         node->kind != NODE_AND && node->kind != NODE_OR;
}

static void negate(const Mutating *mutating, Node *node) {
  Node *inside = MEM_NEW(Node);
  *inside = *node;
  Node other = {.kind = NODE_NOT,
                .flags = node->flags & (NODE_VARIES | NODE_DAILY | NODE_ASKS_RECORD),
                .span = node->span,
                .type = node->type,
                .a = inside};
  replace(mutating, MUTATION_NEGATE, node, (Text){0}, &other);
}

/* What is known of a fact, disputed, or how often it changed is so of its opposite too; what `raised signatures` counts
 * is written elsewhere. */
static bool is_closed(const Node *node) {
  return node->kind == NODE_KNOWN || node->kind == NODE_DISPUTED || node->kind == NODE_CONFLICT ||
         node->kind == NODE_IN_FORCE || node->kind == NODE_CHANGES || node->flags & NODE_STANDING;
}

static void change_kid(void *owner, Node *kid, bool elsewhere) {
  (void)elsewhere;
  mutants_node(owner, kid);
}

void mutants_node(const Mutating *mutating, Node *node) {
  if (node->kind == NODE_CONSTANT) change_constant(mutating, node);
  if (node->kind == NODE_COMPARE) change_comparison(mutating, node);
  if (node->kind == NODE_AND || node->kind == NODE_OR || node->kind == NODE_AT_LEAST || node->kind == NODE_AT_MOST)
    drop_parts(mutating, node);
  if (is_atom(node)) negate(mutating, node);
  if (!is_closed(node)) node_each_kid(node, change_kid, (void *)(uintptr_t)mutating);
}

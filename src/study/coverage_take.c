/* What there is to cover, and the marks on it. How a scenario makes them is in coverage_observe.c. */
#include "study/coverage_inside.h"
#include <stdlib.h>
#include "study/decision.h"

/* ---- items ---- */

static Text key_of(const Source *file, Span span, CoverKind kind, unsigned part) {
  return text_format("%s:%u:%u:%d:%u", text_c(file->path), span.from, span.to, (int)kind, part);
}

CoverItem *cover_find(const RuleCoverage *coverage, const Home *home, Span span, CoverKind kind, unsigned part) {
  return hash_get(&coverage->by_key, key_of(home->file, ast_absolute(home->decl, span), kind, part));
}

typedef struct Collecting {
  RuleCoverage *coverage;
  const Unit *unit;
  Home home;
} Collecting;

static CoverItem *add_item(const Collecting *at, Span span, CoverKind kind, unsigned part) {
  Span absolute = ast_absolute(at->home.decl, span);
  void **place = hash_put(&at->coverage->by_key, key_of(at->home.file, absolute, kind, part));
  CoverItem *item = *place;
  if (item) return item;
  *place = item = MEM_NEW(CoverItem);
  *item = (CoverItem){.kind = kind, .file = at->home.file, .span = absolute, .about = at->unit->subject.name};
  list_push(&at->coverage->all, item);
  return item;
}

/* ---- thresholds ---- */

static bool is_ordered(const Node *node) {
  if (node->op == ORDER_EQUAL || node->op == ORDER_NOT_EQUAL) return false;
  return type_form(node->a->type) == VALUE_RANGE || (node->a->type->members && node->a->type->members->scale);
}

static bool is_bound(const Node *node) { return node->kind == NODE_CONSTANT || node->kind == NODE_PARAMETER; }

static Threshold mirrored(const Node *node) {
  return (Threshold){node->b, node->a, node->op == ORDER_LESS || node->op == ORDER_AT_LEAST};
}

unsigned thresholds_of(const Node *node, Threshold found[2]) {
  if (node->kind == NODE_BETWEEN) {
    found[0] = (Threshold){node->a, node->b, false};
    found[1] = (Threshold){node->a, node->c, true};
    return 2;
  }
  if (node->kind != NODE_COMPARE || !is_ordered(node)) return 0;
  bool low_at = node->op == ORDER_GREATER || node->op == ORDER_AT_MOST;
  found[0] = is_bound(node->a) && !is_bound(node->b) ? mirrored(node) : (Threshold){node->a, node->b, low_at};
  return 1;
}

static Text written(const Home *home, Span span) {
  Span absolute = ast_absolute(home->decl, span);
  return text_trim(text_slice(home->file->text, absolute.from, absolute.to));
}

static void add_thresholds(const Collecting *at, const Node *node) {
  Threshold found[2];
  unsigned count = thresholds_of(node, found);
  for (unsigned i = 0; i < count; i++) {
    CoverItem *item = add_item(at, node->span, COVER_THRESHOLD, i);
    item->subject = ast_absolute(at->home.decl, found[i].subject->span);
    item->bound = written(&at->home, found[i].bound->span);
    item->low_at = found[i].low_at;
  }
}

/* ---- conditions and lines ---- */

/* What is one condition alone is covered as its line is. */
static void add_conditions(const Collecting *at, const Node *root) {
  Decision decision = decision_of(root);
  for (size_t i = 0; i < decision.leaves.count; i++) {
    const Node *leaf = decision.leaves.at[i].node;
    if (decision.leaves.count > 1) add_item(at, leaf->span, COVER_CONDITION, 0);
    add_thresholds(at, leaf);
  }
}

static void add_decision(const Collecting *at, const Node *root) {
  add_item(at, root->span, COVER_BRANCH, COVER_PART_CONDITION)->condition = true;
  add_conditions(at, root);
}

static void add_branch(const Collecting *outer, const Branch *branch) {
  Collecting at = *outer;
  at.home = branch->home;
  CoverItem *item = add_item(&at, branch->span, COVER_BRANCH, COVER_PART_LINE);
  item->one_way = branch->when == NULL;
  if (branch->when) add_conditions(&at, branch->when);
  if (cover_decides(branch)) add_decision(&at, branch->value);
}

bool cover_decides(const Branch *branch) {
  return branch->value && branch->value->type->word == TYPE_YES_NO && branch->value->kind != NODE_CONSTANT;
}

/* ---- all of a program ---- */

void coverage_collect(RuleCoverage *coverage, const Program *program, bool (*wanted)(void *owner, const Source *file),
                      void *owner) {
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    Collecting at = {coverage, unit, unit->subject.home};
    if (unit->kind == UNIT_MITIGATION) continue;
    if (unit->applies && wanted(owner, at.home.file)) add_decision(&at, unit->applies);
    for (uint32_t l = 0; l < unit->layer_count; l++)
      for (uint32_t b = 0; b < unit->layers[l].count && wanted(owner, unit->layers[l].home.file); b++)
        add_branch(&at, &unit->layers[l].branches[b]);
  }
}

static int by_place(const void *a, const void *b) {
  const CoverItem *x = *(CoverItem *const *)a, *y = *(CoverItem *const *)b;
  int files = text_compare(x->file->path, y->file->path);
  if (files) return files;
  if (x->span.from != y->span.from) return x->span.from < y->span.from ? -1 : 1;
  if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
  return x->span.to > y->span.to ? -1 : x->span.to < y->span.to;
}

void coverage_sort(RuleCoverage *coverage) {
  if (coverage->all.count) qsort(coverage->all.at, coverage->all.count, sizeof *coverage->all.at, by_place);
}

CoverCount coverage_count(const RuleCoverage *coverage, const Source *file, CoverKind kind) {
  CoverCount count = {0, 0};
  for (size_t i = 0; i < coverage->all.count; i++) {
    const CoverItem *item = coverage->all.at[i];
    if (item->kind != kind || (file && item->file != file)) continue;
    count.all += item->one_way ? 1 : 2;
    count.done += (size_t)item->done[1] + (item->one_way ? 0 : (size_t)item->done[0]);
  }
  return count;
}

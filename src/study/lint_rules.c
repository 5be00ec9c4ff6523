/* Conclusions that most likely say less, or more, than they should. */
#include "engine/eval.h"
#include "study/lint.h"

typedef struct Lint {
  Program *program;
  World *nothing;             /* a world in which nobody has stated anything */
  Diags *diags;
} Lint;

static Diag *warn(const Lint *lint, DiagCode code, const Home *home, Span span, const char *text) {
  return diag_add(lint->diags, code, home->file, ast_absolute(home->decl, span), "%s", text);
}

static bool of_root(const Lint *lint, const Home *home) { return home->module == lint->program->module; }

static void find_parameter(void *owner, Node *kid, bool elsewhere) {
  bool *found = owner;
  (void)elsewhere;
  if (kid->kind == NODE_PARAMETER) *found = true;
  else node_each_kid(kid, find_parameter, owner);
}

/* A parameter may be set to something else: what hangs on one is not fixed. */
static bool reads_parameter(Node *node) {
  bool found = false;
  find_parameter(&found, node, false);
  return found;
}

/* A condition that is certain, on every date, though nothing is known, never depends on anything. */
static void check_condition(const Lint *lint, const Home *home, Node *node, Span span) {
  if (!node || node->flags & NODE_ASKS_RECORD || reads_parameter(node)) return;
  Kept kept = eval_node(lint->nothing, node, DAY_LAST / 2);
  if (!value_certain(&kept.value) || kept.from > DAY_FIRST || kept.until <= DAY_LAST) return;
  Diag *diag = warn(lint, DIAG_ALWAYS_SAME, home, span, value_is_yes(&kept.value) ? "this condition always holds"
                                                                                  : "this condition never holds");
  diag_mend(diag, value_is_yes(&kept.value) ? "write `otherwise`, or take the condition out"
                                            : "take the line out, or mend the condition");
}

/* Of a chain of `and` or `or` also each part: one that never matters hides in the others. */
static void check_parts(const Lint *lint, const Branch *branch, Node *node) {
  check_condition(lint, &branch->home, node, node->span);
  for (uint32_t i = 0; (node->kind == NODE_AND || node->kind == NODE_OR) && i < node->count; i++)
    if (node->list[i]->kind != NODE_UNIT) check_condition(lint, &branch->home, node->list[i], node->list[i]->span);
}

/* Of more parts, or lines, than anybody writes not every two are compared: the time is the square of their number. */
enum { COMPARED_MOST = 500 };

/* Two parts of one `and` that exclude each other, or of one `or` that leave nothing over. Recursive as deep as the
 * parser allows. */
static void check_pairs(const Lint *lint, const Branch *branch, const Node *node) {
  bool all = node->kind == NODE_AND;
  if (!all && node->kind != NODE_OR) return;
  Holding *parts = MEM_NEW_ARRAY(Holding, node->count + 1);
  for (uint32_t i = 0; i < node->count; i++) {
    check_pairs(lint, branch, node->list[i]);
    parts[i] = lint_holding(node->list[i]);
  }
  for (uint32_t i = 0; i < node->count && i < COMPARED_MOST; i++)
    for (uint32_t k = 0; k < i; k++) {
      const Node *a = node->list[k], *b = node->list[i];
      if (all ? !lint_excludes(&parts[k], &parts[i]) : !lint_covers(&parts[k], &parts[i])) continue;
      Diag *diag = warn(lint, DIAG_ALWAYS_SAME, &branch->home, b->span,
                        all ? "this cannot hold together with what stands before it"
                            : "this or what stands before it always holds");
      diag_note(diag, branch->home.file, ast_absolute(branch->home.decl, a->span), "the other part");
      diag_mend(diag, all ? "mend one of the two: the condition never holds" : "mend one of the two: the condition "
                                                                               "always holds");
      return;
    }
}

/* A line after one that holds wherever it would hold itself. `before`: by line, what suffices for it. */
static void check_reached(const Lint *lint, const Layer *layer, uint32_t at, const Holdings *before) {
  const Branch *branch = &layer->branches[at];
  Holdings says = {0};
  lint_holdings(branch->when, NODE_AND, &says);
  for (uint32_t i = 0; i < at && i < COMPARED_MOST; i++) {
    if (!lint_implies(&says, &before[i])) continue;
    const Branch *taken = &layer->branches[i];
    Diag *diag = warn(lint, DIAG_NEVER_REACHED, &branch->home, branch->span,
                      "this line is never reached: one before it holds whenever it does");
    diag_note(diag, taken->home.file, ast_absolute(taken->home.decl, taken->span), "the line before it");
    diag_mend(diag, "put it first, if it is an exception; or take it out");
    return;
  }
}

static void check_layer(const Lint *lint, const Unit *unit, const Layer *layer) {
  Holdings *before = MEM_NEW_ARRAY(Holdings, layer->count + 1);
  for (uint32_t b = 0; b < layer->count; b++) {
    const Branch *branch = &layer->branches[b];
    bool default_raised = unit->kind == UNIT_SIGNATURE && branch->span.to == branch->home.decl->name.span.to;
    if (!branch->when) continue;
    lint_holdings(branch->when, NODE_OR, &before[b]);
    if (default_raised) continue;
    check_parts(lint, branch, branch->when);
    check_pairs(lint, branch, branch->when);
    if (unit->kind != UNIT_REQUIREMENT) check_reached(lint, layer, b, before);
  }
}

static void check_layers(const Lint *lint, const Unit *unit) {
  for (uint32_t l = 0; l < unit->layer_count; l++)
    if (of_root(lint, &unit->layers[l].home)) check_layer(lint, unit, &unit->layers[l]);
}

/* The same conclusion of another member of the family. */
static bool is_sibling(const Unit *first, const Unit *unit) {
  return unit != first && unit->kind == first->kind && unit->subject.home.decl == first->subject.home.decl &&
         unit->role == first->role && unit->layers[0].branches[0].span.from == first->layers[0].branches[0].span.from;
}

static bool is_told(const Diags *diags, const Diag *wanted) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    if (diag->code == wanted->code && diag->span.from == wanted->span.from && diag->span.to == wanted->span.to &&
        text_equal(diag->text, wanted->text))
      return true;
  }
  return false;
}

static void keep_common(Diags *told, const Diags *also) {
  size_t kept = 0;
  for (size_t i = 0; i < told->all.count; i++)
    if (is_told(also, told->all.at[i])) told->all.at[kept++] = told->all.at[i];
  told->all.count = kept;
}

static void tell(const Lint *lint, const Diag *told) {
  Diag *diag = diag_add(lint->diags, told->code, told->source, told->span, "%s", text_c(told->text));
  diag_mend(diag, "%s", text_c(told->mend));
  for (size_t i = 0; i < told->notes.count; i++)
    diag_note(diag, told->notes.at[i].source, told->notes.at[i].span, "%s", text_c(told->notes.at[i].text));
}

/* Of a family only what is so for each member: `when s is care` always holds for one and never for the others. */
static void check_family(const Lint *lint, const Unit *first) {
  Diags told = {0};
  check_layers(&(Lint){lint->program, lint->nothing, &told}, first);
  for (size_t u = 0; told.all.count && u < lint->program->units.count; u++) {
    Diags also = {0};
    if (!is_sibling(first, lint->program->units.at[u])) continue;
    check_layers(&(Lint){lint->program, lint->nothing, &also}, lint->program->units.at[u]);
    keep_common(&told, &also);
  }
  for (size_t i = 0; i < told.all.count; i++) tell(lint, told.all.at[i]);
}

static void check_branches(const Lint *lint, const Unit *unit) {
  if (unit->subject.member < 0) check_layers(lint, unit);
  if (unit->subject.member == 0) check_family(lint, unit);
}

static void check_otherwise(const Lint *lint, const Unit *unit) {
  if (!unit->layer_count || unit->subject.member > 0) return;
  const Layer *base = &unit->layers[unit->layer_count - 1];
  const Branch *last = &base->branches[base->count ? base->count - 1 : 0];
  if (base->home.decl->amends || !of_root(lint, &base->home) || !base->count || !last->when) return;
  if (unit->kind == UNIT_SEVERITY)
    diag_mend(warn(lint, DIAG_NO_OTHERWISE, &last->home, last->span,
                   "nothing says how severe this is where none of these lines applies"),
              "add `severity ... otherwise`");
  if (unit->kind != UNIT_ROLE) return;
  if (unit->role->cardinality == CARDINALITY_ANY) return;
  Diag *diag = diag_add(lint->diags, DIAG_NO_OTHERWISE, last->home.file, ast_absolute(last->home.decl, last->span),
                        "nothing says who `%s` where none of these lines applies", text_c(unit->role->name->text));
  diag_mend(diag, "add `%s ... otherwise`, if only `%s unknown otherwise`", text_c(unit->role->name->text),
            text_c(unit->role->name->text));
}

static Span name_span(const Subject *subject) { return subject->home.decl->name.span; }

static bool once(const Lint *lint, const Subject *subject) {
  return of_root(lint, &subject->home) && subject->member <= 0;
}

static void check_rights(const Lint *lint) {
  for (size_t i = 0; i < lint->program->rights.count; i++) {
    const Right *right = lint->program->rights.at[i];
    if (!once(lint, &right->subject) || right->matter) continue;
    Diag *diag = warn(lint, DIAG_NO_MATTER, &right->subject.home, name_span(&right->subject),
                      "this right is on no matter: `remit who` cannot find it");
    diag_mend(diag, "declare a `matter`, and add `on ...`");
  }
}

static void check_signatures(const Lint *lint) {
  for (size_t i = 0; i < lint->program->signatures.count; i++) {
    const Signature *signature = lint->program->signatures.at[i];
    if (!once(lint, &signature->subject) || signature->probe_count) continue;
    Diag *diag = warn(lint, DIAG_NO_PROBE, &signature->subject.home, name_span(&signature->subject),
                      "this signature does not say what to probe");
    diag_mend(diag, "add `probe \"...\"`: what should be asked when it is raised");
  }
}

static void check_parameters(const Lint *lint) {
  for (size_t i = 0; i < lint->program->parameters.count; i++) {
    const Parameter *parameter = lint->program->parameters.at[i];
    bool cited = parameter->subject.cites.count > 0;
    for (uint32_t c = 0; c < parameter->citation_count; c++) cited |= parameter->citations[c].count > 0;
    if (!once(lint, &parameter->subject) || cited) continue;
    Diag *diag = warn(lint, DIAG_NO_CITATION, &parameter->subject.home, name_span(&parameter->subject),
                      "this threshold has no citation");
    diag_mend(diag, "cite where it comes from; a source of your own is `source house \"Our own settings\" proposed`");
  }
}

void lint_conclusions(Program *program, Diags *diags) {
  Lint lint = {program, world_make(program, NULL, (WorldOptions){0}), diags};
  for (size_t u = 0; u < program->units.count; u++) {
    check_branches(&lint, program->units.at[u]);
    check_otherwise(&lint, program->units.at[u]);
  }
  check_rights(&lint);
  check_signatures(&lint);
  check_parameters(&lint);
}

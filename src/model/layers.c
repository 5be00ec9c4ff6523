/* The branches of every unit: of its base declaration and of each amendment, a layer each. */
#include <stdlib.h>
#include <string.h>
#include "model/build.h"

/* Branches are gathered in a list that grows, and kept in a block of their own size. */
static const Branch *settled(Build *build, const Branches *branches) {
  Branch *copy = mem_pool_alloc(&build->program->pool, sizeof(Branch) * (branches->count ? branches->count : 1));
  if (branches->count) memcpy(copy, branches->at, sizeof(Branch) * branches->count);
  return copy;
}

static Branches begin_branches(Build *build) {
  Branches branches = build->branches;
  build->branches = (Branches){0};
  branches.count = 0;
  return branches;
}

static Layer *add_layer(Build *build, Unit *unit, const Branches *branches) {
  Layer *layers = mem_pool_alloc(&build->program->pool, sizeof(Layer) * (unit->layer_count + 1));
  for (uint32_t i = 0; i < unit->layer_count; i++) layers[i] = unit->layers[i];
  Layer *layer = &layers[unit->layer_count++];
  *layer = (Layer){.home = build->home, .branches = settled(build, branches), .count = (uint32_t)branches->count,
                   .from = DAY_BEFORE_TIME, .until = DAY_AFTER_TIME};
  if (build->home.decl->amends) build_in_force(build, &build->home.decl->in_force, &layer->from, &layer->until);
  unit->layers = layers;
  if (branches->room > build->branches.room) build->branches = *branches;
  return layer;
}

/* A branch with the condition and citations of its line. */
static Branch begin_branch(Build *build, const Line *line, Citations otherwise) {
  return (Branch){.when = line->when ? build_condition(build, line->when) : NULL,
                  .otherwise = line->condition == CONDITION_OTHERWISE,
                  .cites = build_line_citations(build, &line->cites, otherwise),
                  .home = build->home,
                  .span = line->span};
}

/* Adds it, or refuses it when nothing can reach it. */
static void add_branch(Build *build, Branches *branches, Branch branch) {
  const Branch *last = branches->count ? &branches->at[branches->count - 1] : NULL;
  if (last && !last->when) {
    Diag *diag =
      build_error(build, DIAG_UNREACHABLE, branch.span, "this line can never be reached: %s stands before it",
                  last->otherwise ? "an `otherwise`" : "a line without a condition");
    diag_note(diag, build->home.file, ast_absolute(build->home.decl, last->span), "this one always applies");
    diag_mend(diag, "put it above that line, or take it out");
  }
  if (branch.otherwise && !last && branch.span.to)
    branch.otherwise = true;   /* alone: the same as always */
  list_push(branches, branch);
}

static Citations head_cites(Build *build, Citations base) {
  return build->home.decl->amends ? build_citations(build, &build->home.decl->cites) : base;
}

/* ---- duties ---- */

static void check_cardinality(Build *build, const Role *role, const Line *line) {
  if (role->cardinality != CARDINALITY_EXACTLY_ONE || line->parties.count < 2) return;
  Diag *diag =
    build_error(build, DIAG_CARDINALITY, line->span, "`%s` is for exactly one party, and this line names %zu",
                text_c(role->name->text), line->parties.count);
  diag_note(diag, role->home.file, ast_absolute(role->home.decl, role->home.decl->name.span),
            "the role is declared here");
}

static void role_layer(Build *build, Duty *duty, const DutyRole *slot) {
  Branches branches = begin_branches(build);
  const Lines *lines = &build->home.decl->lines;
  Citations cites = head_cites(build, duty->subject.cites);
  for (size_t i = 0; i < lines->count; i++) {
    const Line *line = lines->at[i];
    if (line->name.name != slot->role->name) continue;
    check_cardinality(build, slot->role, line);
    Branch branch = begin_branch(build, line, cites);
    uint64_t parties = build_parties(build, &line->parties);
    branch.unsettled = line->unknown;
    branch.constant = line->unknown ? type_unknown(slot->unit->type) : value_set(parties, parties, BASIS_NONE);
    add_branch(build, &branches, branch);
  }
  if (branches.count) add_layer(build, slot->unit, &branches);
}

static void duty_layers(Build *build, Duty *duty) {
  for (uint32_t i = 0; i < duty->role_count; i++) role_layer(build, duty, &duty->roles[i]);
}

/* ---- rights ---- */

static void right_layer(Build *build, Right *right) {
  Branches branches = begin_branches(build);
  Citations cites = head_cites(build, right->subject.cites);
  const Lines *lines = &build->home.decl->lines;
  for (size_t i = 0; i < lines->count; i++) {
    const Line *line = lines->at[i];
    Branch branch = begin_branch(build, line, cites);
    branch.unsettled = line->kind == LINE_UNKNOWN;
    branch.constant = line->kind == LINE_UNKNOWN ? value_truth(VALUE_EITHER, BASIS_NONE)
                                                 : value_yes_no(line->kind == LINE_HELD, BASIS_NONE);
    add_branch(build, &branches, branch);
  }
  add_layer(build, right->unit, &branches);
}

/* ---- requirements ---- */

static const Expr *line_expression(const Line *line) { return line->when ? line->when : line->value; }

static void add_applies(Build *build, Requirement *requirement, const Line *line) {
  if (build->home.decl->amends)
    build_error(build, DIAG_MISPLACED, line->span, "an amendment says `not applicable when ...`, not `applies when`");
  else if (requirement->unit->applies)
    build_error(build, DIAG_CLAUSE_TWICE, line->span,
                "a requirement has one `applies when`: join the conditions with `and`");
  else
    requirement->unit->applies = build_condition(build, line_expression(line));
}

static Branch must_branch(Build *build, const Line *line, Citations cites) {
  Branch branch = begin_branch(build, line, cites);
  branch.value = build_condition(build, line->value);
  if (line->by) branch.by = build_expression(build, line->by, build->program->date);
  if (branch.by && !node_failed(branch.by) && branch.by->type != build->program->date)
    build_error(build, DIAG_WRONG_TYPE, line->by->span, "a date is due after `by`, not %s",
                type_words(branch.by->type));
  return branch;
}

static void requirement_layer(Build *build, Requirement *requirement) {
  Branches branches = begin_branches(build);
  bool must = false;
  Citations cites = head_cites(build, requirement->subject.cites);
  const Lines *lines = &build->home.decl->lines;
  for (size_t i = 0; i < lines->count; i++) {
    const Line *line = lines->at[i];
    if (line->kind == LINE_APPLIES) add_applies(build, requirement, line);
    if (line->kind == LINE_MUST) {
      add_branch(build, &branches, must_branch(build, line, cites));
      must = true;
    }
    if (line->kind != LINE_NOT_APPLICABLE) continue;
    Branch branch = {.when = build_condition(build, line_expression(line)), .not_applicable = true, .home = build->home,
                     .cites = build_line_citations(build, &line->cites, cites), .span = line->span};
    add_branch(build, &branches, branch);
  }
  if (!must && !build->home.decl->amends)
    build_error(build, DIAG_CLAUSE_MISSING, build->home.decl->name.span,
                "this requirement says nothing that must hold");
  add_layer(build, requirement->unit, &branches);
}

/* ---- signatures ---- */

static void indicator_layer(Build *build, Signature *signature, const Line *line, Citations cites) {
  const Indicator *indicator = line->name.name ? signature_indicator(signature, line->name.name) : NULL;
  if (!indicator || indicator->unit->layer_count) return;
  Branches branches = begin_branches(build);
  Branch branch = begin_branch(build, line, cites);
  branch.constant = value_yes_no(true, BASIS_NONE);
  indicator->unit->subject.cites = branch.cites;
  list_push(&branches, branch);
  Layer *layer = add_layer(build, indicator->unit, &branches);
  layer->from = DAY_BEFORE_TIME;
  layer->until = DAY_AFTER_TIME;   /* the unit itself carries the commencement */
}

static void add_severity(Build *build, const Line *line, Branches *branches, Citations cites) {
  const Members *levels = build->program->severity->members;
  int level = line->name.name ? members_find(levels, line->name.name) : -1;
  if (level < 0) {
    if (line->name.name)
      build_error(build, DIAG_UNKNOWN_MEMBER, line->name.span, "a severity is `low`, `medium` or `high`, not `%s`",
                  text_c(line->name.name->text));
    return;
  }
  Branch branch = begin_branch(build, line, cites);
  branch.constant = value_members(UINT64_C(1) << level, BASIS_NONE);
  add_branch(build, branches, branch);
}

/* `raised when at least 1 indicator` is what a signature says that says nothing else. */
static void default_raised(Build *build, Signature *signature, Branches *branches, Citations cites) {
  static const Literal one = {.kind = LITERAL_NUMBER, .number = DECIMAL_ONE};
  Expr number = {.kind = EXPR_LITERAL, .literal = (Literal *)(uintptr_t)&one};
  QuantifiedExpr quantified = {.quantifier = QUANT_AT_LEAST, .number = &number, .indicators = true};
  Expr expr = {.kind = EXPR_QUANTIFIED, .quantified = &quantified, .span = build->home.decl->name.span};
  Branch branch = {.when = build_condition(build, &expr), .constant = value_yes_no(true, BASIS_NONE), .cites = cites,
                   .home = build->home, .span = build->home.decl->name.span};
  list_push(branches, branch);
  (void)signature;
}

static void signature_layer(Build *build, Signature *signature) {
  Branches raised = begin_branches(build), severity = {0};
  const Decl *decl = build->home.decl;
  Citations cites = head_cites(build, signature->subject.cites);
  build->signature = signature;
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Line *line = decl->lines.at[i];
    if (line->kind == LINE_INDICATOR || line->kind == LINE_MITIGATION) indicator_layer(build, signature, line, cites);
    if (line->kind == LINE_SEVERITY) add_severity(build, line, &severity, cites);
    if (line->kind != LINE_RAISED) continue;
    Branch branch = begin_branch(build, line, cites);
    if (!branch.when) branch.when = build_condition(build, line_expression(line));
    branch.constant = value_yes_no(true, BASIS_NONE);
    add_branch(build, &raised, branch);
  }
  if (!raised.count && !decl->amends) default_raised(build, signature, &raised, cites);
  if (raised.count) add_layer(build, signature->raised, &raised);
  if (severity.count) add_layer(build, signature->severity, &severity);
  build->signature = NULL;
}

/* ---- definitions ---- */

static bool assignable(const Program *program, const Type *to, const Type *from) {
  if (to == from) return true;
  if (to == program->number) return from == program->count;
  return to == program->percent && from == program->number;   /* money / money is a share */
}

static Node *definition_value(Build *build, const Type *type, const Expr *expr) {
  Node *value = build_expression(build, expr, type);
  if (node_failed(value) || assignable(build->program, type, value->type)) return value;
  Diag *diag = build_error(build, DIAG_WRONG_TYPE, expr->span, "%s is due here, not %s", type_words(type),
                           type_words(value->type));
  if (type_example(type)) diag_mend(diag, "for instance %s", type_example(type));
  return value;
}

static void definition_layer(Build *build, Definition *definition) {
  Branches branches = begin_branches(build);
  Citations cites = head_cites(build, definition->subject.cites);
  const Lines *lines = &build->home.decl->lines;
  for (size_t i = 0; i < lines->count; i++) {
    const Line *line = lines->at[i];
    Branch branch = begin_branch(build, line, cites);
    branch.constant = value_yes_no(true, BASIS_NONE);
    if (line->value) branch.value = definition_value(build, definition->unit->type, line->value);
    add_branch(build, &branches, branch);
  }
  add_layer(build, definition->unit, &branches);
}

/* ---- all of a module ---- */

static void layer_of(Build *build, SymbolKind kind, uint32_t index) {
  Program *program = build->program;
  if (kind == SYMBOL_DUTY) duty_layers(build, program->duties.at[index]);
  if (kind == SYMBOL_RIGHT) right_layer(build, program->rights.at[index]);
  if (kind == SYMBOL_REQUIREMENT) requirement_layer(build, program->requirements.at[index]);
  if (kind == SYMBOL_SIGNATURE) signature_layer(build, program->signatures.at[index]);
  if (kind == SYMBOL_DEFINITION) definition_layer(build, program->definitions.at[index]);
}

static const Name *family_variable(const Symbol *symbol) { return symbol->home.decl->each.variable.name; }

/* Once for each member: the variable of the base declaration is its amendments' variable too. */
static void conclusion_layers(Build *build, const Symbol *symbol) {
  if (!symbol->family) {
    layer_of(build, symbol->kind, symbol->index);
    return;
  }
  for (uint32_t m = 0; m < symbol->family->count; m++) {
    Binding binding = {family_variable(symbol), symbol->family, (int)m, NULL};
    build->binding = &binding;
    layer_of(build, symbol->kind, symbol->index + m);
    build->binding = NULL;
  }
}

static bool conclusion(DeclKind kind) {
  return kind == DECL_DUTY || kind == DECL_RIGHT || kind == DECL_REQUIREMENT || kind == DECL_SIGNATURE ||
         kind == DECL_DEFINE;
}

/* `amended`: by name, the first amendment that this module makes of it. */
static void amend_layers(Build *build, const Decl *decl, HashMap *amended) {
  void **first = decl->name.name ? hash_put(amended, decl->name.name->text) : NULL;
  const Decl *earlier = first ? *first : NULL;
  if (first && !earlier) *first = (void *)(uintptr_t)decl;
  Symbol *symbol = build_amended(build, decl);
  if (!symbol) return;
  if (earlier) {
    Diag *diag = build_error(build, DIAG_AMENDED_TWICE, decl->name.span, "this module amends `%s` twice",
                             text_c(decl->name.name->text));
    diag_note(diag, build->home.file, ast_absolute(earlier, earlier->name.span), "first amended here");
    diag_mend(diag, "write all its lines in one `amend`");
    return;
  }
  if (conclusion(decl->kind)) conclusion_layers(build, symbol);
}

static void build_invariant(Build *build, const Decl *decl) {
  Invariant *invariant = MEM_NEW(Invariant);
  *invariant = (Invariant){decl->label, build_condition(build, decl->always), build->home};
  list_push(&build->program->invariants, invariant);
}

void build_layers(Build *build, Module *module) {
  HashMap amended = {0};
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    const Decl *decl = module->tree->decls.at[i];
    build->home = (Home){decl, module, module->tree->source};
    build->failed_names = false;
    if (decl->amends) amend_layers(build, decl, &amended);
    else if (decl->kind == DECL_ALWAYS) build_invariant(build, decl);
    else if (conclusion(decl->kind)) {
      Symbol *symbol = build_symbol(build->program, decl->name.name);
      if (symbol && symbol->home.decl == decl) conclusion_layers(build, symbol);
    }
  }
}

/* ---- amendments of modules further out come first ---- */

static int outer_first(const void *a, const void *b) {
  const Layer *x = a, *y = b;
  if (x->home.decl->amends != y->home.decl->amends) return x->home.decl->amends ? -1 : 1;
  return x->home.module->index < y->home.module->index ? 1 : x->home.module->index > y->home.module->index ? -1 : 0;
}

void sort_layers(Program *program) {
  for (size_t u = 0; u < program->units.count; u++) {
    Unit *unit = program->units.at[u];
    unit->layers_ordered = true;
    if (unit->layer_count < 2) continue;
    qsort(unit->layers, unit->layer_count, sizeof(Layer), outer_first);
    for (uint32_t i = 0; i + 1 < unit->layer_count; i++)
      if (!module_reaches(unit->layers[i].home.module, unit->layers[i + 1].home.module)) unit->layers_ordered = false;
  }
}

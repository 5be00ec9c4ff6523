/* Which mutants a program has: unit by unit, layer by layer, line by line. */
#include "study/mutants.h"
#include <stdlib.h>
#include <string.h>
#include "study/places.h"

/* ---- one mutant ---- */

static Text about(const Mutating *mutating) {
  return mutating->unit ? mutating->unit->subject.name : mutating->parameter->subject.name;
}

/* The same place changed in the same way is the same mutant, in whichever program, of whichever member. */
static Mutant *find_mutant(const Mutating *mutating, MutationKind kind, Span span, Text becomes) {
  Text key = text_format("%s:%u:%u:%d", text_c(mutating->home.file->path), span.from, span.to, (int)kind);
  void **place = hash_put(&mutating->mutants->by_key, key);
  Mutant *mutant = *place;
  if (mutant) return mutant;
  *place = mutant = MEM_NEW(Mutant);
  *mutant = (Mutant){.kind = kind,
                     .file = mutating->home.file,
                     .span = span,
                     .about = about(mutating),
                     .becomes = becomes,
                     .fate = MUTANT_UNTOUCHED};
  list_push(&mutating->mutants->all, mutant);
  return mutant;
}

static MutantUse *use_in(Mutant *mutant, Program *program) {
  for (size_t i = 0; i < mutant->uses.count; i++)
    if (mutant->uses.at[i]->program == program) return mutant->uses.at[i];
  MutantUse *use = MEM_NEW(MutantUse);
  use->program = program;
  use->parameter = -1;
  list_push(&mutant->uses, use);
  return use;
}

/* A node that several units share is changed once. */
static bool edits_already(const MutantUse *use, const void *at) {
  for (size_t i = 0; i < use->edits.count; i++)
    if (use->edits.at[i].at == at) return true;
  return false;
}

static void note_unit(MutantUse *use, uint32_t unit) {
  for (size_t i = 0; i < use->units.count; i++)
    if (use->units.at[i] == unit) return;
  list_push(&use->units, unit);
}

void mutant_add(const Mutating *mutating, MutationKind kind, Span span, Text becomes, const void *at, const void *other,
                size_t bytes) {
  Span absolute = ast_absolute(mutating->home.decl, span);
  MutantUse *use = use_in(find_mutant(mutating, kind, absolute, becomes), mutating->program);
  if (mutating->unit) note_unit(use, mutating->unit->index);
  else use->parameter = mutating->parameter->index;
  if (edits_already(use, at)) return;
  void *copy = mem_alloc(bytes);
  memcpy(copy, other, bytes);
  list_push(&use->edits, ((MutationEdit){(void *)(uintptr_t)at, copy, (uint32_t)bytes}));
}

/* ---- what is written ---- */

int64_t mutant_last_place(const Mutating *mutating, Span span, const Type *type) {
  Span absolute = ast_absolute(mutating->home.decl, span);
  return place_written(text_slice(mutating->home.file->text, absolute.from, absolute.to), type);
}

/* ---- members ---- */

Text mutant_member(const Members *members, uint32_t member) {
  return members->at[member] ? members->at[member]->text : members->labels[member];
}

bool mutant_other_member(const Members *members, uint64_t *mask, uint32_t *new_member) {
  uint32_t count = members->count, first = 0;
  while (first < count && !(*mask >> first & 1)) first++;
  for (uint32_t step = 1; first < count && step < count; step++) {
    uint32_t other = (first + step) % count;
    if (*mask >> other & 1) continue;
    *mask = (*mask & ~(UINT64_C(1) << first)) | UINT64_C(1) << other;
    *new_member = other;
    return true;
  }
  return false;
}

/* ---- lines ---- */

static Text turned(const Branch *branch) {
  return branch->constant.may == VALUE_YES ? TEXT("not held") : TEXT("held");
}

/* What the line gives: other parties, another member, the opposite. A condition alone (`define X when C`) gives yes:
 * turning that round is no slip that anyone makes, and negating its condition is tried anyhow. */
static void change_outcome(const Mutating *mutating, const Branch *branch) {
  Value value = branch->constant;
  uint32_t member = 0;
  const Unit *unit = mutating->unit;
  if (branch->value || branch->unsettled || branch->not_applicable) return;
  if (unit->kind == UNIT_ROLE && mutant_other_member(unit->type->members, &value.may, &member)) {
    value.must = value.may;
    mutant_add(mutating, MUTATION_PARTY, branch->span, mutant_member(unit->type->members, member), &branch->constant,
               &value, sizeof value);
  }
  if (unit->kind == UNIT_RIGHT) {
    value.may = value.may == VALUE_YES ? VALUE_NO : VALUE_YES;
    mutant_add(mutating, MUTATION_OUTCOME, branch->span, turned(branch), &branch->constant, &value, sizeof value);
  }
  if (unit->kind == UNIT_SEVERITY && mutant_other_member(unit->type->members, &value.may, &member))
    mutant_add(mutating, MUTATION_OUTCOME, branch->span, mutant_member(unit->type->members, member), &branch->constant,
               &value, sizeof value);
}

/* `raised when at least 1 indicator`, which stands for a signature that says nothing of it, is written nowhere. */
static bool is_written(const Mutating *mutating, Span span) { return span.from > mutating->home.decl->name.span.from; }

static void drop_when(const Mutating *mutating, const Branch *branch) {
  const Node *nothing = NULL;
  Span when = branch->when->span;
  mutant_add(mutating, MUTATION_DROP_CONDITION, when, (Text){0}, &branch->when, &nothing, sizeof nothing);
}

static void change_branch(const Mutating *outer, const Branch *branch) {
  Mutating mutating = *outer;
  mutating.home = branch->home;
  if (branch->when) {
    drop_when(&mutating, branch);
    mutants_node(&mutating, branch->when);
  }
  if (branch->value) mutants_node(&mutating, branch->value);
  if (branch->by) mutants_node(&mutating, branch->by);
  change_outcome(&mutating, branch);
}

static void drop_branch(const Mutating *mutating, const Layer *layer, uint32_t index) {
  Layer less = *layer;
  Branch *branches = MEM_NEW_ARRAY(Branch, layer->count);
  for (uint32_t i = 0, kept = 0; i < layer->count; i++)
    if (i != index) branches[kept++] = layer->branches[i];
  less.branches = branches;
  less.count--;
  mutant_add(mutating, MUTATION_DROP_BRANCH, layer->branches[index].span, (Text){0}, layer, &less, sizeof less);
}

/* ---- layers ---- */

static void drop_exception(const Mutating *mutating, const Layer *layer) {
  Layer none = *layer;
  none.count = 0;
  mutant_add(mutating, MUTATION_DROP_EXCEPTION, layer->home.decl->span, (Text){0}, layer, &none, sizeof none);
}

static void change_layer(const Mutating *outer, const Layer *layer) {
  Mutating mutating = *outer;
  const Decl *decl = layer->home.decl;
  mutating.home = layer->home;
  if (decl->amends && layer->count > 1) drop_exception(&mutating, layer);
  for (uint32_t b = 0; b < layer->count; b++) {
    if (!is_written(&mutating, layer->branches[b].span)) continue;
    drop_branch(&mutating, layer, b);
    change_branch(&mutating, &layer->branches[b]);
  }
  if (!decl->amends) return;
  mutants_date(&mutating, &decl->in_force.from, &layer->from);
  mutants_date(&mutating, &decl->in_force.until, &layer->until);
}

static void change_unit(const Mutating *outer, const Unit *unit, bool (*wanted)(void *owner, const Source *file),
                        void *owner) {
  Mutating mutating = *outer;
  const Node *nothing = NULL;
  mutating.unit = unit;
  for (uint32_t l = 0; l < unit->layer_count; l++)
    if (wanted(owner, unit->layers[l].home.file)) change_layer(&mutating, &unit->layers[l]);
  mutating.home = unit->subject.home;
  if (!wanted(owner, mutating.home.file)) return;
  if (unit->applies) {
    mutant_add(&mutating, MUTATION_DROP_CONDITION, unit->applies->span, (Text){0}, &unit->applies, &nothing,
               sizeof nothing);
    mutants_node(&mutating, unit->applies);
  }
  mutants_date(&mutating, &mutating.home.decl->in_force.from, &unit->from);
  mutants_date(&mutating, &mutating.home.decl->in_force.until, &unit->until);
}

void mutants_collect(Mutants *mutants, Program *program, bool (*wanted)(void *owner, const Source *file), void *owner) {
  Mutating mutating = {.mutants = mutants, .program = program};
  for (size_t u = 0; u < program->units.count; u++) change_unit(&mutating, program->units.at[u], wanted, owner);
  for (size_t p = 0; p < program->parameters.count; p++) {
    Parameter *parameter = program->parameters.at[p];
    mutating.parameter = parameter;
    if (wanted(owner, parameter->subject.home.file)) mutants_parameter(&mutating, parameter);
  }
}

static int by_place(const void *a, const void *b) {
  const Mutant *x = *(Mutant *const *)a, *y = *(Mutant *const *)b;
  int files = text_compare(x->file->path, y->file->path);
  if (files) return files;
  if (x->span.from != y->span.from) return x->span.from < y->span.from ? -1 : 1;
  if (x->span.to != y->span.to) return x->span.to > y->span.to ? -1 : 1;   /* the whole before its parts */
  return (int)x->kind - (int)y->kind;
}

void mutants_sort(Mutants *mutants) {
  if (mutants->all.count) qsort(mutants->all.at, mutants->all.count, sizeof *mutants->all.at, by_place);
}

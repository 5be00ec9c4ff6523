/* Names inside expressions: what each stands for at its place. */
#include "model/build.h"

static Node *indexed(Build *build, NodeKind kind, const Type *type, Span span, uint32_t index) {
  Node *node = node_make(build, kind, type, span);
  node->index = index;
  return node;
}

Node *node_unit(Build *build, Unit *unit, Span span) {
  Node *node = node_make(build, NODE_UNIT, unit->type, span);
  node->unit = unit;
  return node;
}

/* The member that a `for each` variable stands for, where its type is due (or nothing is known of what is due). */
static Node *bound_member(Build *build, const Ref *ref, Span span, const Type *expected) {
  for (const Binding *b = build->binding; b; b = b->outer) {
    if (b->variable != ref->name.name || ref->index.name || ref->part.name) continue;
    uint64_t mask = UINT64_C(1) << b->member;
    if (expected && expected->set && expected->members == b->members)
      return node_constant(build, expected, value_set(mask, mask, BASIS_NONE), span);
    return node_constant(build, build_type(build->program, TYPE_NAMED, false, b->members),
                         value_members(mask, BASIS_NONE), span);
  }
  return NULL;
}

static Node *expected_member(Build *build, const Ref *ref, Span span, const Type *expected) {
  if (!expected || !expected->members || expected->word == TYPE_YES_NO || ref->index.name || ref->part.name)
    return NULL;
  int member = members_find(expected->members, ref->name.name);
  if (member < 0) return NULL;
  uint64_t mask = UINT64_C(1) << member;
  if (expected->set) return node_constant(build, expected, value_set(mask, mask, BASIS_NONE), span);
  return node_constant(build, expected, value_members(mask, BASIS_NONE), span);
}

static Node *duty_reference(Build *build, const Duty *duty, const Ref *ref, Span span) {
  const char *name = text_c(duty->subject.name);
  if (!ref->part.name) {
    Diag *diag = build_error(build, DIAG_UNKNOWN_PART, span, "`%s` is a duty: say which of its roles is meant", name);
    if (duty->role_count) diag_mend(diag, "for instance `%s`", text_c(duty->roles[0].unit->subject.name));
    return node_stand_in(build, span);
  }
  const DutyRole *role = duty_role(duty, ref->part.name);
  if (role) return node_unit(build, role->unit, span);
  DiagNearest nearest = diag_nearest(build->diags, ref->part.name->text);
  for (uint32_t i = 0; !nearest.full && i < duty->role_count; i++)
    diag_nearest_offer(&nearest, duty->roles[i].role->name->text);
  Diag *diag = build_error(build, DIAG_UNKNOWN_PART, ref->part.span, "the duty `%s` never mentions the role `%s`", name,
                           text_c(ref->part.name->text));
  diag_nearest_mend(diag, &nearest);
  return node_stand_in(build, span);
}

static Node *signature_reference(Build *build, const Signature *signature, const Ref *ref, Span span) {
  if (!ref->part.name) return node_unit(build, signature->raised, span);
  const Indicator *indicator = signature_indicator(signature, ref->part.name);
  if (indicator) return node_unit(build, indicator->unit, span);
  DiagNearest nearest = diag_nearest(build->diags, ref->part.name->text);
  for (uint32_t i = 0; !nearest.full && i < signature->indicator_count; i++)
    diag_nearest_offer(&nearest, signature->indicators[i].name->text);
  Diag *diag = build_error(build, DIAG_UNKNOWN_PART, ref->part.span, "the signature `%s` has no indicator `%s`",
                           text_c(signature->subject.name), text_c(ref->part.name->text));
  diag_nearest_mend(diag, &nearest);
  return node_stand_in(build, span);
}

static Node *no_part(Build *build, const Ref *ref, Node *node, SymbolKind kind) {
  if (!ref->part.name) return node;
  build_error(build, DIAG_UNKNOWN_PART, ref->part.span, "`%s` is %s and has no parts", text_c(ref->name.name->text),
              symbol_words(kind));
  return node_stand_in(build, node->span);
}

static Node *wrong_kind(Build *build, const Ref *ref, Span span, SymbolKind kind, const char *mend) {
  Diag *diag = build_error(build, DIAG_WRONG_KIND, span, "`%s` is %s and has no value of its own",
                           text_c(ref->name.name->text), symbol_words(kind));
  diag_mend(diag, "%s", mend);
  return node_stand_in(build, span);
}

static Node *symbol_node(Build *build, const Symbol *symbol, uint32_t index, const Ref *ref, Span span) {
  Program *program = build->program;
  if (symbol->untyped) return node_stand_in(build, span);
  switch (symbol->kind) {
  case SYMBOL_FACT:
    program->facts.at[index]->read = true;
    return no_part(build, ref, indexed(build, NODE_FACT, program->facts.at[index]->type, span, index), symbol->kind);
  case SYMBOL_PARAMETER:
    program->parameters.at[index]->read = true;
    return no_part(build, ref, indexed(build, NODE_PARAMETER, program->parameters.at[index]->type, span, index),
                   symbol->kind);
  case SYMBOL_DUTY: return duty_reference(build, program->duties.at[index], ref, span);
  case SYMBOL_RIGHT: return no_part(build, ref, node_unit(build, program->rights.at[index]->unit, span), symbol->kind);
  case SYMBOL_REQUIREMENT:
    return no_part(build, ref, node_unit(build, program->requirements.at[index]->unit, span), symbol->kind);
  case SYMBOL_SIGNATURE: return signature_reference(build, program->signatures.at[index], ref, span);
  case SYMBOL_DEFINITION:
    return no_part(build, ref, node_unit(build, program->definitions.at[index]->unit, span), symbol->kind);
  case SYMBOL_EVENT:
    return wrong_kind(build, ref, span, symbol->kind, "ask `count of ...`, `first ...` or `last ...` of it");
  case SYMBOL_ROLE_NAME: return wrong_kind(build, ref, span, symbol->kind, "write the duty first: `duty.role`");
  case SYMBOL_MATTER: return wrong_kind(build, ref, span, symbol->kind, "conditions are about facts and conclusions");
  case SYMBOL_TYPE: return wrong_kind(build, ref, span, symbol->kind, "write one of its members");
  case SYMBOL_NONE: break;
  }
  return node_stand_in(build, span);
}

/* Rights and signatures say `is held`, `is raised`: a bare one would leave a reader guessing. */
static Node *check_bare(Build *build, Node *node, const Ref *ref) {
  if (node_failed(node) || node->kind != NODE_UNIT) return node;
  const char *word = node->unit->kind == UNIT_RIGHT ? "held" : node->unit->kind == UNIT_SIGNATURE ? "raised"
                     : node->unit->kind == UNIT_REQUIREMENT ? "met" : NULL;
  if (!word) return node;
  Diag *diag = build_error(build, DIAG_WRONG_KIND, node->span, "say what about `%s`: it is no condition by itself",
                           text_c(node->unit->subject.name));
  diag_mend(diag, "`%s is %s`", text_c(ref->name.name->text), word);
  return node_stand_in(build, node->span);
}

static Node *unknown_member(Build *build, const Ref *ref, Span span, const Type *expected) {
  const Members *members = expected->members;
  DiagNearest nearest = diag_nearest(build->diags, ref->name.name->text);
  for (uint32_t i = 0; i < members->count; i++) diag_nearest_offer(&nearest, members->at[i]->text);
  Diag *diag =
    expected->word == TYPE_PARTY
      ? build_error(build, DIAG_UNKNOWN_MEMBER, span, "there is no party called `%s`", text_c(ref->name.name->text))
      : build_error(build, DIAG_UNKNOWN_MEMBER, span, "`%s` is no member of `%s`", text_c(ref->name.name->text),
                    text_c(members->name ? members->name->text : TEXT("severity")));
  diag_nearest_mend(diag, &nearest);
  return node_stand_in(build, span);
}

Node *build_reference(Build *build, const Ref *ref, Span span, const Type *expected, bool any_unit) {
  if (!ref->name.name) return node_stand_in(build, span);
  Node *bound = bound_member(build, ref, span, expected);
  if (bound) return bound;
  Node *member = expected_member(build, ref, span, expected);
  Symbol *symbol = build_symbol(build->program, ref->name.name);
  bool could_be_value =
    symbol && (symbol->kind == SYMBOL_FACT || symbol->kind == SYMBOL_PARAMETER || symbol->kind == SYMBOL_DEFINITION);
  if (member && could_be_value) {
    const char *name = text_c(ref->name.name->text);
    build_error(build, DIAG_AMBIGUOUS_NAME, span, "`%s` could be %s or a member of %s here: rename one of them", name,
                symbol_words(symbol->kind), type_words(expected));
    return node_stand_in(build, span);
  }
  if (member) return member;
  if (!symbol && expected && expected->members && expected->word != TYPE_YES_NO && !ref->part.name && !ref->index.name)
    return unknown_member(build, ref, span, expected);
  symbol = build_look_up(build, &ref->name, "fact, conclusion or parameter");
  if (!symbol) return node_stand_in(build, span);
  int64_t index = build_index(build, symbol, ref);
  if (index < 0) return node_stand_in(build, span);
  Node *node = symbol_node(build, symbol, (uint32_t)index, ref, span);
  return any_unit ? node : check_bare(build, node, ref);
}

bool program_subject(Program *program, Module *module, const Ref *ref, const Decl *decl, Source *file, SymbolKind what,
                     SymbolKind *kind, uint32_t *index, Diags *diags) {
  Build build = {.program = program, .diags = diags, .home = {decl, module, file}};
  const char *words = what == SYMBOL_FACT ? "fact" : what == SYMBOL_EVENT ? "event" : "fact or event";
  Symbol *symbol = build_look_up(&build, &ref->name, words);
  if (!symbol) return false;
  bool fits = what == SYMBOL_NONE
                ? symbol->kind == SYMBOL_FACT || symbol->kind == SYMBOL_EVENT || symbol->kind == SYMBOL_PARAMETER
                : symbol->kind == what;
  if (!fits) {
    Diag *diag = build_error(&build, DIAG_WRONG_KIND, ref->name.span, "`%s` is %s, not a %s",
                             text_c(ref->name.name->text), symbol_words(symbol->kind), words);
    if (symbol->kind != SYMBOL_FACT && symbol->kind != SYMBOL_EVENT)
      diag_mend(diag, "only facts and events are stated; conclusions follow from them");
    return false;
  }
  int64_t found = build_index(&build, symbol, ref);
  ((Decl *)(uintptr_t)symbol->home.decl)->stated = true;
  *kind = symbol->kind;
  *index = (uint32_t)(found < 0 ? 0 : found);
  return found >= 0;
}

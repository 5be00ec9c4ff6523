/* Conclusions before their conditions are read: every unit exists, so that conditions may name it whatever the order.
 */
#include <string.h>
#include "model/build.h"

/* `social_care.delivers`: made for every unit of a program, so by hand. */
static Text joined(Program *program, Text thing, Text part) {
  char *at = mem_pool_alloc(&program->pool, (size_t)thing.bytes + part.bytes + 2);
  memcpy(at, thing.at, thing.bytes);
  at[thing.bytes] = '.';
  memcpy(at + thing.bytes + 1, part.at, part.bytes);
  return (Text){at, thing.bytes + 1 + part.bytes};
}

static Unit *add_unit(Build *build, UnitKind kind, void *owner, const Type *type, Subject subject) {
  Unit *unit = mem_pool_alloc(&build->program->pool, sizeof *unit);
  *unit = (Unit){.kind = kind, .index = (uint32_t)build->program->units.count,
                 .declared = (uint32_t)build->program->units.count, .subject = subject, .type = type,
                 .owner = owner, .from = DAY_BEFORE_TIME, .until = DAY_AFTER_TIME};
  build_in_force(build, &build->home.decl->in_force, &unit->from, &unit->until);
  list_push(&build->program->units, unit);
  return unit;
}

/* What an amendment adds to a thing is in force only while the thing is. */
static void keep_within(Build *build, Unit *unit, const Subject *whole) {
  Day from, until;
  build_in_force(build, &whole->home.decl->in_force, &from, &until);
  if (from > unit->from) unit->from = from;
  if (until < unit->until) unit->until = until;
}

/* What only amendments mention is in force from when the first of them is until the last is no more. */
static void widen(Build *build, Unit *unit, const Subject *whole) {
  Day from, until;
  if (!unit->subject.home.decl->amends) return;
  build_in_force(build, &build->home.decl->in_force, &from, &until);
  if (from < unit->from) unit->from = from;
  if (until > unit->until) unit->until = until;
  keep_within(build, unit, whole);
}

/* ---- duties ---- */

static void refuse_role(Build *build, const Ident *name, const char *kind) {
  Diag *diag = build_error(build, DIAG_WRONG_KIND, name->span, "`%s` is %s; a line of a duty begins with a role",
                           text_c(name->name->text), kind);
  diag_mend(diag, "name the role first, then who stands in it");
}

static const Role *role_of_line(Build *build, const Line *line) {
  const Name *name = line->name.name;
  if (name && !build_symbol(build->program, name) && members_find(&build->program->parties, name) >= 0) {
    refuse_role(build, &line->name, "a party");
    return NULL;
  }
  Symbol *symbol = build_look_up(build, &line->name, "role");
  if (!symbol) return NULL;
  if (symbol->kind == SYMBOL_ROLE_NAME) return build->program->roles.at[symbol->index];
  refuse_role(build, &line->name, symbol_words(symbol->kind));
  return NULL;
}

enum { ROLES_MOST = 64 };     /* each is looked for among all */

const DutyRole *duty_role(const Duty *duty, const Name *role) {
  for (uint32_t i = 0; i < duty->role_count; i++)
    if (duty->roles[i].role->name == role) return &duty->roles[i];
  return NULL;
}

/* Room for one more: an array of the pool is as long as the next power of two, and copied only when it is full. */
static void *grown_array(Build *build, const void *old, uint32_t count, size_t element_bytes) {
  if (count & (count - 1)) return (void *)(uintptr_t)old;
  void *grown = mem_pool_alloc(&build->program->pool, element_bytes * (count ? 2 * (size_t)count : 1));
  return count ? memcpy(grown, old, element_bytes * count) : grown;
}

static void add_role(Build *build, Duty *duty, const Role *role, Span span) {
  const DutyRole *known = duty_role(duty, role->name);
  if (known) {
    widen(build, known->unit, &duty->subject);
    return;
  }
  if (duty->role_count == ROLES_MOST) {
    build_error(build, DIAG_TOO_MANY_MEMBERS, span, "a duty may mention at most %d roles", ROLES_MOST);
    return;
  }
  Subject subject = {.name = joined(build->program, duty->subject.name, role->name->text),
                     .label = duty->subject.label, .home = build->home, .member = duty->subject.member,
                     .cites = duty->subject.cites};
  DutyRole *roles = grown_array(build, duty->roles, duty->role_count, sizeof(DutyRole));
  Unit *unit = add_unit(build, UNIT_ROLE, duty, build->program->party_set, subject);
  unit->role = role;
  keep_within(build, unit, &duty->subject);
  roles[duty->role_count++] = (DutyRole){role, unit};
  duty->roles = roles;
}

static void add_roles(Build *build, Duty *duty, const Decl *decl) {
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Role *role = role_of_line(build, decl->lines.at[i]);
    if (role) add_role(build, duty, role, decl->lines.at[i]->name.span);
  }
}

/* ---- signatures ---- */

/* In `parts`: twice the number of an indicator, from 1, and one more of a mitigation: the arrays move as they grow. */
const Indicator *signature_indicator(const Signature *signature, const Name *name) {
  uintptr_t place = (uintptr_t)hash_get(&signature->parts, name->text);
  if (!place) return NULL;
  return &(place & 1 ? signature->mitigations : signature->indicators)[place / 2 - 1];
}

/* With the member's words in the place of the family's variable, in amendments too. */
static Text words_of_line(Build *build, const Signature *signature, const Decl *decl, const Line *line) {
  const Symbol *symbol = build_symbol(build->program, decl->name.name);
  if (!line->label.bytes || !symbol->family) return line->label;
  return build_label(line->label, decl->name.name, symbol->home.decl->each.variable.name, symbol->family,
                     signature->subject.member);
}

static void add_indicator(Build *build, Signature *signature, const Decl *decl, const Line *line) {
  bool mitigation = line->kind == LINE_MITIGATION;
  const Indicator **list = mitigation ? &signature->mitigations : &signature->indicators;
  uint32_t *count = mitigation ? &signature->mitigation_count : &signature->indicator_count;
  if (!line->name.name) return;
  if (signature_indicator(signature, line->name.name)) {
    build_error(build, DIAG_DECLARED_TWICE, line->name.span, "this signature has an indicator `%s` already",
                text_c(line->name.name->text));
    return;
  }
  Subject subject = {.name = joined(build->program, signature->subject.name, line->name.name->text),
                     .label = build_label(words_of_line(build, signature, decl, line), line->name.name, NULL, NULL, -1),
                     .home = build->home, .member = signature->subject.member, .cites = signature->subject.cites};
  Indicator *grown = grown_array(build, *list, *count, sizeof(Indicator));
  Unit *unit =
    add_unit(build, mitigation ? UNIT_MITIGATION : UNIT_INDICATOR, signature, build->program->yes_no, subject);
  keep_within(build, unit, &signature->subject);
  grown[(*count)++] = (Indicator){line->name.name, unit};
  *list = grown;
  *hash_put(&signature->parts, line->name.name->text) = (void *)(2 * (uintptr_t)*count + mitigation);
}

static void need_severity(Build *build, Signature *signature) {
  if (signature->severity) {
    widen(build, signature->severity, &signature->subject);
    return;
  }
  Subject subject = signature->subject;
  subject.name = joined(build->program, subject.name, TEXT("severity"));
  subject.home = build->home;
  signature->severity = add_unit(build, UNIT_SEVERITY, signature, build->program->severity, subject);
  keep_within(build, signature->severity, &signature->subject);
}

static void add_probe(Build *build, Signature *signature, Text probe) {
  Text *probes = grown_array(build, signature->probes, signature->probe_count, sizeof(Text));
  probes[signature->probe_count++] = probe;
  signature->probes = probes;
}

static void add_signature_lines(Build *build, Signature *signature, const Decl *decl) {
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Line *line = decl->lines.at[i];
    if (line->kind == LINE_INDICATOR || line->kind == LINE_MITIGATION) add_indicator(build, signature, decl, line);
    if (line->kind == LINE_SEVERITY) need_severity(build, signature);
    if (line->kind == LINE_PROBE) add_probe(build, signature, words_of_line(build, signature, decl, line));
    if (line->kind != LINE_GROUP) continue;
    if (signature->group || decl->amends)
      build_error(build, DIAG_CLAUSE_TWICE, line->span, "a signature has one `group`, given where it is declared");
    else
      signature->group = line->name.name;
  }
}

/* ---- one of each ---- */

static void add_duty(Build *build, const Decl *decl, Subject subject) {
  Duty *duty = mem_pool_alloc(&build->program->pool, sizeof(Duty));
  duty->subject = subject;
  list_push(&build->program->duties, duty);
  add_roles(build, duty, decl);
}

static const Matter *matter_of(Build *build, const Ident *name) {
  if (!name->name) return NULL;
  Symbol *symbol = build_look_up(build, name, "matter");
  if (!symbol) return NULL;
  if (symbol->kind != SYMBOL_MATTER) {
    build_error(build, DIAG_WRONG_KIND, name->span, "`%s` is %s, not a matter", text_c(name->name->text),
                symbol_words(symbol->kind));
    return NULL;
  }
  Matter *matter = build->program->matters.at[symbol->index];
  matter->used = true;
  return matter;
}

static void add_right(Build *build, const Decl *decl, Subject subject) {
  Right *right = mem_pool_alloc(&build->program->pool, sizeof(Right));
  *right = (Right){.subject = subject,
                   .kind = decl->right->kind,
                   .holders = build_parties(build, &decl->right->holders),
                   .against = build_parties(build, &decl->right->against),
                   .matter = matter_of(build, &decl->right->matter)};
  list_push(&build->program->rights, right);
  right->unit = add_unit(build, UNIT_RIGHT, right, build->program->yes_no, subject);
}

static void add_requirement(Build *build, const Decl *decl, Subject subject) {
  Requirement *requirement = mem_pool_alloc(&build->program->pool, sizeof(Requirement));
  requirement->subject = subject;
  for (size_t i = 0; i < decl->lines.count; i++)
    if (decl->lines.at[i]->kind == LINE_ON) requirement->on |= build_parties(build, &decl->lines.at[i]->parties);
  list_push(&build->program->requirements, requirement);
  requirement->unit = add_unit(build, UNIT_REQUIREMENT, requirement, build->program->status, subject);
}

static void add_signature(Build *build, const Decl *decl, Subject subject) {
  Signature *signature = mem_pool_alloc(&build->program->pool, sizeof(Signature));
  signature->subject = subject;
  list_push(&build->program->signatures, signature);
  add_signature_lines(build, signature, decl);
  signature->raised = add_unit(build, UNIT_SIGNATURE, signature, build->program->yes_no, subject);
}

static void add_definition(Build *build, const Decl *decl, Subject subject) {
  Definition *definition = mem_pool_alloc(&build->program->pool, sizeof(Definition));
  const Type *type = decl->type ? build_declared_type(build, decl->type) : NULL;
  build_symbol(build->program, decl->name.name)->untyped |= decl->type && !type;
  definition->subject = subject;
  list_push(&build->program->definitions, definition);
  definition->unit = add_unit(build, UNIT_DEFINITION, definition, type ? type : build->program->yes_no, subject);
}

static SymbolKind conclusion_kind(DeclKind kind, uint32_t *next, const Program *program) {
  if (kind == DECL_DUTY) return *next = (uint32_t)program->duties.count, SYMBOL_DUTY;
  if (kind == DECL_RIGHT) return *next = (uint32_t)program->rights.count, SYMBOL_RIGHT;
  if (kind == DECL_REQUIREMENT) return *next = (uint32_t)program->requirements.count, SYMBOL_REQUIREMENT;
  if (kind == DECL_SIGNATURE) return *next = (uint32_t)program->signatures.count, SYMBOL_SIGNATURE;
  if (kind == DECL_DEFINE) return *next = (uint32_t)program->definitions.count, SYMBOL_DEFINITION;
  return SYMBOL_NONE;
}

static void add_conclusion(Build *build, SymbolKind kind, const Decl *decl, Subject subject) {
  if (kind == SYMBOL_DUTY) add_duty(build, decl, subject);
  if (kind == SYMBOL_RIGHT) add_right(build, decl, subject);
  if (kind == SYMBOL_REQUIREMENT) add_requirement(build, decl, subject);
  if (kind == SYMBOL_SIGNATURE) add_signature(build, decl, subject);
  if (kind == SYMBOL_DEFINITION) add_definition(build, decl, subject);
}

static void declare_conclusion(Build *build, const Decl *decl) {
  bool failed;
  uint32_t next = 0;
  SymbolKind kind = conclusion_kind(decl->kind, &next, build->program);
  if (kind == SYMBOL_NONE || decl->amends) return;
  const Members *family = build_each(build, &decl->each, &failed);
  if (!build_declare(build, &decl->name, kind, next, family)) return;
  Citations cites = build_citations(build, &decl->cites);
  if (!family) add_conclusion(build, kind, decl, build_subject(build, decl->name.name, NULL, -1, cites));
  for (uint32_t m = 0; family && m < family->count; m++)
    add_conclusion(build, kind, decl, build_subject(build, decl->name.name, family, (int)m, cites));
}

static void begin(Build *build, Module *module, const Decl *decl) {
  build->home = (Home){decl, module, module->tree->source};
  build->failed_names = false;
}

void declare_conclusions(Build *build, Module *module) {
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    begin(build, module, module->tree->decls.at[i]);
    declare_conclusion(build, module->tree->decls.at[i]);
  }
}

/* ---- what amendments add ---- */

Symbol *build_amended(Build *build, const Decl *decl) {
  uint32_t next;
  SymbolKind kind =
    decl->kind == DECL_PARAMETER ? SYMBOL_PARAMETER : conclusion_kind(decl->kind, &next, build->program);
  Symbol *symbol = build_look_up(build, &decl->name, text_c(text_slice(text_of(symbol_words(kind)), 2, 99)));
  if (!symbol) return NULL;
  const char *name = text_c(decl->name.name->text);
  if (symbol->kind != kind) {
    build_error(build, DIAG_WRONG_KIND, decl->name.span, "`%s` is %s, not %s", name, symbol_words(symbol->kind),
                symbol_words(kind));
    return NULL;
  }
  if (symbol->home.module == build->home.module) {
    Diag *diag = build_error(build, DIAG_AMENDS_OWN, decl->name.span, "`%s` is declared in this very module", name);
    diag_mend(diag, "add the lines there: a module amends what it uses");
    return NULL;
  }
  return symbol;
}

static void amend_shell(Build *build, const Decl *decl) {
  if (decl->kind != DECL_DUTY && decl->kind != DECL_SIGNATURE) return;
  Symbol *symbol = build_symbol(build->program, decl->name.name);
  if (!symbol || symbol->kind != (decl->kind == DECL_DUTY ? SYMBOL_DUTY : SYMBOL_SIGNATURE)) return;
  uint32_t count = symbol->family ? symbol->family->count : 1;
  for (uint32_t m = 0; m < count; m++) {
    if (decl->kind == DECL_DUTY) add_roles(build, build->program->duties.at[symbol->index + m], decl);
    else add_signature_lines(build, build->program->signatures.at[symbol->index + m], decl);
  }
}

void amend_shells(Build *build, Module *module) {
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    begin(build, module, module->tree->decls.at[i]);
    if (module->tree->decls.at[i]->amends) amend_shell(build, module->tree->decls.at[i]);
  }
}

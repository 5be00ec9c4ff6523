/* Declarations that hold no conditions: types, parties, sources, roles, matters, facts, events, parameters. */
#include "model/build.h"
#include "syntax/parse.h"

static void begin(Build *build, Module *module, const Decl *decl) {
  build->home = (Home){decl, module, module->tree->source};
  build->failed_names = false;
}

/* ---- sources ---- */

static void declare_source(Build *build, Module *module, const Decl *decl) {
  HashMap *map = build->program->sources_by_module.at[module->index];
  if (!decl->name.name) return;
  SourceInfo *known = hash_get(map, decl->name.name->text);
  if (known) {
    Diag *diag = build_error(build, DIAG_DECLARED_TWICE, decl->name.span, "the source `%s` is declared twice",
                             text_c(decl->name.name->text));
    diag_note(diag, known->file, known->span, "first declared here");
    return;
  }
  SourceInfo *info = MEM_NEW(SourceInfo);
  const SourceDecl *source = decl->source;
  *info = (SourceInfo){.index = (uint32_t)build->program->sources.count, .name = decl->name.name,
                       .label = decl->label.bytes ? decl->label : decl->name.name->text,
                       .by = source->by, .dated = source->dated.given, .date = source->dated.date,
                       .basis = source->basis == BASIS_NONE ? BASIS_STATED : source->basis,
                       .file = module->tree->source, .span = ast_absolute(decl, decl->name.span),
                       .decl = (Decl *)(uintptr_t)decl};
  list_push(&build->program->sources, info);
  *hash_put(map, info->name->text) = info;
}

static void inherit_sources(Program *program, Module *module) {
  HashMap *map = program->sources_by_module.at[module->index];
  for (size_t i = 0; i < program->sources.count; i++) {
    SourceInfo *info = program->sources.at[i];
    for (size_t m = 0; m < module->index; m++) {
      Module *used = program->modules.at[m];
      if (used->tree->source == info->file && module_reaches(module, used) && !hash_get(map, info->name->text))
        *hash_put(map, info->name->text) = info;
    }
  }
}

/* ---- types and parties ---- */

static void declare_party(Build *build, const Decl *decl) {
  Members *parties = &build->program->parties;
  if (!decl->name.name) return;
  if (members_find(parties, decl->name.name) >= 0) {
    build_error(build, DIAG_DECLARED_TWICE, decl->name.span, "the party `%s` is declared twice",
                text_c(decl->name.name->text));
  } else if (parties->count == 64) {
    build_error(build, DIAG_TOO_MANY_MEMBERS, decl->name.span, "a program may have at most 64 parties");
  } else {
    parties->at[parties->count] = decl->name.name;
    parties->labels[parties->count++] = build_label(decl->label, decl->name.name, NULL, NULL, -1);
  }
}

static void declare_members(Build *build, const Decl *decl) {
  Members *members = MEM_NEW(Members);
  members->name = decl->name.name;
  members->label = decl->label;
  members->scale = decl->kind == DECL_SCALE;
  for (size_t i = 0; i < decl->members.count && members->count < 64; i++) {
    const Ident *member = &decl->members.at[i];
    if (!member->name) continue;
    if (members_find(members, member->name) >= 0) {
      build_error(build, DIAG_DECLARED_TWICE, member->span, "`%s` stands twice in this list",
                  text_c(member->name->text));
      continue;
    }
    members->at[members->count] = member->name;
    members->labels[members->count++] = build_label(TEXT(""), member->name, NULL, NULL, -1);
  }
  build_declare(build, &decl->name, SYMBOL_TYPE, 0, members);
}

static void declare_role(Build *build, const Decl *decl) {
  Program *program = build->program;
  if (!build_declare(build, &decl->name, SYMBOL_ROLE_NAME, (uint32_t)program->roles.count, NULL)) return;
  Role *role = MEM_NEW(Role);
  *role = (Role){(uint32_t)program->roles.count, decl->name.name,
                 build_label(decl->label, decl->name.name, NULL, NULL, -1), decl->cardinality, build->home};
  list_push(&program->roles, role);
}

static void declare_matter(Build *build, const Decl *decl) {
  Program *program = build->program;
  if (!build_declare(build, &decl->name, SYMBOL_MATTER, (uint32_t)program->matters.count, NULL)) return;
  Matter *matter = MEM_NEW(Matter);
  matter->subject = build_subject(build, decl->name.name, NULL, -1, (Citations){0});
  list_push(&program->matters, matter);
}

static void declare_holidays(Build *build, const Decl *decl) {
  for (size_t i = 0; i < decl->dates.count; i++) {
    const DateBound *date = &decl->dates.at[i];
    if (date->date.first != date->date.last)
      build_error(build, DIAG_WRONG_TYPE, date->span, "a holiday is one day: write it as `2026-12-25`");
    else
      list_push(&build->program->holidays, date->date.first);
  }
}

static void declare_plain(Build *build, Module *module, const Decl *decl) {
  begin(build, module, decl);
  switch (decl->kind) {
  case DECL_SOURCE: declare_source(build, module, decl); break;
  case DECL_PARTY: declare_party(build, decl); break;
  case DECL_TYPE: case DECL_SCALE: declare_members(build, decl); break;
  case DECL_HOLIDAYS: declare_holidays(build, decl); break;
  case DECL_ROLE: declare_role(build, decl); break;
  case DECL_MATTER: declare_matter(build, decl); break;
  case DECL_MODULE: case DECL_USE: case DECL_FACT: case DECL_EVENT: case DECL_PARAMETER: case DECL_DEFINE:
  case DECL_DUTY: case DECL_RIGHT: case DECL_REQUIREMENT: case DECL_SIGNATURE: case DECL_SCENARIO: case DECL_ALWAYS:
  case DECL_RECORD: case DECL_CASE: case DECL_STATEMENT: break;
  }
}

void declare_types(Build *build, Module *module) {
  list_push(&build->program->sources_by_module, MEM_NEW(HashMap));
  for (size_t i = 0; i < module->tree->decls.count; i++) declare_plain(build, module, module->tree->decls.at[i]);
  inherit_sources(build->program, module);
}

/* ---- facts, events, parameters ---- */

static void unknown_type(Build *build, const Ident *name) {
  const Program *program = build->program;
  DiagNearest nearest = diag_nearest(build->diags, name->name->text);
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (words[i].class == WORD_TYPE) diag_nearest_offer(&nearest, text_of(words[i].word));
  for (size_t i = 0; !nearest.full && i < program->symbols.count; i++)
    if (program->symbols.at[i].kind == SYMBOL_TYPE) diag_nearest_offer(&nearest, program->names->all.at[i]->text);
  Diag *diag = build_error(build, DIAG_UNKNOWN_NAME, name->span, "there is no type or scale called `%s`",
                           text_c(name->name->text));
  diag_nearest_mend(diag, &nearest);
}

const Type *build_declared_type(Build *build, const TypeExpr *type) {
  Program *program = build->program;
  if (!type) return NULL;    /* a syntax error swallowed it */
  switch (type->word) {
  case TYPE_YES_NO: return program->yes_no;
  case TYPE_COUNT: return program->count;
  case TYPE_NUMBER: return program->number;
  case TYPE_PERCENT: return program->percent;
  case TYPE_MONEY: return program->money;
  case TYPE_DATE: return program->date;
  case TYPE_DURATION: return program->duration;
  case TYPE_TEXT: return program->text;
  case TYPE_PARTY:
    if (!program->parties.count)
      diag_mend(
        build_error(build, DIAG_CLAUSE_MISSING, type->span, "no party is declared, so this could have no value"),
        "declare one: `party council \"the council\"`");
    return type->set ? program->party_set : program->party;
  case TYPE_NAMED: break;
  }
  if (type->name.name && !build_symbol(program, type->name.name)) {
    unknown_type(build, &type->name);
    return NULL;
  }
  Symbol *symbol = build_look_up(build, &type->name, "type or scale");
  if (!symbol) return NULL;
  if (symbol->kind == SYMBOL_TYPE) return build_type(program, TYPE_NAMED, type->set, symbol->family);
  build_error(build, DIAG_WRONG_KIND, type->name.span, "`%s` is %s, not a type", text_c(type->name.name->text),
              symbol_words(symbol->kind));
  return NULL;
}

static void add_fact(Build *build, const Decl *decl, const Type *type, const Members *family, int member,
                     Citations cites) {
  Program *program = build->program;
  const FactDecl *source = decl->fact;
  Fact *fact = MEM_NEW(Fact);
  *fact = (Fact){.subject = build_subject(build, decl->name.name, family, member, cites), .type = type,
                 .index = (uint32_t)program->facts.count, .ask = source->ask, .fixed = source->fixed,
                 .decided_by = -1, .judged_by = -1};
  if (member >= 0 && source->ask.bytes)
    fact->ask = build_label(source->ask, decl->name.name, decl->each.variable.name, family, member);
  if (source->decided_by.name) fact->decided_by = build_party(build, &source->decided_by);
  if (source->judged_by.name) fact->judged_by = build_party(build, &source->judged_by);
  if (source->stale_after && source->stale_after->kind == LITERAL_DURATION) {
    fact->stales = true;
    fact->stale_after = value_duration(source->stale_after->count, source->stale_after->unit, BASIS_NONE);
  }
  list_push(&program->facts, fact);
}

static void declare_fact(Build *build, const Decl *decl) {
  bool failed;
  const Members *family = build_each(build, &decl->each, &failed);
  const Type *type = build_declared_type(build, &decl->fact->type);
  Symbol *symbol = build_declare(build, &decl->name, SYMBOL_FACT, (uint32_t)build->program->facts.count, family);
  if (!symbol) return;
  symbol->untyped = !type || failed || decl->broken;
  if (symbol->untyped) type = build->program->yes_no;
  Citations cites = build_citations(build, &decl->cites);
  if (!family) add_fact(build, decl, type, NULL, -1, cites);
  for (uint32_t m = 0; family && m < family->count; m++) add_fact(build, decl, type, family, (int)m, cites);
}

static void add_event(Build *build, const Decl *decl, const Members *family, int member, Citations cites) {
  Event *event = MEM_NEW(Event);
  *event = (Event){.subject = build_subject(build, decl->name.name, family, member, cites),
                   .index = (uint32_t)build->program->events.count};
  list_push(&build->program->events, event);
}

static void declare_event(Build *build, const Decl *decl) {
  bool failed;
  const Members *family = build_each(build, &decl->each, &failed);
  if (!build_declare(build, &decl->name, SYMBOL_EVENT, (uint32_t)build->program->events.count, family)) return;
  Citations cites = build_citations(build, &decl->cites);
  if (!family) add_event(build, decl, NULL, -1, cites);
  for (uint32_t m = 0; family && m < family->count; m++) add_event(build, decl, family, (int)m, cites);
}

static void declare_parameter(Build *build, const Decl *decl) {
  const Type *type = build_declared_type(build, decl->type);
  Parameter *parameter = MEM_NEW(Parameter);
  uint32_t index = (uint32_t)build->program->parameters.count;
  Symbol *symbol = build_declare(build, &decl->name, SYMBOL_PARAMETER, index, NULL);
  if (!symbol) return;
  symbol->untyped = !type || decl->broken;
  *parameter =
    (Parameter){.subject = build_subject(build, decl->name.name, NULL, -1, build_citations(build, &decl->cites)),
                .type = type ? type : build->program->yes_no,
                .index = index};
  list_push(&build->program->parameters, parameter);
}

static void declare_record(Build *build, const Decl *decl) {
  Record *record = MEM_NEW(Record);
  *record = (Record){decl->statement, build->home};
  list_push(&build->program->records, record);
}

static void declare_scenario(Build *build, const Decl *decl) {
  Scenario *scenario = MEM_NEW(Scenario);
  *scenario = (Scenario){decl->label, build->home};
  list_push(&build->program->scenarios, scenario);
}

void declare_facts(Build *build, Module *module) {
  for (size_t i = 0; i < module->tree->decls.count; i++) {
    const Decl *decl = module->tree->decls.at[i];
    begin(build, module, decl);
    if (decl->kind == DECL_FACT) declare_fact(build, decl);
    if (decl->kind == DECL_EVENT) declare_event(build, decl);
    if (decl->kind == DECL_PARAMETER && !decl->amends) declare_parameter(build, decl);
    if (decl->kind == DECL_RECORD) declare_record(build, decl);
    if (decl->kind == DECL_SCENARIO) declare_scenario(build, decl);
  }
}

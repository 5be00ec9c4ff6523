/* The one namespace of declarations, and what is looked up in it. */
#include "base/sink.h"
#include "model/build.h"

Symbol *build_symbol(Program *program, const Name *name) {
  if (!name || name->id >= program->symbols.count) return NULL;
  Symbol *symbol = &program->symbols.at[name->id];
  return symbol->kind == SYMBOL_NONE ? NULL : symbol;
}

/* What a module that could not be read may well declare. */
static bool may_be_missing(const Build *build, DiagCode code) {
  bool name = code == DIAG_UNKNOWN_NAME || code == DIAG_UNKNOWN_MEMBER || code == DIAG_NOT_VISIBLE;
  return name && build->home.module && build->home.module->gaps;
}

/* Of a declaration whose own type is wrong nothing can be said to fit. */
static bool of_no_type(const Build *build, DiagCode code) {
  const Symbol *symbol = build_symbol(build->program, build->home.decl->name.name);
  return code / 100 == 3 && symbol && symbol->untyped && symbol->home.decl == build->home.decl;
}

Diag *build_error(Build *build, DiagCode code, Span span, const char *format, ...) {
  Sink text = {0};
  va_list args;
  va_start(args, format);
  sink_format_list(&text, format, args);
  va_end(args);
  build->failed_names = true;
  bool told = build->home.decl->broken && code != DIAG_DECLARED_TWICE;   /* its syntax error */
  if (told || may_be_missing(build, code) || of_no_type(build, code)) return MEM_NEW(Diag);
  return diag_add(build->diags, code, build->home.file, ast_absolute(build->home.decl, span), "%s",
                  text_c(sink_result(&text)));
}

const char *symbol_words(SymbolKind kind) {
  switch (kind) {
  case SYMBOL_FACT: return "a fact";
  case SYMBOL_EVENT: return "an event";
  case SYMBOL_PARAMETER: return "a parameter";
  case SYMBOL_ROLE_NAME: return "a role";
  case SYMBOL_MATTER: return "a matter";
  case SYMBOL_DUTY: return "a duty";
  case SYMBOL_RIGHT: return "a right";
  case SYMBOL_REQUIREMENT: return "a requirement";
  case SYMBOL_SIGNATURE: return "a signature";
  case SYMBOL_DEFINITION: return "a definition";
  case SYMBOL_TYPE: return "a type";
  case SYMBOL_NONE: break;
  }
  return "something";
}

static Symbol *symbol_slot(Program *program, const Name *name) {
  if (name->id >= program->symbols.count) {
    list_reserve(&program->symbols, program->names->all.count);
    program->symbols.count = program->names->all.count;
  }
  return &program->symbols.at[name->id];
}

static void report_twice(Build *build, const Ident *name, const Symbol *first) {
  Diag *diag = build_error(build, DIAG_DECLARED_TWICE, name->span, "`%s` is declared twice", text_c(name->name->text));
  diag_note(diag, first->home.file, ast_absolute(first->home.decl, first->home.decl->name.span),
            "first declared here, as %s", symbol_words(first->kind));
  diag_mend(diag, "give one of the two another name");
}

/* NULL, with a message, when the name is taken. */
Symbol *build_declare(Build *build, const Ident *name, SymbolKind kind, uint32_t index, const Members *family) {
  if (!name->name) return NULL;
  Symbol *symbol = symbol_slot(build->program, name->name);
  if (symbol->kind != SYMBOL_NONE) {
    report_twice(build, name, symbol);
    return NULL;
  }
  *symbol = (Symbol){.kind = kind, .index = index, .family = family, .home = build->home};
  return symbol;
}

static void offer_names(const Build *build, DiagNearest *nearest) {
  const Program *program = build->program;
  if (nearest->full) return;
  for (size_t i = 0; i < program->symbols.count; i++)
    if (program->symbols.at[i].kind != SYMBOL_NONE) diag_nearest_offer(nearest, program->names->all.at[i]->text);
  for (const Binding *b = build->binding; b; b = b->outer) diag_nearest_offer(nearest, b->variable->text);
}

Symbol *build_look_up(Build *build, const Ident *name, const char *what) {
  if (!name->name) {
    build->failed_names = true;
    return NULL;
  }
  Symbol *symbol = build_symbol(build->program, name->name);
  if (!symbol) {
    DiagNearest nearest = diag_nearest(build->diags, name->name->text);
    offer_names(build, &nearest);
    Diag *diag = build_error(build, DIAG_UNKNOWN_NAME, name->span, "there is no %s called `%s`", what,
                             text_c(name->name->text));
    diag_nearest_mend(diag, &nearest);
    return NULL;
  }
  if (build->home.module && !module_reaches(build->home.module, symbol->home.module)) {
    const char *module = text_c(symbol->home.module->name->text);
    Diag *diag = build_error(build, DIAG_NOT_VISIBLE, name->span,
                             "`%s` is declared in the module `%s`, which this module does not use",
                             text_c(name->name->text), module);
    diag_mend(diag, "write `use %s` at the top", module);
    return NULL;
  }
  symbol->used = true;
  ((Decl *)(uintptr_t)symbol->home.decl)->used = true;
  return symbol;
}

int build_party(Build *build, const Ident *name) {
  if (!name->name) return -1;
  const Members *parties = &build->program->parties;
  int party = members_find(parties, name->name);
  if (party >= 0) return party;
  DiagNearest nearest = diag_nearest(build->diags, name->name->text);
  for (uint32_t i = 0; i < parties->count; i++) diag_nearest_offer(&nearest, parties->at[i]->text);
  Diag *diag = build_error(build, DIAG_UNKNOWN_NAME, name->span, "there is no party called `%s`",
                           text_c(name->name->text));
  diag_nearest_mend(diag, &nearest);
  return -1;
}

uint64_t build_parties(Build *build, const Idents *names) {
  uint64_t mask = 0;
  for (size_t i = 0; i < names->count; i++) {
    int party = build_party(build, &names->at[i]);
    if (party >= 0) mask |= UINT64_C(1) << party;
  }
  return mask;
}

const Members *build_each(Build *build, const Each *each, bool *failed) {
  *failed = false;
  if (!each->variable.name) return NULL;
  Symbol *symbol = build_look_up(build, &each->type, "enumeration or scale");
  *failed = true;
  if (!symbol) return NULL;
  if (symbol->kind != SYMBOL_TYPE) {
    build_error(build, DIAG_WRONG_KIND, each->type.span, "`%s` is %s; `for each` goes through a type or a scale",
                text_c(each->type.name->text), symbol_words(symbol->kind));
    return NULL;
  }
  *failed = false;
  return symbol->family;
}

Text build_member_name(const Name *name, const Members *family, int member) {
  if (member < 0) return name->text;
  return text_format("%s[%s]", text_c(name->text), text_c(family->at[member]->text));
}

static Text spaced(Text name) {
  Sink out = {0};
  for (uint32_t i = 0; i < name.bytes; i++) sink_char(&out, name.at[i] == '_' ? ' ' : name.at[i]);
  return text_copy(sink_result(&out));
}

/* Replaces `{variable}` by the member's words. */
static Text fill_in(Text label, const Name *variable, Text words) {
  Sink out = {0};
  for (uint32_t i = 0; i < label.bytes; i++) {
    Text rest = text_slice(label, i + 1, label.bytes);
    if (label.at[i] == '{' && text_starts(rest, variable->text) && variable->text.bytes < rest.bytes &&
        rest.at[variable->text.bytes] == '}') {
      sink_text(&out, words);
      i += variable->text.bytes + 1;
    } else {
      sink_char(&out, label.at[i]);
    }
  }
  return text_copy(sink_result(&out));
}

Text build_label(Text label, const Name *name, const Name *variable, const Members *family, int member) {
  if (member < 0) return label.bytes ? label : spaced(name->text);
  Text words = family->labels[member];
  if (!label.bytes) return text_format("%s of %s", text_c(spaced(name->text)), text_c(words));
  return variable ? fill_in(label, variable, words) : label;
}

Subject build_subject(Build *build, const Name *name, const Members *family, int member, Citations cites) {
  const Decl *decl = build->home.decl;
  return (Subject){.name = build_member_name(name, family, member),
                   .label = build_label(decl->label, name, decl->each.variable.name, family, member),
                   .home = build->home,
                   .member = member,
                   .cites = cites};
}

int64_t build_index(Build *build, const Symbol *symbol, const Ref *ref) {
  const char *name = text_c(ref->name.name->text);
  if (!symbol->family || symbol->kind == SYMBOL_TYPE) {
    if (!ref->index.name) return symbol->index;
    build_error(build, DIAG_FAMILY_INDEX, ref->index.span, "`%s` is one thing, not a family: leave out the brackets",
                name);
    return -1;
  }
  if (!ref->index.name) {
    Diag *diag = build_error(build, DIAG_FAMILY_INDEX, ref->name.span, "`%s` is a family: say which member", name);
    diag_mend(diag, "for instance `%s[%s]`", name, text_c(symbol->family->at[0]->text));
    return -1;
  }
  for (const Binding *b = build->binding; b; b = b->outer)
    if (b->variable == ref->index.name && b->members == symbol->family) return symbol->index + (int64_t)b->member;
  int member = members_find(symbol->family, ref->index.name);
  if (member >= 0) return symbol->index + (int64_t)member;
  DiagNearest nearest = diag_nearest(build->diags, ref->index.name->text);
  for (uint32_t i = 0; i < symbol->family->count; i++) diag_nearest_offer(&nearest, symbol->family->at[i]->text);
  Diag *diag = build_error(build, DIAG_UNKNOWN_MEMBER, ref->index.span, "`%s` has no member `%s`", name,
                           text_c(ref->index.name->text));
  diag_nearest_mend(diag, &nearest);
  return -1;
}

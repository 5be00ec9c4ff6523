#include "cli/lsp_index.h"
#include "base/sink.h"

/* ---- looking up ---- */

/* `space` parts the namespaces: t(hings), p(arties), s(ources), g(roups), M(odules), m(embers), i(ndicators). */
static Text key_of(char space, Text within, Text name) {
  Sink key = {0};
  sink_char(&key, space);
  sink_text(&key, within);
  sink_char(&key, ' ');
  sink_text(&key, name);
  return sink_result(&key);
}

static const Meaning *find(const Index *index, char space, Text within, const Name *name) {
  return name ? hash_get(&index->map, key_of(space, within, name->text)) : NULL;
}

const Meaning *index_thing(const Index *index, const Name *name) { return find(index, 't', TEXT(""), name); }
const Meaning *index_party(const Index *index, const Name *name) { return find(index, 'p', TEXT(""), name); }
const Meaning *index_group(const Index *index, const Name *name) { return find(index, 'g', TEXT(""), name); }
const Meaning *index_module(const Index *index, const Name *name) { return find(index, 'M', TEXT(""), name); }

/* Two modules may each have a source of the same name: a file's own comes first. */
const Meaning *index_source(const Index *index, const Source *file, const Name *name) {
  const Meaning *own = find(index, 's', file->path, name);
  return own ? own : find(index, 's', TEXT(""), name);
}

const Meaning *index_member(const Index *index, const Name *type, const Name *name) {
  return find(index, 'm', type ? type->text : TEXT(""), name);
}

const Meaning *index_indicator(const Index *index, const Name *signature, const Name *name) {
  return signature ? find(index, 'i', signature->text, name) : NULL;
}

/* ---- making ---- */

typedef struct Maker {
  Index *index;
  const Tree *tree;
  const Decl *decl;
} Maker;

static void put(Maker *maker, char space, Text within, const Meaning *meaning) {
  void **place = hash_put(&maker->index->map, key_of(space, within, meaning->name->text));
  if (!*place) *place = (void *)(uintptr_t)meaning;
}

static const Meaning *add(Maker *maker, MeaningKind kind, const Ident *name, const Line *line) {
  if (!name->name) return NULL;
  Meaning *meaning = MEM_NEW(Meaning);
  *meaning = (Meaning){kind, name->name, maker->tree->source, ast_absolute(maker->decl, name->span), maker->decl, line};
  list_push(&maker->index->all, meaning);
  return meaning;
}

static void add_plain(Maker *maker, MeaningKind kind, char space) {
  const Meaning *meaning = add(maker, kind, &maker->decl->name, NULL);
  if (meaning) put(maker, space, TEXT(""), meaning);
}

static void add_source(Maker *maker) {
  const Meaning *meaning = add(maker, MEANING_SOURCE, &maker->decl->name, NULL);
  if (meaning) put(maker, 's', maker->tree->source->path, meaning);
  if (meaning) put(maker, 's', TEXT(""), meaning);
}

static void add_type(Maker *maker) {
  const Decl *decl = maker->decl;
  add_plain(maker, MEANING_TYPE, 't');
  for (size_t i = 0; i < decl->members.count; i++) {
    const Meaning *member = add(maker, MEANING_MEMBER, &decl->members.at[i], NULL);
    if (member && decl->name.name) put(maker, 'm', decl->name.name->text, member);
    if (member) put(maker, 'm', TEXT(""), member);
  }
}

static void add_signature(Maker *maker) {
  const Decl *decl = maker->decl;
  if (!decl->amends) add_plain(maker, MEANING_SIGNATURE, 't');
  for (size_t i = 0; decl->name.name && i < decl->lines.count; i++) {
    const Line *line = decl->lines.at[i];
    bool indicator = line->kind == LINE_INDICATOR || line->kind == LINE_MITIGATION;
    if (!indicator && line->kind != LINE_GROUP) continue;
    if (line->kind == LINE_GROUP && index_group(maker->index, line->name.name)) continue;
    const Meaning *meaning = add(maker, indicator ? MEANING_INDICATOR : MEANING_GROUP, &line->name, line);
    if (meaning) put(maker, indicator ? 'i' : 'g', indicator ? decl->name.name->text : TEXT(""), meaning);
  }
}

static void add_conclusion(Maker *maker, MeaningKind kind) {
  if (!maker->decl->amends) add_plain(maker, kind, 't');
}

static void add_decl(Maker *maker) {
  switch (maker->decl->kind) {
    case DECL_MODULE: add_plain(maker, MEANING_MODULE, 'M'); return;
    case DECL_SOURCE: add_source(maker); return;
    case DECL_PARTY: add_plain(maker, MEANING_PARTY, 'p'); return;
    case DECL_TYPE: case DECL_SCALE: add_type(maker); return;
    case DECL_FACT: add_plain(maker, MEANING_FACT, 't'); return;
    case DECL_EVENT: add_plain(maker, MEANING_EVENT, 't'); return;
    case DECL_PARAMETER: add_conclusion(maker, MEANING_PARAMETER); return;
    case DECL_ROLE: add_plain(maker, MEANING_ROLE, 't'); return;
    case DECL_DEFINE: add_conclusion(maker, MEANING_DEFINITION); return;
    case DECL_DUTY: add_conclusion(maker, MEANING_DUTY); return;
    case DECL_MATTER: add_plain(maker, MEANING_MATTER, 't'); return;
    case DECL_RIGHT: add_conclusion(maker, MEANING_RIGHT); return;
    case DECL_REQUIREMENT: add_conclusion(maker, MEANING_REQUIREMENT); return;
    case DECL_SIGNATURE: add_signature(maker); return;
    case DECL_CASE: add_plain(maker, MEANING_CASE, 'c'); return;
    case DECL_USE:
    case DECL_HOLIDAYS:
    case DECL_SCENARIO:
    case DECL_ALWAYS:
    case DECL_RECORD:
    case DECL_STATEMENT: return;
  }
}

static void add_tree(Index *index, const Tree *tree) {
  Maker maker = {index, tree, NULL};
  for (size_t i = 0; i < tree->decls.count; i++) {
    maker.decl = tree->decls.at[i];
    add_decl(&maker);
  }
}

Index *index_of(const Program *program, const Tree *tree) {
  Index *index = MEM_NEW(Index);
  bool among = false;
  for (size_t i = 0; program && i < program->modules.count; i++) {
    const Tree *module = program->modules.at[i]->tree;
    among |= module == tree;
    add_tree(index, module);
  }
  if (tree && !among) add_tree(index, tree);
  return index;
}

/* ---- what is asked of meanings ---- */

Kin kin_of_type(const TypeExpr *type) {
  if (!type) return (Kin){0};
  return (Kin){type->word == TYPE_PARTY, type->word == TYPE_NAMED ? type->name.name : NULL};
}

Kin kin_of_thing(const Meaning *thing) {
  if (!thing) return (Kin){0};
  switch (thing->kind) {
    case MEANING_FACT: return kin_of_type(thing->decl->fact ? &thing->decl->fact->type : NULL);
    case MEANING_PARAMETER: case MEANING_DEFINITION: return kin_of_type(thing->decl->type);
    case MEANING_VARIABLE: return (Kin){false, thing->decl ? thing->decl->each.type.name : NULL};
    case MEANING_EVENT:
    case MEANING_ROLE:
    case MEANING_MATTER:
    case MEANING_DUTY:
    case MEANING_RIGHT:
    case MEANING_REQUIREMENT:
    case MEANING_SIGNATURE:
    case MEANING_TYPE:
    case MEANING_PARTY:
    case MEANING_MEMBER:
    case MEANING_SOURCE:
    case MEANING_GROUP:
    case MEANING_INDICATOR: case MEANING_MODULE: case MEANING_CASE: break;
  }
  return (Kin){0};
}

bool meaning_same(const Meaning *a, const Meaning *b) {
  return a == b || (a->file == b->file && a->span.from == b->span.from);
}

const char *meaning_words(const Meaning *meaning) {
  switch (meaning->kind) {
    case MEANING_FACT: return "fact";
    case MEANING_EVENT: return "event";
    case MEANING_PARAMETER: return "parameter";
    case MEANING_ROLE: return "role";
    case MEANING_MATTER: return "matter";
    case MEANING_DUTY: return "duty";
    case MEANING_RIGHT: return "right";
    case MEANING_REQUIREMENT: return "requirement";
    case MEANING_SIGNATURE: return "signature";
    case MEANING_DEFINITION: return "definition";
    case MEANING_TYPE: return meaning->decl->kind == DECL_SCALE ? "scale" : "type";
    case MEANING_PARTY: return "party";
    case MEANING_MEMBER: return "member";
    case MEANING_SOURCE: return "source";
    case MEANING_GROUP: return "group";
    case MEANING_INDICATOR: return meaning->line && meaning->line->kind == LINE_MITIGATION ? "mitigation" : "indicator";
    case MEANING_MODULE: return "module";
    case MEANING_VARIABLE: return "variable";
    case MEANING_CASE: break;   /* nothing mentions it by its name */
  }
  return "";
}

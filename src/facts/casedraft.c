/* A case while it is read, whichever form it is written in. */
#include "facts/casedraft.h"

#include "base/sink.h"
#include "facts/casecheck.h"
#include "facts/session.h"

CaseDraft draft_open(Session *session, Source *file) {
  CaseDraft draft = {.session = session, .diags = session->diags, .file = MEM_NEW(CaseFile),
                     .errors = session->diags->errors};
  draft.file->file = file;
  draft.file->path = file->path;
  return draft;
}

Text draft_file_stem(const Source *file) {
  Text path = file->path;
  uint32_t from = 0, to;
  for (uint32_t i = 0; i < path.bytes; i++) {
    if (path.at[i] == '/') from = i + 1;
  }
  for (to = from; to < path.bytes && path.at[to] != '.';) to++;
  return text_slice(path, from, to);
}

static void keep(CaseDraft *draft, WrittenLine line) {
  line.file = draft->file->file;
  if (draft->session->edited) list_push(&draft->session->written, line);
}

/* What the case's citations may name: the sources of its module and of those it uses, and its own. */
static void take_sources(CaseDraft *draft, const Program *program) {
  const HashMap *map = program->sources_by_module.at[program->module->index];
  for (size_t i = 0; i < map->room; i++) {
    if (map->entries[i].value != NULL) *hash_put(&draft->sources, map->entries[i].key) = map->entries[i].value;
  }
}

static void take_party_labels(CaseFile *file) {
  const Members *parties = &file->program->parties;
  for (uint32_t i = 0; i < parties->count; i++) list_push(&file->party_labels, parties->labels[i]);
}

bool draft_program(CaseDraft *draft, Text rules, Span at) {
  CaseFile *file = draft->file;
  if (rules.bytes == 0 && file->use.name == NULL) {
    Diag *diag = diag_add(draft->diags, DIAG_CASE_USE, file->file, at, "this case names no module to judge it by");
    diag_mend(diag, "add `use MODULE`, or name one with `--rules`");
    return false;
  }
  if (file->use.name != NULL) keep(draft, (WrittenLine){.kind = DECL_USE, .name = file->use});
  file->program = session_program(draft->session, &file->use, file->file, rules);
  if (file->program == NULL) return false;
  take_sources(draft, file->program);
  take_party_labels(file);
  return true;
}

static bool own_source(const CaseFile *file, const SourceInfo *info) {
  return info->file == file->file;
}

void draft_source(CaseDraft *draft, SourceInfo given) {
  if (given.name == NULL) return;
  SourceInfo *info = MEM_NEW(SourceInfo);
  *info = given;
  info->file = draft->file->file;
  SourceInfo **known = (SourceInfo **)hash_put(&draft->sources, info->name->text);
  if (*known != NULL && own_source(draft->file, *known)) {
    Diag *diag = diag_add(draft->diags, DIAG_DECLARED_TWICE, info->file, info->span,
                          "the source `%s` is declared twice", text_c(info->name->text));
    diag_note(diag, (*known)->file, (*known)->span, "first declared here");
    return;
  }
  *known = info;
  list_push(&draft->file->sources, info);
}

void draft_party(CaseDraft *draft, Ident party, Text label) {
  if (party.name == NULL) return;
  keep(draft, (WrittenLine){.kind = DECL_PARTY, .name = party});
  const Members *parties = &draft->file->program->parties;
  int index = members_find(parties, party.name);
  if (index >= 0) {
    if (label.bytes > 0) draft->file->party_labels.at[index] = label;
    return;
  }
  DiagNearest nearest = diag_nearest(draft->diags, party.name->text);
  for (uint32_t i = 0; i < parties->count; i++) diag_nearest_offer(&nearest, parties->at[i]->text);
  Diag *diag = diag_add(draft->diags, DIAG_UNKNOWN_NAME, draft->file->file, party.span,
                        "the module has no party called `%s`", text_c(party.name->text));
  diag_nearest_mend(diag, &nearest);
}

void draft_as_at(CaseDraft *draft, const DateBound *as_at, Span at) {
  if (!as_at->given) return;
  draft->file->dated = true;
  draft->file->as_at = as_at->date.first;
  if (as_at->date.first == as_at->date.last) return;
  Diag *diag = diag_add(draft->diags, DIAG_CASE_DATE, draft->file->file, at, "a case is judged as at one day");
  diag_mend(diag, "write the whole date, such as `2022-08-31`");
}

/* ---- a case for another module ---- */

static bool subject_known(const Program *program, const Name *name) {
  if (name->id >= program->symbols.count) return false;
  SymbolKind kind = program->symbols.at[name->id].kind;
  return kind == SYMBOL_FACT || kind == SYMBOL_EVENT || kind == SYMBOL_PARAMETER;
}

/* Where the module knows not one of several things that the case states, one message says so, not one for each. */
static bool foreign(const CaseDraft *draft, const PendingStatements *statements) {
  const Program *program = draft->file->program;
  const Name *first = NULL;
  bool several = false;
  for (size_t i = 0; i < statements->count; i++) {
    const Name *name = statements->at[i].statement->ref.name.name;
    if (name == NULL) continue;
    if (subject_known(program, name)) return false;
    several |= first != NULL && first != name;
    if (first == NULL) first = name;
  }
  if (!several) return false;
  const CaseFile *file = draft->file;
  Diag *diag = diag_add(draft->diags, DIAG_CASE_OTHER_MODULE, file->file, file->use.span,
                        "this case is for another module: `%s` knows nothing of what it states, such as `%s`",
                        text_c(program->module->name->text), text_c(first->text));
  diag_mend(diag, "name the module that declares these facts, with `use` or `--rules`");
  return true;
}

/* ---- the end ---- */

static void resolve(CaseDraft *draft, const PendingStatements *statements) {
  CaseFile *file = draft->file;
  for (size_t i = 0; i < statements->count; i++) {
    const PendingStatement *pending = &statements->at[i];
    Assertion *assertion = assertion_make(file->program, file->program->module, &draft->sources, pending->statement,
                                          pending->decl, file->file, false, draft->diags);
    if (assertion != NULL) list_push(&file->assertions, assertion);
  }
}

void draft_finish(CaseDraft *draft, const PendingStatements *statements, CaseFiles *cases) {
  for (size_t i = 0; i < statements->count; i++)
    keep(draft, (WrittenLine){.kind = DECL_STATEMENT, .statement = statements->at[i].statement});
  if (draft->file->program == NULL || foreign(draft, statements)) return;
  resolve(draft, statements);
  refuse_twice(draft->file, draft->diags);
  refuse_crowds(draft->file->program, &draft->file->assertions, draft->diags);
  if (draft->diags->errors == draft->errors) list_push(cases, draft->file);
}

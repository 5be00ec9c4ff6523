/* A `.case` file: its tree becomes a case. */
#include "facts/casedraft.h"
#include "facts/casereaders.h"

static void report_again(CaseDraft *draft, const Decl *again, const Decl *first, const char *what) {
  Source *file = draft->file->file;
  Diag *diag = diag_add(draft->diags, DIAG_CASE_HEAD, file, ast_absolute(again, again->name.span), "%s", what);
  diag_note(diag, file, ast_absolute(first, first->name.span), "the first is here");
}

static const Decl *only(CaseDraft *draft, const Tree *tree, DeclKind kind, const char *again) {
  const Decl *first = NULL;
  for (size_t i = 0; i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    if (decl->kind != kind) continue;
    if (first == NULL) first = decl;
    else report_again(draft, decl, first, again);
  }
  return first;
}

static void read_head(CaseDraft *draft, const Tree *tree) {
  const Decl *head = only(draft, tree, DECL_CASE, "a file holds one case");
  if (head == NULL) {
    if (draft->diags->errors != draft->errors) return;
    Diag *diag =
        diag_add(draft->diags, DIAG_CASE_HEAD, draft->file->file, (Span){0, 0}, "a case file begins with `case`");
    diag_mend(diag, "write `case NAME \"Label\"` as its first line");
    return;
  }
  if (head->name.name != NULL) draft->file->name = head->name.name->text;
  draft->file->label = head->label;
  draft_as_at(draft, &head->case_as_at, ast_absolute(head, head->case_as_at.span));
}

static void read_use(CaseDraft *draft, const Tree *tree) {
  const Decl *use = only(draft, tree, DECL_USE, "a case is judged by one module");
  if (use == NULL || use->name.name == NULL) return;
  draft->file->use = (Ident){use->name.name, ast_absolute(use, use->name.span)};
  draft->file->use_word = use->name.name->text;
  draft->file->use_span = draft->file->use.span;
}

static void read_source(CaseDraft *draft, const Decl *decl) {
  const SourceDecl *source = decl->source;
  Basis basis = source->basis == BASIS_NONE ? BASIS_STATED : source->basis;
  SourceInfo info = {.name = decl->name.name, .label = decl->label, .by = source->by, .dated = source->dated.given,
                     .date = source->dated.date, .basis = basis, .span = ast_absolute(decl, decl->name.span)};
  draft_source(draft, info);
}

static void read_lines(CaseDraft *draft, const Tree *tree, PendingStatements *statements) {
  for (size_t i = 0; i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    Ident name = {decl->name.name, ast_absolute(decl, decl->name.span)};
    if (decl->kind == DECL_SOURCE) read_source(draft, decl);
    if (decl->kind == DECL_PARTY) draft_party(draft, name, decl->label);
    if (decl->kind == DECL_STATEMENT) list_push(statements, ((PendingStatement){decl->statement, decl}));
  }
}

/* A syntax error may have swallowed the `use` line: then there is no complaint that it is missing. */
void read_case_text(Session *session, Source *file, Text rules, CaseFiles *cases) {
  CaseDraft draft = draft_open(session, file);
  Tree *tree = loader_parse(session->loader, file, true, session->diags);
  PendingStatements statements = {0};
  bool whole = session->diags->errors == draft.errors;
  read_head(&draft, tree);
  read_use(&draft, tree);
  if (!whole && rules.bytes == 0 && draft.file->use.name == NULL) return;
  Span head = {0, tree->decls.count > 0 ? tree->decls.at[0]->offset + tree->decls.at[0]->span.to : 0};
  if (!draft_program(&draft, rules, head)) return;
  read_lines(&draft, tree, &statements);
  draft_finish(&draft, &statements, cases);
}

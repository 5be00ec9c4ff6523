/* Names declared but never used, in all files given together. */
#include "model/build.h"

/* What a kind of declaration is called where it can be waste; NULL where it cannot: conclusions are what is asked for.
 */
static const char *waste(DeclKind kind) {
  switch (kind) {
  case DECL_SOURCE: return "source";
  case DECL_TYPE: return "type";
  case DECL_SCALE: return "scale";
  case DECL_FACT: return "fact";
  case DECL_EVENT: return "event";
  case DECL_PARAMETER: return "parameter";
  case DECL_MATTER: return "matter";
  case DECL_ROLE: return "role";
  case DECL_MODULE:
  case DECL_USE:
  case DECL_PARTY:
  case DECL_HOLIDAYS:
  case DECL_DEFINE:
  case DECL_DUTY:
  case DECL_RIGHT:
  case DECL_REQUIREMENT: case DECL_SIGNATURE: case DECL_SCENARIO: case DECL_ALWAYS: case DECL_RECORD: case DECL_CASE:
  case DECL_STATEMENT: break;
  }
  return NULL;
}

typedef struct Asked {
  bool cases;
  Diags *diags;
} Asked;

static void never_used(Diags *diags, const Tree *tree, const Decl *decl, const char *what) {
  Diag *diag = diag_add(diags, DIAG_UNUSED, tree->source, ast_absolute(decl, decl->name.span),
                        "the %s `%s` is never used", what, text_c(decl->name.name->text));
  diag_mend(diag, "take it out, or use it");
}

static void never_stated(Diags *diags, const Tree *tree, const Decl *decl) {
  Diag *diag = diag_add(diags, DIAG_NEVER_STATED, tree->source, ast_absolute(decl, decl->name.span),
                        "no case and no scenario states the fact `%s`", text_c(decl->name.name->text));
  diag_mend(diag, "what hangs on it is unknown in all of them");
}

static void check_tree(void *owner, Tree *tree) {
  const Asked *asked = owner;
  for (size_t i = 0; tree->given && !tree->library && i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    const char *what = waste(decl->kind);
    if (!what || decl->amends || !decl->name.name) continue;
    if (!decl->used) never_used(asked->diags, tree, decl, what);
    else if (decl->kind == DECL_FACT && asked->cases && !decl->stated) never_stated(asked->diags, tree, decl);
  }
}

void program_unused(Loader *loader, bool cases, Diags *diags) {
  loader_each(loader, check_tree, &(Asked){cases, diags});
}

/* The modules of a program, those used before those that use them; circles refused. */
#include "base/sink.h"
#include "model/build.h"

typedef struct Trail {      /* the modules being read, innermost first */
  const Name *name;
  const struct Trail *outer;
  unsigned depth;
} Trail;

enum { USES_DEEP = 256,     /* `use` within `use`: a chain this long is refused */
       CIRCLE_SHOWN = 8 };  /* of a longer circle the rest is counted */

bool module_reaches(const Module *from, const Module *to) {
  if (from == to) return true;
  if (!from || !to || to->index > from->index) return false;
  return from->reaches[to->index / 64] >> (to->index % 64) & 1;
}

static Text stem(Text path) {
  size_t from = 0;
  for (size_t i = 0; i < path.bytes; i++)
    if (path.at[i] == '/') from = i + 1;
  Text file = text_slice(path, from, path.bytes);
  return text_ends(file, TEXT(".remit")) ? text_slice(file, 0, file.bytes - 6) : file;
}

static const Decl *head_of(const Tree *tree) {
  return tree->decls.count && tree->decls.at[0]->kind == DECL_MODULE ? tree->decls.at[0] : NULL;
}

static void check_heads(Build *build, const Tree *tree) {
  for (size_t i = 1; i < tree->decls.count; i++) {
    const Decl *decl = tree->decls.at[i];
    if (decl->kind != DECL_MODULE) continue;
    diag_add(build->diags, DIAG_MODULE_HEAD, tree->source, ast_absolute(decl, decl->name.span),
             "the `module` line must be the first of its file");
  }
}

static void report_circle(Build *build, const Trail *trail, const Name *again, Source *file, Span span) {
  Sink circle = {0};
  sink_format(&circle, "`%s`", text_c(again->text));
  LIST(const Name *) names = {0};
  for (const Trail *t = trail; t; t = t->outer) {
    list_push(&names, t->name);
    if (t->name == again) break;
  }
  size_t left_out = names.count > CIRCLE_SHOWN + 1 ? names.count - 1 - CIRCLE_SHOWN : 0;
  for (size_t i = names.count - 1; i-- > left_out;) sink_format(&circle, " uses `%s`", text_c(names.at[i]->text));
  if (left_out) sink_format(&circle, " ... (%zu more)", left_out);
  sink_format(&circle, " uses `%s`", text_c(again->text));
  diag_add(build->diags, DIAG_MODULE_CIRCLE, file, span, "modules use each other in a circle: %s",
           text_c(sink_result(&circle)));
}

static bool on_trail(const Trail *trail, const Name *name) {
  for (; trail; trail = trail->outer)
    if (trail->name == name) return true;
  return false;
}

static void add_reaches(Module *module) {
  size_t words = module->index / 64 + 1;
  module->reaches = mem_alloc_flat(words * sizeof(uint64_t));
  module->reaches[module->index / 64] |= UINT64_C(1) << module->index % 64;
  for (size_t i = 0; i < module->uses.count; i++) {
    const Module *used = module->uses.at[i];
    for (size_t w = 0; w <= used->index / 64; w++) module->reaches[w] |= used->reaches[w];
  }
}

static Module *read_module(Build *build, Tree *tree, const Name *name, const Trail *trail);

/* NULL when it cannot be read, which has been told. */
static Module *find_used(Build *build, Source *file, const Name *name, Span span, const Trail *trail) {
  if (on_trail(trail, name)) {
    report_circle(build, trail, name, file, span);
    return NULL;
  }
  if (trail->depth >= USES_DEEP) {
    diag_add(build->diags, DIAG_MODULE_CIRCLE, file, span, "modules use each other more than %d deep", (int)USES_DEEP);
    return NULL;
  }
  Module *used = hash_get(&build->modules, name->text);
  if (used) return used;
  Tree *tree = loader_module(build->loader, name, file, span, build->diags);
  return tree ? read_module(build, tree, name, trail) : NULL;
}

static void read_use(Build *build, Module *module, const Decl *decl, const Trail *trail) {
  Module *used = NULL;
  if (decl->name.name)
    used = find_used(build, module->tree->source, decl->name.name, ast_absolute(decl, decl->name.span), trail);
  module->gaps |= !used || used->gaps;
  if (!used) return;
  used->tree->library = true;
  list_push(&module->uses, used);
}

/* Recursive over `use`; the trail refuses circles, and a chain is as long as there are files. */
static Module *read_module(Build *build, Tree *tree, const Name *name, const Trail *trail) {
  Module *module = MEM_NEW(Module);
  const Decl *head = head_of(tree);
  Trail here = {name, trail, trail ? trail->depth + 1 : 1};
  module->name = name;
  module->tree = tree;
  if (head) module->label = head->label;
  *hash_put(&build->modules, name->text) = module;
  check_heads(build, tree);
  if (head && head->name.name && head->name.name != name) {
    Diag *diag = diag_add(build->diags, DIAG_MODULE_HEAD, tree->source, ast_absolute(head, head->name.span),
                          "this file is used as `%s`, but calls itself `%s`", text_c(name->text),
                          text_c(head->name.name->text));
    diag_mend(diag, "a module has the name of its file: write `module %s`", text_c(name->text));
  }
  for (size_t i = 0; i < tree->decls.count; i++)
    if (tree->decls.at[i]->kind == DECL_USE) read_use(build, module, tree->decls.at[i], &here);
  module->index = (uint32_t)build->program->modules.count;
  list_push(&build->program->modules, module);
  add_reaches(module);
  return module;
}

Module *build_modules(Build *build, Tree *tree) {
  const Decl *head = head_of(tree);
  const Name *name = head && head->name.name ? head->name.name
                                             : names_intern(build->program->names, stem(tree->source->path));
  return read_module(build, tree, name, NULL);
}

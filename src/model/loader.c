/* Files of modules: found, read, checked for bad bytes, parsed; each once, however many programs use it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/sink.h"
#include "model/build.h"
#include "source/clean.h"
#include "syntax/parse.h"

struct Loader {
  Names *names;
  LIST(Text) folders;      /* of REMIT_PATH, then the library */
  HashMap trees;           /* by real path, or by the name given to a text */
  LIST(Tree *) read;       /* in order of reading */
  HashMap failed;          /* real paths already complained of */
  HashMap instead;         /* by real path: the Text that stands for the file */
  Drafts *drafts;          /* NULL: every text is parsed whole */
};

Names *loader_names(Loader *loader) { return loader->names; }

Loader *loader_open(Names *names, Text path, Text library) {
  Loader *loader = MEM_NEW(Loader);
  loader->names = names;
  for (size_t from = 0; from < path.bytes;) {
    const char *colon = memchr(path.at + from, ':', path.bytes - from);
    size_t to = colon ? (size_t)(colon - path.at) : path.bytes;
    if (to > from) list_push(&loader->folders, text_slice(path, from, to));
    from = to + 1;
  }
  if (library.bytes) list_push(&loader->folders, library);
  return loader;
}

/* realpath gives malloc memory: copied at once. */
static Text real_path(Text path) {
  char *real = realpath(text_c(path), NULL);
  if (!real) return path;
  Text copy = text_copy(text_of(real));
  free(real);
  return copy;
}

void loader_instead(Loader *loader, Text path, Text text) {
  Text *kept = MEM_NEW(Text);
  *kept = text;
  *hash_put(&loader->instead, text_copy(real_path(path))) = kept;
}

void loader_drafts(Loader *loader, Drafts *drafts) { loader->drafts = drafts; }

Tree *loader_parse(Loader *loader, Source *source, bool is_case, Diags *diags) {
  if (loader->drafts) return drafts_parse(loader->drafts, source, is_case, diags);
  return is_case ? parse_case(loader->names, source, diags) : parse_rules(loader->names, source, diags);
}

SourceStatus loader_source(const Loader *loader, Text path, Source **source, int *error_number) {
  const Text *instead = loader->instead.count ? hash_get(&loader->instead, real_path(path)) : NULL;
  if (!instead) return source_read(text_c(path), source, error_number);
  *source = source_of_text(path, instead->bytes > SOURCE_MAX_BYTES ? TEXT("") : *instead);
  return instead->bytes > SOURCE_MAX_BYTES ? SOURCE_TOO_LARGE : SOURCE_OK;
}

static bool is_there(const Loader *loader, Text path) {
  return hash_get(&loader->instead, real_path(path)) || access(text_c(path), F_OK) == 0;
}

static Tree *parse_clean(Loader *loader, Source *source, Diags *diags) {
  size_t before = diags->errors;
  clean_check(source, diags);
  if (diags->errors != before) return NULL;
  Tree *tree = loader_parse(loader, source, false, diags);
  tree->wrong = diags->errors != before;
  return tree;
}

static bool in_library(const Loader *loader, Text key) {
  for (size_t i = 0; i < loader->folders.count; i++)
    if (text_starts(key, text_format("%s/", text_c(real_path(loader->folders.at[i]))))) return true;
  return false;
}

static Tree *remember(Loader *loader, Text key, Tree *tree) {
  if (tree) tree->library |= in_library(loader, key);
  if (tree) list_push(&loader->read, tree);
  *hash_put(tree ? &loader->trees : &loader->failed, key) = tree ? (void *)tree : (void *)loader;
  return tree;
}

Tree *loader_file(Loader *loader, Text path, Diags *diags) {
  Text key = real_path(path);
  Tree *known = hash_get(&loader->trees, key);
  if (known || hash_get(&loader->failed, key)) return known;
  Source *source = NULL;
  int error_number = 0;
  SourceStatus status = loader_source(loader, path, &source, &error_number);
  if (status != SOURCE_OK) {
    diag_unreadable(diags, source, status, error_number);
    return remember(loader, key, NULL);
  }
  return remember(loader, key, parse_clean(loader, source, diags));
}

Tree *loader_text(Loader *loader, Text path, Text text, Diags *diags) {
  return remember(loader, text_copy(path), parse_clean(loader, source_of_text(path, text), diags));
}

static Text folder_of(Text path) {
  for (size_t i = path.bytes; i > 0; i--)
    if (path.at[i - 1] == '/') return text_slice(path, 0, i);
  return TEXT("");
}

/* A text given by name wins over files, so that the REPL and tests need no disk. The file that uses a module is never
 * that module: scenarios of `doncaster` may stand in a doncaster.remit of their own. */
static Tree *in_folder(Loader *loader, Text folder, const char *file, const Source *user, Diags *diags) {
  const char *slash = folder.bytes && !text_ends(folder, TEXT("/")) ? "/" : "";
  Text path = text_format("%.*s%s%s", (int)folder.bytes, folder.bytes ? folder.at : "", slash, file);
  Tree *given = hash_get(&loader->trees, path);
  if (given) return given;
  if (user && text_equal(real_path(path), real_path(user->path))) return NULL;
  return is_there(loader, path) ? loader_file(loader, path, diags) : NULL;
}

/* A file's name as the name of a module that might have been meant. */
static void offer_module(void *context, const char *file) {
  Text name = text_of(file);
  if (text_ends(name, TEXT(".remit"))) diag_nearest_offer(context, text_copy(text_slice(name, 0, name.bytes - 6)));
}

static void report_missing(Loader *loader, const Name *name, Source *user, Span span, Text beside, Diags *diags) {
  Diag *diag = diag_add(diags, DIAG_MODULE_MISSING, user, span, "there is no module `%s`", text_c(name->text));
  DiagNearest nearest = diag_nearest(diags, name->text);
  if (!nearest.full) file_each_in(beside.bytes ? text_c(beside) : ".", offer_module, &nearest);
  for (size_t i = 0; !nearest.full && i < loader->folders.count; i++)
    file_each_in(text_c(loader->folders.at[i]), offer_module, &nearest);
  if (nearest.count) {
    diag_nearest_mend(diag, &nearest);
    return;
  }
  Sink places = {0};
  sink_format(&places, "looked for `%s.remit` in `%s`", text_c(name->text), beside.bytes ? text_c(beside) : "./");
  for (size_t i = 0; i < loader->folders.count; i++) sink_format(&places, ", `%s`", text_c(loader->folders.at[i]));
  diag_mend(diag, "%s", text_c(sink_result(&places)));
}

Tree *loader_module(Loader *loader, const Name *name, Source *user, Span span, Diags *diags) {
  const char *file = text_c(text_format("%s.remit", text_c(name->text)));
  Text beside = user ? folder_of(user->path) : TEXT("");
  size_t before = diags->errors;
  Tree *tree = in_folder(loader, beside, file, user, diags);
  for (size_t i = 0; !tree && diags->errors == before && i < loader->folders.count; i++)
    tree = in_folder(loader, loader->folders.at[i], file, user, diags);
  if (!tree && diags->errors == before) report_missing(loader, name, user, span, beside, diags);
  return tree;
}

void loader_each(Loader *loader, void (*visit)(void *owner, Tree *tree), void *owner) {
  for (size_t i = 0; i < loader->read.count; i++) visit(owner, loader->read.at[i]);
}

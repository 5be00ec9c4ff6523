/* The files of the workspace, and which modules they use. */
#include <stdlib.h>
#include <string.h>
#include "cli/lsp.h"

/* An editor started anywhere may call the whole disk its workspace. */
static bool is_workspace(Text folder) {
  return folder.bytes > 1 && !text_equal(folder, text_of(getenv("HOME")));
}

static Text folder_of_document(const Document *document) {
  const char *slash = document->path.bytes ? memrchr(document->path.at, '/', document->path.bytes) : NULL;
  return slash ? text_slice(document->path, 0, (size_t)(slash - document->path.at)) : TEXT("");
}

void workspace_files(const Server *server, const Text *endings, Paths *files) {
  if (is_workspace(server->root)) folder_files_near(server->root, endings, files);
  for (size_t i = 0; !server->root.bytes && i < server->documents.count; i++) {
    Text folder = folder_of_document(server->documents.at[i]);
    if (is_workspace(folder)) folder_files_near(folder, endings, files);
  }
}

/* ---- who uses what ---- */

static bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

static void note_uses(HashMap *used, Text text) {
  for (uint32_t at = 0; at + 4 < text.bytes; at++) {
    bool begins = at == 0 || text.at[at - 1] == '\n';
    if (!begins || !text_starts(text_slice(text, at, text.bytes), TEXT("use "))) continue;
    uint32_t to = at + 4;
    while (to < text.bytes && in_word(text.at[to])) to++;
    *hash_put(used, text_copy(text_slice(text, at + 4, to))) = used;
  }
}

static HashMap *uses_of(const Server *server) {
  static const Text endings[] = {{".remit", 6}, {".case", 5}, {NULL, 0}};
  HashMap *used = MEM_NEW(HashMap);
  Paths files = {0};
  workspace_files(server, endings, &files);
  for (size_t i = 0; i < files.count; i++) {
    Source *source;
    int error_number;
    if (source_read(text_c(files.at[i]), &source, &error_number) == SOURCE_OK) note_uses(used, source->text);
  }
  return used;
}

bool workspace_uses(Server *server, Text module) {
  if (!server->used) server->used = uses_of(server);
  return hash_get(server->used, module) != NULL;
}

#include "cli/lsp_data.h"
#include <string.h>

bool data_is(Text path) {
  return text_ends(path, TEXT(".json")) || text_ends(path, TEXT(".ndjson")) || text_ends(path, TEXT(".jsonl")) ||
         text_ends(path, TEXT(".csv"));
}

static bool holds(Text text, Text word) {
  return text.bytes && memmem(text.at, text.bytes, word.at, word.bytes) != NULL;
}

/* Of a table the header says so. */
bool data_is_case(const Source *source) {
  Text text = source->text;
  const char *end = text.bytes ? memchr(text.at, '\n', text.bytes) : NULL;
  if (!text_ends(source->path, TEXT(".csv"))) return holds(text, TEXT("\"use\""));
  return holds(end ? text_slice(text, 0, (size_t)(end - text.at)) : text, TEXT("use"));
}

Tree *data_tree(const Session *session, Source *source, bool wrong) {
  Tree *tree = MEM_NEW(Tree);
  *tree = (Tree){.source = source, .is_case = true, .wrong = wrong};
  for (size_t i = 0; i < session->written.count; i++) {
    const WrittenLine *line = &session->written.at[i];
    if (line->file != source) continue;
    Decl *decl = MEM_NEW(Decl);
    *decl = (Decl){.kind = line->kind, .name = line->name, .span = line->name.span};
    if (line->kind == DECL_STATEMENT) decl->statement = (Statement *)(uintptr_t)line->statement;
    list_push(&tree->decls, decl);
  }
  return tree;
}

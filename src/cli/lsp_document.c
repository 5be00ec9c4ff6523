/* The documents the editor has open. */
#include "cli/lsp.h"
#include "cli/lsp_data.h"

Document *document_of(Server *server, Text uri) {
  for (size_t i = 0; i < server->documents.count; i++)
    if (text_equal(server->documents.at[i]->uri, uri)) return server->documents.at[i];
  return NULL;
}

Document *document_at_path(const Server *server, Text path) {
  for (size_t i = 0; i < server->documents.count; i++)
    if (text_equal(server->documents.at[i]->path, path)) return server->documents.at[i];
  return NULL;
}

static bool path_is_case(Text path, Text text) {
  if (text_ends(path, TEXT(".case"))) return true;
  return !text_ends(path, TEXT(".remit")) && text_starts(text_trim(text), TEXT("case "));
}

Text uri_for(const Server *server, Text path) {
  const Document *document = document_at_path(server, path);
  return document ? document->uri : uri_of_path(path);
}

/* Words half typed are names, too: after very many keys all is read anew, to be rid of them. */
static void forget_words(Server *server) {
  size_t count = drafts_names(server->drafts)->all.count;
  if (count <= server->most_names) return;
  if (server->most_names) server->drafts = drafts_open(MEM_NEW(Names));
  server->most_names = 2 * count + 10000;
}

/* Any change may change what any document comes to: they use one another. */
void documents_due(Server *server) {
  forget_words(server);
  server->project = NULL;
  for (size_t i = 0; i < server->documents.count; i++) {
    server->documents.at[i]->due = true;
    server->documents.at[i]->analysis = NULL;
  }
}

void documents_due_all(Server *server) {
  server->used = NULL;
  documents_due(server);
}

static void take_text(Document *document, Text text) {
  bool marked = text_starts(text, TEXT("\xEF\xBB\xBF"));
  document->text = text_copy(text_slice(text, marked ? 3 : 0, text.bytes));
  document->lines = lines_of(document->text);
}

static void to_end(Server *server, Document *document) {
  size_t kept = 0;
  for (size_t i = 0; i < server->documents.count; i++)
    if (server->documents.at[i] != document) server->documents.at[kept++] = server->documents.at[i];
  server->documents.count = kept;
  list_push(&server->documents, document);
}

/* A text that is in no file yet has a path nevertheless, of the kind that tells what it is. */
static void name_document(Document *document, Text uri) {
  document->path = path_real(uri_path(uri));
  document->is_data = data_is(document->path);
  document->is_case = document->is_data || path_is_case(document->path, document->text);
  if (!text_starts(document->path, TEXT("/")))
    document->path = text_format("/%s%s", text_c(document->path), document->is_case ? ".case" : ".remit");
}

void document_open(Server *server, const Json *params) {
  Text uri = json_text_at(params, "textDocument.uri");
  Document *document = document_of(server, uri);
  if (!uri.bytes) return;
  if (!document) document = MEM_NEW(Document);
  document->uri = text_copy(uri);
  document->version = json_number_at(params, "textDocument.version", 0);
  take_text(document, json_text_at(params, "textDocument.text"));
  name_document(document, document->uri);
  to_end(server, document);
  documents_due_all(server);
}

static void change_range(Document *document, const Json *range, Text text) {
  uint32_t from = lines_offset(document->lines, json_position(json_at(range, "start")));
  uint32_t to = lines_offset(document->lines, json_position(json_at(range, "end")));
  if (to < from) to = from;
  Sink changed = {0};
  sink_text(&changed, text_slice(document->text, 0, from));
  sink_text(&changed, text);
  sink_text(&changed, text_slice(document->text, to, document->text.bytes));
  take_text(document, sink_result(&changed));
}

void document_change(Server *server, const Json *params) {
  Document *document = document_of(server, json_text_at(params, "textDocument.uri"));
  const Json *changes = json_at(params, "contentChanges");
  if (!document || !changes || changes->kind != JSON_ARRAY) return;
  document->version = json_number_at(params, "textDocument.version", document->version);
  for (size_t i = 0; i < changes->items.count; i++) {
    const Json *change = changes->items.at[i], *text = json_at(change, "text"), *range = json_at(change, "range");
    if (!text || text->kind != JSON_STRING) continue;
    if (range && range->kind == JSON_OBJECT) change_range(document, range, text->text);
    else take_text(document, text->text);
  }
  to_end(server, document);
  documents_due(server);
}

void document_close(Server *server, const Json *params) {
  Document *document = document_of(server, json_text_at(params, "textDocument.uri"));
  if (!document) return;
  to_end(server, document);
  server->documents.count--;
  documents_due_all(server);
  lsp_publish_nothing(server, document->uri);
}

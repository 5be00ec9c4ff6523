/* The language server: reads frames, hands each request to the part that answers it, and when nothing waits to be read
 * says what is wrong with the documents: the one just changed first, the others after it. */
#include "cli/lsp.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  PARSE_ERROR = -32700,
  INVALID_REQUEST = -32600,
  NO_SUCH_METHOD = -32601,
  NOT_INITIALIZED = -32002,
  REQUEST_FAILED = -32803
};

/* ---- messages out ---- */

void lsp_send(Server *server, Sink *message) {
  sink_format(&server->out, "Content-Length: %zu\r\n\r\n", message->count);
  sink_text(&server->out, sink_result(message));
  sink_flush(&server->out);
}

static void open_reply(JsonOut *out, Text id) {
  jsonout_open(out, '{');
  jsonout_put_c(out, "jsonrpc", "2.0");
  write_raw(out, "id", id);
}

static void send_error(Server *server, Text id, int code, Text text) {
  Sink message = {0};
  JsonOut out = {&message, false};
  open_reply(&out, id);
  jsonout_key(&out, "error");
  jsonout_open(&out, '{');
  jsonout_put_number(&out, "code", code);
  jsonout_put(&out, "message", text);
  jsonout_close(&out, '}');
  jsonout_close(&out, '}');
  lsp_send(server, &message);
}

static void send_result(Server *server, Text id, Text result) {
  Sink message = {0};
  JsonOut out = {&message, false};
  open_reply(&out, id);
  write_raw(&out, "result", result.bytes ? result : TEXT("null"));
  jsonout_close(&out, '}');
  lsp_send(server, &message);
}

/* ---- initialize, shutdown ---- */

static void put_true(JsonOut *out, const char *const *names) {
  for (; *names; names++) jsonout_put_bool(out, *names, true);
}

static void put_object(JsonOut *out, const char *key, const char *json) {
  write_raw(out, key, text_of(json));
}

static void write_capabilities(JsonOut *out) {
  static const char *const plain[] = {
    "hoverProvider", "definitionProvider", "referencesProvider", "documentHighlightProvider", "documentSymbolProvider",
    "workspaceSymbolProvider", "documentFormattingProvider", "foldingRangeProvider", "inlayHintProvider", NULL};
  jsonout_put_c(out, "positionEncoding", "utf-16");
  put_object(out, "textDocumentSync", "{\"openClose\": true, \"change\": 2, \"save\": {\"includeText\": false}}");
  put_true(out, plain);
  put_object(out, "completionProvider", "{\"triggerCharacters\": [\".\", \"[\"]}");
  put_object(out, "renameProvider", "{\"prepareProvider\": true}");
  put_object(out, "codeActionProvider", "{\"codeActionKinds\": [\"quickfix\"]}");
  put_object(out, "signatureHelpProvider", "{\"triggerCharacters\": [\" \"]}");
  put_object(out, "codeLensProvider", "{}");
  jsonout_key(out, "semanticTokensProvider");
  jsonout_open(out, '{');
  jsonout_put_bool(out, "full", true);
  jsonout_key(out, "legend");
  lsp_token_legend(out);
  jsonout_close(out, '}');
}

static Text root_of(const Json *params) {
  const Json *folders = json_at(params, "workspaceFolders");
  Text uri = json_text_at(params, "rootUri");
  if (folders && folders->kind == JSON_ARRAY && folders->items.count) uri = json_text_at(folders->items.at[0], "uri");
  return path_real(uri.bytes ? uri_path(uri) : json_text_at(params, "rootPath"));
}

static void initialize(Request *request) {
  JsonOut *out = request->out;
  request->server->initialized = true;
  request->server->root = root_of(request->params);
  jsonout_open(out, '{');
  jsonout_key(out, "capabilities");
  jsonout_open(out, '{');
  write_capabilities(out);
  jsonout_close(out, '}');
  put_object(out, "serverInfo", "{\"name\": \"remit\", \"version\": \"" REMIT_VERSION "\"}");
  jsonout_close(out, '}');
}

static void shut_down(Request *request) {
  request->server->down = true;
}

/* ---- requests ---- */

typedef struct Method {
  const char *name;
  void (*answer)(Request *request);
  bool document;            /* it is about one, which must be open */
} Method;

static const Method METHODS[] = {
  {"initialize", initialize, false},
  {"shutdown", shut_down, false},
  {"textDocument/hover", lsp_hover, true},
  {"textDocument/definition", lsp_definition, true},
  {"textDocument/references", lsp_references, true},
  {"textDocument/documentHighlight", lsp_highlight, true},
  {"textDocument/prepareRename", lsp_prepare_rename, true},
  {"textDocument/rename", lsp_rename, true},
  {"textDocument/documentSymbol", lsp_document_symbols, true},
  {"workspace/symbol", lsp_workspace_symbols, false},
  {"textDocument/foldingRange", lsp_folding, true},
  {"textDocument/completion", lsp_completion, true},
  {"textDocument/formatting", lsp_formatting, true},
  {"textDocument/semanticTokens/full", lsp_tokens, true},
  {"textDocument/signatureHelp", lsp_signature, true},
  {"textDocument/inlayHint", lsp_inlay_hints, true},
  {"textDocument/codeLens", lsp_code_lens, true},
  {"textDocument/codeAction", lsp_actions, true},
};

static const Method *method_named(Text name) {
  for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++)
    if (text_equal(text_of(METHODS[i].name), name)) return &METHODS[i];
  return NULL;
}

/* A document that is not open has no answer, which is none of the client's mistakes: it may have closed it meanwhile.
 */
static void answer(Server *server, const Method *method, Text id, const Json *params) {
  Sink result = {0};
  JsonOut out = {&result, false};
  Request request = {.server = server, .params = params, .out = &out};
  request.document = document_of(server, json_text_at(params, "textDocument.uri"));
  if (request.document)
    request.offset = lines_offset(request.document->lines, json_position(json_at(params, "position")));
  if (request.document || !method->document) method->answer(&request);
  if (request.error.bytes) send_error(server, id, REQUEST_FAILED, request.error);
  else send_result(server, id, sink_result(&result));
}

static void handle_request(Server *server, Text name, Text id, const Json *params) {
  const Method *method = method_named(name);
  if (server->down) send_error(server, id, INVALID_REQUEST, TEXT("the server has been shut down"));
  else if (!server->initialized && !text_equal(name, TEXT("initialize")))
    send_error(server, id, NOT_INITIALIZED, TEXT("`initialize` comes first"));
  else if (!method) send_error(server, id, NO_SUCH_METHOD, text_format("there is no method `%s`", text_c(name)));
  else answer(server, method, id, params);
}

/* ---- notifications ---- */

static void note(Server *server, Text name, const Json *params) {
  if (text_equal(name, TEXT("exit"))) server->ended = true;
  else if (!server->initialized || server->down) return;
  else if (text_equal(name, TEXT("textDocument/didOpen"))) document_open(server, params);
  else if (text_equal(name, TEXT("textDocument/didChange"))) document_change(server, params);
  else if (text_equal(name, TEXT("textDocument/didClose"))) document_close(server, params);
  else if (text_equal(name, TEXT("textDocument/didSave"))) documents_due(server);
  else if (text_equal(name, TEXT("workspace/didChangeWatchedFiles"))) documents_due(server);
}

static void handle(Server *server, Text body, const Json *message) {
  const Json *id = json_at(message, "id"), *params = json_at(message, "params"), *method = json_at(message, "method");
  bool request = id && (id->kind == JSON_NUMBER || id->kind == JSON_STRING);
  if (message->kind != JSON_OBJECT || (id && !request) || (method && method->kind != JSON_STRING)) {
    send_error(server, TEXT("null"), INVALID_REQUEST, TEXT("that is no request"));
    return;
  }
  if (!method) return;      /* an answer to what was never asked */
  if (request) handle_request(server, method->text, text_slice(body, id->from, id->to), params);
  else note(server, method->text, params);
}

static void read_body(Server *server, Frames *frames, Text body) {
  JsonError error = {0};
  const Json *message = json_document(body, &error);
  if (message) {
    handle(server, body, message);
    return;
  }
  frames_doubt(frames);
  send_error(server, TEXT("null"), PARSE_ERROR, text_format("no JSON: %s", text_c(error.words)));
}

/* ---- the loop ---- */

static bool input_waits(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}

static bool publish_next(Server *server) {
  for (size_t i = server->documents.count; i-- > 0;) {
    Document *document = server->documents.at[i];
    if (!document->due) continue;
    lsp_publish(server, document);
    return true;
  }
  return false;
}

static bool read_more(Frames *frames) {
  char bytes[65536];
  ssize_t count;
  do count = read(STDIN_FILENO, bytes, sizeof bytes);
  while (count < 0 && errno == EINTR);
  if (count > 0) frames_push(frames, bytes, (size_t)count);
  return count > 0;
}

static void take_frames(Server *server, Frames *frames) {
  Text body;
  for (FrameKind kind; !server->ended && (kind = frames_next(frames, &body)) != FRAME_MORE;) {
    if (kind == FRAME_BODY) read_body(server, frames, body);
    else send_error(server, TEXT("null"), PARSE_ERROR, TEXT("a head without a sensible Content-Length"));
  }
}

static void serve(Server *server) {
  Frames frames = {0};
  for (;;) {
    take_frames(server, &frames);
    if (server->ended) return;
    while (!input_waits() && publish_next(server)) {}
    if (!read_more(&frames)) return;
  }
}

static Exit lsp(const Options *options) {
  Workshop workshop;
  Server server = {.options = options, .remit_path = text_of(getenv("REMIT_PATH"))};
  server.drafts = drafts_open(MEM_NEW(Names));
  workshop_open(&workshop, options);
  server.library = path_real(workshop.library);
  output_open(&server.out);
  serve(&server);
  bool written = output_close(&server.out);
  return written && (server.down || !server.initialized) ? EXIT_DONE : EXIT_FINDINGS;
}

const Verb VERB_LSP = {
  .name = "lsp",
  .arguments = "",
  .one_line = "serve an editor: mistakes as one types, hover, completion, renaming",
  .help =
    "Speaks the language server protocol on standard input and output; an editor starts it, nobody else. It tells of\n"
    "mistakes as one types, in rules and cases, shows what a name means and what it comes to in the nearest case,\n"
    "finds definitions and references, completes, renames and formats. grammar/editors/ says how editors are set up.",
  .example = "remit lsp < /dev/null\n"
             "  ends at once: nothing was asked of it",
  .options = 0,
  .least = 0,
  .most = 0,
  .run = lsp,
};

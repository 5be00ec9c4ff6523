/* The language server: reads frames, hands each request to the part that answers it, and when nothing waits to be read
 * says what is wrong with the documents: the one just changed first, the others after it. */
#include "cli/lsp.h"
#include "cli/lsp_queue.h"
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
  REQUEST_CANCELLED = -32800,
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

static void set_trace(Server *server, Text value) {
  server->traces = value.bytes && !text_equal(value, TEXT("off"));
}

static void initialize(Request *request) {
  JsonOut *out = request->out;
  const Json *snippets = json_at(request->params, "capabilities.workspace.workspaceEdit.snippetEditSupport");
  request->server->initialized = true;
  request->server->root = root_of(request->params);
  set_trace(request->server, json_text_at(request->params, "trace"));
  request->server->snippets = snippets && snippets->kind == JSON_TRUE;
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
  enum { ABOUT_NONE, ABOUT_ANY, ABOUT_OURS } about;   /* what document it is about; OURS: not JSON and CSV, whose
                                                         layout and colours others know */
} Method;

static const Method METHODS[] = {
  {"initialize", initialize, ABOUT_NONE},
  {"shutdown", shut_down, ABOUT_NONE},
  {"textDocument/hover", lsp_hover, ABOUT_ANY},
  {"textDocument/definition", lsp_definition, ABOUT_ANY},
  {"textDocument/references", lsp_references, ABOUT_ANY},
  {"textDocument/documentHighlight", lsp_highlight, ABOUT_ANY},
  {"textDocument/prepareRename", lsp_prepare_rename, ABOUT_ANY},
  {"textDocument/rename", lsp_rename, ABOUT_ANY},
  {"textDocument/documentSymbol", lsp_document_symbols, ABOUT_OURS},
  {"workspace/symbol", lsp_workspace_symbols, ABOUT_NONE},
  {"textDocument/foldingRange", lsp_folding, ABOUT_OURS},
  {"textDocument/completion", lsp_completion, ABOUT_OURS},
  {"textDocument/formatting", lsp_formatting, ABOUT_OURS},
  {"textDocument/semanticTokens/full", lsp_tokens, ABOUT_OURS},
  {"textDocument/signatureHelp", lsp_signature, ABOUT_OURS},
  {"textDocument/inlayHint", lsp_inlay_hints, ABOUT_OURS},
  {"textDocument/codeLens", lsp_code_lens, ABOUT_OURS},
  {"textDocument/codeAction", lsp_actions, ABOUT_ANY},
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
  bool ours = request.document && !request.document->is_data;
  if (method->about == ABOUT_NONE || ours || (request.document && method->about == ABOUT_ANY))
    method->answer(&request);
  if (request.error.bytes) send_error(server, id, REQUEST_FAILED, request.error);
  else send_result(server, id, sink_result(&result));
}

static void handle_request(Server *server, Text name, Text id, const Json *params) {
  const Method *method = method_named(name);
  if (server->down) send_error(server, id, INVALID_REQUEST, TEXT("the server has been shut down"));
  else if (!server->initialized && !text_equal(name, TEXT("initialize")))
    send_error(server, id, NOT_INITIALIZED, TEXT("`initialize` comes first"));
  else if (server->initialized && text_equal(name, TEXT("initialize")))
    send_error(server, id, INVALID_REQUEST, TEXT("`initialize` comes once"));
  else if (!method) send_error(server, id, NO_SUCH_METHOD, text_format("there is no method `%s`", text_c(name)));
  else answer(server, method, id, params);
}

/* ---- notifications ---- */

static void note(Server *server, Text name, const Json *params) {
  if (text_equal(name, TEXT("exit"))) server->ended = true;
  else if (!server->initialized || server->down) return;
  else if (text_equal(name, TEXT("$/setTrace"))) set_trace(server, json_text_at(params, "value"));
  else if (text_equal(name, TEXT("textDocument/didOpen"))) document_open(server, params);
  else if (text_equal(name, TEXT("textDocument/didChange"))) document_change(server, params);
  else if (text_equal(name, TEXT("textDocument/didClose"))) document_close(server, params);
  else if (text_equal(name, TEXT("textDocument/didSave"))) documents_due_all(server);
  else if (text_equal(name, TEXT("workspace/didChangeWatchedFiles"))) documents_due_all(server);
}

static void handle(Server *server, const Waiting *waiting) {
  const Json *message = waiting->message;
  const Json *params = json_at(message, "params"), *method = json_at(message, "method");
  if (!message) send_error(server, TEXT("null"), PARSE_ERROR, waiting->wrong);
  else if (message->kind != JSON_OBJECT || (json_at(message, "id") && !waiting->id.bytes) ||
           (method && method->kind != JSON_STRING))
    send_error(server, TEXT("null"), INVALID_REQUEST, TEXT("that is no request"));
  else if (!method) return;      /* an answer to what was never asked */
  else if (waiting->cancelled) send_error(server, waiting->id, REQUEST_CANCELLED, TEXT("cancelled, as was asked"));
  else if (waiting->id.bytes) handle_request(server, method->text, waiting->id, params);
  else note(server, method->text, params);
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

/* A request can be taken back until it is answered: all that came in is read before the next one is. */
static void serve(Server *server) {
  Frames frames = {0};
  Queue queue = {0};
  for (bool open = true; !server->ended;) {
    const Waiting *next;
    for (; queue_take(&queue, &frames), open && input_waits();) open = read_more(&frames);
    if ((next = queue_next(&queue))) handle(server, next);
    else if (publish_next(server)) continue;
    else if (!open) return;
    else open = read_more(&frames);
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

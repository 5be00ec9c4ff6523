/* Messages as one types, and their mends as code actions. */
#include <string.h>
#include "cli/lsp.h"

enum { MOST_MESSAGES = 200, SEVERITY_ERROR = 1, SEVERITY_WARNING = 2 };

/* ---- one message ---- */

static Text words_of(const Diag *diag) {
  if (!diag->mend.bytes) return diag->text;
  return text_format("%s\n%s", text_c(diag->text), text_c(diag->mend));
}

static void write_location(JsonOut *out, const char *key, Analysis *analysis, const Source *source, Span span) {
  if (key) jsonout_key(out, key);
  jsonout_open(out, '{');
  jsonout_put(out, "uri", uri_of_path(source->path));
  write_range(out, "range", analysis_lines(analysis, source), span);
  jsonout_close(out, '}');
}

static void write_notes(JsonOut *out, Analysis *analysis, const Diag *diag) {
  if (!diag->notes.count) return;
  jsonout_key(out, "relatedInformation");
  jsonout_open(out, '[');
  for (size_t i = 0; i < diag->notes.count; i++) {
    const DiagNote *note = &diag->notes.at[i];
    if (!note->source) continue;
    jsonout_open(out, '{');
    write_location(out, "location", analysis, note->source, note->span);
    jsonout_put(out, "message", note->text);
    jsonout_close(out, '}');
  }
  jsonout_close(out, ']');
}

static void write_diag(JsonOut *out, Analysis *analysis, const Diag *diag) {
  jsonout_open(out, '{');
  write_range(out, "range", analysis_lines(analysis, diag->source), diag->span);
  jsonout_put_number(out, "severity", diag->severity == DIAG_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING);
  jsonout_put(out, "code", text_format("R%04u", (unsigned)diag->code));
  jsonout_put_c(out, "source", "remit");
  jsonout_put(out, "message", words_of(diag));
  write_notes(out, analysis, diag);
  jsonout_close(out, '}');
}

/* ---- those of a document ---- */

static bool is_here(const Analysis *analysis, const Diag *diag) {
  return diag->source && text_equal(diag->source->path, analysis->document->path);
}

static Span first_use(const Analysis *analysis) {
  for (size_t i = 0; analysis->tree && i < analysis->tree->decls.count; i++) {
    const Decl *decl = analysis->tree->decls.at[i];
    if (decl->kind == DECL_USE) return ast_absolute(decl, decl->name.span);
  }
  return (Span){0, 0};
}

/* Where only a module that is used has mistakes, its users are not checked: that must not look green. */
static void write_elsewhere(JsonOut *out, Analysis *analysis) {
  const Diag *first = NULL;
  for (size_t i = 0; i < analysis->diags.all.count; i++) {
    const Diag *diag = analysis->diags.all.at[i];
    if (diag->severity != DIAG_ERROR || !diag->source) continue;
    if (is_here(analysis, diag)) return;
    if (!first) first = diag;
  }
  if (!first) return;
  Diag told = {.code = first->code, .severity = DIAG_ERROR, .span = first_use(analysis)};
  told.source = analysis->tree ? analysis->tree->source : NULL;
  if (!told.source) return;
  told.text =
    text_format("a file that this one uses has mistakes, so this one is not checked: %s", text_c(first->text));
  diag_note(&told, first->source, first->span, "%s", text_c(first->text));
  write_diag(out, analysis, &told);
}

static void write_all(JsonOut *out, Analysis *analysis) {
  size_t written = 0;
  for (size_t i = 0; i < analysis->diags.all.count && written < MOST_MESSAGES; i++) {
    const Diag *diag = analysis->diags.all.at[i];
    if (!is_here(analysis, diag)) continue;
    write_diag(out, analysis, diag);
    written++;
  }
  write_elsewhere(out, analysis);
}

static void open_note(JsonOut *out, const char *method) {
  jsonout_open(out, '{');
  jsonout_put_c(out, "jsonrpc", "2.0");
  jsonout_put_c(out, "method", method);
  jsonout_key(out, "params");
  jsonout_open(out, '{');
}

static void open_publishing(JsonOut *out, Text uri) {
  open_note(out, "textDocument/publishDiagnostics");
  jsonout_put(out, "uri", uri);
}

static void trace(Server *server, const Document *document, size_t parsed) {
  Sink message = {0};
  JsonOut out = {&message, false};
  open_note(&out, "$/logTrace");
  jsonout_put(&out, "message", text_format("%s: declarations parsed: %zu", text_c(document->uri), parsed));
  jsonout_close(&out, '}');
  jsonout_close(&out, '}');
  lsp_send(server, &message);
}

void lsp_publish(Server *server, Document *document) {
  Sink message = {0};
  JsonOut out = {&message, false};
  size_t parsed = drafts_parsed(server->drafts);
  Analysis *analysis = analysis_of(server, document);
  document->due = false;
  open_publishing(&out, document->uri);
  jsonout_put_number(&out, "version", document->version);
  jsonout_key(&out, "diagnostics");
  jsonout_open(&out, '[');
  write_all(&out, analysis);
  jsonout_close(&out, ']');
  jsonout_close(&out, '}');
  jsonout_close(&out, '}');
  lsp_send(server, &message);
  if (server->traces) trace(server, document, drafts_parsed(server->drafts) - parsed);
}

void lsp_publish_nothing(Server *server, Text uri) {
  Sink message = {0};
  JsonOut out = {&message, false};
  open_publishing(&out, uri);
  jsonout_key(&out, "diagnostics");
  jsonout_open(&out, '[');
  jsonout_close(&out, ']');
  jsonout_close(&out, '}');
  jsonout_close(&out, '}');
  lsp_send(server, &message);
}

/* ---- code actions ---- */

typedef struct Actions {
  Request *request;
  Analysis *analysis;
  const Diag *diag;
} Actions;

static void write_edit(JsonOut *out, Analysis *analysis, Span span, Text text) {
  jsonout_open(out, '{');
  write_range(out, "range", analysis->document->lines, span);
  jsonout_put(out, "newText", text);
  jsonout_close(out, '}');
}

static void open_action(const Actions *actions, Text title, bool preferred) {
  JsonOut *out = actions->request->out;
  jsonout_open(out, '{');
  jsonout_put(out, "title", title);
  jsonout_put_c(out, "kind", "quickfix");
  jsonout_put_bool(out, "isPreferred", preferred);
  jsonout_key(out, "diagnostics");
  jsonout_open(out, '[');
  write_diag(out, actions->analysis, actions->diag);
  jsonout_close(out, ']');
  jsonout_key(out, "edit");
  jsonout_open(out, '{');
}

static void close_action(const Actions *actions) {
  jsonout_close(actions->request->out, '}');
  jsonout_close(actions->request->out, '}');
}

static void open_changes(const Actions *actions) {
  JsonOut *out = actions->request->out;
  jsonout_key(out, "changes");
  jsonout_open(out, '{');
  jsonout_key_text(out, actions->request->document->uri);
  jsonout_open(out, '[');
}

static void close_changes(const Actions *actions) {
  jsonout_close(actions->request->out, ']');
  jsonout_close(actions->request->out, '}');
}

static bool one_line(Text text) {
  return text.bytes < 60 && !(text.bytes && memchr(text.at, '\n', text.bytes));
}

static Text title_of_fixes(const Diag *diag) {
  const DiagFix *fix = &diag->fixes.at[0];
  if (diag->fixes.count == 1 && fix->text.bytes && one_line(text_trim(fix->text)))
    return text_format(fix->span.from == fix->span.to ? "insert `%s`" : "write `%s`", text_c(text_trim(fix->text)));
  if (diag->mend.bytes && one_line(diag->mend)) return diag->mend;
  return diag->fixes.count == 1 && !fix->text.bytes ? TEXT("remove it") : TEXT("mend it");
}

/* All fixes of a message together: half a mend would be none. */
static void write_fixes(const Actions *actions) {
  const Diag *diag = actions->diag;
  for (size_t i = 0; i < diag->fixes.count; i++)
    if (!text_equal(diag->fixes.at[i].source->path, actions->request->document->path)) return;
  open_action(actions, title_of_fixes(diag), true);
  open_changes(actions);
  for (size_t i = 0; i < diag->fixes.count; i++)
    write_edit(actions->request->out, actions->analysis, diag->fixes.at[i].span, diag->fixes.at[i].text);
  close_changes(actions);
  close_action(actions);
}

/* Several are equally near: one action for each name between backquotes. */
static void write_guesses(const Actions *actions) {
  Text mend = actions->diag->mend;
  if (!text_starts(mend, TEXT("did you mean "))) return;
  for (uint32_t i = 0, from = 0, inside = 0; i < mend.bytes; i++) {
    if (mend.at[i] != '`') continue;
    if (inside) {
      Text guess = text_slice(mend, from, i);
      open_action(actions, text_format("write `%s`", text_c(guess)), false);
      open_changes(actions);
      write_edit(actions->request->out, actions->analysis, actions->diag->span, guess);
      close_changes(actions);
      close_action(actions);
    }
    inside = !inside;
    from = i + 1;
  }
}

/* Where the client takes snippets in its edits (protocol 3.18), the cursor waits where the reason is to be written. */
static void write_snippet(const Actions *actions, uint32_t at, Text comment) {
  JsonOut *out = actions->request->out;
  jsonout_key(out, "documentChanges");
  jsonout_open(out, '[');
  jsonout_open(out, '{');
  jsonout_key(out, "textDocument");
  jsonout_open(out, '{');
  jsonout_put(out, "uri", actions->request->document->uri);
  jsonout_put_number(out, "version", actions->request->document->version);
  jsonout_close(out, '}');
  jsonout_key(out, "edits");
  jsonout_open(out, '[');
  jsonout_open(out, '{');
  write_range(out, "range", actions->analysis->document->lines, (Span){at, at});
  jsonout_key(out, "snippet");
  jsonout_open(out, '{');
  jsonout_put_c(out, "kind", "snippet");
  jsonout_put(out, "value", text_format("%s ${1:reason}\n", text_c(comment)));
  jsonout_close(out, '}');
  jsonout_close(out, '}');
  jsonout_close(out, ']');
  jsonout_close(out, '}');
  jsonout_close(out, ']');
}

static void write_plain(const Actions *actions, uint32_t at, Text comment) {
  open_changes(actions);
  write_edit(actions->request->out, actions->analysis, (Span){at, at}, text_format("%s\n", text_c(comment)));
  close_changes(actions);
}

/* A warning may be meant: the comment that says so. Without a reason behind `because` it is a warning itself (R0713),
 * so that the reason, which is the author's, cannot be forgotten. */
static void write_allow(const Actions *actions) {
  const Diag *diag = actions->diag;
  if (diag->severity != DIAG_WARNING || diag->code < 700 || diag->code >= 800 || diag->code == DIAG_ALLOW_REASON)
    return;
  const LineTable *lines = actions->analysis->document->lines;
  uint32_t line = lines_position(lines, diag->span.from).line, at = lines_offset(lines, (Spot){line, 0});
  Text text = lines_line(lines, line);
  uint32_t margin = 0;
  while (margin < text.bytes && text.at[margin] == ' ') margin++;
  Text comment = text_format("%*s# remit: allow R%04u because", (int)margin, "", (unsigned)diag->code);
  open_action(actions, text_format("allow R%04u here; you say why", (unsigned)diag->code), false);
  if (actions->request->server->snippets) write_snippet(actions, at, comment);
  else write_plain(actions, at, comment);
  close_action(actions);
}

void lsp_actions(Request *request) {
  Actions actions = {request, analysis_of(request->server, request->document), NULL};
  uint32_t from = lines_offset(request->document->lines, json_position(json_at(request->params, "range.start")));
  uint32_t to = lines_offset(request->document->lines, json_position(json_at(request->params, "range.end")));
  jsonout_open(request->out, '[');
  for (size_t i = 0; i < actions.analysis->diags.all.count; i++) {
    actions.diag = actions.analysis->diags.all.at[i];
    if (!is_here(actions.analysis, actions.diag) || actions.diag->span.from > to || actions.diag->span.to < from)
      continue;
    if (actions.diag->fixes.count) write_fixes(&actions);
    else write_guesses(&actions);
    write_allow(&actions);
  }
  jsonout_close(request->out, ']');
}

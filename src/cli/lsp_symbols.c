/* Outlines: the declarations of a file, those of the workspace, and what may be folded. */
#include <string.h>
#include "cli/lsp.h"

/* Numbers of the protocol. */
enum { KIND_MODULE = 2, KIND_PROPERTY = 7, KIND_FIELD = 8, KIND_ENUM = 10, KIND_INTERFACE = 11, KIND_FUNCTION = 12,
       KIND_VARIABLE = 13, KIND_CONSTANT = 14, KIND_STRING = 15, KIND_BOOLEAN = 17, KIND_OBJECT = 19, KIND_KEY = 20,
       KIND_ENUM_MEMBER = 22, KIND_STRUCT = 23, KIND_EVENT = 24 };

static int kind_of(DeclKind kind) {
  switch (kind) {
    case DECL_MODULE: case DECL_USE: case DECL_CASE: return KIND_MODULE;
    case DECL_SOURCE: return KIND_KEY;
    case DECL_PARTY: return KIND_OBJECT;
    case DECL_TYPE: case DECL_SCALE: return KIND_ENUM;
    case DECL_FACT: case DECL_STATEMENT: case DECL_RECORD: return KIND_VARIABLE;
    case DECL_EVENT: return KIND_EVENT;
    case DECL_PARAMETER: case DECL_HOLIDAYS: return KIND_CONSTANT;
    case DECL_ROLE: return KIND_PROPERTY;
    case DECL_DEFINE: return KIND_FUNCTION;
    case DECL_DUTY: case DECL_RIGHT: return KIND_INTERFACE;
    case DECL_MATTER: return KIND_STRING;
    case DECL_REQUIREMENT: case DECL_ALWAYS: return KIND_BOOLEAN;
    case DECL_SIGNATURE: case DECL_SCENARIO: return KIND_STRUCT;
  }
  return KIND_VARIABLE;
}

static Text name_of(const Decl *decl) {
  if (decl->name.name) return decl->name.name->text;
  bool states = (decl->kind == DECL_STATEMENT || decl->kind == DECL_RECORD) && decl->statement;
  if (states && decl->statement->ref.name.name) return decl->statement->ref.name.name->text;
  return decl->label.bytes ? decl->label : TEXT("");
}

static Span name_span(const Decl *decl) {
  if (decl->name.name) return ast_absolute(decl, decl->name.span);
  return (Span){decl->offset, decl->offset};
}

/* ---- of one file ---- */

static void write_ranges(JsonOut *out, const LineTable *lines, Span whole, Span name) {
  if (name.from < whole.from || name.to > whole.to) name = (Span){whole.from, whole.from};
  write_range(out, "range", lines, whole);
  write_range(out, "selectionRange", lines, name);
}

static void write_child(JsonOut *out, const LineTable *lines, const Decl *decl, const Ident *name, Span whole, int kind,
                        Text label) {
  if (!name->name) return;
  jsonout_open(out, '{');
  jsonout_put(out, "name", name->name->text);
  if (label.bytes) jsonout_put(out, "detail", label);
  jsonout_put_number(out, "kind", kind);
  write_ranges(out, lines, ast_absolute(decl, whole), ast_absolute(decl, name->span));
  jsonout_close(out, '}');
}

static void write_children(JsonOut *out, const LineTable *lines, const Decl *decl) {
  bool type = decl->kind == DECL_TYPE || decl->kind == DECL_SCALE;
  jsonout_key(out, "children");
  jsonout_open(out, '[');
  for (size_t i = 0; type && i < decl->members.count; i++)
    write_child(out, lines, decl, &decl->members.at[i], decl->members.at[i].span, KIND_ENUM_MEMBER, TEXT(""));
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Line *line = decl->lines.at[i];
    bool named = line->kind == LINE_INDICATOR || line->kind == LINE_MITIGATION || line->kind == LINE_ROLE;
    if (named) write_child(out, lines, decl, &line->name, line->span, KIND_FIELD, line->label);
  }
  jsonout_close(out, ']');
}

void lsp_document_symbols(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  JsonOut *out = request->out;
  jsonout_open(out, '[');
  for (size_t i = 0; analysis->tree && i < analysis->tree->decls.count; i++) {
    const Decl *decl = analysis->tree->decls.at[i];
    Text name = name_of(decl);
    if (!name.bytes || decl->kind == DECL_USE) continue;
    jsonout_open(out, '{');
    jsonout_put(out, "name", decl->amends ? text_format("amend %s", text_c(name)) : name);
    if (decl->name.name && decl->label.bytes) jsonout_put(out, "detail", decl->label);
    jsonout_put_number(out, "kind", kind_of(decl->kind));
    write_ranges(out, request->document->lines, ast_absolute(decl, decl->span), name_span(decl));
    write_children(out, request->document->lines, decl);
    jsonout_close(out, '}');
  }
  jsonout_close(out, ']');
}

/* ---- of the workspace ---- */

enum { MOST_SYMBOLS = 2000 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* The letters of the query stand in the text, in order. */
static bool fits(Text text, Text query) {
  uint32_t q = 0;
  for (uint32_t i = 0; i < text.bytes && q < query.bytes; i++)
    if (lower(text.at[i]) == lower(query.at[q])) q++;
  return q == query.bytes;
}

static void write_symbol(JsonOut *out, const Server *server, const ProjectFile *file, const Decl *decl,
                         const LineTable *lines) {
  jsonout_open(out, '{');
  jsonout_put(out, "name", decl->name.name->text);
  jsonout_put_number(out, "kind", kind_of(decl->kind));
  if (decl->label.bytes) jsonout_put(out, "containerName", decl->label);
  jsonout_key(out, "location");
  jsonout_open(out, '{');
  jsonout_put(out, "uri", uri_for(server, file->path));
  write_range(out, "range", lines, name_span(decl));
  jsonout_close(out, '}');
  jsonout_close(out, '}');
}

static void write_file_symbols(Request *request, const ProjectFile *file, Text query, unsigned *written) {
  LineTable *lines = NULL;
  for (size_t i = 0; i < file->tree->decls.count && *written < MOST_SYMBOLS; i++) {
    const Decl *decl = file->tree->decls.at[i];
    if (!decl->name.name || decl->amends || decl->kind == DECL_USE) continue;
    if (!fits(decl->name.name->text, query) && !fits(decl->label, query)) continue;
    if (!lines) lines = lines_of(file->tree->source->text);
    write_symbol(request->out, request->server, file, decl, lines);
    ++*written;
  }
}

void lsp_workspace_symbols(Request *request) {
  const Project *project = project_of(request->server);
  Text query = json_text_at(request->params, "query");
  unsigned written = 0;
  jsonout_open(request->out, '[');
  for (size_t i = 0; i < project->files.count; i++) write_file_symbols(request, &project->files.at[i], query, &written);
  jsonout_close(request->out, ']');
}

/* ---- folding ---- */

static void write_fold(JsonOut *out, uint32_t from, uint32_t to, const char *kind) {
  if (to <= from) return;
  jsonout_open(out, '{');
  jsonout_put_number(out, "startLine", from);
  jsonout_put_number(out, "endLine", to);
  if (kind) jsonout_put_c(out, "kind", kind);
  jsonout_close(out, '}');
}

/* Comments alone on lines that follow one another. */
static void fold_comments(JsonOut *out, const LineTable *lines, const Tree *tree) {
  uint32_t from = 0, to = 0;
  bool open = false;
  for (size_t i = 0; i < tree->comments.count; i++) {
    if (!tree->comments.at[i].alone) continue;
    uint32_t line = lines_position(lines, tree->comments.at[i].span.from).line;
    if (!open || line != to + 1) {
      if (open) write_fold(out, from, to, "comment");
      from = line;
    }
    to = line;
    open = true;
  }
  if (open) write_fold(out, from, to, "comment");
}

void lsp_folding(Request *request) {
  const Tree *tree = analysis_of(request->server, request->document)->tree;
  const LineTable *lines = request->document->lines;
  jsonout_open(request->out, '[');
  for (size_t i = 0; tree && i < tree->decls.count; i++) {
    Span span = ast_absolute(tree->decls.at[i], tree->decls.at[i]->span);
    uint32_t to = span.to > span.from ? span.to - 1 : span.to;
    write_fold(request->out, lines_position(lines, span.from).line, lines_position(lines, to).line, NULL);
  }
  if (tree) fold_comments(request->out, lines, tree);
  jsonout_close(request->out, ']');
}

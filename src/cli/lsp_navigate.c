/* From a name to where it is declared, to all its other places, and to another name. */
#include "cli/lsp.h"
#include "cli/lsp_data.h"
#include "syntax/parse.h"

static void write_location(JsonOut *out, const Server *server, Text path, const LineTable *lines, Span span) {
  jsonout_open(out, '{');
  jsonout_put(out, "uri", uri_for(server, path));
  write_range(out, "range", lines, span);
  jsonout_close(out, '}');
}

static const Mention *mention_here(Request *request) {
  return mention_at(&analysis_of(request->server, request->document)->mentions, request->offset);
}

void lsp_definition(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  const Mention *mention = mention_here(request);
  if (!mention) return;
  const Meaning *meaning = mention->meaning;
  write_location(request->out, request->server, meaning->file->path, analysis_lines(analysis, meaning->file),
                 meaning->span);
}

/* ---- all places ---- */

typedef struct Places {     /* of one meaning, in one file */
  const ProjectFile *file;
  LIST(Span) spans;
} Places;

static void find_in_file(const ProjectFile *file, const Meaning *wanted, bool definition, Places *places) {
  *places = (Places){.file = file};
  for (size_t i = 0; i < file->mentions.count; i++) {
    const Mention *mention = &file->mentions.at[i];
    if (!meaning_same(mention->meaning, wanted) || (mention->defines && !definition)) continue;
    list_push(&places->spans, mention->span);
  }
}

/* The meaning as the whole workspace knows it; NULL where nothing stands. */
static const Mention *mention_in_project(Request *request, const Project *project) {
  const ProjectFile *file = project_file(project, request->document->path);
  return file ? mention_at(&file->mentions, request->offset) : NULL;
}

void lsp_references(Request *request) {
  const Project *project = project_of(request->server);
  const Mention *mention = mention_in_project(request, project);
  const Json *declaration = json_at(request->params, "context.includeDeclaration");
  bool definition = !declaration || declaration->kind == JSON_TRUE;
  jsonout_open(request->out, '[');
  for (size_t i = 0; mention && i < project->files.count; i++) {
    Places places;
    find_in_file(&project->files.at[i], mention->meaning, definition, &places);
    LineTable *lines = places.spans.count ? lines_of(places.file->tree->source->text) : NULL;
    for (size_t p = 0; p < places.spans.count; p++)
      write_location(request->out, request->server, places.file->path, lines, places.spans.at[p]);
  }
  jsonout_close(request->out, ']');
}

void lsp_highlight(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  const Mention *here = mention_here(request);
  jsonout_open(request->out, '[');
  for (size_t i = 0; here && i < analysis->mentions.count; i++) {
    const Mention *mention = &analysis->mentions.at[i];
    if (!meaning_same(mention->meaning, here->meaning)) continue;
    jsonout_open(request->out, '{');
    write_range(request->out, "range", request->document->lines, mention->span);
    jsonout_put_number(request->out, "kind", mention->defines ? 3 : 2);
    jsonout_close(request->out, '}');
  }
  jsonout_close(request->out, ']');
}

/* ---- renaming ---- */

/* A module is named after its file, which a rename of words would leave behind. */
static Text why_not(const Server *server, const Meaning *meaning) {
  if (meaning->kind == MEANING_MODULE)
    return TEXT("a module is named after its file: rename the file, then `module` and `use`");
  if (text_starts(meaning->file->path, text_format("%s/", text_c(server->library))) &&
      !text_starts(meaning->file->path, text_format("%s/", text_c(server->root))))
    return text_format("`%s` is declared in the library, which others use too", text_c(meaning->name->text));
  return TEXT("");
}

void lsp_prepare_rename(Request *request) {
  const Mention *mention = mention_here(request);
  if (!mention) return;
  request->error = why_not(request->server, mention->meaning);
  if (!request->error.bytes) {
    jsonout_open(request->out, '{');
    write_range(request->out, "range", request->document->lines, mention->span);
    jsonout_put(request->out, "placeholder", mention->meaning->name->text);
    jsonout_close(request->out, '}');
  }
}

static bool is_reserved(Text word) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (words[i].reserved && text_equal(text_of(words[i].word), word)) return true;
  return false;
}

static bool is_name(Text word) {
  for (uint32_t i = 0; i < word.bytes; i++) {
    char c = word.at[i];
    bool letter = c >= 'a' && c <= 'z', later = (c >= '0' && c <= '9') || c == '_';
    if (!letter && (i == 0 || !later)) return false;
  }
  return word.bytes > 0;
}

/* Whether something of the same namespace has the name already. */
static bool is_taken(const Project *project, const Meaning *meaning, Text name) {
  for (size_t i = 0; i < project->files.count; i++) {
    const Index *index = project->files.at[i].index;
    for (size_t m = 0; m < index->all.count; m++) {
      const Meaning *other = index->all.at[m];
      bool things = other->kind <= MEANING_TYPE && meaning->kind <= MEANING_TYPE;
      bool alike =
        things || (other->kind == meaning->kind && (other->kind == MEANING_PARTY || other->decl == meaning->decl));
      if (alike && text_equal(other->name->text, name)) return true;
    }
  }
  return false;
}

static Text refuse_name(const Project *project, const Meaning *meaning, Text name) {
  if (!is_name(name)) return TEXT("a name begins with a small letter and goes on with small letters, digits and `_`");
  if (is_reserved(name)) return text_format("`%s` is a word of the language", text_c(name));
  if (is_taken(project, meaning, name)) return text_format("there is a `%s` already", text_c(name));
  return TEXT("");
}

static void write_edit(JsonOut *out, const LineTable *lines, Span span, Text text) {
  jsonout_open(out, '{');
  write_range(out, "range", lines, span);
  jsonout_put(out, "newText", text);
  jsonout_close(out, '}');
}

/* `{s}` in the label of a family stands for its variable. */
static void rename_in_labels(JsonOut *out, const Meaning *variable, const LineTable *lines, Text name) {
  Text braced = text_format("{%s}", text_c(variable->name->text)), text = variable->file->text;
  Span decl = ast_absolute(variable->decl, variable->decl->span);
  for (uint32_t at = decl.from; variable->kind == MEANING_VARIABLE && at + braced.bytes <= decl.to; at++)
    if (text_starts(text_slice(text, at, decl.to), braced))
      write_edit(out, lines, (Span){at + 1, at + braced.bytes - 1}, name);
}

static void rename_in_file(Request *request, const ProjectFile *file, const Meaning *meaning, Text name) {
  Places places;
  JsonOut *out = request->out;
  find_in_file(file, meaning, true, &places);
  if (!places.spans.count) return;
  LineTable *lines = lines_of(file->tree->source->text);
  jsonout_key_text(out, uri_for(request->server, file->path));
  jsonout_open(out, '[');
  for (size_t i = 0; i < places.spans.count; i++) write_edit(out, lines, places.spans.at[i], name);
  if (meaning->file == file->tree->source) rename_in_labels(out, meaning, lines, name);
  jsonout_close(out, ']');
}

/* JSON can write a name with escapes, and a table with doubled quotes. */
static bool is_disguised(const ProjectFile *file, const Meaning *meaning) {
  for (size_t i = 0; i < file->mentions.count; i++) {
    const Mention *mention = &file->mentions.at[i];
    Text written = text_slice(file->tree->source->text, mention->span.from, mention->span.to);
    if (meaning_same(mention->meaning, meaning) && !text_equal(written, meaning->name->text)) return true;
  }
  return false;
}

/* What a syntax error swallowed may hold the old name, and would keep it. */
static Text swallowed(const Project *project, const Meaning *meaning) {
  for (size_t i = 0; i < project->files.count; i++) {
    const ProjectFile *file = &project->files.at[i];
    bool sees = false, broken = data_is(file->path) && file->tree->wrong;
    for (size_t m = 0; m < file->index->all.count; m++) sees |= meaning_same(file->index->all.at[m], meaning);
    for (size_t d = 0; d < file->tree->decls.count; d++) broken |= file->tree->decls.at[d]->broken;
    if (sees && broken)
      return text_format("`%s` has a %s: mend it first", text_c(file->path),
                         data_is(file->path) ? "mistake" : "syntax error");
    if (sees && is_disguised(file, meaning))
      return text_format("`%s` writes `%s` with escapes: write it plainly first", text_c(file->path),
                         text_c(meaning->name->text));
  }
  return TEXT("");
}

void lsp_rename(Request *request) {
  const Project *project = project_of(request->server);
  const Mention *mention = mention_in_project(request, project);
  Text name = json_text_at(request->params, "newName");
  if (!mention) request->error = TEXT("there is no name here");
  else request->error = why_not(request->server, mention->meaning);
  if (mention && !request->error.bytes) request->error = refuse_name(project, mention->meaning, name);
  if (mention && !request->error.bytes) request->error = swallowed(project, mention->meaning);
  if (request->error.bytes) return;
  jsonout_open(request->out, '{');
  jsonout_key(request->out, "changes");
  jsonout_open(request->out, '{');
  for (size_t i = 0; i < project->files.count; i++)
    rename_in_file(request, &project->files.at[i], mention->meaning, name);
  jsonout_close(request->out, '}');
  jsonout_close(request->out, '}');
}

/* What a name means: its kind and type, its label, its sources, and what it comes to in the nearest case. */
#include <string.h>
#include "base/calendar.h"
#include "cli/lsp.h"

typedef struct Hover {
  Server *server;
  Analysis *analysis;
  const Mention *mention;
  const Meaning *meaning;
  Sink text;                /* Markdown */
} Hover;

static Text slice_of(const Meaning *meaning, Span relative) {
  Span span = ast_absolute(meaning->decl, relative);
  return text_slice(meaning->file->text, span.from, span.to);
}

/* ---- the first line ---- */

static const TypeExpr *type_of(const Meaning *meaning) {
  if (meaning->kind == MEANING_FACT) return meaning->decl->fact ? &meaning->decl->fact->type : NULL;
  bool typed = meaning->kind == MEANING_PARAMETER || meaning->kind == MEANING_DEFINITION;
  return typed ? meaning->decl->type : NULL;
}

static void say_within(Hover *hover) {
  const Meaning *meaning = hover->meaning;
  const Decl *decl = meaning->decl;
  if (meaning->kind == MEANING_INDICATOR && decl->name.name)
    sink_format(&hover->text, " of `%s`", text_c(decl->name.name->text));
  if (meaning->kind == MEANING_MEMBER && decl->name.name)
    sink_format(&hover->text, " of `%s`", text_c(decl->name.name->text));
  if (meaning->kind == MEANING_VARIABLE) sink_c(&hover->text, " of `for each`");
}

static void say_title(Hover *hover) {
  const Meaning *meaning = hover->meaning;
  const TypeExpr *type = type_of(meaning);
  sink_format(&hover->text, "**%s** `%s`", meaning_words(meaning), text_c(meaning->name->text));
  if (type) sink_format(&hover->text, " : %s", text_c(slice_of(meaning, type->span)));
  else if (meaning->kind == MEANING_DEFINITION) sink_c(&hover->text, " : yes/no");
  say_within(hover);
  sink_char(&hover->text, '\n');
}

/* ---- its particulars ---- */

static void say_line(Hover *hover, Text text) {
  if (text.bytes) sink_format(&hover->text, "\n%s\n", text_c(text));
}

static Text label_of(const Meaning *meaning) {
  if (meaning->line) return meaning->line->label;
  return meaning->kind == MEANING_MEMBER || meaning->kind == MEANING_VARIABLE ? TEXT("") : meaning->decl->label;
}

static void say_members(Hover *hover) {
  const Decl *decl = hover->meaning->decl;
  if (hover->meaning->kind != MEANING_TYPE) return;
  sink_char(&hover->text, '\n');
  for (size_t i = 0; i < decl->members.count; i++) {
    if (i) sink_c(&hover->text, decl->kind == DECL_SCALE ? " < " : ", ");
    if (decl->members.at[i].name) sink_format(&hover->text, "`%s`", text_c(decl->members.at[i].name->text));
  }
  sink_char(&hover->text, '\n');
}

static void say_source(Hover *hover) {
  const Meaning *meaning = hover->meaning;
  const SourceDecl *source = meaning->kind == MEANING_SOURCE ? meaning->decl->source : NULL;
  if (!source) return;
  if (source->by.bytes) say_line(hover, text_format("by %s", text_c(source->by)));
  if (source->dated.given) say_line(hover, text_format("dated %s", text_c(slice_of(meaning, source->dated.span))));
}

static void say_fact(Hover *hover) {
  const Meaning *meaning = hover->meaning;
  const FactDecl *fact = meaning->kind == MEANING_FACT ? meaning->decl->fact : NULL;
  if (!fact) return;
  if (fact->ask.bytes) say_line(hover, text_format("*%s*", text_c(fact->ask)));
  if (fact->fixed) say_line(hover, TEXT("fixed: nobody can choose it"));
  if (fact->decided_by.name) say_line(hover, text_format("decided by `%s`", text_c(fact->decided_by.name->text)));
  if (fact->judged_by.name) say_line(hover, text_format("judged by `%s`", text_c(fact->judged_by.name->text)));
}

static void say_cite(Hover *hover, const Cite *cite) {
  const Meaning *source = index_source(hover->analysis->index, hover->meaning->file, cite->source.name);
  Text label = source && source->decl->label.bytes ? source->decl->label : cite->source.name->text;
  sink_format(&hover->text, "\nSource: %s", text_c(label));
  if (cite->paragraph.bytes) sink_format(&hover->text, ", %s", text_c(cite->paragraph));
  sink_char(&hover->text, '\n');
}

static void say_cites(Hover *hover) {
  const Meaning *meaning = hover->meaning;
  if (meaning->kind == MEANING_MEMBER || meaning->kind == MEANING_VARIABLE) return;
  const Cites *cites = meaning->line && meaning->line->cites.count ? &meaning->line->cites : &meaning->decl->cites;
  for (size_t i = 0; i < cites->count; i++)
    if (cites->at[i].source.name) say_cite(hover, &cites->at[i]);
}

/* ---- what it comes to ---- */

static Text value_of(const Hover *hover, const Nearest *nearest) {
  const Meaning *meaning = hover->meaning;
  const Decl *around = hover->mention->decl;
  const Name *name = meaning->decl ? meaning->decl->name.name : NULL;
  if (meaning->kind == MEANING_INDICATOR && name)
    return nearest_value(nearest, text_format("%s.%s", text_c(name->text), text_c(meaning->name->text)));
  if (meaning->kind == MEANING_ROLE && around->kind == DECL_DUTY && around->name.name)
    return nearest_value(nearest, text_format("%s.%s", text_c(around->name.name->text), text_c(meaning->name->text)));
  return meaning->kind <= MEANING_DEFINITION ? nearest_summary(nearest, meaning->decl) : TEXT("");
}

static void say_value(Hover *hover) {
  const Nearest *nearest = nearest_of(hover->server, hover->analysis);
  Text value = nearest ? value_of(hover, nearest) : TEXT("");
  if (value.bytes) sink_format(&hover->text, "\n**%s** %s\n", text_c(value), text_c(nearest_words(nearest)));
}

static void say_place(Hover *hover) {
  Text path = hover->meaning->file->path;
  const char *slash = path.bytes ? memrchr(path.at, '/', path.bytes) : NULL;
  Text name = slash ? text_slice(path, (size_t)(slash - path.at) + 1, path.bytes) : path;
  if (!text_equal(path, hover->analysis->document->path))
    sink_format(&hover->text, "\n%s, line %u\n", text_c(name),
                source_place(hover->meaning->file, hover->meaning->span.from).line);
}

static void say_all(Hover *hover) {
  say_title(hover);
  say_line(hover, label_of(hover->meaning));
  say_members(hover);
  say_source(hover);
  say_fact(hover);
  say_value(hover);
  say_cites(hover);
  say_place(hover);
}

void lsp_hover(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  const Mention *mention = mention_at(&analysis->mentions, request->offset);
  if (!mention) return;
  Hover hover = {.server = request->server, .analysis = analysis, .mention = mention, .meaning = mention->meaning};
  say_all(&hover);
  JsonOut *out = request->out;
  jsonout_open(out, '{');
  jsonout_key(out, "contents");
  jsonout_open(out, '{');
  jsonout_put_c(out, "kind", "markdown");
  jsonout_put(out, "value", text_trim(sink_result(&hover.text)));
  jsonout_close(out, '}');
  write_range(out, "range", request->document->lines, mention->span);
  jsonout_close(out, '}');
}

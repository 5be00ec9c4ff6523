/* Suppositions as a person types them: `F is V from D`, `E on D`, or `F=V` for short. */
#include "facts/caseline.h"
#include "source/clean.h"
#include "syntax/parse.h"

static bool ref_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '[' || c == ']' || c == ' ';
}

/* Where the `=` of the short form stands; the text's end when it is not of that form. */
static size_t short_form(Text text) {
  size_t at = 0;
  while (at < text.bytes && ref_byte(text.at[at])) at++;
  return at < text.bytes && text.at[at] == '=' ? at : text.bytes;
}

/* What citations may name: the case's own sources and the module's. */
static HashMap sources_near(const Program *program, const CaseFile *near) {
  HashMap all = {0};
  const HashMap *map = program->sources_by_module.at[program->module->index];
  for (size_t i = 0; i < map->room; i++) {
    if (map->entries[i].value != NULL) *hash_put(&all, map->entries[i].key) = map->entries[i].value;
  }
  for (size_t i = 0; near != NULL && i < near->sources.count; i++) {
    *hash_put(&all, near->sources.at[i]->name->text) = near->sources.at[i];
  }
  return all;
}

static Assertion *make(Program *program, const CaseFile *near, const PendingStatement *said, Source *line,
                       Diags *diags) {
  HashMap sources = sources_near(program, near);
  return assertion_make(program, program->module, &sources, said->statement, said->decl, line, true, diags);
}

static Assertion *parse_short(Program *program, const CaseFile *near, Source *line, size_t equals, Diags *diags) {
  PendingStatements pending = {0};
  LineReader reader = line_reader(program, diags, &pending);
  Written all = {.file = line, .text = line->text, .span = {0, line->text.bytes}, .plain = true};
  Written name = written_slice(&all, 0, equals), value = written_slice(&all, equals + 1, all.text.bytes);
  Ref ref;
  const Type *type;
  if (!written_ref(&reader.words, &name, &ref)) return NULL;
  SymbolKind kind = line_subject(&reader, &ref, &type);
  Statement *statement = kind == SYMBOL_EVENT ? line_dates(&reader, &value) : line_value(&reader, type, &value);
  if (statement == NULL) return NULL;
  statement->ref = ref;
  statement->span = all.span;
  line_add(&reader, statement);
  return make(program, near, &pending.at[0], line, diags);
}

Assertion *assertion_parse(Program *program, CaseFile *near, Source *line, Diags *diags) {
  size_t errors = diags->errors;
  clean_check(line, diags);
  if (diags->errors != errors) return NULL;
  size_t equals = short_form(line->text);
  if (equals < line->text.bytes) return parse_short(program, near, line, equals, diags);
  Tree *tree = parse_statement(program->names, line, diags);
  if (diags->errors != errors || tree == NULL || tree->decls.count == 0) return NULL;
  PendingStatement said = {tree->decls.at[0]->statement, tree->decls.at[0]};
  return said.statement == NULL ? NULL : make(program, near, &said, line, diags);
}

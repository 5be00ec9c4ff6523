/* What the rules come to in the nearest case: one that uses the module, in its folder, or in an `examples` beside it.
 */
#include <string.h>
#include "base/calendar.h"
#include "cli/lsp.h"
#include "facts/world.h"
#include "model/print.h"
#include "model/cell.h"

static Text folder_of(Text path) {
  while (path.bytes && path.at[path.bytes - 1] != '/') path.bytes--;
  return path;
}

/* ---- finding it ---- */

static bool uses(Text text, Text module) {
  Text line = text_format("use %s", text_c(module));
  for (uint32_t at = 0; at + line.bytes <= text.bytes; at++) {
    bool begins = at == 0 || text.at[at - 1] == '\n';
    if (!begins || !text_starts(text_slice(text, at, text.bytes), line)) continue;
    char next = at + line.bytes < text.bytes ? text.at[at + line.bytes] : '\n';
    if (next == '\n' || next == '\r' || next == ' ' || next == '\t' || next == '#') return true;
  }
  return false;
}

static Nearest *nearest_in(Analysis *analysis, Source *source) {
  CaseFiles cases = {0};
  case_read_source(&analysis->session, source, TEXT(""), &cases);
  if (!cases.count || !cases.at[0]->program) return NULL;
  Nearest *nearest = MEM_NEW(Nearest);
  nearest->file = cases.at[0];
  nearest->day = nearest->file->dated ? nearest->file->as_at : calendar_now();
  nearest->world = world_make(nearest->file->program, nearest->file, (WorldOptions){0});
  return nearest;
}

static bool reaches(const Nearest *nearest, Text path) {
  const Program *program = nearest->world->program;
  for (size_t i = 0; i < program->modules.count; i++)
    if (text_equal(program->modules.at[i]->tree->source->path, path)) return true;
  return false;
}

typedef enum Closeness { NEAREST_NAMESAKE, NEAREST_USER, NEAREST_REACHES, NEAREST_NONE } Closeness;
enum { MOST_TRIED = 8 };    /* cases whose programs are read only to see whether they reach the module */

static Nearest *try_case(Analysis *analysis, Text path, Text module, Closeness closeness) {
  Source *source = NULL;
  int error_number = 0;
  bool namesake = text_ends(path, text_format("/%s.case", text_c(module)));
  if (closeness == NEAREST_NAMESAKE && !namesake) return NULL;
  if (loader_source(analysis->session.loader, path, &source, &error_number) != SOURCE_OK) return NULL;
  if ((closeness == NEAREST_REACHES) == uses(source->text, module)) return NULL;
  Nearest *found = nearest_in(analysis, source);
  return found && reaches(found, analysis->document->path) ? found : NULL;
}

/* One of the same name as the module, then the first that uses it, then the first that uses it by way of others. */
static Nearest *nearest_in_folder(Analysis *analysis, Text folder, Text module) {
  static const Text endings[] = {{".case", 5}, {NULL, 0}};
  Paths files = {0};
  if (!folder_is(folder) || !folder_files_near(folder, endings, &files)) return NULL;
  for (Closeness closeness = NEAREST_NAMESAKE; closeness < NEAREST_NONE; closeness++) {
    for (size_t i = 0; i < files.count && (closeness < NEAREST_REACHES || i < MOST_TRIED); i++) {
      Nearest *found = try_case(analysis, files.at[i], module, closeness);
      if (found) return found;
    }
  }
  return NULL;
}

static Nearest *nearest_of_module(Analysis *analysis) {
  Text folder = folder_of(analysis->document->path), module = analysis->program->module->name->text;
  Text beside = folder.bytes > 1 ? folder_of(text_slice(folder, 0, folder.bytes - 1)) : folder;
  Nearest *found = nearest_in_folder(analysis, folder, module);
  return found ? found : nearest_in_folder(analysis, text_format("%sexamples", text_c(beside)), module);
}

/* Its messages are for the case's own document. */
const Nearest *nearest_of(Server *server, Analysis *analysis) {
  Diags unheard = {0};
  Diags *heard = analysis->session.diags;
  (void)server;
  if (analysis->sought) return analysis->nearest;
  analysis->sought = true;
  if (!analysis->program || !analysis->program->sound) return NULL;
  analysis->session.diags = &unheard;
  if (analysis->document->is_case)
    analysis->nearest = nearest_in(analysis, source_of_text(analysis->document->path, analysis->document->text));
  else analysis->nearest = nearest_of_module(analysis);
  analysis->session.diags = heard;
  return analysis->nearest;
}

Text nearest_words(const Nearest *nearest) {
  char date[DATE_ROOM];
  size_t length = calendar_print(nearest->day, date);
  return text_format("in `%s` on %.*s", text_c(nearest->file->name), (int)length, date);
}

/* ---- what things come to ---- */

static Text alternatives(Text raw) {
  Sink cell = {0};
  for (uint32_t i = 0; i < raw.bytes; i++) {
    if (raw.at[i] == '|') sink_c(&cell, " or ");
    else sink_char(&cell, raw.at[i]);
  }
  return text_copy(sink_result(&cell));
}

static Text value_of_history(const Nearest *nearest, const Type *type, const History *history) {
  Sink raw = {0};
  const Value *value = &history->steps[history_step_at(history, nearest->day)].value;
  if (type->set && value_certain(value) && !value->may) return TEXT("none");
  print_cell(&raw, type, value);
  return alternatives(sink_result(&raw));
}

static Text value_of_unit(const Nearest *nearest, const Unit *unit) {
  Sink raw = {0};
  Value value = eval_unit(nearest->world, unit, nearest->day).value;
  cell_print(&raw, unit, &value);
  return alternatives(sink_result(&raw));
}

/* Facts, events and parameters: `name` or `name[member]`. */
static const Symbol *symbol_of(const Program *program, Text written, uint32_t *index) {
  const char *bracket = written.bytes ? memchr(written.at, '[', written.bytes) : NULL;
  size_t end = bracket ? (size_t)(bracket - written.at) : written.bytes;
  const Name *name = names_find(program->names, text_slice(written, 0, end));
  const Symbol *symbol = name && name->id < program->symbols.count ? &program->symbols.at[name->id] : NULL;
  if (!symbol || !bracket != !symbol->family) return NULL;
  const Name *member = bracket ? names_find(program->names, text_slice(written, end + 1, written.bytes - 1)) : NULL;
  int at = bracket && member ? members_find(symbol->family, member) : 0;
  *index = symbol->index + (uint32_t)at;
  return at < 0 ? NULL : symbol;
}

Text nearest_value(const Nearest *nearest, Text written) {
  Program *program = nearest->world->program;
  uint32_t index = 0;
  const Unit *unit = program_unit(program, written);
  const Symbol *symbol = unit ? NULL : symbol_of(program, written, &index);
  if (unit) return value_of_unit(nearest, unit);
  if (symbol && symbol->kind == SYMBOL_FACT)
    return value_of_history(nearest, program->facts.at[index]->type, world_fact(nearest->world, index));
  if (symbol && symbol->kind == SYMBOL_PARAMETER)
    return value_of_history(nearest, program->parameters.at[index]->type, world_parameter(nearest->world, index));
  return TEXT("");
}

/* ---- a declaration in one line ---- */

enum { MOST_SHOWN = 6 };

typedef struct Summary {
  Sink text;
  unsigned shown;
} Summary;

static void show(Summary *summary, Text name, Text value) {
  if (!value.bytes || summary->shown > MOST_SHOWN) return;
  if (summary->shown++) sink_c(&summary->text, "; ");
  if (summary->shown > MOST_SHOWN) {
    sink_c(&summary->text, "...");
    return;
  }
  if (name.bytes) sink_format(&summary->text, "%s: ", text_c(name));
  sink_text(&summary->text, value);
}

static const Name *role_name(const Decl *decl, size_t i) {
  const Line *line = decl->lines.at[i];
  if (line->kind != LINE_ROLE || !line->name.name) return NULL;
  for (size_t before = 0; before < i; before++)
    if (decl->lines.at[before]->name.name == line->name.name) return NULL;
  return line->name.name;
}

/* `member` is empty for what is no family. */
static void show_one(Summary *summary, const Nearest *nearest, const Decl *decl, Text member) {
  Text name = decl->name.name->text, within = member;
  if (member.bytes) name = text_format("%s[%s]", text_c(name), text_c(member));
  if (decl->kind != DECL_DUTY) {
    show(summary, within, nearest_value(nearest, name));
    return;
  }
  for (size_t i = 0; i < decl->lines.count; i++) {
    const Name *role = role_name(decl, i);
    if (!role) continue;
    Text label = member.bytes ? text_format("%s.%s", text_c(member), text_c(role->text)) : role->text;
    show(summary, label, nearest_value(nearest, text_format("%s.%s", text_c(name), text_c(role->text))));
  }
}

Text nearest_summary(const Nearest *nearest, const Decl *decl) {
  Summary summary = {0};
  const Program *program = nearest->world->program;
  if (!decl->name.name) return TEXT("");
  const Name *name = names_find(program->names, decl->name.name->text);
  const Symbol *symbol = name && name->id < program->symbols.count ? &program->symbols.at[name->id] : NULL;
  const Members *family = symbol ? symbol->family : NULL;
  if (!family || !decl->each.variable.name) show_one(&summary, nearest, decl, TEXT(""));
  for (uint32_t i = 0; family && decl->each.variable.name && i < family->count; i++)
    show_one(&summary, nearest, decl, family->at[i]->text);
  return text_copy(sink_result(&summary.text));
}

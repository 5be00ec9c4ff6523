/* A case as a case file. */
#include "facts/casecut.h"
#include "facts/statement_text.h"
#include "facts/written.h"

static void quoted(Sink *sink, Text text) {
  sink_char(sink, '"');
  for (uint32_t i = 0; i < text.bytes; i++) {
    char c = text.at[i];
    if (c == '"' || c == '\\') sink_char(sink, '\\');
    if (c == '\n') sink_c(sink, "\\n");
    else sink_char(sink, c);
  }
  sink_char(sink, '"');
}

/* ---- the head ---- */

static bool name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/* A name from JSON or CSV may be any text: what a name cannot hold becomes `_`, and the label keeps the words. */
static Text as_name(Text given) {
  Sink name = {0};
  for (uint32_t i = 0; i < given.bytes; i++) {
    char c = given.at[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (((unsigned char)c & 0xC0) != 0x80) sink_char(&name, name_byte(c) ? c : '_');
  }
  Text made = sink_result(&name);
  bool letter = made.bytes > 0 && made.at[0] >= 'a' && made.at[0] <= 'z';
  return letter && !written_reserved(made) ? made : text_format("case_%s", text_c(made));
}

static void write_head(Sink *sink, const CaseFile *file) {
  char date[DATE_ROOM];
  Text name = as_name(file->name), label = file->label;
  if (label.bytes == 0 && !text_equal(name, file->name)) label = file->name;
  sink_c(sink, "case ");
  sink_text(sink, name);
  if (label.bytes > 0) {
    sink_char(sink, ' ');
    quoted(sink, label);
  }
  if (file->dated) {
    calendar_print(file->as_at, date);
    sink_format(sink, " as at %s", date);
  }
  const Name *use = file->use.name != NULL ? file->use.name : file->program->module->name;
  sink_format(sink, "\nuse %s\n", text_c(use->text));
}

/* ---- sources and parties ---- */

static void write_source(Sink *sink, const SourceInfo *source) {
  sink_format(sink, "source %s ", text_c(source->name->text));
  quoted(sink, source->label);
  if (source->by.bytes > 0) {
    sink_c(sink, " by ");
    quoted(sink, source->by);
  }
  if (source->dated) {
    sink_c(sink, " dated ");
    statement_date(sink, source->date);
  }
  if (source->basis != BASIS_STATED) sink_format(sink, " %s", basis_word(source->basis));
  sink_char(sink, '\n');
}

static void write_sources(Sink *sink, const CaseFile *file, const char *supposed) {
  if (file->sources.count > 0 || supposed != NULL) sink_char(sink, '\n');
  for (size_t i = 0; i < file->sources.count; i++) write_source(sink, file->sources.at[i]);
  if (supposed != NULL) sink_format(sink, "source %s \"Suppositions of a session\" proposed\n", supposed);
}

static void write_parties(Sink *sink, const CaseFile *file) {
  const Members *parties = &file->program->parties;
  bool any = false;
  for (uint32_t i = 0; i < parties->count && i < file->party_labels.count; i++) {
    if (text_equal(file->party_labels.at[i], parties->labels[i])) continue;
    if (!any) sink_char(sink, '\n');
    any = true;
    sink_format(sink, "party %s ", text_c(parties->at[i]->text));
    quoted(sink, file->party_labels.at[i]);
    sink_char(sink, '\n');
  }
}

/* ---- suppositions ---- */

static bool source_taken(const CaseFile *file, Text name) {
  for (size_t i = 0; i < file->sources.count; i++) {
    if (text_equal(file->sources.at[i]->name->text, name)) return true;
  }
  const HashMap *map = file->program->sources_by_module.at[file->program->module->index];
  return hash_get(map, name) != NULL;
}

static const char *supposed_name(const CaseFile *file) {
  Text name = TEXT("supposed");
  for (unsigned i = 2; source_taken(file, name); i++) name = text_format("supposed_%u", i);
  return text_c(name);
}

static bool any_statement(const Assertions *suppositions) {
  for (size_t i = 0; i < suppositions->count; i++) {
    if (suppositions->at[i]->kind != ASSERT_PARAMETER) return true;
  }
  return false;
}

/* A case cannot state a parameter, so a supposition about one is kept as a comment. */
static void write_supposed(Sink *sink, const CaseFile *file, const Assertions *suppositions, const char *source) {
  for (size_t i = 0; i < suppositions->count; i++) {
    const Assertion *supposed = suppositions->at[i];
    if (supposed->kind == ASSERT_PARAMETER) sink_c(sink, "# supposed of the rules (`--param`): ");
    statement_write(sink, file->program, supposed, supposed->kind == ASSERT_PARAMETER ? NULL : source);
  }
}

void case_write(Sink *sink, const CaseFile *file, const Assertions *suppositions) {
  Assertions none = {0};
  if (suppositions == NULL) suppositions = &none;
  const char *supposed = any_statement(suppositions) ? supposed_name(file) : NULL;
  Assertions remains = case_remains(file, suppositions);
  write_head(sink, file);
  write_sources(sink, file, supposed);
  write_parties(sink, file);
  if (remains.count > 0) sink_char(sink, '\n');
  for (size_t i = 0; i < remains.count; i++) statement_write(sink, file->program, remains.at[i], NULL);
  if (suppositions->count > 0) sink_char(sink, '\n');
  write_supposed(sink, file, suppositions, supposed);
}

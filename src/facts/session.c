#include "facts/session.h"

#include <string.h>
#include "facts/casecheck.h"
#include "facts/casereaders.h"
#include "source/clean.h"

void session_open(Session *session, Text remit_path, Text library, Diags *diags) {
  *session = (Session){.names = MEM_NEW(Names), .diags = diags};
  session->loader = loader_open(session->names, remit_path, library);
}

void session_open_drafts(Session *session, Drafts *drafts, Text remit_path, Text library, Diags *diags) {
  *session = (Session){.names = drafts_names(drafts), .diags = diags, .edited = true};
  session->loader = loader_open(session->names, remit_path, library);
  loader_drafts(session->loader, drafts);
}

/* ---- programs ---- */

void records_read(Program *program, Diags *diags, Assertions *records) {
  Diags unheard = {0};
  if (diags == NULL) diags = &unheard;
  for (size_t i = 0; i < program->records.count; i++) {
    const Record *record = program->records.at[i];
    HashMap *sources = program->sources_by_module.at[record->home.module->index];
    Assertion *assertion = assertion_make(program, record->home.module, sources, record->statement, record->home.decl,
                                          record->home.file, false, diags);
    if (assertion != NULL) list_push(records, assertion);
  }
}

static Text folder_of(Text path) {
  for (size_t i = path.bytes; i > 0; i--) {
    if (path.at[i - 1] == '/') return text_slice(path, 0, i);
  }
  return TEXT("");
}

static bool is_path(Text rules) {
  return text_ends(rules, TEXT(".remit")) || (rules.bytes > 0 && memchr(rules.at, '/', rules.bytes) != NULL);
}

static Program *load(Session *session, const Ident *use, Source *file, Text rules) {
  if (rules.bytes == 0) return program_load_module(session->loader, use->name, file, use->span, session->diags);
  if (is_path(rules)) return program_load(session->loader, rules, session->diags);
  const Name *name = names_intern(session->names, rules);
  return program_load_module(session->loader, name, file, (Span){0, 0}, session->diags);
}

static void remember(Session *session, Text key, Program *program, bool sound) {
  list_push(&session->programs, program);
  list_push(&session->program_keys, key);
  list_push(&session->program_sound, sound);
}

/* The records are read here once for their messages; each world reads them again for its statements. */
Program *session_program(Session *session, const Ident *use, Source *file, Text rules) {
  Text wanted = rules.bytes > 0 ? rules : use->name->text, folder = folder_of(file->path);
  Text key = is_path(rules) ? text_copy(rules) : text_format("%s %s", text_c(folder), text_c(wanted));
  for (size_t i = 0; i < session->programs.count; i++) {
    if (!text_equal(session->program_keys.at[i], key)) continue;
    return session->program_sound.at[i] ? session->programs.at[i] : NULL;
  }
  size_t errors = session->diags->errors;
  Program *program = load(session, use, file, rules);
  Assertions records = {0};
  if (program != NULL && session->diags->errors == errors) records_read(program, session->diags, &records);
  if (records.count > 0) refuse_crowds(program, &records, session->diags);
  bool sound = program != NULL && program->sound && session->diags->errors == errors;
  remember(session, key, program, sound);
  return sound ? program : NULL;
}

/* ---- files ---- */

typedef enum CaseForm { FORM_CASE, FORM_JSON, FORM_CSV } CaseForm;

static Text lower_end(Text path) {
  Text end = text_copy(text_slice(path, path.bytes > 8 ? path.bytes - 8 : 0, path.bytes));
  char *at = (char *)(uintptr_t)end.at;
  for (uint32_t i = 0; i < end.bytes; i++) {
    if (at[i] >= 'A' && at[i] <= 'Z') at[i] = (char)(at[i] - 'A' + 'a');
  }
  return end;
}

/* By the name; one that tells nothing by the first byte that does: JSON begins with a bracket, a case with a word. CSV
 * is never guessed. */
static CaseForm form_of(const Source *file) {
  Text end = lower_end(file->path);
  if (text_ends(end, TEXT(".csv"))) return FORM_CSV;
  if (text_ends(end, TEXT(".json")) || text_ends(end, TEXT(".ndjson")) || text_ends(end, TEXT(".jsonl")))
    return FORM_JSON;
  if (text_ends(end, TEXT(".case"))) return FORM_CASE;
  Text text = text_trim(file->text);
  return text.bytes > 0 && (text.at[0] == '{' || text.at[0] == '[') ? FORM_JSON : FORM_CASE;
}

void case_read_source(Session *session, Source *file, Text rules, CaseFiles *cases) {
  size_t errors = session->diags->errors;
  clean_check(file, session->diags);
  if (session->diags->errors != errors) return;
  if (text_trim(file->text).bytes == 0) {
    diag_add(session->diags, DIAG_FILE_EMPTY, file, (Span){0, 0}, "the file says nothing: a case is due here");
    return;
  }
  switch (form_of(file)) {
    case FORM_CASE: read_case_text(session, file, rules, cases); return;
    case FORM_JSON: read_case_json(session, file, rules, cases); return;
    case FORM_CSV: read_case_csv(session, file, rules, cases); return;
  }
}

void case_read(Session *session, Text path, Text rules, CaseFiles *cases) {
  Source *file = NULL;
  int error_number = 0;
  SourceStatus status = loader_source(session->loader, path, &file, &error_number);
  if (status != SOURCE_OK) diag_unreadable(session->diags, file, status, error_number);
  else case_read_source(session, file, rules, cases);
}

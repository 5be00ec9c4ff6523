/* Reading a document with all it uses: from the texts that the editor has open, and else from the disk. */
#include "cli/lsp.h"
#include "cli/lsp_data.h"
#include "facts/session.h"
#include "source/clean.h"
#include "study/lint.h"
#include "study/scenario.h"

static void open_session(Server *server, Session *session, Diags *diags) {
  session_open_drafts(session, server->drafts, server->remit_path, server->library, diags);
  for (size_t i = 0; i < server->documents.count; i++)
    loader_instead(session->loader, server->documents.at[i]->path, server->documents.at[i]->text);
}

/* The program made of a file's module, also one with mistakes, which the session does not hand out. */
static Program *program_of_file(const Session *session, Text path) {
  for (size_t i = session->programs.count; i-- > 0;) {
    Program *program = session->programs.at[i];
    if (program && text_equal(program->module->tree->source->path, path)) return program;
  }
  return NULL;
}

static Program *program_named(const Session *session, const Name *name) {
  for (size_t i = session->programs.count; i-- > 0;) {
    Program *program = session->programs.at[i];
    if (program && program->module->name == name) return program;
  }
  return NULL;
}

static Program *read_rules(Session *session, Text path) {
  Program *program = scenario_program(session, path);
  return program ? program : program_of_file(session, path);
}

/* ---- cases ---- */

static Tree *read_case_tree(Session *session, Source *source) {
  Diags unheard = {0};
  clean_check(source, &unheard);
  return unheard.errors ? NULL : loader_parse(session->loader, source, true, &unheard);
}

/* The session has read it as a case. */
static Tree *tree_of_case(Session *session, Source *source) {
  if (data_is(source->path)) return data_tree(session, source, session->diags->errors > 0);
  return read_case_tree(session, source);
}

static const Decl *use_of(const Tree *tree) {
  for (size_t i = 0; tree && i < tree->decls.count; i++)
    if (tree->decls.at[i]->kind == DECL_USE && tree->decls.at[i]->name.name) return tree->decls.at[i];
  return NULL;
}

static Program *program_of_case(Session *session, const Tree *tree) {
  const Decl *use = use_of(tree);
  if (!use) return NULL;
  Ident name = {use->name.name, ast_absolute(use, use->name.span)};
  Program *program = session_program(session, &name, tree->source, TEXT(""));
  return program ? program : program_named(session, name.name);
}

/* ---- one document ---- */

/* As `remit check` of this one file; but what a module declares that others of the workspace use is for them. */
static void check_rules(Server *server, Analysis *analysis) {
  Session *session = &analysis->session;
  analysis->program = read_rules(session, analysis->document->path);
  analysis->tree = loader_file(session->loader, analysis->document->path, &analysis->diags);
  if (!analysis->program || !analysis->program->sound || analysis->diags.errors) return;
  scenario_check_all(session, analysis->program);
  lint_program(analysis->program, &analysis->diags);
  analysis->tree->library |= workspace_uses(server, analysis->program->module->name->text);
  if (!analysis->diags.errors) program_unused(session->loader, false, &analysis->diags);
}

/* A file that names no module may be for `--rules`, or no case at all: nothing is said of it. */
static void check_case(Analysis *analysis) {
  const Document *document = analysis->document;
  Source *source = source_of_text(document->path, document->text);
  CaseFiles cases = {0};
  if (document->is_data && !data_is_case(source)) return;
  case_read_source(&analysis->session, source, TEXT(""), &cases);
  for (size_t i = 0; i < cases.count; i++) case_check(cases.at[i], &analysis->diags);
  analysis->tree = tree_of_case(&analysis->session, source);
  analysis->program = program_of_case(&analysis->session, analysis->tree);
}

Analysis *analysis_of(Server *server, Document *document) {
  if (document->analysis) return document->analysis;
  Analysis *analysis = MEM_NEW(Analysis);
  analysis->document = document;
  open_session(server, &analysis->session, &analysis->diags);
  if (document->is_case) check_case(analysis);
  else if (text_ends(document->path, TEXT(".remit"))) check_rules(server, analysis);
  lint_allow(&analysis->diags);
  diag_sort(&analysis->diags);
  analysis->index = index_of(analysis->program, analysis->tree);
  if (analysis->tree) analysis->mentions = mentions_of(analysis->index, analysis->tree);
  document->analysis = analysis;
  return analysis;
}

LineTable *analysis_lines(Analysis *analysis, const Source *source) {
  for (size_t i = 0; i < analysis->lines.count; i++)
    if (analysis->lines.at[i].source == source) return analysis->lines.at[i].lines;
  LineTable *lines = lines_of(source->text);
  list_push(&analysis->lines, ((SourceLines){source, lines}));
  return lines;
}

/* ---- the workspace ---- */

static void add_file(Project *project, Text path, Tree *tree, const Program *program) {
  if (!tree || project_file(project, path)) return;
  Index *index = index_of(program, tree);
  list_push(&project->files, ((ProjectFile){text_copy(path), tree, index, mentions_of(index, tree)}));
}

static void add_case(Project *project, Text path) {
  Source *source = NULL;
  int error_number = 0;
  if (loader_source(project->session.loader, path, &source, &error_number) != SOURCE_OK) return;
  Tree *tree = read_case_tree(&project->session, source);
  add_file(project, path, tree, tree ? program_of_case(&project->session, tree) : NULL);
}

/* Larger tables are read by programs, not by people in an editor. */
enum { DATA_MOST_BYTES = 1 << 20 };

static void add_data(Project *project, Text path) {
  Source *source = NULL;
  int error_number = 0;
  Diags unheard = {0}, *heard = project->session.diags;
  CaseFiles cases = {0};
  if (loader_source(project->session.loader, path, &source, &error_number) != SOURCE_OK) return;
  if (source->text.bytes > DATA_MOST_BYTES || !data_is_case(source)) return;
  project->session.diags = &unheard;
  case_read_source(&project->session, source, TEXT(""), &cases);
  Tree *tree = tree_of_case(&project->session, source);
  project->session.diags = heard;
  add_file(project, path, tree, program_of_case(&project->session, tree));
}

static void add_rules(Project *project, Text path) {
  Program *program = read_rules(&project->session, path);
  Diags unheard = {0};
  add_file(project, path, loader_file(project->session.loader, path, &unheard), program);
}

static void add_path(Project *project, Text path) {
  if (text_ends(path, TEXT(".case"))) add_case(project, path);
  else if (text_ends(path, TEXT(".remit"))) add_rules(project, path);
  else if (data_is(path)) add_data(project, path);
}

/* Modules that are used, but stand elsewhere. */
static void add_modules(Project *project) {
  for (size_t i = 0; i < project->session.programs.count; i++) {
    const Program *program = project->session.programs.at[i];
    for (size_t m = 0; program && m < program->modules.count; m++) {
      Tree *tree = program->modules.at[m]->tree;
      add_file(project, tree->source->path, tree, program);
    }
  }
}

Project *project_of(Server *server) {
  static const Text endings[] = {{".remit", 6},  {".case", 5}, {".json", 5}, {".ndjson", 7},
                                 {".jsonl", 6}, {".csv", 4},  {NULL, 0}};
  if (server->project) return server->project;
  Project *project = MEM_NEW(Project);
  Paths files = {0};
  open_session(server, &project->session, &project->diags);
  for (size_t i = 0; i < server->documents.count; i++) add_path(project, server->documents.at[i]->path);
  workspace_files(server, endings, &files);
  for (size_t i = 0; i < files.count; i++) add_path(project, files.at[i]);
  add_modules(project);
  return server->project = project;
}

const ProjectFile *project_file(const Project *project, Text path) {
  for (size_t i = 0; i < project->files.count; i++)
    if (text_equal(project->files.at[i].path, path)) return &project->files.at[i];
  return NULL;
}

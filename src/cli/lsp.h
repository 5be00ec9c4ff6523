/* The language server: its state, and what its parts hand to one another. Every answer is worked out anew from the text
 * of the open documents; what was read is kept only until the next change. */
#ifndef REMIT_CLI_LSP_H
#define REMIT_CLI_LSP_H
#include "cli/folder.h"
#include "cli/lsp_frame.h"
#include "cli/lsp_index.h"
#include "cli/lsp_text.h"
#include "cli/workshop.h"

/* A file as the editor has it. */
typedef struct Document {
  Text uri, path, text;
  LineTable *lines;
  int64_t version;
  bool is_case;
  bool is_data;             /* a case in JSON or CSV, which `is_case` too */
  bool due;                 /* its messages have not been worked out since something changed */
  struct Analysis *analysis;   /* NULL: since the last change nobody asked */
} Document;

/* A case that shows what the rules come to. */
typedef struct Nearest {
  const CaseFile *file;
  World *world;
  Day day;
} Nearest;

typedef struct SourceLines {
  const Source *source;
  LineTable *lines;
} SourceLines;

/* One document with all it uses, read and checked. */
typedef struct Analysis {
  Session session;
  Diags diags;
  const Document *document;
  Tree *tree;               /* NULL: its bytes are no text */
  Program *program;         /* NULL: it names no module that can be read; may have mistakes, see Program.sound */
  Index *index;
  Mentions mentions;
  LIST(SourceLines) lines;
  bool sought;
  Nearest *nearest;         /* once sought; NULL: there is none */
} Analysis;

/* Everything in the workspace, read in one session, so that the same declaration is the same place. */
typedef struct ProjectFile {
  Text path;
  Tree *tree;
  Index *index;
  Mentions mentions;
} ProjectFile;

typedef struct Project {
  Session session;
  Diags diags;
  LIST(ProjectFile) files;
} Project;

typedef struct Server {
  const Options *options;
  Text library, remit_path;
  Text root;                /* of the workspace; empty: none */
  LIST(Document *) documents;   /* the one changed last at the end */
  Project *project;         /* NULL: since the last change nobody asked */
  HashMap *used;            /* modules that files of the workspace use; NULL: not looked yet */
  size_t most_names;        /* more than these in `drafts`: most are words that were half typed */
  Drafts *drafts;           /* of all files: what a change leaves alone is not parsed again */
  Sink out;
  bool initialized, down, ended;
  bool snippets;            /* the client takes them in its edits */
  bool traces;              /* the client wants to hear what was done */
} Server;

/* ---- lsp_document.c ---- */
Document *document_of(Server *server, Text uri);          /* NULL: not open */
Document *document_at_path(const Server *server, Text path);
Text uri_for(const Server *server, Text path);            /* as the editor calls it where it has it open */
void document_open(Server *server, const Json *params);
void document_change(Server *server, const Json *params);
void document_close(Server *server, const Json *params);
void documents_due(Server *server);                       /* some text changed */
void documents_due_all(Server *server);                   /* perhaps also something on the disk */

/* ---- lsp_workspace.c ---- */
void workspace_files(const Server *server, const Text *endings, Paths *files);   /* as folder_files */
/* Whether a file of the workspace uses the module, as it stands on the disk. */
bool workspace_uses(Server *server, Text module);

/* ---- lsp_analysis.c ---- */
Analysis *analysis_of(Server *server, Document *document);
LineTable *analysis_lines(Analysis *analysis, const Source *source);
Project *project_of(Server *server);
/* The same file in the project; NULL when it could not be read. */
const ProjectFile *project_file(const Project *project, Text path);

/* ---- lsp_nearest.c ---- */
const Nearest *nearest_of(Server *server, Analysis *analysis);
/* "on 2021-06-01, in `doncaster`": what a value is true of. */
Text nearest_words(const Nearest *nearest);
/* What a thing comes to there, by the name as written; empty where it comes to nothing. */
Text nearest_value(const Nearest *nearest, Text written);
/* Of a whole declaration, for one line: roles and members each. */
Text nearest_summary(const Nearest *nearest, const Decl *decl);

/* ---- answers: each writes the `result` of a request ---- */
typedef struct Request {
  Server *server;
  Document *document;       /* of params.textDocument; NULL where it is not open */
  const Json *params;
  JsonOut *out;
  uint32_t offset;          /* of params.position */
  Text error;               /* set by an answer that refuses: then nothing may have been written */
} Request;

void lsp_publish(Server *server, Document *document);
void lsp_publish_nothing(Server *server, Text uri);
void lsp_actions(Request *request);
void lsp_hover(Request *request);
void lsp_definition(Request *request);
void lsp_references(Request *request);
void lsp_highlight(Request *request);
void lsp_prepare_rename(Request *request);
void lsp_rename(Request *request);
void lsp_document_symbols(Request *request);
void lsp_workspace_symbols(Request *request);
void lsp_folding(Request *request);
void lsp_completion(Request *request);
void lsp_formatting(Request *request);
void lsp_tokens(Request *request);
void lsp_signature(Request *request);
void lsp_inlay_hints(Request *request);
void lsp_code_lens(Request *request);

/* The types of tokens, for the client's legend. */
void lsp_token_legend(JsonOut *out);
/* A message to the client: opens it, and sends what was written behind it. */
void lsp_send(Server *server, Sink *message);
#endif

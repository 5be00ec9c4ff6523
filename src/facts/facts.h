/* Statements of fact, resolved against a program, whatever form they came in: a case file, JSON, CSV, a module's
 * `record`, a scenario's `given`, --set, the REPL. Nothing here decides what holds when: that is the world's. */
#ifndef REMIT_FACTS_FACTS_H
#define REMIT_FACTS_FACTS_H
#include "base/sink.h"
#include "model/program.h"

typedef enum AssertionKind {
  ASSERT_VALUE,             /* of a fact: a value, partial or whole; of a set also `includes`, `excludes` */
  ASSERT_PARAMETER,         /* a supposition about a parameter */
  ASSERT_OCCURRENCES,       /* of an event: `on` */
  ASSERT_COMPLETE           /* of an event: no others in the period; `none` is this without occurrences */
} AssertionKind;

typedef struct Assertion {
  AssertionKind kind;
  uint32_t subject;         /* index of the fact, parameter or event */
  bool none;                /* written `none`: no event at all in the period */
  bool planned;
  bool recorded;            /* `recorded D` is given */
  bool opens, closes;       /* `from`, `until` were given */
  PartialDate recorded_on;
  Value value;              /* with its basis */
  PartialDate from, until;  /* DAY_BEFORE_TIME / DAY_AFTER_TIME where absent */
  const PartialDate *on;    /* of ASSERT_OCCURRENCES */
  uint32_t on_count;
  Citations cites;
  Basis basis;              /* of the citations; BASIS_SUPPOSED of a supposition */
  Source *file;             /* where it stands; NULL for suppositions made in code */
  Span span;                /* absolute */
} Assertion;
typedef LIST(Assertion *) Assertions;

typedef struct CaseFile {
  Text name, label;         /* `doncaster` "Doncaster" */
  Text path;
  Source *file;
  Ident use;                /* the module it names; name NULL: none (only with --rules) */
  Text use_word;            /* the same as text, also from JSON */
  Span use_span;
  bool dated;
  Day as_at;
  Program *program;
  Assertions assertions;    /* in order; the program's records are not among them */
  LIST(SourceInfo *) sources;
  LIST(Text) party_labels;  /* by index of the party: its name for this case, else the program's */
} CaseFile;

/* What a case in JSON or CSV says, word by word and right or wrong: for an editor. Places are absolute. */
typedef struct WrittenLine {
  DeclKind kind;            /* DECL_STATEMENT, DECL_USE or DECL_PARTY */
  const Source *file;
  const Statement *statement;
  Ident name;               /* of the others */
} WrittenLine;

/* How a case's module is found: `rules` (may be empty) overrides what the case says. Programs are kept in the loader
 * session, so that many cases of one module share one. */
typedef struct Session {
  Names *names;
  Loader *loader;
  LIST(Program *) programs;     /* of modules already loaded, with or without errors */
  LIST(Text) program_keys;
  LIST(bool) program_sound;     /* whether it may be evaluated */
  Diags *diags;
  bool edited;                  /* every line of cases is kept in `written` */
  LIST(WrittenLine) written;
} Session;

void session_open(Session *session, Text remit_path, Text library, Diags *diags);
/* With the names of `drafts`, by which its files are read: see syntax/redraft.h. */
void session_open_drafts(Session *session, Drafts *drafts, Text remit_path, Text library, Diags *diags);
/* Reads a case file of any form, with its program: told by its name (.case, .json, .ndjson, .jsonl, .csv), else by its
 * first byte (a bracket is JSON). A CSV or an NDJSON may hold several cases. Cases in error are left out, with messages
 * in session->diags. */
typedef LIST(CaseFile *) CaseFiles;
void case_read(Session *session, Text path, Text rules, CaseFiles *cases);
void case_read_source(Session *session, Source *file, Text rules, CaseFiles *cases);
/* One statement as a supposition: `F is V from D`, `E on D`, or the short `F=V`. NULL with a message. */
Assertion *assertion_parse(Program *program, CaseFile *near, Source *line, Diags *diags);
/* A parsed statement (of a case, `record`, `given`). `sources` is where its citations look. NULL with a message. */
Assertion *assertion_make(Program *program, Module *module, HashMap *sources, const Statement *statement,
                          const Decl *decl, Source *file, bool supposed, Diags *diags);
/* The `record` statements of a program's modules, in order; `diags` may be NULL when they have been reported before
 * (session does, so that a program with a wrong record counts as one with an error). */
void records_read(Program *program, Diags *diags, Assertions *records);
/* What `check` says of a case beyond its statements: a fact given twice, the same value from different dates by two
 * sources, a source nothing cites, `until` before `from`. */
void case_check(const CaseFile *file, Diags *diags);
/* The case as a case file again (`save`), suppositions included and cited as such. */
void case_write(Sink *sink, const CaseFile *file, const Assertions *suppositions);
#endif

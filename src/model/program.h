/* The checked program: every name resolved, every family expanded, every amendment laid over what it amends, and the
 * conclusions numbered in dependency order. It never changes after program_load, but for caches.
 *
 * Words: a *unit* is what is evaluated and kept as one: one role of one duty, a right, a requirement, a signature, its
 * severity, an indicator, a mitigation, a definition. A *node* is a typed expression inside a unit.
 */
#ifndef REMIT_MODEL_PROGRAM_H
#define REMIT_MODEL_PROGRAM_H
#include "source/diag.h"
#include "syntax/ast.h"
#include "syntax/redraft.h"
#include "value/history.h"
#include "value/logic.h"
#include "value/value.h"

/* ---- types ---- */

typedef struct Members {    /* of an enumeration, a scale, the parties, or the statuses of requirements */
  const Name *name;         /* NULL for the built-in ones */
  Text label;               /* of the type; may be empty */
  bool scale;               /* ascending */
  uint32_t count;
  const Name *at[64];
  Text labels[64];          /* of parties; others: the name with spaces for underscores */
} Members;

static inline uint64_t members_all(const Members *m) {
  return m->count == 64 ? ~UINT64_C(0) : (UINT64_C(1) << m->count) - 1;
}
int members_find(const Members *members, const Name *name);  /* -1 when it is none */

typedef struct Type {       /* interned: the same type is the same pointer */
  TypeWord word;            /* TYPE_NAMED: an enumeration or scale; also the statuses of requirements */
  bool set;
  const Members *members;   /* of TYPE_PARTY, TYPE_NAMED and TYPE_YES_NO (no, yes) */
  const struct Type *other; /* with the same members */
} Type;

ValueForm type_form(const Type *type);
Value type_unknown(const Type *type);        /* nothing is known of it */
bool type_ordered(const Type *type);         /* has < */

/* ---- where things come from ---- */

typedef struct Module {
  const Name *name;
  Text label;
  Tree *tree;
  uint32_t index;                            /* in Program.modules: those it uses come before it */
  LIST(struct Module *) uses;                /* directly */
  uint64_t *reaches;                         /* a bit for each module it uses, directly or not, and its own */
  bool gaps;                                 /* it uses, directly or not, one that could not be read */
} Module;
bool module_reaches(const Module *from, const Module *to);

typedef struct SourceInfo {  /* a `source` declaration */
  uint32_t index;           /* in Program.sources, of a module's */
  const Name *name;
  Text label, by;
  bool dated;
  PartialDate date;
  Basis basis;
  Source *file;
  Span span;                /* absolute, of its name */
  bool used;
  Decl *decl;               /* of a module's source; NULL of a case's */
} SourceInfo;

typedef struct Citation {
  SourceInfo *source;
  Text paragraph;           /* empty when none */
  Basis basis;              /* what it is worth: never BASIS_NONE */
  Text by;                  /* whose opinion; empty when the source is nobody's */
} Citation;

typedef struct Citations {
  const Citation *at;
  uint32_t count;
} Citations;
/* The strongest of them; BASIS_UNCITED when there are none. */
Basis citations_basis(Citations cites);

typedef struct Home {       /* where a declared thing stands */
  const Decl *decl;         /* NULL for what is built in */
  Module *module;           /* NULL for what a case declares */
  Source *file;
} Home;

/* ---- facts, events, parameters ---- */

typedef struct Subject {    /* what all things that have a name and a label share */
  Text name;                /* as written: `vacancy_rate`, `grade[leaders]`, `social_care.delivers` */
  Text label;               /* `{a}` filled in; the name with spaces where the author gave none */
  Home home;
  int member;               /* of its family; -1: none */
  Citations cites;          /* of the declaration */
} Subject;

typedef struct Fact {
  Subject subject;
  const Type *type;
  uint32_t index;           /* in Program.facts: order of declaration */
  Text ask;
  bool fixed;
  int decided_by, judged_by;  /* a party's index; -1: none */
  bool stales;
  Value stale_after;        /* a duration */
  bool read;                /* by some rule */
} Fact;

typedef struct Event {
  Subject subject;
  uint32_t index;
  bool read;
} Event;

typedef struct Parameter {
  Subject subject;
  const Type *type;
  uint32_t index;
  History history;          /* amendments laid over; unknown before its first date; a step's tag indexes `citations` */
  const Citations *citations;  /* by tag of the steps: one for each value line */
  uint32_t citation_count;
  const Claim *claims;      /* what the history is made of; NULL where amendments are laid over it */
  size_t claim_count;
  bool read;
} Parameter;

/* ---- expressions ---- */

typedef enum NodeKind {
  NODE_CONSTANT, NODE_FACT, NODE_PARAMETER, NODE_UNIT, NODE_TODAY,
  NODE_NOT,                 /* a */
  NODE_AND, NODE_OR,        /* list */
  NODE_EVER, NODE_NEVER,    /* a, window */
  NODE_AT,                  /* a at b */
  NODE_FOR,                 /* a for b */
  NODE_AT_LEAST, NODE_AT_MOST,  /* number of list */
  NODE_COUNT,               /* of list that is yes */
  NODE_COMPARE,             /* a op b: op is an Order */
  NODE_BETWEEN,             /* low b <= a <= high c */
  NODE_IN,                  /* a (a member) in b (a set) */
  NODE_IN_MASK,             /* a is one of mask: members, statuses */
  NODE_EMPTY,               /* a is nobody */
  NODE_KNOWN,               /* a is known */
  NODE_DISPUTED, NODE_CONFLICT,  /* a */
  NODE_IN_FORCE,            /* a, a unit */
  NODE_ADD, NODE_MULTIPLY,  /* list */
  NODE_SUBTRACT, NODE_DIVIDE,  /* a, b */
  NODE_NEGATE,              /* a */
  NODE_DATE_ADD, NODE_DATE_SUBTRACT,  /* a date, b duration */
  NODE_COUNT_EVENTS,        /* index, window */
  NODE_FIRST, NODE_LAST,    /* index of an event */
  NODE_CHANGES,             /* a (a fact or a unit), window */
  NODE_START_OF,            /* a */
  NODE_TIME_BETWEEN         /* a, b; op is a TimeUnit */
} NodeKind;

enum {
  NODE_VARIES = 1,          /* may differ from one date to another */
  NODE_DAILY = 2,           /* may differ from each day to the next, `today` being part of it */
  NODE_RISING = 4,          /* never falls while nothing else changes */
  NODE_FALLING = 8,         /* never rises while nothing else changes */
  NODE_ASKS_RECORD = 16,    /* contains `is known`, `is unknown` or `is disputed`: outside the promise of soundness */
  NODE_STANDING = 32,       /* NODE_COUNT made of `raised signatures` and the like; op is a StandingKind */
  NODE_ALL_OF = 64,         /* NODE_AND written `all of (...)`, or `all indicators` */
  NODE_NONE_OF = 128,       /* NODE_NOT of a NODE_OR, written `none of (...)` */
  NODE_INDICATORS = 256     /* counts a signature's indicators: one of an amendment out of force weakens nothing */
};

typedef struct Node Node;
struct Node {
  uint8_t kind;             /* NodeKind */
  uint8_t op;               /* Order, TimeUnit or StandingKind */
  uint16_t flags;
  uint32_t count;           /* of list; of SUBTRACT, DIVIDE, NEGATE, DATE_ADD, DATE_SUBTRACT the site */
  Span span;                /* relative to the declaration of the branch it stands in */
  const Type *type;
  union {
    Value constant;
    struct { Node *a, *b, *c; };         /* of ADD, ... DATE_SUBTRACT the site is in `count` */
    struct { Node **list; Node *number; uint32_t list_site; };   /* lists; of ADD and MULTIPLY the site */
    struct { Node *in_subject; uint64_t mask; };                  /* NODE_IN_MASK */
    struct { Node *subject; Node *in_last; Node *since; };        /* EVER, NEVER, CHANGES */
    struct {
      uint32_t index;
      uint32_t index_pad;
      Node *event_in_last;
      Node *event_since;
    }; /* FACT, PARAMETER, events */
    struct Unit *unit;                                            /* NODE_UNIT */
  };
};

/* Calls `visit` for each node directly under this one; `elsewhere` where it is asked for other dates too. */
void node_each_kid(const Node *node, void (*visit)(void *owner, Node *kid, bool elsewhere), void *owner);

/* ---- conclusions ---- */

typedef enum UnitKind {
  UNIT_DEFINITION, UNIT_ROLE, UNIT_RIGHT, UNIT_REQUIREMENT, UNIT_INDICATOR, UNIT_MITIGATION, UNIT_SIGNATURE,
  UNIT_SEVERITY
} UnitKind;

typedef struct Branch {
  Node *when;               /* NULL: always */
  bool otherwise;           /* written `otherwise` */
  bool unsettled;           /* gives `unknown`: the sources do not settle it */
  bool not_applicable;      /* of a requirement: `not applicable when` */
  Node *value;              /* of a definition; of a requirement what must hold; NULL: `constant` */
  Node *by;                 /* of a requirement: the deadline */
  Value constant;           /* parties of a role; yes / no of a right; a severity */
  Citations cites;          /* its own, else the declaration's */
  Home home;
  Span span;                /* relative to home.decl */
} Branch;

/* What one module says of a thing: the base declaration, or one amendment of it. */
typedef struct Layer {
  Home home;
  Day from, until;          /* in force: from <= d < until */
  const Branch *branches;
  uint32_t count;
} Layer;

typedef struct Unit {
  UnitKind kind;
  uint32_t index;           /* in Program.units, which are in dependency order: it reads only smaller ones */
  uint32_t declared;        /* order of declaration */
  Subject subject;
  const Type *type; /* role: set of party; requirement: the statuses; severity: low < medium < high; else yes/no */
  Layer *layers;            /* amendments first, outer modules before those they use; the base last */
  uint32_t layer_count;
  bool layers_ordered;      /* each layer's module reaches the next one's: plain falling through */
  Day from, until;          /* in force; of one that is added the widest */
  void *owner;              /* the Duty, Right, Requirement, Signature or Definition */
  const struct Role *role;  /* of a role of a duty */
  Node *applies;            /* of a requirement; NULL: always */
  const uint32_t *reads;    /* units it reads at the same date, ascending */
  uint32_t read_count;
  const uint32_t *reads_elsewhere;  /* units it may read at other dates, ascending */
  uint32_t read_elsewhere_count;
  const uint32_t *facts, *events, *parameters;  /* read directly, at whatever date, ascending */
  uint32_t fact_count, event_count, parameter_count;
} Unit;

/* A role or severity that only amendments mention: it is in force while one of them is, and its layers are theirs. */
static inline bool unit_added(const Unit *unit) {
  return (unit->kind == UNIT_ROLE || unit->kind == UNIT_SEVERITY) && unit->subject.home.decl->amends;
}

enum { REQUIREMENT_MET, REQUIREMENT_BREACHED, REQUIREMENT_NOT_APPLICABLE, REQUIREMENT_PENDING };  /* bits of its type */

typedef struct Role {
  uint32_t index;           /* in Program.roles */
  const Name *name;
  Text label;
  Cardinality cardinality;
  Home home;
} Role;

typedef struct DutyRole {
  const Role *role;
  Unit *unit;
} DutyRole;

typedef struct Duty {
  Subject subject;
  const DutyRole *roles;    /* those it mentions, in order of the roles' declaration */
  uint32_t role_count;
} Duty;

typedef struct Matter {
  Subject subject;
  bool used;
} Matter;

typedef struct Right {
  Subject subject;
  RightKind kind;
  uint64_t holders, against;  /* masks of parties */
  const Matter *matter;     /* NULL: none */
  Unit *unit;
} Right;

typedef struct Requirement {
  Subject subject;
  uint64_t on;              /* mask of parties */
  Unit *unit;
} Requirement;

typedef struct Indicator {
  const Name *name;
  Unit *unit;
} Indicator;

typedef struct Signature {
  Subject subject;
  const Name *group;        /* NULL: none */
  const Indicator *indicators, *mitigations;
  HashMap parts;            /* of these by name; see signature_indicator */
  uint32_t indicator_count, mitigation_count;
  Unit *raised;
  Unit *severity;           /* NULL: it has none */
  const Text *probes;
  uint32_t probe_count;
} Signature;

typedef struct Definition {
  Subject subject;
  Unit *unit;
} Definition;

typedef struct Invariant {
  Text title;
  Node *condition;
  Home home;
} Invariant;

typedef struct Scenario {   /* resolved when it is run, by study/scenario */
  Text title;
  Home home;
} Scenario;

typedef struct Record {     /* a `record` of a module; facts/ reads it like a statement of a case */
  const Statement *statement;
  Home home;
} Record;

/* ---- names ---- */

typedef enum SymbolKind {
  SYMBOL_NONE, SYMBOL_FACT, SYMBOL_EVENT, SYMBOL_PARAMETER, SYMBOL_ROLE_NAME, SYMBOL_MATTER, SYMBOL_DUTY, SYMBOL_RIGHT,
  SYMBOL_REQUIREMENT, SYMBOL_SIGNATURE, SYMBOL_DEFINITION, SYMBOL_TYPE
} SymbolKind;

typedef struct Symbol {     /* what a name of the shared namespace stands for */
  SymbolKind kind;
  uint32_t index;           /* in the program's list of that kind; of a family, of its first member */
  const Members *family;    /* NULL: none; members follow in order */
  Home home;
  bool used;
  bool untyped;             /* its type could not be read: what is said of its values would be a second message */
} Symbol;

typedef struct Program {
  Names *names;
  Module *module;           /* the root */
  bool sound;               /* no mistake was found in any of its files: it may be evaluated */
  LIST(Module *) modules;   /* used ones before their users */
  LIST(Symbol) symbols;     /* by Name.id; shorter than names->all where none was declared */
  LIST(SourceInfo *) sources;
  LIST(HashMap *) sources_by_module;  /* by Module.index: name to SourceInfo, those of used modules included */
  HashMap types;            /* by the address of their members; the first of several */
  const Type *yes_no, *count, *number, *percent, *money, *date, *duration, *text, *party, *party_set, *status,
    *severity;
  Members parties;
  LIST(Fact *) facts;
  LIST(Event *) events;
  LIST(Parameter *) parameters;
  LIST(Role *) roles;
  LIST(Matter *) matters;
  LIST(Duty *) duties;
  LIST(Right *) rights;
  LIST(Requirement *) requirements;
  LIST(Signature *) signatures;
  LIST(Definition *) definitions;
  LIST(Invariant *) invariants;
  LIST(Scenario *) scenarios;   /* of the root module only */
  LIST(Record *) records;
  LIST(Unit *) units;       /* in dependency order */
  LIST(Day) holidays;       /* sorted */
  LIST(const Node *) sites; /* arithmetic nodes that may fail, by site number (from 1; 0 is none) */
  LIST(Home) site_homes;
  struct Cones *cones;      /* made on first use; see program_cone */
  MemPool pool;
} Program;

/* Finds and parses the files of modules; keeps trees, so that several programs share them. */
typedef struct Loader Loader;
/* `library` is the last folder looked in; `path` the folders of REMIT_PATH, `:` between them (may be empty). */
Loader *loader_open(Names *names, Text path, Text library);
/* The tree of a file, parsed once; NULL with a message when it cannot be read. */
Tree *loader_file(Loader *loader, Text path, Diags *diags);
/* A source that is no file: the REPL's additions, a test's text. Found by `use` under its module's name. */
Tree *loader_text(Loader *loader, Text path, Text text, Diags *diags);
Names *loader_names(Loader *loader);
/* From now on the text (which the caller keeps) stands for the file at this path, whatever the disk holds: what an
 * editor has open and not yet saved. */
void loader_instead(Loader *loader, Text path, Text text);
/* As source_read, but for such texts. */
SourceStatus loader_source(const Loader *loader, Text path, Source **source, int *error_number);

/* Of each text only what changed since the last is parsed: a language server's sessions share drafts and their names,
 * which must be those of loader_open. */
void loader_drafts(Loader *loader, Drafts *drafts);
/* The tree of a clean source: a case, or rules. */
Tree *loader_parse(Loader *loader, Source *source, bool is_case, Diags *diags);
/* Warns of what the modules given to the loader declare and nothing read so far uses, and (where cases were read) of
 * facts that rules read and nobody states: called once all rules and cases are read. What a library declares is for its
 * users. */
void program_unused(Loader *loader, bool cases, Diags *diags);

/* Loads and checks the module of a file, with all it uses. NULL only when the file itself cannot be read; with errors
 * in `diags` the program must not be evaluated. */
Program *program_load(Loader *loader, Text path, Diags *diags);
/* As `use NAME` in `file` would find it (looked up beside the file, then REMIT_PATH, then the library). */
Program *program_load_module(Loader *loader, const Name *name, Source *file, Span span, Diags *diags);

/* Resolves an expression in the terms of a program: scenarios, the REPL, `--where`, `how`. `tree` is of
 * parse_condition; expected may be NULL (any type). Returns NULL with a message. `module` says what is visible. */
Node *program_expression(Program *program, Module *module, const Decl *decl, const Expr *expr, Source *file,
                         const Type *expected, Diags *diags);
/* A literal as a value of a type; false with a message. */
bool program_literal(Program *program, const Type *type, const Literal *literal, const Decl *decl, Source *file,
                     Value *value, Diags *diags);
/* Citations as written, resolved among `sources` (module's or case's own map, see SourceInfo). */
Citations program_citations(Program *program, HashMap *sources, const Cites *cites, const Decl *decl, Source *file,
                            Diags *diags);
/* The index of a family's member, or of a plain name, for a reference to a fact or event; false with a message (with
 * the nearest names). `what` is SYMBOL_FACT, SYMBOL_EVENT or SYMBOL_NONE (either, and parameters too). */
bool program_subject(Program *program, Module *module, const Ref *ref, const Decl *decl, Source *file, SymbolKind what,
                     SymbolKind *kind, uint32_t *index, Diags *diags);

/* The nodes and units by name, as the command line writes them (`duty.role`, `name[member]`, `signature.indicator`). */
Unit *program_unit(Program *program, Text written);
/* Every unit that may change when the fact (event, parameter) does: ascending, itself kept by the program. */
typedef struct Cone { const uint32_t *units; uint32_t count; } Cone;
Cone program_cone(Program *program, SymbolKind kind, uint32_t index);

#endif

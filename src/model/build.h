/* What the passes that make a program share. Only files of src/model include this. */
#ifndef REMIT_MODEL_BUILD_H
#define REMIT_MODEL_BUILD_H
#include "model/program.h"

/* `for each V in TYPE` while one member stands for V; the innermost first. */
typedef struct Binding {
  const Name *variable;
  const Members *members;
  int member;
  const struct Binding *outer;
} Binding;

typedef struct StandingKey {    /* `raised signatures of G with S`: one list of nodes for all who ask the same */
  StandingKind kind;
  const void *of;
  int severity;
  Node **list;
  uint32_t count;
} StandingKey;

typedef LIST(Branch) Branches;

typedef struct ParameterLayer {  /* the values that one module gives a parameter */
  uint32_t parameter, order;
  const Module *module;
  bool amends;
  const Claim *claims;
  size_t count;
} ParameterLayer;


enum { REPEATED_MOST = 200000 };

typedef struct Build {
  Program *program;
  Loader *loader;
  Diags *diags;
  Home home;                    /* the declaration being read: its spans, its file, what its module sees */
  const Binding *binding;
  Signature *signature;         /* around an expression: what `indicators` means */
  bool failed_names;            /* some name of this declaration was wrong: no follow-up messages */
  unsigned repeated;            /* conditions that `for each` has made, in the whole program */
  LIST(StandingKey) standing;
  HashMap modules;              /* by name */
  LIST(ParameterLayer) parameter_layers;
  Branches branches;            /* room to gather in, handed round */
} Build;

/* ---- types.c ---- */
const Type *build_type(Program *program, TypeWord word, bool set, const Members *members);
void build_basic_types(Program *program);
const char *type_words(const Type *type);     /* "a percentage", "yes or no", "one of judgement" ... for messages */
const char *type_example(const Type *type);   /* "`60%`", or NULL */
const Type *type_element(Program *program, const Type *set);

/* ---- loader.c, modules.c ---- */
Tree *loader_module(Loader *loader, const Name *name, Source *user, Span span, Diags *diags);
Module *build_modules(Build *build, Tree *tree);
void loader_each(Loader *loader, void (*visit)(void *owner, Tree *tree), void *owner);   /* in order of reading */

/* ---- names.c ---- */
Symbol *build_symbol(Program *program, const Name *name);          /* NULL when nothing has the name */
Symbol *build_declare(Build *build, const Ident *name, SymbolKind kind, uint32_t index, const Members *family);
/* The symbol a name stands for here, marked as used; NULL with a message. */
Symbol *build_look_up(Build *build, const Ident *name, const char *what);
Diag *build_error(Build *build, DiagCode code, Span span, const char *format, ...)
  __attribute__((format(printf, 4, 5)));
int build_party(Build *build, const Ident *name);                  /* -1 with a message */
uint64_t build_parties(Build *build, const Idents *names);
const char *symbol_words(SymbolKind kind);                         /* "a fact", "a duty" ... */
/* The members that `for each` runs over; NULL for none; *failed with a message. */
const Members *build_each(Build *build, const Each *each, bool *failed);
Text build_member_name(const Name *name, const Members *family, int member);   /* `grade[leaders]` */
Text build_label(Text label, const Name *name, const Name *variable, const Members *family, int member);
Citations build_citations(Build *build, const Cites *cites);
/* Those of the line where it has any, else the declaration's. */
Citations build_line_citations(Build *build, const Cites *cites, Citations otherwise);
void build_in_force(Build *build, const Period *period, Day *from, Day *until);
Subject build_subject(Build *build, const Name *name, const Members *family, int member, Citations cites);
/* The symbol's member that a reference names: index of the thing; -1 with a message. */
int64_t build_index(Build *build, const Symbol *symbol, const Ref *ref);

/* ---- declare.c: what has no conditions; shells.c: units without their branches ---- */
void declare_types(Build *build, Module *module);
void declare_facts(Build *build, Module *module);
const Type *build_declared_type(Build *build, const TypeExpr *type);   /* NULL with a message */
void declare_conclusions(Build *build, Module *module);
void amend_shells(Build *build, Module *module);   /* roles and indicators that amendments add */

Symbol *build_amended(Build *build, const Decl *decl);   /* what `amend` names; NULL with a message */
const DutyRole *duty_role(const Duty *duty, const Name *role);                          /* NULL when it has none */
const Indicator *signature_indicator(const Signature *signature, const Name *name);     /* or mitigation; or NULL */

/* ---- literals.c ---- */
bool build_literal(Build *build, const Type *type, const Literal *literal, Value *value);

/* ---- nodes.c ---- */
Node *node_make(Build *build, NodeKind kind, const Type *type, Span span);
Node *node_stand_in(Build *build, Span span);      /* after a message: without a type */
bool node_failed(const Node *node);                /* a stand-in: say nothing more about it */
Node *node_constant(Build *build, const Type *type, Value value, Span span);
Node *node_pair(Build *build, NodeKind kind, const Type *type, Span span, Node *a, Node *b);
Node *node_list(Build *build, NodeKind kind, const Type *type, Span span, Node **list, size_t count);
Node **node_room(Build *build, size_t count);
Node *node_unit(Build *build, Unit *unit, Span span);
Node *node_not(Build *build, Node *a, Span span);
uint32_t build_site(Build *build, const Node *node);
bool types_comparable(const Program *program, const Type *a, const Type *b);
bool build_types_agree(Build *build, const Node *a, const Node *b, Span span);

/* ---- expressions.c and its parts: never NULL, a stand-in after a message ---- */
Node *build_expression(Build *build, const Expr *expr, const Type *expected);
Node *build_condition(Build *build, const Expr *expr);
Node *build_reference(Build *build, const Ref *ref, Span span, const Type *expected, bool any_unit);
Node *build_arithmetic(Build *build, const Expr *expr, const Type *expected);
Node *build_quantified(Build *build, const Expr *expr);
Node *build_comparison(Build *build, const Expr *expr);
Node *build_status(Build *build, const Expr *expr);
Node *build_standing(Build *build, const Expr *expr);
Node *build_in_time(Build *build, const Expr *expr, const Type *expected);

/* ---- layers.c: branches of base declarations and amendments ---- */
void build_layers(Build *build, Module *module);
void sort_layers(Program *program);

/* ---- parameters.c ---- */
void build_parameters(Build *build, Module *module);
void settle_parameters(Build *build);

/* ---- order.c, finish.c ---- */
bool order_units(Build *build);                    /* false: a circle, reported */
void finish_units(Program *program);               /* flags of nodes, in dependency order */
void finish_expression(Program *program, Node *node);
#endif

/* The tree that the parser makes of a file: one constructor per form, no meaning yet.
 *
 * Spans are byte ranges relative to their declaration's `offset`, so that an edit elsewhere moves one number.
 * Everything lives as long as its Tree. Texts are decoded (escapes resolved, adjacent ones joined) and owned by the
 * tree; what a literal looked like is in the source, under its span. A name that a syntax error swallowed is NULL.
 */
#ifndef REMIT_SYNTAX_AST_H
#define REMIT_SYNTAX_AST_H
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "base/list.h"
#include "source/source.h"

/* Interned: two identifiers are the same word exactly when they are the same pointer. */
typedef struct Name {
  Text text;
  uint32_t id;          /* 0, 1, 2 ... in order of first appearance: an index for tables of symbols */
} Name;

typedef struct Names {  /* zeroed = empty; one for all files of a program */
  HashMap map;
  LIST(Name *) all;
} Names;

const Name *names_intern(Names *names, Text word);   /* copies the word when it is new */
const Name *names_find(const Names *names, Text word);  /* NULL when it was never interned */

typedef struct Ident {  /* a name where it stands */
  const Name *name;
  Span span;
} Ident;
typedef LIST(Ident) Idents;

/* ---- values as written ---- */

typedef enum LiteralKind {
  LITERAL_ERROR, LITERAL_NUMBER, LITERAL_PERCENT, LITERAL_MONEY, LITERAL_DURATION, LITERAL_DATE, LITERAL_TEXT,
  LITERAL_YES, LITERAL_NO, LITERAL_NAME
} LiteralKind;

typedef enum DurationUnit {
  UNIT_DAYS,
  UNIT_WORKING_DAYS,
  UNIT_MONTHS
} DurationUnit; /* weeks are 7 days, years 12 months */

typedef struct Literal {
  LiteralKind kind;
  DurationUnit unit;      /* of LITERAL_DURATION */
  Span span;
  union {
    Millionths number;    /* NUMBER, PERCENT (already divided by 100), MONEY (in pounds) */
    int64_t count;        /* DURATION, in its unit */
    PartialDate date;     /* DATE: `2014-10-01`, `2015-12`. A bare `2015` is a NUMBER until a date is due */
    Text text;            /* TEXT */
    const Name *name;     /* NAME: a member, a party */
  };
} Literal;
typedef LIST(Literal) Literals;

/* `from`, `until`, `on`: absent, a date, or one unknown day between two. */
typedef struct DateBound {
  bool given;
  bool between;           /* written `between D1 and D2` */
  Span span;
  PartialDate date;       /* first day of D1 to last day of D2 */
} DateBound;
typedef LIST(DateBound) DateBounds;

typedef struct Period {
  DateBound from, until;
} Period;

/* ---- citations ---- */

/* From strongest to weakest; the order is the meaning (language page, section 3, "Citations"). */
typedef enum Basis {
  BASIS_NONE,             /* nothing decided it: unknown or in conflict; in the tree: not written */
  BASIS_STATED, BASIS_IMPLIED, BASIS_OPINION, BASIS_PROPOSED, BASIS_UNCITED, BASIS_SUPPOSED
} Basis;

typedef struct Cite {
  Ident source;
  Text paragraph;         /* empty when none */
  Basis basis;            /* BASIS_NONE: what the source says */
  Text by;                /* empty when none */
  Span span;
} Cite;
typedef LIST(Cite) Cites;

/* ---- expressions ---- */

typedef enum ExprKind {
  EXPR_ERROR, /* stands in after a syntax error; every pass takes it in silence */
  EXPR_OR,
  EXPR_AND, /* list, at least two; a chain without brackets is one node */
  EXPR_NOT, /* a */
  EXPR_EVER,
  EXPR_NEVER, /* a, window */
  EXPR_AT, /* a at b */
  EXPR_FOR, /* a for b (a duration or a name) */
  EXPR_QUANTIFIED, /* quantified */
  EXPR_COMPARE, /* a op b [and c] */
  EXPR_ONE_OF, /* a is one of (list of references and literals) */
  EXPR_STATUS, /* a is [not] status */
  EXPR_ADD,
  EXPR_MULTIPLY, /* list, at least two; EXPR_ADD with EXPR_NEGATE for subtraction is the checker's, see SUBTRACT */
  EXPR_SUBTRACT,
  EXPR_DIVIDE, /* a, b */
  EXPR_NEGATE, /* a */
  EXPR_REF, /* ref */
  EXPR_LITERAL, /* literal */
  EXPR_TODAY,
  EXPR_AFTER, /* a (a duration literal) after b */
  EXPR_STANDING, /* standing: `raised signatures of leadership` */
  EXPR_COUNT_EVENTS, /* events: `count of E in last 24 months` */
  EXPR_FIRST,
  EXPR_LAST, /* events, no window */
  EXPR_CHANGES, /* events: `changes of F in last 24 months` */
  EXPR_START_OF, /* a */
  EXPR_SPAN_OF_TIME /* days/months/years from a to b; unit below */
} ExprKind;

typedef enum CompareOp {
  COMPARE_EQUAL,          /* = */
  COMPARE_IS, COMPARE_IS_NOT, COMPARE_LESS, COMPARE_GREATER, COMPARE_AT_MOST /* <=, is at most a */,
  COMPARE_AT_LEAST /* >=, is at least a */, COMPARE_BETWEEN, COMPARE_IN, COMPARE_NOT_IN, COMPARE_INCLUDES
} CompareOp;

typedef enum StatusWord {
  STATUS_CONFLICT, STATUS_NOBODY, STATUS_IN_FORCE, STATUS_KNOWN, STATUS_UNKNOWN, STATUS_DISPUTED, STATUS_HELD,
  STATUS_RAISED, STATUS_MET, STATUS_BREACHED, STATUS_PENDING, STATUS_APPLICABLE
} StatusWord;

typedef enum Quantifier { QUANT_AT_LEAST, QUANT_AT_MOST, QUANT_ALL, QUANT_NONE } Quantifier;
typedef enum StandingKind {
  STANDING_RAISED_SIGNATURES,
  STANDING_BREACHED_REQUIREMENTS,
  STANDING_HELD_RIGHTS
} StandingKind;
typedef enum TimeUnit { TIME_DAYS, TIME_MONTHS, TIME_YEARS } TimeUnit;

typedef struct Expr Expr;
typedef LIST(Expr *) Exprs;

/* `name`, `name.part`, `name[index]`, `name[index].part`: part is a role or an indicator. */
typedef struct Ref {
  Ident name, index, part;
} Ref;

typedef struct Window {   /* all absent: up to today from the beginning of time */
  Expr *in_last;          /* a duration: literal or reference */
  Expr *since;            /* a date */
} Window;

typedef struct Each {     /* `for each V in TYPE`; variable.name NULL: none */
  Ident variable, type;
} Each;

typedef struct QuantifiedExpr {
  Quantifier quantifier;
  Expr *number;           /* of AT_LEAST and AT_MOST: literal or reference */
  bool indicators;        /* over the indicators of the signature around it; then neither list nor each */
  Exprs list;             /* of one when `each` is there */
  Each each;
} QuantifiedExpr;

typedef struct StandingExpr {
  StandingKind kind;
  Ident of;               /* a group, or the holder of rights; name NULL: any */
  Ident severity;         /* `with high`; name NULL: any */
} StandingExpr;

typedef struct EventsExpr {
  Ref ref;
  Window window;
} EventsExpr;

struct Expr {
  uint8_t kind;           /* ExprKind */
  uint8_t op;             /* CompareOp, StatusWord or TimeUnit */
  bool negated;           /* of EXPR_STATUS: `is not held` */
  bool brackets;          /* stood in brackets of its own */
  uint16_t depth;         /* brackets and prefixes inside one another in it: the parser's, at most 256 */
  Span span;              /* without those brackets */
  union {
    struct { Expr *a, *b, *c; };
    Exprs list;
    struct { Expr *subject; Exprs *choices; } one_of;
    struct { Expr *condition; Window window; } ever;
    Ref *ref;
    Literal *literal;
    QuantifiedExpr *quantified;
    StandingExpr *standing;
    EventsExpr *events;
  };
};

/* ---- statements of fact: in cases, `record`, `given`, --set, the REPL ---- */

typedef enum StatementKind {
  STATEMENT_IS,           /* values: one, or the whole of a set */
  STATEMENT_AT_LEAST, STATEMENT_AT_MOST, STATEMENT_BETWEEN, STATEMENT_ONE_OF,
  STATEMENT_UNKNOWN,      /* `is unknown` */
  STATEMENT_IS_NONE,      /* the empty set */
  STATEMENT_INCLUDES, STATEMENT_EXCLUDES,
  STATEMENT_ON,           /* events: dates */
  STATEMENT_COMPLETE, STATEMENT_NONE  /* events: no others, none at all, in the period */
} StatementKind;

typedef struct Statement {
  StatementKind kind;
  Ref ref;                /* no part */
  Literals values;
  DateBounds on;
  Period period;
  bool planned;
  DateBound recorded;
  Cites cites;
  Span span;
} Statement;

/* ---- the lines inside a declaration ---- */

typedef enum ConditionKind { CONDITION_ALWAYS, CONDITION_WHEN, CONDITION_OTHERWISE } ConditionKind;

typedef enum LineKind {
  LINE_ROLE,              /* duty: name is the role; parties, or unknown; condition */
  LINE_GIVES,             /* define: value, condition. `define X when C` is one LINE_GIVES with value NULL */
  LINE_HELD, LINE_NOT_HELD, LINE_UNKNOWN,  /* right. `right X ... when C` is one LINE_HELD */
  LINE_ON,                /* requirement: parties */
  LINE_APPLIES, LINE_NOT_APPLICABLE,       /* requirement: expr */
  LINE_MUST,              /* requirement: value is the condition that must hold; by; condition is its `when` */
  LINE_GROUP,             /* signature: name */
  LINE_INDICATOR, LINE_MITIGATION,         /* signature: name, label, condition */
  LINE_RAISED,            /* signature: condition */
  LINE_SEVERITY,          /* signature: name, condition */
  LINE_PROBE,             /* signature: label is the text */
  LINE_VALUE,             /* parameter: literal, period */
  LINE_GIVEN,             /* scenario: statement */
  LINE_EXPECT             /* scenario: value is the condition; because, basis */
} LineKind;

typedef struct Line {
  LineKind kind;
  ConditionKind condition;
  bool unknown;           /* LINE_ROLE: `insures unknown` */
  Span span;
  Ident name;
  Text label;
  Idents parties;
  Expr *when;             /* of CONDITION_WHEN */
  Expr *value;
  Expr *by;
  Literal *literal;
  Period *period;
  Statement *statement;
  Ref *because;           /* LINE_EXPECT: `because director_churn`, `because a.b` */
  Basis basis;            /* LINE_EXPECT: `as implied`; BASIS_NONE when not written */
  Cites cites;
} Line;
typedef LIST(Line *) Lines;

/* ---- declarations ---- */

typedef enum DeclKind {
  DECL_MODULE, DECL_USE, DECL_SOURCE, DECL_PARTY, DECL_TYPE, DECL_SCALE, DECL_FACT, DECL_EVENT, DECL_PARAMETER,
  DECL_HOLIDAYS, DECL_ROLE, DECL_DEFINE, DECL_DUTY, DECL_MATTER, DECL_RIGHT, DECL_REQUIREMENT, DECL_SIGNATURE,
  DECL_SCENARIO, DECL_ALWAYS, DECL_RECORD,
  DECL_CASE,              /* the head of a case file */
  DECL_STATEMENT          /* of a case file */
} DeclKind;

typedef enum TypeWord {
  TYPE_YES_NO, TYPE_COUNT, TYPE_NUMBER, TYPE_PERCENT, TYPE_MONEY, TYPE_DATE, TYPE_DURATION, TYPE_TEXT, TYPE_PARTY,
  TYPE_NAMED              /* an enumeration or a scale */
} TypeWord;

typedef struct TypeExpr {
  bool set;               /* `set of` */
  TypeWord word;
  Ident name;             /* of TYPE_NAMED */
  Span span;
} TypeExpr;

typedef enum Cardinality { CARDINALITY_EXACTLY_ONE, CARDINALITY_AT_LEAST_ONE, CARDINALITY_ANY } Cardinality;
typedef enum RightKind { RIGHT_CLAIM, RIGHT_POWER, RIGHT_LIBERTY, RIGHT_IMMUNITY } RightKind;

typedef struct SourceDecl {
  Text by;
  DateBound dated;
  Basis basis;            /* BASIS_NONE: stated */
} SourceDecl;

typedef struct FactDecl {
  TypeExpr type;
  Text ask;
  bool fixed;
  Ident decided_by, judged_by;
  Literal *stale_after;   /* a duration */
} FactDecl;

typedef struct RightDecl {
  RightKind kind;
  Idents holders, against;
  Ident matter;           /* name NULL: none */
} RightDecl;

typedef struct ScenarioDecl {
  Text case_path;         /* empty: no case, only what is given */
  Span case_span;
  DateBound as_at, as_known;
  bool as_planned;
} ScenarioDecl;

typedef struct Decl {
  DeclKind kind;
  bool stated;            /* a fact: some case, scenario or record states it */
  bool used;              /* something reads, cites or states it: set by whoever resolves a name to it */
  bool amends;            /* `amend duty ...`: DUTY, RIGHT, REQUIREMENT, SIGNATURE, DEFINE or PARAMETER */
  bool broken;            /* a syntax error swallowed a part of it: its name is declared, nothing more is known, and
                             what is said about it would be a second message for one mistake */
  uint32_t offset;        /* in its source: every span below starts from here */
  Span span;              /* from 0 to the end of the declaration */
  Ident name;             /* SCENARIO and ALWAYS have none */
  Text label;             /* the title of a scenario or invariant; empty when none */
  Span label_span;
  Each each;
  Cites cites;            /* of the head */
  Period in_force;
  Lines lines;
  union {
    SourceDecl *source;
    Idents members;       /* TYPE, SCALE (ascending) */
    FactDecl *fact;
    TypeExpr *type;       /* PARAMETER, DEFINE (NULL: yes/no by `when`) */
    DateBounds dates;     /* HOLIDAYS */
    Cardinality cardinality;  /* ROLE */
    RightDecl *right;
    ScenarioDecl *scenario;
    Expr *always;
    Statement *statement; /* RECORD, STATEMENT */
    DateBound case_as_at; /* CASE */
  };
} Decl;

typedef struct Comment {  /* absolute span, from `#` to the end of its line without the line end */
  Span span;
  bool alone;             /* nothing but white space before it on its line */
} Comment;

typedef struct Tree {
  Source *source;
  bool is_case;
  bool wrong;             /* mistakes were found in it when it was read: nothing made of it may be evaluated */
  bool given;             /* checked for its own sake, not only because another file uses it */
  bool library;           /* a module that others use: what it declares is for them */
  LIST(Decl *) decls;     /* in source order */
  LIST(Comment) comments; /* in source order */
  MemPool pool;           /* of its nodes */
} Tree;

/* The absolute span of something inside a declaration. */
static inline Span ast_absolute(const Decl *decl, Span span) {
  return (Span){decl->offset + span.from, decl->offset + span.to};
}
#endif

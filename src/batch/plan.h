/* A program compiled for many cases: which columns of facts it needs, what is done to them block by block, and what
 * each cell of the result is made of. Made once, never changed.
 *
 * What no operation here covers (other dates, records of events, rules that may disagree, texts) is left to the tree
 * evaluator, conclusion by conclusion: such a cell has `tree` set, and the caller of the engine fills it row by row.
 */
#ifndef REMIT_BATCH_PLAN_H
#define REMIT_BATCH_PLAN_H
#include "batch/bits.h"
#include "facts/world.h"

typedef enum RegisterKind {
  REGISTER_CONSTANT,
  REGISTER_MEMBERS,
  REGISTER_SET,
  REGISTER_NUMBER,
  REGISTER_COUNT
} RegisterKind;

typedef struct Register {     /* what a node or unit comes to on the rows of a block */
  RegisterKind kind;
  const Type *type;
  Value constant;             /* CONSTANT */
  uint32_t count;             /* MEMBERS, SET: members of the type */
  Bit *may, *must;            /* a bit for each member (yes/no: no, then yes); `must` of SET only */
  uint32_t number;            /* NUMBER: a column */
  Digits low, high;           /* COUNT: from the certain to the possible */
} Register;

/* A number column's rows are known exactly, or known in part, or not known at all. */
typedef struct PlanNumber {
  const Type *type;
  uint32_t known;             /* the plane of those known exactly */
  bool fact;                  /* else an operation makes it */
  bool units;                 /* durations: each row has its own unit */
} PlanNumber;

typedef struct PlanFact {     /* a fact that something needs */
  const Fact *fact;
  const Register *reg;
  uint32_t planes;            /* MEMBERS: the first of its planes; SET: of `may`, then `must` */
} PlanFact;

typedef struct Choice {       /* one answer that may still stand */
  Bit possible;
  const Branch *branch;       /* NULL: running out of branches */
  const Register *value;
} Choice;
typedef LIST(Choice) Choices;

typedef enum EachKind { EACH_NODE, EACH_PARAMETER, EACH_JOIN } EachKind;

typedef struct PlanEach {     /* an operation done row by row, with the operators of floor 3 */
  EachKind kind;
  const Node *node;           /* NODE */
  const History *history;     /* PARAMETER: at the row's date */
  const Register **operands;  /* NODE */
  uint32_t count;
  Choices choices;            /* JOIN */
  const Register *out;
} PlanEach;

typedef struct PlanUnit {
  bool made, tree;
  const Register *value;
  Choices choices;            /* of a role: its positions */
  Bit in_force;
} PlanUnit;

typedef struct PlanCell {     /* one column of the result */
  const Unit *unit;
  bool tree;
  const PlanUnit *from;       /* NULL where tree */
} PlanCell;

typedef struct PlanInput {    /* what the rows may say */
  const bool *facts;          /* by index: it may be stated; NULL: all may */
  const bool *events;
  const World *supposed;      /* of every row; NULL: nothing */
  bool by_tree;               /* what rows state is the tree evaluator's */
  bool dated;                 /* all rows are as at one day */
  Day as_at;
} PlanInput;

typedef struct Plan {
  Program *program;
  PlanInput input;
  Bits bits;
  LIST(PlanNumber) numbers;
  LIST(PlanFact) facts;
  LIST(PlanEach) eaches;
  uint32_t *fact_slot;        /* by Fact.index: in `facts` + 1 */
  bool *fact_recorded;        /* by Fact.index: a module's `record` speaks of it, so a row may dispute it */
  bool *event_recorded;       /* by Event.index: likewise */
  bool *fact_tree;            /* by Fact.index: only the tree evaluator reads it */
  PlanUnit *units;            /* by Unit.index */
  uint32_t today;             /* the column of the rows' dates; NO_NUMBER where all have one */
  LIST(PlanCell) cells;
  bool filtered, filter_tree; /* only rows on which `filter` is certainly yes count */
  Bit filter;
  const Node *filter_node;
  bool any_tree;
} Plan;

/* `units` in the order of the result; `filter` NULL: every row counts. */
Plan *plan_make(Program *program, const PlanInput *input, const Unit *const *units, size_t count, const Node *filter);
/* Makes sure that the rows' values of a fact are read, and nothing else is supposed (for --by); NULL when only the tree
 * evaluator could. */
const Register *plan_fact(Plan *plan, uint32_t fact);
/* The same whatever is supposed (for --check-all). */
const Register *plan_column(Plan *plan, uint32_t index);
/* Whether a fact is supposed to have one value for all time, so that it does not matter what rows say of it. */
bool plan_supposes(const Plan *plan, uint32_t fact);

/* ---- inside ---- */
const Register *plan_node(Plan *plan, const Node *node);          /* NULL: for the tree evaluator */
const Register *plan_unit(Plan *plan, const Unit *unit);
const Register *plan_constant(const Type *type, Value value);
const Register *plan_truth(Plan *plan, Bit may_no, Bit may_yes);
Register *plan_members(Plan *plan, const Type *type);             /* with room for its bits */
const Register *plan_new_number(Plan *plan, const Type *type, bool fact);
const Register *plan_each(Plan *plan, PlanEach each, const Type *type);
/* Whether the rows' date is one of from <= d < until. */
Bit plan_in_period(Plan *plan, Day from, Day until);
Bit plan_in_force(Plan *plan, const Unit *unit);
/* What is supposed of a fact or parameter, by one statement: its history. NULL: nothing is, or (`other`) more. */
const History *plan_supposed(const Plan *plan, SymbolKind kind, uint32_t index, bool *other);
Bit plan_certain(Plan *plan, const Register *value);
static inline Bit truth_no(const Register *truth) { return truth->may[0]; }
static inline Bit truth_yes(const Register *truth) { return truth->may[1]; }
const Register *plan_compare(Plan *plan, Order order, const Node *node, const Register *a, const Register *b);
const Register *plan_in_mask(Plan *plan, const Register *a, uint64_t mask);
const Register *plan_counting(Plan *plan, const Node *node);
#endif

/* Why an answer is what it is: an argument, read back from the evaluator after the fact.
 *
 * Evaluation records nothing. An argument asks the same evaluator, of the same world and date, what each part came to,
 * so it cannot disagree with the answer. It is one *sufficient set*: run on the statements that its counting steps cite
 * alone, the program gives the same answer, with the same basis and the same dependence (tests/unit/test_argument.c
 * holds that; what asks about the record itself, `is unknown` and the like, is outside that promise as it is outside
 * the language's). Which of several sufficient parts is taken follows value/logic.h: the strongest basis, then the
 * order of the rules.
 *
 * An argument is a tree of steps that grows as it is looked at: argument_steps makes the steps under one on first
 * asking, so that a chain of 100,000 definitions costs what a reader unfolds of it. Conclusions and dates met before
 * share their steps: what looks like a tree is a graph without circles, and whoever walks all of it must remember where
 * he has been (argument_walk does).
 *
 * Who owns what: Arguments belongs to one world and lives as long as its steps are used. Steps, statements and events
 * point into the program, the world and the collected heap; nothing is released, and nobody but engine/argument*.c
 * writes to a step. A step is found again by its number (`2.1` is the first step under the second), which stays the
 * same for the same world, date and question.
 *
 * To reuse it: `why` shows it; `timeline` compares two; `how` and `sweep` take facts and thresholds from its leaves;
 * `whatif` shows the step that made the difference; the REPL keeps one Arguments a world.
 */
#ifndef REMIT_ENGINE_ARGUMENT_H
#define REMIT_ENGINE_ARGUMENT_H
#include "engine/eval.h"

typedef enum ArgumentKind {
  ARGUMENT_CONCLUSION, /* unit, as at `day`; with a branch where its conditions stand directly under it */
  ARGUMENT_COMMENCEMENT, /* unit (or layer, where there is one) is not in force; it is from `from` until `until` */
  ARGUMENT_APPLIES, /* `applies when` of a requirement: node */
  ARGUMENT_BRANCH, /* branch; value is what it gives. Under it: its condition, what it gives, its deadline */
  ARGUMENT_RUN_OUT, /* no branch decides: value is what the unit then comes to */
  ARGUMENT_DEADLINE, /* of branch: due is the date. Under it: what the date is made of, its beginning, the days */
  ARGUMENT_START, /* of branch: `from` is the first day that is looked at. Under it: the days of `applies when` */
  ARGUMENT_FACT, /* fact `index`: stands over from <= d < until; the statements behind it */
  ARGUMENT_PARAMETER, /* parameter `index`: its value line stands over from <= d < until */
  ARGUMENT_EVENTS, /* node counts or dates event `index`: the dates on record that matter, after < d <= day */
  ARGUMENT_DAYS, /* node, over a run of days from <= d < until; under it: the node on the first of them */
  ARGUMENT_EXPRESSION /* any other node */
} ArgumentKind;

/* What a step has to do with the one above it. */
typedef enum ArgumentPart {
  /* it counts: without it the answer or its argument were another */
  PART_DECIDES,
  PART_OPEN,                /* undecided, and the answer hangs on it */
  PART_SETTLED,             /* decided, but it leaves the answer open */
  PART_PASSED,              /* an earlier branch, whose condition does not hold */
  /* it is listed for the reader */
  PART_DISPLACED,           /* a branch that would apply, had not an exception been tried first */
  PART_ALSO,                /* would have been enough as well */
  PART_BESIDE               /* points the other way, or nowhere, which does not matter */
} ArgumentPart;

static inline bool part_counts(ArgumentPart part) { return part <= PART_PASSED; }

typedef enum Convention {   /* of the calendar, where it mattered */
  CONVENTION_NONE,
  CONVENTION_MONTH_END,     /* the last day of a month that lacks the corresponding one */
  CONVENTION_WORKING_DAYS,  /* counted from the next day; skipped: Saturdays, Sundays and holidays */
  CONVENTION_WHOLE_MONTHS   /* `months from`: only whole ones count */
} Convention;

typedef struct ArgumentEvent {
  PartialDate date;
  const Assertion *statement;
} ArgumentEvent;

typedef struct ArgumentStep ArgumentStep;
typedef LIST(ArgumentStep *) ArgumentSteps;

struct ArgumentStep {
  ArgumentKind kind;
  ArgumentPart part;
  Value value;              /* with its basis */
  const Type *type;         /* of the value; NULL: it has none to show */
  Day day;                  /* as at which it was asked */
  Day from, until, after;   /* see the kinds */
  const Unit *unit;         /* of CONCLUSION, and of what stands in one; NULL in a condition of its own */
  const Layer *layer;
  const Branch *branch;
  const Node *node;
  uint32_t index;
  Home home;                /* where it stands */
  Span span;                /* relative to home.decl */
  Citations cites;          /* of the rule, or of the parameter's value line */
  LIST(const Assertion *) statements;
  LIST(const Assertion *) ending; /* of FACT: statements that hold no more, but ended others or put them in doubt */
  const Assertion *nearest; /* of FACT, where nothing is said of the day: what was said last before it, or else first
                               after it; NULL: nothing ever. For the reader: the step does not rest on it */
  LIST(ArgumentEvent) events;
  bool complete;            /* of EVENTS: the record says that there were no others */
  Value due;
  Convention convention;
  uint32_t yes, no,
    open; /* of a list of conditions (branch, `and`, `or`, `at least n`): how many hold, fail, are undecided */
  ArgumentSteps steps;      /* use argument_steps */
  bool known;               /* the steps have been made */
};

typedef struct Arguments Arguments;
Arguments *arguments_open(World *world);
World *arguments_world(const Arguments *arguments);

ArgumentStep *argument_unit(Arguments *arguments, const Unit *unit, Day day);
ArgumentStep *argument_fact(Arguments *arguments, uint32_t fact, Day day);
/* A node of the program or one made by program_expression; `home` says where it stands. */
ArgumentStep *argument_node(Arguments *arguments, const Node *node, Home home, Day day);

/* The steps under one: what decided first, then what was passed over, then what is merely listed. */
const ArgumentSteps *argument_steps(Arguments *arguments, ArgumentStep *step);
/* The step with a number like `2.1`, from the root on; NULL when there is none. Its own number is "". */
ArgumentStep *argument_find(Arguments *arguments, ArgumentStep *root, Text number);
/* Where it stands; NULL when nowhere. *span is absolute. */
Source *argument_place(const ArgumentStep *step, Span *span);

/* Calls `visit` once for each counting step from `root` on, itself first: shared ones once. It looks under those for
 * which `visit` gives true. */
void argument_walk(Arguments *arguments, ArgumentStep *root, bool (*visit)(void *owner, ArgumentStep *step),
                   void *owner);

/* Of a conclusion's argument: every statement that counting steps cite, each once, in the order in which they are met;
 * then those that are needed besides, so that had only all these been said, the answer were the same and its steps
 * cited the same. (What one step cites for a day of its own may have ended on the day of another.) */
typedef LIST(const Assertion *) Statements;
Statements argument_statements(Arguments *arguments, ArgumentStep *root);
/* The latter alone, where the answer itself would be another without them. Mostly none. */
Statements argument_besides(Arguments *arguments, ArgumentStep *root);
#endif

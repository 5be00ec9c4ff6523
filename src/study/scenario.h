/* Scenarios: tests written in the language. Each is run in a world of its own; an `expect` passes only where its
 * condition is certainly yes. Nothing here prints. */
#ifndef REMIT_STUDY_SCENARIO_H
#define REMIT_STUDY_SCENARIO_H
#include "engine/argument.h"
#include "engine/conclude.h"

/* One `expect`, resolved. */
typedef struct Expectation {
  const Line *line;
  Node *condition;
  const Unit *because_unit;     /* the reason it names: an indicator or other conclusion, */
  Dependence because_fact;      /* or a fact, event or parameter (kind SYMBOL_NONE: neither) */
} Expectation;

/* A scenario with everything in it resolved, so that it can be run as often as wanted, in this program's worlds. */
typedef struct ScenarioPlan {
  const Scenario *scenario;
  Program *program;
  const CaseFile *case_file;    /* NULL: only what is given */
  WorldOptions options;
  Day as_at;
  Assertions given;
  LIST(Expectation) expectations;
} ScenarioPlan;

typedef struct Observation {    /* something that a failed condition read, and what it came to */
  const Unit *unit;             /* NULL: a fact or parameter */
  const Subject *subject;
  const Type *type;
  Value value;
} Observation;

typedef enum ExpectOutcome {
  EXPECT_PASSED,
  EXPECT_FAILED,                /* the condition is certainly no */
  EXPECT_OPEN,                  /* it is unknown */
  EXPECT_OTHER_BASIS,           /* it holds, but on another basis than `as` names */
  EXPECT_OTHER_REASON           /* it holds, but not because of what `because` names */
} ExpectOutcome;

typedef struct ExpectResult {
  const Expectation *expectation;
  ExpectOutcome outcome;
  Value value;                  /* of the condition */
  LIST(Observation) got;        /* of one that did not pass */
} ExpectResult;

typedef struct ScenarioResult {
  const ScenarioPlan *plan;
  World *world;
  LIST(ExpectResult) expects;   /* in order */
  size_t failed;                /* how many did not pass */
} ScenarioResult;

/* The program of a rule file, checked; NULL with messages. The same file gives the same program. */
Program *scenario_program(Session *session, Text path);
/* Resolves a scenario; false with messages (also of its case). */
bool scenario_plan(Session *session, Program *program, const Scenario *scenario, ScenarioPlan *plan);
/* Resolves all of a program's root module, for the messages; how many there are. */
size_t scenario_check_all(Session *session, Program *program);
/* The world in which it plays. */
World *scenario_world(const ScenarioPlan *plan);
ScenarioResult scenario_run(const ScenarioPlan *plan);
/* Only whether it passes, in a world like its own. */
bool scenario_passes(const ScenarioPlan *plan, World *world);
/* Why the condition of an expectation comes to what it does. */
ArgumentStep *scenario_argument(Arguments *arguments, const ScenarioPlan *plan, const Expectation *expectation);

typedef struct Decided {        /* where an answer was decided */
  const ArgumentStep
    *line; /* the line of a rule, the commencement, or that no line applies; NULL: no conclusion is asked */
  const ArgumentStep *leaf;     /* the fact, event or parameter that its condition comes down to first; NULL: none */
} Decided;
Decided scenario_decided(const ScenarioPlan *plan, World *world, const Expectation *expectation);
#endif

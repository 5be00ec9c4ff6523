/* The REPL's inside, shared by its files only.
 *
 * What a session knows is one State, which never changes once it is current: a command works on a copy and commits it,
 * so that an error leaves everything as it was, and undo and redo cover every change. States share whatever did not
 * change, worlds with their kept answers among them.
 */
#ifndef REMIT_CLI_REPL_H
#define REMIT_CLI_REPL_H
#include "cli/repl_read.h"
#include "cli/workshop.h"
#include "view/report.h"

typedef struct Supposition {
  Text words;               /* as typed */
  Assertion *assertion;     /* in terms of the state's program */
} Supposition;
typedef LIST(Supposition) Suppositions;
typedef LIST(Text) Texts;

/* A file that a state rests on, as it was when it was read. */
typedef struct Stamp {
  Text path;
  int64_t seconds, nanoseconds, bytes;
  bool told;                /* that it has changed */
} Stamp;
typedef LIST(Stamp) Stamps;

/* One way that things may be: the case with its date and suppositions, or a fork of it. */
typedef struct Stand {
  Text name;                /* of a fork; empty: the case itself */
  Day as_at;
  DateOrigin origin;
  WorldOptions options;
  Suppositions supposed;
  World *root, *world;      /* without and with the suppositions */
} Stand;

typedef struct State {
  Workshop *workshop;       /* whose loader read the files */
  Program *program;
  const CaseFile *case_file;  /* NULL: rules alone */
  Text case_path;           /* empty: none */
  Text rules;               /* the module as it was asked for; empty: the one that the case names */
  const Name *module;       /* the module that was loaded, beneath the session's own */
  Texts declared;           /* at the prompt, in order; each is a module of its own, on top of those before */
  LIST(Stand) stands;       /* the case itself is the first */
  size_t current;
  Texts watched;
  Stamps *stamps;           /* of the files it was read from */
  uint64_t worth;           /* another number whenever there is something new to save; 0: one is due */
} State;

typedef struct Change {     /* of one conclusion */
  const Unit *unit;
  Text before, after;       /* the one is empty where it is new, the other where it is gone */
} Change;
typedef LIST(Change) Changes;

typedef struct Repl {
  const Options *options;
  Diags diags;              /* of this command */
  State *now;               /* NULL until something is loaded */
  LIST(State *) undo, redo;
  uint64_t saved, last_worth; /* of the state last saved, or loaded, and of any */
  Changes changes;          /* of the last change */
  Typed *input;             /* what is being read */
  unsigned depth;           /* of `source` within `source` */
  unsigned declarations;    /* made so far: names the session's modules */
  Sink out, errors;         /* of this command */
  PageOptions page;
  bool interactive;         /* a person at a terminal */
  bool leaving;
  Text transcript;          /* the file; empty: none */
} Repl;

/* ---- repl_state.c ---- */
State *state_copy(const State *state);
static inline Stand *state_stand(const State *state) { return &state->stands.at[state->current]; }
Text stand_name(const Stand *stand);               /* "case" for the case itself */
Stand *stand_find(const State *state, Text name);  /* NULL: there is none */
void stand_worlds(const State *state, Stand *stand);         /* makes both worlds anew */
void stand_supposed(Stand *stand);                 /* makes the world anew, after its suppositions changed */
/* There is something in it to save: a supposition, a fork or a declaration. */
bool state_worthy(const State *state);
/* Makes the next state current, and the one before the first to go back to. */
void repl_commit(Repl *repl, State *next);
/* The same, and says what changed. Where Ctrl-C came meanwhile everything stays as it was. */
Exit repl_commit_telling(Repl *repl, State *next);
Exit repl_undo(Repl *repl, Text arguments);
Exit repl_redo(Repl *repl, Text arguments);
Head repl_head(const Repl *repl);

/* ---- repl_load.c ---- */
/* The state of a module or a case, either of which may be empty; NULL after messages. */
State *load_state(Repl *repl, Text rules, Text case_path);
/* The state with one more declaration; NULL after messages. */
State *load_declared(Repl *repl, const State *from, Text declaration);
/* Which case, rules and date these are. */
void load_greet(Repl *repl);
Exit repl_load(Repl *repl, Text arguments);
Exit repl_case(Repl *repl, Text arguments);
Exit repl_reload(Repl *repl, Text arguments);
/* Says which files have changed on disk since they were read, each once. */
void repl_tell_files(Repl *repl);

/* ---- repl_change.c ---- */
typedef struct Difference {
  Changes changes;          /* in order of declaration */
  uint64_t looked_at;       /* conclusions that could differ */
  uint64_t evaluated;       /* worked out again for it, not served from what was kept */
} Difference;

/* How conclusions differ: those in the cones of what the worlds differ in, or all of them. */
Difference change_between(const State *before, const Stand *from, const State *after, const Stand *to);
/* What changed, and what is watched. */
void change_tell(Repl *repl, const Difference *difference);
void change_list(Repl *repl, const Changes *changes, size_t most);
Exit repl_changes(Repl *repl, Text arguments);
Exit repl_watch(Repl *repl, Text arguments);
Exit repl_unwatch(Repl *repl, Text arguments);

/* ---- repl_line.c ---- */
/* What was typed: a command, a declaration, a supposition or a question. */
Exit repl_line(Repl *repl, Text line);
/* Whether a declaration may go on after these lines. */
typedef enum Going { GOING_DONE, GOING_MAYBE, GOING_ON } Going;
Going line_going(const Repl *repl, Text so_far);
bool line_declares(Text line);
Text line_word(Text line);                         /* its first word */

/* ---- repl_answer.c ---- */
Exit answer_expression(Repl *repl, Text line);
/* Whatever has that name: one conclusion, all of a family or a duty, a fact. False when nothing has. */
bool answer_name(Repl *repl, Text name);
/* An expression in terms of the state's program; NULL after messages. `type` NULL: any. */
Node *answer_node(Repl *repl, const State *state, Text line, const Type *type);
/* The name itself, or of a family any member of it. */
bool answer_names(Text written, const Subject *subject);
/* A condition or other expression in one cell, "yes"; false after messages. */
bool answer_cell(Repl *repl, const Stand *stand, Text expression, Text *cell);
Text answer_unit_cell(const Stand *stand, const Unit *unit);

/* ---- repl_suppose.c ---- */
/* A statement of fact, or not: then nothing is done. */
bool suppose_is_statement(Repl *repl, Text line);
Exit repl_suppose(Repl *repl, Text arguments);
Exit repl_drop(Repl *repl, Text arguments);
Exit repl_as(Repl *repl, Text arguments);
/* The words anew in terms of another program; false after messages. */
bool suppose_again(Repl *repl, const State *state, Supposition *supposition);

/* ---- repl_show.c ---- */
Exit repl_facts(Repl *repl, Text arguments);
Exit repl_missing(Repl *repl, Text arguments);
Exit repl_duties(Repl *repl, Text arguments);
Exit repl_rights(Repl *repl, Text arguments);
Exit repl_requirements(Repl *repl, Text arguments);
Exit repl_signatures(Repl *repl, Text arguments);
Exit repl_definitions(Repl *repl, Text arguments);
Exit repl_findings(Repl *repl, Text arguments);
Exit repl_all(Repl *repl, Text arguments);
Exit repl_who(Repl *repl, Text arguments);

/* ---- repl_study.c ---- */
Exit repl_why(Repl *repl, Text arguments);
Exit repl_how(Repl *repl, Text arguments);
Exit repl_timeline(Repl *repl, Text arguments);
/* ---- repl_sweep.c ---- */
Exit repl_sweep(Repl *repl, Text arguments);

/* ---- repl_ask.c ---- */
Exit repl_ask(Repl *repl, Text arguments);

/* ---- repl_fork.c ---- */
Exit repl_fork(Repl *repl, Text arguments);
Exit repl_switch(Repl *repl, Text arguments);
Exit repl_merge(Repl *repl, Text arguments);
Exit repl_scenarios(Repl *repl, Text arguments);
Exit repl_compare(Repl *repl, Text arguments);

/* ---- repl_save.c ---- */
Exit repl_save(Repl *repl, Text arguments);
Exit repl_transcript(Repl *repl, Text arguments);
Exit transcript_add(Repl *repl, Text typed, const char *prompt);

/* ---- repl_commands.c ---- */
typedef enum Completes {      /* what its arguments are, for completion */
  COMPLETES_NOTHING, COMPLETES_NAMES, COMPLETES_STATEMENT, COMPLETES_FILES, COMPLETES_COMMANDS, COMPLETES_FORKS,
  COMPLETES_SUPPOSED, COMPLETES_AS
} Completes;

typedef struct Command {
  const char *name, *arguments, *one_line;
  const char *help;           /* more, with an example in its last lines */
  Completes completes;
  Exit (*run)(Repl *repl, Text arguments);
} Command;

const Command *command_all(size_t *count);
const Command *command_find(Text word);

/* ---- repl_complete.c ---- */
void repl_complete(void *owner, Text line, size_t cursor, Completions *found);

/* ---- repl.c ---- */
/* One line of what was typed, with all that follows from it. */
Exit repl_run(Repl *repl, Text typed);
Text repl_prompt(const Repl *repl);
/* Reads and runs until the lines end, or until an error where errors end it. */
Exit repl_lines(Repl *repl, Typed *input, bool stops);
/* Writes what has been said so far, before something is asked. */
bool repl_write(Repl *repl);
/* A mistake in a command: a sentence, told on standard error. */
Exit repl_refuse(Repl *repl, Exit status, const char *format, ...) __attribute__((format(printf, 3, 4)));
Exit repl_source(Repl *repl, Text arguments);
#endif

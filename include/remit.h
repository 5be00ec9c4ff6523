/* Remit as a library: who answers for what, who may decide what, and what should worry us - on a date, given what is
 * known.
 *
 * A host opens a handle, loads a case with its rules, perhaps supposes something, runs at a date, and reads
 * conclusions.
 *
 * Strings.  All are UTF-8. Those that are passed in end with a NUL unless a length is given, and are copied. Those that
 * are handed out belong to the handle: they are never freed by the host, and stay valid until the next remit_run on
 * that handle, or remit_close.
 *
 * Dates.  Written 2021-06-01, from 1900-01-01 to 2199-12-31. Nothing here reads the clock.
 *
 * Threads.  Any thread may call; each call makes itself known to the memory management. One handle serves one call at a
 * time: a host that shares it among threads locks around it. Different handles are independent.
 *
 * Memory.  The handle may be kept anywhere, also in memory of malloc's. When memory runs out the handler of
 * remit_on_out_of_memory is called, and if it returns the process aborts: no call returns half done.
 *
 * Link with: pkg-config --libs libremit, or libremit.a -lgc -lmd -lpthread.
 */
#ifndef REMIT_H
#define REMIT_H
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call came to. The numbers are the exit statuses of the `remit` command. Anything but REMIT_OK leaves the
 * handle as it was before the call, apart from its messages. */
typedef enum remit_status {
  REMIT_OK = 0,
  REMIT_USAGE = 2,      /* a wrong argument, a call out of order, a file that cannot be read */
  REMIT_RULES = 3,      /* errors in rules */
  REMIT_CASE = 4,       /* errors in case facts */
  REMIT_LIMIT = 5       /* a limit of the language was reached, such as the size of a file */
} remit_status;

/* Everything about one case under one set of rules. */
typedef struct remit remit;

/* One conclusion, or the value of one role. */
typedef struct remit_conclusion {
  const char *name;             /* "social_care.delivers", "appoint_chair", "leadership_turnover.director_churn" */
  const char *label;            /* for people; may be empty */
  const char *status; /* "held", "not held", "met", "breached", "not applicable", "pending", "raised", "not raised",
                                   "yes", "no" (of indicators), "certain" (roles and definitions), "unknown", "conflict"
                         or "not in force" */
  const char
    *value; /* of roles and definitions, as a case file writes it: "trust, board", "£1000", "nobody", or
                          what is still possible: "trust|council", "£1000..£1500", "unknown"; of others the status */
  const char *basis; /* "stated", "implied", "opinion", "proposed", "uncited", "supposed"; NULL when not certain */
  const char *const *depends_on;/* names of the facts and events on which an uncertain one depends */
  size_t depends_on_count;
} remit_conclusion;

/* The version of the library, "1.0.0". Never NULL; valid for ever. */
const char *remit_version(void);

/* Opens a handle. `library` is the folder in which modules are looked for that do not lie beside the file that uses
 * them; NULL for none. Never NULL: where there is no memory the process ends, see above. */
remit *remit_open(const char *library);

/* Gives up a handle with everything it handed out. NULL is allowed. */
void remit_close(remit *handle);

/* What happens when memory is out: `handler` is called, and should end the process. It must not call Remit and had
 * better allocate nothing. For the whole process; NULL takes it away. */
void remit_on_out_of_memory(void (*handler)(void));

/* Makes a module known that lies in no file: `use name` finds it, in cases and modules that come from memory too.
 * `text` has `bytes` bytes. It is checked when a case uses it. REMIT_RULES when it cannot be read as rules. */
remit_status remit_add_module(remit *handle, const char *name, const char *text, size_t bytes);

/* Says which rules judge the cases loaded from now on, whatever they name themselves: a module's name, or the path of a
 * file (with a `/` in it, or `.remit` at its end). NULL leaves it to each case again. They are read with the next case.
 */
remit_status remit_use_rules(remit *handle, const char *module_or_path);

/* Loads the case in a file (.case, or .json with one case) with its rules, in place of the one before, and forgets what
 * was supposed. REMIT_USAGE where the file cannot be read, REMIT_RULES and REMIT_CASE for mistakes; remit_messages
 * tells them. */
remit_status remit_load_case(remit *handle, const char *path);

/* The same from memory. `name` stands for the path in messages, and tells the form where it ends in .case or .json;
 * files that the case uses are looked for beside it. */
remit_status remit_read_case(remit *handle, const char *name, const char *text, size_t bytes);

/* Supposes something, whatever the case says: a statement as in a case file ("direction_in_force is no from
 * 2021-01-01"), or FACT=VALUE for short, of a fact, an event or a parameter. It counts from the next remit_run on.
 * REMIT_USAGE when there is no case, or for a mistake in the statement. */
remit_status remit_suppose(remit *handle, const char *statement);

/* Forgets all suppositions. */
void remit_suppose_nothing(remit *handle);

/* Takes plans as carried out, or not (the beginning). Counts from the next remit_run on. */
void remit_as_planned(remit *handle, bool as_planned);

/* Counts only what was known on a date; NULL counts everything (the beginning). REMIT_USAGE for what is no date. */
remit_status remit_as_known(remit *handle, const char *date);

/* Reaches all conclusions as at a date; NULL is the date that the case gives. REMIT_USAGE when there is no case, no
 * date, or it is none. Ends the validity of all strings handed out before. */
remit_status remit_run(remit *handle, const char *as_at);

/* How many conclusions there are after remit_run (every role, right, requirement, signature, severity, indicator,
 * mitigation and definition); 0 before it. */
size_t remit_conclusion_count(const remit *handle);

/* The conclusion at an index from 0, in the order in which they depend on one another. False when there is none. */
bool remit_conclusion_at(remit *handle, size_t index, remit_conclusion *conclusion);

/* The conclusion of a name, written as on the command line: "duty.role", "right", "name[member]",
 * "signature.indicator". False when there is none, or before remit_run. */
bool remit_conclusion_named(remit *handle, const char *name, remit_conclusion *conclusion);

/* All conclusions and what must be told besides (findings, disputed, planned, stale and missing facts) as one JSON
 * object, the `run` of include/remit.schema.json, without a line end. NULL before remit_run. */
const char *remit_json(remit *handle);

/* The messages of the last call that read something: each with its code, place and mend, as `remit check` prints them;
 * empty when there are none. Valid until the next call on the handle. */
const char *remit_messages(remit *handle);

/* What remit_batch is to do; each wish is an option of `remit batch` by nearly the same name. Zeroed but for the date:
 * all roles, rights, requirements, signatures and definitions, of every row, as CSV, up to the first row in error, in
 * this process alone. Lists have commas between; NULL is the empty one. */
typedef struct remit_batch_wishes {
  const char *select;           /* names of conclusions with commas between; NULL: all */
  const char *where;            /* a condition: only rows on which it certainly holds; NULL: every row */
  const char *as_at;            /* the date of all rows; must be given: nothing here reads the clock */
  bool own_dates;               /* `as_at` is only of rows that give no date themselves */
  bool ndjson_in, ndjson_out;   /* objects instead of a table */
  bool skip_errors;             /* rows in error are left out, and the call goes on; */
  bool keep_errors;             /* or they stand among the others, with what is wrong */
  bool check_all;               /* also cells that no conclusion needs */
  bool full;                    /* of each row all that remit_json tells, one object a line */
  bool summary;                 /* no rows: how often each conclusion comes to what, and percentiles of numbers, */
  const char *by;               /* apart for each value of this fact */
  const char *columns;          /* facts (or `case`, `as_at`) under other headers: "case=id, size=beds, -=*" */
  const char *missing;          /* words of cells that say no more than an empty one: "z,x,low" */
  const char *keep;             /* columns of the input that go along */
  unsigned jobs;                /* so many processes, begun with fork: only while no other thread runs; 0 is 1 */
} remit_batch_wishes;

/* Reaches the conclusions of many cases, one row each, in memory that does not grow with their number: `remit batch` in
 * this process. `module` is as for remit_use_rules, `input` a descriptor open for reading (it stays open and is read to
 * its end), `name` stands for it in messages. Finished rows go to `write`, whole lines at a time, in order; where it
 * returns false the call ends with REMIT_USAGE. *rows is how many rows were read; it may be NULL. REMIT_RULES,
 * REMIT_CASE and REMIT_USAGE for mistakes, which remit_messages tells; what was written before stands. The loaded case
 * and the last run stay as they are. */
remit_status remit_batch(remit *handle, const char *module, int input, const char *name,
                         const remit_batch_wishes *wishes, bool (*write)(void *owner, const char *bytes, size_t count),
                         void *owner, unsigned long long *rows);

#ifdef __cplusplus
}
#endif
#endif

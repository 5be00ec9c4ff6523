/* The batch engine against the tree evaluator: random programs of every operator, random rows with cells that are
 * missing, known in part or plain, and each cell of the result held to what the evaluator says of that row alone. */
#include "unit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/csv.h"
#include "base/file.h"
#include "batch/batch.h"
#include "facts/casereaders.h"
#include "facts/session.h"
#include "study/treerows.h"
#include "view/diagview.h"
#include "view/runjson.h"

static uint64_t seed;

static unsigned pick(unsigned count) { return (unsigned)(unit_random(&seed) % count); }

/* As on a processor without wide instructions, or as on this one. */
static void go_plain(bool plain) {
  if (plain) setenv("REMIT_PLAIN", "1", 1);
  else unsetenv("REMIT_PLAIN");
}

/* ---- random programs ---- */

static const char *const HEAD =
  "module %s \"M\"\n"
  "party council \"the council\" party trust \"the trust\" party board \"the board\" party dfe \"the ministry\"\n"
  "role delivers \"delivers\" at least one\nrole watches \"watches\" any number\nrole answers \"answers\" exactly one\n"
  "type kind is red, green, blue\nscale grade is poor < fair < good < best\n"
  "type many is m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11\n"
  "fact b0 : yes/no\nfact b1 : yes/no\nfact b2 : yes/no\nfact b3 : yes/no\nfact k0 : kind\nfact k1 : kind\nfact g0 : "
  "grade\n"
  "fact g1 : grade\nfact y0 : many\nfact c0 : count\nfact c1 : count\nfact n0 : number\nfact n1 : number\nfact p0 : "
  "percent\n"
  "fact p1 : percent\nfact w0 : money\nfact w1 : money\nfact d0 : date\nfact d1 : date\nfact u0 : duration\nfact u1 : "
  "duration\n"
  "fact s0 : set of kind\nfact s1 : set of kind\nfact q0 : party\nevent fire\nfact t0 : text\n"
  "parameter limit : count\n  is 2 from 2015-01-01\n  is 3 from 2019-06-01\n  is 1 from 2021-01-01\n"
  "parameter share : percent\n  is 20%% from 2010-01-01\n  is 30%% from 2020-01-01\nparameter always_two : number is "
  "2\n";

static bool others_allowed;   /* signatures, rights, roles: they stand before what speaks of them */

static void number_text(Sink *out, int depth);
static void truth_text(Sink *out, int depth);

static void of_kind(Sink *out, char kind, int depth) {
  static const char *const literal[] = {"3", "2.5", "25%", "£1200", "2019-03-01", "40 days"};
  static const char kinds[] = "cnpwdu";
  unsigned which = (unsigned)(strchr(kinds, kind) - kinds);
  unsigned form = depth > 0 ? pick(8) : pick(3);
  if (form < 2) sink_format(out, "%c%u", kind, pick(2));
  else if (form == 2 && kind == 'c') sink_format(out, "%u", pick(6));
  else if (form == 2) sink_c(out, kind == 'd' && pick(2) ? "today" : literal[which]);
  else if (form == 3 && kind == 'c')
    sink_c(out, !others_allowed ? "limit" : pick(2) ? "raised signatures" : pick(2) ? "held rights of trust" : "limit");
  else if (form == 3 && kind == 'p') sink_c(out, "share");
  else if (form == 3 && kind == 'n') number_text(out, depth - 1);
  else if (kind == 'd') {
    sink_c(out, "(");
    of_kind(out, 'd', depth - 1);
    sink_format(out, " %s ", pick(2) ? "+" : "-");
    of_kind(out, 'u', 0);
    sink_c(out, ")");
  } else if (kind == 'u') sink_format(out, "%c%u", kind, pick(2));
  else {
    sink_c(out, "(");
    of_kind(out, kind, depth - 1);
    sink_format(out, " %s ", kind == 'c' || pick(2) ? "+" : "-");
    of_kind(out, kind, depth - 1);
    sink_c(out, ")");
  }
}

static void number_text(Sink *out, int depth) {
  static const char pairs[] = "nwpc";
  char kind = pairs[pick(4)];
  switch (depth > 0 ? pick(6) : 5) {
  case 0:
    sink_c(out, "("), of_kind(out, kind, depth - 1), sink_c(out, " / "), of_kind(out, kind, depth - 1),
      sink_c(out, ")");
    return;
  case 1:
    sink_c(out, "("), of_kind(out, 'n', depth - 1), sink_c(out, " * "), of_kind(out, 'n', depth - 1), sink_c(out, ")");
    return;
  case 2:
    sink_c(out, "(days from "), of_kind(out, 'd', 0), sink_c(out, " to "), of_kind(out, 'd', 0), sink_c(out, ")");
    return;
  case 3:
    sink_c(out, "(months from "), of_kind(out, 'd', 0), sink_c(out, " to "), of_kind(out, 'd', 0), sink_c(out, ")");
    return;
  case 4: sink_c(out, "(- "), of_kind(out, 'n', depth - 1), sink_c(out, ")"); return;
  default: of_kind(out, 'n', 0);
  }
}

static const char *order(void) {
  static const char *const all[] = {"<", "<=", ">", ">=", "is", "is not"};
  return all[pick(6)];
}

static void comparison(Sink *out, int depth) {
  static const char kinds[] = "cnpwdu";
  char kind = kinds[pick(6)];
  if (pick(6) == 0) number_text(out, depth);
  else of_kind(out, kind, depth), sink_format(out, " %s ", order()), of_kind(out, kind, depth), kind = 0;
  if (kind) sink_format(out, " %s ", order()), of_kind(out, 'n', depth - 1);
}

static void between(Sink *out) {
  char kind = "cnpwd"[pick(5)];
  of_kind(out, kind, 0), sink_c(out, " is between "), of_kind(out, kind, 0), sink_c(out, " and "),
    of_kind(out, kind, 0);
}

static void about_members(Sink *out) {
  static const char *const all[] = {"k0 is red",
                                    "k1 is not green",
                                    "k0 is k1",
                                    "k0 is one of (red, blue)",
                                    "g0 < good",
                                    "g0 >= fair",
                                    "g1 is at most good",
                                    "g0 > g1",
                                    "g0 is best",
                                    "red in s0",
                                    "k0 in s1",
                                    "s0 is s1",
                                    "s0 includes green",
                                    "k1 not in s0",
                                    "y0 is m7",
                                    "y0 is one of (m1, m3, m11)",
                                    "q0 is trust",
                                    "b0 is b1",
                                    "g1 is between poor and good",
                                    "s1 is not s0",
                                    "g0 is not g1"};
  sink_c(out, all[pick(sizeof all / sizeof *all)]);
}

/* What stands in front of the definitions: signatures, rights, requirements, roles. */
static void about_others(Sink *out) {
  static const char *const all[] = {"du.delivers is trust",
                                    "du.delivers includes board",
                                    "du.delivers is nobody",
                                    "du.watches is not trust",
                                    "ri is held",
                                    "rj is not held",
                                    "re is met",
                                    "re is breached",
                                    "sa is raised",
                                    "sb is raised",
                                    "count of fire since 2018-01-01 <= 0",
                                    "sc is in force",
                                    "q0 in du.delivers",
                                    "du.answers is one of (trust, dfe)",
                                    "rk is held",
                                    "rf is met",
                                    "re is conflict",
                                    "count of fire in last 24 months >= 1",
                                    "rg is met"};
  sink_c(out, all[pick(sizeof all / sizeof *all)]);
}

static void about_knowledge(Sink *out) {
  static const char *const what[] = {"b0", "k0", "s0", "c0", "n0",          "g1", "d0",
                                     "u0", "w1", "p0", "sa", "du.delivers", "ri"};
  static const char *const how[] = {"is known", "is unknown", "is disputed"};
  sink_format(out, "%s %s", what[pick(others_allowed ? 13 : 10)], how[pick(3)]);
}

/* What only the tree evaluator does: dates other than today, first and last events. */
static void about_dates(Sink *out) {
  static const char *const all[] = {"ever b0",
                                    "never b1 in last 12 months",
                                    "b2 for 6 months",
                                    "b3 at 2018-01-01",
                                    "k0 is red at d0",
                                    "changes of b0 in last 24 months >= 1",
                                    "start of b1 < 2019-01-01",
                                    "first fire < 2019-01-01",
                                    "last fire > 2018-01-01"};
  sink_c(out, all[pick(sizeof all / sizeof *all)]);
}

static void truth_list(Sink *out, int depth, unsigned count, const char *between_them) {
  for (unsigned i = 0; i < count; i++) {
    if (i) sink_c(out, between_them);
    truth_text(out, depth - 1);
  }
}

static void truth_text(Sink *out, int depth) {
  if (pick(60) == 0) {
    about_dates(out);
    return;
  }
  switch (depth > 0 ? pick(12) : 6 + pick(6)) {
    case 0: sink_c(out, "("), truth_list(out, depth, 2 + pick(2), " and "), sink_c(out, ")"); return;
    case 1: sink_c(out, "("), truth_list(out, depth, 2 + pick(2), " or "), sink_c(out, ")"); return;
    case 2: sink_c(out, "not ("), truth_text(out, depth - 1), sink_c(out, ")"); return;
    case 3:
      sink_format(out, "at %s %u of (", pick(2) ? "least" : "most", pick(4)), truth_list(out, depth, 3 + pick(3), ", "),
        sink_c(out, ")");
      return;
    case 4:
      sink_format(out, "%s of (", pick(2) ? "all" : "none"), truth_list(out, depth, 3, ", "), sink_c(out, ")");
      return;
    case 5: sink_c(out, "at least limit of ("), truth_list(out, depth, 4, ", "), sink_c(out, ")"); return;
    case 6: comparison(out, depth); return;
    case 7: about_members(out); return;
    case 8: about_knowledge(out); return;
    case 9: if (others_allowed) about_others(out); else between(out); return;
    case 10: between(out); return;
    default: sink_format(out, "b%u", pick(4)); return;
  }
}

static void when(Sink *out) {
  sink_c(out, " when ");
  truth_text(out, 2);
  sink_c(out, "\n");
}

static void units_before(Sink *out) {
  static const char *const parties[] = {"council", "trust", "board", "trust, board", "unknown"};
  sink_c(out, "duty du \"Du\"\n");
  for (unsigned i = 0; i < 3; i++) sink_format(out, "  delivers %s", parties[pick(5)]), when(out);
  if (pick(2)) sink_c(out, "  delivers council otherwise\n");
  sink_format(out, "  answers %s", parties[pick(3)]), when(out);
  sink_c(out, "  answers dfe otherwise\n");
  for (unsigned i = 0; i < 2; i++) sink_format(out, "  watches %s", parties[pick(5)]), when(out);
  sink_c(out, "right ri \"Ri\"\n  power of trust over council\n "), when(out);
  sink_c(out, "right rj \"Rj\"\n  liberty of trust\n  not held"), when(out), sink_c(out, "  unknown"), when(out),
    sink_c(out, "  held"), when(out);
  sink_c(out, "right rk \"Rk\"  in force from 2018-01-01 until 2020-06-01\n  liberty of board\n "), when(out);
  sink_c(out, "requirement re \"Re\"\n  on trust\n  applies"), when(out), sink_c(out, "  must "), truth_text(out, 2),
    sink_c(out, "\n");
  sink_c(out, "requirement rf \"Rf\"\n  on trust\n  must "), truth_text(out, 2), sink_c(out, "\n");
  sink_c(out, "requirement rg \"Rg\"\n  on trust\n  must "), truth_text(out, 1), sink_c(out, " by 2019-01-01\n");
  for (unsigned s = 0; s < 3; s++) {
    sink_format(out, "signature s%c \"S\"%s\n  group one\n", 'a' + s, s == 2 ? " in force from 2019-01-01" : "");
    for (unsigned i = 0; i < 3; i++) sink_format(out, "  indicator i%u \"i\"", i), when(out);
    if (s == 1) sink_c(out, "  raised when at least 2 indicators\n");
    sink_c(out, "  severity high when all indicators\n  severity low otherwise\n");
  }
}

static void definitions(Sink *out) {
  for (unsigned i = 0; i < 12; i++) sink_format(out, "define t%u_", i), sink_c(out, "x"), when(out);
  for (unsigned i = 0; i < 4; i++)
    sink_format(out, "define num%u : number\n  gives ", i), number_text(out, 2), when(out),
      sink_c(out, "  gives n0 otherwise\n");
  sink_c(out, "define cash : money  gives "), of_kind(out, 'w', 2), sink_c(out, "\n");
  sink_c(out, "define rate : percent  gives "), of_kind(out, 'p', 2), sink_c(out, "\n");
  sink_c(out, "define tally : count  gives raised signatures\ndefine when_it : date  gives "), of_kind(out, 'd', 1),
    sink_c(out, "\n");
  sink_c(out, "define spell : duration\n  gives u0"), when(out), sink_c(out, "  gives 3 months otherwise\n");
  sink_c(out, "define shade : kind\n  gives red"), when(out), sink_c(out, "  gives k0"), when(out),
    sink_c(out, "  gives blue otherwise\n");
  sink_c(out, "define level : grade\n  gives best"), when(out), sink_c(out, "  gives g0\n");
  sink_c(out, "define which : many  gives y0\ndefine shades : set of kind\n  gives s0"), when(out),
    sink_c(out, "  gives s1 otherwise\n");
  sink_c(out, "define band : grade\n  gives poor when raised signatures < 1\n  gives fair when raised signatures < 2\n "
              " gives best otherwise\n");
  sink_c(out, "define wordy when t0 is \"x\"\n");
}

static Text random_program(const char *name) {
  Sink out = {0};
  sink_format(&out, HEAD, name);
  others_allowed = false;
  units_before(&out);
  others_allowed = true;
  definitions(&out);
  return text_copy(sink_result(&out));
}

/* ---- random rows ---- */

static const char *const COLUMNS =
  "case,as_at,b0,b1,b2,b3,k0,k1,g0,g1,y0,c0,c1,n0,n1,p0,p1,w0,w1,d0,d1,u0,u1,s0,s1,q0,t0,fire";

static void part_known(Sink *out, char kind) {
  switch (kind) {
    case 'k': sink_c(out, "\"one of (red, blue)\""); return;
    case 'g': sink_c(out, pick(2) ? "at least fair" : "\"one of (poor, best)\""); return;
    case 'y': sink_c(out, "\"one of (m2, m7, m9)\""); return;
    case 'c': sink_c(out, pick(2) ? "at least 2" : pick(2) ? "between 1 and 3" : "at most 3"); return;
    case 'n': sink_c(out, pick(2) ? "at least 0.5" : pick(2) ? "between -1 and 2.5" : "at most 7"); return;
    case 'p': sink_c(out, pick(2) ? "at most 30%" : "between 10% and 25%"); return;
    case 'w': sink_c(out, pick(2) ? "at least £900" : "between £1k and £1.2k"); return;
    case 'd': sink_c(out, pick(2) ? "2019" : "between 2018-05 and 2020-02"); return;
    case 'u': sink_c(out, pick(2) ? "at least 30 days" : "between 1 months and 3 months"); return;
    case 's': sink_c(out, pick(2) ? "none" : "red|green"); return;
    case 'q': sink_c(out, "\"one of (trust, board)\""); return;
    case 'b': sink_c(out, "unknown"); return;
    case 'e': sink_c(out, pick(2) ? "none" : "2018"); return;
    default: sink_c(out, "\"a \"\"text\"\"\""); return;
  }
}

static void whole_known(Sink *out, char kind) {
  static const char *const yes_no[] = {"yes", "no", "true", "false", "TRUE"}, *const kinds[] = {"red", "green", "blue"};
  static const char *const grades[] = {"poor", "fair", "good", "best"}, *const parties[] = {"council", "trust", "board",
                                                                                            "dfe"};
  switch (kind) {
    case 'b': sink_c(out, yes_no[pick(5)]); return;
    case 'k': sink_c(out, kinds[pick(3)]); return;
    case 'g': sink_c(out, grades[pick(4)]); return;
    case 'y': sink_format(out, "m%u", pick(12)); return;
    case 'c': sink_format(out, "%u", pick(6)); return;
    case 'n': sink_format(out, pick(2) ? "%d.%u" : "%d", (int)pick(9) - 3, pick(100)); return;
    case 'p': sink_format(out, pick(2) ? "%u%%" : "%u.5%%", pick(60)); return;
    case 'w': sink_format(out, pick(3) ? "£%u" : "£%u.25k", pick(2000)); return;
    case 'd': sink_format(out, "20%u-0%u-1%u", 14 + pick(8), 1 + pick(9), pick(10)); return;
    case 'u': sink_format(out, "%u %s", 1 + pick(90), pick(3) ? "days" : "months"); return;
    case 's': sink_c(out, kinds[pick(3)]); return;
    case 'q': sink_c(out, parties[pick(4)]); return;
    case 'e': sink_c(out, pick(2) ? "2019-03-01" : "2017-05-02|2018-11"); return;
    default: sink_c(out, pick(2) ? "x" : "\"some, thing\""); return;
  }
}

static void random_cell(Sink *out, char kind) {
  unsigned form = pick(20);
  if (form < (kind == 'e' ? 14 : 4)) return;
  if (form == 4) part_known(out, kind);
  else if (form == 5 && kind != 't') sink_c(out, " "), whole_known(out, kind), sink_c(out, "  ");
  else if (form == 6 && kind != 't') sink_c(out, "\""), whole_known(out, kind), sink_c(out, "\"");
  else whole_known(out, kind);
}

static Text random_row(unsigned number, bool dated) {
  static const char kinds[] = "bbbbkkggyccnnppwwdduussqte";
  Sink out = {0};
  sink_format(&out, "r%u,", number);
  if (dated) sink_format(&out, "20%u-0%u-15", 14 + pick(8), 1 + pick(9));
  for (const char *kind = kinds; *kind; kind++) sink_c(&out, ","), random_cell(&out, *kind);
  return text_copy(sink_result(&out));
}

/* ---- both engines ---- */

typedef struct Collected {
  Sink bytes;
} Collected;

static bool collect(void *owner, const char *bytes, size_t count) {
  sink_text(&((Collected *)owner)->bytes, (Text){bytes, (uint32_t)count});
  return true;
}

static void show(const Diags *diags) {
  Sink sink = {0};
  diagview_print(&sink, diags, false, 5);
  fail_msg("%s", text_c(sink_result(&sink)));
}

static int descriptor_of(Text text) {
  int fd = memfd_create("rows", 0);
  assert_int_equal(write(fd, text.at, text.bytes), text.bytes);
  lseek(fd, 0, SEEK_SET);
  return fd;
}

/* As `run --json` prints a case. */
static void print_full(void *owner, Sink *sink, World *world, const CaseFile *file, Day as_at) {
  const BatchOptions *options = owner;
  Head head = {.verb = "run", .program = file->program, .case_file = file, .as_at = as_at};
  head.origin = options->as_at_given ? DATE_GIVEN : file->dated ? DATE_OF_CASE : DATE_TODAY;
  Conclusions conclusions = conclude_all(world, as_at);
  runjson_print(sink, &head, &conclusions);
}

static Text run_batch(Session *session, Program *program, Text rules, BatchOptions *options,
                      const Assertions *supposed, Text table) {
  Collected collected = {0};
  Diags diags = {0};
  TreeRows rows = {.session = session,
                   .rules = rules,
                   .options = options,
                   .supposed = supposed,
                   .full = print_full,
                   .owner = options};
  options->path = TEXT("rows.csv");
  options->input = descriptor_of(table);
  options->write = collect;
  options->owner = &collected;
  options->tree = (BatchTree){&rows, treerows_answer};
  Batch *batch = batch_open(program, options, &diags);
  if (!batch) show(&diags);
  BatchResult result = batch_run(batch);
  close(options->input);
  if (result.error.bytes) fail_msg("%s", text_c(result.error));
  return sink_result(&collected.bytes);
}

static CaseFile *alone(Session *session, Text rules, Text row) {
  CaseFiles cases = {0};
  Source *source = source_of_text(TEXT("row.csv"), text_format("%s\n%s\n", COLUMNS, text_c(row)));
  read_case_csv(session, source, rules, &cases);
  if (session->diags->errors) show(session->diags);
  assert_int_equal(cases.count, 1);
  return cases.at[0];
}

static size_t cells_held;

/* The program and row of a failure, in the folder that REMIT_BATCH_KEEP names. */
static void keep_failure(Text program_text, Text row) {
  const char *folder = getenv("REMIT_BATCH_KEEP");
  int error;
  if (!folder) return;
  Text table = text_format("%s\n%s\n", COLUMNS, text_c(row));
  file_replace(text_c(text_format("%s/failed.remit", folder)), program_text.at, program_text.bytes, &error);
  file_replace(text_c(text_format("%s/failed.csv", folder)), table.at, table.bytes, &error);
}

static void hold_row(Session *session, Text rules, const BatchOptions *options, const Assertions *supposed, Text row,
                     const CsvReader *got, Text program_text) {
  CaseFile *file = alone(session, rules, row);
  World *world = world_make(file->program, file, (WorldOptions){0});
  if (supposed->count) world = world_suppose(world, supposed);
  Day day = options->as_at_given || !file->dated ? options->as_at : file->as_at;
  for (size_t i = 0; i < options->units.count; i++, cells_held++) {
    Sink sink = {0};
    treerows_cell(&sink, world, options->units.at[i], day);
    Text expected = sink_result(&sink), cell = csv_text(&got->cells.at[i + 2]);
    if (cell.bytes && cell.at[0] == '\'') cell = text_slice(cell, 1, cell.bytes);
    if (text_equal(expected, cell)) continue;
    keep_failure(program_text, row);
    fail_msg("%s of row %s:\n  %s, and the tree evaluator says\n  %s", text_c(options->units.at[i]->subject.name),
             text_c(row), text_c(cell), text_c(expected));
  }
}

static void add_units(const Program *program, BatchOptions *options) {
  for (size_t i = 0; i < program->units.count; i++) list_push(&options->units, program->units.at[i]);
}

/* ---- which operators occurred ---- */

/* A name for each, without default: a new kind of node that no program here has fails the test by its name. */
static const char *operator_name(NodeKind kind) {
  switch (kind) {
    case NODE_CONSTANT: return "a literal"; case NODE_FACT: return "a fact"; case NODE_PARAMETER: return "a parameter";
    case NODE_UNIT: return "a conclusion"; case NODE_TODAY: return "today"; case NODE_NOT: return "not";
    case NODE_AND: return "and"; case NODE_OR: return "or"; case NODE_EVER: return "ever";
    case NODE_NEVER: return "never"; case NODE_AT: return "at"; case NODE_FOR: return "for";
    case NODE_AT_LEAST: return "at least"; case NODE_AT_MOST: return "at most"; case NODE_COUNT: return "raised signatures";
    case NODE_COMPARE: return "a comparison"; case NODE_BETWEEN: return "between"; case NODE_IN: return "in";
    case NODE_IN_MASK: return "is one of"; case NODE_EMPTY: return "is nobody"; case NODE_KNOWN: return "is known";
    case NODE_DISPUTED: return "is disputed"; case NODE_CONFLICT: return "is conflict";
    case NODE_IN_FORCE: return "is in force"; case NODE_ADD: return "+"; case NODE_MULTIPLY: return "*";
    case NODE_SUBTRACT: return "-"; case NODE_DIVIDE: return "/"; case NODE_NEGATE: return "- before a number";
    case NODE_DATE_ADD: return "a date + a duration"; case NODE_DATE_SUBTRACT: return "a date - a duration";
    case NODE_COUNT_EVENTS: return "count of an event"; case NODE_FIRST: return "first"; case NODE_LAST: return "last";
    case NODE_CHANGES: return "changes of"; case NODE_START_OF: return "start of";
    case NODE_TIME_BETWEEN: return "days from";
  }
  return "";
}

enum { OPERATORS = NODE_TIME_BETWEEN + 1 };
static size_t seen[OPERATORS], seen_orders[ORDER_AT_LEAST + 1];

static void see(void *owner, Node *node, bool elsewhere) {
  (void)elsewhere;
  seen[node->kind]++;
  if (node->kind == NODE_COMPARE) seen_orders[node->op]++;
  node_each_kid(node, see, owner);
}

static void see_operators(const Program *program) {
  for (size_t u = 0; u < program->units.count; u++) {
    const Unit *unit = program->units.at[u];
    if (unit->applies) see(NULL, unit->applies, false);
    for (uint32_t l = 0; l < unit->layer_count; l++)
      for (uint32_t b = 0; b < unit->layers[l].count; b++) {
        const Branch *branch = &unit->layers[l].branches[b];
        Node *const parts[] = {branch->when, branch->value, branch->by};
        for (size_t i = 0; i < 3; i++)
          if (parts[i]) see(NULL, parts[i], false);
      }
  }
}

/* ---- what is supposed ---- */

static void suppose_some(Program *program, Assertions *supposed, BatchOptions *options, Diags *diags) {
  static const char *const all[] = {"b0=yes",         "b1=no",
                                    "b2=unknown",     "k0=blue",
                                    "k1=unknown",     "g0 is at least fair",
                                    "n0=2.5",         "c0=2",
                                    "p0=25%",         "w0 is at least £900",
                                    "d0=2018-01-01",  "s0 is none",
                                    "limit=1",        "share=50%",
                                    "fire=2019-03-01", "b3 is no from 2019-01-01",
                                    "u0=3 months",    "q0=trust",
                                    "t0=x",           "b0 is no"};
  for (unsigned i = 1 + pick(4); i; i--) {
    Source *line = source_of_text(TEXT("--set"), text_of(all[pick(sizeof all / sizeof *all)]));
    Assertion *assertion = assertion_parse(program, NULL, line, diags);
    if (!assertion) show(diags);
    list_push(supposed, assertion);
  }
  options->supposed = world_suppose(world_make(program, NULL, (WorldOptions){0}), supposed);
}

/* ---- whole answers ---- */

static Text without_facts_digest(Text line) {
  static const char before[] = "\"facts\": \"sha256:";
  const char *at = memmem(line.at, line.bytes, before, sizeof before - 1);
  assert_non_null(at);
  uint32_t from = (uint32_t)(at - line.at) + sizeof before - 1;
  assert_true(from + 64 <= line.bytes);
  return text_format("%s%s", text_c(text_slice(line, 0, from)), text_c(text_slice(line, from + 64, line.bytes)));
}

/* --full against `run --json` of the same table: to the byte, but for the digest of the facts, which is of a table of
 * that row alone. */
static void hold_full(Session *session, Program *program, Text rules, BatchOptions *options, Text table) {
  CaseFiles cases = {0};
  size_t from = 0;
  options->full = true;
  Text output = run_batch(session, program, rules, options, NULL, table);
  options->full = false;
  read_case_csv(session, source_of_text(TEXT("rows.csv"), table), rules, &cases);
  for (size_t i = 0; i < cases.count; i++) {
    Sink sink = {0};
    const CaseFile *file = cases.at[i];
    Day day = options->as_at_given || !file->dated ? options->as_at : file->as_at;
    print_full(options, &sink, world_make(program, file, (WorldOptions){0}), file, day);
    size_t to = from;
    while (output.at[to] != '\n') to++;
    Text got = text_slice(output, (uint32_t)from, (uint32_t)to + 1);
    assert_string_equal(text_c(without_facts_digest(got)), text_c(without_facts_digest(sink_result(&sink))));
    from = to + 1;
  }
  assert_int_equal(from, output.bytes);
}

static size_t try_program(unsigned number, unsigned count) {
  Diags diags = {0};
  Session session;
  session_open(&session, TEXT(""), TEXT(""), &diags);
  Text name = text_format("p%u", number), text = random_program(text_c(name));
  Ident none = {0};
  loader_text(session.loader, text_format("%s.remit", text_c(name)), text, &diags);
  Program *program = session_program(&session, &none, source_of_text(TEXT("test"), TEXT("")), name);
  if (!program) show(&diags);
  BatchOptions options = {.as_at = calendar_day(2019, 7, 1), .as_at_given = number % 2};
  Assertions supposed = {0};
  add_units(program, &options);
  see_operators(program);
  Text *rows = MEM_NEW_ARRAY(Text, count);
  Sink table = {0};
  sink_format(&table, "%s\n", COLUMNS);
  for (unsigned i = 0; i < count; i++) {
    rows[i] = random_row(i, number % 3 != 0);
    sink_format(&table, "%s%s", text_c(rows[i]),
                i + 1 == count && number % 4 == 0 ? ""
                : number % 5 == 0                 ? "\r\n"
                                                  : "\n");
  }
  session.diags = &diags;
  if (count <= 40 || number % 16 == 0) hold_full(&session, program, name, &options, text_copy(sink_result(&table)));
  if (number % 3 == 1) suppose_some(program, &supposed, &options, &diags);
  Text output = run_batch(&session, program, name, &options, &supposed, sink_result(&table));
  CsvReader got;
  csv_begin(&got, output);
  assert_int_equal(csv_next(&got), CSV_RECORD);
  for (unsigned i = 0; i < count; i++) {
    assert_int_equal(csv_next(&got), CSV_RECORD);
    hold_row(&session, name, &options, &supposed, rows[i], &got, text);
  }
  assert_int_equal(csv_next(&got), CSV_END);
  return count;
}

/* REMIT_BATCH_ROWS: how many rows in all. */
static void test_random(void **state) {
  (void)state;
  const char *wish = getenv("REMIT_BATCH_ROWS");
  size_t wanted = wish ? (size_t)atol(wish) : 600, rows = 0;
  for (unsigned number = 0; rows < wanted; number++) {
    seed = number * 7919 + 1;
    go_plain(number % 4 == 3);
    rows += try_program(number, wanted < 5000 ? 40 : 400);
  }
  print_message("# %zu rows, %zu cells\n", rows, cells_held);
  for (unsigned kind = 0; kind < OPERATORS; kind++)
    if (!seen[kind]) fail_msg("no program has `%s`", operator_name((NodeKind)kind));
  for (unsigned order = 0; order <= ORDER_AT_LEAST; order++) assert_true(seen_orders[order] > 0);
}

/* ---- numbers ---- */

enum { NUMBER_ROWS = 61 };

static void random_number(Sink *out, NumberForm form) {
  static const char some[] = "0123456789.0123456789-%x ";
  unsigned shape = pick(8), bytes = pick(10);
  if (shape == 0) return;
  if (shape == 1)
    for (unsigned i = 0; i < bytes; i++) sink_char(out, some[pick(sizeof some - 1)]);
  else {
    if (form == NUMBER_POUNDS) sink_c(out, "£");
    sink_format(out, pick(5) ? "%d" : "-%d", (int)pick(shape == 2 ? 1000000 : 400));
    if (shape > 4) sink_format(out, ".%0*u", (int)(1 + pick(4)), pick(10));
    if (form == NUMBER_PERCENT) sink_char(out, '%');
  }
}

/* What decimal_parse makes of the same characters; false for none, or with what is not a plain number. */
static bool plainly(Text cell, NumberForm form, int64_t *value) {
  if (form == NUMBER_PERCENT) {
    if (!text_ends(cell, TEXT("%"))) return false;
    cell.bytes--;
  }
  if (form == NUMBER_POUNDS) {
    if (!text_starts(cell, TEXT("£"))) return false;
    cell = text_slice(cell, 2, cell.bytes);
  }
  if (form != NUMBER_DECIMAL && text_starts(cell, TEXT("-"))) return false;
  if (decimal_parse(cell, value) != DECIMAL_OK || (form == NUMBER_WHOLE && memchr(cell.at, '.', cell.bytes)))
    return false;
  if (form == NUMBER_PERCENT) *value /= 100;
  return true;
}

/* Four at once, one by one, and by the parser of decimals: the same, or left to a second look. */
static void test_numbers(void **state) {
  (void)state;
  size_t taken = 0;
  seed = 77;
  for (unsigned round = 0; round < 8000; round++) {
    NumberForm form = (NumberForm)(round % 4);
    go_plain(round / 4 % 2);
    Sink column = {0};
    uint32_t stops[NUMBER_ROWS + 1] = {63};
    int64_t values[NUMBER_ROWS], expected;
    uint64_t known, odd;
    sink_repeat(&column, ' ', 64);
    for (unsigned i = 0; i < NUMBER_ROWS; i++) {
      random_number(&column, form);
      stops[i + 1] = (uint32_t)column.count;
      sink_char(&column, ',');
    }
    sink_repeat(&column, ' ', 64);
    numbers_best()(&(NumberCells){column.at, stops + 1, 1, NUMBER_ROWS}, form, values, &known, &odd);
    for (unsigned i = 0; i < NUMBER_ROWS; i++) {
      Text cell = {column.at + stops[i] + 1, stops[i + 1] - stops[i] - 1};
      int64_t alone = 0;
      assert_int_equal(known >> i & 1, cell.bytes != 0);
      assert_int_equal(odd >> i & 1, !numbers_one(cell.at, cell.bytes, form, &alone));
      if (odd >> i & 1 || !cell.bytes) continue;
      assert_true(plainly(cell, form, &expected));
      assert_int_equal(values[i], expected);
      assert_int_equal(alone, expected);
      taken++;
    }
  }
  assert_true(taken > 100000);
}

/* ---- percentiles ---- */

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

static int64_t number_of(unsigned order, uint64_t i, uint64_t count) {
  switch (order) {
    case 0: return (int64_t)i;
    case 1: return (int64_t)(count - i);
    case 2: return (int64_t)(i * i % 1000003);
    case 3: return i % 10 ? 7 : (int64_t)(unit_random(&seed) % 1000000);
    default: return (int64_t)(i % 2 ? i : 4 * count - i);
  }
}

/* Exact up to 65,536 different ones, within a thousandth in rank beyond, in whatever order they come. */
static void test_tally(void **state) {
  static const unsigned points[] = {0, 50, 250, 500, 750, 950, 1000};
  (void)state;
  for (unsigned order = 0; order < 5; order++)
    for (unsigned size = 0; size < 2; size++) {
      uint64_t count = size ? 700000 : 65536;
      Tally tally = {0};
      int64_t *all = mem_alloc_flat(count * sizeof *all);
      for (uint64_t i = 0; i < count; i++) tally_add(&tally, all[i] = number_of(order, i, count));
      qsort(all, count, sizeof *all, by_size);
      if (!size) assert_true(tally_exact(&tally));
      for (unsigned p = 0; p < sizeof points / sizeof *points; p++) {
        uint64_t rank = (count * points[p] + 999) / 1000, slack = tally_exact(&tally) ? 0 : count / 1000;
        uint64_t at = rank ? rank - 1 : 0, low = at > slack ? at - slack : 0, high = at + slack;
        int64_t got = tally_percentile(&tally, points[p]);
        assert_in_range(got + 1, all[low] + 1, all[high < count ? high : count - 1] + 1);
      }
      mem_free(all);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_numbers),
                                     cmocka_unit_test(test_tally)};
  return UNIT_RUN(tests);
}

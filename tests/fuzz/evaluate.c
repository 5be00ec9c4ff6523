/* Any bytes as a well-typed program with a case: each byte chooses what stands next, the first three a stretch of
 * time and how much there is. It is read, and evaluated over the stretch and on a day or two of it. Laws: no mistake is found in it but results without a value, JSON output is JSON, and
 * the period of a conclusion that holds a day says what a run at that day says. */
#define FUZZ_TARGET
#include "fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/json.h"
#include "module.h"
#include "study/periods.h"
#include "view/runjson.h"
#include "view/runtext.h"
#include "view/timelineview.h"

#define DEEPEST 4
#define MOST_BYTES 1200       /* of rules */

/* ---- bytes that choose ---- */

typedef struct Grower {
  Text bytes;
  uint32_t at;
  Sink text;
  unsigned conditions, numbers;  /* defined so far: p0, p1 ..., q0, q1 ... */
} Grower;

/* 0 where the bytes are used up: what grows is then as small as it can be. */
static unsigned choose(Grower *g, unsigned count) {
  return g->at < g->bytes.bytes ? (unsigned char)g->bytes.at[g->at++] % count : 0;
}

static void say(Grower *g, const char *words) {
  sink_c(&g->text, words);
}

#define PICK(g, ...)                                                         \
  do {                                                                       \
    static const char *const words_[] = {__VA_ARGS__};                       \
    say(g, words_[choose(g, sizeof words_ / sizeof *words_)]);               \
  } while (0)

/* Writes `pattern` with its capitals grown: C a condition, N a number, M money, D a date, P a duration, G a grade, B something that may have begun,
 * E that or a condition defined before, S a
 * service, L a number in figures, T a period of time in figures, W a short one, V a day in figures. */
static void grow(Grower *g, const char *pattern, unsigned depth);

static void grow_one_of(Grower *g, const char *const *patterns, unsigned count, unsigned leaves, unsigned depth) {
  bool leaf = depth >= DEEPEST || g->text.count > MOST_BYTES;
  grow(g, patterns[choose(g, leaf ? leaves : count)], depth + 1);
}

#define GROW(g, depth, leaves, ...)                                                          \
  do {                                                                                       \
    static const char *const patterns_[] = {__VA_ARGS__};                                    \
    grow_one_of(g, patterns_, sizeof patterns_ / sizeof *patterns_, leaves, depth);          \
  } while (0)

static void grow_condition(Grower *g, unsigned depth) {
  if (g->conditions && choose(g, 4) == 1) {
    sink_format(&g->text, "p%u", choose(g, g->conditions));
    return;
  }
  GROW(g, depth, 6, "yes_no", "other", "holder is trust", "lead is S", "S in scope", "right_held is held", "not (C)",
       "(C and C)", "(C or C)", "N < N", "N >= N", "N = N", "N is between N and N", "N is one of (L, L)", "D < D", "D = D",
       "D is between D and D", "M > M", "P >= P", "mark is G", "mark is at least G", "mark < G", "rate > 20%",
       "ever (B)", "never (B)", "ever (E) in last W", "never (B) since D", "never (B) since V", "(B at D)", "((C) at V)",
       "(E at (today - T))", "((E) for W)",
       "at least 2 of (C, C, C)", "at most count_of of (C, C)", "all of (C, C)", "none of (C, C)", "yes_no is known",
       "count_of is disputed", "(N) is unknown", "words is \"x\"", "scope is nobody", "all of (s in scope for each s in service)",
       "at least 1 of (marks[s] is G for each s in service)", "care.delivers is trust", "size is breached", "size is pending",
       "sign is raised", "raised signatures > 0", "breached requirements = L", "right_held is in force", "sign.a",
       "(C) = (C)", "count of change in last T >= N", "changes of mark in last T > L", "changes of count_of since D = 1");
}

static void grow_number(Grower *g, unsigned depth) {
  if (g->numbers && choose(g, 4) == 1) {
    sink_format(&g->text, "q%u", choose(g, g->numbers));
    return;
  }
  GROW(g, depth, 4, "L", "count_of", "number_of", "limit", "(N + N)", "(N - N)", "(N * N)", "(N / N)", "(- N)",
       "(days from D to D)", "(months from D to D)", "(years from D to D)", "count of change in last T",
       "count of change since D", "changes of mark in last T", "(M / M)", "(number_of at D)", "(limit at D)");
}

static void grow_date(Grower *g, unsigned depth) {
  GROW(g, depth, 4, "V", "today", "day", "ended", "(D + P)", "(D - P)", "(T after D)", "(start of (B))", "(first change)",
       "(last change)", "(day at D)");
}

static void grow_money(Grower *g, unsigned depth) {
  GROW(g, depth, 2, "cost", "£L", "(cost + M)", "(M - M)", "(M * N)", "(M / N)", "(cost at D)");
}

static void grow_duration(Grower *g, unsigned depth) {
  GROW(g, depth, 2, "T", "length", "(P + P)", "(length at D)");
}

static void grow_letter(Grower *g, char letter, unsigned depth) {
  switch (letter) {
  case 'C': grow_condition(g, depth); break;
  case 'N': grow_number(g, depth); break;
  case 'D': grow_date(g, depth); break;
  case 'M': grow_money(g, depth); break;
  case 'P': grow_duration(g, depth); break;
  case 'B':   /* short: looking back to the beginning, day by day, for each day of a timeline would take all the time */
    PICK(g, "yes_no", "other", "(mark is bad)", "(right_held is held)", "(ever other in last 2 years)", "(care in scope)", "(cost > £1)");
    break;
  case 'E':
    if (g->conditions) sink_format(&g->text, "p%u", g->conditions - 1);
    else grow_letter(g, 'B', depth);
    break;
  case 'G': PICK(g, "ok", "bad", "good"); break;
  case 'S': PICK(g, "care", "help", "school"); break;
  case 'L': PICK(g, "0", "1", "2", "3", "0.5", "7", "999_999", "999999999999", "0.000001"); break;
  case 'T': PICK(g, "6 months", "1 day", "30 days", "5 working days", "2 years", "0 days", "18 months"); break;
  case 'W':   /* of what may be another each day, for each day of a window of windows: long ones would take all the time */
    PICK(g, "6 weeks", "1 day", "30 days", "5 working days", "2 months", "0 days", "20 days");
    break;
  case 'V': PICK(g, "2016-01-01", "2016-02-29", "2015-12-31", "2017-06-30", "2019-01-01", "1900-01-01", "2199-12-31"); break;
  default: sink_char(&g->text, letter); break;
  }
}

static void grow(Grower *g, const char *pattern, unsigned depth) {
  bool quoted = false;
  for (; *pattern; pattern++) {
    if (*pattern == '"') quoted = !quoted;
    if (quoted) sink_char(&g->text, *pattern);
    else grow_letter(g, *pattern, depth);
  }
}

/* ---- a program ---- */

/* Read once; every program uses it. */
static const char VOCABULARY[] =
  "module vocabulary \"V\"\nsource paper \"P\" dated 2020\nsource view \"v\" dated 2016 opinion\nsource plan \"p\" proposed\n"
  "party council\nparty trust\ntype service is care, help, school\nscale grade is bad < ok < good\n"
  "fact yes_no : yes/no\nfact other : yes/no\nfact count_of : count\nfact number_of : number\nfact rate : percent stale after 6 months\n"
  "fact cost : money\nfact day : date\nfact ended : date\nfact length : duration\nfact words : text\n"
  "fact holder : party\nfact mark : grade\nfact lead : service\nfact scope : set of service\n"
  "fact marks for each s in service : grade\nevent change\nrole delivers exactly one\nrole sees any number\n"
  "parameter limit : count\n is 2 from 2013-01-01\n is 3 from 2016-01-01\nholidays 2016-01-01, 2016-12-25\n";

static void amend_or_not(Grower *g) {
  static const char *const in_force[] = {"", " in force from 2016-01-01", " in force from 2015 until 2016-06-30",
                                         " in force until 2016-02-29"};
  say(g, in_force[choose(g, 4)]);
}

/* What is asked by name stands in every program, at its plainest or in full. */
enum { FULL_DUTY = 1, FULL_RIGHT = 2, FULL_REQUIREMENT = 4, FULL_SIGNATURE = 8, FULL_ALL = 15 };

static void grow_duty(Grower *g, bool full) {
  say(g, "duty care");
  if (full) {
    amend_or_not(g);
    grow(g, " cite paper \"1\"\n delivers trust when yes_no or mark is G and D < today\n", DEEPEST - 1);
    if (choose(g, 2)) say(g, " delivers unknown when other\n");
    if (choose(g, 2)) say(g, " sees trust when rate > 5% cite view\n sees council otherwise\n");
  }
  say(g, full ? " delivers council otherwise\n" : "\n delivers council otherwise\n");
}

static void grow_right(Grower *g, bool full) {
  say(g, "right right_held");
  if (full) amend_or_not(g);
  say(g, "\n power of council over trust\n");
  if (full) grow(g, " held when ever other in last T\n not held when cost > £L\n", DEEPEST - 1);
  else say(g, " when yes_no\n");
}

static void grow_requirement(Grower *g, bool full) {
  say(g, "requirement size\n on trust\n must count_of >= 3 by ");
  grow(g, full ? "day + T\n" : "V\n", DEEPEST - 1);
}

static void grow_signature(Grower *g, bool full) {
  say(g, "signature sign\n");
  if (full) {
    grow(g, " indicator a when count of change in last T >= limit\n indicator b when mark < G for T\n", DEEPEST - 1);
    PICK(g, "", " raised when at least 1 indicator\n",
         " raised when all indicators\n severity high when rate > 50%\n severity low otherwise\n");
  } else say(g, " indicator a when other\n");
  say(g, " probe \"?\"\n");
}

static void grow_definition(Grower *g) {
  if (choose(g, 2)) {
    sink_format(&g->text, "define p%u when ", g->conditions);
    grow_condition(g, 0);
    g->conditions++;
  } else {
    sink_format(&g->text, "define q%u : number cite paper gives ", g->numbers);
    grow_number(g, 0);
    if (choose(g, 2)) grow(g, " when C cite view gives N when C", 1);
    g->numbers++;
  }
  say(g, "\n");
}

/* Only what stands before is asked: conclusions by their fixed names cannot ask themselves. */
static void grow_rules(Grower *g, unsigned full) {
  say(g, "module fuzzed \"F\"\nuse vocabulary\n");
  grow_duty(g, full & FULL_DUTY);
  grow_right(g, full & FULL_RIGHT);
  grow_requirement(g, full & FULL_REQUIREMENT);
  grow_signature(g, full & FULL_SIGNATURE);
  for (unsigned count = 1 + choose(g, 4); count; count--) grow_definition(g);
}

/* ---- a case ---- */

static void grow_period(Grower *g) {
  PICK(g, "", " from 2015-06-01", " from 2016", " until 2016-06", " from 2015 until 2016", " from between 2015-06-01 and 2016-02-01",
       " from 2016-03 until 2018-01-01");
  PICK(g, "", " cite paper", " cite view", " cite paper \"2\" as implied", " planned", " planned cite plan", " recorded 2016-03-01");
}

static void grow_statement(Grower *g) {
  switch (choose(g, 14)) {
  case 0: PICK(g, "yes_no is yes", "yes_no is no", "yes_no is unknown"); break;
  case 1: PICK(g, "other is no", "other is yes"); break;
  case 2: PICK(g, "count_of is 2", "count_of is at least 3", "count_of is between 1 and 4"); break;
  case 3: PICK(g, "number_of is 1.5", "number_of is -3", "number_of is one of (1, 4)", "number_of is 999999999999"); break;
  case 4: PICK(g, "rate is 20%", "rate is at most 25%"); break;
  case 5: PICK(g, "cost is £4.7m", "cost is £0", "cost is between £1 and £900bn"); break;
  case 6: PICK(g, "day is 2016", "day is 2016-02-29", "day is at least 2015-06", "day is between 2016 and 2017"); break;
  case 7: PICK(g, "ended is 2199-12-31", "ended is 2016-06", "ended is unknown"); break;
  case 8: PICK(g, "length is 18 months", "length is 10 working days", "length is between 1 day and 30 days"); break;
  case 9: PICK(g, "words is \"x\"", "holder is trust", "holder is one of (council, trust)", "lead is care", "lead is one of (help, school)"); break;
  case 10: PICK(g, "mark is bad", "mark is good", "mark is at least ok", "mark is one of (bad, good)"); break;
  case 11: PICK(g, "scope is care", "scope includes help", "scope excludes school", "scope is none", "marks[care] is bad", "marks[help] is good"); break;
  case 12: PICK(g, "change complete", "change none", "change complete"); break;
  case 13:
    PICK(g, "change on 2016-01-15, 2016", "change on 2015-12", "change on 2016-02-29", "change on between 2015-01-01 and 2016-01-01");
    say(g, "\n");
    return;
  }
  grow_period(g);
  say(g, "\n");
}

static Text grow_case(Grower *g) {
  g->text = (Sink){0};
  say(g, "case grown as at 2016-06-01 use fuzzed\n");
  for (unsigned count = choose(g, 8); count; count--) grow_statement(g);
  return sink_result(&g->text);
}

/* ---- laws ---- */

/* A mistake of the generator's would make the target blind. */
static void check_mistakes(const Diags *diags, Text rules) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    bool known = diag->code == DIAG_FACT_TWICE || diag->code == DIAG_PERIOD_ORDER || diag->code == DIAG_RESULT_LARGE ||
                 diag->code == DIAG_RESULT_BY_ZERO || diag->code == DIAG_RESULT_DATE || diag->code == DIAG_CANNOT_VARY;
    if (diag->severity != DIAG_ERROR || known) continue;
    fprintf(stderr, "%s\nR%04u %s\n", text_c(rules), (unsigned)diag->code, text_c(diag->text));
    abort();
  }
}

static void check_json(const Sink *sink) {
  JsonError error;
  if (!json_document(sink_result(sink), &error)) abort();
}

static void check_views(const CaseFile *file, const Conclusions *all, Day day) {
  Sink json = {0}, text = {0};
  Head head = {.verb = "run", .program = file->program, .case_file = file, .as_at = day, .origin = DATE_GIVEN};
  runjson_print(&json, &head, all);
  check_json(&json);
  runtext_print(&text, &head, all, (PageOptions){.width = 80}, true);
}

static const Standing *standing_on(const UnitPeriods *periods, Day day) {
  for (size_t i = 0; i < periods->at.count; i++)
    if (periods->at.at[i].from <= day && day < periods->at.at[i].until) return &periods->at.at[i];
  abort();
}

static void check_day(const CaseFile *file, WorldOptions options, const Periods *periods, Day day) {
  Conclusions all = conclude_all(world_make(file->program, file, options), day);
  for (size_t i = 0; i < periods->units.count; i++) {
    const UnitPeriods *of = &periods->units.at[i];
    const Standing *standing = standing_on(of, day);
    const Value *value = &all.units[of->unit->index].kept.value;
    if (standing->moves && day != standing->from && day + 1 != standing->until) continue;
    if (!value_same(standing->moves && day != standing->from ? &standing->last : &standing->value, value)) abort();
  }
  check_views(file, &all, day);
}

static void check_case(const CaseFile *file, Day from, Day to, Grower *g) {
  Sink json = {0};
  WorldOptions options = {.as_planned = choose(g, 4) == 1, .as_known = choose(g, 4) == 1,
                          .known_on = calendar_day(2017, 4, 14)};
  PeriodUnits units = periods_all_units(file->program);
  Head head = {.verb = "timeline", .program = file->program, .case_file = file, .as_at = to, .origin = DATE_GIVEN};
  Periods periods = periods_make(world_make(file->program, file, options), &units, from, to);
  timelineview_json(&json, &head, &periods);
  check_json(&json);
  for (unsigned days = 1 + choose(g, 2); days; days--)
    check_day(file, options, &periods, from + (Day)((choose(g, 256) * 256 + choose(g, 256)) % (unsigned)(to - from + 1)));
}

static bool shows;  /* with FUZZ_SHOW in the environment: what an input grows into */
static Diags diags;
static Session *session;

void fuzz_start(void) {
  shows = getenv("FUZZ_SHOW") != NULL;
  session = MEM_NEW(Session);  /* in the heap, so that it is put back */
  session_open(session, TEXT(""), TEXT(""), &diags);
  loader_text(session->loader, TEXT("vocabulary.remit"), text_of(VOCABULARY), &diags);
  if (diags.errors) abort();
}

void fuzz_one(Text input) {
  Grower grower = {.bytes = input};
  CaseFiles cases = {0};
  diags = (Diags){0};
  Day from = calendar_day(2015, 12, 1) + (Day)choose(&grower, 256), to = from + (Day)choose(&grower, 256);
  grow_rules(&grower, choose(&grower, FULL_ALL + 1));
  Text rules = sink_result(&grower.text);
  loader_text(session->loader, TEXT("fuzzed.remit"), rules, &diags);
  Text facts = grow_case(&grower);
  if (shows) fprintf(stderr, "%s\n%s", text_c(rules), text_c(facts));
  case_read_source(session, source_of_text(TEXT("grown.case"), facts), TEXT(""), &cases);
  check_mistakes(&diags, rules);
  if (!diags.errors && cases.count) check_case(cases.at[0], from, to, &grower);
}

/* Small programs and cases made at random, that use every construct whose answer depends on dates. */
#ifndef REMIT_TESTS_RANDOM_PROGRAM_H
#define REMIT_TESTS_RANDOM_PROGRAM_H
#include "facts/world.h"
#include "unit.h"

typedef struct Dice {
  uint64_t state;
  bool asks_record;         /* `is known` and the like may stand in the rules */
} Dice;

static unsigned roll(Dice *dice, unsigned sides) { return (unsigned)(unit_random(&dice->state) % sides); }

static const char *pick(Dice *dice, const char *const *words, unsigned count) { return words[roll(dice, count)]; }
#define PICK(dice, ...)                                                                                                \
  pick(dice, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void random_date(Dice *dice, Sink *sink) {
  sink_format(sink, "20%02u-%02u-%02u", 10 + roll(dice, 10), 1 + roll(dice, 12), 1 + roll(dice, 28));
}

static const char *random_length(Dice *dice) { return PICK(dice, "3 months", "1 years", "60 days", "span", "2 years"); }

static void random_condition(Dice *dice, Sink *sink, unsigned depth, unsigned definitions);

static void random_leaf(Dice *dice, Sink *sink, unsigned definitions) {
  switch (roll(dice, definitions ? 15 : 13)) {
    case 0: sink_c(sink, PICK(dice, "a", "b", "c")); break;
    case 1: sink_format(sink, "n >= %s", PICK(dice, "2", "limit", "m")); break;
    case 2: sink_format(sink, "level is at least %s", PICK(dice, "fair", "good")); break;
    case 3: sink_format(sink, "members includes %s", PICK(dice, "p", "q")); break;
    case 4: sink_format(sink, "count of e in last %s >= %s", random_length(dice), PICK(dice, "1", "2", "limit")); break;
    case 5: sink_format(sink, "count of e since %s > 0", PICK(dice, "day", "2014-05-31")); break;
    case 6: sink_format(sink, "today + %s >= day", random_length(dice)); break;
    case 7:
      sink_format(sink, "changes of %s in last %s >= 1", PICK(dice, "a", "n", "level"), random_length(dice));
      break;
    case 8: sink_format(sink, "today > day + %s", random_length(dice)); break;
    case 9:
      if (!dice->asks_record) {
        sink_c(sink, "c");
        break;
      }
      sink_format(sink, "%s is %s", PICK(dice, "a", "n", "level", "members"),
                  PICK(dice, "known", "disputed", "unknown"));
      break;
    case 10: sink_format(sink, "%s from day to today > 20", PICK(dice, "days", "months")); break;
    case 11: sink_format(sink, "%s at %s", PICK(dice, "a", "(n >= 2)"), PICK(dice, "day", "(today - 6 months)")); break;
    case 12: sink_c(sink, "day is between 2013-01-01 and 2016-06-30"); break;
    case 13: sink_format(sink, "d%u", roll(dice, definitions)); break;
    default: sink_format(sink, "(d%u at day)", roll(dice, definitions)); break;
  }
}

static void random_list(Dice *dice, Sink *sink, unsigned depth, unsigned definitions, const char *between) {
  unsigned count = 2 + roll(dice, 2);
  for (unsigned i = 0; i < count; i++) {
    if (i) sink_c(sink, between);
    sink_char(sink, '(');
    random_condition(dice, sink, depth - 1, definitions);
    sink_char(sink, ')');
  }
}

/* No window inside another: each would be looked at again on every day on which the other may change. */
static void random_inside(Dice *dice, Sink *sink, const char *before, const char *after) {
  sink_c(sink, before);
  sink_c(sink, PICK(dice, "a", "b", "not c", "n >= 2", "n >= limit", "a and b", "a or level is fair",
                    "members includes p", "today > day"));
  sink_c(sink, after);
}

static void random_condition(Dice *dice, Sink *sink, unsigned depth, unsigned definitions) {
  if (depth == 0 || roll(dice, 4) == 0) {
    random_leaf(dice, sink, definitions);
    return;
  }
  switch (roll(dice, 8)) {
    case 0: random_list(dice, sink, depth, definitions, " and "); break;
    case 1: random_list(dice, sink, depth, definitions, " or "); break;
    case 2: sink_c(sink, "not ("); random_condition(dice, sink, depth - 1, definitions); sink_char(sink, ')'); break;
    case 3:
      random_inside(dice, sink, roll(dice, 2) ? "ever (" : "never (", ") in last ");
      sink_c(sink, random_length(dice));
      break;
    case 4: random_inside(dice, sink, "ever (", ")"); break;
    case 5: random_inside(dice, sink, "(", ") for "); sink_c(sink, random_length(dice)); break;
    case 6:
      sink_format(sink, "%s %u of (", PICK(dice, "at least", "at most"), roll(dice, 4));
      random_list(dice, sink, depth, definitions, ", ");
      sink_char(sink, ')');
      break;
    default: random_list(dice, sink, depth, definitions, " and "); break;
  }
}

static void random_cite(Dice *dice, Sink *sink) {
  if (roll(dice, 3))
    sink_format(sink, " cite %s \"%u\"%s", PICK(dice, "s", "t"), roll(dice, 9),
                PICK(dice, "", " as implied", " as opinion"));
}

static void random_line(Dice *dice, Sink *sink, const char *begin, unsigned definitions, const char *end) {
  sink_format(sink, "  %s ", begin);
  random_condition(dice, sink, 2, definitions);
  sink_c(sink, end);
  random_cite(dice, sink);
  sink_c(sink, "\n");
}

#define RANDOM_DEFINITIONS 4

static Text random_rules(Dice *dice) {
  Sink sink = {0};
  sink_c(
    &sink,
    "module m \"m\"\nsource s \"S\" dated 2015\nsource t \"T\" proposed\nparty p \"P\"\nparty q \"Q\"\n"
    "scale grade is poor < fair < good\nfact a : yes/no\nfact b : yes/no\nfact c : yes/no\nfact n : count\nfact m : "
    "count\n"
    "fact level : grade\nfact members : set of party\nfact day : date\nevent e \"E\"\nrole runs \"runs\" at least one\n"
    "parameter limit : count cite t\n  is 1 from 2009-01-01\n  is 2 from 2014-06-30\nparameter span : duration\n  is "
    "18 months\n");
  for (unsigned i = 0; i < RANDOM_DEFINITIONS; i++) {
    sink_format(&sink, "define d%u", i);
    random_cite(dice, &sink);
    sink_c(&sink, "\n");
    random_line(dice, &sink, "when", i, "");
  }
  sink_c(&sink,
         "define age : count\n  gives days from day to today when a\n  gives months from day to today otherwise\n");
  /* Such dates may move with each day: inside an `ever` they would cost a day a day. */
  sink_c(&sink, "define seen : date\n  gives last e when b\n  gives first e otherwise\n");
  sink_c(&sink, "define fresh when count of e since start of a > 0\ndefine since_when : date\n  gives start of a\n");
  sink_format(&sink, "define late when last e + %s > today and first e < day\n",
              PICK(dice, "3 months", "10 working days"));
  sink_format(&sink, "right r \"r\" in force from %s\n  power of p over q\n", PICK(dice, "2009-01-01", "2014-03-01"));
  random_line(dice, &sink, "held when", RANDOM_DEFINITIONS, "");
  random_line(dice, &sink, "not held when", RANDOM_DEFINITIONS, "");
  sink_c(&sink, "duty x \"x\"\n");
  random_line(dice, &sink, "runs p when", RANDOM_DEFINITIONS, "");
  sink_c(&sink, "  runs q otherwise\n");
  sink_c(&sink, "requirement k \"k\"\n  on p\n");
  if (roll(dice, 2)) sink_format(&sink, "  applies when %s\n", PICK(dice, "a", "not b", "n >= 2", "level is known"));
  random_inside(dice, &sink, "  must (", ")");
  sink_format(&sink, "%s\n", PICK(dice, "", " by 2015-02-28", " by day + 6 months", " by day + span"));
  sink_c(&sink, "signature g \"g\"\n");
  random_line(dice, &sink, "indicator i1 \"i1\" when", RANDOM_DEFINITIONS, "");
  random_line(dice, &sink, "indicator i2 \"i2\" when", RANDOM_DEFINITIONS, "");
  sink_format(&sink, "  raised when at least %s indicator\n", PICK(dice, "1", "2", "limit"));
  return sink_result(&sink);
}

static void random_period(Dice *dice, Sink *sink) {
  unsigned year = 10 + roll(dice, 8);
  switch (roll(dice, 5)) {
    case 0: break;
    case 1: sink_format(sink, " from 20%02u", year); break;
    case 2:
      sink_format(sink, " from 20%02u-%02u-01 until 20%02u-%02u-28", year, 1 + roll(dice, 12), year + 1 + roll(dice, 3),
                  1 + roll(dice, 12));
      break;
    default: sink_c(sink, " from "); random_date(dice, sink); break;
  }
}

static Text random_facts(Dice *dice) {
  Sink sink = {0};
  unsigned count = 3 + roll(dice, 14);
  sink_c(&sink, "case k1 \"K\" as at 2018-01-01\nuse m\n");
  for (unsigned i = 0; i < count; i++) {
    switch (roll(dice, 8)) {
      case 0:
      case 1:
        sink_format(&sink, "%s is %s", PICK(dice, "a", "b", "c"), PICK(dice, "yes", "no", "yes", "no", "unknown"));
        random_period(dice, &sink);
        break;
      case 2:
        sink_format(&sink, "n is %s", PICK(dice, "1", "2", "3", "at least 2", "between 1 and 3"));
        random_period(dice, &sink);
        break;
      case 3:
        sink_format(&sink, "level is %s", PICK(dice, "poor", "fair", "good", "one of (fair, good)"));
        random_period(dice, &sink);
        break;
      case 4:
        sink_format(&sink, "members %s", PICK(dice, "includes p", "excludes p", "is p, q", "is none", "excludes q"));
        random_period(dice, &sink);
        break;
      case 5: sink_c(&sink, "day is "); random_date(dice, &sink); break;
      case 6: sink_c(&sink, "e on "); random_date(dice, &sink); break;
      default:
        sink_format(&sink, "e complete from %s until 20%02u-12-31", PICK(dice, "2000", "2012-05-01"),
                    13 + roll(dice, 8));
        break;
    }
    random_cite(dice, &sink);
    sink_format(&sink, "  # %u\n", i);
  }
  return sink_result(&sink);
}

/* A case with its program; NULL where the dice made one that is refused (the same statement twice, for instance). */
static const CaseFile *random_case(uint64_t seed, bool asks_record) {
  Dice dice = {seed, asks_record};
  Session *session = MEM_NEW(Session);
  Diags *diags = MEM_NEW(Diags);
  CaseFiles *cases = (CaseFiles *)mem_alloc(sizeof *cases);
  session_open(session, TEXT(""), TEXT("/nowhere"), diags);
  loader_text(session->loader, TEXT("m.remit"), random_rules(&dice), diags);
  case_read_source(session, source_of_text(TEXT("k1.case"), random_facts(&dice)), TEXT(""), cases);
  if (cases->count > 0) return cases->at[0];
  return NULL;
}

#endif

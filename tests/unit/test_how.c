/* What how finds, against all there is: on small random programs every set of changes is tried by hand, and the minimal
 * ones among those that do must be what is found. Thresholds against a walk over the grid. */
#include "unit.h"

#include <string.h>

#include "study/how.h"
#include "syntax/parse.h"

#define FACTS 5
#define PROGRAMS 1500
#define UNCHANGED (-1)

static Session session;
static Diags diags;

typedef struct Small {
  Program *program;
  CaseFile *file;
  World *world;
  Node *target;
  Day day;
} Small;

/* ---- programs ---- */

static unsigned below(uint64_t *seed, unsigned bound) { return (unsigned)(unit_random(seed) % bound); }

static bool many(unsigned fact) { return fact >= 3; }     /* the last two are enumerations */

static void put_leaf(Sink *sink, uint64_t *seed, unsigned definitions) {
  unsigned fact = below(seed, FACTS + (definitions ? 1 : 0));
  if (fact == FACTS) sink_format(sink, "d%u", below(seed, definitions));
  else if (!many(fact)) sink_format(sink, "f%u", fact);
  else if (below(seed, 2)) sink_format(sink, "f%u is %c", fact, 'a' + (int)below(seed, 4));
  else sink_format(sink, "f%u is one of (%c, %c)", fact, 'a' + (int)below(seed, 2), 'c' + (int)below(seed, 2));
}

static void put_condition(Sink *sink, uint64_t *seed, unsigned definitions, unsigned depth) {
  unsigned kind = depth ? below(seed, 5) : 0;
  if (kind <= 1) {
    if (below(seed, 3) == 0) sink_c(sink, "not ");
    sink_c(sink, "(");
    put_leaf(sink, seed, definitions);
    sink_c(sink, ")");
    return;
  }
  sink_c(sink, kind == 4 ? "(at least 2 of (" : "(");
  for (unsigned i = 0; i < 2 + (kind == 4); i++) {
    if (i) sink_c(sink, kind == 2 ? " and " : kind == 3 ? " or " : ", ");
    put_condition(sink, seed, definitions, depth - 1);
  }
  sink_c(sink, kind == 4 ? "))" : ")");
}

static Text rules_text(uint64_t *seed, unsigned number) {
  Sink sink = {0};
  sink_format(&sink, "module m%u \"M\"\ntype letter is a, b, c, d\n", number);
  for (unsigned f = 0; f < FACTS; f++)
    sink_format(&sink, "fact f%u \"F%u\" : %s%s\n", f, f, many(f) ? "letter" : "yes/no",
                below(seed, 6) ? "" : " fixed");
  for (unsigned d = 0; d < 3; d++) {
    sink_format(&sink, "define d%u \"D%u\"\n  when ", d, d);
    put_condition(&sink, seed, d, 2);
    sink_c(&sink, "\n");
  }
  return sink_result(&sink);
}

static Text case_text(uint64_t *seed, unsigned number) {
  Sink sink = {0};
  sink_format(&sink, "case c as at 2020-06-01\nuse m%u\n", number);
  for (unsigned f = 0; f < FACTS; f++) {
    if (below(seed, 3) == 0) continue;
    if (many(f)) sink_format(&sink, "f%u is %c\n", f, 'a' + (int)below(seed, 4));
    else sink_format(&sink, "f%u is %s\n", f, below(seed, 2) ? "yes" : "no");
  }
  return sink_result(&sink);
}

static Node *condition(Program *program, const char *text) {
  Source *line = source_of_text(TEXT("--condition"), text_of(text));
  Tree *tree = parse_condition(program->names, line, &diags);
  return program_expression(program, program->module, tree->decls.at[0], tree->decls.at[0]->always, line,
                            program->yes_no, &diags);
}

static Small small_of(Text rules, const char *name, Text facts, const char *wanted) {
  CaseFiles cases = {0};
  loader_text(session.loader, text_format("%s.remit", name), rules, &diags);
  case_read_source(&session, source_of_text(TEXT("c.case"), facts), TEXT(""), &cases);
  if (diags.errors) fail_msg("%s\n%s\n%s", text_c(diags.all.at[0]->text), text_c(rules), text_c(facts));
  Small small = {.program = cases.at[0]->program, .file = cases.at[0], .day = cases.at[0]->as_at};
  small.world = world_make(small.program, small.file, (WorldOptions){0});
  small.target = condition(small.program, wanted);
  assert_int_equal(diags.errors, 0);
  return small;
}

/* ---- every set of changes, by hand ---- */

typedef struct Change { int value[FACTS]; } Change;     /* by fact: a member, or UNCHANGED */
typedef LIST(Change) Changes;

static unsigned size_of(const Change *change) {
  unsigned size = 0;
  for (unsigned f = 0; f < FACTS; f++) size += change->value[f] != UNCHANGED;
  return size;
}

static bool reaches(const Small *small, const Change *change) {
  Assertions supposed = {0};
  for (unsigned f = 0; f < FACTS; f++) {
    Lever lever = {small->program->facts.at[f], -1};
    if (change->value[f] != UNCHANGED)
      list_push(&supposed,
                lever_suppose(&lever, value_members(UINT64_C(1) << change->value[f], BASIS_NONE), small->day));
  }
  Value value =
    eval_node(supposed.count ? world_suppose(small->world, &supposed) : small->world, small->target, small->day).value;
  return value_is_yes(&value);
}

static bool part_of(const Change *part, const Change *whole) {
  for (unsigned f = 0; f < FACTS; f++)
    if (part->value[f] != UNCHANGED && part->value[f] != whole->value[f]) return false;
  return true;
}

static bool may_be(const Small *small, unsigned f, int value) {
  const Fact *fact = small->program->facts.at[f];
  if (value == UNCHANGED) return true;
  if (fact->fixed || value >= (int)fact->type->members->count) return false;
  Value now = small->world->facts[f].steps[0].value;
  return now.may != UINT64_C(1) << value;
}

static void enumerate(const Small *small, Change *change, unsigned f, Changes *all) {
  if (f == FACTS) {
    if (size_of(change) && reaches(small, change)) list_push(all, *change);
    return;
  }
  for (int value = UNCHANGED; value < 4; value++) {
    if (!may_be(small, f, value)) continue;
    change->value[f] = value;
    enumerate(small, change, f + 1, all);
  }
  change->value[f] = UNCHANGED;
}

static Changes minimal_by_hand(const Small *small) {
  Changes all = {0}, minimal = {0};
  Change change;
  for (unsigned f = 0; f < FACTS; f++) change.value[f] = UNCHANGED;
  enumerate(small, &change, 0, &all);
  for (size_t i = 0; i < all.count; i++) {
    bool smaller = false;
    for (size_t j = 0; j < all.count && !smaller; j++) smaller = j != i && part_of(&all.at[j], &all.at[i]);
    if (!smaller) list_push(&minimal, all.at[i]);
  }
  return minimal;
}

/* ---- what was found, spelled out ---- */

static void spell(const HowWay *way, size_t at, Change *change, Changes *all) {
  if (at == way->changes.count) {
    list_push(all, *change);
    return;
  }
  const HowChange *one = &way->changes.at[at];
  for (int value = 0; value < 4; value++) {
    if (!(one->region.value.may >> value & 1)) continue;
    change->value[one->lever.fact->index] = value;
    spell(way, at + 1, change, all);
  }
  change->value[one->lever.fact->index] = UNCHANGED;
}

static Changes found_ways(const HowResult *result) {
  Changes all = {0};
  Change change;
  for (unsigned f = 0; f < FACTS; f++) change.value[f] = UNCHANGED;
  for (size_t i = 0; i < result->ways.count; i++) spell(&result->ways.at[i], 0, &change, &all);
  return all;
}

static bool among(const Changes *all, const Change *change) {
  for (size_t i = 0; i < all->count; i++)
    if (memcmp(&all->at[i], change, sizeof *change) == 0) return true;
  return false;
}

static void compare(const Small *small, const HowResult *result, Text rules, Text facts) {
  Changes by_hand = minimal_by_hand(small), found = found_ways(result);
  unsigned largest = result->more && found.count ? size_of(&found.at[found.count - 1]) : FACTS + 1;
  for (size_t i = 0; i < found.count; i++)
    if (!among(&by_hand, &found.at[i]))
      fail_msg("found, but not minimal or not reaching:\n%s\n%s", text_c(rules), text_c(facts));
  for (size_t i = 0; i < by_hand.count; i++)
    if (size_of(&by_hand.at[i]) < largest && !among(&found, &by_hand.at[i]))
      fail_msg("not found:\n%s\n%s", text_c(rules), text_c(facts));
  assert_true(result->exact);
}

static void finds_the_minimal_sets(void **state) {
  uint64_t seed = 20221131;
  unsigned with_ways = 0, with_sets = 0;
  (void)state;
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  for (unsigned i = 0; i < PROGRAMS; i++) {
    Text rules = rules_text(&seed, i), facts = case_text(&seed, i);
    Small small = small_of(rules, text_c(text_format("m%u", i)), facts, below(&seed, 3) ? "d2" : "not d2");
    HowResult result = how_study(small.world, small.target, small.day);
    if (value_is_yes(&result.now)) continue;
    with_ways += result.ways.count > 0;
    with_sets += result.ways.count && result.ways.at[result.ways.count - 1].changes.count > 1;
    compare(&small, &result, rules, facts);
  }
  assert_true(with_ways > PROGRAMS / 4);
  assert_true(with_sets > PROGRAMS / 20);
}

/* ---- thresholds ---- */

static const char NUMBERS[] =
  "module numbers \"N\"\n"
  "fact share \"S\" : percent\nfact size \"Z\" : count\nfact spend \"P\" : money\nfact places \"L\" : count\n"
  "fact start \"T\" : date\nfact open \"O\" : yes/no\n"
  "define cost \"C\" : money  gives spend / places\n"
  "define many \"M\"\n  when size is between 7 and 10 or size = 20\n"
  "define lasting \"A\"\n  when open for 12 months\n"
  "define late \"E\"\n  when start + 6 months < today\n";

static HowResult ask(const char *facts, const char *wanted) {
  static unsigned number;
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  number++;
  Text text = text_format("case c as at 2020-06-01\nuse numbers\n%s", facts);
  Small small = small_of(text_of(NUMBERS), "numbers", text, wanted);
  return how_study(small.world, small.target, small.day);
}

static void only_way(const HowResult *result, int64_t low, int64_t high, const char *statement) {
  assert_int_equal(result->ways.count, 1);
  assert_int_equal(result->ways.at[0].changes.count, 1);
  const HowChange *change = &result->ways.at[0].changes.at[0];
  assert_int_equal(change->region.value.low, low);
  assert_int_equal(change->region.value.high, high);
  assert_text(change->statement, statement);
}

static void finds_thresholds(void **state) {
  (void)state;
  HowResult result = ask("share is 25%\n", "share < 20%");
  only_way(&result, INT64_MIN, 199999, "share is 19.9999% from 2020-06-01");
  result = ask("size is 3\n", "many and size < 15");
  only_way(&result, 7000000, 10000000, "size is 7 from 2020-06-01");
  result = ask("spend is £500\nplaces is 10\n", "cost > £100");
  assert_int_equal(result.ways.count, 2);
  assert_text(result.ways.at[0].changes.at[0].statement, "spend is £1000.000006 from 2020-06-01");
  assert_text(result.ways.at[1].changes.at[0].statement, "places is 4 from 2020-06-01");
  assert_int_equal(result.ways.at[1].changes.at[0].region.value.low, 1000000);
  result = ask("start is 2020-05-01\n", "late");
  only_way(&result, INT64_MIN, calendar_day(2019, 11, 30), "start is 2019-11-30 from 2020-06-01");
}

static void waits(void **state) {
  (void)state;
  HowResult result = ask("open is yes from 2019-09-01\nopen is no until 2019-09-01\n", "lasting");
  assert_true(result.time_alone);
  assert_int_equal(result.time_on, calendar_day(2020, 8, 31));
  assert_int_equal(result.ways.count, 0);
  result = ask("open is no\n", "lasting");
  assert_false(result.time_alone);
  assert_int_equal(result.ways.count, 1);
  assert_int_equal(result.ways.at[0].on, calendar_day(2021, 5, 31));
}

static void says_what_is_so(void **state) {
  (void)state;
  HowResult result = ask("open is yes until 2020-09-01\nopen is no from 2020-09-01\n", "open");
  assert_true(value_is_yes(&result.now));
  assert_int_equal(result.until, calendar_day(2020, 9, 1));
  result = ask("open is yes\n", "open and not open");
  assert_int_equal(result.ways.count, 0);
  assert_int_equal(result.obstacle, HOW_TRIED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(finds_the_minimal_sets),
    cmocka_unit_test(finds_thresholds),
    cmocka_unit_test(waits),
    cmocka_unit_test(says_what_is_so),
  };
  return UNIT_RUN(tests);
}

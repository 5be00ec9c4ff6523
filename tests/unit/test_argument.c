/* An argument is a sufficient set: run on the statements it cites alone, the same answer, basis and dependence; and
 * each of them is part of it. For every conclusion of every example. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/argument.h"
#include "engine/conclude.h"
#include "model/print.h"
#include "random_program.h"

static Session session;
static Diags diags;
static CaseFiles cases;

static int cases_only(const struct dirent *entry) {
  const char *dot = strrchr(entry->d_name, '.');
  return dot != NULL && strcmp(dot, ".case") == 0;
}

static void read_folder(const char *folder) {
  struct dirent **files;
  int count = scandir(folder, &files, cases_only, alphasort);
  for (int i = 0; i < count; i++) {
    case_read(&session, text_format("%s/%s", folder, files[i]->d_name), TEXT(""), &cases);
    free(files[i]);
  }
  if (count >= 0) free(files);
}

static int folders_only(const struct dirent *entry) { return entry->d_type == DT_DIR && entry->d_name[0] != '.'; }

/* What is refused there (random programs may be) is left out. */
static void read_folders(const char *folder) {
  struct dirent **folders;
  read_folder(folder);
  int count = scandir(folder, &folders, folders_only, versionsort);
  for (int i = 0; i < count; i++) {
    diags = (Diags){0};
    read_folder(text_c(text_format("%s/%s", folder, folders[i]->d_name)));
    free(folders[i]);
  }
  if (count >= 0) free(folders);
}

/* REMIT_CASES names a folder to take instead: the tutorial's, when it has been followed; or that of
 * tests/oracle/programs.py. */
static void read_cases(void) {
  const char *asked = getenv("REMIT_CASES");
  if (cases.count > 0) return;
  session_open(&session, TEXT(""), TEXT("rules"), &diags);
  if (asked) {
    read_folders(asked);
    assert_true(cases.count > 0);
    return;
  }
  read_folder("examples");
  case_read(&session, TEXT("examples/public_data/sample/facts.csv"), TEXT("workforce_data"), &cases);
  assert_int_equal(diags.errors, 0);
  assert_true(cases.count > 20);
}

/* ---- a world of some statements ---- */

/* Records of modules are statements like any: taken out of the program, and put back where they are wanted. */
static World *world_of(const World *whole, const Statements *kept, const Assertion *without) {
  Program *program = MEM_NEW(Program);
  CaseFile *file = MEM_NEW(CaseFile);
  *program = *whole->program;
  *file = *whole->case_file;
  program->records.count = 0;
  file->assertions.at = NULL;
  file->assertions.count = file->assertions.room = 0;
  for (size_t i = 0; i < whole->stated.count; i++)
    for (size_t k = 0; k < kept->count; k++)
      if (kept->at[k] == whole->stated.at[i] && kept->at[k] != without)
        list_push(&file->assertions, whole->stated.at[i]);
  return world_make(program, file, whole->options);
}

static bool same_dependence(const Dependences *a, const Dependences *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (a->at[i].kind != b->at[i].kind || a->at[i].index != b->at[i].index) return false;
  return true;
}

static Text words(const World *world, const Conclusion *conclusion) {
  Sink sink = {0};
  const Value *value = &conclusion->kept.value;
  print_cell(&sink, conclusion->unit->type, value);
  sink_format(&sink, " (%s, flags %u; depends on", basis_word((Basis)value->basis), value->flags);
  for (size_t i = 0; i < conclusion->depends_on.count; i++) {
    const Dependence *what = &conclusion->depends_on.at[i];
    const Program *program = world->program;
    Text name = what->kind == SYMBOL_FACT ? program->facts.at[what->index]->subject.name
                : what->kind == SYMBOL_EVENT ? program->events.at[what->index]->subject.name
                : program->parameters.at[what->index]->subject.name;
    sink_format(&sink, " %s", text_c(name));
  }
  sink_c(&sink, ")");
  return sink_result(&sink);
}

static bool same_answer(const Conclusion *a, const Conclusion *b) {
  const Value *x = &a->kept.value, *y = &b->kept.value;
  return value_same(x, y) && x->basis == y->basis && x->flags == y->flags && a->status == b->status &&
         same_dependence(&a->depends_on, &b->depends_on);
}

/* ---- what a reader sees of it, as one text ---- */

static bool print_step(void *owner, ArgumentStep *step) {
  Sink *sink = owner;
  sink_format(sink, "%d %d %u %u ", (int)step->kind, (int)step->part, step->value.basis, step->value.flags);
  if (step->type) print_cell(sink, step->type, &step->value);
  sink_format(sink, " %d %d:", step->from, step->until);
  for (size_t i = 0; i < step->statements.count; i++) sink_format(sink, " %p", (const void *)step->statements.at[i]);
  for (size_t i = 0; i < step->ending.count; i++) sink_format(sink, " %p", (const void *)step->ending.at[i]);
  sink_c(sink, "\n");
  return true;
}

static Text argument_text(World *world, const Unit *unit, Day day) {
  Sink sink = {0};
  Arguments *arguments = arguments_open(world);
  argument_walk(arguments, argument_unit(arguments, unit, day), print_step, &sink);
  return sink_result(&sink);
}

/* ---- the tests ---- */

static unsigned failures;

static void check_sufficient(World *world, World *small, const Unit *unit, Day day, const Statements *cited) {
  Conclusion whole = conclude_unit(world, unit, day), alone = conclude_unit(small, unit, day);
  if (same_answer(&whole, &alone)) return;
  failures++;
  if (failures > 20) return;
  print_message("%s %s on day %d: %zu statements\n  %s\n  %s\n", text_c(world->case_file->name),
                text_c(unit->subject.name), day, cited->count, text_c(words(world, &whole)),
                text_c(words(small, &alone)));
}

static void check_needed(World *world, World *small, const Unit *unit, Day day, const Statements *cited) {
  Text before = argument_text(small, unit, day);
  Conclusion with = conclude_unit(small, unit, day);
  for (size_t i = 0; i < cited->count; i++) {
    World *less = world_of(world, cited, cited->at[i]);
    Conclusion without = conclude_unit(less, unit, day);
    if (!same_answer(&with, &without) || !text_equal(before, argument_text(less, unit, day))) continue;
    failures++;
    if (failures > 20) return;
    print_message("%s %s on day %d: statement %zu of %zu is not needed\n", text_c(world->case_file->name),
                  text_c(unit->subject.name), day, i + 1, cited->count);
  }
}

static void check_conclusion(World *world, Arguments *arguments, const Unit *unit, Day day) {
  Statements cited = argument_statements(arguments, argument_unit(arguments, unit, day));
  World *small = world_of(world, &cited, NULL);
  check_sufficient(world, small, unit, day, &cited);
  check_needed(world, small, unit, day, &cited);
}

static void check_case(const CaseFile *file, Day day) {
  World *world = world_make(file->program, file, (WorldOptions){0});
  Arguments *arguments = arguments_open(world);
  for (size_t u = 0; u < file->program->units.count; u++)
    check_conclusion(world, arguments, file->program->units.at[u], day);
}

static unsigned long asked_for(const char *name, unsigned long otherwise) {
  const char *asked = getenv(name);
  return asked ? strtoul(asked, NULL, 10) : otherwise;
}

static void cited_statements_suffice_and_are_needed(void **state) {
  (void)state;
  read_cases();
  failures = 0;
  for (size_t i = 0; i < cases.count; i++) check_case(cases.at[i], cases.at[i]->dated ? cases.at[i]->as_at : 44000);
  assert_int_equal(failures, 0);
}

/* Years before and after the case's own date, when other things are open. REMIT_DATES asks for more of them. */
static void they_are_so_on_other_dates(void **state) {
  (void)state;
  read_cases();
  failures = 0;
  for (unsigned long round = 0; round < asked_for("REMIT_DATES", 1); round++)
    for (size_t i = 0; i < cases.count; i++)
      check_case(cases.at[i], calendar_day(2010 + (int)((i * 5 + round * 7) % 16), 1 + (int)((i + round) % 12), 15));
  assert_int_equal(failures, 0);
}

/* The trust ran the services; what is said to have ended before is in no step, though without it another run of days is
 * the argument. */
static void what_ended_before_is_among_them(void **state) {
  (void)state;
  read_cases();
  failures = 0;
  for (size_t i = 0; i < cases.count; i++)
    if (text_equal(cases.at[i]->name, TEXT("doncaster"))) check_case(cases.at[i], calendar_day(2025, 6, 15));
  assert_int_equal(failures, 0);
}

/* Every construct that looks at other dates, in programs nobody would write; but none that asks about the record
 * itself, whose answer is about all statements, cited or not. REMIT_TRIALS asks for more programs, REMIT_SEED for others.
 */
static void they_are_so_in_random_programs(void **state) {
  (void)state;
  failures = 0;
  uint64_t first = asked_for("REMIT_SEED", 0);
  for (uint64_t seed = first; seed < first + asked_for("REMIT_TRIALS", 12); seed++) {
    const CaseFile *file = random_case(seed, false);
    if (file == NULL) continue;
    unsigned before = failures;
    check_case(file, calendar_day(2010 + (int)(seed % 9), 1 + (int)(seed % 12), 1 + (int)(seed % 28)));
    check_case(file, file->as_at);
    if (failures > before) print_message("seed %d\n", (int)seed);
  }
  assert_int_equal(failures, 0);
}

/* ---- numbers ---- */

static void steps_are_found_by_number(void **state) {
  (void)state;
  read_cases();
  const CaseFile *file = cases.at[0];
  World *world = world_make(file->program, file, (WorldOptions){0});
  Arguments *arguments = arguments_open(world);
  for (size_t u = 0; u < file->program->units.count; u++) {
    ArgumentStep *root = argument_unit(arguments, file->program->units.at[u], file->as_at);
    const ArgumentSteps *steps = argument_steps(arguments, root);
    assert_ptr_equal(argument_find(arguments, root, TEXT("")), root);
    for (size_t i = 0; i < steps->count; i++)
      assert_ptr_equal(argument_find(arguments, root, text_format("%zu", i + 1)), steps->at[i]);
    assert_null(argument_find(arguments, root, text_format("%zu", steps->count + 1)));
    assert_null(argument_find(arguments, root, TEXT("0")));
    assert_null(argument_find(arguments, root, TEXT("1.")));
    assert_null(argument_find(arguments, root, TEXT("x")));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cited_statements_suffice_and_are_needed),
    cmocka_unit_test(they_are_so_on_other_dates),
    cmocka_unit_test(what_ended_before_is_among_them),
    cmocka_unit_test(they_are_so_in_random_programs),
    cmocka_unit_test(steps_are_found_by_number),
  };
  return UNIT_RUN(tests);
}

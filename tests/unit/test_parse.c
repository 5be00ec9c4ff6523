#include "unit.h"
#include "base/sink.h"
#include "syntax/parse.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/syntax"

static Names *names;

static Tree *read_text(const char *text, bool is_case, Diags *diags) {
  Source *source = source_of_text(TEXT("a"), text_of(text));
  *diags = (Diags){.errors = 0};
  names = MEM_NEW(Names);
  return is_case ? parse_case(names, source, diags) : parse_rules(names, source, diags);
}

static Tree *read_right(const char *text) {
  Diags diags;
  Tree *tree = read_text(text, false, &diags);
  if (diags.errors) print_error("%s: %s\n", text, text_c(diags.all.at[0]->text));
  assert_int_equal(diags.errors, 0);
  return tree;
}

/* ---- tests/syntax: every `# error R0101 "part of the message" at 3:5` comes, in this order, and nothing else ---- */

typedef struct Outcome {
  unsigned code, line, column;
  char part[160];
} Outcome;

static size_t outcomes_in(const char *text, Outcome *outcomes, size_t room) {
  size_t count = 0;
  for (const char *at = text; (at = strstr(at, "# error R")) && count < room; at++) {
    Outcome *outcome = &outcomes[count];
    if (sscanf(at, "# error R%u \"%159[^\"]\" at %u:%u", &outcome->code, outcome->part, &outcome->line,
               &outcome->column) == 4)
      count++;
  }
  return count;
}

static int by_place(const void *left, const void *right) {
  const Outcome *a = left, *b = right;
  return a->line != b->line ? (a->line < b->line ? -1 : 1) : (a->column > b->column) - (a->column < b->column);
}

static bool agrees(const Diag *diag, const Outcome *outcome) {
  Place place = source_place(diag->source, diag->span.from);
  const char *message = text_c(text_format("%s; %s", text_c(diag->text), text_c(diag->mend)));
  return diag->code == outcome->code && place.line == outcome->line && place.column == outcome->column &&
         strstr(message, outcome->part);
}

static void print_got(const Diags *diags) {
  for (size_t i = 0; i < diags->all.count; i++) {
    const Diag *diag = diags->all.at[i];
    Place place = source_place(diag->source, diag->span.from);
    print_error("  got R%04u at %u:%u %s; %s\n", (unsigned)diag->code, place.line, place.column, text_c(diag->text),
                text_c(diag->mend));
  }
}

static bool file_agrees(const char *path) {
  Outcome outcomes[64];
  Source *source;
  int error;
  Diags diags = {.errors = 0};
  if (source_read(path, &source, &error) != SOURCE_OK) return false;
  names = MEM_NEW(Names);
  if (strstr(path, ".case")) parse_case(names, source, &diags);
  else parse_rules(names, source, &diags);
  for (size_t i = 1; i < diags.all.count; i++)
    if (diags.all.at[i]->span.from < diags.all.at[i - 1]->span.from)
      print_error("%s: message %zu out of order\n", path, i);
  diag_sort(&diags);
  size_t count = outcomes_in(text_c(source->text), outcomes, 64);
  qsort(outcomes, count, sizeof *outcomes, by_place);
  bool same = count == diags.all.count;
  for (size_t i = 0; same && i < count; i++) same = agrees(diags.all.at[i], &outcomes[i]);
  if (!same) print_error("%s: %zu outcomes expected\n", path, count);
  if (!same) print_got(&diags);
  return same;
}

static void files_have_their_outcomes(void **state) {
  (void)state;
  struct dirent **found;
  int count = scandir(FOLDER, &found, NULL, alphasort), files = 0, wrong = 0;
  for (int i = 0; i < count; i++) {
    if (found[i]->d_name[0] != '.') files++, wrong += !file_agrees(text_c(text_format(FOLDER "/%s", found[i]->d_name)));
    free(found[i]);
  }
  if (count >= 0) free(found);
  assert_true(files > 30);
  assert_int_equal(wrong, 0);
}

/* ---- the tree ---- */

static Expr *condition(const char *text) {
  Diags diags = {.errors = 0};
  names = MEM_NEW(Names);
  Tree *tree = parse_condition(names, source_of_text(TEXT("a"), text_of(text)), &diags);
  assert_non_null(tree);
  assert_int_equal(diags.errors, 0);
  return tree->decls.at[0]->always;
}

static void chains_are_one_node(void **state) {
  (void)state;
  Expr *chain = condition("a or b or (c or d) or e and f and g");
  assert_int_equal(chain->kind, EXPR_OR);
  assert_int_equal(chain->list.count, 4);
  assert_int_equal(chain->list.at[2]->kind, EXPR_OR);
  assert_true(chain->list.at[2]->brackets);
  assert_int_equal(chain->list.at[3]->list.count, 3);
  Expr *sum = condition("1 + 2 + 3 - 4 + 5 = x");
  assert_int_equal(sum->a->kind, EXPR_ADD);
  assert_int_equal(sum->a->list.count, 2);
  assert_int_equal(sum->a->list.at[0]->kind, EXPR_SUBTRACT);
  assert_int_equal(sum->a->list.at[0]->a->list.count, 3);
}

static void binding(void **state) {
  (void)state;
  Expr *e = condition("not a is b and c");
  assert_int_equal(e->kind, EXPR_AND);
  assert_int_equal(e->list.at[0]->kind, EXPR_NOT);
  assert_int_equal(e->list.at[0]->a->kind, EXPR_COMPARE);
  e = condition("not a > 1 + 2 for 12 months at 2015-01-01");
  assert_int_equal(e->a->kind, EXPR_AT);
  assert_int_equal(e->a->a->kind, EXPR_FOR);
  assert_int_equal(e->a->a->a->kind, EXPR_COMPARE);
  e = condition("ever a in last 5 years or b");
  assert_int_equal(e->kind, EXPR_OR);
  assert_non_null(e->list.at[0]->ever.window.in_last);
  e = condition("a is at least 3");
  assert_int_equal(e->op, COMPARE_AT_LEAST);
}

static void literals(void **state) {
  (void)state;
  assert_int_equal(condition("-2")->literal->number, -2 * DECIMAL_ONE);
  assert_int_equal(condition("17.5%")->literal->number, 175000);
  assert_int_equal(condition("£4.7m")->literal->number, 4700000 * DECIMAL_ONE);
  assert_int_equal(condition("£1_250")->literal->number, 1250 * DECIMAL_ONE);
  assert_int_equal(condition("6 weeks")->literal->count, 42);
  assert_int_equal(condition("1 year")->literal->count, 12);
  assert_int_equal(condition("10 working days")->literal->unit, UNIT_WORKING_DAYS);
  assert_int_equal(condition("2015")->literal->kind, LITERAL_NUMBER);
  assert_int_equal(condition("2015-12")->literal->date.last - condition("2015-12")->literal->date.first, 30);
  assert_text(condition("\"a\\\"\\\\\\n\" \"b\"")->literal->text, "a\"\\\nb");
}

static void spans_start_at_their_declaration(void **state) {
  (void)state;
  Tree *tree =
    read_right("# x\nfact a : count  # y\n\nduty b\n  delivers trust when not held_up # z\nfact c : yes/no\n");
  assert_int_equal(tree->decls.count, 3);
  assert_int_equal(tree->comments.count, 3);
  assert_true(tree->comments.at[0].alone);
  assert_false(tree->comments.at[1].alone);
  const Decl *duty = tree->decls.at[1];
  const Line *line = duty->lines.at[0];
  assert_int_equal(duty->offset, 25);
  assert_int_equal(duty->span.from, 0);
  assert_text(text_slice(tree->source->text, duty->offset, duty->offset + duty->span.to),
              "duty b\n  delivers trust when not held_up");
  Span when = ast_absolute(duty, line->when->span), name = ast_absolute(duty, line->name.span);
  assert_text(text_slice(tree->source->text, when.from, when.to), "not held_up");
  assert_text(text_slice(tree->source->text, name.from, name.to), "delivers");
}

static void broken_declarations_keep_their_names(void **state) {
  (void)state;
  Diags diags;
  Tree *tree = read_text("fact a yes/no\nrequirment b \"B\"\n  must c\nfact d : count\n", false, &diags);
  assert_int_equal(diags.errors, 2);
  assert_int_equal(tree->decls.count, 3);
  assert_true(tree->decls.at[0]->broken && tree->decls.at[1]->broken && !tree->decls.at[2]->broken);
  assert_int_equal(tree->decls.at[1]->kind, DECL_REQUIREMENT);
  assert_text(tree->decls.at[1]->name.name->text, "b");
  tree = read_text("define a : count\n  gives 1 cite b as", false, &diags);
  assert_int_equal(diags.errors, 1);
  assert_int_equal(tree->decls.count, 1);
  assert_true(tree->decls.at[0]->span.to <= tree->source->text.bytes);
}

static void names_are_interned(void **state) {
  (void)state;
  Tree *tree = read_right("fact alpha : beta fact beta : alpha");
  assert_ptr_equal(tree->decls.at[0]->name.name, tree->decls.at[1]->fact->type.name.name);
  assert_int_equal(tree->decls.at[0]->name.name->id, 0);
  assert_ptr_equal(names_find(names, TEXT("beta")), tree->decls.at[1]->name.name);
  assert_null(names_find(names, TEXT("gamma")));
}

/* ---- one line ---- */

static void single_lines(void **state) {
  (void)state;
  Diags diags = {.errors = 0};
  Names *own = MEM_NEW(Names);
  Tree *tree = parse_statement(own, source_of_text(TEXT("a"), TEXT("f[x] is at least 3 from 2015")), &diags);
  assert_int_equal(tree->decls.at[0]->statement->kind, STATEMENT_AT_LEAST);
  tree = parse_value(own, source_of_text(TEXT("a"), TEXT("unknown")), &diags);
  assert_int_equal(tree->decls.at[0]->statement->kind, STATEMENT_UNKNOWN);
  assert_null(tree->decls.at[0]->statement->ref.name.name);
  tree = parse_value(own, source_of_text(TEXT("a"), TEXT("none")), &diags);
  assert_int_equal(tree->decls.at[0]->statement->kind, STATEMENT_IS_NONE);
  assert_int_equal(diags.errors, 0);
  assert_null(parse_condition(own, source_of_text(TEXT("a"), TEXT("a or")), &diags));
  assert_null(parse_condition(own, source_of_text(TEXT("a"), TEXT("")), &diags));
  assert_int_equal(diags.errors, 2);
}

static void more_is_wanted(void **state) {
  (void)state;
  Names *own = MEM_NEW(Names);
  assert_true(parse_wants_more(own, TEXT("duty a")));
  assert_true(parse_wants_more(own, TEXT("define a when (b or")));
  assert_false(parse_wants_more(own, TEXT("define a when b")));
  assert_false(parse_wants_more(own, TEXT("define a when )")));
  assert_false(parse_wants_more(own, TEXT("")));
}

/* ---- limits ---- */

static Text repeated(const char *head, const char *part, size_t times, const char *middle, const char *close) {
  Sink sink = {.at = NULL};
  sink_c(&sink, head);
  for (size_t i = 0; i < times; i++) sink_c(&sink, part);
  sink_c(&sink, middle);
  for (size_t i = 0; i < times; i++) sink_c(&sink, close);
  return sink_result(&sink);
}

static const Diags *errors_of(Text text) {
  Diags *diags = MEM_NEW(Diags);
  parse_rules(MEM_NEW(Names), source_of_text(TEXT("a"), text), diags);
  return diags;
}

static void nesting_has_a_limit(void **state) {
  (void)state;
  static const char *const FORMS[][3] = {
    {"(", "a", ")"},      {"not ", "a", ""},           {"not (", "a", ")"},       {"- ", "a", ""},
    {"ever ", "a", ""},   {"start of ", "a", ""},      {"1 day after ", "a", ""}, {"all of (", "a", ")"},
    {"(b or ", "a", ")"}, {"days from ", "a", " to b"}};
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
    for (size_t times = 257; times <= 6000; times = times * 20 + 1) {
      const Diags *diags = errors_of(repeated("always \"x\" ", FORMS[i][0], times, FORMS[i][1], FORMS[i][2]));
      assert_int_equal(diags->errors, 1);
      assert_int_equal(diags->all.at[0]->code, DIAG_NESTING);
      assert_non_null(strstr(text_c(diags->all.at[0]->text), "256"));
    }
    size_t levels = i == 2 ? 128 : 256;
    assert_int_equal(errors_of(repeated("always \"x\" ", FORMS[i][0], levels, FORMS[i][1], FORMS[i][2]))->errors, 0);
  }
}

static void chains_that_lean_have_a_limit(void **state) {
  (void)state;
  static const char *const CHAINS[] = {" - b", " at b", " / b", " + b - c", " for n"};
  for (size_t i = 0; i < sizeof CHAINS / sizeof *CHAINS; i++) {
    const Diags *diags = errors_of(repeated("always \"x\" a", CHAINS[i], 5000, "\nfact a : count", ""));
    assert_int_equal(diags->errors, 1);
    assert_int_equal(diags->all.at[0]->code, DIAG_NESTING);
  }
  assert_int_equal(errors_of(repeated("always \"x\" a", " or b", 5000, "", ""))->errors, 0);
}

static void other_limits(void **state) {
  (void)state;
  assert_int_equal(errors_of(repeated("fact a \"", "x", 64 * 1024, "\" : count", ""))->errors, 0);
  assert_int_equal(errors_of(repeated("fact a \"", "x", 64 * 1024 + 1, "\" : count", ""))->all.at[0]->code,
                   DIAG_TEXT_LONG);
  assert_int_equal(errors_of(repeated("fact a ", "\"x\" ", 64 * 1024 + 1, ": count", ""))->all.at[0]->code,
                   DIAG_TEXT_LONG);
  assert_int_equal(errors_of(repeated("type a is b", ", c", 63, "", ""))->errors, 0);
  assert_int_equal(errors_of(repeated("type a is b", ", c", 64, "", ""))->errors, 1);
  assert_int_equal(errors_of(repeated("", "fact when\n", 5000, "", ""))->errors, 201);
}

/* ---- words ---- */

static void every_word_is_known_to_the_scanner(void **state) {
  (void)state;
  size_t count;
  const LanguageWord *words = parse_words(&count);
  assert_true(count > 100);
  for (size_t i = 0; i < count; i++) {
    const Diags *diags = errors_of(text_format("fact %s : count", words[i].word));
    assert_int_equal(diags->errors, words[i].reserved);
    if (words[i].reserved) assert_int_equal(diags->all.at[0]->code, DIAG_RESERVED);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_have_their_outcomes), cmocka_unit_test(chains_are_one_node), cmocka_unit_test(binding),
      cmocka_unit_test(literals), cmocka_unit_test(spans_start_at_their_declaration),
      cmocka_unit_test(broken_declarations_keep_their_names), cmocka_unit_test(names_are_interned),
      cmocka_unit_test(single_lines), cmocka_unit_test(more_is_wanted), cmocka_unit_test(nesting_has_a_limit),
      cmocka_unit_test(chains_that_lean_have_a_limit), cmocka_unit_test(other_limits),
      cmocka_unit_test(every_word_is_known_to_the_scanner)};
  return UNIT_RUN(tests);
}

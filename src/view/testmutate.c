#include "view/testmutate.h"
#include "view/jsonout.h"
#include "view/testwords.h"
#include "view/visible.h"

MutationSum mutation_sum(const Mutants *mutants) {
  MutationSum sum = {.all = mutants->all.count};
  for (size_t i = 0; i < sum.all; i++) {
    sum.killed += mutants->all.at[i]->fate == MUTANT_KILLED;
    sum.survived += mutants->all.at[i]->fate == MUTANT_SURVIVED;
    sum.untouched += mutants->all.at[i]->fate == MUTANT_UNTOUCHED;
  }
  return sum;
}

Millionths mutation_share(const MutationSum *sum) {
  return sum->all ? (Millionths)(sum->killed * DECIMAL_ONE / sum->all) : DECIMAL_ONE;
}

/* ---- text ---- */

static void say_becomes(Sink *sink, const char *words, Text becomes) {
  sink_c(sink, words);
  visible_print(sink, becomes);
}

static void say_change(Sink *sink, const Mutant *mutant) {
  if (mutant->kind == MUTATION_DROP_EXCEPTION) {
    sink_c(sink, "the whole amendment could be left out");
    return;
  }
  testwords_source(sink, mutant->file, mutant->span);
  switch (mutant->kind) {
    case MUTATION_COMPARISON: say_becomes(sink, " could be with ", mutant->becomes); break;
    case MUTATION_UP: case MUTATION_DOWN: case MUTATION_LATER: case MUTATION_EARLIER: case MUTATION_OUTCOME:
      say_becomes(sink, " could be ", mutant->becomes);
      break;
    case MUTATION_PARTY: say_becomes(sink, " could be for ", mutant->becomes); break;
    case MUTATION_DROP_BRANCH: case MUTATION_DROP_CONDITION: sink_c(sink, " could be left out"); break;
    case MUTATION_NEGATE: sink_c(sink, " could be its opposite"); break;
    case MUTATION_DROP_EXCEPTION: break;
  }
}

static void say_fate(Sink *sink, const Mutant *mutant) {
  if (mutant->fate == MUTANT_UNTOUCHED) sink_c(sink, "   (no expectation can read it)");
  if (mutant->fate != MUTANT_KILLED) return;
  sink_c(sink, "   (noticed by ");
  visible_print(sink, mutant->killer->scenario->title);
  sink_char(sink, ')');
}

static void say_mutant(Sink *sink, const Mutant *mutant) {
  Place place = source_place(mutant->file, mutant->span.from);
  sink_format(sink, "  %4u:%-3u ", place.line, place.column);
  visible_print(sink, mutant->about);
  sink_c(sink, ": ");
  say_change(sink, mutant);
  say_fate(sink, mutant);
  sink_char(sink, '\n');
}

static void say_sum(Sink *sink, const MutationSum *sum, bool colour) {
  testwords_count(sink, sum->all, "mutant", "mutants");
  sink_format(sink, ": %zu noticed (", sum->killed);
  testwords_share(sink, mutation_share(sum));
  sink_c(sink, ")");
  if (sum->survived) testwords_coloured(sink, colour, TESTWORDS_BAD, text_c(text_format(", %zu not", sum->survived)));
  if (sum->untouched)
    testwords_coloured(sink, colour, TESTWORDS_BAD,
                       text_c(text_format(", %zu in rules that no expectation can read", sum->untouched)));
  sink_char(sink, '\n');
}

void testmutate_text(Sink *sink, const Mutants *mutants, bool all, bool colour) {
  MutationSum sum = mutation_sum(mutants);
  const Source *file = NULL;
  if (sum.killed < sum.all) sink_c(sink, "These rules could be otherwise without any scenario noticing:\n");
  for (size_t i = 0; i < mutants->all.count; i++) {
    const Mutant *mutant = mutants->all.at[i];
    if (!all && mutant->fate == MUTANT_KILLED) continue;
    if (mutant->file != file) {
      visible_print(sink, mutant->file->path);
      sink_char(sink, '\n');
    }
    file = mutant->file;
    say_mutant(sink, mutant);
  }
  say_sum(sink, &sum, colour);
}

/* ---- JSON ---- */

static const char *kind_word(MutationKind kind) {
  static const char *const words[] = {
    [MUTATION_COMPARISON] = "comparison",
    [MUTATION_UP] = "up",
    [MUTATION_DOWN] = "down",
    [MUTATION_LATER] = "later",
    [MUTATION_EARLIER] = "earlier",
    [MUTATION_DROP_BRANCH] = "drop branch",
    [MUTATION_DROP_EXCEPTION] = "drop exception",
    [MUTATION_DROP_CONDITION] = "drop condition",
    [MUTATION_PARTY] = "party",
    [MUTATION_OUTCOME] = "outcome",
    [MUTATION_NEGATE] = "negate",
  };
  return words[kind];
}

static void put_mutant(JsonOut *json, const Mutant *mutant) {
  Sink source = {0};
  testwords_place(json, mutant->file, mutant->span);
  jsonout_put(json, "about", mutant->about);
  jsonout_put_c(json, "change", kind_word(mutant->kind));
  testwords_raw(&source, mutant->file, mutant->span);
  jsonout_put(json, "source", sink_result(&source));
  jsonout_key(json, "becomes");
  if (mutant->becomes.bytes) jsonout_string(json, mutant->becomes);
  else jsonout_null(json);
  jsonout_put_bool(json, "touched", mutant->fate != MUTANT_UNTOUCHED);
}

void testmutate_json(Sink *sink, const Mutants *mutants) {
  JsonOut json = {.sink = sink};
  MutationSum sum = mutation_sum(mutants);
  testwords_head(&json);
  jsonout_put_number(&json, "mutants", (int64_t)sum.all);
  jsonout_put_number(&json, "noticed", (int64_t)sum.killed);
  jsonout_put(&json, "share", testwords_share_text(mutation_share(&sum)));
  jsonout_key(&json, "survivors");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < mutants->all.count; i++) {
    if (mutants->all.at[i]->fate == MUTANT_KILLED) continue;
    jsonout_open(&json, '{');
    put_mutant(&json, mutants->all.at[i]);
    jsonout_close(&json, '}');
  }
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

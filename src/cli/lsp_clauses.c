#include "cli/lsp_clauses.h"
#include <string.h>

static bool among(Text word, const char *words) {
  for (const char *at = words; *at;) {
    const char *end = strchrnul(at, ' ');
    if (text_equal(word, (Text){at, (uint32_t)(end - at)})) return true;
    at = *end ? end + 1 : end;
  }
  return false;
}

/* How many words ago one of these stood; 0: never. */
static size_t last_of(const TypingPlace *place, const char *words) {
  for (size_t back = 1; back <= place->words.count; back++)
    if (among(place_word(place, back), words)) return back;
  return 0;
}

static size_t words_in_line(const TypingPlace *place) {
  for (size_t back = 1; back <= place->words.count; back++)
    if (place->words.at[place->words.count - back].first) return back;
  return place->words.count;
}

/* ---- statements of fact ---- */

static bool stating(const TypingPlace *place, bool is_case) {
  size_t given = last_of(place, "given"), expected = last_of(place, "expect");
  if (is_case) return !among(place_declares(place), "case use source party");
  return among(place_declares(place), "record") || (given && (!expected || given < expected));
}

static const char *statement_words(const TypingPlace *place) {
  size_t given = last_of(place, "given record"), said = last_of(place, "is includes excludes on complete none");
  size_t begin = given ? given : words_in_line(place) + 1;
  return said && said < begin ? "from until planned recorded cite" : "is includes excludes on complete none";
}

/* ---- conditions ---- */

#define OPERATORS "and or is is_not in not_in includes at for in_last since "

static const char *condition_words(Text opener, Text declares) {
  if (among(opener, "must")) return OPERATORS "by when cite";
  if (among(opener, "gives")) return OPERATORS "when otherwise cite";
  if (among(opener, "expect")) return OPERATORS "because as";
  if (among(declares, "signature")) return OPERATORS "indicators of cite";
  return OPERATORS "cite";
}

/* ---- heads and lines ---- */

static const struct { const char *declares, *head, *line;
} CLAUSES[] = {
  {"duty", "for_each cite in_force", "when otherwise cite"},
  {"right", "for_each cite in_force claim_of power_of liberty_of immunity_of against over from on when",
   "against over from on when otherwise cite"},
  {"requirement", "for_each cite in_force on applies_when must", "cite"},
  {"signature", "for_each cite in_force group indicator raised_when severity probe", "when otherwise cite"},
  {"parameter", "is from until cite", "from until cite"},
  {"define", "for_each cite when gives", "when otherwise cite"},
  {"fact", "for_each ask fixed decided_by judged_by stale_after cite",
   "ask fixed decided_by judged_by stale_after cite"},
  {"event", "for_each cite", "cite"},
  {"role", "exactly_one at_least_one any_number", "exactly_one at_least_one any_number"},
  {"type", "is", "is"},
  {"scale", "is", "is"},
  {"source", "by dated stated implied opinion proposed", "by dated stated implied opinion proposed"},
  {"scenario", "case as_at as_known as_planned given expect", "case as_at as_known as_planned"},
  {"case", "as_at", "as_at"},
  {"always", OPERATORS, OPERATORS},
};

static const char *clause_words(const TypingPlace *place, Text declares) {
  bool head = words_in_line(place) == place->words.count;
  for (size_t i = 0; i < sizeof CLAUSES / sizeof *CLAUSES; i++)
    if (text_equal(declares, text_of(CLAUSES[i].declares))) return head ? CLAUSES[i].head : CLAUSES[i].line;
  return "";
}

const char *clauses_here(const TypingPlace *place, bool is_case) {
  Text declares = place_declares(place);
  size_t opener = last_of(place, "when must expect gives"), cite = last_of(place, "cite"), line = words_in_line(place);
  if (!place->words.count) return "";
  if (cite && (!opener || cite < opener) && cite <= line) return "as by cite";
  if (stating(place, is_case)) return statement_words(place);
  /* In these a condition ends with its line, since the next begins another. */
  bool ended = opener > line && among(declares, "duty signature right parameter");
  if (opener && !ended) return condition_words(place_word(place, opener), declares);
  return clause_words(place, declares);
}

bool clauses_date_due(const TypingPlace *place, bool is_case) {
  if (last_of(place, "until dated recorded") == 1) return true;
  bool period = stating(place, is_case) || among(place_declares(place), "parameter") || place_is(place, 2, "force");
  if (last_of(place, "from") == 1) return period;
  return (place_is(place, 1, "at") || place_is(place, 1, "known")) && place_is(place, 2, "as");
}

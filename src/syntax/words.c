#include "syntax/words.h"
#include <string.h>
#include "remit.tab.h"

static const LanguageWord WORDS[] = {
#define WORD(spelling, class, reserved, token) {spelling, WORD_##class, reserved},
#include "syntax/keywords.def"
#undef WORD
};

static const int TOKENS[] = {
#define WORD(spelling, class, reserved, token) TOKEN_##token,
#include "syntax/keywords.def"
#undef WORD
};

const LanguageWord *parse_words(size_t *count) {
  *count = sizeof WORDS / sizeof *WORDS;
  return WORDS;
}

int words_token(Text word) {
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (WORDS[i].reserved && text_equal(text_of(WORDS[i].word), word)) return TOKENS[i];
  return 0;
}

typedef struct Habit {
  const char *foreign, *remit;
} Habit;

static const char *remit_for(const Habit *habits, size_t count, Text word) {
  for (size_t i = 0; i < count; i++)
    if (text_equal(text_of(habits[i].foreign), word)) return habits[i].remit;
  return NULL;
}

const char *words_foreign(Text word) {
  static const Habit HABITS[] = {
      {"if", "`when`"},         {"unless", "`when not`"},  {"else", "`otherwise`"},  {"elsif", "`when`"},
      {"default", "`otherwise`"}, {"while", "`when`"},     {"where", "`when`"},      {"equals", "`is`"},
      {"equal", "`is`"},        {"was", "`is`"},           {"are", "`is`"},          {"has", "`is`"},
      {"null", "`unknown`"},    {"import", "`use`"},       {"include", "`use`"},     {"let", "`define`"},
      {"def", "`define`"},      {"rule", "`duty`, `right`, `requirement` or `signature`"},
      {"till", "`until`"},      {"contains", "`includes`"}, {"test", "`scenario`"},  {"assert", "`expect`"},
      {"override", "`amend`"},  {"except", "`amend`"},     {"isnt", "`is not`"},
      {"about", "`is between ... and ...`"},
      {"around", "`is between ... and ...`"}, {"roughly", "`is between ... and ...`"},
      {"approximately", "`is between ... and ...`"}, {"circa", "`is between ... and ...`"},
      {"than", "`<` for `less than`, `>` for `more than`"},
      {"then", "`gives`"},      {"xor", "`is not`"},       {"should", "`must`"},        {"shall", "`must`"},
      {"within", "`by` and a day, such as `by first visit + 3 months`"},       {"before", "`until` or `<`"},
      {"less", "`<`"},          {"fewer", "`<`"},          {"below", "`<`"},         {"under", "`<`"},
      {"more", "`>`"},          {"greater", "`>`"},        {"above", "`>`"},         {"exceeds", "`>`"}};
  return remit_for(HABITS, sizeof HABITS / sizeof *HABITS, word);
}

const char *words_foreign_type(Text word) {
  static const Habit HABITS[] = {{"boolean", "`yes/no`"}, {"bool", "`yes/no`"},   {"string", "`text`"},
                                 {"integer", "`count`"},  {"int", "`count`"},     {"float", "`number`"},
                                 {"decimal", "`number`"}, {"percentage", "`percent`"}, {"currency", "`money`"},
                                 {"pounds", "`money`"},   {"enum", "the name of a `type`"}};
  return remit_for(HABITS, sizeof HABITS / sizeof *HABITS, word);
}

#include "syntax/expect.h"
#include <string.h>

/* Tokens that mean one thing to an author are told as one. */
typedef enum Group {
  GROUP_ALONE,          /* told by its own word */
  GROUP_NAME, GROUP_VALUE, GROUP_OPERAND, GROUP_CONDITION, GROUP_TYPE, GROUP_STATUS, GROUP_DATE,
  GROUP_COMPARISON, GROUP_SIGN, GROUP_DECLARATION, GROUP_END
} Group;

typedef struct Known {
  const char *word;
  Group group;
  unsigned rank;        /* the lowest are told */
} Known;

static const Known KNOWN[] = {
  {"`:` and a type", GROUP_ALONE, 1},
  {"`)`", GROUP_ALONE, 2},
  {"`]`", GROUP_ALONE, 2},
  {"a name", GROUP_NAME, 10},
  {"a number", GROUP_VALUE, 10},
  {"a percentage, such as `60%`", GROUP_VALUE, 10},
  {"an amount of money, such as `£850k`", GROUP_VALUE, 10},
  {"a duration, such as `18 months`", GROUP_VALUE, 10},
  {"a date, such as `2014-10-01`", GROUP_VALUE, 10},
  {"`yes`", GROUP_VALUE, 10},
  {"`no`", GROUP_VALUE, 10},
  {"a text in double quotes", GROUP_VALUE, 20},
  {"`(`", GROUP_OPERAND, 15},
  {"`first`", GROUP_OPERAND, 15},
  {"`last`", GROUP_OPERAND, 15},
  {"`count of`", GROUP_OPERAND, 15},
  {"`changes of`", GROUP_OPERAND, 15},
  {"`start of`", GROUP_OPERAND, 15},
  {"`days from`", GROUP_OPERAND, 15},
  {"`months from`", GROUP_OPERAND, 15},
  {"`years from`", GROUP_OPERAND, 15},
  {"`today`", GROUP_OPERAND, 15},
  {"`raised signatures`", GROUP_OPERAND, 15},
  {"`breached requirements`", GROUP_OPERAND, 15},
  {"`held rights`", GROUP_OPERAND, 15},
  {"`not`", GROUP_CONDITION, 15},
  {"`ever`", GROUP_CONDITION, 15},
  {"`never`", GROUP_CONDITION, 15},
  {"`all of`", GROUP_CONDITION, 15},
  {"`none of`", GROUP_CONDITION, 15},
  {"`all indicators`", GROUP_CONDITION, 15},
  {"`at least`", GROUP_CONDITION, 15},
  {"`at most`", GROUP_CONDITION, 15},
  {"`set of`", GROUP_TYPE, 10},
  {"`count`", GROUP_TYPE, 10},
  {"`number`", GROUP_TYPE, 10},
  {"`percent`", GROUP_TYPE, 10},
  {"`money`", GROUP_TYPE, 10},
  {"`date`", GROUP_TYPE, 10},
  {"`duration`", GROUP_TYPE, 10},
  {"`text`", GROUP_TYPE, 10},
  {"the type `party`", GROUP_TYPE, 10},
  {"`conflict`", GROUP_STATUS, 30},
  {"`nobody`", GROUP_STATUS, 30},
  {"`known`", GROUP_STATUS, 30},
  {"`disputed`", GROUP_STATUS, 30},
  {"`met`", GROUP_STATUS, 30},
  {"`breached`", GROUP_STATUS, 30},
  {"`pending`", GROUP_STATUS, 30},
  {"`applicable`", GROUP_STATUS, 30},
  {"`is`", GROUP_COMPARISON, 22},
  {"`includes`", GROUP_COMPARISON, 22},
  {"`<=`", GROUP_COMPARISON, 22},
  {"`>=`", GROUP_COMPARISON, 40},
  {"`=`", GROUP_COMPARISON, 40},
  {"`<`", GROUP_COMPARISON, 40},
  {"`>`", GROUP_COMPARISON, 40},
  {"`is not`", GROUP_COMPARISON, 40},
  {"`in`", GROUP_COMPARISON, 40},
  {"`not in`", GROUP_COMPARISON, 40},
  {"`+`", GROUP_SIGN, 60},
  {"`-`", GROUP_SIGN, 60},
  {"`*`", GROUP_SIGN, 60},
  {"`/`", GROUP_SIGN, 60},
  {"`.`", GROUP_ALONE, 60},
  {"`[`", GROUP_ALONE, 60},
  {"`,`", GROUP_ALONE, 12},
  {"`and`", GROUP_ALONE, 24},
  {"`or`", GROUP_ALONE, 24},
  {"`at`", GROUP_ALONE, 50},
  {"`for`", GROUP_ALONE, 50},
  {"`cite`", GROUP_ALONE, 30},
  {"`as`", GROUP_ALONE, 34},
  {"`for each`", GROUP_ALONE, 32},
  {"`in force`", GROUP_ALONE, 31},
  {"`case`", GROUP_ALONE, 33},
  {"the end of the file", GROUP_END, 99},
  {"`module`", GROUP_DECLARATION, 70},
  {"`use`", GROUP_DECLARATION, 70},
  {"`source`", GROUP_DECLARATION, 70},
  {"`party`", GROUP_DECLARATION, 70},
  {"`type`", GROUP_DECLARATION, 70},
  {"`scale`", GROUP_DECLARATION, 70},
  {"`fact`", GROUP_DECLARATION, 70},
  {"`event`", GROUP_DECLARATION, 70},
  {"`parameter`", GROUP_DECLARATION, 70},
  {"`holidays`", GROUP_DECLARATION, 70},
  {"`role`", GROUP_DECLARATION, 70},
  {"`define`", GROUP_DECLARATION, 70},
  {"`duty`", GROUP_DECLARATION, 70},
  {"`matter`", GROUP_DECLARATION, 70},
  {"`right`", GROUP_DECLARATION, 70},
  {"`requirement`", GROUP_DECLARATION, 70},
  {"`signature`", GROUP_DECLARATION, 70},
  {"`amend`", GROUP_DECLARATION, 70},
  {"`scenario`", GROUP_DECLARATION, 70},
  {"`always`", GROUP_DECLARATION, 70},
  {"`record`", GROUP_DECLARATION, 70},
};

static Known known(const char *word) {
  for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
    if (!strcmp(KNOWN[i].word, word)) return KNOWN[i];
  return (Known){word, GROUP_ALONE, 25};
}

bool expect_has(const Expected *expected, const char *word) {
  for (unsigned i = 0; i < expected->count; i++)
    if (!strcmp(expected->words[i], word)) return true;
  return false;
}

/* ---- which groups there are, and what that makes of each token ---- */

typedef struct Scene {
  bool condition, operand, value, type, date, status, comparison, complete;
} Scene;

static Scene scene_of(const Expected *expected) {
  Scene scene = {.operand = expect_has(expected, "`today`")};
  scene.condition = scene.operand && expect_has(expected, "`not`");
  scene.value = !scene.operand && expect_has(expected, "`yes`") && !expect_has(expected, "`money`");
  scene.type = expect_has(expected, "`money`");
  scene.date = !scene.operand && !scene.value && expect_has(expected, "a date, such as `2014-10-01`");
  scene.status = expect_has(expected, "`conflict`");
  scene.comparison = expect_has(expected, "`<=`");
  scene.complete = expect_has(expected, "the end of the file");
  return scene;
}

static Known value_told(const Scene *scene, Known token) {
  if (token.group == GROUP_NAME && scene->complete) return (Known){"the next line", GROUP_NAME, 65};
  if (scene->condition) return (Known){"a condition", GROUP_CONDITION, 10};
  if (scene->operand || scene->value)
    return (Known){"a value, such as a name, `60%` or `2014-10-01`", GROUP_OPERAND, 10};
  if (scene->type) return (Known){"a type, such as `yes/no` or `count`", GROUP_TYPE, 10};
  if (scene->date) return (Known){"a date, such as `2014-10-01`", GROUP_DATE, 10};
  return token;
}

static Known told(const Scene *scene, const char *word) {
  Known token = known(word);
  switch (token.group) {
  case GROUP_ALONE: case GROUP_END: case GROUP_DATE: return token;
  case GROUP_NAME: case GROUP_VALUE: case GROUP_OPERAND: case GROUP_CONDITION: return value_told(scene, token);
  case GROUP_TYPE: return scene->type ? value_told(&(Scene){.type = true}, token) : token;
  case GROUP_STATUS: return scene->status ? (Known){"a word such as `known` or `held`", GROUP_STATUS, 30} : token;
  case GROUP_COMPARISON: return scene->comparison ? (Known){"a comparison such as `is`", GROUP_COMPARISON, 22} : token;
  case GROUP_SIGN: return scene->operand ? value_told(scene, token) : (Known){"a sign such as `+`", GROUP_SIGN, 60};
  case GROUP_DECLARATION:
    return scene->complete ? (Known){"the next declaration", GROUP_DECLARATION, 70} : token;
  }
  return token;
}

/* ---- the phrases ---- */

#define PHRASES 3

static bool told_already(const Known *best, unsigned count, const char *word) {
  for (unsigned i = 0; i < count; i++)
    if (!strcmp(best[i].word, word)) return true;
  return false;
}

static void keep_best(Known *best, unsigned *count, Known phrase) {
  unsigned at = *count;
  if (phrase.group == GROUP_END || told_already(best, *count, phrase.word)) return;
  while (at && best[at - 1].rank > phrase.rank) at--;
  if (at == PHRASES) return;
  if (*count < PHRASES) ++*count;
  for (unsigned i = *count - 1; i > at; i--) best[i] = best[i - 1];
  best[at] = phrase;
}

Text expect_phrase(const Expected *expected) {
  Scene scene = scene_of(expected);
  Known best[PHRASES];
  unsigned count = 0;
  for (unsigned i = 0; i < expected->count; i++) keep_best(best, &count, told(&scene, expected->words[i]));
  if (count == 0) return (Text){0};
  if (count == 1) return text_of(best[0].word);
  if (count == 2) return text_format("%s or %s", best[0].word, best[1].word);
  return text_format("%s, %s, or %s", best[0].word, best[1].word, best[2].word);
}

/* What authors write by habit from elsewhere, and the way Remit has it. */
#include <assert.h>
#include <string.h>
#include "syntax/complain.h"
#include "syntax/lexeme.h"
#include "syntax/words.h"

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* `word` without the bytes in `leave`, in small letters. */
static Text without(Text word, const char *leave) {
  char *copy = mem_alloc_flat(word.bytes + 1u);
  uint32_t count = 0;
  for (uint32_t i = 0; i < word.bytes; i++) {
    char c = word.at[i];
    if (!strchr(leave, c)) copy[count++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  return (Text){copy, count};
}

static Text underscored(Text word) {
  Text name = without(word, "");
  char *at = mem_alloc_flat(name.bytes + 1u);
  for (uint32_t i = 0; i < name.bytes; i++) at[i] = name.at[i] == '-' ? '_' : name.at[i];
  while (name.bytes && !is_letter(*at)) at++, name.bytes--;
  while (name.bytes && *at == '_') at++, name.bytes--;
  return (Text){at, name.bytes};
}

/* ---- names ---- */

static int name_as(Parser *parser, Text name, REMIT_STYPE *value) {
  value->TOKEN_NAME = lexeme_name(parser, name);
  return TOKEN_NAME;
}

int lexeme_odd_name(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Text small = underscored(word);
  if (!small.bytes || !is_letter(*small.at)) small = TEXT("name");
  Diag *diag =
    complain(parser, DIAG_NAME_FORM, span,
             "`%s` is not a name: names are small letters, digits and `_`, a letter first", complain_word(word));
  if (diag) diag_mend(diag, "write `%s`", complain_word(small));
  if (diag) diag_fix(diag, parser->source, span, small);
  int token = words_token(small);
  return token ? token : name_as(parser, small, value);
}

int lexeme_hyphened(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Text joined = underscored(word);
  Diag *diag = complain(parser, DIAG_NAME_FORM, span, "a name has no hyphen, as `%s` has", complain_word(word));
  if (diag) diag_mend(diag, "write `%s`; a subtraction has spaces around its `-`", complain_word(joined));
  return name_as(parser, joined, value);
}

/* ---- numbers and amounts ---- */

static uint32_t leading_number(Text word) {
  uint32_t i = 0;
  while (i < word.bytes && (is_digit(word.at[i]) || word.at[i] == '_')) i++;
  if (i + 1 < word.bytes && word.at[i] == '.' && is_digit(word.at[i + 1]))
    for (i++; i < word.bytes && is_digit(word.at[i]);) i++;
  while (i && word.at[i - 1] == '_') i--;
  return i;
}

static int unit_token(Text unit) {
  static const struct { const char *word; int token; } UNITS[] = {
      {"day", TOKEN_WORD_DAYS}, {"week", TOKEN_WORD_WEEK}, {"month", TOKEN_WORD_MONTHS}, {"year", TOKEN_WORD_YEARS}};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
    size_t bytes = strlen(UNITS[i].word);
    bool plural = unit.bytes == bytes + 1 && unit.at[bytes] == 's';
    if ((unit.bytes == bytes || plural) && !memcmp(unit.at, UNITS[i].word, bytes)) return UNITS[i].token;
  }
  return 0;
}

/* `30days`, `5k`, `2nd_review`. */
int lexeme_run_on(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  uint32_t digits = leading_number(word);
  Text number = text_slice(word, 0, digits), rest = text_slice(word, digits, word.bytes);
  int unit = unit_token(rest);
  Diag *diag = complain(parser, DIAG_NUMBER_FORM, span, "`%s` runs a number and a word together", complain_word(word));
  if (unit) {
    if (diag) diag_mend(diag, "write `%s %s`", complain_word(number), complain_word(rest));
    value->TOKEN_DURATION = (Literal){.kind = LITERAL_ERROR};
    return TOKEN_DURATION;
  }
  bool amount = text_equal(rest, TEXT("k")) || text_equal(rest, TEXT("m")) || text_equal(rest, TEXT("bn"));
  if (diag && amount) diag_mend(diag, "an amount of money is written `£%s`", complain_word(word));
  else if (diag) diag_mend(diag, "a name begins with a letter");
  if (!amount) return name_as(parser, underscored(word), value);
  value->TOKEN_MONEY = (Literal){.kind = LITERAL_ERROR};
  return TOKEN_MONEY;
}

static const char *money_unit(Text word) {
  Text small = without(word, "0123456789_.,£$€ \t");
  if (text_starts(small, TEXT("bn")) || text_starts(small, TEXT("b"))) return "bn";
  if (text_starts(small, TEXT("m"))) return "m";
  return text_starts(small, TEXT("k")) || text_starts(small, TEXT("th")) ? "k" : "";
}

/* The digits and points of an amount, with nothing between them. */
static Text money_digits(Text word) {
  char *copy = mem_alloc_flat(word.bytes + 1u);
  uint32_t count = 0;
  for (uint32_t i = 0; i < word.bytes; i++)
    if (is_digit(word.at[i]) || word.at[i] == '.' || word.at[i] == '_') copy[count++] = word.at[i];
    else if (word.at[i] == ',') copy[count++] = '_';
  return (Text){copy, count};
}

int lexeme_odd_money(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  bool plain = is_digit(*word.at) && is_digit(word.at[word.bytes - 1]);
  Diag *diag = complain(parser, DIAG_NUMBER_FORM, span, "`%s` is not written as Remit has it", complain_word(word));
  if (diag) diag_mend(diag, "write `%s%s%s`", plain ? "" : "£", text_c(money_digits(word)), money_unit(word));
  value->TOKEN_MONEY = (Literal){.kind = LITERAL_ERROR};
  return plain ? TOKEN_NUMBER : TOKEN_MONEY;
}

int lexeme_odd_percent(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Text number = text_slice(word, 0, leading_number(word));
  Text mend = text_format("%s%%", complain_word(number));
  Diag *diag =
    complain(parser, DIAG_NUMBER_FORM, span, "a percentage is written with its sign at once behind the number");
  if (diag) diag_mend(diag, "write `%s`", text_c(mend));
  if (diag) diag_fix(diag, parser->source, span, mend);
  value->TOKEN_PERCENT = lexeme_percent(parser, mend, span);
  return TOKEN_PERCENT;
}

int lexeme_bare_point(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Diag *diag = complain(parser, DIAG_NUMBER_FORM, span, "a number begins with a digit");
  if (diag) diag_mend(diag, "write `0%s`", complain_word(word));
  value->TOKEN_NUMBER = (Literal){.kind = LITERAL_ERROR};
  return TOKEN_NUMBER;
}

/* ---- dates ---- */

static int month_of(Text word) {
  static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (uint32_t i = 0; i + 3 <= word.bytes; i++)
    for (int month = 0; month < 12; month++)
      if (!memcmp(word.at + i, MONTHS[month], 3)) return month + 1;
  return 0;
}

/* The numbers of a date, at most three; returns how many. */
static int numbers_in(Text word, int numbers[3]) {
  int count = 0;
  for (uint32_t i = 0; i < word.bytes && count < 3;) {
    int number = 0;
    if (!is_digit(word.at[i])) { i++; continue; }
    for (; i < word.bytes && is_digit(word.at[i]); i++)
      number = number > 99999 ? number : number * 10 + (word.at[i] - '0');
    numbers[count++] = number;
  }
  return count;
}

/* What was meant, in this country's order of day and month; empty where it is not plain. */
static Text date_meant(Text word) {
  int n[3] = {0, 0, 0}, count = numbers_in(word, n), month = month_of(word);
  if (month && count == 1) return text_format("%04d-%02d", n[0], month);
  if (month && count == 2) return text_format("%04d-%02d-%02d", n[1], month, n[0]);
  if (count == 3 && n[0] > 31) return text_format("%04d-%02d-%02d", n[0], n[1], n[2]);
  if (count == 3 && n[2] > 31) return text_format("%04d-%02d-%02d", n[2], n[1], n[0]);
  if (count == 2 && n[0] >= 1000 && n[1] >= 1 && n[1] <= 12) return text_format("%04d-%02d", n[0], n[1]);
  return (Text){0};
}

static int subtraction_meant(Parser *parser, Text word, Span span) {
  int n[3] = {0, 0, 0};
  numbers_in(word, n);
  Diag *diag = complain(parser, DIAG_DATE_FORM, span, "`%s` is not a date", complain_word(word));
  if (diag)
    diag_mend(diag, "a subtraction has spaces, `%d - %d`; a range is written `between %d and %d`", n[0], n[1], n[0],
              n[1]);
  return TOKEN_BROKEN;
}

int lexeme_odd_date(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Text meant = date_meant(word);
  PartialDate date;
  if (!meant.bytes) return subtraction_meant(parser, word, span);
  bool exists = calendar_parse(meant, &date) == DATE_OK;
  Diag *diag =
    complain(parser, DIAG_DATE_FORM, span, "dates are written year-month-day, not `%s`", complain_word(word));
  if (diag && exists) diag_mend(diag, "write `%s`", text_c(meant));
  if (diag && exists) diag_fix(diag, parser->source, span, meant);
  value->TOKEN_DATE = exists ? (Literal){.kind = LITERAL_DATE, .date = date} : (Literal){.kind = LITERAL_ERROR};
  return TOKEN_DATE;
}

/* ---- texts ---- */

int lexeme_odd_escape(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  for (uint32_t i = 1; i + 1 < word.bytes; i++) {
    if (word.at[i] != '\\') continue;
    if (!strchr("\"\\n", word.at[++i])) {
      Span place = {span.from + i - 1, span.from + i + 1};
      Diag *diag = complain(parser, DIAG_TEXT_FORM, place, "`\\%c` means nothing in a text", word.at[i]);
      if (diag) diag_mend(diag, "a text knows `\\\"`, `\\\\` and `\\n`; write `\\\\` for a backslash");
      break;
    }
  }
  value->TOKEN_TEXT = lexeme_text(parser, word, span);
  return TOKEN_TEXT;
}

/* What follows on the line was swallowed, so the parser is sent to the next line in silence. */
int lexeme_open_text(Parser *parser, Text word, Span span) {
  Diag *diag =
    complain(parser, DIAG_TEXT_OPEN, (Span){span.from, span.from + 1}, "this text has no closing quotes on its line");
  if (diag)
    diag_mend(diag, "close it with `\"`; two texts beside each other are one, so a long one may take two lines");
  (void)word;
  return TOKEN_BROKEN;
}

static Text inside_quotes(Text word) {
  uint32_t first = (unsigned char)*word.at >= 0x80 ? 3 : 1;
  uint32_t last = (unsigned char)word.at[word.bytes - 1] >= 0x80 ? 3 : 1;
  return text_slice(word, first, word.bytes - last);
}

int lexeme_odd_quotes(Parser *parser, Text word, Span span, REMIT_STYPE *value) {
  Text inside = inside_quotes(word), fixed = text_format("\"%s\"", text_c(inside));
  Diag *diag = complain(parser, DIAG_TEXT_FORM, span, "a text stands in straight double quotes");
  if (diag && inside.bytes < 60) diag_mend(diag, "write `%s`", text_c(fixed));
  if (diag) diag_fix(diag, parser->source, span, fixed);
  value->TOKEN_TEXT = inside;
  return TOKEN_TEXT;
}

/* ---- signs ---- */

int lexeme_foreign_operator(Parser *parser, Text word, Span span) {
  static const struct { const char *sign, *remit; int token; } SIGNS[] = {
      {"==", "`=` or `is`", '='}, {"!=", "`is not`", TOKEN_IS_NOT}, {"<>", "`is not`", TOKEN_IS_NOT},
      {"≠", "`is not`", TOKEN_IS_NOT}, {"=<", "`<=`", TOKEN_LE}, {"=>", "`>=`", TOKEN_GE}, {"≤", "`<=`", TOKEN_LE},
      {"≥", "`>=`", TOKEN_GE}, {"&&", "`and`", TOKEN_AND}, {"&", "`and`", TOKEN_AND}, {"||", "`or`", TOKEN_OR},
      {"|", "`or`", TOKEN_OR}, {"!", "`not`", TOKEN_NOT}, {"×", "`*`", '*'}, {"÷", "`/`", '/'}, {"–", "`-`", '-'},
      {"—", "`-`", '-'}, {"−", "`-`", '-'}};
  size_t i = 0;
  for (; !text_equal(text_of(SIGNS[i].sign), word); i++) assert(i + 1 < sizeof SIGNS / sizeof *SIGNS);
  complain_foreign(parser, span, SIGNS[i].remit);
  return SIGNS[i].token;
}

void lexeme_foreign_comment(Parser *parser, Span span) {
  Diag *diag = complain(parser, DIAG_FOREIGN, (Span){span.from, span.from + 2}, "a comment begins with `#`");
  if (diag) diag_fix(diag, parser->source, (Span){span.from, span.from + 2}, TEXT("#"));
}

void lexeme_stray(Parser *parser, Span span, const char *mend) {
  Text character = parser_text(parser, span);
  Diag *diag = complain(parser, DIAG_STRAY, span, "`%s` has no meaning in Remit", complain_word(character));
  if (diag && mend) diag_mend(diag, "%s", mend);
}

#include "syntax/lexeme.h"
#include <string.h>
#include "syntax/complain.h"

/* ---- comments and names ---- */

static bool alone_on_line(Text text, uint32_t at) {
  while (at && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t')) at--;
  return !at || text.at[at - 1] == '\n';
}

void lexeme_comment(Parser *parser, Span span) {
  Text text = parser->source->text;
  bool alone = alone_on_line(text, span.from);
  while (span.to > span.from && (text.at[span.to - 1] == '\r' || text.at[span.to - 1] == ' ')) span.to--;
  list_push(&parser->tree->comments, ((Comment){span, alone}));
}

Ident lexeme_name(Parser *parser, Text word) {
  return (Ident){.name = names_intern(parser->names, word)};
}

/* ---- numbers ---- */

/* A number that was said to be none stands for any, so that nothing more is said of it. */
static Literal number_of(Parser *parser, LiteralKind kind, Text word, Span span, DecimalStatus status,
                         Millionths value) {
  Diag *diag;
  switch (status) {
  case DECIMAL_OK: return (Literal){.kind = kind, .number = value};
  case DECIMAL_OVERFLOW: case DECIMAL_BY_ZERO:
    complain(parser, DIAG_NUMBER_LARGE, span, "`%s` is too large: a number has at most 12 digits before the point",
             complain_word(word));
    break;
  case DECIMAL_TOO_FINE:
    complain(parser, DIAG_NUMBER_FINE, span, "`%s` is too fine: a number has at most 6 digits after the point",
             complain_word(word));
    break;
  case DECIMAL_MALFORMED:
    diag = complain(parser, DIAG_NUMBER_FORM, span, "`%s` is not a number", complain_word(word));
    if (diag) diag_mend(diag, "`_` stands between two digits, as in `1_000`");
    break;
  }
  return (Literal){.kind = LITERAL_ERROR};
}

/* Nearly every number is a few digits. */
static bool small_number(Text digits, Millionths *value) {
  Millionths sum = 0;
  if (digits.bytes > 9) return false;
  for (uint32_t i = 0; i < digits.bytes; i++) {
    if (digits.at[i] < '0' || digits.at[i] > '9') return false;
    sum = sum * 10 + (digits.at[i] - '0');
  }
  *value = sum * DECIMAL_ONE;
  return true;
}

Literal lexeme_number(Parser *parser, Text word, Span span) {
  Millionths value = 0;
  DecimalStatus status = small_number(word, &value) ? DECIMAL_OK : decimal_parse(word, &value);
  return number_of(parser, LITERAL_NUMBER, word, span, status, value);
}

Literal lexeme_percent(Parser *parser, Text word, Span span) {
  Millionths value = 0;
  DecimalStatus status = decimal_parse(text_slice(word, 0, word.bytes - 1), &value);
  if (status == DECIMAL_OK) status = decimal_scale(value, 1, 100, &value);
  return number_of(parser, LITERAL_PERCENT, word, span, status, value);
}

static int64_t money_factor(Text word) {
  if (text_ends(word, TEXT("bn"))) return 1000000000;
  if (text_ends(word, TEXT("m"))) return 1000000;
  return text_ends(word, TEXT("k")) ? 1000 : 1;
}

#define POUND_BYTES 2

Literal lexeme_money(Parser *parser, Text word, Span span) {
  int64_t factor = money_factor(word);
  uint32_t unit_bytes = factor == 1 ? 0 : factor == 1000000000 ? 2 : 1;
  Millionths value = 0;
  DecimalStatus status = decimal_parse(text_slice(word, POUND_BYTES, word.bytes - unit_bytes), &value);
  if (status == DECIMAL_OK) status = decimal_scale(value, factor, 1, &value);
  return number_of(parser, LITERAL_MONEY, word, span, status, value);
}

/* ---- durations ---- */

static void complain_part(Parser *parser, Millionths number, Text digits, int unit, Span span) {
  bool years = unit == TOKEN_WORD_YEAR || unit == TOKEN_WORD_YEARS;    /* part of a week is never whole days */
  Diag *diag = complain(parser, DIAG_NUMBER_FORM, span, "a duration is a whole number of its unit, not `%s`",
                        complain_word(digits));
  if (diag && years && number * 12 % DECIMAL_ONE == 0)
    diag_mend(diag, "write `%lld months`", (long long)(number * 12 / DECIMAL_ONE));
}

static DurationUnit unit_of(int unit, bool working, int64_t *times) {
  *times = 1;
  switch (unit) {
  case TOKEN_WORD_WEEK: *times = 7; return UNIT_DAYS;
  case TOKEN_WORD_MONTH: case TOKEN_WORD_MONTHS: return UNIT_MONTHS;
  case TOKEN_WORD_YEAR: case TOKEN_WORD_YEARS: *times = 12; return UNIT_MONTHS;
  }
  return working ? UNIT_WORKING_DAYS : UNIT_DAYS;
}

Literal lexeme_duration(Parser *parser, Literal number, Text digits, int unit, bool working, Span span) {
  int64_t times;
  DurationUnit in = unit_of(unit, working, &times);
  if (number.kind == LITERAL_ERROR) return number;
  if (number.number % DECIMAL_ONE) {
    complain_part(parser, number.number, digits, unit, span);
    return (Literal){.kind = LITERAL_ERROR};
  }
  return (Literal){.kind = LITERAL_DURATION, .unit = in, .count = number.number / DECIMAL_ONE * times};
}

/* ---- dates ---- */

static int digits_of(Text text, size_t from, size_t to) {
  int number = 0;
  for (size_t i = from; i < to && i < text.bytes; i++) number = number * 10 + (text.at[i] - '0');
  return number;
}

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

static int month_length(int year, int month) {
  int days = 31;
  while (!calendar_valid(year, month, days)) days--;
  return days;
}

static void complain_impossible(Parser *parser, Text word, Span span) {
  int year = digits_of(word, 0, 4), month = digits_of(word, 5, 7), day = digits_of(word, 8, 10);
  Diag *diag = complain(parser, DIAG_DATE_IMPOSSIBLE, span, "there is no date `%s`", complain_word(word));
  if (!diag) return;
  if (month < 1 || month > 12) diag_mend(diag, "months go from 01 to 12");
  else if (day < 1) diag_mend(diag, "days go from 01");
  else diag_mend(diag, "%s %d has %d days", MONTHS[month - 1], year, month_length(year, month));
}

Literal lexeme_date(Parser *parser, Text word, Span span) {
  PartialDate date = {0, 0};
  switch (calendar_parse(word, &date)) {
  case DATE_OK: return (Literal){.kind = LITERAL_DATE, .date = date};
  case DATE_OUT_OF_RANGE:
    complain(parser, DIAG_DATE_RANGE, span, "`%s` is outside the dates of Remit, 1900-01-01 to 2199-12-31",
             complain_word(word));
    break;
  case DATE_MALFORMED: case DATE_IMPOSSIBLE: complain_impossible(parser, word, span); break;
  }
  return (Literal){.kind = LITERAL_ERROR};
}

/* ---- texts ---- */

static Text unescaped(Parser *parser, Text inside) {
  char *copy = mem_pool_alloc(&parser->tree->pool, inside.bytes + 1u);
  uint32_t count = 0;
  for (uint32_t i = 0; i < inside.bytes; i++) {
    char c = inside.at[i];
    if (c == '\\' && i + 1 < inside.bytes) c = inside.at[++i] == 'n' ? '\n' : inside.at[i];
    copy[count++] = c;
  }
  return (Text){copy, count};
}

Text lexeme_text(Parser *parser, Text word, Span span) {
  Text inside = text_slice(word, 1, word.bytes - 1);
  if (inside.bytes > PARSE_TEXT_BYTES) {
    complain(parser, DIAG_TEXT_LONG, (Span){span.from, span.from + 1}, "this text is longer than 64 KiB");
    return (Text){0};
  }
  bool escapes = inside.bytes && memchr(inside.at, '\\', inside.bytes);
  return escapes || parser->redraft ? unescaped(parser, inside) : inside; /* a draft's trees outlive its texts */
}

/* Any bytes as a number, a date, a number of JSON: what is taken reads the same once it is printed. The two lines of an
 * input are two numbers: what is added can be taken away, and a product of small ones divided. */
#define FUZZ_TARGET
#include "fuzz.h"
#include <stdlib.h>
#include "base/calendar.h"
#include "base/json.h"

void fuzz_start(void) {}

static void check(bool law) {
  if (!law) abort();
}

static bool number(Text digits, Millionths *value) {
  char room[DECIMAL_ROOM];
  Millionths again;
  if (decimal_parse(digits, value) != DECIMAL_OK) return false;
  size_t bytes = decimal_print(*value, room);
  check(decimal_parse((Text){room, (uint32_t)bytes}, &again) == DECIMAL_OK && again == *value);
  check(json_decimal((Text){room, (uint32_t)bytes}, &again) == DECIMAL_OK && again == *value);
  return true;
}

static void number_of_json(Text text) {
  JsonError error;
  Millionths value, again;
  char room[DECIMAL_ROOM];
  const Json *json = json_document(text, &error);
  if (!json || json->kind != JSON_NUMBER || json_decimal(json->text, &value) != DECIMAL_OK) return;
  size_t bytes = decimal_print(value, room);
  check(json_decimal((Text){room, (uint32_t)bytes}, &again) == DECIMAL_OK && again == value);
}

static void date(Text text) {
  PartialDate date, again;
  char room[DATE_ROOM];
  if (calendar_parse(text, &date) != DATE_OK) return;
  check(DAY_FIRST <= date.first && date.first <= date.last && date.last <= DAY_LAST);
  size_t bytes = calendar_print_partial(date, room);
  check(bytes && calendar_parse((Text){room, (uint32_t)bytes}, &again) == DATE_OK);
  check(again.first == date.first && again.last == date.last);
  YearMonthDay split = calendar_split(date.first);
  check(calendar_day(split.year, split.month, split.day) == date.first);
}

static void months(Day day, int64_t count) {
  Day sum;
  if (!calendar_add_months(day, count, &sum)) return;
  int64_t between = calendar_months_between(day, sum);
  check(between == count || between == count - (count > 0) || between == count + (count < 0));
}

static void both(Millionths a, Millionths b) {
  Millionths sum, back;
  if (decimal_add(a, b, &sum) == DECIMAL_OK) check(decimal_subtract(sum, b, &back) == DECIMAL_OK && back == a);
  if (decimal_multiply(a, b, &sum) == DECIMAL_OK) check(decimal_multiply(b, a, &back) == DECIMAL_OK && back == sum);
  if (b % DECIMAL_ONE == 0 && b && decimal_multiply(a, b, &sum) == DECIMAL_OK)
    check(decimal_divide(sum, b, &back) == DECIMAL_OK && back == a);
  months((Day)((uint64_t)a % (DAY_LAST + 1)), b % 4000);
}

void fuzz_one(Text input) {
  Millionths a, b;
  uint32_t end = 0;
  while (end < input.bytes && input.at[end] != '\n') end++;
  Text first = text_slice(input, 0, end), second = text_slice(input, end + 1, input.bytes);
  date(first);
  number_of_json(first);
  if (number(first, &a) && number(second, &b)) both(a, b);
}

#include "base/calendar.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2199
#define DAYS_BEFORE_1900 693901 /* from 0000-03-01, where the count of a civil day below begins */

static bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

bool calendar_valid(int year, int month, int day) {
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* The year is taken to begin in March, so that a leap day ends it (Hinnant, "chrono-compatible date algorithms"). */
Day calendar_day(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
  return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - DAYS_BEFORE_1900;
}

YearMonthDay calendar_split(Day day) {
  int days = day + DAYS_BEFORE_1900, era = days / 146097, of_era = days % 146097;
  int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
  int month = m < 10 ? m + 3 : m - 9;
  return (YearMonthDay){era * 400 + y + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

int calendar_weekday(Day day) {
  return ((day % 7) + 7) % 7;
}

static bool in_range(int64_t day) {
  return day >= DAY_FIRST && day <= DAY_LAST;
}

/* Whether text matches a pattern in which 0 stands for a digit. */
static bool shaped(Text text, const char *pattern) {
  if (text.bytes != strlen(pattern)) return false;
  for (uint32_t i = 0; i < text.bytes; i++)
    if (pattern[i] == '0' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != pattern[i]) return false;
  return true;
}

static int number_at(Text text, uint32_t from, uint32_t digits) {
  int number = 0;
  for (uint32_t i = from; i < from + digits; i++) number = number * 10 + (text.at[i] - '0');
  return number;
}

DateStatus calendar_parse(Text text, PartialDate *date) {
  bool has_day = shaped(text, "0000-00-00"), has_month = has_day || shaped(text, "0000-00");
  if (!has_month && !shaped(text, "0000")) return DATE_MALFORMED;
  int year = number_at(text, 0, 4), month = has_month ? number_at(text, 5, 2) : 1,
      day = has_day ? number_at(text, 8, 2) : 1;
  if (!calendar_valid(year, month, day)) return DATE_IMPOSSIBLE;
  if (year < FIRST_YEAR || year > LAST_YEAR) return DATE_OUT_OF_RANGE;
  int last_month = has_month ? month : 12, last_day = has_day ? day : days_in_month(year, last_month);
  *date = (PartialDate){calendar_day(year, month, day), calendar_day(year, last_month, last_day)};
  return DATE_OK;
}

size_t calendar_print(Day day, char out[DATE_ROOM]) {
  out[0] = '\0';
  if (!in_range(day)) return 0;
  YearMonthDay d = calendar_split(day);
  return (size_t)snprintf(out, DATE_ROOM, "%04d-%02d-%02d", d.year, d.month, d.day);
}

typedef enum Form { FORM_NONE, FORM_DAY, FORM_MONTH, FORM_YEAR } Form;

static Form form_of(PartialDate date) {
  if (!in_range(date.first) || !in_range(date.last)) return FORM_NONE;
  if (date.first == date.last) return FORM_DAY;
  YearMonthDay a = calendar_split(date.first), b = calendar_split(date.last);
  if (a.year != b.year || a.day != 1 || b.day != days_in_month(b.year, b.month)) return FORM_NONE;
  if (a.month == b.month) return FORM_MONTH;
  return a.month == 1 && b.month == 12 ? FORM_YEAR : FORM_NONE;
}

size_t calendar_print_partial(PartialDate date, char out[DATE_ROOM]) {
  Form form = form_of(date);
  size_t bytes = form == FORM_NONE ? 0 : form == FORM_DAY ? 10 : form == FORM_MONTH ? 7 : 4;
  if (bytes) calendar_print(date.first, out);
  out[bytes] = '\0';
  return bytes;
}

size_t calendar_print_long(PartialDate date, char out[DATE_ROOM]) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  out[0] = '\0';
  Form form = form_of(date);
  if (form == FORM_NONE) return 0;
  YearMonthDay d = calendar_split(date.first);
  const char *month = months[d.month - 1];
  if (form == FORM_DAY) return (size_t)snprintf(out, DATE_ROOM, "%d %s %d", d.day, month, d.year);
  if (form == FORM_MONTH) return (size_t)snprintf(out, DATE_ROOM, "%s %d", month, d.year);
  return (size_t)snprintf(out, DATE_ROOM, "%d", d.year);
}

bool calendar_add_months(Day day, int64_t months, Day *sum) {
  YearMonthDay d = calendar_split(day);
  int64_t total;
  if (__builtin_add_overflow(months, d.year * 12 + d.month - 1, &total)) return false;
  if (total < FIRST_YEAR * 12 || total >= (LAST_YEAR + 1) * 12) return false;
  int year = (int)(total / 12), month = (int)(total % 12) + 1, last = days_in_month(year, month);
  *sum = calendar_day(year, month, d.day < last ? d.day : last);
  return true;
}

bool calendar_add_days(Day day, int64_t days, Day *sum) {
  int64_t total;
  if (__builtin_add_overflow(days, day, &total) || !in_range(total)) return false;
  *sum = (Day)total;
  return true;
}

static bool is_holiday(Day day, const Day *holidays, size_t count) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (holidays[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low < count && holidays[low] == day;
}

bool calendar_add_working_days(Day day, int64_t n, const Day *holidays, size_t holiday_count, Day *sum) {
  int64_t step = n < 0 ? -1 : 1, at = day;
  for (int64_t left = n; left != 0;) {
    at += step;
    if (!in_range(at)) return false;
    if (calendar_weekday((Day)at) < 5 && !is_holiday((Day)at, holidays, holiday_count)) left -= step;
  }
  *sum = (Day)at;
  return in_range(at);
}

int64_t calendar_months_between(Day from, Day to) {
  if (to < from) return -calendar_months_between(to, from);
  YearMonthDay a = calendar_split(from), b = calendar_split(to);
  int last = days_in_month(b.year, b.month), due = a.day < last ? a.day : last;
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < due);
}

/* A month is counted when its day is reached, so twelve of them are a year, whatever the day. */
int64_t calendar_years_between(Day from, Day to) {
  return calendar_months_between(from, to) / 12;
}

Day calendar_now(void) {
  time_t now = time(NULL);
  struct tm local;
  tzset();
  if (!localtime_r(&now, &local)) return DAY_FIRST;
  int year = local.tm_year + 1900;
  if (year < FIRST_YEAR) return DAY_FIRST;
  return year > LAST_YEAR ? DAY_LAST : calendar_day(year, local.tm_mon + 1, local.tm_mday);
}

/* Dates as day numbers in the proleptic Gregorian calendar, from 1900-01-01 (day 0) to 2199-12-31, and the arithmetic
 * of the language page, section 4. Nothing here knows the clock but calendar_now. */
#ifndef REMIT_BASE_CALENDAR_H
#define REMIT_BASE_CALENDAR_H
#include "base/text.h"

typedef int32_t Day;
#define DAY_FIRST 0                       /* 1900-01-01 */
#define DAY_LAST 109572                   /* 2199-12-31 */
#define DAY_BEFORE_TIME INT32_MIN         /* an open beginning */
#define DAY_AFTER_TIME INT32_MAX          /* an open end */

typedef enum DateStatus { DATE_OK, DATE_MALFORMED, DATE_IMPOSSIBLE, DATE_OUT_OF_RANGE } DateStatus;

/* A date that may be known in part: the unknown day is one of first..last, both included. */
typedef struct PartialDate {
  Day first, last;
} PartialDate;

typedef struct YearMonthDay {
  int year, month, day;
} YearMonthDay;

bool calendar_valid(int year, int month, int day);      /* exists, whatever the range */
Day calendar_day(int year, int month, int day);         /* of a valid date in range */
YearMonthDay calendar_split(Day day);
int calendar_weekday(Day day);                          /* 0 Monday .. 6 Sunday */
/* `2014-10-01`, `2015-12`, `2015`. */
DateStatus calendar_parse(Text text, PartialDate *date);
#define DATE_ROOM 24
size_t calendar_print(Day day, char out[DATE_ROOM]);    /* 2014-10-01; nothing for a day out of range */
/* The shortest form: 2014-10-01, 2015-12, 2015, else `between D1 and D2` does not fit here: first day printed only
 * when first = last. Returns 0 where no single form exists. */
size_t calendar_print_partial(PartialDate date, char out[DATE_ROOM]);
/* `1 October 2014`, `October 2014`, `2014`, for people. Returns 0 where no single form exists. */
size_t calendar_print_long(PartialDate date, char out[DATE_ROOM]);
/* The corresponding day n months on (n may be negative), or the last day of a month that lacks it. False out of range.
 */
bool calendar_add_months(Day day, int64_t months, Day *sum);
bool calendar_add_days(Day day, int64_t days, Day *sum);
/* The n-th working day after `day` (n >= 0; n = 0 gives `day` itself; negative counts back), skipping Saturdays,
 * Sundays and the sorted `holidays`. False out of range. */
bool calendar_add_working_days(Day day, int64_t n, const Day *holidays, size_t holiday_count, Day *sum);
/* The largest n for which from + n months is not after `to`; for to < from it is -(months from `to` to `from`). */
int64_t calendar_months_between(Day from, Day to);
int64_t calendar_years_between(Day from, Day to);
Day calendar_now(void);                                 /* today by the clock, local time zone of the process's TZ */
#endif

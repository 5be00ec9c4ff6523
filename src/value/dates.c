/* Arithmetic over dates: every step is monotone, so the ends of the result come from the ends of the operands. */
#include "value/arithmetic.h"

typedef struct Calendar {
  const Day *holidays;
  size_t holiday_count;
} Calendar;

static bool day_in_range(int64_t day) { return day >= DAY_FIRST && day <= DAY_LAST; }

static bool add_units(int64_t day, int64_t count, DurationUnit unit, const Calendar *calendar, Day *sum) {
  if (!day_in_range(day)) return false;
  switch (unit) {
    case UNIT_DAYS: return calendar_add_days((Day)day, count, sum);
    case UNIT_MONTHS: return calendar_add_months((Day)day, count, sum);
    case UNIT_WORKING_DAYS:
      return calendar_add_working_days((Day)day, count, calendar->holidays, calendar->holiday_count, sum);
  }
  return false;
}

/* Adds to one end of a date; an end that is open on either side stays open. False when it leaves the calendar. */
static bool end_after(const Value *date, const Value *duration, unsigned open, const Calendar *calendar,
                      Value *result) {
  const bool low = open == VALUE_OPEN_LOW;
  Day sum = 0;
  if ((date->flags | duration->flags) & open) {
    result->flags = (uint8_t)(result->flags | open);
    if (low) result->low = INT64_MIN;
    else result->high = INT64_MAX;
    return true;
  }
  if (!add_units(low ? date->low : date->high, low ? duration->low : duration->high, (DurationUnit)duration->unit,
                 calendar, &sum))
    return false;
  if (low) result->low = sum;
  else result->high = sum;
  return true;
}

static Value date_after(Value date, Value duration, const Calendar *calendar, uint32_t site) {
  Value v = {.form = VALUE_RANGE};
  Value early;
  if (arithmetic_early(&date, &duration, &early)) return early;
  if (!end_after(&date, &duration, VALUE_OPEN_LOW, calendar, &v) ||
      !end_after(&date, &duration, VALUE_OPEN_HIGH, calendar, &v))
    v = value_error(VALUE_ERROR_DATE_RANGE, site);
  return arithmetic_finish(v, &date, &duration);
}

Value logic_date_add(Value date, Value duration, const Day *holidays, size_t holiday_count, uint32_t site) {
  const Calendar calendar = {holidays, holiday_count};
  return date_after(date, duration, &calendar, site);
}

Value logic_date_subtract(Value date, Value duration, const Day *holidays, size_t holiday_count, uint32_t site) {
  const Calendar calendar = {holidays, holiday_count};
  return date_after(date, logic_negate(duration, site), &calendar, site);
}

/* ---- between two dates ---- */

static int64_t units_between(TimeUnit unit, int64_t from, int64_t to) {
  switch (unit) {
    case TIME_DAYS: return to - from;
    case TIME_MONTHS: return calendar_months_between((Day)from, (Day)to);
    case TIME_YEARS: return calendar_years_between((Day)from, (Day)to);
  }
  return 0;
}

Value logic_time_between(TimeUnit unit, Value from, Value to) {
  Value early;
  if (arithmetic_early(&from, &to, &early)) return early;
  const bool open_low = from.flags & VALUE_OPEN_HIGH || to.flags & VALUE_OPEN_LOW;
  const bool open_high = from.flags & VALUE_OPEN_LOW || to.flags & VALUE_OPEN_HIGH;
  const int64_t low = open_low ? 0 : units_between(unit, from.high, to.low) * DECIMAL_ONE;
  const int64_t high = open_high ? 0 : units_between(unit, from.low, to.high) * DECIMAL_ONE;
  return arithmetic_finish(value_open_range(open_low, low, open_high, high, BASIS_NONE), &from, &to);
}

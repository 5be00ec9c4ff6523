#!/usr/bin/env python3
"""Writes calendar_digests.inc: SHA-256 of long lists of dates by Python's datetime. test_calendar.c makes the same lists.

    tests/unit/calendar_digests.py > tests/unit/calendar_digests.inc
    tests/unit/calendar_digests.py LIST      prints a list, to find where two differ
"""
import calendar
import datetime
import hashlib
import sys

FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
DAYS = (LAST - FIRST).days + 1
SHIFTS = [-1200, -121, -25, -13, -12, -11, -2, -1, 0, 1, 2, 3, 11, 12, 13, 24, 48, 119, 1200, 3599]
HOLIDAYS = [FIRST + datetime.timedelta(n) for n in range(0, DAYS, 97)]
WORKING = [-30, -10, -6, -1, 0, 1, 4, 5, 10, 250]


def day(number):
    return FIRST + datetime.timedelta(number)


def add_months(date, months):
    total = date.year * 12 + date.month - 1 + months
    year, month = total // 12, total % 12 + 1
    if not FIRST.year <= year <= LAST.year:
        return None
    return datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def months_between(start, end):
    """By the definition: the largest n for which start + n months is not after the end."""
    if end < start:
        return -months_between(end, start)
    n = (end.year - start.year) * 12 + end.month - start.month + 2
    while (later := add_months(start, n)) is None or later > end:
        n -= 1
    return n


def add_working_days(date, count):
    holidays = set(HOLIDAYS)
    step = datetime.timedelta(1 if count > 0 else -1)
    for _ in range(abs(count)):
        date += step
        while date.weekday() >= 5 or date in holidays:
            date += step
        if not FIRST <= date <= LAST:
            return None
    return date


def days():
    for n in range(DAYS):
        yield "%d %s %d" % (n, day(n).isoformat(), day(n).weekday())


def months():
    for n in range(0, DAYS, 5):
        for shift in SHIFTS:
            yield "%d %d %s" % (n, shift, add_months(day(n), shift) or "-")


def between():
    for n in range(40000):
        a, b = n * 7919 % DAYS, n * 104729 % DAYS
        yield "%d %d %d" % (a, b, months_between(day(a), day(b)))


def working():
    for n in range(400, DAYS - 400, 41):
        for count in WORKING:
            yield "%d %d %s" % (n, count, add_working_days(day(n), count) or "-")


LISTS = {"days": days, "months": months, "between": between, "working": working}
if len(sys.argv) > 1:
    print("\n".join(LISTS[sys.argv[1]]()))
else:
    print("/* SHA-256 of lists of dates; written by calendar_digests.py. */")
    for title, lines in LISTS.items():
        text = "".join(line + "\n" for line in lines())
        print('#define DIGEST_%s "%s"' % (title.upper(), hashlib.sha256(text.encode()).hexdigest()))

"""Independent tables, as rows of our own. Facts from:
  dates-calc (github.com/CatalaLang/dates-calc, test/*.csv): adding periods to dates, rounding down at the end of a month
  DMN TCK (github.com/dmn-tck/tck): 0106 and 0107 ternary logic, 0071 between, 1121 years and months duration
Where Remit's language differs on purpose (no years beyond 1900-2199, no times of day) a row is not taken.
Writes a module and its scenarios: tables.py FOLDER."""
import sys

# date, months, days, the sum: a year is 12 months in Remit
ADDED = """2012-03-20 0 10 2012-03-30
2012-03-31 0 1 2012-04-01
2012-02-28 0 1 2012-02-29
2013-02-28 0 1 2013-03-01
2012-03-01 0 71 2012-05-11
2012-11-01 0 71 2013-01-11
2012-02-15 2 0 2012-04-15
2012-02-28 4 0 2012-06-28
2012-03-15 1 0 2012-04-15
2012-11-15 3 0 2013-02-15
2012-03-31 2 0 2012-05-31
2012-01-31 2 0 2012-03-31
2013-01-31 2 0 2013-03-31
2012-10-31 5 0 2013-03-31
2012-01-01 12 0 2013-01-01
2012-02-28 48 0 2016-02-28
2012-02-29 48 0 2016-02-29
2013-03-15 -12 0 2012-03-15
2012-11-15 36 0 2015-11-15
2012-03-31 1 0 2012-04-30
2012-03-31 3 0 2012-06-30
2012-01-31 1 0 2012-02-29
2012-01-31 3 0 2012-04-30
2013-01-31 1 0 2013-02-28
2013-01-31 3 0 2013-04-30
2012-10-31 4 0 2013-02-28
2012-10-31 6 0 2013-04-30
2012-10-29 4 0 2013-02-28
2012-02-29 12 0 2013-02-28
2012-02-29 1056 0 2100-02-28"""

# from, to, whole months: 1121; times of day are left out
MONTHS = """2011-12-22 2013-08-24 20
2013-08-24 2011-12-22 -20
2015-01-21 2016-01-21 12
2016-01-21 2015-01-21 -12
2016-01-01 2016-01-01 0"""

# value, least, most, whether between: 0071
BETWEEN = """number 0 1 10 no
number 1 1 10 yes
number 5 1 10 yes
number 10 1 10 yes
number 11 1 10 no
date 2018-12-01 2018-12-02 2018-12-04 no
date 2018-12-02 2018-12-02 2018-12-04 yes
date 2018-12-03 2018-12-02 2018-12-04 yes
date 2018-12-04 2018-12-02 2018-12-04 yes
date 2018-12-05 2018-12-02 2018-12-04 no
duration 1_years 2_years 4_years no
duration 2_years 2_years 4_years yes
duration 4_years 2_years 4_years yes
duration 5_years 2_years 4_years no
duration 1_days 2_days 4_days no
duration 2_days 2_days 4_days yes
duration 4_days 2_days 4_days yes
duration 5_days 2_days 4_days no
number unknown 1 10 unknown
number 2 unknown 10 unknown
number 2 1 unknown unknown"""

# a, b, and, or: 0106 (null is Remit's unknown)
LOGIC = """yes yes yes yes
no yes no yes
unknown yes unknown yes
yes no no yes
no no no no
unknown no no unknown
yes unknown unknown yes
no unknown no unknown
unknown unknown unknown unknown"""

MODULE = """module tables
fact a : yes/no
fact b : yes/no
fact begun : date
fact ended : date
fact term : duration
fact days : duration
fact number_of   : number
fact number_low  : number
fact number_high : number
fact date_of   : date
fact date_low  : date
fact date_high : date
fact duration_of   : duration
fact duration_low  : duration
fact duration_high : duration
define both       when a and b
define either     when a or b
define negated    when not a
define later : date  gives begun + term + days
define earlier : date  gives begun - term
define months_between : count  gives months from begun to ended
define number_between when number_of is between number_low and number_high
define date_between when date_of is between date_low and date_high
define duration_between when duration_of is between duration_low and duration_high
"""


def scenario(number, facts, expected, name):
    given = "".join(f"  given {fact} is {value.replace('_', ' ')}\n" for fact, value in facts)
    return f'scenario "{number}: {name}" as at 2021-06-01\n{given}  expect {expected}\n'


def rows(table):
    return [line.split() for line in table.splitlines()]


def main():
    out = []
    add = lambda *row: out.append(scenario(len(out) + 1, *row))
    for begun, months, days, later in rows(ADDED):
        if int(months) < 0:
            add([("begun", begun), ("term", f"{-int(months)}_months")], f"earlier is {later}", "dates-calc")
        else:
            add([("begun", begun), ("term", f"{months}_months"), ("days", f"{days}_days")], f"later is {later}", "dates-calc")
    for begun, ended, months in rows(MONTHS):
        add([("begun", begun), ("ended", ended)], f"months_between is {months}", "TCK 1121")
    for kind, value, low, high, answer in rows(BETWEEN):
        add([(f"{kind}_of", value), (f"{kind}_low", low), (f"{kind}_high", high)], f"{kind}_between is {answer}", "TCK 0071")
    for a, b, both, either in rows(LOGIC):
        add([("a", a), ("b", b)], f"both is {both}", "TCK 0106")
        add([("a", a), ("b", b)], f"either is {either}", "TCK 0106")
    for a, negated in (("yes", "no"), ("no", "yes"), ("unknown", "unknown")):
        add([("a", a)], f"negated is {negated}", "TCK 0107")
    open(f"{sys.argv[1]}/tables.remit", "w").write(MODULE + "\n".join(out))
    print(len(out))


main()

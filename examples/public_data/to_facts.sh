#!/bin/sh
# Turns the tables that Ofsted and the DfE publish into one table of facts for `remit run`: a column a fact, a row an
# authority and a year. README.md beside this file says which tables, and what is done with what is not a number.
#
#   to_facts.sh FOLDER > facts.csv
set -eu
[ $# = 1 ] && [ -d "$1" ] || { echo "usage: $0 FOLDER-OF-THE-PUBLISHED-TABLES > facts.csv" >&2; exit 2; }
exec python3 - "$1" <<'PYTHON'
import csv, datetime, pathlib, re, sys

folder = pathlib.Path(sys.argv[1])
WORKFORCE = "csww_indicators_2017_to_2025.csv"
HISTORY = "ofsted_ilacs_inspection_history_2018-2025.csv"
LONG = "ofsted_la_inspections_2009-2023_long.csv"
REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
RATES = {"turnover_rate": "turnover_rate_fte", "agency_rate": "agency_rate_fte", "vacancy_rate": "vacancy_rate_fte",
         "sickness_rate": "absence_rate_fte"}
GRADES = {"Outstanding": "outstanding", "Good": "good", "Requires improvement to be good": "requires_improvement",
          "Inadequate": "inadequate"}
NOT_A_NUMBER = {"z", "x", "c", "u", "low", ":", ""}       # not applicable, not available, suppressed, unreliable, below a half
OF_PART_ONLY = {"SLAC looked after children", "SLAC re-inspection looked after", "TLAC"}
OVERALL = {"SIF first", "SIF re-inspection"}               # and ILACS: a grade for the services as a whole
LAST_RELEASE = datetime.date(2025, 3, 31)                  # of Ofsted's tables: of later days they say nothing
SAME_REPORT = datetime.timedelta(days=100)                 # the two Ofsted tables differ by up to two months
UNPUBLISHED = datetime.timedelta(days=100)                 # from an inspection to its report
ALSO = {"bedford borough": "bedford"}


def table(name):
    with open(folder / name, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def plain(name):
    words = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
    return ALSO.get(words, words)


def day(text):
    return datetime.date.fromisoformat(text)


def number(text):
    """The cell as it stands, or None where it holds a symbol. Anything else is an error: a new symbol must not pass."""
    if text.strip() in NOT_A_NUMBER:
        return None
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text.strip()):
        sys.exit(f"to_facts.sh: {text!r} is neither a number nor a symbol that we know")
    return text.strip()


def judgements():
    """Of each authority: (first day it counts by inspection, day of publication, grade, of the services as a whole)."""
    found = {}
    for row in table(HISTORY):
        found.setdefault(plain(row["Local authority name"]), []).append(
            (day(row["Inspection date"]), day(row["Publication date"]), GRADES.get(row["Overall effectiveness"]), True))
    history = {name: list(rows) for name, rows in found.items()}
    for row in table(LONG):
        name, published, kind = plain(row["la_name"]), day(row["publication_date"]), row["framework"]
        whole = kind in OVERALL or kind.startswith("ILACS")
        told = any(abs(published - known[1]) <= SAME_REPORT for known in history.get(name, []))
        if kind in OF_PART_ONLY or (kind.startswith("ILACS") and told):
            continue
        found.setdefault(name, []).append((published, published, GRADES.get(row["overall_effectiveness"]), whole))
    return {name: sorted(rows, key=lambda r: r[1]) for name, rows in found.items()}


def referrals():
    return {(plain(row["la_name"]), int(row["time_period"])): number(row["referral_count"])
            for row in table(REFERRALS) if row["geographic_level"] == "Local authority"}


def inspection_facts(rows, date):
    if date > LAST_RELEASE:
        return {}
    whole = [row for row in rows if row[3]]
    inspected = [row for row in whole if row[0] <= date]
    published = [row for row in whole if row[1] <= date]
    facts = {}
    if inspected:
        latest = max(inspected, key=lambda r: r[0])
        # A report of the next weeks whose day of inspection is not published may belong to an inspection before the date.
        doubtful = [r for r in whole if r[0] == r[1] and date < r[1] <= date + UNPUBLISHED and r[2] != latest[2]]
        facts["ofsted"] = "" if doubtful else latest[2]
    if published:
        facts["ofsted_published"] = published[-1][2]
    judged = [row for row in rows if row[1] <= date]
    if judged:
        facts["last_judged"] = judged[-1][1].isoformat()
        facts["inadequate_in_a_row"] = next((n for n, row in enumerate(reversed(judged)) if row[2] != "inadequate"), len(judged))
    return facts


def change(now, before):
    if now is None or before is None or float(before) == 0:
        return ""
    return f"{round((float(now) - float(before)) / float(before) * 100, 1) + 0.0:.1f}%"


def rows():
    judged, referred = judgements(), referrals()
    for row in table(WORKFORCE):
        if row["geographic_level"] != "Local authority":
            continue
        year = int(row["time_period"])
        date = datetime.date(year, 9, 30)
        figures = {fact: number(row[column]) for fact, column in RATES.items()}
        figures = {fact: "" if value is None else value + "%" for fact, value in figures.items()}
        figures["caseload"] = number(row["caseload_fte"]) or ""
        for name in row["la_name"].split(" / "):           # two councils that publish one figure
            words = plain(name)
            facts = {"case": words.replace(" ", "_") + f"_{year}", "as_at": date.isoformat(), **figures}
            facts.update(inspection_facts(judged.get(words, []), date))
            facts["referral_change"] = change(referred.get((words, year)), referred.get((words, year - 1)))
            yield facts


COLUMNS = ["case", "as_at", "ofsted", "ofsted_published", "inadequate_in_a_row", "last_judged", "turnover_rate", "agency_rate",
           "vacancy_rate", "caseload", "sickness_rate", "referral_change"]
out = csv.DictWriter(sys.stdout, COLUMNS, restval="", lineterminator="\n")
out.writeheader()
for facts in sorted(rows(), key=lambda f: f["case"]):
    out.writerow(facts)
PYTHON

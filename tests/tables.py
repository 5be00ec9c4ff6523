"""Independent tables: tests/tables/dates_calc.txt and dmn_tck.txt say whose the rows are. Each is a condition and its answer,
and is tried twice: with its values as they stand, so that they are worked out while reading, and with facts in their place.
Writes a module with a scenario for each row: tables.py FOLDER; prints how many."""
import re, sys

TABLES = ["dates_calc", "dmn_tck"]
TYPES = {"date": "date", "duration": "duration", "number": "number", "yesno": "yes/no", "text": "text"}
# Where the grammar has values only: lists of `one of`, a duration before `after`; and `at least 1 of` counts.
OPERAND = re.compile(r"(?P<left>one of \([^)]*\)|at least 1 of|\d+ \w+ after)|\?(?P<unknown>\w+)|(?P<text>\"[^\"]*\")"
                     r"|(?P<date>\d{4}-\d\d-\d\d)|(?P<duration>\d+ (?:day|month|year)s?)|(?P<number>-?\d+(?:\.\d+)?)"
                     r"|(?P<yesno>\b(?:yes|no)\b)")


def rows():
    for table in TABLES:
        for line in open(f"tests/tables/{table}.txt"):
            if not line.startswith("#"):
                name, condition, answer = line.rstrip("\n").split(" | ")[:3]
                yield f"{table} {name}", condition, answer


def with_facts(number, condition, every):
    """The condition with facts for its values, or only for what is unknown; the facts' declarations; what is given."""
    facts, given = [], []

    def put(match):
        kind = match.lastgroup
        if kind == "left" or (kind != "unknown" and not every):
            return match[0]
        fact = f"f{number}{'abcdefgh'[len(facts)]}{'x' if every else ''}"
        facts.append(f"fact {fact} : {TYPES[match['unknown'] or kind]}\n")
        if kind != "unknown":
            given.append(f"  given {fact} is {match[0]}\n")
        return fact

    return OPERAND.sub(put, condition), "".join(facts), "".join(given)


def expected(definition, answer):
    return {"yes": definition, "no": f"not {definition}", "unknown": f"{definition} is unknown"}[answer]


def main():
    out, count = ["module tables\n"], 0
    for count, (name, condition, answer) in enumerate(rows(), 1):
        plain, facts, _ = with_facts(count, condition, False)
        read, more, given = with_facts(count, condition, True)
        out.append(f"{facts}{more}define plain{count} when {plain}\ndefine read{count} when {read}\n"
                   f'scenario "{count} {name}" as at 2021-06-01\n{given}  expect {expected(f"plain{count}", answer)}\n'
                   f"  expect {expected(f'read{count}', answer)}\n")
    open(f"{sys.argv[1]}/tables.remit", "w").write("\n".join(out))
    print(count)


main()

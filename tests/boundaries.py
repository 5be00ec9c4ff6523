"""Assurance row 6: arithmetic at the edges of what a number can be, and on random decimals, against Python's whole numbers;
by the fast engine of `batch` and by the tree's (`--full`). Usage: boundaries.py REMIT SCRATCH [RANDOM]; prints TAP."""
import itertools, json, os, random, subprocess, sys

REMIT, SCRATCH = map(os.path.abspath, sys.argv[1:3])
RANDOM = int(sys.argv[3]) if len(sys.argv) > 3 else 2500
ONE, MOST, LEAST = 10**6, 2**63 - 1, -2**63            # millionths
A = 999_999_999_999_999_999                            # the largest that can be written, 999999999999.999999
EDGES = [MOST, MOST - 1, LEAST, LEAST + 1, 0, 1, -1, ONE, -ONE, 2 * ONE, -2 * ONE, 3 * ONE, A, -A, ONE // 2, -ONE // 2,
         3_037_000_499_976_050, 3_037_000_500_000_000, 333_333, 2_500_000, 1_500_000]
OTHERS = [0, 1, -1, ONE, -ONE, 2 * ONE, -2 * ONE, 10 * ONE, 3 * ONE, A, -A, ONE // 2, 500_001, 7, -3]
MODULE = """module arith
fact a : number
fact c : number
fact e : number
define big : number gives a * 9 + c
define added : number gives big + e
define taken : number gives big - e
define times : number gives big * e
define divided : number gives big / e
define negated : number gives - big
define above when big > e
define same when big = e
"""


def written(millionths):
    sign, whole = "-" if millionths < 0 else "", abs(millionths)
    return (sign + f"{whole // ONE}.{whole % ONE:06}").rstrip("0").rstrip(".")


def rounded(number, by):
    """number / by, the nearest whole number, of two as near the even one."""
    if by < 0:
        number, by = -number, -by
    low, rest = divmod(number, by)
    return low + (2 * rest > by or 2 * rest == by and low % 2)


def result(millionths):
    return written(millionths) if LEAST <= millionths <= MOST else "unknown"


def any_decimal(source, most):
    """Of any size, with few or many digits behind the point."""
    size = 10 ** source.randrange(1, 20)
    number = source.randrange(-size, size)
    digits = 10 ** source.choice((0, 0, 0, 2, 4, 5, 6))
    return max(-most, min(most, number // digits * digits))


def pairs():
    yield from itertools.product(EDGES, OTHERS)
    source = random.Random(int(os.environ.get("SEED", "1")))
    for _ in range(RANDOM):
        yield any_decimal(source, MOST), any_decimal(source, A)


def rows():
    for big, e in pairs():
        a = max(-A, min(A, rounded(big, 9)))
        c = big - 9 * a
        yield (a, c, e), {
            "big": written(big), "added": result(big + e), "taken": result(big - e), "times": result(rounded(big * e, ONE)),
            "divided": result(rounded(big * ONE, e)) if e else "unknown", "negated": result(-big),
            "above": "yes" if big > e else "no", "same": "yes" if big == e else "no"}


def main():
    table, expected = [], []
    for number, (facts, answers) in enumerate(rows()):
        table.append(f"r{number}," + ",".join(map(written, facts)))
        expected.append(answers)
    open(f"{SCRATCH}/arith.remit", "w").write(MODULE)
    open(f"{SCRATCH}/rows.csv", "w").write("case,a,c,e\n" + "\n".join(table) + "\n")
    failed = 0
    for count, (engine, more) in enumerate((("the fast engine", []), ("the tree", ["--full"])), 1):
        done = subprocess.run([REMIT, "batch", "arith.remit", "rows.csv", "--json"] + more, cwd=SCRATCH, capture_output=True, text=True)
        got = [json.loads(line) for line in done.stdout.splitlines()]
        wrong = [] if len(got) == len(expected) else [f"{len(got)} rows: {done.stderr}"]
        for row, answer, right in zip(table, got, expected):
            if more:
                answer = {name: cell.get("value", "unknown") for name, cell in answer["definitions"].items()}
            wrong += [f"{row}: {name} {answer[name]}, not {right[name]}" for name in right if answer[name] != right[name]]
        print(f"{'not ' if wrong else ''}ok {count} - {engine}: {len(expected)} rows of {len(expected[0])} results each")
        for line in wrong[:10]:
            print("#   " + line)
        failed += bool(wrong)
    print("1..2")
    sys.exit(failed > 0)


main()

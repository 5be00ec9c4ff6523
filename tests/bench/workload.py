#!/usr/bin/env python3
"""The workload of the shared peer harness, rewritten in Remit.

usage: workload.py BENCH SCALE > workload.remit      BENCH: the harness's folder (its tools/model.py reads the rules)
       workload.py BENCH SCALE --compare EXPECTED OUTPUT

--compare holds `remit batch`'s CSV to the oracle's rows. Where the oracle says `unknown` for a role and Remit names one
party, every answer still possible must be that party: such cells are counted, since Remit's certain answer is right.
"""
import csv
import pathlib
import sys

sys.dont_write_bytecode = True
bench, scale = pathlib.Path(sys.argv[1]), int(sys.argv[2])
sys.path.insert(0, str(bench / "tools"))
from model import Model  # noqa: E402

ROLES = {"accountable": "exactly one", "deliverer": "exactly one", "overseer": "exactly one"}
NOT = {True: "", False: "not "}


def condition(c, outer=False):
    kind = c[0]
    if kind == "bool":
        return c[1]
    if kind == "not":
        return "not " + condition(c[1])
    if kind in ("and", "or"):
        text = f" {kind} ".join(condition(x) for x in c[1])
        return text if outer else f"({text})"
    words = {"=": "is", "!=": "is not"}
    return f"{c[1]} {words.get(c[2], c[2])} {c[3]}"


def facts(m):
    for f in m.facts:
        # A count is never negative, so Remit would be certain of `>= 0` where the oracle is not: plain numbers for all.
        kind = "yes/no" if f.kind == "bool" else "number" if f.numeric else f.name + "_kind"
        if f.values:
            yield f"type {f.name}_kind is {', '.join(f.values)}"
        yield f"fact {f.name} : {kind}"


def duties(m):
    last = None
    for duty, role, branches in m.duties:
        if duty != last:
            yield f'\nduty {duty} "{duty}"'
        last = duty
        for party, c in branches:
            yield f"  {role} {party} " + ("otherwise" if c is None else "when " + condition(c, True))


def module(m):
    yield f'module workload_{m.scale} "The workload of the peer harness, {len(m.outputs)} conclusions"\n'
    yield from (f'party {p} "{p}"' for p in m.parties)
    yield from (f'role {r} "{r}" {n}' for r, n in ROLES.items())
    yield from facts(m)
    yield from duties(m)
    for name, c in m.rights:
        yield f'\nright {name} "{name}"\n  liberty of council\n  when {condition(c, True)}'
    for name, c in m.signatures:
        yield f'\nsignature {name} "{name}"\n  indicator found "found" when {condition(c, True)}'
    yield '\nscale concern is low < elevated < high < critical\ndefine band : concern'
    for name, below in m.bands:
        yield f"  gives {name} " + (f"when raised signatures < {below}" if below is not None else "otherwise")


def words(m):
    """The oracle's letters, in Remit's words, column by column."""
    same = {}
    held, raised = {"t": "held", "f": "not held", "u": "unknown"}, {"t": "raised", "f": "not raised", "u": "unknown"}
    return [same] * len(m.duties) + [held] * len(m.rights) + [raised] * len(m.signatures) + [same]


def allows(ours, theirs):
    return ours == theirs or (theirs == "unknown" and "|" in ours)


def compare(m, expected, output):
    table, cells, certain, wrong = words(m), 0, 0, []
    with open(expected, encoding="utf-8") as theirs, open(output, encoding="utf-8", newline="") as ours:
        rows = csv.reader(ours)
        next(rows)
        for want, have in zip(csv.reader(theirs), rows, strict=True):
            have = have[:1] + have[2:]
            assert want[0] == have[0] and len(want) == len(have), (want[0], have[0], len(want), len(have))
            for i, (a, b) in enumerate(zip(want[1:], have[1:])):
                cells += 1
                a = table[i].get(a, a)
                if allows(b, a):
                    continue
                if a == "unknown" and i < len(m.duties) and b in m.parties:
                    certain += 1
                else:
                    wrong.append((want[0], m.outputs[i], a, b))
    print(f"{cells} cells, {len(wrong)} differ, {certain} certain where the oracle stops at the first unknown condition")
    for w in wrong[:5]:
        print("  ", *w)
    return 1 if wrong else 0


if __name__ == "__main__":
    model = Model(scale)
    if "--compare" in sys.argv:
        sys.exit(compare(model, sys.argv[4], sys.argv[5]))
    print("\n".join(module(model)))

#!/usr/bin/env python3
"""A large program for the reading and evaluating benchmarks: DECLARATIONS rules over 5,000 facts, in several modules.

usage: generate.py FOLDER [DECLARATIONS]      writes FOLDER/main.remit, partN.remit and main.case; same bytes always
"""
import pathlib
import random
import sys

FACTS, MODULES = 5000, 8
PARTIES = ["council", "trust", "board", "dfe", "commissioner", "ofsted", "cabinet", "scrutiny"]
ROLES = ["accountable", "delivers", "oversees"]


def comparison(rng):
    n = rng.randrange(FACTS)
    kind = n % 5
    if kind == 0:
        return f"flag_{n}"
    if kind == 1:
        return f"rate_{n} > {rng.randrange(1, 99)}%"
    if kind == 2:
        return f"count_{n} >= {rng.randrange(1, 40)}"
    if kind == 3:
        return f"money_{n} < £{rng.randrange(1, 900)}k"
    return f"grade_{n} is {rng.choice(['inadequate', 'requires_improvement', 'good', 'outstanding'])}"


def condition(rng):
    parts = [comparison(rng) for _ in range(rng.choice([1, 2, 2, 3]))]
    text = parts[0]
    for part in parts[1:]:
        text += rng.choice([" and ", " and "]) + (f"not ({part})" if rng.random() < 0.2 else part)
    return text


def fact(n):
    kind = n % 5
    name = ["flag", "rate", "count", "money", "grade"][kind]
    word = ["yes/no", "percent", "count", "money", "judgement"][kind]
    return f'fact {name}_{n} "measure number {n} of the authority" : {word}\n'


def duty(rng, n):
    lines = [f'duty duty_{n} "The service numbered {n}"   cite report "para {n}"']
    for role in ROLES[: rng.choice([1, 2])]:
        lines.append(f"  {role} {rng.choice(PARTIES)} when {condition(rng)}")
        lines.append(f"  {role} {rng.choice(PARTIES)} otherwise")
    return "\n".join(lines) + "\n\n"


def right(rng, n):
    a, b = rng.sample(PARTIES, 2)
    return (f'right right_{n} "decide the matter numbered {n}"   cite report "para {n}"\n'
            f"  power of {a} over {b}\n  on matter_{n % 50}\n  when {condition(rng)}\n\n")


def signature(rng, n):
    lines = [f'signature signature_{n} "Warning number {n}"   cite report "para {n}"', f"  group group_{n % 20}"]
    for i in range(rng.choice([1, 2])):
        lines.append(f'  indicator sign_{i} "indicator {i} of warning {n}" when {condition(rng)}')
    lines.append("  severity medium otherwise")
    lines.append(f'  probe "Ask about number {n}"')
    return "\n".join(lines) + "\n\n"


def core():
    text = 'module part0 "The vocabulary"\nsource report "A report" dated 2020-10\n'
    text += "".join(f'party {p} "the {p}"\n' for p in PARTIES)
    text += "scale judgement is inadequate < requires_improvement < good < outstanding\n"
    text += "role accountable exactly one\nrole delivers at least one\nrole oversees any number\n"
    text += "".join(f'matter matter_{n} "Matter number {n}"\n' for n in range(50))
    return text + "".join(fact(n) for n in range(FACTS))


def case(rng):
    lines = ['case main "A generated case"  as at 2022-01-01', "use main"]
    for n in range(FACTS):
        if rng.random() < 0.1:
            continue
        kind = n % 5
        name = ["flag", "rate", "count", "money", "grade"][kind] + f"_{n}"
        value = [rng.choice(["yes", "no"]), f"{rng.randrange(100)}%", str(rng.randrange(50)), f"£{rng.randrange(999)}k",
                 rng.choice(["inadequate", "requires_improvement", "good", "outstanding"])][kind]
        lines.append(f"{name} is {value}")
    return "\n".join(lines) + "\n"


def main():
    folder, total = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    makers = [duty, right, signature]
    (folder / "part0.remit").write_text(core(), encoding="utf-8")
    per = (total - FACTS) // MODULES
    for m in range(1, MODULES + 1):
        head = f'module part{m} "Part {m}"\nuse part0\n\n'
        body = "".join(rng.choice(makers)(rng, m * 1_000_000 + n) for n in range(per))
        (folder / f"part{m}.remit").write_text(head + body, encoding="utf-8")
    uses = "".join(f"use part{m}\n" for m in range(MODULES + 1))
    (folder / "main.remit").write_text(f'module main "All of it"\n{uses}', encoding="utf-8")
    (folder / "main.case").write_text(case(rng), encoding="utf-8")


main()

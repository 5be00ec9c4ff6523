#!/usr/bin/env python3
"""How long a supposition takes to answer at the prompt: repl.py REMIT CASE ROUNDS prints the median and the 99th percentile.

Up to ten suppositions stand at a time. The time is from the line's being sent until a question sent behind it is answered
as well.
"""
import random
import re
import subprocess
import sys
import time


def main():
    program, case, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(2)
    session = subprocess.Popen([program, "repl", case, "--keep-going"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, bufsize=1)

    def ask(line):
        started = time.perf_counter()
        session.stdin.write(line + "\n1 = 1\n")
        session.stdin.flush()
        said = ""
        while (got := session.stdout.readline()) != "yes\n":
            said += got
            if not got:
                sys.exit("the session ended: " + said)
        return time.perf_counter() - started, said

    ask("1 = 2")
    times, again, supposed = [], [], 0
    for _ in range(rounds):
        n = rng.randrange(5000)
        name = ["flag", "rate", "count", "money", "grade"][n % 5] + f"_{n}"
        value = [rng.choice(["yes", "no"]), f"{rng.randrange(100)}%", str(rng.randrange(50)), f"£{rng.randrange(900)}k",
                 rng.choice(["inadequate", "good"])][n % 5]
        seconds, said = ask(f"{name} is {value}")
        times.append(seconds)
        again += [int(count) for count in re.findall(r"\((\d+) worked out again", said)]
        if rng.random() < 0.5 or supposed >= 10:
            ask("undo")
        else:
            supposed += 1
    times.sort()
    print(f"{rounds} suppositions: median {1e3 * times[len(times) // 2]:.1f} ms, 99th percentile "
          f"{1e3 * times[len(times) * 99 // 100]:.1f} ms, slowest {1e3 * times[-1]:.1f} ms; "
          f"{sum(again) / max(1, len(again)):.0f} conclusions worked out again on average")


main()

#!/usr/bin/env python3
"""Random programs and cases to tests/laws/narrow.c: narrow.py --inputs N --seed S.

An input of narrowing is a case and a narrower world of it, held against it on 8 dates; an input of completion is a case and
a date, held against 100 completions. Of each there are N. What breaks a law is shrunk and printed, and the status is 1;
--seed THAT --programs 1 finds it again.
"""
import argparse
import os
import random
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'oracle'))
import differential  # noqa: E402
from differential import Answerer, Died, Slow, only, request, shrink  # noqa: E402
from generate import generate  # noqa: E402

DATES, COMPLETIONS = 8, 100


class Outcome:
    def __init__(self):
        self.numbers, self.refused, self.slow, self.what, self.more, self.at = [0] * 4, '', False, None, '', None


def held(question, case, answerer, *_):
    """Whether the laws hold for a case of a question, on its dates."""
    out = Outcome()
    requests = [request('rules', question.rules()), request('case case ' + case.options, case.text())]
    requests += [request('suppose', s) for s in case.supposed]
    requests.append(request('laws %d %d %d %s' % (case.seed, DATES, COMPLETIONS, ' '.join(case.dates))))
    try:
        *said, answer = answerer.ask(requests)
    except Slow:
        out.slow = True
        return out
    except Died as e:
        out.what, out.more = 'dies', str(e)
        return out
    out.refused = ''.join(said)
    if out.refused or not answer:
        return out
    first, _, out.more = answer.partition('\n')
    out.numbers = [int(n) for n in first.split()]
    out.what = 'a law is broken' if out.more else None
    return out


def cases(seed, r):
    """The cases of the program of a seed; now and then some of what is stated is left out, so that less is known."""
    question = generate(seed, ['status'])       # what asks about the record itself is bound by no law
    for n, case in enumerate(question.cases):
        case.seed, case.dates = seed * 10 + n, case.dates[:DATES]
        spare = r.choice((0, 0, 0.3, 0.6))
        case.statements = [s for s in case.statements if r.random() >= spare]
        yield question, case


def show(question, case, found):
    print(''.join(line + '\n' for line in question.rules().split('\n') if line and not re.match(r'(source|party|role) ', line)) +
          case.text() + ''.join('suppose %s\n' % s for s in case.supposed) + case.options + '\n' + found.more)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--inputs', type=int, default=1000)
    p.add_argument('--programs', type=int, default=0, help='no more programs than these')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--shrink', type=float, default=30, help='seconds')
    p.add_argument('--keep', type=int, default=1, help='stop after so many that break a law')
    p.add_argument('--laws', default='build/gc/laws/narrow')
    args = p.parse_args()
    differential.compare = held        # what the shrinker asks
    answerer, numbers, inputs, refused, slow, broken, began = Answerer(args.laws), [0] * 4, 0, 0, 0, 0, time.time()
    seed = args.seed
    while inputs < args.inputs and broken < args.keep and not 0 < args.programs <= seed - args.seed:
        for question, case in cases(seed, random.Random(seed)):
            found = held(question, case, answerer)
            inputs += 0 if found.refused or found.slow else DATES
            refused += bool(found.refused)
            slow += found.slow
            numbers = [a + b for a, b in zip(numbers, found.numbers)]
            if found.what:
                broken += 1
                print('--- seed %d: %s' % (seed, found.what))
                small = shrink(only(question, case), answerer, found.what, args.shrink)
                show(small, small.cases[0], held(small, small.cases[0], answerer))
                break
        seed += 1
    print('%d inputs of %d programs: %d conclusions compared, %d certain, %d of them read what is not; arithmetic failed in %d; %d '
          'cases refused, %d too slow, %d break a law; %.0f s' %
          (inputs, seed - args.seed, *numbers, refused, slow, broken, time.time() - began))
    sys.exit(1 if broken else 0)


if __name__ == '__main__':
    main()

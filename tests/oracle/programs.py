#!/usr/bin/env python3
"""Random programs with their cases as files, each in a folder of its own: programs.py FOLDER SEED COUNT [WITHOUT...].

tests/unit/test_argument takes them by REMIT_CASES=FOLDER. Nothing in them asks about the record itself.
"""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generate import generate


def main(folder, seed, count, *without):
    for number in range(int(seed), int(seed) + int(count)):
        question = generate(number, ('status',) + without)
        place = os.path.join(folder, str(number))
        os.makedirs(place, exist_ok=True)
        for name, declarations in question.modules:
            with open(os.path.join(place, name + '.remit'), 'w') as file:
                file.write('\n'.join(' '.join(d) for d in declarations) + '\n')
        case = question.cases[0]
        with open(os.path.join(place, 'x.case'), 'w') as file:
            file.write(case.text().replace('case x', 'case x%d as at %s' % (number, case.dates[0]), 1))


main(*sys.argv[1:])

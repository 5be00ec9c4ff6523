#!/bin/bash
# A timeline of 1,000 changes over a program of 100,000 declarations evaluates no more than what each change touches.
set -e
folder=${TMPDIR:-/tmp}/remit-timeline-$$
trap 'rm -rf "$folder"' EXIT
tests/bench/generate.py "$folder" "${1:-100000}"
tests/bench/changes.py "$folder/main.case" 1000
read -r units changes touched evaluated causes periods time < <(build/gc/bench/timeline "$folder/main.case" 2015-01-01 2022-01-01)
python3 -c "
print(f'$changes changes over $units conclusions: {($evaluated - $units) / $changes:.1f} evaluations a change, '
      f'where a change touches {$touched / $changes:.1f} (at most so many)')
print(f'  $evaluated evaluations for $periods periods, $causes more to say their causes; $time s')
assert $evaluated <= $units + $touched"

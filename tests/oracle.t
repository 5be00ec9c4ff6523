#!/usr/bin/env bash
# A short run of the second evaluator against the program; `make differential N=100000` for long ones.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
make -s build/gc/oracle/answer > build/oracle.log 2>&1 || cat build/oracle.log
out=$(timeout 120 python3 tests/oracle/differential.py --seed 1 --count 1000000 --seconds 40 --limit 2 --without "$(cat tests/oracle/without)" 2>&1)
is "$?" 0 'the second evaluator agrees'
echo "$out" | sed 's/^/# /'
finish

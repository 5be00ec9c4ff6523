#!/usr/bin/env bash
# A short run of the second evaluator against the program; `make differential N=100000` for long ones.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
make -s build/gc/oracle/answer > build/oracle.log 2>&1 || cat build/oracle.log
python=$(command -v pypy3 || command -v python3)
out=$(timeout 300 "$python" tests/oracle/differential.py --seed 1 --seconds 15 2>&1)
is "$?" 0 'the second evaluator agrees'
echo "$out" | sed 's/^/# /'
finish

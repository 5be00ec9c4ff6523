#!/bin/bash
# Rows of others' tables, from dates-calc and the DMN TCK: tests/tables/*.txt say whose, tests/tables.py how they are tried.
. tests/lib.sh
count=$(python3 tests/tables.py "$SCRATCH")
run "$REMIT" test "$SCRATCH/tables.remit"
exits 0 'every row holds'
like "$out" "(^|[^0-9])$count passed" "and $count of them were tried"
finish

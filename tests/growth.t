#!/bin/bash
# Assurance row 3: what is four times as large takes about four times as long. What is tried stands in tests/growth.py.
# `tests/growth.t 10000 statement` tries other sizes and only the constructs with that word.
. tests/lib.sh
python3 tests/growth.py "$REMIT" "$SCRATCH" "$@"

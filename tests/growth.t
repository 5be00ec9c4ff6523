#!/bin/bash
# Assurance row 3: what is twice as large takes twice as many instructions. What is tried stands in tests/growth.py.
# `tests/growth.t 2000 statement` tries other sizes, every verb, and only the constructs with that word.
. tests/lib.sh
if ! command -v valgrind >/dev/null; then
  skip 'what grows' 'valgrind is not there'
  finish
fi
python3 tests/growth.py "$REMIT" "$SCRATCH" "$@"

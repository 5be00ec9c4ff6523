#!/bin/bash
# Assurance rows 1, 2, 3, 9 and 14: sizes far beyond sense. What is tried, and how it is judged, stands in tests/limits.py.
# `tests/limits.t 1000000` tries another size than the usual ones.
. tests/lib.sh
python3 tests/limits.py "$REMIT" "$SCRATCH" "$@"

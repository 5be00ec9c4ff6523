#!/bin/bash
# variants: check
# Assurance row 6: the edges of arithmetic and random decimals, against exact results. What is tried stands in tests/boundaries.py.
. tests/lib.sh
python3 tests/boundaries.py "$REMIT" "$SCRATCH" "$@"

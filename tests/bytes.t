#!/bin/bash
# Assurance rows 4 and 5: NUL, malformed UTF-8 and forbidden characters. What is tried stands in tests/bytes.py.
. tests/lib.sh
python3 tests/bytes.py "$REMIT" "$SCRATCH"

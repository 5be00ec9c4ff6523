#!/bin/bash
# Assurance row 12: hostile words in every form of output, read by other parsers: tests/markup.py.
. tests/lib.sh
python3 tests/markup.py "$REMIT" "$SCRATCH"

#!/bin/bash
# Rows of JSONTestSuite and csv-spectrum, through `run` and `batch`: tests/suites.py.
. tests/lib.sh
python3 tests/suites.py "$REMIT" "$SCRATCH"

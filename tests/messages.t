#!/bin/bash
# variants: check
# The messages of the rules' checker, word for word: see tests/messages.py.
. tests/lib.sh
python3 tests/messages.py "$REMIT"

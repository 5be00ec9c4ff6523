#!/bin/bash
# variants: check stress
# The language server under bad and hurried clients, random edits, and cases in other forms: see lsp_robust.py.
. tests/lib.sh
python3 tests/cli/lsp_robust.py "$REMIT" "$SCRATCH"
exit $?

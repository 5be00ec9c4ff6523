#!/bin/bash
# variants: check stress
# The language server, asked by a client of our own: tests/cli/lsp_client.py speaks, tests/cli/lsp.py asks and judges.
. tests/lib.sh
python3 tests/cli/lsp.py "$REMIT" "$SCRATCH"
exit $?

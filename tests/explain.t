#!/bin/bash
# `remit explain`: the wrong and the right example of every code, run as they are shown.
cd "$(dirname "$0")/.." || exit 1
exec python3 tests/explain.py "${REMIT:-build/remit}" \
  $(sed -n 's/^DIAG(\([0-9]*\),.*/\1/p' src/source/diag_codes.def | sort -n | xargs printf 'R%04d ')

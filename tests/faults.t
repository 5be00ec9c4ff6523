#!/bin/bash
# Assurance rows 10 and 11: files, disks, pipes and memory that fail. What is tried stands in tests/faults.py.
. tests/lib.sh
if ! "${CC:-cc}" -shared -fPIC -O1 -w -o "$SCRATCH/preload.so" tests/faults/preload.c -ldl; then
  skip 'files that fail' 'the preload library cannot be built'
  finish
fi
python3 tests/faults.py "$REMIT" build/remit-check "$SCRATCH" "$@"

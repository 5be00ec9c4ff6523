#!/bin/bash
# Assurance rows 10 and 11: files, disks, pipes and memory that fail. What is tried stands in tests/faults.py.
. tests/lib.sh
if ! "${CC:-cc}" -shared -fPIC -O1 -w -o "$SCRATCH/preload.so" tests/faults/preload.c -ldl; then
  skip 'files that fail' 'the preload library cannot be built'
  finish
fi
# A name space of its own, in which everybody may mount a small disk; what is mounted goes with it.
unshare -rm true 2>/dev/null && apart='unshare -rm'
${apart:-} python3 tests/faults.py "$REMIT" build/remit-check "$SCRATCH" "$@"

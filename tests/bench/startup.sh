#!/bin/sh
# What a whole run costs beside starting any process: at most 3 times `true` plus 2 ms, plus the reading of its rules at
# ten times the pace of `wc -w`.
set -e
times=$(mktemp)
trap 'rm -f "$times"' EXIT
hyperfine --shell=none --warmup 20 --runs 200 --style none --export-json "$times" /bin/true 'build/remit run examples/doncaster.case' >/dev/null
python3 - "$times" <<'PYTHON'
import json, sys
true, run = (r["median"] * 1e3 for r in json.load(open(sys.argv[1]))["results"])
print(f"true {true:.2f} ms, remit run examples/doncaster.case {run:.2f} ms (3 times true plus 2 ms is {3 * true + 2:.2f} ms, "
      f"and its rules add their reading)")
PYTHON

#!/bin/sh
# Reading: a generated program of 100,000 declarations against `wc -w` on the same files (at most 10 times as long),
# twice the size against once (at most 2.2), memory against the source (at most 16 times), evaluating against reading.
set -e
folder=${TMPDIR:-/tmp}/remit-bench-$$
trap 'rm -rf "$folder"' EXIT
tests/bench/generate.py "$folder/whole" 100000
tests/bench/generate.py "$folder/half" 50000
LC_ALL=C hyperfine --shell=none --warmup 1 --runs 9 --export-json "$folder/times.json" --style none \
  "wc -w $(echo "$folder"/whole/*.remit)" "build/remit check $folder/whole/main.remit" "build/remit check $folder/half/main.remit" >/dev/null
python3 - "$folder" <<'PYTHON'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
words, whole, half = (r["median"] for r in json.load(open(folder / "times.json"))["results"])
size = sum(p.stat().st_size for p in (folder / "whole").glob("*.remit"))
print(f"{size / 1e6:.1f} MB of rules: wc -w {words * 1e3:.0f} ms, read and checked in {whole * 1e3:.0f} ms: "
      f"{whole / words:.1f} times (at most 10)")
small = sum(p.stat().st_size for p in (folder / "half").glob("*.remit"))
growth = 2 * (whole / half) / (size / small)
print(f"{small / 1e6:.1f} MB of them in {half * 1e3:.0f} ms: twice the size takes {growth:.2f} times as long (at most 2.2)")
PYTHON
size=$(cat "$folder"/whole/*.remit | wc -c)
peak=$(/usr/bin/env python3 -c "
import resource, subprocess, sys
subprocess.run(['build/remit', 'check', sys.argv[1]], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)" "$folder/whole/main.remit")
python3 -c "print(f'peak memory {$peak / 1e6:.0f} MB: {$peak / $size:.1f} times the source (at most 16)')"
build/gc/bench/phases "$folder/whole"

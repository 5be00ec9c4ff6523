#!/bin/bash
# One changed fact in a warm process: on the Doncaster case against a whole run (at least 20 times faster), and on the
# workload of the peer harness (at 52 conclusions at most 2 µs, at 5,200, where the harness stands beside, at most 18 µs).
set -e
folder=${TMPDIR:-/tmp}/remit-whatif-$$
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
whatif=build/gc/bench/whatif
LC_ALL=C hyperfine --shell=none --warmup 5 --runs 50 --style none --export-json "$folder/run.json" 'build/remit run examples/doncaster.case' >/dev/null
run=$(python3 -c "import json; print(json.load(open('$folder/run.json'))['results'][0]['median'] * 1e6)")
tell() {  # WHAT CASE ROUNDS FACT=VALUE FACT=VALUE
  read -r time units cone < <($whatif "$2" "$3" "$4" "$5")
  echo "$1: $time µs a change ($cone of $units units depend on it)"
}
vacancy="vacancy_rate=30% vacancy_rate=5%" trust="trust_operational=no trust_operational=yes"
for change in "$vacancy" "$trust"; do
  tell "Doncaster, ${change% *}" examples/doncaster.case 2000 $change
  python3 -c "print(f'  a whole run takes {$run:.0f} µs: {$run / $time:.0f} times as long (at least 20)')"
done
tell 'the workload, 52 conclusions' tests/bench/workload.case 20000 vacancy_rate=0.050 vacancy_rate=0.300
peers=${REMIT_PEERS:-../shared/bench}
if [ ! -d "$peers/spec" ]; then echo "5,200 conclusions: no peer harness in $peers"; exit 0; fi
python3 tests/bench/workload.py "$peers" 100 | sed '1s/workload_100/workload/' > "$folder/workload.remit"
cp tests/bench/workload.case "$folder"
tell 'the workload, 5,200 conclusions' "$folder/workload.case" 200 vacancy_rate=0.050 vacancy_rate=0.300

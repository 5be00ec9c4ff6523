#!/bin/bash
# Width, colour, closed pipes and full disks.
. tests/lib.sh
case=tests/cli/fixtures/town.case

# Lines with more columns than that.
wider() { python3 -c 'import sys
for line in open(0, encoding="utf-8"):
    if len(line.rstrip("\n")) > int(sys.argv[1]): print(line)' "$1"; }

for width in 30 40 60 80 100 132; do
  is "$(COLUMNS=$width "$REMIT" run $case | wider $width)" '' "text fits $width columns"
  is "$(COLUMNS=$width "$REMIT" run examples/doncaster.case --all | wider $width)" '' "the Doncaster case, too"
done
is "$("$REMIT" run $case | wider 80)" '' 'a pipe gets 80 columns'
is "$(COLUMNS=nonsense "$REMIT" run $case | wider 80)" '' 'a nonsensical COLUMNS is passed over'

run "$REMIT" run $case --color=always
like "$out" $'\x1b\\[1m' '--color=always colours a pipe'
run env NO_COLOR=1 "$REMIT" run $case --color=always
like "$out" $'\x1b' 'the option outweighs NO_COLOR'
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  terminal() { script -qec "$*" /dev/null </dev/null; }
  TERM=xterm like "$(TERM=xterm terminal "$REMIT" run $case)" $'\x1b' 'colour on a terminal'
  unlike "$(TERM=xterm NO_COLOR=1 terminal "$REMIT" run $case)" $'\x1b' 'NO_COLOR is obeyed'
  unlike "$(TERM=dumb terminal "$REMIT" run $case)" $'\x1b' 'none on a dumb terminal'
  unlike "$(TERM=xterm terminal "$REMIT" run $case --color=never)" $'\x1b' 'nor with --color=never'
else
  skip 'colour on a terminal' 'no script(1) here'
fi

for verb in "run $case" "run --json $case" "who $case social_care" 'test tests/cli/fixtures -v' 'explain R0203' '--help' '--version' 'run --help'; do
  run bash -c "$REMIT $verb > /dev/full"
  exits 2 "a full disk: remit $verb"
  like "$err" 'cannot write to standard output: No space left' "is told: remit $verb"
  run bash -c "$REMIT $verb | true; exit \${PIPESTATUS[0]}"
  is "$err" '' "a closed pipe ends it quietly: remit $verb"
done
run bash -c "trap '' PIPE; $REMIT run $case | true"
is "$err" '' 'also where the signal is ignored'

# Control characters in what is echoed.
cp tests/cli/fixtures/town.remit "$SCRATCH"
printf '{"case": "x", "label": "a\\u001b[31mb", "use": "town", "as_at": "2021-01-01", "facts": {"board_size": 8}}' > "$SCRATCH/x.json"
run "$REMIT" run "$SCRATCH/x.json"
unlike "$out$err" $'\x1b' 'no escape sequence gets through from a case'
run "$REMIT" run $case --set $'board_size=\x1b[31m8'
unlike "$out$err" $'\x1b' 'nor from the command line'

# Formulas in CSV.
sed 's/right end_contract "end the contract"/right end_contract "=HYPERLINK(1)"/' tests/cli/fixtures/town.remit > "$SCRATCH/town.remit"
cp $case "$SCRATCH/town.case"
run "$REMIT" run "$SCRATCH/town.case" --format csv
like "$out" ",'=HYPERLINK\(1\)," 'a cell that looks like a formula'
"$REMIT" run "$SCRATCH/town.case" --format csv > "$SCRATCH/out.csv"
ok 'CSV that another parser reads' python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
assert len({len(row) for row in rows}) == 1 and len(rows) > 20' "$SCRATCH/out.csv"

# Locale and time zone change nothing.
"$REMIT" run $case > "$SCRATCH/one"
LC_ALL=de_DE.UTF-8 TZ=Pacific/Auckland "$REMIT" run $case > "$SCRATCH/two"
same "$SCRATCH/one" "$SCRATCH/two" 'the same bytes in another locale and time zone'
REMIT_HASH_SEED=7 "$REMIT" run --json $case > "$SCRATCH/one"
REMIT_HASH_SEED=8 "$REMIT" run --json $case > "$SCRATCH/two"
same "$SCRATCH/one" "$SCRATCH/two" 'the same bytes with another hash seed'
finish

#!/bin/bash
# The laws of `remit fmt`, of what is not known and of readers of cases, in short; the long forms are in `make assurance`.
. tests/lib.sh
run make --no-print-directory build/gc/laws/layout build/gc/laws/narrow build/gc/laws/readers
exits 0 'the programs of the laws are built'
run tests/laws/narrow.py --inputs 600 --seed 11
exits 0 'where less is possible nothing else becomes possible, and what is certain is so in every completion'
like "$out" ' [1-9][0-9]{5} conclusions compared, [1-9][0-9]{5} certain, [1-9][0-9]{4,5} of them read what is not;' 'of programs that have answers'
run tests/laws/readers.py --count 300 --seed 5
exits 0 'case files, JSON, NDJSON, tables and batch read the same cases, and what is written again reads as the same'
like "$out" '^[1-9][0-9]{2} cases .* [1-9][0-9]{2} more .* agree, and so [0-9]{4,5} cells' 'and few are refused'
run bash -c 'set -o pipefail; tests/laws/layout.py --count 1500 --seed 3 | build/gc/laws/layout'
exits 0 'laid out, a text reads as the same, only white space has changed, and laying it out again changes nothing'
like "$out" '^(9|1[0-4])[0-9][0-9] of 150[0-9] texts were sound' 'most texts are programs'
cat >"$SCRATCH/odd.remit" <<'END'
# at the top
module # behind the word
  odd # behind the name
  "Odd" # behind the label
# alone
fact a # one
  : # two
  yes/no # three
  # four, alone
  ask # five
  "a?" # six

define b # seven
  when # eight
  ( # nine
  a # ten
  and # eleven
  not # twelve
  a # thirteen
  ) # fourteen
# at the end, without a line feed
END
truncate -s -1 "$SCRATCH/odd.remit"
run "$REMIT" fmt - <"$SCRATCH/odd.remit"
exits 0 'comments in every odd place'
is "$(tr -d ' \n' <<<"$out")" "$(tr -d ' \n' <"$SCRATCH/odd.remit")" 'stay where they are'
printf '%s\n' "$out" >"$SCRATCH/again.remit"
run "$REMIT" fmt --check "$SCRATCH/again.remit"
exits 0 'and the layout is its own'
finish

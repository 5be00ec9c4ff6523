#!/bin/bash
# `remit test --mutate`: small changes of the rules that no scenario notices.
# variants: check
. tests/lib.sh

folder=$SCRATCH/rules
mkdir "$folder"
write() { cat >"$folder/small.remit"; }
tests() { { printf 'module tests\nuse small\n'; cat; } >"$folder/tests.remit"; }
mutate() { run "$REMIT" test "$folder" --mutate "$@"; }

write <<'END'
module small
party a "A"
party b "B"
fact ready : yes/no
fact asked : yes/no
fact rate : percent
role holds exactly one
duty work "The work"
  holds a when ready and asked
  holds b otherwise
right leave "leave"
  liberty of a
  held when rate > 20%
END
tests <<'END'
scenario "one" as at 2021-01-01
  given ready is yes
  given asked is yes
  expect work.holds is a
END
mutate
exits 0 'survivors are told'
is "$out" "These rules could be otherwise without any scenario noticing:
$folder/small.remit
     9:16  work.holds: \`ready and asked\` could be left out
     9:16  work.holds: \`ready\` could be left out
     9:26  work.holds: \`asked\` could be left out
    10:3   work.holds: \`holds b otherwise\` could be left out
    10:3   work.holds: \`holds b otherwise\` could be for a
    13:3   leave: \`held when rate > 20%\` could be left out   (no expectation can read it)
    13:3   leave: \`held when rate > 20%\` could be not held   (no expectation can read it)
    13:13  leave: \`rate > 20%\` could be with >=   (no expectation can read it)
    13:13  leave: \`rate > 20%\` could be left out   (no expectation can read it)
    13:13  leave: \`rate > 20%\` could be its opposite   (no expectation can read it)
    13:20  leave: \`20%\` could be 21%   (no expectation can read it)
    13:20  leave: \`20%\` could be 19%   (no expectation can read it)
16 mutants: 4 noticed (25%), 5 not, 7 in rules that no expectation can read" 'each with its place and what was changed'
mutate -v
like "$out" '`ready` could be its opposite   \(noticed by one\)' '-v tells who notices the others'
mutate --fail-under 25
exits 0 '--fail-under: enough'
mutate --fail-under 25.1
exits 1 '--fail-under: too few'

tests <<'END'
scenario "both" as at 2021-01-01
  given ready is yes
  given asked is yes
  given rate is 21%
  expect work.holds is a
  expect leave is held
scenario "not ready" as at 2021-01-01
  given ready is no
  given asked is yes
  given rate is 20%
  expect work.holds is b
  expect leave is not held
scenario "not asked" as at 2021-01-01
  given ready is yes
  given asked is no
  given rate is 19.5%
  expect work.holds is b
  expect leave is not held
END
mutate --fail-under 100
exits 0 'scenarios that notice everything'
is "$out" '16 mutants: 16 noticed (100%)' 'nothing survives'
mutate --json
cp "$SCRATCH/.out" "$SCRATCH/mutate.json"
run python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); print(r["mutants"], r["noticed"], r["share"], r["survivors"])' "$SCRATCH/mutate.json"
is "$out" '16 16 100% []' 'as JSON'

# Every kind of change.
write <<'END'
module small
source s "S" dated 2020
party a "A"
party b "B"
scale grade is low < middle < high
fact day_of : date
fact ready : yes/no
fact graded : grade
fact spend : money
fact age : duration
event change "It changed"
parameter limit "limit" : percent
  is 12.5% from 2020-01-01
  is 20%   from 2021-01-01
define late when day_of >= 2020-06-01
define poor when graded is at most low
define dear when spend > £4.7m
define old when age >= 5 years
define moving when count of change in last 6 months >= 2
define beyond when limit > 15%
requirement begin "Begin"  in force from 2020-02-01
  on a
  must ready by 2021-03-01
signature worry "Worry"
  indicator one "one" when ready
  indicator two "two" when late
  raised when at least 2 indicators
  severity high when all indicators
  severity low otherwise
END
tests <<'END'
scenario "nothing" as at 2021-01-01
  given ready is yes
  expect ready
END
mutate
for change in '`2020-06-01` could be 2020-06-02' '`2020-06-01` could be 2020-05-31' '`low` could be middle' '`£4.7m` could be £4800000' \
  '`5 years` could be 72 months' '`6 months` could be 7 months' '`2` could be 1' '`12.5%` could be 12.6%' '`2021-01-01` could be 2021-01-02' \
  '`2020-02-01` could be 2020-01-31' '`2021-03-01` could be 2021-03-02' '`severity high when all indicators` could be low' \
  '`spend > £4.7m` could be with >=' '`indicator one "one" when ready` could be left out'; do
  like "$out" "$change" "$change"
done

# Exceptions, families, and a module under several programs.
write <<'END'
module small
party a "A"
party b "B"
type kind is one, two
fact ready : yes/no
role holds exactly one
duty work "{k}" for each k in kind
  holds a otherwise
END
cat >"$folder/upper.remit" <<'END'
module upper
use small
fact swapped : yes/no
amend duty work
  holds b when swapped
  holds a when ready
scenario "swapped" as at 2021-01-01
  given swapped is yes
  expect work[one].holds is b
scenario "not swapped" as at 2021-01-01
  given swapped is no
  given ready is no
  expect work[two].holds is a
END
tests <<'END'
scenario "plain" as at 2021-01-01
  expect work[one].holds is a
END
mutate
is "$(tail -n +2 <<<"$out")" "$folder/upper.remit
     6:3   work[one].holds: \`holds a when ready\` could be left out
     6:3   work[one].holds: \`holds a when ready\` could be for b
     6:16  work[one].holds: \`ready\` could be left out
     6:16  work[one].holds: \`ready\` could be its opposite
11 mutants: 7 noticed (63.6%), 4 not" 'a family is one place, and a mutant is noticed in whichever program'
several=$out
run taskset -c 0 "$REMIT" test "$folder" --mutate
is "$out" "$several" 'one core or several: the same'

tests <<'END'
scenario "wrong" as at 2021-01-01
  expect work[one].holds is b
END
mutate
exits 1 'where scenarios fail nothing is mutated'
like "$out" '^failed  wrong' 'but what failed is told'

run "$REMIT" test tests/scenarios --mutate --fail-under 90
exits 0 'the scenarios of the library notice nine tenths of its mutants'
like "$out" '^[0-9]+ mutants: [0-9]+ noticed \(9[0-9.]+%\)' 'at least'
finish

#!/bin/bash
# `remit test --coverage`: which branches, conditions and thresholds the scenarios try.
# variants: check
. tests/lib.sh

folder=$SCRATCH/rules
mkdir "$folder"
cat >"$folder/small.remit" <<'END'
module small
party a "A"
party b "B"
fact ready : yes/no
fact asked : yes/no
fact rate : percent
fact size : count
role holds exactly one
duty work "The work"
  holds a when ready and asked
  holds b otherwise
right leave "leave"
  liberty of a
  held when rate > 20%
requirement big "Big enough"
  on a
  applies when ready
  must size is between 7 and 10
END
write() { { printf 'module tests\nuse small\n'; cat; } >"$folder/tests.remit"; }
covered() { run "$REMIT" test "$folder" --coverage "$@"; }

write <<'END'
scenario "one" as at 2021-01-01
  given ready is yes
  given asked is yes
  expect work.holds is a
END
covered
exits 0 'coverage is told'
is "$(head -n -4 <<<"$out")" "$folder/small.remit
    10:3   work.holds: \`holds a when ready and asked\`: no expectation rests on this line being passed over
    10:16  work.holds: \`ready\`: no scenario has it no here
    10:26  work.holds: \`asked\`: no scenario has it no here
    11:3   work.holds: \`holds b otherwise\`: no expectation rests on this line
    14:3   leave: \`held when rate > 20%\`: no expectation rests on this line being taken
    14:3   leave: \`held when rate > 20%\`: no expectation rests on this line being passed over
    14:13  leave: no scenario has \`rate\` just above 20%
    14:13  leave: no scenario has \`rate\` at 20%
    17:16  big: \`ready\`: no expectation rests on this being so
    17:16  big: \`ready\`: no expectation rests on this not being so
    18:3   big: \`must size is between 7 and 10\`: no expectation rests on this line
    18:8   big: \`size is between 7 and 10\`: no expectation rests on this being so
    18:8   big: \`size is between 7 and 10\`: no expectation rests on this not being so
    18:8   big: no scenario has \`size\` at 7
    18:8   big: no scenario has \`size\` just below 7
    18:8   big: no scenario has \`size\` just above 10
    18:8   big: no scenario has \`size\` at 10" 'every gap has its place and a suggestion'
like "$out" "^$folder/small.remit +1 of 10 +2 of 4 +0 of 6 +15%$" 'and a row for its file'

write <<'END'
scenario "both" as at 2021-01-01
  given ready is yes
  given asked is yes
  expect work.holds is a
scenario "not asked" as at 2021-01-01
  given ready is yes
  given asked is no
  expect work.holds is b
scenario "neither" as at 2021-01-01
  given ready is no
  given asked is no
  expect work.holds is b
END
covered
like "$out" 'work.holds: `ready`: it is no in some scenario, but something else decides there' 'MC/DC: seen is not enough, it must decide'
unlike "$out" 'work.holds: `asked`' 'what decided both ways is covered'

write <<'END'
scenario "at" as at 2021-01-01
  given rate is 20%
  expect leave is not held
scenario "far above" as at 2021-01-01
  given rate is 35%
  expect leave is held
scenario "worked out, but nobody asks" as at 2021-01-01
  given rate is 20.5%
  given ready is yes
  given asked is yes
  expect work.holds is a
END
covered
like "$out" 'no scenario has `rate` just above 20%' 'a threshold asks for its neighbour, and for an expectation that rests on it'
unlike "$out" 'rate` at 20%' 'the other side is covered'

write <<'END'
scenario "both" as at 2021-01-01
  given ready is yes
  given asked is yes
  given rate is 21%
  given size is 7
  expect work.holds is a
  expect leave is held
  expect big is met
scenario "not ready" as at 2021-01-01
  given ready is no
  given asked is yes
  given rate is 20%
  expect work.holds is b
  expect leave is not held
  expect big is not applicable
scenario "not asked, too small" as at 2021-01-01
  given ready is yes
  given asked is no
  given size is 6
  expect work.holds is b
  expect big is breached
scenario "the largest" as at 2021-01-01
  given ready is yes
  given size is 10
  expect big is met
scenario "too large" as at 2021-01-01
  given ready is yes
  given size is 11
  expect big is breached
END
covered --fail-under 100
exits 0 'everything covered'
like "$out" '^all +10 of 10 +4 of 4 +6 of 6 +100%$' 'is 100%'
unlike "$out" 'no scenario' 'and nothing is missing'
covered --annotate
like "$out" '^\+    10    holds a when ready and asked$' 'the listing marks covered lines'

write <<'END'
scenario "one" as at 2021-01-01
  given ready is yes
  given asked is yes
  expect work.holds is a
END
covered --fail-under 15.1
exits 1 '--fail-under'
covered --fail-under=15%
exits 0 'what is just enough'
covered --annotate
like "$out" '^~    10    holds a when ready and asked$' 'covered in part'
like "$out" '^         \| `ready`: no scenario has it no here$' 'with what is missing below'
like "$out" '^-    11    holds b otherwise$' 'not at all'
like "$out" '^      1  module small$' 'nothing to cover'
covered --format json
cp "$SCRATCH/.out" "$SCRATCH/cover.json"
run python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); u=r["uncovered"][0]; print(r["verb"], r["branches"], r["share"], len(r["files"]), len(r["uncovered"]), u["line"], u["column"], u["about"], u["kind"], u["missing"], u["source"])' "$SCRATCH/cover.json"
is "$out" "test {'covered': 1, 'all': 10} 15% 1 17 10 3 work.holds branch passed over holds a when ready and asked" 'as JSON'
write <<'END'
scenario "wrong" as at 2021-01-01
  given ready is no
  expect work.holds is a
END
covered
exits 1 'where scenarios fail there is no coverage'
like "$out" '^failed  wrong' 'but what failed'

# MC/DC worked out by hand: a part is covered where turning it round would turn the whole round.
mkdir "$SCRATCH/hand"
cat >"$SCRATCH/hand/cov.remit" <<'END'
module cov
fact a : yes/no
fact b : yes/no
fact c : yes/no
fact n : count
define one when a and (b or c)
define two when at least 2 of (a, b, c)
define three when not (a or b) and n > 3
define four : number
  gives 1 when n >= 5
  gives 2 when a
  gives 3 otherwise
scenario "tt" as at 2020-01-01
  given a is yes
  given b is yes
  given c is no
  given n is 5
  expect one
  expect two
  expect not three
  expect four = 1
scenario "ft" as at 2020-01-01
  given a is no
  given b is yes
  given c is no
  given n is 4
  expect not one
  expect not two
  expect not three
  expect four = 3
scenario "ff" as at 2020-01-01
  given a is no
  given b is no
  given c is no
  given n is 4
  expect three
END
run "$REMIT" test "$SCRATCH/hand" --coverage
is "$(sed -n '2,/^$/p' <<<"$out")" '     6:24  one: `b`: no scenario has it no here
     6:29  one: `c`: no scenario has it yes here
     6:29  one: `c`: it is no in some scenario, but something else decides there
     7:35  two: `b`: no scenario has it no here
     7:38  two: `c`: no scenario has it yes here
     8:24  three: `a`: it is yes in some scenario, but something else decides there
     8:36  three: `n > 3`: no scenario has it no here
     8:36  three: no scenario has `n` at 3
    11:3   four: `gives 2 when a`: no expectation rests on this line being taken' 'MC/DC of and, or, not, at least 2 of'
like "$out" '^all +10 of 11 +11 of 18 +3 of 4 +72.7%$' 'and its count'

# Which rules count.
run "$REMIT" test tests/scenarios/torbay.remit --coverage
like "$out" '^rules/core.remit ' 'the library counts where only its rules are tested'
cat >"$folder/lib.remit" <<'END'
module lib
use torbay
define mine when direction_in_force
scenario "x" as at 2021-01-01
  given direction_in_force is yes
  expect mine
END
run "$REMIT" test "$folder/lib.remit" --coverage
unlike "$out" 'core.remit' 'and not beside rules of one'"'"'s own'
run "$REMIT" test "$folder/lib.remit" --coverage --of rules/core.remit
like "$out" 'rules/core.remit' 'unless --of names it'
unlike "$out" 'lib.remit' 'which then is all that counts'
run "$REMIT" test "$folder/lib.remit" --coverage --of "$folder/small.remit"
exits 2 '--of rules that nobody tests'
finish
